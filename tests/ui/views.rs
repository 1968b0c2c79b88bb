//! Views over the main screen: what opens them, what they show, and how one comes back.

use crossread::app::view::{Side, Topic};
use crossread::app::{MouseKind, Pane};
use crossread::article::parse;
use insta::assert_snapshot;

use crate::session::Session;
use crate::snapshot::snapshot;

const BRIDGE: &str = "articles/harbour-bridge";

fn bridge(width: u16, height: u16) -> Session {
    let mut session = Session::on(BRIDGE, width, height);
    session.open("Metro Wire").go_to("Repairs will cost");
    session
}

macro_rules! views {
    ($($name:ident: $width:literal x $height:literal, $keys:literal;)+) => {$(
        #[test]
        fn $name() {
            let mut session = bridge($width, $height);
            session.press($keys);
            assert_snapshot!(snapshot(&session.buffer()));
        }
    )+};
}

views! {
    the_names_at_160_by_45: 160 x 45, "g e";
    the_names_at_100_by_30: 100 x 30, "g e";
    the_names_at_80_by_24: 80 x 24, "g e";
    the_names_at_60_by_20: 60 x 20, "g e";
    the_names_at_40_by_12: 40 x 12, "g e";
    one_name_at_40_by_12: 40 x 12, "g e enter";
    the_uses_of_a_name_at_100_by_30: 100 x 30, "*";
    the_uses_of_a_name_at_60_by_20: 60 x 20, "*";
}

/// The row under the cursor of the view, as it is drawn.
fn selected(session: &Session) -> String {
    let view = session.app.view().expect("a view is open");
    let area = session.app.view_area().of(view.side);
    let line = match view.side {
        Side::Rows => view.at - view.top,
        Side::Detail => view.detail_at - view.detail_top,
    };
    let screen = session.screen();
    let row = screen
        .lines()
        .nth(usize::from(area.y) + line)
        .unwrap_or_default();
    row.chars()
        .skip(area.x.into())
        .take(area.width.into())
        .collect::<String>()
        .trim()
        .to_owned()
}

#[test]
fn the_names_open_at_the_name_under_the_cursor_and_close_to_the_exact_place() {
    let mut session = bridge(100, 30);
    let before = session.screen();
    for close in ["esc", "q", "backspace", "H", "h"] {
        session.press("g e");
        assert!(
            selected(&session).starts_with("Dana Ruiz"),
            "{}",
            session.screen()
        );
        session.press(close);
        assert!(session.app.view().is_none(), "{close}");
        assert_eq!(session.screen(), before, "{close}");
    }
}

#[test]
fn from_a_name_one_goes_to_a_sentence_and_comes_back_to_the_view() {
    let mut session = bridge(100, 30);
    session.press("g e").press("enter").press("j j j");
    let (row, view) = (selected(&session), session.screen());
    session.press("enter");
    assert!(session.app.view().is_none());
    assert_eq!(session.article(), "Evening Globe", "{row}");
    assert!(
        session.sentence().contains("Dana Ruiz"),
        "{}",
        session.sentence()
    );
    session.press("H");
    assert_eq!(session.screen(), view);
    session.press("H");
    assert!(session.app.view().is_none());
    assert!(session.sentence().starts_with("Repairs will cost"));
    session.press("L");
    assert_eq!(session.article(), "Evening Globe");
}

#[test]
fn the_rows_are_filtered_by_words_and_by_kind() {
    let mut session = bridge(100, 30);
    session.press("g e /").type_in("chief").press("esc");
    let all = session.app.view().expect("open").number().1;
    session.press("/").type_in("ruiz").press("enter");
    let some = session.app.view().expect("open").number().1;
    assert!(some > 0 && some < all, "{some} of {all}");
    session.press("esc");
    assert_eq!(session.app.view().expect("open").number().1, all);
    session.press("F");
    let screen = session.screen();
    assert!(
        screen.contains("people") && !screen.contains("organization"),
        "{screen}"
    );
    session.press("/").type_in("nobody here").press("enter");
    assert!(
        session.screen().contains("Esc clears"),
        "{}",
        session.screen()
    );
    session.press("esc esc");
    assert!(session.app.view().is_none());
}

#[test]
fn all_uses_of_a_name_stand_below_their_articles_and_the_name_is_highlighted() {
    let mut session = bridge(100, 30);
    session.press("g e *");
    let Some(Topic::Uses(name)) = session.app.view().map(|view| view.topic.clone()) else {
        panic!("{}", session.screen());
    };
    assert_eq!(name.name, "dana ruiz");
    session.press("G enter");
    let reading = session.app.open.as_ref().expect("open");
    let chosen = reading
        .name
        .map(|name| session.app.corpus.entity(name).name.clone());
    assert_eq!(chosen.as_deref(), Some("Dana Ruiz"));
}

#[test]
fn a_chosen_name_is_gone_through_use_by_use_across_articles() {
    let mut session = bridge(100, 30);
    session.press("g e * g g enter");
    let first = (session.article(), session.sentence());
    let mut seen = vec![first.clone()];
    for _ in 0..4 {
        session.press("] e");
        seen.push((session.article(), session.sentence()));
        assert!(session.sentence().contains("Ruiz"), "{seen:?}");
    }
    assert!(
        seen.iter().any(|(article, _)| *article != first.0),
        "{seen:?}"
    );
    session.press("[ e [ e [ e [ e");
    assert_eq!((session.article(), session.sentence()), first);
    session.press("[ e");
    assert!(
        session.screen().contains("first use"),
        "{}",
        session.screen()
    );
}

#[test]
fn a_view_stays_where_it_is_when_the_files_change() {
    let report = |number: usize, more: &str| {
        let text = format!(
            "Report {number}\n\nMayor Ida Lund met Otto Brenn in Norhaven on Monday. {more}\n"
        );
        parse(format!("{number}.txt").as_ref(), text.as_bytes()).into()
    };
    let mut session = Session::reading(&[], 100, 30);
    session.load(vec![report(1, ""), report(2, "")]);
    session
        .press("g e /")
        .type_in("brenn")
        .press("enter enter j");
    let (row, count) = (
        selected(&session),
        session.app.view().expect("open").number(),
    );
    let more = "Kaya Storm of Solvik Lines laughed.";
    session.load(vec![report(0, more), report(1, more), report(2, more)]);
    assert_eq!(selected(&session), row);
    assert_eq!(session.app.view().expect("open").number(), count);
    session.press("esc esc");
    assert!(
        session.app.view().is_none(),
        "the filter goes first, then the view"
    );
}

#[test]
fn the_mouse_selects_opens_and_scrolls_a_view() {
    let mut session = bridge(100, 30);
    session.press("g e");
    session.mouse(MouseKind::Click, 5, 4);
    let row = selected(&session);
    session.mouse(MouseKind::Click, 5, 4);
    let view = session.app.view().expect("open");
    assert_eq!(view.side, Side::Detail, "{row}");
    session.mouse(MouseKind::WheelDown, 5, 4);
    let after = session.app.view().expect("open");
    assert!(after.at > 3 && after.side == Side::Detail);
}

#[test]
fn a_view_keeps_the_pane_that_had_the_focus() {
    let mut session = bridge(100, 30);
    session.press("3 3 3 3 enter");
    assert!(session.app.view().is_some(), "{}", session.screen());
    session.press("q");
    assert_eq!(session.app.focus, Pane::Links);
}

#[test]
fn views_are_drawn_at_every_size() {
    let mut session = bridge(100, 30);
    for keys in ["g e", "enter", "*", "/ r"] {
        session.press(keys);
        for (width, height) in
            (1..60)
                .map(|n| (n * 5, 61 - n))
                .chain([(40, 12), (300, 80), (40, 8)])
        {
            session.resize(width, height);
            session.buffer();
        }
    }
}
