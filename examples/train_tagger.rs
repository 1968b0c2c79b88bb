//! Trains the tagger of names: `cargo run --release --example train_tagger -- train.jsonl.gz assets/tagger.bin`.
//!
//! Each line of the training file is `{"text": …, "mentions": [{"start", "end", "kind"}]}` with offsets in characters.
//! The same file gives the same model, bit for bit. `assets/NOTICE` names the texts from which the model of the program was
//! trained.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use color_eyre::eyre::{OptionExt, Result};
use crossread::analysis::EntityKind;
use crossread::analysis::lexicon::Lexicon;
use crossread::analysis::mention::model::{LABELS, Model, may_follow};
use crossread::analysis::mention::tagger::{Example, examples};
use crossread::article::{Article, Format, Paragraph, ParagraphId, ParagraphKind, Sentence};
use crossread::text::Span;
use crossread::text::sentence::sentences;
use serde::Deserialize;

/// In how many orders the sentences are learnt from, one independent of the other; the weights are their sum.
const ORDERS: u64 = 8;
/// How often all sentences are learnt from in one order.
const EPOCHS: usize = 10;
/// The share of features that is hidden from the learner at any time.
const HIDDEN: f32 = 0.2;
/// The share of words whose lexical features are hidden all together.
const UNKNOWN: f32 = 0.1;
/// How many rows of weights the model keeps, the strongest.
const ROWS: usize = 145_000;

#[derive(Deserialize)]
struct Text {
    text: String,
    mentions: Vec<Gold>,
}

#[derive(Deserialize)]
struct Gold {
    start: usize,
    end: usize,
    kind: String,
}

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let usage = "usage: train_tagger TRAIN.jsonl.gz TAGGER.bin";
    let source = PathBuf::from(arguments.next().ok_or_eyre(usage)?);
    let target = PathBuf::from(arguments.next().ok_or_eyre(usage)?);
    let mut data = read(&source)?;
    let hashes = number_features(&mut data);
    tracing(&format!(
        "{} sentences, {} features",
        data.len(),
        hashes.len()
    ));
    let mut learnt = learn(&data, hashes.len(), 0);
    for order in 1..ORDERS {
        learnt.add(&learn(&data, hashes.len(), order));
    }
    let bytes = pack(&learnt, &hashes);
    tracing(&format!("{} bytes", bytes.len()));
    std::fs::write(target, bytes)?;
    Ok(())
}

#[expect(clippy::print_stderr, reason = "a program for the command line")]
fn tracing(message: &str) {
    eprintln!("{message}");
}

fn read(path: &Path) -> Result<Vec<Example>> {
    let file = BufReader::new(flate2::read::GzDecoder::new(File::open(path)?));
    let mut data = Vec::new();
    for line in file.lines() {
        let text: Text = serde_json::from_str(&line?)?;
        let names = names(&text);
        let all = examples(&article(text.text), &names, Lexicon::embedded());
        data.extend(all.into_iter().filter(|example| !example.labels.is_empty()));
    }
    Ok(data)
}

/// The names with their offsets in bytes.
fn names(text: &Text) -> Vec<(Span, EntityKind)> {
    let mut offsets: Vec<usize> = text.text.char_indices().map(|(at, _)| at).collect();
    offsets.push(text.text.len());
    let kind = |name: &str| match name {
        "person" => EntityKind::Person,
        "organization" => EntityKind::Organization,
        "place" => EntityKind::Place,
        _ => EntityKind::Other,
    };
    let mut names: Vec<(Span, EntityKind)> = text
        .mentions
        .iter()
        .map(|gold| {
            (
                Span::new(offsets[gold.start], offsets[gold.end]),
                kind(&gold.kind),
            )
        })
        .collect();
    names.sort_by_key(|(span, _)| *span);
    names
}

fn article(text: String) -> Article {
    let mut paragraphs = Vec::new();
    let mut all = Vec::new();
    for line in text.lines() {
        let Some(span) = Span::of_slice(line.trim(), &text).filter(|span| !span.is_empty()) else {
            continue;
        };
        let paragraph = ParagraphId::new(paragraphs.len());
        paragraphs.push(Paragraph {
            span,
            kind: ParagraphKind::Body,
        });
        all.extend(
            sentences(&text, span)
                .into_iter()
                .map(|span| Sentence { span, paragraph }),
        );
    }
    Article {
        path: PathBuf::from("training"),
        format: Format::Text,
        text,
        paragraphs,
        sentences: all,
        ..Article::default()
    }
}

/// A feature that is seen only once.
const RARE: u32 = u32::MAX;

/// Replaces the hashes by their ranks among those seen at least twice, which it returns in order.
fn number_features(data: &mut [Example]) -> Vec<u32> {
    let mut counts: HashMap<u32, u32> = HashMap::new();
    for (features, _) in data.iter().flat_map(|example| &example.features) {
        for feature in features {
            *counts.entry(*feature).or_default() += 1;
        }
    }
    let mut hashes: Vec<u32> = counts
        .iter()
        .filter(|(_, count)| **count > 1)
        .map(|(hash, _)| *hash)
        .collect();
    hashes.sort_unstable();
    let ranks: HashMap<u32, u32> = hashes.iter().copied().zip(0..).collect();
    for (features, _) in data.iter_mut().flat_map(|example| &mut example.features) {
        for feature in features {
            *feature = ranks.get(feature).copied().unwrap_or(RARE);
        }
    }
    hashes
}

type Transitions = [[f32; LABELS]; LABELS + 1];

struct Weights {
    rows: Vec<[f32; LABELS]>,
    transitions: Transitions,
}

impl Weights {
    fn add(&mut self, other: &Self) {
        let rows = self.rows.iter_mut().zip(&other.rows);
        let transitions = self.transitions.iter_mut().zip(&other.transitions);
        for (own, other) in rows.chain(transitions) {
            own.iter_mut()
                .zip(other)
                .for_each(|(own, other)| *own += other);
        }
    }
}

/// Random numbers that are the same everywhere (xorshift).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn happens(&mut self, share: f32) -> bool {
        let number = u16::try_from(self.next() >> 48).unwrap_or_default();
        f32::from(number) < share * 65_536.0
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % (limit as u64)).unwrap_or_default()
    }
}

/// An averaged structured perceptron. `late` sums every change times its date, for the average.
#[expect(clippy::cast_precision_loss, reason = "a count below 2^24")]
fn learn(data: &[Example], features: usize, order: u64) -> Weights {
    let zero = || Weights {
        rows: vec![[0.0; LABELS]; features],
        transitions: [[0.0; LABELS]; LABELS + 1],
    };
    let (mut weights, mut late) = (zero(), zero());
    let mut random = Random(88_172_645_463_325_252 + order);
    for _ in 0..16 {
        random.next();
    }
    let mut order: Vec<usize> = (0..data.len()).collect();
    let steps = (EPOCHS * data.len()) as f32;
    let mut step = 0.0;
    for epoch in 1..=EPOCHS {
        for at in (1..order.len()).rev() {
            order.swap(at, random.below(at + 1));
        }
        let mut errors = 0;
        for at in &order {
            let seen = hide(&data[*at], &mut random);
            let gold = &data[*at].labels;
            let found = decode(&weights, &seen);
            if found != *gold {
                errors += 1;
                update(&mut weights, &seen, gold, &found, 1.0);
                update(&mut late, &seen, gold, &found, step / steps);
            }
            step += 1.0;
        }
        tracing(&format!("epoch {epoch}: {errors} sentences wrong"));
    }
    for (row, late) in weights.rows.iter_mut().zip(&late.rows) {
        row.iter_mut()
            .zip(late)
            .for_each(|(weight, late)| *weight -= late);
    }
    for (row, late) in weights.transitions.iter_mut().zip(&late.transitions) {
        row.iter_mut()
            .zip(late)
            .for_each(|(weight, late)| *weight -= late);
    }
    weights
}

/// The features of every word without those that are hidden this time.
fn hide(example: &Example, random: &mut Random) -> Vec<Vec<u32>> {
    let mut seen = Vec::with_capacity(example.features.len());
    for (features, lexical) in &example.features {
        let first = if random.happens(UNKNOWN) { *lexical } else { 0 };
        let kept = features.iter().skip(first).copied();
        seen.push(
            kept.filter(|feature| *feature != RARE && !random.happens(HIDDEN))
                .collect(),
        );
    }
    seen
}

fn decode(weights: &Weights, seen: &[Vec<u32>]) -> Vec<u8> {
    let mut best: [f32; LABELS] = std::array::from_fn(|label| start(weights, label));
    let mut paths: Vec<[u8; LABELS]> = Vec::with_capacity(seen.len());
    for (at, features) in seen.iter().enumerate() {
        let mut scores = [0.0; LABELS];
        for feature in features {
            for (score, weight) in scores.iter_mut().zip(&weights.rows[*feature as usize]) {
                *score += weight;
            }
        }
        if at > 0 {
            let (next, from) = step(weights, &best);
            best = next;
            paths.push(from);
        }
        best.iter_mut()
            .zip(scores)
            .for_each(|(best, score)| *best += score);
    }
    let mut label = (0..LABELS)
        .rev()
        .max_by(|one, other| best[*one].total_cmp(&best[*other]))
        .unwrap_or(0);
    let mut labels = vec![u8::try_from(label).unwrap_or(0)];
    for from in paths.iter().rev() {
        label = usize::from(from[label]);
        labels.push(u8::try_from(label).unwrap_or(0));
    }
    labels.reverse();
    labels
}

fn start(weights: &Weights, label: usize) -> f32 {
    if may_follow(LABELS, label) {
        weights.transitions[LABELS][label]
    } else {
        f32::MIN / 4.0
    }
}

fn step(weights: &Weights, best: &[f32; LABELS]) -> ([f32; LABELS], [u8; LABELS]) {
    let mut next = [f32::MIN; LABELS];
    let mut from = [0; LABELS];
    for (before, score) in best.iter().enumerate() {
        for label in (0..LABELS).filter(|label| may_follow(before, *label)) {
            let sum = score + weights.transitions[before][label];
            if sum > next[label] {
                next[label] = sum;
                from[label] = u8::try_from(before).unwrap_or(0);
            }
        }
    }
    (next, from)
}

fn update(weights: &mut Weights, seen: &[Vec<u32>], gold: &[u8], found: &[u8], amount: f32) {
    let mut before = (LABELS, LABELS);
    for ((features, gold), found) in seen.iter().zip(gold).zip(found) {
        let (gold, found) = (usize::from(*gold), usize::from(*found));
        if gold != found {
            for feature in features {
                weights.rows[*feature as usize][gold] += amount;
                weights.rows[*feature as usize][found] -= amount;
            }
        }
        if (before.0, gold) != (before.1, found) {
            weights.transitions[before.0][gold] += amount;
            weights.transitions[before.1][found] -= amount;
        }
        before = (gold, found);
    }
}

/// The strongest rows as roots in eight bits.
#[expect(clippy::cast_possible_truncation, reason = "small numbers")]
fn pack(weights: &Weights, hashes: &[u32]) -> Vec<u8> {
    let strength = |row: &[f32; LABELS]| {
        row.iter()
            .fold(0.0_f32, |most, weight| most.max(weight.abs()))
    };
    let mut ranked: Vec<usize> = (0..hashes.len()).collect();
    ranked.sort_by(|one, other| {
        strength(&weights.rows[*other]).total_cmp(&strength(&weights.rows[*one]))
    });
    ranked.truncate(ROWS);
    ranked.sort_unstable();
    let most = ranked
        .iter()
        .map(|row| strength(&weights.rows[*row]))
        .fold(f32::MIN_POSITIVE, f32::max);
    let unit = most / (127.0 * 127.0);
    let rows: Vec<(u32, [i8; LABELS])> = ranked
        .iter()
        .map(|row| {
            (
                hashes[*row],
                weights.rows[*row].map(|weight| root(weight / unit)),
            )
        })
        .filter(|(_, row)| row.iter().any(|weight| *weight != 0))
        .collect();
    let whole = weights
        .transitions
        .map(|row| row.map(|weight| (weight / unit).round() as i32));
    tracing(&format!("{} rows", rows.len()));
    Model::write(&whole, &rows)
}

#[expect(clippy::cast_possible_truncation, reason = "clamped before")]
fn root(weight: f32) -> i8 {
    (weight.abs().sqrt().round().min(127.0) * weight.signum()) as i8
}
