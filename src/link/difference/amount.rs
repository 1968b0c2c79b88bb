//! Amounts with their units, and when two of them contradict each other.

use super::reading::{Term, around};
use crate::analysis::claim::table::Stem;
use crate::analysis::claim::word::Lists;
use crate::text::Span;

/// How many words around an amount say what it is an amount of.
const REACH: usize = 7;
/// How far rounded amounts may lie apart.
const ROUNDED: f64 = 0.1;

/// How exact an amount is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// Just so many.
    Exact,
    /// About so many.
    About,
    /// At least so many.
    Least,
    /// At most so many.
    Most,
}

/// How much there is of something.
#[derive(Debug, Clone)]
pub struct Amount {
    /// The number; the share of a whole for "most" and "all".
    pub value: f64,
    /// How exact it is.
    pub bound: Bound,
    /// The words "most", "all", "half" of a whole.
    pub is_share: bool,
    /// Of how many it is a part: 12 in "four of twelve hangers".
    pub whole: Option<f64>,
    /// The stem of what is counted, if it is said at once.
    pub unit: Option<Stem>,
    /// Whether it is counted in millions, billions and so on.
    pub scaled: bool,
    /// Where the number stands.
    pub span: Span,
    first: usize,
    last: usize,
}

/// The amounts among `terms`, in order.
pub fn amounts(terms: &[Term]) -> Vec<Amount> {
    let mut amounts: Vec<Amount> = Vec::new();
    let mut at = 0;
    while let Some(term) = terms.get(at) {
        let share = share(&term.lower);
        let Some(number) = share.or_else(|| number(&term.form)) else {
            at += 1;
            continue;
        };
        let (last, scale) = scale(terms, at);
        let found = amount(
            terms,
            at,
            last,
            number * scale,
            share.is_some(),
            scale > 1.0,
        );
        at = last + 1;
        let part = amounts
            .last_mut()
            .filter(|part| part_of(terms, part, &found));
        match part {
            Some(part) => {
                part.whole = Some(found.value);
                part.unit = found.unit;
            }
            None => amounts.push(found),
        }
    }
    amounts.retain(|amount| is_amount(terms, amount));
    amounts
}

fn share(word: &str) -> Option<f64> {
    match word {
        "most" => Some(0.51),
        "all" => Some(1.0),
        _ => None,
    }
}

fn number(form: &str) -> Option<f64> {
    let digits = form.starts_with(|c: char| c.is_ascii_digit()) && !form.contains(':');
    digits.then(|| form.parse().ok()).flatten()
}

/// The last word of the number that starts at `at`, and by what its words multiply it.
fn scale(terms: &[Term], at: usize) -> (usize, f64) {
    let (mut last, mut scale) = (at, 1.0);
    while let Some(term) = terms.get(last + 1).filter(|term| !term.after_mark)
        && let Some(by) = Lists::embedded().scale(&term.form)
    {
        scale *= by;
        last += 1;
    }
    (last, scale)
}

fn amount(
    terms: &[Term],
    first: usize,
    last: usize,
    value: f64,
    is_share: bool,
    scaled: bool,
) -> Amount {
    let span = match (terms.get(first), terms.get(last)) {
        (Some(first), Some(last)) => first.span.cover(last.span),
        _ => Span::default(),
    };
    Amount {
        value,
        bound: bound(terms, first),
        is_share,
        whole: None,
        unit: unit(terms, last),
        scaled,
        span,
        first,
        last,
    }
}

fn bound(terms: &[Term], first: usize) -> Bound {
    let before = |back: usize| {
        let term = first.checked_sub(back).and_then(|index| terms.get(index));
        term.map_or("", |term| term.lower.as_str())
    };
    match (before(2), before(1)) {
        ("at", "least") | ("more" | "greater" | "longer", "than") | (_, "over" | "minimum") => {
            Bound::Least
        }
        ("at", "most")
        | ("up", "to")
        | ("less" | "fewer", "than")
        | (_, "under" | "below" | "maximum") => Bound::Most,
        (_, "about" | "around" | "nearly" | "almost" | "some" | "roughly" | "approximately") => {
            Bound::About
        }
        _ => Bound::Exact,
    }
}

/// What is counted: the plural among the words that follow at once, else the first of them.
fn unit(terms: &[Term], last: usize) -> Option<Stem> {
    let following = terms.iter().skip(last + 1).take(4);
    let run = following.take_while(|term| term.tells && !term.after_mark || term.form == "percent");
    let mut run = run.peekable();
    let first = run.peek().map(|term| term.stem);
    let plural = run.find(|term| term.lower.ends_with('s') && !term.lower.ends_with("ss"));
    plural.map(|term| term.stem).or(first)
}

/// Whether `whole` is the number of which `part` is a part: "four of its twelve hangers", "most of the 40 houses".
fn part_of(terms: &[Term], part: &Amount, whole: &Amount) -> bool {
    let between = terms.get(part.last + 1..whole.first).unwrap_or_default();
    let joins = |term: &Term| {
        matches!(
            term.lower.as_str(),
            "of" | "its" | "the" | "their" | "out" | "his" | "her"
        )
    };
    between.iter().any(|term| term.lower == "of") && between.iter().all(joins)
}

/// Whether the number counts something: not a year, a day, a time, an age, a name's number.
fn is_amount(terms: &[Term], amount: &Amount) -> bool {
    let word = |index: Option<usize>| {
        index
            .and_then(|index| terms.get(index))
            .map_or("", |term| term.lower.as_str())
    };
    let before = word(amount.first.checked_sub(1));
    let after = word(Some(amount.last + 1));
    let is_year =
        amount.value.fract() == 0.0 && (1800.0..2100.0).contains(&amount.value) && !amount.scaled;
    let written = terms
        .get(amount.first)
        .map_or("", |term| term.lower.as_str());
    let is_ordinal = written.ends_with(|c: char| c.is_ascii_alphabetic())
        && written.starts_with(|c: char| c.is_ascii_digit());
    let is_date = super::date::is_month(before) || super::date::is_month(after);
    let is_named = matches!(
        before,
        "no" | "number" | "page" | "chapter" | "article" | "route" | "room" | "phase"
    );
    let is_time = matches!(after, "a.m" | "p.m" | "am" | "pm" | "o'clock");
    let counts = amount.unit.is_some() || amount.scaled;
    counts && !(is_year || is_ordinal || is_date || is_named || is_time)
}

/// Whether two amounts count the same thing in the same sense, by their units and the words around them.
pub fn comparable(a: &Amount, a_terms: &[Term], b: &Amount, b_terms: &[Term]) -> bool {
    let has = |terms: &[Term], unit: Stem| terms.iter().any(|term| term.stem == unit);
    let same_unit = match (a.unit, b.unit) {
        _ if a.scaled != b.scaled => false,
        (Some(a_unit), Some(b_unit)) if a_unit == b_unit => true,
        // "41 million, she said" and "the 14 million repair": the word after a sum of money is not its unit.
        (Some(unit), None) => a.scaled && has(b_terms, unit),
        (None, Some(unit)) => b.scaled && has(a_terms, unit),
        (Some(a_unit), Some(b_unit)) => a.scaled && has(b_terms, a_unit) && has(a_terms, b_unit),
        (None, None) => a.scaled,
    };
    if !same_unit {
        return false;
    }
    let theirs: Vec<Stem> = around(b_terms, b.first, b.last, REACH).collect();
    let unit = a.unit.filter(|_| !a.scaled);
    around(a_terms, a.first, a.last, REACH).any(|stem| Some(stem) != unit && theirs.contains(&stem))
}

/// Whether two comparable amounts are the same.
pub fn same(a: &Amount, b: &Amount) -> bool {
    a.is_share == b.is_share && (a.value - b.value).abs() <= 1e-9 * a.value.abs()
}

/// Whether two comparable amounts cannot both be true.
pub fn contradict(a: &Amount, b: &Amount) -> bool {
    if a.is_share || b.is_share {
        let (share, count) = if a.is_share { (a, b) } else { (b, a) };
        let part = count.whole.map(|whole| count.value / whole);
        return share.is_share != count.is_share && part.is_none_or(|part| part <= 0.5);
    }
    let far = (a.value - b.value).abs() > ROUNDED * a.value.abs().max(b.value.abs());
    match (a.bound, b.bound) {
        _ if same(a, b) => false,
        (Bound::Least, Bound::Least)
        | (Bound::Most, Bound::Most)
        | (Bound::Exact, Bound::Exact) => true,
        (Bound::Least, _) => b.value < a.value,
        (_, Bound::Least) => a.value < b.value,
        (Bound::Most, _) => b.value > a.value,
        (_, Bound::Most) => a.value > b.value,
        (Bound::About, _) | (_, Bound::About) => far,
    }
}
