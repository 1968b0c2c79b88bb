//! A comparison for people: two columns, or one below the other where there is no room for two.

use std::io;

use super::{Piece, changes, is_alike, left_pieces, right_pieces, summary, words};
use crate::article::{ArticleId, SentenceId};
use crate::cli::ask::Asked;
use crate::cli::page::{Page, Words};
use crate::config::theme::Role;
use crate::corpus::compare::{Comparison, Row};
use crate::corpus::{Place, Sign};
use crate::text::wrap;

/// From which width on two columns are readable.
const TWO: usize = 72;
/// The columns for the sign of a row, and between the two sides.
const SIGN: usize = 2;
const BETWEEN: usize = 3;

/// The two sides of a row.
struct Sides {
    left: Words,
    right: Words,
}

/// Writes the comparison.
pub fn write(
    asked: &Asked,
    comparison: &Comparison,
    rows: &[Row],
    page: &mut Page,
) -> io::Result<()> {
    if page.look.width < TWO {
        below(asked, comparison, rows, page)?;
    } else {
        beside(asked, comparison, rows, page)?;
    }
    page.gap()?;
    let summary = Words::new().dim(summary(asked, comparison));
    page.wrapped(&Words::new(), &summary)
}

fn beside(asked: &Asked, comparison: &Comparison, rows: &[Row], page: &mut Page) -> io::Result<()> {
    let glyphs = page.look.glyphs;
    let column = (page.look.width - SIGN - BETWEEN) / 2;
    let head = |id| Words::new().with(facts(asked, id), Role::Title);
    let heads = Sides {
        left: head(comparison.left),
        right: head(comparison.right),
    };
    row(&Words::new(), &heads, column, page)?;
    let line = |columns| glyphs.horizontal.repeat(columns);
    let line = format!(
        "{}{}{}",
        line(SIGN + column + 1),
        glyphs.cross,
        line(column + 1)
    );
    page.line(&Words::new().with(line, Role::Border))?;
    for (index, one) in rows.iter().enumerate() {
        if index > 0 {
            row(&Words::new(), &empty(), column, page)?;
        }
        let sides = sides(asked, comparison, one);
        row(&sign(one.sign(), page), &sides, column, page)?;
    }
    Ok(())
}

fn empty() -> Sides {
    Sides {
        left: Words::new(),
        right: Words::new(),
    }
}

/// Writes both sides of a row, each in its column.
fn row(sign: &Words, sides: &Sides, column: usize, page: &mut Page) -> io::Result<()> {
    let look = page.look;
    let sign = look.line(sign, SIGN);
    let left = look.lines(&sides.left, column);
    let right = look.lines(&sides.right, column);
    let between = look.line(&Words::new().with(look.glyphs.vertical, Role::Border), 1);
    for line in 0..left.len().max(right.len()).max(1) {
        let sign = if line == 0 {
            sign.padded(SIGN)
        } else {
            " ".repeat(SIGN)
        };
        let left = left.get(line).cloned().unwrap_or_default().padded(column);
        let right = right.get(line).cloned().unwrap_or_default().padded(0);
        page.ready(&format!("{sign}{left} {} {right}", between.padded(1)))?;
    }
    Ok(())
}

/// One side below the other, each with a letter.
fn below(asked: &Asked, comparison: &Comparison, rows: &[Row], page: &mut Page) -> io::Result<()> {
    for (letter, id) in [("A", comparison.left), ("B", comparison.right)] {
        let words = Words::new().with(facts(asked, id), Role::Title);
        page.wrapped(&Words::new().text(format!("  {letter} ")), &words)?;
    }
    for one in rows {
        page.gap()?;
        let sides = sides(asked, comparison, one);
        let mut label = sign(one.sign(), page).text(" ");
        for (letter, words, is_there) in [
            ("A ", &sides.left, one.left().is_some()),
            ("B ", &sides.right, one.right().is_some()),
        ] {
            if is_there {
                page.wrapped(&label.with(letter, Role::Dim), words)?;
                label = Words::new().text("  ");
            }
        }
    }
    Ok(())
}

fn sign(sign: Option<Sign>, page: &Page) -> Words {
    let glyphs = page.look.glyphs;
    let (sign, role) = match sign {
        Some(Sign::Differs(_)) => (glyphs.differs, Role::Contradiction),
        Some(Sign::Quote(_)) => (glyphs.quote, Role::Quote),
        Some(Sign::Claim(_)) => (glyphs.shared, Role::Claim),
        Some(Sign::OnlyHere) => (glyphs.only_here, Role::OnlyHere),
        None => (" ", Role::Text),
    };
    Words::new().with(sign, role)
}

/// Who published the article, when, and how long it is.
fn facts(asked: &Asked, id: ArticleId) -> String {
    let article = asked.corpus.article(id);
    let length = format!("{} words", article.text.split_whitespace().count());
    let facts = [article.name(), asked.published(id), length];
    let facts: Vec<String> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
    facts.join(" · ")
}

/// The words of both sides, those marked that only one has.
fn sides(asked: &Asked, comparison: &Comparison, row: &Row) -> Sides {
    let (left, right) = (comparison.left, comparison.right);
    let text = |article, sentence: Option<SentenceId>| {
        sentence.map(|sentence| words(asked, article, sentence))
    };
    let (old, new) = (text(left, row.left()), text(right, row.right()));
    let changes = changes(asked, (left, right), row);
    match (old, new) {
        (Some(old), Some(new)) if is_alike(&changes) => Sides {
            left: pieces(&old, &left_pieces(&changes), ("[-", "-]", Role::Removed)),
            right: pieces(
                &new,
                &right_pieces(&changes, &new),
                ("{+", "+}", Role::Added),
            ),
        },
        (old, new) => Sides {
            left: old.map_or_else(|| silent(asked, row, left), |old| Words::new().text(old)),
            right: new.map_or_else(|| silent(asked, row, right), |new| Words::new().text(new)),
        },
    }
}

fn pieces(words: &str, pieces: &[Piece], (open, close, role): (&str, &str, Role)) -> Words {
    let mut marked = Words::new();
    for (index, piece) in pieces.iter().enumerate() {
        let space = if index > 0 { " " } else { "" };
        let piece_words = piece.span.of(words);
        marked = if piece.only_here {
            marked
                .text(space)
                .with(format!("{open}{piece_words}{close}"), role)
        } else {
            marked.text(format!("{space}{piece_words}"))
        };
    }
    marked
}

/// What stands where an article says nothing: that, or where it says it.
fn silent(asked: &Asked, row: &Row, article: ArticleId) -> Words {
    let glyphs = asked.config.glyphs;
    let dash = glyphs.silent;
    let (Row::Left { also, .. } | Row::Right { also, .. }) = row else {
        return Words::new();
    };
    let words = match also {
        Some(sentence) => {
            let place = Place {
                article,
                sentence: *sentence,
            };
            let paragraph = asked.corpus.paragraph_number(place);
            format!("{dash} in {}{paragraph} {dash}", glyphs.paragraph)
        }
        None => format!("{dash} not here {dash}"),
    };
    Words::new().dim(wrap::flat(&words).into_owned())
}
