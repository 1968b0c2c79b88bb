//! Decisions of the reader: what keys make them, what they do to the screen, and how they are taken back.

use crossread::app::Effect;
use crossread::app::links::Row;
use crossread::app::session::Saved;
use crossread::article::parse;
use crossread::config::Config;
use crossread::corpus::Place;
use crossread::link::Strength;
use crossread::link::decision::Decision;
use insta::assert_snapshot;

use crate::session::Session;
use crate::snapshot::snapshot;

const BRIDGE: &str = "articles/harbour-bridge";

fn bridge() -> Session {
    let mut session = Session::on(BRIDGE, 100, 30);
    session.open("Metro Wire").go_to("Repairs will cost");
    session
}

/// The name with all that is said of it, as the view of names has it.
fn names(session: &Session) -> Vec<(String, Vec<String>, usize)> {
    let entities = session.app.corpus.links.entities.iter();
    entities
        .map(|entity| {
            (
                entity.name.clone(),
                entity.aliases.clone(),
                entity.mentions.len(),
            )
        })
        .collect()
}

fn decisions(session: &Session) -> Vec<Decision> {
    session.app.corpus.decisions().iter().cloned().collect()
}

/// Merges Ida Lund into Dana Ruiz in the view of names.
fn merge(session: &mut Session) {
    session
        .press("g e /")
        .type_in("ida")
        .press("enter &")
        .press("esc");
    // Leaving the filter keeps nothing marked, so that it is marked once more.
    session
        .press("g e /")
        .type_in("ida")
        .press("enter &")
        .press("/")
        .press("C-u")
        .type_in("dana")
        .press("enter &");
}

#[test]
fn two_names_are_merged_said_kept_and_undone() {
    let mut session = bridge();
    let before = names(&session);
    merge(&mut session);
    assert_eq!(decisions(&session).len(), 1, "{}", session.screen());
    let after = names(&session);
    assert_eq!(after.len() + 1, before.len());
    let merged = after
        .iter()
        .find(|(name, ..)| name == "Dana Ruiz")
        .expect("there");
    assert!(merged.1.contains(&"Ida Lund".to_owned()), "{merged:?}");
    let screen = session.screen();
    assert!(screen.contains("u takes it back"), "{screen}");
    assert!(screen.contains("merged by you"), "{screen}");
    assert!(session.effects.iter().any(
        |effect| matches!(effect, Effect::Save(Saved::Ruled { added, .. }) if added.len() == 1)
    ));
    session.press("u");
    assert_eq!(names(&session), before);
    assert!(
        session.screen().contains("taken back: “Ida Lund”"),
        "{}",
        session.screen()
    );
    assert!(session.effects.iter().any(
        |effect| matches!(effect, Effect::Save(Saved::Ruled { removed, .. }) if removed.len() == 1)
    ));
    session.press("U");
    assert_eq!(names(&session), after);
    session.press("u u");
    assert!(
        session.screen().contains("nothing to undo"),
        "{}",
        session.screen()
    );
}

#[test]
fn what_was_merged_comes_apart_again_where_the_alias_is_dismissed() {
    let mut session = bridge();
    let before = names(&session);
    merge(&mut session);
    session.press("enter");
    for _ in 0..20 {
        if session.screen().contains("Ida Lund") && current(&session).contains("Ida Lund") {
            break;
        }
        session.press("j");
    }
    session.press("d");
    assert_eq!(names(&session), before, "{}", session.screen());
    assert!(decisions(&session).is_empty());
}

fn current(session: &Session) -> String {
    let view = session.app.view().expect("open");
    let row = view.detail.get(view.detail_at);
    row.map(|row| row.left.iter().map(|piece| piece.words.as_str()).collect())
        .unwrap_or_default()
}

#[test]
fn an_alias_is_split_off_and_a_name_is_dropped() {
    let mut session = bridge();
    session.press("g e enter");
    assert!(current(&session).contains("Ruiz"), "{}", session.screen());
    session.press("d");
    let split = names(&session);
    assert!(
        split
            .iter()
            .any(|(name, aliases, _)| name == "Dana Ruiz" && aliases.is_empty()),
        "{split:?}"
    );
    assert!(split.iter().any(|(name, ..)| name == "Ruiz"));
    session.press("h d");
    assert!(
        names(&session).iter().all(|(name, ..)| name != "Dana Ruiz"),
        "{}",
        session.screen()
    );
    session.press("K u u u");
    assert!(decisions(&session).is_empty());
}

#[test]
fn a_kind_is_changed_step_by_step() {
    let mut session = bridge();
    session.press("g e K");
    assert!(
        session.screen().contains("Dana Ruiz  organization"),
        "{}",
        session.screen()
    );
    session.press("K");
    assert!(
        session.screen().contains("Dana Ruiz  place"),
        "{}",
        session.screen()
    );
    assert_eq!(decisions(&session).len(), 1);
    session.press("u u");
    assert!(
        session.screen().contains("Dana Ruiz  person"),
        "{}",
        session.screen()
    );
}

#[test]
fn a_link_that_is_wrong_goes_and_comes_back() {
    let mut session = bridge();
    let before = session.screen();
    session.press("3");
    let row = session.app.links.rows[session.app.links.at].clone();
    session.press("d");
    assert_eq!(decisions(&session).len(), 1, "{}", session.screen());
    assert!(
        !session.app.links.rows.contains(&row),
        "{}",
        session.screen()
    );
    assert!(
        session.screen().contains("parted by you"),
        "{}",
        session.screen()
    );
    session.press("u 2 h l esc");
    session.press("2");
    assert!(session.sentence().starts_with("Repairs will cost"));
    let rows = |screen: &str| {
        screen
            .lines()
            .skip(1)
            .take(20)
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(rows(&session.press("1 2").screen()), rows(&before));
}

#[test]
fn a_link_that_is_right_is_said_to_be_confirmed_and_a_weak_one_becomes_sure() {
    let mut session = bridge();
    session.press("3");
    let target = |session: &Session| session.app.links.rows[session.app.links.at].target;
    let before = target(&session);
    session.press("+");
    assert_eq!(target(&session), before, "the cursor stays on its row");
    assert!(
        session.screen().contains("confirmed by you"),
        "{}",
        session.screen()
    );
    let mut config = Config::embedded();
    config.ui.weak_links = true;
    let mut session = Session::with("articles", 100, 60, config);
    let weak = weak_claims(&session);
    let place = weak.first().copied().expect("some claim is not sure");
    let corpus = std::sync::Arc::clone(&session.app.corpus);
    session
        .open(&corpus.article(place.article).name())
        .go_to(corpus.sentence(place));
    session.press("3");
    while !session.app.links.rows[..session.app.links.at]
        .iter()
        .any(is_perhaps)
    {
        session.press("j");
    }
    session.press("+");
    assert!(
        weak_claims(&session).len() < weak.len(),
        "{}",
        session.screen()
    );
}

fn is_perhaps(row: &Row) -> bool {
    row.left.iter().any(|piece| piece.words.contains("PERHAPS"))
}

/// A sentence of every claim that is not sure, where nothing surer hides it.
fn weak_claims(session: &Session) -> Vec<Place> {
    let corpus = &session.app.corpus;
    let claims = corpus.links.claims.iter();
    let places = claims
        .filter(|claim| claim.strength == Strength::Weak)
        .map(|claim| Place {
            article: claim.mentions[0].article,
            sentence: claim.mentions[0].sentence,
        });
    places.collect()
}

#[test]
fn two_sentences_that_say_the_same_are_joined() {
    let mut session = bridge();
    let claims = session.app.corpus.links.claims.len();
    session.go_to("A 2023 survey").press("&");
    assert!(
        session.screen().contains("Esc forgets"),
        "{}",
        session.screen()
    );
    let place = session.app.place().expect("open");
    session.open("Northern Star").press("G &");
    let joined = session.app.corpus.shared(place).claims.clone();
    assert_eq!(
        session.app.corpus.links.claims.len(),
        claims + 1,
        "{}",
        session.screen()
    );
    assert_eq!(joined.len(), 1);
    assert!(
        session.screen().contains("merged by you"),
        "{}",
        session.screen()
    );
    session.press("& esc & u");
    assert_eq!(session.app.corpus.links.claims.len(), claims);
}

#[test]
fn all_decisions_are_listed_and_taken_back_one_by_one() {
    let mut session = bridge();
    session.press("g u");
    assert!(
        session.screen().contains("nothing was decided"),
        "{}",
        session.screen()
    );
    session.press("q g e K q 3 + 2 g u");
    assert_snapshot!(snapshot(&session.buffer()));
    session.press("d");
    assert_eq!(decisions(&session).len(), 1, "{}", session.screen());
    session.press("d");
    assert!(decisions(&session).is_empty());
    session.press("u u");
    assert_eq!(decisions(&session).len(), 2);
}

#[test]
fn the_fuller_name_stays_whichever_was_marked_first() {
    let mut session = bridge();
    session.press("g e enter d h &");
    session.press("/").type_in("ruiz").press("enter j &");
    let screen = session.screen();
    assert!(
        screen.contains("“Ruiz” is another name of “Dana Ruiz”, which stays"),
        "{screen}"
    );
    let screen = session.press("g u").screen();
    assert!(screen.contains("“Ruiz” = “Dana Ruiz”"), "{screen}");
    assert!(screen.contains("“Ruiz” is not “Dana Ruiz”"), "{screen}");
}

#[test]
fn the_row_below_a_decision_that_is_taken_back_is_selected() {
    let mut session = bridge();
    session.press("g e K j K j K g u j");
    let all = decisions(&session);
    assert_eq!(all.len(), 3, "{}", session.screen());
    session.press("d d");
    assert_eq!(decisions(&session), all[..1], "{}", session.screen());
    session.press("u u");
    assert_eq!(decisions(&session), all);
}

#[test]
fn another_kind_of_rows_keeps_the_selected_row_or_begins_at_the_first() {
    let mut session = bridge();
    session.press("3 + 2 g e K j K g u j");
    let selected = |session: &Session| {
        session
            .app
            .view()
            .and_then(crossread::app::view::View::selected)
    };
    let before = selected(&session);
    session.press("F");
    assert_eq!(selected(&session), before);
    session.press("F");
    assert_eq!(session.app.view().map(|view| view.at), Some(0));
}

#[test]
fn what_holds_already_is_not_decided_again() {
    let mut session = bridge();
    session.press("3 + +");
    assert!(
        session.screen().contains("decided already"),
        "{}",
        session.screen()
    );
    session.press("u");
    assert!(decisions(&session).is_empty());
}

#[test]
fn a_decision_moves_nothing_and_outlasts_other_files() {
    let report = |number: usize, more: &str| {
        let text = format!(
            "Report {number}\n\nMayor Ida Lund met Otto Brenn in Norhaven on Monday. {more}\n"
        );
        parse(format!("{number}.txt").as_ref(), text.as_bytes()).into()
    };
    let mut session = Session::reading(&[], 100, 30);
    session.load(vec![report(1, ""), report(2, "")]);
    session.press("g e /").type_in("otto").press("enter K q j");
    let before = (session.sentence(), session.app.focus, session.article());
    session.press("g e & q").press("u U");
    assert_eq!(
        (session.sentence(), session.app.focus, session.article()),
        before
    );
    assert_eq!(decisions(&session).len(), 1);
}

#[test]
fn marks_and_decisions_share_one_journal() {
    let mut session = bridge();
    session.press("r g e K q r");
    session.press("u");
    assert!(session.screen().contains("marked"), "{}", session.screen());
    session.press("u");
    assert!(
        session.screen().contains("is of the kind"),
        "{}",
        session.screen()
    );
    session.press("u");
    assert!(
        session.screen().contains("marked read"),
        "{}",
        session.screen()
    );
    session.press("u");
    assert!(
        session.screen().contains("nothing to undo"),
        "{}",
        session.screen()
    );
}

#[test]
fn keys_that_decide_say_where_there_is_nothing_to_decide() {
    let mut session = bridge();
    session.press("g e *").press("d");
    assert!(
        session.screen().contains("no link and no name"),
        "{}",
        session.screen()
    );
    session.press("+ K");
    assert!(
        session.screen().contains("no name is selected"),
        "{}",
        session.screen()
    );
    assert!(decisions(&session).is_empty());
}
