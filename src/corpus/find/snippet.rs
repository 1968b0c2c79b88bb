//! A line around what was found, short enough for its row.

use crate::text::Span;
use crate::text::wrap::{flat, graphemes, prefix, suffix, width as columns};

/// A part of a text for a row, with what was found in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Snippet {
    /// What to show.
    pub text: String,
    /// What was found, as spans of `text`.
    pub matches: Vec<Span>,
}

/// The part of `text` around `spans` that fits into `width` columns, with `ellipsis` where it was cut.
///
/// The beginning of the text is kept where the first of the sorted `spans` stays visible with it; else
/// what was found stands in the middle.
pub fn snippet(text: &str, spans: &[Span], width: usize, ellipsis: &str) -> Snippet {
    let ellipsis = if columns(ellipsis) <= width {
        ellipsis
    } else {
        ""
    };
    let window = window(text, spans, width, ellipsis);
    let mut shown = String::with_capacity(window.len() + 2 * ellipsis.len());
    if window.start() > 0 {
        shown.push_str(ellipsis);
    }
    let left_out = window.start();
    let lead = shown.len();
    shown.push_str(&flat(window.of(text)));
    if window.end() < text.len() {
        shown.push_str(ellipsis);
    }
    let matches = spans.iter().filter_map(|span| span.intersect(window));
    let matches =
        matches.map(|span| Span::new(span.start() - left_out + lead, span.end() - left_out + lead));
    Snippet {
        matches: matches.collect(),
        text: shown,
    }
}

fn window(text: &str, spans: &[Span], width: usize, ellipsis: &str) -> Span {
    let all = Span::new(0, text.len());
    if columns(text) <= width {
        return all;
    }
    let sign = columns(ellipsis);
    let Some(room) = width.checked_sub(2 * sign).filter(|room| *room > 0) else {
        return Span::new(0, prefix(text, width.saturating_sub(sign)).len());
    };
    let first = spans.first().copied().unwrap_or_default();
    let visible = prefix(text, room + sign);
    if spans.is_empty() || first.end() <= visible.len() * 3 / 4 || all.intersect(first).is_none() {
        return trim_end(Span::new(0, visible.len()), text);
    }
    let found = cluster(text, spans, room);
    let before = Span::new(0, found.start()).of(text);
    let margin = room.saturating_sub(columns(found.of(text))) / 2;
    let start = start_of_word(
        text,
        before.len() - suffix(before, margin).len(),
        found.start(),
    );
    let rest = Span::new(start, text.len()).of(text);
    if columns(rest) <= room + sign {
        // The end is near: show as much before it as there is room for.
        let tail = text.len() - suffix(text, room + sign).len();
        return Span::new(start_of_word(text, tail, found.start()), text.len());
    }
    trim_end(Span::new(start, start + prefix(rest, room).len()), text)
}

/// The spans that can be shown together, beginning with the first from which most can.
fn cluster(text: &str, spans: &[Span], room: usize) -> Span {
    let from = |index: usize| {
        let rest = spans.get(index..).unwrap_or_default();
        let first = rest.first().copied().unwrap_or_default();
        let end = first.start() + prefix(Span::new(first.start(), text.len()).of(text), room).len();
        let shown = rest.iter().take_while(|span| span.end() <= end);
        shown.fold((0, first), |(count, all), span| {
            (count + 1, all.cover(*span))
        })
    };
    // A row shows few columns; beyond a few spans the choice does not matter.
    let mut best = from(0);
    for index in 1..spans.len().min(16) {
        let other = from(index);
        if other.0 > best.0 {
            best = other;
        }
    }
    best.1
}

/// The first beginning of a word in `text` from `offset` on, but not behind `limit`.
fn start_of_word(text: &str, offset: usize, limit: usize) -> usize {
    if Span::new(0, offset).of(text).ends_with(char::is_whitespace) {
        return offset;
    }
    let between = Span::new(offset, limit).of(text);
    let spaces = between.char_indices().filter(|(_, c)| c.is_whitespace());
    let starts = spaces.map(|(at, c)| offset + at + c.len_utf8());
    // Text without spaces is cut anywhere.
    let mut near = starts.take_while(|start| start - offset <= 24);
    near.next().unwrap_or(offset)
}

fn trim_end(span: Span, text: &str) -> Span {
    Span::new(span.start(), span.start() + span.of(text).trim_end().len())
}

/// Spans of `text` for the graphemes at `positions`, which are sorted; neighbours are joined.
pub fn spans_of_graphemes(text: &str, positions: &[u32]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut wanted = positions.iter().peekable();
    let mut start = 0;
    for (index, grapheme) in graphemes(text).enumerate() {
        let end = start + grapheme.len();
        if wanted
            .next_if(|position| **position as usize == index)
            .is_some()
        {
            match spans.last_mut() {
                Some(last) if last.end() == start => *last = Span::new(last.start(), end),
                _ => spans.push(Span::new(start, end)),
            }
            while wanted
                .next_if(|position| **position as usize == index)
                .is_some()
            {}
        }
        start = end;
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEXT: &str =
        "The ferry stopped for an hour after inspectors found cracks in four of its twelve hangers";

    fn shown(text: &str, word: &str, width: usize) -> String {
        let start = text.find(word).unwrap();
        let snippet = snippet(text, &[Span::new(start, start + word.len())], width, "…");
        assert_eq!(snippet.matches[0].of(&snippet.text), word);
        snippet.text
    }

    #[test]
    fn the_beginning_is_kept_where_what_was_found_is_near() {
        assert_eq!(shown(TEXT, "ferry", 30), "The ferry stopped for an hour…");
    }

    #[test]
    fn what_was_found_stands_in_the_middle() {
        assert_eq!(
            shown(TEXT, "cracks", 40),
            "…found cracks in four of its twelve han…"
        );
    }

    #[test]
    fn the_end_is_kept_where_it_is_near() {
        assert_eq!(shown(TEXT, "twelve", 30), "…in four of its twelve hangers");
    }

    #[test]
    fn what_fits_is_shown_whole() {
        assert_eq!(shown("Ferries stop", "stop", 12), "Ferries stop");
    }

    #[test]
    fn positions_are_graphemes() {
        let spans = spans_of_graphemes("Cafe\u{301} riots", &[5, 6, 7, 8]);
        assert_eq!(spans[0].of("Cafe\u{301} riots"), "riot");
        let spans = spans_of_graphemes("Cafe\u{301} riots", &[3, 5, 6]);
        assert_eq!(spans, [Span::new(3, 6), Span::new(7, 9)]);
    }

    proptest! {
        #[test]
        fn a_snippet_fits(text in "[ a-cé橋\u{301}🙂\n]{0,80}", at in 0_usize..80, len in 1_usize..9, width in 0_usize..40) {
            let boundary = |offset: usize| (offset.min(text.len())..=text.len()).find(|o| text.is_char_boundary(*o)).unwrap();
            let found = Span::new(boundary(at), boundary(at + len));
            let snippet = snippet(&text, &[found], width, "…");
            prop_assert!(columns(&snippet.text) <= width);
            for span in &snippet.matches {
                prop_assert!(!span.of(&snippet.text).is_empty());
            }
        }
    }
}
