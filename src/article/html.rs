//! Web pages: what is the report in them, what is around it, and what they say of themselves.

mod blocks;
mod body;
pub mod day;
mod elements;
pub mod guard;
mod json_ld;
mod meta;

use std::path::Path;

use dom_query::Document;

use super::contain::contain;
use super::{Article, Format, Link, Paragraph, ParagraphKind, Problem, address, repeat, sanitize};
use crate::text::Span;
use blocks::Block;

/// Reads a web page; none when its elements lie too deep in each other. `page` is decoded.
pub fn parse(path: &Path, page: &str) -> Option<Article> {
    let (page, hidden) = guard::guarded(page);
    let document = Document::from(page.as_ref());
    if guard::is_too_deep(&document) {
        return None;
    }
    let blocks = blocks::blocks(&document);
    let (mut meta, base) = meta::meta(&document, &blocks);
    let title = meta::title_block(&blocks, &meta.title);
    let report = body::reports(document, &blocks, title);
    if meta.title.is_empty() {
        meta.title = super::stem(path);
    }
    let mut article = Article {
        path: path.to_owned(),
        format: Format::Html,
        meta,
        ..Article::default()
    };
    for (index, (block, own)) in blocks.iter().zip(report).enumerate() {
        let kind = match own {
            _ if title == Some(index) => ParagraphKind::Title,
            true => block.kind,
            false => ParagraphKind::Boilerplate,
        };
        add(&mut article, block, kind, base.as_deref());
    }
    if hidden {
        let message = "a comment that never ends hides the rest of the page".to_owned();
        article.problems.push(Problem { message });
    }
    repeat::mark(&article.text, &mut article.paragraphs);
    article.sentences = super::sentences_of(&article.text, &article.paragraphs);
    Some(article)
}

/// Adds the blocks of a piece of HTML, all of which is an article's own but what says that it is not.
pub fn fragment(article: &mut Article, source: &str, base: Option<&str>) {
    let blocks = contain(|| {
        let (page, hidden) = guard::guarded(source);
        let document = Document::from(page.as_ref());
        if guard::is_too_deep(&document) {
            return None;
        }
        let blocks = blocks::blocks(&document);
        let report = body::all(&blocks);
        Some((blocks, report, hidden))
    });
    let Some((blocks, report, hidden)) = blocks.flatten() else {
        let message = "a part of it cannot be taken apart and is left out".to_owned();
        article.problems.push(Problem { message });
        return;
    };
    if hidden {
        let message = "a comment that never ends hides the rest of it".to_owned();
        article.problems.push(Problem { message });
    }
    for (block, own) in blocks.iter().zip(report) {
        let kind = if own {
            block.kind
        } else {
            ParagraphKind::Boilerplate
        };
        add(article, block, kind, base);
    }
}

/// Adds a block to the text, as a paragraph.
fn add(article: &mut Article, block: &Block, kind: ParagraphKind, base: Option<&str>) {
    let last = article.paragraphs.last().map(|last| last.kind);
    let together =
        |last| last == kind && matches!(kind, ParagraphKind::List | ParagraphKind::Table);
    if let Some(last) = last {
        article
            .text
            .push_str(if together(last) { "\n" } else { "\n\n" });
    }
    article.text.push_str(&block.bullet);
    let start = article.text.len();
    article.text.push_str(&block.text);
    let span = Span::new(start, article.text.len());
    article.paragraphs.push(Paragraph { span, kind });
    for (range, target) in &block.links {
        let span = Span::new(start + range.start, start + range.end);
        let target = sanitize::line(&address::whole(target, base));
        article.links.push(Link { span, target });
    }
}
