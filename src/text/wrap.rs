//! Lines of a paragraph as spans, measured as ratatui measures them.
//!
//! The breaks are chosen by textwrap's optimal fit, over fragments that hold a [`Span`] and a width in
//! columns: textwrap itself measures characters and not graphemes, which makes lines with emoji too wide.

use std::borrow::Cow;
use std::iter;

use textwrap::core::Fragment;
use textwrap::wrap_algorithms::{Penalties, wrap_first_fit, wrap_optimal_fit};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::Span;

/// Paragraphs of more fragments than this are filled line by line: nobody sees the difference.
const OPTIMAL_LIMIT: usize = 2_000;

/// The lines of `paragraph` at `width` columns: spans without white space at their ends.
///
/// Together the lines hold every grapheme that is not white space once. None is wider than `width` unless it
/// is a single grapheme. A line break inside the paragraph counts as a space (see [`flat`]). A paragraph
/// without words has no lines.
pub fn lines(text: &str, paragraph: Span, width: usize) -> Vec<Span> {
    let width = width.max(1);
    let pieces = pieces(text, paragraph, width);
    let [first, .., last] = pieces.as_slice() else {
        return pieces.iter().map(|piece| piece.span).collect();
    };
    if pieces
        .iter()
        .map(|piece| piece.width + piece.space)
        .sum::<usize>()
        <= width
    {
        return vec![first.span.cover(last.span)];
    }
    #[expect(clippy::cast_precision_loss, reason = "a width in columns is small")]
    let columns = [width as f64];
    optimal(&pieces, &columns)
        .filter(|lines| lines.iter().all(|line| fits(line, width)))
        .unwrap_or_else(|| wrap_first_fit(&pieces, &columns))
        .into_iter()
        .filter_map(|line| Some(line.first()?.span.cover(line.last()?.span)))
        .collect()
}

/// The columns that `text` takes, where white space of any kind takes what it takes after [`flat`].
pub fn width(text: &str) -> usize {
    graphemes(text).map(grapheme_width).sum()
}

/// `text` shortened to `width` columns, with `ellipsis` at its end where something is left out.
///
/// What is kept is a prefix of `text`, so that spans into `text` still hold before the ellipsis.
pub fn cut<'a>(text: &'a str, width: usize, ellipsis: &str) -> Cow<'a, str> {
    if text.len() <= width || self::width(text) <= width {
        return Cow::Borrowed(text);
    }
    match width.checked_sub(self::width(ellipsis)) {
        Some(room) => Cow::Owned(prefix(text, room).trim_end().to_owned() + ellipsis),
        None => Cow::Borrowed(prefix(text, width)),
    }
}

/// The longest beginning of `text` that fits into `width` columns.
pub fn prefix(text: &str, width: usize) -> &str {
    let mut used = 0;
    let mut end = 0;
    for grapheme in graphemes(text) {
        used += grapheme_width(grapheme);
        if used > width {
            break;
        }
        end += grapheme.len();
    }
    Span::new(0, end).of(text)
}

/// The longest end of `text` that fits into `width` columns.
pub fn suffix(text: &str, width: usize) -> &str {
    let mut used = 0;
    let mut start = text.len();
    for (offset, grapheme) in text.grapheme_indices(true).rev() {
        used += grapheme_width(grapheme);
        if used > width {
            break;
        }
        start = offset;
    }
    Span::new(start, text.len()).of(text)
}

/// `words` as they are drawn: line breaks and tabs, which terminals do not print, become spaces.
///
/// Every byte keeps its place.
pub fn flat(words: &str) -> Cow<'_, str> {
    let is_broken = |character| matches!(character, '\n' | '\r' | '\t');
    if words.contains(is_broken) {
        Cow::Owned(words.replace(is_broken, " "))
    } else {
        Cow::Borrowed(words)
    }
}

/// The graphemes of `text`; faster than asking for them one by one where the text is ASCII.
pub fn graphemes(text: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    iter::from_fn(move || {
        let bytes = text.as_bytes();
        let is_single = bytes.get(start)?.is_ascii()
            && bytes.get(start + 1).is_none_or(u8::is_ascii)
            && bytes.get(start) != Some(&b'\r');
        let grapheme = if is_single {
            Span::new(start, start + 1).of(text)
        } else {
            text.get(start..)?.graphemes(true).next()?
        };
        start += grapheme.len();
        Some(grapheme)
    })
}

/// The columns of one grapheme: as ratatui's `CellWidth`, but white space is what [`flat`] makes of it.
pub fn grapheme_width(grapheme: &str) -> usize {
    let is_control = |text: &str| text.contains(char::is_control);
    match grapheme {
        "\n" | "\t" | "\r" => 1,
        "\r\n" => 2,
        ascii if ascii.len() == 1 => usize::from(!is_control(ascii)),
        control if is_control(control) => 0,
        // Terminals give halfwidth sound marks a column of their own, whatever Unicode says.
        wide => wide.width() + wide.matches(['\u{FF9E}', '\u{FF9F}']).count(),
    }
}

/// What is never broken: a word, a part of one, or a character of a script without spaces.
#[derive(Debug, Clone, Copy)]
struct Piece {
    span: Span,
    width: usize,
    /// The columns of the white space behind it.
    space: usize,
}

#[expect(clippy::cast_precision_loss, reason = "a width in columns is small")]
impl Fragment for Piece {
    fn width(&self) -> f64 {
        self.width as f64
    }

    fn whitespace_width(&self) -> f64 {
        self.space as f64
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

fn optimal<'a>(pieces: &'a [Piece], columns: &[f64]) -> Option<Vec<&'a [Piece]>> {
    // With the default penalty a line may come out too wide where the alternative is a wide gap.
    let penalties = Penalties {
        overflow_penalty: 1_000_000_000,
        ..Penalties::new()
    };
    (pieces.len() <= OPTIMAL_LIMIT).then(|| wrap_optimal_fit(pieces, columns, &penalties).ok())?
}

fn fits(line: &[Piece], width: usize) -> bool {
    let all: usize = line.iter().map(|piece| piece.width + piece.space).sum();
    let end = line.last().map_or(0, |piece| piece.space);
    line.len() == 1 || all - end <= width
}

fn pieces(text: &str, paragraph: Span, width: usize) -> Vec<Piece> {
    let words = paragraph.of(text);
    let mut pieces: Vec<Piece> = Vec::with_capacity(words.len() / 6 + 1);
    let mut end = paragraph.start();
    // The grapheme before, where the next one may join its piece.
    let mut before: Option<&str> = None;
    for grapheme in graphemes(words) {
        let start = end;
        end += grapheme.len();
        let columns = grapheme_width(grapheme);
        if is_space(grapheme) {
            before = None;
            if let Some(piece) = pieces.last_mut() {
                piece.space += columns;
            }
            continue;
        }
        let begins = |piece: &Piece| begins_with_dash(piece.span.of(text));
        let joined = before.is_some_and(|before| {
            !is_break(before, grapheme) || before == "-" && pieces.last().is_some_and(begins)
        });
        match pieces.last_mut() {
            Some(piece) if joined && piece.width + columns <= width => {
                piece.span = piece.span.cover(Span::new(start, end));
                piece.width += columns;
            }
            _ => pieces.push(Piece {
                span: Span::new(start, end),
                width: columns,
                space: 0,
            }),
        }
        before = Some(grapheme);
    }
    pieces
}

fn is_space(grapheme: &str) -> bool {
    // No-break spaces belong to the word.
    let is_space = |c: char| c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{2007}' | '\u{202F}');
    grapheme.chars().all(is_space)
}

/// Whether a line may end between two graphemes that stand together.
fn is_break(before: &str, after: &str) -> bool {
    let (Some(left), Some(right)) = (before.chars().next(), after.chars().next()) else {
        return false;
    };
    match (left, right) {
        (left, right) if left.is_ascii() && right.is_ascii() => {
            matches!(left, '-' | '/') && right.is_ascii_alphabetic()
        }
        (_, right) if is_closing(right) => false,
        (left, _) if is_opening(left) => false,
        ('—' | '\u{200B}', _) => true,
        (left, right) => is_ideographic(left) || is_ideographic(right),
    }
}

/// Whether a dash at the end of `piece` stands before a word and not between two: "-x", "[-left out-]".
fn begins_with_dash(piece: &str) -> bool {
    let before = piece.trim_end_matches('-');
    !before.ends_with(char::is_alphanumeric)
}

/// Characters of scripts that put no spaces between words, and can be broken anywhere.
fn is_ideographic(c: char) -> bool {
    matches!(c,
        '\u{2E80}'..='\u{303F}' | '\u{3041}'..='\u{33FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{A000}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF01}'..='\u{FF60}' | '\u{20000}'..='\u{3FFFF}')
}

/// Characters that must not begin a line.
fn is_closing(c: char) -> bool {
    matches!(
        c,
        ')' | ']'
            | '}'
            | '.'
            | ','
            | ';'
            | ':'
            | '!'
            | '?'
            | '%'
            | '"'
            | '\''
            | '”'
            | '’'
            | '»'
            | '…'
            | '—'
            | '、'
            | '。'
            | '〉'
            | '》'
            | '」'
            | '』'
            | '】'
            | '〕'
            | '・'
            | 'ー'
            | '々'
            | '〜'
            | '！'
            | '）'
            | '，'
            | '．'
            | '：'
            | '；'
            | '？'
            | '］'
            | '｝'
            | 'ぁ'
            | 'ぃ'
            | 'ぅ'
            | 'ぇ'
            | 'ぉ'
            | 'っ'
            | 'ゃ'
            | 'ゅ'
            | 'ょ'
            | 'ァ'
            | 'ィ'
            | 'ゥ'
            | 'ェ'
            | 'ォ'
            | 'ッ'
            | 'ャ'
            | 'ュ'
            | 'ョ'
    )
}

/// Characters that must not end a line.
fn is_opening(c: char) -> bool {
    matches!(
        c,
        '(' | '['
            | '{'
            | '“'
            | '‘'
            | '«'
            | '„'
            | '〈'
            | '《'
            | '「'
            | '『'
            | '【'
            | '〔'
            | '（'
            | '［'
            | '｛'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use ratatui::buffer::CellWidth;

    fn wrapped(text: &str, width: usize) -> Vec<&str> {
        let all = Span::new(0, text.len());
        lines(text, all, width)
            .iter()
            .map(|line| line.of(text))
            .collect()
    }

    #[test]
    fn lines_are_balanced_rather_than_filled() {
        let text = "To be, or not to be: that is the question";
        assert_eq!(
            wrapped(text, 10),
            ["To be,", "or not to", "be: that", "is the", "question"]
        );
    }

    #[test]
    fn a_paragraph_without_words_has_no_lines() {
        assert!(wrapped("", 10).is_empty());
        assert!(wrapped(" \n ", 10).is_empty());
    }

    #[test]
    fn a_line_break_inside_a_paragraph_is_a_space() {
        assert_eq!(wrapped("one\ntwo three", 8), ["one\ntwo", "three"]);
        assert_eq!(flat("one\ntwo"), "one two");
    }

    #[test]
    fn a_word_wider_than_the_line_is_broken() {
        assert_eq!(
            wrapped("a incomprehensibilities b", 8),
            ["a", "incompre", "hensibil", "ities b"]
        );
    }

    #[test]
    fn a_family_of_emoji_is_one_grapheme_of_two_columns() {
        assert_eq!(width("👩‍👩‍👧 x"), 4);
        assert_eq!(wrapped("👩‍👩‍👧👩‍👩‍👧", 2), ["👩‍👩‍👧", "👩‍👩‍👧"]);
    }

    #[test]
    fn text_without_spaces_breaks_but_not_before_a_full_stop() {
        assert_eq!(
            wrapped("橋は閉鎖された。橋は", 14),
            ["橋は閉鎖され", "た。橋は"]
        );
        assert_eq!(wrapped("橋は閉鎖。橋", 8), ["橋は閉", "鎖。橋"]);
    }

    #[test]
    fn compounds_break_behind_the_hyphen_and_numbers_do_not() {
        assert_eq!(wrapped("a well-known one", 8), ["a well-", "known", "one"]);
        assert_eq!(wrapped("a score of 10-12", 12), ["a score of", "10-12"]);
    }

    #[test]
    fn a_wide_gap_is_better_than_a_line_too_wide() {
        let text = format!("{} {} {}", "a".repeat(60), "b".repeat(145), "c".repeat(150));
        assert_eq!(wrapped(&text, 200).len(), 3);
    }

    #[test]
    fn what_is_cut_ends_in_an_ellipsis_within_the_width() {
        assert_eq!(cut("Transport Board", 20, "…"), "Transport Board");
        assert_eq!(cut("Transport Board", 11, "…"), "Transport…");
        assert_eq!(cut("Transport Board", 8, "..."), "Trans...");
        assert_eq!(cut("Transport", 2, "..."), "Tr");
        assert_eq!(cut("橋は閉鎖", 5, "…"), "橋は…");
    }

    #[test]
    fn the_end_of_a_text_is_measured_in_columns() {
        assert_eq!(suffix("橋は閉鎖", 5), "閉鎖");
        assert_eq!(suffix("ab", 5), "ab");
    }

    fn text() -> impl Strategy<Value = String> {
        let any = "[ -~\n]|[éß“”—…\u{301}\u{a0}\u{3000}\u{200d}ｶﾞ]|[橋は。「」ーA]|🙂|👩‍👩‍👧|🇩🇪|\\PC";
        proptest::collection::vec(any, 0..48).prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn lines_fit_and_lose_nothing(text in text(), width in 1_usize..40) {
            let lines = lines(&text, Span::new(0, text.len()), width);
            let mut end = 0;
            for line in &lines {
                let words = line.of(&text);
                let ends = [graphemes(words).next(), graphemes(words).last()];
                prop_assert!(ends.into_iter().flatten().all(|end| !is_space(end)));
                prop_assert!(!words.is_empty());
                prop_assert!(graphemes(Span::new(end, line.start()).of(&text)).all(is_space));
                prop_assert!(super::width(words) <= width || graphemes(words).count() == 1);
                end = line.end();
            }
            prop_assert!(graphemes(Span::new(end, text.len()).of(&text)).all(is_space));
        }

        #[test]
        fn a_grapheme_is_as_wide_as_ratatui_draws_it(text in text()) {
            for grapheme in graphemes(&text).filter(|grapheme| !grapheme.contains(char::is_control)) {
                prop_assert_eq!(grapheme_width(grapheme), usize::from(grapheme.cell_width()));
            }
        }

        #[test]
        fn graphemes_are_those_of_unicode(text in text()) {
            prop_assert_eq!(graphemes(&text).collect::<Vec<_>>(), text.graphemes(true).collect::<Vec<_>>());
        }

        #[test]
        fn what_is_cut_fits(text in text(), width in 0_usize..40) {
            prop_assert!(super::width(&cut(&text, width, "…")) <= width);
            prop_assert!(super::width(suffix(&text, width)) <= width);
            prop_assert_eq!(super::width(&flat(&text)), super::width(&text));
        }
    }
}
