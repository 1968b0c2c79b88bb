//! Days, months and years, and when two of them contradict each other.

use super::reading::{Term, around};
use crate::analysis::claim::table::Stem;
use crate::text::Span;

const DAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
/// How many words around a date say of what it is the date.
const REACH: usize = 3;

/// How a date is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Weekday,
    Month,
    Year,
}

/// When something is.
#[derive(Debug, Clone)]
pub struct Date {
    kind: Kind,
    value: String,
    /// Where it stands.
    pub span: Span,
    first: usize,
    last: usize,
}

/// Whether the lower-case `word` is a month.
pub fn is_month(word: &str) -> bool {
    MONTHS.contains(&word)
}

/// The dates among `terms` that do not only say when somebody said something.
pub fn dates(terms: &[Term]) -> Vec<Date> {
    let mut dates = Vec::new();
    for (index, term) in terms.iter().enumerate() {
        let after = |words: &[&str]| {
            index > 0
                && terms
                    .get(index - 1)
                    .is_some_and(|term| words.contains(&term.lower.as_str()))
        };
        let is_day = |index: usize| {
            let form = terms.get(index).map_or("", |term| term.form.as_str());
            form.len() <= 2 && form.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day))
        };
        let is_year = term.form.len() == 4
            && term
                .form
                .parse::<u16>()
                .is_ok_and(|year| (1800..2100).contains(&year));
        let kind = if term.capital && DAYS.contains(&term.lower.as_str()) {
            Kind::Weekday
        } else if term.capital
            && is_month(&term.lower)
            && (term.lower != "may" || after(&["in", "of", "by", "since", "until"]))
        {
            Kind::Month
        } else if is_year && after(&["in", "since", "until", "by", "from", "of"]) {
            Kind::Year
        } else {
            continue;
        };
        let (mut first, mut last) = (index, index);
        if kind == Kind::Month {
            if is_day(index + 1) {
                last = index + 1;
            } else if index > 0 && is_day(index - 1) {
                first = index - 1;
            }
        }
        let words = terms.get(first..=last).unwrap_or_default();
        let Some(span) = words.iter().map(|term| term.span).reduce(Span::cover) else {
            continue;
        };
        let mut forms: Vec<&str> = words.iter().map(|term| term.form.as_str()).collect();
        forms.sort_unstable();
        dates.push(Date {
            kind,
            value: forms.join(" "),
            span,
            first,
            last,
        });
    }
    dates.retain(|date| !is_of_saying(terms, date));
    dates
}

/// Whether the date says when something was said: "the mayor said on Tuesday".
fn is_of_saying(terms: &[Term], date: &Date) -> bool {
    let near = terms
        .iter()
        .take(date.last + 4)
        .skip(date.first.saturating_sub(5));
    near.into_iter().any(|term| {
        let word = term.lower.as_str();
        matches!(
            word,
            "said"
                | "says"
                | "told"
                | "reported"
                | "reports"
                | "report"
                | "confirmed"
                | "announced"
                | "added"
                | "asked"
                | "warned"
                | "wrote"
                | "according"
                | "statement"
                | "interview"
                | "conference"
                | "press"
                | "published"
                | "spoke"
                | "speaking"
                | "reporters"
        )
    })
}

/// Whether two dates are given in the same way and of the same thing.
pub fn comparable(a: &Date, a_terms: &[Term], b: &Date, b_terms: &[Term]) -> bool {
    let both_days = a.value.contains(' ') == b.value.contains(' ');
    let theirs: Vec<Stem> = around(b_terms, b.first, b.last, REACH).collect();
    a.kind == b.kind
        && both_days
        && around(a_terms, a.first, a.last, REACH).any(|stem| theirs.contains(&stem))
}

/// Whether two dates are the same.
pub fn same(a: &Date, b: &Date) -> bool {
    a.value == b.value
}
