//! Draws the finder: the prompt, the kinds with their counts, the hits, and the selected hit in its surroundings.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Pen, places, row, status};
use crate::app::App;
use crate::app::finder::Finder;
use crate::config::action::Action;
use crate::config::keymap::Context;
use crate::config::theme::Role;
use crate::corpus::Place;
use crate::corpus::find::{Hit, Kind, Matching, Target, note, outlet, snippet};
use crate::text::{Span, runs, wrap};

/// The width from which the preview stands beside the hits.
const BESIDE: u16 = 88;
/// Rows of the preview below the hits.
const BELOW: u16 = 6;

/// Draws the finder; returns where the cursor is.
pub(super) fn draw(app: &App, finder: &Finder, buffer: &mut Buffer) -> Position {
    let screen = buffer.area;
    let inset = if screen.width >= 140 {
        8
    } else if screen.width >= 72 {
        2
    } else {
        0
    };
    let low = if screen.height >= 24 { 3 } else { 0 };
    let area = Rect {
        x: screen.x + inset,
        y: screen.y + u16::from(low > 0),
        width: screen.width - 2 * inset,
        height: screen.height - low,
    };
    let found = &finder.found;
    let sign = if finder.is_waiting() { "…" } else { "" };
    let inside = places::frame(
        app,
        buffer,
        area,
        title(finder),
        &format!("{}{sign} found", found.total()),
    );
    let cursor = prompt(app, finder, buffer, row(inside, 0));
    kinds(app, finder, buffer, row(inside, 1));
    let body = Rect {
        y: inside.y + 2,
        height: inside.height.saturating_sub(2),
        ..inside
    };
    let (hits, preview) = split(body, finder.preview);
    draw_hits(app, finder, buffer, hits);
    if let (Some(hit), false) = (finder.selected(), preview.is_empty()) {
        draw_preview(app, hit, buffer, preview);
    }
    cursor
}

fn title(finder: &Finder) -> &'static str {
    if finder.only == Some(Kind::Command) {
        "Commands"
    } else {
        "Find"
    }
}

fn split(body: Rect, preview: bool) -> (Rect, Rect) {
    if !preview {
        return (body, Rect::ZERO);
    }
    if body.width >= BESIDE {
        let left = body.width * 52 / 100;
        return (
            Rect {
                width: left,
                ..body
            },
            Rect {
                x: body.x + left,
                width: body.width - left,
                ..body
            },
        );
    }
    if body.height < BELOW + 5 {
        return (body, Rect::ZERO);
    }
    let above = body.height - BELOW;
    (
        Rect {
            height: above,
            ..body
        },
        Rect {
            y: body.y + above,
            height: BELOW,
            ..body
        },
    )
}

fn prompt(app: &App, finder: &Finder, buffer: &mut Buffer, area: Rect) -> Position {
    let key = app
        .config
        .keys
        .key_of(Action::FinderMatching, Context::Finder)
        .unwrap_or_default();
    let right = match finder.matching {
        Matching::Words => format!("exact words {} {key} fuzzy", app.glyphs().dot),
        Matching::Fuzzy => format!("fuzzy {} {key} exact words", app.glyphs().dot),
    };
    let mut pen = Pen::new(app, buffer, area);
    pen.words(" > ", Role::HintKey);
    let width = wrap::width(&right) + 1;
    let cursor = status::line_of_input(&mut pen, &finder.input, width + 1);
    if pen.room() > width {
        pen.right(width).words(&right, Role::Dim);
    }
    cursor
}

/// `[All 37] Articles 1 Text 21 …`
fn kinds(app: &App, finder: &Finder, buffer: &mut Buffer, area: Rect) {
    let mut pen = Pen::new(app, buffer, area);
    pen.space(1);
    let all = std::iter::once((None, "All", finder.found.total()));
    let each = Kind::ALL.map(|kind| (Some(kind), kind.name(), finder.found.count(kind)));
    for (kind, name, count) in all.chain(each) {
        let words = format!("{name} {count}");
        if pen.room() < wrap::width(&words) + 2 {
            pen.words(app.glyphs().ellipsis, Role::Dim);
            return;
        }
        if finder.only == kind {
            pen.words(&format!("[{words}]"), Role::Focus);
        } else {
            pen.words(
                &format!(" {words}"),
                if count > 0 { Role::Text } else { Role::Dim },
            );
        }
    }
}

/// Draws the hits: two lines each, one where there is little room.
fn draw_hits(app: &App, finder: &Finder, buffer: &mut Buffer, area: Rect) {
    let lines = if area.width >= 44 && area.height >= 12 || area.width >= 60 {
        2
    } else {
        1
    };
    let lines = if finder.only == Some(Kind::Command) {
        1
    } else {
        lines
    };
    let shown = (usize::from(area.height) / lines).max(1);
    let top = (finder.at + 1).saturating_sub(shown);
    for (number, (at, hit)) in finder
        .found
        .hits
        .iter()
        .enumerate()
        .skip(top)
        .take(shown)
        .enumerate()
    {
        let first = row(area, number * lines);
        let selected = at == finder.at;
        if lines == 2 {
            head(app, hit, buffer, first, selected);
            line(app, hit, buffer, row(area, number * 2 + 1), selected, 3);
        } else {
            one_line(app, hit, buffer, first, selected);
        }
    }
    if finder.found.hits.is_empty() && !finder.is_waiting() {
        let words = match finder.matching {
            Matching::Words => {
                "nothing has these words; fuzzy matching finds words that are like them"
            }
            Matching::Fuzzy => "nothing is like this",
        };
        Pen::new(app, buffer, row(area, 1))
            .space(2)
            .words(words, Role::Dim);
    }
}

fn pen<'a>(app: &'a App, buffer: &'a mut Buffer, area: Rect, selected: bool) -> Pen<'a> {
    let pen = Pen::new(app, buffer, area);
    let mut pen = if selected {
        pen.on(Role::Selection)
    } else {
        pen
    };
    pen.words(
        if selected { app.glyphs().bar } else { " " },
        Role::CursorBar,
    );
    pen
}

/// The sign of a kind.
fn sign(app: &App, kind: Kind) -> &'static str {
    let glyphs = app.glyphs();
    match kind {
        Kind::Article => glyphs.unread,
        Kind::Text => glyphs.paragraph,
        Kind::Quote => glyphs.quote,
        Kind::Claim => glyphs.shared,
        Kind::Entity => glyphs.entity,
        Kind::Command => ":",
    }
}

/// `▌" Metro Wire                    Ruiz 5`
fn head(app: &App, hit: &Hit, buffer: &mut Buffer, area: Rect, selected: bool) {
    let outlet = outlet(&app.corpus, hit).unwrap_or_default();
    let note = note(&app.corpus, hit);
    let articles = if note.articles > 1 {
        format!(" {}", note.articles)
    } else {
        String::new()
    };
    let differs = if note.differs {
        format!(" {}", app.glyphs().differs)
    } else {
        String::new()
    };
    let right = format!("{}{articles}{differs}", note.words);
    let mut pen = pen(app, buffer, area, selected);
    let width = pen.room().saturating_sub(wrap::width(&right) + 4);
    pen.words(sign(app, hit.kind), Role::HintKey)
        .space(1)
        .field(&outlet, width, Role::Outlet);
    pen.right(wrap::width(&right) + 1).words(
        &right,
        if note.differs {
            Role::Contradiction
        } else {
            Role::Dim
        },
    );
}

/// The hit's own words around what matches.
fn line(app: &App, hit: &Hit, buffer: &mut Buffer, area: Rect, selected: bool, indent: usize) {
    let mut pen = pen(app, buffer, area, selected);
    pen.space(indent.saturating_sub(1));
    shown(app, hit, &mut pen);
}

fn one_line(app: &App, hit: &Hit, buffer: &mut Buffer, area: Rect, selected: bool) {
    let mut pen = pen(app, buffer, area, selected);
    pen.words(sign(app, hit.kind), Role::HintKey).space(1);
    if let Some(outlet) = outlet(&app.corpus, hit) {
        pen.field(&outlet, 12, Role::Outlet).space(1);
    }
    if let Target::Command(index) = hit.target {
        let keys = Action::ALL
            .get(index)
            .and_then(|action| app.config.keys.key_of(*action, Context::Read));
        pen.field(&keys.unwrap_or_default(), 8, Role::HintKey);
    }
    shown(app, hit, &mut pen);
}

/// The hit's line; an article's without its outlet, which stands beside it, unless that is what matched.
fn line_of<'a>(app: &App, hit: &'a Hit) -> &'a str {
    let Target::Article(article) = hit.target else {
        return &hit.line;
    };
    let title = Span::new(0, app.corpus.article(article).meta.title.len());
    let inside = hit.matches.iter().all(|found| title.contains(*found));
    if inside {
        title.of(&hit.line)
    } else {
        &hit.line
    }
}

fn shown(app: &App, hit: &Hit, pen: &mut Pen<'_>) {
    let snippet = snippet(
        line_of(app, hit),
        &hit.matches,
        pen.room().saturating_sub(1),
        app.glyphs().ellipsis,
    );
    let marks: Vec<(Span, Role)> = snippet
        .matches
        .iter()
        .map(|span| (*span, Role::Match))
        .collect();
    for run in runs::runs(Span::new(0, snippet.text.len()), &marks) {
        let role = run.marks.last().copied().unwrap_or(Role::Text);
        pen.words(&wrap::flat(run.span.of(&snippet.text)), role);
    }
}

/// The hit in its surroundings: its article, the sentences around it, and who else has it.
fn draw_preview(app: &App, hit: &Hit, buffer: &mut Buffer, area: Rect) {
    let is_low = area.height <= BELOW;
    let inside = if is_low {
        below(app, hit, buffer, area)
    } else {
        beside(app, buffer, area)
    };
    let mut preview = Preview {
        app,
        buffer,
        area: inside,
        line: 0,
        is_low,
    };
    match hit.target {
        Target::Article(article) => {
            let first = app.corpus.article(article).report_sentences().next();
            let Some(sentence) = first else { return };
            preview.title(Place { article, sentence });
            preview.around(Place { article, sentence }, &[], false);
        }
        Target::Sentence(place) | Target::Quote(_, place) | Target::Claim(_, place) => {
            preview.title(place);
            preview.around(place, &hit.matches, true);
            preview.others(place);
        }
        Target::Entity(entity) => {
            let entity = app.corpus.entity(entity);
            preview.wrapped(&entity.name, Role::Title, "");
            if !entity.aliases.is_empty() {
                let aliases = format!("also: {}", entity.aliases.join(", "));
                preview.wrapped(&aliases, Role::Dim, "");
            }
            entity
                .evidence
                .iter()
                .for_each(|why| preview.wrapped(why, Role::Dim, ""));
        }
        Target::Command(index) => {
            let Some(action) = Action::ALL.get(index) else {
                return;
            };
            preview.wrapped(action.help(), Role::Text, "");
            let keys = app.config.keys.keys_of(*action, Context::Read).join("  ");
            preview.wrapped(&keys, Role::HintKey, "");
        }
    }
}

/// A line from top to bottom parts the preview from the hits on its left; returns the room inside.
fn beside(app: &App, buffer: &mut Buffer, area: Rect) -> Rect {
    for y in area.y..area.bottom() {
        buffer.set_string(
            area.x,
            y,
            app.glyphs().vertical,
            app.config.theme.style(Role::Border),
        );
    }
    Rect {
        x: area.x + 2,
        width: area.width.saturating_sub(3),
        ..area
    }
}

/// A line with the hit's article in it parts the preview from the hits above; returns the room inside.
fn below(app: &App, hit: &Hit, buffer: &mut Buffer, area: Rect) -> Rect {
    let line = app.glyphs().horizontal.repeat(usize::from(area.width));
    Pen::new(app, buffer, row(area, 0)).words(&line, Role::Border);
    let outlet = outlet(&app.corpus, hit).unwrap_or_default();
    let paragraph = hit
        .target
        .place()
        .map(|place| app.corpus.paragraph_number(place));
    let paragraph = paragraph
        .map(|number| format!("{}{number} ", app.glyphs().paragraph))
        .unwrap_or_default();
    if !outlet.is_empty() {
        Pen::new(app, buffer, row(area, 0))
            .space(1)
            .words(&format!(" {outlet} {paragraph}"), Role::Border);
    }
    Rect {
        x: area.x + 1,
        y: area.y + 1,
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(1),
    }
}

struct Preview<'a> {
    app: &'a App,
    buffer: &'a mut Buffer,
    area: Rect,
    line: usize,
    /// There is room for little more than the hit.
    is_low: bool,
}

impl Preview<'_> {
    fn title(&mut self, place: Place) {
        if self.is_low {
            return;
        }
        let article = self.app.corpus.article(place.article);
        self.wrapped(&article.meta.title, Role::Title, "");
        let meta = self.app.meta_line(place.article);
        let words = format!("{} {} {meta}", article.name(), self.app.glyphs().dot);
        let cut = wrap::cut(
            &words,
            usize::from(self.area.width),
            self.app.glyphs().ellipsis,
        )
        .into_owned();
        self.wrapped(&cut, Role::Dim, "");
        self.line += 1;
    }

    /// The sentence with those before and after it, as far as there is room.
    fn around(&mut self, place: Place, matches: &[Span], bar: bool) {
        let article = self.app.corpus.article(place.article);
        let span = self.app.corpus.span(place);
        let before = place
            .sentence
            .index()
            .checked_sub(1)
            .map(crate::article::SentenceId::new);
        if let Some(before) =
            before.filter(|before| !self.is_low && article.kind_of(*before).is_own())
        {
            let words = self
                .app
                .corpus
                .sentence(Place {
                    sentence: before,
                    ..place
                })
                .to_owned();
            self.wrapped(&words, Role::Dim, "  ");
        }
        let marks: Vec<(Span, Role)> = matches
            .iter()
            .map(|found| (found.shift(span.start()), Role::Match))
            .collect();
        let bar = if bar { self.app.glyphs().bar } else { " " };
        for line in wrap::lines(
            &article.text,
            span,
            usize::from(self.area.width).saturating_sub(3).max(1),
        ) {
            let mut pen = Pen::new(self.app, self.buffer, row(self.area, self.line));
            pen.words(bar, Role::CursorBar).space(1);
            for run in runs::runs(line, &marks) {
                pen.words(
                    &wrap::flat(article.words(run.span)),
                    run.marks.last().copied().unwrap_or(Role::Text),
                );
            }
            self.line += 1;
        }
        for index in place.sentence.index() + 1..article.sentences.len() {
            let sentence = crate::article::SentenceId::new(index);
            if self.line + 4 > usize::from(self.area.height) || !article.kind_of(sentence).is_own()
            {
                break;
            }
            let words = self
                .app
                .corpus
                .sentence(Place { sentence, ..place })
                .to_owned();
            self.wrapped(&words, Role::Dim, "  ");
        }
        self.line += 1;
    }

    fn others(&mut self, place: Place) {
        let mut names: Vec<String> = self
            .app
            .corpus
            .counterparts(place)
            .iter()
            .map(|other| self.app.corpus.article(other.article).name())
            .collect();
        let mut seen = std::collections::BTreeSet::new();
        names.retain(|name| seen.insert(name.clone()));
        if !names.is_empty() {
            self.wrapped(&format!("also in: {}", names.join(", ")), Role::Dim, "");
        }
    }

    fn wrapped(&mut self, words: &str, role: Role, indent: &str) {
        let width = usize::from(self.area.width)
            .saturating_sub(indent.len() + 1)
            .max(1);
        for span in wrap::lines(words, Span::new(0, words.len()), width) {
            let mut pen = Pen::new(self.app, self.buffer, row(self.area, self.line));
            pen.space(indent.len())
                .words(&wrap::flat(span.of(words)), role);
            self.line += 1;
        }
    }
}
