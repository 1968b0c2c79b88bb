//! Which line of a text is its headline.

use std::collections::BTreeSet;

use crate::article::boilerplate::cues::{self, Class};
use crate::article::boilerplate::{Shape, words_of};
use crate::text::shingle;

/// The fewest points of a headline.
const LEAST: i32 = 5;

/// How many paragraphs of the report are compared with what may be its headline.
const COMPARED: usize = 12;

/// The headline among the paragraphs before `lead`, the first of the report: a short line whose words come back in
/// what follows.
pub fn title(
    paragraphs: &[&str],
    shapes: &[Shape],
    authors: &[Option<String>],
    lead: usize,
) -> Option<usize> {
    let report = shapes.get(lead..)?.iter().take(COMPARED);
    let known: BTreeSet<u64> = report.flat_map(stems).collect();
    let mut best: Option<(i32, usize)> = None;
    for (index, (words, shape)) in paragraphs.iter().zip(shapes).take(lead).enumerate() {
        let by = authors.get(index).is_some_and(Option::is_some);
        if by || !(1..=30).contains(&shape.words) {
            continue;
        }
        let points = points(words, shape, &known, lead - index - 1, index == 0);
        if points >= LEAST && best.is_none_or(|(most, _)| points > most) {
            best = Some((points, index));
        }
    }
    best.map(|(_, index)| index)
}

fn points(words: &str, shape: &Shape, known: &BTreeSet<u64>, distance: usize, first: bool) -> i32 {
    let stems: Vec<u64> = stems(shape).collect();
    let found = stems.iter().filter(|stem| known.contains(stem)).count();
    let share = (12 * found).checked_div(stems.len()).unwrap_or(0);
    let length = match shape.words {
        5..=16 => 4,
        17..=22 => 2,
        3 | 4 => 1,
        2 => -3,
        1 => -9,
        _ => -1,
    };
    let end = words.trim_end();
    let mut points = i32::try_from(share).unwrap_or(0) + length;
    points -= i32::try_from(distance.min(24) / 3).unwrap_or(0);
    points += if first { 2 } else { 0 };
    for (found, cost) in [
        (shape.stops && end.ends_with('.'), 4),
        (end.ends_with(':'), 4),
        (shape.sign.is_some(), 5),
        (shape.dated, 10),
        (shape.item, 4),
        (words.starts_with(char::is_lowercase), 6),
    ] {
        points -= if found { cost } else { 0 };
    }
    points
}

/// The words that name something, without their endings.
fn stems(shape: &Shape) -> impl Iterator<Item = u64> {
    let words = words_of(&shape.folded).into_iter();
    let telling = words.filter(|word| word.len() > 2 && !cues::class(word).is(Class::FUNCTION));
    telling.map(|word| {
        let end = word
            .char_indices()
            .nth(5)
            .map_or(word.len(), |(end, _)| end);
        shingle::hash(word.get(..end).unwrap_or(word))
    })
}

/// The first words of a text that has no headline, as many as fit one.
pub fn shortened(words: &str) -> String {
    const LONGEST: usize = 90;
    let line = crate::article::sanitize::line(words);
    if line.chars().count() <= LONGEST {
        return line;
    }
    let mut short = String::new();
    for word in line.split(' ') {
        if !short.is_empty() && short.chars().count() + word.chars().count() >= LONGEST {
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        // A word without an end, or a script without spaces.
        short.extend(word.chars().take(LONGEST - 1));
    }
    let end = short.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
    short.truncate(end);
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::byline;

    fn title_of(text: &str, lead: usize) -> Option<&str> {
        let lines: Vec<&str> = text.lines().collect();
        let shapes: Vec<Shape> = lines.iter().map(|line| Shape::new(line)).collect();
        let authors: Vec<_> = lines.iter().map(|line| byline::author(line)).collect();
        title(&lines, &shapes, &authors, lead).and_then(|index| lines.get(index).copied())
    }

    const LEAD: &str = "The harbour of Port Tarn was closed on Monday after a crack was found in its northern wall, officials said.";

    #[test]
    fn the_headline_is_found_below_menus_and_above_the_standfirst() {
        let text = format!(
            "Home\nBuy our mugs\nCracked wall closes harbour of Tarn\nThe northern wall has been known to be weak for years.\n5 May 2031\n{LEAD}"
        );
        assert_eq!(
            title_of(&text, 5),
            Some("Cracked wall closes harbour of Tarn")
        );
    }

    #[test]
    fn a_byline_or_an_advert_is_no_headline() {
        assert_eq!(title_of(&format!("By Ana Vale\n{LEAD}"), 1), None);
        assert_eq!(title_of(&format!("Win a holiday today\n{LEAD}"), 1), None);
    }

    #[test]
    fn a_long_lead_is_shortened_at_a_word() {
        let short = shortened(LEAD);
        assert!(
            short.chars().count() <= 91 && short.ends_with("northern…"),
            "{short}"
        );
        assert_eq!(shortened("Short."), "Short.");
    }
}
