//! What stands beside a row, line by line.

use super::Source;
use crate::app::links::{Row, Target};
use crate::app::when;
use crate::article::ArticleId;
use crate::config::theme::Role;
use crate::corpus::{Corpus, Place};
use crate::text::span::overlapping;
use crate::text::{Span, runs, wrap};

/// Lines under construction, none wider than the part of the screen.
#[derive(Debug)]
pub struct Page<'a> {
    /// What they are made from.
    pub source: Source<'a>,
    /// The lines.
    pub rows: Vec<Row>,
}

impl<'a> Page<'a> {
    /// An empty page.
    pub fn new(source: Source<'a>) -> Self {
        Self {
            source,
            rows: Vec::new(),
        }
    }

    /// The corpus.
    pub fn corpus(&self) -> &'a Corpus {
        self.source.corpus
    }

    /// Adds a line, cut to the width.
    pub fn push(&mut self, row: Row) {
        self.rows.push(fitted(self.source, row));
    }

    /// An empty line, unless there is one already.
    pub fn gap(&mut self) {
        if self.rows.last().is_some_and(|row| !row.left.is_empty()) {
            self.rows.push(Row::default());
        }
    }

    /// A heading after an empty line.
    pub fn heading(&mut self, words: &str, right: &str) {
        self.gap();
        self.push(Row::new(words, Role::Heading).right(right, Role::Dim));
    }

    /// Where there is more than is shown.
    pub fn more(&mut self, count: usize, hint: &str) {
        if count > 0 {
            let words = format!("  {} {count} more{hint}", self.source.glyphs.ellipsis);
            self.push(Row::new(words, Role::Dim));
        }
    }

    /// Words wrapped to at most `lines` lines, indented by `indent` columns.
    pub fn wrapped(&mut self, words: &str, role: Role, indent: usize, lines: usize) {
        let all = Span::new(0, words.len());
        self.passage(words, all, &[(all, role)], indent, lines, None);
    }

    /// A sentence with the name highlighted, wrapped to at most `lines` lines.
    pub fn sentence(&mut self, place: Place, indent: usize, lines: usize) {
        let text = &self.corpus().article(place.article).text;
        let span = self.corpus().span(place);
        let marks = marks(self.source, place);
        self.passage(text, span, &marks, indent, lines, None);
    }

    /// A part of a text with marks, wrapped to at most `lines` lines. Only the first of them can be chosen.
    pub fn passage(
        &mut self,
        text: &str,
        span: Span,
        marks: &[(Span, Role)],
        indent: usize,
        lines: usize,
        target: Option<Target>,
    ) {
        let width = self.source.width.saturating_sub(indent + 3).max(1);
        let spans = wrap::lines(text, span, width);
        let cut = spans.len() > lines;
        for (number, line) in spans.into_iter().take(lines).enumerate() {
            let mut row = Row::new(" ".repeat(indent), Role::Text);
            for run in runs::runs(line, marks) {
                let role = run.marks.last().copied().unwrap_or(Role::Text);
                row = row.with(wrap::flat(run.span.of(text)), role);
            }
            if cut && number + 1 == lines {
                row = row.with(format!(" {}", self.source.glyphs.ellipsis), Role::Dim);
            }
            row.target = target.filter(|_| number == 0);
            self.push(row);
        }
    }

    /// A sentence in its article: outlet, date and title above, its paragraph around it.
    pub fn context(&mut self, place: Place) {
        let article = self.corpus().article(place.article);
        let when = article
            .meta
            .published
            .map(|then| when::moment(self.source.now, then))
            .unwrap_or_default();
        self.push(Row::new(article.name(), Role::Heading).right(when, Role::Dim));
        self.wrapped(&article.meta.title, Role::Dim, 0, 2);
        self.gap();
        let sentence = article.sentences[place.sentence.index()];
        let around = article.paragraphs[sentence.paragraph.index()].span;
        let mut shown = vec![(sentence.span, Role::Claim)];
        shown.extend(marks(self.source, place));
        let number = format!(
            "{}{}",
            self.source.glyphs.paragraph,
            self.corpus().paragraph_number(place)
        );
        self.push(Row::new(number, Role::Dim));
        self.passage(
            &article.text,
            around,
            &shown,
            0,
            40,
            Some(Target::Place(place)),
        );
    }
}

/// Where a sentence has the name that is highlighted.
fn marks(source: Source<'_>, place: Place) -> Vec<(Span, Role)> {
    let Some(name) = source.name else {
        return Vec::new();
    };
    let corpus = source.corpus;
    let mentions = &corpus.annotations(place.article).mentions;
    let here = overlapping(mentions, corpus.span(place), |mention| mention.span);
    here.iter()
        .filter(|mention| corpus.links.entity(place.article, mention.chain) == Some(name))
        .map(|mention| (mention.span, Role::Match))
        .collect()
}

/// A heading among the rows.
pub fn heading(words: &str, count: usize) -> Row {
    Row::new(words, Role::Heading).right(count.to_string(), Role::Dim)
}

/// An outlet above its sentences.
pub fn article(source: Source<'_>, article: ArticleId, count: usize) -> Row {
    let name = source.corpus.article(article).name();
    let count = format!("{}{count}", source.glyphs.times);
    fitted(source, Row::new(name, Role::Outlet).right(count, Role::Dim))
}

/// A sentence on one line, cut so that the first of the marks is in sight.
pub fn sentence(source: Source<'_>, place: Place) -> Row {
    let marks = marks(source, place);
    let text = &source.corpus.article(place.article).text;
    let span = source.corpus.span(place);
    let paragraph = format!(
        "{}{}",
        source.glyphs.paragraph,
        source.corpus.paragraph_number(place)
    );
    let room = source.width.saturating_sub(wrap::width(&paragraph) + 5);
    let first = marks
        .iter()
        .map(|(mark, _)| *mark)
        .find(|mark| span.contains(*mark));
    let ahead = first.map(|mark| Span::new(span.start(), mark.end()));
    let mut row = Row::new("  ", Role::Text);
    let shown = match ahead.filter(|ahead| wrap::width(ahead.of(text)) > room) {
        Some(ahead) => {
            let before = wrap::suffix(ahead.of(text), room / 2);
            row = row.with(source.glyphs.ellipsis, Role::Dim);
            Span::new(ahead.end() - before.len(), span.end())
        }
        None => span,
    };
    for run in runs::runs(shown, &marks) {
        let role = run.marks.last().copied().unwrap_or(Role::Text);
        row = row.with(wrap::flat(run.span.of(text)), role);
    }
    fitted(source, row.right(paragraph, Role::Dim))
}

/// The row cut to the width: what stands at the right is kept.
pub fn fitted(source: Source<'_>, row: Row) -> Row {
    // A column stays free on either side.
    row.fitted(source.width.saturating_sub(2), source.glyphs.ellipsis)
}
