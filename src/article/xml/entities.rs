//! Entities: those of XML, of a document, and of numbers. Others stay, for they may be those of HTML.

use std::borrow::Cow;
use std::collections::BTreeMap;

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::BytesRef;

/// How many bytes longer a document may get by what it declares.
const GROWTH: usize = 1 << 20;

/// How long the name of an entity can be.
const LONGEST: usize = 40;

/// The entities that stand for something in a document.
#[derive(Debug, Default)]
pub struct Entities {
    /// What the document declares; never resolved further.
    declared: BTreeMap<String, String>,
    /// By how much it has got longer.
    grown: usize,
}

impl Entities {
    /// Takes in the declarations of a document type.
    pub fn declare(&mut self, declarations: &str) {
        for entity in declarations.split("<!ENTITY").skip(1).take(200) {
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
                let value = Self::default().resolved(value);
                self.declared.insert(name.to_owned(), value);
            }
        }
    }

    /// What an entity stands for, if it is known.
    pub fn words(&mut self, name: &str) -> Option<Cow<'_, str>> {
        if let Some(words) = resolve_xml_entity(name) {
            return Some(words.into());
        }
        if name.starts_with('#') {
            return numbered(name).map(Cow::Owned);
        }
        let words = self.declared.get(name)?;
        // What is declared may not make a bomb of the text.
        let grown = self.grown + words.len();
        (grown <= GROWTH).then(|| {
            self.grown = grown;
            Cow::Borrowed(words.as_str())
        })
    }

    /// The text with what its entities stand for.
    pub fn resolved(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('&') {
            out.push_str(before);
            let end = after.bytes().take(LONGEST).position(|byte| byte == b';');
            let name = end.and_then(|end| after.get(..end)).unwrap_or_default();
            rest = if let Some(words) = self.words(name) {
                out.push_str(&words);
                after.get(name.len() + 1..).unwrap_or_default()
            } else {
                out.push('&');
                after
            };
        }
        out.push_str(rest);
        out
    }
}

fn numbered(name: &str) -> Option<String> {
    let reference = BytesRef::new(name.to_ascii_lowercase());
    let c = reference.resolve_char_ref().ok().flatten()?;
    // Numbers of controls stand for what Windows has at their place.
    if let '\u{80}'..='\u{9f}' = c {
        let byte = [u8::try_from(u32::from(c)).ok()?];
        return Some(encoding_rs::WINDOWS_1252.decode(&byte).0.into_owned());
    }
    Some(c.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_resolved_once_and_others_stay() {
        let mut entities = Entities::default();
        entities.declare("[<!ENTITY port 'Tarn &#38;amp; quay'>");
        assert_eq!(
            entities.resolved("&port;: &#X41;&#146;&#x2014; &nbsp;&amp;lt; A&B; & &"),
            "Tarn &amp; quay: A’— &nbsp;&lt; A&B; & &"
        );
    }

    #[test]
    fn what_is_declared_makes_no_bomb() {
        let mut entities = Entities::default();
        entities.declare(&format!("[<!ENTITY a '{}'>", "a".repeat(999)));
        let bomb = "&a;".repeat(100_000);
        assert!(entities.resolved(&bomb).len() < bomb.len() + GROWTH);
        assert!(entities.words("a").is_none());
    }
}
