//! What the README says is what the program does.

use std::fs;
use std::path::Path;
use std::process::Command;

fn read(file: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).expect(file)
}

/// What stands between `<!-- name -->` and `<!-- /name -->`.
fn part(readme: &str, name: &str) -> String {
    let after = readme
        .split_once(&format!("<!-- {name} -->"))
        .expect(name)
        .1;
    after
        .split_once(&format!("<!-- /{name} -->"))
        .expect(name)
        .0
        .trim()
        .to_owned()
}

#[test]
fn the_keys_are_those_that_the_program_prints() {
    let output = Command::new(env!("CARGO_BIN_EXE_crossread"))
        .arg("keys")
        .env("CROSSREAD_CONFIG_DIR", env!("CARGO_TARGET_TMPDIR"))
        .env("LC_ALL", "C.UTF-8")
        .env("TERM", "xterm")
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    assert_eq!(part(&read("README.md"), "keys"), printed.trim());
}

#[test]
fn the_test_command_is_the_one_that_is_run_for_every_change() {
    assert!(
        read("README.md")
            .lines()
            .any(|line| line.starts_with("cargo test "))
    );
    assert!(read(".ci/run").lines().any(|line| line == "cargo test"));
}

#[test]
fn the_files_and_options_that_are_named_exist() {
    let readme = read("README.md");
    let help = Command::new(env!("CARGO_BIN_EXE_crossread"))
        .arg("--help")
        .output()
        .unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    for name in [
        "--config",
        "--color",
        "--ascii",
        "--plain",
        "export",
        "keys",
        "doctor",
        "completions",
        "man",
    ] {
        assert!(readme.contains(name) && help.contains(name), "{name}");
    }
}
