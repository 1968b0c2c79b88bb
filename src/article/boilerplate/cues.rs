//! Words and phrases by which pages speak of themselves, in comparison form: folded, figures as `#`.

use std::collections::HashMap;
use std::sync::LazyLock;

/// To which lists a word belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Class(u8);

impl Class {
    /// Words that join others and name nothing; running text is full of them, menus are not.
    pub const FUNCTION: Self = Self(1);
    /// Words that menus, buttons and footers are made of.
    pub const MENU: Self = Self(2);
    /// Months and days of the week.
    pub const CALENDAR: Self = Self(4);
    /// Words with which a phrase of boilerplate begins.
    const PHRASE: Self = Self(8);

    /// Whether the word is on one of the lists of `other`.
    pub fn is(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// What `src/data/boilerplate.txt` lists.
struct Cues {
    words: HashMap<&'static str, Class>,
    openings: Vec<&'static str>,
    phrases: Vec<&'static str>,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let phrases = list("phrase");
    let begin = phrases
        .iter()
        .filter_map(|phrase| phrase.split(' ').next())
        .collect();
    let mut words: HashMap<&str, Class> = HashMap::new();
    for (list, class) in [
        (list("function"), Class::FUNCTION),
        (list("menu"), Class::MENU),
        (list("calendar"), Class::CALENDAR),
        (begin, Class::PHRASE),
    ] {
        for word in list {
            words.entry(word).or_default().0 |= class.0;
        }
    }
    Cues {
        words,
        openings: list("opening"),
        phrases,
    }
});

/// The entries of the section `name`, in order.
fn list(name: &str) -> Vec<&'static str> {
    let lines = include_str!("../../data/boilerplate.txt").lines();
    let section = lines
        .skip_while(|line| {
            line.strip_prefix('[')
                .and_then(|line| line.split_once(']'))
                .is_none_or(|(found, _)| found != name)
        })
        .skip(1)
        .take_while(|line| !line.starts_with('['));
    let mut entries: Vec<&str> = section
        .flat_map(|line| line.split('|'))
        .map(str::trim)
        .collect();
    entries.retain(|entry| !entry.is_empty());
    entries.sort_unstable();
    entries
}

/// The lists on which `word` is.
pub fn class(word: &str) -> Class {
    CUES.words.get(word).copied().unwrap_or_default()
}

/// Of how many words the phrase is with which these words begin as boilerplate does; 0 for none.
pub fn opening(words: &[&str]) -> usize {
    begins(&CUES.openings, words)
}

/// Whether a phrase of boilerplate begins these words, the first of which is of `class`.
pub fn is_phrase(class: Class, words: &[&str]) -> bool {
    class.is(Class::PHRASE) && begins(&CUES.phrases, words) > 0
}

/// Of how many words the longest phrase of the sorted list is that begins `words`; 0 for none.
fn begins(list: &[&str], words: &[&str]) -> usize {
    let Some(first) = words.first() else {
        return 0;
    };
    let from = list.partition_point(|phrase| phrase < first);
    let alike = list.get(from..).unwrap_or_default().iter();
    let counts = alike
        .take_while(|phrase| phrase.starts_with(first))
        .map(|phrase| {
            let mut rest = words.iter();
            let same = phrase.split(' ').all(|word| rest.next() == Some(&word));
            if same { words.len() - rest.len() } else { 0 }
        });
    counts.max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;

    #[test]
    fn the_lists_are_folded_and_not_empty() {
        for name in ["function", "menu", "opening", "phrase", "calendar"] {
            assert!(!list(name).is_empty());
            assert!(list(name).iter().all(|entry| *entry == fold(entry)));
        }
    }

    #[test]
    fn a_phrase_is_found_as_whole_words() {
        assert_eq!(opening(&["read", "more", "here"]), 2);
        assert_eq!(opening(&["reads", "more"]), 0);
        assert!(is_phrase(class("privacy"), &["privacy", "policy"]));
        assert!(!is_phrase(class("privacy"), &["privacy", "and", "policy"]));
    }
}
