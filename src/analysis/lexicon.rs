//! Word lists compiled in from `src/data/*`: gazetteers, titles, first names, aliases.
//!
//! The long lists are sorted text that is searched where it lies, so that nothing is built at the start of the program.

mod sorted;

use std::collections::HashMap;
use std::sync::LazyLock;

use sorted::Lines;

/// The grammatical gender that a first name suggests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Gender {
    /// He.
    Male,
    /// She.
    Female,
}

/// To which short lists a word belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WordClass(u16);

impl WordClass {
    /// What stands before a person's name: "President", "Mr.", "analyst".
    pub const TITLE: Self = Self(1);
    /// A word that organizations are named with: "Department", "Bank".
    pub const ORGANIZATION: Self = Self(2);
    /// A word that places are named with: "River", "County".
    pub const PLACE: Self = Self(4);
    /// A month or a day of the week.
    pub const DATE: Self = Self(8);
    /// A verb of reporting: "said".
    pub const SAID: Self = Self(16);
    /// The form of a company: "Inc.", "Ltd".
    pub const COMPANY: Self = Self(32);
    /// A word too common to stand for the organization that begins with it: "National".
    pub const GENERIC: Self = Self(64);
    /// A word too common to stand for the name that ends with it: "Center".
    pub const COMMON_TAIL: Self = Self(128);
    /// An office that is named without its holder: "Secretary", "Governor".
    pub const OFFICE: Self = Self(256);
    /// A word with little meaning of its own: "the", "however".
    pub const FUNCTION: Self = Self(512);

    /// Whether the word is on every list of `other`.
    pub fn is(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether the word is on any list of `other`.
    pub fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets of lists.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// What the lists of first and last names say of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NameClass(u8);

impl NameClass {
    /// A first name common in the United States.
    pub const FIRST: Self = Self(1);
    /// A first name elsewhere.
    pub const FIRST_WORLD: Self = Self(2);
    /// One of the thousand most common last names of the United States.
    pub const LAST_COMMON: Self = Self(4);
    /// One of the next seven thousand.
    pub const LAST_KNOWN: Self = Self(8);
    /// A rarer one.
    pub const LAST_RARE: Self = Self(16);
    /// A last name elsewhere.
    pub const LAST_WORLD: Self = Self(32);
    /// A first name anywhere.
    pub const ANY_FIRST: Self = Self(1 | 2);
    /// A last name anywhere.
    pub const ANY_LAST: Self = Self(4 | 8 | 16 | 32);

    /// Whether the word is on any of the lists of `other`.
    pub fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The lists of both.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The lists as bits.
    pub(crate) fn bits(self) -> u8 {
        self.0
    }

    fn of_codes(codes: &str) -> Self {
        let bit = |code| match code {
            'F' => 1,
            'f' => 2,
            'a' => 4,
            'b' => 8,
            'c' => 16,
            'l' => 32,
            _ => 0,
        };
        Self(codes.chars().map(bit).fold(0, |all, one| all | one))
    }
}

/// Which gazetteers hold a phrase, as the letters of `src/data/phrases.txt`: `C` country, `S` state, `T` and `t` city,
/// `K` capital, `R` region, `P` party, `O` organization.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phrase {
    /// The letters of the gazetteers that hold the phrase itself.
    pub codes: Option<&'static str>,
    /// Whether a longer phrase begins with these words.
    pub continues: bool,
}

/// Everything the analysis knows besides the article: built once, read by all threads.
#[derive(Debug)]
pub struct Lexicon {
    words: HashMap<&'static str, WordClass>,
    names: Lines,
    phrases: Lines,
    demonyms: Lines,
    genders: Lines,
    aliases: Lines,
    acronyms: Lines,
    states: Lines,
    nicknames: Lines,
}

impl Lexicon {
    /// The lexicon that is compiled into the program.
    pub fn embedded() -> &'static Self {
        static EMBEDDED: LazyLock<Lexicon> = LazyLock::new(Lexicon::build);
        &EMBEDDED
    }

    fn build() -> Self {
        Self {
            words: word_classes(),
            names: Lines::new(include_str!("../data/names.txt")),
            phrases: Lines::new(include_str!("../data/phrases.txt")),
            demonyms: Lines::new(include_str!("../data/demonyms.txt")),
            genders: Lines::new(include_str!("../data/genders.txt")),
            aliases: Lines::new(include_str!("../data/aliases.tsv")),
            acronyms: Lines::new(include_str!("../data/acronyms.tsv")),
            states: Lines::new(include_str!("../data/state_abbreviations.tsv")),
            nicknames: Lines::new(include_str!("../data/nicknames.tsv")),
        }
    }

    /// The short lists that hold a folded word.
    pub fn word(&self, folded: &str) -> WordClass {
        let class = |word: &str| self.words.get(word).copied();
        class(folded)
            .or_else(|| class(folded.strip_suffix('.')?))
            .unwrap_or_default()
    }

    /// Whether a folded word may stand before a person's name as a title.
    pub fn is_title(&self, folded: &str) -> bool {
        self.word(folded).is(WordClass::TITLE)
    }

    /// What the lists of names say of a folded word.
    pub fn name(&self, folded: &str) -> NameClass {
        self.names
            .value(folded)
            .map(NameClass::of_codes)
            .unwrap_or_default()
    }

    /// The gender that a first name suggests, where it suggests one clearly.
    pub fn gender(&self, first_name: &str) -> Option<Gender> {
        match self.genders.value(&crate::text::fold::fold(first_name))? {
            "m" => Some(Gender::Male),
            "f" => Some(Gender::Female),
            _ => None,
        }
    }

    /// What the gazetteers say of words joined by single spaces, as they are printed.
    pub fn phrase(&self, words: &str) -> Phrase {
        let (codes, continues) = self.phrases.value_and_more(words);
        Phrase { codes, continues }
    }

    /// Whether a word, as it is printed, is the name of a people or the adjective of a country: "Mexican".
    pub fn is_demonym(&self, word: &str) -> bool {
        self.demonyms.holds(word)
    }

    /// Whether folded words are a place that is more than a small town, or a people.
    pub fn is_place(&self, folded: &str) -> bool {
        let printed: Vec<String> = folded.split(' ').map(capitalized).collect();
        let printed = printed.join(" ");
        let codes = self.phrase(&printed).codes.unwrap_or_default();
        codes.contains(['C', 'S', 'K', 'T', 'R'])
            || self.is_demonym(&printed)
            || self.alias(folded).is_some()
    }

    /// The common name of what has several, both in normal form: "america" is "united states".
    pub fn alias(&self, normal: &str) -> Option<&'static str> {
        self.aliases.value(normal)
    }

    /// What well-known initials stand for, both in normal form.
    pub fn acronym(&self, normal: &str) -> Option<&'static str> {
        self.acronyms.value(normal)
    }

    /// The state that an abbreviation stands for, without dots.
    pub fn state(&self, normal: &str) -> Option<&'static str> {
        self.states.value(normal)
    }

    /// The first names that a short form may stand for.
    pub fn formal_names(&self, nickname: &str) -> impl Iterator<Item = &'static str> + use<> {
        self.nicknames
            .value(nickname)
            .unwrap_or_default()
            .split(' ')
            .filter(|name| !name.is_empty())
    }
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    let initial = letters.next().into_iter().flat_map(char::to_uppercase);
    initial.chain(letters.as_str().chars()).collect()
}

fn word_classes() -> HashMap<&'static str, WordClass> {
    let lists = [
        (include_str!("../data/titles.txt"), WordClass::TITLE),
        (
            include_str!("../data/org_words.txt"),
            WordClass::ORGANIZATION,
        ),
        (include_str!("../data/place_words.txt"), WordClass::PLACE),
        (include_str!("../data/months_days.txt"), WordClass::DATE),
        (include_str!("../data/said_verbs.txt"), WordClass::SAID),
        (include_str!("../data/org_suffixes.txt"), WordClass::COMPANY),
        (
            include_str!("../data/generic_org_words.txt"),
            WordClass::GENERIC,
        ),
        (
            include_str!("../data/no_tail_words.txt"),
            WordClass::COMMON_TAIL,
        ),
        (include_str!("../data/offices.txt"), WordClass::OFFICE),
        (
            include_str!("../data/function_words.txt"),
            WordClass::FUNCTION,
        ),
    ];
    let mut classes: HashMap<&str, WordClass> = HashMap::with_capacity(1024);
    for (list, class) in lists {
        for word in list.lines() {
            let known = classes.entry(word).or_default();
            *known = known.with(class);
        }
    }
    classes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_names_suggest_a_gender_only_when_they_are_clear() {
        let lexicon = Lexicon::embedded();
        assert_eq!(lexicon.gender("Claudia"), Some(Gender::Female));
        assert_eq!(lexicon.gender("Peter"), Some(Gender::Male));
        assert_eq!(lexicon.gender("Leslie"), None);
        assert_eq!(lexicon.gender("Qqq"), None);
    }

    #[test]
    fn a_phrase_says_whether_a_longer_one_begins_with_it() {
        let lexicon = Lexicon::embedded();
        let new = lexicon.phrase("New");
        assert!(new.codes.is_none() && new.continues);
        assert_eq!(lexicon.phrase("New Zealand").codes, Some("C"));
        assert!(!lexicon.phrase("Xyzzy").continues);
    }

    #[test]
    fn titles_are_known_with_and_without_their_dot() {
        let lexicon = Lexicon::embedded();
        assert!(
            lexicon.is_title("sen") && lexicon.is_title("sen.") && lexicon.is_title("president")
        );
        assert!(!lexicon.is_title("table"));
    }

    #[test]
    fn all_lists_are_sorted_by_bytes_without_doubles() {
        let lexicon = Lexicon::embedded();
        for list in [
            &lexicon.names,
            &lexicon.phrases,
            &lexicon.demonyms,
            &lexicon.genders,
            &lexicon.aliases,
            &lexicon.acronyms,
            &lexicon.states,
            &lexicon.nicknames,
        ] {
            assert_eq!(list.first_out_of_order(), None);
        }
    }
}
