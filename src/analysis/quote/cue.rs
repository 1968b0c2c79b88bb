//! The words by which a report attributes: reporting verbs and the small words around them.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::analysis::lexicon::Gender;

/// The form of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// "say"
    Base,
    /// "says"
    Third,
    /// "said"
    Past,
    /// "saying"
    Gerund,
    /// "written", where it differs from the past.
    Participle,
}

/// A verb that attributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Verb {
    /// Its form.
    pub(crate) form: Form,
    /// Whether it reports words ("said") and does not only take a position ("praised").
    pub(crate) speech: bool,
    /// Whether the form is as often a noun or an adjective: "report", "calls".
    pub(crate) doubtful: bool,
}

/// Whom a pronoun can stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pronoun {
    He,
    She,
    They,
    It,
    /// "I", "we", "you" outside of quotes: the author or the reader.
    Author,
}

/// What a word does in its sentence, as far as attribution depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// Any other word.
    Plain,
    Verb(Verb),
    Be,
    Auxiliary,
    Adverb,
    Preposition,
    Subordinator,
    Conjunction,
    Determiner,
    Possessive,
    Relative,
    That,
    Pronoun(Pronoun),
    Time,
    /// The 's of "the mayor's" after a name.
    Genitive,
}

/// The word lists of `src/data/cues.txt`.
#[derive(Debug)]
pub(crate) struct Cues {
    classes: HashMap<&'static str, Class>,
    male: HashSet<&'static str>,
    female: HashSet<&'static str>,
    works: HashSet<&'static str>,
    pasts: HashSet<&'static str>,
}

/// Words in -ly that are no adverbs.
const NOUNS_IN_LY: [&str; 16] = [
    "family",
    "rally",
    "ally",
    "assembly",
    "supply",
    "reply",
    "bully",
    "belly",
    "jelly",
    "monopoly",
    "anomaly",
    "butterfly",
    "daily",
    "weekly",
    "monthly",
    "quarterly",
];

impl Cues {
    /// The lists that are compiled into the program.
    pub(crate) fn embedded() -> &'static Self {
        static EMBEDDED: LazyLock<Cues> =
            LazyLock::new(|| Cues::read(include_str!("../../data/cues.txt")));
        &EMBEDDED
    }

    fn read(list: &'static str) -> Self {
        let mut cues = Self {
            classes: HashMap::new(),
            male: HashSet::new(),
            female: HashSet::new(),
            works: HashSet::new(),
            pasts: HashSet::new(),
        };
        let mut section = "";
        for line in list.lines().filter(|line| !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[') {
                section = name.trim_end_matches(']');
            } else if matches!(section, "speech" | "stance") {
                cues.read_verb(line, section == "speech");
            } else {
                for word in line.split_whitespace() {
                    cues.read_word(word, section);
                }
            }
        }
        cues
    }

    fn read_verb(&mut self, line: &'static str, speech: bool) {
        let forms = [
            Form::Base,
            Form::Third,
            Form::Past,
            Form::Gerund,
            Form::Participle,
        ];
        let words: Vec<&str> = line.split_whitespace().collect();
        // "put" and "read" are their own past; the past is what reports use.
        for (form, word) in forms.into_iter().zip(words).rev() {
            let doubtful = word.ends_with('*');
            let verb = Verb {
                form,
                speech,
                doubtful,
            };
            let word = word.trim_end_matches('*');
            let known = self.classes.get(word);
            if !(form == Form::Base && known.is_some()) {
                self.classes.insert(word, Class::Verb(verb));
            }
        }
    }

    fn read_word(&mut self, word: &'static str, section: &str) {
        let class = match section {
            "be" => Class::Be,
            "auxiliary" => Class::Auxiliary,
            "adverb" => Class::Adverb,
            "preposition" => Class::Preposition,
            "subordinator" => Class::Subordinator,
            "conjunction" => Class::Conjunction,
            "determiner" => Class::Determiner,
            "possessive" => Class::Possessive,
            "relative" => Class::Relative,
            "that" => Class::That,
            "he" => Class::Pronoun(Pronoun::He),
            "she" => Class::Pronoun(Pronoun::She),
            "they" => Class::Pronoun(Pronoun::They),
            "it" => Class::Pronoun(Pronoun::It),
            "author" => Class::Pronoun(Pronoun::Author),
            "time" => Class::Time,
            "male" => {
                self.male.insert(word);
                return;
            }
            "female" => {
                self.female.insert(word);
                return;
            }
            "past" => {
                self.pasts.insert(word);
                return;
            }
            _ => {
                self.works.insert(word);
                return;
            }
        };
        self.classes.entry(word).or_insert(class);
    }

    /// What `word` (lower case) does.
    pub(crate) fn class(&self, word: &str) -> Class {
        if let Some(class) = self.classes.get(word) {
            return *class;
        }
        let adverb = word.len() > 4 && word.ends_with("ly") && !NOUNS_IN_LY.contains(&word);
        if adverb { Class::Adverb } else { Class::Plain }
    }

    /// The gender that a title or noun (lower case, without a stop) tells: "Mrs", "spokesman".
    pub(crate) fn gender(&self, noun: &str) -> Option<Gender> {
        if self.male.contains(noun) {
            Some(Gender::Male)
        } else {
            self.female.contains(noun).then_some(Gender::Female)
        }
    }

    /// Whether `word` (lower case) is the past of a verb that does not end in -ed, and no noun: "came".
    pub(crate) fn is_past(&self, word: &str) -> bool {
        self.pasts.contains(word)
    }

    /// Whether a title of a work or a nickname may follow `word` (lower case): "film", "so-called".
    pub(crate) fn names_a_work(&self, word: &str) -> bool {
        self.works.contains(word)
    }
}

/// Puts `word` into `buffer` in lower case and with straight apostrophes, and returns it.
pub(crate) fn lower<'a>(word: &str, buffer: &'a mut String) -> &'a str {
    buffer.clear();
    for c in word.chars() {
        match c {
            '’' => buffer.push('\''),
            c if c.is_ascii() => buffer.push(c.to_ascii_lowercase()),
            c => buffer.extend(c.to_lowercase()),
        }
    }
    buffer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_verb_are_told_apart() {
        let cues = Cues::embedded();
        let form = |word| match cues.class(word) {
            Class::Verb(verb) => Some(verb.form),
            _ => None,
        };
        assert_eq!(form("says"), Some(Form::Third));
        assert_eq!(form("said"), Some(Form::Past));
        assert_eq!(form("saying"), Some(Form::Gerund));
        assert_eq!(form("written"), Some(Form::Participle));
        assert_eq!(form("put"), Some(Form::Past));
        assert_eq!(form("family"), None);
    }

    #[test]
    fn a_noun_that_is_also_a_verb_is_doubtful() {
        let Class::Verb(verb) = Cues::embedded().class("claims") else {
            panic!("claims is a verb");
        };
        assert!(verb.doubtful);
    }

    #[test]
    fn adverbs_are_known_by_their_end() {
        assert_eq!(Cues::embedded().class("angrily"), Class::Adverb);
        assert_eq!(Cues::embedded().class("family"), Class::Plain);
    }
}
