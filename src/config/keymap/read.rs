//! Reads `[keys.*]`, with errors at the place of the slip.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

use super::{Binding, Context, Keymap};
use crate::config::action::Action;
use crate::config::key::{self, Key};
use crate::config::suggest::unknown;

impl<'de> Deserialize<'de> for Keymap {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Sections(own) = Sections::deserialize(deserializer)?;
        let mut keymap = Self {
            own,
            ..Self::default()
        };
        keymap.resolve();
        Ok(keymap)
    }
}

/// `[keys]`: contexts with their tables.
struct Sections(BTreeMap<Context, Vec<Binding>>);

impl<'de> Deserialize<'de> for Sections {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Contexts;

        impl<'de> Visitor<'de> for Contexts {
            type Value = Sections;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("tables such as [keys.read]")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Sections, A::Error> {
                let mut sections = BTreeMap::new();
                while let Some((context, table)) = map.next_entry::<Context, Table>()? {
                    sections.insert(context, table.0);
                }
                Ok(Sections(sections))
            }
        }

        deserializer.deserialize_map(Contexts)
    }
}

impl<'de> Deserialize<'de> for Context {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Self::from_name(&name).ok_or_else(|| {
            let names = Self::ALL.iter().map(|context| context.name());
            Error::custom(unknown("context", &name, names))
        })
    }
}

/// One context's table: sequences and what they do, in the order of the file.
struct Table(Vec<Binding>);

impl<'de> Deserialize<'de> for Table {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Bindings;

        impl<'de> Visitor<'de> for Bindings {
            type Value = Table;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("keys and actions such as \"g g\" = \"top\"")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Table, A::Error> {
                let mut bindings: Vec<Binding> = Vec::new();
                while let Some(Sequence(keys)) = map.next_key()? {
                    let Actions(actions) = map.next_value()?;
                    let binding = Binding { keys, actions };
                    if let Some(other) = bindings.iter().find(|other| {
                        other.keys == binding.keys
                            || !other.actions.is_empty()
                                && !binding.actions.is_empty()
                                && other.clashes(&binding)
                    }) {
                        let (new, old) = (key::print(&binding.keys), key::print(&other.keys));
                        return Err(Error::custom(format!(
                            "`{new}` and `{old}` cannot both be bound in one context"
                        )));
                    }
                    bindings.push(binding);
                }
                Ok(Table(bindings))
            }
        }

        deserializer.deserialize_map(Bindings)
    }
}

/// The keys of a sequence.
struct Sequence(Vec<Key>);

impl<'de> Deserialize<'de> for Sequence {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Key::sequence(&text).map(Self).map_err(Error::custom)
    }
}

/// An action, several in order, or `"none"`.
struct Actions(Vec<Action>);

impl<'de> Deserialize<'de> for Actions {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneOrMore;

        impl<'de> Visitor<'de> for OneOrMore {
            type Value = Actions;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an action, a list of actions, or \"none\"")
            }

            fn visit_str<E: Error>(self, name: &str) -> Result<Actions, E> {
                if name == "none" {
                    return Ok(Actions(Vec::new()));
                }
                let name = serde::de::value::StrDeserializer::new(name);
                Ok(Actions(vec![Action::deserialize(name)?]))
            }

            fn visit_seq<A: serde::de::SeqAccess<'de>>(
                self,
                mut names: A,
            ) -> Result<Actions, A::Error> {
                let mut actions = Vec::new();
                while let Some(action) = names.next_element()? {
                    actions.push(action);
                }
                Ok(Actions(actions))
            }
        }

        deserializer.deserialize_any(OneOrMore)
    }
}
