//! A pass over markup before it is parsed, which bounds what hostile markup costs.
//!
//! Parsers of HTML take time that grows with the square of the depth, and what walks their trees may run out of stack.

use std::borrow::Cow;
use std::collections::BTreeMap;

use dom_query::Document;

/// How deep elements may lie in each other.
const DEEPEST: usize = 192;
/// How deep a tree may be that is walked; what the parser closes by itself lies between the elements that are counted.
const DEEPEST_TREE: usize = 2000;
/// How many open elements the parser may look at, over all tags.
const WORK: usize = 100_000_000;
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

/// Elements that keep an end tag inside them from closing what lies around them, unless that is of their kind, too.
const WALLS: [&str; 8] = [
    "table", "object", "applet", "marquee", "template", "select", "caption", "button",
];
/// Elements whose end tag closes what was left open in them.
const BLOCKS: [&str; 27] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "hgroup",
    "main",
    "menu",
    "nav",
    "ol",
    "pre",
    "search",
    "section",
    "summary",
    "ul",
    "listing",
];

/// The page itself when it is within all bounds; otherwise one in which what is beyond them loses its tag, never its
/// text.
pub fn guard(page: &str) -> Cow<'_, str> {
    guarded(page).0
}

/// The page within all bounds, and whether it has a comment that hides the rest of it.
pub fn guarded(page: &str) -> (Cow<'_, str>, bool) {
    let mut guard = Guard {
        page,
        safe: String::new(),
        copied: 0,
        at: 0,
        open: Vec::new(),
        dropped: BTreeMap::new(),
        unsure: 0,
        work: 0,
        tags: 0,
        lone: 0,
        changed: false,
        hidden: false,
    };
    while let Some(tag) = guard.next_mark() {
        guard.at = tag;
        guard.mark();
    }
    if !guard.changed && guard.lone < LONE {
        return (Cow::Borrowed(page), guard.hidden);
    }
    guard.copy_until(page.len());
    (Cow::Owned(guard.safe), guard.hidden)
}

/// Whether a tree is so deep that to walk it may need more stack than there is.
pub fn is_too_deep(document: &Document) -> bool {
    let (mut node, mut depth) = (document.root(), 0_usize);
    loop {
        if let Some(child) = node.first_child() {
            (node, depth) = (child, depth + 1);
            if depth > DEEPEST_TREE {
                return true;
            }
            continue;
        }
        while node.next_sibling().is_none() && depth > 0 {
            let Some(parent) = node.parent() else {
                return false;
            };
            (node, depth) = (parent, depth - 1);
        }
        match node.next_sibling() {
            Some(next) if depth > 0 => node = next,
            _ => return false,
        }
    }
}

struct Guard<'a> {
    page: &'a str,
    safe: String,
    /// Up to where the page was copied or left out.
    copied: usize,
    at: usize,
    /// The names of the open elements that are counted, at most [`DEEPEST`].
    open: Vec<String>,
    /// How many open elements of each name lost their tag, inside the innermost of these.
    dropped: BTreeMap<String, usize>,
    /// How many elements more the parser may hold open: such as were left open.
    unsure: usize,
    /// How many open elements the parser looked at, at worst.
    work: usize,
    tags: usize,
    lone: usize,
    changed: bool,
    hidden: bool,
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
        let end = comment_end(rest);
        self.changed |= end.is_none();
        self.hidden |= end.is_none();
        self.at = end.map_or(self.page.len(), |end| self.at + end);
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
        let too_many = self.tags > TAGS || self.work > WORK || self.nests_too_deep(tag);
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

    /// Whether a tag, or the one that it closes, lies too deep; remembers what is open.
    fn nests_too_deep(&mut self, tag: &Tag) -> bool {
        let name = tag.name.as_str();
        self.work += self.open.len() + self.unsure;
        if VOID.contains(&name) {
            return false;
        }
        if FLAT.contains(&name) {
            self.unsure = if tag.is_end {
                self.unsure.saturating_sub(1)
            } else {
                self.unsure + 1
            };
            return false;
        }
        if tag.is_end {
            return self.closes_dropped(name);
        }
        let too_deep = self.open.len() >= DEEPEST;
        if too_deep {
            *self.dropped.entry(name.to_owned()).or_default() += 1;
        } else {
            self.open.push(name.to_owned());
        }
        too_deep
    }

    /// Whether an end tag belongs to an element that lost its tag; closes what it closes otherwise.
    fn closes_dropped(&mut self, name: &str) -> bool {
        if let Some(count) = self.dropped.get_mut(name).filter(|count| **count > 0) {
            *count -= 1;
            return true;
        }
        let closes_blocks = BLOCKS.contains(&name) || WALLS.contains(&name);
        for (at, open) in self.open.iter().enumerate().rev() {
            if open == name {
                // What is closed along with it may be opened again by the parser.
                self.unsure += self.open.len() - at - 1;
                self.open.truncate(at);
                self.dropped.clear();
                break;
            }
            let open = open.as_str();
            if WALLS.contains(&open) || !closes_blocks && BLOCKS.contains(&open) {
                break;
            }
        }
        false
    }
}

/// The byte behind the comment at the start of `rest`; none when it does not end.
fn comment_end(rest: &str) -> Option<usize> {
    let inside = rest.get(4..)?;
    if inside.starts_with('>') {
        return Some(5);
    }
    if inside.starts_with("->") {
        return Some(6);
    }
    let mut at = 0;
    while let Some(found) = inside.get(at..)?.find("--") {
        at += found;
        let after = inside.get(at + 2..)?;
        if after.starts_with('>') {
            return Some(4 + at + 3);
        }
        if after.starts_with("!>") {
            return Some(4 + at + 4);
        }
        at += 1;
    }
    None
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

    #[test]
    fn end_tags_that_close_nothing_do_not_let_elements_lie_deeper() {
        for piece in [
            "<div></x>",
            "<span></x>",
            "<span><div></span>",
            "<b><table></b>",
        ] {
            let page = format!("<html><body>{}", piece.repeat(3000));
            let tree = Document::from(guard(&page).as_ref());
            assert!(!is_too_deep(&tree), "{piece}");
        }
    }

    #[test]
    fn elements_that_the_parser_nests_unseen_are_bounded_in_all() {
        let page = "<dd><li>x".repeat(70_000);
        assert!(guard(&page).matches('<').count() < 60_000);
    }

    #[test]
    fn trees_that_are_too_deep_are_told() {
        let of = |depth: usize| Document::from("<dd><li>".repeat(depth / 2).as_str());
        assert!(!is_too_deep(&of(100)));
        assert!(is_too_deep(&of(DEEPEST_TREE + 100)));
        assert!(!is_too_deep(&Document::from("<p>a</p><p>b</p>")));
    }

    #[test]
    fn comments_end_where_they_end_for_browsers() {
        for comment in [
            "<!-->",
            "<!--->",
            "<!-- a --!>",
            "<!-- a -->",
            "<!---->",
            "<!-- a --->",
        ] {
            let (safe, hidden) = guarded(comment);
            assert_eq!((safe.as_ref(), hidden), (comment, false));
            let page = format!("a{comment}b<i c='");
            assert_eq!(guard(&page), "ab", "{comment}");
        }
        assert!(guarded("a<!-- b").1);
    }
}
