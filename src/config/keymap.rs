//! Which keys do what, and where.

mod read;

use std::collections::BTreeMap;

use super::action::Action;
use super::key::{self, Key};

/// Where a key is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Context {
    /// Wherever no text is being typed; every other context but the finder overrides it.
    All,
    /// The list of articles.
    List,
    /// The text.
    Read,
    /// What the other articles say.
    Links,
    /// Any line in which text is typed. What is bound in `all` does not hold here.
    Finder,
    /// A view over the main screen.
    View,
    /// The help.
    Help,
    /// Any other list or text that is open on top.
    Popup,
}

impl Context {
    /// All contexts, in the order of the help.
    pub const ALL: &[Self] = &[
        Self::All,
        Self::List,
        Self::Read,
        Self::Links,
        Self::View,
        Self::Finder,
        Self::Help,
        Self::Popup,
    ];

    /// The name in `config.toml`.
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::List => "list",
            Self::Read => "read",
            Self::Links => "links",
            Self::View => "view",
            Self::Finder => "finder",
            Self::Help => "help",
            Self::Popup => "popup",
        }
    }

    /// Where the context's keys hold, for people.
    pub fn title(self) -> &'static str {
        match self {
            Self::All => "Everywhere",
            Self::List => "Articles",
            Self::Read => "Text",
            Self::Links => "What the others say",
            Self::View => "View",
            Self::Finder => "Finder",
            Self::Help => "Help",
            Self::Popup => "On top",
        }
    }

    /// Whether characters are typed here.
    pub fn types(self) -> bool {
        self == Self::Finder
    }

    /// The context of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|context| context.name() == name)
    }
}

/// A sequence of keys and what it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// The keys, one after the other; never empty.
    pub keys: Vec<Key>,
    /// What they do, in order; nothing where the sequence was taken away with `"none"`.
    pub actions: Vec<Action>,
}

impl Binding {
    /// Whether both cannot hold in one context: the keys of one start with those of the other.
    fn clashes(&self, other: &Self) -> bool {
        // Taking `g g` away leaves an own meaning of `g` alone; taking `g` away takes all that starts with it.
        let longer = !other.actions.is_empty() && other.keys.starts_with(&self.keys);
        let shorter = !self.actions.is_empty() && self.keys.starts_with(&other.keys);
        longer || shorter
    }
}

/// What the keys pressed so far mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lookup<'a> {
    /// They do this.
    Bound(&'a [Action]),
    /// They begin one or more sequences.
    Prefix(Vec<Continuation<'a>>),
    /// They mean nothing here.
    Unbound,
}

/// One way to go on with a sequence that has begun; the menu that is shown lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Continuation<'a> {
    /// The keys that are missing; never empty.
    pub keys: &'a [Key],
    /// What the whole sequence does; never empty.
    pub actions: &'a [Action],
}

/// Contexts with their sequences, as `[keys.*]` of one file gives them or as they hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Keymap {
    /// What each context says itself, in the order of the file.
    own: BTreeMap<Context, Vec<Binding>>,
    /// What holds in each context: its own sequences before those of `all`.
    effective: BTreeMap<Context, Vec<Binding>>,
    ascii: bool,
}

impl Keymap {
    /// Returns what the keys pressed so far mean in `context`.
    ///
    /// Where text is typed, a key that types a character means nothing: it is typed.
    pub fn lookup(&self, context: Context, pressed: &[Key]) -> Lookup<'_> {
        if context.types() && pressed.iter().any(|key| key.character().is_some()) {
            return Lookup::Unbound;
        }
        let bindings = self.bindings(context);
        if let Some(binding) = bindings.iter().find(|binding| binding.keys == pressed) {
            return Lookup::Bound(&binding.actions);
        }
        let continuations: Vec<Continuation> = bindings
            .iter()
            .filter_map(|binding| {
                Some(Continuation {
                    keys: binding.keys.strip_prefix(pressed)?,
                    actions: &binding.actions,
                })
            })
            .collect();
        if pressed.is_empty() || continuations.is_empty() {
            Lookup::Unbound
        } else {
            Lookup::Prefix(continuations)
        }
    }

    /// Everything that is bound in `context`, with what it has from `all`, in the order of the files.
    pub fn bindings(&self, context: Context) -> &[Binding] {
        self.effective.get(&context).map_or(&[], Vec::as_slice)
    }

    /// What `context` binds itself, without what it has from `all`.
    pub fn own_bindings(&self, context: Context) -> impl Iterator<Item = &Binding> {
        self.own
            .get(&context)
            .into_iter()
            .flatten()
            .filter(|binding| !binding.actions.is_empty())
    }

    /// The keys that do `action` alone in `context`, printed as hints and help show them: `⏎`, `]q`, `^D`.
    pub fn keys_of(&self, action: Action, context: Context) -> Vec<String> {
        self.bindings(context)
            .iter()
            .filter(|binding| binding.actions == [action])
            .map(|binding| self.label(&binding.keys))
            .collect()
    }

    /// The first key that does `action` in `context`, printed: what a hint shows.
    pub fn key_of(&self, action: Action, context: Context) -> Option<String> {
        self.bindings(context)
            .iter()
            .find(|binding| binding.actions == [action])
            .map(|binding| self.label(&binding.keys))
    }

    /// A sequence as hints and help show it.
    pub fn label(&self, keys: &[Key]) -> String {
        key::label(keys, self.ascii)
    }

    /// Prints keys without characters beyond ASCII from now on, or with them.
    pub fn set_ascii(&mut self, ascii: bool) {
        self.ascii = ascii;
    }

    /// This key map with another laid over it: what the other binds replaces what clashes with it in the same context.
    #[must_use]
    pub fn overlaid(mut self, over: &Self) -> Self {
        for (context, bindings) in &over.own {
            let own = self.own.entry(*context).or_default();
            own.retain(|below| !bindings.iter().any(|above| above.clashes(below)));
            own.retain(|below| !bindings.iter().any(|above| above.keys == below.keys));
            own.extend(bindings.iter().cloned());
        }
        self.resolve();
        self
    }

    /// Works out what holds in each context.
    fn resolve(&mut self) {
        let all = self.own.get(&Context::All).map_or(&[][..], Vec::as_slice);
        let mut effective = BTreeMap::new();
        for context in Context::ALL {
            let own = self.own.get(context).map_or(&[][..], Vec::as_slice);
            let inherited = all.iter().filter(|binding| {
                *context != Context::All
                    && !context.types()
                    && !own.iter().any(|above| above.clashes(binding))
            });
            let bindings = own
                .iter()
                .chain(inherited)
                .filter(|binding| !binding.actions.is_empty());
            effective.insert(*context, bindings.cloned().collect());
        }
        self.effective = effective;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn keymap(text: &str) -> Keymap {
        toml::from_str(text).expect(text)
    }

    fn keys(text: &str) -> Vec<Key> {
        Key::sequence(text).expect(text)
    }

    #[test]
    fn a_sequence_is_found_when_it_is_complete_and_listed_before() {
        let map = keymap("[all]\n'g g' = 'top'\n'g o' = 'history_list'\nj = 'down'");
        assert_eq!(
            map.lookup(Context::Read, &keys("g g")),
            Lookup::Bound(&[Action::Top])
        );
        let Lookup::Prefix(menu) = map.lookup(Context::Read, &keys("g")) else {
            panic!("g begins sequences");
        };
        let menu: Vec<_> = menu
            .iter()
            .map(|way| (key::print(way.keys), way.actions[0]))
            .collect();
        assert_eq!(
            menu,
            [
                ("g".to_owned(), Action::Top),
                ("o".to_owned(), Action::HistoryList)
            ]
        );
        assert_eq!(map.lookup(Context::Read, &keys("g z")), Lookup::Unbound);
        assert_eq!(map.lookup(Context::Read, &[]), Lookup::Unbound);
    }

    #[test]
    fn a_context_overrides_all() {
        let map = keymap("[all]\nx = 'down'\nj = 'down'\n[list]\nx = 'up'");
        let bound = |context, text| match map.lookup(context, &keys(text)) {
            Lookup::Bound(actions) => actions.to_vec(),
            _ => Vec::new(),
        };
        assert_eq!(bound(Context::List, "x"), [Action::Up]);
        assert_eq!(bound(Context::List, "j"), [Action::Down]);
        assert_eq!(bound(Context::Read, "x"), [Action::Down]);
    }

    #[test]
    fn none_takes_a_binding_away() {
        let map = keymap("[all]\nx = 'down'\n[list]\nx = 'none'");
        assert_eq!(map.lookup(Context::List, &keys("x")), Lookup::Unbound);
        let over = keymap("[all]\ng = 'none'");
        let map = keymap("[all]\n'g g' = 'top'\nj = 'down'").overlaid(&over);
        assert_eq!(map.lookup(Context::Read, &keys("g g")), Lookup::Unbound);
        assert_ne!(map.lookup(Context::Read, &keys("j")), Lookup::Unbound);
    }

    #[test]
    fn an_own_key_replaces_the_sequences_that_start_with_it() {
        let over = keymap("[all]\ng = 'bottom'");
        let map = keymap("[all]\n'g g' = 'top'").overlaid(&over);
        assert_eq!(
            map.lookup(Context::Read, &keys("g")),
            Lookup::Bound(&[Action::Bottom])
        );
    }

    #[test]
    fn characters_are_typed_in_the_finder_whatever_is_bound() {
        let map = keymap("[all]\nesc = 'close'\n[finder]\nj = 'finder_down'\nesc = 'cancel'");
        assert_eq!(map.lookup(Context::Finder, &keys("j")), Lookup::Unbound);
        assert_eq!(
            map.lookup(Context::Finder, &keys("esc")),
            Lookup::Bound(&[Action::Cancel])
        );
    }

    #[test]
    fn a_prefix_of_another_binding_is_refused() {
        let error =
            toml::from_str::<Keymap>("[all]\n'g g' = 'top'\ng = 'bottom'").expect_err("clash");
        assert!(error.message().contains("cannot both be bound"), "{error}");
    }

    #[test]
    fn a_key_may_do_several_things_in_order() {
        let map = keymap("[all]\nr = ['toggle_read', 'article_next']");
        assert_eq!(
            map.lookup(Context::List, &keys("r")),
            Lookup::Bound(&[Action::ToggleRead, Action::ArticleNext])
        );
    }

    #[test]
    fn keys_are_listed_in_the_order_of_the_file() {
        let map = keymap("[all]\nl = 'right'\nright = 'right'\nenter = 'follow'");
        assert_eq!(map.keys_of(Action::Right, Context::Read), ["l", "→"]);
        assert_eq!(
            map.key_of(Action::Follow, Context::Read).as_deref(),
            Some("⏎")
        );
    }

    /// A file that binds and unbinds a few keys in any context, often in each other's way.
    fn any_file() -> impl Strategy<Value = String> {
        let context = prop::sample::select(Context::ALL);
        let key = || prop::sample::select(&["g", "f", "x", "j", "C-d", "esc", "] "][..]);
        let action = prop::sample::select(&["'top'", "'none'", "['quit', 'help']"][..]);
        let binding = (prop::collection::vec(key(), 1..3), action);
        let table = prop::collection::btree_map(
            context,
            prop::collection::vec(binding, 0..5),
            0..Context::ALL.len(),
        );
        table.prop_map(|tables| {
            let tables = tables.into_iter().map(|(context, bindings)| {
                let lines = bindings
                    .into_iter()
                    .map(|(keys, action)| format!("'{}' = {action}\n", keys.join(" ")));
                format!("[{}]\n{}", context.name(), lines.collect::<String>())
            });
            tables.collect()
        })
    }

    proptest! {
        #[test]
        fn whatever_is_laid_over_no_binding_is_the_start_of_another(file in any_file()) {
            // A file with two meanings for one key is refused, which is tried above.
            let Ok(user) = toml::from_str::<Keymap>(&file) else {
                return Ok(());
            };
            let map = crate::config::File::embedded().keys.overlaid(&user);
            prop_assert_eq!(&map.clone().overlaid(&user), &map);
            for context in Context::ALL {
                let bindings = map.bindings(*context);
                for (index, one) in bindings.iter().enumerate() {
                    for other in &bindings[index + 1..] {
                        let apart = !one.keys.starts_with(&other.keys)
                            && !other.keys.starts_with(&one.keys);
                        prop_assert!(apart, "{one:?} {other:?} in {}", context.name());
                    }
                }
            }
            for (context, bindings) in &user.own {
                for taken in bindings.iter().filter(|binding| binding.actions.is_empty()) {
                    let again = map.own_bindings(*context).any(|own| own.keys.starts_with(&taken.keys));
                    let found = map.lookup(*context, &taken.keys);
                    prop_assert!(again || found == Lookup::Unbound, "{taken:?} is taken away");
                }
            }
        }
    }
}
