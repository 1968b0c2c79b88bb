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
    /// Which of several: "another", "the final", "the remaining".
    which: Option<Stem>,
    /// In what sense it is meant, by the word after its unit.
    sense: Sense,
    /// The verb right before it: "killing ten people".
    verb: Option<Stem>,
    /// Whether it is one of several that are listed: "12 carriages and 11 trams".
    is_listed: bool,
    first: usize,
    last: usize,
}

/// In what sense an amount is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sense {
    Plain,
    /// "ten minutes ago", "nine days before the start"
    Relative,
    /// "18 million a year", "3 metres per second"
    Rate,
    /// "31 years old"
    Age,
}

impl Amount {
    /// The places of its first and its last word.
    pub fn place(&self) -> (usize, usize) {
        (self.first, self.last)
    }
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
    let ranges: Vec<bool> = (0..amounts.len())
        .map(|at| is_range(terms, &amounts, at))
        .collect();
    let mut ranges = ranges.into_iter();
    amounts.retain(|_| ranges.next() == Some(false));
    mark_lists(terms, &mut amounts);
    amounts.retain(|amount| is_amount(terms, amount));
    amounts
}

/// Whether the amount is an end of a range: "between 140 and 150 million", "six to eight weeks".
fn is_range(terms: &[Term], amounts: &[Amount], at: usize) -> bool {
    let joins = |first: &Amount, second: &Amount| {
        let between = terms.get(first.last + 1..second.first).unwrap_or_default();
        let before = first.first.checked_sub(1).and_then(|at| terms.get(at));
        let opens = before.is_some_and(|term| matches!(term.lower.as_str(), "between" | "from"));
        match between {
            [] => true,
            [joint] => joint.lower == "to" || opens && joint.lower == "and",
            _ => false,
        }
    };
    let before = at
        .checked_sub(1)
        .and_then(|before| Some((amounts.get(before)?, amounts.get(at)?)));
    let after = amounts.get(at).zip(amounts.get(at + 1));
    before.is_some_and(|(a, b)| joins(a, b)) || after.is_some_and(|(a, b)| joins(a, b))
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
        unit: unit(terms, last, scaled),
        scaled,
        span,
        which: which(terms, first),
        sense: sense(terms, last),
        verb: verb(terms, first),
        is_listed: false,
        first,
        last,
    }
}

/// Which of several an amount is, by a word shortly before it.
fn which(terms: &[Term], first: usize) -> Option<Stem> {
    let before = terms
        .get(first.saturating_sub(2)..first)
        .unwrap_or_default();
    let tells = |term: &&Term| {
        matches!(
            term.lower.as_str(),
            "another"
                | "other"
                | "additional"
                | "more"
                | "further"
                | "extra"
                | "remaining"
                | "final"
                | "last"
                | "first"
                | "next"
                | "past"
                | "previous"
                | "every"
                | "each"
                | "second"
                | "third"
        )
    };
    let least = |term: &Term| term.lower == "than" || term.lower == "least" || term.lower == "most";
    if before.iter().any(least) {
        return None;
    }
    before.iter().rev().find(tells).map(|term| term.stem)
}

/// The verb right before an amount, with only words like "at least" in between.
fn verb(terms: &[Term], first: usize) -> Option<Stem> {
    let mut before = terms.get(..first)?.iter().rev().take(4);
    let skipped = |term: &&Term| {
        matches!(
            term.lower.as_str(),
            "at" | "least" | "most" | "than" | "about" | "some"
        )
    };
    let verb = before.find(|term| !skipped(term))?;
    let word = verb.lower.as_str();
    (verb.tells && (word.ends_with("ing") || word.ends_with("ed"))).then_some(verb.stem)
}

/// Marks amounts that are listed: "12 carriages and 11 trams".
fn mark_lists(terms: &[Term], amounts: &mut [Amount]) {
    for at in 1..amounts.len() {
        let (Some(first), Some(second)) = (amounts.get(at - 1), amounts.get(at)) else {
            continue;
        };
        let between = terms.get(first.last + 1..second.first).unwrap_or_default();
        let listed = between.len() <= 4 && between.last().is_some_and(|term| term.lower == "and");
        if listed {
            for amount in amounts.iter_mut().skip(at - 1).take(2) {
                amount.is_listed = true;
            }
        }
    }
}

/// In what sense the amount that ends at `last` is meant.
fn sense(terms: &[Term], last: usize) -> Sense {
    let mut after = terms
        .iter()
        .skip(last + 1)
        .take(4)
        .take_while(|term| !term.after_mark);
    let found = after.find_map(|term| match term.lower.as_str() {
        "ago" | "before" | "after" | "earlier" | "later" | "since" => Some(Sense::Relative),
        "a" | "an" | "per" | "each" | "every" => Some(Sense::Rate),
        "old" => Some(Sense::Age),
        "in" | "of" | "for" | "to" | "at" | "from" | "on" | "by" | "and" => Some(Sense::Plain),
        _ => None,
    });
    found.unwrap_or(Sense::Plain)
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

/// What is counted: the plural among the words that follow at once, else the first of them; of money the first.
fn unit(terms: &[Term], last: usize, scaled: bool) -> Option<Stem> {
    let word = |at: usize| terms.get(at).map_or("", |term| term.lower.as_str());
    let of = word(last + 1) == "of"
        && matches!(
            word(last + 2),
            "its" | "the" | "their" | "his" | "her" | "these" | "those"
        );
    let first = if of { last + 3 } else { last + 1 };
    let following = terms.iter().skip(first).take(4);
    let run = following.take_while(|term| term.tells && !term.after_mark || term.form == "percent");
    let mut run = run.peekable();
    let first = run.peek().map(|term| term.stem);
    let plural = run.find(|term| term.lower.ends_with('s') && !term.lower.ends_with("ss"));
    plural.filter(|_| !scaled).map(|term| term.stem).or(first)
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
    // "AK-47", "the A 7"
    let code = |term: &Term| term.capital && !term.lower.is_empty() && term.lower.len() <= 2;
    let joined = terms.get(amount.first).is_some_and(|term| term.is_joined);
    let lettered = amount.first.checked_sub(1).and_then(|at| terms.get(at));
    let is_code = lettered.is_some_and(|term| joined && number(&term.form).is_none() || code(term));
    let is_time = matches!(after, "a.m" | "p.m" | "am" | "pm" | "o'clock");
    let counts = amount.unit.is_some() || amount.scaled;
    counts && !(is_year || is_ordinal || is_date || is_named || is_time || is_code)
}

/// Whether two amounts count the same thing, by their units and the words around them.
pub fn comparable(a: &Amount, a_terms: &[Term], b: &Amount, b_terms: &[Term]) -> bool {
    same_unit(a, a_terms, b, b_terms) && shared_around(a, a_terms, b, b_terms) > 0
}

/// Whether two comparable amounts are meant in the same sense and said of the same: another value is a contradiction.
pub fn same_sense(a: &Amount, a_terms: &[Term], b: &Amount, b_terms: &[Term]) -> bool {
    let same_verb = a.verb.is_none() || b.verb.is_none() || a.verb == b.verb;
    let alike = a.which == b.which && (a.sense == b.sense || a.is_share || b.is_share) && same_verb;
    // Sums of money have no unit that says what they are, but are rare; other units are many things.
    let enough = if a.scaled { 1 } else { 2 };
    let short = |terms: &[Term]| terms.iter().filter(|term| term.tells).count() <= 4;
    let shared = shared_around(a, a_terms, b, b_terms);
    let one = !a.is_listed && !b.is_listed;
    alike && one && (shared >= enough || short(a_terms) || short(b_terms))
}

/// Whether two amounts are meant in the same sense.
pub fn is_alike(a: &Amount, b: &Amount) -> bool {
    a.which == b.which && a.sense == b.sense
}

/// Whether an amount is somebody's age.
pub fn is_age(amount: &Amount) -> bool {
    amount.sense == Sense::Age
}

/// Whether two amounts count the same by their units, or are both sums of money.
pub fn same_unit(a: &Amount, a_terms: &[Term], b: &Amount, b_terms: &[Term]) -> bool {
    let has = |terms: &[Term], unit: Stem| terms.iter().any(|term| term.stem == unit);
    match (a.unit, b.unit) {
        _ if a.scaled != b.scaled => false,
        (Some(a_unit), Some(b_unit)) if a_unit == b_unit => true,
        // "41 million, she said" and "the 14 million repair": the word after a sum of money is not its unit.
        (Some(unit), None) => a.scaled && has(b_terms, unit),
        (None, Some(unit)) => b.scaled && has(a_terms, unit),
        (Some(a_unit), Some(b_unit)) => a.scaled && has(b_terms, a_unit) && has(a_terms, b_unit),
        (None, None) => a.scaled,
    }
}

/// How many different telling words stand near both amounts, without their unit.
fn shared_around(a: &Amount, a_terms: &[Term], b: &Amount, b_terms: &[Term]) -> usize {
    let theirs: Vec<Stem> = around(b_terms, b.first, b.last, REACH).collect();
    let unit = a.unit.filter(|_| !a.scaled);
    let shared = around(a_terms, a.first, a.last, REACH);
    let shared: std::collections::BTreeSet<Stem> = shared
        .filter(|stem| Some(*stem) != unit && theirs.contains(stem))
        .collect();
    shared.len()
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
