//! The elements of a page that say what it is, gathered in one pass.

use std::collections::BTreeMap;

use dom_query::{Document, NodeId, NodeRef};

use super::json_ld::Described;
use crate::article::sanitize;

/// How many elements of one kind are remembered.
const MOST: usize = 60;

/// How the elements of bylines are told, the surest first.
pub const BYLINES: usize = 6;
/// How the elements of dates are told, the surest first.
pub const DATES: usize = 2;

/// What was gathered.
#[derive(Debug, Default)]
pub struct Elements {
    /// The contents of `meta` elements by their name, in small letters.
    pub fields: BTreeMap<String, Vec<String>>,
    /// What JSON-LD describes.
    pub described: Described,
    /// The `title` element.
    pub title: String,
    /// Headings of the first level, and the first ones of the second.
    pub headings: [Vec<String>; 2],
    /// Where the page says it is.
    pub canonical: Option<String>,
    /// From where its links are to be read.
    pub base: Option<String>,
    /// The language of the page.
    pub language: Option<String>,
    /// Elements that may hold names of writers.
    pub bylines: [Vec<NodeId>; BYLINES],
    /// Elements that may hold dates, and their attribute that does.
    pub dates: [Vec<(NodeId, Option<String>)>; DATES],
}

/// The attributes that are asked for.
#[derive(Default)]
struct Attributes {
    class: String,
    values: BTreeMap<&'static str, String>,
}

const ASKED: &[&str] = &[
    "content",
    "value",
    "property",
    "name",
    "itemprop",
    "http-equiv",
    "rel",
    "href",
    "lang",
    "type",
    "datetime",
    "pubdate",
    "title",
];

impl Attributes {
    fn of(node: &NodeRef<'_>) -> Self {
        let mut attributes = Self::default();
        let Some(element) = node.element_ref() else {
            return attributes;
        };
        for attribute in &element.attrs {
            let name: &str = &attribute.name.local;
            if name == "class" {
                attributes.class = attribute.value.to_string();
            } else if let Some(name) = ASKED.iter().find(|asked| **asked == name) {
                attributes.values.insert(name, attribute.value.to_string());
            }
        }
        attributes
    }

    fn get(&self, name: &str) -> Option<&String> {
        self.values.get(name)
    }

    fn is(&self, name: &str, value: &str) -> bool {
        self.get(name)
            .is_some_and(|own| own.eq_ignore_ascii_case(value))
    }
}

/// Gathers them.
pub fn elements(page: &Document) -> Elements {
    let mut found = Elements::default();
    for node in page.root().descendants_it() {
        let Some(name) = node.node_name() else {
            continue;
        };
        let attributes = Attributes::of(&node);
        found.head(&node, &name, &attributes);
        found.bylines(&node, &name, &attributes);
        found.dates(&node, &name, &attributes);
    }
    found
}

impl Elements {
    /// The first content of the first of the fields that is there.
    pub fn field(&self, names: &[&str]) -> Option<String> {
        names
            .iter()
            .find_map(|name| self.fields.get(*name)?.first())
            .cloned()
    }

    fn head(&mut self, node: &NodeRef<'_>, name: &str, attributes: &Attributes) {
        match name {
            "meta" => self.meta(attributes),
            "script"
                if attributes
                    .get("type")
                    .is_some_and(|kind| kind.contains("ld+json")) =>
            {
                self.described.add(&node.text());
            }
            "title" if self.title.is_empty() => self.title = sanitize::line(&node.text()),
            "h1" => self.heading(0, node),
            "h2" if self.headings[1].len() < 6 => self.heading(1, node),
            "link" if attributes.is("rel", "canonical") => {
                self.canonical = attributes.get("href").cloned();
            }
            "base" => self.base = attributes.get("href").cloned(),
            "html" => self.language = attributes.get("lang").cloned(),
            _ => {}
        }
    }

    fn meta(&mut self, attributes: &Attributes) {
        let names = ["property", "name", "itemprop", "http-equiv"];
        let name = names.iter().find_map(|name| attributes.get(name));
        let content = attributes
            .get("content")
            .or_else(|| attributes.get("value"))
            .map(|content| unescaped(&sanitize::line(content)));
        if let (Some(name), Some(content)) = (name, content.filter(|content| !content.is_empty())) {
            self.fields
                .entry(name.trim().to_lowercase())
                .or_default()
                .push(content);
        }
    }

    fn heading(&mut self, level: usize, node: &NodeRef<'_>) {
        let words = sanitize::line(&node.text());
        if let Some(headings) = self
            .headings
            .get_mut(level)
            .filter(|headings| headings.len() < MOST && !words.is_empty())
        {
            headings.push(words);
        }
    }

    fn bylines(&mut self, node: &NodeRef<'_>, name: &str, attributes: &Attributes) {
        let class = &attributes.class;
        let named = |names: &[&str]| {
            class
                .split_ascii_whitespace()
                .any(|class| names.contains(&class))
        };
        let holds = |parts: &[&str]| parts.iter().any(|part| class.contains(part));
        let entry = [
            "author vcard",
            "entry-author",
            "post-author",
            "article-author",
            "author__name",
        ];
        let rank = if attributes.is("itemprop", "author") {
            0
        } else if name == "a" && attributes.is("rel", "author") {
            1
        } else if named(&["author-name", "byline-name", "byline__name"]) {
            2
        } else if holds(&["byline", "Byline"]) {
            3
        } else if holds(&entry) || class == "author" {
            4
        } else if holds(&["author", "Author"]) {
            5
        } else {
            return;
        };
        push(self.bylines.get_mut(rank), node.id);
    }

    fn dates(&mut self, node: &NodeRef<'_>, name: &str, attributes: &Attributes) {
        let class = attributes.class.to_lowercase();
        let holds = |parts: &[&str]| parts.iter().any(|part| class.contains(part));
        let published = attributes.is("itemprop", "datePublished")
            || attributes.get("pubdate").is_some()
            || name == "time" && attributes.get("datetime").is_some()
            || name == "abbr" && class.contains("published")
            || class.contains("published") && attributes.get("title").is_some();
        let said = ["content", "datetime", "title"]
            .iter()
            .find_map(|name| attributes.get(name))
            .cloned();
        if published {
            push(self.dates.get_mut(0), (node.id, said));
        } else if name == "time" || holds(&["date", "meta", "time", "byline", "publish"]) {
            push(self.dates.get_mut(1), (node.id, None));
        }
    }
}

fn push<T>(found: Option<&mut Vec<T>>, item: T) {
    if let Some(found) = found.filter(|found| found.len() < MOST) {
        found.push(item);
    }
}

/// A text in which the characters that pages escape twice are themselves.
pub fn unescaped(text: &str) -> String {
    const NAMED: [(&str, &str); 8] = [
        ("&quot;", "\""),
        ("&#039;", "'"),
        ("&#39;", "'"),
        ("&apos;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ];
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut text = text.to_owned();
    for (name, character) in NAMED {
        text = text.replace(name, character);
    }
    sanitize::line(&text)
}
