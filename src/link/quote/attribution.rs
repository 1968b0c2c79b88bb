//! Who said what several articles print, and whether they disagree about it.

use std::collections::BTreeMap;

use crate::analysis::{EntityKind, Quote};
use crate::link::{Analyzed, EntityId, Links};
use crate::text::Span;
use crate::text::fold::fold;

/// How many words of title stand between "and" and a name at most.
const TITLE_WORDS: usize = 6;

/// Whether the words that attribute a quote hold a part of the speaker's name: "Ms Ruiz", not "she".
pub(super) fn is_named(links: &Links, speaker: EntityId, words: &str) -> bool {
    let Some(entity) = links.entities.get(speaker.index()) else {
        return false;
    };
    let words = fold(words);
    let named = |name: &String| {
        let name = fold(name);
        words.split(' ').any(|word| {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            name.split(' ').any(|part| part == word)
        })
    };
    !words.is_empty() && (named(&entity.name) || entity.aliases.iter().any(named))
}

/// Whether the one who is found to speak only speaks together with others: "both Ruiz and Secretary Lund said".
pub(super) fn is_joint(analyzed: &Analyzed, quote: &Quote) -> bool {
    let Some(words) = quote.speaker_text else {
        return false;
    };
    let article = &analyzed.article;
    let sentence = article.sentence_at(words.start());
    let Some(sentence) = sentence.and_then(|id| article.sentences.get(id.index())) else {
        return false;
    };
    let mentions = &analyzed.annotations.mentions;
    let first = mentions.partition_point(|mention| mention.span.start() < sentence.span.start());
    let names = mentions.get(first..).unwrap_or_default().iter();
    let mut names = names
        .take_while(|mention| mention.span.start() < sentence.span.end())
        .filter(|mention| mention.kind != EntityKind::Place)
        .map(|mention| mention.span);
    let between = |left: Span, right: Span| article.text.get(left.end()..right.start());
    // "said Lund and Ruiz."; of "said Lund and Ruiz left" the second is another clause.
    let inverted = quote.cue.is_some_and(|cue| cue.end() <= words.start());
    let closes = |name: Span| {
        let rest = article.text.get(name.end()..sentence.span.end());
        rest.is_none_or(|rest| !rest.trim_start().starts_with(char::is_alphanumeric))
    };
    names.any(|name| {
        between(name, words).is_some_and(is_joining)
            || inverted && closes(name) && between(words, name).is_some_and(is_joining)
    })
}

/// Whether nothing but "and" and a title stands between two names.
fn is_joining(between: &str) -> bool {
    let title = |title: &str| {
        let in_title = |c: char| c.is_alphanumeric() || c.is_whitespace() || "-.'’".contains(c);
        title.chars().all(in_title) && title.split_whitespace().count() <= TITLE_WORDS
    };
    between.trim_start().strip_prefix("and ").is_some_and(title)
}

/// Who is meant by most articles, and whether they name different people. Only a name says that somebody else is
/// meant: "they", "officials" and "a spokesman" may be anybody, and whom a pronoun stands for is no more than likely.
///
/// Of each article it is given whom it means, if anybody, and whether it names them.
pub(super) fn speaker(
    links: &Links,
    quotes: impl Iterator<Item = (Option<EntityId>, bool)>,
) -> (Option<EntityId>, bool) {
    // How often each is named, and how often meant.
    let mut votes: BTreeMap<EntityId, (usize, usize)> = BTreeMap::new();
    for (speaker, named) in quotes {
        if let Some(speaker) = speaker {
            let count = votes.entry(speaker).or_default();
            count.0 += usize::from(named);
            count.1 += 1;
        }
    }
    let name_of = |id: EntityId| {
        let entity = links.entities.get(id.index());
        entity.filter(|entity| entity.kind == EntityKind::Person)
    };
    let people: Vec<(EntityId, String)> = (votes.iter())
        .filter(|(_, count)| count.0 > 0)
        .filter_map(|(id, _)| Some((*id, fold(&name_of(*id)?.name))))
        .collect();
    let differs = people.iter().enumerate().any(|(at, (_, left))| {
        let mut others = people.iter().skip(at + 1);
        others.any(|(_, right)| !may_be_same(left, right))
    });
    let rank = |(id, (named, meant)): &(EntityId, (usize, usize))| {
        let person = name_of(*id).is_some();
        (*named > 0 && person, *named, *meant, std::cmp::Reverse(*id))
    };
    let best = votes.into_iter().max_by_key(rank).map(|(id, _)| id);
    (best.filter(|_| !differs), differs)
}

/// Whether two names can be one person who was not recognized: "Ruiz" and "Dana Ruiz", "D. Ruiz" and "Dana Ruiz".
fn may_be_same(left: &str, right: &str) -> bool {
    let (left, right): (Vec<&str>, Vec<&str>) =
        (left.split(' ').collect(), right.split(' ').collect());
    let initial = |name: &[&str]| name.first().and_then(|first| first.chars().next());
    let short = left.len() == 1 || right.len() == 1;
    let same_end = left.last() == right.last();
    let same_start = left.first() == right.first();
    (short && (same_end || same_start)) || (same_end && initial(&left) == initial(&right))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_name_may_be_the_full_one() {
        assert!(may_be_same("ruiz", "dana ruiz"));
        assert!(may_be_same("d. ruiz", "dana ruiz"));
        assert!(!may_be_same("ida lund", "dana ruiz"));
        assert!(!may_be_same("pia ruiz", "dana ruiz"));
    }
}
