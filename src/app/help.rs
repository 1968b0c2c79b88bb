//! The help: every action with its keys, filtered as one types, and run from there.

use tui_input::{Input, InputRequest};

use super::{App, Overlay};
use crate::config::action::Action;
use crate::config::keymap::{Context, Keymap};
use crate::text::fold::fold;

/// A line of the help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The keys, as they are printed.
    pub keys: String,
    /// What they do.
    pub action: Action,
}

/// The help that is open.
#[derive(Debug, Clone)]
pub struct Help {
    /// Where the keys hold.
    pub context: Context,
    /// What was typed to filter it.
    pub input: Input,
    /// The lines that pass the filter, in the order of the table of actions.
    pub entries: Vec<Entry>,
    /// The selected line.
    pub at: usize,
}

impl Help {
    fn new(context: Context, keys: &Keymap) -> Self {
        let mut help = Self {
            context,
            input: Input::default(),
            entries: Vec::new(),
            at: 0,
        };
        help.filter(keys);
        help
    }

    /// Moves the selection; stops at both ends.
    pub fn move_by(&mut self, rows: isize) {
        self.at = self
            .at
            .saturating_add_signed(rows)
            .min(self.entries.len().saturating_sub(1));
    }

    fn filter(&mut self, keys: &Keymap) {
        let words = fold(self.input.value());
        let passes = |entry: &Entry| {
            let text = fold(&format!(
                "{} {} {}",
                entry.action.name(),
                entry.action.help(),
                entry.action.group()
            ));
            words.split_whitespace().all(|word| text.contains(word))
                || entry.keys.split(' ').any(|key| key == self.input.value())
        };
        let entries = Action::ALL
            .iter()
            .map(|action| entry(*action, self.context, keys));
        self.entries = entries
            .filter(|entry| !entry.keys.is_empty())
            .filter(passes)
            .collect();
        self.at = self.at.min(self.entries.len().saturating_sub(1));
    }
}

fn entry(action: Action, context: Context, keys: &Keymap) -> Entry {
    Entry {
        keys: keys.keys_of(action, context).join(" "),
        action,
    }
}

impl App {
    /// Opens the help for what has the focus.
    pub(super) fn help(&mut self) {
        if self.prompt.is_some() {
            self.leave_prompt();
        }
        let context = self.context();
        self.overlay = Some(Overlay::Help(Help::new(context, &self.config.keys)));
    }

    /// Does what the selected line of the help says.
    pub(super) fn run_from_help(&mut self, help: &Help) {
        let selected = help.entries.get(help.at).map(|entry| entry.action);
        if help.context.types() {
            return;
        }
        if let Some(action) = selected {
            self.perform(action);
        }
    }

    pub(super) fn type_in_help(&mut self, requests: &[InputRequest]) {
        let Some(Overlay::Help(help)) = &mut self.overlay else {
            return;
        };
        requests
            .iter()
            .for_each(|request| _ = help.input.handle(*request));
        help.filter(&self.config.keys);
    }
}
