//! The program as a process: what each subcommand prints, with which status it ends, what it says when things go wrong.

mod ask;
mod place;

use std::fs;
use std::io::{Read, Write};
use std::process::Stdio;

use serde_json::Value;

use place::{METRO, Place, err, out, status};

/// The names and kinds of everything in a JSON document, each list as its first element has it.
fn shape(value: &Value, indent: usize) -> String {
    let pad = "  ".repeat(indent);
    match value {
        Value::Object(fields) => fields
            .iter()
            .map(|(name, value)| match value {
                Value::Object(_) => format!("{pad}{name}:\n{}", shape(value, indent + 1)),
                Value::Array(list) if list.first().is_some_and(Value::is_object) => {
                    format!("{pad}{name}: list of\n{}", shape(&list[0], indent + 1))
                }
                value => format!("{pad}{name}: {}\n", shape(value, 0)),
            })
            .collect(),
        Value::Array(list) => match list.first() {
            Some(first) => format!("list of {}", shape(first, 0)),
            None => "list".to_owned(),
        },
        Value::String(_) => "string".to_owned(),
        Value::Number(number) if number.is_f64() => "fraction".to_owned(),
        Value::Number(_) => "number".to_owned(),
        Value::Bool(_) => "truth".to_owned(),
        Value::Null => "null".to_owned(),
    }
}

#[test]
fn the_export_is_one_json_document_of_the_public_schema() {
    let place = Place::with_articles();
    let output = place.run("export --format json reports");
    assert_eq!((status(&output), err(&output).as_str()), (0, ""));
    let document: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(document["schema"], 1);
    assert_eq!(document["articles"][0]["id"], "abacus");
    assert_eq!(document["articles"][0]["path"], "reports/abacus.md");
    for part in [
        "articles", "stories", "entities", "quotes", "claims", "sourcing", "warnings",
    ] {
        assert!(document[part].is_array(), "{part}");
    }
    let article = shape(&document["articles"][0], 0);
    for field in [
        "id: string",
        "path: string",
        "format: string",
        "title: string",
        "byline: ",
        "source: ",
        "published: ",
        "url: ",
        "language: ",
        "words: number",
        "story: string",
        "text: string",
        "paragraphs: list of",
        "sentences: list of",
        "  start: number",
        "  end: number",
        "  kind: string",
        "  paragraph: number",
    ] {
        assert!(article.contains(field), "{field} in\n{article}");
    }
}

#[test]
fn the_export_of_the_same_files_is_the_same_however_they_are_named() {
    let place = Place::with_articles();
    let one = place.run("export reports/courier.md reports/abacus.md");
    let other = place.run("export reports/abacus.md reports/courier.md");
    assert_eq!(out(&one), out(&other));
    assert_eq!(out(&one), out(&place.run("export reports")));
}

#[test]
fn one_bad_input_is_a_warning_and_does_not_cost_the_others() {
    let place = Place::with_articles();
    let output = place.run("export reports nowhere.md");
    assert_eq!(status(&output), 0);
    assert!(
        err(&output).starts_with("crossread: reading nowhere.md: "),
        "{}",
        err(&output)
    );
    let document: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(document["warnings"][0]["path"], "nowhere.md");
    assert_eq!(document["articles"].as_array().map(Vec::len), Some(2));
}

#[test]
fn when_nothing_could_be_read_the_status_is_one() {
    let place = Place::empty();
    assert_eq!(status(&place.run("export nowhere.md")), 1);
    let output = place.run("nowhere.md");
    assert_eq!(status(&output), 1);
    assert_eq!(
        err(&output),
        "crossread: nowhere.md: no such file or folder\n"
    );
    place.write("empty/readme.bin", "\0");
    assert_eq!(status(&place.run("export empty/nothing-here")), 1);
}

#[test]
fn wrong_usage_has_the_status_two() {
    let place = Place::with_articles();
    for line in [
        "--frobnicate",
        "export",
        "export --format xml reports",
        "config",
        "completions tcl",
    ] {
        let output = place.run(line);
        assert_eq!(status(&output), 2, "{line}");
        assert!(err(&output).contains("--help"), "{line}: {}", err(&output));
        assert_eq!(out(&output), "");
    }
}

#[test]
fn without_a_path_the_folder_articles_is_read_if_there_is_one() {
    let place = Place::empty();
    let output = place.run("");
    assert_eq!(status(&output), 1);
    assert!(err(&output).contains("no folder `articles` here"));
    place.write("articles/a.md", METRO);
    let output = place.run("");
    assert_eq!(status(&output), 0);
    assert!(out(&output).contains("Lindgate tunnel"));
}

#[test]
fn a_mistyped_subcommand_is_named() {
    let output = Place::empty().run("exprot");
    assert!(
        err(&output).contains("did you mean the command `export`?"),
        "{}",
        err(&output)
    );
}

#[test]
fn without_a_terminal_a_plain_report_is_printed() {
    let place = Place::with_articles();
    let output = place
        .command("reports")
        .env("COLUMNS", "60")
        .output()
        .expect("runs");
    assert_eq!((status(&output), err(&output).as_str()), (0, ""));
    let report = out(&output);
    assert!(!report.contains('\u{1b}'), "no escape sequences");
    assert!(
        report.lines().all(|line| line.chars().count() <= 60),
        "{report}"
    );
    assert!(
        report.contains("] Repairs will cost about 41 million, Okonjo said.\n"),
        "{report}"
    );
    for line in [
        "1. Lindgate tunnel shut for six weeks",
        "Pell Courier · 4 Mar 2025 · ",
        "    = also in The Abacus ¶1",
        "    \" Marta Okonjo; same words in The Abacus ¶2",
    ] {
        assert!(report.contains(line), "{line}\n{report}");
    }
    assert_eq!(
        out(&place.run("--plain reports")),
        out(&place.run("reports"))
    );
}

#[test]
fn hostile_text_reaches_no_terminal() {
    let place = Place::empty();
    place.write(
        "a.txt",
        "Title: x\u{1b}]52;c;aGk=\u{7}y\n\nA \u{1b}[31mred\u{1b}[0m \u{202e}word\u{9b}2J.\n",
    );
    for line in ["a.txt", "export a.txt"] {
        let printed = out(&place.run(line));
        let bad = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!printed.contains(bad), "{line}: {printed:?}");
    }
}

#[test]
fn ascii_signs_are_enough_where_the_locale_has_no_others() {
    let place = Place::with_articles();
    let signs = |report: &str| report.contains('¶');
    assert!(signs(&out(&place.run("reports"))));
    assert!(!signs(&out(&place.run("--ascii reports"))));
    let output = place
        .command("reports")
        .env("LANG", "C")
        .output()
        .expect("runs");
    assert!(!signs(&out(&output)));
}

#[test]
fn standard_input_is_read_when_it_is_asked_for() {
    let place = Place::empty();
    let mut child = place
        .command("export -")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut input = child.stdin.take().expect("piped");
    input.write_all(METRO.as_bytes()).expect("it reads");
    drop(input);
    let output = child.wait_with_output().expect("it ends");
    let document: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(document["articles"][0]["id"], "stdin");
    assert_eq!(document["articles"][0]["path"], "-");
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let place = Place::with_articles();
    // More than a pipe holds, so that the program is still writing when its reader has gone.
    place.write(
        "reports/long.txt",
        &"Water dripped from the roof and ".repeat(5000),
    );
    for line in ["export reports", "--plain reports"] {
        let mut child = place
            .command(line)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut stdout = child.stdout.take().expect("piped");
        stdout.read_exact(&mut [0; 10]).expect("it writes");
        drop(stdout);
        let output = child.wait_with_output().expect("it ends");
        assert_eq!((status(&output), err(&output).as_str()), (0, ""), "{line}");
    }
}

#[test]
fn the_default_configuration_is_printed_and_right() {
    let place = Place::empty();
    let printed = out(&place.run("config --print"));
    assert_eq!(printed, include_str!("../../config.toml"));
    place.write("own.toml", &printed);
    let output = place.run("--config own.toml config --check");
    assert_eq!(
        (status(&output), out(&output).as_str()),
        (0, "own.toml: fine\n")
    );
}

#[test]
fn a_wrong_configuration_is_shown_with_its_line_and_has_the_status_two() {
    let place = Place::with_articles();
    place.write("own.toml", "[keys.all]\nx = \"qiut\"\n");
    for line in [
        "--config own.toml reports",
        "config --check --config own.toml",
    ] {
        let output = place.run(line);
        assert_eq!(status(&output), 2);
        assert_eq!(
            err(&output),
            "crossread: own.toml: line 2, column 5: unknown action `qiut`, did you mean `quit`?\n  \
             |\n2 | x = \"qiut\"\n  |     ^^^^^^\n"
        );
    }
    let output = place.run("--config missing.toml reports");
    assert_eq!(status(&output), 2);
    assert!(
        err(&output).starts_with("crossread: reading missing.toml: "),
        "{}",
        err(&output)
    );
}

#[test]
fn the_configuration_is_found_where_the_environment_says() {
    let place = Place::empty();
    let path = |variables: &[(&str, &str)]| {
        let mut command = place.command("config --path");
        command.envs(variables.iter().copied());
        out(&command.output().expect("runs"))
    };
    assert_eq!(path(&[("CROSSREAD_CONFIG_DIR", "/x")]), "/x/config.toml\n");
    assert_eq!(
        path(&[("XDG_CONFIG_HOME", "/y")]),
        "/y/crossread/config.toml\n"
    );
    assert!(path(&[]).ends_with("/.config/crossread/config.toml\n"));
    place.write(".config/crossread/config.toml", "[ui]\nmeasur = 3\n");
    let output = place.run("config --check");
    assert!(
        err(&output).contains("unknown key `measur`, did you mean `measure`?"),
        "{}",
        err(&output)
    );
}

#[test]
fn a_path_of_the_configuration_sends_nothing_to_the_terminal() {
    let place = Place::empty();
    for line in ["config --path", "config --check"] {
        let mut command = place.command(line);
        command.env("CROSSREAD_CONFIG_DIR", "/x\u{1b}[31m\u{9b}\ny");
        let output = command.output().expect("runs");
        let printed = out(&output);
        assert!(printed.starts_with("/x"), "{printed:?}");
        let line = printed.trim_end_matches('\n');
        assert!(!line.contains(char::is_control), "{printed:?}");
    }
}

#[test]
fn standard_input_without_anything_to_read_is_told() {
    let place = Place::empty();
    for line in ["--plain -", "export -"] {
        let output = place.run(line);
        assert_eq!(status(&output), 1, "{line}");
        assert_eq!(err(&output), "crossread: reading -: it is empty\n");
    }
    let zeros = fs::File::open("/dev/zero").expect("there");
    let mut command = place.command("--plain -");
    let output = command.stdin(zeros).output().expect("runs");
    assert_eq!(status(&output), 1);
    assert!(err(&output).contains("larger than"), "{}", err(&output));
}

#[test]
fn a_folder_without_articles_is_told_with_all_that_would_be_one() {
    let place = Place::empty();
    place.write("reports/picture.png", "no article");
    let output = place.run("--plain reports");
    assert_eq!(status(&output), 1);
    let said = err(&output);
    assert!(said.contains("PDF, and text files without"), "{said}");
}

#[test]
fn the_keys_are_printed_as_the_user_has_them() {
    let place = Place::empty();
    assert!(out(&place.run("keys")).contains("| `q` | `close` |"));
    place.write(
        "own.toml",
        "[keys.all]\nq = \"none\"\n\"C-q\" = \"close\"\n",
    );
    let keys = out(&place.run("keys --config own.toml"));
    assert!(keys.contains("| `^Q` | `close` |"), "{keys}");
}

#[test]
fn there_are_completions_a_manual_and_a_doctor() {
    let place = Place::empty();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let output = place.run(&format!("completions {shell}"));
        assert_eq!(status(&output), 0);
        assert!(out(&output).contains("crossread"), "{shell}");
    }
    assert!(out(&place.run("man")).contains(".TH crossread 1"));
    let output = place
        .command("doctor")
        .env("NO_COLOR", "1")
        .output()
        .expect("runs");
    let report = out(&output);
    assert!(report.contains("colours        none"), "{report}");
    assert!(
        report.contains(".config/crossread/config.toml (not there)"),
        "{report}"
    );
}

#[test]
fn the_log_is_written_only_for_those_who_ask() {
    let place = Place::with_articles();
    let log = place.path().join(".local/state/crossread/log");
    place.run("export reports");
    assert!(!log.exists());
    let output = place
        .command("export reports")
        .env("CROSSREAD_LOG", "info")
        .output()
        .expect("runs");
    assert_eq!(status(&output), 0);
    let written = fs::read_to_string(&log).expect("a log");
    assert!(written.contains("started"), "{written}");
    assert!(!written.contains("shafts"), "never the text of articles");
}

#[test]
fn help_names_the_subcommands_and_examples() {
    let output = Place::empty().run("--help");
    assert_eq!(status(&output), 0);
    let help = out(&output);
    for word in [
        "export",
        "config",
        "keys",
        "completions",
        "man",
        "doctor",
        "Examples:",
        "NO_COLOR",
        "Exit status",
    ] {
        assert!(help.contains(word), "{word}");
    }
}
