//! Words of articles as Markdown that shows them as they are.

use std::fmt::Write;

use crate::article::sanitize;

/// `words` on one line, with everything escaped that Markdown would take for a sign of its own.
pub fn escaped(words: &str) -> String {
    let line = sanitize::line(words);
    let mut escaped = String::with_capacity(line.len() + 8);
    for (at, c) in line.char_indices() {
        let before = line.get(..at).unwrap_or_default();
        let is_sign = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$' => true,
            '#' | '+' | '-' | '=' | ':' => before.is_empty(),
            '.' | ')' => !before.is_empty() && before.chars().all(|c| c.is_ascii_digit()),
            '!' => line.get(at + 1..).is_some_and(|rest| rest.starts_with('[')),
            _ => false,
        };
        if is_sign {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// `words` as a link, where the address is one that can be opened in a browser.
pub fn link(words: &str, url: Option<&str>) -> String {
    let words = escaped(words);
    let is_web = |url: &&str| url.starts_with("https://") || url.starts_with("http://");
    let Some(url) = url.filter(is_web) else {
        return words;
    };
    let mut safe = String::with_capacity(url.len());
    for c in url.chars().filter(|c| !c.is_control()) {
        match c {
            ' ' | '<' | '>' | '(' | ')' | '\\' | '"' | '|' => {
                let _ = write!(safe, "%{:02X}", u32::from(c));
            }
            c => safe.push(c),
        }
    }
    format!("[{words}]({safe})")
}

/// A file's name or the like, shown letter by letter.
pub fn code(words: &str) -> String {
    let line = sanitize::line(words);
    if line.contains('`') {
        return escaped(&line);
    }
    format!("`{}`", line.replace('|', "\\|"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_inside_words_are_shown_as_they_are() {
        assert_eq!(
            escaped("a *b* [c](d) <e> f|g"),
            r"a \*b\* \[c\](d) \<e\> f\|g"
        );
        assert_eq!(escaped("# 1"), r"\# 1");
        assert_eq!(escaped("- x"), r"\- x");
        assert_eq!(escaped("12. May"), r"12\. May");
        assert_eq!(
            escaped("Plain words, 41 million."),
            "Plain words, 41 million."
        );
    }

    #[test]
    fn words_stay_on_one_line() {
        assert_eq!(escaped("one\n# two"), "one # two");
    }

    #[test]
    fn only_addresses_of_the_web_become_links() {
        assert_eq!(link("a", Some("javascript:x")), "a");
        assert_eq!(
            link("a", Some("https://x.example/a b)c")),
            "[a](https://x.example/a%20b%29c)"
        );
        assert_eq!(
            link("a", Some("https://x.example/a|b")),
            "[a](https://x.example/a%7Cb)"
        );
        assert_eq!(link("a", None), "a");
    }
}
