//! A matrix for people: a table that fits the width, who its columns are, and the values on which they differ.

use std::io;

use super::heads::heads;
use super::sign;
use crate::cli::ask::{Asked, count, flat, story};
use crate::cli::page::{Page, Words};
use crate::config::theme::Role;
use crate::corpus::Sign;
use crate::corpus::matrix::{Cell, Matrix, Row};
use crate::text::wrap;

/// How narrow the column with the names of the rows may be, with values in the cells and without.
const LABEL: (usize, usize) = (24, 30);
/// How wide a column with values is at least and at most, with the space behind it.
const CELL: (usize, usize) = (5, 13);
/// Sign, counts and the spaces around them.
const AROUND: usize = 8;

/// How a matrix is laid out.
struct Layout {
    /// How wide the names of the rows are.
    label: usize,
    /// How wide a column is, with the space behind it; one without room for values.
    cell: usize,
    /// How many columns stand side by side.
    columns: usize,
}

impl Layout {
    /// The layout of `articles` columns at `width`.
    fn new(articles: usize, width: usize) -> Self {
        let articles = articles.max(1);
        let room = width.saturating_sub(AROUND + LABEL.0) / articles;
        if room >= CELL.0 {
            let cell = (width.saturating_sub(AROUND + LABEL.1) / articles).clamp(CELL.0, CELL.1);
            let label = width.saturating_sub(AROUND + cell * articles);
            return Self {
                label,
                cell,
                columns: articles,
            };
        }
        let most = width.saturating_sub(AROUND + LABEL.1).max(1);
        let columns = articles.min(most);
        Self {
            label: width.saturating_sub(AROUND + columns),
            cell: 1,
            columns,
        }
    }

    fn has_values(&self) -> bool {
        self.cell > 1
    }
}

/// Writes the matrices.
pub fn write(asked: &Asked, matrices: &[Matrix], page: &mut Page) -> io::Result<()> {
    for (index, matrix) in matrices.iter().enumerate() {
        if index > 0 {
            page.gap()?;
        }
        let claims = |differs: bool| {
            let is_one = |row: &&Row| (row.values > 0) == differs;
            matrix.rows.iter().filter(is_one).count()
        };
        let differ = match claims(true) {
            0 => String::new(),
            number => format!(", {number} with different values"),
        };
        let facts = format!(", {}{differ}", count(matrix.rows.len(), "row"));
        story::heading(asked, matrix.story, &facts, page)?;
        one(asked, matrix, page)?;
    }
    Ok(())
}

fn one(asked: &Asked, matrix: &Matrix, page: &mut Page) -> io::Result<()> {
    let layout = Layout::new(matrix.articles.len(), page.look.width);
    let names: Vec<String> = matrix
        .articles
        .iter()
        .map(|id| asked.corpus.article(*id).name())
        .collect();
    let heads = heads(
        &names,
        if layout.has_values() {
            layout.cell - 1
        } else {
            1
        },
    );
    let mut from = 0;
    while from < heads.len() {
        if from > 0 {
            page.gap()?;
        }
        let to = (from + layout.columns).min(heads.len());
        table(matrix, &layout, (&heads, from, to), page)?;
        from = to;
    }
    page.gap()?;
    legend(asked, matrix, &heads, page)?;
    for row in matrix.rows.iter().filter(|row| row.values > 0) {
        page.gap()?;
        values(asked, matrix, row, page)?;
    }
    Ok(())
}

/// The part of the table with some of its columns.
fn table(
    matrix: &Matrix,
    layout: &Layout,
    (heads, from, to): (&[String], usize, usize),
    page: &mut Page,
) -> io::Result<()> {
    let padding = " ".repeat(layout.label + 3);
    let mut line = Words::new().text(padding);
    for head in heads.iter().take(to).skip(from) {
        line = line.with(padded(head, layout.cell), Role::Outlet);
    }
    let of = matrix.articles.len();
    let right = |words: &str| format!("{words:>width$}", width = AROUND - 3);
    page.line(&line.dim(right(&format!("of {of}"))))?;
    let glyphs = page.look.glyphs;
    for row in &matrix.rows {
        let role = match row.sign {
            Sign::Differs(_) => Role::Contradiction,
            Sign::Quote(_) => Role::Quote,
            Sign::Claim(_) => Role::Claim,
            Sign::OnlyHere => Role::OnlyHere,
        };
        let label = glyphs.plain(&flat(&row.label));
        let label = wrap::cut(&label, layout.label, glyphs.ellipsis).into_owned();
        let mut line = Words::new()
            .with(format!("{} ", sign(row.sign, glyphs)), role)
            .text(padded(&label, layout.label + 1));
        for column in from..to {
            let (words, role) = shown(row.cell(column), layout, page);
            line = line.with(padded(&words, layout.cell), role);
        }
        page.line(&line.dim(right(&row.articles.to_string())))?;
    }
    Ok(())
}

fn padded(words: &str, columns: usize) -> String {
    let spaces = columns.saturating_sub(wrap::width(words));
    format!("{words}{}", " ".repeat(spaces))
}

fn shown(cell: &Cell, layout: &Layout, page: &Page) -> (String, Role) {
    let glyphs = page.look.glyphs;
    match cell {
        Cell::Silent => (glyphs.dot.to_owned(), Role::Dim),
        Cell::Same(_) => (glyphs.unread.to_owned(), Role::Text),
        Cell::Weaker(_) => ("~".to_owned(), Role::Text),
        Cell::Value { short, differs, .. } => {
            let role = if *differs {
                Role::Contradiction
            } else {
                Role::Text
            };
            if layout.has_values() {
                let short = in_letters(&flat(short), glyphs.ascii);
                let cut = wrap::cut(&short, layout.cell - 1, glyphs.ellipsis);
                (cut.into_owned(), role)
            } else if *differs {
                (glyphs.differs.to_owned(), role)
            } else {
                (glyphs.unread.to_owned(), role)
            }
        }
    }
}

/// A value in letters that can be shown.
fn in_letters(short: &str, ascii: bool) -> String {
    if ascii {
        short.replace('≥', ">=").replace('≤', "<=")
    } else {
        short.to_owned()
    }
}

/// Which column is which article.
fn legend(asked: &Asked, matrix: &Matrix, heads: &[String], page: &mut Page) -> io::Result<()> {
    let room = heads
        .iter()
        .map(|head| wrap::width(head))
        .max()
        .unwrap_or(0)
        + 2;
    for (id, head) in matrix.articles.iter().zip(heads) {
        let article = asked.corpus.article(*id);
        let date = asked.published(*id);
        let date = if date.is_empty() {
            date
        } else {
            format!(", {date}")
        };
        let label = Words::new().with(padded(head, room), Role::Outlet);
        let words = Words::new()
            .text(article.name())
            .dim(format!("{date}, {}", asked.path(*id)));
        page.wrapped(&label, &words)?;
    }
    Ok(())
}

/// The values of a row, each with who prints it and one sentence that does.
fn values(asked: &Asked, matrix: &Matrix, row: &Row, page: &mut Page) -> io::Result<()> {
    let corpus = &asked.corpus;
    let glyphs = page.look.glyphs;
    let label = Words::new().with(format!("{} ", glyphs.differs), Role::Contradiction);
    page.wrapped(&label, &Words::new().with(flat(&row.label), Role::Heading))?;
    let mut groups: Vec<(&str, Vec<usize>)> = Vec::new();
    for (column, cell) in row.cells() {
        let Cell::Value { short, .. } = cell else {
            continue;
        };
        match groups
            .iter_mut()
            .find(|(known, _)| *known == short.as_str())
        {
            Some((_, columns)) => columns.push(column),
            None => groups.push((short, vec![column])),
        }
    }
    groups.sort_by_key(|(_, columns)| std::cmp::Reverse(columns.len()));
    for (short, columns) in groups {
        let articles = columns
            .iter()
            .filter_map(|column| matrix.articles.get(*column));
        let articles: Vec<_> = articles.copied().collect();
        let said = columns.first().and_then(|column| row.cell(*column).said());
        let words = said.map_or_else(String::new, |said| {
            flat(corpus.article(said.place.article).words(said.span))
        });
        let label = format!("    {}  ", in_letters(&flat(short), glyphs.ascii));
        let words = Words::new()
            .with(asked.names(&articles), Role::Outlet)
            .dim(format!(": {words}"));
        page.wrapped(&Words::new().with(label, Role::Contradiction), &words)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_shown_as_long_as_there_is_room_for_them() {
        for (articles, width) in [(3, 80), (8, 80), (8, 100), (8, 160), (12, 160)] {
            let layout = Layout::new(articles, width);
            assert!(layout.has_values(), "{articles} at {width}");
            assert_eq!(layout.label + layout.cell * articles + AROUND, width);
        }
        assert!(!Layout::new(8, 60).has_values());
    }

    #[test]
    fn what_does_not_fit_side_by_side_goes_below() {
        let layout = Layout::new(200, 80);
        assert!(
            layout.columns < 200 && layout.columns >= 30,
            "{}",
            layout.columns
        );
        assert_eq!(layout.label + layout.columns + AROUND, 80);
        assert_eq!(Layout::new(5, 10).columns, 1);
        assert_eq!(Layout::new(0, 80).columns, 1);
    }
}
