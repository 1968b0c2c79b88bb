//! Sorted lines `key` or `key⇥value`, searched where they lie.

use std::cmp::Ordering;

/// A list whose lines are sorted by the bytes of their keys.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lines {
    text: &'static str,
}

impl Lines {
    /// The list that `text` holds; its lines end with `\n`.
    pub(super) const fn new(text: &'static str) -> Self {
        Self { text }
    }

    /// The value beside `key`; the empty string when the key has none.
    pub(super) fn value(&self, key: &str) -> Option<&'static str> {
        self.value_and_more(key).0
    }

    /// Whether `key` is in the list.
    pub(super) fn holds(&self, key: &str) -> bool {
        self.value(key).is_some()
    }

    /// The value beside `key`, and whether a later key begins with `key` and a space.
    pub(super) fn value_and_more(&self, key: &str) -> (Option<&'static str>, bool) {
        if key.is_empty() {
            return (None, false);
        }
        let mut rest = self.from(key);
        let mut value = None;
        if let Some((found, text)) = split(line(rest), key)
            && found.is_empty()
        {
            value = Some(text);
            rest = rest.split_once('\n').map_or("", |(_, after)| after);
        }
        let more = line(rest)
            .strip_prefix(key)
            .is_some_and(|after| after.starts_with(' '));
        (value, more)
    }

    /// The list from the first line on whose key is not before `key`.
    fn from(&self, key: &str) -> &'static str {
        let bytes = self.text.as_bytes();
        let (mut low, mut high) = (0, bytes.len());
        while low < high {
            let middle = low + (high - low) / 2;
            let start = start_of_line(bytes, low, middle);
            let end = end_of_line(bytes, middle);
            let found = bytes.get(start..end).unwrap_or_default();
            match compare(found, key.as_bytes()) {
                Ordering::Less => low = end + 1,
                Ordering::Equal | Ordering::Greater => high = start,
            }
        }
        self.text.get(low..).unwrap_or_default()
    }

    #[cfg(test)]
    pub(super) fn first_out_of_order(&self) -> Option<&'static str> {
        let key = |line: &'static str| line.split('\t').next().unwrap_or_default();
        self.text
            .lines()
            .zip(self.text.lines().skip(1))
            .find(|(one, next)| key(one) >= key(next))
            .map(|(one, _)| one)
    }
}

fn start_of_line(bytes: &[u8], low: usize, at: usize) -> usize {
    let before = bytes.get(low..at).unwrap_or_default();
    let newline = before.iter().rposition(|byte| *byte == b'\n');
    newline.map_or(low, |newline| low + newline + 1)
}

fn end_of_line(bytes: &[u8], at: usize) -> usize {
    let after = bytes.get(at..).unwrap_or_default();
    let newline = after.iter().position(|byte| *byte == b'\n');
    newline.map_or(bytes.len(), |newline| at + newline)
}

/// How the key of a line compares with `key`.
fn compare(line: &[u8], key: &[u8]) -> Ordering {
    let end = line.iter().position(|byte| *byte == b'\t');
    line.get(..end.unwrap_or(line.len()))
        .unwrap_or_default()
        .cmp(key)
}

fn line(text: &'static str) -> &'static str {
    text.split('\n').next().unwrap_or_default()
}

/// What follows `key` in the key of a line, and the line's value.
fn split(line: &'static str, key: &str) -> Option<(&'static str, &'static str)> {
    let after = line.strip_prefix(key)?;
    Some(after.split_once('\t').unwrap_or((after, "")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: Lines = Lines::new("ash\nelm\tt\nelm grove\tp\noak\nyew hill\tq\n");

    #[test]
    fn every_key_is_found_and_nothing_else() {
        assert_eq!(LIST.value("ash"), Some(""));
        assert_eq!(LIST.value("elm"), Some("t"));
        assert_eq!(LIST.value("elm grove"), Some("p"));
        assert_eq!(LIST.value("yew hill"), Some("q"));
        for absent in ["", "a", "elms", "yew", "zz", "elm g"] {
            assert_eq!(LIST.value(absent), None, "{absent}");
        }
    }

    #[test]
    fn a_key_says_whether_a_longer_one_begins_with_it() {
        assert_eq!(LIST.value_and_more("elm"), (Some("t"), true));
        assert_eq!(LIST.value_and_more("yew"), (None, true));
        assert_eq!(LIST.value_and_more("oak"), (Some(""), false));
    }
}
