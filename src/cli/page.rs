//! Lines for people, on a terminal or in a pipe: wrapped, sanitized, and in colours where they are shown.

use std::io::{self, Write};

use crate::article::sanitize;
use crate::config::glyphs::Glyphs;
use crate::config::theme::{Role, Theme};
use crate::text::{Span, runs, wrap};

/// Words with what each run of them is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    runs: Vec<(String, Role)>,
}

impl Words {
    /// No words yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same words with more behind them.
    #[must_use]
    pub fn with(mut self, words: impl Into<String>, role: Role) -> Self {
        self.runs.push((words.into(), role));
        self
    }

    /// Running text behind the words.
    #[must_use]
    pub fn text(self, words: impl Into<String>) -> Self {
        self.with(words, Role::Text)
    }

    /// The same words with those of `other` behind them.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.runs.extend(other.runs);
        self
    }

    /// Words that matter less behind the words.
    #[must_use]
    pub fn dim(self, words: impl Into<String>) -> Self {
        self.with(words, Role::Dim)
    }
}

/// A line that is ready to be written, and its width in columns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    shown: String,
    columns: usize,
}

impl Line {
    /// The line with spaces behind it up to `columns`.
    pub fn padded(&self, columns: usize) -> String {
        let spaces = columns.saturating_sub(self.columns);
        format!("{}{}", self.shown, " ".repeat(spaces))
    }
}

/// How lines look: their width, their signs, and their colours if they have any.
#[derive(Debug, Clone, Copy)]
pub struct Look<'a> {
    /// How wide lines may be.
    pub width: usize,
    /// The signs.
    pub glyphs: &'static Glyphs,
    /// The colours, where they are shown.
    pub theme: Option<&'a Theme>,
}

impl Look<'_> {
    /// The lines of `words` at `width` columns.
    pub fn lines(&self, words: &Words, width: usize) -> Vec<Line> {
        let (text, marks) = self.composed(words);
        let lines = wrap::lines(&text, Span::new(0, text.len()), width);
        lines
            .into_iter()
            .map(|line| self.painted(&text, &marks, line))
            .collect()
    }

    /// `words` on one line of at most `width` columns.
    pub fn line(&self, words: &Words, width: usize) -> Line {
        let (text, marks) = self.composed(words);
        let shown = wrap::cut(&text, width, self.glyphs.ellipsis).into_owned();
        self.painted(&shown, &marks, Span::new(0, shown.len()))
    }

    /// The words as one text without anything that a terminal obeys, with the roles of its parts.
    fn composed(&self, words: &Words) -> (String, Vec<(Span, Role)>) {
        let mut text = String::new();
        let mut marks = Vec::with_capacity(words.runs.len());
        for (run, role) in &words.runs {
            let start = text.len();
            let safe = sanitize::text(run);
            text.push_str(&self.glyphs.plain(&wrap::flat(&safe)));
            marks.push((Span::new(start, text.len()), *role));
        }
        (text, marks)
    }

    fn painted(&self, text: &str, marks: &[(Span, Role)], line: Span) -> Line {
        let columns = wrap::width(line.of(text));
        let Some(theme) = self.theme else {
            let shown = line.of(text).to_owned();
            return Line { shown, columns };
        };
        let paint = |run: runs::Run<Role>| {
            let words = run.span.of(text);
            match run.marks.last() {
                Some(role) => theme.painted(*role, words),
                None => words.to_owned(),
            }
        };
        let shown = runs::runs(line, marks).into_iter().map(paint).collect();
        Line { shown, columns }
    }
}

/// Where lines are written.
pub struct Page<'a> {
    /// How they look.
    pub look: Look<'a>,
    out: &'a mut dyn Write,
}

impl std::fmt::Debug for Page<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Page").finish_non_exhaustive()
    }
}

impl<'a> Page<'a> {
    /// An empty page.
    pub fn new(look: Look<'a>, out: &'a mut dyn Write) -> Self {
        Self { look, out }
    }

    /// Writes an empty line.
    pub fn gap(&mut self) -> io::Result<()> {
        writeln!(self.out)
    }

    /// Writes a line that is ready, as it is.
    pub fn ready(&mut self, line: &str) -> io::Result<()> {
        writeln!(self.out, "{}", line.trim_end())
    }

    /// Writes words on one line, cut where there is no room.
    pub fn line(&mut self, words: &Words) -> io::Result<()> {
        let line = self.look.line(words, self.look.width);
        self.ready(&line.shown)
    }

    /// Writes words behind a label; further lines stand below the first word.
    pub fn wrapped(&mut self, label: &Words, words: &Words) -> io::Result<()> {
        let label = self.look.line(label, self.look.width * 2 / 3);
        let width = self.look.width.saturating_sub(label.columns).max(10);
        let below = " ".repeat(label.columns);
        let lines = self.look.lines(words, width);
        if lines.is_empty() {
            return self.ready(&label.shown);
        }
        for (index, line) in lines.iter().enumerate() {
            let before = if index == 0 { &label.shown } else { &below };
            self.ready(&format!("{before}{}", line.shown))?;
        }
        Ok(())
    }

    /// Writes words with others at the right end of the line, or below where there is no room.
    pub fn sides(&mut self, label: &Words, left: &Words, right: &Words) -> io::Result<()> {
        let width = self.look.width;
        let label = self.look.line(label, width / 2);
        let below = " ".repeat(label.columns);
        let room = width.saturating_sub(label.columns);
        let right = self.look.line(right, room);
        let beside = room.saturating_sub(right.columns + 2);
        let goes_below = beside < width / 2 && self.look.line(left, room).columns > beside;
        let lines = self
            .look
            .lines(left, if goes_below { room } else { beside });
        for (index, line) in lines.iter().enumerate() {
            let before = if index == 0 { &label.shown } else { &below };
            if index == 0 && !goes_below {
                let left = line.padded(room.saturating_sub(right.columns));
                self.ready(&format!("{before}{left}{}", right.shown))?;
            } else {
                self.ready(&format!("{before}{}", line.shown))?;
            }
        }
        if goes_below {
            self.ready(&format!("{below}{}", right.shown))?;
        }
        Ok(())
    }

    /// Writes a title, and below it a line as long as it is.
    pub fn title(&mut self, title: &str) -> io::Result<()> {
        let words = Words::new().with(title, Role::Title);
        let lines = self.look.lines(&words, self.look.width);
        let columns = lines.iter().map(|line| line.columns).max().unwrap_or(0);
        for line in lines {
            self.ready(&line.shown)?;
        }
        let below = self.look.glyphs.horizontal.repeat(columns);
        self.line(&Words::new().with(below, Role::Border))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::config::glyphs::{ASCII, UNICODE};

    fn look(glyphs: &'static Glyphs) -> Look<'static> {
        Look {
            width: 20,
            glyphs,
            theme: None,
        }
    }

    fn page(write: impl Fn(&mut Page) -> io::Result<()>) -> String {
        let mut out = Vec::new();
        write(&mut Page::new(look(&UNICODE), &mut out)).expect("written");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn further_lines_stand_below_the_first_word() {
        let written = page(|page| {
            let words = Words::new().text("one two three four five six");
            page.wrapped(&Words::new().text("1. "), &words)
        });
        assert_eq!(written, "1. one two three\n   four five six\n");
    }

    #[test]
    fn what_stands_right_ends_at_the_edge_or_goes_below() {
        let written = page(|page| {
            let right = Words::new().text("8 articles");
            page.sides(&Words::new(), &Words::new().text("Ruiz"), &right)?;
            page.sides(&Words::new(), &Words::new().text("Unbreakable"), &right)
        });
        assert_eq!(written, "Ruiz      8 articles\nUnbreakable\n8 articles\n");
    }

    #[test]
    fn nothing_that_a_terminal_obeys_is_written() {
        let written = page(|page| page.line(&Words::new().text("a\u{1b}[31mb\u{202e}\nc")));
        assert_eq!(written, "ab c\n");
    }

    #[test]
    fn signs_are_ascii_where_nothing_else_is_shown() {
        let words = Words::new().text("“four” ≠ 4");
        assert_eq!(look(&ASCII).line(&words, 20).shown, "\"four\" ! 4");
    }

    #[test]
    fn roles_have_colours_only_where_there_is_a_theme() {
        let config = Config::embedded();
        let words = Words::new().text("a ").with("b", Role::Contradiction);
        let theme = Some(&config.theme);
        let line = Look {
            theme,
            ..look(&UNICODE)
        }
        .line(&words, 20);
        assert!(line.shown.starts_with("a \u{1b}["), "{line:?}");
        assert!(line.shown.ends_with("b\u{1b}[0m"), "{line:?}");
        assert_eq!(line.columns, 3);
        assert_eq!(look(&UNICODE).line(&words, 20).shown, "a b");
    }
}
