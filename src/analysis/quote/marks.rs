//! Where words stand between quotation marks: one state machine for all shapes of marks.
//!
//! White space on either side decides whether a mark opens or closes, its shape only where that leaves
//! a doubt, because real texts curl the wrong way, mix shapes and lose marks.

use crate::article::{Article, ParagraphId};
use crate::text::Span;

/// Words between marks, of which nobody knows yet whether somebody said them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Quoted {
    /// The words without the marks and without white space at the ends.
    pub(crate) span: Span,
    /// The same with the marks.
    pub(crate) outer: Span,
    /// The paragraph in which they stand.
    pub(crate) paragraph: ParagraphId,
    /// Whether a mark closes them.
    pub(crate) closed: bool,
    /// Whether the paragraph before ends with a quote without a closing mark, which goes on here.
    pub(crate) goes_on: bool,
    /// The name that a transcript prints before the words, inside the marks.
    pub(crate) label: Option<Span>,
}

/// Marks that go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Straight,
    Curly,
    Guillemet,
    Corner,
    Doubled,
    Single,
}

/// What the shape of a mark says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Opening,
    Closing,
    Either,
}

/// One quotation mark with what its neighbours say about it.
#[derive(Debug, Clone, Copy)]
struct Mark {
    span: Span,
    family: Family,
    shape: Shape,
    before: Option<char>,
    after: Option<char>,
}

fn is_space(neighbour: Option<char>) -> bool {
    // Invisible direction marks come with some wrong curls; they stand for white space.
    neighbour.is_none_or(|c| c.is_whitespace() || ('\u{200b}'..='\u{202e}').contains(&c))
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '―')
}

impl Mark {
    fn can_open(&self) -> bool {
        let before = is_space(self.before)
            || self.before.is_some_and(|c| {
                is_dash(c) || matches!(c, '(' | '[' | '{' | '/' | '“' | '"' | '‘' | '«' | '„')
            });
        before && !is_space(self.after)
    }

    fn can_close(&self) -> bool {
        let after = is_space(self.after)
            || self.after.is_some_and(|c| {
                is_dash(c) || (!c.is_alphanumeric() && !matches!(c, '(' | '[' | '“' | '‘' | '«'))
            });
        !is_space(self.before) && after
    }

    fn opens(&self) -> bool {
        self.can_open() && !self.can_close()
    }

    fn closes(&self) -> bool {
        self.can_close() && !self.can_open()
    }

    /// Whether the mark opens a quote where none is open.
    fn starts(&self) -> bool {
        match self.shape {
            Shape::Opening => !is_space(self.after) || !self.can_close(),
            // At the start of a paragraph there is nothing to close.
            Shape::Closing => self.opens() || self.before.is_none(),
            Shape::Either => {
                self.can_open()
                    || (is_space(self.before) && self.before.is_some())
                    || self.follows_a_stop()
            }
        }
    }

    /// Whether a space was lost before the mark: `of trouble."We were deceived."`
    fn follows_a_stop(&self) -> bool {
        matches!(self.before, Some('.' | '!' | '?' | ',' | ':' | ';'))
            && self.after.is_some_and(char::is_uppercase)
    }

    /// Whether the mark closes a quote of its family that is open.
    fn ends(&self) -> bool {
        match self.shape {
            Shape::Closing => true,
            Shape::Opening => self.closes(),
            Shape::Either => !self.opens(),
        }
    }
}

/// All words between marks of the article's own paragraphs, in order; what is nested in a quote is a part of it.
pub(super) fn quoted(article: &Article) -> Vec<Quoted> {
    let own = |id: &ParagraphId| article.paragraphs[id.index()].kind.is_own();
    let ids: Vec<ParagraphId> = (0..article.paragraphs.len())
        .map(ParagraphId::new)
        .filter(own)
        .collect();
    let mut marks = Vec::with_capacity(ids.len());
    for id in &ids {
        marks.push(double_marks(article, *id));
    }
    if marks.iter().all(Vec::is_empty) {
        for (id, found) in ids.iter().zip(&mut marks) {
            *found = single_marks(article, *id);
        }
    }
    let mut all: Vec<Quoted> = Vec::new();
    for (at, id) in ids.iter().enumerate() {
        let open_before = all.last().copied().filter(|last| {
            !last.closed && at > 0 && ids[at - 1] == last.paragraph && is_at_end(article, last)
        });
        let from = all.len();
        paragraph_quotes(article, *id, &marks[at], open_before.is_some(), &mut all);
        if let (Some(before), Some(first)) = (open_before, all.get_mut(from)) {
            let start = article.paragraphs[id.index()].span.start();
            first.goes_on = !before.closed && first.outer.start() <= start + 4;
        }
    }
    all
}

fn is_at_end(article: &Article, quoted: &Quoted) -> bool {
    quoted.outer.end() == article.paragraphs[quoted.paragraph.index()].span.end()
}

/// The marks of one paragraph that can only be quotation marks.
fn double_marks(article: &Article, id: ParagraphId) -> Vec<Mark> {
    let paragraph = article.paragraphs[id.index()].span;
    let words = article.words(paragraph);
    let mut marks = Vec::new();
    // Most paragraphs have none; a search of bytes costs least.
    if !words
        .bytes()
        .any(|byte| matches!(byte, b'"' | b'\'' | b'`' | 0xc2 | 0xe2 | 0xe3))
    {
        return marks;
    }
    let mut before = None;
    let mut chars = words.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let twice = chars.peek().is_some_and(|(_, next)| *next == c);
        let found = match c {
            '"' => Some((Family::Straight, Shape::Either)),
            '“' | '„' | '‟' => Some((Family::Curly, Shape::Opening)),
            '”' => Some((Family::Curly, Shape::Closing)),
            '«' => Some((Family::Guillemet, Shape::Opening)),
            '»' => Some((Family::Guillemet, Shape::Closing)),
            '「' | '『' => Some((Family::Corner, Shape::Opening)),
            '」' | '』' => Some((Family::Corner, Shape::Closing)),
            '\'' if twice => Some((Family::Doubled, Shape::Either)),
            '`' | '‘' if twice => Some((Family::Doubled, Shape::Opening)),
            '’' if twice => Some((Family::Doubled, Shape::Closing)),
            _ => None,
        };
        if let Some((family, shape)) = found {
            let mut end = at + c.len_utf8();
            if family == Family::Doubled {
                chars.next();
                end += c.len_utf8();
            }
            marks.push(Mark {
                span: Span::new(at, end).shift(paragraph.start()),
                family,
                shape,
                before,
                after: chars.peek().map(|(_, next)| *next),
            });
        }
        before = Some(c);
    }
    marks
}

/// The single marks of one paragraph that are not apostrophes.
fn single_marks(article: &Article, id: ParagraphId) -> Vec<Mark> {
    let paragraph = article.paragraphs[id.index()].span;
    let words = article.words(paragraph);
    let mut marks = Vec::new();
    let mut before = None;
    let mut chars = words.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let shape = match c {
            '‘' | '‚' | '‹' => Some(Shape::Opening),
            '’' | '›' => Some(Shape::Closing),
            '\'' => Some(Shape::Either),
            _ => None,
        };
        if let Some(shape) = shape {
            let mark = Mark {
                span: Span::new(at, at + c.len_utf8()).shift(paragraph.start()),
                family: Family::Single,
                shape,
                before,
                after: chars.peek().map(|(_, next)| *next),
            };
            let rest = words.get(at + c.len_utf8()..).unwrap_or_default();
            if !is_apostrophe(&mark, rest) {
                marks.push(mark);
            }
        }
        before = Some(c);
    }
    drop_possessives(&mut marks);
    marks
}

/// Whether a single mark stands inside a word or for letters left out.
fn is_apostrophe(mark: &Mark, rest: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    if letter(mark.before) && letter(mark.after) {
        return true;
    }
    if mark.shape == Shape::Opening || !mark.can_open() {
        return false;
    }
    let word: String = rest
        .chars()
        .take_while(|c| c.is_alphanumeric())
        .take(6)
        .flat_map(char::to_lowercase)
        .collect();
    mark.shape == Shape::Closing
        || word.starts_with(|c: char| c.is_ascii_digit())
        || matches!(
            word.as_str(),
            "em" | "til" | "tis" | "twas" | "cause" | "bout" | "n"
        )
}

/// Takes out the possessive plurals ("the nurses' pay"): a mark after an s before another word, where a
/// mark beside punctuation follows that closes the quote better.
fn drop_possessives(marks: &mut Vec<Mark>) {
    let is_weak =
        |mark: &Mark| matches!(mark.before, Some('s' | 'S' | 'z' | 'x')) && mark.after == Some(' ');
    // From the back, so that what follows a mark is known without a search.
    let mut closes_later = false;
    let mut keep: Vec<bool> = Vec::with_capacity(marks.len());
    for mark in marks.iter().rev() {
        let weak = is_weak(mark);
        keep.push(!weak || !closes_later);
        if !weak {
            closes_later = mark.closes();
        }
    }
    let mut kept = keep.iter().rev();
    marks.retain(|_| kept.next().copied().unwrap_or(true));
}

/// Runs over the marks of one paragraph and adds its outermost quotes to `all`.
fn paragraph_quotes(
    article: &Article,
    id: ParagraphId,
    marks: &[Mark],
    open_before: bool,
    all: &mut Vec<Quoted>,
) {
    let paragraph = article.paragraphs[id.index()].span;
    let mut open: Vec<Mark> = Vec::new();
    let mut push = |outer: Span, opening: usize, closing: usize, closed: bool| {
        let span = Span::new(outer.start() + opening, outer.end() - closing).trim(&article.text);
        if span.of(&article.text).contains(char::is_alphanumeric) {
            all.push(Quoted {
                span,
                outer,
                paragraph: id,
                closed,
                goes_on: false,
                label: None,
            });
        }
    };
    for (at, mark) in marks.iter().enumerate() {
        let Some(first) = open.first().copied() else {
            if mark.starts() && !(at == 0 && open_before && mark.closes()) {
                open.push(*mark);
            } else if at == 0 && open_before && mark.ends() {
                // The paragraph goes on with the quote of the one before without a mark of its own.
                let outer = Span::new(paragraph.start(), mark.span.end());
                push(outer, 0, mark.span.len(), true);
            }
            continue;
        };
        match step(&open, mark, marks.get(at + 1..).unwrap_or_default()) {
            Step::Ignore => {}
            Step::Nest => open.push(*mark),
            Step::Close(depth) => {
                open.truncate(depth);
                if depth == 0 {
                    let outer = first.span.cover(mark.span);
                    push(outer, first.span.len(), mark.span.len(), true);
                }
            }
            Step::Restart => {
                let outer = Span::new(first.span.start(), mark.span.start()).trim(&article.text);
                push(outer, first.span.len(), 0, false);
                open.clear();
                open.push(*mark);
            }
        }
    }
    if let Some(first) = open.first() {
        let outer = Span::new(first.span.start(), paragraph.end());
        push(outer, first.span.len(), 0, false);
    }
}

/// What a mark inside a quote does.
enum Step {
    Ignore,
    /// It opens a quote inside the quote.
    Nest,
    /// It closes; so many quotes stay open.
    Close(usize),
    /// It opens the next quote, as the closing mark of this one was lost.
    Restart,
}

fn step(open: &[Mark], mark: &Mark, later: &[Mark]) -> Step {
    let Some(top) = open.last() else {
        return Step::Ignore;
    };
    if mark.family == top.family {
        let inches = mark.shape == Shape::Either
            && mark.before.is_some_and(|c| c.is_ascii_digit())
            && later
                .first()
                .is_some_and(|next| next.family == mark.family && next.closes());
        return if inches {
            Step::Ignore
        } else if mark.ends() {
            Step::Close(open.len() - 1)
        } else if is_closed_twice(mark, later) {
            Step::Nest
        } else {
            Step::Restart
        };
    }
    if mark.opens() || (mark.shape == Shape::Opening && !mark.closes()) {
        return if later
            .iter()
            .any(|next| next.family == mark.family && next.ends())
        {
            Step::Nest
        } else {
            Step::Ignore
        };
    }
    let deeper = open.iter().rposition(|outer| outer.family == mark.family);
    if let Some(depth) = deeper {
        return Step::Close(depth);
    }
    let closed_later = later
        .iter()
        .find(|next| next.family == top.family)
        .is_some_and(Mark::ends);
    if closed_later {
        Step::Ignore
    } else {
        Step::Close(open.len() - 1)
    }
}

/// Whether the next two marks of the family both close, so that `mark` opens a quote inside a quote.
fn is_closed_twice(mark: &Mark, later: &[Mark]) -> bool {
    let mut same = later.iter().filter(|next| next.family == mark.family);
    same.next().is_some_and(Mark::closes) && same.next().is_some_and(Mark::closes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Format, Meta, Paragraph, ParagraphKind, Sentence};

    /// An article of body paragraphs, one for each line.
    fn article(text: &str) -> Article {
        let mut paragraphs = Vec::new();
        let mut sentences = Vec::new();
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            let span = Span::of_slice(line, text).expect("a line of the text");
            let kind = ParagraphKind::Body;
            sentences.push(Sentence {
                span,
                paragraph: ParagraphId::new(paragraphs.len()),
            });
            paragraphs.push(Paragraph { span, kind });
        }
        Article {
            path: "test.txt".into(),
            format: Format::Text,
            meta: Meta::default(),
            text: text.to_owned(),
            paragraphs,
            sentences,
            problems: Vec::new(),
            ..Article::default()
        }
    }

    fn words(text: &str) -> Vec<String> {
        let article = article(text);
        let found = quoted(&article);
        found
            .iter()
            .map(|quoted| article.words(quoted.span).to_owned())
            .collect()
    }

    #[test]
    fn every_shape_of_marks_is_found() {
        assert_eq!(words("He said \"we go\" at last."), ["we go"]);
        assert_eq!(words("He said ''we go'' at last."), ["we go"]);
        assert_eq!(words("He said ``we go'' at last."), ["we go"]);
        assert_eq!(words("He said “we go” at last."), ["we go"]);
        assert_eq!(words("He said „we go“ at last."), ["we go"]);
        assert_eq!(words("He said «we go» at last."), ["we go"]);
        assert_eq!(words("He said « we go » at last."), ["we go"]);
        assert_eq!(words("He said »we go« at last."), ["we go"]);
        assert_eq!(words("彼は「行こう」と言った。"), ["行こう"]);
        assert_eq!(words("He said ‹we go› at last."), ["we go"]);
        assert_eq!(words("He said ‚we go‘ at last."), ["we go"]);
        assert_eq!(words("He said ‘we go’ at last."), ["we go"]);
    }

    #[test]
    fn a_wrong_curl_still_opens_or_closes() {
        assert_eq!(
            words("the “first review“ of it and the “second”"),
            ["first review", "second"]
        );
        assert_eq!(words("”Never again” he wrote"), ["Never again"]);
    }

    #[test]
    fn single_marks_are_apostrophes_where_there_are_double_ones() {
        assert_eq!(
            words("The ‘old’ rule\nShe said “no, it’s ‘done’ now”."),
            ["no, it’s ‘done’ now"]
        );
    }

    #[test]
    fn possessive_plurals_do_not_close_single_marks() {
        assert_eq!(
            words("'We're sorry for the riders' long wait,' she said."),
            ["We're sorry for the riders' long wait,"]
        );
        assert_eq!(
            words("It was ‘a mess’ and the nurses’ union left."),
            ["a mess"]
        );
    }

    #[test]
    fn a_row_of_possessive_plurals_takes_one_pass() {
        let text = "the boss' ".repeat(400_000);
        let article = article(text.trim_end());
        let marks = single_marks(&article, ParagraphId::new(0));
        assert_eq!(marks.len(), 1, "only the last may close");
    }

    #[test]
    fn letters_left_out_do_not_open_single_marks() {
        assert!(words("Back in the '90s they let 'em in.").is_empty());
    }

    #[test]
    fn inches_and_feet_are_no_marks() {
        assert_eq!(
            words("The 6'2\" man took a 5\" hook.\n\"It pulled,\" he said."),
            ["It pulled,"]
        );
        assert_eq!(
            words("\"He is 6'2\" tall and strong,\" she said."),
            ["He is 6'2\" tall and strong,"]
        );
    }

    #[test]
    fn what_is_nested_is_a_part_of_the_quote() {
        assert_eq!(
            words("“He said, ‘go,’ and left,” she said."),
            ["He said, ‘go,’ and left,"]
        );
        assert_eq!(
            words("\"It is the “best” plan,\" she said."),
            ["It is the “best” plan,"]
        );
        assert_eq!(
            words("\"They walk in and say, \"we want it,\" you know.\""),
            ["They walk in and say, \"we want it,\" you know."]
        );
    }

    #[test]
    fn a_quote_without_end_stops_before_the_next() {
        assert_eq!(
            words("“One thing, said Ruiz. “Another thing.”"),
            ["One thing, said Ruiz.", "Another thing."]
        );
    }

    #[test]
    fn a_lost_space_or_a_wrong_curl_opens_a_quote_all_the_same() {
        assert_eq!(
            words("She spoke of trouble.\"We were deceived,\" she said."),
            ["We were deceived,"]
        );
        assert_eq!(
            words("” … they are not like him,” she said."),
            ["… they are not like him,"]
        );
    }

    #[test]
    fn a_quote_goes_on_over_paragraphs() {
        let article = article("“One thing.\n“Another thing.”\n“A third.”");
        let found = quoted(&article);
        let flags: Vec<_> = found.iter().map(|q| (q.closed, q.goes_on)).collect();
        assert_eq!(flags, [(false, false), (true, true), (true, false)]);
    }

    #[test]
    fn a_paragraph_inside_a_quote_needs_no_mark_of_its_own() {
        assert_eq!(
            words("“One thing.\nAnother thing,” she said."),
            ["One thing.", "Another thing,"]
        );
    }

    #[test]
    fn marks_around_nothing_are_nothing() {
        assert!(words("\"\" and \" \" and “…”").is_empty());
    }
}
