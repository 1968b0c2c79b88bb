//! The orders in which the rows of a matrix can stand.

use std::cmp::Reverse;

use super::{Matrix, Row};
use crate::corpus::Corpus;

/// The order of the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// What most articles say first, and of that what they differ on.
    #[default]
    Coverage,
    /// What most different values are printed for first.
    Disagreement,
    /// What was published first.
    Time,
}

impl Matrix {
    /// Puts the rows in order; rows that are equal in it stand in order of what they are about.
    pub fn sort(&mut self, corpus: &Corpus, order: Order) {
        match order {
            Order::Coverage => self
                .rows
                .sort_by_key(|row| (Reverse((row.articles, row.values > 0)), row.subject)),
            Order::Disagreement => self
                .rows
                .sort_by_key(|row| (Reverse((row.values, row.articles)), row.subject)),
            Order::Time => self.rows.sort_by_cached_key(|row| first_said(corpus, row)),
        }
    }
}

/// When a row was first said: the time of the article, then the place in it. What has no time comes last.
fn first_said(corpus: &Corpus, row: &Row) -> impl Ord + use<> {
    let said = row.cells().filter_map(|(_, cell)| cell.said());
    let places = said.map(|said| {
        let published = corpus.article(said.place.article).meta.published;
        (published.is_none(), published, said.place)
    });
    (places.min(), row.subject)
}
