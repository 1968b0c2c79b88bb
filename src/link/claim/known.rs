//! What is known of a sentence beyond its words: who is named in it, whose words it quotes, and where it stands.

use std::collections::HashMap;

use super::super::{Analyzed, EntityId, Links, SharedQuoteId};
use crate::article::{ArticleId, SentenceId};

/// What each adds to the score.
const ENTITIES: f32 = 0.067;
const QUOTE: f32 = 0.182;
const LATE: f32 = 0.103;
/// The place in its article from which on a sentence is late.
const LATEST: f32 = 15.0;
/// Weight, in sentences, that smooths how rare an entity is in a story.
const BACKGROUND: f32 = 20.0;

/// What is known of one sentence.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Known {
    /// Who and what it names, in order, with how rare each is in the story.
    entities: Box<[(EntityId, f32)]>,
    /// The quotes in it, in order.
    quotes: Box<[SharedQuoteId]>,
    /// How far from the beginning of the article it stands, up to 1.
    late: f32,
}

/// The quotes that every sentence has.
pub type Quotes = HashMap<(ArticleId, SentenceId), Vec<SharedQuoteId>>;

/// The quotes of all sentences that hold the beginning of one.
pub fn quotes(articles: &[Analyzed], links: &Links) -> Quotes {
    let mut quotes = Quotes::new();
    for (id, quote) in links.quotes.iter().enumerate() {
        for mention in &quote.mentions {
            if let Some(analyzed) = articles.get(mention.article.index()) {
                let sentence = analyzed.annotations.quote(mention.quote).sentence;
                let of = quotes.entry((mention.article, sentence)).or_default();
                of.push(SharedQuoteId::new(id));
            }
        }
    }
    quotes
}

/// What is known of the sentences of one story, in their order.
#[expect(
    clippy::cast_precision_loss,
    reason = "stories have fewer than 2^24 sentences"
)]
pub fn known(
    articles: &[Analyzed],
    links: &Links,
    quotes: &Quotes,
    sentences: &[(ArticleId, SentenceId)],
) -> Vec<Known> {
    let named: Vec<Vec<EntityId>> = sentences
        .iter()
        .map(|(article, sentence)| entities(articles, links, *article, *sentence))
        .collect();
    let mut with: HashMap<EntityId, f32> = HashMap::new();
    for entity in named.iter().flatten() {
        *with.entry(*entity).or_default() += 1.0;
    }
    let total = sentences.len() as f32 + BACKGROUND;
    let weight = |entity: EntityId| (entity, (total / (with[&entity] + 1.0)).ln());
    let known = |(place, entities): (&(ArticleId, SentenceId), Vec<EntityId>)| Known {
        entities: entities.into_iter().map(weight).collect(),
        quotes: quotes.get(place).cloned().unwrap_or_default().into(),
        late: (place.1.index() as f32 / LATEST).min(1.0),
    };
    sentences.iter().zip(named).map(known).collect()
}

/// Who and what the sentence names, each once, in order.
fn entities(
    articles: &[Analyzed],
    links: &Links,
    article: ArticleId,
    sentence: SentenceId,
) -> Vec<EntityId> {
    let Some(analyzed) = articles.get(article.index()) else {
        return Vec::new();
    };
    let mentions = &analyzed.annotations.mentions;
    let first = mentions.partition_point(|mention| mention.sentence < sentence);
    let here = mentions.iter().skip(first);
    let here = here.take_while(|mention| mention.sentence == sentence);
    let mut entities: Vec<EntityId> = here
        .filter_map(|mention| links.entity(article, mention.chain))
        .collect();
    entities.sort_unstable();
    entities.dedup();
    entities
}

impl Known {
    /// How far what is known of two sentences speaks for their saying the same.
    pub fn score(&self, other: &Self) -> f32 {
        let quoted = self.quotes.iter().any(|quote| other.quotes.contains(quote));
        let quote = if quoted { QUOTE } else { 0.0 };
        ENTITIES * self.share_of_entities(other) + quote - LATE * self.late.max(other.late)
    }

    /// How much of what the sentence with fewer names names the other names too.
    fn share_of_entities(&self, other: &Self) -> f32 {
        let sum = |known: &Self| known.entities.iter().map(|(_, weight)| weight).sum::<f32>();
        let mut shared = 0.0;
        let mut others = other.entities.iter().peekable();
        for (entity, weight) in &self.entities {
            while others.next_if(|(other, _)| other < entity).is_some() {}
            if others.next_if(|(other, _)| other == entity).is_some() {
                shared += weight;
            }
        }
        let least = sum(self).min(sum(other));
        if least > 0.0 { shared / least } else { 0.0 }
    }
}
