//! Signals: the polite ways to ask a program to end, to stop and to go on.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Signal, kill_current_process_group};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGTTIN};
use signal_hook::iterator;

use super::{Incoming, Outbox, screen};

/// How long the loop has time to end in good order once a signal asks for it.
const PATIENCE: Duration = Duration::from_secs(3);
/// How long it may take until a program that goes on knows that it was stopped.
const AWAKENING: Duration = Duration::from_millis(50);

/// What is known of signals that have come.
#[derive(Debug, Clone)]
pub struct Signals {
    /// Set whenever the program goes on.
    continued: Arc<AtomicBool>,
}

/// The status of a program that a signal has ended, as shells have it.
pub fn status(signal: i32) -> u8 {
    u8::try_from(128 + signal).unwrap_or(u8::MAX)
}

impl Signals {
    /// Begins to listen.
    pub fn listen(outbox: Outbox) -> io::Result<Self> {
        let continued = Arc::default();
        signal_hook::flag::register(SIGCONT, Arc::clone(&continued))?;
        let mut signals = iterator::Signals::new([SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP])?;
        thread::spawn(move || {
            for signal in signals.forever() {
                take(signal, &outbox);
            }
        });
        Ok(Self { continued })
    }

    /// Stops the program and all that the shell started with it, until the shell lets them go on.
    ///
    /// Says whether that was so: where no shell watches, the system lets nobody be stopped.
    pub fn stop(&self) -> bool {
        self.continued.store(false, Ordering::SeqCst);
        // SIGTSTP would only come back to us; this signal, which we leave alone, does what that one would have done.
        if kill_current_process_group(Signal::TTIN).is_err() {
            return false;
        }
        let since = Instant::now();
        while !self.continued.load(Ordering::SeqCst) && since.elapsed() < AWAKENING {
            thread::sleep(Duration::from_millis(1));
        }
        self.continued.load(Ordering::SeqCst)
    }
}

fn take(signal: i32, outbox: &Outbox) {
    let is_taken = screen::is_taken();
    match signal {
        SIGCONT if is_taken => outbox.send(Incoming::Continued),
        SIGTSTP if is_taken => outbox.send(Incoming::Stop),
        // The program that has the terminal stops with us, and the loop waits for it.
        SIGTSTP => _ = signal_hook::low_level::raise(SIGTTIN),
        // What is typed there is meant for the program that has the terminal.
        SIGINT if !is_taken => {}
        SIGHUP | SIGINT | SIGTERM => end(signal, outbox),
        _ => {}
    }
}

/// Asks the loop to end; ends the program without it if it is too busy to hear.
fn end(signal: i32, outbox: &Outbox) {
    outbox.send(Incoming::Ended(signal));
    thread::sleep(PATIENCE);
    screen::restore();
    std::process::exit(status(signal).into());
}
