//! `crossread diff`: two articles side by side, sentence by sentence.

mod data;
mod text;

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;

use super::form::{self, Form};
use super::{Asked, Outcome};
use crate::article::{ArticleId, SentenceId, sanitize};
use crate::corpus::Place;
use crate::corpus::compare::{self, Comparison, Row, compare};
use crate::link::quote::Change;
use crate::text::{Span, wrap};

const EXAMPLES: &str = "\
Examples:
  crossread diff one.txt other.txt                 side by side, or one below the other on narrow screens
  crossread diff old.html new.html                 two versions of one article
  crossread diff --changed one.txt other.txt       without the sentences that are the same word for word
  crossread diff --format markdown a.md b.md       a table for notes
  crossread diff --format json a.md b.md | jq '.comparison.rows[] | select(.sign == \"differs\")'

Signs:
  ≠  values differ   \" quoted   = the same   ◆ only here
  [-only on the left-]  {+only on the right+}

Exit status: 0 if they have anything in common, 1 if not, 2 for wrong usage.";

/// Show two articles side by side: what both say, in which words, and what only one says
///
/// Sentences that say the same stand on one row, whatever their order; the order is that of the first article.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    /// Two articles; one may be `-` for standard input
    #[arg(value_names = ["A", "B"], num_args = 2, required = true)]
    pub files: Vec<PathBuf>,

    /// Leave out what is the same word for word
    #[arg(long)]
    changed: bool,

    /// The form of the comparison; text and JSON hold what only one says, too
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = form::parser(form::NO_TABLE))]
    format: Form,
}

/// Prints the comparison of two articles.
pub fn answer(asked: &Asked, options: &Options, out: &mut dyn Write) -> io::Result<Outcome> {
    let (left, right) = match articles(asked, options) {
        Ok(articles) => articles,
        Err(why) => return Ok(Outcome::Unclear(why)),
    };
    let comparison = compare(&asked.corpus, left, right);
    let shown = |row: &&Row| !options.changed || !is_same(asked, (left, right), row);
    let rows: Vec<Row> = comparison.rows.iter().filter(shown).copied().collect();
    match options.format {
        Form::Json => data::json(asked, &comparison, &rows, out)?,
        Form::Markdown => data::markdown(asked, &comparison, &rows, out)?,
        Form::Text | Form::Csv => text::write(asked, &comparison, &rows, &mut asked.page(out))?,
    }
    Ok(if comparison.has_common() {
        Outcome::Found
    } else {
        Outcome::Nothing("the articles have nothing in common".to_owned())
    })
}

/// The two articles, in the order in which they are named; or why it is not clear which they are.
fn articles(asked: &Asked, options: &Options) -> Result<(ArticleId, ArticleId), String> {
    let [left, right] = options.files.as_slice() else {
        return Err("name two articles".to_owned());
    };
    if left == right {
        return Err("name two different files: both are the same".to_owned());
    }
    let article = |path: &PathBuf| {
        asked.corpus.article_at(path).ok_or_else(|| {
            let shown = sanitize::line(&path.to_string_lossy());
            if path.is_dir() {
                format!("{shown} is a folder; name two articles")
            } else {
                format!("{shown} could not be read; two articles are needed")
            }
        })
    };
    Ok((article(left)?, article(right)?))
}

/// Whether a row has the same words on both sides.
fn is_same(asked: &Asked, articles: (ArticleId, ArticleId), row: &Row) -> bool {
    let changes = changes(asked, articles, row);
    !changes.is_empty()
        && changes
            .iter()
            .all(|change| matches!(change, Change::Same(_)))
}

/// How the sides of a row differ, word by word; nothing where one of them is silent.
fn changes(asked: &Asked, (left, right): (ArticleId, ArticleId), row: &Row) -> Vec<Change> {
    let (Some(a), Some(b)) = (row.left(), row.right()) else {
        return Vec::new();
    };
    let place = |article, sentence| Place { article, sentence };
    compare::changes(&asked.corpus, place(left, a), place(right, b))
}

/// Share of equal words from which two sentences are shown as a difference of words, in percent.
const ALIKE: usize = 35;

/// Whether a difference of words is readable.
fn is_alike(changes: &[Change]) -> bool {
    let (mut same, mut old, mut new) = (0, 0, 0);
    for change in changes {
        match change {
            Change::Same(span) => same += span.len(),
            Change::Removed(span) => old += span.len(),
            Change::Added(span) => new += span.len(),
        }
    }
    same > 0 && same * 100 >= (same + old.min(new)) * ALIKE
}

/// Words of one side of a row, and whether only that side has them.
struct Piece {
    span: Span,
    only_here: bool,
}

/// The pieces of the left side, in order.
fn left_pieces(changes: &[Change]) -> Vec<Piece> {
    let piece = |change: &Change| match change {
        Change::Same(span) => Some((*span, false)),
        Change::Removed(span) => Some((*span, true)),
        Change::Added(_) => None,
    };
    let pieces = changes.iter().filter_map(piece);
    pieces
        .map(|(span, only_here)| Piece { span, only_here })
        .collect()
}

/// The pieces of the right side, whose words are `words`, in order: between what is added, it is the same.
fn right_pieces(changes: &[Change], words: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut end = 0;
    let same = |from: usize, to: usize, pieces: &mut Vec<Piece>| {
        let span = Span::new(from, to).trim(words);
        if !span.is_empty() {
            pieces.push(Piece {
                span,
                only_here: false,
            });
        }
    };
    for change in changes {
        if let Change::Added(span) = change {
            same(end, span.start(), &mut pieces);
            pieces.push(Piece {
                span: *span,
                only_here: true,
            });
            end = span.end();
        }
    }
    same(end, words.len(), &mut pieces);
    pieces
}

/// "4 of the sentences stand side by side; …".
fn summary(asked: &Asked, comparison: &Comparison) -> String {
    let (pairs, left, right) = comparison.counts();
    let name = |id| asked.corpus.article(id).name();
    let mut parts = vec![
        format!("{} side by side", super::count(pairs, "sentence")),
        format!("{left} only in {}", name(comparison.left)),
        format!("{right} only in {}", name(comparison.right)),
        format!(
            "{:.0}% of the words the same",
            f64::from(comparison.same) * 100.0
        ),
    ];
    let differing = comparison.differing();
    if differing > 0 {
        parts.insert(1, format!("{differing} with different values"));
    }
    parts.join(", ")
}

/// The words of a sentence on one line.
fn words(asked: &Asked, article: ArticleId, sentence: SentenceId) -> String {
    let place = Place { article, sentence };
    wrap::flat(asked.corpus.sentence(place)).into_owned()
}
