//! Which report of a story an outlet published.

use std::collections::{BTreeMap, HashMap};

use crate::article::ArticleId;
use crate::link::{Analyzed, Story};
use crate::text::fold::fold;

/// The outlets of the reports of one story.
#[derive(Debug)]
pub(super) struct Outlets {
    /// For the name of an outlet, the report that it published, if it is only one.
    article: BTreeMap<String, Option<ArticleId>>,
    name: HashMap<ArticleId, String>,
}

impl Outlets {
    pub(super) fn new(articles: &[Analyzed], story: &Story) -> Self {
        let mut outlets = Self {
            article: BTreeMap::new(),
            name: HashMap::new(),
        };
        for id in &story.articles {
            let meta = articles
                .get(id.index())
                .map(|analyzed| &analyzed.article.meta);
            let Some(name) = meta.and_then(|meta| meta.source.as_deref()) else {
                continue;
            };
            let name = plain(name);
            let only = outlets.article.entry(name.clone()).or_insert(Some(*id));
            if *only != Some(*id) {
                *only = None;
            }
            outlets.name.insert(*id, name);
        }
        outlets
    }

    /// The report of the outlet that has one of `names`.
    pub(super) fn article(&self, names: &[&str]) -> Option<ArticleId> {
        let found = |name: &&str| self.article.get(&plain(name)).copied().flatten();
        names.iter().find_map(found)
    }

    /// Whether the words or names of a source are those of the outlet of `article` itself: "told the Bulletin" in the
    /// Island Bulletin, "our traffic desk".
    pub(super) fn is_own(&self, article: ArticleId, words: &str, names: &[&str]) -> bool {
        let words = plain(words);
        if words.starts_with("our ") {
            return true;
        }
        let Some(own) = self.name.get(&article) else {
            return false;
        };
        let is_end = |name: &str| {
            let before = own.strip_suffix(name);
            before.is_some_and(|before| before.is_empty() || before.ends_with(' '))
        };
        is_end(&words) || names.iter().any(|name| plain(name) == *own)
    }
}

/// A name as outlets are compared: folded, without "the" before it.
fn plain(name: &str) -> String {
    let folded = fold(name.trim());
    folded.strip_prefix("the ").unwrap_or(&folded).to_owned()
}
