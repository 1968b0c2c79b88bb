//! `crossread matrix`: what is said, by which articles, and with which values where they differ.

mod data;
mod heads;
mod text;

use std::io::{self, Write};

use clap::{Args, ValueEnum};

use super::form::{self, Form};
use super::story::Which;
use super::{Asked, Inputs, Outcome};
use crate::config::glyphs::Glyphs;
use crate::corpus::Sign;
use crate::corpus::matrix::{Matrix, Order, matrix};

const EXAMPLES: &str = "\
Examples:
  crossread matrix --story 1 reports/              the largest story
  crossread matrix --sort disagreement reports/    where they differ most comes first
  crossread matrix --only-here reports/            also what one article alone says
  crossread matrix --format csv > matrix.csv       with a column for each article, for a spreadsheet

Signs of rows:   ≠ values differ   \" quoted   = said by several   ◆ said by one alone
Signs of cells:  ● the same   · nothing   ~ less surely, or a part of the quote   41m the value, where they differ
With many articles, cells have no room for values: there ≠ is another value than most print, and all values stand below.

Exit status: 0 if there is any, 1 if there is none, 2 for wrong usage.";

/// Show who says what: a row for each claim or quote, a column for each article
///
/// Where the articles differ on a value, the cells hold it, and the sentences that print it stand below the table.
/// The newest article is the first column.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    #[command(flatten)]
    which: Which,

    /// In which order the rows stand
    #[arg(long, value_name = "ORDER", default_value = "coverage")]
    sort: Sort,

    /// Show only rows on which the articles differ
    #[arg(long)]
    differ: bool,

    /// Show also what one article alone says
    #[arg(long, conflicts_with = "differ")]
    only_here: bool,

    /// The form of the table
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = form::parser(form::ALL))]
    format: Form,

    #[command(flatten)]
    pub inputs: Inputs,
}

/// The order of the rows, as it is asked for.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Sort {
    /// What most articles say first
    Coverage,
    /// What most different values are printed for first
    Disagreement,
    /// What was published first
    Time,
}

impl Sort {
    fn order(self) -> Order {
        match self {
            Self::Coverage => Order::Coverage,
            Self::Disagreement => Order::Disagreement,
            Self::Time => Order::Time,
        }
    }
}

/// Prints the matrices of the stories that are asked for.
pub fn answer(asked: &Asked, options: &Options, out: &mut dyn Write) -> io::Result<Outcome> {
    let (stories, why) = match options.which.stories(asked) {
        Ok(stories) => (stories, "the articles have nothing in common".to_owned()),
        Err(why) => (Vec::new(), why),
    };
    let matrices = stories.into_iter().map(|story| {
        let mut matrix = matrix(&asked.corpus, story, options.only_here);
        if options.differ {
            matrix.rows.retain(|row| row.values > 0);
        }
        matrix.sort(&asked.corpus, options.sort.order());
        matrix
    });
    let matrices: Vec<Matrix> = matrices.filter(|matrix| !matrix.rows.is_empty()).collect();
    match options.format {
        Form::Text => text::write(asked, &matrices, &mut asked.page(out))?,
        Form::Json => data::json(asked, &matrices, out)?,
        Form::Csv => data::csv(asked, &matrices, out)?,
        Form::Markdown => data::markdown(asked, &matrices, out)?,
    }
    Ok(match (matrices.is_empty(), options.differ) {
        (false, _) => Outcome::Found,
        (true, true) if why.starts_with("the articles") => {
            Outcome::Nothing("the articles differ on no value".to_owned())
        }
        (true, _) => Outcome::Nothing(why),
    })
}

/// The sign of a row.
fn sign(sign: Sign, glyphs: &Glyphs) -> &'static str {
    match sign {
        Sign::Differs(_) => glyphs.differs,
        Sign::Quote(_) => glyphs.quote,
        Sign::Claim(_) => glyphs.shared,
        Sign::OnlyHere => glyphs.only_here,
    }
}
