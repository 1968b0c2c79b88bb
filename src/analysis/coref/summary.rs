//! What linking needs to know of every chain, worked out once for each article.

use std::collections::BTreeMap;

use super::form;
use super::person::FullName;
use crate::analysis::lexicon::Lexicon;
use crate::analysis::{Chain, EntityKind, Mention};
use crate::article::Article;

/// A name in the form in which it is looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Form {
    /// The words of a person's name.
    Person(FullName),
    /// The key of anything else.
    Thing(String),
}

/// What is known of one chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Its fullest name.
    pub(crate) form: Form,
    /// The key of the name that it mostly goes by, when that is how its fullest name begins or ends.
    pub(crate) short: Option<Form>,
    /// Whether its fullest name is initials.
    pub(crate) initials: bool,
    /// The nicknames that are printed within its names.
    pub(crate) nicknames: Vec<String>,
    /// Its names as they are printed, with how often.
    pub(crate) printed: Vec<(String, usize)>,
}

/// The summaries of all chains of an article.
pub fn summaries(
    article: &Article,
    mentions: &[Mention],
    chains: &[Chain],
    lexicon: &Lexicon,
) -> Vec<Summary> {
    chains
        .iter()
        .map(|chain| summary(article, mentions, chain, lexicon))
        .collect()
}

fn summary(article: &Article, mentions: &[Mention], chain: &Chain, lexicon: &Lexicon) -> Summary {
    let mut printed: BTreeMap<String, usize> = BTreeMap::new();
    for mention in chain.mentions.iter().map(|id| &mentions[id.index()]) {
        let words: Vec<&str> = article.words(mention.span).split_whitespace().collect();
        *printed.entry(words.join(" ")).or_default() += 1;
    }
    let form = if chain.kind == EntityKind::Person {
        Form::Person(form::person(&chain.name, lexicon))
    } else {
        Form::Thing(form::thing(&chain.name, chain.kind, lexicon))
    };
    let short = match &form {
        Form::Thing(full) => short_key(full, &printed, chain.kind, lexicon),
        Form::Person(_) => None,
    };
    Summary {
        form,
        short,
        initials: form::is_initials(&chain.name),
        nicknames: printed
            .keys()
            .filter_map(|text| form::quoted(text))
            .collect(),
        printed: printed.into_iter().collect(),
    }
}

/// The key of the name that a chain mostly goes by, when it is not its fullest but a part of that.
fn short_key(
    full: &str,
    printed: &BTreeMap<String, usize>,
    kind: EntityKind,
    lexicon: &Lexicon,
) -> Option<Form> {
    if !full.contains(' ') || printed.len() < 2 {
        return None;
    }
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (text, count) in printed {
        *counts.entry(form::thing(text, kind, lexicon)).or_default() += count;
    }
    let own = counts.get(full).copied().unwrap_or_default();
    let (key, count) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    let part = full.starts_with(&key) || full.ends_with(&key);
    (key != full && part && count >= 3 * own).then_some(Form::Thing(key))
}
