//! The blocks of a page in order: what stands between line breaks when it is shown.

use std::ops::Range;

use dom_query::{Document, NodeData, NodeId, NodeRef};

use crate::article::{ParagraphKind, sanitize};

/// The attribute that tells elements apart while a page is looked at.
pub const MARK: &str = "data-crossread";

/// A stretch of text of its own, with what its markup says of it.
#[derive(Debug, Clone)]
pub struct Block {
    /// What its elements make of it.
    pub kind: ParagraphKind,
    /// Its words, sanitized; white space as it would be shown.
    pub text: String,
    /// Where it links to.
    pub links: Vec<(Range<usize>, String)>,
    /// Which marked elements hold how many bytes of its words.
    pub owners: Vec<(usize, usize)>,
    /// What precedes the words of a list item: `- `, `3. `.
    pub bullet: String,
    /// What lies around it.
    pub around: Around,
}

/// What lies around a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Around {
    /// Menus, forms, the foot of a page, what stands aside of the text.
    pub outside: bool,
    /// Not shown.
    pub hidden: bool,
    /// The number of the heading, 1 to 6.
    pub level: u8,
    /// An element that holds a report.
    pub article: bool,
}

impl Block {
    /// How many bytes of a hundred are links.
    pub fn linked(&self) -> usize {
        let linked: usize = self.links.iter().map(|(range, _)| range.len()).sum();
        linked * 100 / self.text.len().max(1)
    }
}

/// The blocks of a page, whose elements are marked by the way.
pub fn blocks(page: &Document) -> Vec<Block> {
    let mut walk = Walk::default();
    let root = page.body().unwrap_or_else(|| page.root());
    walk.children(&root, Inside::default());
    walk.close();
    // Not before, because a tree that is walked through is not to be changed.
    for (mark, id) in (1..).zip(walk.marked) {
        if let Some(node) = page.tree.get(&id) {
            node.set_attr(MARK, &usize::to_string(&mark));
        }
    }
    walk.blocks
}

/// The elements around the present place.
#[derive(Debug, Clone, Copy, Default)]
struct Inside {
    kind: Option<ParagraphKind>,
    around: Around,
    owner: usize,
    /// White space is kept.
    pre: bool,
    /// Cells go into the line of their row.
    row: bool,
}

#[derive(Default)]
struct Walk {
    blocks: Vec<Block>,
    text: String,
    links: Vec<(Range<usize>, String)>,
    owners: Vec<(usize, usize)>,
    inside: Inside,
    bullet: String,
    /// The elements that hold words themselves; the first is marked 1.
    marked: Vec<NodeId>,
    /// The numbers of the ordered lists around; none for others.
    lists: Vec<Option<usize>>,
}

impl Walk {
    fn children(&mut self, node: &NodeRef<'_>, inside: Inside) {
        let has_words = node
            .children_it(false)
            .any(|child| child.is_nonempty_text());
        let mut inside = inside;
        if has_words && node.is_element() {
            self.marked.push(node.id);
            inside.owner = self.marked.len();
        }
        for child in node.children_it(false) {
            self.node(&child, inside);
        }
    }

    fn node(&mut self, node: &NodeRef<'_>, inside: Inside) {
        let words = node.query_or(None, |node| match &node.data {
            NodeData::Text { contents } => Some(sanitize::text(contents)),
            _ => None,
        });
        if let Some(words) = words {
            self.inside = inside;
            return self.words(&words, inside);
        }
        let Some(name) = node.node_name() else { return };
        self.element(node, &name, inside);
    }

    fn element(&mut self, node: &NodeRef<'_>, name: &str, mut inside: Inside) {
        if is_skipped(name) {
            return;
        }
        inside.around.hidden |= is_hidden(node);
        match name {
            "br" if inside.row => self.space(),
            "br" => return self.line_break(),
            "a" => return self.link(node, inside),
            "table" if is_data(node) => return self.table(node, inside),
            _ => {}
        }
        if !is_block(name) || inside.row {
            if inside.row && is_block(name) {
                self.space();
            }
            return self.children(node, inside);
        }
        self.close();
        let depth = self.lists.len();
        match name {
            "ul" | "menu" => self.lists.push(None),
            "ol" => {
                let start = node.attr("start").and_then(|start| start.parse().ok());
                self.lists.push(Some(start.unwrap_or(1)));
            }
            "li" => self.begin_item(),
            _ => {}
        }
        inside.enter(node, name);
        self.children(node, inside);
        self.close();
        self.lists.truncate(depth);
        if name == "li" {
            self.bullet.clear();
        }
    }

    fn begin_item(&mut self) {
        self.bullet = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number = number.saturating_add(1);
                format!("{}. ", number.saturating_sub(1))
            }
            _ => "- ".to_owned(),
        };
    }

    fn link(&mut self, node: &NodeRef<'_>, inside: Inside) {
        let target = node.attr("href").map(|target| sanitize::line(&target));
        let Some(target) = target.filter(|target| is_target(target)) else {
            return self.children(node, inside);
        };
        let (count, start) = (self.blocks.len(), self.text.len());
        self.children(node, inside);
        if count == self.blocks.len() {
            let words = self.text.get(start..).unwrap_or_default();
            let from = start + words.len() - words.trim_start().len();
            let to = start + words.trim_end().len();
            if from < to {
                self.links.push((from..to, target));
            }
            return;
        }
        // The blocks inside are links as a whole; the one that was open before is not.
        for block in self.blocks.iter_mut().skip(count) {
            if block.links.is_empty() {
                block.links.push((0..block.text.len(), target.clone()));
            }
        }
    }

    /// A table whose rows are lines, the cells divided by bars.
    fn table(&mut self, table: &NodeRef<'_>, mut inside: Inside) {
        self.close();
        inside.kind = Some(ParagraphKind::Table);
        inside.row = true;
        for part in table.descendants_it() {
            match part.node_name().as_deref() {
                Some("caption") => {
                    let caption = Inside {
                        kind: Some(ParagraphKind::Caption),
                        ..inside
                    };
                    self.children(&part, caption);
                    self.close();
                }
                Some("tr") => self.row(&part, inside),
                _ => {}
            }
        }
    }

    fn row(&mut self, row: &NodeRef<'_>, inside: Inside) {
        self.close();
        let cells = row.children_it(false).filter(NodeRef::is_element);
        for (number, cell) in cells.enumerate() {
            if number > 0 && !self.text.is_empty() {
                self.space();
                self.text.push_str("| ");
            }
            self.children(&cell, inside);
        }
        self.inside = inside;
        self.close();
    }

    fn words(&mut self, words: &str, inside: Inside) {
        let before = self.text.len();
        if inside.pre {
            self.text.push_str(words);
        } else {
            if words.starts_with(char::is_whitespace) {
                self.space();
            }
            for (number, word) in words.split_whitespace().enumerate() {
                if number > 0 {
                    self.text.push(' ');
                }
                self.text.push_str(word);
            }
            if words.ends_with(char::is_whitespace) {
                self.space();
            }
        }
        let added = self.text.len() - before;
        if added > 1 {
            self.owners.push((inside.owner, added));
        }
    }

    fn space(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(char::is_whitespace) {
            self.text.push(' ');
        }
    }

    /// Two line breaks end a block.
    fn line_break(&mut self) {
        let end = self.text.trim_end_matches(' ').len();
        if self
            .text
            .get(..end)
            .is_some_and(|text| text.ends_with('\n'))
        {
            return self.close();
        }
        if end > 0 {
            self.text.truncate(end);
            self.text.push('\n');
        }
    }

    fn close(&mut self) {
        let text = std::mem::take(&mut self.text);
        let mut links = std::mem::take(&mut self.links);
        let owners = std::mem::take(&mut self.owners);
        let words = text.trim();
        if !words.chars().any(|c| !c.is_whitespace() && c != '|') {
            return;
        }
        let cut = text.len() - text.trim_start().len();
        for (range, _) in &mut links {
            let end = (range.end - cut.min(range.end)).min(words.len());
            *range = (range.start - cut.min(range.start)).min(end)..end;
        }
        self.blocks.push(Block {
            kind: self.inside.kind.unwrap_or(ParagraphKind::Body),
            text: words.to_owned(),
            links,
            owners,
            bullet: std::mem::take(&mut self.bullet),
            around: self.inside.around,
        });
    }
}

impl Inside {
    /// Goes into a block element.
    fn enter(&mut self, node: &NodeRef<'_>, name: &str) {
        use ParagraphKind::{Caption, Heading, List, Quote};
        self.pre |= name == "pre";
        self.around.article |= matches!(name, "article" | "main");
        let apart = matches!(name, "nav" | "aside" | "footer" | "form" | "dialog");
        self.around.outside |=
            apart || !matches!(name, "body" | "article" | "main") && is_called(node, APART);
        let is_small = || node.normalized_char_count() < 600;
        let caption = || has_class(node, "caption") && is_small();
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.kind = Some(Heading);
                self.around.level = name.as_bytes().get(1).map_or(0, |digit| digit - b'0');
            }
            "blockquote" => self.kind = Some(Quote),
            "figcaption" => self.kind = Some(Caption),
            "li" | "dt" | "dd" if self.kind != Some(Caption) => self.kind = Some(List),
            "figure" if is_small() => self.kind = Some(Caption),
            _ if self.kind.is_none() && caption() => self.kind = Some(Caption),
            _ => {}
        }
    }
}

/// Parts of the names that pages give to what is not their text.
const APART: &[&str] = &[
    "comment",
    "disqus",
    "respond",
    "sidebar",
    "footer",
    "newsletter",
    "subscribe",
    "promo",
    "sponsor",
    "cookie",
    "consent",
    "breadcrumb",
    "related",
    "recommend",
    "share",
    "social",
    "popup",
    "modal",
    "navigation",
    "navbar",
    "menu",
];

/// Whether the class or the id of an element has one of the words in it.
fn is_called(node: &NodeRef<'_>, words: &[&str]) -> bool {
    let named = |name: &str| words.iter().any(|word| name.contains(word));
    let is_called = |name: &str| named(&name.to_ascii_lowercase());
    node.class().is_some_and(|class| is_called(&class))
        || node.id_attr().is_some_and(|id| is_called(&id))
}

fn has_class(node: &NodeRef<'_>, part: &str) -> bool {
    node.class()
        .is_some_and(|class| class.to_ascii_lowercase().contains(part))
}

fn is_hidden(node: &NodeRef<'_>) -> bool {
    let styled = |style: &str| {
        let style = style.to_ascii_lowercase().replace(' ', "");
        style.contains("display:none") || style.contains("visibility:hidden")
    };
    node.has_attr("hidden") || node.attr("style").is_some_and(|style| styled(&style))
}

/// Whether a link leads somewhere else than into its own page.
fn is_target(target: &str) -> bool {
    let lower = target.get(..11).unwrap_or(target).to_ascii_lowercase();
    !target.is_empty()
        && !target.starts_with('#')
        && !lower.starts_with("javascript:")
        && !lower.starts_with("data:")
}

/// A table of figures and words rather than of the parts of a page: rows of several short cells.
fn is_data(table: &NodeRef<'_>) -> bool {
    let (mut rows, mut wide, mut longest) = (0, 0, 0);
    for part in table.descendants_it().skip(1) {
        match part.node_name().as_deref() {
            Some("table" | "h1" | "h2" | "h3" | "form" | "article") => return false,
            Some("tr") => {
                rows += 1;
                let cells = part.children_it(false).filter(NodeRef::is_element);
                wide += usize::from(cells.count() > 1);
            }
            Some("td" | "th") => longest = longest.max(part.normalized_char_count()),
            _ => {}
        }
    }
    rows > 1 && wide * 2 > rows && longest < 400
}

fn is_skipped(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "iframe"
            | "object"
            | "embed"
            | "svg"
            | "math"
            | "canvas"
            | "audio"
            | "video"
            | "select"
            | "textarea"
            | "input"
            | "title"
            | "head"
    )
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "button"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "option"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}
