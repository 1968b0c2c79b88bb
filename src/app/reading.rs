//! The open article: its lines, the sentences at which the cursor stops, and what is visible.

use crate::article::{Article, ArticleId, Paragraph, ParagraphKind, SentenceId, front_matter};
use crate::corpus::{Place, Sign};
use crate::link::EntityId;
use crate::text::{Span, wrap};

/// What a line of the text pane shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineKind {
    /// A line of the headline.
    Title,
    /// Who wrote it, when, and how long it is.
    Meta,
    /// Nothing.
    Blank,
    /// A line of a paragraph.
    Text(ParagraphKind),
    /// One line in place of paragraphs that are not the report; the number of these.
    Folded(usize),
}

/// A line of the text pane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it shows.
    pub kind: LineKind,
    /// The part of the article's text on it; empty for a line that has none.
    pub span: Span,
    /// What is shown where the line has no words of the text.
    pub words: String,
}

/// A sentence at which the cursor stops, with the lines on which it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stop {
    /// The sentence.
    pub sentence: SentenceId,
    /// Its first line.
    pub first: usize,
    /// Its last line.
    pub last: usize,
}

/// The article that is open.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The article.
    pub article: ArticleId,
    /// Its lines at the present width.
    pub lines: Vec<Line>,
    /// Where the cursor stops, in order of the lines; never empty unless the article has no sentence.
    pub stops: Vec<Stop>,
    /// The stop under the cursor, an index into `stops`.
    pub at: usize,
    /// The first visible line.
    pub top: usize,
    /// Whether paragraphs that are not the report are shown in full.
    pub unfolded: bool,
    /// The name that is highlighted.
    pub name: Option<EntityId>,
    /// The sign of every sentence, in order.
    pub signs: Vec<Option<Sign>>,
    /// The width of the lines in columns.
    pub width: usize,
}

/// Lines kept visible around the cursor where the text goes on.
const CONTEXT: usize = 2;

impl Reading {
    /// Opens an article at its headline, wrapped to `width` columns; `meta` is the line below the headline.
    pub fn open(id: ArticleId, article: &Article, width: usize, meta: &str) -> Self {
        let mut reading = Self {
            article: id,
            lines: Vec::new(),
            stops: Vec::new(),
            at: 0,
            top: 0,
            unfolded: false,
            name: None,
            signs: Vec::new(),
            width,
        };
        reading.wrap(article, width, meta);
        reading
    }

    /// Wraps the text anew; the sentence under the cursor stays under it, as far from the top as it was.
    pub fn wrap(&mut self, article: &Article, width: usize, meta: &str) {
        let (sentence, above) = (self.sentence(), self.above());
        self.width = width.max(1);
        self.lines = lines(article, self.width, self.unfolded, meta);
        self.stops = stops(article, &self.lines);
        if let Some(sentence) = sentence {
            self.go_to(sentence);
            self.top = self
                .stop()
                .map_or(0, |stop| stop.first.saturating_sub(above));
        }
    }

    /// The sentence under the cursor.
    pub fn sentence(&self) -> Option<SentenceId> {
        self.stop().map(|stop| stop.sentence)
    }

    /// The place under the cursor.
    pub fn place(&self) -> Option<Place> {
        self.sentence().map(|sentence| Place {
            article: self.article,
            sentence,
        })
    }

    /// The stop under the cursor.
    pub fn stop(&self) -> Option<Stop> {
        self.stops.get(self.at).copied()
    }

    /// The stops that stand on a line; they are in order of their lines.
    pub fn stops_on(&self, line: usize) -> &[Stop] {
        let first = self.stops.partition_point(|stop| stop.last < line);
        let last = self.stops.partition_point(|stop| stop.first <= line);
        self.stops.get(first..last.max(first)).unwrap_or_default()
    }

    /// Rows between the top of the pane and the cursor.
    pub fn above(&self) -> usize {
        self.stop()
            .map_or(0, |stop| stop.first.saturating_sub(self.top))
    }

    /// Puts the cursor on the sentence, or on the nearest one before it that is shown.
    pub fn go_to(&mut self, sentence: SentenceId) {
        let exact = self.stops.iter().position(|stop| stop.sentence == sentence);
        let before = || {
            let before = self
                .stops
                .iter()
                .enumerate()
                .filter(|(_, stop)| stop.sentence < sentence);
            before
                .max_by_key(|(_, stop)| stop.sentence)
                .map(|(at, _)| at)
        };
        self.at = exact.or_else(before).unwrap_or(0);
    }

    /// Scrolls as little as needed to show the cursor in a pane of `height` rows.
    pub fn show_cursor(&mut self, height: usize) {
        let Some(stop) = self.stop() else { return };
        let context = CONTEXT.min(height.saturating_sub(1) / 2);
        let lowest = (stop.last + context).min(self.lines.len().saturating_sub(1)) + 1;
        self.top = self.top.max(lowest.saturating_sub(height));
        // The start of a sentence matters more than its end where both do not fit.
        self.top = self.top.min(stop.first.saturating_sub(context));
        if self.at == 0 {
            self.top = 0;
        }
        self.clamp(height);
    }

    /// Scrolls so that the cursor stands at a third of a pane of `height` rows.
    pub fn centre_cursor(&mut self, height: usize) {
        let first = self.stop().map_or(0, |stop| stop.first);
        self.top = first.saturating_sub(height / 3);
        self.show_cursor(height);
    }

    /// Scrolls by lines; the cursor moves only where none of its lines would be left in a pane of `height` rows.
    pub fn scroll(&mut self, lines: isize, height: usize) {
        self.top = self.top.saturating_add_signed(lines);
        self.clamp(height);
        let Some(stop) = self.stop() else { return };
        if stop.last < self.top {
            let below = self
                .stops
                .iter()
                .position(|stop| stop.first >= self.top || stop.last >= self.top);
            self.at = below.unwrap_or(self.stops.len() - 1);
        } else if stop.first >= self.top + height {
            let above = self
                .stops
                .iter()
                .rposition(|stop| stop.first < self.top + height);
            self.at = above.unwrap_or(0);
        }
    }

    /// Goes on by `lines` and takes the cursor along to the edge that comes into view; says whether anything moved. A
    /// sentence that is taller than the pane is passed page by page.
    pub fn page(&mut self, lines: isize, height: usize) -> bool {
        let (top, at) = (self.top, self.at);
        self.scroll(lines, height);
        if self.top == top {
            self.at = if lines > 0 {
                self.stops.len().saturating_sub(1)
            } else {
                0
            };
        } else if lines > 0 {
            let first = self.stops.iter().position(|stop| stop.first >= self.top);
            let whole = first.filter(|first| {
                self.stops
                    .get(*first)
                    .is_some_and(|stop| stop.first < self.top + height)
            });
            self.at = self.at.max(whole.unwrap_or(self.at));
        }
        (self.top, self.at) != (top, at)
    }

    /// The last line is never above the bottom of the pane while there are lines to fill it.
    fn clamp(&mut self, height: usize) {
        self.top = self.top.min(self.lines.len().saturating_sub(height));
    }

    /// Moves to the first sentence that starts on a later line, or on an earlier one.
    pub fn move_line(&mut self, down: bool) -> bool {
        let Some(stop) = self.stop() else {
            return false;
        };
        let to = if down {
            self.stops.iter().position(|other| other.first > stop.first)
        } else {
            let line = self
                .stops
                .iter()
                .rev()
                .find(|other| other.first < stop.first)
                .map(|other| other.first);
            line.and_then(|line| self.stops.iter().position(|other| other.first == line))
        };
        to.is_some_and(|to| self.move_to(to))
    }

    /// Moves by whole stops.
    pub fn move_stop(&mut self, down: bool) -> bool {
        let to = if down {
            self.at.checked_add(1)
        } else {
            self.at.checked_sub(1)
        };
        to.is_some_and(|to| self.move_to(to))
    }

    /// Moves to the start of the next paragraph, or of this or the previous one.
    pub fn move_paragraph(&mut self, article: &Article, down: bool) -> bool {
        let paragraph = |stop: &Stop| article.sentences[stop.sentence.index()].paragraph;
        let Some(here) = self.stop().map(|stop| paragraph(&stop)) else {
            return false;
        };
        let first_of = |of| self.stops.iter().position(|stop| paragraph(stop) == of);
        let to = if down {
            (self.at..self.stops.len()).find(|at| paragraph(&self.stops[*at]) != here)
        } else if first_of(here) == Some(self.at) {
            self.at
                .checked_sub(1)
                .and_then(|before| first_of(paragraph(&self.stops[before])))
        } else {
            first_of(here)
        };
        to.is_some_and(|to| self.move_to(to))
    }

    /// Moves to the stop at index `to`; says whether the cursor moved.
    pub fn move_to(&mut self, to: usize) -> bool {
        let moved = to < self.stops.len() && to != self.at;
        if moved {
            self.at = to;
        }
        moved
    }

    /// The index of the next stop, or of the one before, for which `wanted` holds.
    pub fn find_stop(&self, down: bool, wanted: impl Fn(SentenceId) -> bool) -> Option<usize> {
        let mut after = self.at + 1..self.stops.len();
        let mut before = (0..self.at).rev();
        let wanted = |at: &usize| wanted(self.stops[*at].sentence);
        if down {
            after.find(wanted)
        } else {
            before.find(wanted)
        }
    }

    /// The stop on a line, or the next one below it.
    pub fn stop_on(&self, line: usize, offset: Option<usize>, article: &Article) -> Option<usize> {
        let under = offset.and_then(|offset| article.sentence_at(offset));
        let exact =
            under.and_then(|sentence| self.stops.iter().position(|stop| stop.sentence == sentence));
        exact.or_else(|| self.stops.iter().position(|stop| stop.last >= line))
    }

    /// How much of the text lies above the cursor, in percent.
    pub fn percent(&self) -> usize {
        if self.at + 1 >= self.stops.len() {
            100
        } else {
            self.at * 100 / self.stops.len()
        }
    }
}

fn line(kind: LineKind, span: Span) -> Line {
    Line {
        kind,
        span,
        words: String::new(),
    }
}

/// The lines of an article: headline and byline first, then its paragraphs, blank lines between them. Front matter
/// says what the line below the headline says; it stands at the end.
fn lines(article: &Article, width: usize, unfolded: bool, meta: &str) -> Vec<Line> {
    let mut lines = headline(article, width);
    lines.push(Line {
        words: meta.to_owned(),
        ..line(LineKind::Meta, Span::default())
    });
    let problems = article
        .problems
        .iter()
        .map(|problem| format!("! {}", problem.message));
    lines.extend(problems.map(|words| Line {
        words,
        ..line(LineKind::Meta, Span::default())
    }));
    let front = front_matter::span(&article.text);
    let is_front =
        |paragraph: &&Paragraph| front.is_some_and(|front| front.contains(paragraph.span));
    let body = article
        .paragraphs
        .iter()
        .filter(|p| p.kind != ParagraphKind::Title && !is_front(p));
    push_paragraphs(&mut lines, article, body, width, unfolded);
    push_paragraphs(
        &mut lines,
        article,
        article.paragraphs.iter().filter(is_front),
        width,
        unfolded,
    );
    lines
}

fn push_paragraphs<'a>(
    lines: &mut Vec<Line>,
    article: &Article,
    paragraphs: impl Iterator<Item = &'a Paragraph>,
    width: usize,
    unfolded: bool,
) {
    let mut rest = paragraphs.peekable();
    while let Some(paragraph) = rest.next() {
        let folded = !unfolded && is_aside(paragraph);
        let mut count = 1;
        while folded && rest.next_if(|next| is_aside(next)).is_some() {
            count += 1;
        }
        // Lists and tables read as one block; everything else stands apart.
        let before = lines.last().map(|line| line.kind.clone());
        let joins = matches!(paragraph.kind, ParagraphKind::List | ParagraphKind::Table);
        if !joins || before != Some(LineKind::Text(paragraph.kind)) {
            lines.push(line(LineKind::Blank, Span::default()));
        }
        if folded {
            lines.push(line(LineKind::Folded(count), paragraph.span));
        } else {
            let spans = wrap::lines(&article.text, paragraph.span, width);
            lines.extend(
                spans
                    .into_iter()
                    .map(|span| line(LineKind::Text(paragraph.kind), span)),
            );
        }
    }
}

fn is_aside(paragraph: &Paragraph) -> bool {
    matches!(
        paragraph.kind,
        ParagraphKind::Boilerplate | ParagraphKind::Duplicate | ParagraphKind::Byline
    )
}

fn headline(article: &Article, width: usize) -> Vec<Line> {
    let title = article
        .paragraphs
        .iter()
        .filter(|p| p.kind == ParagraphKind::Title);
    let printed: Vec<Line> = title
        .flat_map(|paragraph| wrap::lines(&article.text, paragraph.span, width))
        .map(|span| line(LineKind::Title, span))
        .collect();
    if !printed.is_empty() {
        return printed;
    }
    let title = &article.meta.title;
    let spans = wrap::lines(title, Span::new(0, title.len()), width);
    let words = spans.into_iter().map(|span| span.of(title).to_owned());
    words
        .map(|words| Line {
            words,
            ..line(LineKind::Title, Span::default())
        })
        .collect()
}

/// Where the cursor stops: every sentence that is shown, and the first of those behind a folded line.
fn stops(article: &Article, lines: &[Line]) -> Vec<Stop> {
    let front = front_matter::span(&article.text);
    let mut stops: Vec<Stop> = Vec::new();
    for (number, line) in lines
        .iter()
        .enumerate()
        .filter(|(_, line)| !line.span.is_empty())
    {
        let folded = matches!(line.kind, LineKind::Folded(_));
        // What the line below the headline says already is no place to stop at.
        if folded && front.is_some_and(|front| front.contains(line.span)) {
            continue;
        }
        let first = article
            .sentences
            .partition_point(|sentence| sentence.span.end() <= line.span.start());
        let on_line = article.sentences.iter().enumerate().skip(first);
        for (index, _) in on_line
            .take_while(|(_, sentence)| sentence.span.start() < line.span.end())
            .take(if folded { 1 } else { usize::MAX })
        {
            let sentence = SentenceId::new(index);
            match stops.last_mut() {
                Some(stop) if stop.sentence == sentence => stop.last = number,
                _ => stops.push(Stop {
                    sentence,
                    first: number,
                    last: number,
                }),
            }
        }
    }
    stops
}
