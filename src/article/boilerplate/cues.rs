//! Words and phrases by which pages speak of themselves, in comparison form: folded, figures as `#`.

use std::sync::LazyLock;

/// The lists of `src/data/boilerplate.txt`, each in order.
struct Cues {
    function: Vec<&'static str>,
    menu: Vec<&'static str>,
    openings: Vec<&'static str>,
    phrases: Vec<&'static str>,
    calendar: Vec<&'static str>,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| Cues {
    function: list("function"),
    menu: list("menu"),
    openings: list("opening"),
    phrases: list("phrase"),
    calendar: list("calendar"),
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

/// Whether `word` joins other words and names nothing.
pub fn is_function(word: &str) -> bool {
    CUES.function.binary_search(&word).is_ok()
}

/// Whether `word` is one of a menu.
pub fn is_menu(word: &str) -> bool {
    CUES.menu.binary_search(&word).is_ok()
}

/// Whether `word` names a month or a day of the week.
pub fn is_calendar(word: &str) -> bool {
    CUES.calendar.binary_search(&word).is_ok()
}

/// Of how many words the phrase is with which these words begin as boilerplate does; 0 for none.
pub fn opening(words: &[&str]) -> usize {
    begins(&CUES.openings, words)
}

/// Whether one of the phrases of boilerplate stands among these words.
pub fn holds_phrase(words: &[&str]) -> bool {
    (0..words.len()).any(|at| {
        words
            .get(at..)
            .is_some_and(|rest| begins(&CUES.phrases, rest) > 0)
    })
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
        for list in [
            &CUES.function,
            &CUES.menu,
            &CUES.openings,
            &CUES.phrases,
            &CUES.calendar,
        ] {
            assert!(!list.is_empty());
            assert!(list.iter().all(|phrase| *phrase == fold(phrase)));
        }
    }

    #[test]
    fn a_phrase_is_found_as_whole_words() {
        assert_eq!(opening(&["read", "more", "here"]), 2);
        assert_eq!(opening(&["reads", "more"]), 0);
        assert!(holds_phrase(&["see", "our", "privacy", "policy"]));
        assert!(!holds_phrase(&["a", "policy", "of", "privacy"]));
    }
}
