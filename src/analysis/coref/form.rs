//! The forms in which names are compared.

use crate::analysis::EntityKind;
use crate::analysis::lexicon::Lexicon;
use crate::text::fold::fold;

/// A name in normal form: folded, without a leading "the", a final possessive, dots, hyphens and quotation marks;
/// initials joined. "the U.S." and "US" are both "us".
pub(crate) fn normal(text: &str) -> String {
    let folded = fold(text);
    let mut words: Vec<String> = Vec::new();
    let mut letters = false;
    for piece in
        folded.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '.' | '&')))
    {
        let Some(word) = bare(piece) else { continue };
        let letter = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
        match words.last_mut() {
            Some(last) if letters && letter => last.push_str(&word),
            _ => words.push(word),
        }
        letters = letter;
    }
    if words.len() > 1 && words.first().is_some_and(|word| word == "the") {
        words.remove(0);
    }
    words.join(" ")
}

/// A word without possessive, dots and apostrophes at its ends.
fn bare(piece: &str) -> Option<String> {
    let piece = piece.trim_matches(['\'', '’', '.']);
    let piece = piece
        .strip_suffix("'s")
        .or_else(|| piece.strip_suffix("’s"))
        .unwrap_or(piece);
    let word: String = piece
        .chars()
        .filter(|c| !matches!(c, '.' | '\'' | '’'))
        .collect();
    word.contains(char::is_alphanumeric).then_some(word)
}

/// The part of a name between quotation marks, in normal form: "len" of Leonard “Len” Okoro.
pub(crate) fn quoted(text: &str) -> Option<String> {
    let (open, close) = marks(text)?;
    let inside = normal(text.get(open..close)?);
    (!inside.is_empty()).then_some(inside)
}

/// The words of a person's name without titles, generation and quoted nickname; never empty unless the text is.
pub(crate) fn person(text: &str, lexicon: &Lexicon) -> Vec<String> {
    let outside = match marks(text) {
        Some((open, close)) => {
            let (before, after) = (text.get(..open), text.get(close..));
            normal(&[before.unwrap_or_default(), after.unwrap_or_default()].join(" "))
        }
        None => normal(text),
    };
    let mut words: Vec<String> = outside.split(' ').map(str::to_owned).collect();
    let titles = words
        .iter()
        .take_while(|word| lexicon.is_title(word))
        .count();
    words.drain(..titles.min(words.len() - 1));
    while words.len() > 1
        && words
            .last()
            .is_some_and(|word| matches!(word.as_str(), "jr" | "sr" | "ii" | "iii" | "iv"))
    {
        words.pop();
    }
    words
}

/// Where quotation marks or brackets inside a name open and close, as offsets of the open mark and behind the close one.
fn marks(text: &str) -> Option<(usize, usize)> {
    let is_mark = |c: char| matches!(c, '“' | '”' | '"' | '‘' | '(' | ')' | '«' | '»');
    let open = text
        .find(is_mark)
        .or_else(|| text.find(" '").map(|space| space + 1))
        .filter(|open| *open > 0)?;
    let straight = text.get(open..)?.starts_with('\'');
    let (close, mark) = if straight {
        (text.find("' ").filter(|close| *close > open)?, '\'')
    } else {
        text.char_indices()
            .rfind(|(_, c)| is_mark(*c) || *c == '’')?
    };
    (close > open + 1).then_some((open, close + mark.len_utf8()))
}

/// The key under which an organization, a place or a thing is known: aliases, acronyms and word order resolved.
pub(crate) fn thing(text: &str, kind: EntityKind, lexicon: &Lexicon) -> String {
    let name = normal(text);
    let name = lexicon.alias(&name).map_or(name, str::to_owned);
    if let Some(known) = short_form(text, &name, lexicon) {
        return known.to_owned();
    }
    let spelled = spelled(&name);
    let company;
    let name = if kind == EntityKind::Place {
        without_kind_of_place(&spelled)
    } else {
        company = without_company_form(&spelled, lexicon);
        without_own_initials(&company)
    };
    let name = reordered(without_country(name));
    lexicon.alias(&name).map_or(name, str::to_owned)
}

/// "velmora harbor works vhw" without the initials that follow its words.
fn without_own_initials(name: &str) -> &str {
    match name.rsplit_once(' ') {
        Some((full, last)) if last.len() > 2 && is_initials_of(last, full) => full,
        _ => name,
    }
}

/// Whether some letters are how the words of a name begin, but for small words and words about its form.
fn is_initials_of(letters: &str, name: &str) -> bool {
    let all = initials(name);
    all.iter().any(|initials| {
        initials == letters || initials.len() == letters.len() + 1 && initials.starts_with(letters)
    })
}

/// "eastgate neighborhood" is Eastgate.
fn without_kind_of_place(name: &str) -> &str {
    [" neighborhood", " neighbourhood", " area"]
        .iter()
        .find_map(|kind| name.strip_suffix(kind))
        .unwrap_or(name)
}

/// What well-known initials and abbreviated states stand for, when they are printed as such.
fn short_form(text: &str, name: &str, lexicon: &Lexicon) -> Option<&'static str> {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    if name.len() <= 6 && letters.clone().all(char::is_uppercase) && letters.count() > 1 {
        if let Some(full) = lexicon.acronym(name) {
            return Some(lexicon.alias(full).unwrap_or(full));
        }
        return lexicon.state(name).filter(|_| text.contains('.'));
    }
    lexicon.state(name).filter(|_| text.ends_with('.'))
}

/// British spellings of words that organizations are named with, made American.
fn spelled(name: &str) -> String {
    let word = |word| match word {
        "defence" => "defense",
        "centre" => "center",
        "labour" => "labor",
        "organisation" => "organization",
        "programme" => "program",
        "admin" => "administration",
        "dept" => "department",
        "intl" => "international",
        word => word,
    };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

fn without_company_form(name: &str, lexicon: &Lexicon) -> String {
    use crate::analysis::lexicon::WordClass;
    let mut words: Vec<&str> = name.split(' ').collect();
    while words.len() > 1
        && words
            .last()
            .is_some_and(|word| lexicon.word(word).is(WordClass::COMPANY))
    {
        words.pop();
    }
    words.join(" ")
}

/// "us department of defense" without the country, which readers take for granted.
fn without_country(name: &str) -> &str {
    let countries = ["us ", "uk ", "united states ", "american ", "british "];
    let rest = countries
        .iter()
        .find_map(|country| name.strip_prefix(country));
    match rest {
        Some(rest)
            if rest.contains(' ')
                || matches!(rest, "fed" | "senate" | "congress" | "navy" | "army") =>
        {
            rest
        }
        _ => name,
    }
}

/// "X department" as "department of x", "x police department" as "x police".
fn reordered(name: &str) -> String {
    for body in [" department", " force", " service", " bureau"]
        .iter()
        .filter_map(|kind| name.strip_suffix(kind))
    {
        if body.ends_with(" police") {
            return body.to_owned();
        }
    }
    let short = |body: &str| body.split(' ').count() < 3;
    let local = |body: &str| {
        body.ends_with("police")
            || body.ends_with("fire")
            || body.ends_with("sheriff")
            || body.ends_with("sheriffs")
    };
    for kind in ["department", "ministry"] {
        if let Some(body) = name.strip_suffix(kind).map(str::trim_end)
            && !body.is_empty()
            && short(body)
            && !local(body)
        {
            return format!("{kind} of {body}");
        }
        if let Some(body) = name
            .strip_prefix(kind)
            .and_then(|rest| rest.strip_prefix(" of the "))
        {
            return format!("{kind} of {body}");
        }
    }
    name.to_owned()
}

/// The initials of a name in normal form, without and with its small words.
pub(crate) fn initials(name: &str) -> [String; 2] {
    let small = |word: &str| {
        matches!(
            word,
            "of" | "the"
                | "and"
                | "for"
                | "a"
                | "an"
                | "de"
                | "la"
                | "du"
                | "des"
                | "on"
                | "in"
                | "to"
                | "&"
        )
    };
    let of = |words: &mut dyn Iterator<Item = &str>| {
        words
            .map(|word| {
                let number = word.bytes().all(|byte| byte.is_ascii_digit());
                let end = if number { word.len() } else { 1 };
                word.get(..end)
                    .or_else(|| word.get(..word.chars().next().map_or(0, char::len_utf8)))
                    .unwrap_or_default()
            })
            .collect()
    };
    [
        of(&mut name.split(' ').filter(|word| !small(word))),
        of(&mut name.split(' ')),
    ]
}

/// Whether a text is printed as initials, even where one is small: "NATO", "U.N."
pub(crate) fn is_initials(text: &str) -> bool {
    let mut letters = 0;
    let mut small = 0;
    let text = text.trim_end_matches(|c: char| c.is_ascii_digit());
    for c in text.chars().filter(|c| *c != '.') {
        letters += 1;
        match c {
            '&' => {}
            c if c.is_uppercase() => {}
            c if c.is_lowercase() => small += 1,
            _ => return false,
        }
    }
    let ends = text.ends_with(|c: char| c.is_uppercase() || c == '.')
        && text.starts_with(char::is_uppercase);
    (2..=7).contains(&letters) && (small == 0 || ends && letters > 2 && small * 2 < letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> String {
        thing(text, EntityKind::Organization, Lexicon::embedded())
    }

    #[test]
    fn dots_possessives_and_articles_do_not_matter() {
        assert_eq!(normal("the U.S.’s"), "us");
        assert_eq!(normal("J. D. Marlow's"), "jd marlow");
        assert_eq!(normal("Al-Qasr"), "al qasr");
    }

    #[test]
    fn the_united_states_have_one_key() {
        for name in [
            "US",
            "U.S.",
            "USA",
            "United States",
            "the United States of America",
            "America",
        ] {
            assert_eq!(
                thing(name, EntityKind::Place, Lexicon::embedded()),
                "united states"
            );
        }
    }

    #[test]
    fn a_department_is_the_same_in_both_word_orders() {
        assert_eq!(key("Defense Department"), key("Department of Defense"));
        assert_eq!(key("U.S. Department of Defense"), key("DOD"));
        assert_eq!(key("Norhaven Police Department"), key("Norhaven police"));
    }

    #[test]
    fn a_quoted_nickname_is_not_part_of_the_name() {
        let lexicon = Lexicon::embedded();
        assert_eq!(person("Leonard “Len” Okoro", lexicon), ["leonard", "okoro"]);
        assert_eq!(quoted("Leonard “Len” Okoro").as_deref(), Some("len"));
        assert_eq!(
            person("Senator Leonard Okoro Jr.", lexicon),
            ["leonard", "okoro"]
        );
        assert_eq!(person("Sarah O’Neil", lexicon), ["sarah", "oneil"]);
    }
}
