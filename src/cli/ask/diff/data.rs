//! A comparison as data: a document, or a table for notes.

use std::io::{self, Write};

use serde::Serialize;

use super::{Piece, changes, is_alike, left_pieces, right_pieces, summary, words};
use crate::article::{ArticleId, SentenceId};
use crate::cli::ask::Asked;
use crate::cli::export::{Export, Words};
use crate::cli::markdown::{escaped, link};
use crate::config::glyphs::UNICODE;
use crate::corpus::compare::{By, Comparison, Row};
use crate::corpus::{Place, Sign};
use crate::link::quote::Change;

#[derive(Debug, Serialize)]
struct Answer {
    comparison: Compared,
}

#[derive(Debug, Serialize)]
struct Compared {
    left: String,
    right: String,
    /// The share of the words that are the same.
    same: f32,
    pairs: usize,
    only_left: usize,
    only_right: usize,
    differing: usize,
    rows: Vec<OneRow>,
}

#[derive(Debug, Serialize)]
struct OneRow {
    sign: Option<&'static str>,
    left: Option<Words>,
    right: Option<Words>,
    /// Why they are paired: `title`, `words`, or the id of a claim or a quote.
    by: Option<String>,
    /// Where the other article says it too, in another row.
    also: Option<Words>,
    changes: Vec<OneChange>,
}

#[derive(Debug, Serialize)]
struct OneChange {
    kind: &'static str,
    text: String,
}

/// Writes a document with all rows.
pub fn json(
    asked: &Asked,
    comparison: &Comparison,
    rows: &[Row],
    out: &mut dyn Write,
) -> io::Result<()> {
    let export = Export::new(&asked.corpus);
    let (pairs, only_left, only_right) = comparison.counts();
    let comparison = Compared {
        left: export.id(comparison.left),
        right: export.id(comparison.right),
        same: comparison.same,
        pairs,
        only_left,
        only_right,
        differing: comparison.differing(),
        rows: rows
            .iter()
            .map(|row| one_row(asked, &export, comparison, row))
            .collect(),
    };
    asked.json(Answer { comparison }, out)
}

fn one_row(asked: &Asked, export: &Export, comparison: &Comparison, row: &Row) -> OneRow {
    let said = |article: ArticleId, sentence: SentenceId| {
        let span = asked.corpus.span(Place { article, sentence });
        export.words(article, span)
    };
    let (left, right) = (comparison.left, comparison.right);
    let (by, also) = match row {
        Row::Pair { by, .. } => (Some(by_name(*by)), None),
        Row::Left { also, .. } => (None, also.map(|also| said(right, also))),
        Row::Right { also, .. } => (None, also.map(|also| said(left, also))),
    };
    OneRow {
        sign: row.sign().map(sign_name),
        left: row.left().map(|sentence| said(left, sentence)),
        right: row.right().map(|sentence| said(right, sentence)),
        by,
        also,
        changes: one_changes(asked, comparison, row),
    }
}

fn sign_name(sign: Sign) -> &'static str {
    match sign {
        Sign::Differs(_) => "differs",
        Sign::Quote(_) => "quote",
        Sign::Claim(_) => "claim",
        Sign::OnlyHere => "only_here",
    }
}

fn by_name(by: By) -> String {
    match by {
        By::Title => "title".to_owned(),
        By::Words(_) => "words".to_owned(),
        By::Claim(id) => format!("c{}", id.index() + 1),
        By::Quote(id) => format!("q{}", id.index() + 1),
    }
}

fn one_changes(asked: &Asked, comparison: &Comparison, row: &Row) -> Vec<OneChange> {
    let (left, right) = (comparison.left, comparison.right);
    let (Some(a), Some(b)) = (row.left(), row.right()) else {
        return Vec::new();
    };
    let (old, new) = (words(asked, left, a), words(asked, right, b));
    let one = |change: &Change| {
        let (kind, text) = match change {
            Change::Same(span) => ("same", span.of(&old)),
            Change::Removed(span) => ("removed", span.of(&old)),
            Change::Added(span) => ("added", span.of(&new)),
        };
        OneChange {
            kind,
            text: text.to_owned(),
        }
    };
    changes(asked, (left, right), row).iter().map(one).collect()
}

/// Writes a table with a column for each article.
pub fn markdown(
    asked: &Asked,
    comparison: &Comparison,
    rows: &[Row],
    out: &mut dyn Write,
) -> io::Result<()> {
    let (left, right) = (comparison.left, comparison.right);
    let head = |id| {
        let article = asked.corpus.article(id);
        link(&article.name(), article.meta.url.as_deref())
    };
    writeln!(out, "| | {} | {} |\n|---|---|---|", head(left), head(right))?;
    for row in rows {
        let sign = match row.sign() {
            Some(Sign::Differs(_)) => UNICODE.differs,
            Some(Sign::Quote(_)) => UNICODE.quote,
            Some(Sign::Claim(_)) => UNICODE.shared,
            Some(Sign::OnlyHere) => UNICODE.only_here,
            None => "",
        };
        let changes = changes(asked, (left, right), row);
        let alike = is_alike(&changes);
        let side = |article, sentence: Option<SentenceId>, is_left: bool| {
            let Some(sentence) = sentence else {
                return "—".to_owned();
            };
            let words = words(asked, article, sentence);
            if !alike {
                return escaped(&words);
            }
            if is_left {
                marked(&words, &left_pieces(&changes), "~~")
            } else {
                marked(&words, &right_pieces(&changes, &words), "**")
            }
        };
        let (a, b) = (
            side(left, row.left(), true),
            side(right, row.right(), false),
        );
        writeln!(out, "| {sign} | {a} | {b} |")?;
    }
    writeln!(out, "\n{}", escaped(&summary(asked, comparison)))
}

fn marked(words: &str, pieces: &[Piece], mark: &str) -> String {
    let shown = |piece: &Piece| {
        let words = escaped(piece.span.of(words));
        if piece.only_here {
            format!("{mark}{words}{mark}")
        } else {
            words
        }
    };
    pieces.iter().map(shown).collect::<Vec<_>>().join(" ")
}
