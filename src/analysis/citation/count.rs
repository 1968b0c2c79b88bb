//! How many people without a name are meant: six officials, several sources, a former aide.

use crate::analysis::claim::word::Lists;
use crate::text::fold::fold;

/// How many people a description speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Count {
    /// So many.
    Exactly(u32),
    /// So many or more.
    AtLeast(u32),
    /// More than one or two: several, multiple, many.
    Several,
}

/// How many people `words` speak of, if they say so: "six current and former officials", "a source".
pub fn count(words: &str) -> Option<Count> {
    let folded = fold(words);
    let mut words = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .peekable();
    let mut least = false;
    let mut first = true;
    while let Some(word) = words.next() {
        match word {
            "at" | "than" => least |= words.next_if_eq(&"least").is_some() || word == "than",
            "over" if first => least = true,
            "several" | "multiple" | "numerous" | "many" | "various" | "dozens" | "scores"
            | "hundreds" | "handful" | "number" | "group" => return Some(Count::Several),
            "a" | "an" | "one" | "another" => {
                if words.next_if_eq(&"dozen").is_some() {
                    return Some(number(12, least));
                }
                let plural = matches!(
                    words.peek(),
                    Some(&("number" | "handful" | "group" | "few"))
                );
                return Some(if plural {
                    Count::Several
                } else {
                    number(1, least)
                });
            }
            "both" => return Some(Count::Exactly(2)),
            "of" | "who" | "familiar" | "with" | "in" => return None,
            _ => {
                let digits = Lists::embedded().digits(word).unwrap_or(word);
                if let Ok(many) = digits.parse::<u32>() {
                    let dozens = words.next_if_eq(&"dozen").is_some();
                    return Some(number(
                        if dozens {
                            many.saturating_mul(12)
                        } else {
                            many
                        },
                        least,
                    ));
                }
            }
        }
        first = false;
    }
    None
}

fn number(many: u32, least: bool) -> Count {
    if least {
        Count::AtLeast(many)
    } else {
        Count::Exactly(many)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_description_says_how_many_people_are_meant() {
        for (words, many) in [
            ("six current and former engineers", Some(Count::Exactly(6))),
            ("14 members of the crew", Some(Count::Exactly(14))),
            ("a former harbour master", Some(Count::Exactly(1))),
            ("One of the six sources", Some(Count::Exactly(1))),
            ("more than a dozen dockers", Some(Count::AtLeast(12))),
            ("at least two aides", Some(Count::AtLeast(2))),
            (
                "multiple former and current officials",
                Some(Count::Several),
            ),
            ("a number of residents", Some(Count::Several)),
            ("both officials", Some(Count::Exactly(2))),
            ("people familiar with the two plans", None),
            ("officials", None),
        ] {
            assert_eq!(count(words), many, "{words}");
        }
    }
}
