//! The sample corpus as a whole: what a reader must find in it, read and linked by the library.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use crossread::article::{Article, ArticleId, ParagraphKind};
use crossread::corpus::{Corpus, Place, load};
use crossread::link::{Difference, DifferenceKind, EntityId, SharedClaim, SharedQuote};

static CORPUS: LazyLock<Corpus> = LazyLock::new(|| {
    let (articles, errors) = load::load(&[PathBuf::from("articles")]);
    assert!(errors.is_empty(), "{errors:?}");
    Corpus::analyzed(articles)
});

/// A row of `gold/harbour-bridge.tsv`.
struct Fact {
    claim: &'static str,
    outlet: &'static str,
    sentence: Option<&'static str>,
}

fn facts() -> Vec<Fact> {
    let rows = include_str!("gold/harbour-bridge.tsv").lines().skip(1);
    rows.map(|row| {
        let cells: Vec<&str> = row.split('\t').collect();
        let [claim, outlet, _, sentence] = cells[..] else {
            panic!("four cells: {row}");
        };
        Fact {
            claim,
            outlet,
            sentence: (sentence != "-").then_some(sentence),
        }
    })
    .collect()
}

fn article(file: &str) -> ArticleId {
    CORPUS
        .article_at(&Path::new("articles").join(file))
        .unwrap_or_else(|| panic!("{file} is read"))
}

fn outlet(name: &str) -> ArticleId {
    CORPUS
        .article_ids()
        .find(|id| CORPUS.article(*id).meta.source.as_deref() == Some(name))
        .unwrap_or_else(|| panic!("{name} is read"))
}

fn file(article: &Article) -> String {
    let file = article.path.strip_prefix("articles");
    file.expect("below articles").display().to_string()
}

fn place(article: ArticleId, words: &str) -> Place {
    let sentences = CORPUS.article(article).report_sentences();
    sentences
        .map(|sentence| Place { article, sentence })
        .find(|place| CORPUS.sentence(*place).contains(words))
        .unwrap_or_else(|| panic!("a sentence of the report says {words:?}"))
}

fn entity(name: &str) -> EntityId {
    let entities = &CORPUS.links.entities;
    let index = entities.iter().position(|entity| entity.name == name);
    EntityId::new(index.unwrap_or_else(|| panic!("{name} is an entity")))
}

fn shared_quote(words: &str) -> &'static SharedQuote {
    let quotes = CORPUS.links.quotes.iter();
    quotes
        .filter(|quote| quote.mentions.len() > 1)
        .find(|quote| {
            quote.mentions.iter().any(|mention| {
                let annotations = CORPUS.annotations(mention.article);
                let span = annotations.quote(mention.quote).span;
                CORPUS.article(mention.article).words(span).contains(words)
            })
        })
        .unwrap_or_else(|| panic!("several articles print {words:?}"))
}

fn claims_of(place: Place) -> impl Iterator<Item = &'static SharedClaim> {
    let claims = CORPUS.shared(place).claims.iter();
    claims.map(|claim| CORPUS.claim(*claim))
}

/// The values that the difference shows, with the outlets that print them.
fn values(difference: &Difference) -> BTreeMap<String, BTreeSet<String>> {
    let mut values: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (id, span) in &difference.values {
        let article = CORPUS.article(*id);
        let words = article.words(*span).to_owned();
        values.entry(words).or_default().insert(article.name());
    }
    values
}

#[test]
fn every_folder_is_a_story_and_single_articles_stay_alone() {
    let mut stories: Vec<BTreeSet<String>> = Vec::new();
    for story in &CORPUS.links.stories {
        let ids = story.articles.iter();
        stories.push(ids.map(|id| file(CORPUS.article(*id))).collect());
    }
    for story in stories.iter().filter(|story| story.len() > 1) {
        let folders: BTreeSet<&str> = story.iter().filter_map(|f| f.split('/').next()).collect();
        assert_eq!(folders.len(), 1, "{story:?}");
    }
    let mut sizes: Vec<usize> = stories.iter().map(BTreeSet::len).collect();
    sizes.sort_unstable();
    assert_eq!(sizes, [1, 1, 1, 1, 3, 3, 5, 8]);
}

#[test]
fn every_article_has_its_title_outlet_and_date_and_no_problem() {
    for id in CORPUS.article_ids() {
        let article = CORPUS.article(id);
        let path = article.path.display();
        assert!(article.meta.source.is_some(), "{path}");
        assert!(article.meta.published.is_some(), "{path}");
        assert!(article.meta.byline.is_some(), "{path}");
        assert!(!article.meta.title.is_empty(), "{path}");
        assert!(
            article.problems.is_empty(),
            "{path}: {:?}",
            article.problems
        );
    }
}

#[test]
fn the_engineer_of_the_bridge_is_one_person_in_eight_articles() {
    let ruiz = entity("Dana Ruiz");
    assert_eq!(CORPUS.articles_of_entity(ruiz).len(), 8);
    let others = CORPUS
        .links
        .entities
        .iter()
        .filter(|e| e.name.contains("Ruiz"));
    assert_eq!(others.count(), 1);
}

#[test]
fn a_sentence_that_the_marked_facts_name_is_a_sentence_of_the_report() {
    for fact in facts() {
        let Some(words) = fact.sentence else { continue };
        let found = place(outlet(fact.outlet), words);
        assert_eq!(CORPUS.sentence(found), words, "{}", fact.claim);
    }
}

#[test]
fn what_several_reports_say_is_one_claim_of_just_these_reports() {
    for claim in [
        "Bridge closed for at least six weeks",
        "Ferries every ten minutes from Thursday",
        "Lund: “Safety is not negotiable”",
        "Detour adds minutes at peak",
        "Contractor is Varda Ltd",
        "48,000 vehicles a day",
    ] {
        let facts = facts();
        let told: Vec<Place> = (facts.iter().filter(|fact| fact.claim == claim))
            .filter_map(|fact| Some(place(outlet(fact.outlet), fact.sentence?)))
            .collect();
        let expected: BTreeSet<ArticleId> = told.iter().map(|place| place.article).collect();
        let linked = claims_of(told[0]).any(|shared| {
            let mentions = &shared.mentions;
            let articles: BTreeSet<ArticleId> = mentions.iter().map(|m| m.article).collect();
            let holds = |place: &Place| {
                let mut same = mentions.iter().filter(|m| m.article == place.article);
                same.any(|mention| mention.sentence == place.sentence)
            };
            articles == expected && told.iter().all(holds)
        });
        assert!(linked, "{claim}");
    }
}

#[test]
fn what_only_one_report_says_is_no_claim_of_others() {
    let facts = facts();
    for fact in &facts {
        let same = facts.iter().filter(|other| other.claim == fact.claim);
        let told = same.filter(|other| other.sentence.is_some()).count();
        let (1, Some(words)) = (told, fact.sentence) else {
            continue;
        };
        let place = place(outlet(fact.outlet), words);
        assert_eq!(claims_of(place).count(), 0, "{words}");
    }
}

#[test]
fn values_that_cannot_both_be_true_are_flagged_with_those_who_print_them() {
    for (kind, one, one_says, other, other_says) in [
        (
            DifferenceKind::Number,
            "14 million",
            "The Ledger",
            "41 million",
            "Metro Wire",
        ),
        (
            DifferenceKind::Number,
            "25",
            "City Desk",
            "40",
            "Harbour Post",
        ),
        (
            DifferenceKind::Number,
            "25",
            "Metro Wire",
            "30",
            "Coast Radio",
        ),
        (
            DifferenceKind::Number,
            "four",
            "Transport Board",
            "most",
            "Evening Globe",
        ),
        (
            DifferenceKind::Number,
            "41 million",
            "Harbour Post",
            "14 million",
            "The Ledger",
        ),
        (
            DifferenceKind::Number,
            "four",
            "The Ledger",
            "most",
            "Evening Globe",
        ),
        (
            DifferenceKind::Number,
            "302 million",
            "The Tally",
            "320 million",
            "Quayside Gazette",
        ),
        (
            DifferenceKind::Number,
            "16 million",
            "The Sound Observer",
            "18 million",
            "Island Bulletin",
        ),
        (
            DifferenceKind::Hedge,
            "may be fitted",
            "Breakwater News",
            "will be fitted",
            "Quayside Gazette",
        ),
        (
            DifferenceKind::Hedge,
            "considering",
            "Island Bulletin",
            "will appeal",
            "The Sound Observer",
        ),
    ] {
        let claims = CORPUS.links.claims.iter();
        let mut differences = claims.flat_map(|claim| &claim.differences);
        let flagged = differences.any(|difference| {
            let values = values(difference);
            let prints = |value: &str, outlet: &str| {
                (values.iter()).any(|(words, who)| words.contains(value) && who.contains(outlet))
            };
            difference.kind == kind && prints(one, one_says) && prints(other, other_says)
        });
        assert!(flagged, "{one} and {other}");
    }
}

#[test]
fn nobody_who_prints_the_usual_price_is_said_to_print_the_other() {
    for difference in CORPUS
        .links
        .claims
        .iter()
        .flat_map(|claim| &claim.differences)
    {
        for (value, outlets) in values(difference) {
            if value.contains("14 million") {
                assert_eq!(outlets, BTreeSet::from(["The Ledger".to_owned()]));
            }
        }
    }
}

#[test]
fn one_quote_in_two_wordings_is_one_quote_with_two_variants() {
    for (words, articles, variants) in [
        ("We found cracks in four hangers", 5, 2),
        ("Safety is not negotiable", 4, 1),
        ("Nobody was told to keep quiet", 2, 1),
        ("We are spending on quays", 3, 2),
        ("The boats are older than we hoped", 2, 2),
        ("We categorically reject any such actions", 2, 1),
        ("coordinates and collaborates", 2, 1),
    ] {
        let quote = shared_quote(words);
        // A headline may cut a quote shorter: that is one more wording.
        let told = quote.mentions.iter().filter(|mention| {
            let sentence = CORPUS
                .annotations(mention.article)
                .quote(mention.quote)
                .sentence;
            CORPUS
                .article(mention.article)
                .kind_of(sentence)
                .is_report()
        });
        let (ids, wordings): (BTreeSet<ArticleId>, BTreeSet<u32>) = told
            .map(|mention| (mention.article, mention.variant))
            .unzip();
        assert_eq!((ids.len(), wordings.len()), (articles, variants), "{words}");
        assert!(!quote.attribution_differs, "{words}");
    }
}

#[test]
fn the_same_words_under_two_names_are_a_difference_of_attribution() {
    assert!(shared_quote("all cards are on the table").attribution_differs);
}

#[test]
fn no_claim_is_made_of_what_is_not_the_report() {
    let debris = [
        "©",
        "e-mail",
        "image",
        "Subscribe",
        "Sign up",
        "Follow ",
        "Read next",
        "Share this",
        "Invented sample",
        "Sample text",
        "Print this",
        "You can reach",
    ];
    for mention in CORPUS.links.claims.iter().flat_map(|claim| &claim.mentions) {
        let article = CORPUS.article(mention.article);
        let words = article.words(mention.span);
        assert!(article.kind_of(mention.sentence).is_own(), "{words}");
        assert!(
            !debris.iter().any(|debris| words.contains(debris)),
            "{words}"
        );
    }
}

#[test]
fn debris_of_the_page_is_told_from_the_report() {
    for (path, words) in [
        ("drone-strikes/meridian-dispatch.txt", "Note: Sample text"),
        ("drone-strikes/meridian-dispatch.txt", "Post comment"),
        ("drone-strikes/stars-and-saddle.txt", "BUY ONE BAG"),
        ("drone-strikes/stars-and-saddle.txt", "image"),
        (
            "drone-strikes/stars-and-saddle.txt",
            "© 2025 Stars & Saddle",
        ),
        (
            "drone-strikes/bahia-courier.txt",
            "Share this story on Facebook",
        ),
        (
            "drone-strikes/dovecote-review.md",
            "source: The Dovecote Review",
        ),
        ("harbour-bridge/coast-radio.txt", "Source: Coast Radio"),
        ("port-budget/breakwater-news.txt", "Advertisement"),
    ] {
        let id = article(path);
        let mut report = CORPUS.article(id).report_sentences();
        let found = report.find(|sentence| {
            let sentence = *sentence;
            CORPUS
                .sentence(Place {
                    article: id,
                    sentence,
                })
                .contains(words)
        });
        assert_eq!(found, None, "{path}: {words}");
    }
}

#[test]
fn a_lead_that_is_printed_again_counts_once() {
    let article = CORPUS.article(article("drone-strikes/bahia-courier.txt"));
    let again = article
        .paragraphs
        .iter()
        .filter(|p| p.kind == ParagraphKind::Duplicate);
    assert_eq!(again.count(), 1);
}
