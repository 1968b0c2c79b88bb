//! How a claim is shown: the words of every mention, the clearest of them, a short name, and why they are one claim.

use std::collections::HashMap;

use super::pair;
use super::{Candidate, Edge};
use crate::analysis::claim::Casing;
use crate::analysis::claim::table::Stem;
use crate::analysis::claim::word::{Folded, Lists, is_apostrophe, tokens};
use crate::article::Article;
use crate::link::{Analyzed, ClaimMention};
use crate::text::Span;
use crate::text::span::overlapping;

/// How much of what a sentence shares with the others a clause must hold to stand for it.
const HELD: f32 = 0.8;
/// Sentences of fewer bytes are always shown whole.
const SHORT: usize = 90;
/// The lengths, in bytes, between which a wording is neither cryptic nor too long.
const READABLE: (usize, usize) = (45, 190);
/// How much of what the most telling shared words tell a row of words must tell to name a claim.
const ROW: f32 = 0.4;
/// The most telling words of a label, and of the evidence.
const WORDS: usize = 4;

/// The scores of the pairs of one group, by their place in it; zero for sentences of one article.
#[derive(Debug)]
pub struct Scores {
    rows: Vec<Vec<f32>>,
    /// The mean of the scores of the pairs of different articles.
    pub mean: f32,
}

impl Scores {
    /// The scores that `edges` gives the pairs of `members`, the candidates at the places `group`.
    #[expect(clippy::cast_precision_loss, reason = "groups are smaller than 2^12")]
    pub fn new(
        group: &[usize],
        edges: &HashMap<(usize, usize), f32>,
        members: &[&Candidate],
    ) -> Self {
        let score = |a: usize, b: usize| {
            let score = edges.get(&(a.min(b), a.max(b)));
            score.copied().unwrap_or(0.0)
        };
        let row = |a: &usize| group.iter().map(|b| score(*a, *b)).collect();
        let rows: Vec<Vec<f32>> = group.iter().map(row).collect();
        let mut pairs = 0;
        for (index, member) in members.iter().enumerate() {
            let others = members.iter().skip(index + 1);
            pairs += others
                .filter(|other| other.article != member.article)
                .count();
        }
        let sum: f32 = rows.iter().flatten().sum();
        Self {
            rows,
            mean: sum / 2.0 / pairs.max(1) as f32,
        }
    }

    /// The score of two members.
    pub fn of(&self, a: usize, b: usize) -> f32 {
        let row = self.rows.get(a);
        row.and_then(|row| row.get(b)).copied().unwrap_or(0.0)
    }

    /// The best score that `member` has with another.
    fn best(&self, member: usize) -> f32 {
        let row = self.rows.get(member).into_iter().flatten();
        row.copied().fold(0.0, f32::max)
    }

    fn sum(&self, member: usize) -> f32 {
        self.rows.get(member).map_or(0.0, |row| row.iter().sum())
    }
}

/// The scores of all pairs of a story, to be looked up.
pub fn by_pair(edges: &[Edge]) -> HashMap<(usize, usize), f32> {
    let pair = |edge: &Edge| ((edge.first, edge.second), edge.score);
    edges.iter().map(pair).collect()
}

/// The members as they are shown: each with the clause or the sentence that says the claim.
pub fn mentions(
    articles: &[Analyzed],
    members: &[&Candidate],
    scores: &Scores,
) -> Vec<ClaimMention> {
    let mention = |(index, member): (usize, &&Candidate)| {
        let article = articles.get(member.article.index());
        let span = article.and_then(|analyzed| clause(&analyzed.article, member, members));
        ClaimMention {
            article: member.article,
            sentence: member.sentence,
            span: span.unwrap_or_else(|| sentence(member)),
            score: scores.best(index).clamp(0.0, 1.0),
        }
    };
    members.iter().enumerate().map(mention).collect()
}

/// Whether at least half of the members other than `member` have the stem.
fn is_shared(members: &[&Candidate], member: &Candidate, stem: Stem) -> bool {
    let others = members
        .iter()
        .filter(|other| !std::ptr::eq(**other, member));
    let with = others
        .clone()
        .filter(|other| other.weighed.word(stem).is_some());
    2 * with.count() >= others.count().max(1)
}

/// The span of the whole sentence.
pub fn sentence(member: &Candidate) -> Span {
    let whole = member.weighed.clauses.first();
    whole.map_or_else(Span::default, |clause| clause.span)
}

/// The shortest clause of `member` that holds what it shares with the others, where it is much less than the sentence
/// and reads by itself.
fn clause(article: &Article, member: &Candidate, members: &[&Candidate]) -> Option<Span> {
    let whole = sentence(member);
    if whole.len() <= SHORT {
        return None;
    }
    let words = &member.weighed.words;
    let shared: Vec<f32> = words
        .iter()
        .map(|word| {
            if is_shared(members, member, word.stem) {
                word.weight
            } else {
                0.0
            }
        })
        .collect();
    let all: f32 = shared.iter().sum();
    let holds = |clause: &&pair::Clause| {
        let held = shared
            .iter()
            .enumerate()
            .filter(|(index, _)| clause.has(*index));
        let tells =
            |index: usize| words.get(index).is_some_and(|word| !word.is_name) && clause.has(index);
        let states = shared
            .iter()
            .enumerate()
            .any(|(index, weight)| *weight > 0.0 && tells(index));
        states && held.map(|(_, weight)| weight).sum::<f32>() >= HELD * all
    };
    let clauses = member.weighed.clauses.iter().skip(1).filter(holds);
    let spans = clauses.map(|clause| without_joining_word(article, clause.span));
    let part = |span: &Span| 10 * span.len() <= 7 * whole.len();
    spans
        .filter(|span| part(span) && stands_alone(article.words(*span)))
        .min_by_key(|span| (span.len(), span.start()))
}

/// Whether words can be read without the rest of their sentence.
fn stands_alone(words: &str) -> bool {
    let count = |mark: char| words.matches(mark).count();
    let balanced =
        count('“') == count('”') && count('(') == count(')') && count('"').is_multiple_of(2);
    balanced && words.split_whitespace().count() >= 5 && starts_a_clause(words)
}

/// Whether words can stand by themselves: not those that say more of what came before.
fn starts_a_clause(words: &str) -> bool {
    let first = words.split(|c: char| !c.is_alphanumeric()).next();
    !matches!(
        first.unwrap_or_default(),
        "to" | "with"
            | "without"
            | "which"
            | "who"
            | "including"
            | "as"
            | "where"
            | "whether"
            | "after"
            | "before"
    )
}

fn without_joining_word(article: &Article, span: Span) -> Span {
    let words = article.words(span);
    let joining = ["and ", "but ", "that ", "while ", "saying that ", "saying "];
    let found = joining.iter().find(|word| words.starts_with(*word));
    let cut = found.map_or(0, |word| word.len());
    Span::new(span.start() + cut, span.end()).trim(&article.text)
}

/// The member with the clearest wording: close to all others, of a readable length, telling who it speaks of.
pub fn clearest(
    articles: &[Analyzed],
    members: &[&Candidate],
    mentions: &[ClaimMention],
    scores: &Scores,
) -> usize {
    let worth = |index: usize| {
        let (Some(member), Some(mention)) = (members.get(index), mentions.get(index)) else {
            return 0.0;
        };
        let words = articles
            .get(mention.article.index())
            .map_or("", |analyzed| analyzed.article.words(mention.span));
        let title = if member.is_title { 0.01 } else { 1.0 };
        scores.sum(index) * title * readable(words) * self_contained(words)
    };
    (0..members.len())
        .max_by(|a, b| worth(*a).total_cmp(&worth(*b)).then(b.cmp(a)))
        .unwrap_or(0)
}

fn readable(words: &str) -> f32 {
    let length = words.len();
    if length < READABLE.0 {
        0.8
    } else if length <= READABLE.1 {
        1.0
    } else if length <= 2 * READABLE.1 {
        0.8
    } else {
        0.5
    }
}

/// Less for words that lean on what stands before them.
fn self_contained(words: &str) -> f32 {
    let lower = words.to_lowercase();
    let first = lower
        .split(|c: char| !c.is_alphanumeric())
        .find(|word| !word.is_empty());
    match first.unwrap_or_default() {
        "he" | "she" | "they" | "it" | "his" | "her" | "their" | "its" | "this" | "that"
        | "these" | "those" | "such" => 0.6,
        "but" | "and" | "however" | "meanwhile" | "still" | "yet" | "then" | "so" | "also" => 0.8,
        _ if !words.starts_with(|c: char| c.is_uppercase() || c.is_numeric()) => 0.85,
        _ => 1.0,
    }
}

/// A telling word that most mentions share, as the clearest mention writes it.
#[derive(Debug)]
struct SharedWord {
    words: String,
    end: usize,
    start: usize,
    weight: f32,
    is_name: bool,
    is_number: bool,
    is_shared: bool,
}

/// What the mentions of a claim share.
#[derive(Debug)]
pub struct Shared(Vec<SharedWord>);

/// The telling words of the clearest mention, with whether at least half of the others share them.
pub fn shared(articles: &[Analyzed], members: &[&Candidate], clearest: usize) -> Shared {
    let Some(member) = members.get(clearest) else {
        return Shared(Vec::new());
    };
    let Some(analyzed) = articles.get(member.article.index()) else {
        return Shared(Vec::new());
    };
    let span = sentence(member);
    let text = analyzed.article.words(span);
    let named = overlapping(&analyzed.annotations.mentions, span, |mention| mention.span);
    let folded = Folded::new(text);
    let tokens = tokens(&folded);
    let casing = Casing::of(&folded, &tokens);
    let lists = Lists::embedded();
    let mut words: Vec<SharedWord> = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        let word = member.weighed.word(token.word.stem);
        let Some(word) = word.filter(|_| !token.word.stop && !token.word.faint) else {
            continue;
        };
        let written = token.span.of(text);
        if lists.denies(&written.to_lowercase())
            || written.contains(is_apostrophe) && !written.ends_with('s')
        {
            continue;
        }
        let bare = written
            .strip_suffix("’s")
            .or_else(|| written.strip_suffix("'s"))
            .unwrap_or(written);
        let here = token.span.shift(span.start());
        let is_named = named.iter().any(|mention| mention.span.overlaps(here));
        let is_name =
            is_named || casing == Casing::Running && casing.is_name(&folded, token, index == 0);
        words.push(SharedWord {
            words: if is_name {
                bare.to_owned()
            } else {
                bare.to_lowercase()
            },
            start: token.span.start(),
            end: token.span.end(),
            weight: word.weight,
            is_name,
            is_number: token.word.number,
            is_shared: is_shared(members, member, token.word.stem),
        });
    }
    Shared(words)
}

impl Shared {
    /// A short name: the shared words in a row that tell most, else the most telling shared words in order of the text, and
    /// not names alone.
    pub fn label(&self) -> String {
        if let Some(row) = self.row() {
            let words: Vec<&str> = row.iter().map(|word| word.words.as_str()).collect();
            return words.join(" ");
        }
        let is_vague = |word: &SharedWord| Lists::embedded().is_vague(&word.words);
        let mut best = self.best(|word| word.is_shared && !is_vague(word));
        if best.iter().all(|word| word.is_name || word.is_number) || best.len() < 2 {
            let more = self.best(|word| !word.is_name && !word.is_number);
            best.truncate(WORDS - 2);
            best.extend(more.into_iter().take(2));
        }
        best.sort_by_key(|word| word.start);
        best.dedup_by_key(|word| word.words.clone());
        let words: Vec<&str> = best.iter().map(|word| word.words.as_str()).collect();
        words.join(" ")
    }

    /// How much the shared words tell that are neither names nor titles of persons.
    pub fn substance(&self) -> f32 {
        self.substantial().iter().map(|word| word.weight).sum()
    }

    /// How many shared words there are that are neither names nor titles of persons.
    pub fn telling(&self) -> usize {
        self.substantial().len()
    }

    fn substantial(&self) -> Vec<&SharedWord> {
        let lists = Lists::embedded();
        let tells =
            |word: &&SharedWord| word.is_shared && !word.is_name && !lists.is_role(&word.words);
        let mut counted: Vec<&SharedWord> = Vec::new();
        for word in self.0.iter().filter(tells) {
            if counted.iter().all(|other| other.words != word.words) {
                counted.push(word);
            }
        }
        counted
    }

    /// The shared words in a row that tell most: "lower sockets", "temporary steel ties".
    fn row(&self) -> Option<&[SharedWord]> {
        let fits = |word: &SharedWord| {
            word.is_shared && !word.is_number && !Lists::embedded().is_vague(&word.words)
        };
        let rows = self
            .0
            .chunk_by(|a, b| fits(a) && fits(b) && a.end + 1 == b.start);
        let rows = rows.filter(|row| row.len() > 1 && !row.iter().all(|word| word.is_name));
        let weight = |row: &[SharedWord]| {
            let first = row.iter().take(WORDS);
            first.map(|word| word.weight).sum::<f32>()
        };
        rows.max_by(|a, b| {
            weight(a)
                .total_cmp(&weight(b))
                .then(b[0].start.cmp(&a[0].start))
        })
        .filter(|row| weight(row) >= ROW * self.heaviest())
        .and_then(|row| row.get(..row.len().min(WORDS)))
    }

    fn heaviest(&self) -> f32 {
        let best = self.best(|word| word.is_shared);
        best.iter().map(|word| word.weight).sum()
    }

    /// The heaviest words that `wanted` accepts, each once.
    fn best(&self, wanted: impl Fn(&SharedWord) -> bool) -> Vec<&SharedWord> {
        let mut best: Vec<&SharedWord> = Vec::new();
        let mut sorted: Vec<&SharedWord> = self.0.iter().filter(|word| wanted(word)).collect();
        sorted.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.start.cmp(&b.start)));
        for word in sorted {
            if best.len() < WORDS && best.iter().all(|other| other.words != word.words) {
                best.push(word);
            }
        }
        best
    }

    /// Why the mentions are taken to say the same: names, figures and words that they share, and the mean score.
    pub fn evidence(&self, mean: f32) -> String {
        let mut best = self.best(|word| word.is_shared);
        best.sort_by_key(|word| word.start);
        let mut phrases: Vec<(u8, String, usize)> = Vec::new();
        for word in best {
            let rank = if word.is_name {
                0
            } else {
                2 - u8::from(word.is_number)
            };
            match phrases.last_mut() {
                Some((kind, words, end))
                    if *kind < 2
                        && rank != 1
                        && *end + 1 == word.start
                        && (rank == 0) == (*kind == 0) =>
                {
                    words.push(' ');
                    words.push_str(&word.words);
                    *end = word.end;
                }
                _ => phrases.push((rank, word.words.clone(), word.end)),
            }
        }
        phrases.sort_by_key(|(kind, ..)| *kind);
        let words: Vec<&str> = phrases.iter().map(|(_, words, _)| words.as_str()).collect();
        let score = format!("{:.2}", mean.clamp(0.0, 1.0));
        let score = score.strip_prefix('0').unwrap_or(&score);
        if words.is_empty() {
            return format!("related words · {score}");
        }
        format!("shared: {} · {score}", words.join(", "))
    }
}
