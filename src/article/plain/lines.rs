//! Plain text into paragraphs: one a line, or of lines that were broken to a width.

use crate::text::Span;

/// The widest that text is broken to.
const WIDEST: usize = 100;

/// The paragraphs of `text` from byte `from` on, without white space at their ends.
pub fn paragraphs(text: &str, from: usize) -> Vec<Span> {
    let lines = lines(text, from);
    let width = width(&lines);
    let mut found: Vec<Span> = Vec::with_capacity(lines.len());
    let mut first: Option<&Line> = None;
    let mut previous: Option<&Line> = None;
    for line in &lines {
        let joined = width
            .zip(first)
            .zip(previous)
            .is_some_and(|((width, first), previous)| {
                // The lines of an item are moved in below its mark.
                let moved = line.margin > first.margin + 1 && first.begin != Begin::Item;
                previous.is_full(line, width) && !moved
            });
        match found.last_mut() {
            Some(paragraph) if joined => *paragraph = paragraph.cover(line.span),
            _ => {
                found.push(line.span);
                first = Some(line);
            }
        }
        previous = Some(line);
    }
    found
}

/// Whether a mark or a number of a list begins the line.
pub fn is_item(line: &str) -> bool {
    let Some((first, _)) = line.trim_start().split_once(' ') else {
        return false;
    };
    let number = first.trim_end_matches(['.', ')']);
    let numbered = number.len() < first.len() && number.len() <= 2 && number.parse::<u8>().is_ok();
    numbered || matches!(first, "-" | "•" | "*" | "–" | "·" | "▪" | "◦" | "‣" | "●")
}

/// How a line begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Begin {
    /// With the mark or number of an item.
    Item,
    /// With the mark of a quotation.
    Quoted,
    /// In the middle of a sentence, probably.
    Lower,
    Other,
}

impl Begin {
    fn of(line: &str) -> Self {
        if is_item(line) {
            Self::Item
        } else if line.starts_with('>') {
            Self::Quoted
        } else if line.starts_with(char::is_lowercase) {
            Self::Lower
        } else {
            Self::Other
        }
    }
}

/// A line that is not empty.
struct Line {
    span: Span,
    /// Whether an empty line stands before it.
    apart: bool,
    /// Characters in all, and of the first word.
    width: usize,
    first: usize,
    begin: Begin,
    /// How far it is moved in.
    margin: usize,
}

impl Line {
    fn new(line: &str, span: Span, apart: bool) -> Self {
        let words = line.trim();
        let first = words.split_whitespace().next().unwrap_or_default();
        Self {
            span,
            apart,
            width: words.chars().take(WIDEST + 1).count(),
            first: first.chars().take(WIDEST).count(),
            begin: Begin::of(words),
            margin: line.len() - line.trim_start().len(),
        }
    }

    /// Whether `next` may go on with this line at all.
    fn touches(&self, next: &Self) -> bool {
        let quoted = |line: &Self| line.begin == Begin::Quoted;
        !next.apart && next.begin != Begin::Item && quoted(next) == quoted(self)
    }

    /// Whether `next` goes on where this line had to be broken: its first word had no room here.
    fn is_full(&self, next: &Self, width: usize) -> bool {
        self.touches(next) && self.width <= WIDEST && self.width + 1 + next.first > width
    }
}

fn lines(text: &str, from: usize) -> Vec<Line> {
    let mut found = Vec::new();
    let mut apart = true;
    for line in text.get(from..).unwrap_or_default().split('\n') {
        match Span::of_slice(line.trim(), text).filter(|span| !span.is_empty()) {
            Some(span) => found.push(Line::new(line, span, std::mem::take(&mut apart))),
            None => apart = true,
        }
    }
    found
}

/// The width to which the text was broken, if it was: most lines that touch another fill it, and some of them end
/// in the middle of a sentence.
fn width(lines: &[Line]) -> Option<usize> {
    let long = lines.iter().filter(|line| line.width > WIDEST).count();
    let short = lines
        .iter()
        .map(|line| line.width)
        .filter(|width| *width <= WIDEST);
    // Menus and verses are narrower than what is broken to a width.
    let width = short
        .max()
        .filter(|width| *width >= 40 && long * 10 <= lines.len())?;
    // A margin may be ragged.
    let width = width - 6;
    let pairs = lines.windows(2).filter_map(|pair| match pair {
        [line, next] if line.touches(next) => Some((line, next)),
        _ => None,
    });
    let (mut touching, mut full, mut lower) = (0, 0, 0);
    for (line, next) in pairs {
        touching += 1;
        if line.is_full(next, width) {
            full += 1;
            lower += usize::from(next.begin == Begin::Lower);
        }
    }
    (full >= 2 && full * 10 >= touching * 6 && lower * 4 >= full).then_some(width)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        paragraphs(text, 0)
            .iter()
            .map(|span| span.of(text))
            .collect()
    }

    #[test]
    fn paragraphs_are_lines() {
        assert_eq!(
            cut("Harbour closed\n\n It rained. \nIt stopped.\n"),
            ["Harbour closed", "It rained.", "It stopped."]
        );
    }

    #[test]
    fn lines_broken_to_a_width_are_one_paragraph() {
        let text = "Harbour closed\n\nThe harbour of Port Tarn was closed on Monday after\na crack was found in its northern wall, officials\nsaid.\nEngineers had warned of the crack for many years.\n\n- One is that it may have been there before the\n  wall was built.\n- Two.\n";
        let expected = [
            "Harbour closed",
            "The harbour",
            "Engineers",
            "- One",
            "- Two.",
        ];
        let found = cut(text);
        assert_eq!(found.len(), expected.len(), "{found:?}");
        assert!(
            found
                .iter()
                .zip(expected)
                .all(|(found, start)| found.starts_with(start))
        );
        assert!(found[1].ends_with("said."));
    }

    #[test]
    fn a_list_of_short_lines_is_not_joined() {
        let text = "The harbour is closed\nThe northern wall has cracks\nWinter is near and nobody knows what to do\nRain";
        assert_eq!(cut(text).len(), 4);
    }
}
