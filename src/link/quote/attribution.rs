//! Who said what several articles print, and whether they disagree about it.

use std::collections::BTreeMap;

use crate::analysis::EntityKind;
use crate::link::{EntityId, Links};
use crate::text::fold::fold;

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
