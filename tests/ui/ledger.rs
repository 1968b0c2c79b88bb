//! The speaker ledger: what opens it, what it shows, and where it leads.

use crossread::app::view::{Item, Topic};
use insta::assert_snapshot;

use crate::session::Session;
use crate::snapshot::snapshot;

const BRIDGE: &str = "articles/harbour-bridge";

/// The cursor on a quote of Dana Ruiz.
fn quoted(width: u16, height: u16) -> Session {
    let mut session = Session::on(BRIDGE, width, height);
    session.open("Metro Wire").go_to("“We found cracks in four");
    session
}

macro_rules! ledgers {
    ($($name:ident: $width:literal x $height:literal, $keys:literal;)+) => {$(
        #[test]
        fn $name() {
            let mut session = quoted($width, $height);
            session.press($keys);
            assert_snapshot!(snapshot(&session.buffer()));
        }
    )+};
}

ledgers! {
    the_ledger_at_160_by_45: 160 x 45, "g q";
    the_ledger_at_100_by_30: 100 x 30, "g q";
    the_ledger_at_80_by_24: 80 x 24, "g q";
    the_ledger_at_60_by_20: 60 x 20, "g q";
    the_ledger_at_40_by_12: 40 x 12, "g q";
    one_quote_at_40_by_12: 40 x 12, "g q enter";
    the_speakers_at_100_by_30: 100 x 30, "g Q";
    the_speakers_at_60_by_20: 60 x 20, "g Q";
}

fn topic(session: &Session) -> Option<&Topic> {
    session.app.view().map(|view| &view.topic)
}

fn is_ledger(session: &Session) -> bool {
    matches!(topic(session), Some(Topic::Ledger(_)))
}

#[test]
fn the_ledger_opens_at_the_quote_under_the_cursor() {
    let mut session = quoted(100, 30);
    session.press("g q");
    assert!(is_ledger(&session));
    let view = session.app.view().expect("open");
    let Some(Item::Said(quote, _)) = view.selected() else {
        panic!("a quote is selected: {}", session.screen());
    };
    let corpus = &session.app.corpus;
    let here = session.app.place();
    assert!(
        here.is_some()
            && corpus
                .places_of_quote(quote)
                .any(|place| Some(place) == here)
    );
}

#[test]
fn from_a_quote_one_goes_to_each_article_that_prints_it_and_comes_back() {
    let mut session = quoted(100, 30);
    let before = session.screen();
    session.press("g q enter");
    let view = session.screen();
    session.press("j enter");
    assert!(session.app.view().is_none());
    assert!(
        session.sentence().contains("crack"),
        "{}",
        session.sentence()
    );
    assert_ne!(session.article(), "Metro Wire");
    session.press("H").press("k");
    assert_eq!(session.screen(), view);
    session.press("h q");
    assert_eq!(session.screen(), before);
}

#[test]
fn from_the_speakers_one_chooses_whose_ledger_to_see() {
    let mut session = quoted(100, 30);
    session.press("g q").press("g q");
    assert_eq!(topic(&session), Some(&Topic::Speakers));
    session
        .press("/")
        .type_in("lund")
        .press("enter")
        .press("enter");
    assert!(is_ledger(&session));
    let title = session
        .screen()
        .lines()
        .next()
        .unwrap_or_default()
        .to_owned();
    assert!(title.contains("Lund"), "{title}");
    session.press("q");
    assert_eq!(topic(&session), Some(&Topic::Speakers));
}

#[test]
fn the_ledger_opens_from_a_name_too() {
    let mut session = quoted(100, 30);
    session.press("g e").press("g q");
    assert!(is_ledger(&session));
}

#[test]
fn the_quotes_are_filtered_by_words_and_kind_and_put_in_another_order() {
    let mut session = quoted(100, 30);
    session.press("g q");
    let count = |session: &Session| session.app.view().map_or(0, |view| view.number().1);
    let all = count(&session);
    session.press("/").type_in("cracks").press("enter");
    let some = count(&session);
    assert!(0 < some && some < all, "{some} of {all}");
    session.press("esc").press("F F");
    assert!(count(&session) < all);
    session.press("S");
    assert!(
        session.screen().contains("order: latest first"),
        "{}",
        session.screen()
    );
}

#[test]
fn that_a_speaker_has_no_name_is_said_above_the_list_of_all() {
    let text = "Title: Tunnel shut\nSource: Wire\n\n\
        Water broke into the tunnel on Monday.\n\n\
        “We found deep water in four shafts,” one former official said.\n\n\
        “None of us had expected it at all,” Dana Ruiz said.\n";
    let mut session = Session::reading(&[("wire.txt", text)], 100, 30);
    session.open("Wire").go_to("“We found deep water");
    session.press("g q");
    assert_eq!(topic(&session), Some(&Topic::Speakers));
    let said = "“one former official” has no name: all speakers";
    assert!(session.screen().contains(said), "{}", session.screen());
}
