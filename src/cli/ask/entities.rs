//! `crossread entities`: who and what is named, under which names, where.

use std::cmp::Reverse;
use std::io::{self, Write};

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::form::{self, Form};
use super::{Asked, Inputs, Outcome, count};
use crate::analysis::EntityKind;
use crate::cli::csv::Csv;
use crate::cli::export::{Entity, Export};
use crate::cli::page::{Page, Words};
use crate::config::theme::Role;
use crate::link::EntityId;

const EXAMPLES: &str = "\
Examples:
  crossread entities reports/                      everybody and everything that is named
  crossread entities --kind person --shared        the people whom several articles name
  crossread entities --format csv > names.csv      one row for each, for a spreadsheet
  crossread entities --format json | jq -r '.entities[] | .name, .aliases[]'

Exit status: 0 if there is any, 1 if there is none, 2 for wrong usage.";

/// List who and what the articles name: people, organizations, places
///
/// Each is listed once, under its fullest name, with the other names that the articles use and why these are
/// taken to be the same. What most articles name comes first.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    /// List only names of this kind; may be given several times
    #[arg(long, value_name = "KIND")]
    kind: Vec<Kind>,

    /// List only what several articles name
    #[arg(long)]
    shared: bool,

    /// The form of the list
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = form::parser(form::TABLE))]
    format: Form,

    #[command(flatten)]
    pub inputs: Inputs,
}

/// A kind of entity, as it is asked for.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Kind {
    /// Human beings
    Person,
    /// Companies, agencies, governments, outlets, parties, teams
    Organization,
    /// Countries, cities, regions, buildings
    Place,
    /// All else: nationalities, events, products, laws
    Other,
}

impl Kind {
    fn kind(self) -> EntityKind {
        match self {
            Self::Person => EntityKind::Person,
            Self::Organization => EntityKind::Organization,
            Self::Place => EntityKind::Place,
            Self::Other => EntityKind::Other,
        }
    }
}

/// Prints the entities that are asked for.
pub fn answer(asked: &Asked, options: &Options, out: &mut dyn Write) -> io::Result<Outcome> {
    let chosen = chosen(asked, options);
    match options.format {
        Form::Json => asked.json(Answer::new(asked, &chosen), out)?,
        Form::Csv => csv(asked, &chosen, out)?,
        Form::Text | Form::Markdown => {
            let mut page = asked.page(out);
            for entity in &chosen {
                text(asked, *entity, &mut page)?;
            }
        }
    }
    if chosen.is_empty() {
        let all = asked.corpus.links.entities.len();
        let why = match all {
            0 => "no names were found in the articles".to_owned(),
            _ => format!("none of the {} found is such a one", count(all, "name")),
        };
        return Ok(Outcome::Nothing(why));
    }
    Ok(Outcome::Found)
}

/// The entities that are asked for; what most articles name first, then what is named most.
fn chosen(asked: &Asked, options: &Options) -> Vec<EntityId> {
    let corpus = &asked.corpus;
    let is_asked = |id: &EntityId| {
        let kind = corpus.entity(*id).kind;
        let of_kind = options.kind.is_empty() || options.kind.iter().any(|k| k.kind() == kind);
        of_kind && (!options.shared || corpus.articles_of_entity(*id).len() > 1)
    };
    let all = (0..corpus.links.entities.len()).map(EntityId::new);
    let mut chosen: Vec<EntityId> = all.filter(is_asked).collect();
    chosen.sort_by_key(|id| {
        let articles = corpus.articles_of_entity(*id).len();
        Reverse((articles, corpus.entity(*id).mentions.len()))
    });
    chosen
}

fn text(asked: &Asked, id: EntityId, page: &mut Page) -> io::Result<()> {
    let entity = asked.corpus.entity(id);
    let articles = asked.corpus.articles_of_entity(id);
    let role = match entity.kind {
        EntityKind::Person => Role::Person,
        EntityKind::Organization => Role::Organization,
        EntityKind::Place => Role::Place,
        EntityKind::Other => Role::Other,
    };
    let name = Words::new().with(&entity.name, role);
    let name = name.dim(format!("  {}", entity.kind.name()));
    let counts = format!(
        "{}, {}",
        count(articles.len(), "article"),
        count(entity.mentions.len(), "mention")
    );
    page.sides(&Words::new(), &name, &Words::new().dim(counts))?;
    let line = |page: &mut Page, label: &str, words: String| {
        if words.is_empty() {
            return Ok(());
        }
        let label = format!("    {label:<6}");
        page.wrapped(&Words::new().dim(label), &Words::new().text(words))
    };
    line(page, "also", entity.aliases.join(", "))?;
    line(page, "in", asked.names(articles))?;
    line(page, "why", entity.evidence.join("; "))
}

fn csv(asked: &Asked, chosen: &[EntityId], out: &mut dyn Write) -> io::Result<()> {
    let columns = [
        "name", "kind", "aliases", "articles", "mentions", "paths", "evidence",
    ];
    let mut csv = Csv::new(out, &columns)?;
    for id in chosen {
        let entity = asked.corpus.entity(*id);
        let articles = asked.corpus.articles_of_entity(*id);
        let paths: Vec<String> = articles.iter().map(|id| asked.path(*id)).collect();
        csv.row(&[
            entity.name.as_str(),
            entity.kind.name(),
            &entity.aliases.join("; "),
            &articles.len().to_string(),
            &entity.mentions.len().to_string(),
            &paths.join("; "),
            &entity.evidence.join("; "),
        ])?;
    }
    csv.finish()
}

#[derive(Debug, Serialize)]
struct Answer {
    entities: Vec<Counted>,
}

#[derive(Debug, Serialize)]
struct Counted {
    #[serde(flatten)]
    entity: Entity,
    articles: usize,
}

impl Answer {
    fn new(asked: &Asked, chosen: &[EntityId]) -> Self {
        let export = Export::new(&asked.corpus);
        let counted = |id: &EntityId| Counted {
            entity: export.entity(id.index()),
            articles: asked.corpus.articles_of_entity(*id).len(),
        };
        Self {
            entities: chosen.iter().map(counted).collect(),
        }
    }
}
