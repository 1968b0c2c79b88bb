//! Subcommands that answer one question about the articles, for people or as data.

mod claims;
mod diff;
mod entities;
mod form;
mod matrix;
mod quotes;
mod sources;
mod stories;
mod story;

use std::collections::HashSet;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use color_eyre::eyre::Result;

use super::arguments::Common;
use super::export::{Export, Warning};
use super::output::{complain, print};
use super::page::{Look, Page};
use super::{NOTHING, WRONG, settings};
use crate::article::ArticleId;
use crate::config::Config;
use crate::corpus::Corpus;
use crate::text::wrap;

/// The subcommands that answer a question about the articles.
#[derive(Debug, Subcommand)]
pub enum Question {
    Entities(entities::Options),
    Quotes(quotes::Options),
    Stories(stories::Options),
    Matrix(matrix::Options),
    Diff(diff::Options),
    Sources(sources::Options),
    Claims(claims::Options),
}

impl Question {
    fn paths(&self) -> &[PathBuf] {
        let inputs = match self {
            Self::Entities(options) => &options.inputs,
            Self::Quotes(options) => &options.inputs,
            Self::Stories(options) => &options.inputs,
            Self::Matrix(options) => &options.inputs,
            Self::Diff(options) => return &options.files,
            Self::Sources(options) => &options.inputs,
            Self::Claims(options) => &options.inputs,
        };
        &inputs.paths
    }

    fn answer(&self, asked: &Asked, out: &mut dyn Write) -> io::Result<Outcome> {
        match self {
            Self::Entities(options) => entities::answer(asked, options, out),
            Self::Quotes(options) => quotes::answer(asked, options, out),
            Self::Stories(options) => stories::answer(asked, options, out),
            Self::Matrix(options) => matrix::answer(asked, options, out),
            Self::Diff(options) => diff::answer(asked, options, out),
            Self::Sources(options) => sources::answer(asked, options, out),
            Self::Claims(options) => claims::answer(asked, options, out),
        }
    }
}

/// What is read to answer a question.
#[derive(Debug, Args)]
pub struct Inputs {
    /// Files and folders to read, `-` for standard input; without any, the folder `articles`
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

/// How a question was answered.
#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    /// There is something.
    Found,
    /// There is nothing; why, for people.
    Nothing(String),
    /// The question cannot be answered as it was asked; why, for people.
    Unclear(String),
}

/// The articles of which something is asked, and how the answer is shown.
struct Asked {
    corpus: Corpus,
    warnings: Vec<Warning>,
    config: Config,
    width: usize,
    colored: bool,
}

impl Asked {
    fn page<'a>(&'a self, out: &'a mut dyn Write) -> Page<'a> {
        let look = Look {
            width: self.width,
            glyphs: self.config.glyphs,
            theme: self.colored.then_some(&self.config.theme),
        };
        Page::new(look, out)
    }

    fn json(&self, answer: impl serde::Serialize, out: &mut dyn Write) -> io::Result<()> {
        let document = Export::new(&self.corpus).answer(answer, &self.warnings);
        serde_json::to_writer(&mut *out, &document)?;
        out.write_all(b"\n")
    }

    /// The path of an article as it is printed.
    fn path(&self, article: ArticleId) -> String {
        let path = &self.corpus.article(article).path;
        crate::article::sanitize::line(&path.to_string_lossy())
    }

    /// The names of articles, each once: "Metro Wire, The Ledger".
    fn names(&self, articles: &[ArticleId]) -> String {
        let name = |article: &ArticleId| self.corpus.article(*article).name();
        let mut seen = HashSet::new();
        let names = articles.iter().map(name);
        let names: Vec<String> = names.filter(|name| seen.insert(name.clone())).collect();
        names.join(", ")
    }

    /// When an article was published, for people.
    fn published(&self, article: ArticleId) -> String {
        let published = self.corpus.article(article).meta.published;
        published.map_or_else(String::new, |time| {
            // A date without a time is read as midnight.
            let midnight = time.strftime("%H:%M").to_string() == "00:00";
            let format = if midnight {
                "%-d %b %Y"
            } else {
                "%-d %b %Y %H:%M"
            };
            time.strftime(format).to_string()
        })
    }

    /// When an article was published, for programs.
    fn timestamp(&self, article: ArticleId) -> String {
        let published = self.corpus.article(article).meta.published;
        published.map_or_else(String::new, |time| time.to_string())
    }
}

/// "1 article", "8 articles".
fn count(number: usize, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {what}{plural}")
}

/// Words of an article on one line.
fn flat(words: &str) -> String {
    wrap::flat(words).into_owned()
}

/// Reads the articles and answers the question.
pub fn answer(question: &Question, common: &Common) -> Result<ExitCode> {
    let file = settings::load(common)?;
    let Some(paths) = super::existing(question.paths()) else {
        return Ok(ExitCode::from(NOTHING));
    };
    let (articles, warnings) = super::articles(&paths);
    let status = super::status(&articles, &warnings);
    if articles.is_empty() {
        return Ok(status);
    }
    let asked = Asked {
        corpus: Corpus::analyzed(articles),
        warnings,
        config: file.resolve(settings::terminal()),
        width: super::width(),
        colored: settings::colored(&file),
    };
    let mut outcome = Outcome::Found;
    print(|out| {
        outcome = question.answer(&asked, out)?;
        Ok(())
    })?;
    Ok(match outcome {
        Outcome::Found => ExitCode::SUCCESS,
        Outcome::Nothing(why) => {
            complain(&why);
            ExitCode::from(NOTHING)
        }
        Outcome::Unclear(why) => {
            complain(&why);
            ExitCode::from(WRONG)
        }
    })
}
