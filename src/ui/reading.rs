//! Draws the open article: the margin with its signs, and the text with its marks.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::{Pen, row};
use crate::app::reading::{Line, LineKind, Reading, Stop};
use crate::app::{App, Stage, links};
use crate::article::{ParagraphKind, SentenceId, front_matter};
use crate::config::theme::Role;
use crate::config::ui::Highlight;
use crate::corpus::Place;
use crate::text::span::overlapping;
use crate::text::{Span, runs, wrap};

/// Draws the visible lines; returns where the sentence under the cursor begins.
pub(super) fn draw(app: &App, buffer: &mut Buffer, area: Rect) -> Option<Position> {
    if area.is_empty() {
        return None;
    }
    let Some(reading) = &app.open else {
        welcome(app, buffer, area);
        return None;
    };
    let marks = marks(app, reading, visible(reading, area));
    let left = u16::try_from(app.text_left()).unwrap_or(0).min(area.width);
    let mut cursor = None;
    for (number, line) in reading
        .lines
        .iter()
        .enumerate()
        .skip(reading.top)
        .take(usize::from(area.height))
    {
        let whole = row(area, number - reading.top);
        let text = Rect {
            x: whole.x + left,
            width: whole.width - left,
            ..whole
        };
        margin(app, buffer, whole, reading, number);
        draw_line(app, buffer, text, reading, line, &marks);
        if reading.stop().is_some_and(|stop| stop.first == number) {
            cursor = Some(start_of_cursor(app, reading, line, text));
        }
    }
    footer(app, buffer, area, left, reading);
    cursor
}

fn welcome(app: &App, buffer: &mut Buffer, area: Rect) {
    let words = match app.stage {
        Stage::Reading { .. } => "reading the articles…",
        Stage::Linking | Stage::Ready if app.corpus.is_empty() => {
            "nothing to read: no text or Markdown files were found here"
        }
        Stage::Linking | Stage::Ready => "no article is open",
    };
    Pen::new(app, buffer, row(area, 1))
        .space(4)
        .words(words, Role::Dim);
}

/// The part of the text that is on the screen.
fn visible(reading: &Reading, area: Rect) -> Span {
    let lines = reading
        .lines
        .iter()
        .skip(reading.top)
        .take(usize::from(area.height));
    let spans = lines.map(|line| line.span).filter(|span| !span.is_empty());
    spans.reduce(Span::cover).unwrap_or_default()
}

/// Where the terminal's own cursor goes, so that magnifiers and screen readers follow.
fn start_of_cursor(app: &App, reading: &Reading, line: &Line, text: Rect) -> Position {
    let article = app.corpus.article(reading.article);
    let start = reading.sentence().map_or(0, |sentence| {
        article.sentences[sentence.index()].span.start()
    });
    let before = Span::new(
        line.span.start(),
        start.clamp(line.span.start(), line.span.end().max(line.span.start())),
    );
    let column = u16::try_from(wrap::width(article.words(before))).unwrap_or(0);
    Position {
        x: (text.x + column).min(text.right().saturating_sub(1)),
        y: text.y,
    }
}

/// The bar beside the current sentence and the sign of the sentence that starts on the line.
fn margin(app: &App, buffer: &mut Buffer, area: Rect, reading: &Reading, number: usize) {
    let glyphs = app.glyphs();
    let width = app.margin();
    let left = app.text_left().saturating_sub(width);
    let mut pen = Pen::new(app, buffer, area);
    let at = reading
        .stop()
        .filter(|stop| (stop.first..=stop.last).contains(&number));
    pen.space(left)
        .words(if at.is_some() { glyphs.bar } else { " " }, Role::CursorBar);
    let starting = reading
        .stops_on(number)
        .iter()
        .filter(|stop| stop.first == number)
        .map(|stop| stop.sentence);
    let current = at
        .filter(|stop| stop.first == number)
        .map(|stop| stop.sentence);
    let best = starting.max_by_key(|sentence| {
        (
            Some(*sentence) == current,
            reading.signs.get(sentence.index()).copied(),
        )
    });
    let sign = best.and_then(|sentence| reading.signs.get(sentence.index()).copied().flatten());
    let shown = app.highlight != Highlight::Off;
    match sign.filter(|_| shown) {
        Some(sign) => {
            let (words, role) = links::sign(sign, glyphs);
            pen.words(&words, role);
        }
        None if is_known(app, reading, number) => _ = pen.words(glyphs.dot, Role::Known),
        None => {}
    }
}

/// Whether all sentences on the line were read, here or elsewhere.
fn is_known(app: &App, reading: &Reading, number: usize) -> bool {
    let here = reading.stops_on(number);
    let place = |stop: &Stop| Place {
        article: reading.article,
        sentence: stop.sentence,
    };
    !here.is_empty() && here.iter().all(|stop| dims(app, place(stop)))
}

/// Whether the sentence is dimmed: what it says was read in another article.
fn dims(app: &App, place: Place) -> bool {
    app.corpus
        .article(place.article)
        .kind_of(place.sentence)
        .is_report()
        && !app.known.is_read(place)
        && app.known.is_known(&app.corpus, place)
}

fn draw_line(
    app: &App,
    buffer: &mut Buffer,
    area: Rect,
    reading: &Reading,
    line: &Line,
    marks: &[(Span, Role)],
) {
    let mut pen = Pen::new(app, buffer, area);
    let base = match &line.kind {
        LineKind::Title => Role::Title,
        LineKind::Meta => Role::Dim,
        LineKind::Blank => return,
        LineKind::Folded(paragraphs) => {
            return folded(app, &mut pen, reading, line.span, *paragraphs);
        }
        LineKind::Text(kind) => role_of(*kind),
    };
    if line.span.is_empty() {
        let words = wrap::cut(&line.words, pen.room(), app.glyphs().ellipsis).into_owned();
        pen.words(&words, base);
        return;
    }
    let text = &app.corpus.article(reading.article).text;
    let theme = &app.config.theme;
    for run in runs::runs(line.span, marks) {
        let patch = |style: Style, role: &Role| style.patch(theme.style(*role));
        let style = run.marks.iter().fold(theme.style(base), patch);
        pen.styled(&wrap::flat(run.span.of(text)), style);
    }
}

fn role_of(kind: ParagraphKind) -> Role {
    match kind {
        ParagraphKind::Title => Role::Title,
        ParagraphKind::Heading => Role::Heading,
        ParagraphKind::Body | ParagraphKind::Quote | ParagraphKind::List | ParagraphKind::Table => {
            Role::Text
        }
        ParagraphKind::Caption
        | ParagraphKind::Byline
        | ParagraphKind::Boilerplate
        | ParagraphKind::Duplicate => Role::Dim,
    }
}

/// `⋯ aside, 3 paragraphs: Leave a Reply …`
fn folded(app: &App, pen: &mut Pen<'_>, reading: &Reading, span: Span, paragraphs: usize) {
    let article = app.corpus.article(reading.article);
    let first = article
        .paragraphs
        .iter()
        .find(|paragraph| paragraph.span == span);
    let is_repeat = first.is_some_and(|paragraph| paragraph.kind == ParagraphKind::Duplicate);
    let count = if paragraphs > 1 {
        format!(", {paragraphs} paragraphs")
    } else {
        String::new()
    };
    let words = if front_matter::span(&article.text).is_some_and(|front| front.contains(span)) {
        "front matter".to_owned()
    } else {
        let what = if is_repeat { "said before" } else { "aside" };
        format!("{what}{count}: {}", wrap::flat(article.words(span)))
    };
    let words = format!("{} {words}", app.glyphs().gap);
    let cut = wrap::cut(&words, pen.room().min(reading.width), app.glyphs().ellipsis).into_owned();
    pen.words(&cut, Role::Dim);
}

/// The marks that lie on the visible part of the text.
fn marks(app: &App, reading: &Reading, visible: Span) -> Vec<(Span, Role)> {
    let mut marks = Vec::new();
    sentences(app, reading, visible, &mut marks);
    if app.highlight != Highlight::Off {
        quotes(app, reading, visible, &mut marks);
        names(app, reading, visible, &mut marks);
        values(app, reading, visible, &mut marks);
    }
    if let Some(search) = app
        .search
        .as_ref()
        .filter(|search| search.article == reading.article)
    {
        let hits = overlapping(&search.hits, visible, |hit| *hit);
        marks.extend(hits.iter().map(|hit| (*hit, Role::Hit)));
        let current = search
            .hits
            .get(search.at)
            .map(|hit| (*hit, Role::SelectedName));
        marks.extend(current);
    }
    marks
}

fn sentences(app: &App, reading: &Reading, visible: Span, marks: &mut Vec<(Span, Role)>) {
    let article = app.corpus.article(reading.article);
    let first = article
        .sentences
        .partition_point(|sentence| sentence.span.end() <= visible.start());
    let shown = article.sentences.iter().enumerate().skip(first);
    for (index, sentence) in shown.take_while(|(_, sentence)| sentence.span.start() < visible.end())
    {
        let place = Place {
            article: reading.article,
            sentence: SentenceId::new(index),
        };
        if dims(app, place) {
            marks.push((sentence.span, Role::Known));
        }
        if reading.sentence() == Some(place.sentence) {
            marks.push((sentence.span, Role::Cursor));
        }
    }
}

fn quotes(app: &App, reading: &Reading, visible: Span, marks: &mut Vec<(Span, Role)>) {
    let quotes = app.corpus.annotations(reading.article).quotes.iter();
    for quote in quotes.filter(|quote| quote.outer.overlaps(visible)) {
        let place = Place {
            article: reading.article,
            sentence: quote.sentence,
        };
        if app.corpus.shared_quotes(place).next().is_some() {
            marks.push((quote.outer, Role::Quote));
        }
    }
}

/// The selected name everywhere; others as the level of highlighting says.
fn names(app: &App, reading: &Reading, visible: Span, marks: &mut Vec<(Span, Role)>) {
    let annotations = app.corpus.annotations(reading.article);
    for mention in overlapping(&annotations.mentions, visible, |mention| mention.span) {
        let Some(entity) = app.corpus.links.entity(reading.article, mention.chain) else {
            continue;
        };
        let here = reading.sentence() == Some(mention.sentence)
            && app.corpus.articles_of_entity(entity).len() > 1;
        if app.highlight == Highlight::All || here {
            marks.push((mention.span, links::role_of(app.corpus.entity(entity).kind)));
        }
        if reading.name == Some(entity) {
            marks.push((mention.span, Role::SelectedName));
        }
    }
}

/// The values that other articles contradict.
fn values(app: &App, reading: &Reading, visible: Span, marks: &mut Vec<(Span, Role)>) {
    let article = app.corpus.article(reading.article);
    let first = article
        .sentences
        .partition_point(|sentence| sentence.span.end() <= visible.start());
    let shown = article.sentences.iter().enumerate().skip(first);
    for (index, _) in shown.take_while(|(_, sentence)| sentence.span.start() < visible.end()) {
        let place = Place {
            article: reading.article,
            sentence: SentenceId::new(index),
        };
        for claim in app.corpus.strong_claims(place) {
            let values = app
                .corpus
                .contradictions(claim, place)
                .flat_map(|difference| &difference.values);
            let here = app.corpus.span(place);
            let own = values.filter(|(of, span)| *of == reading.article && here.contains(*span));
            marks.extend(own.map(|(_, span)| (*span, Role::Contradiction)));
        }
    }
}

/// Below the end of the text: how far one has read, and what comes next.
fn footer(app: &App, buffer: &mut Buffer, area: Rect, left: u16, reading: &Reading) {
    let below = reading.lines.len().saturating_sub(reading.top) + 1;
    if usize::from(area.height) < below + 3 {
        return;
    }
    let glyphs = app.glyphs();
    let fresh = app.known.fresh(&app.corpus, reading.article);
    let left_over = reading.stops.len().saturating_sub(reading.at + 1);
    let line = glyphs.horizontal.repeat(4);
    let sentences = if left_over == 1 {
        "sentence"
    } else {
        "sentences"
    };
    let words = format!(
        "{line} read {}% {line2} {left_over} {sentences} left {line2} {} new to you {line}",
        reading.percent(),
        fresh.new,
        line2 = glyphs.horizontal.repeat(2)
    );
    let text = Rect {
        x: area.x + left,
        width: area.width - left,
        ..area
    };
    Pen::new(app, buffer, row(text, below)).words(&words, Role::Dim);
    if let Some(next) = app.next_to_read() {
        let fresh = app.known.fresh(&app.corpus, next);
        let words = format!(
            "Next here: {} ({} of {} sentences are new)",
            app.corpus.article(next).name(),
            fresh.new,
            fresh.of
        );
        let cut = wrap::cut(&words, usize::from(text.width), glyphs.ellipsis).into_owned();
        Pen::new(app, buffer, row(text, below + 2)).words(&cut, Role::Dim);
    }
}
