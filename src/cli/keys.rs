//! `crossread keys`: all actions with their keys, as Markdown.

use crate::config::action::Action;
use crate::config::keymap::{Context, Keymap};

/// The table of all actions in their groups, with the keys that do them and where.
pub fn table(keymap: &Keymap) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut group = "";
    for action in Action::ALL {
        if action.group() != group {
            group = action.group();
            if !lines.is_empty() {
                lines.push(String::new());
            }
            lines.push(format!("### {group}\n"));
            lines.push("| Keys | Action | What it does |\n|---|---|---|".to_owned());
        }
        let keys = keys_of(keymap, *action);
        lines.push(format!(
            "| {keys} | `{}` | {} |",
            action.name(),
            action.help()
        ));
    }
    lines.push(String::new());
    lines.join("\n")
}

/// The keys of an action: those of `all` as they are, those of single contexts with the contexts' names.
fn keys_of(keymap: &Keymap, action: Action) -> String {
    let mut rows: Vec<(String, Vec<&str>)> = Vec::new();
    for context in Context::ALL {
        let bindings = keymap.own_bindings(*context);
        for binding in bindings.filter(|binding| binding.actions == [action]) {
            let keys = code(&keymap.label(&binding.keys));
            match rows.iter_mut().find(|(known, _)| *known == keys) {
                Some((_, contexts)) => contexts.push(context.name()),
                None => rows.push((keys, vec![context.name()])),
            }
        }
    }
    let rows: Vec<String> = rows
        .into_iter()
        .map(|(keys, contexts)| match contexts.as_slice() {
            ["all", ..] => keys,
            contexts => format!("{keys} ({})", contexts.join(", ")),
        })
        .collect();
    rows.join(" ")
}

/// Keys as Markdown code inside a table.
fn code(keys: &str) -> String {
    let keys = keys.replace('|', "\\|");
    if keys.contains('`') {
        format!("`` {keys} ``")
    } else {
        format!("`{keys}`")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, File};

    #[test]
    fn the_table_names_every_action_once_with_its_keys() {
        let table = table(&Config::embedded().keys);
        for action in Action::ALL {
            let name = format!("| `{}` |", action.name());
            assert_eq!(table.matches(&name).count(), 1, "{name}");
        }
        assert!(table.contains("| `q` | `close` |"), "{table}");
        assert!(table.contains("`Space` (list, read) | `read_on`"));
        assert!(table.contains("| `` ` `` | `history_toggle` |"));
    }

    #[test]
    fn a_key_in_a_table_is_escaped() {
        let path = std::path::Path::new("config.toml");
        let user = File::parse("[keys.all]\n'|' = 'help'", path).expect("valid");
        let table = table(&user.keys);
        assert!(table.contains("`\\|` | `help`"), "{table}");
    }
}
