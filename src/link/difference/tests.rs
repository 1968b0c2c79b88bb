use std::path::Path;
use std::sync::Arc;

use crate::article::parse;
use crate::corpus::Corpus;
use crate::link::DifferenceKind;

/// Further sentences, so that the reports are one story and the words of one sentence do not stand for all of it.
const STORY: &str = "Gulls came back to Osterby harbour. The Osterby council met in the old customs house. \
                     Mayor Ida Lund opened the Osterby meeting with a song.";

/// The differences between two reports of one story: kind, and the words that differ.
fn differences(first: &str, second: &str) -> Vec<(DifferenceKind, Vec<String>)> {
    let article = |name: &str, text: &str| {
        let text = format!("Osterby council meets\n\n{text}\n\n{STORY}\n");
        Arc::new(parse(Path::new(name), text.as_bytes()))
    };
    let corpus = Corpus::analyzed(vec![article("a.txt", first), article("b.txt", second)]);
    let claims = corpus.links.claims.iter();
    let differences = claims.flat_map(|claim| &claim.differences);
    differences
        .map(|difference| {
            let words = |(article, span): &(_, crate::text::Span)| {
                corpus.article(*article).words(*span).to_owned()
            };
            (
                difference.kind,
                difference.values.iter().map(words).collect(),
            )
        })
        .collect()
}

#[test]
fn numbers_of_one_unit_and_subject_that_differ_are_pointed_out() {
    assert_eq!(
        differences(
            "Repairs of the tram tunnel will cost about 41 million, the council said.",
            "The council said that repairs of the tram tunnel would cost 14 million.",
        ),
        [(
            DifferenceKind::Number,
            vec!["41 million".to_owned(), "14 million".to_owned()]
        )]
    );
}

#[test]
fn a_part_that_is_counted_differs_from_most_of_the_whole() {
    assert_eq!(
        differences(
            "Inspectors found rust in four of twelve tram carriages on Sunday.",
            "Inspectors found rust in most tram carriages on Sunday.",
        ),
        [(
            DifferenceKind::Number,
            vec!["four".to_owned(), "most".to_owned()]
        )]
    );
}

#[test]
fn equal_numbers_in_words_and_digits_do_not_differ() {
    let a = "The tram tunnel will stay closed for at least six weeks, the council said.";
    let b = "The tram tunnel will stay closed for 6 weeks, the council said.";
    assert_eq!(differences(a, b), []);
}

#[test]
fn numbers_of_different_things_do_not_differ() {
    let a = "The tram tunnel will get 40 new lamps and stay closed until spring, the council said.";
    let b =
        "The tram tunnel will get three new doors and stay closed until spring, the council said.";
    assert_eq!(differences(a, b), []);
}

#[test]
fn at_least_and_more_do_not_differ() {
    let a = "At least 200 passengers were stuck in the tram tunnel, the operator Varda said.";
    let b = "The operator Varda said that 230 passengers were stuck in the tram tunnel.";
    assert_eq!(differences(a, b), []);
}

#[test]
fn what_is_considered_here_and_will_be_there_is_pointed_out() {
    assert_eq!(
        differences(
            "Shore power may be fitted at the ferry berths by summer, the harbour master promised.",
            "Shore power will be fitted at the ferry berths by summer, the harbour master promised.",
        ),
        [(
            DifferenceKind::Hedge,
            vec!["may be fitted".to_owned(), "will be fitted".to_owned()]
        )]
    );
}

#[test]
fn days_of_one_thing_that_differ_are_pointed_out() {
    assert_eq!(
        differences(
            "The second inspection of the tram tunnel starts on Friday with ultrasound.",
            "The second inspection of the tram tunnel starts on Monday with ultrasound.",
        ),
        [(
            DifferenceKind::Date,
            vec!["Friday".to_owned(), "Monday".to_owned()]
        )]
    );
}

#[test]
fn the_day_on_which_somebody_said_it_is_no_difference() {
    let a = "The tram tunnel will stay closed all winter, the council said on Friday.";
    let b = "The tram tunnel will stay closed all winter, the council said on Monday.";
    assert_eq!(differences(a, b), []);
}

#[test]
fn what_is_denied_here_and_said_there_is_pointed_out() {
    assert_eq!(
        differences(
            "The old tram tunnel will not reopen before the Osterby summer fair.",
            "The old tram tunnel will reopen before the Osterby summer fair.",
        ),
        [(
            DifferenceKind::Negation,
            vec!["not reopen".to_owned(), "reopen".to_owned()]
        )]
    );
}

#[test]
fn how_many_unnamed_people_are_said_to_say_it_is_pointed_out() {
    assert_eq!(
        differences(
            "The tram tunnel will be sold to a bank, according to six city officials.",
            "The tram tunnel will be sold to a bank, according to one former official.",
        ),
        [(
            DifferenceKind::Attribution,
            vec![
                "six city officials".to_owned(),
                "one former official".to_owned()
            ]
        )]
    );
}
