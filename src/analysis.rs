//! What one article says: who is named, who is quoted, what is stated, what is cited.
//!
//! [`analyze`] is a pure function of one article. What joins articles is [`crate::link`].

pub mod citation;
pub mod claim;
pub mod coref;
pub mod lexicon;
pub mod mention;
pub mod quote;

use crate::article::{Article, SentenceId};
use crate::text::Span;
use crate::text::id::ids;
use lexicon::Lexicon;

ids! {
    /// The position of a mention in its article's annotations.
    MentionId;
    /// The position of a chain in its article's annotations.
    ChainId;
    /// The position of a quote in its article's annotations.
    QuoteId;
}

/// What kind of thing an entity is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum EntityKind {
    /// A human being.
    Person,
    /// A company, agency, government, outlet, party, team.
    Organization,
    /// A country, city, region, building.
    Place,
    /// Any other name: nationalities, events, products, laws.
    Other,
}

impl EntityKind {
    /// The name of the kind in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Place => "place",
            Self::Other => "other",
        }
    }
}

/// A span that names an entity: the name alone, without title, leading "the" or final "'s".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// The words that name it; mentions of one article never overlap.
    pub span: Span,
    /// The sentence in which it stands.
    pub sentence: SentenceId,
    /// What kind of thing is named.
    pub kind: EntityKind,
    /// The chain it belongs to.
    pub chain: ChainId,
}

/// The mentions of one entity in one article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// The fullest name used in the article.
    pub name: String,
    /// What kind of thing it is.
    pub kind: EntityKind,
    /// Its mentions, in order of the text; never empty.
    pub mentions: Vec<MentionId>,
    /// Why mentions with other words than the name are taken to be it, for people:
    /// "“Ruiz”: same surname as Dana Ruiz in ¶2".
    pub evidence: Vec<String>,
}

/// Whether a quotation stands by itself or is built into a sentence of the reporter's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Directness {
    /// A whole utterance.
    Direct,
    /// A part of a paraphrase: called it “a disaster”.
    Mixed,
}

/// Words between quotation marks that somebody is said to have said or written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The words between the marks, without the marks; quotes of one article do not overlap unless nested whole.
    pub span: Span,
    /// The same with its marks.
    pub outer: Span,
    /// The sentence in which it starts.
    pub sentence: SentenceId,
    /// Whether it is a whole utterance.
    pub directness: Directness,
    /// The verb or phrase that attributes it: "said", "according to".
    pub cue: Option<Span>,
    /// The words that name the speaker here: a name, a pronoun, "one former official".
    pub speaker_text: Option<Span>,
    /// Who the speaker is, where that is a named entity.
    pub speaker: Option<ChainId>,
    /// The quote of which this is a later piece: “…,” said Ruiz, “…”.
    pub continues: Option<QuoteId>,
}

/// What kind of source somebody or something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceKind {
    /// A medium whose reporting is passed on: "Harbour News reported".
    Outlet,
    /// A body that speaks for itself: "the council said".
    Body,
    /// A person with a name.
    Person,
    /// What can be read: a report, a letter, data.
    Document,
    /// People without a name: "six officials".
    People,
}

impl SourceKind {
    /// The name of the kind in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Outlet => "outlet",
            Self::Body => "body",
            Self::Person => "person",
            Self::Document => "document",
            Self::People => "people",
        }
    }
}

/// A place where the article says where it has something from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The words that cite: "according to NBC News".
    pub span: Span,
    /// The sentence in which it stands.
    pub sentence: SentenceId,
    /// The words that name or describe the source: "NBC News", "six current and former officials".
    pub source: Span,
    /// Who the source is, where that is a named entity.
    pub cites: Option<ChainId>,
    /// What kind of source it is.
    pub kind: SourceKind,
}

/// What one article says, as [`analyze`] finds it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Annotations {
    /// Names, in order of the text.
    pub mentions: Vec<Mention>,
    /// The entities of this article, in order of their first mention.
    pub chains: Vec<Chain>,
    /// Quotes, in order of the text.
    pub quotes: Vec<Quote>,
    /// Where it says it has something from, in order of the text.
    pub citations: Vec<Citation>,
    /// What linking needs to know of the entities, one for each chain, in order.
    pub summaries: Vec<coref::summary::Summary>,
    /// What every sentence of the article states, one for each sentence, in order.
    pub statements: Vec<claim::Statement>,
}

impl Annotations {
    /// The mention at `id`.
    pub fn mention(&self, id: MentionId) -> &Mention {
        &self.mentions[id.index()]
    }

    /// The chain at `id`.
    pub fn chain(&self, id: ChainId) -> &Chain {
        &self.chains[id.index()]
    }

    /// The quote at `id`.
    pub fn quote(&self, id: QuoteId) -> &Quote {
        &self.quotes[id.index()]
    }
}

/// Finds what an article says. Pure: the same article gives the same annotations.
pub fn analyze(article: &Article, lexicon: &Lexicon) -> Annotations {
    let (mentions, chains) = coref::chains(article, &mention::names(article, lexicon), lexicon);
    let reading = quote::read(article, &mentions, &chains, lexicon);
    let quotes = quote::quotes(article, &mentions, &chains, lexicon, &reading);
    let citations = citation::citations(article, &mentions, &chains, &reading.narrative);
    let summaries = coref::summary::summaries(article, &mentions, &chains, lexicon);
    let statements = claim::statements(article, &mentions, lexicon);
    Annotations {
        mentions,
        chains,
        quotes,
        citations,
        summaries,
        statements,
    }
}
