//! The finder, the palette and the help.

use crossread::app::{Effect, Overlay};
use crossread::corpus::find::Kind;

use crate::session::Session;

fn session() -> Session {
    Session::on("articles/harbour-bridge", 120, 35)
}

#[test]
fn the_finder_shows_what_matches_as_one_types_and_goes_there() {
    let mut session = session();
    session.press("f f").type_in("scanned with ultrasound");
    assert!(session.screen().contains("found"), "{}", session.screen());
    session.press("enter");
    assert!(
        session.sentence().contains("ultrasound"),
        "{}",
        session.sentence()
    );
}

#[test]
fn enter_that_comes_before_the_answer_is_honoured() {
    let mut session = session();
    session
        .hold()
        .press("f f")
        .type_in("scanned with ultrasound")
        .press("enter");
    assert!(matches!(session.app.overlay, Some(Overlay::Finder(_))));
    session.answer();
    assert!(session.app.overlay.is_none());
    assert!(
        session.sentence().contains("ultrasound"),
        "{}",
        session.sentence()
    );
}

#[test]
fn an_answer_to_an_older_question_changes_nothing() {
    let mut session = session();
    session.hold().press("f f").type_in("u");
    let older = session.questions.clone();
    session.type_in("ltrasound").answer();
    let after = session.screen();
    session.questions = older;
    session.answer();
    assert_eq!(session.screen(), after);
}

#[test]
fn the_finder_comes_back_as_it_was_left() {
    let mut session = session();
    session.press("f f").type_in("hangers").press("down down");
    let before = session.screen();
    session.press("esc f .");
    assert_eq!(session.screen(), before);
}

#[test]
fn a_kind_leaves_only_hits_of_that_kind() {
    let mut session = session();
    session.press("f e").type_in("ruiz");
    let Some(Overlay::Finder(finder)) = &session.app.overlay else {
        panic!("{}", session.screen())
    };
    assert!(!finder.found.hits.is_empty());
    assert!(finder.found.hits.iter().all(|hit| hit.kind == Kind::Entity));
}

#[test]
fn a_command_runs_from_the_palette() {
    let mut session = session();
    session.press(":").type_in("text alone").press("enter");
    assert!(session.app.zen, "{}", session.screen());
}

#[test]
fn the_help_filters_as_one_types_and_runs_the_chosen_line() {
    let mut session = session();
    session.press("?").type_in("text alone");
    assert!(
        session.screen().contains("Show the text alone"),
        "{}",
        session.screen()
    );
    session.press("enter");
    assert!(session.app.zen);
}

#[test]
fn all_uses_of_a_name_are_listed_with_a_star() {
    let mut session = session();
    session.press("] e *");
    assert!(
        session.screen().contains("All uses of Harbour Bridge"),
        "{}",
        session.screen()
    );
}

#[test]
fn nothing_found_says_what_else_to_try() {
    let mut session = session();
    session.press("f t").type_in("zzqqxx");
    assert!(
        session.screen().contains("nothing has these words"),
        "{}",
        session.screen()
    );
    session.press("enter");
    assert!(!session.effects.contains(&Effect::Quit));
}
