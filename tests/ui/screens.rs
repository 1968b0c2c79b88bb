//! The screens of the sample corpus, compared to the letter, with their styles.

use crossread::config::terminal::Terminal;
use crossread::config::theme::ColorMode;
use crossread::config::{Config, File};
use insta::assert_snapshot;
use ratatui::style::Color;

use crate::session::Session;
use crate::snapshot::snapshot;

const BRIDGE: &str = "articles/harbour-bridge";

fn config(color: ColorMode, unicode: bool) -> Config {
    File::embedded().resolve(Terminal {
        color,
        unicode,
        ..Terminal::default()
    })
}

/// Metro Wire with the cursor on the cost of the repair.
fn at_the_cost(width: u16, height: u16, color: ColorMode, unicode: bool) -> Session {
    let mut session = Session::with(BRIDGE, width, height, config(color, unicode));
    session.open("Metro Wire").go_to("Repairs will cost");
    session
}

macro_rules! screens {
    ($($name:ident: $width:literal x $height:literal, $color:ident, $unicode:literal, $keys:literal;)+) => {$(
        #[test]
        fn $name() {
            let mut session = at_the_cost($width, $height, ColorMode::$color, $unicode);
            session.press($keys);
            assert_snapshot!(snapshot(&session.buffer()));
        }
    )+};
}

screens! {
    the_main_screen_at_160_by_45: 160 x 45, Full, true, "esc";
    the_main_screen_at_100_by_30: 100 x 30, Full, true, "esc";
    the_main_screen_at_80_by_24: 80 x 24, Full, true, "esc";
    the_main_screen_at_60_by_20: 60 x 20, Full, true, "esc";
    the_main_screen_at_40_by_12: 40 x 12, Full, true, "esc";
    the_main_screen_in_sixteen_colours: 100 x 30, Sixteen, true, "esc";
    the_main_screen_without_colours: 100 x 30, None, true, "esc";
    the_main_screen_in_ascii: 100 x 30, None, false, "esc";
    the_list_over_the_text_at_80_by_24: 80 x 24, Full, true, "1";
    the_links_alone_at_40_by_12: 40 x 12, Full, true, "3";
    the_counterparts_to_choose_from: 100 x 30, Full, true, "enter";
    a_peek_at_a_counterpart: 100 x 30, Full, true, "p";
    the_help_at_100_by_30: 100 x 30, Full, true, "?";
    the_menu_after_a_prefix_key: 100 x 30, Full, true, "f";
    the_finder_at_160_by_45: 160 x 45, Full, true, "f f f o u r space h a n g e r s";
    the_finder_at_100_by_30: 100 x 30, Full, true, "f f f o u r space h a n g e r s";
    the_finder_at_60_by_20: 60 x 20, Full, true, "f f f o u r space h a n g e r s";
    the_finder_without_colours: 100 x 30, None, true, "f f f o u r space h a n g e r s";
}

#[test]
fn without_colours_no_cell_has_one() {
    for keys in ["esc", "f f h", "?", "enter", "p"] {
        let mut session = at_the_cost(100, 30, ColorMode::None, true);
        session.press(keys);
        for cell in &session.buffer().content {
            assert_eq!(
                (cell.fg, cell.bg),
                (Color::Reset, Color::Reset),
                "{keys}: {cell:?}"
            );
        }
    }
}

#[test]
fn in_ascii_every_sign_of_our_own_is_ascii() {
    for keys in ["esc", "f f h", "?", "enter", "p", "1", "3"] {
        let mut session = at_the_cost(100, 30, ColorMode::Full, false);
        session.press(keys);
        let screen = session.screen();
        let strange: String = screen.chars().filter(|c| !c.is_ascii()).collect();
        assert_eq!(strange, "", "{keys}\n{screen}");
    }
}

#[test]
fn the_selected_row_is_seen_without_colours() {
    let mut session = at_the_cost(100, 30, ColorMode::None, true);
    session.press("1");
    let reversed = session
        .buffer()
        .content
        .iter()
        .any(|cell| cell.modifier.contains(ratatui::style::Modifier::REVERSED));
    assert!(reversed);
}
