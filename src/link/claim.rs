//! Sentences of several articles of one story that state the same.

use super::{Analyzed, Links, SharedClaim};

/// The claims that at least two articles state. `links` has entities, quotes and stories already.
pub fn shared_claims(articles: &[Analyzed], links: &Links) -> Vec<SharedClaim> {
    let _ = (articles, links);
    Vec::new()
}
