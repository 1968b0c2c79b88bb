//! Claims as data: documents, tables, notes.

use std::io::{self, Write};

use serde::Serialize;

use super::{Told, printed_values};
use crate::cli::ask::{Asked, count, flat, story};
use crate::cli::csv::Csv;
use crate::cli::export::{Claim, Export};
use crate::cli::markdown::{escaped, link};
use crate::corpus::Place;
use crate::corpus::told::silent;
use crate::link::{ClaimId, ClaimMention, Strength};

#[derive(Debug, Serialize)]
struct Answer {
    claims: Vec<OfStory>,
}

#[derive(Debug, Serialize)]
struct OfStory {
    #[serde(flatten)]
    claim: Claim,
    story: String,
    silent: Vec<String>,
}

/// Writes the claims as the export has them, each with its story and the articles of it that do not say it.
pub fn json(asked: &Asked, told: &[Told], out: &mut dyn Write) -> io::Result<()> {
    let export = Export::new(&asked.corpus);
    let of_story = |told: &Told, id: ClaimId| {
        let silent = silent(&asked.corpus, id);
        OfStory {
            claim: export.claim(id.index()),
            story: format!("s{}", told.story.index() + 1),
            silent: silent.iter().map(|article| export.id(*article)).collect(),
        }
    };
    let claims = told
        .iter()
        .flat_map(|told| told.claims.iter().map(|id| of_story(told, *id)));
    let claims = claims.collect();
    asked.json(Answer { claims }, out)
}

/// Writes one row for each sentence that says a claim.
pub fn csv(asked: &Asked, told: &[Told], out: &mut dyn Write) -> io::Result<()> {
    let columns = [
        "story",
        "claim",
        "label",
        "strength",
        "articles",
        "source",
        "published",
        "path",
        "paragraph",
        "text",
        "score",
        "values",
        "why",
    ];
    let corpus = &asked.corpus;
    let mut csv = Csv::new(out, &columns)?;
    for told in told {
        let name = story::name(asked, told.story);
        for id in &told.claims {
            let claim = corpus.claim(*id);
            let whys: Vec<&str> = claim.differences.iter().map(|d| d.why.as_str()).collect();
            for mention in &claim.mentions {
                let article = corpus.article(mention.article);
                csv.row(&[
                    name.clone(),
                    format!("c{}", id.index() + 1),
                    claim.label.clone(),
                    strength(claim.strength).to_owned(),
                    corpus.articles_of_claim(*id).len().to_string(),
                    article.name(),
                    asked.timestamp(mention.article),
                    asked.path(mention.article),
                    paragraph(asked, mention).to_string(),
                    article.words(mention.span).to_owned(),
                    format!("{:.2}", mention.score),
                    values_of(asked, *id, mention),
                    whys.join("; "),
                ])?;
            }
        }
    }
    csv.finish()
}

fn strength(strength: Strength) -> &'static str {
    match strength {
        Strength::Strong => "strong",
        Strength::Weak => "weak",
    }
}

/// The values that the sentence has in the differences of its claim: "number: 41 million".
fn values_of(asked: &Asked, id: ClaimId, mention: &ClaimMention) -> String {
    let article = asked.corpus.article(mention.article);
    let sentence = article.sentences.get(mention.sentence.index());
    let differences = asked.corpus.claim(id).differences.iter();
    let values = differences.flat_map(|difference| {
        let here = difference.values.iter().filter(|(of, span)| {
            *of == mention.article && sentence.is_some_and(|s| s.span.contains(*span))
        });
        let kind = difference.kind.name();
        here.map(move |(_, span)| format!("{kind}: {}", article.words(*span)))
    });
    let values: Vec<String> = values.collect();
    values.join("; ")
}

fn paragraph(asked: &Asked, mention: &ClaimMention) -> usize {
    asked.corpus.paragraph_number(Place {
        article: mention.article,
        sentence: mention.sentence,
    })
}

/// Writes a section for each story, with a list of the articles' words for each claim.
pub fn markdown(asked: &Asked, told: &[Told], out: &mut dyn Write) -> io::Result<()> {
    for (index, told) in told.iter().enumerate() {
        let gap = if index > 0 { "\n" } else { "" };
        let claims = count(told.claims.len(), "claim");
        let name = escaped(&story::name(asked, told.story));
        writeln!(out, "{gap}## {name} ({claims})")?;
        for id in &told.claims {
            claim(asked, *id, out)?;
        }
    }
    Ok(())
}

fn claim(asked: &Asked, id: ClaimId, out: &mut dyn Write) -> io::Result<()> {
    let corpus = &asked.corpus;
    let claim = corpus.claim(id);
    let of = corpus.story(claim.story).articles.len();
    let said = corpus.articles_of_claim(id).len();
    let label = escaped(&claim.label);
    writeln!(out, "\n### {label} ({said} of {of} articles)\n")?;
    for mention in &claim.mentions {
        let article = corpus.article(mention.article);
        let name = link(&article.name(), article.meta.url.as_deref());
        let words = escaped(&flat(article.words(mention.span)));
        writeln!(out, "- {name} ¶{}: {words}", paragraph(asked, mention))?;
    }
    for difference in &claim.differences {
        let sign = if difference.kind.is_contradiction() {
            "≠ "
        } else {
            ""
        };
        let values = printed_values(asked, difference).join("; ");
        let (kind, why) = (difference.kind.name(), &difference.why);
        writeln!(
            out,
            "- **{sign}{kind}**: {} ({})",
            escaped(&values),
            escaped(why)
        )?;
    }
    let silent = silent(corpus, id);
    if !silent.is_empty() {
        writeln!(out, "- not in {}", escaped(&asked.names(&silent)))?;
    }
    Ok(())
}
