//! Draws the list of articles: only the rows that are visible.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Pen, row};
use crate::app::known::Fresh;
use crate::app::list::Row;
use crate::app::{App, Pane, Stage, when};
use crate::article::ArticleId;
use crate::config::theme::Role;
use crate::text::wrap;

/// The width from which dates are written out.
const WIDE: u16 = 30;
/// Signs of a bar.
const BAR: usize = 5;

/// Draws the rows that are visible, and what was read of the story where there is room below them.
pub(super) fn draw(app: &App, buffer: &mut Buffer, area: Rect) {
    let mut line = 0;
    for (at, entry) in app.list.rows.iter().enumerate().skip(app.list.top) {
        if line >= usize::from(area.height) {
            return;
        }
        match entry {
            Row::Group(group) => head(app, buffer, row(area, line), *group, at),
            Row::Article(article) => {
                first_line(app, buffer, row(area, line), *article, at);
                second_line(app, buffer, row(area, line + 1), *article, at);
            }
        }
        line += entry.height();
    }
    if app.list.rows.is_empty() {
        let words = match (&app.stage, app.list.filter.is_empty()) {
            (_, false) => "no article matches; Esc clears",
            (Stage::Reading { .. }, _) => "reading…",
            (_, true) => "no articles",
        };
        Pen::new(app, buffer, row(area, 0))
            .space(1)
            .words(words, Role::Dim);
    } else if usize::from(area.height) > line + 5 {
        summary(
            app,
            buffer,
            Rect {
                y: area.bottom() - 4,
                height: 4,
                ..area
            },
        );
    }
}

/// ` ▾ Harbour Bridge            8 · 6● `
fn head(app: &App, buffer: &mut Buffer, area: Rect, group: usize, at: usize) {
    let glyphs = app.glyphs();
    let Some(group) = app.list.groups.get(group) else {
        return;
    };
    let unread = group
        .articles
        .iter()
        .filter(|article| !app.known.is_finished(**article))
        .count();
    let count = if unread == 0 {
        format!("{} ", group.articles.len())
    } else {
        format!(
            "{} {} {unread}{} ",
            group.articles.len(),
            glyphs.dot,
            glyphs.unread
        )
    };
    let sign = if app.list.is_open(group) {
        glyphs.unfolded
    } else {
        glyphs.folded
    };
    let mut pen = pen(app, buffer, area, at);
    let width = pen.room().saturating_sub(wrap::width(&count) + 4);
    pen.words(&format!(" {sign} "), Role::Border)
        .field(&group.label, width, Role::Heading);
    pen.right(wrap::width(&count)).words(&count, Role::Dim);
}

/// `▌● Metro Wire              2h ▮▮▮▮▯`
fn first_line(app: &App, buffer: &mut Buffer, area: Rect, article: ArticleId, at: usize) {
    let glyphs = app.glyphs();
    let read = app.known.is_finished(article);
    let meta = &app.corpus.article(article).meta;
    let age = if area.width < WIDE {
        when::short_age
    } else {
        when::age
    };
    let age = meta
        .published
        .map(|then| age(app.now, then))
        .unwrap_or_default();
    let bar = bar(app, article);
    let right = format!("{age} {bar}");
    let mut pen = pen(app, buffer, area, at);
    bar_of(app, &mut pen, article);
    pen.words(
        if read { glyphs.read } else { glyphs.unread },
        if read { Role::Dim } else { Role::Unread },
    );
    let width = pen.room().saturating_sub(wrap::width(&right) + 3);
    let name = app.corpus.article(article).name();
    pen.space(1)
        .field(&name, width, if read { Role::Dim } else { Role::Outlet });
    pen.right(wrap::width(&right) + 1)
        .words(&age, Role::Dim)
        .words(" ", Role::Dim)
        .words(&bar, Role::New);
}

/// `▌  Cracks shut Harbour Bridge for …`
fn second_line(app: &App, buffer: &mut Buffer, area: Rect, article: ArticleId, at: usize) {
    let mut pen = pen(app, buffer, area, at);
    bar_of(app, &mut pen, article);
    let width = pen.room().saturating_sub(2);
    pen.space(2)
        .field(&app.corpus.article(article).meta.title, width, Role::Dim);
}

fn pen<'a>(app: &'a App, buffer: &'a mut Buffer, area: Rect, at: usize) -> Pen<'a> {
    let pen = Pen::new(app, buffer, area);
    match (at == app.list.at, app.focus == Pane::List) {
        (true, true) => pen.on(Role::Selection),
        (true, false) => pen.on(Role::SelectionUnfocused),
        (false, _) => pen,
    }
}

/// The bar beside the article that is open.
fn bar_of(app: &App, pen: &mut Pen<'_>, article: ArticleId) {
    let open = app
        .open
        .as_ref()
        .is_some_and(|reading| reading.article == article);
    pen.words(if open { app.glyphs().bar } else { " " }, Role::CursorBar);
}

/// How much of the article is new: `▮▮▮▯▯`.
fn bar(app: &App, article: ArticleId) -> String {
    let Fresh { new, of } = app.known.fresh(&app.corpus, article);
    let full = (new * BAR).div_ceil(of.max(1)).min(BAR);
    format!(
        "{}{}",
        app.glyphs().full.repeat(full),
        app.glyphs().empty.repeat(BAR - full)
    )
}

/// What was read of the story that is open.
fn summary(app: &App, buffer: &mut Buffer, area: Rect) {
    let Some(story) = app
        .open
        .as_ref()
        .and_then(|reading| app.corpus.story_of(reading.article))
    else {
        return;
    };
    let articles = &app.corpus.story(story).articles;
    let fresh: Vec<Fresh> = articles
        .iter()
        .map(|article| app.known.fresh(&app.corpus, *article))
        .collect();
    let (new, of) = fresh
        .iter()
        .fold((0, 0), |sum, fresh| (sum.0 + fresh.new, sum.1 + fresh.of));
    let read = articles
        .iter()
        .filter(|article| app.known.is_finished(**article))
        .count();
    let percent = (of - new) * 100 / of.max(1);
    let line = app.glyphs().horizontal;
    Pen::new(app, buffer, row(area, 0))
        .words(&format!(" {line} You have read "), Role::Dim)
        .words(
            &line.repeat(usize::from(area.width).saturating_sub(18)),
            Role::Border,
        );
    let (one, two) = if area.width < WIDE {
        (
            format!(" {percent}%, {read} of {} articles", articles.len()),
            format!(" {new} of {of} are new"),
        )
    } else {
        (
            format!(
                " {percent}% of this story, {read} of {} articles",
                articles.len()
            ),
            format!(" new for you: {new} of {of} sentences"),
        )
    };
    Pen::new(app, buffer, row(area, 1)).words(&one, Role::Dim);
    Pen::new(app, buffer, row(area, 2)).words(&two, Role::Dim);
}
