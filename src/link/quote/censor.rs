//! Words with letters left out, as papers print what they do not want to print.

/// What stands for letters.
fn is_mask(c: char) -> bool {
    matches!(c, '*' | '#' | '@' | '$' | '_') || is_dash(c)
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—')
}

/// A censored word as its letters before and after the mask.
struct Masked<'a> {
    stem: &'a str,
    end: &'a str,
}

impl<'a> Masked<'a> {
    /// Reads "f*cking", "f—ing", "s---" or "***"; nothing for any other word.
    fn read(word: &'a str) -> Option<Self> {
        let first = word.find(is_mask)?;
        let (stem, rest) = word.split_at_checked(first)?;
        let end = rest.rsplit(is_mask).next().unwrap_or_default();
        let mask = rest.strip_suffix(end)?;
        let letters = |part: &str| part.chars().all(char::is_alphabetic);
        if !letters(stem) || !letters(end) || stem.len() > 4 || end.len() > 6 {
            return None;
        }
        let known = if mask.chars().all(is_dash) {
            // One hyphen joins words, and so does a dash after a whole one.
            let long = mask != "-";
            let vowel = stem.contains(['a', 'e', 'i', 'o', 'u', 'y', 'A', 'E', 'I', 'O', 'U', 'Y']);
            long && (1..3).contains(&stem.len()) && !vowel && end.len() <= 4
        } else {
            mask.contains('*') && (!stem.is_empty() || mask.chars().all(|c| c == '*'))
                || (!stem.is_empty() && !end.is_empty() && mask.chars().count() == 1)
        };
        known.then_some(Self { stem, end })
    }

    fn fits(&self, full: &str) -> bool {
        full.len() >= self.stem.len() + self.end.len()
            && full.starts_with(&self.stem.to_lowercase())
            && full.ends_with(&self.end.to_lowercase())
    }

    fn agrees(&self, other: &Self) -> bool {
        let lower = |part: &str| part.to_lowercase();
        let (a, b) = (lower(self.stem), lower(other.stem));
        let (c, d) = (lower(self.end), lower(other.end));
        (a.starts_with(&b) || b.starts_with(&a)) && (c.ends_with(&d) || d.ends_with(&c))
    }
}

/// Whether letters of the word are left out.
pub(super) fn is_censored(word: &str) -> bool {
    // Nearly all words are plain.
    !word.bytes().all(|byte| byte.is_ascii_alphanumeric()) && Masked::read(word).is_some()
}

/// Whether one word is the other with letters left out: "f*cking" or "f***".
pub(super) fn is_censored_form(left: &str, right: &str) -> bool {
    match (Masked::read(left), Masked::read(right)) {
        (Some(left), Some(right)) => left.agrees(&right),
        (Some(left), None) => left.fits(&right.to_lowercase()),
        (None, Some(right)) => right.fits(&left.to_lowercase()),
        (None, None) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_may_be_left_out_in_many_ways() {
        for censored in [
            "d*mned", "d****d", "d—ned", "d---ed", "d--", "dam***", "d@mned", "***",
        ] {
            assert!(is_censored(censored), "{censored}");
            assert!(is_censored_form(censored, "Damned"), "{censored}");
            assert!(is_censored_form("damned", censored), "{censored}");
        }
        assert!(is_censored_form("d*mned", "d—ned"));
    }

    #[test]
    fn other_words_are_not_censored() {
        for word in [
            "know—yet",
            "well-known",
            "I—we",
            "do—and",
            "we–they",
            "a-b",
            "*word*",
            "x@y.org",
            "",
            "-",
            "$41",
            "tag_line_x",
        ] {
            assert!(!is_censored(word), "{word}");
        }
        assert!(!is_censored_form("d*mned", "very"));
        assert!(!is_censored_form("d*mn", "dumb"));
    }
}
