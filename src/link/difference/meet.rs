//! Two sentences of different reports: where they speak of the same thing, and whether they differ there.

use std::collections::BTreeSet;

use jiff::tz::TimeZone;

use super::reading::{Term, terms};
use super::source::Source;
use super::tone::Toned;
use super::{amount, date, source, tone};
use crate::analysis::EntityKind;
use crate::article::ArticleId;
use crate::link::claim::Candidate;
use crate::link::claim::wording::sentence;
use crate::link::{Analyzed, DifferenceKind};
use crate::text::Span;
use crate::text::fold::fold;
use crate::text::span::overlapping;

/// From which score on two sentences are compared for differences.
const COMPARED: f32 = 0.33;
/// The same for what one sentence denies or has by hearsay, since much else may stand in a sentence.
const NEGATED: f32 = 0.45;

/// A sentence of a claim with what can be compared.
pub(super) struct Side {
    pub(super) article: ArticleId,
    is_title: bool,
    terms: Vec<Term>,
    amounts: Vec<amount::Amount>,
    dates: Vec<date::Date>,
    open: Vec<Toned>,
    unknown: Vec<Toned>,
    hearsay: Vec<Toned>,
    sure: Vec<Toned>,
    done: Vec<Toned>,
    denied: Vec<Toned>,
    source: Option<Source>,
    persons: BTreeSet<String>,
}

/// Two places that speak of the same thing, and whether they contradict each other.
pub(super) struct Meeting {
    pub(super) kind: DifferenceKind,
    pub(super) places: [(usize, Span); 2],
    pub(super) differ: bool,
    pub(super) why: &'static str,
}

impl Side {
    pub(super) fn new(analyzed: &Analyzed, member: &Candidate) -> Self {
        let article = &analyzed.article;
        let span = sentence(member);
        let terms = terms(&article.text, span);
        let published = article
            .meta
            .published
            .map(|time| time.to_zoned(TimeZone::UTC).date());
        Self {
            article: member.article,
            is_title: member.is_title,
            amounts: amount::amounts(&terms),
            dates: date::dates(&terms, published),
            open: tone::open(&terms),
            unknown: tone::unknown(&terms),
            hearsay: tone::hearsay(&terms),
            sure: tone::sure(&terms),
            done: tone::done(&terms),
            denied: tone::denied(&terms),
            source: source::source(article, &analyzed.annotations, member.sentence),
            persons: persons(analyzed, span, &terms),
            terms,
        }
    }
}

/// The last names of the persons of whom a sentence speaks, without those who only say so.
fn persons(analyzed: &Analyzed, span: Span, terms: &[Term]) -> BTreeSet<String> {
    let named = overlapping(&analyzed.annotations.mentions, span, |mention| mention.span);
    let says = |span: Span| {
        let at = terms.partition_point(|term| term.span.start() < span.start());
        let after = terms.partition_point(|term| term.span.start() < span.end());
        let is_verb = |at: Option<usize>| {
            let term = at.and_then(|at| terms.get(at));
            term.is_some_and(|term| {
                matches!(
                    term.lower.as_str(),
                    "said" | "says" | "told" | "added" | "to" | "warned"
                )
            })
        };
        is_verb(at.checked_sub(1)) || is_verb(Some(after))
    };
    let persons = named
        .iter()
        .filter(|mention| mention.kind == EntityKind::Person && !says(mention.span));
    persons
        .filter_map(|mention| {
            Some(fold(
                analyzed
                    .article
                    .words(mention.span)
                    .split_whitespace()
                    .next_back()?,
            ))
        })
        .collect()
}

/// Two sentences with their places among the members of a claim, and how far they say the same.
struct Pair<'a> {
    places: [usize; 2],
    sides: [&'a Side; 2],
    score: f32,
    meetings: &'a mut Vec<Meeting>,
}

/// Compares two members of a claim.
pub(super) fn meet(a: (usize, &Side), b: (usize, &Side), score: f32, meetings: &mut Vec<Meeting>) {
    let mut pair = Pair {
        places: [a.0, b.0],
        sides: [a.1, b.1],
        score,
        meetings,
    };
    pair.numbers();
    pair.attribution();
    if score >= COMPARED {
        pair.dates();
        pair.tone();
    }
}

impl Pair<'_> {
    fn push(&mut self, kind: DifferenceKind, spans: [Span; 2], differ: bool, why: &'static str) {
        let [first, second] = self.places;
        self.meetings.push(Meeting {
            kind,
            places: [(first, spans[0]), (second, spans[1])],
            differ,
            why,
        });
    }

    /// The same with the spans of the second sentence before those of the first, if it is turned around.
    fn push_turned(
        &mut self,
        is_turned: bool,
        kind: DifferenceKind,
        spans: [Span; 2],
        differ: bool,
        why: &'static str,
    ) {
        let [x, y] = spans;
        self.push(kind, if is_turned { [y, x] } else { [x, y] }, differ, why);
    }

    /// Whether the two sentences speak of different people.
    fn are_strangers(&self) -> bool {
        let [here, there] = self.sides;
        !here.persons.is_empty()
            && !there.persons.is_empty()
            && here.persons.is_disjoint(&there.persons)
    }

    fn numbers(&mut self) {
        let [here, there] = self.sides;
        for (x, y) in amounts_that_meet(here, there) {
            let differ = amount::contradict(x, y);
            let said_of_same = || {
                self.score >= COMPARED
                    && amount::same_sense(x, &here.terms, y, &there.terms)
                    && (!amount::is_age(x) || !here.persons.is_disjoint(&there.persons))
                    && !self.are_strangers()
            };
            if !differ || said_of_same() {
                let why = "same subject, same unit, numbers differ";
                self.push(DifferenceKind::Number, [x.span, y.span], differ, why);
            }
        }
    }

    fn dates(&mut self) {
        let [here, there] = self.sides;
        if let ([x], [y]) = (here.dates.as_slice(), there.dates.as_slice())
            && date::comparable(x, &here.terms, y, &there.terms)
            && !self.are_strangers()
        {
            let differ = date::contradict(x, y);
            self.push(
                DifferenceKind::Date,
                [x.span, y.span],
                differ,
                "same subject, dates differ",
            );
        }
    }

    fn attribution(&mut self) {
        let [here, there] = self.sides;
        if let (Some(x), Some(y)) = (&here.source, &there.source)
            && source::comparable(x, y)
        {
            let (differ, why) = (!source::same(x, y), source::why(x, y));
            self.push(DifferenceKind::Attribution, [x.span, y.span], differ, why);
        }
    }

    fn tone(&mut self) {
        let [here, there] = self.sides;
        for (is_turned, x, y) in [(false, here, there), (true, there, here)] {
            self.open_here(is_turned, x, y);
            if self.score >= NEGATED {
                self.denied_here(is_turned, x, y);
                self.heard_here(is_turned, x, y);
            }
        }
    }

    /// What `x` leaves open and `y` says will be or has been, or denies.
    fn open_here(&mut self, is_turned: bool, x: &Side, y: &Side) {
        let kind = DifferenceKind::Hedge;
        for (open, said) in same_word(&x.open, &y.sure).chain(same_word(&x.open, &y.done)) {
            if tone::same_frame(open, &x.terms, said, &y.terms)
                && tone::objects_agree(open, &x.terms, said, &y.terms)
            {
                let differ = !y.open.iter().any(|other| other.span.overlaps(said.span));
                let why = "left open in one report, said to be so in another";
                self.push_turned(is_turned, kind, [open.span, said.span], differ, why);
            }
        }
        for (unknown, denied) in same_word(&x.unknown, &y.denied) {
            if tone::same_frame(unknown, &x.terms, denied, &y.terms) {
                let why = "not known in one report, denied in another";
                self.push_turned(is_turned, kind, [unknown.span, denied.span], true, why);
            }
        }
        for (unknown, done) in same_word(&x.unknown, &y.done) {
            let known = y.unknown.is_empty() && tone::is_plain(&y.terms);
            if known && tone::same_frame(unknown, &x.terms, done, &y.terms) {
                let why = "not known in one report, said to be so in another";
                self.push_turned(is_turned, kind, [unknown.span, done.span], true, why);
            }
        }
    }

    /// What `x` denies and `y` plainly says.
    fn denied_here(&mut self, is_turned: bool, x: &Side, y: &Side) {
        if !tone::is_plain(&y.terms) || self.are_strangers() {
            return;
        }
        for denied in &x.denied {
            let said = tone::plain(&y.terms, denied.stem).filter(|said| {
                tone::same_frame(denied, &x.terms, said, &y.terms)
                    && tone::same_subject_or_object(denied, &x.terms, said, &y.terms)
            });
            if let Some(said) = said {
                let why = "denied in one report, said in another";
                self.push_turned(
                    is_turned,
                    DifferenceKind::Negation,
                    [denied.span, said.span],
                    true,
                    why,
                );
            }
        }
    }

    /// What `x` has by hearsay and `y` says by itself.
    fn heard_here(&mut self, is_turned: bool, x: &Side, y: &Side) {
        if y.is_title
            || !tone::is_plain(&y.terms)
            || source::is_attributed(&y.terms)
            || self.are_strangers()
        {
            return;
        }
        for heard in &x.hearsay {
            let said = tone::plain(&y.terms, heard.stem).filter(|said| {
                tone::same_frame(heard, &x.terms, said, &y.terms)
                    && tone::same_subject_or_object(heard, &x.terms, said, &y.terms)
            });
            if let Some(said) = said {
                let why = "hearsay in one report, plainly said in another";
                self.push_turned(
                    is_turned,
                    DifferenceKind::Hedge,
                    [heard.span, said.span],
                    true,
                    why,
                );
            }
        }
    }
}

/// The amounts of two sentences that count the same thing, each with its only counterpart.
fn amounts_that_meet<'a>(
    here: &'a Side,
    there: &'a Side,
) -> Vec<(&'a amount::Amount, &'a amount::Amount)> {
    let meets = |x: &amount::Amount, y: &amount::Amount| {
        amount::comparable(x, &here.terms, y, &there.terms)
    };
    let equal = |x: &amount::Amount, y: &amount::Amount| meets(x, y) && amount::same(x, y);
    let mut met = Vec::new();
    for x in &here.amounts {
        if let Some(y) = there.amounts.iter().find(|y| equal(x, y)) {
            met.push((x, y));
        }
    }
    // Where a sentence counts several things in one unit, it is not clear which of them is meant.
    let alone = |side: &Side, x: &amount::Amount| {
        x.scaled || side.amounts.iter().filter(|y| y.unit == x.unit).count() == 1
    };
    let open_here: Vec<&amount::Amount> = (here.amounts.iter())
        .filter(|x| alone(here, x) && !there.amounts.iter().any(|y| equal(x, y)))
        .collect();
    let open_there: Vec<&amount::Amount> = (there.amounts.iter())
        .filter(|y| alone(there, y) && !here.amounts.iter().any(|x| equal(x, y)))
        .collect();
    for x in &open_here {
        let mut others = open_there.iter().filter(|y| meets(x, y));
        let (Some(y), None) = (others.next(), others.next()) else {
            continue;
        };
        if open_here.iter().filter(|x| meets(x, y)).count() == 1 {
            met.push((x, y));
        }
    }
    met
}

/// The pairs that are about the same word.
fn same_word<'a>(xs: &'a [Toned], ys: &'a [Toned]) -> impl Iterator<Item = (&'a Toned, &'a Toned)> {
    xs.iter()
        .flat_map(move |x| ys.iter().filter(|y| x.stem == y.stem).map(move |y| (x, y)))
}
