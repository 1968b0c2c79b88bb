//! Tells what is not the report itself: menus, forms, calls to subscribe, copyright lines, blurbs.
//!
//! Every paragraph gets points by its shape and its words; then the text is divided into stretches of report
//! and of debris so that the points are best explained, where every change between the two costs. What has no
//! sign of debris of its own stays in the report wherever it stands between two parts of it: showing a button too
//! many is better than hiding a sentence.

pub mod cues;
mod shape;

use std::collections::HashMap;

pub use shape::{Shape, Sign, words_of};

/// What it costs to begin a stretch of report, and to end one.
const BEGIN: i32 = 40;
const END: i32 = 10;

/// What a line loses that stands in the text more than once.
const REPEATED: i32 = 13;

/// The fewest points of running text that is taken for the report outside its stretches.
const PROSE: i32 = 15;

/// How far behind the report such text may stand.
const NEAR: usize = 4;

/// Marks shapes that stand in the text several times, as links and buttons do.
pub fn mark_repeats(shapes: &mut [Shape]) {
    let mut counts: HashMap<u64, u32> = HashMap::new();
    for shape in shapes.iter() {
        *counts.entry(shape.key).or_default() += 1;
    }
    for shape in shapes {
        if shape.words < 12 && counts.get(&shape.key).is_some_and(|count| *count > 1) {
            shape.points -= REPEATED;
            shape.sign = shape.sign.max(Some(Sign::Look));
        }
    }
}

/// Tells of every paragraph whether it is the report's.
pub fn reports(shapes: &[Shape]) -> Vec<bool> {
    let mut report = stretches(shapes);
    let (Some(first), Some(last)) = (
        report.iter().position(|own| *own),
        report.iter().rposition(|own| *own),
    ) else {
        // Too short to tell: only what speaks as pages do is taken for debris.
        return shapes
            .iter()
            .map(|shape| shape.sign != Some(Sign::Words))
            .collect();
    };
    let mut end = last;
    for (index, (own, shape)) in report.iter_mut().zip(shapes).enumerate() {
        let between = first < index && index < last;
        let prose = index <= end + NEAR && shape.is_prose() && shape.points >= PROSE;
        *own |= shape.sign.is_none() && (between || prose);
        *own &= shape.sign != Some(Sign::Words) || shape.points >= 0;
        if *own {
            end = end.max(index);
        }
    }
    extend(&mut report, shapes);
    report
}

/// The division into stretches that explains the points best.
fn stretches(shapes: &[Shape]) -> Vec<bool> {
    let (mut debris, mut report) = (0, 0);
    // For every paragraph, whether the best way to be debris, and to be report, has a report before it.
    let mut before = Vec::with_capacity(shapes.len());
    for shape in shapes {
        let ends = report - END > debris;
        let goes_on = report >= debris - BEGIN;
        before.push((ends, goes_on));
        let next = report.max(debris - BEGIN) + shape.points;
        debris = debris.max(report - END);
        report = next;
    }
    let mut own = report > debris;
    let mut found = vec![false; shapes.len()];
    for (found, (ends, goes_on)) in found.iter_mut().zip(before).rev() {
        *found = own;
        own = if own { goes_on } else { ends };
    }
    found
}

/// Adds the sentences that touch the report at its ends.
fn extend(report: &mut [bool], shapes: &[Shape]) {
    let is_sentence = |shape: &Shape| shape.stops && shape.words >= 2 && shape.sign.is_none();
    let first = report.iter().position(|own| *own).unwrap_or(0);
    let last = report.iter().rposition(|own| *own).unwrap_or(0);
    let ahead = (0..first)
        .rev()
        .take_while(|index| shapes.get(*index).is_some_and(is_sentence));
    let behind =
        (last + 1..shapes.len()).take_while(|index| shapes.get(*index).is_some_and(is_sentence));
    for index in ahead.chain(behind) {
        if let Some(own) = report.get_mut(index) {
            *own = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines of `text` that are taken for the report.
    fn kept(text: &str) -> Vec<&str> {
        let lines: Vec<&str> = text
            .lines()
            .filter(|line| !line.trim().is_empty())
            .collect();
        let mut shapes: Vec<Shape> = lines.iter().map(|line| Shape::new(line)).collect();
        mark_repeats(&mut shapes);
        let report = reports(&shapes);
        lines
            .into_iter()
            .zip(report)
            .filter(|(_, own)| *own)
            .map(|(line, _)| line)
            .collect()
    }

    const LEAD: &str = "The harbour of Port Tarn was closed on Monday after a crack was found in its northern wall, officials said.";
    const NEXT: &str = "Engineers who had warned of the crack for years told reporters that the wall could not be saved before winter.";

    #[test]
    fn menus_and_footers_are_not_the_report() {
        let text = format!(
            "Home\nNews\nSport\nSign in\n{LEAD}\n{NEXT}\nPrivacy policy\nContact us\n© 2031 Tarn Media"
        );
        assert_eq!(kept(&text), [LEAD, NEXT]);
    }

    #[test]
    fn short_paragraphs_between_long_ones_stay() {
        let text = format!("{LEAD}\nWhy now?\n“No.”\nA list of dates\n{NEXT}\nHe left.");
        assert_eq!(kept(&text).len(), 6);
    }

    #[test]
    fn debris_between_paragraphs_is_found() {
        let text =
            format!("{LEAD}\nimage\nRead more: a bridge\nSign up for our newsletter\n{NEXT}");
        assert_eq!(kept(&text), [LEAD, NEXT]);
    }

    #[test]
    fn a_text_without_long_paragraphs_keeps_what_shows_no_sign() {
        assert_eq!(
            kept("It rained.\nShare\nThey left."),
            ["It rained.", "They left."]
        );
    }

    #[test]
    fn a_long_paragraph_of_the_report_may_end_in_an_address() {
        let last = format!(
            "{} Email: ana.vale@tarn.example",
            [LEAD, NEXT].join(" ").repeat(3)
        );
        let text = format!("{LEAD}\n{NEXT}\nAdvertisement\n{last}\nEmail: ana.vale@tarn.example");
        assert_eq!(kept(&text), [LEAD, NEXT, &last]);
    }

    #[test]
    fn nothing_is_no_report() {
        assert_eq!(reports(&[]), [] as [bool; 0]);
    }
}
