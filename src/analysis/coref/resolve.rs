//! What every name of an article stands for.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::form::{self, is_initials};
use super::person::{FullName, Nickname, People};
use super::summary::Form;
use super::thing::{self, Known, Reason};
use crate::analysis::EntityKind;
use crate::analysis::lexicon::{Gender, Lexicon};
use crate::analysis::mention::Name;
use crate::article::{Article, Paragraph};
use crate::text::Span;
use crate::text::fold::fold;

/// What a name stands for; equal targets are one chain.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Target {
    /// One of the persons whose full name the article prints.
    Person(usize),
    /// A person of whom only this part of the name is known.
    Part(String),
    /// Anything else, by its key.
    Thing(String),
}

/// A target, and why it was chosen where the words alone do not tell.
#[derive(Debug, Clone)]
pub(super) struct Resolved {
    pub(super) target: Target,
    pub(super) why: Option<String>,
}

/// What each of the names stands for.
pub(super) fn targets(article: &Article, names: &[Name], lexicon: &Lexicon) -> Vec<Resolved> {
    let forms = forms(article, names, lexicon);
    let people = people(article, names, &forms, lexicon);
    let mut resolver = Resolver {
        article,
        names,
        people: &people,
        introduced: introduced(&forms, &people),
        seen: HashMap::new(),
        named: HashMap::new(),
        strangers: strangers(article, names, &forms, &people, lexicon),
        nicknames: nicknames(article, names, &forms, &people),
        genders: genders(&forms, &people, lexicon),
        numbers: numbers(article),
        lexicon,
    };
    let things = resolver.things(&forms);
    let first = first_uses(&forms);
    let mut resolved = Vec::with_capacity(names.len());
    for (at, form) in forms.iter().enumerate() {
        resolved.push(match form {
            Form::Person(words) => resolver.person(at, words),
            Form::Thing(key) => resolver.thing(key, &things, &first),
        });
    }
    resolver.note_namesakes(&forms, &mut resolved);
    resolved
}

fn forms(article: &Article, names: &[Name], lexicon: &Lexicon) -> Vec<Form> {
    let mut person: HashMap<&str, FullName> = HashMap::new();
    let mut thing: HashMap<(&str, EntityKind), String> = HashMap::new();
    let form = |name: &Name| {
        let text = name.span.of(&article.text);
        if name.kind == EntityKind::Person {
            Form::Person(
                person
                    .entry(text)
                    .or_insert_with(|| form::person(text, lexicon))
                    .clone(),
            )
        } else {
            let key = thing
                .entry((text, name.kind))
                .or_insert_with(|| form::thing(text, name.kind, lexicon));
            Form::Thing(key.clone())
        }
    };
    names.iter().map(form).collect()
}

fn people(article: &Article, names: &[Name], forms: &[Form], lexicon: &Lexicon) -> People {
    let mut full: BTreeMap<FullName, usize> = BTreeMap::new();
    let mut nicknames: BTreeSet<Nickname> = BTreeSet::new();
    for (name, form) in names.iter().zip(forms) {
        if let Form::Person(words) = form
            && words.len() > 1
        {
            *full.entry(words.clone()).or_default() += 1;
            let nickname = form::quoted(name.span.of(&article.text));
            nicknames.extend(nickname.map(|nickname| (nickname, words.clone())));
        }
    }
    People::of(&full, &nicknames, lexicon)
}

/// The first name of every thing, by its key.
fn first_uses(forms: &[Form]) -> HashMap<&str, usize> {
    let mut first = HashMap::new();
    for (at, form) in forms.iter().enumerate() {
        if let Form::Thing(key) = form {
            first.entry(key.as_str()).or_insert(at);
        }
    }
    first
}

fn numbers(article: &Article) -> Vec<usize> {
    let mut report = 0;
    let number = |paragraph: &Paragraph| {
        report += usize::from(paragraph.kind.is_report());
        report.max(1)
    };
    article.paragraphs.iter().map(number).collect()
}

/// The names with which persons are first named in full.
fn introduced(forms: &[Form], people: &People) -> HashMap<usize, usize> {
    let mut introduced = HashMap::new();
    for (at, form) in forms.iter().enumerate() {
        if let Form::Person(words) = form
            && let Some(person) = people.person(words)
        {
            introduced.entry(person).or_insert(at);
        }
    }
    introduced
}

/// The genders that first names suggest.
fn genders(forms: &[Form], people: &People, lexicon: &Lexicon) -> HashMap<usize, Gender> {
    let gender = |form: &Form| match form {
        Form::Person(words) => Some((people.person(words)?, lexicon.gender(words.first()?)?)),
        Form::Thing(_) => None,
    };
    forms.iter().filter_map(gender).collect()
}

/// The persons by the nicknames that stand quoted in their names.
fn nicknames(
    article: &Article,
    names: &[Name],
    forms: &[Form],
    people: &People,
) -> HashMap<String, usize> {
    let mut nicknames = HashMap::new();
    for (name, form) in names.iter().zip(forms) {
        if let Form::Person(words) = form
            && let Some(person) = people.person(words)
            && let Some(nickname) = form::quoted(name.span.of(&article.text))
        {
            nicknames.insert(nickname, person);
        }
    }
    nicknames
}

/// How often running text must use a surname before somebody of that name appears in full, to mean somebody else.
const OFTEN: usize = 3;

/// The short names that mean somebody whom every reader knows, though the article names another of that name in full:
/// running text uses them with an office or often before the other is introduced, or throughout with an office that is
/// never the other's.
fn strangers(
    article: &Article,
    names: &[Name],
    forms: &[Form],
    people: &People,
    lexicon: &Lexicon,
) -> HashSet<String> {
    let mut introduced: HashMap<usize, usize> = HashMap::new();
    let mut offices: HashSet<(usize, String)> = HashSet::new();
    for (name, form) in names.iter().zip(forms) {
        if let Form::Person(words) = form
            && let Some(person) = people.person(words)
        {
            *introduced.entry(person).or_default() += 1;
            offices.extend(office(article, name, lexicon).map(|office| (person, office)));
        }
    }
    let mut met: HashSet<usize> = HashSet::new();
    let mut early: HashMap<String, usize> = HashMap::new();
    let mut uses: HashMap<String, (usize, bool)> = HashMap::new();
    for (name, form) in names.iter().zip(forms) {
        let Form::Person(words) = form else { continue };
        if let Some(person) = people.person(words) {
            met.insert(person);
        } else if article.kind_of(name.sentence).is_report() {
            let short = words.join(" ");
            let candidates: Vec<usize> = people.candidates(&short).collect();
            let office = office(article, name, lexicon);
            if !candidates.is_empty() && !candidates.iter().any(|person| met.contains(person)) {
                *early.entry(short.clone()).or_default() +=
                    if office.is_some() { OFTEN } else { 1 };
            }
            let foreign = office.is_some_and(|office| {
                !candidates
                    .iter()
                    .any(|person| offices.contains(&(*person, office.clone())))
            });
            let used = uses.entry(short).or_default();
            used.0 += 1;
            used.1 |= foreign;
        }
    }
    early.retain(|_, count| *count >= OFTEN);
    uses.retain(|short, (count, foreign)| {
        let full: usize = people
            .candidates(short)
            .filter_map(|person| introduced.get(&person))
            .sum();
        *foreign && *count >= 5 * full
    });
    early.into_keys().chain(uses.into_keys()).collect()
}

/// The office that stands before a name: "President Marlow".
fn office(article: &Article, name: &Name, lexicon: &Lexicon) -> Option<String> {
    let sentence = article.sentences[name.sentence.index()].span;
    let before = Span::new(sentence.start(), name.span.start()).of(&article.text);
    let word = fold(
        before
            .split_whitespace()
            .next_back()
            .filter(|word| word.starts_with(char::is_uppercase))?,
    );
    let courtesy = matches!(
        word.trim_end_matches('.'),
        "mr" | "mrs" | "ms" | "miss" | "dr" | "sir" | "lady" | "lord"
    );
    (lexicon.is_title(&word) && !courtesy).then_some(word)
}

struct Resolver<'a> {
    article: &'a Article,
    names: &'a [Name],
    people: &'a People,
    /// The name with which each person is first named in full.
    introduced: HashMap<usize, usize>,
    /// The name with which each person was last named in full.
    seen: HashMap<usize, usize>,
    /// How often each person was named so far.
    named: HashMap<usize, usize>,
    /// The short names that mean somebody whom the article does not name in full.
    strangers: HashSet<String>,
    nicknames: HashMap<String, usize>,
    genders: HashMap<usize, Gender>,
    /// The number of each paragraph for people, who count those of the report alone.
    numbers: Vec<usize>,
    lexicon: &'a Lexicon,
}

/// How many paragraphs back a person must have been named in full to be passed over for another of the same surname.
const FADED: usize = 4;

impl Resolver<'_> {
    fn person(&mut self, at: usize, words: &FullName) -> Resolved {
        if let Some(person) = self.people.person(words) {
            self.seen.insert(person, at);
            *self.named.entry(person).or_default() += 1;
            return Resolved {
                target: Target::Person(person),
                why: Some("a form of the same name".to_owned()),
            };
        }
        let short = words.join(" ");
        if let Some(person) = self.nicknames.get(&short) {
            return Resolved {
                target: Target::Person(*person),
                why: Some(format!("nickname of {}", self.full_name(*person))),
            };
        }
        let title = self.gender_of_title(at);
        let bears = |person| title.is_some() && self.genders.get(&person).copied() == title;
        if self.strangers.contains(&short) && !self.people.candidates(&short).any(bears) {
            return Resolved {
                target: Target::Part(short),
                why: Some("named so before anybody of that name is named in full".to_owned()),
            };
        }
        let candidates = self.people.candidates(&short);
        let mut candidates: Vec<usize> = candidates
            .filter(|person| self.suits(*person, title))
            .collect();
        if candidates.len() > 1 {
            candidates = self.narrow(at, candidates);
        }
        match candidates.as_slice() {
            [] => Resolved {
                target: Target::Part(short),
                why: None,
            },
            [person] => {
                *self.named.entry(*person).or_default() += 1;
                self.namesake(*person, &short)
            }
            several => {
                let names: Vec<String> = several
                    .iter()
                    .map(|person| self.full_name(*person))
                    .collect();
                Resolved {
                    target: Target::Part(short),
                    why: Some(format!("could be {}", names.join(" or "))),
                }
            }
        }
    }

    fn namesake(&self, person: usize, short: &str) -> Resolved {
        let part = self.people.part(short).words();
        Resolved {
            target: Target::Person(person),
            why: Some(format!("{part} {}", self.full_name(person))),
        }
    }

    /// Of several candidates, those named before, then the one of whom the article
    /// speaks, or who was named last when the others have faded.
    fn narrow(&self, at: usize, candidates: Vec<usize>) -> Vec<usize> {
        let mut named: Vec<(usize, usize)> = candidates
            .iter()
            .filter_map(|person| Some((*self.seen.get(person)?, *person)))
            .collect();
        named.sort_unstable_by_key(|(at, _)| std::cmp::Reverse(*at));
        match named.as_slice() {
            [] => candidates,
            [(_, only)] => vec![*only],
            [(last, person), (other, _), ..] => {
                let distance =
                    |seen: usize| self.paragraph(at).saturating_sub(self.paragraph(seen));
                let count = |person: &usize| self.named.get(person).copied().unwrap_or_default();
                let leading = named.iter().map(|(_, person)| *person).max_by_key(count);
                let leads = |one: usize| {
                    named
                        .iter()
                        .all(|(_, other)| *other == one || count(&one) >= 3 * count(other))
                };
                if let Some(leading) = leading.filter(|leading| leads(*leading)) {
                    vec![leading]
                } else if distance(*other) >= distance(*last) + FADED {
                    vec![*person]
                } else {
                    named.iter().map(|(_, person)| *person).collect()
                }
            }
        }
    }

    fn gender_of_title(&self, at: usize) -> Option<Gender> {
        let before = self.article.text.get(..self.names[at].span.start())?;
        match before.split_whitespace().next_back()? {
            "Mr." | "Mr" | "Sir" | "Lord" => Some(Gender::Male),
            "Mrs." | "Mrs" | "Ms." | "Ms" | "Miss" | "Dame" | "Lady" => Some(Gender::Female),
            _ => None,
        }
    }

    /// Whether a courtesy title does not forbid that a name means a person.
    fn suits(&self, person: usize, title: Option<Gender>) -> bool {
        let own = self.genders.get(&person);
        title.is_none_or(|title| own.is_none_or(|own| *own == title))
    }

    fn paragraph(&self, at: usize) -> usize {
        self.article.sentences[self.names[at].sentence.index()]
            .paragraph
            .index()
    }

    /// The first name in full of a person, with its paragraph, for people to read.
    fn full_name(&self, person: usize) -> String {
        let first = self.introduced.get(&person).copied();
        first.map_or_else(String::new, |at| self.printed(at))
    }

    /// A name as it is printed, with its paragraph, for people to read.
    fn printed(&self, at: usize) -> String {
        let name = self.names[at].span.of(&self.article.text);
        format!("{name} in ¶{}", self.numbers[self.paragraph(at)])
    }

    /// What a name that is no person's stands for.
    fn thing(
        &self,
        key: &str,
        things: &HashMap<String, (String, Reason)>,
        first: &HashMap<&str, usize>,
    ) -> Resolved {
        let (target, reason) = match things.get(key) {
            Some((full, reason)) => (full.as_str(), reason.words()),
            None => (key, "another name of"),
        };
        Resolved {
            target: Target::Thing(target.to_owned()),
            why: first
                .get(target)
                .map(|at| format!("{reason} {}", self.printed(*at))),
        }
    }

    /// The longer names for which shorter ones stand.
    fn things(&self, forms: &[Form]) -> HashMap<String, (String, Reason)> {
        let mut keys: BTreeMap<String, Known> = BTreeMap::new();
        let mut defined: BTreeMap<String, String> = BTreeMap::new();
        for (at, form) in forms.iter().enumerate() {
            let Form::Thing(key) = form else { continue };
            let name = &self.names[at];
            let initials = is_initials(name.span.of(&self.article.text));
            let known = keys.entry(key.clone()).or_insert(Known {
                weight: 0,
                kind: name.kind,
                initials,
            });
            known.weight += 1;
            known.initials |= initials;
            if initials
                && let Some(Form::Thing(full)) =
                    at.checked_sub(1).and_then(|before| forms.get(before))
                && self.is_bracketed(at)
                && form::initials(full).contains(&form::normal(name.span.of(&self.article.text)))
            {
                defined.insert(key.clone(), full.clone());
            }
        }
        thing::resolve(&keys, &defined, self.lexicon).0
    }

    /// Whether nothing but an opening bracket stands between a name and the one before it.
    fn is_bracketed(&self, at: usize) -> bool {
        let gap = self.names[at - 1].span.end()..self.names[at].span.start();
        let gap = self.article.text.get(gap).unwrap_or_default();
        matches!(gap.trim(), "(" | "(the" | ", or" | ", the")
    }

    /// Says of an administration, a campaign or a family after whom it is named.
    fn note_namesakes(&self, forms: &[Form], resolved: &mut [Resolved]) {
        for (form, found) in forms.iter().zip(resolved) {
            let Form::Thing(key) = form else { continue };
            let Some((name, "administration" | "campaign" | "family")) = key.rsplit_once(' ')
            else {
                continue;
            };
            let surname = name.rsplit(' ').next().unwrap_or(name);
            if let Some(person) = self.people.likely(surname) {
                found.why = Some(format!("named after {}", self.full_name(person)));
                found.target = Target::Thing(key.replacen(name, surname, 1));
            }
        }
    }
}
