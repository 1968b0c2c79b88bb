//! What stands above a text between lines of `---` (YAML) or `+++` (TOML).

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Meta, Problem, date, sanitize};
use crate::text::Span;

/// In which language the block is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Between lines of `---`.
    Yaml,
    /// Between lines of `+++`.
    Toml,
}

/// A block of front matter, not yet read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// In which language it is written.
    pub language: Language,
    /// The block with the lines that enclose it.
    pub outer: Span,
    /// What stands between those lines.
    pub inner: Span,
}

/// What stands above a text, in a block or as lines of fields, with what was odd.
pub fn top(text: &str) -> (Option<(Span, Meta)>, Vec<Problem>) {
    let Some(block) = find(text) else {
        return (header(text), Vec::new());
    };
    let (meta, problems) = read(text, block);
    (Some((block.outer, meta)), problems)
}

/// The most lines of a block; a rule that nobody closed is no front matter.
const LONGEST: usize = 200;

/// Finds the block at the very top of `text`, white space aside.
pub fn find(text: &str) -> Option<Block> {
    let start = text.len() - text.trim_start().len();
    let mut lines = text.get(start..)?.split_inclusive('\n');
    let first = lines.next()?;
    let (language, close): (Language, &[&str]) = match first.trim_end() {
        "---" => (Language::Yaml, &["---", "..."]),
        "+++" => (Language::Toml, &["+++"]),
        _ => return None,
    };
    let begin = start + first.len();
    let mut at = begin;
    if !lines
        .clone()
        .take(LONGEST)
        .find(|line| !line.trim().is_empty())
        .is_some_and(is_field)
    {
        return None;
    }
    for line in lines.take(LONGEST) {
        if close.contains(&line.trim_end()) {
            let outer = Span::new(start, at + line.trim_end().len());
            return Some(Block {
                language,
                outer,
                inner: Span::new(begin, at),
            });
        }
        at += line.len();
    }
    None
}

/// The span of whatever front matter stands at the very top of `text`: a block, or a header of plain text.
pub fn span(text: &str) -> Option<Span> {
    find(text)
        .map(|block| block.outer)
        .or_else(|| header(text).map(|(span, _)| span))
}

/// Whether a line could be the first of a block: a field, a comment, the end. A rule may also begin plain text.
fn is_field(line: &str) -> bool {
    let key = line.split([':', '=']).next().unwrap_or_default();
    let named = key.len() < line.len() && key.split_whitespace().count() == 1;
    named || line.starts_with(['#', '[', '{']) || matches!(line.trim_end(), "---" | "+++" | "...")
}

/// Reads a block. What is malformed is a problem and leaves the fields empty.
pub fn read(text: &str, block: Block) -> (Meta, Vec<Problem>) {
    let inner = block.inner.of(text);
    let fields = match block.language {
        Language::Yaml => yaml(inner),
        Language::Toml => toml_fields(inner),
    };
    match fields {
        Ok(fields) => (meta(&fields), Vec::new()),
        Err((line, message)) => {
            let above = Span::new(0, block.inner.start())
                .of(text)
                .matches('\n')
                .count();
            let line = above + line + 1;
            let message =
                sanitize::line(&format!("front matter is not read, line {line}: {message}"));
            (Meta::default(), vec![Problem { message }])
        }
    }
}

/// What is wrong, and on which line of the block, counted from 0.
type Fault = (usize, String);

fn yaml(text: &str) -> Result<BTreeMap<String, Value>, Fault> {
    if text.trim().is_empty() {
        return Ok(BTreeMap::new());
    }
    serde_saphyr::from_str(text).map_err(|error: serde_saphyr::Error| {
        let line = error.location().map_or(1, |location| location.line());
        let line = usize::try_from(line).unwrap_or(1).saturating_sub(1);
        // Without the place, which is said of the whole file, and without a picture of it.
        let message = error.without_snippet().to_string();
        let message = message.split(" at line ").next().unwrap_or_default();
        (line, message.to_owned())
    })
}

fn toml_fields(text: &str) -> Result<BTreeMap<String, Value>, Fault> {
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
        let before = error.span().and_then(|span| text.get(..span.start));
        let line = before.map_or(0, |before| before.matches('\n').count());
        (line, error.message().to_owned())
    })?;
    let value = |value: toml::Value| match value {
        toml::Value::Datetime(moment) => Value::String(moment.to_string()),
        other => serde_json::to_value(other).unwrap_or(Value::Null),
    };
    Ok(table
        .into_iter()
        .map(|(key, field)| (key, value(field)))
        .collect())
}

/// What is known about an article from fields, whatever they are called and however they are capitalised.
pub fn meta(fields: &BTreeMap<String, Value>) -> Meta {
    let fields: BTreeMap<String, String> = (fields.iter())
        .filter_map(|(key, value)| {
            Some((key.to_lowercase().replace(['-', ' '], "_"), words(value)?))
        })
        .collect();
    let first = |names: &[&str]| names.iter().find_map(|name| fields.get(*name)).cloned();
    let published = [
        "date",
        "published",
        "published_at",
        "publish_date",
        "pubdate",
        "datetime",
        "time",
    ];
    let published = published
        .iter()
        .filter_map(|name| fields.get(*name))
        .find_map(|text| date::date(text));
    let url = first(&[
        "url",
        "link",
        "canonical",
        "canonical_url",
        "permalink",
        "source_url",
    ]);
    let named = [
        "outlet",
        "site",
        "site_name",
        "publisher",
        "publication",
        "website",
        "source",
    ];
    // Clippers put the address where others put the outlet.
    let (address, source) = match first(&named) {
        Some(source) if source.contains("://") => (Some(source.clone()), host(&source)),
        source => (None, source),
    };
    let url = url.or(address);
    Meta {
        title: first(&["title", "headline"]).unwrap_or_default(),
        byline: first(&["byline", "author", "authors", "by", "creator"])
            .map(|names| names.replace("[[", "").replace("]]", "")),
        source,
        published,
        url: url.filter(|url| url.contains("://")),
        language: first(&["language", "lang"]),
        offset: None,
    }
}

/// The site of an address.
fn host(address: &str) -> Option<String> {
    let (_, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then(|| host.to_owned())
}

/// The fields by which a header of plain text is known.
const HEADER: &[&str] = &[
    "title",
    "headline",
    "source",
    "outlet",
    "publisher",
    "site",
    "date",
    "published",
    "by",
    "byline",
    "author",
    "url",
    "link",
    "language",
    "lang",
    "note",
    "section",
];

/// Lines of `Key: value` at the very top of plain text, up to the first empty line; at least two, one of them the
/// title, the source or the date. Returns the span of the lines with what they say.
pub fn header(text: &str) -> Option<(Span, Meta)> {
    let start = text.len() - text.trim_start().len();
    let mut fields = BTreeMap::new();
    let mut end = start;
    for line in text.get(start..)?.split_inclusive('\n') {
        if line.trim().is_empty() {
            break;
        }
        let (key, value) = line.split_once(':')?;
        let key = key.trim().to_lowercase();
        let known = HEADER.contains(&key.as_str());
        // A field that we do not know, after one that we do.
        let other = !fields.is_empty()
            && key.len() <= 20
            && (1..=2).contains(&key.split_whitespace().count());
        if !known && !other {
            return None;
        }
        if known {
            fields.insert(key, Value::String(value.trim().to_owned()));
        }
        end += line.len();
    }
    let telling = ["title", "headline", "source", "outlet", "date"];
    let telling = telling.iter().any(|key| fields.contains_key(*key));
    (fields.len() >= 2 && telling).then(|| (Span::new(start, end).trim(text), meta(&fields)))
}

/// A value as words; lists are joined, tables of a person or a site give their name.
fn words(value: &Value) -> Option<String> {
    let words = match value {
        Value::String(text) => sanitize::line(text),
        Value::Number(number) => number.to_string(),
        Value::Array(values) => values
            .iter()
            .filter_map(words)
            .collect::<Vec<_>>()
            .join(", "),
        Value::Object(fields) => return fields.get("name").and_then(words),
        Value::Null | Value::Bool(_) => return None,
    };
    (!words.is_empty()).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(text: &str) -> (Meta, Vec<Problem>) {
        read(text, find(text).expect(text))
    }

    #[test]
    fn yaml_and_toml_give_the_same_fields() {
        let yaml = "---\ntitle: A bridge\nauthors: [Ann Lee, Bo Rey]\noutlet: City Desk\ndate: 2026-03-12\n---\n";
        let toml = "+++\ntitle = 'A bridge'\nauthors = ['Ann Lee', 'Bo Rey']\noutlet = 'City Desk'\ndate = 2026-03-12\n+++\n";
        assert_eq!(read_all(yaml), read_all(toml));
        let (meta, problems) = read_all(yaml);
        assert_eq!(problems, []);
        assert_eq!(
            (meta.title.as_str(), meta.byline.as_deref()),
            ("A bridge", Some("Ann Lee, Bo Rey"))
        );
        assert_eq!(
            meta.published,
            Some("2026-03-12T00:00:00Z".parse().unwrap())
        );
    }

    #[test]
    fn malformed_front_matter_is_a_problem_and_no_failure() {
        let (meta, problems) = read_all("---\ntitle: [unclosed\n---\nText.");
        assert_eq!(meta, Meta::default());
        assert_eq!(problems.len(), 1);
        assert!(
            problems[0].message.contains("line 2"),
            "{}",
            problems[0].message
        );
        let (_, problems) = read_all("+++\ntitle = 1\nx = [\n+++\nText.");
        assert!(
            problems[0].message.contains("line 3"),
            "{}",
            problems[0].message
        );
    }

    #[test]
    fn a_rule_that_nobody_closes_is_no_front_matter() {
        assert_eq!(find("---\nA text that begins with a rule.\n"), None);
        assert_eq!(find("---\nA bridge is cracked.\n---\nMore text.\n"), None);
        assert_eq!(find("No rule.\n---\na: b\n---\n"), None);
    }

    #[test]
    fn lines_of_fields_above_plain_text_are_a_header() {
        let text =
            "Title: A bridge\nSource: City Desk\nDate: 2026-03-12 08:35\n\nThe text: it begins.\n";
        let (span, meta) = header(text).unwrap();
        assert_eq!(span.end(), text.find("\n\n").unwrap());
        assert_eq!(
            (meta.title.as_str(), meta.source.as_deref()),
            ("A bridge", Some("City Desk"))
        );
    }

    #[test]
    fn a_text_that_begins_with_a_colon_in_its_first_line_has_no_header() {
        assert_eq!(header("Report: a bridge is cracked\n\nText.\n"), None);
        assert_eq!(header("Title: alone\n\nText.\n"), None);
        assert_eq!(
            header("Title: A bridge\nIt rained all day, he said: it was wet.\nDate: 2026-03-12\n"),
            None
        );
    }

    #[test]
    fn clipped_pages_have_their_address_for_a_source() {
        let (meta, _) = read_all(
            "---\nsource: \"https://www.desk.example/a?b\"\nauthor:\n  - \"[[Ann Lee]]\"\n---\n",
        );
        assert_eq!(meta.source.as_deref(), Some("desk.example"));
        assert_eq!(meta.url.as_deref(), Some("https://www.desk.example/a?b"));
        assert_eq!(meta.byline.as_deref(), Some("Ann Lee"));
    }

    #[test]
    fn an_address_that_is_none_is_left_out() {
        assert_eq!(read_all("---\nurl: see below\n---\n").0.url, None);
    }
}
