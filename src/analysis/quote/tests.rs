//! Whole articles in, attributed quotes out.

use std::path::Path;

use crate::analysis::lexicon::Lexicon;
use crate::analysis::{Annotations, Directness, analyze};
use crate::article::{Article, parse};

fn read(text: &str) -> (Article, Annotations) {
    let article = parse(
        Path::new("test.txt"),
        format!("Bridge closed\n\n{text}").as_bytes(),
    );
    let annotations = analyze(&article, Lexicon::embedded());
    (article, annotations)
}

/// Every quote as "speaker (words that name them, cue): its first two words".
fn told(text: &str) -> Vec<String> {
    let (article, annotations) = read(text);
    let quotes = annotations.quotes.iter();
    quotes
        .map(|quote| {
            let name = quote
                .speaker
                .map_or("-", |chain| annotations.chain(chain).name.as_str());
            let words = |span: Option<crate::text::Span>| {
                span.map_or("-", |span| span.of(&article.text)).to_owned()
            };
            let first: Vec<&str> = quote.span.of(&article.text).split(' ').take(2).collect();
            let (named, cue) = (words(quote.speaker_text), words(quote.cue));
            format!("{name} ({named}, {cue}): {}", first.join(" "))
        })
        .collect()
}

#[test]
fn the_speaker_stands_before_or_after_the_words() {
    assert_eq!(
        told("“We go home now,” said Dana Ruiz. Ida Lund replied: “We stay right here.”"),
        [
            "Dana Ruiz (Dana Ruiz, said): We go",
            "Ida Lund (Ida Lund, replied): We stay"
        ]
    );
}

#[test]
fn the_pieces_of_a_split_quote_go_on_with_each_other() {
    let (_, annotations) =
        read("“We can pay,” Dana Ruiz said, “but not with that.” “We never will.”");
    let continues: Vec<_> = annotations
        .quotes
        .iter()
        .map(|quote| quote.continues.map(crate::analysis::QuoteId::index))
        .collect();
    assert_eq!(continues, [None, Some(0), Some(1)]);
    let speaker = annotations.quotes[0].speaker;
    assert!(
        speaker.is_some()
            && annotations
                .quotes
                .iter()
                .all(|quote| quote.speaker == speaker)
    );
}

#[test]
fn the_head_of_a_long_phrase_speaks() {
    assert_eq!(
        told(
            "Dana Ruiz, a lawyer for Ida Lund who once ran the port, and who has met Oskar Blom, \
             said the plan “would end the ferries within a year.”"
        ),
        ["Dana Ruiz (Dana Ruiz, said): would end"]
    );
    assert_eq!(
        told("“It will not hold,” said a spokesman for Dana Ruiz."),
        ["- (a spokesman for Dana Ruiz, said): It will"]
    );
}

#[test]
fn a_speaker_without_a_name_is_nobody_that_was_named() {
    assert_eq!(
        told("Dana Ruiz closed the bridge. “It was too late,” one former official said."),
        ["- (one former official, said): It was"]
    );
}

#[test]
fn he_is_not_the_person_named_last_when_a_stranger_spoke() {
    assert_eq!(
        told(
            "A former diplomat said that Peter Blom was wrong. “He is not joking this time,” he \
             said."
        ),
        ["- (he, said): He is"]
    );
}

#[test]
fn pronouns_find_the_speaker_of_their_gender() {
    assert_eq!(
        told(
            "Mr. Blom met Ms. Lund on Monday.\n\n“I was late again,” he said.\n\n“He was not that \
             late,” she said."
        ),
        ["Blom (he, said): I was", "Lund (she, said): He was"]
    );
}

#[test]
fn capitals_do_not_make_a_title_of_what_is_said() {
    assert_eq!(
        told("Dana Ruiz called Ida Lund “The Captain of the Lost Boats” on Monday."),
        ["Dana Ruiz (Dana Ruiz, called): The Captain"]
    );
    assert_eq!(
        told("Dana Ruiz wore a coat with the words, “I Stand With the Boats,” on Monday."),
        ["Dana Ruiz (Dana Ruiz, -): I Stand"]
    );
    assert!(told("Dana Ruiz wrote the novel “The Captain of the Lost Boats” in May.").is_empty());
}

#[test]
fn who_ends_the_sentence_speaks() {
    assert_eq!(
        told("Ida Lund “drew very well at first” in the spring, said union secretary Dana Ruiz."),
        ["Dana Ruiz (Dana Ruiz, said): drew very"]
    );
    assert_eq!(
        told("Dana Ruiz, the engineer, said Ida Lund was “wrong about all of it” in March."),
        ["Dana Ruiz (Dana Ruiz, said): wrong about"]
    );
}

#[test]
fn a_clause_behind_the_quote_has_its_own_subject() {
    assert_eq!(
        told("Norland is “racing towards the edge,” as Dana Ruiz, a lecturer in Lund, says."),
        ["Dana Ruiz (Dana Ruiz, says): racing towards"]
    );
    assert_eq!(
        told("Dana Ruiz came to the “night of the boats” held by the Tarn Club and said she had “never seen so many of them.”")
            .last()
            .map(String::as_str),
        Some("Dana Ruiz (Dana Ruiz, said): never seen")
    );
}

#[test]
fn a_comma_between_adjectives_ends_no_introduction() {
    assert_eq!(
        told(
            "After a long, stormy meeting, Dana Ruiz issued a note calling it “a waste of everybody’s time” on Monday."
        ),
        ["Dana Ruiz (Dana Ruiz, calling): a waste"]
    );
}

#[test]
fn a_thing_before_a_colon_does_not_speak() {
    assert_eq!(
        told(
            "The size of the crack does not surprise engineer Dana Ruiz: “We saw it coming for years.”"
        ),
        ["Dana Ruiz (Dana Ruiz, -): We saw"]
    );
}

#[test]
fn the_looks_of_a_person_do_not_hide_the_office() {
    assert_eq!(
        told(
            "Ola Berg, a professor, came late.\n\n“It is a lovely wall,” the tall, grey-haired professor said."
        ),
        ["Ola Berg (the tall, grey-haired professor, said): It is"]
    );
}

#[test]
fn a_title_finds_the_person_who_was_given_it() {
    assert_eq!(
        told(
            "Mayor Ida Lund opened the bridge with engineer Dana Ruiz. The mayor added: “It is \
             safe for everybody.”"
        ),
        ["Ida Lund (The mayor, added): It is"]
    );
}

#[test]
fn nicknames_titles_and_scare_quotes_are_nobody_s_words() {
    assert!(
        told("Ronald “Ron” Blom left for the so-called “Bridge of the North” on Friday.")
            .is_empty()
    );
    assert!(
        told("They danced to “The Ferry at the End” after the film “A Tale of Two Bridges”.")
            .is_empty()
    );
}

#[test]
fn a_fragment_belongs_to_who_said_the_sentence() {
    assert_eq!(
        told("Dana Ruiz said the bridge was “not fit for any lorry” and left."),
        ["Dana Ruiz (Dana Ruiz, said): not fit"]
    );
    let (_, annotations) = read("Dana Ruiz said the bridge was “not fit for any lorry” and left.");
    assert_eq!(annotations.quotes[0].directness, Directness::Mixed);
}

#[test]
fn a_lost_closing_mark_ends_before_the_reporter() {
    let (article, annotations) = read("“Nobody has ever crossed it, said Dana Ruiz, an engineer.");
    assert_eq!(
        annotations.quotes[0].span.of(&article.text),
        "Nobody has ever crossed it"
    );
}

#[test]
fn a_transcript_names_its_speakers_inside_the_marks() {
    assert_eq!(
        told("Dana Ruiz was asked on the radio.\n\n“RUIZ: We close it tonight.”"),
        ["Dana Ruiz (RUIZ, -): We close"]
    );
}

#[test]
fn a_paragraph_without_a_cue_goes_on_with_the_last_speaker() {
    assert_eq!(
        told("Dana Ruiz was the first to see it.\n\n“There were nine cracks in it.”"),
        ["Dana Ruiz (-, -): There were"]
    );
}

#[test]
fn odd_texts_do_no_harm() {
    for text in [
        "“",
        "”",
        "“ ”",
        "\"\"\"",
        "said",
        "“a” said",
        "(said) “x,” (",
        "— “x y” —",
        "”“”“",
    ] {
        let _ = told(text);
    }
}

#[test]
fn a_pronoun_that_fits_nobody_is_not_sought_in_the_whole_text() {
    use super::cue::Pronoun;
    use super::people::{People, Told};
    use super::phrase::Who;
    use crate::text::Span;

    let (article, annotations) = read("They left.");
    let lexicon = Lexicon::embedded();
    let (mentions, chains) = (&annotations.mentions, &annotations.chains);
    let reading = super::read(&article, mentions, chains, lexicon);
    let mut people = People::new(&article, mentions, chains, &reading, lexicon);
    let they = Who::Pronoun(Pronoun::They, Span::default());
    for _ in 0..200_000 {
        people.remember(Told::default());
        assert!(people.actor(they, &Told::default()).is_none());
    }
}
