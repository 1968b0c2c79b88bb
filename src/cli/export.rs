//! The JSON export: the public schema, apart from the internal types so that these can change.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;

use serde::Serialize;

use crate::article::{self, ArticleId};
use crate::corpus::Corpus;
use crate::corpus::load::LoadError;
use crate::link::{self, EntityId};
use crate::text::Span;

/// The number of the schema; raised when a field is renamed or dropped.
const SCHEMA: u32 = 1;

/// Everything that was found, as one document.
#[derive(Debug, Serialize)]
pub struct Document {
    schema: u32,
    generator: String,
    articles: Vec<Article>,
    stories: Vec<Story>,
    entities: Vec<Entity>,
    quotes: Vec<Quote>,
    claims: Vec<Claim>,
    sourcing: Vec<Sourcing>,
    warnings: Vec<Warning>,
}

#[derive(Debug, Serialize)]
struct Article {
    id: String,
    path: String,
    /// The number of the article in its file, where that holds several.
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<usize>,
    format: &'static str,
    title: String,
    byline: Option<String>,
    source: Option<String>,
    published: Option<String>,
    url: Option<String>,
    language: Option<String>,
    words: usize,
    story: Option<String>,
    /// Whether this is but a summary of the article.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    summary: bool,
    text: String,
    paragraphs: Vec<Paragraph>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<Link>,
    sentences: Vec<Sentence>,
}

#[derive(Debug, Serialize)]
struct Paragraph {
    start: usize,
    end: usize,
    kind: &'static str,
}

#[derive(Debug, Serialize)]
struct Link {
    start: usize,
    end: usize,
    target: String,
}

#[derive(Debug, Serialize)]
struct Sentence {
    start: usize,
    end: usize,
    paragraph: usize,
}

#[derive(Debug, Serialize)]
pub(super) struct Story {
    id: String,
    label: String,
    articles: Vec<String>,
    sources: Vec<Source>,
    copied: Vec<Copied>,
}

/// Somebody or something on whom articles of a story lean.
#[derive(Debug, Serialize)]
struct Source {
    name: String,
    cites: Option<String>,
    kind: &'static str,
    /// Whether most articles of the story lean on it.
    original: bool,
    /// The article of the story that it published itself.
    article: Option<String>,
    uses: Vec<Use>,
}

#[derive(Debug, Serialize)]
struct Use {
    article: String,
    sentences: usize,
    share: f32,
}

/// What an article has word for word from an earlier one.
#[derive(Debug, Serialize)]
struct Copied {
    article: String,
    from: String,
    words: usize,
    share: f32,
}

/// Words at a place in an article: `text[start..end] == text`, in bytes.
#[derive(Debug, Serialize)]
pub(super) struct Words {
    article: String,
    start: usize,
    end: usize,
    text: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Entity {
    id: String,
    name: String,
    kind: &'static str,
    aliases: Vec<String>,
    mentions: Vec<Words>,
    evidence: Vec<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct Quote {
    id: String,
    speaker: Option<String>,
    speaker_name: Option<String>,
    attribution_differs: bool,
    evidence: String,
    mentions: Vec<QuoteMention>,
}

#[derive(Debug, Serialize)]
pub(super) struct QuoteMention {
    #[serde(flatten)]
    words: Words,
    speaker: Option<String>,
    speaker_text: Option<String>,
    cue: Option<String>,
    variant: u32,
}

#[derive(Debug, Serialize)]
pub(super) struct Claim {
    id: String,
    text: String,
    label: String,
    articles: usize,
    strength: &'static str,
    evidence: String,
    mentions: Vec<ClaimMention>,
    differences: Vec<Difference>,
}

#[derive(Debug, Serialize)]
pub(super) struct ClaimMention {
    #[serde(flatten)]
    words: Words,
    score: f32,
}

#[derive(Debug, Serialize)]
pub(super) struct Difference {
    kind: &'static str,
    why: String,
    values: Vec<Words>,
}

#[derive(Debug, Serialize)]
pub(super) struct Sourcing {
    #[serde(flatten)]
    words: Words,
    cites: Option<String>,
    name: String,
    named: bool,
    kind: &'static str,
}

/// What could not be read or was odd about an input.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Warning {
    /// The file.
    pub path: String,
    /// What is odd about it, for people.
    pub message: String,
}

impl Warning {
    /// The warning about a file that could not be read.
    pub fn new(error: &LoadError) -> Self {
        let reason = error.source().map(ToString::to_string);
        Self {
            path: article::sanitize::line(&error.path.to_string_lossy()),
            message: article::sanitize::line(&reason.unwrap_or_default()),
        }
    }
}

impl Document {
    /// The export of a corpus, with the warnings about inputs that gave no article.
    pub fn new(corpus: &Corpus, warnings: Vec<Warning>) -> Self {
        let export = Export::new(corpus);
        let links = &corpus.links;
        Self {
            schema: SCHEMA,
            generator: generator(),
            articles: all(export.ids.len(), |index| {
                export.article(ArticleId::new(index))
            }),
            stories: all(links.stories.len(), |index| export.story(index)),
            entities: all(links.entities.len(), |index| export.entity(index)),
            quotes: all(links.quotes.len(), |index| export.quote(index)),
            claims: all(links.claims.len(), |index| export.claim(index)),
            sourcing: export.sourcing(),
            warnings: export.problems().chain(warnings).collect(),
        }
    }
}

/// The answer to one question, with the articles that it speaks of.
#[derive(Debug, Serialize)]
pub(super) struct Answer<T> {
    schema: u32,
    generator: String,
    articles: Vec<Head>,
    #[serde(flatten)]
    found: T,
    warnings: Vec<Warning>,
}

/// What is known about an article besides its text.
#[derive(Debug, Serialize)]
struct Head {
    id: String,
    path: String,
    title: String,
    source: Option<String>,
    published: Option<String>,
    url: Option<String>,
    story: Option<String>,
}

/// What the parts of a document are made from.
#[derive(Debug)]
pub(super) struct Export<'a> {
    corpus: &'a Corpus,
    ids: Vec<String>,
}

impl<'a> Export<'a> {
    /// What documents about `corpus` are made from.
    pub(super) fn new(corpus: &'a Corpus) -> Self {
        Self {
            corpus,
            ids: article_ids(corpus),
        }
    }

    /// The document with the answer to a question, and the warnings about inputs that gave no article.
    pub(super) fn answer<T: Serialize>(&self, found: T, warnings: &[Warning]) -> Answer<T> {
        Answer {
            schema: SCHEMA,
            generator: generator(),
            articles: all(self.ids.len(), |index| self.head(ArticleId::new(index))),
            found,
            warnings: self.problems().chain(warnings.iter().cloned()).collect(),
        }
    }

    /// The id of an article in documents.
    pub(super) fn id(&self, article: ArticleId) -> String {
        self.ids.get(article.index()).cloned().unwrap_or_default()
    }

    fn head(&self, id: ArticleId) -> Head {
        let article = self.corpus.article(id);
        let meta = &article.meta;
        Head {
            id: self.id(id),
            path: article::sanitize::line(&article.path.to_string_lossy()),
            title: meta.title.clone(),
            source: meta.source.clone(),
            published: meta.published.map(|time| time.to_string()),
            url: meta.url.clone(),
            story: self
                .corpus
                .story_of(id)
                .map(|story| story_id(story.index())),
        }
    }

    /// Words of an article.
    pub(super) fn words(&self, article: ArticleId, span: Span) -> Words {
        Words {
            article: self.ids[article.index()].clone(),
            start: span.start(),
            end: span.end(),
            text: self.corpus.article(article).words(span).to_owned(),
        }
    }

    fn article(&self, id: ArticleId) -> Article {
        let article = self.corpus.article(id);
        let meta = &article.meta;
        Article {
            id: self.ids[id.index()].clone(),
            path: article::sanitize::line(&article.file().to_string_lossy()),
            part: article.part,
            format: article.format.name(),
            title: meta.title.clone(),
            byline: meta.byline.clone(),
            source: meta.source.clone(),
            published: meta.moment(),
            url: meta.url.clone(),
            language: meta.language.clone(),
            words: article.text.split_whitespace().count(),
            story: self
                .corpus
                .story_of(id)
                .map(|story| story_id(story.index())),
            summary: article.summary,
            text: article.text.clone(),
            links: (article.links.iter())
                .map(|link| Link {
                    start: link.span.start(),
                    end: link.span.end(),
                    target: link.target.clone(),
                })
                .collect(),
            paragraphs: (article.paragraphs.iter())
                .map(|p| Paragraph {
                    start: p.span.start(),
                    end: p.span.end(),
                    kind: p.kind.name(),
                })
                .collect(),
            sentences: (article.sentences.iter())
                .map(|s| Sentence {
                    start: s.span.start(),
                    end: s.span.end(),
                    paragraph: s.paragraph.index(),
                })
                .collect(),
        }
    }

    pub(super) fn story(&self, index: usize) -> Story {
        let story = &self.corpus.links.stories[index];
        let articles = story
            .articles
            .iter()
            .map(|article| self.ids[article.index()].clone())
            .collect();
        Story {
            id: story_id(index),
            label: story.label.clone(),
            articles,
            sources: self.sources(index),
            copied: self.copied(index),
        }
    }

    fn sources(&self, story: usize) -> Vec<Source> {
        let Some(sourcing) = self.corpus.links.sourcing.get(story) else {
            return Vec::new();
        };
        let id = |article: ArticleId| self.ids[article.index()].clone();
        let used = |used: &link::source::Use| Use {
            article: id(used.article),
            sentences: used.sentences.len(),
            share: used.share,
        };
        let source = |(index, source): (usize, &link::source::Source)| Source {
            name: source.name.clone(),
            cites: source.entity.map(entity_id),
            kind: source.kind.name(),
            original: sourcing.original == Some(index),
            article: source.article.map(id),
            uses: source.uses.iter().map(used).collect(),
        };
        sourcing.sources.iter().enumerate().map(source).collect()
    }

    fn copied(&self, story: usize) -> Vec<Copied> {
        let sourcing = self.corpus.links.sourcing.get(story).into_iter();
        let copied = sourcing.flat_map(|sourcing| &sourcing.copied);
        copied
            .map(|copied| Copied {
                article: self.ids[copied.article.index()].clone(),
                from: self.ids[copied.from.index()].clone(),
                words: copied.words,
                share: copied.share,
            })
            .collect()
    }

    pub(super) fn entity(&self, index: usize) -> Entity {
        let entity = &self.corpus.links.entities[index];
        let mentions = (entity.mentions.iter())
            .map(|(article, mention)| {
                self.words(
                    *article,
                    self.corpus.annotations(*article).mention(*mention).span,
                )
            })
            .collect();
        Entity {
            id: entity_id(EntityId::new(index)),
            name: entity.name.clone(),
            kind: entity.kind.name(),
            aliases: entity.aliases.clone(),
            mentions,
            evidence: entity.evidence.clone(),
        }
    }

    pub(super) fn quote(&self, index: usize) -> Quote {
        let quote = &self.corpus.links.quotes[index];
        Quote {
            id: format!("q{}", index + 1),
            speaker: quote.speaker.map(entity_id),
            speaker_name: quote
                .speaker
                .map(|speaker| self.corpus.links.entities[speaker.index()].name.clone()),
            attribution_differs: quote.attribution_differs,
            evidence: quote.evidence.clone(),
            mentions: quote
                .mentions
                .iter()
                .map(|mention| self.quote_mention(mention))
                .collect(),
        }
    }

    fn quote_mention(&self, mention: &link::QuoteMention) -> QuoteMention {
        let quote = self
            .corpus
            .annotations(mention.article)
            .quote(mention.quote);
        let text = |span: Span| self.corpus.article(mention.article).words(span).to_owned();
        let speaker = quote
            .speaker
            .and_then(|chain| self.corpus.links.entity(mention.article, chain));
        QuoteMention {
            words: self.words(mention.article, quote.span),
            speaker: speaker.map(entity_id),
            speaker_text: quote.speaker_text.map(text),
            cue: quote.cue.map(text),
            variant: mention.variant,
        }
    }

    pub(super) fn claim(&self, index: usize) -> Claim {
        let claim = &self.corpus.links.claims[index];
        let clearest = claim.mentions[claim.clearest];
        let articles: BTreeSet<ArticleId> = claim
            .mentions
            .iter()
            .map(|mention| mention.article)
            .collect();
        Claim {
            id: format!("c{}", index + 1),
            text: self
                .corpus
                .article(clearest.article)
                .words(clearest.span)
                .to_owned(),
            label: claim.label.clone(),
            articles: articles.len(),
            strength: match claim.strength {
                link::Strength::Strong => "strong",
                link::Strength::Weak => "weak",
            },
            evidence: claim.evidence.clone(),
            mentions: (claim.mentions.iter())
                .map(|mention| ClaimMention {
                    words: self.words(mention.article, mention.span),
                    score: mention.score,
                })
                .collect(),
            differences: claim
                .differences
                .iter()
                .map(|difference| self.difference(difference))
                .collect(),
        }
    }

    pub(super) fn difference(&self, difference: &link::Difference) -> Difference {
        Difference {
            kind: difference.kind.name(),
            why: difference.why.clone(),
            values: difference
                .values
                .iter()
                .map(|(article, span)| self.words(*article, *span))
                .collect(),
        }
    }

    pub(super) fn sourcing(&self) -> Vec<Sourcing> {
        let of_article = |id: ArticleId| {
            self.corpus
                .annotations(id)
                .citations
                .iter()
                .map(move |citation| Sourcing {
                    words: self.words(id, citation.span),
                    cites: citation
                        .cites
                        .and_then(|chain| self.corpus.links.entity(id, chain))
                        .map(entity_id),
                    name: self.corpus.article(id).words(citation.source).to_owned(),
                    named: citation.cites.is_some(),
                    kind: citation.kind.name(),
                })
        };
        self.corpus.article_ids().flat_map(of_article).collect()
    }

    fn problems(&self) -> impl Iterator<Item = Warning> {
        self.corpus.articles.iter().flat_map(|analyzed| {
            let path = article::sanitize::line(&analyzed.article.file().to_string_lossy());
            let warning = move |problem: &article::Problem| Warning {
                path: path.clone(),
                message: problem.message.clone(),
            };
            analyzed.article.problems.iter().map(warning)
        })
    }
}

fn all<T>(count: usize, one: impl Fn(usize) -> T) -> Vec<T> {
    (0..count).map(one).collect()
}

fn generator() -> String {
    format!("crossread {}", env!("CARGO_PKG_VERSION"))
}

fn story_id(index: usize) -> String {
    format!("s{}", index + 1)
}

fn entity_id(entity: EntityId) -> String {
    format!("e{}", entity.index() + 1)
}

/// The stem of every article's file; stems that occur twice are numbered in order of the articles.
fn article_ids(corpus: &Corpus) -> Vec<String> {
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let stems: Vec<String> = corpus
        .articles
        .iter()
        .map(|analyzed| article::stem(&analyzed.article.path))
        .collect();
    let all: BTreeSet<&String> = stems.iter().collect();
    let number = |stem: &String| {
        let count = taken.entry(stem.clone()).or_default();
        loop {
            *count += 1;
            let id = if *count == 1 {
                stem.clone()
            } else {
                format!("{stem}-{count}")
            };
            if *count == 1 || !all.contains(&id) {
                return id;
            }
        }
    };
    stems.iter().map(number).collect()
}
