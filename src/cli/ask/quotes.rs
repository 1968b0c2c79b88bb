//! `crossread quotes`: who is quoted, in whose words, and how the wordings differ.

mod data;
mod text;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, Write};

use clap::Args;

use super::form::{self, Form};
use super::{Asked, Inputs, Outcome, count, flat};
use crate::corpus::Corpus;
use crate::corpus::speaker::{Meant, meant, said_by};
use crate::link::quote::{Change, word_diff};
use crate::link::{EntityId, QuoteMention, SharedQuote, SharedQuoteId};

const EXAMPLES: &str = "\
Examples:
  crossread quotes --shared reports/               what several articles quote, and how the wordings differ
  crossread quotes --speaker Ruiz reports/         everything that Ruiz is quoted as saying, the earliest first
  crossread quotes --speaker 'former official'     speakers without a name are found by how they are described
  crossread quotes --format csv > quotes.csv       one row for each quote of each article
  crossread quotes --format json | jq '.quotes[] | select(.attribution_differs)'

Wordings:
  A wording that differs from the first is shown against it: [-only there-] {+only here+}.

Exit status: 0 if there is any, 1 if there is none, 2 for wrong usage or a speaker who may be one of several.";

/// List who is quoted, in which words, and by whom
///
/// The same words in several articles are listed once, with every wording and the articles that print it, and with
/// the sign `≠` where articles name different speakers for the same words.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    /// List only what this person or organization says; a surname is enough
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,

    /// List only what several articles quote
    #[arg(long)]
    shared: bool,

    /// The form of the list
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = form::parser(form::ALL))]
    format: Form,

    #[command(flatten)]
    pub inputs: Inputs,
}

/// Prints the quotes that are asked for.
pub fn answer(asked: &Asked, options: &Options, out: &mut dyn Write) -> io::Result<Outcome> {
    let (mut chosen, mut why) = match chosen(&asked.corpus, options) {
        Ok(chosen) => chosen,
        Err(why) => return Ok(Outcome::Unclear(why)),
    };
    if options.shared {
        let before = chosen.len();
        chosen.retain(|id| asked.corpus.articles_of_quote(*id).len() > 1);
        if chosen.is_empty() && before > 0 {
            let quotes = count(before, "quote");
            why = format!("each of the {quotes} is printed in one article only");
        }
    }
    match options.format {
        Form::Text => text::write(asked, &chosen, &mut asked.page(out))?,
        Form::Json => data::json(asked, &chosen, out)?,
        Form::Csv => data::csv(asked, &chosen, out)?,
        Form::Markdown => data::markdown(asked, &chosen, out)?,
    }
    Ok(if chosen.is_empty() {
        Outcome::Nothing(why)
    } else {
        Outcome::Found
    })
}

/// The quotes that are asked for, and what to say if there are none; or why it is not clear who is meant.
fn chosen(corpus: &Corpus, options: &Options) -> Result<(Vec<SharedQuoteId>, String), String> {
    let Some(name) = &options.speaker else {
        let mut all: Vec<SharedQuoteId> = (0..corpus.links.quotes.len())
            .map(SharedQuoteId::new)
            .collect();
        all.sort_by_key(|id| Reverse(corpus.articles_of_quote(*id).len()));
        return Ok((all, "nobody is quoted in the articles".to_owned()));
    };
    match meant(corpus, name) {
        Meant::Speaker(speakers) => Ok((said_by(corpus, &speakers), String::new())),
        Meant::Described(quotes) => Ok((quotes, String::new())),
        Meant::Nobody(named) => Ok((Vec::new(), nobody(corpus, name, &named))),
        Meant::Several(speakers) => Err(several(corpus, name, &speakers)),
    }
}

fn nobody(corpus: &Corpus, name: &str, named: &[EntityId]) -> String {
    match named.first() {
        None => format!("nobody called `{name}` is quoted or named in the articles"),
        Some(first) => {
            let full = &corpus.entity(*first).name;
            let articles = count(corpus.articles_of_entity(*first).len(), "article");
            format!("{full} is named in {articles}, but not quoted in any")
        }
    }
}

fn several(corpus: &Corpus, name: &str, speakers: &[EntityId]) -> String {
    let mut message = format!("`{name}` may be one of several; say which:");
    for speaker in speakers {
        let entity = corpus.entity(*speaker);
        let quotes = count(said_by(corpus, &[*speaker]).len(), "quote");
        message = format!("{message}\n  {}  ({quotes})", entity.name);
    }
    message
}

/// One wording of a quote, with the mentions that print it.
struct Wording {
    words: String,
    mentions: Vec<QuoteMention>,
}

/// The wordings of a quote in the order of their numbers.
fn wordings(corpus: &Corpus, quote: &SharedQuote) -> Vec<Wording> {
    let mut by_number: BTreeMap<u32, Vec<QuoteMention>> = BTreeMap::new();
    for mention in &quote.mentions {
        by_number.entry(mention.variant).or_default().push(*mention);
    }
    let wording = |mentions: Vec<QuoteMention>| {
        let first = mentions.first()?;
        let words = words_of(corpus, *first);
        Some(Wording { words, mentions })
    };
    by_number.into_values().filter_map(wording).collect()
}

/// The words of a quote as one article prints them, on one line.
fn words_of(corpus: &Corpus, mention: QuoteMention) -> String {
    let span = corpus
        .annotations(mention.article)
        .quote(mention.quote)
        .span;
    let words = flat(corpus.article(mention.article).words(span));
    words.trim_end_matches(',').to_owned()
}

/// Whom the article names as the speaker: the name, or the words that describe the speaker.
fn said_to_be_by(corpus: &Corpus, mention: QuoteMention) -> Option<String> {
    let quote = corpus.annotations(mention.article).quote(mention.quote);
    let named = corpus
        .speaker_of(mention)
        .map(|speaker| corpus.entity(speaker).name.clone());
    let described = || {
        let span = quote.speaker_text?;
        let words = flat(corpus.article(mention.article).words(span));
        Some(format!("“{words}”"))
    };
    named.or_else(described)
}

/// Who said it, for a heading; `None` where nobody is named or different people are.
fn speaker(corpus: &Corpus, quote: &SharedQuote) -> Option<String> {
    if quote.attribution_differs {
        return None;
    }
    let named = quote.speaker.map(|id| corpus.entity(id).name.clone());
    let mut mentions = quote.mentions.iter();
    named.or_else(|| mentions.find_map(|mention| said_to_be_by(corpus, *mention)))
}

/// Speakers as the articles name them, each with its articles; only where they are not the same.
fn attributions(corpus: &Corpus, quote: &SharedQuote) -> Vec<(String, Vec<QuoteMention>)> {
    let mut named: Vec<(String, Vec<QuoteMention>)> = Vec::new();
    if !quote.attribution_differs {
        return named;
    }
    for mention in &quote.mentions {
        let who = said_to_be_by(corpus, *mention);
        let who = who.unwrap_or_else(|| "nobody named".to_owned());
        match named.iter_mut().find(|(known, _)| *known == who) {
            Some((_, mentions)) => mentions.push(*mention),
            None => named.push((who, vec![*mention])),
        }
    }
    named
}

/// How a wording stands to the first.
enum Drift {
    /// Other words; how they differ.
    Other(Vec<Change>),
    /// Nothing but a part of the first.
    Part,
    /// So many other words that showing each would tell nothing.
    Anew,
}

/// Share of equal words from which two wordings are shown as a difference of words, in percent.
const ALIKE: usize = 30;

fn drift(first: &str, words: &str) -> Drift {
    let changes = word_diff(first, words);
    let is_same = |change: &Change| matches!(change, Change::Same(_));
    let is_added = |change: &Change| matches!(change, Change::Added(_));
    if changes.iter().filter(|change| is_same(change)).count() == 1 && !changes.iter().any(is_added)
    {
        return Drift::Part;
    }
    let bytes = |change: &Change| match change {
        Change::Same(span) | Change::Removed(span) | Change::Added(span) => span.len(),
    };
    let same: usize = changes.iter().filter(|c| is_same(c)).map(bytes).sum();
    if same * 100 >= words.len() * ALIKE {
        Drift::Other(changes)
    } else {
        Drift::Anew
    }
}

/// `words` without the middle, where they are many: what is left out of a wording is only hinted at.
fn hinted(words: &str, ellipsis: &str) -> String {
    let all: Vec<&str> = words.split_whitespace().collect();
    let (first, last) = (all.get(..3), all.get(all.len().saturating_sub(2)..));
    match (first, last) {
        (Some(first), Some(last)) if all.len() > 9 => {
            format!("{} {ellipsis} {}", first.join(" "), last.join(" "))
        }
        _ => all.join(" "),
    }
}

/// The letter of a wording: A, B, … Z, then numbers.
fn letter(number: usize) -> String {
    let letter = u8::try_from(number).ok().filter(|number| *number < 26);
    match letter {
        Some(number) => char::from(b'A' + number).to_string(),
        None => (number + 1).to_string(),
    }
}
