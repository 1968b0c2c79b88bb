use std::path::Path;
use std::sync::Arc;

use super::*;
use crate::article::parse;
use crate::corpus::Corpus;
use crate::link::StoryId;

/// Sentences that make the reports one story.
const STORY: &str = "The Osterby tram tunnel is shut. Rust fell from the Osterby tram tunnel roof in May. \
                     Mayor Ida Lund closed the Osterby tram tunnel to every tram.";

/// A corpus of reports: outlet, day of the month, text. What makes them one story is a quotation in each.
fn corpus(reports: &[(&str, u32, &str)]) -> Corpus {
    let article = |(outlet, day, text): &(&str, u32, &str)| {
        let text = format!(
            "---\ntitle: Osterby tram tunnel shut\nsource: {outlet}\ndate: 2026-05-{day:02}\n---\n\n{text}\n\n“{STORY}”\n"
        );
        Arc::new(parse(Path::new(&format!("{outlet}.md")), text.as_bytes()))
    };
    Corpus::analyzed(reports.iter().map(article).collect())
}

fn sourcing_of(corpus: &Corpus) -> &Sourcing {
    assert_eq!(corpus.links.stories.len(), 1);
    corpus.sourcing(StoryId::new(0))
}

/// The tree as lines, each indented by its depth, with the reasons.
fn tree(corpus: &Corpus) -> Vec<String> {
    let sourcing = sourcing_of(corpus);
    let name = |who: Origin| match who {
        Origin::Article(article) => corpus.article(article).name(),
        Origin::Source(index) => format!("[{}]", sourcing.sources[index].name),
    };
    let why = |why: &Why| match why {
        Why::Copies(_) => "copies".to_owned(),
        Why::Cites(count) => format!("cites {count}"),
    };
    let tree = sourcing.tree(corpus.story(StoryId::new(0)));
    tree.iter()
        .map(|branch| {
            let reasons: Vec<String> = branch
                .step
                .iter()
                .flat_map(|step| step.why.iter().map(why))
                .collect();
            let line = format!(
                "{}{} {}",
                "  ".repeat(branch.depth),
                name(branch.who),
                reasons.join(", ")
            );
            line.trim_end().to_owned()
        })
        .collect()
}

#[test]
fn the_source_of_most_reports_is_the_original() {
    let corpus = corpus(&[
        (
            "Alder Post",
            1,
            "Kestrel News reported that the repair will take a year.",
        ),
        ("Birch Daily", 2, "Two engineers told Kestrel News of rust."),
        (
            "Cedar Times",
            3,
            "Ida Lund told Cedar Times that she was sorry.",
        ),
    ]);
    let sourcing = sourcing_of(&corpus);
    let original = &sourcing.sources[sourcing.original.expect("one is cited by most")];
    assert_eq!(
        (original.name.as_str(), original.kind),
        ("Kestrel News", SourceKind::Outlet)
    );
    let uses: Vec<usize> = original
        .uses
        .iter()
        .map(|used| used.article.index())
        .collect();
    assert_eq!(uses, [0, 1]);
    assert!(original.uses[0].share > 0.1 && original.uses[0].share < 0.5);
    assert_eq!(
        tree(&corpus),
        [
            "[Kestrel News]",
            "  Alder Post cites 1",
            "  Birch Daily cites 1",
            "Cedar Times"
        ]
    );
}

#[test]
fn people_without_a_name_are_counted_and_known_by_whom_they_told() {
    let corpus = corpus(&[
        (
            "Alder Post",
            1,
            "Six former engineers told Kestrel News of rust. The engineers said that it was old.",
        ),
        ("Birch Daily", 2, "Nothing else is known."),
    ]);
    let sources = &sourcing_of(&corpus).sources;
    let people: Vec<&Source> = sources
        .iter()
        .filter(|source| source.kind == SourceKind::People)
        .collect();
    assert_eq!(people.len(), 1);
    assert_eq!(people[0].count, Some(Count::Exactly(6)));
    assert_eq!(people[0].uses[0].sentences.len(), 2);
    let outlet = people[0].through.expect("they told an outlet");
    assert_eq!(corpus.entity(outlet).name, "Kestrel News");
    assert!(!people[0].is_named());
}

#[test]
fn what_an_outlet_was_told_itself_it_has_from_nobody() {
    let corpus = corpus(&[
        (
            "Island Bulletin",
            1,
            "Ida Lund told the Bulletin that she was sorry. Rust fell, our tram desk reckons.",
        ),
        ("Birch Daily", 2, "Nothing else is known."),
    ]);
    assert!(sourcing_of(&corpus).sources.is_empty());
}

#[test]
fn a_report_that_cites_another_follows_from_it() {
    let corpus = corpus(&[
        (
            "Alder Post",
            1,
            "Engineers had warned of rust since January, a diary shows.",
        ),
        (
            "Birch Daily",
            2,
            "Engineers had warned early, the Alder Post reports.",
        ),
    ]);
    assert_eq!(tree(&corpus), ["Alder Post", "  Birch Daily cites 1"]);
}

#[test]
fn long_runs_of_the_same_words_are_copied_from_the_earlier_report() {
    const RELEASE: &str = "All trams that used to pass below the hill will end at the Old Mint for as long as the work goes on.";
    let corpus = corpus(&[
        ("Alder Post", 3, &format!("{RELEASE} A dog was seen there.")),
        ("Tram Office", 1, &format!("{RELEASE} Tickets stay valid.")),
        ("Birch Daily", 2, "The hill is steep."),
    ]);
    let copied = &sourcing_of(&corpus).copied;
    assert_eq!(copied.len(), 1);
    let (by, from) = (
        corpus.article(copied[0].article),
        corpus.article(copied[0].from),
    );
    assert_eq!(
        (by.name().as_str(), from.name().as_str()),
        ("Alder Post", "Tram Office")
    );
    assert!(copied[0].is_dated && copied[0].words == 23 && copied[0].share > 0.7);
    let (here, there) = copied[0].passages[0];
    assert_eq!((by.words(here), from.words(there)), (RELEASE, RELEASE));
    assert_eq!(
        tree(&corpus),
        ["Tram Office", "  Alder Post copies", "Birch Daily"]
    );
}

#[test]
fn a_quotation_that_two_reports_print_is_not_copied() {
    let words = "“I have walked through that tunnel every day of my life and never saw rust as thick as this,” Oskar Blom said.";
    let corpus = corpus(&[("Alder Post", 1, words), ("Birch Daily", 2, words)]);
    assert!(sourcing_of(&corpus).copied.is_empty());
}

#[test]
fn reports_that_cite_each_other_make_no_circle() {
    let corpus = corpus(&[
        (
            "Alder Post",
            1,
            "Engineers had warned early, Birch Daily reports.",
        ),
        ("Birch Daily", 2, "Rust was old, the Alder Post reports."),
    ]);
    assert_eq!(tree(&corpus).len(), 2);
}
