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
    dated("", first, second)
}

/// The same for reports that were both published on a day.
fn dated(day: &str, first: &str, second: &str) -> Vec<(DifferenceKind, Vec<String>)> {
    let article = |name: &str, text: &str| {
        let date = if day.is_empty() {
            String::new()
        } else {
            format!("Date: {day}\n\n")
        };
        let text = format!("Title: Osterby council meets\n{date}\n{text}\n\n{STORY}\n");
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

#[test]
fn another_number_of_another_person_is_no_difference() {
    let a = "Piet Larkin missed four matches of the Osterby rowing league with an injured knee.";
    let b = "Ida Norgaard missed nine matches of the Osterby rowing league with an injured knee.";
    assert_eq!(differences(a, b), []);
}

#[test]
fn the_final_two_and_four_before_do_not_differ() {
    let a =
        "The Osterby rowing crew will miss the final two matches of the league with a broken boat.";
    let b = "The Osterby rowing crew missed four matches of the league with a broken boat.";
    assert_eq!(differences(a, b), []);
}

#[test]
fn the_ends_of_a_range_do_not_differ_from_a_value() {
    let a = "Repairs of the tram tunnel will cost between 40 and 50 million, the council said.";
    let b = "The council said that repairs of the tram tunnel would cost 45 million.";
    assert_eq!(differences(a, b), []);
}

#[test]
fn days_from_now_and_days_before_something_do_not_differ() {
    let a = "The new tram timetable takes effect nine days before the Osterby summer fair.";
    let b = "The new tram timetable takes effect in 30 days at the Osterby summer fair.";
    assert_eq!(differences(a, b), []);
}

#[test]
fn a_count_of_people_differs_from_a_vague_one() {
    assert_eq!(
        differences(
            "The tram tunnel will be sold to a bank, six city officials told Kestrel News.",
            "The tram tunnel will be sold to a bank, according to multiple officials.",
        ),
        [(
            DifferenceKind::Attribution,
            vec![
                "six city officials".to_owned(),
                "multiple officials".to_owned()
            ]
        )]
    );
}

#[test]
fn people_who_are_not_counted_are_no_difference() {
    let a = "The tram tunnel will be sold to a bank, six city officials told Kestrel News.";
    let b = "The tram tunnel will be sold to a bank, officials told Kestrel News.";
    assert_eq!(differences(a, b), []);
}

#[test]
fn today_and_the_day_it_was_do_not_differ() {
    let a = "The second inspection of the tram tunnel starts today with ultrasound.";
    for b in ["on Thursday", "on 12 March"] {
        let b = format!("The second inspection of the tram tunnel starts {b} with ultrasound.");
        assert_eq!(dated("2026-03-12 10:00", a, &b), []);
    }
}

#[test]
fn a_day_and_a_weekday_that_it_was_not_are_pointed_out() {
    assert_eq!(
        dated(
            "2026-03-12 10:00",
            "The second inspection of the tram tunnel starts on 14 March with ultrasound.",
            "The second inspection of the tram tunnel starts on Monday with ultrasound.",
        ),
        [(
            DifferenceKind::Date,
            vec!["14 March".to_owned(), "Monday".to_owned()]
        )]
    );
}

#[test]
fn a_month_holds_its_days() {
    let a = "The second inspection of the tram tunnel starts in March with ultrasound.";
    let b = "The second inspection of the tram tunnel starts on 14 March with ultrasound.";
    assert_eq!(differences(a, b), []);
    assert_eq!(
        differences(a, &b.replace("March", "April")),
        [(
            DifferenceKind::Date,
            vec!["March".to_owned(), "14 April".to_owned()]
        )]
    );
}

#[test]
fn what_is_not_known_here_and_denied_there_is_pointed_out() {
    assert_eq!(
        differences(
            "It is unclear whether the mayor has signed the tram tunnel contract with the bank.",
            "No date was set, nor has the mayor signed the tram tunnel contract with the bank.",
        ),
        [(
            DifferenceKind::Hedge,
            vec![
                "unclear whether the mayor has signed".to_owned(),
                "nor has the mayor signed".to_owned()
            ]
        )]
    );
}

#[test]
fn what_may_be_done_here_and_has_been_done_there_is_pointed_out() {
    assert_eq!(
        differences(
            "The council is considering closing the old tram tunnel to all night trains.",
            "The council has closed the old tram tunnel to all night trains.",
        ),
        [(
            DifferenceKind::Hedge,
            vec!["considering closing".to_owned(), "has closed".to_owned()]
        )]
    );
}

#[test]
fn a_plan_and_what_will_be_are_pointed_out() {
    assert_eq!(
        differences(
            "The old operator Varda plans to appeal against the tram contract in Osterby.",
            "The old operator Varda will appeal against the tram contract in Osterby.",
        ),
        [(
            DifferenceKind::Hedge,
            vec!["plans to appeal".to_owned(), "will appeal".to_owned()]
        )]
    );
}

#[test]
fn hearsay_and_what_a_report_says_by_itself_are_pointed_out() {
    let a = "The old operator Varda reportedly sold the tram depot to a bank in Osterby.";
    let b = "The old operator Varda sold the tram depot to a bank in Osterby.";
    assert_eq!(
        differences(a, b),
        [(
            DifferenceKind::Hedge,
            vec!["reportedly sold".to_owned(), "sold".to_owned()]
        )]
    );
    assert_eq!(
        differences(a, &b.replace("Osterby.", "Osterby, Kestrel News reported.")),
        []
    );
}

#[test]
fn what_is_denied_of_something_else_is_no_difference() {
    let a = "Results of the test of the tram driver Larkin have not been released in Osterby.";
    let b = "The tram driver Larkin took a test and was later released in Osterby.";
    assert_eq!(differences(a, b), []);
}

#[test]
fn no_denial_differs_from_a_question_whether_it_is_so() {
    let a = "The old tram tunnel will not reopen before the Osterby summer fair.";
    let b = "Nobody knows whether the old tram tunnel would reopen before the Osterby summer fair.";
    assert_eq!(differences(a, b), []);
}

#[test]
fn another_name_in_the_same_role_is_pointed_out() {
    assert_eq!(
        differences(
            "The new contractor is Varda Ltd, whose crews will repair the tram tunnel roof.",
            "The new contractor is Borland Ltd, whose crews will repair the tram tunnel roof.",
        ),
        [(
            DifferenceKind::Name,
            vec!["Varda Ltd".to_owned(), "Borland Ltd".to_owned()]
        )]
    );
}

#[test]
fn a_longer_name_of_the_same_is_no_difference() {
    let a = "The new contractor is Varda Ltd, whose crews will repair the tram tunnel roof.";
    let b = "The new contractor is Varda Construction Ltd, whose crews will repair the tram tunnel roof.";
    assert_eq!(differences(a, b), []);
}

#[test]
fn somebody_else_who_did_the_same_is_pointed_out() {
    assert_eq!(
        differences(
            "Piet Larkin signed the contract for the tram tunnel at the town hall on Sunday.",
            "Sara Norgaard signed the contract for the tram tunnel at the town hall on Sunday.",
        ),
        [(
            DifferenceKind::Name,
            vec!["Piet Larkin".to_owned(), "Sara Norgaard".to_owned()]
        )]
    );
}

#[test]
fn a_value_that_stands_in_another_sentence_is_found_too() {
    let article = |name: &str, text: &str| {
        let text = format!("Osterby council meets\n\n{text}\n\n{STORY}\n");
        Arc::new(parse(Path::new(name), text.as_bytes()))
    };
    let corpus = Corpus::analyzed(vec![
        article(
            "a.txt",
            "Repairs of the tram tunnel will cost about 41 million, the council said.",
        ),
        article(
            "b.txt",
            "The council said that repairs of the tram tunnel would cost 14 million.",
        ),
        article(
            "c.txt",
            "Two old boats are needed in the harbour for as long as the 41 million repairs go on.",
        ),
        article("d.txt", "The grain quay was sold for 41 million."),
    ]);
    let claims = corpus.links.claims.iter();
    let difference = claims
        .flat_map(|claim| &claim.differences)
        .next()
        .expect("there is one");
    let articles: Vec<usize> = difference
        .values
        .iter()
        .map(|value| value.0.index())
        .collect();
    assert_eq!(articles, [0, 1, 2]);
}

#[test]
fn the_number_in_a_code_is_no_amount() {
    let a = "The tram depot in Osterby lost seven TX-47 brakes and lamps in the flood of May.";
    let b = "The tram depot in Osterby lost nine brakes and lamps in the flood of May.";
    let found = differences(a, b);
    assert!(
        found
            .iter()
            .all(|(_, words)| !words.contains(&"47".to_owned())),
        "{found:?}"
    );
}

#[test]
fn people_who_were_killed_and_people_who_were_hurt_do_not_differ() {
    let a = "The collapse of the tram tunnel in Osterby shook the old town, killing ten people.";
    let b = "The collapse of the tram tunnel in Osterby shook the old town, injuring five people.";
    assert_eq!(differences(a, b), []);
}

#[test]
fn parts_that_are_listed_do_not_differ_from_the_whole() {
    let a =
        "Divers saved 12 harbour seals and 11 grey seals from the flooded tram tunnel on Sunday.";
    let b = "Divers saved 23 seals from the flooded tram tunnel on Sunday.";
    assert_eq!(differences(a, b), []);
}
