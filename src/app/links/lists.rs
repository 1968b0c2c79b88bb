//! The sections that do not depend on one claim: names, sources, only here, not here, coverage.

use std::collections::BTreeMap;

use super::{Row, Rows, Target};
use crate::article::SentenceId;
use crate::config::theme::Role;
use crate::corpus::{Place, Sign};
use crate::link::{ClaimId, EntityId};
use crate::text::wrap;

/// Rows of a section before it is cut short.
const SHORT: usize = 4;
/// Claims in the small coverage table.
const COVERAGE: usize = 6;

impl Rows<'_> {
    /// The names in the sentence, with how many articles of the story have them.
    pub(super) fn entities_here(&mut self) {
        let entities = self.corpus().shared(self.source.place).entities.clone();
        if entities.is_empty() {
            return;
        }
        let right = if self.source.width >= 40 {
            "in story"
        } else {
            ""
        };
        self.heading(self.source.glyphs.entity, "ENTITIES HERE", "", right);
        entities.into_iter().for_each(|entity| self.entity(entity));
        self.gap();
    }

    fn entity(&mut self, id: EntityId) {
        let entity = self.corpus().entity(id);
        let mut row =
            Row::new("  ", Role::Text).with(entity.name.clone(), super::role_of(entity.kind));
        if self.source.width >= 40 && !entity.aliases.is_empty() {
            let aliases: Vec<&str> = entity.aliases.iter().take(2).map(String::as_str).collect();
            row = row.with(format!("  ({})", aliases.join(", ")), Role::Dim);
        }
        let story = self
            .corpus()
            .story_of(self.source.place.article)
            .map(|story| self.corpus().story(story));
        let articles = self.corpus().articles_of_entity(id);
        let count = articles
            .iter()
            .filter(|a| story.is_none_or(|story| story.articles.contains(a)))
            .count();
        let count = if self.source.width >= 40 {
            format!("{count} of {}", self.story_size())
        } else {
            count.to_string()
        };
        self.push(row.right(count, Role::Dim).to(Target::Entity(id)));
    }

    /// What the sentence says it has from elsewhere.
    pub(super) fn source_here(&mut self) {
        let Place { article, sentence } = self.source.place;
        let annotations = self.corpus().annotations(article);
        let citations = annotations
            .citations
            .iter()
            .filter(|citation| citation.sentence == sentence);
        let sources: Vec<(String, bool)> = citations
            .map(|c| {
                (
                    wrap::flat(self.corpus().article(article).words(c.source)).into_owned(),
                    c.cites.is_some(),
                )
            })
            .collect();
        if sources.is_empty() {
            return;
        }
        self.heading(self.source.glyphs.left, "SOURCE", "", "");
        for (words, named) in sources {
            let row = Row::new(format!("  {words}"), Role::Text);
            self.push(if named {
                row
            } else {
                row.right("unnamed", Role::Dim)
            });
        }
        self.gap();
    }

    /// The sentences that no other article of the story has.
    pub(super) fn only_here(&mut self) {
        let article = self.source.place.article;
        let sentences = self.corpus().only_here(article);
        if sentences.is_empty() {
            return;
        }
        self.heading(
            self.source.glyphs.only_here,
            "ONLY IN THIS ARTICLE",
            "",
            &sentences.len().to_string(),
        );
        let shown = self.around_cursor(&sentences);
        for sentence in &sentences[shown.clone()] {
            self.sentence_row(
                Place {
                    article,
                    sentence: *sentence,
                },
                Role::Dim,
            );
        }
        self.more(sentences.len() - shown.len());
        self.gap();
    }

    /// The few sentences next to the cursor.
    fn around_cursor(&self, sentences: &[SentenceId]) -> std::ops::Range<usize> {
        let next = sentences.partition_point(|sentence| *sentence < self.source.place.sentence);
        let first = next.min(sentences.len().saturating_sub(SHORT));
        first..(first + SHORT).min(sentences.len())
    }

    fn sentence_row(&mut self, place: Place, role: Role) {
        let words = wrap::flat(self.corpus().sentence(place)).into_owned();
        let paragraph = format!("¶{}", self.corpus().paragraph_number(place));
        self.push(
            Row::new(format!("  {words}"), role)
                .right(paragraph, Role::Dim)
                .to(Target::Place(place)),
        );
    }

    fn more(&mut self, count: usize) {
        if count > 0 {
            self.push(Row::new(
                format!("  {} {count} more", self.source.glyphs.ellipsis),
                Role::Dim,
            ));
        }
    }

    /// What several other articles of the story say and this one does not.
    pub(super) fn missing(&mut self) {
        let missing = self.corpus().missing_from(self.source.place.article);
        if missing.is_empty() {
            return;
        }
        self.heading(
            self.source.glyphs.read,
            "NOT IN THIS ARTICLE",
            "",
            &missing.len().to_string(),
        );
        for claim in missing.iter().take(2 * SHORT) {
            let count = self.corpus().articles_of_claim(*claim).len();
            let count = if self.source.width >= 40 {
                format!("{count} articles")
            } else {
                count.to_string()
            };
            let row = Row::new(format!("  {}", self.claim_words(*claim)), Role::Text);
            self.push(row.right(count, Role::Dim).to(Target::Claim(*claim)));
        }
        self.more(missing.len().saturating_sub(2 * SHORT));
        self.gap();
    }

    /// The claim in the words of the article that says it most clearly.
    fn claim_words(&self, claim: ClaimId) -> String {
        let claim = self.corpus().claim(claim);
        let clearest = claim
            .mentions
            .get(claim.clearest)
            .or(claim.mentions.first());
        let words =
            clearest.map(|mention| self.corpus().article(mention.article).words(mention.span));
        words.map_or_else(
            || claim.label.clone(),
            |words| wrap::flat(words).into_owned(),
        )
    }

    /// The claims of the story that most articles say, as a small table: one column for each article.
    pub(super) fn coverage(&mut self) {
        let article = self.source.place.article;
        let Some(story) = self.corpus().story_of(article) else {
            return;
        };
        let articles = &self.corpus().story(story).articles;
        if self.source.width < 40 || articles.len() < 2 || articles.len() > 16 {
            return;
        }
        let claims = self.corpus().strong_claims_of(story);
        if claims.is_empty() {
            return;
        }
        self.push(
            Row::new("COVERAGE", Role::Heading).right("this article is the bold column", Role::Dim),
        );
        for claim in claims.into_iter().take(COVERAGE) {
            let words = format!("  {}", self.claim_words(claim));
            let mut row = Row::new(words, Role::Text).to(Target::Claim(claim));
            for other in articles {
                let said = self.corpus().articles_of_claim(claim).contains(other);
                let sign = if said {
                    self.source.glyphs.unread
                } else {
                    self.source.glyphs.dot
                };
                row = row.right(
                    sign,
                    if *other == article {
                        Role::Heading
                    } else {
                        Role::Dim
                    },
                );
            }
            self.push(row);
        }
    }

    /// The lens of quotes: all quotes of the article.
    pub(super) fn quotes_of_article(&mut self) {
        let article = self.source.place.article;
        let annotations = self.corpus().annotations(article);
        self.heading(
            self.source.glyphs.quote,
            "QUOTES",
            "",
            &annotations.quotes.len().to_string(),
        );
        for quote in &annotations.quotes {
            let place = Place {
                article,
                sentence: quote.sentence,
            };
            let text = self.corpus().article(article);
            let speaker = quote
                .speaker
                .map(|chain| annotations.chain(chain).name.clone());
            let printed = quote
                .speaker_text
                .map(|span| wrap::flat(text.words(span)).into_owned());
            let speaker = speaker
                .or(printed)
                .unwrap_or_else(|| "nobody named".to_owned());
            let shared = self.corpus().shared(place).quotes.iter();
            let count = shared
                .map(|quote| self.corpus().articles_of_quote(*quote).len())
                .max()
                .unwrap_or(1);
            self.push(
                Row::new(format!("  {speaker}"), Role::Text)
                    .right(many(count), Role::Dim)
                    .to(Target::Place(place)),
            );
            let words = format!("“{}”", wrap::flat(text.words(quote.span)));
            self.wrapped(&words, Role::Quote, 4, 2, Some(Target::Place(place)));
        }
    }

    /// The lens of claims: what the article says that others say too.
    pub(super) fn claims_of_article(&mut self) {
        let article = self.source.place.article;
        let places = self
            .corpus()
            .article(article)
            .report_sentences()
            .map(|sentence| Place { article, sentence });
        let shared: Vec<Place> = places
            .filter(|place| self.corpus().strong_claims(*place).next().is_some())
            .collect();
        self.heading(
            self.source.glyphs.shared,
            "CLAIMS",
            "",
            &shared.len().to_string(),
        );
        for place in shared {
            for claim in self.corpus().strong_claims(place) {
                let differs = self.corpus().contradictions(claim, place).next().is_some();
                let glyphs = self.source.glyphs;
                let sign = if differs {
                    glyphs.differs
                } else {
                    glyphs.shared
                };
                let role = if differs {
                    Role::Contradiction
                } else {
                    Role::Text
                };
                let count = self.corpus().articles_of_claim(claim).len().to_string();
                let row = Row::new(format!("{sign} "), role)
                    .with(self.corpus().claim(claim).label.clone(), role);
                self.push(row.right(count, Role::Dim).to(Target::Place(place)));
            }
        }
    }

    /// The lens of names: all names of the article, those in most articles first.
    pub(super) fn entities_of_article(&mut self) {
        let article = self.source.place.article;
        let chains = &self.corpus().annotations(article).chains;
        let ids = (0..chains.len()).map(crate::analysis::ChainId::new);
        let mut entities: Vec<EntityId> = ids
            .filter_map(|chain| self.corpus().links.entity(article, chain))
            .collect();
        entities.sort_by_key(|entity| {
            (
                std::cmp::Reverse(self.corpus().articles_of_entity(*entity).len()),
                *entity,
            )
        });
        entities.dedup();
        self.heading(
            self.source.glyphs.entity,
            "NAMES",
            "",
            &entities.len().to_string(),
        );
        entities.into_iter().for_each(|entity| self.entity(entity));
    }

    /// The lens of sources: what the article cites, by source, most cited first.
    pub(super) fn sources_of_article(&mut self) {
        let article = self.source.place.article;
        let text = self.corpus().article(article);
        let mut sources: BTreeMap<String, (bool, Vec<Place>)> = BTreeMap::new();
        for citation in &self.corpus().annotations(article).citations {
            let entity = citation
                .cites
                .and_then(|chain| self.corpus().links.entity(article, chain));
            let words = wrap::flat(text.words(citation.source)).into_owned();
            let name = entity.map_or(words, |entity| self.corpus().entity(entity).name.clone());
            let places = &mut sources
                .entry(name)
                .or_insert((entity.is_some(), Vec::new()))
                .1;
            places.push(Place {
                article,
                sentence: citation.sentence,
            });
        }
        self.heading(
            self.source.glyphs.left,
            "SOURCES OF THIS ARTICLE",
            "",
            &sources.len().to_string(),
        );
        let mut sources: Vec<_> = sources.into_iter().collect();
        sources.sort_by_key(|(_, (_, places))| std::cmp::Reverse(places.len()));
        for (name, (named, places)) in sources {
            let right = if named {
                many(places.len())
            } else {
                "unnamed".to_owned()
            };
            let mut row = Row::new(format!("  {name}"), Role::Text).right(right, Role::Dim);
            row.target = places.first().copied().map(Target::Place);
            self.push(row);
            places
                .into_iter()
                .for_each(|place| self.sentence_row(place, Role::Dim));
        }
    }
}

/// A count that says nothing where it is one.
fn many(count: usize) -> String {
    if count > 1 {
        format!("×{count}")
    } else {
        String::new()
    }
}

/// A sign with its count as the margin and the status line print it: `≠2`, `"5`, `=7`, `◆`.
pub fn sign(sign: Sign, glyphs: &crate::config::glyphs::Glyphs) -> (String, Role) {
    match sign {
        Sign::Differs(count) => (format!("{}{count}", glyphs.differs), Role::Contradiction),
        Sign::Quote(count) => (format!("{}{count}", glyphs.quote), Role::Quote),
        Sign::Claim(count) => (format!("{}{count}", glyphs.shared), Role::Claim),
        Sign::OnlyHere => (glyphs.only_here.to_owned(), Role::OnlyHere),
    }
}
