//! What the user can set: the embedded default, overlaid by the user's own file.

pub mod action;
pub mod key;
pub mod keymap;
mod suggest;

use serde::Deserialize;

use keymap::Keymap;

/// The default configuration as it is embedded: its own reference.
pub const DEFAULT: &str = include_str!("../config.toml");

/// Everything that can be set.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// `[keys.*]`: which keys do what, and where.
    pub keys: Keymap,
}

impl Config {
    /// The embedded default alone.
    pub fn embedded() -> Self {
        toml::from_str(DEFAULT).expect("the embedded configuration is tested")
    }
}

#[cfg(test)]
mod tests {
    use super::action::Action;
    use super::keymap::Context;
    use super::*;

    #[test]
    fn every_action_is_bound_somewhere() {
        let config = Config::embedded();
        for action in Action::ALL {
            let bound = Context::ALL
                .iter()
                .any(|context| !config.keys.keys_of(*action, *context).is_empty());
            assert!(bound, "{} has no key", action.name());
        }
    }

    #[test]
    fn what_a_context_has_from_all_does_not_clash_with_its_own() {
        let config = Config::embedded();
        for context in Context::ALL {
            let bindings = config.keys.bindings(*context);
            for (index, one) in bindings.iter().enumerate() {
                for other in &bindings[index + 1..] {
                    assert!(
                        !one.keys.starts_with(&other.keys) && !other.keys.starts_with(&one.keys),
                        "{} and {} in {}",
                        key::print(&one.keys),
                        key::print(&other.keys),
                        context.name()
                    );
                }
            }
        }
    }
}
