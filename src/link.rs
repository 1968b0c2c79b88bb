//! What joins articles: the same entity, the same words, the same claim, the same story.
//!
//! [`link`] is a pure function of the analyzed articles, given in order of their path; its result does not
//! depend on threads. Every link carries its evidence, so that the screen and the export can show why.

pub mod claim;
pub mod decision;
pub mod difference;
pub mod entity;
pub mod quote;
pub mod source;
pub mod story;

use std::sync::Arc;

use crate::analysis::{Annotations, ChainId, EntityKind, MentionId, QuoteId};
use crate::article::{Article, ArticleId, SentenceId};
use crate::text::Span;
use crate::text::id::ids;

ids! {
    /// The position of an entity in its corpus.
    EntityId;
    /// The position of a shared quote in its corpus.
    SharedQuoteId;
    /// The position of a claim in its corpus.
    ClaimId;
    /// The position of a story in its corpus.
    StoryId;
}

impl EntityId {
    /// What a chain is that the reader says is no name: no entity.
    pub const NOBODY: Self = Self(u32::MAX);
}

/// An article with what was found in it.
#[derive(Debug, Clone)]
pub struct Analyzed {
    /// The article.
    pub article: Arc<Article>,
    /// What it says.
    pub annotations: Arc<Annotations>,
}

/// The same person, organization, place or thing across articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// The fullest common name.
    pub name: String,
    /// What kind of thing it is.
    pub kind: EntityKind,
    /// Its other names as they are printed, most used first, without the name itself.
    pub aliases: Vec<String>,
    /// Its mentions in order of article and text; never empty.
    pub mentions: Vec<(ArticleId, MentionId)>,
    /// Why names that differ are taken to be one, for people.
    pub evidence: Vec<String>,
}

/// One quote of one article as a member of a shared quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuoteMention {
    /// The article.
    pub article: ArticleId,
    /// The quote in that article.
    pub quote: QuoteId,
    /// Which wording it is: 0 is the earliest (or most printed) wording; equal words have equal numbers.
    pub variant: u32,
}

/// The same words, or nearly, said by somebody, in one article or in several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedQuote {
    /// Who said them, where that is a named entity on which the articles agree.
    pub speaker: Option<EntityId>,
    /// Where they are printed: earliest first where dates are known, else in order of the articles; never empty.
    pub mentions: Vec<QuoteMention>,
    /// Whether articles name different speakers for the same words.
    pub attribution_differs: bool,
    /// Why the mentions are taken to be one quote, for people: "17 of 18 words in a row".
    pub evidence: String,
}

/// One sentence, or a clause of it, that says a claim.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ClaimMention {
    /// The article.
    pub article: ArticleId,
    /// The sentence that says it.
    pub sentence: SentenceId,
    /// The sentence or the clause of it that says the claim.
    pub span: Span,
    /// How well it matches the other mentions, 0 to 1.
    pub score: f32,
}

/// In what the mentions of a claim differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DifferenceKind {
    /// Numbers with the same unit.
    Number,
    /// Who or what is named.
    Name,
    /// When.
    Date,
    /// How sure it is said to be.
    Hedge,
    /// Said of one, denied of the other.
    Negation,
    /// Who is said to say it.
    Attribution,
}

impl DifferenceKind {
    /// The name of the kind in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Name => "name",
            Self::Date => "date",
            Self::Hedge => "hedge",
            Self::Negation => "negation",
            Self::Attribution => "attribution",
        }
    }

    /// Whether it is a contradiction of values (`≠` on the screen) and not of tone or source.
    pub fn is_contradiction(self) -> bool {
        matches!(
            self,
            Self::Number | Self::Date | Self::Name | Self::Negation
        )
    }
}

/// A difference between mentions of one claim; never a verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// In what they differ.
    pub kind: DifferenceKind,
    /// The reason, for people: "same subject, same unit, numbers differ".
    pub why: String,
    /// The words that differ, in order of the articles; at least two articles.
    pub values: Vec<(ArticleId, Span)>,
}

/// How sure a link is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// Shown on request.
    Weak,
    /// Shown by default.
    Strong,
}

/// What sentences of at least two articles state.
#[derive(Debug, Clone, PartialEq)]
pub struct SharedClaim {
    /// The story in which it is said.
    pub story: StoryId,
    /// The mention with the clearest wording, an index into `mentions`.
    pub clearest: usize,
    /// A short name for lists: "repair cost". Words of the mentions, lower case unless names.
    pub label: String,
    /// Who says it, in order of article and text; at least two articles.
    pub mentions: Vec<ClaimMention>,
    /// In what they differ.
    pub differences: Vec<Difference>,
    /// How sure it is that they say the same.
    pub strength: Strength,
    /// Why they are taken to say the same, for people: "shared: Ruiz, 41 million, repair · .52".
    pub evidence: String,
}

/// The articles that report one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    /// Its most telling names and words.
    pub label: String,
    /// Its articles in order of path; one article that shares nothing is a story of its own.
    pub articles: Vec<ArticleId>,
    /// Those of its articles that are one text, nearly word for word: groups of at least two, in order of path.
    pub copies: Vec<Vec<ArticleId>>,
}

/// What joins the articles of a corpus.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Links {
    /// All entities, named in one article or in several, in order of their first mention.
    pub entities: Vec<Entity>,
    /// For every article and every chain of it, the entity that the chain is.
    pub entity_of_chain: Vec<Vec<EntityId>>,
    /// All quotes, printed in one article or in several, in order of their first mention.
    pub quotes: Vec<SharedQuote>,
    /// All stories, the largest first, then by first article.
    pub stories: Vec<Story>,
    /// All claims of at least two articles, in order of story, then of their first mention.
    pub claims: Vec<SharedClaim>,
    /// Where the articles of every story have it from, in order of the stories.
    pub sourcing: Vec<source::Sourcing>,
    /// What the reader has decided of all that; nothing as it is found.
    pub decided: decision::Decided,
}

impl Links {
    /// The entity that `chain` of `article` is.
    pub fn entity(&self, article: ArticleId, chain: ChainId) -> Option<EntityId> {
        self.entity_of_chain
            .get(article.index())?
            .get(chain.index())
            .copied()
            .filter(|entity| *entity != EntityId::NOBODY)
    }

    /// Gives every entity that is named by a link its new number.
    fn rename(&mut self, new: impl Fn(EntityId) -> EntityId) {
        let some = |old: &mut Option<EntityId>| {
            *old = old.map(&new).filter(|id| *id != EntityId::NOBODY);
        };
        for entity in self.entity_of_chain.iter_mut().flatten() {
            *entity = new(*entity);
        }
        for quote in &mut self.quotes {
            some(&mut quote.speaker);
        }
        for source in self
            .sourcing
            .iter_mut()
            .flat_map(|story| &mut story.sources)
        {
            some(&mut source.entity);
            some(&mut source.through);
        }
    }
}

/// Joins the articles. Pure: the result depends on the articles and their order alone.
pub fn link(articles: &[Analyzed]) -> Links {
    let (entities, entity_of_chain) = entity::entities(articles);
    let mut links = Links {
        entities,
        entity_of_chain,
        ..Links::default()
    };
    let vectors = story::vectors(articles);
    links.stories = story::stories(articles, &vectors);
    links.quotes = quote::shared_quotes(articles, &links);
    links.claims = claim::shared_claims(articles, &vectors, &links);
    difference::complete(articles, &mut links);
    links.sourcing = source::sourcing(articles, &links);
    links
}
