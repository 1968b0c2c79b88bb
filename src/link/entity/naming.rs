//! What an entity is called, and why its names are taken to be one.

use std::collections::{BTreeMap, BTreeSet};

use super::key::Why;
use super::{Chains, Member};
use crate::analysis::EntityKind;
use crate::analysis::coref::{form, fullness, most_frequent};
use crate::analysis::lexicon::Lexicon;
use crate::link::{Analyzed, Entity};

/// How many reasons an entity keeps.
const REASONS: usize = 12;

/// The entity that some chains are.
pub(super) fn entity(
    articles: &[Analyzed],
    chains: &[Chains<'_>],
    members: &[Member],
    lexicon: &Lexicon,
) -> Entity {
    let mut mentions = Vec::new();
    let mut printed: BTreeMap<&str, usize> = BTreeMap::new();
    let mut reasons: BTreeSet<String> = BTreeSet::new();
    for (article, id, _) in members {
        let own = &chains[article.index()];
        let chain = &own.chains[id.index()];
        reasons.extend(chain.evidence.iter().map(|line| without_paragraph(line)));
        for (text, count) in &own.summaries[id.index()].printed {
            *printed.entry(text).or_default() += count;
        }
        mentions.extend(chain.mentions.iter().map(|mention| (*article, *mention)));
    }
    mentions.sort_unstable();
    let kind =
        most_frequent(mentions.iter().map(|(article, mention)| {
            articles[article.index()].annotations.mention(*mention).kind
        }));
    let name = name(&printed, kind, lexicon);
    let mut reasons: BTreeSet<String> = reasons
        .into_iter()
        .filter_map(|reason| of_main_name(reason, &name))
        .collect();
    for (article, id, why) in members {
        let other = &chains[article.index()].chains[id.index()].name;
        reasons.extend(across(other, &name, why));
    }
    Entity {
        kind,
        aliases: aliases(&printed, &name),
        mentions,
        evidence: reasons.into_iter().take(REASONS).collect(),
        name,
    }
}

/// The fullest common name: a form that is printed rarely does not stand for all.
fn name(printed: &BTreeMap<&str, usize>, kind: EntityKind, lexicon: &Lexicon) -> String {
    let most = printed.values().max().copied().unwrap_or_default();
    let rank = |text: &str, count: usize| {
        let key =
            kind != EntityKind::Person && form::normal(text) == form::thing(text, kind, lexicon);
        let (words, spelled, _) = fullness(text);
        let common = count * 4 >= most;
        let full = if kind == EntityKind::Person {
            let words = form::person(text, lexicon).len();
            (usize::from(words > 1), common, count)
        } else {
            let own = usize::from(key) + usize::from(words > 1 || spelled);
            (own, common, if common { words } else { count })
        };
        (
            full,
            count,
            fullness(text),
            std::cmp::Reverse(text.to_owned()),
        )
    };
    let best = printed
        .iter()
        .max_by_key(|(text, count)| rank(text, **count));
    best.map_or_else(String::new, |(text, _)| (*text).to_owned())
}

fn aliases(printed: &BTreeMap<&str, usize>, name: &str) -> Vec<String> {
    let mut others: Vec<(&&str, &usize)> =
        printed.iter().filter(|(text, _)| **text != name).collect();
    others.sort_by(|one, other| other.1.cmp(one.1).then(one.0.cmp(other.0)));
    others
        .into_iter()
        .map(|(text, _)| (*text).to_owned())
        .collect()
}

/// Why a chain is this entity, where its name does not say so.
fn across(other: &str, name: &str, why: &Why) -> Option<String> {
    match why {
        Why::Unclear(persons) => Some(format!("“{other}”: could be {}", persons.join(" or "))),
        Why::As(words) => (other != name).then(|| format!("“{other}”: {words} {name}")),
    }
}

/// A chain's reason without the paragraph, which means nothing across articles.
fn without_paragraph(line: &str) -> String {
    match line.rsplit_once(" in ¶") {
        Some((before, _)) => before.to_owned(),
        None => line.to_owned(),
    }
}

/// A reason that only says that two names are one, said of the name by which the entity is called: what an article
/// prints first may be one of the short forms itself.
fn of_main_name(reason: String, name: &str) -> Option<String> {
    match reason.split_once(": another name of ") {
        Some((other, _)) if other.trim_matches(['“', '”']) == name => None,
        Some((other, _)) => Some(format!("{other}: another name of {name}")),
        None => Some(reason),
    }
}
