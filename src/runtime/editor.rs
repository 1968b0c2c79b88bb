//! The user's editor, which gets the terminal as long as it runs.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, IsTerminal};
use std::path::Path;
use std::process::{Command, Stdio};

/// The editor of whoever has set none.
const DEFAULT: &str = "vi";

/// Edits a file with the cursor on a line, counted from 1; fails with what to do.
pub fn run(path: &Path, line: usize) -> Result<(), String> {
    let editor = ["VISUAL", "EDITOR"]
        .into_iter()
        .find_map(super::outside::variable)
        .unwrap_or_else(|| DEFAULT.to_owned());
    let Some((program, arguments)) = command(&editor, path, line) else {
        return Err(format!(
            "$VISUAL or $EDITOR is no command: {editor}; a quote may be missing"
        ));
    };
    let mut command = Command::new(&program);
    command.args(arguments);
    if !io::stdin().is_terminal() {
        let terminal = File::options().read(true).write(true).open("/dev/tty");
        command.stdin(terminal.map_or_else(|_| Stdio::inherit(), Stdio::from));
    }
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{program}: {status}")),
        Err(error) => Err(format!(
            "{program}: {error}; set $VISUAL or $EDITOR to your editor"
        )),
    }
}

/// The program and its arguments; `None` if the editor's name is no command.
fn command(editor: &str, path: &Path, line: usize) -> Option<(String, Vec<OsString>)> {
    let mut words = shell_words::split(editor).ok()?.into_iter();
    let program = words.next()?;
    let mut arguments: Vec<OsString> = words.map(OsString::from).collect();
    // A file whose name looks like an option or a line must not be taken for one.
    let looks_odd = path.as_os_str().as_encoded_bytes().starts_with(b"-")
        || path.as_os_str().as_encoded_bytes().starts_with(b"+");
    let path = if looks_odd {
        Path::new(".").join(path)
    } else {
        path.to_owned()
    };
    let name = Path::new(&program).file_stem()?.to_str()?;
    let with_line = |path: &Path| {
        let mut place = path.as_os_str().to_owned();
        place.push(format!(":{line}"));
        place
    };
    match name {
        "vi" | "vim" | "nvim" | "view" | "gvim" | "elvis" | "vis" | "nano" | "pico" | "emacs"
        | "emacsclient" | "mg" | "jed" | "joe" | "ne" | "micro" | "kak" | "mcedit" | "ed" => {
            arguments.extend([format!("+{line}").into(), path.into()]);
        }
        "hx" | "helix" | "subl" | "zed" => arguments.push(with_line(&path)),
        "code" | "code-insiders" | "codium" | "cursor" => {
            arguments.extend(["--goto".into(), with_line(&path)]);
        }
        _ => arguments.push(path.into()),
    }
    Some((program, arguments))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(editor: &str, path: &str) -> Option<String> {
        let (program, arguments) = command(editor, Path::new(path), 7)?;
        let arguments = arguments
            .into_iter()
            .map(|argument| argument.into_string().expect("text"));
        Some(
            std::iter::once(program)
                .chain(arguments)
                .collect::<Vec<String>>()
                .join("|"),
        )
    }

    #[test]
    fn every_editor_is_told_the_line_as_it_wants_to_hear_it() {
        assert_eq!(shown("vi", "a.md").as_deref(), Some("vi|+7|a.md"));
        assert_eq!(
            shown("/usr/bin/nvim -R", "a.md").as_deref(),
            Some("/usr/bin/nvim|-R|+7|a.md")
        );
        assert_eq!(shown("hx", "a.md").as_deref(), Some("hx|a.md:7"));
        assert_eq!(
            shown("code --wait", "a.md").as_deref(),
            Some("code|--wait|--goto|a.md:7")
        );
        assert_eq!(shown("unknown", "a.md").as_deref(), Some("unknown|a.md"));
    }

    #[test]
    fn an_editor_is_split_as_a_shell_would() {
        assert_eq!(
            shown("'my editor' -c 'set wrap'", "a b.md").as_deref(),
            Some("my editor|-c|set wrap|a b.md")
        );
        assert_eq!(shown("'half", "a.md"), None);
        assert_eq!(shown("  ", "a.md"), None);
    }

    #[test]
    fn a_file_that_looks_like_an_option_is_still_a_file() {
        assert_eq!(shown("vi", "+q.md").as_deref(), Some("vi|+7|./+q.md"));
        assert_eq!(shown("nano", "--help").as_deref(), Some("nano|+7|./--help"));
    }
}
