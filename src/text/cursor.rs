//! Looking at single characters of a text, forwards and backwards.

/// The character that starts at byte `at`, if one does.
pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at) {
        Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
        Some(_) => text.get(at..)?.chars().next(),
        None => None,
    }
}

/// The character that ends at byte `at`, if one does.
pub(super) fn char_before(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at.checked_sub(1)?) {
        Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
        Some(_) => text.get(..at)?.chars().next_back(),
        None => None,
    }
}

/// Whether `c` is written for an apostrophe.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '＇')
}

/// The word of at most 32 characters at byte `at`: letters, digits, and inner apostrophes.
pub(super) fn word_at(text: &str, at: usize) -> &str {
    let Some(rest) = text.get(at..) else {
        return "";
    };
    let end = rest
        .char_indices()
        .take(32)
        .find(|(_, c)| !c.is_alphanumeric() && !is_apostrophe(*c));
    let end = match end {
        Some((end, _)) => end,
        None => rest
            .char_indices()
            .nth(32)
            .map_or(rest.len(), |(end, _)| end),
    };
    rest.get(..end).unwrap_or_default()
}

/// Where the first character that is not white space stands, from byte `at` on.
pub(super) fn after_space(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + (rest.len() - rest.trim_start().len())
}
