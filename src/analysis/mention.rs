//! Where an entity is named, and its kind.

use super::EntityKind;
use super::lexicon::Lexicon;
use crate::article::{Article, SentenceId};
use crate::text::Span;

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

/// The names in the article's own paragraphs, in order, without overlap.
pub fn names(article: &Article, lexicon: &Lexicon) -> Vec<Name> {
    let _ = (article, lexicon);
    Vec::new()
}
