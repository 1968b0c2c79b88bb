//! What a row says of a hit besides its words.

use super::{Hit, Kind, Target};
use crate::corpus::Corpus;

/// What the right end of a row says of a hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What it is or who says it: "article", "text", "claim", "person", "Ruiz".
    pub words: String,
    /// How many articles share it.
    pub articles: usize,
    /// Whether articles differ about it.
    pub differs: bool,
}

/// What the right end of a row says of a hit.
pub fn note(corpus: &Corpus, hit: &Hit) -> Note {
    let note = |words: &str, articles, differs| Note {
        words: words.to_owned(),
        articles,
        differs,
    };
    match hit.target {
        Target::Article(_) => note("article", 0, false),
        Target::Sentence(_) if hit.kind == Kind::Quote => note("quote", 0, false),
        Target::Sentence(_) => note("text", 0, false),
        Target::Command(_) => note("command", 0, false),
        Target::Entity(entity) => note(
            corpus.entity(entity).kind.name(),
            corpus.articles_of_entity(entity).len(),
            false,
        ),
        Target::Claim(claim, place) => {
            let differs = corpus.claim(claim).differences.iter().any(|difference| {
                difference.kind.is_contradiction()
                    && difference
                        .values
                        .iter()
                        .any(|value| value.0 == place.article)
            });
            note("claim", corpus.articles_of_claim(claim).len(), differs)
        }
        Target::Quote(quote, place) => {
            let shared = corpus.quote(quote);
            let speaker = shared
                .speaker
                .map(|speaker| surname(&corpus.entity(speaker).name));
            let mut here = shared
                .mentions
                .iter()
                .filter(|mention| mention.article == place.article);
            let differs = shared.attribution_differs || here.any(|mention| mention.variant > 0);
            note(
                speaker.unwrap_or("quote"),
                corpus.articles_of_quote(quote).len(),
                differs,
            )
        }
    }
}

/// The outlet of a hit; nothing for names and commands.
pub fn outlet(corpus: &Corpus, hit: &Hit) -> Option<String> {
    let article = match hit.target {
        Target::Article(article) => article,
        target => target.place()?.article,
    };
    Some(corpus.article(article).name())
}

fn surname(name: &str) -> &str {
    name.split_whitespace().next_back().unwrap_or(name)
}
