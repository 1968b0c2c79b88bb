//! Holds the failures of foreign parsers at bay: one bad file never costs the others.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};

thread_local! {
    static CONTAINED: Cell<bool> = const { Cell::new(false) };
}

/// What `work` gives, or nothing when it panics.
pub fn contain<T>(work: impl FnOnce() -> T) -> Option<T> {
    let before = CONTAINED.replace(true);
    let outcome = catch_unwind(AssertUnwindSafe(work));
    CONTAINED.set(before);
    outcome.ok()
}

/// Makes contained panics say nothing, and leaves all others to the hook that is set now.
pub fn keep_quiet() {
    let tell = take_hook();
    set_hook(Box::new(move |panic| {
        if !CONTAINED.get() {
            tell(panic);
        }
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_contained_and_the_next_work_is_done() {
        assert_eq!(contain(|| [1][std::hint::black_box(1)]), None);
        assert_eq!(contain(|| 2), Some(2));
    }
}
