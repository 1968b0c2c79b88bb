//! Short names of outlets, each different, for the heads of narrow columns.

use std::collections::BTreeSet;

use crate::text::wrap;

/// A name of at most `width` columns for each of `names`, all different as long as there are letters.
pub fn heads(names: &[String], width: usize) -> Vec<String> {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut heads = Vec::with_capacity(names.len());
    for name in names {
        let free = candidates(name, width)
            .into_iter()
            .find(|head| !head.is_empty() && !taken.contains(head));
        let head = free.unwrap_or_else(|| numbered(&taken, width));
        taken.insert(head.clone());
        heads.push(head);
    }
    heads
}

/// Short forms of a name, the most telling first.
fn candidates(name: &str, width: usize) -> Vec<String> {
    let words: Vec<&str> = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let words = match words.as_slice() {
        [the, rest @ ..] if the.eq_ignore_ascii_case("the") && !rest.is_empty() => rest,
        all => all,
    };
    let Some((first, others)) = words.split_first() else {
        return Vec::new();
    };
    let whole = words.join(" ");
    let mut forms = Vec::new();
    if width > 1 && wrap::width(&whole) <= width {
        forms.push(whole.clone());
    }
    if let (true, Some(last)) = (width > 2, others.last()) {
        // "Harbour Post" and "Harbour Times" differ in the second word.
        let both = format!("{}{}", wrap::prefix(first, 1), capital(last));
        forms.push(wrap::prefix(&both, width).to_owned());
    }
    forms.push(capital(wrap::prefix(first, width)));
    let letters = whole.chars().filter(|c| c.is_alphanumeric());
    if width == 1 {
        forms.extend(letters.map(|c| c.to_uppercase().to_string()));
    } else {
        let initial = wrap::prefix(first, 1).to_owned();
        let rest: Vec<char> = letters.skip(1).collect();
        forms.extend(rest.windows(width - 1).map(|letters| {
            let letters: String = letters.iter().collect();
            wrap::prefix(&format!("{initial}{letters}"), width).to_owned()
        }));
    }
    forms.retain(|form| wrap::width(form) <= width);
    forms
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// A letter or a number that no other column has.
fn numbered(taken: &BTreeSet<String>, width: usize) -> String {
    let letters = ('A'..='Z').chain('a'..='z').chain('1'..='9');
    let mut letters = letters.map(String::from);
    let free = letters.find(|letter| !taken.contains(letter));
    let number = || {
        let mut numbers = (1..).map(|number: usize| number.to_string());
        let free = numbers.find(|number| !taken.contains(number) || number.len() > width);
        free.filter(|number| number.len() <= width)
    };
    free.or_else(number).unwrap_or_else(|| "?".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(names: &[&str], width: usize) -> Vec<String> {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        heads(&names, width)
    }

    #[test]
    fn a_short_name_tells_outlets_with_the_same_first_word_apart() {
        assert_eq!(
            shown(&["Harbour Post", "Harbour Times", "The Ledger", "Cove"], 5),
            ["HPost", "HTime", "Ledge", "Cove"]
        );
    }

    #[test]
    fn one_letter_is_enough_for_each_of_many() {
        assert_eq!(
            shown(&["Metro", "Mirror", "The Morning Mail"], 1),
            ["M", "I", "O"]
        );
        let many = vec!["Aa"; 80];
        let letters = shown(&many, 1);
        assert!(
            letters.iter().all(|letter| wrap::width(letter) == 1),
            "{letters:?}"
        );
        let different: BTreeSet<&String> = letters.iter().take(60).collect();
        assert_eq!(different.len(), 60, "{letters:?}");
    }

    #[test]
    fn names_without_letters_have_a_letter_too() {
        assert_eq!(shown(&["—", "…"], 4), ["A", "B"]);
    }
}
