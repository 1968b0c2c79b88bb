//! What the reader has decided about names and links, by words and paths, so that it holds for any later analysis.

use serde::{Deserialize, Serialize};

use super::{Entity, EntityId, Links};
use crate::analysis::EntityKind;
use crate::text::fold::fold;

/// A name by its words: what names the same entity again in another corpus.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct NameKey {
    /// The name in the form in which words are compared.
    pub name: String,
    /// What kind of thing it is; two things of one name are told apart by it.
    pub kind: EntityKind,
}

impl NameKey {
    /// The key of an entity.
    pub fn of(entity: &Entity) -> Self {
        Self {
            name: fold(&entity.name),
            kind: entity.kind,
        }
    }

    /// The entity of that name and kind; of another kind where there is none; else the one that is also called so.
    pub fn find(&self, links: &Links) -> Option<EntityId> {
        let mut best: Option<(u8, EntityId)> = None;
        for (index, entity) in links.entities.iter().enumerate() {
            let rank = if fold(&entity.name) == self.name {
                u8::from(entity.kind != self.kind)
            } else if entity.aliases.iter().any(|alias| fold(alias) == self.name) {
                2
            } else {
                continue;
            };
            if best.is_none_or(|(least, _)| rank < least) {
                best = Some((rank, EntityId::new(index)));
            }
            if rank == 0 {
                break;
            }
        }
        best.map(|(_, id)| id)
    }
}
