//! Quotes as data: documents, tables, notes.

use std::io::{self, Write};

use serde::Serialize;

use super::{
    Drift, Wording, attributions, drift, hinted, said_to_be_by, speaker, wordings, words_of,
};
use crate::cli::ask::{Asked, count};
use crate::cli::csv::Csv;
use crate::cli::export::{Export, Quote};
use crate::cli::markdown::{code, escaped, link};
use crate::corpus::Place;
use crate::link::quote::Change;
use crate::link::{QuoteMention, SharedQuoteId};

#[derive(Debug, Serialize)]
struct Answer {
    quotes: Vec<Quote>,
}

/// Writes the quotes as the export has them.
pub fn json(asked: &Asked, chosen: &[SharedQuoteId], out: &mut dyn Write) -> io::Result<()> {
    let export = Export::new(&asked.corpus);
    let quotes = chosen.iter().map(|id| export.quote(id.index())).collect();
    asked.json(Answer { quotes }, out)
}

/// Writes one row for each quote of each article.
pub fn csv(asked: &Asked, chosen: &[SharedQuoteId], out: &mut dyn Write) -> io::Result<()> {
    let columns = [
        "quote",
        "articles",
        "variant",
        "speaker",
        "attribution_differs",
        "speaker_text",
        "cue",
        "text",
        "source",
        "published",
        "path",
        "paragraph",
    ];
    let corpus = &asked.corpus;
    let mut csv = Csv::new(out, &columns)?;
    for id in chosen {
        let shared = corpus.quote(*id);
        for mention in &shared.mentions {
            let article = corpus.article(mention.article);
            let quote = corpus.annotations(mention.article).quote(mention.quote);
            let words = |span: Option<crate::text::Span>| {
                span.map_or(String::new(), |span| article.words(span).to_owned())
            };
            csv.row(&[
                format!("q{}", id.index() + 1),
                corpus.articles_of_quote(*id).len().to_string(),
                mention.variant.to_string(),
                said_to_be_by(corpus, *mention).unwrap_or_default(),
                shared.attribution_differs.to_string(),
                words(quote.speaker_text),
                words(quote.cue),
                words(Some(quote.span)),
                article.name(),
                asked.timestamp(mention.article),
                asked.path(mention.article),
                paragraph(asked, *mention).to_string(),
            ])?;
        }
    }
    csv.finish()
}

fn paragraph(asked: &Asked, mention: QuoteMention) -> usize {
    let annotations = asked.corpus.annotations(mention.article);
    asked.corpus.paragraph_number(Place {
        article: mention.article,
        sentence: annotations.quote(mention.quote).sentence,
    })
}

/// Writes block quotations with their sources below.
pub fn markdown(asked: &Asked, chosen: &[SharedQuoteId], out: &mut dyn Write) -> io::Result<()> {
    for (index, id) in chosen.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        quotation(asked, *id, out)?;
    }
    Ok(())
}

fn quotation(asked: &Asked, id: SharedQuoteId, out: &mut dyn Write) -> io::Result<()> {
    let corpus = &asked.corpus;
    let quote = corpus.quote(id);
    let wordings = wordings(corpus, quote);
    let Some((first, others)) = wordings.split_first() else {
        return Ok(());
    };
    let who = speaker(corpus, quote).unwrap_or_else(|| {
        let who = if quote.attribution_differs {
            "different speakers are named"
        } else {
            "speaker not named"
        };
        who.to_owned()
    });
    writeln!(out, "> “{}”\n>", escaped(&words_of_first(asked, first)))?;
    let articles = count(corpus.articles_of_quote(id).len(), "article");
    writeln!(out, "> — {}, in {articles}\n", escaped(&who))?;
    printed_by(asked, first, "", out)?;
    for wording in others {
        let words = match drift(&first.words, &wording.words) {
            Drift::Other(changes) => changed(&first.words, &wording.words, &changes),
            Drift::Part | Drift::Anew => escaped(&wording.words),
        };
        writeln!(out, "- “{words}”")?;
        printed_by(asked, wording, "  ", out)?;
    }
    for (who, mentions) in attributions(corpus, quote) {
        let articles: Vec<_> = mentions.iter().map(|mention| mention.article).collect();
        let names = asked.names(&articles);
        writeln!(out, "- said by {}: {}", escaped(&who), escaped(&names))?;
    }
    Ok(())
}

fn words_of_first(asked: &Asked, wording: &Wording) -> String {
    let first = wording.mentions.first();
    first.map_or_else(String::new, |mention| words_of(&asked.corpus, *mention))
}

fn printed_by(
    asked: &Asked,
    wording: &Wording,
    indent: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    for mention in &wording.mentions {
        let article = asked.corpus.article(mention.article);
        let name = link(&article.name(), article.meta.url.as_deref());
        let date = asked.published(mention.article);
        let date = if date.is_empty() {
            date
        } else {
            format!(", {date}")
        };
        let path = code(&asked.path(mention.article));
        let paragraph = paragraph(asked, *mention);
        writeln!(out, "{indent}- {name}{date}, {path} ¶{paragraph}")?;
    }
    Ok(())
}

/// A wording against the first: ~~only there~~, **only here**.
fn changed(first: &str, words: &str, changes: &[Change]) -> String {
    let marked = |change: &Change| match change {
        Change::Same(span) => escaped(span.of(first)),
        Change::Removed(span) => format!("~~{}~~", escaped(&hinted(span.of(first), "…"))),
        Change::Added(span) => format!("**{}**", escaped(span.of(words))),
    };
    let marked: Vec<String> = changes.iter().map(marked).collect();
    marked.join(" ")
}
