//! Which short names of organizations, places and things stand for which longer ones.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::form::initials;
use crate::analysis::EntityKind;
use crate::analysis::lexicon::{Lexicon, WordClass};

/// What is known of one key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Known {
    /// How often it is used.
    pub(crate) weight: usize,
    /// What kind of thing it names.
    pub(crate) kind: EntityKind,
    /// Whether it is printed as initials.
    pub(crate) initials: bool,
}

/// Why a short name is taken for a longer one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reason {
    /// "Full Name (FN)" is printed.
    Defined,
    /// It is the initials of one name alone.
    Initials,
    /// It is how one name alone begins.
    Begins,
    /// It is how one name alone ends.
    Ends,
    /// It is the plural of a name.
    Plural,
    /// It has the same words in another form or order.
    Respelled,
}

impl Reason {
    /// The reason for people, to be followed by the longer name.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Defined => "printed in brackets behind",
            Self::Initials => "initials of",
            Self::Begins => "beginning of",
            Self::Ends => "end of",
            Self::Plural => "plural of",
            Self::Respelled => "another form of",
        }
    }
}

/// For every short key that is resolved, the longer key and the reason; and how many names were weighed for that.
pub(crate) fn resolve(
    keys: &BTreeMap<String, Known>,
    defined: &BTreeMap<String, String>,
    lexicon: &Lexicon,
) -> (HashMap<String, (String, Reason)>, usize) {
    let index = Index::of(keys, lexicon);
    let mut resolved: HashMap<String, (String, Reason)> = HashMap::new();
    for (key, known) in keys {
        if let Some(found) = index.longer(lexicon, key, *known, defined) {
            resolved.insert(key.clone(), found);
        }
    }
    // A short form of a short form leads to the long one; a ring leads nowhere.
    let once = resolved.clone();
    for (key, (longer, _)) in &mut resolved {
        for _ in 0..3 {
            match once.get(longer) {
                Some((next, _)) if next != key => *longer = next.clone(),
                _ => break,
            }
        }
    }
    (resolved, index.compared())
}

#[derive(Default)]
struct Index<'a> {
    known: BTreeMap<&'a str, Known>,
    initials: HashMap<String, BTreeSet<&'a str>>,
    heads: Parts<'a>,
    tails: Parts<'a>,
    bags: Parts<'a>,
}

/// The names that have a part in common, with their weights.
type Parts<'a> = HashMap<String, BTreeMap<&'a str, usize>>;

impl<'a> Index<'a> {
    /// How many pairs of a part and a name there are to choose from.
    fn compared(&self) -> usize {
        let all = self
            .heads
            .values()
            .chain(self.tails.values())
            .chain(self.bags.values());
        all.map(BTreeMap::len).sum()
    }

    fn of(keys: &'a BTreeMap<String, Known>, lexicon: &Lexicon) -> Self {
        let mut index = Self {
            known: keys
                .iter()
                .map(|(key, known)| (key.as_str(), *known))
                .collect(),
            ..Self::default()
        };
        for (key, known) in keys.iter().filter(|(key, _)| key.contains(' ')) {
            for initials in initials(key) {
                let with_article = ["t", &initials].concat();
                index.initials.entry(with_article).or_default().insert(key);
                index.initials.entry(initials).or_default().insert(key);
            }
            // A plural adds nothing to the singular, if that is printed too.
            let singular = key
                .strip_suffix('s')
                .and_then(|one| keys.get_key_value(one));
            match singular {
                Some((one, _)) => index.add_parts(one, *known, lexicon),
                None => index.add_parts(key, *known, lexicon),
            }
        }
        index
    }

    fn add_parts(&mut self, key: &'a str, known: Known, lexicon: &Lexicon) {
        let words: Vec<&str> = key.split(' ').collect();
        let (Some(first), Some(last)) = (words.first(), words.last()) else {
            return;
        };
        let office = matches!(
            *last,
            "police" | "department" | "administration" | "campaign" | "family" | "government"
        );
        // "Velmora 900" is a thing that Velmora makes, and not another name of it.
        let numbered = words
            .iter()
            .skip(1)
            .any(|word| word.contains(|c: char| c.is_ascii_digit()));
        let facility = lexicon.word(last).is(WordClass::ORGANIZATION);
        let place = known.kind == EntityKind::Place && !facility || numbered;
        let add = |heads: &mut Parts<'a>, part: String| {
            *heads.entry(part).or_default().entry(key).or_default() += known.weight;
        };
        if !office {
            if !place && !lexicon.word(first).is(WordClass::GENERIC) && !lexicon.is_place(first) {
                add(&mut self.heads, (*first).to_owned());
            }
            for count in 2..words.len() {
                let (head, rest) = words.split_at(count);
                let model = head.iter().any(|word| is_number(word));
                if (!place || model) && may_stand_alone(head, rest, lexicon) {
                    add(&mut self.heads, head.join(" "));
                }
            }
        }
        // "Northbridge Herons" are no place, whatever they were taken for.
        let (_, front) = words.split_last().unwrap_or((last, &[]));
        if (known.kind != EntityKind::Place || numbered || lexicon.is_place(&front.join(" ")))
            && words.len() < 5
            && !lexicon.word(last).any(WordClass::COMMON_TAIL)
            && !lexicon.is_place(last)
        {
            add(&mut self.tails, (*last).to_owned());
        }
        for count in 1..words.len().saturating_sub(1) {
            let (front, tail) = words.split_at(count);
            let made = numbered && tail.first().is_some_and(|word| is_number(word));
            if made || is_telling(tail, lexicon) && lexicon.is_place(&front.join(" ")) {
                add(&mut self.tails, tail.join(" "));
            }
        }
        if let Some(bag) = bag(&words) {
            add(&mut self.bags, bag);
        }
    }

    fn longer(
        &self,
        lexicon: &Lexicon,
        key: &str,
        known: Known,
        defined: &BTreeMap<String, String>,
    ) -> Option<(String, Reason)> {
        if let Some(full) = defined.get(key).filter(|full| *full != key) {
            return Some((full.clone(), Reason::Defined));
        }
        if known.initials
            && let Some(found) = self.initials.get(key)
            && let Some(full) = found.first().filter(|_| found.len() == 1)
        {
            return Some(((*full).to_owned(), Reason::Initials));
        }
        if known.kind == EntityKind::Place && lexicon.is_place(key) {
            return None;
        }
        let fits = |name: &str| {
            let kind = self.known.get(name).map(|known| known.kind);
            known.kind != EntityKind::Organization || kind != Some(EntityKind::Other)
        };
        if let Some(found) = self.likely(key, fits) {
            return Some(found);
        }
        if let Some(singular) = key.strip_suffix('s').filter(|one| one.len() > 3) {
            if let Some((full, Reason::Ends)) = self.likely(singular, fits) {
                return Some((full, Reason::Ends));
            }
            if self.known.contains_key(singular) {
                return Some((singular.to_owned(), Reason::Plural));
            }
        }
        self.respelled(key)
    }

    /// The name that a key begins or ends, when it alone comes into question.
    fn likely(&self, key: &str, fits: impl Fn(&str) -> bool) -> Option<(String, Reason)> {
        let (heads, tails) = (self.heads.get(key), self.tails.get(key));
        let ends = |name: &str| tails.is_some_and(|tails| tails.contains_key(name));
        let found: BTreeMap<&str, usize> = heads
            .into_iter()
            .chain(tails)
            .flatten()
            .map(|(name, weight)| (*name, *weight))
            .collect();
        let full = likely(&found, key, fits)?;
        let reason = if ends(&full) {
            Reason::Ends
        } else {
            Reason::Begins
        };
        Some((full, reason))
    }

    /// The most used name with the same words.
    fn respelled(&self, key: &str) -> Option<(String, Reason)> {
        let words: Vec<&str> = key.split(' ').collect();
        let alike = self.bags.get(&bag(&words)?)?;
        let best = alike
            .iter()
            .max_by(|one, other| one.1.cmp(other.1).then(other.0.cmp(one.0)))?;
        (*best.0 != key).then(|| ((*best.0).to_owned(), Reason::Respelled))
    }
}

/// Whether the first words of a name may mean it: they are no place, and no name that is whole by itself.
fn may_stand_alone(head: &[&str], rest: &[&str], lexicon: &Lexicon) -> bool {
    let Some(last) = head.last() else {
        return false;
    };
    let specified = rest
        .first()
        .is_some_and(|word| matches!(*word, "of" | "for"));
    let whole = lexicon.word(last).is(WordClass::ORGANIZATION) && !specified;
    !is_small(last) && !whole && is_telling(head, lexicon) && !lexicon.is_place(&head.join(" "))
}

/// Whether some word tells one name from others.
fn is_telling(words: &[&str], lexicon: &Lexicon) -> bool {
    let common = WordClass::GENERIC
        .with(WordClass::COMMON_TAIL)
        .with(WordClass::ORGANIZATION)
        .with(WordClass::PLACE)
        .with(WordClass::FUNCTION);
    words
        .iter()
        .any(|word| !is_small(word) && !lexicon.word(word).any(common))
}

fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

fn is_small(word: &str) -> bool {
    matches!(
        word,
        "of" | "the" | "and" | "for" | "on" | "in" | "to" | "a" | "&" | "de"
    )
}

/// What forms of one long name have in common: its words in the singular, and in no order where it names an office, as
/// "Board of Elections" and "Election Board".
fn bag(words: &[&str]) -> Option<String> {
    let offices = [
        "department",
        "ministry",
        "commission",
        "committee",
        "council",
        "bureau",
        "board",
        "agency",
        "office",
        "authority",
        "court",
        "parliament",
    ];
    let singular = |word: &&str| match word.strip_suffix('s') {
        Some(one) if one.len() > 2 && !one.ends_with('s') => one.to_owned(),
        _ => (*word).to_owned(),
    };
    let mut bag: Vec<String> = words
        .iter()
        .filter(|word| !is_small(word))
        .map(singular)
        .collect();
    let office = words.iter().any(|word| offices.contains(word));
    if office {
        bag.sort_unstable();
    }
    (bag.len() > 2 || office && bag.len() > 1).then(|| bag.join(" "))
}

/// The name that alone comes into question, or is three times as frequent as the next.
fn likely(found: &BTreeMap<&str, usize>, key: &str, fits: impl Fn(&str) -> bool) -> Option<String> {
    let mut ranked: Vec<(&str, usize)> = found
        .iter()
        .map(|(name, weight)| (*name, *weight))
        .collect();
    ranked.retain(|(name, _)| *name != key && fits(name));
    ranked.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(other.0)));
    match ranked.as_slice() {
        [] => None,
        [(name, _)] => Some((*name).to_owned()),
        [(name, most), (_, next), ..] if *most >= 3 * next => Some((*name).to_owned()),
        several => longest_of_nested(several),
    }
}

/// The longest name, when all others are parts of it.
fn longest_of_nested(names: &[(&str, usize)]) -> Option<String> {
    let (longest, _) = names.iter().max_by_key(|(name, _)| name.len())?;
    let inside = |name: &str| format!(" {longest} ").contains(&format!(" {name} "));
    let nested = names.len() < 6 && names.iter().all(|(name, _)| inside(name));
    nested.then(|| (*longest).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolved(names: &[(&str, bool)], short: &str) -> Option<String> {
        let known = |initials: bool| Known {
            weight: 1,
            kind: EntityKind::Organization,
            initials,
        };
        let keys = names
            .iter()
            .map(|(name, initials)| ((*name).to_owned(), known(*initials)))
            .collect();
        let (found, _) = resolve(&keys, &BTreeMap::new(), Lexicon::embedded());
        found.get(short).map(|(full, _)| full.clone())
    }

    #[test]
    fn initials_stand_for_the_one_name_that_has_them() {
        let names = [("harbor safety council", false), ("hsc", true)];
        assert_eq!(
            resolved(&names, "hsc").as_deref(),
            Some("harbor safety council")
        );
        let names = [
            ("harbor safety council", false),
            ("hill school committee", false),
            ("hsc", true),
        ];
        assert_eq!(resolved(&names, "hsc"), None);
    }

    #[test]
    fn a_first_word_stands_for_the_one_name_that_begins_with_it() {
        let names = [("velmora shipping", false), ("velmora", false)];
        assert_eq!(
            resolved(&names, "velmora").as_deref(),
            Some("velmora shipping")
        );
        let names = [("national orchid trust", false), ("national", false)];
        assert_eq!(resolved(&names, "national"), None);
    }
}
