//! `crossread stories`: which articles report the same event.

use std::collections::BTreeSet;
use std::io::{self, Write};

use clap::Args;
use jiff::Timestamp;
use serde::Serialize;

use super::form::{self, Form};
use super::{Asked, Inputs, Outcome, count, story};
use crate::article::ArticleId;
use crate::cli::csv::Csv;
use crate::cli::export::{Export, Story};
use crate::cli::page::{Page, Words};
use crate::config::theme::Role;
use crate::corpus::Corpus;
use crate::corpus::told::{claims_of, period, stories};
use crate::link::{Difference, StoryId};

const EXAMPLES: &str = "\
Examples:
  crossread stories reports/                       what is reported, by whom, and when
  crossread stories --shared reports/              only stories that several articles report
  crossread stories --format csv > stories.csv     one row for each, for a spreadsheet
  crossread claims --story 2 reports/              goes on with the second of them

Exit status: 0 if there is any, 1 if there is none, 2 for wrong usage.";

/// List the stories: which articles report the same event
///
/// The largest comes first. Their numbers are those that `--story` takes.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    /// List only stories that several articles report
    #[arg(long)]
    shared: bool,

    /// The form of the list
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = form::parser(form::TABLE))]
    format: Form,

    #[command(flatten)]
    pub inputs: Inputs,
}

/// A story in figures.
struct Facts {
    id: StoryId,
    period: Option<(Timestamp, Timestamp)>,
    outlets: Vec<String>,
    claims: usize,
    /// How many of the claims are printed with values that contradict each other.
    differing: usize,
    quotes: usize,
    /// How many of the articles have most of their words from another.
    copies: usize,
}

/// From which share of copied words on an article is a copy.
const COPY: f32 = 0.5;

/// Prints the stories.
pub fn answer(asked: &Asked, options: &Options, out: &mut dyn Write) -> io::Result<Outcome> {
    let corpus = &asked.corpus;
    let quotes = shared_quotes(corpus);
    let chosen: Vec<Facts> = stories(corpus)
        .filter(|id| !options.shared || corpus.story(*id).articles.len() > 1)
        .map(|id| facts(asked, id, quotes.get(id.index()).copied().unwrap_or(0)))
        .collect();
    match options.format {
        Form::Json => json(asked, &chosen, out)?,
        Form::Csv => csv(asked, &chosen, out)?,
        Form::Text | Form::Markdown => text(asked, &chosen, &mut asked.page(out))?,
    }
    Ok(if chosen.is_empty() {
        Outcome::Nothing("no two of the articles report the same story".to_owned())
    } else {
        Outcome::Found
    })
}

/// For every story, how many quotes several of its articles print.
fn shared_quotes(corpus: &Corpus) -> Vec<usize> {
    let mut counts = vec![0; corpus.links.stories.len()];
    for quote in &corpus.links.quotes {
        let of = |article| corpus.story_of(article).map(StoryId::index);
        let mut articles: Vec<_> = quote.mentions.iter().map(|m| m.article).collect();
        articles.sort_unstable();
        articles.dedup();
        let mut stories: Vec<usize> = articles.into_iter().filter_map(of).collect();
        stories.sort_unstable();
        for same in stories
            .chunk_by(|a, b| a == b)
            .filter(|same| same.len() > 1)
        {
            let count = same.first().and_then(|story| counts.get_mut(*story));
            if let Some(count) = count {
                *count += 1;
            }
        }
    }
    counts
}

fn facts(asked: &Asked, id: StoryId, quotes: usize) -> Facts {
    let corpus = &asked.corpus;
    let articles = &corpus.story(id).articles;
    let mut outlets: Vec<String> = Vec::new();
    for article in articles {
        let name = corpus.article(*article).name();
        if !outlets.contains(&name) {
            outlets.push(name);
        }
    }
    let claims = claims_of(corpus, id, false);
    let contradicts = |difference: &Difference| difference.kind.is_contradiction();
    let differs =
        |claim: &&crate::link::ClaimId| corpus.claim(**claim).differences.iter().any(contradicts);
    Facts {
        id,
        period: period(corpus, articles),
        outlets,
        differing: claims.iter().filter(differs).count(),
        claims: claims.len(),
        quotes,
        copies: copies(corpus, id),
    }
}

/// How many articles of a story have most of their words from another one.
fn copies(corpus: &Corpus, id: StoryId) -> usize {
    let copied = corpus.sourcing(id).copied.iter();
    let copies = copied.filter(|copied| copied.share >= COPY);
    let copies: BTreeSet<ArticleId> = copies.map(|copied| copied.article).collect();
    copies.len()
}

/// "11–12 Mar 2026", "30 Apr – 2 May 2026", one day alone.
fn days(period: Option<(Timestamp, Timestamp)>) -> String {
    let Some((first, last)) = period else {
        return String::new();
    };
    let show = |time: Timestamp, format: &str| time.strftime(format).to_string();
    let whole = |time| show(time, "%-d %b %Y");
    if whole(first) == whole(last) {
        whole(last)
    } else if show(first, "%b %Y") == show(last, "%b %Y") {
        format!("{}–{}", show(first, "%-d"), whole(last))
    } else if show(first, "%Y") == show(last, "%Y") {
        format!("{} – {}", show(first, "%-d %b"), whole(last))
    } else {
        format!("{} – {}", whole(first), whole(last))
    }
}

fn text(asked: &Asked, chosen: &[Facts], page: &mut Page) -> io::Result<()> {
    let digits = chosen.len().to_string().len();
    for facts in chosen {
        let number = facts.id.index() + 1;
        let label = Words::new().dim(format!("{number:>digits$}  "));
        let name = Words::new().with(story::name(asked, facts.id), Role::Title);
        let articles = count(asked.corpus.story(facts.id).articles.len(), "article");
        let days = days(facts.period);
        let right = if days.is_empty() {
            articles
        } else {
            format!("{articles}, {days}")
        };
        page.sides(&label, &name, &Words::new().dim(right))?;
        let indent = Words::new().text(" ".repeat(digits + 2));
        page.wrapped(&indent, &Words::new().text(facts.outlets.join(", ")))?;
        let alone = asked.corpus.story(facts.id).articles.len() < 2;
        if !alone {
            page.wrapped(&indent, &counts(facts, page.look.glyphs.differs))?;
        }
    }
    Ok(())
}

fn counts(facts: &Facts, differs: &str) -> Words {
    let mut quotes = count(facts.quotes, "shared quote");
    if facts.copies > 0 {
        quotes = format!("{quotes}, {} mostly copied", facts.copies);
    }
    let claims = count(facts.claims, "claim");
    if facts.differing == 0 {
        return Words::new().dim(format!("{claims}, {quotes}"));
    }
    let differing = format!("{differs} {} with different values", facts.differing);
    Words::new()
        .dim(format!("{claims}, "))
        .with(differing, Role::Contradiction)
        .dim(format!(", {quotes}"))
}

fn csv(asked: &Asked, chosen: &[Facts], out: &mut dyn Write) -> io::Result<()> {
    let columns = [
        "story",
        "label",
        "articles",
        "first",
        "last",
        "outlets",
        "claims",
        "differing",
        "quotes",
        "copies",
        "paths",
    ];
    let mut csv = Csv::new(out, &columns)?;
    for facts in chosen {
        let articles = &asked.corpus.story(facts.id).articles;
        let paths: Vec<String> = articles.iter().map(|id| asked.path(*id)).collect();
        let (first, last) = timestamps(facts);
        csv.row(&[
            format!("s{}", facts.id.index() + 1),
            story::name(asked, facts.id),
            articles.len().to_string(),
            first.unwrap_or_default(),
            last.unwrap_or_default(),
            facts.outlets.join("; "),
            facts.claims.to_string(),
            facts.differing.to_string(),
            facts.quotes.to_string(),
            facts.copies.to_string(),
            paths.join("; "),
        ])?;
    }
    csv.finish()
}

fn timestamps(facts: &Facts) -> (Option<String>, Option<String>) {
    let (first, last) = facts.period.unzip();
    (
        first.map(|time| time.to_string()),
        last.map(|time| time.to_string()),
    )
}

#[derive(Debug, Serialize)]
struct Answer {
    stories: Vec<Counted>,
}

#[derive(Debug, Serialize)]
struct Counted {
    #[serde(flatten)]
    story: Story,
    first: Option<String>,
    last: Option<String>,
    sources: Vec<String>,
    claims: usize,
    differing: usize,
    quotes: usize,
    copies: usize,
}

fn json(asked: &Asked, chosen: &[Facts], out: &mut dyn Write) -> io::Result<()> {
    let export = Export::new(&asked.corpus);
    let counted = |facts: &Facts| {
        let (first, last) = timestamps(facts);
        Counted {
            story: export.story(facts.id.index()),
            first,
            last,
            sources: facts.outlets.clone(),
            claims: facts.claims,
            differing: facts.differing,
            quotes: facts.quotes,
            copies: facts.copies,
        }
    };
    let stories = chosen.iter().map(counted).collect();
    asked.json(Answer { stories }, out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(first: &str, last: &str) -> String {
        let time = |day: &str| -> Timestamp { format!("{day}T12:00:00Z").parse().expect("a time") };
        days(Some((time(first), time(last))))
    }

    #[test]
    fn days_are_said_as_short_as_they_are_clear() {
        assert_eq!(shown("2026-03-11", "2026-03-11"), "11 Mar 2026");
        assert_eq!(shown("2026-03-11", "2026-03-12"), "11–12 Mar 2026");
        assert_eq!(shown("2026-04-30", "2026-05-02"), "30 Apr – 2 May 2026");
        assert_eq!(
            shown("2025-12-31", "2026-01-01"),
            "31 Dec 2025 – 1 Jan 2026"
        );
        assert_eq!(days(None), "");
    }
}
