//! A folder in which the program runs, and what it said there.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

pub const METRO: &str = "---\ntitle: Lindgate tunnel shut for six weeks\nsource: Pell Courier\ndate: 2025-03-04\n---\n\n\
    The Lindgate tunnel will stay closed for six weeks, the Harbour Office said on Monday.\n\n\
    “We found water in four shafts, and none of us had expected it,” said chief engineer Marta Okonjo.\n\n\
    Repairs will cost about 41 million, Okonjo said.\n";
pub const LEDGER: &str = "---\ntitle: Tunnel bill\nsource: The Abacus\ndate: 2025-03-05\n---\n\n\
    The Lindgate tunnel will stay closed for six weeks, the Harbour Office said on Monday.\n\n\
    “We found water in four shafts, and none of us had expected it,” Marta Okonjo told reporters.\n\n\
    Dogs may still cross the bridge at night.\n";

/// A third report of the same story, which prints other figures and other words.
pub const GAZETTE: &str = "---\ntitle: Tunnel shut after water is found\nsource: Gazette\ndate: 2025-03-03\n---\n\n\
    The Lindgate tunnel may stay closed for six weeks, the Harbour Office said on Monday.\n\n\
    “We found water in five shafts, and none of us had expected it,” a spokesman said.\n\n\
    Repairs will cost about 14 million, Marta Okonjo said.\n\n\
    “The pumps are *new* | and dry,” said José Brandão.\n";

/// A folder with two reports, in which the program runs with an environment of its own.
pub struct Place {
    folder: TempDir,
}

impl Place {
    pub fn empty() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Self { folder }
    }

    pub fn with_articles() -> Self {
        let place = Self::empty();
        place.write("reports/courier.md", METRO);
        place.write("reports/abacus.md", LEDGER);
        place
    }

    pub fn with_three_articles() -> Self {
        let place = Self::with_articles();
        place.write("reports/gazette.md", GAZETTE);
        place
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn write(&self, path: &str, content: &str) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().expect("inside")).expect("a folder");
        fs::write(path, content).expect("a file");
    }

    pub fn command(&self, line: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_crossread"));
        command
            .args(line.split_whitespace())
            .current_dir(self.path())
            .env_clear()
            .env("HOME", self.path())
            .env("LANG", "C.UTF-8")
            .stdin(Stdio::null());
        command
    }

    pub fn run(&self, line: &str) -> Output {
        self.command(line).output().expect("the program starts")
    }
}

pub fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

pub fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

pub fn status(output: &Output) -> i32 {
    output.status.code().expect("it ends by itself")
}
