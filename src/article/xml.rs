//! XML as it is found: read leniently, whatever is missing, unclosed or undeclared.
//!
//! quick-xml divides the source. Where it finds no end, or runs on into the next element to find one, the end is set here and it reads on from there.

mod entities;

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use self::entities::Entities;
use super::contain::contain;

/// How deep elements may lie in each other; what lies deeper belongs to the element above it.
const DEEPEST: usize = 100;

/// How many bytes in all may be read again where a source is not well-formed; what then is left is text.
const AGAIN: usize = 1 << 26;

/// How many attributes of one element are read.
const ATTRIBUTES: usize = 200;

/// How a section of character data begins.
const DATA: &str = "<![CDATA[";

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
    let tree = || {
        let mut builder = Builder {
            source,
            apart,
            reader: Reader::from_str(""),
            start: 0,
            again: 0,
            open: vec![Element::default()],
            entities: Entities::default(),
        };
        builder.go_to(0);
        while builder.step() {}
        while builder.open.len() > 1 {
            builder.close(source.len());
        }
        builder.open.pop().unwrap_or_default()
    };
    contain(tree).unwrap_or_default()
}

struct Builder<'a> {
    source: &'a str,
    apart: &'a [&'a str],
    /// Reads what stands behind `start`.
    reader: Reader<&'a [u8]>,
    start: usize,
    /// How many bytes were read in vain.
    again: usize,
    open: Vec<Element>,
    entities: Entities,
}

impl<'a> Builder<'a> {
    fn at(&self) -> usize {
        let read = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX);
        self.start.saturating_add(read).min(self.source.len())
    }

    fn go_to(&mut self, at: usize) {
        self.again += self.at().saturating_sub(at);
        let rest = self.source.get(at..).unwrap_or_default();
        if self.again > AGAIN {
            self.add(rest);
            return self.read_from("");
        }
        // The reader would leave these marks out without counting them.
        self.read_from(rest.trim_start_matches('\u{feff}'));
    }

    /// Has the reader begin at the last part of the source.
    fn read_from(&mut self, rest: &'a str) {
        self.start = self.source.len() - rest.len();
        self.reader = Reader::from_str(rest);
        let config = self.reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
    }

    fn step(&mut self) -> bool {
        let start = self.at();
        let rest = self.source.get(start..).unwrap_or_default();
        if rest.starts_with('<') && !is_markup(rest) {
            self.add("<");
            self.go_to(start + 1);
            return true;
        }
        let event = self.reader.read_event();
        let failed = event.is_err();
        // What fails has no end, so that it may take all there is.
        let read = if failed {
            rest
        } else {
            self.source.get(start..self.at()).unwrap_or_default()
        };
        let length = match event {
            Ok(Event::Eof) => return false,
            Ok(Event::Text(words)) => {
                self.add(&words);
                read.len()
            }
            Ok(Event::GeneralRef(name)) => {
                self.reference(&name);
                read.len()
            }
            _ => self.markup(read, start),
        };
        if failed || length != read.len() {
            self.go_to(start + length);
        }
        true
    }

    fn add(&mut self, words: &str) {
        if let Some(open) = self.open.last_mut() {
            open.text.push_str(words);
        }
    }

    fn reference(&mut self, name: &str) {
        let Some(open) = self.open.last_mut() else {
            return;
        };
        match self.entities.words(name) {
            Some(words) => open.text.push_str(&words),
            None => open.text.extend(["&", name, ";"]),
        }
    }

    /// Takes in what begins with `<` and ends within `read`; returns its length.
    fn markup(&mut self, read: &str, start: usize) -> usize {
        if read.starts_with("<!--") {
            behind(read, "-->")
        } else if read.starts_with(DATA) {
            self.data(read)
        } else if read.starts_with("<!") {
            self.declaration(read)
        } else if read.starts_with("<?") {
            // One that holds a tag was closed before it, if not as it should be.
            let whole = read.ends_with("?>") && read.rfind('<') == Some(0);
            if whole { read.len() } else { behind(read, ">") }
        } else if let Some(name) = read.strip_prefix("</") {
            self.end(&name_of(name).to_lowercase(), start);
            behind(read, ">")
        } else {
            self.begin(read, start)
        }
    }

    /// A section of character data. One that is not closed ends with its element.
    fn data(&mut self, read: &str) -> usize {
        let inside = read.strip_prefix(DATA).unwrap_or_default();
        let (data, unclosed) = match inside.strip_suffix("]]>") {
            Some(data) => (data, data.find(DATA)),
            None => (inside, Some(inside.len())),
        };
        let name = self.open.last().map_or("", |open| open.name.as_str());
        let closed = unclosed
            .and_then(|next| data.get(..next))
            .and_then(|data| data.find(&format!("</{name}")));
        self.add(data.get(..closed.unwrap_or(data.len())).unwrap_or_default());
        closed.map_or(read.len(), |closed| DATA.len() + closed)
    }

    /// A document type, with the entities that it declares.
    fn declaration(&mut self, read: &str) -> usize {
        let first = read.find(['[', '>']).unwrap_or(read.len());
        let inside = read.get(first..).unwrap_or_default();
        if !inside.starts_with('[') {
            return behind(read, ">");
        }
        let own = inside.split("]]>").next().unwrap_or_default();
        let close = own.find("]>").or_else(|| own.find(']'));
        let close = close.or_else(|| inside.find([']', '>']));
        let (inside, rest) = inside
            .split_at_checked(close.unwrap_or(inside.len()))
            .unwrap_or_default();
        self.entities.declare(inside);
        first + inside.len() + behind(rest, ">")
    }

    fn begin(&mut self, read: &str, start: usize) -> usize {
        // A tag that holds another one lacks its end or a quote.
        let whole = read.ends_with('>') && read.rfind('<') == Some(0);
        let end = if whole { read.len() - 1 } else { tag_end(read) };
        let length = (end + 1).min(read.len());
        let tag = read.get(1..end).unwrap_or_default();
        let closed = tag.ends_with('/');
        let tag = tag.trim_end_matches('/');
        let name = name_of(tag).to_lowercase();
        let local = name.rsplit(':').next().unwrap_or(&name);
        if self.apart.contains(&local) {
            self.end_apart(start);
        }
        if self.open.len() > DEEPEST && !closed {
            return length;
        }
        let attributes = self.attributes(tag);
        let inside = start + length..start + length;
        self.open.push(Element {
            name,
            attributes,
            inside,
            ..Element::default()
        });
        if closed {
            self.close(start + length);
        }
        length
    }

    fn attributes(&mut self, tag: &str) -> Vec<(String, String)> {
        let tag = BytesStart::from_content(tag, name_of(tag).len());
        let mut all = tag.html_attributes();
        all.with_checks(false);
        let named = all.take(ATTRIBUTES).flatten().map(|attribute| {
            let value = self.entities.resolved(&attribute.value);
            (attribute.key.as_ref().to_lowercase(), value)
        });
        named.collect()
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

/// Whether a `<` begins more than itself.
fn is_markup(rest: &str) -> bool {
    let rest = rest.get(1..).unwrap_or_default();
    rest.starts_with(['/', '!', '?']) || !name_of(rest).is_empty()
}

/// How far it is to behind the first `end`, or to the end of all.
fn behind(text: &str, end: &str) -> usize {
    text.find(end).map_or(text.len(), |at| at + end.len())
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
    fn what_is_not_well_formed_costs_no_element() {
        let cases = [
            ("<r><a x='1>t</a><b>u</b></r>", "t u"),
            ("<r><a x=it's>t</a><b y='2'>u</b></r>", "t u"),
            ("<r><a x=\"1>2 < 3\">t</a><b y=2 z>u</b></r>", "t u"),
            ("<r><a>t</a it's><b>u</b", "t u"),
            (
                "<r><a>3 < 4 &amp; 5 & 6</a><b>&x</b></c></r>",
                "3 < 4 & 5 & 6 &x",
            ),
            (
                "<?xml version='1.0'><r><!-- <c> --><?d e?><a>t</a><?f><b>u</b></r>",
                "t u",
            ),
            ("<!DOCTYPE r PUBLIC \"x><r><a>t</a><b>u</b></r>", "t u"),
            (
                "<!DOCTYPE r [<!ENTITY t 'u'><r><a>&t;</a><b>&u;</b></r>",
                "u &u;",
            ),
            (
                "\u{feff}<r><a>\u{e9}<![if x]></a><b><!--u--><![CDATA[u</b></r>",
                "\u{e9} u",
            ),
        ];
        for (source, expected) in cases {
            let (root, mut found) = (parse(source, &[]), Vec::new());
            root.all(&["a", "b"], &mut found);
            let texts: Vec<&str> = found.iter().map(|element| element.text.as_str()).collect();
            assert_eq!(texts.join(" "), expected, "{source}");
            let inside = source.get(found[0].inside.clone()).unwrap();
            assert!(!inside.contains("</"), "{source}");
        }
    }

    #[test]
    fn what_is_read_again_is_bounded_and_nothing_is_lost() {
        fn count(element: &Element) -> usize {
            let below: usize = element.children.iter().map(count).sum();
            below + element.text.matches('x').count()
        }
        let source = "<a><![CDATA[x</a>".repeat(20_000);
        let root = parse(&source, &[]);
        assert!((100..20_000).contains(&root.children.len()));
        assert_eq!(count(&root), 20_000);
    }

    #[test]
    fn bombs_and_depths_do_no_harm() {
        let bomb = "<!DOCTYPE r [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><r>&b;</r>";
        assert_eq!(parse(bomb, &[]).children[0].text, "&a;&a;&a;");
        assert_eq!(parse(&"<a>".repeat(200_000), &[]).children.len(), 1);
        assert_eq!(parse(&"<".repeat(1000), &[]).text.len(), 1000);
    }
}
