//! The view of what the reader has decided.

use std::path::Path;

use super::{Choice, Item, Page, Source, page, passes};
use crate::app::links::{Row, Target};
use crate::article::sanitize;
use crate::config::theme::Role;
use crate::corpus::{Corpus, Place};
use crate::link::decision::{Decision, NameKey, Said};
use crate::text::key::SentenceKey;
use crate::text::wrap;

/// The kinds of decisions that can be shown alone.
pub(super) const KINDS: &[&str] = &["all", "names", "sentences"];

/// The decisions that are chosen.
pub(super) fn items(corpus: &Corpus, choice: &Choice) -> Vec<Item> {
    let is_chosen = |decision: &Decision| {
        let of_names = decision.paths().is_empty();
        match choice.kind {
            1 => of_names,
            2 => !of_names,
            _ => true,
        }
    };
    let decisions = corpus.decisions().iter().enumerate();
    decisions
        .filter(|(_, decision)| {
            is_chosen(decision) && passes(&choice.filter, &words(corpus, decision))
        })
        .map(|(number, _)| Item::Ruling(number))
        .collect()
}

/// A decision in a line.
pub(super) fn row(source: Source<'_>, number: usize) -> Row {
    let decision = source.corpus.decisions().iter().nth(number);
    let words = decision.map_or_else(String::new, |decision| words(source.corpus, decision));
    page::fitted(source, Row::new(format!("  {words}"), Role::Text))
}

fn words(corpus: &Corpus, decision: &Decision) -> String {
    let said = |said: &Said| match place(corpus, said) {
        Some(place) => wrap::flat(corpus.sentence(place)).into_owned(),
        None => format!("a sentence of {}", shown(&said.path)),
    };
    let named = |key: &NameKey| corpus.as_printed(&key.name).to_owned();
    match decision {
        Decision::Merge(name, into) => format!("“{}” = “{}”", named(name), named(into)),
        Decision::Split(name, alias) => {
            format!("“{}” is not “{}”", corpus.as_printed(alias), named(name))
        }
        Decision::NoName(name) => format!("“{}” is no name", named(name)),
        Decision::Kind(name, kind) => format!("“{}” is of the kind: {}", named(name), kind.name()),
        Decision::Same(a, _) => format!("the same: {}", said(a)),
        Decision::Right(a, _) => format!("right: {}", said(a)),
        Decision::Wrong(a, _) => format!("wrong: {}", said(a)),
    }
}

/// A path as it may be shown.
fn shown(path: &Path) -> String {
    sanitize::line(&path.to_string_lossy())
}

/// Where the sentence stands, if its article is here and still says it.
fn place(corpus: &Corpus, said: &Said) -> Option<Place> {
    let article = corpus.article_at(&said.path)?;
    let mut sentences = corpus.article(article).sentence_ids();
    let is_it =
        |sentence| SentenceKey::of(corpus.sentence(Place { article, sentence })) == said.words;
    let sentence = sentences.find(|sentence| is_it(*sentence))?;
    Some(Place { article, sentence })
}

/// What it is about, and how to take it back.
pub(super) fn detail(page: &mut Page<'_>, number: usize) {
    let corpus = page.corpus();
    let Some(decision) = corpus.decisions().iter().nth(number) else {
        return;
    };
    page.wrapped(&words(corpus, decision), Role::Heading, 0, 4);
    page.wrapped(
        "d takes it back; what the program found holds again",
        Role::Dim,
        0,
        2,
    );
    page.gap();
    match decision {
        Decision::Merge(a, b) => [a, b].into_iter().for_each(|key| name(page, key)),
        Decision::Split(key, _) | Decision::NoName(key) | Decision::Kind(key, _) => name(page, key),
        Decision::Same(a, b) | Decision::Right(a, b) | Decision::Wrong(a, b) => {
            for said in [a, b] {
                if let Some(place) = place(corpus, said) {
                    page.context(place);
                } else {
                    let path = shown(&said.path);
                    let words = format!("{path} is not here, or has other words now");
                    page.wrapped(&words, Role::Dim, 0, 3);
                }
                page.gap();
            }
        }
    }
}

fn name(page: &mut Page<'_>, key: &NameKey) {
    let corpus = page.corpus();
    match key.find(&corpus.links) {
        Some(id) => {
            let entity = corpus.entity(id);
            let role = crate::app::links::role_of(entity.kind);
            let row = Row::new(format!("  {}", corpus.as_printed(&key.name)), role)
                .to(Target::Entity(id));
            page.push(row.right(entity.kind.name(), Role::Dim));
        }
        None => page.push(Row::new(
            format!("  {}", corpus.as_printed(&key.name)),
            Role::Dim,
        )),
    }
}
