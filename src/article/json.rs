//! Articles as JSON: our own export, JSON Feed, and the common ways to save articles, in one document or one a line.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Map, Value};

use super::feed::{self, Contents, Entry};
use super::read::{Read, page};
use super::{Article, Format, Meta, Paragraph, ParagraphKind, front_matter, sanitize};
use crate::text::Span;

/// How many articles of one input are read.
const MOST: usize = 200_000;

type Object = Map<String, Value>;

/// Reads a document; none when it is no JSON.
pub fn parse(path: &Path, text: &str) -> Option<Read> {
    let text = text.trim_start_matches('\u{FEFF}').trim();
    let value: Value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(_) => return lines(path, text),
    };
    let Value::Object(object) = &value else {
        let Value::Array(values) = value else {
            return None;
        };
        return Some(all(path, Format::Json, &Meta::default(), &values));
    };
    for key in [
        "articles",
        "items",
        "entries",
        "results",
        "data",
        "documents",
    ] {
        if let Some(Value::Array(values)) = object.get(key) {
            let is_feed = key == "items"
                && (object.contains_key("version") || object.contains_key("home_page_url"));
            let format = if is_feed { Format::Feed } else { Format::Json };
            let head = Meta {
                source: string(object, &["title"])
                    .filter(|_| is_feed)
                    .map(feed::plain),
                language: string(object, &["language"]).map(str::to_owned),
                ..Meta::default()
            };
            return Some(all(path, format, &head, values));
        }
    }
    Some(all(
        path,
        Format::Json,
        &Meta::default(),
        std::slice::from_ref(&value),
    ))
}

/// One object a line; lines that are none are counted.
fn lines(path: &Path, text: &str) -> Option<Read> {
    let lines = || text.lines().filter(|line| !line.trim().is_empty());
    let _: Object = serde_json::from_str(lines().next()?).ok()?;
    let values: Vec<Option<Value>> = lines()
        .take(MOST)
        .map(|line| serde_json::from_str(line).ok())
        .collect();
    let odd = values.iter().filter(|value| value.is_none()).count();
    let mut read = all(
        path,
        Format::Json,
        &Meta::default(),
        &values.into_iter().flatten().collect::<Vec<_>>(),
    );
    if odd > 0 {
        let plural = if odd == 1 { "" } else { "s" };
        read.problems.push(super::Problem {
            message: format!("{odd} line{plural} could not be read as JSON"),
        });
    }
    Some(read)
}

fn all(path: &Path, format: Format, head: &Meta, values: &[Value]) -> Read {
    let objects = values.iter().filter_map(Value::as_object).take(MOST);
    let mut articles: Vec<Article> = objects
        .filter_map(|object| article(path, head, object))
        .collect();
    if articles.is_empty() {
        return Read::nothing(
            format,
            "JSON without articles: nothing in it has a title and a text",
        );
    }
    if articles.len() == 1 && format == Format::Json {
        let mut only = articles.swap_remove(0);
        only.format = format;
        return Read::one(only);
    }
    Read::several(format, path, articles)
}

/// The first of the fields that is a string with something in it.
fn string<'a>(object: &'a Object, names: &[&str]) -> Option<&'a str> {
    let mut found = names.iter().filter_map(|name| object.get(*name)?.as_str());
    found.find(|text| !text.trim().is_empty())
}

fn article(path: &Path, head: &Meta, object: &Object) -> Option<Article> {
    if let Some(own) = exported(path, object) {
        return Some(own);
    }
    let html = string(object, &["content_html", "html", "raw_html"]);
    let text = string(
        object,
        &[
            "content_text",
            "text",
            "article_text",
            "maintext",
            "body",
            "content",
            "articleBody",
        ],
    );
    let summary = string(object, &["summary", "description", "excerpt", "abstract"]);
    let is_summary = html.is_none() && text.is_none();
    let contents = match (html, text.or(summary)) {
        (Some(html), _) => Contents::Html(html.to_owned()),
        (None, Some(text)) if text.contains("</") || text.contains("<br") => {
            Contents::Html(text.to_owned())
        }
        (None, Some(text)) => Contents::Plain(text.to_owned()),
        (None, None) => Contents::default(),
    };
    let known = meta(object);
    let is_empty = matches!(&contents, Contents::Plain(text) if text.is_empty());
    if is_empty && (known.title.is_empty() || known.url.is_none()) {
        return None;
    }
    if let Contents::Html(html) = &contents
        && super::read::is_page(html)
    {
        let mut page = page(path, html);
        page.meta = known.or(page.meta);
        return Some(page);
    }
    let entry = Entry {
        title: string(object, &["title", "headline"])
            .unwrap_or_default()
            .to_owned(),
        summary: is_summary,
        contents,
        ..Entry::default()
    };
    let mut article = feed::article(path, head, entry);
    article.meta = Meta {
        title: article.meta.title.clone(),
        ..known
    }
    .or(article.meta);
    Some(article)
}

/// What the fields say, whatever they are called.
fn meta(object: &Object) -> Meta {
    let mut fields: BTreeMap<String, Value> = BTreeMap::new();
    for (name, value) in object {
        let name = match name.as_str() {
            "external_url" if object.contains_key("url") => continue,
            "external_url" => "url",
            "id" if !object.contains_key("url")
                && value.as_str().is_some_and(|id| id.starts_with("http")) =>
            {
                "url"
            }
            "date_published" | "datePublished" | "date_publish" | "publishedAt" | "pubDate"
            | "published_date" => "published",
            "date_modified" if !object.contains_key("date_published") => "published",
            "author_name" => "author",
            "title" | "headline" | "author" | "authors" | "byline" | "by" | "creator" | "url"
            | "link" | "published" | "published_at" | "date" | "publish_date" | "source"
            | "site" | "site_name" | "publisher" | "outlet" | "language" | "lang"
            | "canonical_url" | "source_url" | "publication" => name,
            _ => continue,
        };
        fields.insert(name.to_owned(), value.clone());
    }
    let mut meta = front_matter::meta(&fields);
    let said = fields
        .get("published")
        .or_else(|| fields.get("date"))
        .and_then(Value::as_str);
    let moment = said.and_then(super::html::day::read);
    meta.published = moment.map(|(moment, _)| moment).or(meta.published);
    meta.offset = moment.and_then(|(_, offset)| offset);
    meta.title = feed::plain(&meta.title);
    meta
}

/// An article of our own export, with the kinds of its paragraphs.
fn exported(path: &Path, object: &Object) -> Option<Article> {
    let text = object.get("text")?.as_str()?.to_owned();
    if sanitize::text(&text) != text {
        return None;
    }
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    for value in object.get("paragraphs")?.as_array()? {
        let place = |key: &str| usize::try_from(value.get(key)?.as_u64()?).ok();
        let (start, end) = (place("start")?, place("end")?);
        let after = paragraphs
            .last()
            .is_none_or(|last: &Paragraph| last.span.end() <= start);
        let fits = start < end
            && after
            && text
                .get(start..end)
                .is_some_and(|words| words.trim() == words);
        let kind = ParagraphKind::named(value.get("kind")?.as_str()?).filter(|_| fits)?;
        paragraphs.push(Paragraph {
            span: Span::new(start, end),
            kind,
        });
    }
    let sentences = super::sentences_of(&text, &paragraphs);
    let known = meta(object);
    let title = if known.title.is_empty() {
        super::stem(path)
    } else {
        known.title.clone()
    };
    Some(Article {
        path: path.to_owned(),
        meta: Meta { title, ..known },
        text,
        paragraphs,
        sentences,
        ..Article::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Read {
        parse(Path::new("a.json"), text).expect("it is JSON")
    }

    #[test]
    fn saved_articles_are_read_with_their_fields() {
        let read = read(
            r#"[{"title": "Wall", "url": "https://tarn.example/1", "text": "It is cracked.\n\nAll left.", "date": "2031-05-05"},
            {"headline": "Ferry", "html": "<p>It left.</p>", "author": {"name": "Ana Vale"}}, 3]"#,
        );
        let [wall, ferry] = read.articles.as_slice() else {
            panic!("two articles")
        };
        assert_eq!(wall.text, "Wall\n\nIt is cracked.\n\nAll left.");
        assert_eq!(wall.meta.url.as_deref(), Some("https://tarn.example/1"));
        assert_eq!(wall.meta.moment().as_deref(), Some("2031-05-05T00:00:00Z"));
        assert_eq!(
            (ferry.meta.title.as_str(), ferry.meta.byline.as_deref()),
            ("Ferry", Some("Ana Vale"))
        );
    }

    #[test]
    fn lines_of_json_are_articles_each() {
        let read = read(
            "{\"title\": \"Wall\", \"text\": \"It is cracked.\"}\n\nno\n{\"title\": \"Ferry\", \"text\": \"It left.\"}",
        );
        assert_eq!((read.articles.len(), read.problems.len()), (2, 1));
    }

    #[test]
    fn our_own_export_keeps_its_paragraphs() {
        let read = read(
            r#"{"schema": 1, "articles": [{"title": "Wall", "source": "Tarn Daily", "text": "Wall\nIt fell. Share",
            "paragraphs": [{"start": 0, "end": 4, "kind": "title"}, {"start": 5, "end": 13, "kind": "body"}, {"start": 14, "end": 19, "kind": "boilerplate"}]}]}"#,
        );
        let article = &read.articles[0];
        assert_eq!(article.paragraphs.len(), 3);
        assert_eq!(article.paragraphs[2].kind, ParagraphKind::Boilerplate);
        assert_eq!(article.meta.source.as_deref(), Some("Tarn Daily"));
    }

    #[test]
    fn other_json_holds_no_articles() {
        assert!(
            read(r#"{"name": "tarn", "version": 2}"#)
                .articles
                .is_empty()
        );
        assert_eq!(parse(Path::new("a.json"), "{a"), None);
    }
}
