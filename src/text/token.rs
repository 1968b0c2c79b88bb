//! Words, numbers and punctuation, with their spans.
//!
//! One pass over the bytes, with a look ahead that is bounded wherever it could be repeated. Tokens never
//! divide what is seen as one character: marks, joiners and selectors stay with what they follow.

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use super::Span;
use super::abbreviation::{self, Dot};
use super::cursor::{char_at, is_apostrophe};

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with inner apostrophes and the dots of abbreviations: `don't`, `U.S.`, `o'clock`, `Mr.`; whole
    /// addresses; `@name`. A clitic is a word of its own: `Ana` + `’s`, `they` + `'re` (but `don't`). Parts of
    /// compounds stand apart: `cease`, `-`, `fire`. In scripts without spaces every character is a word.
    Word,
    /// Digits with inner separators and what is glued to them: `1,200`, `3.5`, `9:40`, `3rd`, `5bn`.
    Number,
    /// One mark of punctuation or symbol; `...`, `--` and `''` count as one.
    Mark,
}

/// One word, number or mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
}

/// The tokens of `text` inside `within`, in order, with spans into `text`.
pub fn tokens(text: &str, within: Span) -> Vec<Token> {
    // What lies behind the span must not be looked at: it may be another paragraph.
    let Some(text) = text.get(..within.end()) else {
        return Vec::new();
    };
    let mut scanner = Scanner {
        text,
        at: within.start(),
        found: Vec::with_capacity(within.len() / 5),
    };
    while let Some(c) = scanner.here() {
        scanner.step(c);
    }
    scanner.found
}

/// Whether `c` belongs to the character before it.
pub(super) fn extends(c: char) -> bool {
    if c < '\u{300}' {
        return false;
    }
    is_combining_mark(c)
        || matches!(c, '\u{200C}' | '\u{200D}' | '\u{E33}' | '\u{EB3}')
        || matches!(c, '\u{FF9E}' | '\u{FF9F}' | '\u{1F3FB}'..='\u{1F3FF}')
}

/// Whether `c` is of a script that puts no space between words, so that every character counts as a word.
pub fn is_unspaced(c: char) -> bool {
    c >= '\u{E00}'
        && matches!(c,
            '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
            | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{309F}' | '\u{3400}'..='\u{4DBF}'
            | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    found: Vec<Token>,
}

impl Scanner<'_> {
    fn here(&self) -> Option<char> {
        char_at(self.text, self.at)
    }

    fn peek(&self, bytes: usize) -> Option<char> {
        char_at(self.text, self.at + bytes)
    }

    fn push(&mut self, start: usize, end: usize, kind: TokenKind) {
        self.found.push(Token {
            span: Span::new(start, end),
            kind,
        });
    }

    fn step(&mut self, c: char) {
        let next = self.peek(c.len_utf8());
        if c.is_whitespace() {
            self.at += c.len_utf8();
        } else if is_unspaced(c) && c.is_alphanumeric() {
            self.character();
        } else if c.is_numeric() {
            self.number();
        } else if c.is_alphabetic() || c == '_' {
            self.word();
        } else if matches!(c, '@' | '#') && next.is_some_and(|n| n.is_alphabetic() || n == '_') {
            let start = self.at;
            self.at += 1;
            self.letters();
            self.push(start, self.at, TokenKind::Word);
        } else if is_apostrophe(c) && self.is_loose_clitic(c) {
            let start = self.at;
            self.at += c.len_utf8() + 1;
            self.extension();
            self.push(start, self.at, TokenKind::Word);
        } else {
            self.mark(c);
        }
    }

    /// Whether an apostrophe begins the `'s` of a number or of a closing quote: `1990's`, `“Top Gun”’s`.
    fn is_loose_clitic(&self, apostrophe: char) -> bool {
        let touches = (self.found.last()).is_some_and(|token| token.span.end() == self.at);
        let after = self.at + apostrophe.len_utf8();
        touches
            && matches!(char_at(self.text, after), Some('s' | 'S'))
            && !char_at(self.text, after + 1)
                .is_some_and(|c| c.is_alphanumeric() || is_apostrophe(c))
    }

    /// Moves over what belongs to the character before.
    fn extension(&mut self) {
        while let Some(c) = self.here().filter(|c| extends(*c)) {
            self.at += c.len_utf8();
        }
    }

    fn character(&mut self) {
        let start = self.at;
        self.at += self.here().map_or(1, char::len_utf8);
        self.extension();
        self.push(start, self.at, TokenKind::Word);
    }

    fn mark(&mut self, c: char) {
        let start = self.at;
        let end = if c.is_ascii() {
            self.at += 1;
            while matches!(c, '.' | '-') && self.here() == Some(c) {
                self.at += 1;
            }
            if matches!(c, '\'' | '`') && self.here() == Some(c) {
                self.at += 1;
            }
            self.extension();
            self.at
        } else {
            let rest = self.text.get(self.at..).unwrap_or_default();
            self.at + rest.graphemes(true).next().map_or(c.len_utf8(), str::len)
        };
        self.at = end;
        self.push(start, end, TokenKind::Mark);
    }

    fn number(&mut self) {
        let start = self.at;
        loop {
            while let Some(c) = self.here().filter(|c| c.is_numeric() || extends(*c)) {
                self.at += c.len_utf8();
            }
            let Some(c) = self.here() else { break };
            let digit = self.peek(c.len_utf8()).is_some_and(char::is_numeric);
            let separates = match c {
                '.' | ',' | ':' | '/' => true,
                '\'' | '’' | '\u{2009}' | '\u{202F}' => self.is_group(c.len_utf8()),
                _ => false,
            };
            if !digit || !separates {
                break;
            }
            self.at += c.len_utf8();
        }
        if self
            .here()
            .is_some_and(|c| c.is_alphabetic() && !is_unspaced(c))
        {
            self.letters();
        }
        self.push(start, self.at, TokenKind::Number);
    }

    /// Whether exactly three digits begin `bytes` further on.
    fn is_group(&self, bytes: usize) -> bool {
        let digit = |n: usize| self.peek(bytes + n).is_some_and(|c| c.is_ascii_digit());
        digit(0) && digit(1) && digit(2) && !digit(3)
    }

    /// Moves over letters, digits and what extends them.
    fn letters(&mut self) {
        loop {
            // Most letters of most texts are of ASCII.
            let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
            self.at += rest
                .iter()
                .take_while(|byte| byte.is_ascii_alphanumeric())
                .count();
            let Some(c) = self.here().filter(|c| !c.is_ascii() || *c == '_') else {
                break;
            };
            let inside = c.is_alphanumeric() && !is_unspaced(c) || c == '_' || extends(c);
            if !inside {
                break;
            }
            self.at += c.len_utf8();
        }
    }

    fn word(&mut self) {
        let start = self.at;
        let mut segment = start;
        let mut clitic = None;
        let mut dotted = false;
        loop {
            self.letters();
            let Some(c) = self.here() else { break };
            match c {
                '.' => {
                    if !self.dot_inside(segment) {
                        break;
                    }
                    dotted = true;
                    segment = self.at + 1;
                    clitic = None;
                    self.at += 1;
                }
                ':' if self.is_scheme(start) => {
                    self.address();
                    break;
                }
                '/' if dotted
                    && self.at - segment > 1
                    && self.peek(1).is_some_and(char::is_alphanumeric) =>
                {
                    self.address();
                    break;
                }
                '@' if self.peek(1).is_some_and(|c| c.is_ascii_alphanumeric()) => {
                    self.address();
                    break;
                }
                '&' if self.peek(1).is_some_and(char::is_uppercase) => self.at += 1,
                '*' => {
                    let Some(stars) = self.censored() else { break };
                    self.at += stars;
                }
                c if is_apostrophe(c) => {
                    if !self.peek(c.len_utf8()).is_some_and(char::is_alphabetic) {
                        break;
                    }
                    clitic = Some((self.at, self.at + c.len_utf8()));
                    self.at += c.len_utf8();
                }
                _ => break,
            }
        }
        self.finish_word(start, clitic);
    }

    fn finish_word(&mut self, start: usize, clitic: Option<(usize, usize)>) {
        let suffix = clitic.map(|(at, letters)| (at, Span::new(letters, self.at).of(self.text)));
        if let Some((at, letters)) = suffix
            && (["s", "re", "ve", "ll", "d", "m"].iter())
                .any(|known| letters.eq_ignore_ascii_case(known))
        {
            self.push(start, at, TokenKind::Word);
            self.push(at, self.at, TokenKind::Word);
            return;
        }
        if self.here() == Some('.') {
            let word = Span::new(start, self.at).of(self.text);
            match abbreviation::dot(self.text, word, self.at + 1) {
                Dot::Inside | Dot::InsideAndStop => {
                    self.at += 1;
                    self.extension();
                }
                Dot::Stop => {}
            }
        }
        self.push(start, self.at, TokenKind::Word);
    }

    /// Whether the dot here joins two parts of one word: `U.S`, `a.m`, `Ph.D`, `example.org`.
    fn dot_inside(&self, segment: usize) -> bool {
        let Some(next) = self.peek(1).filter(|c| c.is_alphanumeric()) else {
            return false;
        };
        if !next.is_uppercase() {
            return !is_unspaced(next);
        }
        let short = self.at - segment <= 2;
        short
            && !self
                .peek(1 + next.len_utf8())
                .is_some_and(char::is_alphanumeric)
    }

    fn is_scheme(&self, start: usize) -> bool {
        let scheme = Span::new(start, self.at).of(self.text);
        (["http", "https", "ftp"].iter()).any(|known| scheme.eq_ignore_ascii_case(known))
            && self.peek(1) == Some('/')
            && self.peek(2) == Some('/')
    }

    /// Moves to the end of an address; marks that end a clause are not part of it.
    fn address(&mut self) {
        let mut end = self.at;
        while let Some(c) = self.here().filter(|c| is_address(*c)) {
            self.at += c.len_utf8();
            if c.is_alphanumeric()
                || matches!(c, '/' | '_' | '=' | '&' | '#' | '~' | '+' | '%' | '-')
            {
                end = self.at;
            }
        }
        self.at = end;
        self.extension();
    }

    /// The number of stars here, when they stand for letters inside a word.
    fn censored(&self) -> Option<usize> {
        let mut stars = 1;
        while self.peek(stars) == Some('*') {
            stars += 1;
        }
        self.peek(stars)
            .filter(|c| c.is_alphabetic())
            .map(|_| stars)
    }
}

fn is_address(c: char) -> bool {
    !c.is_whitespace()
        && !matches!(
            c,
            '<' | '>' | '"' | '“' | '”' | '’' | '«' | '»' | '|' | '(' | '[' | '{' | '`'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        let all = Span::new(0, text.len());
        tokens(text, all)
            .iter()
            .map(|token| token.span.of(text))
            .collect()
    }

    #[test]
    fn words_keep_apostrophes_and_clitics_stand_apart() {
        assert_eq!(
            cut("Ana’s brother doesn't see o'clock; they're rock'n'roll."),
            [
                "Ana",
                "’s",
                "brother",
                "doesn't",
                "see",
                "o'clock",
                ";",
                "they",
                "'re",
                "rock'n'roll",
                "."
            ]
        );
        assert_eq!(
            cut("the ministers’ plan of the 1990's"),
            ["the", "ministers", "’", "plan", "of", "the", "1990", "'s"]
        );
    }

    #[test]
    fn abbreviations_keep_their_dots() {
        assert_eq!(
            cut("U.S. and U.S.-born a.m. Ph.D. J. R. Vale"),
            [
                "U.S.", "and", "U.S.", "-", "born", "a.m.", "Ph.D.", "J.", "R.", "Vale"
            ]
        );
        assert_eq!(
            cut("Mr. Vale of Tarn Inc. said no. Then"),
            [
                "Mr.", "Vale", "of", "Tarn", "Inc.", "said", "no", ".", "Then"
            ]
        );
    }

    #[test]
    fn numbers_keep_separators_and_lose_their_units() {
        assert_eq!(
            cut("$1,200.50 or 3.5% at 9:40, 3rd of 5bn."),
            [
                "$", "1,200.50", "or", "3.5", "%", "at", "9:40", ",", "3rd", "of", "5bn", "."
            ]
        );
        assert_eq!(cut("2–3 and 1’000"), ["2", "–", "3", "and", "1’000"]);
    }

    #[test]
    fn compounds_are_split_at_the_hyphen() {
        assert_eq!(
            cut("cease-fire AT&T f**l"),
            ["cease", "-", "fire", "AT&T", "f**l"]
        );
    }

    #[test]
    fn addresses_are_one_word() {
        assert_eq!(
            cut(
                "See https://example.org/a?b=c, www.example.org or ana.vale@example.org. (example.com/x)."
            ),
            [
                "See",
                "https://example.org/a?b=c",
                ",",
                "www.example.org",
                "or",
                "ana.vale@example.org",
                ".",
                "(",
                "example.com/x",
                ")",
                "."
            ]
        );
        assert_eq!(cut("follow @ana_vale"), ["follow", "@ana_vale"]);
    }

    #[test]
    fn characters_of_unspaced_scripts_are_words() {
        assert_eq!(cut("東京は。"), ["東", "京", "は", "。"]);
        assert_eq!(cut("Привет мир"), ["Привет", "мир"]);
    }

    #[test]
    fn what_is_seen_as_one_character_is_never_divided() {
        let family = "👨‍👩‍👧 🇲🇽 e\u{301}t 1\u{fe0f}\u{20e3}";
        assert_eq!(cut(family), ["👨‍👩‍👧", "🇲🇽", "e\u{301}t", "1\u{fe0f}\u{20e3}"]);
    }

    #[test]
    fn tokens_stay_inside_their_window() {
        let text = "one two three";
        let found = tokens(text, Span::new(4, 7));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].span.of(text), "two");
    }
}
