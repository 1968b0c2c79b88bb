//! The coverage matrix of a story: what is said, by which of its articles, and with which values where they differ.
//!
//! Cells that are silent take no room, so that the matrix of a large story is no larger than what its articles say.

mod order;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use super::told::{claims_of, values};
use super::{Corpus, Place, Sign};
use crate::article::ArticleId;
use crate::link::difference::{reading::terms, tone};
use crate::link::{ClaimId, Difference, DifferenceKind, QuoteMention, SharedQuoteId, StoryId};
use crate::text::{Span, wrap};
pub use order::Order;

/// Below this share of its words, in percent, a wording is only a part of a quote.
const PART: usize = 70;

/// What a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// What several articles say.
    Claim(ClaimId),
    /// What several articles quote.
    Quote(SharedQuoteId),
    /// What one article alone says.
    OnlyHere(Place),
}

/// Where an article says something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said {
    /// The sentence.
    pub place: Place,
    /// The words: the sentence, a clause of it, or a quote.
    pub span: Span,
}

/// What one article says on a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Silent,
    /// The same as the others.
    Same(Said),
    /// The same less surely, or only a part of the quote.
    Weaker(Said),
    /// A value, where the articles differ.
    Value {
        /// Where.
        said: Said,
        /// The words of the value.
        value: Span,
        /// The value in few letters: `41m`.
        short: String,
        /// Whether most of the others print another value, or none is printed by most.
        differs: bool,
    },
}

impl Cell {
    /// Where it is said, if it is.
    pub fn said(&self) -> Option<Said> {
        match self {
            Self::Silent => None,
            Self::Same(said) | Self::Weaker(said) | Self::Value { said, .. } => Some(*said),
        }
    }
}

/// One thing that is said, with what every article says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it is about.
    pub subject: Subject,
    /// What it is to a reader.
    pub sign: Sign,
    /// A short name for it.
    pub label: String,
    /// How many articles say it.
    pub articles: usize,
    /// How many different values they print; 0 where they do not differ.
    pub values: usize,
    /// The cells that are not silent, by column.
    cells: BTreeMap<usize, Cell>,
}

impl Row {
    /// What the article of the column says.
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(&column).unwrap_or(&Cell::Silent)
    }

    /// The cells that are not silent, by column.
    pub fn cells(&self) -> impl Iterator<Item = (usize, &Cell)> {
        self.cells.iter().map(|(column, cell)| (*column, cell))
    }
}

/// What the articles of a story say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matrix {
    /// The story.
    pub story: StoryId,
    /// The columns: the newest article first, those without a date last.
    pub articles: Vec<ArticleId>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// The matrix of a story in order of coverage: claims, quotes and, if asked for, what single articles say.
pub fn matrix(corpus: &Corpus, story: StoryId, only_here: bool) -> Matrix {
    let mut articles = corpus.story(story).articles.clone();
    articles.sort_by_key(|id| {
        let published = corpus.article(*id).meta.published;
        (published.is_none(), std::cmp::Reverse(published), *id)
    });
    let column_of = articles
        .iter()
        .enumerate()
        .map(|(column, id)| (*id, column));
    let mut made = Made {
        corpus,
        column_of: column_of.collect(),
        shown: BTreeSet::new(),
    };
    let claims = claims_of(corpus, story, false);
    let quotes = made.quotes(story);
    let mut stated: BTreeSet<SharedQuoteId> = BTreeSet::new();
    let mut rows: Vec<Row> = Vec::new();
    for claim in claims {
        let mut row = made.claim(claim);
        if let (Some(quote), 0) = (made.quote_of(claim, &quotes), row.values) {
            row = quoting(row, made.quote(quote));
            stated.insert(quote);
        }
        rows.push(row);
    }
    let left = quotes.iter().filter(|quote| !stated.contains(*quote));
    rows.extend(left.map(|quote| made.quote(*quote)));
    if only_here {
        rows.extend(articles.iter().flat_map(|article| made.only_here(*article)));
    }
    let mut matrix = Matrix {
        story,
        articles,
        rows,
    };
    matrix.sort(corpus, Order::Coverage);
    matrix
}

/// The row of a claim that its articles make by quoting somebody.
fn quoting(mut row: Row, quote: Row) -> Row {
    row.sign = match quote.sign {
        Sign::Differs(values) => Sign::Differs(values),
        Sign::Quote(_) | Sign::Claim(_) | Sign::OnlyHere => Sign::Quote(row.articles),
    };
    row.values = quote.values;
    row.label = quote.label;
    for (column, cell) in quote.cells {
        let known = row.cells.get(&column);
        if !matches!(cell, Cell::Same(_)) && known.is_some() {
            row.cells.insert(column, cell);
        }
    }
    row
}

/// A matrix that is being made.
struct Made<'a> {
    corpus: &'a Corpus,
    column_of: BTreeMap<ArticleId, usize>,
    /// The values that stand in a row already: one disagreement is shown once.
    shown: BTreeSet<(ArticleId, Span)>,
}

impl<'a> Made<'a> {
    fn claim(&mut self, id: ClaimId) -> Row {
        let claim = self.corpus.claim(id);
        let mut cells = BTreeMap::new();
        for mention in &claim.mentions {
            let said = Said {
                place: super::place_of_mention(mention),
                span: mention.span,
            };
            if let Some(column) = self.column_of.get(&mention.article) {
                cells.entry(*column).or_insert(Cell::Same(said));
            }
        }
        let articles = cells.len();
        for difference in &claim.differences {
            if difference.kind == DifferenceKind::Hedge {
                self.weaken(difference, &mut cells);
            }
        }
        let values = match self.contradiction(id) {
            Some(difference) => self.set_values(difference, &mut cells),
            None => 0,
        };
        let sign = match values {
            0 => Sign::Claim(articles),
            values => Sign::Differs(values),
        };
        Row {
            subject: Subject::Claim(id),
            sign,
            label: claim.label.clone(),
            articles,
            values,
            cells,
        }
    }

    /// The contradiction on which most articles have a value, if it does not stand in another row.
    fn contradiction(&mut self, id: ClaimId) -> Option<&'a Difference> {
        let differences = self.corpus.claim(id).differences.iter();
        let is_new = |difference: &&Difference| {
            let shown = difference
                .values
                .iter()
                .filter(|value| self.shown.contains(value));
            difference.kind.is_contradiction() && 2 * shown.count() < difference.values.len()
        };
        let most = differences.filter(is_new).rev();
        let difference = most.max_by_key(|difference| difference.values.len())?;
        self.shown.extend(difference.values.iter().copied());
        Some(difference)
    }

    /// Puts the values into the cells of the articles that print them; returns how many are different.
    fn set_values(&self, difference: &Difference, cells: &mut BTreeMap<usize, Cell>) -> usize {
        let values = values(self.corpus, difference);
        let counts: Vec<usize> = values.iter().map(|value| value.places.len()).collect();
        let has_most = counts.first() > counts.get(1);
        for (number, value) in values.iter().enumerate() {
            for (article, span) in &value.places {
                let Some(column) = self.column_of.get(article) else {
                    continue;
                };
                let Some(said) = self.said_with(cells.get(column), *article, *span) else {
                    continue;
                };
                let cell = Cell::Value {
                    said,
                    value: *span,
                    short: value.short.clone(),
                    differs: number > 0 || !has_most,
                };
                cells.insert(*column, cell);
            }
        }
        values.len().max(2)
    }

    /// The cells of articles that leave open what others say will be.
    fn weaken(&self, difference: &Difference, cells: &mut BTreeMap<usize, Cell>) {
        for (article, span) in &difference.values {
            let Some(column) = self.column_of.get(article) else {
                continue;
            };
            let Some(said) = self.said_with(cells.get(column), *article, *span) else {
                continue;
            };
            let terms = terms(
                &self.corpus.article(*article).text,
                self.corpus.span(said.place),
            );
            if tone::unsure(&terms)
                .iter()
                .any(|open| open.span.overlaps(*span))
            {
                cells.insert(*column, Cell::Weaker(said));
            }
        }
    }

    /// Where the words at `span` are said: in the words of the cell, or else in their own sentence.
    fn said_with(&self, cell: Option<&Cell>, article: ArticleId, span: Span) -> Option<Said> {
        let holds = |said: &Said| said.span.contains(span);
        if let Some(said) = cell.and_then(Cell::said).filter(holds) {
            return Some(said);
        }
        let sentence = self.corpus.article(article).sentence_at(span.start())?;
        let place = Place { article, sentence };
        Some(Said {
            place,
            span: self.corpus.span(place),
        })
    }

    /// The quotes that several articles of the story print.
    fn quotes(&self, story: StoryId) -> BTreeSet<SharedQuoteId> {
        let mut quotes = BTreeSet::new();
        for article in &self.corpus.story(story).articles {
            for sentence in self.corpus.article(*article).sentence_ids() {
                let place = Place {
                    article: *article,
                    sentence,
                };
                quotes.extend(self.corpus.shared_quotes(place));
            }
        }
        let of_story = |quote: &SharedQuoteId| {
            let articles = self.corpus.articles_of_quote(*quote).iter();
            articles
                .filter(|id| self.column_of.contains_key(id))
                .count()
                > 1
        };
        quotes.into_iter().filter(of_story).collect()
    }

    /// The first of `quotes` of which the claim holds at least two places and half of all.
    fn quote_of(&self, claim: ClaimId, quotes: &BTreeSet<SharedQuoteId>) -> Option<SharedQuoteId> {
        let places: BTreeSet<Place> = self.corpus.places_of_claim(claim).collect();
        let mut with: BTreeMap<SharedQuoteId, usize> = BTreeMap::new();
        for place in &places {
            for quote in &self.corpus.shared(*place).quotes {
                *with.entry(*quote).or_default() += 1;
            }
        }
        let holds_most = |(quote, with): (SharedQuoteId, usize)| {
            let all: BTreeSet<Place> = self.corpus.places_of_quote(quote).collect();
            let holds = quotes.contains(&quote) && with > 1 && 2 * with >= all.len();
            holds.then_some(quote)
        };
        with.into_iter().find_map(holds_most)
    }

    fn quote(&self, id: SharedQuoteId) -> Row {
        let quote = self.corpus.quote(id);
        let mut cells: BTreeMap<usize, Cell> = BTreeMap::new();
        let longest = quote
            .mentions
            .iter()
            .map(|m| self.words(*m))
            .max()
            .unwrap_or(0);
        for mention in &quote.mentions {
            let Some(column) = self.column_of.get(&mention.article) else {
                continue;
            };
            let cell = self.quoted(*mention, quote.attribution_differs, longest);
            let known = cells.entry(*column).or_insert_with(|| cell.clone());
            if matches!(known, Cell::Weaker(_)) {
                *known = cell;
            }
        }
        let speakers: BTreeSet<&str> = cells
            .values()
            .filter_map(|cell| match cell {
                Cell::Value { short, .. } => Some(short.as_str()),
                Cell::Silent | Cell::Same(_) | Cell::Weaker(_) => None,
            })
            .collect();
        let values = if quote.attribution_differs {
            speakers.len().max(2)
        } else {
            0
        };
        let articles = cells.len();
        Row {
            subject: Subject::Quote(id),
            sign: match values {
                0 => Sign::Quote(articles),
                values => Sign::Differs(values),
            },
            label: self.label(id),
            articles,
            values,
            cells,
        }
    }

    /// The cell of an article that prints a quote: who says so where that differs, else how much of it there is.
    fn quoted(&self, mention: QuoteMention, differs: bool, longest: usize) -> Cell {
        let quote = self
            .corpus
            .annotations(mention.article)
            .quote(mention.quote);
        let said = Said {
            place: Place {
                article: mention.article,
                sentence: quote.sentence,
            },
            span: quote.span,
        };
        match quote.speaker_text.filter(|_| differs) {
            Some(value) => Cell::Value {
                said,
                value,
                short: self.surname(mention, value),
                differs: true,
            },
            None if self.words(mention) * 100 < longest * PART => Cell::Weaker(said),
            None => Cell::Same(said),
        }
    }

    /// The last word of the speaker's name, or of the words that stand for it.
    fn surname(&self, mention: QuoteMention, words: Span) -> String {
        let entity = self.corpus.speaker_of(mention);
        let name = entity.map_or_else(
            || self.corpus.article(mention.article).words(words),
            |entity| self.corpus.entity(entity).name.as_str(),
        );
        last_word(name).to_owned()
    }

    fn words(&self, mention: QuoteMention) -> usize {
        let quote = self
            .corpus
            .annotations(mention.article)
            .quote(mention.quote);
        let words = self.corpus.article(mention.article).words(quote.span);
        words.split_whitespace().count()
    }

    /// "Ruiz: “none has failed”".
    fn label(&self, id: SharedQuoteId) -> String {
        let Some(first) = self.corpus.quote(id).mentions.first() else {
            return String::new();
        };
        let quote = self.corpus.annotations(first.article).quote(first.quote);
        let words = wrap::flat(self.corpus.article(first.article).words(quote.span));
        let words = words.trim_end_matches([',', '.']);
        match self.corpus.quote(id).speaker {
            Some(speaker) => {
                let name = &self.corpus.entity(speaker).name;
                format!("{}: “{words}”", last_word(name))
            }
            None => format!("“{words}”"),
        }
    }

    fn only_here(&self, article: ArticleId) -> Vec<Row> {
        let row = |sentence| {
            let place = Place { article, sentence };
            let span = self.corpus.span(place);
            let said = Said { place, span };
            let column = self.column_of.get(&article).copied();
            Row {
                subject: Subject::OnlyHere(place),
                sign: Sign::OnlyHere,
                label: wrap::flat(self.corpus.sentence(place)).into_owned(),
                articles: 1,
                values: 0,
                cells: column
                    .map(|column| (column, Cell::Same(said)))
                    .into_iter()
                    .collect(),
            }
        };
        self.corpus
            .only_here(article)
            .into_iter()
            .map(row)
            .collect()
    }
}

fn last_word(name: &str) -> &str {
    name.split_whitespace().last().unwrap_or(name)
}
