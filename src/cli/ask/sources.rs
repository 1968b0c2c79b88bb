//! `crossread sources`: where the articles of a story have it from.

mod data;
mod text;

use std::io::{self, Write};

use clap::Args;

use super::form::{self, Form};
use super::story::Which;
use super::{Asked, Inputs, Outcome, count};
use crate::link::StoryId;
use crate::link::source::{Source, Sourcing};

const EXAMPLES: &str = "\
Examples:
  crossread sources reports/                       whom the articles of every story cite, and what they copy
  crossread sources --story 2 reports/             only of the second story of `crossread stories`
  crossread sources --format csv > sources.csv     one row for each article and each of its sources
  crossread sources --format json | jq -r '.stories[] | \"\\(.label): \\(.original)\"'

Signs:
  ?  a source without a name      34%  the share of an article's sentences that lean on the source

Exit status: 0 if anything is cited or copied, 1 if not, 2 for wrong usage.";

/// Show where the articles have it from: whom they cite, what they copy, and who had it first
///
/// Every source is listed with the articles that lean on it and how much of each does. Where most articles lean on one,
/// this is said first: five reports may be one.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    #[command(flatten)]
    which: Which,

    /// The form of the list
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = form::parser(form::TABLE))]
    format: Form,

    #[command(flatten)]
    pub inputs: Inputs,
}

/// Prints the sources of the stories that are asked for.
pub fn answer(asked: &Asked, options: &Options, out: &mut dyn Write) -> io::Result<Outcome> {
    let (stories, why) = match options.which.stories(asked) {
        Ok(stories) => (stories, "nothing is cited or copied".to_owned()),
        Err(why) => (Vec::new(), why),
    };
    let cites = |story: &StoryId| {
        let sourcing = asked.corpus.sourcing(*story);
        !sourcing.sources.is_empty() || !sourcing.copied.is_empty()
    };
    let stories: Vec<StoryId> = stories.into_iter().filter(cites).collect();
    match options.format {
        Form::Json => data::json(asked, &stories, out)?,
        Form::Csv => data::csv(asked, &stories, out)?,
        Form::Text | Form::Markdown => text::write(asked, &stories, &mut asked.page(out))?,
    }
    Ok(if stories.is_empty() {
        Outcome::Nothing(why)
    } else {
        Outcome::Found
    })
}

/// The source on which most articles of the story lean.
fn original(sourcing: &Sourcing) -> Option<&Source> {
    sourcing.sources.get(sourcing.original?)
}

/// "34%", "less than 1%".
fn percent(share: f32) -> String {
    match share * 100.0 {
        share if share > 0.0 && share < 1.0 => "<1%".to_owned(),
        share => format!("{share:.0}%"),
    }
}

/// "5 articles, 4 lean on NBC News".
fn lean(asked: &Asked, story: StoryId) -> Option<String> {
    let original = original(asked.corpus.sourcing(story))?;
    let articles = count(asked.corpus.story(story).articles.len(), "article");
    let leaning = original.uses.len();
    let verb = if leaning == 1 { "leans" } else { "lean" };
    Some(format!(
        "{articles}, {leaning} {verb} on 1 source: {}",
        original.name
    ))
}
