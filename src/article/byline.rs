//! Who wrote it, for which outlet, as lines of text say: bylines, blurbs, copyright lines.

use crate::text::fold::fold;

/// What stands before the names in a byline.
const MARKS: &[&str] = &[
    "by:",
    "by",
    "authors:",
    "author:",
    "written by",
    "posted by",
    "reported by",
    "story by",
    "words by",
    "text by",
    "text:",
    "von",
    "par",
    "por",
    "автор:",
];

/// Small words inside names.
const PARTICLES: &[&str] = &[
    "al", "bin", "da", "de", "del", "der", "di", "dos", "du", "el", "la", "le", "ten", "van",
    "von", "y",
];

/// What people who write are called.
const ROLES: &[&str] = &[
    "author",
    "columnist",
    "contributor",
    "correspondent",
    "editor",
    "founder",
    "freelancer",
    "host",
    "journalist",
    "photographer",
    "producer",
    "reporter",
    "writer",
];

/// Words of blurbs that no report needs to say of its people.
const CONTACT: &[&str] = &[
    "@",
    "contact",
    "covers",
    "email",
    "follow",
    "newsletter",
    "reach",
    "reached",
    "twitter",
    "writes",
];

/// The names in a line that is a byline: `By Ana Vale and Ron Tarn | 5 May 2031`.
pub fn author(line: &str) -> Option<String> {
    let line = line.trim();
    // Most lines are told by their first letter.
    if line.len() > 160 || !line.starts_with(|c: char| "abprstvwABPRSTVWаА".contains(c)) {
        return None;
    }
    let rest = MARKS.iter().find_map(|mark| after_mark(line, mark))?;
    let names = names(rest);
    (!names.is_empty()).then(|| names.join(", "))
}

/// What follows `mark` at the start of `line`, if a capital does: `By Ana`, `ByAna`, `Author: Ana`.
fn after_mark<'a>(line: &'a str, mark: &str) -> Option<&'a str> {
    let start = line.get(..mark.len())?;
    let rest = line.get(mark.len()..)?;
    let same = start.eq_ignore_ascii_case(mark) || !mark.is_ascii() && start.to_lowercase() == mark;
    let name = rest.trim_start();
    // "by" in small letters alone stands in sentences too, but then no capital follows.
    let known =
        same && (mark.ends_with(':') || start == "by" || start.starts_with(char::is_uppercase));
    (known && name.starts_with(char::is_uppercase)).then_some(name)
}

/// The names at the start of `text`: several only where "and" or "&" joins them.
fn names(text: &str) -> Vec<String> {
    let end = text.find([
        '|', '•', '·', '–', '—', '/', '(', '@', ';', '\n', '0', '1', '2', '3', '4', '5', '6', '7',
        '8', '9',
    ]);
    let text = text.get(..end.unwrap_or(text.len())).unwrap_or_default();
    let several = text.contains(" and ") || text.contains(" & ");
    let text = text.replace(" and ", ",").replace(" & ", ",");
    let mut found = Vec::new();
    for part in text.split(',') {
        let Some(name) = name(part) else { break };
        found.push(name);
        if !several {
            break;
        }
    }
    found
}

/// The name of a person with which `text` begins, if it is two to five words that could be one.
fn name(text: &str) -> Option<String> {
    let mut words: Vec<&str> = Vec::new();
    for word in text.split_whitespace() {
        let first = word.chars().next()?;
        if !first.is_uppercase() && !PARTICLES.contains(&word) {
            break;
        }
        if matches!(
            word,
            "Published" | "Updated" | "Posted" | "Staff" | "Special" | "Last" | "On"
        ) {
            break;
        }
        words.push(word);
    }
    while words.last().is_some_and(|word| PARTICLES.contains(word)) {
        words.pop();
    }
    let rest = text.trim().len() - words.join(" ").len().min(text.trim().len());
    let plain = |word: &&str| {
        word.chars()
            .all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'))
    };
    let role = |word: &&str| ROLES.contains(&word.to_lowercase().as_str());
    let fits = (2..=5).contains(&words.len()) && words.iter().all(plain) && !words.iter().any(role);
    // "By Monday The Harbour Was Closed For Good" has more to say than a name.
    (fits && rest < 40).then(|| words.join(" "))
}

/// Whether the whole line is the name of a person, as it stands between a headline and a date.
pub fn is_name(line: &str) -> bool {
    name(line).is_some_and(|name| name.len() == line.trim().len() && name.split(' ').count() <= 3)
}

/// What a paragraph about the one who wrote says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blurb {
    /// Who wrote it.
    pub name: String,
    /// For which outlet, where the words say so.
    pub outlet: Option<String>,
    /// Whether it tells how to follow or to reach them.
    pub contact: bool,
}

/// Reads a paragraph such as "Ana Vale is the news editor of Tarn Daily, follow her on …".
pub fn blurb(paragraph: &str) -> Option<Blurb> {
    let begin = paragraph.split_whitespace().take(6);
    if !begin.clone().any(|word| word == "is" || word == "was") {
        return None;
    }
    let words: Vec<&str> = paragraph.split_whitespace().take(80).collect();
    let verb = words
        .iter()
        .take(6)
        .position(|word| *word == "is" || *word == "was")?;
    let name = name(&words.get(..verb)?.join(" "))?;
    let bare = |word: &str| fold(word.trim_matches(|c: char| !c.is_alphanumeric() && c != '@'));
    let article = words.get(verb + 1)?;
    if !matches!(*article, "a" | "an" | "the" | "our") {
        return None;
    }
    let role = words
        .iter()
        .enumerate()
        .skip(verb + 2)
        .take(5)
        .find(|(_, word)| ROLES.contains(&bare(word).as_str()))?
        .0;
    let outlet = words
        .get(role + 1)
        .filter(|word| matches!(**word, "of" | "at" | "for" | "with"))
        .and_then(|_| outlet(words.get(role + 2..)?));
    let contact = words
        .iter()
        .skip(role)
        .any(|word| CONTACT.contains(&bare(word).as_str()) || word.starts_with('@'));
    Some(Blurb {
        name,
        outlet,
        contact,
    })
}

/// The capitalised words at the start of `words`.
fn outlet(words: &[&str]) -> Option<String> {
    let mut found: Vec<&str> = Vec::new();
    for word in words {
        let bare = word.trim_end_matches([',', '.', ';', ':']);
        let named = bare.starts_with(char::is_uppercase) || bare.contains('.');
        if !named && !matches!(bare, "the" | "of" | "and") {
            break;
        }
        found.push(bare);
        if bare.len() < word.len() || found.len() == 6 {
            break;
        }
    }
    while found
        .last()
        .is_some_and(|word| matches!(*word, "the" | "of" | "and"))
    {
        found.pop();
    }
    (!found.is_empty()).then(|| found.join(" "))
}

/// Who holds the rights, in a line such as "© 2031 Tarn Media. All rights reserved".
pub fn copyright(line: &str) -> Option<String> {
    if line.len() > 300 {
        return None;
    }
    let at = line.find('©').map(|at| at + '©'.len_utf8());
    let rest = match at {
        Some(at) => line.get(at..)?,
        None => line
            .strip_prefix("Copyright")
            .or_else(|| line.strip_prefix("(c)"))?,
    };
    let rest = rest
        .trim_start_matches("Copyright")
        .trim_start_matches("(c)");
    let years = |c: char| {
        c.is_ascii_digit() || c.is_whitespace() || matches!(c, '-' | '–' | ',' | '.' | ':' | '©')
    };
    let rest = rest.trim_start_matches(years);
    let rest = rest.strip_prefix("by ").unwrap_or(rest);
    let ends = [
        ". ", ", ", " | ", " - ", " – ", " • ", " · ", " All ", " all ", " Inc", " LLC", " Ltd",
        " (",
    ];
    let end = ends
        .iter()
        .filter_map(|mark| rest.find(mark))
        .min()
        .unwrap_or(rest.len());
    let name = rest
        .get(..end)?
        .trim()
        .trim_end_matches([',', '.', '®', '™']);
    let name = name.strip_prefix("www.").unwrap_or(name);
    let words = name.split_whitespace().count();
    let known = (1..=5).contains(&words)
        && name.chars().any(char::is_alphabetic)
        && !name.to_lowercase().contains("rights");
    let begins = name.starts_with(char::is_uppercase) || name.contains('.');
    (known && begins && !name.starts_with("All ")).then(|| name.to_owned())
}

/// A headline that ends with the name of its site, divided: `Harbour closed | Tarn Daily`.
pub fn titled_site(title: &str) -> Option<(&str, &str)> {
    let (title, site) = title.rsplit_once(" | ")?;
    let fits =
        title.split_whitespace().count() >= 3 && (1..=4).contains(&site.split_whitespace().count());
    fits.then(|| (title.trim(), site.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byline_gives_its_names() {
        for (line, names) in [
            ("By Ana Vale", "Ana Vale"),
            ("BY ANA VALE", "ANA VALE"),
            ("ByAna Vale", "Ana Vale"),
            (
                "By Ana Vale and Ron de la Tarn | 5 May 2031",
                "Ana Vale, Ron de la Tarn",
            ),
            ("By Ana Vale, Staff Writer", "Ana Vale"),
            ("Author: J. R. Vale-Tarn", "J. R. Vale-Tarn"),
            ("Written by Ana Vale for Tarn Daily", "Ana Vale"),
        ] {
            assert_eq!(author(line).as_deref(), Some(names), "{line}");
        }
    }

    #[test]
    fn a_sentence_with_by_is_no_byline() {
        for line in [
            "By the time he left it rained.",
            "By Monday, all was over",
            "Byron Vale left",
            "By Monday The Harbour Was Closed For All The Ships Of The Northern Fleet",
        ] {
            assert_eq!(author(line), None, "{line}");
        }
    }

    #[test]
    fn a_blurb_names_the_writer_and_the_outlet() {
        let found =
            blurb("Ana Vale is the news editor of Tarn.example, follow her on Chirper @anavale.")
                .unwrap();
        assert_eq!(
            (found.name.as_str(), found.outlet.as_deref(), found.contact),
            ("Ana Vale", Some("Tarn.example"), true)
        );
        assert_eq!(blurb("Ana Vale is the mayor of Port Tarn."), None);
        assert_eq!(blurb("It is the editor of all."), None);
    }

    #[test]
    fn a_copyright_line_names_the_outlet() {
        for (line, name) in [
            (
                "© 2031 www.tarn.example, Privacy Policy",
                Some("tarn.example"),
            ),
            (
                "Copyright © 2029-2031 Tarn Media. All Rights Reserved.",
                Some("Tarn Media"),
            ),
            ("Copyright 2031 by Tarn Daily", Some("Tarn Daily")),
            ("© All rights reserved", None),
            ("The © sign", None),
        ] {
            assert_eq!(copyright(line).as_deref(), name, "{line}");
        }
    }

    #[test]
    fn a_headline_may_end_with_its_site() {
        assert_eq!(
            titled_site("Harbour of Tarn closed | Tarn Daily"),
            Some(("Harbour of Tarn closed", "Tarn Daily"))
        );
        assert_eq!(titled_site("Harbour | Tarn"), None);
    }
}
