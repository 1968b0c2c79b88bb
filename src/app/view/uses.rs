//! The view of all uses of one name: its sentences below their articles.

use super::{Choice, Item, passes};
use crate::corpus::Corpus;
use crate::link::EntityId;

/// The sentences that name it, below their articles.
pub(super) fn items(corpus: &Corpus, name: Option<EntityId>, choice: &Choice) -> Vec<Item> {
    let mut places = name.map_or_else(Vec::new, |id| corpus.places_of_entity(id));
    places.retain(|place| passes(&choice.filter, corpus.sentence(*place)));
    let mut items = Vec::with_capacity(places.len());
    for uses in places.chunk_by(|a, b| a.article == b.article) {
        let head = uses
            .first()
            .map(|first| Item::Article(first.article, uses.len()));
        items.extend(head);
        items.extend(uses.iter().copied().map(Item::Place));
    }
    items
}
