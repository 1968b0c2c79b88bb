//! From one shared sentence to the next, inside the article and on into the next one.

use super::{App, Pane};
use crate::analysis::MentionId;
use crate::article::ArticleId;
use crate::corpus::find::search_in;
use crate::corpus::{Place, Sign};
use crate::link::EntityId;

/// What a motion looks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// Sentences that others have too.
    Shared,
    /// Sentences in which a quote begins.
    Quote,
    /// Sentences with a claim that others make too.
    Claim,
    /// Names that others have too.
    Entity,
    /// Sentences whose values others contradict.
    Contradiction,
    /// Sentences that no other article has.
    Unique,
    /// Sentences that the reader has not read elsewhere.
    New,
}

impl What {
    /// What it looks for, for the message that there is none.
    fn name(self) -> &'static str {
        match self {
            Self::Shared => "shared sentence",
            Self::Quote => "quote",
            Self::Claim => "shared claim",
            Self::Entity => "shared name",
            Self::Contradiction => "difference",
            Self::Unique => "sentence that only this article has",
            Self::New => "new sentence",
        }
    }
}

/// What was looked for last, and in which direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Motion {
    /// What it looks for.
    pub what: What,
    /// Towards the end.
    pub down: bool,
}

impl App {
    /// Goes to the next sentence that the motion looks for.
    pub(super) fn go(&mut self, what: What, down: bool) {
        self.motion = Some(Motion { what, down });
        self.focus_text();
        if what == What::Entity {
            self.go_to_name(down);
        } else if !self.go_to_next(what, down) {
            let way = if down { "further down" } else { "further up" };
            self.say(format!("no {} {way}", what.name()));
        }
    }

    pub(super) fn repeat(&mut self) {
        match self.motion {
            Some(motion) => self.go(motion.what, motion.down),
            None => self.say("nothing to repeat yet: go on with ] or [ first"),
        }
    }

    fn go_to_next(&mut self, what: What, down: bool) -> bool {
        let Some(reading) = &self.open else {
            return false;
        };
        let article = reading.article;
        let to = reading.find_stop(down, |sentence| self.is(what, Place { article, sentence }));
        to.is_some_and(|to| self.set_cursor(|reading| reading.move_to(to)))
    }

    fn is(&self, what: What, place: Place) -> bool {
        match what {
            What::Shared => matches!(
                self.corpus.sign(place),
                Some(Sign::Quote(_) | Sign::Claim(_) | Sign::Differs(_))
            ),
            What::Quote => self
                .corpus
                .annotations(place.article)
                .quotes
                .iter()
                .any(|quote| quote.sentence == place.sentence),
            What::Claim => self.corpus.strong_claims(place).next().is_some(),
            What::Entity => false,
            What::Contradiction => matches!(self.corpus.sign(place), Some(Sign::Differs(_))),
            What::Unique => self.corpus.shared(place).only_here,
            What::New => {
                self.corpus
                    .article(place.article)
                    .kind_of(place.sentence)
                    .is_report()
                    && self.known.is_new(&self.corpus, place)
            }
        }
    }

    /// Goes to the next use of the name that was chosen, in this article or another.
    fn go_to_use(&mut self, entity: EntityId, down: bool) {
        let Some(place) = self.place() else { return };
        let span_of = |use_of: &(ArticleId, MentionId)| {
            self.corpus.annotations(use_of.0).mention(use_of.1).span
        };
        let here = self.corpus.span(place);
        let inside = self.name_at.filter(|span| here.contains(*span));
        let uses = &self.corpus.entity(entity).mentions;
        let at = (place.article, inside.unwrap_or(here).start());
        let before = uses.partition_point(|one| (one.0, span_of(one).start()) < at);
        let to = match (down, inside) {
            (true, Some(_)) => before + 1,
            (true, None) => before,
            (false, _) => before.wrapping_sub(1),
        };
        let Some((article, mention)) = uses.get(to).copied() else {
            let edge = if down { "last" } else { "first" };
            return self.say(format!("this is the {edge} use of the name; Esc frees ] e"));
        };
        let mention = *self.corpus.annotations(article).mention(mention);
        let name = self.corpus.article(article).name();
        let message = format!("use {} of {} in {name}", to + 1, uses.len());
        let sentence = mention.sentence;
        if article == place.article {
            self.set_cursor(|reading| {
                reading.go_to(sentence);
                true
            });
        } else {
            self.jump(Place { article, sentence });
        }
        self.name_at = Some(mention.span);
        self.say(message);
    }

    /// Selects the next name that another article has too, and goes to its sentence.
    fn go_to_name(&mut self, down: bool) {
        let chosen = self.open.as_ref().and_then(|reading| reading.name);
        if let Some(chosen) = chosen.filter(|_| self.name_chosen) {
            return self.go_to_use(chosen, down);
        }
        let Some(place) = self.place() else { return };
        let annotations = self.corpus.annotations(place.article);
        let is_shared = |mention: &&crate::analysis::Mention| {
            let entity = self.corpus.links.entity(place.article, mention.chain);
            entity.is_some_and(|entity| self.corpus.articles_of_entity(entity).len() > 1)
        };
        let here = self.corpus.span(place);
        let from = self
            .name_at
            .filter(|span| here.contains(*span))
            .unwrap_or(here);
        let start = |mention: &&crate::analysis::Mention| mention.span.start();
        let found = if down {
            let after = if from == here {
                from.start()
            } else {
                from.end()
            };
            annotations
                .mentions
                .iter()
                .filter(is_shared)
                .find(|mention| start(mention) >= after)
        } else {
            annotations
                .mentions
                .iter()
                .rev()
                .filter(is_shared)
                .find(|mention| start(mention) < from.start())
        };
        let Some(mention) = found.copied() else {
            return self.say("no shared name that way");
        };
        self.name_at = Some(mention.span);
        self.name_chosen = false;
        let entity = self.corpus.links.entity(place.article, mention.chain);
        self.set_cursor(|reading| {
            reading.name = entity;
            reading.go_to(mention.sentence);
            true
        });
    }

    /// Goes to the next hit of the search, or to the next shared sentence; at the end, pressed again, on into
    /// the next article that has one. `onward` is the article that was announced by the press before.
    pub(super) fn highlight(&mut self, down: bool, onward: Option<ArticleId>) {
        self.focus_text();
        let moved = if self.search.is_some() {
            self.go_to_hit(down)
        } else {
            self.go_to_next(What::Shared, down)
        };
        if moved {
            return;
        }
        if let Some(article) = onward {
            return self.enter(article, down);
        }
        let Some(reading) = &self.open else { return };
        let others = self.others_in_turn(reading.article, down);
        let next = others
            .into_iter()
            .map(|article| (article, self.highlights(article)))
            .find(|(_, count)| *count > 0);
        let key = if down { "n" } else { "N" };
        match next {
            Some((article, count)) => {
                let name = self.corpus.article(article).name();
                let edge = if down { "last here" } else { "first here" };
                self.say(format!("{edge}, {key} again: {name} ({count})"));
                self.onward = Some(article);
            }
            None => self.say("nothing more is highlighted"),
        }
    }

    /// The other articles of the group, the next one in the list first.
    fn others_in_turn(&self, article: ArticleId, down: bool) -> Vec<ArticleId> {
        let neighbours = self.list.neighbours(article);
        let here = neighbours
            .iter()
            .position(|other| *other == article)
            .unwrap_or(0);
        let (before, after) = neighbours.split_at(here.min(neighbours.len()));
        let mut others: Vec<ArticleId> = after.iter().skip(1).chain(before).copied().collect();
        if !down {
            others.reverse();
        }
        others
    }

    /// How many sentences `n` visits in an article.
    fn highlights(&self, article: ArticleId) -> usize {
        if let Some(search) = &self.search {
            return search_in(self.corpus.article(article), &search.query).len();
        }
        let sentences = self.corpus.article(article).sentence_ids();
        sentences
            .filter(|sentence| {
                self.is(
                    What::Shared,
                    Place {
                        article,
                        sentence: *sentence,
                    },
                )
            })
            .count()
    }

    /// Opens the article at its first highlight, or at its last.
    fn enter(&mut self, article: ArticleId, down: bool) {
        self.open_article(article, None);
        if let Some(query) = self.search.as_ref().map(|search| search.query.clone()) {
            self.search_for(&query, down);
            return;
        }
        let Some(reading) = &self.open else { return };
        let is_shared = |at: &usize| {
            let sentence = reading.stops[*at].sentence;
            self.is(What::Shared, Place { article, sentence })
        };
        let mut stops = 0..reading.stops.len();
        let to = if down {
            stops.find(is_shared)
        } else {
            stops.rev().find(is_shared)
        };
        if let Some(to) = to {
            self.set_cursor(|reading| reading.move_to(to));
        }
    }

    /// The text gets the focus when the cursor moves in it by a motion.
    pub(super) fn focus_text(&mut self) {
        if self.open.is_some() {
            self.focus = Pane::Read;
        }
    }
}
