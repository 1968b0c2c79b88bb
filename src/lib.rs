//! crossread: a terminal reader for people who read several reports of the same thing.
//!
//! # The way down
//!
//! ```text
//! path ─load─▶ bytes ─parse─▶ Article ─analyze─▶ Annotations ─link─▶ Links ─▶ Corpus ─▶ App ─▶ Frame
//! ```
//!
//! Modules depend one way only: `cli → runtime → ui → app → {corpus, config}` and
//! `corpus → link → analysis → article → text`. `tests/architecture.rs` holds it.
//!
//! # Invariants
//!
//! 1. **One way down.** No module names a higher one. `app` uses ratatui for geometry only; only `ui`
//!    draws; only `config::key`, `runtime` and, for size and colours, `cli` know crossterm.
//! 2. **Analysis is a pure function of one article**, linking of the analyzed articles: no I/O, no clock,
//!    no hash order. The same files give the same bytes of JSON on any number of threads.
//! 3. **An article's text is cut only in [`text::Span`].** All else carries spans into that text, which is
//!    normalized once, at parse, and never changed.
//! 4. **Parsing an article never fails**; what is odd becomes a [`article::Problem`]. One bad file never
//!    costs the others.
//! 5. **[`corpus::Corpus`] is immutable** and shared as an `Arc`; a change makes a new one. An
//!    [`article::ArticleId`] is a position in *one* corpus; what must survive is keyed by path and words.
//! 6. **`App::update` is the only mutation and does no I/O.** It returns effects. `ui::view` only reads.
//! 7. **Only `runtime` and `cli` touch** the terminal, the disk, the clock and threads (`corpus::load` reads
//!    files for both). Only `config::theme` knows a colour.
//! 8. **The JSON types live in `cli::export`**, apart from the internal ones, so that internals can change
//!    and the schema cannot by accident.
//!
//! # Reading order
//!
//! [`text`], [`article`], [`analysis`], [`link`], [`corpus`]; then [`config`], [`app`], [`ui`], [`runtime`], [`cli`].

pub mod analysis;
pub mod app;
pub mod article;
pub mod cli;
pub mod config;
pub mod corpus;
pub mod link;
pub mod runtime;
pub mod text;
pub mod ui;
