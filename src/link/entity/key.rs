//! The key of every chain: chains with equal keys are one entity.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::Chains;
use crate::analysis::EntityKind;
use crate::analysis::coref::person::{FullName, Nickname, People};
use crate::analysis::coref::summary::{Form, Summary};
use crate::analysis::coref::thing::{self, Known, Reason};
use crate::analysis::lexicon::{Lexicon, NameClass};

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

/// Why a chain has its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Why {
    /// For the reason of these words, to be followed by the entity's name.
    As(&'static str),
    /// It is not known which of these persons it is.
    Unclear(Vec<String>),
}

/// The keys of all chains, and how they were found.
#[derive(Debug, Default)]
pub(super) struct Keys {
    /// For every article and chain its key and the reason for it.
    pub(super) of_chains: Vec<Vec<(Key, Why)>>,
    /// How many pairs of names were weighed against each other.
    pub(super) compared: usize,
}

type Forms<'a> = Vec<Vec<Cow<'a, Form>>>;

/// The keys of all chains of all articles. A chain is looked up by the name that it mostly goes by: what it stands for is
/// then the same in all articles.
pub(super) fn keys<'a>(articles: &'a [Chains<'_>], lexicon: &Lexicon) -> Keys {
    let mut forms: Forms<'a> = articles
        .iter()
        .map(|article| {
            let summaries = article.summaries.iter();
            let form = |summary: &'a Summary| summary.short.as_ref().unwrap_or(&summary.form);
            summaries
                .map(|summary| Cow::Borrowed(form(summary)))
                .collect()
        })
        .collect();
    agree(&mut forms, articles, lexicon);
    let people = people(&forms, articles, lexicon);
    let (things, compared) = things(&forms, articles, &people, lexicon);
    let finder = Finder {
        names: names(&forms, articles, &people),
        nicknames: nicknames(&forms, articles, &people),
        compared: compared + people.compared(),
        people,
        things,
        lexicon,
    };
    let of_article = |(article, forms): (usize, &Vec<Cow<'_, Form>>)| {
        let key = |(chain, form): (usize, &Cow<'_, Form>)| match form.as_ref() {
            Form::Person(words) => finder.person(words, (article, chain)),
            Form::Thing(key) => finder.thing(key),
        };
        forms.iter().enumerate().map(key).collect()
    };
    Keys {
        of_chains: forms.iter().enumerate().map(of_article).collect(),
        compared: finder.compared,
    }
}

/// Makes a person of what most articles take for one, and a thing of what most do not.
fn agree(forms: &mut Forms<'_>, articles: &[Chains<'_>], lexicon: &Lexicon) {
    let mut weights: HashMap<String, (usize, usize)> = HashMap::new();
    for (forms, article) in forms.iter().zip(articles) {
        for (form, chain) in forms.iter().zip(article.chains) {
            match form.as_ref() {
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
    let companies = companies(forms, articles);
    for form in forms.iter_mut().flatten() {
        if let Form::Person(words) = form.as_ref()
            && let [first, _] = words.as_slice()
            && companies.contains(first)
            && !lexicon.name(first).any(NameClass::ANY_FIRST)
        {
            *form = Cow::Owned(Form::Thing(words.join(" ")));
            continue;
        }
        let (key, is_person) = match form.as_ref() {
            Form::Person(words) => (words.join(" "), true),
            Form::Thing(key) => (key.clone(), false),
        };
        match weights.get(&key) {
            Some((person, thing)) if person > thing && !is_person => {
                let words = key.split(' ').map(str::to_owned).collect();
                *form = Cow::Owned(Form::Person(words));
            }
            Some((person, thing)) if person <= thing && is_person => {
                *form = Cow::Owned(Form::Thing(key));
            }
            _ => {}
        }
    }
}

/// The single words that name organizations: "Velmora" of "Velmora Lines", which looks like a person.
fn companies(forms: &Forms<'_>, articles: &[Chains<'_>]) -> HashSet<String> {
    let mut companies = HashSet::new();
    for (forms, article) in forms.iter().zip(articles) {
        for (form, chain) in forms.iter().zip(article.chains) {
            if let Form::Thing(key) = form.as_ref()
                && chain.kind == EntityKind::Organization
                && !key.contains(' ')
                && !companies.contains(key)
            {
                companies.insert(key.clone());
            }
        }
    }
    companies
}

/// What keys are found by.
struct Finder<'a> {
    people: People,
    nicknames: HashMap<&'a str, usize>,
    things: HashMap<String, (String, Reason)>,
    names: HashMap<usize, &'a str>,
    compared: usize,
    lexicon: &'a Lexicon,
}

impl Finder<'_> {
    fn person(&self, words: &FullName, at: (usize, usize)) -> (Key, Why) {
        if let Some(person) = self.people.person(words) {
            return (Key::Person(person), Why::As("a form of the name of"));
        }
        let short = words.join(" ");
        if let Some(person) = self.nicknames.get(short.as_str()) {
            return (Key::Person(*person), Why::As("nickname of"));
        }
        if let Some(person) = self.people.likely(&short) {
            return (
                Key::Person(person),
                Why::As(self.people.part(&short).words()),
            );
        }
        let candidates: BTreeSet<usize> = self.people.candidates(&short).collect();
        if candidates.len() > 1 {
            return (
                Key::Unclear(at.0, at.1),
                Why::Unclear(self.names_of(&candidates)),
            );
        }
        match self.things.get(&short) {
            Some((full, reason)) => (Key::Thing(full.clone()), Why::As(reason.words())),
            None => (Key::Part(short), Why::As("the same name as")),
        }
    }

    fn thing(&self, key: &str) -> (Key, Why) {
        if let Some(person) = self.surname(key) {
            return (Key::Person(person), Why::As("same surname as"));
        }
        match self.things.get(key) {
            Some((full, reason)) => (Key::Thing(full.clone()), Why::As(reason.words())),
            None => (Key::Thing(key.to_owned()), Why::As("another name of")),
        }
    }

    /// A name that was not seen to be a person's, but is the surname of one alone and nothing else that is known.
    fn surname(&self, key: &str) -> Option<usize> {
        let lexicon = self.lexicon;
        if key.contains(' ') || !self.people.is_surname(key) {
            return None;
        }
        let known =
            lexicon.alias(key).is_some() || lexicon.is_place(key) || lexicon.acronym(key).is_some();
        self.people.likely(key).filter(|_| !known)
    }

    /// The first few of several persons, for people to read.
    fn names_of(&self, persons: &BTreeSet<usize>) -> Vec<String> {
        let mut names: Vec<String> = persons
            .iter()
            .filter_map(|person| self.names.get(person))
            .map(|name| (*name).to_owned())
            .collect();
        names.sort_unstable();
        names.truncate(4);
        names
    }
}

fn people(forms: &Forms<'_>, articles: &[Chains<'_>], lexicon: &Lexicon) -> People {
    let mut full: BTreeMap<FullName, usize> = BTreeMap::new();
    let mut nicknames: BTreeSet<Nickname> = BTreeSet::new();
    for (forms, article) in forms.iter().zip(articles) {
        let chains = article.chains.iter().zip(article.summaries.iter());
        for (form, (chain, summary)) in forms.iter().zip(chains) {
            if let Form::Person(words) = form.as_ref()
                && words.len() > 1
            {
                match full.get_mut(words) {
                    Some(weight) => *weight += chain.mentions.len(),
                    None => _ = full.insert(words.clone(), chain.mentions.len()),
                }
                let nickname = |nickname: &String| (nickname.clone(), words.clone());
                nicknames.extend(summary.nicknames.iter().map(nickname));
            }
        }
    }
    People::of(&full, &nicknames, lexicon)
}

/// The name by which each person is mostly named in full.
fn names<'a>(
    forms: &Forms<'_>,
    articles: &[Chains<'a>],
    people: &People,
) -> HashMap<usize, &'a str> {
    let mut names: HashMap<usize, (usize, &str)> = HashMap::new();
    for (forms, article) in forms.iter().zip(articles) {
        for (form, chain) in forms.iter().zip(article.chains) {
            if let Form::Person(words) = form.as_ref()
                && let Some(person) = people.person(words)
            {
                let name = (chain.mentions.len(), chain.name.as_str());
                let known = names.entry(person).or_insert(name);
                *known = name.max(*known);
            }
        }
    }
    names
        .into_iter()
        .map(|(person, (_, name))| (person, name))
        .collect()
}

/// The persons by the nicknames that stand quoted in their names, where all articles agree.
fn nicknames<'a>(
    forms: &Forms<'_>,
    articles: &'a [Chains<'_>],
    people: &People,
) -> HashMap<&'a str, usize> {
    let mut found: HashMap<&str, Option<usize>> = HashMap::new();
    for (forms, article) in forms.iter().zip(articles) {
        for (summary, form) in article.summaries.iter().zip(forms) {
            let Form::Person(words) = form.as_ref() else {
                continue;
            };
            let Some(person) = people.person(words) else {
                continue;
            };
            for nickname in &summary.nicknames {
                let known = found.entry(nickname).or_insert(Some(person));
                *known = known.filter(|known| *known == person);
            }
        }
    }
    found
        .into_iter()
        .filter_map(|(name, person)| Some((name, person?)))
        .collect()
}

fn things(
    forms: &Forms<'_>,
    articles: &[Chains<'_>],
    people: &People,
    lexicon: &Lexicon,
) -> (HashMap<String, (String, Reason)>, usize) {
    let mut keys: BTreeMap<String, Known> = BTreeMap::new();
    for (forms, article) in forms.iter().zip(articles) {
        let chains = article.chains.iter().zip(article.summaries.iter());
        for (form, (chain, summary)) in forms.iter().zip(chains) {
            let key = match form.as_ref() {
                Form::Thing(key) => key,
                // A word that was taken for a surname may be how an organization's name begins or ends.
                Form::Person(words) => match words.as_slice() {
                    [only]
                        if people.candidates(only).next().is_none() && !lexicon.is_place(only) =>
                    {
                        only
                    }
                    _ => continue,
                },
            };
            if let (Some(_), Form::Thing(full)) = (&summary.short, &summary.form) {
                let known = Known {
                    weight: 1,
                    kind: chain.kind,
                    initials: false,
                };
                keys.entry(full.clone()).or_insert(known).weight += 1;
            }
            let weight = chain.mentions.len();
            if let Some(known) = keys.get_mut(key) {
                known.weight += weight;
                known.kind = known.kind.min(chain.kind);
                known.initials |= summary.initials;
            } else {
                let known = Known {
                    weight,
                    kind: chain.kind,
                    initials: summary.initials,
                };
                keys.insert(key.clone(), known);
            }
        }
    }
    thing::resolve(&keys, &BTreeMap::new(), lexicon)
}
