//! A matrix as data: documents, tables, notes.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::sign;
use crate::article::ArticleId;
use crate::cli::ask::{Asked, flat, story};
use crate::cli::csv::Csv;
use crate::cli::export::{Export, Words};
use crate::cli::markdown::{escaped, link};
use crate::config::glyphs::UNICODE;
use crate::corpus::Sign;
use crate::corpus::matrix::{Cell, Matrix, Row, Subject};

#[derive(Debug, Serialize)]
struct Answer {
    matrices: Vec<Table>,
}

#[derive(Debug, Serialize)]
struct Table {
    story: String,
    label: String,
    articles: Vec<String>,
    rows: Vec<OneRow>,
}

#[derive(Debug, Serialize)]
struct OneRow {
    /// The claim or the quote, as the export numbers them; nothing for what one article alone says.
    id: Option<String>,
    sign: &'static str,
    label: String,
    articles: usize,
    values: usize,
    /// One for each article that is not silent.
    cells: Vec<OneCell>,
}

#[derive(Debug, Serialize)]
struct OneCell {
    #[serde(flatten)]
    words: Words,
    state: &'static str,
    value: Option<Words>,
    short: Option<String>,
    differs: bool,
}

/// Writes a document with all rows, silent cells left out.
pub fn json(asked: &Asked, matrices: &[Matrix], out: &mut dyn Write) -> io::Result<()> {
    let export = Export::new(&asked.corpus);
    let row = |matrix: &Matrix, row: &Row| {
        let cells = row.cells().filter_map(|(column, cell)| {
            let article = *matrix.articles.get(column)?;
            one_cell(&export, article, cell)
        });
        OneRow {
            id: match row.subject {
                Subject::Claim(id) => Some(format!("c{}", id.index() + 1)),
                Subject::Quote(id) => Some(format!("q{}", id.index() + 1)),
                Subject::OnlyHere(_) => None,
            },
            sign: kind(row.sign),
            label: row.label.clone(),
            articles: row.articles,
            values: row.values,
            cells: cells.collect(),
        }
    };
    let table = |matrix: &Matrix| Table {
        story: format!("s{}", matrix.story.index() + 1),
        label: story::name(asked, matrix.story),
        articles: matrix.articles.iter().map(|id| export.id(*id)).collect(),
        rows: matrix.rows.iter().map(|one| row(matrix, one)).collect(),
    };
    let matrices = matrices.iter().map(table).collect();
    asked.json(Answer { matrices }, out)
}

fn one_cell(export: &Export, article: ArticleId, cell: &Cell) -> Option<OneCell> {
    let words = export.words(article, cell.said()?.span);
    let (value, short, differs) = match cell {
        Cell::Silent | Cell::Same(_) | Cell::Weaker(_) => (None, None, false),
        Cell::Value {
            value,
            short,
            differs,
            ..
        } => {
            let value = export.words(article, *value);
            (Some(value), Some(short.clone()), *differs)
        }
    };
    Some(OneCell {
        words,
        state: state(cell),
        value,
        short,
        differs,
    })
}

fn kind(sign: Sign) -> &'static str {
    match sign {
        Sign::Differs(_) => "differs",
        Sign::Quote(_) => "quote",
        Sign::Claim(_) => "claim",
        Sign::OnlyHere => "only_here",
    }
}

fn state(cell: &Cell) -> &'static str {
    match cell {
        Cell::Silent => "silent",
        Cell::Same(_) => "same",
        Cell::Weaker(_) => "weaker",
        Cell::Value { .. } => "value",
    }
}

/// What a cell holds in a table: the whole value, `same`, `weaker`, or nothing.
fn value(asked: &Asked, cell: &Cell) -> String {
    match cell {
        Cell::Silent => String::new(),
        Cell::Same(_) | Cell::Weaker(_) => state(cell).to_owned(),
        Cell::Value { said, value, .. } => {
            flat(asked.corpus.article(said.place.article).words(*value))
        }
    }
}

/// Writes a column for each article of the stories, under its id in documents.
pub fn csv(asked: &Asked, matrices: &[Matrix], out: &mut dyn Write) -> io::Result<()> {
    let export = Export::new(&asked.corpus);
    let articles: Vec<ArticleId> = matrices.iter().flat_map(|m| m.articles.clone()).collect();
    let mut columns: Vec<String> = ["story", "sign", "label", "articles", "values"]
        .map(str::to_owned)
        .into();
    columns.extend(articles.iter().map(|id| export.id(*id)));
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let mut csv = Csv::new(out, &columns)?;
    for matrix in matrices {
        let own = matrix.articles.iter().enumerate();
        let own: BTreeMap<ArticleId, usize> = own.map(|(column, id)| (*id, column)).collect();
        for row in &matrix.rows {
            let mut cells = vec![
                story::name(asked, matrix.story),
                kind(row.sign).to_owned(),
                row.label.clone(),
                row.articles.to_string(),
                row.values.to_string(),
            ];
            cells.extend(articles.iter().map(|id| match own.get(id) {
                Some(column) => value(asked, row.cell(*column)),
                None => String::new(),
            }));
            csv.row(&cells)?;
        }
    }
    csv.finish()
}

/// Writes a table for each story.
pub fn markdown(asked: &Asked, matrices: &[Matrix], out: &mut dyn Write) -> io::Result<()> {
    for (index, matrix) in matrices.iter().enumerate() {
        let gap = if index > 0 { "\n" } else { "" };
        let name = escaped(&story::name(asked, matrix.story));
        writeln!(out, "{gap}## {name}\n")?;
        write!(out, "| |")?;
        for id in &matrix.articles {
            let article = asked.corpus.article(*id);
            write!(
                out,
                " {} |",
                link(&article.name(), article.meta.url.as_deref())
            )?;
        }
        let of = matrix.articles.len();
        writeln!(out, " of {of} |\n|---|{}---|", ":---:|".repeat(of))?;
        for row in &matrix.rows {
            let label = escaped(&flat(&row.label));
            write!(out, "| {} {label} |", sign(row.sign, &UNICODE))?;
            for column in 0..of {
                let cell = row.cell(column);
                let shown = match cell {
                    Cell::Silent => "·".to_owned(),
                    Cell::Same(_) => "●".to_owned(),
                    Cell::Weaker(_) => "\\~".to_owned(),
                    Cell::Value { differs: true, .. } => {
                        format!("**{}**", escaped(&value(asked, cell)))
                    }
                    Cell::Value { .. } => escaped(&value(asked, cell)),
                };
                write!(out, " {shown} |")?;
            }
            writeln!(out, " {} |", row.articles)?;
        }
    }
    Ok(())
}
