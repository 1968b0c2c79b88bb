use std::path::Path;

use super::*;
use crate::article::parse;

/// The names of an article and their kinds.
fn found(text: &str) -> Vec<(String, EntityKind)> {
    let article = parse(Path::new("report.txt"), text.as_bytes());
    names(&article, Lexicon::embedded())
        .iter()
        .map(|name| (article.words(name.span).to_owned(), name.kind))
        .collect()
}

fn kind_of(text: &str, name: &str) -> Option<EntityKind> {
    let all = found(&format!("A report\n\n{text}\n"));
    let kind = all
        .iter()
        .find(|(words, _)| words == name)
        .map(|(_, kind)| *kind);
    assert!(kind.is_some(), "no {name} in {all:?}");
    kind
}

fn is_no_name(text: &str, name: &str) {
    let all = found(&format!("A report\n\n{text}\n"));
    assert!(
        !all.iter().any(|(words, _)| words == name),
        "{name} in {all:?}"
    );
}

#[test]
fn a_syllable_behind_a_hyphen_is_part_of_the_name_and_a_verb_is_not() {
    let text =
        "Police chief Ryu Dan-yeong spoke in Lisbon on Monday. The Whitfield-backed plan failed.";
    assert_eq!(kind_of(text, "Ryu Dan-yeong"), Some(EntityKind::Person));
    is_no_name(text, "Whitfield-backed");
}

#[test]
fn particles_join_the_parts_of_a_persons_name() {
    let text =
        "The minister, Tamim bin Rashid, met Karl von der Tann and Maria de la Fuente in Lisbon.";
    for name in [
        "Tamim bin Rashid",
        "Karl von der Tann",
        "Maria de la Fuente",
    ] {
        assert_eq!(kind_of(text, name), Some(EntityKind::Person));
    }
}

#[test]
fn a_ministry_is_an_organization_and_its_minister_none() {
    let text = "A spokesman of the Foreign Ministry said so. The Secretary of Defense, Dana Whitfield, agreed with Defense \
                Secretary Karl Marlow of Norway. No ministry and no defense helped.";
    assert_eq!(
        kind_of(text, "Foreign Ministry"),
        Some(EntityKind::Organization)
    );
    is_no_name(text, "Defense");
}

#[test]
fn a_dateline_names_a_place_and_dollars_do_not() {
    let text = "NORHAVEN — The harbour closed on Monday. It cost US$40 million, officials said on Mondays.";
    assert_eq!(kind_of(text, "NORHAVEN"), Some(EntityKind::Place));
    is_no_name(text, "US");
    is_no_name(text, "Mondays");
}

#[test]
fn a_headline_is_cut_down_to_the_names_of_the_running_text() {
    let text = "Fatal Norhaven Hits Anger Dana Whitfield\n\nA fatal accident hit Norhaven on Monday. The anger grew, said Dana \
                Whitfield, who lives in Norhaven.";
    let all = found(text);
    let (names, _): (Vec<&str>, Vec<EntityKind>) = all
        .iter()
        .map(|(name, kind)| (name.as_str(), *kind))
        .unzip();
    assert!(
        names.contains(&"Norhaven") && names.contains(&"Dana Whitfield"),
        "{all:?}"
    );
    assert!(
        !names
            .iter()
            .any(|name| name.contains("Fatal") || name.contains("Anger")),
        "{all:?}"
    );
}

#[test]
fn the_own_outlet_is_an_organization_whatever_it_is_called() {
    let text = "---\ntitle: A report\nsource: Deck & Tide\n---\n\nHe told Deck & Tide on Monday that the boat had sunk.\n";
    let article = parse(Path::new("report.md"), text.as_bytes());
    let names = names(&article, Lexicon::embedded());
    let outlet = names
        .iter()
        .find(|name| article.words(name.span) == "Deck & Tide");
    assert_eq!(outlet.map(|name| name.kind), Some(EntityKind::Organization));
}

#[test]
fn an_opening_word_that_goes_on_like_any_other_is_no_name() {
    is_no_name(
        "Berths at the pier have to be lengthened before the ferries arrive.",
        "Berths",
    );
}

#[test]
fn scripts_without_case_give_no_nonsense() {
    for text in [
        "会议于星期一在里斯本举行。市长表示她会听取意见。\n\n他没有发言。",
        "عقد الاجتماع يوم الاثنين. قال العمدة إنه سيستمع.\n\nلم يتكلم.",
        "การประชุมจัดขึ้นในวันจันทร์ นายกเทศมนตรีกล่าวว่าจะรับฟัง",
        "회의는 월요일에 열렸다. 시장은 듣겠다고 말했다.",
    ] {
        assert_eq!(found(&format!("{text}\n")), []);
    }
    assert!(found("会议\n\n里斯本 (里斯本) Dana Whitfield 说。\n").len() <= 1);
}

#[test]
fn other_languages_give_names_by_their_capitals() {
    let french = "Le maire de Lisbonne, Jean-Pierre Delacourt, a rencontré lundi Marie Lefèvre à Genève, selon la mairie.";
    for name in ["Jean-Pierre Delacourt", "Marie Lefèvre"] {
        assert_eq!(kind_of(french, name), Some(EntityKind::Person));
    }
    let spanish = "La alcaldesa Ana María Lobo dijo el lunes en Lisboa que no sabía nada, según Andrés Lobo Vidal.";
    assert_eq!(
        kind_of(spanish, "Andrés Lobo Vidal"),
        Some(EntityKind::Person)
    );
}

#[test]
fn brands_that_begin_small_do_not_break_the_names_beside_them() {
    let text =
        "Dana Whitfield bought an iPhone from eBay in Lisbon, and adidas thanked Dana Whitfield.";
    let all = found(&format!("A report\n\n{text}\n"));
    let count = all
        .iter()
        .filter(|(name, _)| name == "Dana Whitfield")
        .count();
    assert_eq!(count, 2, "{all:?}");
}

#[test]
fn models_are_things_and_not_their_makers() {
    let text = "Velmora Aircraft Corporation sold ten ships. The Velmora V380 flew on Monday. Velmora V380 was late.";
    let all = found(&format!("A report\n\n{text}\n"));
    assert!(
        !all.iter()
            .any(|(name, kind)| name == "Velmora V380" && *kind == EntityKind::Organization),
        "{all:?}"
    );
}
