//! Values in few letters, for the cells of a table.

use crate::analysis::claim::word::Lists;

/// `text` in as few letters as can be read: "41 million" as "41m", "at least six weeks" as "≥6 weeks".
pub fn short_value(text: &str) -> String {
    let lower = text.to_lowercase();
    let mut short = String::new();
    let mut words = lower.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let sign = match (word, words.peek().copied()) {
            ("at", Some("least")) | ("more", Some("than")) => Some(("≥", true)),
            ("at", Some("most")) | ("up", Some("to")) | ("less" | "fewer", Some("than")) => {
                Some(("≤", true))
            }
            ("over", _) => Some(("≥", false)),
            ("about" | "around" | "nearly" | "almost" | "roughly" | "some", Some(_)) => {
                Some(("~", false))
            }
            _ => None,
        };
        if let Some((sign, is_pair)) = sign {
            short.push_str(sign);
            if is_pair {
                words.next();
            }
            continue;
        }
        let letter = match word {
            "thousand" => Some("k"),
            "million" => Some("m"),
            "billion" | "bn" => Some("bn"),
            "trillion" => Some("tn"),
            "percent" | "per" | "%" => Some("%"),
            _ => None,
        };
        let after_number = short.ends_with(|c: char| c.is_ascii_digit());
        if let Some(letter) = letter.filter(|_| after_number) {
            short.push_str(letter);
            if word == "per" {
                words.next();
            }
            continue;
        }
        if !short.is_empty() && !short.ends_with(['≥', '≤', '~']) {
            short.push(' ');
        }
        short.push_str(Lists::embedded().digits(word).unwrap_or(word));
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_shown_in_few_letters() {
        let values = [
            ("41 million", "41m"),
            ("at least six weeks", "≥6 weeks"),
            ("about 3.5 billion", "~3.5bn"),
            ("2 per cent", "2%"),
            ("more than 20 metres", "≥20 metres"),
            ("most", "most"),
            ("25", "25"),
        ];
        for (long, short) in values {
            assert_eq!(short_value(long), short);
        }
    }
}
