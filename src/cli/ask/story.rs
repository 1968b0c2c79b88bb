//! Which stories are meant by `--story`, and how they are headed.

use std::io;

use clap::Args;

use super::{Asked, count};
use crate::cli::page::Page;
use crate::corpus::told::{stories, stories_named};
use crate::link::StoryId;

/// Of which stories something is asked.
#[derive(Debug, Args)]
pub struct Which {
    /// Only this story: its number in `crossread stories`, or words of its label or titles
    #[arg(long, value_name = "N|WORDS")]
    pub story: Option<String>,
}

impl Which {
    /// The stories of several articles that are meant; or what to say if there are none.
    pub fn stories(&self, asked: &Asked) -> Result<Vec<StoryId>, String> {
        let corpus = &asked.corpus;
        let several = |id: &StoryId| corpus.story(*id).articles.len() > 1;
        let Some(wanted) = &self.story else {
            let all: Vec<StoryId> = stories(corpus).filter(several).collect();
            return if all.is_empty() {
                Err("no two of the articles report the same story".to_owned())
            } else {
                Ok(all)
            };
        };
        let named = stories_named(corpus, wanted);
        let found: Vec<StoryId> = named.iter().copied().filter(several).collect();
        match (found.is_empty(), named.is_empty()) {
            (false, _) => Ok(found),
            (true, true) => Err(format!(
                "no story is called `{wanted}`; `crossread stories` lists them"
            )),
            (true, false) => Err(format!("only one article reports the story `{wanted}`")),
        }
    }
}

/// The name of a story: its label, or else the title of its first article.
pub fn name(asked: &Asked, story: StoryId) -> String {
    let label = &asked.corpus.story(story).label;
    if !label.is_empty() {
        return label.clone();
    }
    let first = asked.corpus.story(story).articles.first();
    first.map_or_else(String::new, |id| {
        asked.corpus.article(*id).meta.title.clone()
    })
}

/// Writes the number and the name of a story, and what there is of it.
pub fn heading(asked: &Asked, story: StoryId, facts: &str, page: &mut Page) -> io::Result<()> {
    let articles = count(asked.corpus.story(story).articles.len(), "article");
    let number = story.index() + 1;
    let name = name(asked, story);
    page.title(&format!("Story {number}: {name} ({articles}{facts})"))
}
