//! What is handed to other programs: words to the clipboard, addresses to the browser.

mod browser;
mod clipboard;

use std::io::{self, Write};
use std::os::unix::process::CommandExt;
use std::process::{Command, ExitStatus, Stdio};

pub use browser::open;
pub use clipboard::copy;

/// The value of an environment variable, if it is set to anything.
pub fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// A program and its arguments.
type Words = Vec<String>;

/// Runs the first of the commands whose program is there, apart from our terminal, and waits for it.
///
/// `None` if none of them is there.
fn run_first(commands: &[Words], input: &[u8]) -> Option<(String, io::Result<ExitStatus>)> {
    commands.iter().find_map(|words| {
        let (program, arguments) = words.split_first()?;
        match run(program, arguments, input) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            outcome => Some((program.clone(), outcome)),
        }
    })
}

fn run(program: &str, arguments: &[String], input: &[u8]) -> io::Result<ExitStatus> {
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(if input.is_empty() {
            Stdio::null()
        } else {
            Stdio::piped()
        })
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        // Keys such as Ctrl-C, typed at our terminal, are not for it.
        .process_group(0)
        .spawn()?;
    if let Some(mut pipe) = child.stdin.take() {
        pipe.write_all(input)?;
    }
    child.wait()
}
