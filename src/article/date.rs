//! Dates as outlets and people write them.

use jiff::civil::{Date, DateTime};
use jiff::fmt::{rfc2822, strtime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

/// Ways to write a day with a time, without a zone; taken as UTC.
const MOMENTS: &[&str] = &[
    "%Y-%m-%d %H:%M",
    "%Y-%m-%d, %H:%M",
    "%d %B %Y %H:%M",
    "%d %B %Y, %H:%M",
    "%B %d, %Y %H:%M",
    "%B %d, %Y, %H:%M",
    "%B %d, %Y at %I:%M %p",
    "%B %d, %Y %I:%M %p",
    "%d.%m.%Y %H:%M",
];

/// Ways to write a day.
const DAYS: &[&str] = &[
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%Y%m%d",
    "%d %B %Y",
    "%B %d, %Y",
    "%B %d %Y",
    "%d %b %Y",
    "%b %d, %Y",
    "%d.%m.%Y",
];

/// The moment that `text` names, alone; a day without a time is its midnight in UTC.
///
/// Day and month in figures are read year first, or with dots day first; `3/4/2025` is ambiguous and no date.
pub fn date(text: &str) -> Option<Timestamp> {
    let text = text.trim().trim_matches(['"', '\'']);
    let text = without_weekday(text);
    exact(text).or_else(|| moment(text)).or_else(|| day(text))
}

/// Formats that name their zone, and ISO 8601 without one.
fn exact(text: &str) -> Option<Timestamp> {
    let zoned = || text.parse::<Zoned>().ok().map(|zoned| zoned.timestamp());
    let mail = || rfc2822::parse(text).ok().map(|zoned| zoned.timestamp());
    let civil = || text.parse::<DateTime>().ok().and_then(in_utc);
    text.parse::<Timestamp>()
        .ok()
        .or_else(zoned)
        .or_else(mail)
        .or_else(civil)
}

fn moment(text: &str) -> Option<Timestamp> {
    let parsed = MOMENTS
        .iter()
        .find_map(|format| strtime::parse(format, text).ok()?.to_datetime().ok());
    parsed.and_then(in_utc)
}

fn day(text: &str) -> Option<Timestamp> {
    let parsed = DAYS
        .iter()
        .find_map(|format| Date::strptime(format, text).ok());
    parsed.and_then(|date| in_utc(date.at(0, 0, 0, 0)))
}

fn in_utc(moment: DateTime) -> Option<Timestamp> {
    moment
        .to_zoned(TimeZone::UTC)
        .ok()
        .map(|zoned| zoned.timestamp())
}

/// Cuts "Tuesday, " off; the day of the month says it all.
fn without_weekday(text: &str) -> &str {
    const WEEKDAYS: &[&str] = &["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let Some((first, rest)) = text.split_once([',', ' ']) else {
        return text;
    };
    let is_weekday = WEEKDAYS
        .iter()
        .any(|day| first.to_lowercase().starts_with(day));
    // RFC 2822 has the weekday as a part of it.
    if is_weekday && rfc2822::parse(text).is_err() {
        rest.trim_start_matches([',', ' '])
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_however_it_is_written() {
        let day = "2026-03-12T00:00:00Z";
        let minute = "2026-03-12T08:35:00Z";
        for (text, expected) in [
            ("2026-03-12", day),
            ("12 March 2026", day),
            ("March 12, 2026", day),
            ("Mar 12, 2026", day),
            ("Thursday, 12 March 2026", day),
            ("12.03.2026", day),
            ("2026-03-12 08:35", minute),
            ("2026-03-12T08:35:00Z", minute),
            ("2026-03-12T09:35:00+01:00", minute),
            ("Thu, 12 Mar 2026 08:35:00 +0000", minute),
            ("March 12, 2026 at 8:35 AM", minute),
        ] {
            assert_eq!(date(text), Some(expected.parse().unwrap()), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_or_an_ambiguous_one_is_none() {
        for text in ["", "soon", "3/4/2025", "2026-13-40", "12 hangers", "Monday"] {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
