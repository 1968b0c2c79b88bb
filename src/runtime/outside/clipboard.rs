//! The clipboard: by way of the terminal, which works from afar too, and by the desktop's own command.

use std::io;
use std::thread;

use crossterm::clipboard::CopyToClipboard;

use super::{Words, run_first, variable};
use crate::runtime::Outbox;
use crate::runtime::screen::Screen;

/// The most bytes that every terminal takes: 100,000 in base 64.
const LONGEST: usize = 74_994;
/// The clipboard of Windows, for a Linux inside it.
const WINDOWS: &str = "clip.exe";

/// Puts text on the clipboard and says so.
pub fn copy(text: String, screen: &mut Screen, outbox: &Outbox) -> io::Result<()> {
    let fits = text.len() <= LONGEST;
    let said = format!("copied {} characters", text.chars().count());
    if fits {
        screen.write(CopyToClipboard::to_clipboard_from(&text))?;
        outbox.notice(said.clone());
    }
    let commands = commands(|name| variable(name).is_some());
    let outbox = outbox.clone();
    thread::spawn(move || {
        let done = copy_by_command(&commands, &text);
        if fits {
            return;
        }
        if done {
            outbox.notice(said);
        } else {
            outbox.failed(format!(
                "too long to copy: {} bytes, and a terminal takes {LONGEST}; copy less, or install wl-copy or xclip",
                text.len()
            ));
        }
    });
    Ok(())
}

fn copy_by_command(commands: &[Words], text: &str) -> bool {
    commands.iter().any(|words| {
        let input = input(words, text);
        match run_first(std::slice::from_ref(words), &input) {
            Some((_, Ok(status))) => status.success(),
            Some((program, Err(error))) => {
                tracing::warn!(program, %error, "copying failed");
                false
            }
            None => false,
        }
    })
}

/// The bytes that a command wants to read.
fn input(words: &[String], text: &str) -> Vec<u8> {
    if words.first().is_some_and(|program| program == WINDOWS) {
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        return units.flat_map(u16::to_le_bytes).collect();
    }
    text.as_bytes().to_vec()
}

/// The commands that may work here, the likeliest first.
fn commands(is_set: impl Fn(&str) -> bool) -> Vec<Words> {
    let mut commands: Vec<&[&str]> = Vec::new();
    if cfg!(target_os = "macos") {
        commands.push(&["pbcopy"]);
    }
    if is_set("WAYLAND_DISPLAY") {
        commands.push(&["wl-copy"]);
    }
    if is_set("DISPLAY") {
        commands.push(&["xclip", "-selection", "clipboard"]);
        commands.push(&["xsel", "--input", "--clipboard"]);
    }
    if is_set("WSL_DISTRO_NAME") {
        commands.push(&[WINDOWS]);
    }
    let owned = |words: &[&str]| words.iter().map(ToString::to_string).collect();
    commands.into_iter().map(owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_desktop_has_its_own_command_and_a_bare_terminal_none() {
        let programs = |set: &str| -> Vec<String> {
            let commands = commands(|name| name == set);
            commands
                .into_iter()
                .filter_map(|words| words.first().cloned())
                .collect()
        };
        assert!(programs("WAYLAND_DISPLAY").contains(&"wl-copy".to_owned()));
        assert!(programs("DISPLAY").ends_with(&["xclip".to_owned(), "xsel".to_owned()]));
        assert!(!programs("HOME").contains(&"xclip".to_owned()));
    }

    #[test]
    fn windows_reads_utf_16() {
        let words = ["clip.exe".to_owned()];
        assert_eq!(input(&words, "é"), [0xff, 0xfe, 0xe9, 0]);
        assert_eq!(input(&["wl-copy".to_owned()], "é"), "é".as_bytes());
    }
}
