//! Where an entity is named, and its kind.

mod boundary;
mod consistency;
mod context;
mod dateline;
mod evidence;
mod extend;
mod feature;
mod headline;
mod heads;
pub mod model;
mod outlet;
pub mod tagger;
mod traits;
mod unclear;
mod words;

use std::ops::Range;

use super::EntityKind;
use super::lexicon::Lexicon;
use crate::article::{Article, SentenceId};
use crate::text::Span;
use evidence::Document;
use model::Model;
use words::Words;

/// A name in the text, not yet known to be anybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name {
    /// The words of the name.
    pub span: Span,
    /// The sentence in which it stands.
    pub sentence: SentenceId,
    /// What kind of thing it names.
    pub kind: EntityKind,
}

/// A name as a range of words.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    words: Range<usize>,
    kind: EntityKind,
}

/// The names in the article's own paragraphs, in order, without overlap.
pub fn names(article: &Article, lexicon: &Lexicon) -> Vec<Name> {
    names_by(article, Model::embedded(), lexicon)
}

/// The names that the weights of `model` find.
pub fn names_by(article: &Article, model: &Model<'_>, lexicon: &Lexicon) -> Vec<Name> {
    let words = Words::of(article);
    let document = Document::of(&words, lexicon);
    let tagged = tagger::tag(&words, &document, model, lexicon);
    let mut found: Vec<Found> = Vec::new();
    for (line, tagged) in words.lines.iter().zip(tagged) {
        found.extend(boundary::trim(&words, line, tagged, lexicon));
    }
    let found = headline::settle(&words, &document, found);
    let mut found = unclear::add(&words, &document, found, lexicon);
    heads::settle_kinds(&words, &document, &mut found, lexicon);
    context::settle(&words, &document, &mut found, lexicon);
    let mut found = consistency::settle(&words, found, &document, lexicon);
    boundary::add_households(&words, &mut found);
    outlet::add(article, &words, &mut found, lexicon);
    let mut lines = words.lines.iter().peekable();
    let mut names = Vec::with_capacity(found.len());
    for name in found {
        while lines
            .next_if(|line| line.words.end <= name.words.start)
            .is_some()
        {}
        let (Some(line), Some(first), Some(last)) = (
            lines.peek(),
            words.all.get(name.words.start),
            words.all.get(name.words.end - 1),
        ) else {
            continue;
        };
        names.push(Name {
            span: first.span.cover(last.span),
            sentence: line.sentence,
            kind: name.kind,
        });
    }
    names
}

#[cfg(test)]
mod tests;
