//! All articles with what was found in them and what joins them, and the questions asked of them.

pub mod compare;
pub mod find;
pub mod index;
pub mod ledger;
pub mod load;
pub mod matrix;
mod only;
pub mod speaker;
pub mod told;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use crate::analysis::lexicon::Lexicon;
use crate::analysis::{Annotations, MentionId, analyze};
use crate::article::{Article, ArticleId, SentenceId};
use crate::link::decision::{Decisions, NameKey};
use crate::link::difference::amount::amounts;
use crate::link::difference::reading::terms;
use crate::link::difference::short_value;
use crate::link::source::Sourcing;
use crate::link::{
    Analyzed, ClaimId, ClaimMention, Difference, DifferenceKind, Entity, EntityId, Links,
    SharedClaim, SharedQuote, SharedQuoteId, Story, StoryId, Strength, link,
};
use crate::text::Span;
use index::{Index, Shared};

/// A sentence of an article of one corpus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The article.
    pub article: ArticleId,
    /// The sentence in it.
    pub sentence: SentenceId,
}

/// What a sentence is to a reader of several reports; the sign in the margin. The most telling one wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// Only this article says it.
    OnlyHere,
    /// So many articles say it, this one included.
    Claim(usize),
    /// So many articles print the quote, this one included.
    Quote(usize),
    /// Articles print so many different values.
    Differs(usize),
}

/// An immutable snapshot of everything that was read.
#[derive(Debug, Clone, Default)]
pub struct Corpus {
    /// The articles in order of their path, with their annotations.
    pub articles: Vec<Analyzed>,
    /// What joins them; empty as long as they are not linked.
    pub links: Links,
    index: Index,
    /// What the reader has decided.
    decisions: Arc<Decisions>,
    /// The names that it is about as they are printed, by the form in which they are compared.
    surfaces: BTreeMap<String, String>,
    /// The same as it was found, where the reader's decisions have changed it.
    found: Option<Arc<Found>>,
}

/// Articles and links as they are before anything is decided.
#[derive(Debug)]
struct Found {
    articles: Vec<Analyzed>,
    links: Links,
}

impl Corpus {
    /// A corpus that can be read but has no annotations and links yet. The articles are put in order of their path.
    pub fn parsed(articles: Vec<Arc<Article>>) -> Self {
        let analyzed = |article| Analyzed {
            article,
            annotations: Arc::new(Annotations::default()),
        };
        Self::unlinked(articles, analyzed)
    }

    /// A corpus of analyzed and linked articles. The articles are put in order of their path.
    pub fn analyzed(articles: Vec<Arc<Article>>) -> Self {
        let span = tracing::info_span!("analyze", articles = articles.len());
        span.in_scope(|| Self::unlinked(articles, analyzed))
            .linked()
    }

    /// The same corpus as of [`Corpus::analyzed`], faster where articles are as they were `before`.
    pub fn renewed(articles: Vec<Arc<Article>>, before: &Arc<Self>) -> Arc<Self> {
        let corpus = Self::unlinked(articles, |article| {
            let same = before
                .article_at(&article.path)
                .and_then(|id| before.found_articles().get(id.index()));
            let same = same.filter(|same| same.article == article).cloned();
            same.unwrap_or_else(|| analyzed(article))
        });
        let pairs = || corpus.articles.iter().zip(before.found_articles());
        let is_same = corpus.articles.len() == before.articles.len()
            && pairs().all(|(now, then)| Arc::ptr_eq(&now.annotations, &then.annotations));
        if is_same {
            Arc::clone(before)
        } else {
            let corpus = corpus.linked();
            corpus.decided(&before.decisions).unwrap_or(corpus).into()
        }
    }

    /// The same corpus as the reader's decisions have it, or `None` if they are the same as before. Nothing is analyzed or compared again.
    pub fn decided(&self, decisions: &Arc<Decisions>) -> Option<Self> {
        if self.decisions == *decisions {
            return None;
        }
        let _span = tracing::info_span!("decide", articles = self.articles.len()).entered();
        let (articles, links) = (self.found_articles(), self.found_links());
        let mut corpus = Self {
            decisions: Arc::clone(decisions),
            surfaces: decisions.surfaces(links),
            ..Self::default()
        };
        if let Some((decided, changed)) = decisions.applied(articles, links) {
            let found = self.found.clone().unwrap_or_else(|| {
                let (articles, links) = (articles.to_vec(), links.clone());
                Arc::new(Found { articles, links })
            });
            (corpus.articles, corpus.links) = (decided, changed);
            corpus.found = Some(found);
        } else {
            (corpus.articles, corpus.links) = (articles.to_vec(), links.clone());
        }
        corpus.index = Index::new(&corpus.articles, &corpus.links);
        Some(corpus)
    }

    /// What the reader has decided.
    pub fn decisions(&self) -> &Decisions {
        &self.decisions
    }

    /// Whether another entity has the same name, so that only the kind tells them apart.
    pub fn has_namesake(&self, entity: EntityId) -> bool {
        self.index.has_namesake(entity)
    }

    /// A name that was decided about as it is printed, if any article has it.
    pub fn as_printed<'a>(&'a self, name: &'a str) -> &'a str {
        self.surfaces.get(name).map_or(name, String::as_str)
    }

    fn found_articles(&self) -> &[Analyzed] {
        let found = self.found.as_ref();
        found.map_or(self.articles.as_slice(), |found| &found.articles)
    }

    fn found_links(&self) -> &Links {
        let found = self.found.as_ref();
        found.map_or(&self.links, |found| &found.links)
    }

    /// The name under which a use of a name was found, before the reader decided anything.
    pub fn found_name(&self, article: ArticleId, mention: MentionId) -> Option<NameKey> {
        let links = self.found_links();
        let annotations = &self.found_articles().get(article.index())?.annotations;
        let entity = links.entity(article, annotations.mention(mention).chain)?;
        Some(NameKey::of(links.entities.get(entity.index())?))
    }

    fn linked(mut self) -> Self {
        let _span = tracing::info_span!("link", articles = self.articles.len()).entered();
        self.links = link(&self.articles);
        self.index = Index::new(&self.articles, &self.links);
        self
    }

    fn unlinked(
        mut articles: Vec<Arc<Article>>,
        analyzed: impl Fn(Arc<Article>) -> Analyzed + Send + Sync,
    ) -> Self {
        articles.sort_by(|a, b| a.path.cmp(&b.path));
        let articles: Vec<Analyzed> = articles.into_par_iter().map(analyzed).collect();
        Self {
            articles,
            ..Self::default()
        }
    }

    /// Whether there is anything to read.
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }

    /// The article at `id`.
    pub fn article(&self, id: ArticleId) -> &Article {
        &self.articles[id.index()].article
    }

    /// What was found in the article at `id`.
    pub fn annotations(&self, id: ArticleId) -> &Annotations {
        &self.articles[id.index()].annotations
    }

    /// The ids of all articles, in order.
    pub fn article_ids(&self) -> impl DoubleEndedIterator<Item = ArticleId> + use<> {
        (0..self.articles.len()).map(ArticleId::new)
    }

    /// The article that was read from `path`.
    pub fn article_at(&self, path: &Path) -> Option<ArticleId> {
        let index = self
            .articles
            .binary_search_by(|analyzed| analyzed.article.path.as_path().cmp(path));
        index.ok().map(ArticleId::new)
    }

    /// The words of a sentence.
    pub fn sentence(&self, place: Place) -> &str {
        self.article(place.article).words(self.span(place))
    }

    /// The span of a sentence.
    pub fn span(&self, place: Place) -> Span {
        self.article(place.article).sentences[place.sentence.index()].span
    }

    /// The number, from 1, of the paragraph that holds the sentence among the report's paragraphs.
    pub fn paragraph_number(&self, place: Place) -> usize {
        let article = self.article(place.article);
        let paragraph = article.sentences[place.sentence.index()].paragraph;
        let report = article
            .paragraphs
            .iter()
            .take(paragraph.index() + 1)
            .filter(|p| p.kind.is_report())
            .count();
        report.max(1)
    }

    /// The entity at `id`.
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.links.entities[id.index()]
    }

    /// The quote at `id`.
    pub fn quote(&self, id: SharedQuoteId) -> &SharedQuote {
        &self.links.quotes[id.index()]
    }

    /// The claim at `id`.
    pub fn claim(&self, id: ClaimId) -> &SharedClaim {
        &self.links.claims[id.index()]
    }

    /// The story at `id`.
    pub fn story(&self, id: StoryId) -> &Story {
        &self.links.stories[id.index()]
    }

    /// Where the reports of the story have it from.
    pub fn sourcing(&self, story: StoryId) -> &Sourcing {
        &self.links.sourcing[story.index()]
    }

    /// The story that the article reports.
    pub fn story_of(&self, article: ArticleId) -> Option<StoryId> {
        self.index.story_of(article)
    }

    /// What the sentence shares with other articles, and whom it names.
    pub fn shared(&self, place: Place) -> &Shared {
        self.index.shared(place.article, place.sentence)
    }

    /// The articles that name the entity, in order.
    pub fn articles_of_entity(&self, entity: EntityId) -> &[ArticleId] {
        self.index.articles_of_entity(entity)
    }

    /// The articles that print the quote, in order.
    pub fn articles_of_quote(&self, quote: SharedQuoteId) -> &[ArticleId] {
        self.index.articles_of_quote(quote)
    }

    /// The articles that say the claim, in order.
    pub fn articles_of_claim(&self, claim: ClaimId) -> &[ArticleId] {
        self.index.articles_of_claim(claim)
    }

    /// The quotes of which an article says that the entity said them, in order.
    pub fn quotes_of_speaker(&self, entity: EntityId) -> &[SharedQuoteId] {
        self.index.quotes_of_speaker(entity)
    }

    /// The quotes of the sentence that another article prints too.
    pub fn shared_quotes(&self, place: Place) -> impl Iterator<Item = SharedQuoteId> + '_ {
        self.shared(place)
            .quotes
            .iter()
            .copied()
            .filter(|quote| self.articles_of_quote(*quote).len() > 1)
    }

    /// The claims of the sentence that are sure enough to be shown by default.
    pub fn strong_claims(&self, place: Place) -> impl Iterator<Item = ClaimId> + '_ {
        self.shared(place)
            .claims
            .iter()
            .copied()
            .filter(|claim| self.claim(*claim).strength == Strength::Strong)
    }

    /// The sign of a sentence of the report: what is most telling about it.
    pub fn sign(&self, place: Place) -> Option<Sign> {
        if !self
            .article(place.article)
            .kind_of(place.sentence)
            .is_report()
        {
            return None;
        }
        let differs = self
            .strong_claims(place)
            .map(|claim| self.values_of(claim, place))
            .max()
            .unwrap_or(0);
        if differs > 1 {
            return Some(Sign::Differs(differs));
        }
        let quoted = self
            .shared_quotes(place)
            .map(|quote| self.articles_of_quote(quote).len())
            .max();
        let claimed = self
            .strong_claims(place)
            .map(|claim| self.articles_of_claim(claim).len())
            .max();
        quoted
            .map(Sign::Quote)
            .or(claimed.map(Sign::Claim))
            .or(self.shared(place).only_here.then_some(Sign::OnlyHere))
    }

    /// The differences of the claim that contradict a value in this very sentence, also where it is not the sentence
    /// of the article by which the value is known.
    pub fn contradictions(
        &self,
        claim: ClaimId,
        place: Place,
    ) -> impl Iterator<Item = &Difference> {
        let here = self.span(place);
        let is_here =
            move |value: &(ArticleId, Span)| value.0 == place.article && here.contains(value.1);
        let differences = self.claim(claim).differences.iter();
        differences.filter(move |difference| {
            difference.kind.is_contradiction()
                && (difference.values.iter().any(is_here) || self.repeats_value(difference, place))
        })
    }

    /// Whether the sentence holds the number that its article gives in another sentence.
    fn repeats_value(&self, difference: &Difference, place: Place) -> bool {
        if difference.kind != DifferenceKind::Number {
            return false;
        }
        let article = self.article(place.article);
        let own = difference
            .values
            .iter()
            .filter(|value| value.0 == place.article);
        let own: Vec<String> = own
            .map(|value| short_value(article.words(value.1)))
            .collect();
        !own.is_empty()
            && amounts(&terms(&article.text, self.span(place)))
                .iter()
                .any(|amount| own.contains(&short_value(article.words(amount.span))))
    }

    /// The sentences of other articles that print another value than this one.
    fn contradicting(&self, place: Place) -> Vec<Place> {
        let words = |value: &(ArticleId, Span)| self.article(value.0).words(value.1).to_lowercase();
        let mut places = Vec::new();
        for difference in self
            .strong_claims(place)
            .flat_map(|claim| self.contradictions(claim, place))
        {
            let is_own = |value: &&(ArticleId, Span)| value.0 == place.article;
            let own: BTreeSet<String> =
                difference.values.iter().filter(is_own).map(words).collect();
            let others = difference
                .values
                .iter()
                .filter(|value| !own.contains(&words(value)));
            let sentence_of = |value: &(ArticleId, Span)| {
                let sentence = self.article(value.0).sentence_at(value.1.start());
                sentence.map(|sentence| Place {
                    article: value.0,
                    sentence,
                })
            };
            places.extend(others.filter_map(sentence_of));
        }
        places
    }

    /// How many different values the claim has where the sentence holds one of them; 0 when it holds none.
    fn values_of(&self, claim: ClaimId, place: Place) -> usize {
        let values = |difference: &Difference| {
            let words =
                |value: &(ArticleId, Span)| self.article(value.0).words(value.1).to_lowercase();
            let different: BTreeSet<String> = difference.values.iter().map(words).collect();
            different.len().max(2)
        };
        self.contradictions(claim, place)
            .map(values)
            .max()
            .unwrap_or(0)
    }

    /// The sentences of other articles that say what this one says: other values first, then the same quotes, then the
    /// same claims. Claims
    /// that are not sure count only where there is nothing else.
    pub fn counterparts(&self, place: Place) -> Vec<Place> {
        let quotes = self
            .shared_quotes(place)
            .flat_map(|quote| self.places_of_quote(quote));
        let claims = self
            .strong_claims(place)
            .flat_map(|claim| self.places_of_claim(claim));
        let sure = others(
            place,
            self.contradicting(place)
                .into_iter()
                .chain(quotes)
                .chain(claims),
        );
        if !sure.is_empty() {
            return sure;
        }
        let claims = self.shared(place).claims.iter();
        others(place, claims.flat_map(|claim| self.places_of_claim(*claim)))
    }

    /// Where the quote is printed, in the order of the quote's mentions.
    pub fn places_of_quote(&self, quote: SharedQuoteId) -> impl Iterator<Item = Place> + '_ {
        self.quote(quote).mentions.iter().map(|mention| Place {
            article: mention.article,
            sentence: self
                .annotations(mention.article)
                .quote(mention.quote)
                .sentence,
        })
    }

    /// Where the claim is said, in order of article and text.
    pub fn places_of_claim(&self, claim: ClaimId) -> impl Iterator<Item = Place> + '_ {
        self.claim(claim).mentions.iter().map(place_of_mention)
    }

    /// Where the entity is named, in order of article and text, each sentence once.
    pub fn places_of_entity(&self, entity: EntityId) -> Vec<Place> {
        let mut places: Vec<Place> = (self.entity(entity).mentions.iter())
            .map(|(article, mention)| Place {
                article: *article,
                sentence: self.annotations(*article).mention(*mention).sentence,
            })
            .collect();
        places.dedup();
        places
    }

    /// The strong claims of the article's story that this article does not say, most said first.
    pub fn missing_from(&self, article: ArticleId) -> Vec<ClaimId> {
        let Some(story) = self.story_of(article) else {
            return Vec::new();
        };
        let analyzed = &self.articles[article.index()];
        let is_silent = |claim: &ClaimId| {
            !self.articles_of_claim(*claim).contains(&article) && !self.index.says(analyzed, *claim)
        };
        self.strong_claims_of(story)
            .into_iter()
            .filter(is_silent)
            .collect()
    }

    /// The strong claims of a story, most said first.
    pub fn strong_claims_of(&self, story: StoryId) -> Vec<ClaimId> {
        let claims = &self.links.claims;
        let first = claims.partition_point(|claim| claim.story < story);
        let of_story = claims
            .iter()
            .enumerate()
            .skip(first)
            .take_while(|(_, claim)| claim.story == story);
        let strong = of_story.filter(|(_, claim)| claim.strength == Strength::Strong);
        let mut strong: Vec<ClaimId> = strong.map(|(index, _)| ClaimId::new(index)).collect();
        strong.sort_by_key(|claim| std::cmp::Reverse(self.articles_of_claim(*claim).len()));
        strong
    }

    /// The sentences that only this article says.
    pub fn only_here(&self, article: ArticleId) -> Vec<SentenceId> {
        let only_here = |sentence: &SentenceId| {
            self.shared(Place {
                article,
                sentence: *sentence,
            })
            .only_here
        };
        self.article(article)
            .report_sentences()
            .filter(only_here)
            .collect()
    }
}

fn analyzed(article: Arc<Article>) -> Analyzed {
    let annotations = Arc::new(analyze(&article, Lexicon::embedded()));
    Analyzed {
        article,
        annotations,
    }
}

fn place_of_mention(mention: &ClaimMention) -> Place {
    Place {
        article: mention.article,
        sentence: mention.sentence,
    }
}

/// The places in other articles, each once, in order.
fn others(place: Place, places: impl Iterator<Item = Place>) -> Vec<Place> {
    let mut seen = BTreeSet::new();
    places
        .filter(|other| other.article != place.article && seen.insert(*other))
        .collect()
}
