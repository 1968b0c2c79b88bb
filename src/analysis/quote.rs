//! Direct and mixed quotes, the cue that attributes them, and their speaker.

use super::lexicon::Lexicon;
use super::{Chain, Mention, Quote};
use crate::article::Article;

/// The attributed quotes of the article, in order.
pub fn quotes(
    article: &Article,
    mentions: &[Mention],
    chains: &[Chain],
    lexicon: &Lexicon,
) -> Vec<Quote> {
    let _ = (article, mentions, chains, lexicon);
    Vec::new()
}
