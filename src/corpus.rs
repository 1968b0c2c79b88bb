//! All articles with what was found in them and what joins them, and the questions asked of them.

pub mod find;
pub mod load;

use crate::analysis::Annotations;
use crate::analysis::lexicon::Lexicon;
use crate::article::{Article, ArticleId};
use crate::link::{Analyzed, Links, StoryId, link};
use std::sync::Arc;

/// An immutable snapshot of everything that was read.
#[derive(Debug, Clone, Default)]
pub struct Corpus {
    /// The articles in order of their path, with their annotations.
    pub articles: Vec<Analyzed>,
    /// What joins them.
    pub links: Links,
}

impl Corpus {
    /// A corpus of analyzed and linked articles. The articles are put in order of their path.
    pub fn analyzed(mut articles: Vec<Arc<Article>>) -> Self {
        use rayon::prelude::*;
        articles.sort_by(|a, b| a.path.cmp(&b.path));
        let articles: Vec<Analyzed> = articles
            .into_par_iter()
            .map(|article| {
                let annotations = Arc::new(crate::analysis::analyze(&article, Lexicon::embedded()));
                Analyzed {
                    article,
                    annotations,
                }
            })
            .collect();
        let links = link(&articles);
        Self { articles, links }
    }

    /// The article at `id`.
    pub fn article(&self, id: ArticleId) -> &Article {
        &self.articles[id.index()].article
    }

    /// What was found in the article at `id`.
    pub fn annotations(&self, id: ArticleId) -> &Annotations {
        &self.articles[id.index()].annotations
    }

    /// The ids of all articles, in order.
    pub fn article_ids(&self) -> impl DoubleEndedIterator<Item = ArticleId> + use<> {
        (0..self.articles.len()).map(ArticleId::new)
    }

    /// The story that the article reports.
    pub fn story_of(&self, article: ArticleId) -> Option<StoryId> {
        let stories = &self.links.stories;
        stories
            .iter()
            .position(|story| story.articles.contains(&article))
            .map(StoryId::new)
    }
}
