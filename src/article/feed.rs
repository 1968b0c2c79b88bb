//! Feeds: RSS, Atom and JSON Feed, one article for each entry.
//!
//! `feed-rs` is not used: it wants well-formed XML and a dialect that it knows, so that every feed that is cut off, unclosed or without
//! its version would need a second reader with the same names of elements. This one takes both.

use std::path::Path;

use dom_query::Document;

use super::html::{self, day};
use super::read::Read;
use super::xml::{self, Element};
use super::{Article, Format, Meta, Paragraph, ParagraphKind, address, repeat, sanitize};
use crate::text::Span;

/// How many entries of one feed are read.
const MOST: usize = 20_000;

/// An entry, in whatever form the feed has it.
#[derive(Debug, Default)]
pub struct Entry {
    /// The title as HTML.
    pub title: String,
    /// The contents.
    pub contents: Contents,
    /// Whether these are but a summary.
    pub summary: bool,
    /// Who wrote it.
    pub byline: Option<String>,
    /// When it was published, as the feed says it.
    pub date: Option<String>,
    /// Where the whole of it is.
    pub url: Option<String>,
    /// From where its links are to be read.
    pub base: Option<String>,
}

/// What an entry says.
#[derive(Debug)]
pub enum Contents {
    /// As HTML.
    Html(String),
    /// As plain text.
    Plain(String),
}

impl Default for Contents {
    fn default() -> Self {
        Self::Plain(String::new())
    }
}

/// The names of the elements that are entries.
const ENTRIES: &[&str] = &["item", "entry"];

/// Reads a feed in XML.
pub fn parse(path: &Path, source: &str) -> Read {
    let document = xml::parse(source, ENTRIES);
    let mut items = Vec::new();
    document.all(ENTRIES, &mut items);
    if items.is_empty() {
        return Read::nothing(Format::Feed, "a feed without entries");
    }
    let root = document.children.first().unwrap_or(&document);
    let channel = root.child("channel").unwrap_or(root);
    let base = root
        .attribute("xml:base")
        .or_else(|| channel.attribute("xml:base"));
    let head = Meta {
        source: channel
            .child("title")
            .map(|title| plain(&contents(title, source)))
            .filter(|title| !title.is_empty()),
        language: channel
            .child("language")
            .map(|language| language.text.trim().to_owned())
            .or_else(|| root.attribute("xml:lang").map(str::to_owned)),
        ..Meta::default()
    };
    let entries = items
        .into_iter()
        .take(MOST)
        .map(|item| entry(item, source, base));
    let articles = entries.map(|entry| article(path, &head, entry)).collect();
    Read::several(Format::Feed, path, articles)
}

/// The contents of an element as HTML: its text, or its elements as they are written.
fn contents(element: &Element, source: &str) -> String {
    if element.children.is_empty() {
        return element.text.clone();
    }
    let inside = source.get(element.inside.clone()).unwrap_or_default();
    inside.replace("<![CDATA[", "").replace("]]>", "")
}

fn entry(item: &Element, source: &str, base: Option<&str>) -> Entry {
    let base = base.map(str::to_owned);
    let base = item
        .attribute("xml:base")
        .map(|own| address::whole(own, base.as_deref()))
        .or(base);
    let named = |names: &[&str]| -> Option<String> {
        let found = names.iter().filter_map(|name| item.child(name));
        found
            .map(|child| contents(child, source))
            .find(|text| !text.trim().is_empty())
    };
    let any = |local: &str| {
        let found = item.children.iter().find(|child| child.local() == local);
        found.map(|child| contents(child, source))
    };
    let grouped = |name: &str| {
        let mut found = Vec::new();
        item.all(&[name], &mut found);
        let media = found
            .into_iter()
            .find(|child| child.name.starts_with("media:"));
        media.map(|child| contents(child, source))
    };
    let whole = named(&[
        "content:encoded",
        "content",
        "body",
        "xhtml:body",
        "fullitem",
        "atom:content",
    ])
    .or_else(|| {
        item.children
            .iter()
            .find(|child| child.local() == "encoded")
            .map(|child| child.text.clone())
    });
    let summary = || {
        let said = named(&[
            "description",
            "summary",
            "atom:summary",
            "rss:description",
            "dc:description",
            "media:description",
        ]);
        said.or_else(|| grouped("description"))
            .or_else(|| named(&["itunes:summary", "itunes:subtitle"]))
            .or_else(|| any("description"))
    };
    let is_summary = whole.is_none();
    let url = link(item).map(|url| address::whole(&url, base.as_deref()));
    Entry {
        title: named(&["title", "atom:title", "rss:title", "dc:title"])
            .or_else(|| grouped("title"))
            .or_else(|| any("title"))
            .unwrap_or_default(),
        summary: is_summary,
        contents: Contents::Html(both(whole, summary())),
        byline: writers(item),
        date: date(item),
        url,
        base,
    }
}

/// The whole text, with the summary before it where that says something else.
fn both(whole: Option<String>, summary: Option<String>) -> String {
    let letters = |html: &str| -> String {
        plain(html)
            .chars()
            .filter(|c| c.is_alphanumeric())
            .collect()
    };
    match (whole, summary) {
        (Some(whole), Some(summary)) => {
            let start: String = letters(&summary).chars().take(60).collect();
            let is_own = !start.is_empty() && !letters(&whole).contains(&start);
            if is_own {
                format!("<p>{summary}</p>\n{whole}")
            } else {
                whole
            }
        }
        (whole, summary) => whole.or(summary).unwrap_or_default(),
    }
}

fn date(item: &Element) -> Option<String> {
    const NAMES: &[&str] = &[
        "pubdate",
        "published",
        "issued",
        "date",
        "created",
        "updated",
        "modified",
        "lastbuilddate",
    ];
    NAMES.iter().find_map(|name| {
        let found = item.children.iter().filter(|child| child.local() == *name);
        found
            .map(|child| child.text.trim().to_owned())
            .find(|text| day::read(text).is_some())
    })
}

fn link(item: &Element) -> Option<String> {
    let filled = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let named = |name: &str| filled(&item.child(name)?.text);
    let links = || {
        item.children
            .iter()
            .filter(|child| child.local() == "link" && child.attribute("href").is_some())
    };
    let relation = |link: &Element| link.attribute("rel").unwrap_or("alternate").to_lowercase();
    let is_page = |link: &&Element| {
        link.attribute("type")
            .is_none_or(|kind| kind.contains("html"))
    };
    let alternate = || links().filter(|link| relation(link).ends_with("alternate"));
    let other = || {
        links().find(|link| {
            !["enclosure", "replies", "edit", "hub", "next"].contains(&relation(link).as_str())
        })
    };
    let href = |link: &Element| filled(link.attribute("href")?);
    let guid = || {
        let guid = item
            .children
            .iter()
            .find(|child| matches!(child.local(), "guid" | "id"))?;
        let permanent = guid
            .attribute("ispermalink")
            .is_none_or(|permanent| permanent != "false");
        filled(&guid.text).filter(|text| {
            permanent && (text.starts_with("http") || guid.attribute("ispermalink").is_some())
        })
    };
    named("link")
        .or_else(|| {
            alternate()
                .find(is_page)
                .or_else(|| alternate().next())
                .and_then(href)
        })
        .or_else(|| named("rss:link"))
        .or_else(|| named("feedburner:origlink"))
        .or_else(guid)
        .or_else(|| filled(item.attribute("rdf:about")?).filter(|about| about.contains("://")))
        .or_else(|| other().and_then(href))
        .or_else(|| filled(item.child("content")?.attribute("src")?))
}

fn writers(item: &Element) -> Option<String> {
    let is_author = |child: &&Element| matches!(child.local(), "author" | "creator");
    let mut names: Vec<String> = Vec::new();
    for author in item.children.iter().filter(is_author) {
        let named = author.children.iter().find(|child| child.local() == "name");
        let text = named.map_or(&author.text, |name| &name.text);
        let name = plain(text);
        // ana@tarn.example (Ana Vale)
        let inside = name
            .split_once('(')
            .and_then(|(_, rest)| rest.split_once(')'));
        let name = inside.map_or(name.clone(), |(inside, _)| inside.trim().to_owned());
        if !name.is_empty() && !names.contains(&name) && name.len() < 200 {
            names.push(name);
        }
    }
    (!names.is_empty()).then(|| names.join(", "))
}

/// The words of HTML on one line.
pub fn plain(text: &str) -> String {
    if !text.contains(['<', '&']) {
        return sanitize::line(text);
    }
    let page = html::guard::guard(text);
    let document = Document::fragment(page.as_ref());
    if html::guard::is_too_deep(&document) {
        return sanitize::line(text);
    }
    sanitize::line(&document.text())
}

/// The article of an entry.
pub fn article(path: &Path, head: &Meta, entry: Entry) -> Article {
    let title = plain(&entry.title);
    let published = entry.date.as_deref().and_then(day::read);
    let mut article = Article {
        path: path.to_owned(),
        summary: entry.summary,
        meta: Meta {
            title: title.clone(),
            byline: entry.byline,
            published: published.map(|(moment, _)| moment),
            offset: published.and_then(|(_, offset)| offset),
            url: entry.url.map(|url| sanitize::line(&url)),
            ..head.clone()
        },
        ..Article::default()
    };
    if !title.is_empty() {
        push(&mut article, &title, ParagraphKind::Title);
    }
    match &entry.contents {
        Contents::Html(contents) if contents.contains(['<', '&']) => {
            let base = entry
                .base
                .as_deref()
                .or(article.meta.url.as_deref())
                .map(str::to_owned);
            html::fragment(&mut article, contents, base.as_deref());
        }
        Contents::Html(words) | Contents::Plain(words) => {
            let words = sanitize::text(words);
            words
                .lines()
                .for_each(|line| push(&mut article, line.trim(), ParagraphKind::Body));
        }
    }
    if article.text.is_empty() {
        let address = article.meta.url.clone().unwrap_or_default();
        push(&mut article, &address, ParagraphKind::Title);
    }
    if title.is_empty() {
        let words = super::plain::title::shortened(article.text.lines().next().unwrap_or_default());
        article.meta.title = if words.is_empty() {
            super::stem(path)
        } else {
            words
        };
    }
    repeat::mark(&article.text, &mut article.paragraphs);
    article.sentences = super::sentences_of(&article.text, &article.paragraphs);
    article
}

fn push(article: &mut Article, words: &str, kind: ParagraphKind) {
    if words.is_empty() {
        return;
    }
    if !article.text.is_empty() {
        article.text.push_str("\n\n");
    }
    let start = article.text.len();
    article.text.push_str(words);
    let span = Span::new(start, article.text.len());
    article.paragraphs.push(Paragraph { span, kind });
}

/// What a list of feeds says; there is nothing to read in it.
pub fn list(source: &str) -> Read {
    let document = xml::parse(source, &[]);
    let (mut feeds, mut rest) = (Vec::new(), vec![&document]);
    while let Some(element) = rest.pop() {
        rest.extend(element.children.iter().rev());
        if let Some(url) = element.attribute("xmlurl") {
            feeds.push(sanitize::line(url));
        }
    }
    let first = feeds.iter().take(3).cloned().collect::<Vec<_>>().join(", ");
    let more = if feeds.len() > 3 { ", …" } else { "" };
    let plural = if feeds.len() == 1 { "" } else { "s" };
    let colon = if feeds.is_empty() { "" } else { ": " };
    Read::nothing(
        Format::Opml,
        &format!(
            "a list of {} feed{plural}, which holds no articles{colon}{first}{more}",
            feeds.len()
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> Vec<Article> {
        parse(Path::new("a.xml"), source).articles
    }

    #[test]
    fn entries_of_rss_are_articles() {
        let articles = read(
            "<rss><channel><title>Tarn Daily</title><item><title>Wall &amp;amp; quay</title><link>https://tarn.example/1</link>
            <pubDate>Mon, 05 May 2031 23:30:00 -0500</pubDate><dc:creator>Ana Vale</dc:creator>
            <description>It is &lt;b&gt;cracked&lt;/b&gt;.</description>
            <item><title>Ferry</title><content:encoded><![CDATA[<p>It left.</p><ul><li><a href='/x'>North</a></li></ul>]]></content:encoded>",
        );
        let meta = &articles[0].meta;
        assert_eq!(
            (
                meta.title.as_str(),
                meta.byline.as_deref(),
                meta.source.as_deref()
            ),
            ("Wall & quay", Some("Ana Vale"), Some("Tarn Daily"))
        );
        assert_eq!(meta.moment().as_deref(), Some("2031-05-05T23:30:00-05:00"));
        assert_eq!(articles[0].text, "Wall & quay\n\nIt is cracked.");
        assert!(articles[0].summary && !articles[1].summary);
        assert_eq!(articles[1].text, "Ferry\n\nIt left.\n\n- North");
        assert_eq!(articles[1].path, Path::new("a.xml#002"));
        assert_eq!(articles[1].file(), Path::new("a.xml"));
    }

    #[test]
    fn entries_of_atom_have_the_link_to_their_page() {
        let articles = read(
            "<feed xml:base='https://tarn.example/a/'><entry><title>Wall</title><link rel='self' href='s'/><link href='1'/>
            <content type='xhtml'><div><p>It is cracked.</p></div></content></entry></feed>",
        );
        assert_eq!(
            articles[0].meta.url.as_deref(),
            Some("https://tarn.example/a/1")
        );
        assert_eq!(articles[0].text, "Wall\n\nIt is cracked.");
    }

    #[test]
    fn a_list_of_feeds_is_told() {
        let read = list(
            "<opml><body><outline text='a'><outline xmlUrl='https://tarn.example/feed'/></outline></body></opml>",
        );
        assert_eq!(
            read.problems[0].message,
            "a list of 1 feed, which holds no articles: https://tarn.example/feed"
        );
    }
}
