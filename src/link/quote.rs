//! The same words, or nearly, quoted in several articles.

use super::{Analyzed, Links, SharedQuote};

/// All quotes of all articles, the same words joined. `links` has the entities already.
pub fn shared_quotes(articles: &[Analyzed], links: &Links) -> Vec<SharedQuote> {
    let _ = (articles, links);
    Vec::new()
}
