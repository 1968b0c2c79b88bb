//! The thread that finds: the newest question, asked of the newest corpus.

use std::sync::Arc;
use std::thread;

use crossbeam_channel::{Receiver, Sender};

use super::Outbox;
use crate::app::Event;
use crate::app::finder::{Answer, Question};
use crate::config::action::Action;
use crate::corpus::Corpus;
use crate::corpus::find::{Index, Query, find};

/// The way to the thread.
#[derive(Debug, Clone)]
pub struct Finder(Sender<Asked>);

/// What the thread is told.
#[derive(Debug)]
enum Asked {
    /// Answer from this corpus from now on; prepare for it at once if it is complete.
    Corpus { corpus: Arc<Corpus>, linked: bool },
    /// Answer this.
    Question(Question),
}

impl Finder {
    /// Starts the thread.
    pub fn start(outbox: Outbox) -> Self {
        let (sender, inbox) = crossbeam_channel::unbounded();
        thread::spawn(move || answer(&inbox, &outbox));
        Self(sender)
    }

    /// Tells of a corpus; to be called before anybody asks about it.
    pub fn take(&self, corpus: Arc<Corpus>, linked: bool) {
        let _ = self.0.send(Asked::Corpus { corpus, linked });
    }

    /// Asks; the answer comes as [`Event::Found`], unless a newer question comes first.
    pub fn ask(&self, question: Question) {
        let _ = self.0.send(Asked::Question(question));
    }
}

/// What the thread has at hand.
#[derive(Default)]
struct Desk {
    corpus: Option<Arc<Corpus>>,
    linked: bool,
    index: Option<Index>,
    question: Option<Question>,
}

impl Desk {
    fn put(&mut self, asked: Asked) {
        match asked {
            Asked::Corpus { corpus, linked } => {
                (self.corpus, self.linked, self.index) = (Some(corpus), linked, None);
            }
            Asked::Question(question) => self.question = Some(question),
        }
    }
}

fn answer(inbox: &Receiver<Asked>, outbox: &Outbox) {
    let commands: Vec<(&str, &str)> = Action::ALL
        .iter()
        .map(|action| (action.name(), action.help()))
        .collect();
    let mut desk = Desk::default();
    while let Ok(asked) = inbox.recv() {
        desk.put(asked);
        inbox.try_iter().for_each(|asked| desk.put(asked));
        let Some(corpus) = desk.corpus.clone() else {
            continue;
        };
        // A corpus that is not linked is soon followed by one that is: it is made ready only for who asks already.
        if desk.index.is_none() && (desk.linked || desk.question.is_some()) {
            desk.index = Some(Index::new(Arc::clone(&corpus), &commands));
            // Making ready may have taken a while; only the newest question counts.
            inbox.try_iter().for_each(|asked| desk.put(asked));
        }
        let (Some(index), Some(question)) = (&desk.index, desk.question.take()) else {
            continue;
        };
        let query = Query::parse(&question.typed);
        let found = find(
            index,
            &query,
            question.matching,
            question.only,
            question.limit,
        );
        outbox.event(Event::Found(Answer {
            number: question.number,
            corpus: Arc::clone(index.corpus()),
            found,
        }));
    }
}
