//! In what the mentions of one claim differ: numbers, dates, hedges, negation, attribution.
//!
//! A difference is only pointed out where two sentences speak of the same thing in the same sense; when in doubt, none is.

pub mod amount;
pub mod date;
pub mod reading;
pub mod source;
pub mod tone;
pub mod value;

use std::collections::BTreeMap;

use super::claim::Candidate;
use super::claim::wording::{Scores, sentence};
use super::{Analyzed, Difference, DifferenceKind};
use crate::article::ArticleId;
use crate::text::Span;
use reading::{Term, terms};
pub use value::short_value;

/// From which score on two sentences are compared for differences.
const COMPARED: f32 = 0.33;
/// The same for values that may be equal, which begin no difference.
const AGREED: f32 = 0.2;
/// The same for what one sentence denies, since much else may be denied in a sentence.
const NEGATED: f32 = 0.45;

/// A sentence of a claim with what can be compared.
struct Side {
    article: ArticleId,
    terms: Vec<Term>,
    amounts: Vec<amount::Amount>,
    dates: Vec<date::Date>,
    open: Vec<tone::Toned>,
    sure: Vec<tone::Toned>,
    denied: Vec<tone::Toned>,
    source: Option<source::Source>,
}

/// Two places that speak of the same thing, and whether they contradict each other.
struct Meeting {
    kind: DifferenceKind,
    places: [(usize, Span); 2],
    differ: bool,
}

/// The differences between the members of a claim.
pub fn differences(
    articles: &[Analyzed],
    members: &[&Candidate],
    scores: &Scores,
) -> Vec<Difference> {
    let side = |member: &&Candidate| {
        let text = articles
            .get(member.article.index())
            .map_or("", |analyzed| analyzed.article.text.as_str());
        let terms = terms(text, sentence(member));
        Side {
            article: member.article,
            amounts: amount::amounts(&terms),
            dates: date::dates(&terms),
            open: tone::open(&terms),
            sure: tone::sure(&terms),
            denied: tone::denied(&terms),
            source: source::source(&terms),
            terms,
        }
    };
    let sides: Vec<Side> = members.iter().map(side).collect();
    let mut meetings = Vec::new();
    for (first, a) in sides.iter().enumerate() {
        for (second, b) in sides.iter().enumerate().skip(first + 1) {
            if a.article != b.article && scores.of(first, second) >= AGREED {
                meet(
                    (first, a),
                    (second, b),
                    scores.of(first, second),
                    &mut meetings,
                );
            }
        }
    }
    let kinds = [
        (
            DifferenceKind::Number,
            "same subject, same unit, numbers differ",
        ),
        (DifferenceKind::Date, "same subject, dates differ"),
        (
            DifferenceKind::Negation,
            "denied in one report, said in another",
        ),
        (
            DifferenceKind::Hedge,
            "left open in one report, said to be so in another",
        ),
        (
            DifferenceKind::Attribution,
            "attributed to different sources",
        ),
    ];
    kinds
        .into_iter()
        .flat_map(|(kind, why)| joined(&sides, &meetings, kind, why))
        .collect()
}

fn meet(a: (usize, &Side), b: (usize, &Side), score: f32, meetings: &mut Vec<Meeting>) {
    let ((first, here), (second, there)) = (a, b);
    let mut meeting = |kind, places: [Span; 2], differ| {
        meetings.push(Meeting {
            kind,
            places: [(first, places[0]), (second, places[1])],
            differ,
        });
    };
    for (x, y) in amounts_that_meet(here, there) {
        let differ = amount::contradict(x, y);
        if !differ || score >= COMPARED {
            meeting(DifferenceKind::Number, [x.span, y.span], differ);
        }
    }
    if score < COMPARED {
        return;
    }
    if let ([x], [y]) = (here.dates.as_slice(), there.dates.as_slice())
        && date::comparable(x, &here.terms, y, &there.terms)
    {
        meeting(DifferenceKind::Date, [x.span, y.span], !date::same(x, y));
    }
    for (x, y) in same_word(&here.open, &there.sure) {
        meeting(
            DifferenceKind::Hedge,
            [x, y],
            !there.open.iter().any(|open| open.span.overlaps(y)),
        );
    }
    for (y, x) in same_word(&there.open, &here.sure) {
        meeting(
            DifferenceKind::Hedge,
            [x, y],
            !here.open.iter().any(|open| open.span.overlaps(x)),
        );
    }
    let negations = if score >= NEGATED {
        [denied_here(here, there), denied_here(there, here)]
    } else {
        Default::default()
    };
    let [of_here, of_there] = negations;
    for (x, y) in of_here {
        meeting(DifferenceKind::Negation, [x, y], true);
    }
    for (y, x) in of_there {
        meeting(DifferenceKind::Negation, [x, y], true);
    }
    if let (Some(x), Some(y)) = (&here.source, &there.source)
        && source::comparable(x, y)
    {
        meeting(
            DifferenceKind::Attribution,
            [x.span, y.span],
            !source::same(x, y),
        );
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
    let open_here = here
        .amounts
        .iter()
        .filter(|x| !there.amounts.iter().any(|y| equal(x, y)));
    let open_here: Vec<&amount::Amount> = open_here.collect();
    let open_there = there
        .amounts
        .iter()
        .filter(|y| !here.amounts.iter().any(|x| equal(x, y)));
    let open_there: Vec<&amount::Amount> = open_there.collect();
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

fn same_word(open: &[tone::Toned], sure: &[tone::Toned]) -> Vec<(Span, Span)> {
    let mut pairs = Vec::new();
    for x in open {
        pairs.extend(
            sure.iter()
                .filter(|y| x.stem == y.stem)
                .map(|y| (x.span, y.span)),
        );
    }
    pairs
}

/// What `here` denies and `there` plainly says.
fn denied_here(here: &Side, there: &Side) -> Vec<(Span, Span)> {
    if !tone::is_plain(&there.terms) {
        return Vec::new();
    }
    let said = |denied: &tone::Toned| {
        let term = there
            .terms
            .iter()
            .find(|term| term.tells && term.stem == denied.stem);
        term.map(|term| (denied.span, term.span))
    };
    here.denied.iter().filter_map(said).collect()
}

/// The meetings of one kind, joined where they share a place; one span for each article.
fn joined(
    sides: &[Side],
    meetings: &[Meeting],
    kind: DifferenceKind,
    why: &str,
) -> Vec<Difference> {
    let of_kind: Vec<&Meeting> = meetings
        .iter()
        .filter(|meeting| meeting.kind == kind)
        .collect();
    let mut groups: Vec<Vec<(usize, Span)>> = Vec::new();
    for meeting in of_kind.iter().filter(|meeting| meeting.differ) {
        join(&mut groups, meeting.places);
    }
    // Articles that have one of the values too; a group is only ever begun by a contradiction.
    for meeting in of_kind.iter().filter(|meeting| !meeting.differ) {
        if groups
            .iter()
            .any(|group| meeting.places.iter().any(|place| group.contains(place)))
        {
            join(&mut groups, meeting.places);
        }
    }
    let difference = |group: Vec<(usize, Span)>| {
        let mut values: BTreeMap<ArticleId, Span> = BTreeMap::new();
        for (side, span) in group {
            let article = sides.get(side)?.article;
            let value = values.entry(article).or_insert(span);
            *value = (*value).min(span);
        }
        (values.len() > 1).then(|| Difference {
            kind,
            why: why.to_owned(),
            values: values.into_iter().collect(),
        })
    };
    groups.into_iter().filter_map(difference).collect()
}

/// Adds two places that belong together to the groups, joining groups where they meet.
fn join(groups: &mut Vec<Vec<(usize, Span)>>, places: [(usize, Span); 2]) {
    let mut joined = places.to_vec();
    let mut rest = Vec::new();
    for group in groups.drain(..) {
        if places.iter().any(|place| group.contains(place)) {
            joined.extend(group);
        } else {
            rest.push(group);
        }
    }
    joined.sort_unstable();
    joined.dedup();
    rest.push(joined);
    *groups = rest;
}

#[cfg(test)]
mod tests;
