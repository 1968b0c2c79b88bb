use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;

use super::{Decision, Decisions, NameKey, Said};
use crate::analysis::EntityKind::{self, Organization, Person, Place};
use crate::article::parse;
use crate::corpus::Corpus;
use crate::link::{Strength, link};
use crate::text::key::SentenceKey;

const REPORTS: &[(&str, &str)] = &[
    (
        "a.txt",
        "Works begin early\n\nThe Morrow dam will be raised by 4 metres before the winter, engineer Dana Whitfield said on Monday.\n\n\
         “We have looked at every single bolt of it,” Whitfield told reporters. The Tarn Office said nothing. \
         Snow lies on the pass above the village.\n",
    ),
    (
        "b.txt",
        "A long hearing\n\nThe Morrow dam will be raised by 6 metres before the winter, Dana Whitfield told a hearing on Monday.\n\n\
         “We have looked at every single bolt of it,” said Whitfield. The Office of the Tarn kept quiet in Geneva.\n",
    ),
    (
        "c.txt",
        "Farmers are waiting\n\nThe Morrow dam will be raised by 4 metres before the winter, the Tarn Office said on Monday.\n\n\
         Farmers are worried about the road to Geneva. D. W. Marlow of the Tarn Office was not asked.\n",
    ),
];

fn corpus() -> Corpus {
    let parsed = |(name, text): &(&str, &str)| Arc::new(parse(Path::new(name), text.as_bytes()));
    Corpus::analyzed(REPORTS.iter().map(parsed).collect())
}

fn key(name: &str, kind: EntityKind) -> NameKey {
    NameKey {
        name: name.to_owned(),
        kind,
    }
}

fn said(corpus: &Corpus, path: &str, start: &str) -> Said {
    let id = corpus.article_at(Path::new(path)).expect(path);
    let article = corpus.article(id);
    let words = article
        .sentences
        .iter()
        .map(|sentence| article.words(sentence.span));
    let words = words
        .into_iter()
        .find(|words| words.starts_with(start))
        .expect(start);
    Said {
        path: path.into(),
        words: SentenceKey::of(words),
    }
}

fn decided(corpus: &Corpus, decisions: &[Decision]) -> Corpus {
    let mut all = Decisions::default();
    for decision in decisions {
        all.add(decision.clone());
    }
    corpus
        .decided(&Arc::new(all))
        .expect("something is decided")
}

/// All names with their aliases and the number of their uses.
fn names(corpus: &Corpus) -> Vec<(String, Vec<String>, usize)> {
    let entities = corpus.links.entities.iter();
    entities
        .map(|e| (e.name.clone(), e.aliases.clone(), e.mentions.len()))
        .collect()
}

fn uses(corpus: &Corpus, name: &str) -> usize {
    let names = names(corpus);
    let found = names.iter().find(|(own, ..)| own == name);
    found.map_or_else(|| panic!("no {name} in {names:?}"), |found| found.2)
}

#[test]
fn two_names_that_are_merged_are_one_by_the_second_name() {
    let corpus = corpus();
    let (office, dam) = (
        uses(&corpus, "Tarn Office"),
        uses(&corpus, "Dana Whitfield"),
    );
    let merge = Decision::Merge(
        key("tarn office", Organization),
        key("dana whitfield", Person),
    );
    let after = decided(&corpus, &[merge]);
    assert_eq!(uses(&after, "Dana Whitfield"), office + dam);
    assert!(names(&after).iter().all(|(name, ..)| name != "Tarn Office"));
    let id = key("dana whitfield", Person)
        .find(&after.links)
        .expect("there");
    assert!(after.entity(id).aliases.contains(&"Tarn Office".to_owned()));
    assert_eq!(
        after.links.decided.entities[&id],
        ["“Tarn Office”: merged by you"]
    );
    let order = after.links.entities.iter().map(|entity| entity.mentions[0]);
    assert!(
        order.is_sorted(),
        "entities stand in order of their first mention"
    );
}

#[test]
fn a_name_that_is_split_off_is_somebody_else_and_takes_its_quotes_along() {
    let corpus = corpus();
    let all = uses(&corpus, "Dana Whitfield");
    let split = Decision::Split(key("dana whitfield", Person), "whitfield".to_owned());
    let after = decided(&corpus, std::slice::from_ref(&split));
    let alone = uses(&after, "Whitfield");
    assert!(alone > 0 && uses(&after, "Dana Whitfield") + alone == all);
    let quote = after
        .links
        .quotes
        .iter()
        .find(|quote| quote.mentions.len() > 1)
        .expect("shared");
    let speaker = quote.speaker.expect("both are by Whitfield");
    assert_eq!(after.entity(speaker).name, "Whitfield");
    let back = Decision::Merge(key("whitfield", Person), key("dana whitfield", Person));
    assert_eq!(
        uses(&decided(&corpus, &[split, back]), "Dana Whitfield"),
        all
    );
}

#[test]
fn what_is_no_name_is_named_nowhere() {
    let corpus = corpus();
    let after = decided(&corpus, &[Decision::NoName(key("dana whitfield", Person))]);
    assert!(
        names(&after)
            .iter()
            .all(|(name, ..)| name != "Dana Whitfield")
    );
    let speakers = after
        .links
        .quotes
        .iter()
        .filter(|quote| quote.speaker.is_some());
    assert_eq!(speakers.count(), 0);
    assert_eq!(after.links.entities.len() + 1, corpus.links.entities.len());
}

#[test]
fn a_kind_that_is_decided_holds() {
    let corpus = corpus();
    let kind = Decision::Kind(key("tarn office", Organization), Place);
    let after = decided(&corpus, &[kind]);
    let id = key("tarn office", Place).find(&after.links).expect("there");
    assert_eq!(after.entity(id).kind, Place);
}

#[test]
fn a_name_that_takes_another_keeps_its_own_kind() {
    let corpus = corpus();
    let (dana, office) = (
        key("dana whitfield", Person),
        key("tarn office", Organization),
    );
    let kind = Decision::Kind(office.clone(), Place);
    let merge = Decision::Merge(office, dana.clone());
    let after = decided(&corpus, &[kind, merge]);
    let id = dana.find(&after.links).expect("there");
    assert_eq!(after.entity(id).kind, Person);
}

/// For each quote its speaker, and whether articles name different people.
fn speakers(corpus: &Corpus) -> Vec<(Option<String>, bool)> {
    let name = |id| corpus.entity(id).name.clone();
    let quotes = corpus.links.quotes.iter();
    quotes
        .map(|quote| (quote.speaker.map(name), quote.attribution_differs))
        .collect()
}

fn two_speakers() -> Corpus {
    let report = |(name, who): &(&str, &str)| {
        let text = format!(
            "Works begin early\n\n{who} spoke in the old harbour on Monday.\n\n\
             “We have looked at every single bolt of the northern bridge,” {who} said.\n"
        );
        Arc::new(parse(Path::new(name), text.as_bytes()))
    };
    let reports = [("a.txt", "Dana Whitfield"), ("b.txt", "Otto Brenn")];
    Corpus::analyzed(reports.iter().map(report).collect())
}

#[test]
fn nobody_contradicts_a_speaker_who_is_no_name() {
    let corpus = two_speakers();
    assert_eq!(speakers(&corpus), [(None, true)]);
    let after = decided(&corpus, &[Decision::NoName(key("otto brenn", Person))]);
    let dana = Some("Dana Whitfield".to_owned());
    assert_eq!(speakers(&after), [(dana, false)]);
}

#[test]
fn quotes_that_are_parted_have_each_its_own_speaker() {
    let corpus = two_speakers();
    let [a, b] = ["a.txt", "b.txt"].map(|path| said(&corpus, path, "“We have"));
    let after = decided(&corpus, &[Decision::Wrong(a, b)]);
    let alone = |name: &str| (Some(name.to_owned()), false);
    assert_eq!(
        speakers(&after),
        [alone("Dana Whitfield"), alone("Otto Brenn")]
    );
}

/// The claims with the first letters of their articles, and whether they are sure.
fn claims(corpus: &Corpus) -> Vec<(String, bool)> {
    let articles = |claim: &crate::link::SharedClaim| {
        let paths = claim
            .mentions
            .iter()
            .map(|mention| &corpus.article(mention.article).path);
        paths
            .filter_map(|path| path.to_str()?.chars().next())
            .collect::<String>()
    };
    let claims = corpus.links.claims.iter();
    claims
        .map(|claim| (articles(claim), claim.strength == Strength::Strong))
        .collect()
}

#[test]
fn a_sentence_that_does_not_belong_leaves_the_claim_with_its_value() {
    let corpus = corpus();
    assert!(
        claims(&corpus).contains(&("abc".to_owned(), true)),
        "{:?}",
        claims(&corpus)
    );
    let [a, b] = ["a.txt", "b.txt"].map(|path| said(&corpus, path, "The Morrow dam"));
    let after = decided(&corpus, &[Decision::Wrong(a, b)]);
    assert_eq!(claims(&after).first(), Some(&("ac".to_owned(), true)));
    assert!(
        after.links.claims[0].differences.is_empty(),
        "6 metres stood only there"
    );
    assert_eq!(after.links.decided.claims.len(), 1);
}

#[test]
fn a_quote_that_does_not_belong_stands_alone() {
    let corpus = corpus();
    let [a, b] = ["a.txt", "b.txt"].map(|path| said(&corpus, path, "“We have"));
    let after = decided(&corpus, &[Decision::Wrong(a, b)]);
    assert!(
        after
            .links
            .quotes
            .iter()
            .all(|quote| quote.mentions.len() == 1)
    );
    assert_eq!(after.links.quotes.len(), corpus.links.quotes.len() + 1);
}

#[test]
fn sentences_that_the_reader_joins_are_a_sure_claim() {
    let corpus = corpus();
    let a = said(&corpus, "a.txt", "Snow lies");
    let c = said(&corpus, "c.txt", "Farmers are");
    let before = claims(&corpus).len();
    let after = decided(&corpus, &[Decision::Same(a.clone(), c.clone())]);
    assert_eq!(claims(&after).len(), before + 1);
    assert!(claims(&after).contains(&("ac".to_owned(), true)));
    let dam = said(&corpus, "b.txt", "The Morrow dam");
    let after = decided(&corpus, &[Decision::Same(a, dam)]);
    assert!(
        claims(&after).contains(&("aabc".to_owned(), true)),
        "{:?}",
        claims(&after)
    );
}

#[test]
fn decisions_about_what_is_not_there_change_nothing() {
    let corpus = corpus();
    let nowhere = Said {
        path: "gone.txt".into(),
        words: SentenceKey::of("Nobody said this."),
    };
    let a = said(&corpus, "a.txt", "The Morrow dam");
    let after = decided(
        &corpus,
        &[
            Decision::Same(a.clone(), nowhere.clone()),
            Decision::Wrong(nowhere, a),
            Decision::Merge(key("nobody", Person), key("dana whitfield", Person)),
            Decision::NoName(key("nobody", Person)),
        ],
    );
    assert_eq!(after.links, corpus.links);
}

fn any_name() -> impl Strategy<Value = NameKey> {
    let names = [
        "dana whitfield",
        "tarn office",
        "geneva",
        "morrow",
        "whitfield",
        "nobody",
    ];
    let kinds = [Person, Organization, Place, EntityKind::Other];
    (
        prop::sample::select(names.to_vec()),
        prop::sample::select(kinds.to_vec()),
    )
        .prop_map(|(name, kind)| key(name, kind))
}

fn any_said() -> impl Strategy<Value = Said> {
    let all: Vec<Said> = corpus()
        .articles
        .iter()
        .flat_map(|analyzed| {
            let article = Arc::clone(&analyzed.article);
            let sentences = article.sentences.clone().into_iter();
            sentences.map(move |sentence| Said {
                path: article.path.clone(),
                words: SentenceKey::of(article.words(sentence.span)),
            })
        })
        .collect();
    prop::sample::select(all)
}

fn any_decision() -> impl Strategy<Value = Decision> {
    prop_oneof![
        (any_name(), any_name()).prop_map(|(a, b)| Decision::Merge(a, b)),
        (any_name(), any_name()).prop_map(|(a, b)| Decision::Split(a, b.name)),
        any_name().prop_map(Decision::NoName),
        any_name().prop_map(|name| Decision::Kind(name, Place)),
        (any_said(), any_said()).prop_map(|(a, b)| Decision::Same(a, b)),
        (any_said(), any_said()).prop_map(|(a, b)| Decision::Right(a, b)),
        (any_said(), any_said()).prop_map(|(a, b)| Decision::Wrong(a, b)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn deciding_and_undoing_leaves_the_links_as_they_were(
        decisions in prop::collection::vec(any_decision(), 1..8)
    ) {
        let corpus = corpus();
        prop_assert_eq!(&corpus.links, &link(&corpus.articles));
        let after = decided(&corpus, &decisions);
        for (index, entity) in after.links.entities.iter().enumerate() {
            prop_assert!(!entity.mentions.is_empty());
            for (article, mention) in &entity.mentions {
                let chain = after.annotations(*article).mention(*mention).chain;
                let named = after.links.entity(*article, chain);
                prop_assert_eq!(named.map(crate::link::EntityId::index), Some(index));
            }
        }
        for claim in &after.links.claims {
            prop_assert!(claim.mentions.len() > 1 && claim.clearest < claim.mentions.len());
        }
        let quotes: usize = after.links.quotes.iter().map(|quote| quote.mentions.len()).sum();
        let before: usize = corpus.links.quotes.iter().map(|quote| quote.mentions.len()).sum();
        prop_assert_eq!(quotes, before);
        let back = after.decided(&Arc::default()).expect("something was decided");
        prop_assert_eq!(&back.links, &corpus.links);
        for (now, then) in back.articles.iter().zip(&corpus.articles) {
            prop_assert_eq!(&now.annotations, &then.annotations);
        }
    }
}
