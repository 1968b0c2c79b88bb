//! Text without meaning: spans, tokens, sentences, the comparison form of words, wrapped lines.
//!
//! Everything above this module carries [`Span`]s into an article's text; only here are strings cut.

mod abbreviation;
mod cursor;
pub mod fold;
pub mod id;
pub mod key;
pub mod runs;
pub mod sentence;
pub mod shingle;
pub mod span;
pub mod token;
pub mod wrap;

pub use span::Span;
