use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::analysis::{EntityKind, analyze};
use crate::article::parse;

fn analyzed(number: usize, text: &str) -> Analyzed {
    let text = format!("A report\n\n{text}\n");
    let path = format!("report{number:05}.txt");
    let article = parse(Path::new(&path), text.as_bytes());
    let annotations = analyze(&article, Lexicon::embedded());
    Analyzed {
        article: Arc::new(article),
        annotations: Arc::new(annotations),
    }
}

fn linked(texts: &[&str]) -> Vec<Entity> {
    let articles: Vec<Analyzed> = texts
        .iter()
        .enumerate()
        .map(|(number, text)| analyzed(number, text))
        .collect();
    entities(&articles).0
}

/// The entity of which some name is printed so.
fn named<'a>(entities: &'a [Entity], name: &str) -> &'a Entity {
    let is_named =
        |entity: &&Entity| entity.name == name || entity.aliases.iter().any(|alias| alias == name);
    let found: Vec<&Entity> = entities.iter().filter(is_named).collect();
    assert_eq!(found.len(), 1, "{name} in {entities:#?}");
    found[0]
}

const REPORTS: [&str; 8] = [
    "Mayor Dana Whitfield opened the hearing in Geneva on Monday. Whitfield said she would listen to the Velmora Shipping Company.",
    "Whitfield spoke to reporters in Geneva. “We will see,” Whitfield said. Velmora declined to comment.",
    "Robert Marlow and Susan Marlow came to Geneva on Monday. Marlow spoke.",
    "Yesterday Mr. Marlow said that the Harbor Safety Council (HSC) had met.",
    "The HSC met again in Lisbon. William “Bill” Okafor of the Harbor Safety Council said so.",
    "Bill Okafor left Lisbon. Okafor said he was glad. The Defense Department agreed.",
    "The Department of Defense thanked W. Okafor on Friday. The Staunfield Police Department did not.",
    "Staunfield Police thanked the Pentagon in Lisbon. Velmora Shipping sold a ship.",
];

#[test]
fn a_surname_leads_to_the_full_name_of_another_article_and_says_so() {
    let entities = linked(&REPORTS[..2]);
    let person = named(&entities, "Dana Whitfield");
    assert_eq!(person.mentions.len(), 4);
    let reason = "“Whitfield”: same surname as Dana Whitfield";
    assert!(
        person.evidence.iter().any(|line| line == reason),
        "{person:?}"
    );
}

#[test]
fn an_ambiguous_surname_stays_apart_and_says_whose_it_could_be() {
    let entities = linked(&REPORTS[2..4]);
    let alone: Vec<&Entity> = entities
        .iter()
        .filter(|entity| entity.name == "Marlow")
        .collect();
    assert_eq!(alone.len(), 2, "{entities:#?}");
    let unclear = "“Marlow”: could be Robert Marlow or Susan Marlow";
    let says = |entity: &&Entity| entity.evidence.iter().any(|line| line.starts_with(unclear));
    assert_eq!(alone.into_iter().filter(says).count(), 2, "{entities:#?}");
}

#[test]
fn initials_and_word_order_and_short_names_lead_to_the_full_name() {
    let entities = linked(&REPORTS);
    for (name, alias) in [
        ("Harbor Safety Council", "HSC"),
        ("Defense Department", "Department of Defense"),
        ("Velmora Shipping Company", "Velmora"),
        ("Staunfield Police Department", "Staunfield Police"),
    ] {
        let found = named(&entities, name);
        assert!(
            found.name == alias || found.aliases.iter().any(|other| other == alias),
            "{alias} is not {found:?}"
        );
        assert_eq!(found.kind, EntityKind::Organization, "{found:?}");
    }
    let okafor = named(&entities, "Okafor");
    for alias in ["William “Bill” Okafor", "Bill Okafor", "W. Okafor"] {
        assert!(
            okafor.name == alias || okafor.aliases.iter().any(|other| other == alias),
            "{alias} is not {okafor:?}"
        );
    }
}

#[test]
fn every_alias_has_its_reason() {
    let entities = linked(&REPORTS);
    for entity in entities.iter().filter(|entity| !entity.aliases.is_empty()) {
        for line in &entity.evidence {
            let (_, reason) = line.split_once("”: ").expect("a name and a reason");
            let known = entity.aliases.iter().chain([&entity.name]);
            assert!(
                known.clone().any(|name| reason.ends_with(name.as_str())),
                "{line} {entity:?}"
            );
        }
        let has_reason = |alias: &&String| {
            let quoted = format!("“{alias}”: ");
            entity
                .evidence
                .iter()
                .any(|line| line.starts_with(&quoted) || line.ends_with(alias.as_str()))
        };
        assert!(
            entity.aliases.iter().all(|alias| has_reason(&alias)),
            "{entity:#?}"
        );
    }
}

/// Name, kind, evidence and the mentions by number of the text.
type Members = (String, EntityKind, Vec<String>, BTreeSet<(usize, usize)>);

/// The entities as sets of mentions, by the texts of articles.
fn members(order: &[usize]) -> BTreeSet<Members> {
    let articles: Vec<Analyzed> = order
        .iter()
        .map(|number| analyzed(*number, REPORTS[*number]))
        .collect();
    let entity = |entity: Entity| {
        let places = entity.mentions.iter().map(|(article, mention)| {
            let number = order[article.index()];
            (number, mention.index())
        });
        (
            entity.name.clone(),
            entity.kind,
            entity.evidence.clone(),
            places.collect(),
        )
    };
    entities(&articles).0.into_iter().map(entity).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_order_of_the_articles_does_not_matter(
        order in Just((0..REPORTS.len()).collect::<Vec<usize>>()).prop_shuffle()
    ) {
        let sorted: Vec<usize> = (0..REPORTS.len()).collect();
        prop_assert_eq!(members(&order), members(&sorted));
    }
}

/// So many reports, in which surnames, first words and initials come again and again.
fn many(count: usize) -> Vec<Analyzed> {
    let syllables = [
        "mar", "vel", "ok", "tha", "rin", "sol", "bre", "dun", "kel", "wes",
    ];
    let made = |number: usize| {
        let word = |number: usize| {
            let (one, other) = (number % 10, number / 10 % 10);
            format!("{}{}", syllables[one], syllables[other])
        };
        let capital = |word: &str| {
            let (initial, rest) = word.split_at(1);
            initial.to_uppercase() + rest
        };
        let (surname, company) = (capital(&word(number)), capital(&word(number * 7)));
        let first = capital(&word(number / 100));
        format!(
            "Mayor {first} {surname} opened the hearing on Monday. {surname} thanked the {company} {first} Corporation. \
             “Well,” said {first} {surname}, and {company} agreed."
        )
    };
    (0..count)
        .map(|number| analyzed(number, &made(number)))
        .collect()
}

#[test]
fn ten_times_the_articles_are_no_more_comparisons_for_each() {
    let (few, all) = (many(40), many(400));
    let (few, all) = (comparisons(&few), comparisons(&all));
    assert!(few > 40, "{few} comparisons");
    assert!(all <= few * 12, "{few} comparisons became {all}");
}
