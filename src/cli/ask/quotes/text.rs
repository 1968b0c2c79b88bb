//! Quotes for people: each with its wordings, and below each wording the articles that print it.

use std::io;

use super::{Drift, Wording, attributions, drift, hinted, letter, speaker, wordings};
use crate::cli::ask::{Asked, count};
use crate::cli::page::{Page, Words};
use crate::config::glyphs::Glyphs;
use crate::config::theme::Role;
use crate::corpus::Place;
use crate::link::quote::Change;
use crate::link::{QuoteMention, SharedQuoteId};
use crate::text::wrap;

/// How wide the column with the names of outlets is at most.
const NAMES: usize = 20;
/// A path is not shortened to less than this.
const SHORT_PATH: usize = 12;

/// Writes the quotes.
pub fn write(asked: &Asked, chosen: &[SharedQuoteId], page: &mut Page) -> io::Result<()> {
    for (index, id) in chosen.iter().enumerate() {
        if index > 0 {
            page.gap()?;
        }
        quote(asked, *id, page)?;
    }
    Ok(())
}

fn quote(asked: &Asked, id: SharedQuoteId, page: &mut Page) -> io::Result<()> {
    let corpus = &asked.corpus;
    let quote = corpus.quote(id);
    let glyphs = page.look.glyphs;
    let wordings = wordings(corpus, quote);
    let who = match (speaker(corpus, quote), quote.attribution_differs) {
        (Some(who), _) => Words::new().with(who, Role::Person),
        (None, true) => Words::new().with(
            format!("{} different speakers are named", glyphs.differs),
            Role::Contradiction,
        ),
        (None, false) => Words::new().dim("speaker not named"),
    };
    let mut counts = count(corpus.articles_of_quote(id).len(), "article");
    if wordings.len() > 1 {
        counts = format!("{counts}, {} wordings", wordings.len());
    }
    page.sides(&Words::new(), &who, &Words::new().dim(counts))?;
    let first = wordings
        .first()
        .map_or("", |wording| wording.words.as_str());
    for (number, wording) in wordings.iter().enumerate() {
        let label = if wordings.len() > 1 {
            format!("  {:<2} ", letter(number))
        } else {
            "  ".to_owned()
        };
        let words = worded(asked, number, first, wording);
        page.wrapped(&Words::new().dim(label), &words)?;
        printed_by(asked, &wording.mentions, page)?;
    }
    for (who, mentions) in attributions(corpus, quote) {
        let articles: Vec<_> = mentions.iter().map(|mention| mention.article).collect();
        let label = format!("  {} said by ", glyphs.differs);
        let words = Words::new()
            .text(who)
            .dim(format!("  in {}", asked.names(&articles)));
        page.wrapped(&Words::new().with(label, Role::Contradiction), &words)?;
    }
    Ok(())
}

/// The words of a wording, against those of the first where that tells more.
fn worded(asked: &Asked, number: usize, first: &str, wording: &Wording) -> Words {
    let glyphs = asked.config.glyphs;
    let (open, close) = (glyphs.open_quote, glyphs.close_quote);
    let whole = |words: &str| Words::new().with(format!("{open}{words}{close}"), Role::Quote);
    if number == 0 {
        return whole(&wording.words);
    }
    let changes = match drift(first, &wording.words) {
        Drift::Anew => return whole(&wording.words),
        Drift::Part => return whole(&wording.words).dim("  (part of A)"),
        Drift::Other(changes) => changes,
    };
    let mut words = Words::new().with(open, Role::Quote);
    for (index, change) in changes.iter().enumerate() {
        if index > 0 {
            words = words.text(" ");
        }
        words = match change {
            Change::Same(span) => words.with(span.of(first), Role::Quote),
            Change::Removed(span) => {
                let gone = hinted(span.of(first), glyphs.ellipsis);
                words.with(format!("[-{gone}-]"), Role::Removed)
            }
            Change::Added(span) => {
                words.with(format!("{{+{}+}}", span.of(&wording.words)), Role::Added)
            }
        };
    }
    words.with(close, Role::Quote)
}

/// One line for each article that prints the wording: outlet, date, file, paragraph.
fn printed_by(asked: &Asked, mentions: &[QuoteMention], page: &mut Page) -> io::Result<()> {
    let corpus = &asked.corpus;
    let glyphs = page.look.glyphs;
    let name = |mention: &QuoteMention| {
        let name = corpus.article(mention.article).name();
        wrap::cut(&name, NAMES, glyphs.ellipsis).into_owned()
    };
    let columns = |mention| wrap::width(&name(mention));
    let room = mentions.iter().map(columns).max().unwrap_or(0);
    for mention in mentions {
        let name = name(mention);
        let spaces = " ".repeat(room.saturating_sub(wrap::width(&name)));
        let quote = corpus.annotations(mention.article).quote(mention.quote);
        let paragraph = corpus.paragraph_number(Place {
            article: mention.article,
            sentence: quote.sentence,
        });
        let date = asked.published(mention.article);
        let date = if date.is_empty() {
            date
        } else {
            format!("{date}  ")
        };
        let label = Words::new()
            .text("       ")
            .with(name, Role::Outlet)
            .text(format!("{spaces}  "));
        let before = format!("{date}{}{paragraph}  ", glyphs.paragraph);
        let used = 9 + room + wrap::width(&before);
        let path = end_of(&asked.path(mention.article), page.look.width, used, glyphs);
        let words = Words::new().dim(format!("{before}{path}"));
        page.wrapped(&label, &words)?;
    }
    Ok(())
}

/// The end of a path, as much as fits behind `used` columns; the start tells least.
fn end_of(path: &str, width: usize, used: usize, glyphs: &Glyphs) -> String {
    let room = width.saturating_sub(used);
    if room < SHORT_PATH || wrap::width(path) <= room {
        return path.to_owned();
    }
    format!("{}{}", glyphs.ellipsis, wrap::suffix(path, room - 1))
}
