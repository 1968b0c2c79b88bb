//! Draws the two lines at the bottom: where one is, and which keys matter.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Pen, panes};
use crate::app::layout::Layout;
use crate::app::prompt::{Prompt, PromptKind};
use crate::app::view::View;
use crate::app::{App, Overlay, Stage};
use crate::config::action::Action;
use crate::config::keymap::{Context, Lookup};
use crate::config::theme::Role;
use crate::corpus::Sign;
use crate::text::wrap;

/// Draws both lines; returns where the cursor is when something is typed there.
pub(super) fn draw(app: &App, buffer: &mut Buffer, layout: &Layout) -> Option<Position> {
    let mut cursor = None;
    if !layout.status.is_empty() {
        cursor = status(app, buffer, layout);
    } else if let (Some(prompt), false) = (&app.prompt, layout.hint.is_empty()) {
        return Some(typed(app, buffer, layout.hint, prompt));
    }
    if !layout.hint.is_empty() {
        hints(app, buffer, layout.hint);
    }
    cursor
}

fn status(app: &App, buffer: &mut Buffer, layout: &Layout) -> Option<Position> {
    let area = layout.status;
    panes::rule(app, buffer, area, Role::Border);
    let area_of_view = app.view().map(|_| app.view_area().rule);
    let separators: Vec<u16> = match area_of_view {
        Some(rule) => (rule.width == 1).then_some(rule.x).into_iter().collect(),
        None => panes::separators(layout).collect(),
    };
    for x in separators {
        buffer.set_string(
            x,
            area.y,
            app.glyphs().tee_up,
            app.config.theme.style(Role::Border),
        );
    }
    if let Some(prompt) = &app.prompt {
        return Some(typed(app, buffer, area, prompt));
    }
    let right = progress(app);
    let width = right
        .iter()
        .map(|(words, _)| wrap::width(words))
        .sum::<usize>()
        + 4;
    let left = usize::from(area.width).saturating_sub(width);
    let (words, role) = match &app.message {
        Some(message) => (
            message.text.clone(),
            if message.warning {
                Role::Warning
            } else {
                Role::Status
            },
        ),
        None => (whereabouts(app), Role::Status),
    };
    // A message may cover the counts: it goes with the next key, they stay.
    let room = if app.message.is_some() {
        usize::from(area.width).saturating_sub(4)
    } else {
        left.saturating_sub(4)
    };
    let fits = wrap::width(&words) <= left.saturating_sub(4);
    let words = wrap::cut(&words, room, app.glyphs().ellipsis).into_owned();
    let mut pen = Pen::new(app, buffer, area);
    pen.space(1);
    if !words.is_empty() {
        pen.words(&format!(" {words} "), role);
    }
    if (app.message.is_none() || fits) && left > 0 && !right.is_empty() {
        let mut pen = Pen::new(app, buffer, area);
        pen.right(width).words(" ", Role::Status);
        right
            .into_iter()
            .for_each(|(words, role)| _ = pen.words(&words, role));
        pen.words(" ", Role::Status);
    }
    None
}

/// `Harbour Bridge ▸ Metro Wire ▸ ¶3`
fn whereabouts(app: &App) -> String {
    if let Some(view) = app.view() {
        return order_of(view);
    }
    let Some(place) = app.place() else {
        return String::new();
    };
    let glyphs = app.glyphs();
    let story = app
        .corpus
        .story_of(place.article)
        .filter(|story| app.corpus.story(*story).articles.len() > 1);
    let story = story.map(|story| crate::app::list::label_of_story(&app.corpus, story));
    let parts = [
        story,
        Some(app.corpus.article(place.article).name()),
        Some(format!(
            "{}{}",
            glyphs.paragraph,
            app.corpus.paragraph_number(place)
        )),
    ];
    parts
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(&format!(" {} ", glyphs.folded))
}

/// In which order the rows of a view stand.
fn order_of(view: &View) -> String {
    let order = view.topic.orders().get(view.choice.order);
    order.copied().unwrap_or_default().to_owned()
}

/// `≠2 "3 =3 ◆1 · new 5 of 19`, or how far the work has come.
fn progress(app: &App) -> Vec<(String, Role)> {
    match app.stage {
        Stage::Reading { of: 0, .. } => vec![("reading…".to_owned(), Role::Dim)],
        Stage::Reading { done, of } => vec![(format!("reading {done} of {of}"), Role::Dim)],
        Stage::Linking => vec![("comparing…".to_owned(), Role::Dim)],
        Stage::Ready => counts(app),
    }
}

fn counts(app: &App) -> Vec<(String, Role)> {
    if app.view().is_some() {
        return Vec::new();
    }
    let Some(reading) = &app.open else {
        return Vec::new();
    };
    let glyphs = app.glyphs();
    let count = |wanted: fn(&Sign) -> bool| {
        reading
            .signs
            .iter()
            .flatten()
            .filter(|sign| wanted(sign))
            .count()
    };
    let signs = [
        (
            glyphs.differs,
            count(|sign| matches!(sign, Sign::Differs(_))),
            Role::Contradiction,
        ),
        (
            glyphs.quote,
            count(|sign| matches!(sign, Sign::Quote(_))),
            Role::Quote,
        ),
        (
            glyphs.shared,
            count(|sign| matches!(sign, Sign::Claim(_))),
            Role::Claim,
        ),
        (
            glyphs.only_here,
            count(|sign| matches!(sign, Sign::OnlyHere)),
            Role::OnlyHere,
        ),
    ];
    let mut parts: Vec<(String, Role)> = Vec::new();
    for (sign, count, role) in signs.into_iter().filter(|(_, count, _)| *count > 0) {
        parts.push((format!("{sign}{count} "), role));
    }
    let fresh = app.known.fresh(&app.corpus, reading.article);
    let dot = if parts.is_empty() {
        String::new()
    } else {
        format!("{} ", glyphs.dot)
    };
    parts.push((
        format!("{dot}new {} of {}", fresh.new, fresh.of),
        Role::Status,
    ));
    parts
}

/// The line that is being typed.
fn typed(app: &App, buffer: &mut Buffer, area: Rect, prompt: &Prompt) -> Position {
    let (label, right) = match &prompt.kind {
        PromptKind::Search(..) => (
            "/",
            app.search
                .as_ref()
                .map(|s| format!(" {} hits ", s.hits.len()))
                .unwrap_or_default(),
        ),
        PromptKind::Filter(_) => (
            "filter: ",
            format!(" {} articles ", app.list.articles().count()),
        ),
        PromptKind::View(_) => (
            "/",
            app.view()
                .map(|view| format!(" {} rows ", view.number().1))
                .unwrap_or_default(),
        ),
    };
    let mut pen = Pen::new(app, buffer, area);
    pen.words(" ", Role::Status).words(label, Role::HintKey);
    let cursor = line_of_input(&mut pen, &prompt.input, wrap::width(&right) + 1);
    pen.space(1);
    let width = wrap::width(&right);
    if pen.room() > width {
        pen.right(width + 1).words(&right, Role::Dim);
    }
    cursor
}

/// Writes what was typed, scrolled so that the cursor is visible; returns where the cursor is.
pub(super) fn line_of_input(pen: &mut Pen<'_>, input: &tui_input::Input, keep: usize) -> Position {
    let room = pen.room().saturating_sub(keep).max(1);
    let before: String = input.value().chars().take(input.cursor()).collect();
    let shown = wrap::suffix(&before, room.saturating_sub(1)).to_owned();
    let after: String = input.value().chars().skip(input.cursor()).collect();
    pen.words(&shown, Role::Text);
    let cursor = pen.position();
    let after = wrap::prefix(&after, room.saturating_sub(wrap::width(&shown))).to_owned();
    pen.words(&after, Role::Text);
    cursor
}

fn hints(app: &App, buffer: &mut Buffer, area: Rect) {
    if !app.pending.is_empty() {
        return menu(app, buffer, area);
    }
    if !app.config.ui.hints {
        return;
    }
    let context = app.context();
    let mut pen = Pen::new(app, buffer, area);
    pen.space(1);
    for (action, words) in offered(app, context) {
        let Some(key) = app.config.keys.key_of(*action, context) else {
            continue;
        };
        let width = wrap::width(&key) + wrap::width(words) + 3;
        if width > pen.room() {
            break;
        }
        pen.words(&key, Role::HintKey)
            .words(&format!(" {words}  "), Role::Hint);
    }
}

/// What the hint line offers: the few keys that matter most where one is.
fn offered(app: &App, context: Context) -> &'static [(Action, &'static str)] {
    if app.prompt.is_some() {
        return &[
            (Action::Follow, "take it"),
            (Action::Cancel, "leave"),
            (Action::FinderClear, "clear"),
        ];
    }
    match (&app.overlay, context) {
        (Some(Overlay::Finder(_)), _) => &[
            (Action::Follow, "open"),
            (Action::FinderKindNext, "kind"),
            (Action::FinderMatching, "exact or fuzzy"),
            (Action::FinderPreview, "preview"),
            (Action::Cancel, "close"),
        ],
        (Some(Overlay::Help(_)), _) => &[(Action::Follow, "run it"), (Action::Cancel, "close")],
        (Some(Overlay::Places(_)), _) => &[
            (Action::Follow, "go there"),
            (Action::Down, "next"),
            (Action::Cancel, "close"),
        ],
        (Some(Overlay::Peek(_)), _) => &[
            (Action::Follow, "go there"),
            (Action::Peek, "next"),
            (Action::Cancel, "close"),
        ],
        (None, Context::View) => &[
            (Action::Follow, "go there"),
            (Action::PaneNext, "other part"),
            (Action::Search, "words"),
            (Action::Filter, "kind"),
            (Action::Sort, "order"),
            (Action::SearchNameUnderCursor, "all uses"),
            (Action::Cancel, "close"),
            (Action::Help, "help"),
        ],
        (None, Context::List) => &[
            (Action::Follow, "open"),
            (Action::ToggleRead, "read"),
            (Action::Filter, "filter"),
            (Action::Sort, "sort"),
            (Action::PaneList, "group"),
            (Action::Fold, "fold"),
            (Action::FindAll, "find"),
            (Action::Help, "help"),
        ],
        (None, Context::Links) => &[
            (Action::Follow, "go there"),
            (Action::PaneLinks, "quotes, claims, names"),
            (Action::Pin, "pin"),
            (Action::HistoryBack, "back"),
            (Action::Help, "help"),
        ],
        (None, _) => &[
            (Action::HighlightNext, "next highlight"),
            (Action::Follow, "counterpart"),
            (Action::HistoryBack, "back"),
            (Action::Peek, "peek"),
            (Action::FindAll, "find"),
            (Action::ReadOn, "read on"),
            (Action::Help, "help"),
            (Action::CopyWithCitation, "copy"),
            (Action::Zen, "text only"),
        ],
    }
}

/// What may follow the keys that were pressed.
fn menu(app: &App, buffer: &mut Buffer, area: Rect) {
    let keys = &app.config.keys;
    let Lookup::Prefix(ways) = keys.lookup(app.context(), &app.pending) else {
        return;
    };
    let mut pen = Pen::new(app, buffer, area);
    pen.space(1)
        .words(&keys.label(&app.pending), Role::HintKey)
        .words(" … ", Role::Hint);
    for way in ways {
        let Some(action) = way.actions.first() else {
            continue;
        };
        let (key, words) = (keys.label(way.keys), action.name().replace('_', " "));
        if wrap::width(&key) + wrap::width(&words) + 3 > pen.room() {
            pen.words(app.glyphs().ellipsis, Role::Hint);
            break;
        }
        pen.words(&key, Role::HintKey)
            .words(&format!(" {words}  "), Role::Hint);
    }
}
