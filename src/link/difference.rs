//! In what the mentions of one claim differ: numbers, dates, hedges, negation, attribution.
//!
//! A difference is only pointed out where two sentences speak of the same thing in the same sense; when in doubt, none is.

pub mod amount;
mod date;
mod meet;
mod more;
mod name;
pub mod reading;
mod source;
pub mod tone;
mod value;

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::claim::Candidate;
use super::claim::wording::Scores;
use super::{Analyzed, Difference, DifferenceKind, Links, Strength};
use crate::article::ArticleId;
use crate::text::Span;
use meet::{Meeting, Side, meet};
pub use value::short_value;

/// From which score on values are compared at all; those that may be equal begin no difference.
const AGREED: f32 = 0.2;

/// The differences between the members of a claim.
pub fn differences(
    articles: &[Analyzed],
    members: &[&Candidate],
    scores: &Scores,
) -> Vec<Difference> {
    let side = |member: &&Candidate| {
        articles
            .get(member.article.index())
            .map(|analyzed| Side::new(analyzed, member))
    };
    let sides: Vec<Option<Side>> = members.iter().map(side).collect();
    let mut meetings = Vec::new();
    for (first, a) in sides.iter().enumerate() {
        for (second, b) in sides.iter().enumerate().skip(first + 1) {
            let score = scores.of(first, second);
            if let (Some(a), Some(b)) = (a, b)
                && a.article != b.article
                && score >= AGREED
            {
                meet((first, a), (second, b), score, &mut meetings);
            }
        }
    }
    let kinds = [
        DifferenceKind::Number,
        DifferenceKind::Date,
        DifferenceKind::Negation,
        DifferenceKind::Hedge,
        DifferenceKind::Attribution,
    ];
    let article = |side: usize| {
        members
            .get(side)
            .map(|member| (member.article, member.is_title))
    };
    kinds
        .into_iter()
        .flat_map(|kind| joined(&article, &meetings, kind))
        .collect()
}

/// Adds to the claims what is only known when all claims are made: names that differ, and further reports that print one
/// of the values.
pub fn complete(articles: &[Analyzed], links: &mut Links) {
    let mut claims = std::mem::take(&mut links.claims);
    claims
        .par_iter_mut()
        .filter(|claim| claim.strength == Strength::Strong)
        .for_each(|claim| {
            let story = links.stories.get(claim.story.index());
            for difference in &mut claim.differences {
                if let Some(story) = story.filter(|_| difference.kind == DifferenceKind::Number) {
                    more::add(articles, story, difference);
                }
            }
            let names = name::names(articles, links, claim);
            claim.differences.extend(names);
        });
    links.claims = claims;
}

/// The meetings of one kind, joined where they share a place; one span for each article.
fn joined(
    article: &impl Fn(usize) -> Option<(ArticleId, bool)>,
    meetings: &[Meeting],
    kind: DifferenceKind,
) -> Vec<Difference> {
    let of_kind: Vec<&Meeting> = meetings
        .iter()
        .filter(|meeting| meeting.kind == kind)
        .collect();
    let mut groups: Vec<Vec<(usize, Span)>> = Vec::new();
    for meeting in of_kind.iter().filter(|meeting| meeting.differ) {
        join(&mut groups, meeting.places);
    }
    // Articles that have one of the values too; a group is only ever begun by a contradiction.
    for meeting in of_kind.iter().filter(|meeting| !meeting.differ) {
        if groups
            .iter()
            .any(|group| meeting.places.iter().any(|place| group.contains(place)))
        {
            join(&mut groups, meeting.places);
        }
    }
    let difference = |group: Vec<(usize, Span)>| {
        let mut reasons = of_kind
            .iter()
            .filter(|meeting| meeting.differ && group.contains(&meeting.places[0]));
        let why = reasons.next().map_or("", |meeting| meeting.why);
        // The words of the report rather than those of its headline.
        let mut values: BTreeMap<ArticleId, (bool, Span)> = BTreeMap::new();
        for (side, span) in group {
            let (article, is_title) = article(side)?;
            let value = values.entry(article).or_insert((is_title, span));
            *value = (*value).min((is_title, span));
        }
        (values.len() > 1).then(|| Difference {
            kind,
            why: why.to_owned(),
            values: (values.into_iter())
                .map(|(article, (_, span))| (article, span))
                .collect(),
        })
    };
    groups.into_iter().filter_map(difference).collect()
}

/// Adds two places that belong together to the groups, joining groups where they meet.
fn join(groups: &mut Vec<Vec<(usize, Span)>>, places: [(usize, Span); 2]) {
    let mut joined = places.to_vec();
    let mut rest = Vec::new();
    for group in groups.drain(..) {
        if places.iter().any(|place| group.contains(place)) {
            joined.extend(group);
        } else {
            rest.push(group);
        }
    }
    joined.sort_unstable();
    joined.dedup();
    rest.push(joined);
    *groups = rest;
}

#[cfg(test)]
mod tests;
