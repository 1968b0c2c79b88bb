//! The speaker ledger: all that somebody is quoted as saying, each quote with its wordings and who prints them.

use std::cmp::Reverse;

use super::{Choice, Item, Page, Source, page, passes};
use crate::app::links::{Row, Target, changed, role_of};
use crate::app::when;
use crate::config::theme::Role;
use crate::corpus::Corpus;
use crate::corpus::ledger::{Attribution, Entry, Print, Wording};
use crate::link::quote::word_diff;
use crate::link::{EntityId, SharedQuoteId};
use crate::text::wrap;

/// The kinds of quotes that can be shown alone.
pub(super) const KINDS: &[&str] = &[
    "all",
    "in several articles",
    "in several wordings",
    "whole sentences",
    "with several speakers",
];
/// The orders of quotes.
pub(super) const ORDERS: &[&str] = &["earliest first", "latest first", "most printed first"];

/// Columns of a day: "12 Mar 25".
const DAY: usize = 9;
/// From which width a row has its day.
const ROOMY: usize = 40;
/// Lines of one wording at most, wordings, and articles of one.
const LINES: usize = 12;
const WORDINGS: usize = 26;
const ARTICLES: usize = 40;

/// The quotes that are chosen.
pub(super) fn items(corpus: &Corpus, speaker: Option<EntityId>, choice: &Choice) -> Vec<Item> {
    let mut entries = speaker.map_or_else(Vec::new, |speaker| corpus.ledger(speaker));
    entries.retain(|entry| is_chosen(corpus, entry, choice));
    match choice.order {
        1 => entries.sort_by_key(|entry| Reverse(entry.published)),
        2 => entries.sort_by_key(|entry| Reverse(entry.articles)),
        _ => {}
    }
    let said = |entry: &Entry| Item::Said(entry.quote, entry.continues && choice.order == 0);
    entries.iter().map(said).collect()
}

fn is_chosen(corpus: &Corpus, entry: &Entry, choice: &Choice) -> bool {
    let kind = match choice.kind {
        1 => entry.articles > 1,
        2 => entry.wordings.len() > 1,
        3 => !entry.partial,
        4 => entry.attribution_differs,
        _ => true,
    };
    let mut wordings = entry.wordings.iter();
    let has_words = |wording: &Wording| passes(&choice.filter, &words(corpus, wording));
    kind && (choice.filter.is_empty() || wordings.any(has_words))
}

/// "1 quote", "2 quotes".
pub(super) fn counted(count: usize, what: &str) -> String {
    let end = if count == 1 { "" } else { "s" };
    format!("{count} {what}{end}")
}

/// The words of a wording.
fn words(corpus: &Corpus, wording: &Wording) -> String {
    let Some(first) = wording.prints.first() else {
        return String::new();
    };
    let (article, quote) = (first.place.article, first.quote);
    let span = corpus.annotations(article).quote(quote).span;
    wrap::flat(corpus.article(article).words(span)).into_owned()
}

/// The first words of a quote.
pub(super) fn title(corpus: &Corpus, quote: SharedQuoteId) -> String {
    let first = corpus.quote(quote).mentions.first();
    first.map_or_else(String::new, |first| {
        let span = corpus.annotations(first.article).quote(first.quote).span;
        wrap::flat(corpus.article(first.article).words(span)).into_owned()
    })
}

/// A quote on one line: its day, its words, and in how many wordings and articles it is printed.
pub(super) fn row(source: Source<'_>, quote: SharedQuoteId, goes_on: bool) -> Row {
    let corpus = source.corpus;
    let glyphs = source.glyphs;
    let mentions = &corpus.quote(quote).mentions;
    let dates = mentions.iter();
    let first = dates
        .filter_map(|mention| corpus.article(mention.article).meta.published)
        .min();
    let mut row = Row::new("  ", Role::Text);
    if source.width >= ROOMY {
        let day = match first {
            Some(first) if !goes_on => when::date(source.now, first),
            _ => String::new(),
        };
        row = row.with(format!("{day:<DAY$} "), Role::Dim);
    }
    if goes_on {
        row = row.with(format!("{} ", glyphs.ellipsis), Role::Dim);
    }
    let (open, close) = (glyphs.open_quote, glyphs.close_quote);
    row = row.with(
        format!("{open}{}{close}", title(corpus, quote)),
        Role::Quote,
    );
    let wordings = 1 + mentions
        .iter()
        .map(|mention| mention.variant)
        .max()
        .unwrap_or(0);
    if wordings > 1 || corpus.quote(quote).attribution_differs {
        row = row.right(
            format!("{}{wordings} ", glyphs.differs),
            Role::Contradiction,
        );
    }
    let count = corpus.articles_of_quote(quote).len();
    if count > 1 {
        row = row.right(format!("{}{count}", glyphs.quote), Role::Dim);
    }
    page::fitted(source, row)
}

/// A quote in all its wordings, and who prints which.
pub(super) fn detail(page: &mut Page<'_>, quote: SharedQuoteId) {
    let Some(speaker) = page.source.name else {
        return;
    };
    let corpus = page.corpus();
    let entry = corpus.entry(quote, speaker);
    let glyphs = page.source.glyphs;
    let entity = corpus.entity(speaker);
    let when = entry
        .published
        .map(|then| when::moment(page.source.now, then));
    page.push(
        Row::new(entity.name.clone(), role_of(entity.kind))
            .right(when.unwrap_or_default(), Role::Dim),
    );
    let mut facts = vec![counted(entry.articles, "article")];
    if entry.wordings.len() > 1 {
        facts.push(counted(entry.wordings.len(), "wording"));
    }
    if entry.partial {
        facts.push("part of a sentence of the report".to_owned());
    }
    page.push(Row::new(
        facts.join(&format!(" {} ", glyphs.dot)),
        Role::Dim,
    ));
    if entry.attribution_differs {
        let words = format!("{} articles name different speakers", glyphs.differs);
        page.push(Row::new(words, Role::Contradiction));
    }
    let first = entry.wordings.first().map(|wording| words(corpus, wording));
    let first = first.unwrap_or_default();
    for (number, wording) in entry.wordings.iter().take(WORDINGS).enumerate() {
        page.gap();
        say(page, &first, wording, number, entry.wordings.len() > 1);
        let prints = wording.prints.iter();
        prints
            .take(ARTICLES)
            .for_each(|print| printed(page, *print));
        page.more(wording.prints.len().saturating_sub(ARTICLES), "");
    }
    page.more(entry.wordings.len().saturating_sub(WORDINGS), " wordings");
}

/// The words of a wording; those after the first against it.
fn say(page: &mut Page<'_>, first: &str, wording: &Wording, number: usize, lettered: bool) {
    let corpus = page.corpus();
    let own = words(corpus, wording);
    let indent = if lettered { 3 } else { 0 };
    let before = page.rows.len();
    if number == 0 {
        let (open, close) = (
            page.source.glyphs.open_quote,
            page.source.glyphs.close_quote,
        );
        page.wrapped(&format!("{open}{own}{close}"), Role::Quote, indent, LINES);
    } else {
        let changes = word_diff(first, &own);
        let width = page.source.width.saturating_sub(2);
        let ellipsis = page.source.glyphs.ellipsis;
        for row in changed((first, &own), &changes, (indent, LINES), width, ellipsis) {
            page.push(row);
        }
    }
    let letter = u8::try_from(number)
        .ok()
        .and_then(|number| b'A'.checked_add(number));
    if let (true, Some(row), Some(letter)) = (lettered, page.rows.get_mut(before), letter)
        && let Some(indent) = row.left.first_mut()
    {
        indent.words = format!("{}  ", char::from(letter));
    }
}

/// An article that prints the quote, with its day, its paragraph and to whom it gives the words.
fn printed(page: &mut Page<'_>, print: Print) {
    let corpus = page.corpus();
    let article = corpus.article(print.place.article);
    let paragraph = format!(
        "{}{}",
        page.source.glyphs.paragraph,
        corpus.paragraph_number(print.place)
    );
    let day = article
        .meta
        .published
        .map(|then| when::date(page.source.now, then));
    let right = format!("{} {paragraph}", day.unwrap_or_default());
    let row = Row::new(format!("   {}", article.name()), Role::Outlet);
    page.push(
        row.right(right.trim_start(), Role::Dim)
            .to(Target::Place(print.place)),
    );
    let (words, role) = match print.attribution {
        Attribution::Speaker => return,
        Attribution::Other(other) => {
            let said = format!(
                "{} said by {}",
                page.source.glyphs.differs,
                corpus.entity(other).name
            );
            (said, Role::Contradiction)
        }
        Attribution::Words(span) => (
            format!("said by {}", wrap::flat(article.words(span))),
            Role::Dim,
        ),
        Attribution::Nobody => ("said by nobody who is named".to_owned(), Role::Dim),
    };
    page.push(Row::new(format!("     {words}"), role));
}
