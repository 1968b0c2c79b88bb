//! Where an article says where it has something from: "according to NBC News", "told CNN".

use super::lexicon::Lexicon;
use super::{Citation, Mention};
use crate::article::Article;

/// The citations of the article, in order.
pub fn citations(article: &Article, mentions: &[Mention], lexicon: &Lexicon) -> Vec<Citation> {
    let _ = (article, mentions, lexicon);
    Vec::new()
}
