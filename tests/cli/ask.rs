//! Subcommands that answer one question about the articles.

use std::io::Read;
use std::process::Stdio;

use serde_json::Value;

use crate::place::{Place, err, out, status};

mod claims;
mod diff;
mod entities;
mod matrix;
mod quotes;
mod sources;
mod stories;

/// Every subcommand that answers a question, with the forms in which it does.
const QUESTIONS: &[(&str, &[&str])] = &[
    ("entities", &["text", "json", "csv"]),
    ("quotes", &["text", "json", "csv", "markdown"]),
    ("claims", &["text", "json", "csv", "markdown"]),
    ("stories", &["text", "json", "csv"]),
    ("matrix", &["text", "json", "csv", "markdown"]),
    ("sources", &["text", "json", "csv"]),
];

/// All questions in all forms, about `paths`.
fn lines(paths: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for (question, forms) in QUESTIONS {
        let line = |form: &&str| format!("{question} --format {form} {paths}");
        lines.extend(forms.iter().map(line));
    }
    lines
}

fn json(place: &Place, line: &str) -> Value {
    let output = place.run(line);
    assert_eq!((status(&output), err(&output).as_str()), (0, ""), "{line}");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// What the program prints at 80 columns when all goes well.
fn printed(place: &Place, line: &str) -> String {
    let output = place.run(line);
    assert_eq!((status(&output), err(&output).as_str()), (0, ""), "{line}");
    out(&output)
}

#[test]
fn every_question_is_answered_in_every_form() {
    let place = Place::with_three_articles();
    for line in lines("reports") {
        assert!(!printed(&place, &line).is_empty(), "{line}");
    }
}

#[test]
fn every_document_has_the_schema_and_the_articles() {
    let place = Place::with_three_articles();
    for (question, _) in QUESTIONS {
        let document = json(&place, &format!("{question} --format json reports"));
        assert_eq!(document["schema"], 1, "{question}");
        assert!(
            document["generator"]
                .as_str()
                .is_some_and(|g| g.starts_with("crossread "))
        );
        assert_eq!(document["articles"][0]["id"], "abacus", "{question}");
        assert!(document["warnings"].is_array(), "{question}");
    }
}

#[test]
fn an_answer_is_the_same_in_whatever_order_the_files_are_named() {
    let place = Place::with_three_articles();
    let (one, other) = (
        "reports/abacus.md reports/courier.md reports/gazette.md",
        "reports/gazette.md reports/courier.md reports/abacus.md",
    );
    for (one, other) in lines(one).iter().zip(lines(other)) {
        assert_eq!(printed(&place, one), printed(&place, &other), "{one}");
    }
}

#[test]
fn lines_for_people_fit_the_width() {
    let place = Place::with_three_articles();
    for (question, _) in QUESTIONS {
        for width in [40, 80] {
            let mut command = place.command(&format!("{question} reports"));
            let output = command
                .env("COLUMNS", width.to_string())
                .output()
                .expect("runs");
            let text = out(&output);
            for line in text.lines() {
                assert!(
                    line.chars().count() <= width,
                    "{question} at {width}: {line}\n{text}"
                );
            }
            assert!(
                !text.contains('\u{1b}'),
                "{question}: no colours without a terminal"
            );
        }
    }
}

#[test]
fn colours_are_shown_where_they_are_always_wanted() {
    let place = Place::with_three_articles();
    for (question, _) in QUESTIONS {
        let text = printed(&place, &format!("{question} --color always reports"));
        assert!(text.contains("\u{1b}["), "{question}");
    }
}

#[test]
fn signs_are_ascii_where_that_is_wanted() {
    let place = Place::with_three_articles();
    for (question, _) in QUESTIONS {
        let text = printed(&place, &format!("{question} --ascii reports"));
        let text = text.replace('é', "e").replace('ã', "a");
        assert!(text.is_ascii(), "{question}: {text}");
    }
}

#[test]
fn no_answer_brings_hostile_text_to_a_terminal() {
    let place = Place::empty();
    let hostile = "Title: x\u{1b}]52;c;aGk=\u{7}y\nSource: =cmd|'/c'\u{9b}2J\n\n\
        “A \u{1b}[31mred\u{1b}[0m \u{202e}word\u{9b}2J for all of us here today,” said Ed\u{1b}[2J Vance.\n\n\
        The Brannock tunnel cost 41 million, Ed Vance said.\n";
    place.write("a/one.txt", hostile);
    place.write("a/two.txt", &hostile.replace("41", "14"));
    for line in lines("a") {
        let answered = out(&place.run(&line));
        let bad = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!answered.contains(bad), "{line}: {answered:?}");
        if line.contains("csv") {
            let formula = |cell: &str| cell.trim_start_matches('"').starts_with('=');
            assert!(
                !answered.split([',', '\n']).any(formula),
                "{line}: {answered}"
            );
        }
    }
}

#[test]
fn a_reader_of_an_answer_that_goes_away_is_no_error() {
    let place = Place::empty();
    let quotes: Vec<String> = (0..400)
        .map(|number| {
            format!(
                "“We counted {number} new cracks in the old tunnel,” said Ann Number{number}.\n\n"
            )
        })
        .collect();
    place.write("a.txt", &quotes.concat());
    for line in [
        "quotes a.txt",
        "quotes --format csv a.txt",
        "quotes --format json a.txt",
    ] {
        let mut command = place.command(line);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let mut stdout = child.stdout.take().expect("piped");
        stdout.read_exact(&mut [0; 10]).expect("it writes");
        drop(stdout);
        let output = child.wait_with_output().expect("it ends");
        assert_eq!((status(&output), err(&output).as_str()), (0, ""), "{line}");
    }
}

#[test]
fn a_form_that_a_question_does_not_have_is_wrong_usage() {
    let place = Place::with_articles();
    for line in [
        "entities --format markdown reports",
        "quotes --format xml reports",
    ] {
        let output = place.run(line);
        assert_eq!(status(&output), 2, "{line}");
        assert!(
            err(&output).contains("possible values: text, json, csv"),
            "{}",
            err(&output)
        );
    }
}

#[test]
fn every_question_explains_itself_with_examples() {
    let place = Place::empty();
    for (question, _) in QUESTIONS {
        let help = out(&place.run(&format!("{question} --help")));
        for part in ["Examples:", "Exit status:", "--format", "articles"] {
            assert!(help.contains(part), "{question} lacks {part}\n{help}");
        }
        let manual = out(&place.run("--help"));
        assert!(manual.contains(&format!("  {question}")), "{manual}");
    }
}

#[test]
fn without_a_path_the_folder_articles_is_asked() {
    let place = Place::empty();
    let output = place.run("entities");
    assert_eq!(status(&output), 1);
    assert!(err(&output).contains("no folder `articles` here"));
    place.write("articles/a.md", crate::place::METRO);
    assert!(printed(&place, "entities").contains("Marta Okonjo"));
}
