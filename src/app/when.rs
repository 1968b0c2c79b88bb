//! Times as readers of news say them.

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// How long ago `then` was: `40m`, `2h`, `3d`; older than a week the day: `12 Mar`, `9 Apr 25`.
pub fn age(now: Timestamp, then: Timestamp) -> String {
    let minutes = now.duration_since(then).as_secs() / 60;
    match minutes {
        ..0 => day(now, then, false),
        0..60 => format!("{minutes}m"),
        60..1440 => format!("{}h", minutes / 60),
        1440..10_080 => format!("{}d", minutes / 1440),
        _ => day(now, then, false),
    }
}

/// How long ago `then` was, in at most four columns: `40m`, `2h`, `3d`, `5w`, `8mo`, `2y`.
pub fn short_age(now: Timestamp, then: Timestamp) -> String {
    let minutes = now.duration_since(then).as_secs() / 60;
    match minutes {
        ..0 => String::new(),
        0..60 => format!("{minutes}m"),
        60..1440 => format!("{}h", minutes / 60),
        1440..10_080 => format!("{}d", minutes / 1440),
        10_080..86_400 => format!("{}w", minutes / 10_080),
        86_400..525_600 => format!("{}mo", minutes / 43_800),
        _ => format!("{}y", minutes / 525_600),
    }
}

/// The day in at most nine columns: `12 Mar`, in another year `9 Apr 25`.
pub fn date(now: Timestamp, then: Timestamp) -> String {
    day(now, then, false)
}

/// The day and the time: `12 Mar 09:40`, in another year `9 Apr 2025 14:05`; the day alone where no time is known.
pub fn moment(now: Timestamp, then: Timestamp) -> String {
    let time = then.to_zoned(TimeZone::UTC).strftime("%H:%M").to_string();
    let day = day(now, then, true);
    // A date without a time is read as midnight.
    if time == "00:00" {
        day
    } else {
        format!("{day} {time}")
    }
}

fn day(now: Timestamp, then: Timestamp, whole_year: bool) -> String {
    let then = then.to_zoned(TimeZone::UTC);
    let format = match (
        then.year() == now.to_zoned(TimeZone::UTC).year(),
        whole_year,
    ) {
        (true, _) => "%-d %b",
        (false, true) => "%-d %b %Y",
        (false, false) => "%-d %b %y",
    };
    then.strftime(format).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn the_age_of_an_article_is_short() {
        let now = at("2026-03-12T11:40:00Z");
        assert_eq!(age(now, at("2026-03-12T11:00:00Z")), "40m");
        assert_eq!(age(now, at("2026-03-12T09:40:00Z")), "2h");
        assert_eq!(age(now, at("2026-03-11T09:00:00Z")), "1d");
        assert_eq!(age(now, at("2026-02-01T09:00:00Z")), "1 Feb");
        assert_eq!(age(now, at("2025-04-09T09:00:00Z")), "9 Apr 25");
    }

    #[test]
    fn a_short_age_takes_four_columns_at_most() {
        let now = at("2026-03-12T11:40:00Z");
        for (then, expected) in [
            ("2026-03-12T11:00:00Z", "40m"),
            ("2026-02-12T11:00:00Z", "4w"),
            ("2025-04-09T09:00:00Z", "11mo"),
            ("2023-04-09T09:00:00Z", "2y"),
            ("2027-04-09T09:00:00Z", ""),
        ] {
            assert_eq!(short_age(now, at(then)), expected);
        }
    }

    #[test]
    fn an_article_from_the_future_has_a_date_and_no_age() {
        assert_eq!(
            age(at("2026-03-12T11:40:00Z"), at("2026-03-13T00:00:00Z")),
            "13 Mar"
        );
    }

    #[test]
    fn the_year_is_said_only_where_it_is_not_this_year() {
        let now = at("2026-03-12T11:40:00Z");
        assert_eq!(moment(now, at("2026-03-12T09:40:00Z")), "12 Mar 09:40");
        assert_eq!(moment(now, at("2025-04-09T14:05:00Z")), "9 Apr 2025 14:05");
        assert_eq!(moment(now, at("2025-04-09T00:00:00Z")), "9 Apr 2025");
    }
}
