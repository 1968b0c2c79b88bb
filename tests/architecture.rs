//! One way down: no module names a higher one, and only a few name the terminal's crates.

use std::fs;
use std::path::{Path, PathBuf};

/// The layers from the bottom up; a module may name those before it. `config` stands beside the pipeline.
const LAYERS: &[&str] = &[
    "text", "article", "analysis", "link", "corpus", "config", "app", "ui", "runtime", "cli",
];

/// What a layer must not name although it is lower.
const APART: &[(&str, &[&str])] = &[("config", &["analysis", "link", "corpus"])];

/// A file of the program: its path inside `src` without the ending, and its code without comments and tests.
struct Source {
    module: String,
    code: String,
}

impl Source {
    fn layer(&self) -> &str {
        self.module.split('/').next().unwrap_or_default()
    }

    /// Whether the file is `module` or lies in its folder.
    fn is_in(&self, module: &str) -> bool {
        let inside = self.module.strip_prefix(module);
        inside.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// Whether the code names `name`, written as a path or inside braces.
    fn names(&self, name: &str) -> bool {
        self.code.match_indices(name).any(|(at, _)| {
            let part_of_word = |c: char| c.is_alphanumeric() || c == '_';
            let before = self
                .code
                .get(..at)
                .and_then(|code| code.chars().next_back());
            let after = self
                .code
                .get(at + name.len()..)
                .and_then(|code| code.chars().next());
            !before.is_some_and(part_of_word) && !after.is_some_and(part_of_word)
        })
    }

    /// The modules that stand directly below `crate::`, also in `crate::{…}`.
    fn uses(&self, module: &str) -> bool {
        let direct = self.names(&format!("crate::{module}"));
        let grouped = self.code.split("crate::{").skip(1).any(|group| {
            let group = group.split(';').next().unwrap_or_default();
            let mut depth = 0;
            let mut names = vec![String::new()];
            for c in group.chars() {
                match c {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    ',' if depth == 0 => names.push(String::new()),
                    c if depth == 0 => names.last_mut().expect("never empty").push(c),
                    _ => {}
                }
            }
            names
                .iter()
                .filter_map(|name| name.split("::").next())
                .any(|name| name.trim() == module)
        });
        direct || grouped
    }
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder can be read") {
            let path: PathBuf = entry.expect("the entry can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs")
                && !path.ends_with("tests.rs")
            {
                let inside = path.strip_prefix(&root).expect("inside the root");
                let module = inside
                    .with_extension("")
                    .to_string_lossy()
                    .replace('\\', "/");
                let text = fs::read_to_string(&path).expect("sources are text");
                sources.push(Source {
                    module,
                    code: code(&text),
                });
            }
        }
    }
    assert!(sources.len() > 20, "the sources are found");
    sources.sort_by(|a, b| a.module.cmp(&b.module));
    sources
}

/// A source without line comments and without its tests, which may name anything.
fn code(text: &str) -> String {
    let own = text
        .split("#[cfg(test)]\nmod tests {")
        .next()
        .unwrap_or_default();
    let lines = own
        .lines()
        .map(|line| line.split("//").next().unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn no_module_names_a_higher_one() {
    for source in sources() {
        let Some(own) = LAYERS.iter().position(|layer| *layer == source.layer()) else {
            assert!(
                ["lib", "main"].contains(&source.layer()),
                "{} is a new layer",
                source.module
            );
            continue;
        };
        let higher = LAYERS[own + 1..].iter().copied();
        let apart = APART.iter().filter(|(layer, _)| *layer == source.layer());
        for other in higher.chain(apart.flat_map(|(_, others)| others.iter().copied())) {
            assert!(!source.uses(other), "{} names {other}", source.module);
        }
    }
}

#[test]
fn only_keys_and_the_runtime_know_crossterm() {
    for source in sources().iter().filter(|source| source.names("crossterm")) {
        let may = ["config/key", "runtime", "cli"];
        assert!(
            may.iter().any(|module| source.is_in(module)),
            "{} names crossterm",
            source.module
        );
    }
}

#[test]
fn only_the_screen_draws_and_only_the_theme_knows_styles() {
    for source in sources() {
        for (part, may) in [
            ("ratatui::widgets", &["ui"][..]),
            ("ratatui::text", &["ui"]),
            ("ratatui::style", &["ui", "config/theme"]),
            ("ratatui::buffer", &["ui"]),
            ("ratatui::prelude", &[]),
        ] {
            let allowed = may.iter().any(|module| source.is_in(module));
            assert!(
                allowed || !source.names(part),
                "{} names {part}",
                source.module
            );
        }
    }
}

#[test]
fn only_the_theme_names_a_colour() {
    for source in sources()
        .iter()
        .filter(|source| !source.is_in("config/theme"))
    {
        assert!(!source.names("Color"), "{} names a colour", source.module);
    }
}

#[test]
fn the_app_uses_ratatui_for_geometry_only() {
    for source in sources().iter().filter(|source| source.is_in("app")) {
        let all = source.code.matches("ratatui").count();
        let geometry = source.code.matches("ratatui::layout").count();
        assert_eq!(
            all, geometry,
            "{} uses more of ratatui than layout",
            source.module
        );
    }
}

#[test]
fn only_the_edges_print_or_touch_the_disk() {
    for source in sources() {
        let edge = ["cli", "runtime", "corpus/load"]
            .iter()
            .any(|module| source.is_in(module));
        for name in [
            "std::fs",
            "std::io::stdout",
            "std::io::stderr",
            "std::env::var",
            "SystemTime",
        ] {
            assert!(
                edge || !source.names(name),
                "{} names {name}",
                source.module
            );
        }
    }
}
