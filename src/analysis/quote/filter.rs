//! What stands between marks without being said by anybody: nicknames, titles of works, scare quotes.

use super::attribute::{Cue, leads};
use super::cue::{Class, Cues, Form, lower};
use super::marks::Quoted;
use super::phrase::Sentence;
use super::unit::What;
use crate::analysis::Mention;
use crate::article::Article;
use crate::text::Span;
use crate::text::token::{TokenKind, tokens};

/// Takes out nicknames inside names: Ana “Bo” Ruiz.
pub(super) fn drop_nicknames(article: &Article, mentions: &[Mention], quoted: &mut Vec<Quoted>) {
    let text = &article.text;
    quoted.retain(|quoted| {
        let after =
            mentions.partition_point(|mention| mention.span.start() <= quoted.outer.start());
        let inside_name = after
            .checked_sub(1)
            .and_then(|before| mentions.get(before))
            .is_some_and(|mention| mention.span.contains(quoted.outer));
        !inside_name && !is_nickname(text, quoted)
    });
}

fn is_nickname(text: &str, quoted: &Quoted) -> bool {
    let before = text.get(..quoted.outer.start()).unwrap_or_default();
    let after = text.get(quoted.outer.end()..).unwrap_or_default();
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let words = quoted.span.of(text);
    words.split(' ').count() <= 3
        && words.split(' ').any(capital)
        && before.ends_with(' ')
        && before
            .split_whitespace()
            .next_back()
            .is_some_and(|word| capital(word) && word.ends_with(char::is_alphanumeric))
        && after.strip_prefix(' ').is_some_and(capital)
}

/// Ends quotes whose closing mark was lost where the reporter takes over: “We go, said Ruiz.
pub(super) fn end_open_quotes(article: &Article, cues: &Cues, quoted: &mut [Quoted]) {
    for at in 0..quoted.len() {
        let goes_on = quoted
            .get(at + 1)
            .is_some_and(|next| next.goes_on || next.outer.start() < quoted[at].outer.end());
        let open = quoted[at];
        if open.closed || goes_on {
            continue;
        }
        if let Some(end) = reporter_takes_over(article, cues, open.span) {
            quoted[at].span = Span::new(open.span.start(), end).trim(&article.text);
            quoted[at].outer = Span::new(open.outer.start(), end);
        }
    }
}

/// Where a comma stands before "said Ruiz" or "Ruiz said".
fn reporter_takes_over(article: &Article, cues: &Cues, span: Span) -> Option<usize> {
    let text = &article.text;
    let found = tokens(text, span);
    let mut buffer = String::new();
    let mut verb = |at: usize| {
        found.get(at).is_some_and(|token| {
            let class = cues.class(lower(token.span.of(text), &mut buffer));
            matches!(class, Class::Verb(verb) if verb.speech && !verb.doubtful
                && matches!(verb.form, Form::Past | Form::Third))
        })
    };
    let capital = |at: usize| {
        found.get(at).is_some_and(|token| {
            token.kind == TokenKind::Word && token.span.of(text).starts_with(char::is_uppercase)
        })
    };
    (1..found.len()).find_map(|at| {
        let comma = found.get(at - 1)?.span;
        if comma.of(text) != "," {
            return None;
        }
        let inverted = verb(at) && capital(at + 1);
        let straight = capital(at) && (at + 1..at + 4).any(|at| verb(at) && capital(at - 1));
        (inverted || straight).then_some(comma.start())
    })
}

/// Whether the quoted words at the unit `index` are nobody's words: a title of a work, or scare quotes.
pub(super) fn is_no_speech(
    article: &Article,
    quoted: &Quoted,
    sentence: &Sentence,
    index: usize,
    cues: &[Cue],
    cue: Option<&Cue>,
    buffer: &mut String,
) -> bool {
    let words = quoted.span.of(&article.text);
    let count = words.split_whitespace().count();
    if count > 12 {
        return false;
    }
    let stands_beside = |cue: &Cue| cue.end == index || follows(sentence, cue.end, index);
    let beside = cue.is_some_and(stands_beside)
        || cues.iter().any(|cue| cue.speech && stands_beside(cue))
        || is_given_as_name(sentence, index)
        || is_called_out(sentence, index);
    let titled = is_title(words);
    if is_introduced_as_work(sentence, index, buffer) && !beside {
        return true;
    }
    if titled && !beside && !(leads(sentence, index) && cue.is_some()) {
        return true;
    }
    let ends = words.ends_with(['.', '!', '?', ',']);
    count <= 3 && cue.is_none() && !(leads(sentence, index) && ends)
}

/// Whether somebody gives somebody this name: "called Ruiz “The Mayor of the Poor”".
fn is_given_as_name(sentence: &Sentence, index: usize) -> bool {
    const VERBS: [&str; 5] = ["called", "calls", "calling", "dubbed", "labeled"];
    index > 1
        && sentence.is_person(index - 1)
        && VERBS.iter().any(|verb| sentence.is(index - 2, verb))
}

/// Whether a noun before the quote says that it is called out: "chants of", "the words".
fn is_called_out(sentence: &Sentence, index: usize) -> bool {
    const NOUNS: [&str; 7] = [
        "words", "chant", "chants", "cry", "cries", "shout", "shouts",
    ];
    let comma = usize::from(index > 0 && sentence.is_mark(index - 1, &[',', ':']));
    let of = usize::from(index > comma && sentence.is(index - comma - 1, "of"));
    let noun = index.checked_sub(1 + comma + of);
    noun.is_some_and(|at| NOUNS.iter().any(|noun| sentence.is(at, noun)))
}

/// Whether only a colon or a comma stands between the cue and the quote.
fn follows(sentence: &Sentence, cue_end: usize, index: usize) -> bool {
    cue_end < index && (cue_end..index).all(|at| sentence.is_mark(at, &[',', ':']))
}

/// Whether "film", "so-called" or the like stands right before the quote.
fn is_introduced_as_work(sentence: &Sentence, index: usize, buffer: &mut String) -> bool {
    let cues = Cues::embedded();
    let before = index
        .checked_sub(1)
        .filter(|at| matches!(sentence.what(*at), Some(What::Word(_))));
    before.is_some_and(|at| {
        if sentence.names_a_work(at, cues, buffer) {
            return true;
        }
        // "so-called" may be three tokens.
        sentence.is(at, "called") && at > 1 && sentence.is(at - 2, "so")
    })
}

/// Small words that keep a small letter inside a title.
const SMALL_WORDS: [&str; 24] = [
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "is", "it", "nor",
    "of", "on", "or", "so", "the", "to", "up", "vs", "with", "yet",
];

/// Whether every word of weight has a capital, as in titles of works.
fn is_title(words: &str) -> bool {
    let mut capitals = 0;
    for (at, word) in words.split_whitespace().enumerate() {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let Some(first) = word.chars().next() else {
            continue;
        };
        if first.is_uppercase() || first.is_numeric() {
            capitals += 1;
        } else if at == 0 || !SMALL_WORDS.contains(&word) {
            return false;
        }
    }
    capitals > 1
}

/// Takes the name of a transcript out of the quoted words: "RUIZ: We go."
pub(super) fn take_labels(article: &Article, quoted: &mut [Quoted]) {
    for quoted in quoted {
        let words = quoted.span.of(&article.text);
        let Some((label, rest)) = words.split_once(": ") else {
            continue;
        };
        let shouted = label.len() > 2
            && label.len() < 30
            && label
                .chars()
                .all(|c| c.is_uppercase() || matches!(c, ' ' | '.' | '\'' | '’' | '-'));
        if let (true, Some(label), Some(rest)) = (
            shouted,
            Span::of_slice(label, &article.text),
            Span::of_slice(rest, &article.text),
        ) {
            quoted.label = Some(label);
            quoted.span = rest.trim(&article.text);
        }
    }
}
