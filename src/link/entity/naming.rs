//! What an entity is called, and why its names are taken to be one.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::coref::{form, fullness, most_frequent};
use crate::analysis::lexicon::Lexicon;
use crate::analysis::{ChainId, EntityKind};
use crate::article::ArticleId;
use crate::link::{Analyzed, Entity};

/// How many reasons an entity keeps.
const REASONS: usize = 12;

/// The entity that some chains are.
pub(super) fn entity(
    articles: &[Analyzed],
    members: &[(ArticleId, ChainId)],
    lexicon: &Lexicon,
) -> Entity {
    let mut mentions = Vec::new();
    let mut printed: BTreeMap<String, usize> = BTreeMap::new();
    let mut chain_names: BTreeSet<&str> = BTreeSet::new();
    let mut reasons: BTreeSet<String> = BTreeSet::new();
    for (article, chain) in members {
        let analyzed = &articles[article.index()];
        let chain = analyzed.annotations.chain(*chain);
        chain_names.insert(&chain.name);
        reasons.extend(chain.evidence.iter().map(|line| without_paragraph(line)));
        for mention in &chain.mentions {
            let text = analyzed
                .article
                .words(analyzed.annotations.mention(*mention).span);
            *printed
                .entry(text.split_whitespace().collect::<Vec<_>>().join(" "))
                .or_default() += 1;
            mentions.push((*article, *mention));
        }
    }
    mentions.sort_unstable();
    let kind =
        most_frequent(mentions.iter().map(|(article, mention)| {
            articles[article.index()].annotations.mention(*mention).kind
        }));
    let name = name(&printed, kind, lexicon);
    reasons.extend(
        chain_names
            .iter()
            .filter(|other| **other != name)
            .map(|other| across(other, &name, kind, lexicon)),
    );
    Entity {
        kind,
        aliases: aliases(&printed, &name),
        mentions,
        evidence: reasons.into_iter().take(REASONS).collect(),
        name,
    }
}

/// The fullest common name: a form that is printed rarely does not stand for all.
fn name(printed: &BTreeMap<String, usize>, kind: EntityKind, lexicon: &Lexicon) -> String {
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
    best.map_or_else(String::new, |(text, _)| text.clone())
}

fn aliases(printed: &BTreeMap<String, usize>, name: &str) -> Vec<String> {
    let mut others: Vec<(&String, &usize)> =
        printed.iter().filter(|(text, _)| *text != name).collect();
    others.sort_by(|one, other| other.1.cmp(one.1).then(one.0.cmp(other.0)));
    others.into_iter().map(|(text, _)| text.clone()).collect()
}

/// Why a chain that is called otherwise is this entity.
fn across(other: &str, name: &str, kind: EntityKind, lexicon: &Lexicon) -> String {
    let why = if kind == EntityKind::Person {
        let (short, full) = (form::person(other, lexicon), form::person(name, lexicon));
        if short.len() > 1 {
            "a form of the name"
        } else if full.first() == short.first() {
            "same first name as"
        } else {
            "same surname as"
        }
    } else if form::thing(other, kind, lexicon) == form::thing(name, kind, lexicon) {
        "another name of"
    } else if form::is_initials(other) {
        "initials of"
    } else {
        "short for"
    };
    format!("“{other}”: {why} {name}")
}

/// A chain's reason without the paragraph, which means nothing across articles.
fn without_paragraph(line: &str) -> String {
    match line.rsplit_once(" in ¶") {
        Some((before, _)) => before.to_owned(),
        None => line.to_owned(),
    }
}
