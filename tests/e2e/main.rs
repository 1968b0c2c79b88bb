//! What only a terminal shows: start, keys, resizing, pasting, leaving the terminal as it was found.

mod terminal;

use terminal::Launch;

#[test]
fn a_terminal_shows_what_is_written_and_typed() {
    let launch = Launch::new()
        .env("GREETING", "good morning")
        .file("notes/a.txt", "a story\n");
    let mut terminal = launch.shell("printf '\\033[?1049h'; cat notes/a.txt; echo $GREETING; read answer; echo got $answer; stty size; exit 3");
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
