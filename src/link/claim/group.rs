//! Pairs of sentences that say the same → groups of sentences that do.

use std::collections::{BTreeMap, BTreeSet};

use super::{Edge, SAME_CLAIM};

/// A group grows while its mean score across articles stays above this.
const MEAN: f32 = 0.20;

/// From which mean score on a sentence also joins a second group.
const SECOND: f32 = 0.232;

/// From which score on a pair outside all groups is a group of its own.
const PAIR: f32 = 0.45;

/// The least number of sentences of groups that may be one because they have most of them in common.
const LEAST_ALIKE: usize = 3;

/// Groups of the sentences that `edges`, the best first, join; `article_of` says of which article each sentence is.
///
/// The strongest pair first, groups are joined as long as the mean score of their pairs stays high; then a
/// sentence may join a further group, and good pairs that no group holds make groups of their own.
///
/// `says_more` says whether a sentence that is in one group says something else that it shares with another.
pub fn groups(
    edges: &[Edge],
    article_of: &[usize],
    says_more: impl Fn(usize, &[usize], &[usize]) -> bool,
) -> Vec<Vec<usize>> {
    let mut near: Vec<Vec<(usize, f32)>> = vec![Vec::new(); article_of.len()];
    for edge in edges {
        near[edge.first].push((edge.second, edge.score));
        near[edge.second].push((edge.first, edge.score));
    }
    let joined = joined(edges, &near, article_of);
    let mut home: BTreeMap<usize, usize> = BTreeMap::new();
    for (index, group) in joined.iter().enumerate() {
        home.extend(group.iter().map(|sentence| (*sentence, index)));
    }
    let mut groups: Vec<Vec<usize>> = Vec::with_capacity(joined.len());
    for group in &joined {
        let fits = |candidate: usize| {
            let home = home.get(&candidate).and_then(|index| joined.get(*index));
            home.is_none_or(|home| says_more(candidate, home, group))
        };
        groups.push(with_second_members(group, &near, article_of, fits));
    }
    let mut held: BTreeSet<(usize, usize)> = BTreeSet::new();
    for group in &groups {
        for (index, first) in group.iter().enumerate() {
            held.extend(group.iter().skip(index + 1).map(|second| (*first, *second)));
        }
    }
    for edge in edges.iter().filter(|edge| edge.score >= PAIR) {
        let pair = (edge.first.min(edge.second), edge.first.max(edge.second));
        if held.insert(pair) {
            groups.push(vec![pair.0, pair.1]);
        }
    }
    groups
}

fn joined(edges: &[Edge], near: &[Vec<(usize, f32)>], article_of: &[usize]) -> Vec<Vec<usize>> {
    let mut group_of: Vec<usize> = (0..article_of.len()).collect();
    let mut members: Vec<Vec<usize>> = (0..article_of.len())
        .map(|sentence| vec![sentence])
        .collect();
    for edge in edges.iter().take_while(|edge| edge.score >= SAME_CLAIM) {
        let (a, b) = (group_of[edge.first], group_of[edge.second]);
        if a == b {
            continue;
        }
        let (small, large) = if members[a].len() < members[b].len() {
            (a, b)
        } else {
            (b, a)
        };
        let across = near_sum(&members[small], near, |other| group_of[other] == large);
        if across >= MEAN * pairs_across(&members[small], &members[large], article_of) {
            let moved = std::mem::take(&mut members[small]);
            for sentence in &moved {
                group_of[*sentence] = large;
            }
            members[large].extend(moved);
        }
    }
    members.retain(|group| group.len() > 1);
    members
}

/// The sum of the scores that are high enough between `group` and the sentences that `wanted` accepts.
fn near_sum(group: &[usize], near: &[Vec<(usize, f32)>], wanted: impl Fn(usize) -> bool) -> f32 {
    let edges = group.iter().flat_map(|sentence| &near[*sentence]);
    let good = edges.filter(|(other, score)| *score >= SAME_CLAIM && wanted(*other));
    good.map(|(_, score)| score).sum()
}

/// How many pairs of sentences of different articles two groups have.
#[expect(clippy::cast_precision_loss, reason = "groups are smaller than 2^12")]
fn pairs_across(a: &[usize], b: &[usize], article_of: &[usize]) -> f32 {
    let mut of_article: BTreeMap<usize, usize> = BTreeMap::new();
    for sentence in a {
        *of_article.entry(article_of[*sentence]).or_default() += 1;
    }
    let inside = |sentence: &usize| of_article.get(&article_of[*sentence]).copied();
    let inside: usize = b.iter().filter_map(inside).sum();
    (a.len() * b.len() - inside) as f32
}

#[expect(clippy::cast_precision_loss, reason = "groups are smaller than 2^24")]
fn with_second_members(
    group: &[usize],
    near: &[Vec<(usize, f32)>],
    article_of: &[usize],
    fits: impl Fn(usize) -> bool,
) -> Vec<usize> {
    let mut sums: BTreeMap<usize, (f32, f32)> = BTreeMap::new();
    for (other, score) in group.iter().flat_map(|sentence| &near[*sentence]) {
        let (sum, best) = sums.entry(*other).or_default();
        *sum += score;
        *best = best.max(*score);
    }
    for sentence in group {
        sums.remove(sentence);
    }
    let mut members = group.to_vec();
    for (candidate, (sum, best)) in sums {
        let article = article_of[candidate];
        let others = group
            .iter()
            .filter(|member| article_of[**member] != article);
        let others = others.count();
        let is_near = best >= SAME_CLAIM && sum >= SECOND * others as f32;
        if others >= 2 && is_near && fits(candidate) {
            members.push(candidate);
        }
    }
    members.sort_unstable();
    members
}

/// The groups, with those that have most of their sentences in common made one.
pub fn joined_where_alike(groups: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
    let mut of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut whole: Vec<Vec<usize>> = Vec::with_capacity(groups.len());
    for group in groups {
        let mut common: BTreeMap<usize, usize> = BTreeMap::new();
        for other in group
            .iter()
            .filter_map(|sentence| of.get(sentence))
            .flatten()
        {
            *common.entry(*other).or_default() += 1;
        }
        let size = |other: usize| whole.get(other).map_or(0, Vec::len);
        let alike = |(other, common): &(usize, usize)| {
            let (smaller, larger) = (group.len().min(size(*other)), group.len().max(size(*other)));
            smaller >= LEAST_ALIKE && 3 * common >= 2 * smaller && 2 * common >= larger
        };
        let home = common.into_iter().find(alike).map(|(other, _)| other);
        let home = home.unwrap_or(whole.len());
        if home == whole.len() {
            whole.push(Vec::new());
        }
        for sentence in group {
            if !whole[home].contains(&sentence) {
                whole[home].push(sentence);
                of.entry(sentence).or_default().push(home);
            }
        }
        whole[home].sort_unstable();
    }
    whole
}

/// The groups that are not wholly part of another.
pub fn without_parts(groups: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, group) in groups.iter().enumerate() {
        for sentence in group {
            of.entry(*sentence).or_default().push(index);
        }
    }
    let is_part = |index: usize, group: &[usize]| {
        let others = group.first().and_then(|sentence| of.get(sentence));
        others.into_iter().flatten().any(|other| {
            let larger = &groups[*other];
            let comes_first = (larger.len(), *other) > (group.len(), index);
            *other != index && comes_first && group.iter().all(|sentence| larger.contains(sentence))
        })
    };
    let whole = groups
        .iter()
        .enumerate()
        .filter(|(index, group)| !is_part(*index, group));
    whole.map(|(_, group)| group.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edge(first: usize, second: usize, score: f32) -> Edge {
        Edge {
            first,
            second,
            score,
        }
    }

    fn always(_: usize, _: &[usize], _: &[usize]) -> bool {
        true
    }

    #[test]
    fn sentences_that_say_the_same_are_one_group() {
        let edges = [edge(0, 1, 0.8), edge(1, 2, 0.7), edge(0, 2, 0.6)];
        assert_eq!(groups(&edges, &[0, 1, 2], always), [[0, 1, 2]]);
    }

    #[test]
    fn a_chain_of_likeness_does_not_join_what_is_unlike() {
        let edges = [edge(0, 1, 0.5), edge(2, 3, 0.5), edge(1, 2, 0.34)];
        let groups = groups(&edges, &[0, 1, 2, 3], always);
        assert_eq!(groups, [[0, 1], [2, 3]]);
    }

    #[test]
    fn a_good_pair_that_no_group_holds_is_a_group() {
        let edges = [edge(0, 1, 0.9), edge(2, 3, 0.9), edge(0, 2, 0.455)];
        let groups = groups(&edges, &[0, 1, 2, 3], always);
        assert_eq!(groups, [[0, 1], [2, 3], [0, 2]]);
    }

    #[test]
    fn groups_that_have_most_sentences_in_common_are_one() {
        let groups = vec![vec![0, 1, 2], vec![1, 2, 3], vec![3, 4, 5]];
        assert_eq!(
            joined_where_alike(groups),
            [vec![0, 1, 2, 3], vec![3, 4, 5]]
        );
    }

    #[test]
    fn a_sentence_near_to_none_joins_no_second_group() {
        let near = [vec![(2, 0.3)], vec![(2, 0.3)], vec![(0, 0.3), (1, 0.3)]];
        let members = with_second_members(&[0, 1], &near, &[0, 1, 2], |_| true);
        assert_eq!(members, [0, 1]);
    }

    #[test]
    fn a_group_that_is_part_of_another_goes() {
        let groups = [vec![0, 1], vec![0, 1, 2], vec![2, 3]];
        assert_eq!(without_parts(&groups), [vec![0, 1, 2], vec![2, 3]]);
    }

    #[test]
    fn of_two_equal_groups_one_stays() {
        assert_eq!(without_parts(&[vec![0, 1], vec![0, 1]]), [[0, 1]]);
    }
}
