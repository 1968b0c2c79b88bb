//! Plain text as people paste it.

use std::path::Path;

use super::{Article, Format, Meta, Paragraph, ParagraphId, ParagraphKind, Sentence};
use crate::text::Span;

/// Reads plain text: paragraphs by blank lines, or one a line.
pub fn parse(path: &Path, content: &str) -> Article {
    let text = super::sanitize::text(content);
    let mut paragraphs = Vec::new();
    let mut sentences = Vec::new();
    for line in text.lines() {
        let Some(span) = Span::of_slice(line.trim(), &text).filter(|span| !span.is_empty()) else {
            continue;
        };
        let paragraph = ParagraphId::new(paragraphs.len());
        let found = crate::text::sentence::sentences(&text, span).into_iter();
        sentences.extend(found.map(|span| Sentence { span, paragraph }));
        paragraphs.push(Paragraph {
            span,
            kind: ParagraphKind::Body,
        });
    }
    let meta = Meta {
        title: super::stem(path),
        ..Meta::default()
    };
    Article {
        path: path.to_owned(),
        format: Format::Text,
        meta,
        text,
        paragraphs,
        sentences,
        problems: Vec::new(),
    }
}
