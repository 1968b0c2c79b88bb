//! From text and marks to a frame.

use std::sync::Arc;

use crossread::app::session::Remembered;
use crossread::app::{App, Event};
use crossread::config::Config;
use crossread::config::key::Key;
use crossread::link::Analyzed;
use crossread::text::{Span, runs, wrap};
use crossread::ui;
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use jiff::Timestamp;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Size;

use crate::made::{each, index};

#[divan::bench(sample_count = 15, max_time = 2)]
fn wrap_lines(bencher: Bencher) {
    each(bencher, |Analyzed { article, .. }| {
        let paragraphs = article.paragraphs.iter();
        paragraphs
            .map(|paragraph| wrap::lines(&article.text, paragraph.span, 66).len())
            .sum::<usize>()
    });
}

#[divan::bench(sample_count = 15, max_time = 2)]
fn mark_runs(bencher: Bencher) {
    each(
        bencher,
        |Analyzed {
             article,
             annotations,
         }| {
            let marks = annotations
                .mentions
                .iter()
                .map(|mention| (mention.span, mention.kind));
            let marks: Vec<_> = marks.collect();
            runs::runs(Span::new(0, article.text.len()), &marks)
        },
    );
}

fn app(size: usize) -> App {
    let screen = Size::new(160, 45);
    let mut app = App::new(
        Config::embedded(),
        screen,
        Timestamp::UNIX_EPOCH,
        Remembered::default(),
    );
    app.update(Event::Loaded {
        corpus: Arc::clone(index(size).corpus()),
        linked: true,
    });
    app
}

/// A key that moves on, and the frame that follows.
#[divan::bench(args = [1_000, 10_000], sample_count = 15, max_time = 2)]
fn key_to_frame(bencher: Bencher, size: usize) {
    let mut app = app(size);
    let mut terminal = Terminal::new(TestBackend::new(160, 45)).expect("a buffer can be drawn on");
    let keys = Key::sequence("j ) ( tab j j tab").expect("these are keys");
    bencher
        .counter(ItemsCount::new(keys.len()))
        .bench_local(|| {
            for key in &keys {
                black_box(app.update(Event::Key(*key)));
                terminal
                    .draw(|frame| ui::view(&app, frame))
                    .expect("a buffer can be drawn on");
            }
        });
}
