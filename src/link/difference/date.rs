//! Days, months and years, and when two of them contradict each other.

use std::collections::BTreeSet;

use jiff::{ToSpan, civil};

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
const REACH: usize = 4;
/// How many of them two dates must share.
const SHARED: usize = 2;

/// What day, month, week or year is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum When {
    /// A day of some week, counted from Monday.
    Weekday(i8),
    /// A day of some year.
    DayOfYear { month: i8, day: i8 },
    /// A day; one that is counted from the day of the report may be off by one, since days begin at other hours elsewhere.
    Day { day: civil::Date, is_exact: bool },
    /// The week that begins with this Monday.
    Week(civil::Date),
    /// A month of some year.
    Month(i8),
    /// A year.
    Year(i16),
}

/// When something is.
#[derive(Debug, Clone)]
pub struct Date {
    when: When,
    /// Where it stands.
    pub span: Span,
    first: usize,
    last: usize,
}

/// Whether the lower-case `word` is a month.
pub fn is_month(word: &str) -> bool {
    MONTHS.contains(&word)
}

/// The dates among `terms` that do not only say when somebody said something. "Today" and the like are counted from
/// the day on which the report was published.
pub fn dates(terms: &[Term], published: Option<civil::Date>) -> Vec<Date> {
    let mut dates: Vec<Date> = Vec::new();
    for index in 0..terms.len() {
        let found = relative(terms, index, published).or_else(|| calendar(terms, index, published));
        let Some((when, first, last)) = found else {
            continue;
        };
        if dates.last().is_some_and(|date| first <= date.last) {
            continue;
        }
        let words = terms.get(first..=last).unwrap_or_default();
        if let Some(span) = words.iter().map(|term| term.span).reduce(Span::cover) {
            dates.push(Date {
                when,
                span,
                first,
                last,
            });
        }
    }
    // "12 March 2026 |" before a sentence is the day of the report.
    let is_dateline =
        |date: &Date| date.first == 0 && matches!(date.when, When::Day { is_exact: true, .. });
    dates.retain(|date| !is_dateline(date) && !is_of_saying(terms, date));
    dates
}

/// "today", "yesterday", "last week", "next month", "this year" at `at`.
fn relative(
    terms: &[Term],
    at: usize,
    published: Option<civil::Date>,
) -> Option<(When, usize, usize)> {
    let today = published?;
    let word = |at: usize| terms.get(at).map_or("", |term| term.lower.as_str());
    let day = |shift: i64| {
        let day = today.checked_add(shift.days()).ok()?;
        Some((
            When::Day {
                day,
                is_exact: false,
            },
            at,
            at,
        ))
    };
    let shift = match word(at) {
        "today" | "tonight" => return day(0),
        "yesterday" => return day(-1),
        "tomorrow" => return day(1),
        "last" => -1,
        "this" => 0,
        "next" => 1,
        _ => return None,
    };
    let when = match word(at + 1) {
        "week" => {
            let monday = i64::from(today.weekday().to_monday_zero_offset());
            When::Week(today.checked_add((7 * shift - monday).days()).ok()?)
        }
        "month" => When::Month(today.checked_add(shift.months()).ok()?.month()),
        "year" => When::Year(today.checked_add(shift.years()).ok()?.year()),
        _ => return None,
    };
    Some((when, at, at + 1))
}

/// A weekday, a month with or without its day, or a year at `at`.
fn calendar(
    terms: &[Term],
    at: usize,
    published: Option<civil::Date>,
) -> Option<(When, usize, usize)> {
    let term = terms.get(at)?;
    let after = |words: &[&str]| {
        let before = at.checked_sub(1).and_then(|before| terms.get(before));
        before.is_some_and(|term| words.contains(&term.lower.as_str()))
    };
    let place = |list: &[&str]| {
        let place = list.iter().position(|name| *name == term.lower);
        place
            .filter(|_| term.capital)
            .and_then(|place| i8::try_from(place).ok())
    };
    if let Some(day) = place(&DAYS) {
        return Some((When::Weekday(day), at, at));
    }
    if let Some(month) = place(&MONTHS) {
        let is_verb = term.lower == "may"
            && !after(&["in", "of", "by", "since", "until", "on", "last", "next"]);
        let day_before = at
            .checked_sub(1)
            .filter(|before| day(terms, *before).is_some());
        let (first, last) = match day(terms, at + 1) {
            Some(_) => (at, at + 1),
            None => (day_before.unwrap_or(at), at),
        };
        let day = day(terms, if last > at { last } else { first });
        return match day {
            Some(day) => Some(day_of_year(terms, published, month + 1, day, (first, last))),
            None => (!is_verb).then_some((When::Month(month + 1), at, at)),
        };
    }
    let year = year(terms, at)?;
    after(&["in", "since", "until", "by", "from", "of"]).then_some((When::Year(year), at, at))
}

/// A day of a month, in the year that is given with it or that is nearest to the day of the report.
fn day_of_year(
    terms: &[Term],
    published: Option<civil::Date>,
    month: i8,
    day: i8,
    (first, last): (usize, usize),
) -> (When, usize, usize) {
    let exact = |year: i16| civil::Date::new(year, month, day).ok();
    if let Some(found) = year(terms, last + 1).and_then(exact) {
        return (
            When::Day {
                day: found,
                is_exact: true,
            },
            first,
            last + 1,
        );
    }
    let nearest = published.and_then(|published| {
        let years = (-1..=1).filter_map(|shift| exact(published.year() + shift));
        years.min_by_key(|found| (*found - published).get_days().abs())
    });
    let when = nearest.map_or(When::DayOfYear { month, day }, |day| When::Day {
        day,
        is_exact: true,
    });
    (when, first, last)
}

/// The day of a month at `at`.
fn day(terms: &[Term], at: usize) -> Option<i8> {
    let form = terms.get(at)?.lower.as_str();
    let digits = form.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let day = digits
        .parse::<i8>()
        .ok()
        .filter(|day| (1..=31).contains(day));
    day.filter(|_| {
        matches!(
            form.get(digits.len()..),
            Some("" | "st" | "nd" | "rd" | "th")
        )
    })
}

/// The year at `at`.
fn year(terms: &[Term], at: usize) -> Option<i16> {
    let form = &terms.get(at)?.form;
    let year = form
        .parse::<i16>()
        .ok()
        .filter(|year| (1800..2100).contains(year));
    year.filter(|_| form.len() == 4)
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

/// Whether two dates are of the same thing.
pub fn comparable(a: &Date, a_terms: &[Term], b: &Date, b_terms: &[Term]) -> bool {
    let theirs: Vec<Stem> = around(b_terms, b.first, b.last, REACH).collect();
    let shared = around(a_terms, a.first, a.last, REACH).filter(|stem| theirs.contains(stem));
    shared.collect::<BTreeSet<Stem>>().len() >= SHARED
}

/// Whether two dates cannot be the same.
pub fn contradict(a: &Date, b: &Date) -> bool {
    differ(a.when, b.when) || differ(b.when, a.when)
}

/// Whether `b` cannot be `a`; one of the two orders of every pair of kinds is looked at.
fn differ(a: When, b: When) -> bool {
    match (a, b) {
        (When::Weekday(a), When::Weekday(b)) => a != b,
        (When::Weekday(a), When::Day { day, is_exact }) => {
            let apart = (a - day.weekday().to_monday_zero_offset()).rem_euclid(7);
            apart.min(7 - apart) > i8::from(!is_exact)
        }
        (
            When::Day {
                day: a,
                is_exact: exact,
            },
            When::Day { day: b, is_exact },
        ) => (a - b).get_days().abs() > i32::from(!(exact && is_exact)),
        (
            When::DayOfYear { month, day },
            When::DayOfYear {
                month: other,
                day: another,
            },
        ) => (month, day) != (other, another),
        (
            When::DayOfYear { month, day },
            When::Day {
                day: b,
                is_exact: true,
            },
        ) => (month, day) != (b.month(), b.day()),
        (When::Week(monday), When::Day { day, is_exact }) => {
            let slack = i32::from(!is_exact);
            let since = (day - monday).get_days();
            since < -slack || since > 6 + slack
        }
        (When::Week(a), When::Week(b)) => a != b,
        (When::Month(a), When::Month(b)) => a != b,
        (When::Month(month), When::DayOfYear { month: other, .. }) => month != other,
        (
            When::Month(month),
            When::Day {
                day,
                is_exact: true,
            },
        ) => month != day.month(),
        (When::Year(a), When::Year(b)) => a != b,
        (
            When::Year(year),
            When::Day {
                day,
                is_exact: true,
            },
        ) => year != day.year(),
        _ => false,
    }
}
