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
        }
    }
}

/// For every short key that is resolved, the longer key and the reason.
pub(crate) fn resolve(
    keys: &BTreeMap<String, Known>,
    defined: &BTreeMap<String, String>,
    lexicon: &Lexicon,
) -> HashMap<String, (String, Reason)> {
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
    resolved
}

#[derive(Default)]
struct Index<'a> {
    known: BTreeMap<&'a str, Known>,
    initials: HashMap<String, BTreeSet<&'a str>>,
    heads: HashMap<String, BTreeMap<&'a str, usize>>,
    tails: HashMap<&'a str, BTreeMap<&'a str, usize>>,
}

impl<'a> Index<'a> {
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
                index.initials.entry(initials).or_default().insert(key);
            }
            index.add_parts(key, *known, lexicon);
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
        if !place
            && !office
            && !lexicon.word(first).is(WordClass::GENERIC)
            && !lexicon.is_place(first)
        {
            *self
                .heads
                .entry((*first).to_owned())
                .or_default()
                .entry(key)
                .or_default() += known.weight;
        }
        let two = words.get(..2).unwrap_or_default().join(" ");
        if !place && !office && words.len() > 2 && !lexicon.is_place(&two) {
            *self.heads.entry(two).or_default().entry(key).or_default() += known.weight;
        }
        // "Northbridge Herons" are no place, whatever they were taken for.
        let front = words.get(..words.len() - 1).unwrap_or_default().join(" ");
        if (known.kind != EntityKind::Place || numbered || lexicon.is_place(&front))
            && words.len() < 5
            && !lexicon.word(last).any(WordClass::COMMON_TAIL)
            && !lexicon.is_place(last)
        {
            *self.tails.entry(last).or_default().entry(key).or_default() += known.weight;
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
        let likely = |found: &BTreeMap<&str, usize>| likely(found, key, fits);
        if let Some(full) = self.heads.get(key).and_then(likely) {
            return Some((full, Reason::Begins));
        }
        if let Some(full) = self.tails.get(key).and_then(likely) {
            return Some((full, Reason::Ends));
        }
        let singular = key.strip_suffix('s').filter(|one| one.len() > 3)?;
        if let Some(full) = self.tails.get(singular).and_then(likely) {
            return Some((full, Reason::Ends));
        }
        self.known
            .get(singular)
            .map(|_| (singular.to_owned(), Reason::Plural))
    }
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
        [(name, most), (_, next), ..] => (*most >= 3 * next).then(|| (*name).to_owned()),
    }
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
        let found = resolve(&keys, &BTreeMap::new(), Lexicon::embedded());
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
