//! The comparison form of words: case, accents, apostrophes, dashes, white space.

use unicode_normalization::UnicodeNormalization;

use super::cursor::is_apostrophe;

/// `word` in the form in which words are compared: lower case, without accents, with straight quotation
/// marks and apostrophes, one kind of dash, and one space for any white space.
pub fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    fold_into(word, &mut folded);
    folded
}

/// Appends the comparison form of `word` to `folded`, which can be used again and again.
pub fn fold_into(word: &str, folded: &mut String) {
    for c in word.chars() {
        if c.is_ascii() {
            put(c.to_ascii_lowercase(), folded);
        } else if !put_mark(c, folded) {
            put_letter(c, folded);
        }
    }
}

/// Appends what stands for a letter that is not of ASCII: its parts without accents.
fn put_letter(c: char, folded: &mut String) {
    for part in std::iter::once(c).nfkd().flat_map(char::to_lowercase) {
        // Lower case may bring new accents: `İ` is `i` and a dot above.
        if !is_accent(part) && !put_mark(part, folded) {
            put(part, folded);
        }
    }
}

/// Appends a mark in its plain form, if `c` is one of those that have several forms.
fn put_mark(c: char, folded: &mut String) -> bool {
    let plain = match c {
        '‘' | '’' | '‚' | '‛' | '′' | '´' | '‹' | '›' => '\'',
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '⁃' => '-',
        c if is_apostrophe(c) => '\'',
        _ => return false,
    };
    folded.push(plain);
    true
}

/// Appends one character of lower case.
fn put(c: char, folded: &mut String) {
    match c {
        'a'..='z' | '0'..='9' => folded.push(c),
        'ß' => folded.push_str("ss"),
        'æ' => folded.push_str("ae"),
        'œ' => folded.push_str("oe"),
        'þ' => folded.push_str("th"),
        'ø' => folded.push('o'),
        'ł' => folded.push('l'),
        'đ' | 'ð' => folded.push('d'),
        'ı' => folded.push('i'),
        'ς' => folded.push('σ'),
        '`' => folded.push('\''),
        c if c.is_whitespace() => {
            if !folded.ends_with(' ') {
                folded.push(' ');
            }
        }
        c => folded.push(c),
    }
}

/// Whether `c` is a mark that readers leave out, or is not seen at all. The vowel signs of Indic scripts and
/// the voicing marks of kana make other words, and stay.
fn is_accent(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36F}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{5BD}' | '\u{5BF}' | '\u{5C1}'..='\u{5C7}'
        | '\u{610}'..='\u{61A}' | '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6DC}'
        | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FE20}'..='\u{FE2F}' | '\u{200B}'..='\u{200D}' | '\u{AD}' | '\u{2060}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_read_alike_fold_alike() {
        assert_eq!(fold("Joaquín"), "joaquin");
        assert_eq!(
            fold("ÐORĐE Łukasz Søren Straße"),
            "dorde lukasz soren strasse"
        );
        assert_eq!(fold("İstanbul"), "istanbul");
        assert_eq!(fold("ﬁne Ａ１"), "fine a1");
    }

    #[test]
    fn marks_and_spaces_have_one_form() {
        assert_eq!(fold("It’s “so” – x\u{a0}\n y…"), "it's \"so\" - x y...");
    }

    #[test]
    fn vowel_signs_are_not_accents() {
        assert_ne!(fold("कि"), fold("का"));
        assert_ne!(fold("が"), fold("か"));
    }
}
