//! Which full names are variants of one person's name, and whom a surname may mean.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::join::Joined;
use crate::analysis::lexicon::{Lexicon, NameClass};

/// The words of a full name: at least two, in normal form.
pub(crate) type FullName = Vec<String>;

/// The persons behind a set of full names.
#[derive(Debug)]
pub(crate) struct People {
    index: HashMap<FullName, usize>,
    person: Vec<usize>,
    weight: Vec<usize>,
    surnames: HashMap<String, BTreeSet<usize>>,
    given: HashMap<String, BTreeSet<usize>>,
    /// The surnames that differ from others in spelling alone, by what they have in common.
    spellings: HashMap<String, BTreeSet<usize>>,
    /// Whom a short name most likely means, worked out once for each.
    likely: HashMap<String, Option<usize>>,
}

/// How a short name is part of a full one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// It is how the name ends.
    Surname,
    /// It is how the name begins.
    FirstName,
    /// It is how the name ends, spelled otherwise.
    Respelled,
}

impl Part {
    /// The reason for people, to be followed by the full name.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Surname => "same surname as",
            Self::FirstName => "same first name as",
            Self::Respelled => "another spelling of the surname of",
        }
    }
}

/// A nickname that is printed within a full name: Leonard “Len” Okoro.
pub(crate) type Nickname = (String, FullName);

impl People {
    /// Joins the variants among `names`, given with their weights.
    pub(crate) fn of(
        names: &BTreeMap<FullName, usize>,
        nicknames: &BTreeSet<Nickname>,
        lexicon: &Lexicon,
    ) -> Self {
        let list: Vec<&FullName> = names.keys().collect();
        let mut joined = Joined::new(list.len());
        join_nicknames(&list, nicknames, &mut joined);
        join_given_names(&list, lexicon, &mut joined);
        join_initials(&list, &mut joined);
        join_parts(&list, &mut joined);
        let person: Vec<usize> = (0..list.len()).map(|name| joined.root(name)).collect();
        let mut people = Self {
            index: list
                .iter()
                .enumerate()
                .map(|(at, name)| ((*name).clone(), at))
                .collect(),
            weight: vec![0; list.len()],
            person,
            surnames: HashMap::new(),
            given: HashMap::new(),
            spellings: HashMap::new(),
            likely: HashMap::new(),
        };
        for (at, (name, weight)) in names.iter().enumerate() {
            people.weight[people.person[at]] += weight;
            people.know(name, people.person[at], lexicon);
        }
        people.likely = people.rank();
        people
    }

    /// The likeliest person of every short name.
    fn rank(&self) -> HashMap<String, Option<usize>> {
        let given = self
            .given
            .iter()
            .filter(|(short, _)| !self.surnames.contains_key(*short));
        self.surnames
            .iter()
            .chain(given)
            .map(|(short, persons)| (short.clone(), self.likeliest(persons)))
            .collect()
    }

    /// The person that alone comes into question, or is three times as frequent as the next.
    fn likeliest(&self, persons: &BTreeSet<usize>) -> Option<usize> {
        let (mut best, mut next) = (None, 0);
        for person in persons {
            let weight = self.weight[*person];
            match best {
                Some((_, most)) if weight <= most => next = next.max(weight),
                _ => {
                    next = best.map_or(0, |(_, most)| most);
                    best = Some((*person, weight));
                }
            }
        }
        best.filter(|(_, most)| *most >= 3 * next)
            .map(|(person, _)| person)
    }

    fn know(&mut self, name: &FullName, person: usize, lexicon: &Lexicon) {
        let surname = surname_key(last(name), lexicon);
        self.spellings.entry(surname).or_default().insert(person);
        for start in 1..name.len() {
            let tail = name.get(start..).unwrap_or_default().join(" ");
            self.surnames.entry(tail).or_default().insert(person);
        }
        if let Some(first) = name.first() {
            if is_family_name_in_front(first) {
                self.surnames
                    .entry(first.clone())
                    .or_default()
                    .insert(person);
            }
            self.given.entry(first.clone()).or_default().insert(person);
        }
    }

    /// The person of a full name.
    pub(crate) fn person(&self, name: &[String]) -> Option<usize> {
        self.index.get(name).map(|at| self.person[*at])
    }

    /// The persons whose name ends with `short`, or else begins with it, or else ends with another spelling of it.
    pub(crate) fn candidates(&self, short: &str) -> impl Iterator<Item = usize> + '_ {
        let found = self.surnames.get(short).or_else(|| self.given.get(short));
        let found = found.or_else(|| self.spellings.get(&spelling(short)));
        found.into_iter().flatten().copied()
    }

    /// Whether `short` is how a name ends.
    pub(crate) fn is_surname(&self, short: &str) -> bool {
        self.surnames.contains_key(short)
    }

    /// How `short` is part of the names of its candidates.
    pub(crate) fn part(&self, short: &str) -> Part {
        if self.surnames.contains_key(short) {
            Part::Surname
        } else if self.given.contains_key(short) {
            Part::FirstName
        } else {
            Part::Respelled
        }
    }

    /// How many pairs of a short name and a person were weighed.
    pub(crate) fn compared(&self) -> usize {
        let all = self.surnames.values().chain(self.given.values());
        all.map(BTreeSet::len).sum()
    }

    /// The candidate that alone comes into question, or is three times as frequent as the next.
    pub(crate) fn likely(&self, short: &str) -> Option<usize> {
        match self.likely.get(short) {
            Some(known) => *known,
            None => self.likeliest(self.spellings.get(&spelling(short))?),
        }
    }
}

/// A surname without what differs between spellings of one name, unless it is so common that its spelling tells.
fn surname_key(surname: &str, lexicon: &Lexicon) -> String {
    let common = NameClass::LAST_COMMON.or(NameClass::LAST_KNOWN);
    if surname.len() < 5 || lexicon.name(surname).any(common) {
        surname.to_owned()
    } else {
        spelling(surname)
    }
}

/// A given name likewise, unless it is a known one.
fn given_key(given: &str, lexicon: &Lexicon) -> String {
    if given.len() < 5 || lexicon.name(given).any(NameClass::ANY_FIRST) {
        given.to_owned()
    } else {
        spelling(given)
    }
}

/// What spellings of one name have in common: "Zelenskyy" and "Zelenski", "Mueller" and "Müller".
fn spelling(word: &str) -> String {
    let mut key = String::with_capacity(word.len());
    let mut letters = word.chars().peekable();
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied();
        let letter = match (letter, next) {
            ('p', Some('h')) => {
                letters.next();
                'f'
            }
            ('c', Some('k')) | ('k' | 'g' | 'd', Some('h')) | ('a' | 'o' | 'u', Some('e')) => {
                letters.next();
                if letter == 'c' { 'k' } else { letter }
            }
            ('y' | 'j', _) => 'i',
            _ => letter,
        };
        if !key.ends_with(letter) {
            key.push(letter);
        }
    }
    if key.len() > 3 && key.ends_with('e') {
        key.pop();
    }
    key
}

/// Whether a first word is a family name of those languages that put it in front.
fn is_family_name_in_front(word: &str) -> bool {
    let names = "chen choi deng han hu huang jang jiang jung kang kim lee li lim lin liu ma mao moon nguyen park seo song sun tran \
                 wang wen wu xi xu yang yoon yun zhang zhao zheng zhou zhu";
    names.split(' ').any(|name| name == word)
}

/// "Len Okoro", where somewhere Leonard “Len” Okoro is printed.
fn join_nicknames(names: &[&FullName], nicknames: &BTreeSet<Nickname>, joined: &mut Joined) {
    for (nickname, full) in nicknames {
        let short: FullName = nickname
            .split(' ')
            .chain(full.last().map(String::as_str))
            .map(str::to_owned)
            .collect();
        let find = |name: &FullName| names.binary_search(&name).ok();
        if let (Some(short), Some(full)) = (find(&short), find(full)) {
            joined.join(short, full);
        }
    }
}

/// Same surname, and first names that are equal or forms of one name; middle names may be missing but not differ.
fn join_given_names(names: &[&FullName], lexicon: &Lexicon, joined: &mut Joined) {
    let surnames: Vec<String> = names
        .iter()
        .map(|name| surname_key(last(name), lexicon))
        .collect();
    let mut present: BTreeSet<(&str, &str)> = BTreeSet::new();
    for (name, surname) in names.iter().zip(&surnames) {
        present.insert((surname, first(name)));
    }
    let mut groups: BTreeMap<(&str, String), Vec<usize>> = BTreeMap::new();
    for (at, (name, surname)) in names.iter().zip(&surnames).enumerate() {
        let mut formal = lexicon.formal_names(first(name));
        let own = first(name);
        let default = lexicon.formal_names(own).next().unwrap_or(own);
        let given = formal
            .find(|formal| present.contains(&(surname.as_str(), *formal)))
            .unwrap_or(default);
        let given = given_key(given, lexicon);
        groups.entry((surname, given)).or_default().push(at);
    }
    for group in groups.values() {
        join_middle_names(names, group, joined);
    }
}

fn join_middle_names(names: &[&FullName], group: &[usize], joined: &mut Joined) {
    let middle = |at: usize| {
        let name = names[at];
        name.get(1..name.len() - 1)
            .and_then(|middle| middle.first())
            .and_then(|word| word.chars().next())
    };
    let initials: BTreeSet<char> = group.iter().filter_map(|at| middle(*at)).collect();
    let mut first_of: BTreeMap<Option<char>, usize> = BTreeMap::new();
    for at in group {
        let key = if initials.len() > 1 {
            middle(*at)
        } else {
            None
        };
        let first = *first_of.entry(key).or_insert(*at);
        joined.join(first, *at);
    }
}

/// "J. Marlow" is the only Marlow with a J.
fn join_initials(names: &[&FullName], joined: &mut Joined) {
    let mut by_letter: HashMap<(&str, char), BTreeSet<usize>> = HashMap::new();
    let mut by_initials: HashMap<(&str, String), BTreeSet<usize>> = HashMap::new();
    for (at, name) in names.iter().enumerate() {
        let Some(letter) = first(name).chars().next().filter(|_| first(name).len() > 2) else {
            continue;
        };
        by_letter
            .entry((last(name), letter))
            .or_default()
            .insert(joined.root(at));
        if name.len() > 2 {
            let initials = name
                .iter()
                .take(name.len() - 1)
                .filter_map(|word| word.chars().next());
            by_initials
                .entry((last(name), initials.collect()))
                .or_default()
                .insert(joined.root(at));
        }
    }
    for (at, name) in names.iter().enumerate() {
        let given = first(name);
        let letter = given.chars().next().unwrap_or_default();
        let found = match given.len() {
            1 => by_letter.get(&(last(name), letter)),
            2 => by_initials
                .get(&(last(name), given.to_owned()))
                .or_else(|| by_letter.get(&(last(name), letter))),
            _ => None,
        };
        if let Some(one) = only(found) {
            joined.join(one, at);
        }
    }
}

/// "Andrés Lobo" and "Andrés Lobo Vidal"; "Lo Verso" and "Gino Lo Verso"; "Kim Jong Il" and "Kim Jong-il" written as one.
fn join_parts(names: &[&FullName], joined: &mut Joined) {
    let mut heads: HashMap<&[String], BTreeSet<usize>> = HashMap::new();
    let mut tails: HashMap<&[String], BTreeSet<usize>> = HashMap::new();
    let mut solid: HashMap<String, usize> = HashMap::new();
    for (at, name) in names.iter().enumerate() {
        let first = *solid.entry(name.concat()).or_insert(at);
        joined.join(first, at);
    }
    for (at, name) in names.iter().enumerate() {
        let root = joined.root(at);
        for cut in 2..name.len() {
            heads
                .entry(name.get(..cut).unwrap_or_default())
                .or_default()
                .insert(root);
        }
        for cut in 1..name.len() - 1 {
            tails
                .entry(name.get(cut..).unwrap_or_default())
                .or_default()
                .insert(root);
        }
    }
    // What is joined first may leave but one person for the names that come next.
    for _ in 0..2 {
        for (at, name) in names.iter().enumerate() {
            let mut one = |found: Option<&BTreeSet<usize>>| {
                let found = found.filter(|found| found.len() < 16)?;
                let roots: BTreeSet<usize> = found.iter().map(|at| joined.root(*at)).collect();
                roots.first().copied().filter(|_| roots.len() == 1)
            };
            let longer =
                one(heads.get(name.as_slice())).or_else(|| one(tails.get(name.as_slice())));
            if let Some(longer) = longer {
                joined.join(longer, at);
            }
        }
    }
}

fn only(found: Option<&BTreeSet<usize>>) -> Option<usize> {
    let found = found.filter(|found| found.len() == 1)?;
    found.first().copied()
}

fn first(name: &FullName) -> &str {
    name.first().map_or("", String::as_str)
}

fn last(name: &FullName) -> &str {
    name.last().map_or("", String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(names: &[&str]) -> People {
        let names = names.iter().map(|name| (words(name), 1)).collect();
        People::of(&names, &BTreeSet::new(), Lexicon::embedded())
    }

    fn words(name: &str) -> FullName {
        name.split(' ').map(str::to_owned).collect()
    }

    fn same(people: &People, one: &str, other: &str) -> bool {
        people.person(&words(one)) == people.person(&words(other))
    }

    #[test]
    fn nicknames_initials_and_missing_middle_names_are_one_person() {
        let people = people(&["leonard okoro", "len okoro", "leonard b okoro", "l okoro"]);
        for variant in ["len okoro", "leonard b okoro", "l okoro"] {
            assert!(same(&people, "leonard okoro", variant), "{variant}");
        }
    }

    #[test]
    fn spellings_of_one_name_are_one_person_and_common_names_tell() {
        let people = people(&[
            "olena tkachenkoyy",
            "olena tkachenkoy",
            "hugh brown",
            "hugh browne",
            "marie lobarde",
            "mary lobarde",
        ]);
        assert!(same(&people, "olena tkachenkoyy", "olena tkachenkoy"));
        assert!(!same(&people, "hugh brown", "hugh browne"));
        assert!(!same(&people, "marie lobarde", "mary lobarde"));
        assert_eq!(
            people.likely("tkachenkoi"),
            people.person(&words("olena tkachenkoy"))
        );
    }

    #[test]
    fn a_nickname_that_is_printed_with_the_name_may_take_its_place() {
        let names = [("vincent okoro", 1), ("chin okoro", 1)];
        let names = names.map(|(name, weight)| (words(name), weight)).into();
        let nicknames = BTreeSet::from([("chin".to_owned(), words("vincent okoro"))]);
        let people = People::of(&names, &nicknames, Lexicon::embedded());
        assert!(same(&people, "vincent okoro", "chin okoro"));
    }

    #[test]
    fn two_persons_of_one_surname_stay_two() {
        let people = people(&["dana ruiz", "carlos ruiz"]);
        assert!(!same(&people, "dana ruiz", "carlos ruiz"));
        assert_eq!(people.candidates("ruiz").count(), 2);
        assert_eq!(people.likely("ruiz"), None);
    }

    #[test]
    fn different_middle_names_are_different_persons() {
        let people = people(&["john a marlow", "john b marlow"]);
        assert!(!same(&people, "john a marlow", "john b marlow"));
    }

    #[test]
    fn a_longer_surname_is_found_by_its_parts() {
        let people = people(&["andres lobo vidal", "andres lobo", "gino lo verso"]);
        assert!(same(&people, "andres lobo vidal", "andres lobo"));
        assert_eq!(
            people.likely("lo verso"),
            people.person(&words("gino lo verso"))
        );
        assert_eq!(
            people.likely("verso"),
            people.person(&words("gino lo verso"))
        );
    }
}
