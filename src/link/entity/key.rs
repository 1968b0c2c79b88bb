//! The key of every chain: chains with equal keys are one entity.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use crate::analysis::coref::form;
use crate::analysis::coref::person::{FullName, People};
use crate::analysis::coref::thing::{self, Known};
use crate::analysis::lexicon::Lexicon;
use crate::analysis::{Chain, EntityKind};
use crate::link::Analyzed;

/// What makes chains one entity.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    /// A person of whom some article prints the full name, by the first variant of it.
    Person(usize),
    /// Somebody of whom no article prints more than this.
    Part(String),
    /// Somebody of whom it is not clear which of several persons he is: one article's chain.
    Unclear(usize, usize),
    /// Anything else.
    Thing(String),
}

/// A chain in the form in which it is looked up.
enum Form {
    Person(FullName),
    Thing(String),
}

/// The keys of all chains of all articles.
pub(super) fn keys(articles: &[Analyzed], lexicon: &Lexicon) -> Vec<Vec<Key>> {
    let mut forms: Vec<Vec<Form>> = articles
        .par_iter()
        .map(|article| {
            let chains = article.annotations.chains.iter();
            chains.map(|chain| form(chain, lexicon)).collect()
        })
        .collect();
    shorten(&mut forms, articles, lexicon);
    agree(&mut forms, articles);
    let people = people(&forms, articles, lexicon);
    let nicknames = nicknames(articles, &forms, &people);
    let things = things(&forms, articles, &people, lexicon);
    forms
        .iter()
        .enumerate()
        .map(|(article, forms)| {
            let key = |(chain, form): (usize, &Form)| match form {
                Form::Person(words) => {
                    person_key(words, &people, &nicknames, (article, chain), &things)
                }
                Form::Thing(key) => {
                    surname_key(key, &people, lexicon).unwrap_or_else(|| thing_key(key, &things))
                }
            };
            forms.iter().enumerate().map(key).collect()
        })
        .collect()
}

fn form(chain: &Chain, lexicon: &Lexicon) -> Form {
    if chain.kind == EntityKind::Person {
        Form::Person(form::person(&chain.name, lexicon))
    } else {
        Form::Thing(form::thing(&chain.name, chain.kind, lexicon))
    }
}

/// Where a short name mostly stands for itself, and for several longer ones here and there, it is the name: a company and
/// its divisions.
fn shorten(forms: &mut [Vec<Form>], articles: &[Analyzed], lexicon: &Lexicon) {
    let mut longer: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut short: Vec<(usize, usize, String)> = Vec::new();
    for (at, (article, forms)) in articles.iter().zip(forms.iter()).enumerate() {
        for (chain, form) in forms.iter().enumerate() {
            if let Form::Thing(full) = form
                && let Some(key) = short_key(article, chain, full, lexicon)
            {
                longer.entry(key.clone()).or_default().insert(full.clone());
                short.push((at, chain, key));
            }
        }
    }
    for (article, chain, key) in short {
        if longer.get(&key).is_some_and(|longer| longer.len() > 1) {
            forms[article][chain] = Form::Thing(key);
        }
    }
}

/// The key of the name that a chain mostly goes by, when it is not its fullest.
fn short_key(article: &Analyzed, chain: usize, full: &str, lexicon: &Lexicon) -> Option<String> {
    let chain = article.annotations.chains.get(chain)?;
    let text = |mention| {
        article
            .article
            .words(article.annotations.mention(mention).span)
    };
    if !full.contains(' ')
        || chain
            .mentions
            .iter()
            .all(|mention| text(*mention) == chain.name)
    {
        return None;
    }
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for mention in &chain.mentions {
        *counts
            .entry(form::thing(text(*mention), chain.kind, lexicon))
            .or_default() += 1;
    }
    let own = counts.get(full).copied().unwrap_or_default();
    let (key, count) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    (key != full && full.starts_with(&key) && count >= 3 * own).then_some(key)
}

/// Makes a person of what most articles take for one, and a thing of what most do not.
fn agree(forms: &mut [Vec<Form>], articles: &[Analyzed]) {
    let mut weights: HashMap<String, (usize, usize)> = HashMap::new();
    for (forms, article) in forms.iter().zip(articles) {
        for (form, chain) in forms.iter().zip(&article.annotations.chains) {
            match form {
                Form::Person(words) if words.len() > 1 => {
                    weights.entry(words.join(" ")).or_default().0 += chain.mentions.len();
                }
                Form::Thing(key) if key.contains(' ') => {
                    weights.entry(key.clone()).or_default().1 += chain.mentions.len();
                }
                Form::Person(_) | Form::Thing(_) => {}
            }
        }
    }
    weights.retain(|_, (person, thing)| *person > 0 && *thing > 0);
    for form in forms.iter_mut().flatten() {
        let key = match form {
            Form::Person(words) => words.join(" "),
            Form::Thing(key) => key.clone(),
        };
        if let Some((person, thing)) = weights.get(&key) {
            *form = if person > thing {
                Form::Person(key.split(' ').map(str::to_owned).collect())
            } else {
                Form::Thing(key)
            };
        }
    }
}

fn person_key(
    words: &FullName,
    people: &People,
    nicknames: &HashMap<String, usize>,
    at: (usize, usize),
    things: &HashMap<String, (String, thing::Reason)>,
) -> Key {
    if let Some(person) = people.person(words) {
        return Key::Person(person);
    }
    let short = words.join(" ");
    if let Some(person) = nicknames.get(&short) {
        return Key::Person(*person);
    }
    match people.likely(&short) {
        Some(person) => Key::Person(person),
        None if people.candidates(&short).next().is_some() => Key::Unclear(at.0, at.1),
        None if things.contains_key(&short) => thing_key(&short, things),
        None => Key::Part(short),
    }
}

/// A name that was not seen to be a person's, but is the surname of one alone and nothing else that is known.
fn surname_key(key: &str, people: &People, lexicon: &Lexicon) -> Option<Key> {
    let known =
        lexicon.alias(key).is_some() || lexicon.is_place(key) || lexicon.acronym(key).is_some();
    if key.contains(' ') || known || !people.is_surname(key) {
        return None;
    }
    people.likely(key).map(Key::Person)
}

fn thing_key(key: &str, things: &HashMap<String, (String, thing::Reason)>) -> Key {
    let full = things.get(key).map_or(key, |(full, _)| full);
    Key::Thing(full.to_owned())
}

fn people(forms: &[Vec<Form>], articles: &[Analyzed], lexicon: &Lexicon) -> People {
    let mut full: BTreeMap<FullName, usize> = BTreeMap::new();
    for (forms, article) in forms.iter().zip(articles) {
        for (form, chain) in forms.iter().zip(&article.annotations.chains) {
            if let Form::Person(words) = form
                && words.len() > 1
            {
                *full.entry(words.clone()).or_default() += chain.mentions.len();
            }
        }
    }
    People::of(&full, lexicon)
}

/// The persons by the nicknames that stand quoted in their names, where all articles agree.
fn nicknames(
    articles: &[Analyzed],
    forms: &[Vec<Form>],
    people: &People,
) -> HashMap<String, usize> {
    let mut found: HashMap<String, Option<usize>> = HashMap::new();
    for (article, forms) in articles.iter().zip(forms) {
        for (chain, form) in article.annotations.chains.iter().zip(forms) {
            let Form::Person(words) = form else { continue };
            let Some(person) = people.person(words) else {
                continue;
            };
            for mention in &chain.mentions {
                let text = article
                    .article
                    .words(article.annotations.mention(*mention).span);
                if let Some(nickname) = form::quoted(text) {
                    let known = found.entry(nickname).or_insert(Some(person));
                    *known = known.filter(|known| *known == person);
                }
            }
        }
    }
    found
        .into_iter()
        .filter_map(|(name, person)| Some((name, person?)))
        .collect()
}

fn things(
    forms: &[Vec<Form>],
    articles: &[Analyzed],
    people: &People,
    lexicon: &Lexicon,
) -> HashMap<String, (String, thing::Reason)> {
    let mut keys: BTreeMap<String, Known> = BTreeMap::new();
    for (forms, article) in forms.iter().zip(articles) {
        for (form, chain) in forms.iter().zip(&article.annotations.chains) {
            let key = match form {
                Form::Thing(key) => key.clone(),
                // A word that was taken for a surname may be how an organization's name begins or ends.
                Form::Person(words) => match words.as_slice() {
                    [only]
                        if people.candidates(only).next().is_none() && !lexicon.is_place(only) =>
                    {
                        only.clone()
                    }
                    _ => continue,
                },
            };
            let initials = form::is_initials(&chain.name);
            let known = keys.entry(key).or_insert(Known {
                weight: 0,
                kind: chain.kind,
                initials,
            });
            known.weight += chain.mentions.len();
            known.kind = known.kind.min(chain.kind);
            known.initials |= initials;
        }
    }
    thing::resolve(&keys, &BTreeMap::new(), lexicon)
}
