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

    /// Makes the corpus ready if that is of use. It may take a while, and only the `news` of that time count: they are
    /// heard before anything is answered, and where they bring another corpus, that one is made ready.
    fn prepare(&mut self, commands: &[(&str, &str)], mut news: impl FnMut() -> Vec<Asked>) {
        // A corpus that is not linked is soon followed by one that is: it is made ready only for who asks already.
        while self.index.is_none() && (self.linked || self.question.is_some()) {
            let Some(corpus) = self.corpus.clone() else {
                return;
            };
            self.index = Some(Index::new(corpus, commands));
            news().into_iter().for_each(|asked| self.put(asked));
        }
    }

    /// Answers what is asked; where it cannot be answered yet, it stays asked.
    fn answer(&mut self) -> Option<Answer> {
        let index = self.index.as_ref()?;
        let question = self.question.take()?;
        let query = Query::parse(&question.typed);
        let found = find(
            index,
            &query,
            question.matching,
            question.only,
            question.limit,
        );
        Some(Answer {
            number: question.number,
            corpus: Arc::clone(index.corpus()),
            found,
        })
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
        desk.prepare(&commands, || inbox.try_iter().collect());
        if let Some(answer) = desk.answer() {
            outbox.event(Event::Found(answer));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article;
    use crate::corpus::find::Matching;

    fn corpus(text: &str) -> Arc<Corpus> {
        let article = article::parse("ferry.txt".as_ref(), text.as_bytes());
        Corpus::analyzed(vec![Arc::new(article)]).into()
    }

    fn question(number: u64) -> Asked {
        Asked::Question(Question {
            number,
            typed: "ferry".to_owned(),
            matching: Matching::default(),
            only: None,
            limit: 10,
        })
    }

    #[test]
    fn a_corpus_that_comes_while_another_is_made_ready_answers_the_question() {
        for linked in [false, true] {
            let [old, new] = ["The ferry sank.", "The ferry came back."].map(corpus);
            let mut desk = Desk::default();
            desk.put(question(1));
            desk.put(Asked::Corpus {
                corpus: old,
                linked,
            });
            let mut news = vec![Asked::Corpus {
                corpus: Arc::clone(&new),
                linked,
            }];
            desk.prepare(&[], || std::mem::take(&mut news));
            let answer = desk.answer().expect("answered");
            assert_eq!(answer.number, 1);
            assert!(Arc::ptr_eq(&answer.corpus, &new));
            assert!(desk.answer().is_none(), "once");
        }
    }

    #[test]
    fn a_question_waits_for_its_corpus() {
        let mut desk = Desk::default();
        desk.put(question(1));
        desk.prepare(&[], Vec::new);
        assert!(desk.answer().is_none());
        desk.put(Asked::Corpus {
            corpus: corpus("The ferry sank."),
            linked: false,
        });
        desk.prepare(&[], Vec::new);
        assert_eq!(desk.answer().map(|answer| answer.number), Some(1));
    }

    #[test]
    fn a_corpus_that_is_not_linked_is_made_ready_only_for_who_asks() {
        let mut desk = Desk::default();
        desk.put(Asked::Corpus {
            corpus: corpus("The ferry sank."),
            linked: false,
        });
        desk.prepare(&[], Vec::new);
        assert!(desk.index.is_none());
    }
}
