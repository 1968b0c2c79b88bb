//! A pass over markup before it is parsed, which bounds what hostile markup costs.
//!
//! Parsers of HTML take time that grows with the square of the depth, and what walks their trees may run out of stack.

use std::borrow::Cow;

/// How deep elements may lie in each other.
const DEEPEST: usize = 192;
/// How many tags are read.
const TAGS: usize = 150_000;
/// How many attributes a tag may have.
const ATTRIBUTES: usize = 400;
/// How long a tag may be.
const LONGEST: usize = 2_000_000;
/// How many `<` that begin no tag are left to the parser, which is slow at them.
const LONE: usize = 10_000;

/// Elements without an end tag.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr", "param",
];
/// Elements that the parser closes by itself, so that they do not lie deeper when they are left open.
const FLAT: [&str; 11] = [
    "p", "li", "dd", "dt", "option", "td", "tr", "th", "thead", "tbody", "html",
];

/// The page itself when it is within all bounds; otherwise one in which what is beyond them loses its tag, never its
/// text.
pub fn guard(page: &str) -> Cow<'_, str> {
    let mut guard = Guard {
        page,
        safe: String::new(),
        copied: 0,
        at: 0,
        depth: 0,
        dropped: 0,
        tags: 0,
        lone: 0,
        changed: false,
    };
    while let Some(tag) = guard.next_mark() {
        guard.at = tag;
        guard.mark();
    }
    if !guard.changed && guard.lone < LONE {
        return Cow::Borrowed(page);
    }
    guard.copy_until(page.len());
    Cow::Owned(guard.safe)
}

struct Guard<'a> {
    page: &'a str,
    safe: String,
    /// Up to where the page was copied or left out.
    copied: usize,
    at: usize,
    depth: usize,
    /// How many open elements lost their tag.
    dropped: usize,
    tags: usize,
    lone: usize,
    changed: bool,
}

/// A tag of the page.
struct Tag {
    /// Its name in small letters.
    name: String,
    is_end: bool,
    attributes: usize,
    /// The byte behind its `>`.
    end: usize,
}

impl Guard<'_> {
    fn next_mark(&self) -> Option<usize> {
        Some(self.at + self.page.get(self.at..)?.find('<')?)
    }

    fn copy_until(&mut self, end: usize) {
        self.safe
            .push_str(self.page.get(self.copied..end).unwrap_or_default());
        self.copied = end;
    }

    /// Looks at the `<` here and moves on behind what it begins.
    fn mark(&mut self) {
        let rest = self.page.get(self.at..).unwrap_or_default();
        if rest.starts_with("<!--") {
            return self.comment(rest);
        }
        let name_at = 1 + usize::from(rest.as_bytes().get(1) == Some(&b'/'));
        match rest.as_bytes().get(name_at) {
            Some(first) if first.is_ascii_alphabetic() => match tag(rest, name_at) {
                Some(tag) => self.tag(&tag),
                // A tag without an end: nothing behind it is text.
                None => self.leave_out(self.page.len(), ""),
            },
            _ if matches!(rest.as_bytes().get(1), Some(b'!' | b'?')) => self.at += 1,
            _ => {
                self.copy_until(self.at);
                self.safe.push_str("&lt;");
                self.lone += 1;
                self.at += 1;
                self.copied = self.at;
            }
        }
    }

    fn comment(&mut self, rest: &str) {
        self.copy_until(self.at);
        let end = rest.get(4..).and_then(|rest| rest.find("-->"));
        self.changed |= end.is_none();
        self.at = end.map_or(self.page.len(), |end| self.at + 4 + end + 3);
        self.copied = self.at;
    }

    fn leave_out(&mut self, end: usize, instead: &str) {
        self.changed = true;
        self.copy_until(self.at);
        self.safe.push_str(instead);
        self.at = end;
        self.copied = end;
    }

    fn tag(&mut self, tag: &Tag) {
        self.tags += 1;
        let end = self.at + tag.end;
        let counts = !VOID.contains(&tag.name.as_str()) && !FLAT.contains(&tag.name.as_str());
        let too_many = self.tags > TAGS || counts && self.nests_too_deep(tag.is_end);
        if too_many {
            self.leave_out(end, "\n");
        } else if tag.attributes > 2 * ATTRIBUTES || tag.end > LONGEST {
            let slash = if tag.is_end { "/" } else { "" };
            self.leave_out(end, &format!("<{slash}{}>", tag.name));
        } else {
            self.at = end;
        }
        if !tag.is_end && matches!(tag.name.as_str(), "script" | "style" | "xmp") {
            self.at = raw_end(self.page, self.at, &tag.name);
        }
    }

    fn nests_too_deep(&mut self, is_end: bool) -> bool {
        match (is_end, self.dropped, self.depth) {
            (true, 0, _) => self.depth = self.depth.saturating_sub(1),
            (true, ..) => self.dropped -= 1,
            (false, _, DEEPEST..) => self.dropped += 1,
            (false, ..) => {
                self.depth += 1;
                return false;
            }
        }
        self.dropped > 0 || is_end && self.depth >= DEEPEST
    }
}

/// The tag at the start of `rest`, whose name begins at byte `name_at`; none when it does not end.
fn tag(rest: &str, name_at: usize) -> Option<Tag> {
    let bytes = rest.as_bytes();
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b':');
    let name_end = name_at
        + bytes
            .iter()
            .skip(name_at)
            .take_while(|byte| is_name(byte))
            .count();
    let (mut quote, mut attributes, mut before) = (None, 0, 0);
    for (at, byte) in bytes.iter().copied().enumerate().skip(name_end) {
        match (quote, byte) {
            (Some(mark), byte) if mark == byte => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
            (None, b'>') => {
                return Some(Tag {
                    name: rest.get(name_at..name_end)?.to_ascii_lowercase(),
                    is_end: name_at == 2,
                    attributes,
                    end: at + 1,
                });
            }
            (None, byte) => attributes += usize::from(byte == b'=' || byte.is_ascii_whitespace()),
        }
        before = byte;
    }
    None
}

/// Where the end tag of an element begins whose words are no markup.
fn raw_end(page: &str, from: usize, name: &str) -> usize {
    let bytes = page.as_bytes();
    let mut at = from;
    while let Some(found) = page.get(at..).and_then(|rest| rest.find("</")) {
        at += found;
        let named = bytes.get(at + 2..at + 2 + name.len());
        if named.is_some_and(|named| named.eq_ignore_ascii_case(name.as_bytes())) {
            return at;
        }
        at += 2;
    }
    page.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_untouched(page: &str) -> bool {
        matches!(guard(page), Cow::Borrowed(_))
    }

    #[test]
    fn ordinary_pages_are_left_as_they_are() {
        assert!(is_untouched(
            "<!doctype html><p class='a > b'>1 < 2<br><script>if (a < b) '<div>'</script><!-- <b> --></p>"
        ));
    }

    #[test]
    fn what_lies_too_deep_loses_its_tag_and_not_its_words() {
        let page = format!("{}word{}after", "<div>".repeat(500), "</div>".repeat(500));
        let safe = guard(&page);
        assert_eq!(safe.matches("<div>").count(), DEEPEST);
        assert!(safe.matches("</div>").count() <= DEEPEST + 1);
        assert!(safe.contains("word") && safe.contains("after"));
    }

    #[test]
    fn tags_and_attributes_are_counted() {
        let page = "<p>a</p>".repeat(100_000);
        assert!(guard(&page).matches('<').count() <= TAGS);
        let page = format!("<p {}>word</p>", "a=1 ".repeat(2000));
        assert_eq!(guard(&page), "<p>word</p>");
    }

    #[test]
    fn what_never_ends_is_left_out() {
        assert_eq!(guard("a<b href='"), "a");
        assert_eq!(guard("a<!-- b"), "a");
        assert!(guard(&"<".repeat(20_000)).starts_with("&lt;&lt;"));
    }
}
