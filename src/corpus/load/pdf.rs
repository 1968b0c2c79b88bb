//! The text of PDF documents, by `pdftotext` where that is installed.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::article::read::Read as Input;
use crate::article::{Format, decode, plain, sanitize};

/// The program, which comes with Poppler.
const PROGRAM: &str = "pdftotext";
/// How long it may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// How often one looks whether it has ended.
const RHYTHM: Duration = Duration::from_millis(10);
/// How much text is taken.
const LARGEST: u64 = 16 << 20;

/// Reads a document, or says why that cannot be done.
pub fn read(path: &Path, bytes: &[u8]) -> Result<Input, String> {
    let mut program = Command::new(PROGRAM);
    program.args(["-q", "-enc", "UTF-8", "-nopgbrk", "-", "-"]);
    let text = text(&mut program, bytes)?;
    if text.trim().is_empty() {
        return Err("a PDF document without text: perhaps pictures of pages".to_owned());
    }
    let mut article = plain::parse(path, sanitize::text(&text));
    article.format = Format::Pdf;
    Ok(Input::one(article))
}

/// What the program prints for a document on its standard input.
fn text(program: &mut Command, bytes: &[u8]) -> Result<String, String> {
    let child = program
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let mut child =
        child.map_err(|_| format!("a PDF document; to read it, install {PROGRAM} (Poppler)"))?;
    let (input, output) = (child.stdin.take(), child.stdout.take());
    let (read, ended) = thread::scope(|scope| {
        // What it does not read it is not told; what it prints must be taken while it is told.
        scope.spawn(|| input.map(|mut input| input.write_all(bytes)));
        let read = scope.spawn(|| {
            let mut text = Vec::new();
            let _ = output.map(|output| output.take(LARGEST).read_to_end(&mut text));
            text
        });
        let ended = wait(&mut child);
        (read.join().unwrap_or_default(), ended)
    });
    if ended {
        Ok(decode::decode(&read).text)
    } else {
        Err(format!("a PDF document that {PROGRAM} could not read"))
    }
}

/// Whether the program ends in time and well; it is ended otherwise.
fn wait(child: &mut Child) -> bool {
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) => thread::sleep(RHYTHM),
            Err(_) => break,
        }
    }
    let _ = child.kill();
    let _ = child.wait();
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    fn printed(script: &str, bytes: &[u8]) -> Result<String, String> {
        text(Command::new("sh").args(["-c", script]), bytes)
    }

    #[cfg(unix)]
    #[test]
    fn what_the_program_prints_is_the_text() {
        let printed_text = printed("cat; echo ' and more'", b"A wall");
        assert_eq!(printed_text.as_deref(), Ok("A wall and more\n"));
        let failed = printed("exit 3", &b"a".repeat(1 << 20));
        assert!(failed.unwrap_err().contains("could not read"));
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let why = text(&mut Command::new("/nowhere/pdftotext"), b"").unwrap_err();
        assert!(why.contains("install pdftotext"));
    }
}
