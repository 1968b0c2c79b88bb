//! `crossread claims`: what several articles say, in which words, and where they differ.

mod data;
mod text;

use std::io::{self, Write};

use clap::Args;

use super::form::{self, Form};
use super::story::Which;
use super::{Asked, Inputs, Outcome};
use crate::corpus::told::{claims_of, values};
use crate::link::{ClaimId, Difference, StoryId};

const EXAMPLES: &str = "\
Examples:
  crossread claims reports/                        all that at least two articles say
  crossread claims --differ reports/               only where they differ: in a number, a date, a denial, a source
  crossread claims --story 2 --weak reports/       of the second story, also what they perhaps both say
  crossread claims --story 'harbour bridge'        of the story whose label or titles have these words
  crossread claims --format json | jq -r '.claims[] | select(.articles > 3) | .text'

Signs:
  ≠  values differ      =  the same in other words      ~  perhaps the same (with --weak)

Exit status: 0 if there is any, 1 if there is none, 2 for wrong usage.";

/// List what several articles say, each with its words, and in what they differ
///
/// Every claim is listed with the sentence or clause of each article that says it, with the values on which the
/// articles differ, with those that do not say it, and with what it is that they share. Who is right is for you to judge.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    #[command(flatten)]
    which: Which,

    /// List also claims of which it is not sure that they are the same
    #[arg(long)]
    weak: bool,

    /// List only claims on which the articles differ
    #[arg(long)]
    differ: bool,

    /// The form of the list
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = form::parser(form::ALL))]
    format: Form,

    #[command(flatten)]
    pub inputs: Inputs,
}

/// The claims of one story that are asked for.
struct Told {
    story: StoryId,
    claims: Vec<ClaimId>,
}

/// Prints the claims that are asked for.
pub fn answer(asked: &Asked, options: &Options, out: &mut dyn Write) -> io::Result<Outcome> {
    let (stories, mut why) = match options.which.stories(asked) {
        Ok(stories) => (stories, String::new()),
        Err(why) => (Vec::new(), why),
    };
    let told: Vec<Told> = stories
        .iter()
        .map(|story| told(asked, *story, options))
        .filter(|told| !told.claims.is_empty())
        .collect();
    match options.format {
        Form::Text => text::write(asked, &told, &mut asked.page(out))?,
        Form::Json => data::json(asked, &told, out)?,
        Form::Csv => data::csv(asked, &told, out)?,
        Form::Markdown => data::markdown(asked, &told, out)?,
    }
    if !told.is_empty() {
        return Ok(Outcome::Found);
    }
    if why.is_empty() {
        why = match (options.differ, options.weak) {
            (true, _) => "the articles differ on nothing that they all say".to_owned(),
            (false, false) => {
                "no two articles surely say the same; `--weak` lists what they may".to_owned()
            }
            (false, true) => "no two articles say the same".to_owned(),
        };
    }
    Ok(Outcome::Nothing(why))
}

fn told(asked: &Asked, story: StoryId, options: &Options) -> Told {
    let mut claims = claims_of(&asked.corpus, story, options.weak);
    if options.differ {
        claims.retain(|claim| !asked.corpus.claim(*claim).differences.is_empty());
    }
    Told { story, claims }
}

/// The values of a difference with who prints them: "41 million in Metro Wire, City Desk", "14 million in The Ledger".
fn printed_values(asked: &Asked, difference: &Difference) -> Vec<String> {
    let of_value = |value: &crate::corpus::told::Value| {
        let (article, span) = *value.places.first()?;
        let words = super::flat(asked.corpus.article(article).words(span));
        let articles: Vec<_> = value.places.iter().map(|place| place.0).collect();
        Some(format!("{words} in {}", asked.names(&articles)))
    };
    let values = values(&asked.corpus, difference);
    values.iter().filter_map(of_value).collect()
}
