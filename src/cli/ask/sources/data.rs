//! Sources as data: documents and tables.

use std::io::{self, Write};

use serde::Serialize;

use super::original;
use crate::cli::ask::{Asked, flat, story};
use crate::cli::csv::Csv;
use crate::cli::export::{Export, Story};
use crate::link::StoryId;
use crate::link::source::{Origin, Step, Why};

#[derive(Debug, Serialize)]
struct Answer {
    stories: Vec<OfStory>,
}

#[derive(Debug, Serialize)]
struct OfStory {
    #[serde(flatten)]
    story: Story,
    /// The source on which most articles lean.
    original: Option<String>,
    /// Which article follows from whom, the strongest of each first.
    follows: Vec<Follows>,
}

#[derive(Debug, Serialize)]
struct Follows {
    article: String,
    /// The article of the story from which it follows.
    from: Option<String>,
    /// The source outside of the story from which it follows.
    source: Option<String>,
    share: f32,
    /// In how many sentences it cites it.
    cites: usize,
    /// The share of its words that it has from there.
    copied: f32,
}

/// Writes the stories of the export with who follows from whom.
pub fn json(asked: &Asked, stories: &[StoryId], out: &mut dyn Write) -> io::Result<()> {
    let export = Export::new(&asked.corpus);
    let of_story = |id: &StoryId| {
        let sourcing = asked.corpus.sourcing(*id);
        let follows = |step: &Step| follows(asked, &export, *id, step);
        OfStory {
            story: export.story(id.index()),
            original: original(sourcing).map(|source| source.name.clone()),
            follows: sourcing.steps.iter().map(follows).collect(),
        }
    };
    let stories = stories.iter().map(of_story).collect();
    asked.json(Answer { stories }, out)
}

fn follows(asked: &Asked, export: &Export, story: StoryId, step: &Step) -> Follows {
    let (from, source) = match step.from {
        Origin::Article(article) => (Some(export.id(article)), None),
        Origin::Source(index) => {
            let sources = &asked.corpus.sourcing(story).sources;
            (None, sources.get(index).map(|source| source.name.clone()))
        }
    };
    let (mut cites, mut copied) = (0, 0.0);
    for why in &step.why {
        match why {
            Why::Copies(share) => copied = *share,
            Why::Cites(times) => cites = *times,
        }
    }
    Follows {
        article: export.id(step.article),
        from,
        source,
        share: step.share,
        cites,
        copied,
    }
}

/// Writes one row for each article and each of its sources, and for each article from which it copies.
pub fn csv(asked: &Asked, stories: &[StoryId], out: &mut dyn Write) -> io::Result<()> {
    let columns = [
        "story",
        "source",
        "kind",
        "named",
        "original",
        "articles",
        "article",
        "path",
        "sentences",
        "words",
        "share",
    ];
    let corpus = &asked.corpus;
    let mut csv = Csv::new(out, &columns)?;
    for id in stories {
        let name = story::name(asked, *id);
        let sourcing = corpus.sourcing(*id);
        for (index, source) in sourcing.sources.iter().enumerate() {
            for used in &source.uses {
                csv.row(&[
                    name.clone(),
                    flat(&source.name),
                    source.kind.name().to_owned(),
                    source.is_named().to_string(),
                    (sourcing.original == Some(index)).to_string(),
                    source.uses.len().to_string(),
                    corpus.article(used.article).name(),
                    asked.path(used.article),
                    used.sentences.len().to_string(),
                    String::new(),
                    format!("{:.3}", used.share),
                ])?;
            }
        }
        for copied in &sourcing.copied {
            csv.row(&[
                name.clone(),
                corpus.article(copied.from).name(),
                "copied".to_owned(),
                true.to_string(),
                false.to_string(),
                String::new(),
                corpus.article(copied.article).name(),
                asked.path(copied.article),
                String::new(),
                copied.words.to_string(),
                format!("{:.3}", copied.share),
            ])?;
        }
    }
    csv.finish()
}
