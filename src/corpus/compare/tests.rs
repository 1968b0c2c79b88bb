use std::path::Path;
use std::sync::Arc;

use super::*;
use crate::article::parse;

const LEFT: &str = "Tunnel shut for weeks\n\n\
    The Lindgate tunnel will stay closed for six weeks, the Harbour Office said on Monday.\n\n\
    Repairs to the Lindgate tunnel will cost about 41 million, Marta Okonjo said.\n\n\
    “We found deep water in four shafts, and none of us had expected it,” said Marta Okonjo.\n\n\
    Dogs may cross at night with their owners.\n";
const RIGHT: &str = "Water closes tunnel\n\n\
    A heron was seen on the roof of the pump house.\n\n\
    “We found deep water in five shafts, and none of us had expected it,” Okonjo told reporters.\n\n\
    The Lindgate tunnel stays closed for six weeks, the Harbour Office said.\n\n\
    Repairs to the tunnel will cost about 14 million, Marta Okonjo said.\n";

fn corpus(left: &str, right: &str) -> Corpus {
    let articles = [("a.txt", left), ("b.txt", right)]
        .map(|(name, text)| Arc::new(parse(Path::new(name), text.as_bytes())));
    Corpus::analyzed(articles.to_vec())
}

fn compared(corpus: &Corpus) -> Comparison {
    compare(corpus, ArticleId::new(0), ArticleId::new(1))
}

/// The rows by the first words of their sentences, with their sign.
fn drawn(corpus: &Corpus, comparison: &Comparison) -> Vec<String> {
    let start = |article: ArticleId, sentence: SentenceId| {
        let words = corpus.sentence(Place { article, sentence });
        words
            .split_whitespace()
            .take(2)
            .collect::<Vec<_>>()
            .join(" ")
    };
    let row = |row: &Row| {
        let sign = match row.sign() {
            Some(Sign::Differs(_)) => '≠',
            Some(Sign::Quote(_)) => '"',
            Some(Sign::Claim(_)) => '=',
            Some(Sign::OnlyHere) => '◆',
            None => ' ',
        };
        let (left, right) = match row {
            Row::Pair { left, right, .. } => (
                start(comparison.left, *left),
                start(comparison.right, *right),
            ),
            Row::Left { sentence, .. } => (start(comparison.left, *sentence), "—".to_owned()),
            Row::Right { sentence, .. } => ("—".to_owned(), start(comparison.right, *sentence)),
        };
        format!("{sign} {left} | {right}")
    };
    comparison.rows.iter().map(row).collect()
}

#[test]
fn sentences_that_say_the_same_stand_side_by_side_in_reading_order() {
    let corpus = corpus(LEFT, RIGHT);
    assert_eq!(
        drawn(&corpus, &compared(&corpus)),
        [
            "  Tunnel shut | Water closes",
            "◆ — | A heron",
            "= The Lindgate | The Lindgate",
            "≠ Repairs to | Repairs to",
            "≠ “We found | “We found",
            "◆ Dogs may | —",
        ]
    );
}

#[test]
fn what_differs_and_what_is_alone_is_counted() {
    let corpus = corpus(LEFT, RIGHT);
    let comparison = compared(&corpus);
    assert_eq!(comparison.counts(), (4, 1, 1));
    assert_eq!(comparison.differing(), 2);
    assert!((0.4..0.9).contains(&comparison.same), "{}", comparison.same);
}

#[test]
fn an_article_beside_itself_is_the_same() {
    let corpus = corpus(LEFT, LEFT);
    let comparison = compared(&corpus);
    assert_eq!(comparison.counts(), (5, 0, 0));
    assert!(
        (comparison.same - 1.0).abs() < f32::EPSILON,
        "{}",
        comparison.same
    );
}

#[test]
fn articles_without_anything_in_common_stand_one_after_the_other() {
    let corpus = corpus(
        "Heron on the library roof\n\nA heron nests on the roof of the library.\n",
        "Ferry contract signed at last\n\nNine boats will sail from Skerry in January.\n",
    );
    let comparison = compared(&corpus);
    assert_eq!(
        comparison.counts(),
        (1, 1, 1),
        "headlines are always compared"
    );
    assert!(comparison.same < 0.01);
}

#[test]
fn a_sentence_that_is_said_in_two_stands_beside_one_and_the_other_knows() {
    let right = "Tunnel closed\n\n\
        The Lindgate tunnel will stay closed for six weeks, the Harbour Office said on Monday.\n\n\
        It rained.\n\n\
        The Lindgate tunnel will stay closed for six weeks, the Harbour Office repeated.\n";
    let corpus = corpus(LEFT, right);
    let comparison = compared(&corpus);
    let also = comparison.rows.iter().find_map(|row| match row {
        Row::Right { also, .. } => *also,
        Row::Pair { .. } | Row::Left { .. } => None,
    });
    assert_eq!(also, Some(SentenceId::new(1)), "{comparison:?}");
}

#[test]
fn every_sentence_stands_in_one_row() {
    let corpus = corpus(LEFT, RIGHT);
    let comparison = compared(&corpus);
    let (mut lefts, mut rights) = (Vec::new(), Vec::new());
    for row in &comparison.rows {
        match row {
            Row::Pair { left, right, .. } => {
                lefts.push(*left);
                rights.push(*right);
            }
            Row::Left { sentence, .. } => lefts.push(*sentence),
            Row::Right { sentence, .. } => rights.push(*sentence),
        }
    }
    rights.sort_unstable();
    assert_eq!(lefts, sentences(&corpus, comparison.left));
    assert_eq!(rights, sentences(&corpus, comparison.right));
}

#[test]
fn sentences_that_only_name_the_same_person_do_not_stand_side_by_side() {
    let corpus = corpus(
        "Tunnel shut\n\n“We found deep water in four shafts,” chief engineer Marta Okonjo told reporters.\n",
        "Water closes tunnel\n\nMarta Okonjo, the chief engineer, will go through the figures next week.\n",
    );
    assert_eq!(compared(&corpus).counts(), (1, 1, 1));
}

#[test]
fn another_amount_differs_beside_a_sentence_in_other_words() {
    let corpus = corpus(
        "Tunnel repair to cost 41 million\n\nRepairs to the tunnel will cost about 41 million, Okonjo said.\n",
        "Tunnel repair to cost 14 million\n\nThe repair bill of the tunnel will come to 14 million.\n",
    );
    let drawn = drawn(&corpus, &compared(&corpus));
    assert_eq!(drawn[1], "≠ Repairs to | The repair");
}

#[test]
fn a_value_that_differs_is_a_contradiction_in_every_sentence_of_its_article() {
    let text = |cost: &str| {
        format!(
            "Lindgate tunnel repairs to cost {cost} million\n\n\
             Repairs to the Lindgate tunnel will cost about {cost} million, the Harbour Office said.\n"
        )
    };
    let corpus = corpus(&text("41"), &text("14"));
    let differs = |id: &ClaimId| {
        let mut differences = corpus.claim(*id).differences.iter();
        differences.any(|difference| difference.kind.is_contradiction())
    };
    let claims = (0..corpus.links.claims.len()).map(ClaimId::new);
    let claim = claims.into_iter().find(differs).expect("costs differ");
    let places: Vec<Place> = corpus.places_of_claim(claim).collect();
    assert_eq!(places.len(), 4, "headlines too");
    for place in places {
        assert!(
            corpus.contradictions(claim, place).next().is_some(),
            "{}",
            corpus.sentence(place)
        );
    }
}
