//! What only a terminal shows: start, keys, resizing, pasting, leaving the terminal as it was found.

mod terminal;

use std::process::Command;

use terminal::{Launch, Terminal};
use vt100::{MouseProtocolMode, Screen};

const GLOBE: &str = "\
Harbour Bridge shut after cracks found

The Harbour Bridge was closed on Tuesday after inspectors found cracks in four of its hangers.

“We found cracks in four hangers and none of them has failed,” said Dana Ruiz, chief engineer of the board.

Ferries will run every ten minutes until the bridge opens again.
";

const WIRE: &str = "\
Island gets ready for a long week

Schools on the island open an hour later this week, the council told parents.

“We found cracks in four hangers and none of them has failed,” Dana Ruiz told reporters on Tuesday.

A replacement bus stops at the old market.
";

/// Two reports that share a quote.
fn launch() -> Launch {
    Launch::new()
        .file("news/globe.txt", GLOBE)
        .file("news/wire.txt", WIRE)
}

/// The reader, with the first report open and links made.
fn reader(launch: &Launch) -> Terminal {
    let terminal = launch.run(&["news"]);
    terminal.wait_for("said Dana Ruiz").wait_for("\"2");
    terminal
}

/// Whether the terminal is as it was before the program ran.
fn is_restored(screen: &Screen) -> bool {
    !screen.alternate_screen()
        && !screen.hide_cursor()
        && !screen.bracketed_paste()
        && screen.mouse_protocol_mode() == MouseProtocolMode::None
}

/// Whether the bar beside the current sentence stands on a row with `words`.
fn is_current(screen: &Screen, words: &str) -> bool {
    screen
        .contents()
        .lines()
        .any(|line| line.contains(words) && line.contains("│▌"))
}

#[test]
fn a_terminal_shows_what_is_written_and_typed() {
    let launch = Launch::new()
        .env("GREETING", "good morning")
        .file("notes/a.txt", "a story\n");
    let terminal = launch.shell("printf '\\033[?1049h'; cat notes/a.txt; echo $GREETING; read answer; echo got $answer; stty size; exit 3");
    terminal.wait_for("a story").wait_for("good morning");
    terminal
        .resize(60, 20)
        .press("yes\r")
        .wait_for("got yes")
        .wait_for("20 60");
    let (code, screen) = terminal.exit();
    assert_eq!(code, 3);
    assert!(screen.alternate_screen());
    assert!(terminal.bytes().starts_with(b"\x1b[?1049h"));
}

#[test]
fn nothing_to_read_is_a_failure_that_is_told() {
    let (code, screen) = Launch::new().run(&["no-such-folder"]).exit();
    assert_ne!(code, 0);
    assert!(
        screen.contents().contains("no-such-folder"),
        "{}",
        screen.contents()
    );
}

#[test]
fn a_quote_is_followed_into_the_other_report_and_back() {
    let launch = launch();
    let terminal = reader(&launch);
    terminal
        .press("2]q")
        .wait_until("the quote is current", |screen| {
            is_current(screen, "“We found cracks")
        });
    terminal.press("\r").wait_for("Schools on the island");
    terminal.wait_until("the same quote is current there", |screen| {
        is_current(screen, "“We found cracks")
    });
    terminal
        .press("H")
        .wait_for("Ferries will run")
        .wait_for_no("Schools on the island");
    terminal.wait_until("the quote is current again", |screen| {
        is_current(screen, "“We found cracks")
    });
    terminal.press("q");
    assert_eq!(terminal.exit().0, 0);
}

#[test]
fn a_ledger_leads_from_a_speaker_to_every_report_that_quotes_them() {
    let launch = launch();
    let terminal = reader(&launch);
    terminal
        .press("2]qgq")
        .wait_for("Quotes of Dana Ruiz")
        .wait_for("2 articles");
    terminal
        .press("\rj\r")
        .wait_for("Schools on the island")
        .wait_for_no("Quotes of Dana Ruiz");
    terminal.wait_until("the quote is current there", |screen| {
        is_current(screen, "“We found cracks")
    });
    terminal.press("H").wait_for("Quotes of Dana Ruiz");
    terminal.press("qq");
    assert_eq!(terminal.exit().0, 0);
}

#[test]
fn the_terminal_is_left_as_it_was_found() {
    let launch = launch();
    let terminal = reader(&launch);
    terminal.wait_until("the program has the screen", |screen| {
        screen.alternate_screen() && screen.bracketed_paste()
    });
    let (code, screen) = terminal.press("Q").exit();
    assert_eq!(code, 0);
    assert!(is_restored(&screen));
}

#[test]
fn a_polite_signal_leaves_the_terminal_as_it_was_found() {
    for (signal, status) in [("TERM", 143), ("HUP", 129), ("INT", 130)] {
        let launch = launch();
        let terminal = reader(&launch);
        let process = terminal.process().to_string();
        let sent = Command::new("kill").args(["-s", signal, &process]).status();
        assert!(sent.expect("kill can be run").success());
        let (code, screen) = terminal.exit();
        assert_eq!(code, status, "{signal}");
        assert!(is_restored(&screen), "{signal}");
    }
}

#[test]
fn enter_is_not_lost_when_it_is_typed_before_anything_is_found() {
    let launch = launch();
    let terminal = reader(&launch);
    terminal
        .press("ffreplacement bus\r")
        .wait_for("the council told parents");
    terminal.wait_until("what was found is current", |screen| {
        is_current(screen, "A replacement bus")
    });
}

#[test]
fn the_finder_shows_what_is_found_while_it_is_typed() {
    let launch = launch();
    let terminal = reader(&launch);
    terminal
        .press("ffschoo")
        .wait_for("> schoo")
        .wait_for("Schools on the island");
    terminal
        .press("\x1b")
        .wait_for_no("> schoo")
        .wait_for_no("Schools on the island");
}

#[test]
fn what_is_pasted_is_text_and_never_keys() {
    let launch = launch();
    let terminal = reader(&launch);
    terminal
        .paste("QffQ")
        .press("ff")
        .wait_for("> ")
        .paste("qQ\nisland");
    terminal.wait_until("the text stands in the prompt", |screen| {
        screen
            .contents()
            .lines()
            .any(|line| line.contains("> qQ") && line.contains("island"))
    });
    terminal.press("\x1b").wait_for_no("> qQ").press("q");
    assert_eq!(terminal.exit().0, 0);
}

#[test]
fn a_smaller_and_a_larger_window_keep_the_current_sentence() {
    let launch = launch();
    let terminal = reader(&launch);
    terminal
        .press("2]q")
        .wait_until("the quote is current", |screen| {
            is_current(screen, "“We found cracks")
        });
    for (columns, rows) in [(60, 14), (40, 12), (160, 45), (100, 30)] {
        terminal
            .resize(columns, rows)
            .wait_until("the screen has the new size", |screen| {
                let lines: Vec<String> = screen.rows(0, columns).collect();
                let is_full = lines.last().is_some_and(|line| !line.trim().is_empty());
                is_full
                    && lines
                        .iter()
                        .any(|line| line.contains('▌') && line.contains("“We found"))
            });
    }
    // A key right after a resize is not lost either.
    terminal.resize(90, 28).press("?").wait_for("Help");
}

#[test]
fn articles_come_from_a_pipe_and_keys_from_the_terminal() {
    let launch = launch();
    let terminal = launch.shell("cat news/wire.txt | $CROSSREAD -");
    terminal.wait_for("Schools on the island").press("q");
    let (code, screen) = terminal.exit();
    assert_eq!(code, 0);
    assert!(is_restored(&screen));
}

#[test]
fn without_colours_no_colour_is_ever_written() {
    let launch = launch().env("NO_COLOR", "1");
    let terminal = reader(&launch);
    terminal
        .press("2]qfffour")
        .wait_for("> four")
        .press("\x1b")
        .wait_for_no("> four")
        .press("?")
        .wait_for("Help")
        .press("\x1b")
        .wait_for_no("Help")
        .press("Q");
    terminal.exit();
    let bytes = String::from_utf8_lossy(&terminal.bytes()).into_owned();
    let sequences = bytes
        .split("\x1b[")
        .skip(1)
        .filter_map(|sequence| sequence.split_once('m'));
    for (sequence, _) in
        sequences.filter(|(sequence, _)| sequence.bytes().all(|b| b.is_ascii_digit() || b == b';'))
    {
        for part in sequence.split(';') {
            let number: u32 = part
                .parse()
                .expect("an empty part would undo what was set before");
            assert!(matches!(number, 0..30 | 39 | 49 | 59), "colour {sequence}");
        }
    }
}

#[test]
fn the_place_is_found_again_when_the_program_is_started_again() {
    let launch = launch();
    let terminal = reader(&launch);
    terminal.press("ffreplacement bus\r");
    terminal.wait_until("what was found is current", |screen| {
        is_current(screen, "A replacement bus")
    });
    terminal.press("q").exit();
    let terminal = launch.run(&["news"]);
    terminal.wait_until("it is current again", |screen| {
        is_current(screen, "A replacement bus")
    });
}

#[test]
fn without_a_terminal_a_report_is_printed() {
    let launch = launch();
    let terminal = launch.shell("$CROSSREAD news | cat");
    let (code, screen) = terminal.exit();
    assert_eq!(code, 0);
    assert!(!terminal.bytes().contains(&0x1b));
    assert!(
        screen.contents().contains("Island"),
        "{}",
        screen.contents()
    );
}

#[test]
fn the_shell_has_the_terminal_while_the_program_is_stopped() {
    let launch = launch();
    let line = "set -m; $CROSSREAD news; echo stopped; read answer; fg >/dev/null; echo ended";
    let terminal = launch.shell(line);
    terminal
        .wait_for("said Dana Ruiz")
        .wait_for("\"2")
        .press("\x1a")
        .wait_for("stopped");
    terminal.wait_until("the shell has the terminal", is_restored);
    terminal.press("go on\r").wait_for("said Dana Ruiz");
    terminal.wait_until("the program has it again", Screen::alternate_screen);
    terminal.press("Q").wait_for("ended");
    assert!(is_restored(&terminal.exit().1));
}

#[test]
fn names_that_are_merged_stay_merged_in_the_next_run() {
    let launch = launch();
    let terminal = reader(&launch);
    terminal.press("ge").wait_for("Names").wait_for("Dana Ruiz");
    terminal.press("/harbour\r&").wait_for("is marked");
    terminal
        .press("/")
        .press("\x15ruiz\r&")
        .wait_for("merged by you");
    let (code, _) = terminal.press("Q").exit();
    assert_eq!(code, 0);
    let again = reader(&launch);
    again
        .press("ge/ruiz\r")
        .wait_for("Harbour Bridge")
        .wait_for("merged by you");
    again.press("gu").wait_for("“Harbour Bridge” = “Dana Ruiz”");
    again.press("d").wait_for("nothing was decided");
    again.press("Q");
    assert_eq!(again.exit().0, 0);
    let third = reader(&launch);
    third
        .press("ge/ruiz\r")
        .wait_for("Dana Ruiz")
        .wait_for_no("merged by you");
    third.press("Q");
    assert_eq!(third.exit().0, 0);
}
