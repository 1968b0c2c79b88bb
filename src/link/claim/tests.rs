//! Articles in, claims that several of them state out.

use std::path::Path;
use std::sync::Arc;

use crate::article::parse;
use crate::corpus::Corpus;

/// How many mentions every claim has that these articles share.
fn mentions(texts: &[&str]) -> Vec<usize> {
    let articles = texts.iter().enumerate().map(|(at, text)| {
        let text = format!("Ferry bridge shut\n\n{text}");
        Arc::new(parse(Path::new(&format!("{at}.txt")), text.as_bytes()))
    });
    let corpus = Corpus::analyzed(articles.collect());
    let claims = corpus.links.claims.iter();
    claims.map(|claim| claim.mentions.len()).collect()
}

const CLOSED: &str = "The harbour board closed the old ferry bridge after inspectors found deep cracks in four piers.";
const COST: &str =
    "Engineers expect repairs to cost 14 million crowns and to last until the spring of next year.";
const DETOUR: &str =
    "Commuters in Eastmoor must take a detour of nine miles through the Larch valley until then.";

#[test]
fn what_one_article_repeats_is_mentioned_once() {
    let text = format!("{CLOSED} {COST} {DETOUR} ");
    let once = mentions(&[&text, &text, &text]);
    assert!(!once.is_empty());
    assert_eq!(mentions(&[&text, &text, &text.repeat(3000)]), once);
}

#[test]
fn of_an_article_that_says_nearly_the_same_a_few_mentions_are_kept() {
    let text = format!("{CLOSED} {COST} {DETOUR} ");
    let hardly: Vec<String> = (0..1500)
        .map(|at| COST.replace("crowns", &format!("crowns and {at} marks")))
        .collect();
    let counts = mentions(&[&text, &text, &hardly.join(" ")]);
    assert!(!counts.is_empty());
    assert!(counts.iter().all(|count| *count < 30), "{counts:?}");
}
