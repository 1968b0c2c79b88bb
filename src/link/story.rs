//! Articles → stories: those that report one event.

use super::{Analyzed, Links, Story};

/// The stories; every article is in exactly one. `links` has entities and quotes already.
pub fn stories(articles: &[Analyzed], links: &Links) -> Vec<Story> {
    let _ = (articles, links);
    Vec::new()
}
