//! Chains of single articles → entities across articles.
//!
//! Chains are joined by keys, never by comparing them in pairs; the order of the articles decides nothing but the order
//! of the result.

mod key;
mod naming;

use std::collections::BTreeMap;

use super::{Analyzed, Entity, EntityId};
use crate::analysis::ChainId;
use crate::analysis::lexicon::Lexicon;
use crate::article::ArticleId;

/// The entities of all articles, and for every article and chain the entity that it is.
pub fn entities(articles: &[Analyzed]) -> (Vec<Entity>, Vec<Vec<EntityId>>) {
    let keys = key::keys(articles, Lexicon::embedded());
    let mut ids: BTreeMap<&key::Key, EntityId> = BTreeMap::new();
    let mut members: Vec<Vec<(ArticleId, ChainId)>> = Vec::new();
    let mut entity_of_chain: Vec<Vec<EntityId>> = Vec::with_capacity(articles.len());
    for (article, keys) in keys.iter().enumerate() {
        let mut own = Vec::with_capacity(keys.len());
        for (chain, key) in keys.iter().enumerate() {
            let id = *ids.entry(key).or_insert_with(|| {
                members.push(Vec::new());
                EntityId::new(members.len() - 1)
            });
            members[id.index()].push((ArticleId::new(article), ChainId::new(chain)));
            own.push(id);
        }
        entity_of_chain.push(own);
    }
    let entities = members
        .iter()
        .map(|members| naming::entity(articles, members, Lexicon::embedded()))
        .collect();
    (entities, entity_of_chain)
}
