use std::path::Path;

use crate::analysis::lexicon::Lexicon;
use crate::analysis::{SourceKind, analyze};
use crate::article::parse;

/// Every citation as "its words → its source", with the name of the entity where there is one.
fn cited(text: &str) -> Vec<String> {
    let article = parse(
        Path::new("test.txt"),
        format!("Bridge closed\n\n{text}").as_bytes(),
    );
    let annotations = analyze(&article, Lexicon::embedded());
    let citations = annotations.citations.iter();
    citations
        .map(|citation| {
            let name = citation
                .cites
                .map_or("-", |chain| annotations.chain(chain).name.as_str());
            let words = citation.span.of(&article.text);
            format!("{words} → {} ({name})", citation.source.of(&article.text))
        })
        .collect()
}

#[test]
fn an_outlet_that_reports_is_cited() {
    assert_eq!(
        cited("Harbour News reported on Tuesday that the bridge is closed."),
        ["Harbour News reported → Harbour News (Harbour News)"]
    );
    assert_eq!(
        cited("The bridge is closed, according to Harbour News."),
        ["according to Harbour News → Harbour News (Harbour News)"]
    );
}

#[test]
fn who_told_and_whom_are_two_citations() {
    assert_eq!(
        cited("Four current and former engineers told Harbour News that the bridge is closed."),
        [
            "Four current and former engineers → Four current and former engineers (-)",
            "told Harbour News → Harbour News (Harbour News)"
        ]
    );
}

#[test]
fn a_document_and_who_has_it_are_two_citations() {
    assert_eq!(
        cited("The bridge was rated fair, according to a report seen by Harbour News."),
        [
            "according to a report → a report (-)",
            "seen by Harbour News → Harbour News (Harbour News)"
        ]
    );
    assert_eq!(
        cited("The detour adds half an hour, the board’s traffic model shows."),
        ["the board’s traffic model shows → the board’s traffic model (-)"]
    );
}

#[test]
fn the_outlet_of_a_report_is_cited() {
    for (outlet, noun) in [
        ("NBC", "report"),
        ("NBC News", "report"),
        ("Kestrel Wire", "article"),
        ("Kestrel Wire", "broadcast"),
        ("Kestrel Wire", "interview"),
        ("Harbour Post", "story"),
    ] {
        let source = format!("the {outlet} {noun}");
        assert_eq!(
            cited(&format!("Costs doubled, according to {source}.")),
            [format!("according to {source} → {source} ({outlet})")]
        );
        assert_eq!(
            cited(&format!("Costs doubled, {source} said.")),
            [format!("{source} said → {source} ({outlet})")]
        );
    }
}

#[test]
fn a_report_from_somewhere_names_no_outlet() {
    assert_eq!(
        cited("Costs doubled, according to a Norwegian report."),
        ["according to a Norwegian report → a Norwegian report (-)"]
    );
}

#[test]
fn a_person_who_merely_speaks_is_no_citation() {
    assert!(cited("The bridge is closed, Dana Ruiz said.").is_empty());
    assert!(cited("The bridge is closed, she said.").is_empty());
}

#[test]
fn a_verb_without_a_source_is_no_citation() {
    assert!(cited("The detour adds half an hour. The work has begun.").is_empty());
}

#[test]
fn whoever_told_an_outlet_is_the_nearest_who_is_described() {
    assert_eq!(
        cited(
            "Ida Lund’s office has begun to sell ferries, six aides, past and present, have told Harbour News."
        ),
        [
            "six aides → six aides (-)",
            "told Harbour News → Harbour News (Harbour News)"
        ]
    );
}

#[test]
fn people_whom_a_report_cites_are_cited() {
    assert_eq!(
        cited("The paper, which cited multiple former and current aides, gave no date."),
        ["cited multiple former and current aides → multiple former and current aides (-)"]
    );
    assert_eq!(
        cited("Sources quoted by Harbour News expect a delay."),
        [
            "Sources → Sources (-)",
            "quoted by Harbour News → Harbour News (Harbour News)"
        ]
    );
    assert_eq!(
        cited("One of the six aides, who was the last to leave, said that the bridge is closed."),
        ["One of the six aides → One of the six aides (-)"]
    );
    assert_eq!(
        cited("Harbour News based its account on four dockers."),
        ["four dockers → four dockers (-)"]
    );
}

#[test]
fn the_network_is_the_outlet_that_was_cited_last() {
    assert_eq!(
        cited(
            "Harbour News reported a loss. Coast Radio reported that the bridge is closed. The network said so twice."
        ),
        [
            "Harbour News reported → Harbour News (Harbour News)",
            "Coast Radio reported → Coast Radio (Coast Radio)",
            "The network said → The network (Coast Radio)"
        ]
    );
    assert_eq!(
        cited(
            "Harbour News reported that the bridge is closed. Two aides told the newspaper of cracks."
        ),
        [
            "Harbour News reported → Harbour News (Harbour News)",
            "Two aides → Two aides (-)",
            "told the newspaper → the newspaper (Harbour News)"
        ]
    );
}

#[test]
fn an_outlet_that_was_never_named_was_not_told() {
    assert_eq!(
        cited("Two aides told the newspaper of cracks."),
        ["Two aides → Two aides (-)"]
    );
}

#[test]
fn the_board_is_the_board_that_was_named() {
    assert_eq!(
        cited("Tickets of the Transport Board stay valid. Repairs are under way, the board said."),
        ["the board said → the board (Transport Board)"]
    );
}

#[test]
fn outlets_that_are_joined_are_both_cited() {
    assert_eq!(
        cited("Ida Lund told Harbour News and CNT that she would stay."),
        [
            "told Harbour News → Harbour News (Harbour News)",
            "CNT → CNT (CNT)"
        ]
    );
}

#[test]
fn a_committee_that_is_told_something_is_no_source() {
    assert!(cited("Ida Lund told the Osterby Finance Committee that she would stay.").is_empty());
}

#[test]
fn a_statement_to_an_outlet_is_told_to_it() {
    assert_eq!(
        cited("In a statement to Harbour News, Varda Ltd denied the charge."),
        [
            "statement to Harbour News → Harbour News (Harbour News)",
            "Varda Ltd denied → Varda Ltd (Varda Ltd)"
        ]
    );
}

#[test]
fn a_citation_says_what_kind_of_source_it_has() {
    let kinds = |text: &str| -> Vec<SourceKind> {
        let article = parse(
            Path::new("test.txt"),
            format!("Bridge closed\n\n{text}").as_bytes(),
        );
        let annotations = analyze(&article, Lexicon::embedded());
        annotations
            .citations
            .iter()
            .map(|citation| citation.kind)
            .collect()
    };
    for (text, kind) in [
        (
            "The bridge is closed, Kestrel Wire reported.",
            SourceKind::Outlet,
        ),
        (
            "The bridge is closed, according to the Harbour Tribune.",
            SourceKind::Outlet,
        ),
        (
            "The bridge is closed, the Transport Board said.",
            SourceKind::Body,
        ),
        (
            "The bridge is closed, according to Dana Ruiz.",
            SourceKind::Person,
        ),
        (
            "The bridge is closed, according to a letter.",
            SourceKind::Document,
        ),
        (
            "The bridge is closed, according to two officials.",
            SourceKind::People,
        ),
    ] {
        assert_eq!(kinds(text), [kind], "{text}");
    }
}

#[test]
fn what_stands_in_a_list_before_people_is_not_a_part_of_them() {
    assert_eq!(
        cited("The flood shut four schools and six shops, officials said."),
        ["officials said → officials (-)"]
    );
    assert_eq!(
        cited("The tunnel will be sold to a bank, officials told Harbour News."),
        [
            "officials → officials (-)",
            "told Harbour News → Harbour News (Harbour News)"
        ]
    );
}
