//! When a page was published: as described, stated, marked up, or said near the title.

use dom_query::Document;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};

use super::blocks::Block;
use super::elements::Elements;
use super::meta::text;
use crate::article::{date, sanitize};

/// The fields of pages that say it, the surest first.
const FIELDS: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "datepublished",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "date",
    "pubdate",
    "publish-date",
    "publishdate",
    "publication_date",
    "article.published",
    "og:published_time",
    "citation_publication_date",
    "article:published",
    "cxenseparse:recs:publishtime",
    "published_at",
    "dc.created",
    "article_date_original",
    "originalpublicationdate",
    "ptime",
    "created",
    "published",
    "published-date",
    "publisheddate",
    "published_date",
    "release_date",
    "posted",
];

/// Fields that say when it was changed.
const CHANGED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "last-modified",
    "dcterms.modified",
];

/// A moment, and how far the clock by which it is said is from UTC.
pub type Moment = (Timestamp, Option<Offset>);

/// The moment of publication.
pub fn published(
    page: &Document,
    found: &Elements,
    url: Option<&str>,
    blocks: &[Block],
    title: Option<usize>,
) -> Option<Moment> {
    let field = |names: &[&str]| {
        let values = names
            .iter()
            .filter_map(|name| found.fields.get(*name))
            .flatten();
        values.into_iter().find_map(|value| read(value))
    };
    let [marked, likely] = &found.dates;
    let in_marked = || {
        marked.iter().find_map(|(id, said)| {
            said.as_deref()
                .and_then(read)
                .or_else(|| read(&words(page, *id)?))
        })
    };
    let in_likely = || likely.iter().find_map(|(id, _)| read(&words(page, *id)?));
    described(found)
        .or_else(|| field(FIELDS))
        .or_else(in_marked)
        .or_else(|| in_address(url?))
        .or_else(in_likely)
        .or_else(|| near_title(blocks, title))
        .or_else(|| {
            in_address(&found.field(&["og:image", "twitter:image", "twitter:image:src"])?)
        })
        .or_else(|| field(CHANGED))
}

fn described(found: &Elements) -> Option<Moment> {
    let articles = found.described.articles();
    let keys = ["datePublished", "dateCreated", "uploadDate"];
    keys.iter().find_map(|key| {
        articles
            .iter()
            .find_map(|article| read(text(article.get(*key)?)?))
    })
}

fn words(page: &Document, id: dom_query::NodeId) -> Option<String> {
    let node = page.tree.get(&id)?;
    (node.normalized_char_count() < 160).then(|| sanitize::line(&node.text()))
}

fn near_title(blocks: &[Block], title: Option<usize>) -> Option<Moment> {
    let start = title.unwrap_or(0).saturating_sub(3);
    let short = |length: usize, count: usize| {
        let near = blocks.iter().skip(start).take(count);
        near.filter(move |block| block.text.len() < length)
            .find_map(|block| read(&block.text))
    };
    let prose = blocks
        .iter()
        .position(|block| block.text.len() > 200 && block.linked() < 20)
        .unwrap_or(0);
    let ahead = || {
        let ahead = blocks.iter().take(prose).skip(prose.saturating_sub(8));
        ahead
            .filter(|block| block.text.len() < 60)
            .find_map(|block| read(&block.text))
    };
    short(140, 15)
        .or_else(|| short(60, 40))
        .or_else(ahead)
        .or_else(|| edited(blocks))
}

/// The day of the last change, as the foot of a page may say.
fn edited(blocks: &[Block]) -> Option<Moment> {
    const WORDS: [&str; 4] = ["last edited", "last updated", "last modified", "zuletzt"];
    let says = |block: &&Block| {
        let lower = block.text.to_lowercase();
        block.text.len() < 200 && WORDS.iter().any(|word| lower.contains(word))
    };
    blocks
        .iter()
        .rev()
        .filter(says)
        .find_map(|block| read(&block.text))
}

/// The first date in a text: exact where the text is one, by its day where it holds one.
pub fn read(text: &str) -> Option<Moment> {
    let text = text.trim();
    let plausible =
        |moment: &Moment| (1990..=2040).contains(&moment.0.to_zoned(TimeZone::UTC).year());
    if text.is_empty() || text.len() > 400 {
        return None;
    }
    let exact = || date::date(text).map(|moment| (moment, date::offset(text)));
    let found = exact().or_else(|| day(text));
    found.filter(plausible)
}

/// The parts of a text: runs of digits, and of letters.
fn parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut last = None;
    for (at, c) in text.char_indices() {
        let kind = if c.is_ascii_digit() {
            0
        } else if c.is_alphabetic() {
            1
        } else {
            2
        };
        if last.is_some_and(|last| last != kind || kind == 2) {
            parts.extend(text.get(start..at));
            start = at;
        }
        last = Some(kind);
    }
    parts.extend(text.get(start..));
    parts.retain(|part| !part.trim().is_empty());
    parts
}

fn day(text: &str) -> Option<Moment> {
    let parts = parts(text);
    (0..parts.len()).find_map(|at| day_at(parts.get(at..)?))
}

/// The day with which the parts begin.
fn day_at(parts: &[&str]) -> Option<Moment> {
    let number = |part: &str, most: usize| {
        part.parse::<i16>()
            .ok()
            .filter(|_| part.len() <= most && !part.is_empty())
    };
    let year = |part: &str| number(part, 4).filter(|_| part.len() == 4);
    let first = *parts.first()?;
    // 20310505
    if first.len() == 8 && first.bytes().all(|byte| byte.is_ascii_digit()) {
        return moment(
            first.get(..4)?.parse().ok()?,
            first.get(4..6)?.parse().ok()?,
            first.get(6..)?.parse().ok()?,
        );
    }
    if let (Some(year), [_, mark @ ("-" | "/" | "."), month, second, day, ..]) =
        (year(first), parts)
    {
        return (mark == second)
            .then(|| moment(year, number(month, 2)?, number(day, 2)?))
            .flatten();
    }
    if let (Some(year), ["年", month, "月", day, ..]) =
        (year(first), parts.get(1..).unwrap_or_default())
    {
        return moment(year, number(month, 2)?, number(day, 2)?);
    }
    if let [a, mark @ ("." | "/"), b, second, c, ..] = parts
        && mark == second
    {
        let (a, b, c) = (
            number(a, 2)?,
            number(b, 2)?,
            year(c).or_else(|| Some(2000 + number(c, 2)?).filter(|_| c.len() == 2)),
        );
        let (day, month) = if *mark == "." || a > 12 {
            (a, b)
        } else {
            (b, a)
        };
        return moment(c?, month, day);
    }
    // Words between are left out: "5th of May, 2031", "5 de mayo de 2031".
    let mut words = parts.iter().filter(|part| {
        !matches!(
            **part,
            "." | "," | "st" | "nd" | "rd" | "th" | "de" | "of" | "del" | "º"
        )
    });
    let (a, b, c) = (words.next()?, words.next()?, words.next()?);
    match (month(a), month(b)) {
        (_, Some(month)) => moment(year(c)?, month, number(a, 2)?),
        (Some(month), _) => moment(year(c)?, month, number(b, 2)?),
        (None, None) => None,
    }
}

fn moment(year: i16, month: i16, day: i16) -> Option<Moment> {
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    date.at(0, 0, 0, 0)
        .to_zoned(TimeZone::UTC)
        .ok()
        .map(|zoned| (zoned.timestamp(), None))
}

/// The number of a month by its name in a few languages, whole or cut short.
fn month(word: &str) -> Option<i16> {
    const NAMES: [&[&str]; 12] = [
        &[
            "january", "januar", "enero", "janvier", "gennaio", "janeiro",
        ],
        &[
            "february",
            "februar",
            "febrero",
            "février",
            "febbraio",
            "fevereiro",
        ],
        &["march", "märz", "marzo", "mars", "março", "maart"],
        &["april", "abril", "avril", "aprile"],
        &["may", "mai", "mayo", "maggio", "maio", "mei"],
        &["june", "juni", "junio", "juin", "giugno", "junho"],
        &["july", "juli", "julio", "juillet", "luglio", "julho"],
        &["august", "agosto", "août", "augustus"],
        &[
            "september",
            "septiembre",
            "septembre",
            "settembre",
            "setembro",
        ],
        &[
            "october", "oktober", "octubre", "octobre", "ottobre", "outubro",
        ],
        &["november", "noviembre", "novembre", "novembro"],
        &[
            "december",
            "dezember",
            "diciembre",
            "décembre",
            "dicembre",
            "dezembro",
        ],
    ];
    let word = word.to_lowercase();
    let count = word.chars().count();
    let is = |name: &str| name == word || (3..=4).contains(&count) && name.starts_with(&word);
    let found = NAMES
        .iter()
        .position(|names| names.iter().any(|name| is(name)))?;
    i16::try_from(found + 1).ok().filter(|_| count >= 3)
}

/// The day in an address: `/2031/05/05/`, `-20310505`.
fn in_address(url: &str) -> Option<Moment> {
    let (_, path) = url.split_once("://")?;
    let (_, path) = path.split_once('/')?;
    let numbers: Vec<&str> = path.split(['/', '-', '_', '.']).collect();
    let year = |part: &str| part.len() == 4 && part.starts_with("20");
    let three = numbers.windows(3).find_map(|parts| match parts {
        [a, b, c] if year(a) && b.len() <= 2 && c.len() <= 2 => {
            moment(a.parse().ok()?, b.parse().ok()?, c.parse().ok()?)
        }
        _ => None,
    });
    let one = || {
        numbers
            .iter()
            .filter(|part| part.len() == 8 && part.starts_with("20"))
            .find_map(|part| day(part))
    };
    three.or_else(one)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(text: &str) -> Option<String> {
        read(text).map(|(moment, _)| moment.to_string().chars().take(10).collect())
    }

    #[test]
    fn days_are_read_in_many_forms() {
        for text in [
            "2031-05-07T10:00:00Z",
            "7 May 2031",
            "May 7, 2031",
            "Wednesday, 7th of May, 2031",
            "Updated May 7th 2031, 10 am",
            "7. Mai 2031",
            "7 de mayo de 2031",
            "07.05.2031",
            "5/7/2031",
            "2031/05/07",
            "Posted 20310507",
            "2031年5月7日",
        ] {
            assert_eq!(days(text).as_deref(), Some("2031-05-07"), "{text}");
        }
        for text in [
            "",
            "May 2031",
            "31/31/2031",
            "1 2 3",
            "7 Mayor 2031",
            "2031-13-40",
        ] {
            assert_eq!(days(text), None, "{text}");
        }
    }

    #[test]
    fn addresses_may_hold_the_day() {
        let day = |url: &str| in_address(url).map(|(moment, _)| moment.to_string());
        assert_eq!(
            day("https://tarn.example/2031/05/07/wall").as_deref(),
            Some("2031-05-07T00:00:00Z")
        );
        assert_eq!(
            day("https://tarn.example/wall-20310507.html").as_deref(),
            Some("2031-05-07T00:00:00Z")
        );
        assert_eq!(day("https://tarn.example/2031/wall"), None);
    }
}
