//! What is found in four short reports with hand-made links.

use std::path::Path;

use super::*;
use crate::analysis::{
    Annotations, Chain, ChainId, Directness, EntityKind, Mention, MentionId, Quote, QuoteId,
};
use crate::article::{
    Article, Format, Meta, Paragraph, ParagraphId, ParagraphKind, Sentence, SentenceId,
};
use crate::link::{
    Analyzed, ClaimMention, Links, QuoteMention, SharedClaim, SharedQuote, Story, StoryId, Strength,
};

const COMMANDS: &[(&str, &str)] = &[
    ("next_difference", "Go to the next difference"),
    ("quit", "Leave"),
];

/// An article of one sentence to a paragraph, the first being its title.
fn article(path: &str, sentences: &[&str]) -> Article {
    let text = sentences.join("\n");
    let spans = sentences
        .iter()
        .map(|sentence| Span::of_slice(find_in(&text, sentence), &text).unwrap());
    let spans: Vec<Span> = spans.collect();
    let kind = |index| {
        if index == 0 {
            ParagraphKind::Title
        } else {
            ParagraphKind::Body
        }
    };
    Article {
        path: Path::new(path).to_owned(),
        format: Format::Text,
        meta: Meta {
            title: sentences[0].to_owned(),
            source: Some(path.to_owned()),
            ..Meta::default()
        },
        paragraphs: (0..)
            .zip(&spans)
            .map(|(i, span)| Paragraph {
                span: *span,
                kind: kind(i),
            })
            .collect(),
        sentences: (0..)
            .zip(&spans)
            .map(|(i, span)| Sentence {
                span: *span,
                paragraph: ParagraphId::new(i),
            })
            .collect(),
        problems: Vec::new(),
        text,
        ..Article::default()
    }
}

fn find_in<'a>(text: &'a str, words: &str) -> &'a str {
    let start = text.find(words).unwrap();
    text.get(start..start + words.len()).unwrap()
}

fn span(article: &Article, words: &str) -> Span {
    Span::of_slice(find_in(&article.text, words), &article.text).unwrap()
}

const QUOTE: &str = "We found cracks in four hangers";

fn articles() -> Vec<Article> {
    vec![
        article(
            "Coast Radio",
            &[
                "Ferries are full",
                "Hangers of the bridge carry the load.",
                "Crews worked; four old hangers rust.",
            ],
        ),
        article(
            "Globe",
            &[
                "Hangers cracked, says engineer",
                &format!("“{QUOTE},” Dana Ruiz said."),
                "Repairs start in May.",
            ],
        ),
        article(
            "Wire",
            &[
                "Cracks shut bridge",
                "The bridge is shut after four of its hangers cracked.",
                &format!("“{QUOTE},” said Ruiz."),
                "The café’s owner, Zoë Bell, complained.",
            ],
        ),
    ]
}

/// Ruiz speaks in sentence 1 of the Globe and 2 of the Wire; her quote is shared, and so is a claim.
fn corpus() -> Corpus {
    let articles = articles();
    let annotated = |article: &Article, name: &str, sentence: usize| {
        let quoted = span(article, QUOTE);
        Annotations {
            mentions: vec![Mention {
                span: span(article, name),
                sentence: SentenceId::new(sentence),
                kind: EntityKind::Person,
                chain: ChainId::new(0),
            }],
            chains: vec![Chain {
                name: name.to_owned(),
                kind: EntityKind::Person,
                mentions: vec![MentionId::new(0)],
                evidence: Vec::new(),
            }],
            quotes: vec![Quote {
                span: quoted,
                outer: quoted,
                sentence: SentenceId::new(sentence),
                directness: Directness::Direct,
                cue: None,
                speaker_text: None,
                speaker: Some(ChainId::new(0)),
                continues: None,
            }],
            ..Annotations::default()
        }
    };
    let annotations = vec![
        Annotations::default(),
        annotated(&articles[1], "Dana Ruiz", 1),
        annotated(&articles[2], "Ruiz", 2),
    ];
    let (globe, wire) = (ArticleId::new(1), ArticleId::new(2));
    let claim = |article, sentence, of: &Article, words| ClaimMention {
        article,
        sentence: SentenceId::new(sentence),
        span: span(of, words),
        score: 1.0,
    };
    let quote = |article, variant| QuoteMention {
        article,
        quote: QuoteId::new(0),
        variant,
    };
    let links = Links {
        entities: vec![Entity {
            name: "Dana Ruiz".to_owned(),
            kind: EntityKind::Person,
            aliases: vec!["Ruiz".to_owned()],
            mentions: vec![(globe, MentionId::new(0)), (wire, MentionId::new(0))],
            evidence: Vec::new(),
        }],
        entity_of_chain: vec![vec![], vec![EntityId::new(0)], vec![EntityId::new(0)]],
        quotes: vec![SharedQuote {
            speaker: Some(EntityId::new(0)),
            mentions: vec![quote(globe, 0), quote(wire, 1)],
            attribution_differs: false,
            evidence: String::new(),
        }],
        stories: vec![Story {
            label: "bridge".to_owned(),
            copies: Vec::new(),
            articles: vec![ArticleId::new(0), globe, wire],
        }],
        claims: vec![SharedClaim {
            story: StoryId::new(0),
            clearest: 0,
            label: "hangers".to_owned(),
            mentions: vec![
                claim(ArticleId::new(0), 2, &articles[0], "four old hangers rust"),
                claim(wire, 1, &articles[2], "The bridge is shut"),
            ],
            differences: Vec::new(),
            strength: Strength::Strong,
            evidence: String::new(),
        }],
        sourcing: Vec::new(),
        ..Links::default()
    };
    let analyzed = articles
        .into_iter()
        .zip(annotations)
        .map(|(article, annotations)| Analyzed {
            article: Arc::new(article),
            annotations: Arc::new(annotations),
        });
    let articles: Vec<Analyzed> = analyzed.collect();
    let index = crate::corpus::index::Index::new(&articles, &links);
    Corpus {
        articles,
        links,
        index,
        ..Corpus::default()
    }
}

fn asked(typed: &str, matching: Matching, only: Option<Kind>) -> (Found, Vec<String>) {
    let index = Index::new(Arc::new(corpus()), COMMANDS);
    let found = find(&index, &Query::parse(typed), matching, only, 100);
    let lines = found.hits.iter().map(|hit| {
        let outlet = outlet(index.corpus(), hit).unwrap_or_else(|| "-".to_owned());
        let answer: Vec<&str> = hit.matches.iter().map(|span| span.of(&hit.line)).collect();
        format!("{:?} {outlet}: {}", hit.kind, answer.join("|"))
    });
    let lines = lines.collect();
    (found, lines)
}

fn hits(typed: &str) -> Vec<String> {
    asked(typed, Matching::Words, None).1
}

#[test]
fn words_are_found_in_any_order_phrases_first() {
    let expected = [
        "Quote Globe: four|hangers",
        "Quote Wire: four|hangers",
        "Claim Coast Radio: four|hangers",
        "Claim Wire: four|hangers",
    ];
    let mut sorted = hits("hangers four ");
    sorted.sort();
    let mut all = expected.map(str::to_owned).to_vec();
    all.sort();
    assert_eq!(sorted, all);
    assert_eq!(hits("four hangers ")[..2], expected[..2]);
}

#[test]
fn the_last_word_may_be_a_beginning_while_it_is_typed() {
    assert!(hits("four hang").contains(&"Quote Wire: four|hang".to_owned()));
    assert!(hits("four hang ").is_empty());
    assert!(hits("four 'hang").is_empty());
}

#[test]
fn case_and_accents_do_not_matter() {
    assert_eq!(hits("ZOE cafe"), ["Text Wire: café|Zoë"]);
}

#[test]
fn a_name_finds_its_entity_and_the_sentences_that_name_it() {
    assert_eq!(
        hits("@ruiz"),
        [
            "Entity -: Ruiz",
            "Quote Globe: Dana Ruiz",
            "Quote Wire: Ruiz"
        ]
    );
    assert_eq!(
        hits("@ruiz cracks 'four"),
        [
            "Entity -: Ruiz",
            "Quote Globe: cracks|four|Dana Ruiz",
            "Quote Wire: cracks|four|Ruiz"
        ]
    );
    assert!(hits("@nobody").is_empty());
}

#[test]
fn quoted_words_are_found_in_quotes_only() {
    assert_eq!(
        hits("\"hangers\""),
        ["Quote Globe: hangers", "Quote Wire: hangers"]
    );
    assert!(hits("\"said").is_empty());
}

#[test]
fn unwanted_words_rule_sentences_out() {
    assert_eq!(
        asked("hangers !four", Matching::Words, Some(Kind::Text)).1,
        ["Text Coast Radio: Hangers"]
    );
}

#[test]
fn a_name_that_begins_so_comes_before_prose() {
    assert_eq!(hits("rui")[0], "Entity -: Rui");
    assert_eq!(hits("hangers")[0], "Article Globe: Hangers");
}

#[test]
fn commands_are_found_by_their_sign_alone() {
    assert_eq!(hits(":nexdif"), ["Command -: nex|dif"]);
    assert_eq!(asked(":", Matching::Words, None).0.count(Kind::Command), 2);
}

#[test]
fn commands_are_found_by_their_name_or_by_the_words_of_their_help() {
    assert_eq!(
        asked("next dif", Matching::Words, Some(Kind::Command)).1,
        ["Command -: next|dif"]
    );
    assert_eq!(
        asked("leave", Matching::Words, Some(Kind::Command)).1,
        ["Command -: Leave"]
    );
    assert!(
        asked("tofe", Matching::Words, Some(Kind::Command))
            .1
            .is_empty()
    );
}

#[test]
fn likeness_of_words_is_found_on_request() {
    assert!(hits("hngrs").iter().all(|line| line.starts_with("Article")));
    let (found, lines) = asked("hngrs", Matching::Fuzzy, Some(Kind::Claim));
    assert_eq!(lines, ["Claim Wire: hangers", "Claim Coast Radio: hangers"]);
    assert_eq!(found.count(Kind::Quote), 2);
}

#[test]
fn counts_are_exact_and_of_all_kinds_whatever_is_shown() {
    let index = Index::new(Arc::new(corpus()), COMMANDS);
    let found = find(
        &index,
        &Query::parse("hangers "),
        Matching::Words,
        Some(Kind::Quote),
        1,
    );
    assert_eq!(found.hits.len(), 1);
    let counts = Kind::ALL.map(|kind| found.count(kind));
    assert_eq!(counts, [1, 1, 2, 2, 0, 0]);
    assert_eq!(found.total(), 6);
}

#[test]
fn everything_answers_an_empty_query_articles_first() {
    let index = Index::new(Arc::new(corpus()), COMMANDS);
    let found = find(&index, &Query::parse(""), Matching::Words, None, 100);
    assert_eq!(found.total(), index.len());
    assert_eq!(found.hits[0].kind, Kind::Article);
    assert_eq!(found.count(Kind::Quote), 2);
}

#[test]
fn a_row_says_who_speaks_and_whether_wordings_differ() {
    let index = Index::new(Arc::new(corpus()), COMMANDS);
    let notes = |typed: &str| -> Vec<(String, usize, bool)> {
        let found = find(&index, &Query::parse(typed), Matching::Words, None, 100);
        let notes = found.hits.iter().map(|hit| note(index.corpus(), hit));
        notes
            .map(|note| (note.words, note.articles, note.differs))
            .collect()
    };
    let note = |words: &str, articles, differs| (words.to_owned(), articles, differs);
    assert_eq!(
        notes("@ruiz"),
        [
            note("person", 2, false),
            note("Ruiz", 2, false),
            note("Ruiz", 2, true)
        ]
    );
    assert_eq!(notes("'rust"), [note("claim", 2, false)]);
}

#[test]
fn an_unlinked_corpus_can_be_searched() {
    let parsed = Corpus::parsed(articles().into_iter().map(Arc::new).collect());
    let index = Index::new(Arc::new(parsed), COMMANDS);
    let found = find(
        &index,
        &Query::parse("four hangers"),
        Matching::Words,
        None,
        100,
    );
    assert_eq!(found.count(Kind::Text), 4);
}

proptest::proptest! {
    #[test]
    fn any_query_finds_well_formed_hits(typed in "[@!':\"a-h éß ]{0,12}", fuzzy: bool) {
        let matching = if fuzzy { Matching::Fuzzy } else { Matching::Words };
        let (found, _) = asked(&typed, matching, None);
        for hit in &found.hits {
            let mut end = 0;
            for span in &hit.matches {
                assert!(span.start() >= end && !span.of(&hit.line).is_empty());
                end = span.end();
            }
        }
    }
}
