//! The view of speakers: who is quoted, how often, and with what first.

use super::{Choice, Item, Page, Source, ledger, page, passes};
use crate::analysis::EntityKind;
use crate::app::links::{Row, role_of};
use crate::config::theme::Role;
use crate::corpus::Corpus;
use crate::link::EntityId;
use crate::text::fold::fold;

/// The kinds of speakers that can be shown alone.
pub(super) const KINDS: &[&str] = &["all", "people", "organizations", "others"];
/// The orders of speakers.
pub(super) const ORDERS: &[&str] = &["most quotes first", "most articles first", "by name"];
/// Quotes that are listed at most.
const FEW: usize = 30;

/// The speakers that are chosen.
pub(super) fn items(corpus: &Corpus, choice: &Choice) -> Vec<Item> {
    let mut speakers = corpus.speakers();
    speakers.retain(|speaker| {
        let entity = corpus.entity(speaker.entity);
        let kind = match choice.kind {
            1 => entity.kind == EntityKind::Person,
            2 => entity.kind == EntityKind::Organization,
            3 => matches!(entity.kind, EntityKind::Place | EntityKind::Other),
            _ => true,
        };
        let mut names = entity.aliases.iter().chain([&entity.name]);
        kind && (choice.filter.is_empty() || names.any(|name| passes(&choice.filter, name)))
    });
    match choice.order {
        1 => speakers.sort_by_key(|speaker| std::cmp::Reverse(speaker.articles)),
        2 => speakers.sort_by_cached_key(|speaker| fold(&corpus.entity(speaker.entity).name)),
        _ => {}
    }
    let ids = speakers.into_iter().map(|speaker| speaker.entity);
    ids.map(Item::Speaker).collect()
}

/// A speaker with the number of quotes.
pub(super) fn row(source: Source<'_>, id: EntityId) -> Row {
    let entity = source.corpus.entity(id);
    let count = source.corpus.quotes_of_speaker(id).len();
    let row = Row::new(format!("  {}", entity.name), role_of(entity.kind));
    let sign = source.glyphs.quote;
    page::fitted(source, row.right(format!("{sign}{count}"), Role::Dim))
}

/// The first quotes of a speaker.
pub(super) fn detail(page: &mut Page<'_>, id: EntityId) {
    page.source.name = Some(id);
    let corpus = page.corpus();
    let entity = corpus.entity(id);
    let entries = corpus.ledger(id);
    let count = ledger::counted(entries.len(), "quote");
    page.push(Row::new(entity.name.clone(), role_of(entity.kind)).right(count, Role::Dim));
    if !entity.aliases.is_empty() {
        page.wrapped(&entity.aliases.join(", "), Role::Dim, 0, 2);
    }
    page.gap();
    for entry in entries.iter().take(FEW) {
        let row = ledger::row(page.source, entry.quote, entry.continues);
        let place = corpus.places_of_quote(entry.quote).next();
        page.push(place.map_or(row.clone(), |place| {
            row.to(crate::app::links::Target::Place(place))
        }));
    }
    page.more(entries.len().saturating_sub(FEW), "; Enter lists all");
}
