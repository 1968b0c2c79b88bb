//! Quotes of the sentence: who prints them, in which wordings, and who is said to have said them.

use std::collections::BTreeMap;

use super::{Piece, Row, Rows, Target};
use crate::article::ArticleId;
use crate::config::theme::Role;
use crate::corpus::Place;
use crate::link::quote::{Change, word_diff};
use crate::link::{QuoteMention, SharedQuote, SharedQuoteId};
use crate::text::wrap;

impl Rows<'_> {
    /// A shared quote: its wordings, each with the articles that print it.
    pub(super) fn quote(&mut self, id: SharedQuoteId) {
        let quote = self.corpus().quote(id).clone();
        let wordings = by_wording(&quote);
        let speaker = quote
            .speaker
            .map(|speaker| self.corpus().entity(speaker).name.clone());
        let mut count = self.of_story(self.corpus().articles_of_quote(id).len());
        if self.source.width >= 40 && wordings.len() > 1 {
            count = count.trim_end_matches(" articles").to_owned();
            count = format!("{count} · {} wordings", wordings.len());
        }
        self.heading(
            self.source.glyphs.quote,
            "QUOTE",
            &speaker.unwrap_or_default(),
            &count,
        );
        let ruled = self.corpus().links.decided.quotes.get(&id).copied();
        self.ruled(ruled);
        let own = quote
            .mentions
            .iter()
            .find(|mention| mention.article == self.source.place.article)
            .copied();
        for (number, (_, mentions)) in wordings.iter().enumerate() {
            self.wording(number, mentions, own, wordings.len());
        }
        if quote.attribution_differs {
            self.attributions(&quote);
        }
        self.gap();
    }

    /// One wording: its letter, its words against those of this article, and who prints it.
    fn wording(
        &mut self,
        number: usize,
        mentions: &[QuoteMention],
        own: Option<QuoteMention>,
        wordings: usize,
    ) {
        let Some(first) = mentions.first().copied() else {
            return;
        };
        let words = self.words_of(first);
        let differs = own.is_some_and(|own| own.variant != first.variant);
        let letter = u8::try_from(number)
            .ok()
            .and_then(|number| b'A'.checked_add(number))
            .map_or('?', char::from);
        let target = self.target_of(first);
        let before = self.made.len();
        match own.filter(|_| differs) {
            Some(own) => {
                let own = self.words_of(own);
                self.changes((&own, &words), &word_diff(&own, &words), 4, 4, target);
            }
            None => self.wrapped(&format!("“{words}”"), Role::Quote, 4, 3, target),
        }
        if let (true, Some(row)) = (wordings > 1, self.made.get_mut(before)) {
            let role = if differs {
                Role::Contradiction
            } else {
                Role::Text
            };
            row.left.insert(
                0,
                Piece {
                    words: format!("  {letter}"),
                    role,
                },
            );
            if let Some(indent) = row.left.get_mut(1) {
                " ".clone_into(&mut indent.words);
            }
        }
        mentions
            .iter()
            .for_each(|mention| self.printed_by(*mention, differs));
    }

    fn printed_by(&mut self, mention: QuoteMention, differs: bool) {
        let glyphs = self.source.glyphs;
        let row = Row::new(
            format!("    {}", self.corpus().article(mention.article).name()),
            Role::Text,
        );
        if mention.article == self.source.place.article {
            self.push(row.right("here", Role::Dim));
            return;
        }
        let mut row = if differs {
            row.right(
                format!("{} {}", glyphs.differs, glyphs.goes),
                Role::Contradiction,
            )
        } else {
            row.right(glyphs.goes, Role::Dim)
        };
        row.target = self.target_of(mention);
        self.push(row);
    }

    /// Whom each article names as the speaker, where they name different ones.
    fn attributions(&mut self, quote: &SharedQuote) {
        self.push(Row::new(
            format!("  {} said by", self.source.glyphs.differs),
            Role::Contradiction,
        ));
        for mention in &quote.mentions {
            let annotations = self.corpus().annotations(mention.article);
            let article = self.corpus().article(mention.article);
            let said = annotations.quote(mention.quote);
            let named = said
                .speaker
                .map(|chain| annotations.chain(chain).name.clone());
            let printed = said
                .speaker_text
                .map(|span| wrap::flat(article.words(span)).into_owned());
            let speaker = named
                .or(printed)
                .unwrap_or_else(|| "nobody named".to_owned());
            let room = self.source.width / 3;
            let outlet = wrap::cut(&article.name(), room, self.source.glyphs.ellipsis).into_owned();
            self.push(Row::new(format!("    {speaker}"), Role::Text).right(outlet, Role::Dim));
        }
    }

    fn words_of(&self, mention: QuoteMention) -> String {
        let quote = self
            .corpus()
            .annotations(mention.article)
            .quote(mention.quote);
        wrap::flat(self.corpus().article(mention.article).words(quote.span)).into_owned()
    }

    fn target_of(&self, mention: QuoteMention) -> Option<Target> {
        let sentence = self
            .corpus()
            .annotations(mention.article)
            .quote(mention.quote)
            .sentence;
        let place = Place {
            article: mention.article,
            sentence,
        };
        (place.article != self.source.place.article).then_some(Target::Place(place))
    }

    /// Words against words: `[-four-] {+most+}`, wrapped to at most `lines` lines.
    pub(super) fn changes(
        &mut self,
        texts: (&str, &str),
        changes: &[Change],
        indent: usize,
        lines: usize,
        target: Option<Target>,
    ) {
        let (width, ellipsis) = (self.source.width, self.source.glyphs.ellipsis);
        for row in changed(texts, changes, (indent, lines), width, ellipsis) {
            self.push(Row { target, ..row });
        }
    }
}

/// Words against words as rows: indented, and at most so many lines.
pub(in crate::app) fn changed(
    texts: (&str, &str),
    changes: &[Change],
    (indent, lines): (usize, usize),
    width: usize,
    ellipsis: &str,
) -> Vec<Row> {
    let width = width.saturating_sub(indent + 1).max(1);
    let empty = || Row::new(" ".repeat(indent), Role::Text);
    let (mut rows, mut line, mut room) = (Vec::new(), empty(), width);
    for (word, role) in marked_words(texts, changes) {
        let columns = wrap::width(&word) + usize::from(room < width);
        if columns > room && room < width {
            if rows.len() + 1 == lines {
                line = line.with(format!(" {ellipsis}"), Role::Dim);
                break;
            }
            rows.push(std::mem::replace(&mut line, empty()));
            room = width;
        }
        let space = if room < width { " " } else { "" };
        room = room.saturating_sub(wrap::width(&word) + space.len());
        line = line.with(space, Role::Dim).with(word, role);
    }
    rows.push(line);
    rows
}

/// Every word of a difference with its role; runs of changed words carry their signs at both ends.
fn marked_words((before, after): (&str, &str), changes: &[Change]) -> Vec<(String, Role)> {
    let mut marked = Vec::new();
    for change in changes {
        let (role, words, open, close) = match change {
            Change::Same(span) => (Role::Dim, span.of(before), "", ""),
            Change::Removed(span) => (Role::Removed, span.of(before), "[-", "-]"),
            Change::Added(span) => (Role::Added, span.of(after), "{+", "+}"),
        };
        let words: Vec<&str> = words.split_whitespace().collect();
        for (number, word) in words.iter().enumerate() {
            let open = if number == 0 { open } else { "" };
            let close = if number + 1 == words.len() { close } else { "" };
            marked.push((format!("{open}{word}{close}"), role));
        }
    }
    marked
}

/// The mentions by wording, the wordings in the order of their numbers; each article once.
fn by_wording(quote: &SharedQuote) -> BTreeMap<u32, Vec<QuoteMention>> {
    let mut wordings: BTreeMap<u32, Vec<QuoteMention>> = BTreeMap::new();
    let mut seen: Vec<(ArticleId, u32)> = Vec::new();
    for mention in &quote.mentions {
        if !seen.contains(&(mention.article, mention.variant)) {
            seen.push((mention.article, mention.variant));
            wordings.entry(mention.variant).or_default().push(*mention);
        }
    }
    wordings
}
