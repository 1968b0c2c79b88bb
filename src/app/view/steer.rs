//! What keys and the mouse do in a view.

use super::{Choice, Item, Side, View, nearest};
use crate::app::links::Target;
use crate::app::prompt::{Prompt, PromptKind};
use crate::app::{App, Mouse, MouseKind};
use crate::corpus::Place;
use crate::link::EntityId;

/// Rows that one step of the wheel goes.
const WHEEL: isize = 3;

impl View {
    /// Moves the cursor of the part that has it; where no row can be chosen, scrolls.
    fn move_by(&mut self, rows: isize) {
        match self.side {
            Side::Rows => {
                let stops = |at: &usize| self.items.get(*at).is_some_and(|item| item.leads());
                self.at = step(self.at, self.items.len(), rows, stops);
            }
            Side::Detail => {
                let leads =
                    |at: &usize| self.detail.get(*at).is_some_and(|row| row.target.is_some());
                self.detail_at = step(self.detail_at, self.detail.len(), rows, leads);
            }
        }
    }

    /// The sentence to which the selected row leads.
    pub(super) fn place_at_hand(&self) -> Option<Place> {
        match (self.side, self.selected(), self.detail_target()) {
            (Side::Detail, _, Some(Target::Place(place))) => Some(place),
            (_, Some(Item::Place(place)), _) => Some(place),
            _ => None,
        }
    }

    /// The name that the selected row stands for.
    pub(super) fn name_at_hand(&self) -> Option<EntityId> {
        match (self.side, self.selected(), self.detail_target()) {
            (Side::Detail, _, Some(Target::Entity(name))) => Some(name),
            (_, Some(Item::Name(name) | Item::Speaker(name)), _) => Some(name),
            _ => self.name,
        }
    }
}

/// The row `rows` further on at which the cursor stops, the next one where that is beyond the last.
fn step(at: usize, len: usize, rows: isize, stops: impl Fn(&usize) -> bool) -> usize {
    let last = len.saturating_sub(1);
    let aim = at.saturating_add_signed(rows).min(last);
    let found = if rows > 0 {
        (aim..len)
            .find(&stops)
            .or_else(|| (at..aim).rev().find(&stops))
    } else {
        (0..=aim)
            .rev()
            .find(&stops)
            .or_else(|| (aim..at).find(&stops))
    };
    // Lines beyond the last row that can be chosen are reached by scrolling.
    match found {
        Some(found) if found != at => found,
        _ => aim,
    }
}

impl App {
    /// Moves the cursor of the view; says whether there is one.
    pub(in crate::app) fn move_view(&mut self, rows: isize) -> bool {
        let Some(view) = self.views.last_mut() else {
            return false;
        };
        view.move_by(rows);
        true
    }

    /// Moves by a part of a page; the part is one divided by `part`.
    pub(in crate::app) fn page_view(&mut self, pages: isize, part: isize) -> bool {
        let Some(side) = self.view().map(|view| view.side) else {
            return false;
        };
        let height = isize::try_from(self.view_area().of(side).height).unwrap_or(1);
        self.move_view(pages * ((height - 1) / part).max(1))
    }

    /// Goes to the other part of the view.
    pub(in crate::app) fn switch_side(&mut self) {
        let side = match self.view().map(|view| view.side) {
            Some(Side::Rows) => Side::Detail,
            Some(Side::Detail) | None => Side::Rows,
        };
        self.set_side(side);
    }

    fn set_side(&mut self, side: Side) {
        let Some(view) = self.views.last_mut() else {
            return;
        };
        if view.selected().is_some() || side == Side::Rows {
            view.side = side;
        }
    }

    /// Goes to the rows, and from there out of the view.
    pub(in crate::app) fn left_in_view(&mut self) {
        match self.view().map(|view| view.side) {
            Some(Side::Detail) => self.set_side(Side::Rows),
            Some(Side::Rows) | None => self.close_view(),
        }
    }

    /// Goes to what is said about the selected row, and from there where it leads.
    pub(in crate::app) fn right_in_view(&mut self) {
        match self.view().map(|view| view.side) {
            Some(Side::Rows) => self.set_side(Side::Detail),
            Some(Side::Detail) | None => self.follow_in_view(),
        }
    }

    /// Goes where the selected row leads: into what is said about it, or into the text.
    pub(in crate::app) fn follow_in_view(&mut self) {
        let Some(view) = self.view() else { return };
        match (view.side, view.selected(), view.detail_target()) {
            (Side::Rows, Some(Item::Place(place)), _) => self.leave_view_for(place),
            (Side::Rows, Some(Item::Speaker(speaker)), _) => self.open_ledger_of(speaker),
            (Side::Rows, Some(Item::Said(quote, _)), _)
                if self.corpus.quote(quote).mentions.len() == 1 =>
            {
                let only = self.corpus.places_of_quote(quote).next();
                only.into_iter()
                    .for_each(|place| self.leave_view_for(place));
            }
            (Side::Rows, Some(_), _) => self.set_side(Side::Detail),
            (Side::Detail, _, Some(Target::Place(place))) => self.leave_view_for(place),
            (Side::Detail, _, Some(target)) => self.follow_target(target),
            (Side::Rows, None, _) | (Side::Detail, _, None) => self.say("this row leads nowhere"),
        }
    }

    /// Goes to a sentence of an article, with the name highlighted of which the view speaks.
    fn leave_view_for(&mut self, place: Place) {
        let name = self.view().and_then(View::name_at_hand);
        self.jump(place);
        if let Some(name) = name {
            self.choose_name(name);
        }
    }

    /// Starts typing words that rows must have.
    pub(in crate::app) fn start_view_filter(&mut self) {
        let Some(view) = self.view() else { return };
        let before = view.choice.filter.clone();
        self.set_side(Side::Rows);
        self.prompt = Some(Prompt {
            kind: PromptKind::View(before),
            input: tui_input::Input::default(),
        });
    }

    /// Shows only the rows of the view that have the words.
    pub(in crate::app) fn filter_view(&mut self, filter: String) {
        self.change_choice(|choice| choice.filter = filter);
    }

    /// Shows the next kind of rows; after the last all.
    pub(in crate::app) fn next_kind(&mut self) {
        let Some(kinds) = self.view().map(|view| view.topic.kinds()) else {
            return;
        };
        if kinds.len() < 2 {
            return self.say("there is one kind of rows here; / shows those with certain words");
        }
        self.change_choice(|choice| choice.kind = (choice.kind + 1) % kinds.len());
        let kind = self.view().and_then(|view| kinds.get(view.choice.kind));
        self.say(format!("shown: {}", kind.copied().unwrap_or_default()));
    }

    /// Shows the rows in the next order.
    pub(in crate::app) fn next_order(&mut self) {
        let Some(orders) = self.view().map(|view| view.topic.orders()) else {
            return;
        };
        if orders.len() < 2 {
            return self.say(format!("the order is always {}", orders.concat()));
        }
        self.change_choice(|choice| choice.order = (choice.order + 1) % orders.len());
        let order = self.view().and_then(|view| orders.get(view.choice.order));
        self.say(format!("order: {}", order.copied().unwrap_or_default()));
    }

    fn change_choice(&mut self, change: impl FnOnce(&mut Choice)) {
        let corpus = std::sync::Arc::clone(&self.corpus);
        let Some(view) = self.views.last_mut() else {
            return;
        };
        let anchor = view.selected().and_then(|item| item.anchor(&corpus));
        // The number of a row says nothing among other rows.
        view.at = 0;
        change(&mut view.choice);
        view.fill(&corpus, anchor.as_ref());
    }

    /// Takes what the mouse did in a view.
    pub(in crate::app) fn point_in_view(&mut self, mouse: Mouse) {
        let area = self.view_area();
        let Some(side) = area.side_at(mouse.column, mouse.row) else {
            return;
        };
        let line = usize::from(mouse.row - area.of(side).y);
        let Some(view) = self.views.last_mut() else {
            return;
        };
        match mouse.kind {
            MouseKind::Click => self.click_in_view(side, line),
            MouseKind::WheelDown | MouseKind::WheelUp => {
                let down = mouse.kind == MouseKind::WheelDown;
                let before = std::mem::replace(&mut view.side, side);
                view.move_by(if down { WHEEL } else { -WHEEL });
                view.side = before;
            }
        }
    }

    /// A click selects; a second one on the same row follows it.
    fn click_in_view(&mut self, side: Side, line: usize) {
        let Some(view) = self.views.last_mut() else {
            return;
        };
        let had_it = std::mem::replace(&mut view.side, side) == side;
        let again = match side {
            Side::Rows => {
                let at = view.top + line;
                if view.items.get(at).is_none_or(|item| !item.leads()) {
                    return;
                }
                std::mem::replace(&mut view.at, at) == at
            }
            Side::Detail => {
                let at = view.detail_top + line;
                if view.detail.get(at).is_none_or(|row| row.target.is_none()) {
                    return;
                }
                std::mem::replace(&mut view.detail_at, at) == at
            }
        };
        if had_it && again {
            self.follow_in_view();
        }
    }

    /// Goes to the first or the last row of the part that has the cursor.
    pub(in crate::app) fn end_of_view(&mut self, bottom: bool) -> bool {
        let Some(view) = self.views.last_mut() else {
            return false;
        };
        match view.side {
            Side::Rows => {
                let end = if bottom { view.items.len() } else { 0 };
                view.at = nearest(&view.items, end, Item::leads);
            }
            Side::Detail => {
                view.detail_at = if bottom {
                    view.detail.len().saturating_sub(1)
                } else {
                    0
                }
            }
        }
        true
    }
}
