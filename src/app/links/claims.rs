//! Claims of the sentence: who says the same, with which value, in which words.

use super::{Row, Rows, Target};
use crate::article::ArticleId;
use crate::config::theme::Role;
use crate::corpus::Place;
use crate::link::quote::{Change, word_diff};
use crate::link::{ClaimId, ClaimMention, Difference, DifferenceKind, Strength};
use crate::text::{Span, wrap};

/// Share of equal words from which two wordings are shown as a difference of words, in percent.
const ALIKE: usize = 50;

impl Rows<'_> {
    /// Whether other articles contradict a value in this sentence.
    pub(super) fn differs(&self, claim: ClaimId) -> bool {
        self.corpus()
            .contradictions(claim, self.source.place)
            .next()
            .is_some()
    }

    /// Which articles print which value.
    pub(super) fn disagreement(&self, claim: ClaimId) -> Vec<(ArticleId, String)> {
        let contradictions = self.corpus().contradictions(claim, self.source.place);
        let values = contradictions.flat_map(|difference| &difference.values);
        values
            .map(|(article, span)| {
                (
                    *article,
                    self.corpus().article(*article).words(*span).to_lowercase(),
                )
            })
            .collect()
    }

    /// A claim on whose values the articles differ: one row for each article, by value.
    pub(super) fn differing_claim(&mut self, claim: ClaimId) {
        self.claim_heading(claim, self.source.glyphs.differs);
        let values: Vec<Difference> = self
            .corpus()
            .contradictions(claim, self.source.place)
            .cloned()
            .collect();
        let differences = self.corpus().claim(claim).differences.iter();
        let others: Vec<Difference> = differences
            .filter(|difference| !values.contains(difference))
            .cloned()
            .collect();
        for difference in &values {
            self.values(claim, difference);
            let why = if self.source.width >= 40 { "why: " } else { "" };
            self.wrapped(&format!("{why}{}", difference.why), Role::Dim, 1, 2, None);
        }
        let without: Vec<Place> = self
            .other_places(claim)
            .filter(|place| {
                values
                    .iter()
                    .all(|d| d.values.iter().all(|value| value.0 != place.article))
            })
            .collect();
        without
            .into_iter()
            .for_each(|place| self.saying(claim, place));
        others.iter().for_each(|difference| self.remark(difference));
        let printed: Vec<ArticleId> = values
            .iter()
            .flat_map(|d| d.values.iter().map(|value| value.0))
            .collect();
        self.silent(claim, &printed);
        self.gap();
    }

    /// A claim on which the articles agree: each other article with its words.
    pub(super) fn claim(&mut self, claim: ClaimId) {
        let places: Vec<Place> = self
            .other_places(claim)
            .filter(|place| !self.shown.contains(place))
            .collect();
        let differences = self.corpus().claim(claim).differences.clone();
        if places.is_empty() && differences.is_empty() {
            return;
        }
        self.claim_heading(claim, self.source.glyphs.shared);
        places
            .into_iter()
            .for_each(|place| self.saying(claim, place));
        differences
            .iter()
            .for_each(|difference| self.remark(difference));
        self.silent(claim, &[]);
        self.gap();
    }

    /// Claims that are less sure, in one line each.
    pub(super) fn weak_claims(&mut self) {
        let shared = self.corpus().shared(self.source.place);
        let weak: Vec<ClaimId> = shared
            .claims
            .iter()
            .copied()
            .filter(|claim| self.is_weak(*claim))
            .collect();
        if weak.is_empty() {
            return;
        }
        self.heading("~", "PERHAPS ALSO IN", "", &weak.len().to_string());
        for claim in weak {
            let places: Vec<Place> = self.other_places(claim).collect();
            places
                .into_iter()
                .for_each(|place| self.saying(claim, place));
        }
        self.gap();
    }

    pub(super) fn is_weak(&self, claim: ClaimId) -> bool {
        self.corpus().claim(claim).strength == Strength::Weak
    }

    fn claim_heading(&mut self, claim: ClaimId, sign: &str) {
        let label = self.corpus().claim(claim).label.clone();
        let count = self.of_story(self.corpus().articles_of_claim(claim).len());
        self.heading(sign, "CLAIM", &label, &count);
        let ruled = self.corpus().links.decided.claims.get(&claim).copied();
        self.ruled(ruled);
    }

    /// The places of the claim in other articles, the first of each article.
    fn other_places(&self, claim: ClaimId) -> impl Iterator<Item = Place> + use<> {
        let mut places: Vec<Place> = self.corpus().places_of_claim(claim).collect();
        places.dedup_by_key(|place| place.article);
        let here = self.source.place.article;
        places
            .into_iter()
            .filter(move |place| place.article != here)
    }

    /// One row for each value: the article's own first, then those that differ, each in order of the articles.
    fn values(&mut self, claim: ClaimId, difference: &Difference) {
        let here = self.source.place.article;
        let mut values: Vec<(ArticleId, String, Span)> = (difference.values.iter())
            .map(|(article, span)| {
                let words = self.corpus().article(*article).words(*span);
                (*article, self.value_words(words), *span)
            })
            .collect();
        values.dedup_by(|a, b| (a.0, &a.1) == (b.0, &b.1));
        let own: Vec<String> = values
            .iter()
            .filter(|value| value.0 == here)
            .map(|value| value.1.to_lowercase())
            .collect();
        let rank = |value: &(ArticleId, String, Span)| {
            (value.0 != here, own.contains(&value.1.to_lowercase()))
        };
        values.sort_by_key(rank);
        let room = values
            .iter()
            .map(|value| wrap::width(&value.1))
            .max()
            .unwrap_or(0)
            .min(self.source.width / 3);
        for (article, value, span) in values {
            let same = own.contains(&value.to_lowercase());
            self.value_row(claim, (article, span), &value, same, room);
        }
    }

    /// A value as there is room for it.
    fn value_words(&self, words: &str) -> String {
        let words = wrap::flat(words);
        if self.source.width < 40 {
            short(&words)
        } else {
            words.into_owned()
        }
    }

    fn value_row(
        &mut self,
        claim: ClaimId,
        (article, span): (ArticleId, Span),
        value: &str,
        same: bool,
        room: usize,
    ) {
        let glyphs = self.source.glyphs;
        let value = wrap::cut(value, room, glyphs.ellipsis).into_owned();
        let padding = " ".repeat(room.saturating_sub(wrap::width(&value)));
        let role = if same {
            Role::Text
        } else {
            Role::Contradiction
        };
        let name = self.corpus().article(article).name();
        let row = Row::new("  ", Role::Text)
            .with(value, role)
            .with(format!("{padding}  {name}"), Role::Text);
        if article == self.source.place.article {
            self.push(row.right("here", Role::Dim));
            return;
        }
        let mentioned = self.mention(claim, article).map(|mention| mention.sentence);
        // A report may print the value in a sentence that says something else besides.
        let sentence =
            mentioned.or_else(|| self.corpus().article(article).sentence_at(span.start()));
        let place = sentence.map(|sentence| Place { article, sentence });
        let mut row = if same {
            row.right(glyphs.goes, Role::Dim)
        } else {
            row.right(
                format!("{} {}", glyphs.differs, glyphs.goes),
                Role::Contradiction,
            )
        };
        row.target = place.map(Target::Place);
        self.push(row);
        if !same && self.source.width >= 40 {
            self.mention_words(claim, article, 3);
        }
    }

    /// An article that says the claim, with its words.
    fn saying(&mut self, claim: ClaimId, place: Place) {
        let row = Row::new(format!("  {}", self.outlet(place)), Role::Text);
        self.push(
            row.right(self.source.glyphs.goes, Role::Dim)
                .to(Target::Place(place)),
        );
        self.mention_words(
            claim,
            place.article,
            if self.source.width >= 40 { 3 } else { 2 },
        );
    }

    /// The words in which an article says the claim, against those of this article where they are alike.
    fn mention_words(&mut self, claim: ClaimId, article: ArticleId, lines: usize) {
        let Some(there) = self.mention(claim, article) else {
            return;
        };
        let target = Some(Target::Place(Place {
            article,
            sentence: there.sentence,
        }));
        self.shown.push(Place {
            article,
            sentence: there.sentence,
        });
        let there = self.corpus().article(article).words(there.span).to_owned();
        let here = self.mention(claim, self.source.place.article);
        let here = here.map(|mention| {
            self.corpus()
                .article(self.source.place.article)
                .words(mention.span)
                .to_owned()
        });
        let here = here.unwrap_or_default();
        let changes = word_diff(&here, &there);
        if is_alike(&changes) {
            self.changes((&here, &there), &changes, 4, lines, target);
        } else {
            self.wrapped(&there, Role::Dim, 4, lines, target);
        }
    }

    fn mention(&self, claim: ClaimId, article: ArticleId) -> Option<ClaimMention> {
        let mentions = &self.corpus().claim(claim).mentions;
        let here = |mention: &&ClaimMention| mention.sentence == self.source.place.sentence;
        let of_article = || mentions.iter().filter(|mention| mention.article == article);
        of_article()
            .find(here)
            .or_else(|| of_article().next())
            .copied()
    }

    /// A difference of tone or source, in one line.
    fn remark(&mut self, difference: &Difference) {
        let what = match difference.kind {
            DifferenceKind::Hedge => "how sure",
            DifferenceKind::Attribution => "who says so",
            DifferenceKind::Number => "number",
            DifferenceKind::Name => "name",
            DifferenceKind::Date => "when",
            DifferenceKind::Negation => "yes or no",
        };
        let values: Vec<String> = (difference.values.iter())
            .map(|(article, span)| {
                let article = self.corpus().article(*article);
                format!("{}: “{}”", article.name(), wrap::flat(article.words(*span)))
            })
            .collect();
        let words = if values.is_empty() {
            difference.why.clone()
        } else {
            values.join(" · ")
        };
        self.wrapped(&format!("{what}: {words}"), Role::Dim, 2, 3, None);
    }

    /// The articles of the story that do not say the claim and are not among those that print a value of it.
    fn silent(&mut self, claim: ClaimId, printed: &[ArticleId]) {
        let Some(story) = self.corpus().story_of(self.source.place.article) else {
            return;
        };
        let said = self.corpus().articles_of_claim(claim);
        let silent: Vec<String> = (self.corpus().story(story).articles.iter())
            .filter(|article| !said.contains(article) && !printed.contains(article))
            .map(|article| self.corpus().article(*article).name())
            .collect();
        let names = silent.join(", ");
        let words = match silent.len() {
            0 => return,
            1 => format!("{}   {names} says nothing", self.source.glyphs.silent),
            count if wrap::width(&names) + 8 > self.source.width => {
                format!("{}   {count} say nothing", self.source.glyphs.silent)
            }
            _ => format!("{}   {names}", self.source.glyphs.silent),
        };
        self.push(Row::new(format!("  {words}"), Role::Dim));
    }
}

/// A value with its large number abbreviated: `41 million` is `41m`.
fn short(value: &str) -> String {
    const SHORT: &[(&str, &str)] = &[
        (" million", "m"),
        (" billion", "bn"),
        (" trillion", "tn"),
        (" thousand", "k"),
        (" percent", "%"),
        (" per cent", "%"),
    ];
    SHORT.iter().fold(value.to_owned(), |value, (long, short)| {
        value.replace(long, short)
    })
}

/// Whether enough words are the same for a difference of words to be readable.
fn is_alike(changes: &[Change]) -> bool {
    let bytes = |change: &Change| match change {
        Change::Same(span) | Change::Removed(span) | Change::Added(span) => span.len(),
    };
    let is_same = |change: &&Change| matches!(change, Change::Same(_));
    let same: usize = changes.iter().filter(is_same).map(bytes).sum();
    let all: usize = changes.iter().map(bytes).sum();
    all > 0 && same * 100 >= all * ALIKE
}
