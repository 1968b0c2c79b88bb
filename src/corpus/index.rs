//! What is where: for every sentence the claims, quotes and entities that it shares.

use std::collections::{BTreeSet, HashMap};

use rayon::prelude::*;

use super::only;
use crate::analysis::claim::table::Stem;
use crate::article::{ArticleId, SentenceId};
use crate::link::{Analyzed, ClaimId, EntityId, Links, SharedQuoteId, StoryId, Strength};
use crate::text::span::overlapping;

/// What one sentence has in common with other articles, and whom it names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shared {
    /// The claims that it says, strong ones first.
    pub claims: Vec<ClaimId>,
    /// The quotes of which it holds words, shared or not.
    pub quotes: Vec<SharedQuoteId>,
    /// The entities that it names, in order of the text, each once.
    pub entities: Vec<EntityId>,
    /// Whether the sentence belongs to the report and nothing like it is in another article of its story.
    pub only_here: bool,
}

/// Answers "what is where" in constant time; made once for a corpus.
#[derive(Debug, Clone, Default)]
pub struct Index {
    shared: Vec<Vec<Shared>>,
    story: Vec<Option<StoryId>>,
    articles_of_entity: Vec<Vec<ArticleId>>,
    articles_of_quote: Vec<Vec<ArticleId>>,
    articles_of_claim: Vec<Vec<ArticleId>>,
    /// For every claim what most of its mentions share.
    core_of_claim: Vec<Vec<(Stem, f32)>>,
    quotes_of_speaker: Vec<Vec<SharedQuoteId>>,
    /// Entities whose name others have too.
    namesakes: BTreeSet<EntityId>,
}

/// The entities whose name others have too.
fn namesakes(links: &Links) -> BTreeSet<EntityId> {
    let mut first: HashMap<&str, EntityId> = HashMap::with_capacity(links.entities.len());
    let mut namesakes = BTreeSet::new();
    for (index, entity) in links.entities.iter().enumerate() {
        let id = EntityId::new(index);
        let known = *first.entry(&entity.name).or_insert(id);
        if known != id {
            namesakes.extend([known, id]);
        }
    }
    namesakes
}

impl Index {
    /// Whether another entity has the same name.
    pub fn has_namesake(&self, entity: EntityId) -> bool {
        self.namesakes.contains(&entity)
    }

    /// The index of linked articles.
    pub fn new(articles: &[Analyzed], links: &Links) -> Self {
        let distinct = |ids: &mut dyn Iterator<Item = ArticleId>| -> Vec<ArticleId> {
            ids.collect::<BTreeSet<_>>().into_iter().collect()
        };
        let mut index = Self {
            shared: articles
                .iter()
                .map(|a| vec![Shared::default(); a.article.sentences.len()])
                .collect(),
            story: vec![None; articles.len()],
            namesakes: namesakes(links),
            articles_of_entity: (links.entities.iter())
                .map(|e| distinct(&mut e.mentions.iter().map(|m| m.0)))
                .collect(),
            articles_of_quote: (links.quotes.iter())
                .map(|q| distinct(&mut q.mentions.iter().map(|m| m.article)))
                .collect(),
            articles_of_claim: (links.claims.iter())
                .map(|c| distinct(&mut c.mentions.iter().map(|m| m.article)))
                .collect(),
            core_of_claim: (links.claims.par_iter())
                .map(|claim| only::core(articles, claim))
                .collect(),
            quotes_of_speaker: vec![Vec::new(); links.entities.len()],
        };
        index.place_stories(links);
        index.place_claims(links);
        index.place_quotes(articles, links);
        index.place_speakers(articles, links);
        index.place_entities(articles, links);
        index.place_only_here(articles, links);
        index
    }

    /// What the sentence shares; nothing for a sentence of another corpus.
    pub fn shared(&self, article: ArticleId, sentence: SentenceId) -> &Shared {
        static NOTHING: Shared = Shared {
            claims: Vec::new(),
            quotes: Vec::new(),
            entities: Vec::new(),
            only_here: false,
        };
        self.shared
            .get(article.index())
            .and_then(|all| all.get(sentence.index()))
            .unwrap_or(&NOTHING)
    }

    /// The story that the article reports.
    pub fn story_of(&self, article: ArticleId) -> Option<StoryId> {
        self.story.get(article.index()).copied().flatten()
    }

    /// The articles that name the entity, in order.
    pub fn articles_of_entity(&self, entity: EntityId) -> &[ArticleId] {
        self.articles_of_entity
            .get(entity.index())
            .map_or(&[], Vec::as_slice)
    }

    /// The articles that print the quote, in order.
    pub fn articles_of_quote(&self, quote: SharedQuoteId) -> &[ArticleId] {
        self.articles_of_quote
            .get(quote.index())
            .map_or(&[], Vec::as_slice)
    }

    /// The articles that say the claim, in order.
    pub fn articles_of_claim(&self, claim: ClaimId) -> &[ArticleId] {
        self.articles_of_claim
            .get(claim.index())
            .map_or(&[], Vec::as_slice)
    }

    /// The quotes that an article gives to the entity, in order.
    pub fn quotes_of_speaker(&self, entity: EntityId) -> &[SharedQuoteId] {
        self.quotes_of_speaker
            .get(entity.index())
            .map_or(&[], Vec::as_slice)
    }

    fn at(&mut self, article: ArticleId, sentence: SentenceId) -> Option<&mut Shared> {
        self.shared
            .get_mut(article.index())?
            .get_mut(sentence.index())
    }

    fn place_stories(&mut self, links: &Links) {
        for (number, story) in links.stories.iter().enumerate() {
            for article in &story.articles {
                if let Some(place) = self.story.get_mut(article.index()) {
                    *place = Some(StoryId::new(number));
                }
            }
        }
    }

    fn place_claims(&mut self, links: &Links) {
        for strength in [Strength::Strong, Strength::Weak] {
            for (number, claim) in links
                .claims
                .iter()
                .enumerate()
                .filter(|(_, claim)| claim.strength == strength)
            {
                for mention in &claim.mentions {
                    let Some(shared) = self.at(mention.article, mention.sentence) else {
                        continue;
                    };
                    if !shared.claims.contains(&ClaimId::new(number)) {
                        shared.claims.push(ClaimId::new(number));
                    }
                }
            }
        }
    }

    fn place_quotes(&mut self, articles: &[Analyzed], links: &Links) {
        for (number, quote) in links.quotes.iter().enumerate() {
            for mention in &quote.mentions {
                let analyzed = &articles[mention.article.index()];
                let span = analyzed.annotations.quote(mention.quote).outer;
                let held =
                    overlapping(&analyzed.article.sentences, span, |sentence| sentence.span).len();
                let first = analyzed
                    .article
                    .sentences
                    .partition_point(|s| s.span.end() <= span.start());
                for sentence in (first..first + held).map(SentenceId::new) {
                    let Some(shared) = self.at(mention.article, sentence) else {
                        continue;
                    };
                    if !shared.quotes.contains(&SharedQuoteId::new(number)) {
                        shared.quotes.push(SharedQuoteId::new(number));
                    }
                }
            }
        }
    }

    fn place_speakers(&mut self, articles: &[Analyzed], links: &Links) {
        for (number, quote) in links.quotes.iter().enumerate() {
            let id = SharedQuoteId::new(number);
            for mention in &quote.mentions {
                let annotations = &articles[mention.article.index()].annotations;
                let chain = annotations.quote(mention.quote).speaker;
                let speaker = chain.and_then(|chain| links.entity(mention.article, chain));
                let Some(speaker) = speaker else { continue };
                if let Some(quotes) = self.quotes_of_speaker.get_mut(speaker.index())
                    && quotes.last() != Some(&id)
                {
                    quotes.push(id);
                }
            }
        }
    }

    fn place_entities(&mut self, articles: &[Analyzed], links: &Links) {
        for (number, analyzed) in articles.iter().enumerate() {
            let article = ArticleId::new(number);
            for mention in &analyzed.annotations.mentions {
                let Some(entity) = links.entity(article, mention.chain) else {
                    continue;
                };
                let Some(shared) = self.at(article, mention.sentence) else {
                    continue;
                };
                if !shared.entities.contains(&entity) {
                    shared.entities.push(entity);
                }
            }
        }
    }

    fn place_only_here(&mut self, articles: &[Analyzed], links: &Links) {
        let is_shared = |article: ArticleId, sentence: SentenceId| {
            let shared = self.shared(article, sentence);
            let printed = |quote: &SharedQuoteId| self.articles_of_quote(*quote).len() > 1;
            !shared.claims.is_empty() || shared.quotes.iter().any(printed)
        };
        let stories = links
            .stories
            .iter()
            .filter(|story| story.articles.len() > 1);
        let alone: Vec<_> = stories
            .flat_map(|story| only::only_here(articles, story, is_shared))
            .collect();
        for (article, sentence) in alone {
            if let Some(shared) = self.at(article, sentence) {
                shared.only_here = true;
            }
        }
    }

    /// Whether the report says what the claim says, though no sentence of it was joined to the claim.
    pub fn says(&self, analyzed: &Analyzed, claim: ClaimId) -> bool {
        let core = self.core_of_claim.get(claim.index());
        core.is_some_and(|core| only::says(analyzed, core))
    }
}
