//! The view of names: who and what is named, in which articles, why its names are one, and with whom.

use std::collections::BTreeMap;

use super::{Choice, Item, Page, Source, page, passes};
use crate::analysis::EntityKind;
use crate::app::links::{Row, Target, role_of};
use crate::config::theme::Role;
use crate::corpus::{Corpus, Place};
use crate::link::{Entity, EntityId, SharedQuoteId};
use crate::text::wrap;

/// The kinds of names that can be shown alone.
pub(super) const KINDS: &[&str] = &["all", "people", "organizations", "places", "other"];
/// The orders of names.
pub(super) const ORDERS: &[&str] = &["most articles first", "most uses first", "by name"];

/// Articles that are listed at most.
const ARTICLES: usize = 40;
/// So many articles show more than one line of their sentence.
const ROOMY: usize = 8;
/// Names and quotes that are listed at most, and reasons.
const FEW: usize = 8;
/// Uses that are looked through at most for who is named with it.
const LOOKED_THROUGH: usize = 20_000;

/// The names that are chosen; those that several articles have come first, unless they stand by name.
pub(super) fn items(corpus: &Corpus, choice: &Choice) -> Vec<Item> {
    let ids = (0..corpus.links.entities.len()).map(EntityId::new);
    let mut chosen: Vec<EntityId> = ids
        .filter(|id| is_chosen(corpus.entity(*id), choice))
        .collect();
    let articles = |id: &EntityId| corpus.articles_of_entity(*id).len();
    let uses = |id: &EntityId| corpus.entity(*id).mentions.len();
    match choice.order {
        0 => chosen.sort_by_key(|id| std::cmp::Reverse((articles(id), uses(id)))),
        1 => chosen.sort_by_key(|id| std::cmp::Reverse((articles(id) > 1, uses(id)))),
        _ => {
            chosen.sort_by_cached_key(|id| crate::text::fold::fold(&corpus.entity(*id).name));
            return chosen.into_iter().map(Item::Name).collect();
        }
    }
    let shared = chosen.partition_point(|id| articles(id) > 1);
    let (shared, alone) = chosen.split_at(shared);
    let group = |words, ids: &[EntityId]| {
        let heading = (!ids.is_empty()).then_some(Item::Heading(words, ids.len()));
        let names = ids.iter().copied().map(Item::Name);
        heading.into_iter().chain(names).collect::<Vec<_>>()
    };
    let mut items = group("IN SEVERAL ARTICLES", shared);
    items.extend(group("IN ONE ARTICLE", alone));
    items
}

fn is_chosen(entity: &Entity, choice: &Choice) -> bool {
    let kind = match choice.kind {
        1 => Some(EntityKind::Person),
        2 => Some(EntityKind::Organization),
        3 => Some(EntityKind::Place),
        4 => Some(EntityKind::Other),
        _ => None,
    };
    let names = || {
        let aliases = entity.aliases.iter().map(String::as_str);
        std::iter::once(entity.name.as_str()).chain(aliases)
    };
    kind.is_none_or(|kind| entity.kind == kind)
        && (choice.filter.is_empty() || names().any(|name| passes(&choice.filter, name)))
}

/// A name with its kind and the number of its articles.
pub(super) fn row(source: Source<'_>, id: EntityId) -> Row {
    let entity = source.corpus.entity(id);
    let mut row = Row::new(format!("  {}", entity.name), role_of(entity.kind));
    if source.width >= 36 {
        row = row.with(format!("  {}", kind_name(entity.kind)), Role::Dim);
    }
    let count = source.corpus.articles_of_entity(id).len();
    let right = if source.width < 36 && source.corpus.has_namesake(id) {
        format!("{} {count}", short_kind(entity.kind))
    } else {
        count.to_string()
    };
    page::fitted(source, row.right(right, Role::Dim))
}

/// The kind where there is little room.
fn short_kind(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Organization => "org.",
        kind => kind.name(),
    }
}

fn kind_name(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Other => "other name",
        kind => kind.name(),
    }
}

/// Everything that there is to say about a name.
pub(super) fn detail(page: &mut Page<'_>, id: EntityId) {
    page.source.name = Some(id);
    let corpus = page.corpus();
    let entity = corpus.entity(id);
    let kind = kind_name(entity.kind);
    page.push(Row::new(entity.name.clone(), role_of(entity.kind)).right(kind, Role::Dim));
    let places = corpus.places_of_entity(id);
    let articles = corpus.articles_of_entity(id).len();
    let dot = page.source.glyphs.dot;
    let words = format!(
        "{} {dot} {}",
        counted(entity.mentions.len(), "use"),
        counted(articles, "article")
    );
    page.push(Row::new(words, Role::Dim));
    names_of(page, id);
    ruled(page, id);
    first_mentions(page, id, &places);
    said(page, id);
    company(page, id, &places);
}

fn counted(count: usize, what: &str) -> String {
    let end = if count == 1 { "" } else { "s" };
    format!("{count} {what}{end}")
}

/// Its names with how often each is printed, and why they are taken to be one.
fn names_of(page: &mut Page<'_>, id: EntityId) {
    let entity = page.corpus().entity(id);
    if entity.aliases.is_empty() {
        return;
    }
    page.heading("ALSO CALLED", "");
    let printed = printed(page.corpus(), entity);
    for (number, alias) in entity.aliases.iter().enumerate().take(FEW) {
        let count = printed.get(alias).copied().unwrap_or_default();
        let count = format!("{}{count}", page.source.glyphs.times);
        let row = Row::new(format!("  {alias}"), Role::Text).right(count, Role::Dim);
        page.push(row.to(Target::Alias(id, number)));
    }
    page.more(entity.aliases.len().saturating_sub(FEW), "");
    if entity.evidence.is_empty() {
        return;
    }
    page.heading("WHY THEY ARE ONE", "");
    for why in entity.evidence.iter().take(FEW) {
        page.wrapped(why, Role::Dim, 2, 2);
    }
    page.more(entity.evidence.len().saturating_sub(FEW), "");
}

/// What the reader has decided of it.
fn ruled(page: &mut Page<'_>, id: EntityId) {
    let ruled = page.corpus().links.decided.entities.get(&id);
    if let Some(ruled) = ruled {
        page.heading("DECIDED BY YOU", "");
        ruled
            .iter()
            .for_each(|words| page.wrapped(words, Role::Text, 2, 2));
    }
}

/// How often the entity is called what.
fn printed(corpus: &Corpus, entity: &Entity) -> BTreeMap<String, usize> {
    let mut printed = BTreeMap::new();
    for (article, mention) in entity.mentions.iter().take(LOOKED_THROUGH) {
        let span = corpus.annotations(*article).mention(*mention).span;
        let words = corpus.article(*article).words(span).split_whitespace();
        *printed
            .entry(words.collect::<Vec<_>>().join(" "))
            .or_default() += 1;
    }
    printed
}

/// The articles that name it, each with the sentence that does so first.
fn first_mentions(page: &mut Page<'_>, id: EntityId, places: &[Place]) {
    let corpus = page.corpus();
    let articles = corpus.articles_of_entity(id);
    page.heading("FIRST NAMED IN EACH ARTICLE", "* all uses");
    for uses in places
        .chunk_by(|a, b| a.article == b.article)
        .take(ARTICLES)
    {
        let Some(first) = uses.first().copied() else {
            continue;
        };
        let glyphs = page.source.glyphs;
        let count = match uses.len() {
            1 => String::new(),
            count => format!("{}{count} ", glyphs.times),
        };
        let paragraph = format!(
            "{count}{}{}",
            glyphs.paragraph,
            corpus.paragraph_number(first)
        );
        let name = corpus.article(first.article).name();
        let row = Row::new(format!("  {name}"), Role::Outlet).right(paragraph, Role::Dim);
        page.push(row.to(Target::Place(first)));
        page.sentence(first, 4, if articles.len() > ROOMY { 1 } else { 2 });
    }
    page.more(
        articles.len().saturating_sub(ARTICLES),
        "; * lists all uses",
    );
}

/// What it is quoted as saying.
fn said(page: &mut Page<'_>, id: EntityId) {
    let corpus = page.corpus();
    let quotes = corpus.quotes_of_speaker(id).iter().copied();
    let mut own: Vec<(usize, SharedQuoteId)> = quotes
        .map(|quote| (corpus.articles_of_quote(quote).len(), quote))
        .collect();
    if own.is_empty() {
        return;
    }
    own.sort_by_key(|(count, quote)| (std::cmp::Reverse(*count), *quote));
    page.heading("QUOTED AS SAYING", &format!("g q all {}", own.len()));
    for (count, quote) in own.iter().take(FEW) {
        let Some(mention) = corpus.quote(*quote).mentions.first() else {
            continue;
        };
        let printed = corpus.annotations(mention.article).quote(mention.quote);
        let words = wrap::flat(corpus.article(mention.article).words(printed.outer)).into_owned();
        let place = Place {
            article: mention.article,
            sentence: printed.sentence,
        };
        let row = Row::new("  ", Role::Text).with(words, Role::Quote);
        let right = if *count > 1 {
            format!("in {count}")
        } else {
            String::new()
        };
        page.push(row.right(right, Role::Dim).to(Target::Place(place)));
    }
    page.more(own.len().saturating_sub(FEW), "");
}

/// Who is named in the same sentences, most often first.
fn company(page: &mut Page<'_>, id: EntityId, places: &[Place]) {
    let corpus = page.corpus();
    let mut with: BTreeMap<EntityId, usize> = BTreeMap::new();
    for place in places.iter().take(LOOKED_THROUGH) {
        for other in &corpus.shared(*place).entities {
            *with.entry(*other).or_default() += 1;
        }
    }
    with.remove(&id);
    if with.is_empty() {
        return;
    }
    let mut with: Vec<(EntityId, usize)> = with.into_iter().collect();
    with.sort_by_key(|(other, count)| (std::cmp::Reverse(*count), *other));
    page.heading("NAMED IN THE SAME SENTENCE", "");
    for (other, count) in with.iter().take(FEW) {
        let entity = corpus.entity(*other);
        let row = Row::new(format!("  {}", entity.name), role_of(entity.kind));
        let count = format!("{}{count}", page.source.glyphs.times);
        page.push(row.right(count, Role::Dim).to(Target::Entity(*other)));
    }
    page.more(with.len().saturating_sub(FEW), "");
}
