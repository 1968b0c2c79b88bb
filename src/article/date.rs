//! Dates as outlets and people write them.

use jiff::civil::{Date, DateTime};
use jiff::fmt::temporal::Pieces;
use jiff::fmt::{rfc2822, strtime};
use jiff::tz::{Offset, TimeZone};
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

/// How far from UTC the clock is that `text` names.
pub fn offset(text: &str) -> Option<Offset> {
    let text = text.trim().trim_matches(['"', '\'']);
    let written = || match Pieces::parse(text).ok()?.to_numeric_offset() {
        Some(offset) if !text.ends_with(['Z', 'z']) => Some(offset),
        _ => None,
    };
    let mail = || rfc2822::parse(text).ok().map(|zoned| zoned.offset());
    written().or_else(mail)
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

/// The first date inside a line that also says other things: "Published 5 May 2031, 9:12 | by …".
pub fn within(line: &str) -> Option<Timestamp> {
    let words: Vec<String> = line
        .split_whitespace()
        .take(24)
        .flat_map(|word| word.split(['|', '•', '·']))
        .map(plain)
        .filter(|word| !word.is_empty())
        .collect();
    let dated = |words: &&[String]| {
        words
            .iter()
            .any(|word| word.contains(|c: char| c.is_ascii_digit()))
    };
    let windows = |width: usize| {
        words
            .windows(width)
            .filter(dated)
            .map(|words| words.join(" "))
    };
    let named = windows(3).find_map(|words| day(words.trim_end_matches(',')));
    named.or_else(|| windows(1).find_map(|word| day(&word).or_else(|| exact(&word))))
}

/// A word of a date without the dot of "Nov." and the ending of "3rd".
fn plain(word: &str) -> String {
    let word = word.trim_matches(['(', ')', ';']);
    let bare = word.trim_end_matches([',', '.']);
    let number = bare.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let ordinal = matches!(bare.strip_prefix(number), Some("st" | "nd" | "rd" | "th"));
    if ordinal && number.bytes().all(|byte| byte.is_ascii_digit()) && !number.is_empty() {
        return word.replace(bare, number);
    }
    let short = bare.chars().all(char::is_alphabetic);
    let comma = if word.ends_with(',') && !short {
        ","
    } else {
        ""
    };
    let bare = if bare == "Sept" { "Sep" } else { bare };
    format!("{bare}{comma}")
}

/// The day in the name of a file: `2031-05-05-harbour`, `20310505_harbour`.
pub fn in_name(name: &str) -> Option<Timestamp> {
    let figures = name
        .split(|c: char| !c.is_ascii_digit() && c != '-')
        .map(|part| part.trim_matches('-'));
    figures
        .filter_map(|part| {
            part.get(..10)
                .filter(|_| part.contains('-'))
                .or_else(|| (part.len() == 8).then_some(part))
        })
        .find_map(day)
        .filter(|moment| (1900..2200).contains(&moment.to_zoned(TimeZone::UTC).year()))
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
    fn a_date_is_found_among_other_words() {
        let expected = Some("2031-05-05T00:00:00Z".parse().unwrap());
        for line in [
            "Published: Monday, 5 May 2031, 09:12",
            "By Ana Vale | May 5th, 2031",
            "Updated May. 5, 2031 - 11:28",
            "5 May 2031 • 1:16pm",
            "on 2031-05-05 by Ana",
        ] {
            assert_eq!(within(line), expected, "{line}");
        }
        assert_eq!(within("In May 5 ships left"), None);
    }

    #[test]
    fn a_date_is_found_in_the_name_of_a_file() {
        let expected = Some("2031-05-05T00:00:00Z".parse().unwrap());
        for name in ["2031-05-05-harbour", "harbour_20310505", "a-2031-05-05"] {
            assert_eq!(in_name(name), expected, "{name}");
        }
        for name in ["harbour", "12345678", "2031-05", "000_af24c8e926878503"] {
            assert_eq!(in_name(name), None, "{name}");
        }
    }

    #[test]
    fn what_is_no_date_or_an_ambiguous_one_is_none() {
        for text in ["", "soon", "3/4/2025", "2026-13-40", "12 hangers", "Monday"] {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
