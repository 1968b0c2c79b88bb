//! Words in the form in which sentences are compared: folded, one form for "Mexican" and "Mexico", stemmed.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::table::Stem;
use crate::text::Span;

/// What is known of a written word wherever it stands.
#[expect(
    clippy::struct_excessive_bools,
    reason = "a word may be any of these at once"
)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// Its stem.
    pub stem: Stem,
    /// Whether it says nothing about what a sentence states.
    pub stop: bool,
    /// Whether it starts with a digit in its normal form.
    pub number: bool,
    /// Whether it only says when or who says so, and tells little of what is stated.
    pub faint: bool,
    /// Whether it may be the first of two words with one form, as in "White House".
    pairs: bool,
}

/// One word, number or percent sign of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands in the text, as it is written.
    pub span: Span,
    /// Where it stands in the folded text.
    pub folded: Span,
    /// What it is.
    pub word: Word,
}

/// Word lists, each with the form that a word takes.
#[derive(Debug)]
pub struct Lists {
    stop: HashSet<&'static str>,
    roles: HashSet<&'static str>,
    faint: HashSet<&'static str>,
    negation: HashSet<&'static str>,
    hedges: HashSet<&'static str>,
    vague: HashSet<&'static str>,
    not_names: HashSet<&'static str>,
    numbers: HashMap<&'static str, &'static str>,
    demonyms: HashMap<&'static str, &'static str>,
    acronyms: HashMap<&'static str, &'static str>,
    pairs: HashMap<&'static str, Vec<(&'static str, &'static str)>>,
    scale: HashMap<&'static str, &'static str>,
    stems: HashMap<&'static str, &'static str>,
}

macro_rules! list {
    ($name:literal) => {
        include_str!(concat!("../../data/claims/", $name, ".txt"))
            .lines()
            .filter(|line| !line.starts_with('#'))
    };
}

macro_rules! map {
    ($name:literal) => {
        list!($name)
            .filter_map(|line| line.split_once('\t'))
            .collect()
    };
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut pairs: HashMap<&str, Vec<(&str, &str)>> = HashMap::new();
    for (words, form) in list!("pairs").filter_map(|line| line.split_once('\t')) {
        if let Some((first, second)) = words.split_once(' ') {
            pairs.entry(first).or_default().push((second, form));
        }
    }
    Lists {
        stop: list!("stop").collect(),
        roles: list!("roles").collect(),
        faint: list!("faint").collect(),
        negation: list!("negation").collect(),
        hedges: list!("hedges").collect(),
        vague: list!("vague").collect(),
        not_names: list!("not_names").collect(),
        numbers: map!("numbers"),
        demonyms: map!("demonyms"),
        acronyms: map!("acronyms"),
        pairs,
        scale: map!("scale"),
        stems: map!("stem_exceptions"),
    }
});

impl Lists {
    /// The lists that are compiled into the program.
    pub fn embedded() -> &'static Self {
        &LISTS
    }

    /// Whether the lower-case `word` denies.
    pub fn denies(&self, word: &str) -> bool {
        let bare: String = word.chars().filter(|c| !is_apostrophe(*c)).collect();
        self.negation.contains(bare.as_str())
    }

    /// Whether the lower-case `word` says less than that something is so.
    pub fn hedges(&self, word: &str) -> bool {
        self.hedges.contains(word)
    }

    /// Whether the lower-case `word` says what somebody is.
    pub fn is_role(&self, word: &str) -> bool {
        self.roles.contains(word)
    }

    /// Whether the stem is that of a word that says what somebody is.
    pub fn is_role_stem(role: Stem) -> bool {
        static ROLES: LazyLock<HashSet<Stem>> = LazyLock::new(|| {
            let roles = Lists::embedded().roles.iter();
            roles.map(|word| Stem::of(&stem(word))).collect()
        });
        ROLES.contains(&role)
    }

    /// Whether the lower-case `word` is an amount that is not given.
    pub fn is_vague(&self, word: &str) -> bool {
        self.vague.contains(word)
    }

    /// Whether the lower-case `word` names nobody though it is capitalized.
    pub fn names_nobody(&self, word: &str) -> bool {
        self.not_names.contains(word)
    }

    /// Whether the lower-case `word` says nothing about what a sentence states.
    pub fn is_stop(&self, word: &str) -> bool {
        self.stop.contains(word)
    }

    /// By what the lower-case `word` multiplies the number before it.
    pub fn scale(&self, word: &str) -> Option<f64> {
        self.scale.get(word)?.parse().ok()
    }

    /// The digits of a lower-case number word.
    pub fn digits(&self, word: &str) -> Option<&'static str> {
        self.numbers.get(word).copied()
    }
}

/// Whether `c` is an apostrophe of either shape.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// The normal form of a word as it is written in folded text.
pub fn normal(written: &str) -> Cow<'static, str> {
    let lists = Lists::embedded();
    let first = written.chars().next().unwrap_or(' ');
    if written == "%" {
        return "percent".into();
    }
    if first.is_ascii_digit() {
        let bare = written.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        return bare.replace(',', "").into();
    }
    let lower = written.to_ascii_lowercase();
    if lower.contains('.') {
        return acronym(lists, lower.replace('.', ""));
    }
    if matches!(written, "US" | "USA" | "UK" | "UN" | "EU") {
        return acronym(lists, lower);
    }
    let lower = lower
        .strip_suffix("'s")
        .or_else(|| lower.strip_suffix("’s"))
        .unwrap_or(&lower)
        .replace('’', "'");
    let form = lists.numbers.get(lower.as_str());
    match form.or_else(|| lists.demonyms.get(lower.as_str())) {
        Some(form) => Cow::Borrowed(*form),
        None => lower.into(),
    }
}

fn acronym(lists: &Lists, lower: String) -> Cow<'static, str> {
    match lists.acronyms.get(lower.as_str()) {
        Some(form) => Cow::Borrowed(*form),
        None => lower.into(),
    }
}

/// The stem of a normal form.
pub fn stem(form: &str) -> String {
    let bare = form.replace('\'', "");
    if bare.contains('.') {
        return bare;
    }
    match Lists::embedded().stems.get(bare.as_str()) {
        Some(stem) => (*stem).to_owned(),
        None => Stemmer::create(Algorithm::English).stem(&bare).into_owned(),
    }
}

fn word(written: &str) -> Word {
    let lists = Lists::embedded();
    let form = normal(written);
    let lower = written.to_ascii_lowercase();
    Word {
        stem: Stem::of(&stem(&form)),
        stop: lists.is_stop(&form) || (lists.is_stop(&lower) && !form.contains('.')),
        number: form.starts_with(|c: char| c.is_ascii_digit()),
        faint: lists.faint.contains(lower.as_str()),
        pairs: lists.pairs.contains_key(&*form),
    }
}

/// Words that were met, so that each is stemmed once; forgotten when they grow too many.
const REMEMBERED: usize = 40_000;

thread_local! {
    static MEMORY: RefCell<HashMap<Box<str>, Word>> = RefCell::new(HashMap::new());
}

fn remembered(written: &str) -> Word {
    MEMORY.with_borrow_mut(|memory| {
        if let Some(word) = memory.get(written) {
            return *word;
        }
        if memory.len() >= REMEMBERED {
            memory.clear();
        }
        let word = word(written);
        memory.insert(written.into(), word);
        word
    })
}

/// Text without accents, with the place in the original of every byte.
#[derive(Debug)]
pub struct Folded<'a> {
    original: &'a str,
    text: String,
    places: Vec<u32>,
}

impl<'a> Folded<'a> {
    /// Folds `original`.
    pub fn new(original: &'a str) -> Self {
        let mut folded = Self {
            original,
            text: String::with_capacity(original.len()),
            places: Vec::with_capacity(original.len()),
        };
        for (at, c) in original.char_indices() {
            folded.push(at, c);
        }
        folded
    }

    fn push(&mut self, at: usize, c: char) {
        let before = self.text.len();
        match c {
            '\u{a0}' => self.text.push(' '),
            _ if c.is_ascii() || is_apostrophe(c) => self.text.push(c),
            _ => self
                .text
                .extend(c.nfkd().filter(|c| !is_combining_mark(*c))),
        }
        let added = self.text.len() - before;
        let place = u32::try_from(at).unwrap_or(u32::MAX);
        self.places.extend(std::iter::repeat_n(place, added));
    }

    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The span in the original of a span of the folded text.
    fn original(&self, folded: Span) -> Span {
        let at = |byte: usize| self.places.get(byte).map_or(0, |place| *place as usize);
        let last = at(folded.end().saturating_sub(1));
        let rest = Span::new(last, self.original.len()).of(self.original);
        let width = rest.chars().next().map_or(0, char::len_utf8);
        Span::new(at(folded.start()), last + width)
    }
}

/// The words, numbers and percent signs of a folded text, in order; two words with one form are one token.
pub fn tokens(folded: &Folded) -> Vec<Token> {
    let text = folded.text();
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    while let Some(span) = next_word(text.as_bytes(), at) {
        at = span.end();
        let word = remembered(span.of(text));
        let last = tokens.last_mut().filter(|last| last.word.pairs);
        let joined = last.and_then(|last| Some((one_word(last.folded, span, text)?, last)));
        if let Some((word, last)) = joined {
            last.word = word;
            last.folded = last.folded.cover(span);
            last.span = folded.original(last.folded);
        } else {
            tokens.push(Token {
                span: folded.original(span),
                folded: span,
                word,
            });
        }
    }
    tokens
}

/// The one form of two words that follow each other, if they have one.
fn one_word(first: Span, second: Span, text: &str) -> Option<Word> {
    let pairs = Lists::embedded().pairs.get(&*normal(first.of(text)))?;
    let second = normal(second.of(text));
    let (_, form) = pairs.iter().find(|(word, _)| *word == second)?;
    Some(Word {
        stem: Stem::of(&stem(form)),
        stop: false,
        number: false,
        faint: false,
        pairs: false,
    })
}

/// The next word, number, dotted acronym or percent sign at or after byte `from`.
fn next_word(text: &[u8], from: usize) -> Option<Span> {
    let is = |at: usize, kind: fn(&u8) -> bool| text.get(at).is_some_and(kind);
    let run = |at: usize, kind: fn(&u8) -> bool| {
        at + text
            .get(at..)
            .map_or(0, |rest| rest.iter().take_while(|byte| kind(byte)).count())
    };
    let (digit, letter) = (u8::is_ascii_digit, u8::is_ascii_alphabetic);
    let known = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'%';
    let start = from + text.get(from..)?.iter().position(known)?;
    if is(start, |byte| *byte == b'%') {
        return Some(Span::new(start, start + 1));
    }
    if is(start, digit) {
        let mut end = run(start, digit);
        while is(end, |byte| matches!(byte, b'.' | b',' | b':')) && is(end + 1, digit) {
            end = run(end + 1, digit);
        }
        let ordinal = text.get(end..end + 2);
        let ordinal = matches!(ordinal, Some(b"st" | b"nd" | b"rd" | b"th"));
        return Some(Span::new(start, if ordinal { end + 2 } else { end }));
    }
    let mut dotted = start;
    while is(dotted, letter) && is(dotted + 1, |byte| *byte == b'.') {
        dotted += 2;
    }
    if dotted >= start + 4 {
        return Some(Span::new(start, dotted));
    }
    let end = run(start, letter);
    let rest = text.get(end..).unwrap_or_default();
    let apostrophe = if rest.starts_with("’".as_bytes()) {
        "’".len()
    } else {
        usize::from(rest.starts_with(b"'"))
    };
    let suffix = run(end + apostrophe, letter);
    let has_suffix = apostrophe > 0 && suffix > end + apostrophe;
    Some(Span::new(start, if has_suffix { suffix } else { end }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(text: &str) -> Vec<String> {
        let folded = Folded::new(text);
        let written = |token: &Token| normal(token.folded.of(folded.text())).into_owned();
        tokens(&folded).iter().map(written).collect()
    }

    #[test]
    fn words_take_their_normal_form() {
        let text = "The U.S. sent 1,250 Mexican soldiers on Jan. 3rd.";
        let expected = [
            "the", "u.s", "sent", "1250", "mexico", "soldiers", "on", "jan", "3",
        ];
        assert_eq!(forms(text), expected);
        assert_eq!(
            forms("25% wasn’t paid"),
            ["25", "percent", "wasn't", "paid"]
        );
        assert_eq!(
            forms("Café owners in São Paulo"),
            ["cafe", "owners", "in", "sao", "paulo"]
        );
    }

    #[test]
    fn two_words_with_one_form_are_one_token() {
        let text = "The White House and the United Kingdom’s mayor";
        let folded = Folded::new(text);
        let tokens = tokens(&folded);
        let spans: Vec<&str> = tokens.iter().map(|token| token.span.of(text)).collect();
        assert_eq!(
            spans,
            [
                "The",
                "White House",
                "and",
                "the",
                "United Kingdom’s",
                "mayor"
            ]
        );
        assert_eq!(tokens[1].word.stem, Stem::of("whitehous"));
        assert_eq!(tokens[4].word.stem, Stem::of("u.k"));
    }

    #[test]
    fn spans_are_those_of_the_text_as_it_is_written() {
        let text = "“São Paulo… naïve ½”";
        let folded = Folded::new(text);
        let words: Vec<&str> = tokens(&folded)
            .iter()
            .map(|token| token.span.of(text))
            .collect();
        assert_eq!(words, ["São", "Paulo", "naïve", "½", "½"]);
    }

    #[test]
    fn stems_follow_the_current_snowball_rules() {
        for (word, expected) in [
            ("emergency", "emergenc"),
            ("soldiers", "soldier"),
            ("u.s", "u.s"),
            ("don't", "dont"),
        ] {
            assert_eq!(stem(word), expected);
        }
    }
}
