//! The promises of the JSON export: every place it names can be cut, every id exists, every run gives the same bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crossread::article::{Article, parse};
use crossread::cli::export::Document;
use crossread::corpus::Corpus;
use proptest::prelude::*;
use serde_json::Value;

/// Sentences of which reports are made; several say the same, or nearly.
const SENTENCES: &[&str] = &[
    "The Lindgate tunnel will stay closed for six weeks, the Harbour Office said on Monday.",
    "The tunnel at Lindgate stays closed for eight weeks, according to the Harbour Office.",
    "“We found water in four shafts,” said Marta Okonjo, the chief engineer.",
    "Chief engineer Marta Okonjo said: “We found water in four shafts.”",
    "“We found water in most shafts,” Okonjo told Radio Pell.",
    "Repairs will cost about 41 million, Okonjo said.",
    "The repair bill will come to 14 million, the office said.",
    "Mr. P. J. Dahl, 47, called it “a disaster for ‘everyone’ here”.",
    "She said that \"nobody was told\" - and that it would 'not happen again'.",
    "Pell was not informed on 3 March 2025, Dahl’s lawyers said.",
    "Sources close to the U.S. delegation denied the report by the Pell Gazette.",
    "« Non », dit-elle ; 40 % des gens – dont M. Dahl – sont d’accord…",
    "„Nein“, sagte Bürgermeister Jörg Äpfel.",
    "水曜日、市長は「トンネルは閉鎖された」と述べた。",
];

/// Lines that are not sentences, or odd.
const LINES: &[&str] = &[
    "",
    "# Tunnel shut",
    "## What we know",
    "- first point, second point",
    "> “We found water in four shafts.”",
    "By Ana Sorel",
    "Title: Tunnel shut for six weeks",
    "Source: Pell Gazette",
    "Date: 2025-03-04",
    "Sign up for our newsletter",
    "© 2025 Pell Gazette. All rights reserved.",
    "“““ ”” ' \" ‘",
    "e\u{301}\u{301} 👩\u{200d}🚒 \u{202e}abc\u{202c} \u{1b}[31mred\u{1b}[0m\ttab\r",
    "---",
    "\u{feff}",
];

/// The text of one report: known sentences in any order, odd lines, and now and then anything at all.
fn report() -> impl Strategy<Value = String> {
    let sentences = prop::collection::vec(prop::sample::select(SENTENCES), 1..5)
        .prop_map(|sentences| sentences.join(" "));
    let line = prop_oneof![
        6 => sentences,
        2 => prop::sample::select(LINES).prop_map(str::to_owned),
        1 => ".{0,40}",
    ];
    let separator = prop::sample::select(&["\n", "\n\n", "\r\n\r\n"][..]);
    (prop::collection::vec(line, 0..10), separator).prop_map(|(lines, between)| lines.join(between))
}

/// Reports in files, some of which have the same name in different folders.
fn articles() -> impl Strategy<Value = Vec<Arc<Article>>> {
    let name = prop::sample::select(&["one.txt", "two.md", "three.txt", "one.md"][..]);
    let folder = prop::sample::select(&["a", "b", "c"][..]);
    let path = (folder, name).prop_map(|(folder, name)| PathBuf::from(folder).join(name));
    prop::collection::btree_map(path, report(), 1..5).prop_map(|files| {
        let article = |(path, text): (PathBuf, String)| Arc::new(parse(&path, text.as_bytes()));
        files.into_iter().map(article).collect()
    })
}

fn json(articles: Vec<Arc<Article>>) -> String {
    let document = Document::new(&Corpus::analyzed(articles), Vec::new());
    serde_json::to_string(&document).expect("a document can be written")
}

/// A document with its articles at hand.
struct Checked {
    document: Value,
    texts: BTreeMap<String, String>,
}

impl Checked {
    fn new(articles: Vec<Arc<Article>>) -> Self {
        let document: Value =
            serde_json::from_str(&json(articles)).expect("what is written is JSON");
        let texts = list(&document, "articles")
            .iter()
            .map(|article| (text(article, "id"), text(article, "text")))
            .collect();
        Self { document, texts }
    }

    /// All places of one list of things with mentions: article, start and end.
    fn mentions(&self, things: &str) -> Vec<(String, usize, usize)> {
        let mentions = list(&self.document, things)
            .iter()
            .flat_map(|thing| list(thing, "mentions"));
        mentions.map(|mention| self.place(mention)).collect()
    }

    /// The place of a mention, whose words must be those of the article there.
    fn place(&self, mention: &Value) -> (String, usize, usize) {
        let article = text(mention, "article");
        let (start, end) = span(mention);
        let whole = &self.texts[&article];
        assert!(start < end, "{mention}");
        let words = whole.get(start..end).expect("spans lie on characters");
        assert_eq!(words, text(mention, "text"));
        (article, start, end)
    }

    fn ids(&self, things: &str) -> BTreeSet<String> {
        let list = list(&self.document, things);
        let ids: BTreeSet<String> = list.iter().map(|thing| text(thing, "id")).collect();
        assert_eq!(ids.len(), list.len(), "ids of {things} are unique");
        ids
    }
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map(Vec::as_slice).expect(key)
}

fn text(value: &Value, key: &str) -> String {
    value[key].as_str().expect(key).to_owned()
}

fn span(value: &Value) -> (usize, usize) {
    let offset = |key: &str| {
        let offset = value[key].as_u64().expect("an offset");
        usize::try_from(offset).expect("offsets fit")
    };
    (offset("start"), offset("end"))
}

/// The optional id under `key` is one of `known`.
fn refers(value: &Value, key: &str, known: &BTreeSet<String>) {
    if !value[key].is_null() {
        assert!(known.contains(&text(value, key)), "{key} of {value}");
    }
}

fn divided(article: &Value) {
    let whole = text(article, "text");
    let paragraphs: Vec<(usize, usize)> = list(article, "paragraphs").iter().map(span).collect();
    for pair in paragraphs.windows(2) {
        assert!(pair[0].1 <= pair[1].0, "paragraphs do not overlap");
    }
    let mut last = 0;
    for sentence in list(article, "sentences") {
        let (start, end) = span(sentence);
        assert!(last <= start && start < end, "sentences are in order");
        assert!(whole.get(start..end).is_some(), "sentences can be cut");
        last = end;
        let holds = |paragraph: &(usize, usize)| paragraph.0 <= start && end <= paragraph.1;
        let holders: Vec<usize> = (0..paragraphs.len())
            .filter(|index| holds(&paragraphs[*index]))
            .collect();
        let named = sentence["paragraph"].as_u64().expect("a paragraph");
        let named = usize::try_from(named).expect("fits");
        assert_eq!(holders, [named], "one paragraph holds the sentence");
    }
}

#[test]
fn the_sentences_that_are_tried_hold_names_quotes_claims_and_sources() {
    let text = SENTENCES.join("\n\n");
    let article = |path: &str| Arc::new(parse(Path::new(path), text.as_bytes()));
    let checked = Checked::new(vec![article("a.txt"), article("b.txt")]);
    for things in ["entities", "quotes", "claims", "sourcing"] {
        assert!(!list(&checked.document, things).is_empty(), "{things}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn articles_are_divided_into_paragraphs_and_these_into_sentences(articles in articles()) {
        let checked = Checked::new(articles);
        for article in list(&checked.document, "articles") {
            divided(article);
        }
    }

    #[test]
    fn names_never_overlap(articles in articles()) {
        let checked = Checked::new(articles);
        let mut mentions = checked.mentions("entities");
        mentions.sort();
        for pair in mentions.windows(2) {
            prop_assert!(pair[0].0 != pair[1].0 || pair[0].2 <= pair[1].1, "{pair:?}");
        }
    }

    #[test]
    fn quotes_are_nested_whole_or_apart(articles in articles()) {
        let checked = Checked::new(articles);
        let mentions = checked.mentions("quotes");
        for (index, one) in mentions.iter().enumerate() {
            for other in &mentions[index + 1..] {
                let apart = one.0 != other.0 || one.2 <= other.1 || other.2 <= one.1;
                let nested = (one.1 <= other.1 && other.2 <= one.2)
                    || (other.1 <= one.1 && one.2 <= other.2);
                prop_assert!(apart || (nested && one != other), "{one:?} {other:?}");
            }
        }
    }

    #[test]
    fn claims_are_said_by_at_least_two_articles(articles in articles()) {
        let checked = Checked::new(articles);
        checked.mentions("claims");
        for claim in list(&checked.document, "claims") {
            let said_by: BTreeSet<String> =
                list(claim, "mentions").iter().map(|mention| text(mention, "article")).collect();
            prop_assert!(said_by.len() >= 2, "{claim}");
            prop_assert_eq!(claim["articles"].as_u64(), u64::try_from(said_by.len()).ok());
            for difference in list(claim, "differences") {
                let places: Vec<_> =
                    list(difference, "values").iter().map(|value| checked.place(value)).collect();
                let differing: BTreeSet<&String> = places.iter().map(|place| &place.0).collect();
                prop_assert!(differing.len() >= 2, "{difference}");
            }
        }
    }

    #[test]
    fn every_id_exists(articles in articles()) {
        let checked = Checked::new(articles);
        let document = &checked.document;
        let (articles, stories) = (checked.ids("articles"), checked.ids("stories"));
        let entities = checked.ids("entities");
        let mut told: Vec<String> = Vec::new();
        for story in list(document, "stories") {
            for article in list(story, "articles") {
                let article = article.as_str().expect("an id").to_owned();
                let known = list(document, "articles").iter().find(|a| text(a, "id") == article);
                prop_assert_eq!(known.map(|a| text(a, "story")), Some(text(story, "id")));
                told.push(article);
            }
        }
        let told_once: BTreeSet<String> = told.iter().cloned().collect();
        prop_assert_eq!(told_once.len(), told.len());
        for article in list(document, "articles") {
            refers(article, "story", &stories);
        }
        for quote in list(document, "quotes") {
            refers(quote, "speaker", &entities);
            for mention in list(quote, "mentions") {
                refers(mention, "article", &articles);
                refers(mention, "speaker", &entities);
            }
        }
        for source in list(document, "sourcing") {
            checked.place(source);
            refers(source, "cites", &entities);
        }
        checked.ids("quotes");
        checked.ids("claims");
    }

    #[test]
    fn the_bytes_depend_neither_on_the_order_of_the_files_nor_on_threads(
        (articles, shuffled) in articles()
            .prop_flat_map(|articles| (Just(articles.clone()), Just(articles).prop_shuffle())),
        threads in 1usize..6,
    ) {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        let elsewhere = pool.install(|| json(shuffled));
        prop_assert_eq!(json(articles), elsewhere);
    }
}
