//! XML as it is found: read leniently, in one pass, whatever is missing, unclosed or undeclared.

use std::collections::BTreeMap;
use std::ops::Range;

/// How deep elements may lie in each other; what lies deeper belongs to the element above it.
const DEEPEST: usize = 100;

/// How many bytes longer a text may get by what its document declares.
const GROWTH: usize = 1 << 20;

/// An element.
#[derive(Debug, Clone, Default)]
pub struct Element {
    /// Its name in small letters, with its prefix.
    pub name: String,
    /// Its attributes; names in small letters.
    pub attributes: Vec<(String, String)>,
    /// The elements in it.
    pub children: Vec<Element>,
    /// Its own words and sections of character data, entities resolved.
    pub text: String,
    /// Where its contents stand in the source.
    pub inside: Range<usize>,
}

impl Element {
    /// The name without its prefix.
    pub fn local(&self) -> &str {
        self.name.rsplit(':').next().unwrap_or(&self.name)
    }

    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The first child of this whole name.
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    /// All elements below that are called so without their prefix, in order, and not inside each other.
    pub fn all<'a>(&'a self, names: &[&str], found: &mut Vec<&'a Element>) {
        for child in &self.children {
            if names.contains(&child.local()) {
                found.push(child);
            } else {
                child.all(names, found);
            }
        }
    }
}

/// Reads a document; the element that is returned holds its root. `apart` are elements that do not lie in each other:
/// where one begins, the one before it ends.
pub fn parse(source: &str, apart: &[&str]) -> Element {
    let mut reader = Reader {
        source,
        at: 0,
        apart,
        open: vec![Element::default()],
        entities: BTreeMap::new(),
    };
    while reader.step() {}
    while reader.open.len() > 1 {
        reader.close(source.len());
    }
    reader.open.pop().unwrap_or_default()
}

struct Reader<'a> {
    source: &'a str,
    at: usize,
    apart: &'a [&'a str],
    open: Vec<Element>,
    /// What the document declares; never resolved further.
    entities: BTreeMap<String, String>,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.source.get(self.at..).unwrap_or_default()
    }

    fn step(&mut self) -> bool {
        let Some(next) = self.rest().find('<') else {
            self.words(self.source.len());
            return false;
        };
        self.words(self.at + next);
        let rest = self.rest();
        if rest.starts_with("<!--") {
            self.skip_to("-->");
        } else if rest.starts_with("<![CDATA[") {
            self.data();
        } else if rest.starts_with("<?") {
            self.skip_to(">");
        } else if rest.starts_with("<!") {
            self.declaration();
        } else if let Some(name) = rest.strip_prefix("</") {
            let name = name_of(name).to_lowercase();
            let start = self.at;
            self.skip_to(">");
            self.end(&name, start);
        } else if name_of(rest.get(1..).unwrap_or_default()).is_empty() {
            self.add("<");
            self.at += 1;
        } else {
            self.begin();
        }
        self.at < self.source.len()
    }

    fn skip_to(&mut self, end: &str) {
        let found = self.rest().find(end).map(|found| found + end.len());
        self.at += found.unwrap_or(self.rest().len());
    }

    fn add(&mut self, words: &str) {
        if let Some(open) = self.open.last_mut() {
            open.text.push_str(words);
        }
    }

    fn words(&mut self, end: usize) {
        let words = self.source.get(self.at..end).unwrap_or_default();
        let words = resolved(words, &self.entities);
        self.add(&words);
        self.at = end;
    }

    /// A section of character data. One that is not closed ends with its element.
    fn data(&mut self) {
        let start = self.at + "<![CDATA[".len();
        let rest = self.source.get(start..).unwrap_or_default();
        let name = self
            .open
            .last()
            .map(|open| format!("</{}", open.name))
            .unwrap_or_default();
        let end = rest.find("]]>");
        let next = rest
            .get(..end.unwrap_or(rest.len()))
            .and_then(|data| data.find("<![CDATA["));
        let closed = rest
            .find(&name)
            .filter(|closed| end.is_none() || next.is_some_and(|next| *closed < next));
        let (end, skip) = match (closed, end) {
            (Some(closed), _) => (closed, 0),
            (None, Some(end)) => (end, 3),
            (None, None) => (rest.len(), 0),
        };
        let words = rest.get(..end).unwrap_or_default().to_owned();
        self.add(&words);
        self.at = start + end + skip;
    }

    /// A document type, with the entities that it declares.
    fn declaration(&mut self) {
        let rest = self.rest();
        let (end, bracket) = (rest.find('>').unwrap_or(rest.len()), rest.find('['));
        let Some(bracket) = bracket.filter(|bracket| *bracket < end) else {
            return self.skip_to(">");
        };
        let close = rest
            .get(bracket..)
            .and_then(|inside| inside.find(']'))
            .map_or(end, |close| bracket + close);
        let inside = rest.get(bracket..close).unwrap_or_default().to_owned();
        for entity in inside.split("<!ENTITY").skip(1).take(200) {
            let mut words = entity.trim_start().splitn(2, char::is_whitespace);
            let (Some(name), Some(value)) = (words.next(), words.next()) else {
                continue;
            };
            let value = value.trim_start();
            let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
                continue;
            };
            let value = value.split(quote).nth(1).unwrap_or_default();
            if value.len() < 1000 {
                self.entities
                    .insert(name.to_owned(), resolved(value, &BTreeMap::new()));
            }
        }
        self.at += close;
        self.skip_to(">");
    }

    fn begin(&mut self) {
        let rest = self.rest();
        let end = tag_end(rest);
        let tag = rest.get(1..end).unwrap_or_default();
        let closed = tag.ends_with('/');
        let name = name_of(tag).to_lowercase();
        let attributes = attributes(
            tag.get(name_of(tag).len()..)
                .unwrap_or_default()
                .trim_end_matches('/'),
            &self.entities,
        );
        let start = self.at;
        self.at = (self.at + end + 1).min(self.source.len());
        let local = name.rsplit(':').next().unwrap_or(&name).to_owned();
        if self.apart.contains(&local.as_str()) {
            self.end_apart(start);
        }
        if self.open.len() > DEEPEST && !closed {
            return;
        }
        let inside = self.at..self.at;
        self.open.push(Element {
            name,
            attributes,
            inside,
            ..Element::default()
        });
        if closed {
            self.close(self.at);
        }
    }

    /// Ends the element that must not hold the next one.
    fn end_apart(&mut self, at: usize) {
        let around = self
            .open
            .iter()
            .rposition(|open| self.apart.contains(&open.local()));
        if let Some(around) = around {
            while self.open.len() > around {
                self.close(at);
            }
        }
    }

    fn end(&mut self, name: &str, at: usize) {
        let Some(found) = self
            .open
            .iter()
            .rposition(|open| open.name == name)
            .filter(|found| *found > 0)
        else {
            return;
        };
        while self.open.len() > found {
            self.close(at);
        }
    }

    fn close(&mut self, at: usize) {
        let Some(mut element) = self.open.pop() else {
            return;
        };
        element.inside.end = at.max(element.inside.start);
        if let Some(parent) = self.open.last_mut() {
            parent.children.push(element);
        }
    }
}

fn name_of(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && !matches!(c, ':' | '-' | '_' | '.'));
    let name = text.get(..end.unwrap_or(text.len())).unwrap_or_default();
    if name.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        name
    } else {
        ""
    }
}

/// Where the `>` of a tag stands, outside its quotes where they are closed.
fn tag_end(rest: &str) -> usize {
    let mut quote = None;
    let mut before = '<';
    for (at, c) in rest.char_indices().take(100_000) {
        match (quote, c) {
            (Some(mark), c) if mark == c => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if before == '=' => quote = Some(c),
            (None, '>') => return at,
            (None, _) => {}
        }
        if !c.is_whitespace() {
            before = c;
        }
    }
    rest.find('>').unwrap_or(rest.len())
}

fn attributes(mut rest: &str, entities: &BTreeMap<String, String>) -> Vec<(String, String)> {
    let mut found = Vec::new();
    while let Some((name, after)) = rest.split_once('=') {
        if found.len() == 200 {
            break;
        }
        let name = name
            .split_whitespace()
            .next_back()
            .unwrap_or_default()
            .to_lowercase();
        let after = after.trim_start();
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, next) = match quote {
            Some(quote) => after
                .get(1..)
                .unwrap_or_default()
                .split_once(quote)
                .unwrap_or((after, "")),
            None => after.split_once(char::is_whitespace).unwrap_or((after, "")),
        };
        found.push((name, resolved(value, entities)));
        rest = next;
    }
    found
}

/// The text with the entities of XML, of the document, and of numbers; others stay, for they may be those of HTML.
pub fn resolved(text: &str, entities: &BTreeMap<String, String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(rest.get(..at).unwrap_or_default());
        rest = rest.get(at + 1..).unwrap_or_default();
        let name = rest
            .get(
                ..rest
                    .bytes()
                    .take(40)
                    .position(|byte| byte == b';')
                    .unwrap_or(0),
            )
            .unwrap_or_default();
        let named = match name {
            "amp" => Some("&".to_owned()),
            "lt" => Some("<".to_owned()),
            "gt" => Some(">".to_owned()),
            "quot" => Some("\"".to_owned()),
            "apos" => Some("'".to_owned()),
            // What is declared may not make a bomb of the text.
            name if out.len() > text.len() + GROWTH => numbered(name),
            name => entities.get(name).cloned().or_else(|| numbered(name)),
        };
        match named {
            Some(words) => {
                out.push_str(&words);
                rest = rest.get(name.len() + 1..).unwrap_or_default();
            }
            None => out.push('&'),
        }
    }
    out.push_str(rest);
    out
}

fn numbered(name: &str) -> Option<String> {
    let number = name.strip_prefix('#')?;
    let code = match number.strip_prefix(['x', 'X']) {
        Some(number) => u32::from_str_radix(number, 16).ok()?,
        None => number.parse().ok()?,
    };
    // Numbers of controls stand for what Windows has at their place.
    if let 0x80..=0x9F = code {
        let byte = [u8::try_from(code).ok()?];
        return Some(encoding_rs::WINDOWS_1252.decode(&byte).0.into_owned());
    }
    char::from_u32(code).map(String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_read_with_attributes_and_data() {
        let source = "<?xml version='1.0'?><!DOCTYPE r [<!ENTITY port 'Tarn'>]><R a = \"1 &amp; 2\" b=3><x:Y/>&port; &#x41;&nbsp;<![CDATA[<b>]]></R>";
        let root = parse(source, &[]).children.remove(0);
        assert_eq!(
            (root.name.as_str(), root.attribute("a"), root.attribute("b")),
            ("r", Some("1 & 2"), Some("3"))
        );
        assert_eq!(root.text, "Tarn A&nbsp;<b>");
        assert_eq!(root.children[0].local(), "y");
    }

    #[test]
    fn what_is_not_closed_ends_where_the_next_begins() {
        let source = "<c><item><t>a<item><t><![CDATA[b</t></item><item><t><![CDATA[c]]></t></item>";
        let mut items = Vec::new();
        let root = parse(source, &["item"]);
        root.all(&["item"], &mut items);
        let texts: Vec<&str> = items
            .iter()
            .map(|item| item.children[0].text.as_str())
            .collect();
        assert_eq!(texts, ["a", "b", "c"]);
    }

    #[test]
    fn bombs_and_depths_do_no_harm() {
        let bomb = "<!DOCTYPE r [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><r>&b;</r>";
        assert_eq!(parse(bomb, &[]).children[0].text, "&a;&a;&a;");
        assert_eq!(parse(&"<a>".repeat(200_000), &[]).children.len(), 1);
        assert_eq!(parse(&"<".repeat(1000), &[]).text.len(), 1000);
    }
}
