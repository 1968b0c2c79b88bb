//! Searching the open article: the words as they are typed, whatever their case and accents.

use crate::article::Article;
use crate::text::Span;
use crate::text::fold::fold;
use crate::text::wrap::graphemes;

/// Where `query` stands in the article, in order; spans do not overlap.
///
/// Case, accents and the shape of quotation marks and dashes do not matter, white space of any kind is one
/// space, and nothing is found across paragraphs.
pub fn search_in(article: &Article, query: &str) -> Vec<Span> {
    let wanted = Folded::new(query, Span::new(0, query.len())).text;
    if wanted.trim().is_empty() {
        return Vec::new();
    }
    let paragraphs = article.paragraphs.iter();
    paragraphs
        .flat_map(|paragraph| Folded::new(&article.text, paragraph.span).spans(&wanted))
        .collect()
}

/// A text in the form in which it is compared, with the way back.
struct Folded {
    text: String,
    /// For every grapheme, where its folded form ends and where it ends itself.
    ends: Vec<(usize, usize)>,
    start: usize,
}

impl Folded {
    fn new(text: &str, within: Span) -> Self {
        let words = within.of(text);
        let mut folded = Self {
            text: String::with_capacity(words.len()),
            ends: Vec::with_capacity(words.len()),
            start: within.start(),
        };
        let mut end = within.start();
        for grapheme in graphemes(words) {
            end += grapheme.len();
            folded.push(grapheme);
            folded.ends.push((folded.text.len(), end));
        }
        folded
    }

    fn push(&mut self, grapheme: &str) {
        if grapheme.chars().all(char::is_whitespace) {
            if !self.text.ends_with(' ') {
                self.text.push(' ');
            }
            return;
        }
        match grapheme {
            "“" | "”" | "„" | "«" | "»" => self.text.push('"'),
            "‘" | "’" => self.text.push('\''),
            "–" | "—" => self.text.push('-'),
            ascii if ascii.is_ascii() => {
                self.text
                    .extend(ascii.chars().map(|c| c.to_ascii_lowercase()));
            }
            other => self.text.push_str(&fold(other)),
        }
    }

    /// Where `wanted` stands, in the offsets of the text itself.
    fn spans(&self, wanted: &str) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        for (at, found) in self.text.match_indices(wanted) {
            let span = Span::new(self.start_of(at), self.end_of(at + found.len()));
            // Half of a character that folds to two was found twice.
            if !spans.last().is_some_and(|last| last.overlaps(span)) {
                spans.push(span);
            }
        }
        spans
    }

    fn start_of(&self, folded: usize) -> usize {
        let grapheme = self.ends.partition_point(|end| end.0 <= folded);
        let before = grapheme
            .checked_sub(1)
            .and_then(|before| self.ends.get(before));
        before.map_or(self.start, |end| end.1)
    }

    fn end_of(&self, folded: usize) -> usize {
        let grapheme = self.ends.partition_point(|end| end.0 < folded);
        self.ends.get(grapheme).map_or(self.start, |end| end.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::parse;
    use proptest::prelude::*;
    use std::path::Path;

    fn found(text: &str, query: &str) -> Vec<String> {
        let article = parse(Path::new("a.txt"), text.as_bytes());
        let spans = search_in(&article, query);
        spans
            .iter()
            .map(|span| article.words(*span).to_owned())
            .collect()
    }

    #[test]
    fn case_and_marks_do_not_matter() {
        assert_eq!(
            found("Bridge shut. “The BRIDGE” is closed.", "\"the bridge\""),
            ["“The BRIDGE”"]
        );
    }

    #[test]
    fn a_line_break_or_two_spaces_are_a_space() {
        assert_eq!(
            found("It will stay  closed for now.", "stay closed"),
            ["stay  closed"]
        );
    }

    #[test]
    fn nothing_and_space_are_found_nowhere() {
        assert!(found("The bridge is shut.", "").is_empty());
        assert!(found("The bridge is shut.", "  ").is_empty());
    }

    proptest! {
        #[test]
        fn spans_are_sorted_and_hold_words(text in "[ a-bAé\u{301}ßİ橋“\n]{0,60}", query in "[ abé\"ßs]{1,3}") {
            let article = parse(Path::new("a.txt"), text.as_bytes());
            let mut end = 0;
            for span in search_in(&article, &query) {
                prop_assert!(span.start() >= end);
                prop_assert!(!article.words(span).is_empty());
                end = span.end();
            }
        }
    }
}
