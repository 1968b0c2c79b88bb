//! The terminal: taken, drawn on, and always given back as it was.

use std::fmt;
use std::io::{self, BufWriter, Stdout, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::{Hide, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{
    self, BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen,
};
use crossterm::{Command, execute};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::{Rect, Size};
use ratatui::{Terminal, TerminalOptions, Viewport};

use crate::app::App;
use crate::ui;

/// Whether the terminal is ours at the moment.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// What is taken for the size of a terminal that does not know its own.
const DEFAULT_SIZE: Size = Size::new(80, 24);

/// The terminal, as long as it is ours.
#[derive(Debug)]
pub struct Screen {
    terminal: Terminal<CrosstermBackend<BufWriter<Stdout>>>,
    /// The size of the frames that are drawn.
    size: Size,
    /// Whether what the terminal shows may be something else than what was drawn last.
    spoiled: bool,
    mouse: bool,
}

impl Screen {
    /// Takes the terminal.
    pub fn new(mouse: bool) -> io::Result<Self> {
        let size = take(mouse)?;
        let out = BufWriter::with_capacity(1 << 16, io::stdout());
        // The size of a frame is the one that the app knows, or else it might draw beyond the frame's edge.
        let viewport = Viewport::Fixed(Rect::from(((0, 0).into(), size)));
        let terminal =
            Terminal::with_options(CrosstermBackend::new(out), TerminalOptions { viewport })
                .inspect_err(|_| restore())?;
        Ok(Self {
            terminal,
            size,
            spoiled: false,
            mouse,
        })
    }

    /// The size of the terminal when it was taken or drawn on last.
    pub fn size(&self) -> Size {
        self.size
    }

    /// Takes the terminal again and returns its size.
    pub fn enter(&mut self) -> io::Result<Size> {
        self.spoil();
        take(self.mouse)
    }

    /// Gives the terminal back for a while.
    #[expect(clippy::unused_self, reason = "only who has the screen may leave it")]
    pub fn leave(&mut self) {
        restore();
    }

    /// Lets the next frame be drawn from nothing.
    pub fn spoil(&mut self) {
        self.spoiled = true;
    }

    /// Listens to the mouse, or leaves it to the terminal.
    pub fn listen_to_mouse(&mut self, listens: bool) -> io::Result<()> {
        self.mouse = listens;
        self.write(ListenToMouse(listens))
    }

    /// Writes a command to the terminal.
    pub fn write(&mut self, command: impl Command) -> io::Result<()> {
        execute!(self.terminal.backend_mut(), command)
    }

    /// Draws what differs from the last frame, all of it at one moment.
    pub fn draw(&mut self, app: &App) -> io::Result<()> {
        // Another thread may just be telling of its panic on a terminal that is given back.
        if !is_taken() {
            return Ok(());
        }
        self.write(BeginSynchronizedUpdate)?;
        if self.spoiled || self.size != app.size {
            // Not `clear`, which would ask the terminal for the cursor while another thread reads the answer.
            self.terminal
                .resize(Rect::from(((0, 0).into(), app.size)))?;
            (self.size, self.spoiled) = (app.size, false);
        }
        self.terminal.draw(|frame| ui::view(app, frame))?;
        self.write(EndSynchronizedUpdate)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore();
    }
}

/// Whether the terminal is ours, and not the shell's or that of a program we started.
pub fn is_taken() -> bool {
    TAKEN.load(Ordering::SeqCst)
}

fn take(mouse: bool) -> io::Result<Size> {
    // A shell that was in between has set the terminal as it likes it, which crossterm does not know.
    terminal::disable_raw_mode()?;
    terminal::enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    execute!(
        io::stdout(),
        EnterAlternateScreen,
        EnableBracketedPaste,
        ListenToMouse(mouse),
        Hide
    )
    .inspect_err(|_| restore())?;
    Ok(size())
}

fn size() -> Size {
    match terminal::size() {
        Ok((width, height)) if width > 0 && height > 0 => Size::new(width, height),
        Ok(_) | Err(_) => DEFAULT_SIZE,
    }
}

/// Gives the terminal back as it was, if it is ours.
pub fn restore() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = io::stdout().lock();
    // Whoever comes here can do nothing about a terminal that is gone.
    let _ = execute!(
        out,
        EndSynchronizedUpdate,
        ListenToMouse(false),
        DisableBracketedPaste,
        LeaveAlternateScreen,
        Show
    );
    let _ = out.flush();
    let _ = terminal::disable_raw_mode();
}

/// Makes a panic, on whatever thread, give the terminal back, tell what happened, and end the program.
pub fn restore_on_panic() {
    let tell = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        restore();
        tell(panic);
        std::process::exit(101);
    }));
    crate::article::contain::keep_quiet();
}

/// Asks for presses of buttons and for the wheel only; crossterm's own command asks for every movement too.
struct ListenToMouse(bool);

impl Command for ListenToMouse {
    fn write_ansi(&self, out: &mut impl fmt::Write) -> fmt::Result {
        out.write_str(if self.0 {
            "\x1b[?1000h\x1b[?1006h"
        } else {
            "\x1b[?1006l\x1b[?1000l"
        })
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use portable_pty::{CommandBuilder, PtySize, native_pty_system};

    use super::*;

    #[test]
    #[ignore = "the next test runs it in a terminal of its own"]
    fn panic_on_a_taken_screen() {
        restore_on_panic();
        let _screen = Screen::new(true).expect("a terminal");
        panic!("the bridge fell");
    }

    #[test]
    fn a_panic_gives_the_terminal_back_and_is_told() {
        let terminal = native_pty_system()
            .openpty(PtySize::default())
            .expect("a terminal");
        let mut command = CommandBuilder::new(std::env::current_exe().expect("this program"));
        command.args(["--ignored", "--nocapture", "panic_on_a_taken_screen"]);
        let before = terminal.master.get_termios();
        let mut child = terminal.slave.spawn_command(command).expect("started");
        let mut reader = terminal.master.try_clone_reader().expect("readable");
        let status = child.wait().expect("ended");
        assert_eq!(
            format!("{:?}", terminal.master.get_termios()),
            format!("{before:?}")
        );
        drop(terminal);
        let mut written = Vec::new();
        // Reading ends with an error where the other side is closed.
        let _ = reader.read_to_end(&mut written);
        let written = String::from_utf8_lossy(&written);
        let at = |what: &str| {
            written
                .find(what)
                .unwrap_or_else(|| panic!("no {what:?} in {written:?}"))
        };
        assert!(at("\x1b[?1049h") < at("\x1b[?1049l") && at("\x1b[?1049l") < at("the bridge fell"));
        assert!(
            at("\x1b[?2004l") < at("the bridge fell") && at("\x1b[?1000l") < at("the bridge fell")
        );
        assert_eq!(status.exit_code(), 101);
    }
}
