//! Claims and quotes that the reader has joined, confirmed or parted.

use std::collections::BTreeSet;

use super::{Decision, Decisions, Said};
use crate::article::{ArticleId, SentenceId};
use crate::link::{
    Analyzed, ClaimId, ClaimMention, Links, QuoteMention, SharedClaim, SharedQuote, SharedQuoteId,
    StoryId, Strength, quote,
};
use crate::text::Span;

type Place = (ArticleId, SentenceId);

const MERGED: &str = "merged by you";
const CONFIRMED: &str = "confirmed by you";
const PARTED: &str = "parted by you";

/// Words of a sentence that name a claim that the reader has made.
const LABEL: usize = 6;

/// Applies what was decided of claims and quotes; says whether anything changed.
pub(super) fn apply(decisions: &Decisions, articles: &[Analyzed], links: &mut Links) -> bool {
    let pairs = |wanted: fn(&Decision) -> Option<(&Said, &Said)>| {
        let pairs = decisions.iter().filter_map(wanted);
        let placed = pairs.map(|(a, b)| (a.places(articles), b.places(articles)));
        placed
            .filter(|(a, b)| !a.is_empty() && !b.is_empty())
            .collect::<Vec<_>>()
    };
    let same = pairs(|decision| match decision {
        Decision::Same(a, b) => Some((a, b)),
        _ => None,
    });
    let right = pairs(|decision| match decision {
        Decision::Right(a, b) => Some((a, b)),
        _ => None,
    });
    let wrong = pairs(|decision| match decision {
        Decision::Wrong(a, b) => Some((a, b)),
        _ => None,
    });
    if same.is_empty() && right.is_empty() && wrong.is_empty() {
        return false;
    }
    let mut claims = Claims {
        articles,
        all: std::mem::take(&mut links.claims)
            .into_iter()
            .map(|claim| (claim, None))
            .collect(),
    };
    same.iter().for_each(|(a, b)| claims.merge(links, a, b));
    right.iter().for_each(|(a, b)| claims.confirm(a, b));
    wrong.iter().for_each(|(a, b)| claims.part(a, b));
    claims.finish(links);
    quotes(articles, links, &right, &wrong);
    true
}

/// Claims with what the reader has decided of them.
struct Claims<'a> {
    articles: &'a [Analyzed],
    all: Vec<(SharedClaim, Option<&'static str>)>,
}

impl Claims<'_> {
    fn says(claim: &SharedClaim, places: &[Place]) -> bool {
        let mut mentions = claim.mentions.iter();
        mentions.any(|mention| places.contains(&(mention.article, mention.sentence)))
    }

    /// The claim that says the sentence, a sure one if there is any.
    fn of(&self, places: &[Place]) -> Option<usize> {
        let all = self.all.iter().enumerate();
        let saying = all.filter(|(_, (claim, _))| Self::says(claim, places));
        saying
            .max_by_key(|(index, (claim, _))| (claim.strength, std::cmp::Reverse(*index)))
            .map(|(index, _)| index)
    }

    fn merge(&mut self, links: &Links, a: &[Place], b: &[Place]) {
        let both = self
            .all
            .iter()
            .position(|(claim, _)| Self::says(claim, a) && Self::says(claim, b));
        let target = match (both, self.of(a), self.of(b)) {
            (Some(both), _, _) => both,
            (None, Some(first), Some(second)) => {
                let other = self.all[second].0.clone();
                let claim = &mut self.all[first].0;
                claim.mentions.extend(other.mentions);
                for difference in other.differences {
                    if !claim.differences.contains(&difference) {
                        claim.differences.push(difference);
                    }
                }
                self.all.remove(second);
                first - usize::from(second < first)
            }
            (None, Some(first), None) => {
                let more = self.mentions(b);
                self.all[first].0.mentions.extend(more);
                first
            }
            (None, None, Some(second)) => {
                let more = self.mentions(a);
                self.all[second].0.mentions.extend(more);
                second
            }
            (None, None, None) => match self.made(links, a, b) {
                Some(claim) => {
                    self.all.push((claim, None));
                    self.all.len() - 1
                }
                None => return,
            },
        };
        let (claim, said) = &mut self.all[target];
        let clearest = claim.mentions.get(claim.clearest).copied();
        claim
            .mentions
            .sort_by_key(|mention| (mention.article, mention.sentence, mention.span));
        claim
            .mentions
            .dedup_by_key(|mention| (mention.article, mention.span));
        claim.clearest = place_of(claim, clearest);
        claim.strength = Strength::Strong;
        *said = Some(if both.is_some() { CONFIRMED } else { MERGED });
    }

    fn span(&self, place: Place) -> Option<Span> {
        let article = &self.articles.get(place.0.index())?.article;
        Some(article.sentences.get(place.1.index())?.span)
    }

    fn mentions(&self, places: &[Place]) -> Vec<ClaimMention> {
        let mention = |place: &Place| {
            Some(ClaimMention {
                article: place.0,
                sentence: place.1,
                span: self.span(*place)?,
                score: 1.0,
            })
        };
        places.iter().take(1).filter_map(mention).collect()
    }

    /// A claim of two sentences of different articles that nothing had joined.
    fn made(&self, links: &Links, a: &[Place], b: &[Place]) -> Option<SharedClaim> {
        let first = *a.first()?;
        let has_it = |story: &crate::link::Story| story.articles.contains(&first.0);
        let story = StoryId::new(links.stories.iter().position(has_it)?);
        let mut mentions = self.mentions(a);
        mentions.extend(self.mentions(b));
        if first.0 == b.first()?.0 {
            return None;
        }
        let words = self
            .span(first)?
            .of(&self.articles.get(first.0.index())?.article.text);
        let label: Vec<&str> = words.split_whitespace().take(LABEL).collect();
        Some(SharedClaim {
            story,
            clearest: 0,
            label: label.join(" "),
            mentions,
            differences: Vec::new(),
            strength: Strength::Strong,
            evidence: MERGED.to_owned(),
        })
    }

    fn confirm(&mut self, a: &[Place], b: &[Place]) {
        for (claim, said) in &mut self.all {
            if Self::says(claim, a) && Self::says(claim, b) {
                claim.strength = Strength::Strong;
                *said = said.or(Some(CONFIRMED));
            }
        }
    }

    /// Takes the second sentence out of the claims that have both.
    fn part(&mut self, a: &[Place], b: &[Place]) {
        let gone: Vec<(ArticleId, Span)> = b
            .iter()
            .filter_map(|place| Some((place.0, self.span(*place)?)))
            .collect();
        for (claim, said) in &mut self.all {
            if !Self::says(claim, a) || !Self::says(claim, b) {
                continue;
            }
            let clearest = claim.mentions.get(claim.clearest).copied();
            let is_gone = |mention: &ClaimMention| b.contains(&(mention.article, mention.sentence));
            claim.mentions.retain(|mention| !is_gone(mention));
            claim.clearest = place_of(claim, clearest);
            for difference in &mut claim.differences {
                let in_it = |(article, span): &(ArticleId, Span)| {
                    gone.iter()
                        .any(|(of, whole)| of == article && whole.contains(*span))
                };
                difference.values.retain(|value| !in_it(value));
            }
            let articles = self.articles;
            claim.differences.retain(|difference| {
                let words = |(article, span): &(ArticleId, Span)| {
                    span.of(&articles[article.index()].article.text)
                        .to_lowercase()
                };
                let of: BTreeSet<ArticleId> = difference.values.iter().map(|v| v.0).collect();
                let said: BTreeSet<String> = difference.values.iter().map(words).collect();
                of.len() > 1 && said.len() > 1
            });
            *said = Some(PARTED);
        }
        let of_several = |claim: &SharedClaim| {
            let of: BTreeSet<ArticleId> = claim.mentions.iter().map(|m| m.article).collect();
            of.len() > 1
        };
        self.all.retain(|(claim, _)| of_several(claim));
    }

    /// Puts the claims back in order.
    fn finish(mut self, links: &mut Links) {
        let place = |(claim, _): &(SharedClaim, Option<&'static str>)| {
            let places = claim.mentions.iter().map(|m| (m.article, m.span.start()));
            (claim.story, places.collect::<Vec<_>>())
        };
        self.all.sort_by_cached_key(place);
        for (index, (claim, said)) in self.all.into_iter().enumerate() {
            let id = ClaimId::new(index);
            links.decided.claims.extend(said.map(|said| (id, said)));
            links.claims.push(claim);
        }
    }
}

/// Where the mention stands now, or the first one where it is gone.
fn place_of(claim: &SharedClaim, mention: Option<ClaimMention>) -> usize {
    let same = |other: &ClaimMention| {
        mention.is_some_and(|m| (m.article, m.sentence) == (other.article, other.sentence))
    };
    claim.mentions.iter().position(same).unwrap_or(0)
}

type Pairs = [(Vec<Place>, Vec<Place>)];

/// Confirms and parts quotes.
fn quotes(articles: &[Analyzed], links: &mut Links, right: &Pairs, wrong: &Pairs) {
    let place = |mention: &QuoteMention| {
        let annotations = &articles[mention.article.index()].annotations;
        (mention.article, annotations.quote(mention.quote).sentence)
    };
    let says = |quote: &SharedQuote, places: &[Place]| {
        quote
            .mentions
            .iter()
            .any(|mention| places.contains(&place(mention)))
    };
    let mut all: Vec<(SharedQuote, Option<&'static str>)> = std::mem::take(&mut links.quotes)
        .into_iter()
        .map(|quote| (quote, None))
        .collect();
    for (a, b) in right {
        for (quote, said) in &mut all {
            if quote.mentions.len() > 1 && says(quote, a) && says(quote, b) {
                *said = Some(CONFIRMED);
            }
        }
    }
    for (a, b) in wrong {
        let mut alone = Vec::new();
        for (quote, said) in &mut all {
            if !says(quote, a) || !says(quote, b) || quote.mentions.len() < 2 {
                continue;
            }
            let (gone, kept): (Vec<QuoteMention>, Vec<QuoteMention>) = quote
                .mentions
                .iter()
                .partition(|mention| b.contains(&place(mention)));
            if kept.is_empty() {
                continue;
            }
            let mut other = SharedQuote {
                mentions: numbered(gone),
                ..quote.clone()
            };
            quote.mentions = numbered(kept);
            for half in [&mut *quote, &mut other] {
                (half.speaker, half.attribution_differs) =
                    quote::speaker(articles, links, &half.mentions);
            }
            *said = Some(PARTED);
            alone.push((other, Some(PARTED)));
        }
        all.extend(alone);
    }
    let first = |(quote, _): &(SharedQuote, Option<&'static str>)| {
        quote
            .mentions
            .iter()
            .map(|mention| (mention.article, mention.quote))
            .min()
    };
    all.sort_by_key(first);
    for (index, (quote, said)) in all.into_iter().enumerate() {
        let id = SharedQuoteId::new(index);
        links.decided.quotes.extend(said.map(|said| (id, said)));
        links.quotes.push(quote);
    }
}

/// Mentions whose wordings are numbered from 0 again.
fn numbered(mut mentions: Vec<QuoteMention>) -> Vec<QuoteMention> {
    let mut known: Vec<u32> = Vec::new();
    for mention in &mut mentions {
        let at = known.iter().position(|variant| *variant == mention.variant);
        let at = at.unwrap_or_else(|| {
            known.push(mention.variant);
            known.len() - 1
        });
        mention.variant = u32::try_from(at).unwrap_or(u32::MAX);
    }
    mentions
}
