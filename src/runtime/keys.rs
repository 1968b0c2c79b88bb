//! What is typed, pasted and clicked, as events.

use std::fs::File;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender};
use crossterm::event::{self, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Size;
use signal_hook::consts::SIGWINCH;

use super::{Incoming, Outbox};
use crate::app::{Event, Mouse, MouseKind};
use crate::config::key::Key;

/// How long crossterm waits before it lets us look whether there still is a terminal: at one that is gone, it turns
/// in circles.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long a pause is waited for before it is asked for again.
const PAUSE: Duration = Duration::from_millis(20);

/// The thread that reads the terminal.
#[derive(Debug)]
pub struct Keys {
    pausing: Arc<AtomicBool>,
    paused: Receiver<()>,
    resume: Sender<()>,
}

impl Keys {
    /// Begins to read.
    pub fn listen(outbox: Outbox) -> Self {
        let (has_paused, paused) = crossbeam_channel::bounded(1);
        let (resume, resumed) = crossbeam_channel::bounded(1);
        let pausing = Arc::new(AtomicBool::new(false));
        let gate = Gate {
            pausing: Arc::clone(&pausing),
            has_paused,
            resumed,
        };
        thread::spawn(move || read(&gate, &outbox));
        Self {
            pausing,
            paused,
            resume,
        }
    }

    /// Leaves what is typed to somebody else. When it returns, nothing is read any more.
    pub fn pause(&self) {
        self.pausing.store(true, Ordering::SeqCst);
        loop {
            // A change of size is the one thing that wakes crossterm from waiting for a key.
            if signal_hook::low_level::raise(SIGWINCH).is_err() {
                return;
            }
            match self.paused.recv_timeout(PAUSE) {
                Ok(()) | Err(RecvTimeoutError::Disconnected) => return,
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    /// Reads again.
    pub fn resume(&self) {
        self.pausing.store(false, Ordering::SeqCst);
        // The thread has ended when the terminal is gone, of which it has told.
        let _ = self.resume.send(());
    }
}

/// The thread's side of [`Keys`].
struct Gate {
    pausing: Arc<AtomicBool>,
    has_paused: Sender<()>,
    resumed: Receiver<()>,
}

impl Gate {
    /// Waits as long as somebody else reads; `None` when nobody will ever resume.
    fn pass(&self) -> Option<()> {
        if self.pausing.load(Ordering::SeqCst) {
            self.has_paused.send(()).ok()?;
            self.resumed.recv().ok()?;
        }
        Some(())
    }
}

fn read(gate: &Gate, outbox: &Outbox) {
    let had_terminal = has_terminal();
    while gate.pass().is_some() {
        let event = match event::poll(PATIENCE) {
            Ok(true) => event::read(),
            Ok(false) if had_terminal && !has_terminal() => break,
            Ok(false) => continue,
            Err(error) => Err(error),
        };
        match event {
            Ok(event) => event_of(event)
                .into_iter()
                .for_each(|event| outbox.event(event)),
            Err(error) => {
                tracing::warn!(%error, "the terminal cannot be read");
                break;
            }
        }
    }
    outbox.send(Incoming::Gone);
}

fn has_terminal() -> bool {
    File::open("/dev/tty").is_ok()
}

fn event_of(event: event::Event) -> Option<Event> {
    match event {
        event::Event::Key(key) => Key::from_event(key).map(Event::Key),
        event::Event::Paste(text) => {
            Some(Event::Paste(text.replace("\r\n", "\n").replace('\r', "\n")))
        }
        event::Event::Resize(width, height) => {
            // A terminal that does not know its size says that it has none.
            let known = width > 0 && height > 0;
            known.then(|| Event::Resize(Size::new(width, height)))
        }
        event::Event::Mouse(mouse) => mouse_of(mouse).map(Event::Mouse),
        event::Event::FocusGained | event::Event::FocusLost => None,
    }
}

fn mouse_of(event: MouseEvent) -> Option<Mouse> {
    let kind = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => MouseKind::Click,
        MouseEventKind::ScrollDown => MouseKind::WheelDown,
        MouseEventKind::ScrollUp => MouseKind::WheelUp,
        MouseEventKind::Down(MouseButton::Right | MouseButton::Middle)
        | MouseEventKind::Up(_)
        | MouseEventKind::Drag(_)
        | MouseEventKind::Moved
        | MouseEventKind::ScrollLeft
        | MouseEventKind::ScrollRight => return None,
    };
    Some(Mouse {
        kind,
        column: event.column,
        row: event.row,
    })
}
