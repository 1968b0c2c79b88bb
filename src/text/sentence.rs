//! Sentence boundaries of news text: abbreviations, initials, quotes that end in a stop.
//!
//! One pass from stop to stop. Around each stop only a bounded stretch is looked at, and what was looked at
//! as a run (stops, closing marks, spaces) is never looked at again: time is linear in the paragraph.

use super::Span;
use super::abbreviation::{self, Dot};
use super::cursor::{after_space, char_at, char_before, is_apostrophe, word_at};

/// The sentences of one paragraph, in order, trimmed of white space; together they hold all its words.
pub fn sentences(text: &str, paragraph: Span) -> Vec<Span> {
    // What lies behind the paragraph must not be looked at.
    let Some(text) = text.get(..paragraph.end()) else {
        return Vec::new();
    };
    let mut found = Vec::with_capacity(paragraph.len() / 120 + 1);
    let mut start = paragraph.start();
    let mut at = start;
    while let Some(stop) = next_stop(text, at) {
        let ending = Ending::new(text, paragraph.start(), stop);
        at = ending.end;
        if ending.ends_sentence() {
            push(&mut found, text, start, ending.end);
            start = ending.end;
        }
    }
    push(&mut found, text, start, text.len());
    found
}

fn push(found: &mut Vec<Span>, text: &str, start: usize, end: usize) {
    let span = Span::new(start, end).trim(text);
    if !span.is_empty() {
        found.push(span);
    }
}

/// The next mark from byte `at` on that may end a sentence.
fn next_stop(text: &str, at: usize) -> Option<usize> {
    text.get(at..)?.find(is_stop).map(|offset| at + offset)
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?') || c >= '\u{589}' && is_other_stop(c)
}

/// Stops of other scripts, and rarer ones.
fn is_other_stop(c: char) -> bool {
    is_wide_stop(c)
        || matches!(
            c,
            '…' | '‼'
                | '‽'
                | '⁇'
                | '⁈'
                | '⁉'
                | '؟'
                | '۔'
                | '։'
                | '።'
                | '।'
                | '॥'
                | '။'
                | '។'
        )
}

/// Stops of scripts that put no space between sentences.
fn is_wide_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '｡' | '．')
}

fn is_closing(c: char) -> bool {
    matches!(
        c,
        '"' | '”'
            | '’'
            | '\''
            | '“'
            | ')'
            | ']'
            | '}'
            | '»'
            | '›'
            | '‹'
            | '«'
            | '」'
            | '』'
            | '）'
            | '】'
            | '〉'
            | '》'
            | '*'
            | '_'
    )
}

fn is_opening(c: char) -> bool {
    matches!(
        c,
        '"' | '“'
            | '‘'
            | '\''
            | '„'
            | '‚'
            | '«'
            | '‹'
            | '»'
            | '('
            | '['
            | '{'
            | '「'
            | '『'
            | '（'
            | '【'
            | '¿'
            | '¡'
            | '*'
            | '_'
    )
}

fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '”' | '’' | '\'' | '“' | '»' | '«' | '›' | '‹' | '」' | '』'
    )
}

/// A run of stops with the closing marks after it.
struct Ending<'a> {
    text: &'a str,
    /// Where the paragraph starts.
    from: usize,
    /// Where the run of stops starts and ends.
    stop: usize,
    stopped: usize,
    /// Where the closing marks end.
    end: usize,
    quoted: bool,
}

impl<'a> Ending<'a> {
    fn new(text: &'a str, from: usize, stop: usize) -> Self {
        let stopped = run_of_stops(text, stop);
        let mut end = stopped;
        let mut quoted = false;
        while let Some((c, after)) = closing_at(text, end) {
            quoted |= is_quote(c);
            end = after;
        }
        Self {
            text,
            from,
            stop,
            stopped,
            end: references(text, end),
            quoted,
        }
    }

    fn ends_sentence(&self) -> bool {
        let Some(next) = char_at(self.text, self.end) else {
            return true;
        };
        let last = char_before(self.text, self.stopped).unwrap_or(' ');
        if is_wide_stop(last) {
            let closed = self.end > self.stopped;
            return !closed || next.is_whitespace() || is_opening(next);
        }
        if !next.is_whitespace() {
            return self.ends_without_space(next);
        }
        let single = self.stopped - self.stop == 1 && last == '.';
        if single && self.end == self.stopped && self.is_abbreviation() {
            return false;
        }
        self.starts_after(single)
    }

    /// Whether the sentence ends though no space follows: a space was forgotten in "said.The".
    fn ends_without_space(&self, next: char) -> bool {
        let before = char_before(self.text, self.stop).unwrap_or(' ');
        let word = word_before(self.text, self.from, self.stop);
        if !before.is_lowercase() && self.end == self.stopped
            || word.contains('.')
            || self.in_address()
        {
            return false;
        }
        if self.end == self.stopped && is_opening(next) && !is_apostrophe(next) && next != '"' {
            return matches!(next, '“' | '„' | '«') && word.chars().count() > 2;
        }
        if !next.is_uppercase() || word.chars().count() < 3 && !self.quoted {
            return false;
        }
        let mut letters = word_at(self.text, self.end).chars().skip(1);
        let second = letters.next();
        let known = self.end == self.stopped
            && abbreviation::dot(self.text, word, self.stopped) != Dot::Stop;
        !known && second.map_or(matches!(next, 'A' | 'I'), char::is_lowercase)
    }

    /// Whether the characters around the stop look like an address.
    fn in_address(&self) -> bool {
        let before = Span::new(self.from, self.stop).of(self.text);
        // Only the near part: what has no space may be as long as the paragraph.
        let near = before
            .char_indices()
            .rev()
            .take(64)
            .take_while(|(_, c)| !c.is_whitespace())
            .last();
        let near = near
            .and_then(|(at, _)| before.get(at..))
            .unwrap_or_default();
        near.contains(['/', '@', '\\']) || near.starts_with("www.")
    }

    /// Whether the single dot belongs to the word before it and does not end the sentence.
    fn is_abbreviation(&self) -> bool {
        let word = word_before(self.text, self.from, self.stop);
        let start = self.stop - word.len();
        if word.bytes().all(|byte| byte.is_ascii_digit()) && !word.is_empty() {
            return self.is_ordinal(word, start);
        }
        abbreviation::dot(self.text, word, self.stopped) == Dot::Inside
    }

    /// Whether a number with a dot counts an item of a list or a day: `1. First`, `3. Oktober`.
    fn is_ordinal(&self, number: &str, start: usize) -> bool {
        let next = word_at(self.text, after_space(self.text, self.stopped));
        let begins = start == self.from || char_before(self.text, start) == Some('\n');
        begins && number.len() <= 3 || number.len() <= 2 && abbreviation::is_month(next)
    }

    /// Whether what follows the space may begin a sentence.
    fn starts_after(&self, single: bool) -> bool {
        let space = after_space(self.text, self.end);
        let mut at = space;
        while let Some(c) = char_at(self.text, at).filter(|c| is_opening(*c)) {
            at += c.len_utf8();
            if at > space + 16 {
                break;
            }
        }
        let Some(first) = char_at(self.text, at) else {
            return true;
        };
        if first.is_lowercase() {
            // iPhone, eBay
            return single
                && char_at(self.text, at + first.len_utf8()).is_some_and(char::is_uppercase);
        }
        if matches!(
            first,
            ',' | ';' | ':' | '.' | '!' | '?' | '…' | '%' | '&' | '/'
        ) {
            return false;
        }
        if matches!(first, '–' | '—' | '-') && self.end > self.stopped && self.quoted {
            return false;
        }
        // “Why?” Vale asked. The question is what was asked.
        let exclaims = !single && self.quoted && at == space;
        !(exclaims && first.is_uppercase() && is_attribution(self.text, at))
    }
}

/// The closing mark at byte `at`, and where it ends. Marks that open in some languages and close in others
/// do not close when a word follows; French puts a space before its closing mark.
fn closing_at(text: &str, at: usize) -> Option<(char, usize)> {
    let word = |at: usize| char_at(text, at).is_some_and(char::is_alphanumeric);
    let c = char_at(text, at)?;
    let after = at + c.len_utf8();
    if matches!(c, ' ' | '\u{A0}' | '\u{202F}') && char_at(text, after) == Some('»') {
        let end = after + '»'.len_utf8();
        return (!word(end)).then_some(('»', end));
    }
    let both = matches!(c, '“' | '«' | '‹' | '»');
    (is_closing(c) && !(both && word(after))).then_some((c, after))
}

/// The end of the run of stops at byte `stop`: `?!`, `...`, `. . .`
fn run_of_stops(text: &str, stop: usize) -> usize {
    let mut end = stop;
    while let Some(c) = char_at(text, end) {
        if is_stop(c) {
            end += c.len_utf8();
        } else if end > stop
            && matches!(c, ' ' | '\u{A0}')
            && char_before(text, end) == Some('.')
            && char_at(text, end + c.len_utf8()) == Some('.')
        {
            end += c.len_utf8() + 1;
        } else {
            break;
        }
    }
    end
}

/// The end of the footnote marks at byte `at`: `[17]`, `¹²`.
fn references(text: &str, mut at: usize) -> usize {
    while let Some(c) = char_at(text, at) {
        if matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹') {
            at += c.len_utf8();
            continue;
        }
        let inner = text
            .get(at + 1..)
            .filter(|_| c == '[')
            .map(|rest| word_at_most(rest, 8));
        match inner {
            Some(inner)
                if !inner.is_empty() && char_at(text, at + 1 + inner.len()) == Some(']') =>
            {
                at += inner.len() + 2;
            }
            _ => break,
        }
    }
    at
}

/// The digits and small letters that begin `rest`, if they are at most `most`.
fn word_at_most(rest: &str, most: usize) -> &str {
    let end = rest
        .bytes()
        .take(most + 1)
        .take_while(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase());
    let end = end.count();
    let digits = rest.bytes().take(end).any(|byte| byte.is_ascii_digit()) || end == 1;
    if end > most || !digits {
        ""
    } else {
        rest.get(..end).unwrap_or_default()
    }
}

/// The word that ends at byte `end`, with inner dots and apostrophes; at most 32 characters of it.
fn word_before(text: &str, from: usize, end: usize) -> &str {
    let before = Span::new(from, end).of(text);
    let start = before
        .char_indices()
        .rev()
        .take(32)
        .take_while(|(_, c)| c.is_alphanumeric() || *c == '.' || is_apostrophe(*c))
        .last();
    let word = start
        .and_then(|(at, _)| before.get(at..))
        .unwrap_or_default();
    word.trim_start_matches(['.', '\'', '’', 'ʼ', '＇'])
}

/// Whether a name and a verb of saying stand at byte `at`: "Vale asked", "President Ana Vale said".
fn is_attribution(text: &str, mut at: usize) -> bool {
    const VERBS: [&str; 24] = [
        "added",
        "asked",
        "asks",
        "begged",
        "continued",
        "cried",
        "demanded",
        "exclaimed",
        "joked",
        "posted",
        "quipped",
        "replied",
        "responded",
        "said",
        "says",
        "shouted",
        "told",
        "tweeted",
        "warned",
        "went",
        "wondered",
        "writes",
        "wrote",
        "yelled",
    ];
    for count in 0..6 {
        let word = word_at(text, at);
        let Some(first) = word.chars().next() else {
            return false;
        };
        if first.is_lowercase() {
            let particle = matches!(
                word,
                "de" | "la" | "van" | "von" | "al" | "bin" | "der" | "of" | "the"
            );
            if !particle {
                return count > 0 && VERBS.binary_search(&word).is_ok();
            }
        }
        if count == 0 && abbreviation::is_starter(word) {
            return false;
        }
        at += word.len();
        if char_at(text, at) == Some('.') {
            at += 1;
        }
        if char_at(text, at) != Some(' ') {
            return false;
        }
        at += 1;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        let all = Span::new(0, text.len()).trim(text);
        sentences(text, all)
            .iter()
            .map(|span| span.of(text))
            .collect()
    }

    /// Asserts that sentences are cut exactly where a text is marked with `|`.
    fn check(marked: &str) {
        let text: String = marked.split('|').collect();
        let expected: Vec<&str> = marked.split('|').map(str::trim).collect();
        assert_eq!(cut(&text), expected);
    }

    #[test]
    fn plain_sentences_are_cut_after_their_stop() {
        check("It rained. |They left! |Did they? |Yes.");
        check("A paragraph with no stop");
    }

    #[test]
    fn countries_with_dots_end_a_sentence_only_before_a_beginning() {
        check("He told U.S. officials of it. |She left the U.S. |The next day it rained.");
        check("In Washington, D.C. |“We wait,” she said.");
        check("U.S.-born citizens of the U.S. Senate waited.");
    }

    #[test]
    fn titles_and_initials_belong_to_the_name() {
        check("Mr. Vale met Gen. Ana Ruiz and Sen. J. R. Smith. |George W. Tarn left.");
        check("Ronald “Ron” Vale came. |Dr. No left.");
        check("They chose plan B. |The others did not.");
    }

    #[test]
    fn dates_numbers_and_firms_are_not_cut() {
        check("On Jan. 3 the No. 5 bus of Tarn Inc. said nothing at 3.5 km. |It stood.");
        check("At 9 a.m. Monday it left. |It came at 5 p.m. |Police waited.");
        check("It was sold by Tarn Corp. |The buyer is unknown.");
        check("Am 3. Oktober war Feiertag. |Es regnete.");
        check("1. First of all.");
    }

    #[test]
    fn a_quote_that_ends_in_a_stop_ends_a_sentence() {
        check("“We can hardly believe it.” |He left.");
        check("“We shall,” the harbour master replied. |“It is late.”");
        check("“Why?” she asked. |“Go!” Ana Vale said. |“Why not?” |He left.");
        check("\"It is done.\" |\"Good.\" |Then they went.");
        check("„Nein.“ |Er ging. |« Oui. » dit-elle. |»Ja.« |»Nein.«");
    }

    #[test]
    fn ellipses_and_double_stops_are_one_stop() {
        check("They told Tarn News.. |It’s unclear.");
        check("We wait ... and see. |We wait... |Then we go. |And . . . so on.");
    }

    #[test]
    fn brackets_and_references_stay_with_their_sentence() {
        check("It fell. |(It rose again.) |It was said.[17] |Then it ended.");
    }

    #[test]
    fn addresses_are_not_cut() {
        check(
            "Write to ana.vale@example.org or see www.example.org/A.B or Example.com for more. |Thanks.",
        );
    }

    #[test]
    fn a_forgotten_space_does_not_hide_a_stop() {
        check("They left early.|The others stayed.|“Why?”");
        check("It runs on Node.JS today.");
    }

    #[test]
    fn a_dateline_is_part_of_the_first_sentence() {
        check("Port Tarn, Lowland – In a move that surprised many, it rained.");
    }

    #[test]
    fn other_scripts_end_sentences_without_spaces() {
        check("雨が降った。|彼は「行く。」と言った。|本当？|はい！");
        check("यह सच है। |वह गया।");
    }

    #[test]
    fn sentences_run_over_single_line_breaks() {
        check("It rained all\nday. |They\nleft.");
    }

    #[test]
    fn a_long_line_takes_linear_time() {
        for unit in ["a.b", "x", ". . ", "”", "... ", "(", "a/b.C", "[1]", ".)"] {
            let text = unit.repeat(200_000);
            let found = sentences(&text, Span::new(0, text.len()));
            assert!(!found.is_empty());
        }
    }
}
