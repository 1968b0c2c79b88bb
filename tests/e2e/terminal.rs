//! The program in a pseudo-terminal: keys in, screen out. Nothing here waits for a time, only for what is seen.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use std::{fs, thread};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use tempfile::TempDir;
use vt100::{Parser, Screen};

/// Far more than anything takes; a test that waits so long has failed.
const PATIENCE: Duration = Duration::from_secs(30);

/// Columns and rows of a new terminal.
const SIZE: (u16, u16) = (100, 30);

/// What the terminal has been sent.
struct Seen {
    parser: Parser,
    bytes: Vec<u8>,
    is_closed: bool,
}

/// A terminal of its own home folder, in which a program runs.
pub struct Terminal {
    seen: Arc<(Mutex<Seen>, Condvar)>,
    keys: Arc<Mutex<Box<dyn Write + Send>>>,
    master: Box<dyn MasterPty + Send>,
    child: Mutex<Box<dyn Child + Send + Sync>>,
}

/// A program that is about to be run.
pub struct Launch {
    home: TempDir,
    environment: Vec<(String, String)>,
}

impl Launch {
    /// A launch in an empty home folder.
    pub fn new() -> Self {
        let home = tempfile::tempdir().expect("a temporary folder can be made");
        let environment = [
            ("TERM", "xterm-256color"),
            ("LANG", "C.UTF-8"),
            ("COLORTERM", "truecolor"),
        ];
        Self {
            home,
            environment: environment
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .to_vec(),
        }
    }

    /// With a variable in the environment.
    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    /// With a file below the home folder.
    pub fn file(self, path: &str, content: &str) -> Self {
        let path = self.home.path().join(path);
        let folder = path.parent().expect("the path is below the home folder");
        fs::create_dir_all(folder).expect("a folder can be made");
        fs::write(&path, content).expect("a file can be written");
        self
    }

    /// The home folder, which is also where the program starts.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// Runs the program with arguments. The home folder is kept for another run.
    pub fn run(&self, arguments: &[&str]) -> Terminal {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_crossread"));
        command.args(arguments);
        self.start(command)
    }

    /// Runs a line of shell, in which `$CROSSREAD` is the program.
    pub fn shell(&self, line: &str) -> Terminal {
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", line]);
        self.start(command)
    }

    fn start(&self, mut command: CommandBuilder) -> Terminal {
        command.env_clear();
        command.env("PATH", std::env::var("PATH").unwrap_or_default());
        command.env("CROSSREAD", env!("CARGO_BIN_EXE_crossread"));
        command.env("HOME", self.home());
        for (name, folder) in [
            ("CONFIG", "config"),
            ("DATA", "data"),
            ("STATE", "state"),
            ("CACHE", "cache"),
        ] {
            command.env(format!("XDG_{name}_HOME"), self.home().join(folder));
        }
        for (name, value) in &self.environment {
            command.env(name, value);
        }
        command.cwd(self.home());
        Terminal::start(command, SIZE)
    }
}

impl Terminal {
    fn start(command: CommandBuilder, (columns, rows): (u16, u16)) -> Self {
        let pair = native_pty_system()
            .openpty(pty_size(columns, rows))
            .expect("a terminal can be opened");
        let child = pair
            .slave
            .spawn_command(command)
            .expect("the program can be run");
        let reader = pair
            .master
            .try_clone_reader()
            .expect("a terminal can be read");
        let keys = pair
            .master
            .take_writer()
            .expect("a terminal can be written to");
        let keys = Arc::new(Mutex::new(keys));
        let seen = Seen {
            parser: Parser::new(cells(rows), cells(columns), 0),
            bytes: Vec::new(),
            is_closed: false,
        };
        let seen = Arc::new((Mutex::new(seen), Condvar::new()));
        let (seen_by_reader, keys_of_reader) = (Arc::clone(&seen), Arc::clone(&keys));
        thread::spawn(move || read(reader, &seen_by_reader, &keys_of_reader));
        Self {
            seen,
            keys,
            master: pair.master,
            child: Mutex::new(child),
        }
    }

    /// Types keys, as the bytes that a terminal sends for them.
    pub fn press(&self, keys: &str) -> &Self {
        type_into(&self.keys, keys.as_bytes());
        self
    }

    /// Pastes, as a terminal with bracketed paste does.
    pub fn paste(&self, text: &str) -> &Self {
        self.press(&format!("\x1b[200~{text}\x1b[201~"))
    }

    /// Changes the size of the window.
    pub fn resize(&self, columns: u16, rows: u16) -> &Self {
        self.lock()
            .parser
            .screen_mut()
            .set_size(cells(rows), cells(columns));
        self.master
            .resize(pty_size(columns, rows))
            .expect("a terminal can be resized");
        self
    }

    /// Waits until the screen shows `text`.
    pub fn wait_for(&self, text: &str) -> &Self {
        self.wait_until(&format!("the screen shows {text:?}"), |screen| {
            screen.contents().contains(text)
        })
    }

    /// Waits until the screen no longer shows `text`.
    pub fn wait_for_no(&self, text: &str) -> &Self {
        self.wait_until(&format!("the screen hides {text:?}"), |screen| {
            !screen.contents().contains(text)
        })
    }

    /// Waits until the screen is as it should be.
    pub fn wait_until(&self, what: &str, is_so: impl Fn(&Screen) -> bool) -> &Self {
        self.wait(what, |seen| is_so(seen.parser.screen()));
        self
    }

    /// Everything that the program has written so far.
    pub fn bytes(&self) -> Vec<u8> {
        self.lock().bytes.clone()
    }

    /// The process number, to which signals can be sent.
    pub fn process(&self) -> u32 {
        self.child().process_id().expect("the program runs")
    }

    /// Waits until the program has ended; its exit code, and the screen it leaves.
    pub fn exit(&self) -> (u32, Screen) {
        self.wait("the program ends", |seen| seen.is_closed);
        let status = self.child().wait().expect("the program was run");
        (status.exit_code(), self.lock().parser.screen().clone())
    }

    fn child(&self) -> MutexGuard<'_, Box<dyn Child + Send + Sync>> {
        self.child.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn lock(&self) -> MutexGuard<'_, Seen> {
        self.seen.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait(&self, what: &str, is_so: impl Fn(&Seen) -> bool) {
        let start = Instant::now();
        let mut seen = self.lock();
        while !is_so(&seen) {
            let patience = PATIENCE.saturating_sub(start.elapsed());
            let has_ended = seen.is_closed || patience.is_zero();
            assert!(
                !has_ended,
                "never happened: {what}\n{}",
                seen.parser.screen().contents()
            );
            (seen, _) = self
                .seen
                .1
                .wait_timeout(seen, patience)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // It may have ended long ago.
        _ = self.child().kill();
        _ = self.child().wait();
    }
}

/// Reads what the program writes until it ends, and answers where a terminal would.
fn read(
    mut reader: Box<dyn Read + Send>,
    seen: &(Mutex<Seen>, Condvar),
    keys: &Mutex<Box<dyn Write + Send>>,
) {
    let mut buffer = [0; 4096];
    loop {
        let count = reader.read(&mut buffer).unwrap_or(0);
        let bytes = buffer.get(..count).unwrap_or_default();
        let mut seen_now = seen.0.lock().unwrap_or_else(PoisonError::into_inner);
        seen_now.bytes.extend_from_slice(bytes);
        seen_now.parser.process(bytes);
        seen_now.is_closed = count == 0;
        drop(seen_now);
        seen.1.notify_all();
        if count == 0 {
            return;
        }
        // "What kind of terminal are you?" comes last in every question, so that no answer is waited for in vain.
        if bytes.windows(3).any(|bytes| bytes == b"\x1b[c") {
            type_into(keys, b"\x1b[?62;22c");
        }
    }
}

fn type_into(keys: &Mutex<Box<dyn Write + Send>>, bytes: &[u8]) {
    let mut keys = keys.lock().unwrap_or_else(PoisonError::into_inner);
    // A program that has ended reads no keys; what it should have done shows on the screen.
    _ = keys.write_all(bytes).and_then(|()| keys.flush());
}

fn pty_size(cols: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).expect("a terminal has cells")
}
