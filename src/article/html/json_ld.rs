//! What a page says of itself in JSON-LD.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// How many things are looked at.
const MOST: usize = 2000;

/// The things that scripts of JSON-LD describe.
#[derive(Debug, Default)]
pub struct Described {
    things: Vec<Map<String, Value>>,
    /// Which of them have a name by which others refer to them.
    named: BTreeMap<String, usize>,
}

impl Described {
    /// Adds the things of one script.
    pub fn add(&mut self, script: &str) {
        let Some(value) = read(script) else { return };
        let mut rest = vec![value];
        while let Some(value) = rest.pop() {
            match value {
                Value::Array(values) => rest.extend(values.into_iter().take(200)),
                Value::Object(thing) if self.things.len() < MOST => {
                    let inner = [
                        "@graph",
                        "mainEntity",
                        "mainEntityOfPage",
                        "itemListElement",
                        "item",
                    ];
                    rest.extend(inner.iter().filter_map(|key| thing.get(*key)).cloned());
                    if let Some(Value::String(id)) = thing.get("@id") {
                        let _ = self.named.entry(id.clone()).or_insert(self.things.len());
                    }
                    self.things.push(thing);
                }
                _ => {}
            }
        }
    }

    /// The articles, or else the pages, that are described.
    pub fn articles(&self) -> Vec<&Map<String, Value>> {
        const KINDS: [&str; 6] = [
            "Article",
            "BlogPosting",
            "Report",
            "Review",
            "LiveBlog",
            "Posting",
        ];
        let of = |is: &dyn Fn(&str) -> bool| -> Vec<&Map<String, Value>> {
            let things = self.things.iter();
            things
                .filter(|thing| types(thing).into_iter().any(is))
                .collect()
        };
        let articles = of(&|kind| KINDS.iter().any(|known| kind.contains(known)));
        if articles.is_empty() {
            of(&|kind| kind.contains("WebPage"))
        } else {
            articles
        }
    }

    /// The names of persons or organisations in a field.
    pub fn names(&self, value: &Value) -> Vec<String> {
        let values = match value {
            Value::Array(values) => values.as_slice(),
            other => std::slice::from_ref(other),
        };
        values
            .iter()
            .take(50)
            .flat_map(|value| self.names_of(value))
            .collect()
    }

    fn names_of(&self, value: &Value) -> Vec<String> {
        let thing = match value {
            Value::String(name) => return vec![name.clone()],
            Value::Object(thing) => thing,
            _ => return Vec::new(),
        };
        let known = || {
            self.things
                .get(*self.named.get(thing.get("@id")?.as_str()?)?)
        };
        let name = thing.get("name").or_else(|| known()?.get("name"));
        match name {
            Some(Value::String(name)) => vec![name.clone()],
            Some(Value::Array(names)) => names
                .iter()
                .filter_map(Value::as_str)
                .map(str::to_owned)
                .collect(),
            _ => Vec::new(),
        }
    }
}

fn types(thing: &Map<String, Value>) -> Vec<&str> {
    match thing.get("@type") {
        Some(Value::String(kind)) => vec![kind],
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

/// Reads a script as browsers' friends write them: with line breaks in strings, comments around, commas too many.
fn read(script: &str) -> Option<Value> {
    let script: String = script
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let script = script
        .trim()
        .trim_start_matches("<!--")
        .trim_end_matches("-->");
    let script = script
        .trim()
        .trim_start_matches("//<![CDATA[")
        .trim_end_matches("//]]>")
        .trim();
    let script = script.trim_end_matches(';');
    serde_json::from_str(script)
        .ok()
        .or_else(|| serde_json::from_str(&without_commas(script)).ok())
}

/// The script without commas before closing brackets.
fn without_commas(script: &str) -> String {
    let mut clean = String::with_capacity(script.len());
    for c in script.chars() {
        if matches!(c, '}' | ']') {
            let end = clean.trim_end().len();
            if clean.get(..end).is_some_and(|text| text.ends_with(',')) {
                clean.truncate(end - 1);
            }
        }
        clean.push(c);
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_found_in_a_graph_with_its_author_elsewhere() {
        let mut described = Described::default();
        described.add(
            r##"<!-- {"@graph": [{"@type": "Person", "@id": "#a", "name": "Ana Vale"},
            {"@type": ["NewsArticle"], "headline": "Wall
            cracked", "author": {"@id": "#a"},}]} -->"##,
        );
        let articles = described.articles();
        assert_eq!(articles.len(), 1);
        assert_eq!(described.names(&articles[0]["author"]), ["Ana Vale"]);
    }

    #[test]
    fn what_is_no_json_says_nothing() {
        let mut described = Described::default();
        described.add("var a = 1;");
        described.add(&"[".repeat(100_000));
        assert!(described.articles().is_empty());
    }
}
