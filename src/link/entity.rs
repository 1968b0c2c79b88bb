//! Chains of single articles → entities across articles.
//!
//! What has to be known of an article was worked out when it was analyzed ([`Annotations::summaries`]), so that one article
//! more costs its own analysis and a new join. Chains are joined by keys, never by comparing them in pairs; the order of
//! the articles decides nothing but the order of the result.
//!
//! [`Annotations::summaries`]: crate::analysis::Annotations::summaries

mod key;
mod naming;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Analyzed, Entity, EntityId};
use crate::analysis::coref::summary::{Summary, summaries};
use crate::analysis::lexicon::Lexicon;
use crate::analysis::{Chain, ChainId};
use crate::article::ArticleId;
use key::{Key, Why};

/// The chains of one article with what is known of them.
#[derive(Debug)]
struct Chains<'a> {
    chains: &'a [Chain],
    summaries: Cow<'a, [Summary]>,
}

impl<'a> Chains<'a> {
    fn of(article: &'a Analyzed, lexicon: &Lexicon) -> Self {
        let annotations = &article.annotations;
        let known = &annotations.summaries;
        let summaries = if known.len() == annotations.chains.len() {
            Cow::Borrowed(known.as_slice())
        } else {
            let (mentions, chains) = (&annotations.mentions, &annotations.chains);
            Cow::Owned(summaries(&article.article, mentions, chains, lexicon))
        };
        Self {
            chains: &annotations.chains,
            summaries,
        }
    }
}

/// A chain of an article, with the reason why it is the entity.
type Member = (ArticleId, ChainId, Why);

/// The entities that groups of chains are; why these are one is for the caller to say.
pub(super) fn entities_of(
    articles: &[Analyzed],
    groups: &[Vec<(ArticleId, ChainId)>],
) -> Vec<Entity> {
    let lexicon = Lexicon::embedded();
    let chains: Vec<Chains<'_>> = articles
        .iter()
        .map(|article| Chains::of(article, lexicon))
        .collect();
    let entity = |group: &Vec<(ArticleId, ChainId)>| {
        let members = group
            .iter()
            .map(|(article, chain)| (*article, *chain, Why::As("")));
        let members: Vec<Member> = members.collect();
        Entity {
            evidence: Vec::new(),
            ..naming::entity(articles, &chains, &members, lexicon)
        }
    };
    groups.iter().map(entity).collect()
}

/// The entities of all articles, and for every article and chain the entity that it is.
pub fn entities(articles: &[Analyzed]) -> (Vec<Entity>, Vec<Vec<EntityId>>) {
    let lexicon = Lexicon::embedded();
    let chains: Vec<Chains<'_>> = articles
        .iter()
        .map(|article| Chains::of(article, lexicon))
        .collect();
    let mut ids: BTreeMap<Key, EntityId> = BTreeMap::new();
    let mut members: Vec<Vec<Member>> = Vec::new();
    let mut entity_of_chain: Vec<Vec<EntityId>> = Vec::with_capacity(articles.len());
    for (article, keys) in key::keys(&chains, lexicon)
        .of_chains
        .into_iter()
        .enumerate()
    {
        let mut own = Vec::with_capacity(keys.len());
        for (chain, (key, why)) in keys.into_iter().enumerate() {
            let id = *ids.entry(key).or_insert_with(|| {
                members.push(Vec::new());
                EntityId::new(members.len() - 1)
            });
            members[id.index()].push((ArticleId::new(article), ChainId::new(chain), why));
            own.push(id);
        }
        entity_of_chain.push(own);
    }
    let entities = members
        .iter()
        .map(|members| naming::entity(articles, &chains, members, lexicon))
        .collect();
    (entities, entity_of_chain)
}

/// How many pairs of names are weighed against each other to join the articles: what must not grow faster than they do.
pub fn comparisons(articles: &[Analyzed]) -> usize {
    let lexicon = Lexicon::embedded();
    let chains: Vec<Chains<'_>> = articles
        .iter()
        .map(|article| Chains::of(article, lexicon))
        .collect();
    key::keys(&chains, lexicon).compared
}
