//! Where subcommands write: standard output, whose reader may go away at any time.

use std::io::{self, Write};

use color_eyre::eyre::{Report, Result};

/// Writes to standard output with `write`. That the reader stops reading is no error.
pub fn print(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let written = write(&mut out).and_then(|()| out.flush());
    // What is left in the buffer would be written, and fail, once more.
    let _ = out.into_parts();
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => Ok(written?),
    }
}

/// Writes a message to standard error. If that fails there is nobody to tell.
pub fn complain(message: &str) {
    let mut err = io::stderr().lock();
    let _ = writeln!(
        err,
        "crossread: {}",
        crate::article::sanitize::text(message)
    );
}

/// An error with its causes on one line, as far as they say something new.
pub fn causes(report: &Report) -> String {
    let mut message = String::new();
    for cause in report.chain() {
        let cause = cause.to_string();
        if message.is_empty() {
            message = cause;
        } else if !message.contains(&cause) {
            message = format!("{message}: {cause}");
        }
    }
    message
}

#[cfg(test)]
mod tests {
    use color_eyre::eyre::{WrapErr, eyre};

    use super::*;

    #[test]
    fn causes_are_named_once() {
        let report = Err::<(), _>(eyre!("no such file")).wrap_err("reading a.md");
        let report = report.expect_err("an error");
        assert_eq!(causes(&report), "reading a.md: no such file");
        let report = report.wrap_err("reading a.md: no such file");
        assert_eq!(causes(&report), "reading a.md: no such file");
    }
}
