//! Who "he", "she" and "the senator" are: the people of an article, their gender, and who was told of last.

use std::collections::BTreeSet;

use super::Reading;
use super::cue::{Class, Cues, Form, Pronoun, Verb, lower};
use super::phrase::{Sentence, Who};
use super::unit::{Narrative, What};
use crate::analysis::lexicon::{Gender, Lexicon};
use crate::analysis::{Chain, ChainId, EntityKind, Mention};
use crate::article::Article;
use crate::text::Span;
use crate::text::fold::fold;

/// How many sentences back a pronoun may find whom it stands for.
pub(crate) const REACH: usize = 40;

/// Whose words or deeds a sentence tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Actor {
    /// A named entity.
    Chain(ChainId),
    /// A human being without a name: "one former official".
    Unnamed,
}

/// What one sentence leaves behind for the pronouns after it.
#[derive(Debug, Default)]
pub(crate) struct Told {
    /// The subjects of its cues, in order.
    pub(crate) speakers: Vec<Actor>,
    /// The subject of the sentence.
    pub(crate) lead: Option<Actor>,
    /// The persons named in it, in order.
    pub(crate) persons: Vec<(Span, ChainId)>,
}

impl Told {
    /// Who speaks or acts in the sentence by name.
    pub(crate) fn person(&self) -> Option<Actor> {
        let speaker = self.speakers.first().copied().or(self.lead);
        speaker.filter(|actor| matches!(actor, Actor::Chain(_)))
    }
}

/// The people of one article.
#[derive(Debug)]
pub(crate) struct People<'a> {
    article: &'a Article,
    mentions: &'a [Mention],
    chains: &'a [Chain],
    genders: Vec<Option<Gender>>,
    persons: &'a [bool],
    described: Vec<BTreeSet<String>>,
    told: Vec<Told>,
}

impl<'a> People<'a> {
    pub(crate) fn new(
        article: &'a Article,
        mentions: &'a [Mention],
        chains: &'a [Chain],
        reading: &'a Reading,
        lexicon: &Lexicon,
    ) -> Self {
        let mut people = Self {
            article,
            mentions,
            chains,
            genders: vec![None; chains.len()],
            persons: &reading.persons,
            described: vec![BTreeSet::new(); chains.len()],
            told: Vec::with_capacity(reading.narrative.stretches.len()),
        };
        people.learn_genders(&reading.narrative, lexicon);
        people
    }

    /// Learns genders from titles ("Mrs. Ruiz"), else from first names, else from the pronouns that follow.
    fn learn_genders(&mut self, narrative: &Narrative, lexicon: &Lexicon) {
        let cues = Cues::embedded();
        let mut buffer = String::new();
        let mut titled = vec![[0u32; 2]; self.chains.len()];
        let mut followed = vec![[0u32; 2]; self.chains.len()];
        let mut before = None;
        for stretch in &narrative.stretches {
            let sentence = Sentence {
                text: &self.article.text,
                units: narrative
                    .units
                    .get(stretch.units.clone())
                    .unwrap_or_default(),
            };
            self.count_titles(&sentence, cues, &mut buffer, &mut titled);
            self.describe(&sentence);
            before = self.count_pronouns(&sentence, before, &mut followed);
        }
        let majority = |votes: [u32; 2]| match votes[0].cmp(&votes[1]) {
            std::cmp::Ordering::Greater => Some(Gender::Male),
            std::cmp::Ordering::Less => Some(Gender::Female),
            std::cmp::Ordering::Equal => None,
        };
        for (index, chain) in self.chains.iter().enumerate() {
            if self.persons.get(index) == Some(&true) {
                let votes = |votes: &[[u32; 2]]| votes.get(index).copied().and_then(majority);
                self.genders[index] = votes(&titled)
                    .or_else(|| first_name_gender(&chain.name, lexicon))
                    .or_else(|| votes(&followed));
            }
        }
    }

    /// Counts "Mrs. Ruiz", "spokeswoman Ana Ruiz" and "Ana Ruiz, an actress,".
    fn count_titles(
        &self,
        sentence: &Sentence,
        cues: &Cues,
        buffer: &mut String,
        titled: &mut [[u32; 2]],
    ) {
        for (at, who) in sentence.persons() {
            let Some(votes) = self
                .chain_of(who)
                .and_then(|chain| titled.get_mut(chain.index()))
            else {
                continue;
            };
            let mut vote = |at: usize| {
                if !matches!(sentence.what(at), Some(What::Word(_))) {
                    return;
                }
                let word = lower(sentence.words(at), buffer);
                match cues.gender(word.trim_end_matches('.')) {
                    Some(Gender::Male) => votes[0] += 1,
                    Some(Gender::Female) => votes[1] += 1,
                    None => {}
                }
            };
            let stop = usize::from(sentence.is_mark(at.wrapping_sub(1), &['.']));
            if at > stop {
                vote(at - 1 - stop);
            }
            if sentence.is_mark(at + 1, &[',']) {
                (at + 2..at + 5)
                    .take_while(|at| !sentence.is_comma(*at) && !sentence.is(*at, "of"))
                    .for_each(vote);
            }
        }
    }

    /// Notes the titles and appositions of the persons of a sentence: "Danish President", "a developer".
    fn describe(&mut self, sentence: &Sentence) {
        for (at, who) in sentence.persons() {
            let Some(words) = self
                .chain_of(who)
                .and_then(|chain| self.described.get_mut(chain.index()))
            else {
                continue;
            };
            let start = sentence.chunk_start(at, at.saturating_sub(6));
            let comma = sentence.is_mark(at + 1, &[',']);
            let after = if comma {
                at + 2..sentence.chunk_end(at + 2, at + 9)
            } else {
                0..0
            };
            let title_word = |at: usize| {
                matches!(
                    sentence.what(at),
                    Some(What::Word(Class::Plain | Class::Verb(_)) | What::Name(..))
                )
            };
            words.extend(
                (start..at)
                    .chain(after)
                    .filter(|at| title_word(*at))
                    .map(|at| fold(sentence.words(at).trim_end_matches('.'))),
            );
        }
    }

    /// The only person of whom "the senator" or "the Danish leader" has been said, if there is one.
    fn described(&self, phrase: &str) -> Option<ChainId> {
        let words = phrase
            .strip_prefix("the ")
            .or_else(|| phrase.strip_prefix("The "))?;
        let wanted: Vec<String> = words
            .split_whitespace()
            .take_while(|word| !matches!(*word, "of" | "for" | "in" | "at" | "from" | "with"))
            .filter(|word| !matches!(*word, "former" | "then" | "late"))
            .map(fold)
            .collect();
        let (head, others) = wanted.split_last()?;
        // "the tall, grey-haired professor" says what he looks like and then what he is.
        let another = ["other", "second", "third", "new", "same", "next"];
        let looks = others.iter().any(|word| word.ends_with(','))
            && !others.iter().any(|word| another.contains(&word.as_str()));
        self.only_described(&wanted).or_else(|| {
            looks
                .then(|| self.only_described(std::slice::from_ref(head)))
                .flatten()
        })
    }

    /// The only person who has been described by all of these words.
    fn only_described(&self, wanted: &[String]) -> Option<ChainId> {
        let is_said = |described: &BTreeSet<String>, word: &String| {
            described.contains(word)
                || same_office(word)
                    .iter()
                    .any(|other| described.contains(*other))
        };
        let mut fitting = (self.described.iter().enumerate())
            .filter(|(_, described)| wanted.iter().all(|word| is_said(described, word)));
        let (index, _) = fitting.next()?;
        fitting.next().is_none().then(|| ChainId::new(index))
    }

    /// Counts the pronouns that follow the only person of a sentence, there and at the start of the next.
    ///
    /// Returns that person, as far as the next sentence may go on with them.
    fn count_pronouns(
        &self,
        sentence: &Sentence,
        before: Option<ChainId>,
        followed: &mut [[u32; 2]],
    ) -> Option<ChainId> {
        let mut persons = sentence.persons();
        let first = persons.next();
        let (from, chain) = match first {
            Some((at, who)) => (at + 1, self.chain_of(who)),
            None => (0, before),
        };
        if persons.any(|(_, other)| self.chain_of(other) != chain) {
            return None;
        }
        let votes = chain.and_then(|chain| followed.get_mut(chain.index()))?;
        for at in from..sentence.units.len() {
            match sentence.class(at) {
                Some(Class::Pronoun(Pronoun::He)) => votes[0] += 1,
                Some(Class::Pronoun(Pronoun::She)) => votes[1] += 1,
                Some(Class::Possessive) if sentence.is(at, "his") => votes[0] += 1,
                Some(Class::Possessive) if sentence.is(at, "her") => votes[1] += 1,
                _ => {}
            }
        }
        first.and(chain)
    }

    /// The entity that a name is.
    pub(crate) fn chain_of(&self, who: Who) -> Option<ChainId> {
        match who {
            Who::Name(mention, _) => self.mentions.get(mention).map(|mention| mention.chain),
            Who::Pronoun(..) | Who::Noun(_) => None,
        }
    }

    fn is_person(&self, chain: ChainId) -> bool {
        self.persons.get(chain.index()) == Some(&true)
    }

    fn fits(&self, pronoun: Pronoun, actor: Actor) -> bool {
        let gender = |wanted| match actor {
            Actor::Unnamed => true,
            Actor::Chain(chain) => {
                let known = self.genders.get(chain.index()).copied().flatten();
                self.is_person(chain) && known.is_none_or(|known| known == wanted)
            }
        };
        match pronoun {
            Pronoun::He => gender(Gender::Male),
            Pronoun::She => gender(Gender::Female),
            Pronoun::It => match actor {
                Actor::Unnamed => false,
                Actor::Chain(chain) => self
                    .chains
                    .get(chain.index())
                    .is_some_and(|chain| chain.kind == EntityKind::Organization),
            },
            Pronoun::They | Pronoun::Author => false,
        }
    }

    /// Who `who` is, given what the sentence tells before it and what the sentences before tell.
    pub(crate) fn actor(&self, who: Who, here: &Told) -> Option<Actor> {
        match who {
            Who::Name(..) => self.chain_of(who).map(Actor::Chain),
            Who::Noun(span) => {
                let phrase = span.of(&self.article.text);
                let known = self.described(phrase).map(Actor::Chain);
                known.or_else(|| is_stranger(phrase).then_some(Actor::Unnamed))
            }
            Who::Pronoun(pronoun, span) => self.behind(pronoun, span, here),
        }
    }

    /// Who a pronoun stands for: the last speaker who fits, else the last subject, else anybody named.
    fn behind(&self, pronoun: Pronoun, span: Span, here: &Told) -> Option<Actor> {
        let fits = |actor: &Actor| self.fits(pronoun, *actor);
        let person = |(at, chain): &(Span, ChainId)| {
            (at.end() <= span.start())
                .then_some(Actor::Chain(*chain))
                .filter(fits)
        };
        let in_sentence = |told: &Told| {
            let speaker = told.speakers.iter().copied().find(fits);
            speaker
                .or_else(|| told.lead.filter(fits))
                .or_else(|| told.persons.iter().find_map(person))
        };
        in_sentence(here).or_else(|| self.told.iter().rev().take(REACH).find_map(in_sentence))
    }

    /// The only person whose last name a transcript prints in capitals.
    pub(crate) fn labelled(&self, label: &str) -> Option<Actor> {
        let last = fold(label.split_whitespace().next_back()?);
        let mut fitting = self.chains.iter().enumerate().filter(|(index, chain)| {
            let name = chain.name.split_whitespace().next_back();
            self.persons.get(*index) == Some(&true) && name.is_some_and(|name| fold(name) == last)
        });
        let (index, _) = fitting.next()?;
        let only = fitting.next().is_none();
        only.then(|| Actor::Chain(ChainId::new(index)))
    }

    /// Remembers what a sentence told.
    pub(crate) fn remember(&mut self, told: Told) {
        self.told.push(told);
    }

    /// What every sentence so far told, in order.
    pub(crate) fn told(&self) -> &[Told] {
        &self.told
    }
}

/// For every chain, whether it is a person: names that have a title or speak again and again are taken for
/// persons, whatever else they can name.
pub(crate) fn persons(
    article: &Article,
    mentions: &[Mention],
    chains: &[Chain],
    narrative: &mut Narrative,
    lexicon: &Lexicon,
) -> Vec<bool> {
    let mut signs = vec![0u32; chains.len()];
    let mut sign = |mention: usize, count: u32| {
        let chain = mentions.get(mention).map(|mention| mention.chain.index());
        if let Some(signs) = chain.and_then(|chain| signs.get_mut(chain)) {
            *signs += count;
        }
    };
    for pair in narrative.units.windows(2) {
        let [before, after] = pair else {
            continue;
        };
        match (before.what, after.what) {
            (What::Word(class), What::Name(mention, kind)) if kind != EntityKind::Person => {
                let word = before.span.of(&article.text);
                let title = word.starts_with(char::is_uppercase)
                    && lexicon.is_title(fold(word).trim_end_matches('.'));
                let said = matches!(class, Class::Verb(verb) if says(verb));
                sign(mention, if title { 2 } else { u32::from(said) });
            }
            (What::Name(mention, _), What::Word(Class::Verb(verb))) => {
                sign(mention, u32::from(says(verb)));
            }
            _ => {}
        }
    }
    let persons: Vec<bool> = chains
        .iter()
        .zip(signs)
        .map(|(chain, signs)| match chain.kind {
            EntityKind::Person => true,
            EntityKind::Organization => false,
            EntityKind::Place | EntityKind::Other => signs > 1,
        })
        .collect();
    for unit in &mut narrative.units {
        if let What::Name(index, kind) = &mut unit.what
            && let Some(mention) = mentions.get(*index)
            && let Some(chain) = chains.get(mention.chain.index())
        {
            let person = persons.get(mention.chain.index()) == Some(&true);
            *kind = if person {
                EntityKind::Person
            } else {
                chain.kind
            };
        }
    }
    persons
}

/// Words by which reports name the same office as `word`.
fn same_office(word: &str) -> &'static [&'static str] {
    const OFFICES: [&[&str]; 6] = [
        &[
            "leader",
            "president",
            "premier",
            "chancellor",
            "prime minister",
            "minister",
        ],
        &["senator", "sen"],
        &["governor", "gov"],
        &[
            "representative",
            "rep",
            "congressman",
            "congresswoman",
            "lawmaker",
        ],
        &["doctor", "dr", "physician"],
        &["general", "gen"],
    ];
    // Only a leader may be any of the others; a president is no chancellor.
    OFFICES
        .iter()
        .find(|office| {
            office.first() == Some(&word) || (office.contains(&word) && !office.contains(&"leader"))
        })
        .copied()
        .unwrap_or_default()
}

/// Whether a form is "said" or "says" and the like.
fn says(verb: Verb) -> bool {
    verb.speech && !verb.doubtful && matches!(verb.form, Form::Past | Form::Third)
}

fn first_name_gender(name: &str, lexicon: &Lexicon) -> Option<Gender> {
    let (first, _) = name.split_once(' ')?;
    lexicon.gender(first)
}

/// Whether a noun phrase is about one human being who has not been named: "a former official", not "the
/// senator", who most often has a name already.
pub(crate) fn is_stranger(phrase: &str) -> bool {
    let mut words = phrase.split(' ');
    let first = words.next().unwrap_or_default();
    let indefinite = ["a", "an", "one", "another"]
        .iter()
        .any(|article| first.eq_ignore_ascii_case(article));
    let one_of = first.eq_ignore_ascii_case("one") && words.next() == Some("of");
    indefinite && (one_of || is_human(phrase))
}

/// Whether a noun phrase is about one human being: "former official", not "report" or "officials".
pub(crate) fn is_human(phrase: &str) -> bool {
    const HUMAN: [&str; 34] = [
        "official",
        "source",
        "witness",
        "resident",
        "voter",
        "man",
        "woman",
        "boy",
        "girl",
        "aide",
        "student",
        "parent",
        "mother",
        "father",
        "attorney",
        "judge",
        "professor",
        "president",
        "chief",
        "coach",
        "mayor",
        "captain",
        "analyst",
        "diplomat",
        "person",
        "neighbor",
        "neighbour",
        "friend",
        "expert",
        "general",
        "head",
        "chair",
        "candidate",
        "nominee",
    ];
    const THINGS: [&str; 14] = [
        "paper",
        "newspaper",
        "letter",
        "order",
        "tower",
        "chapter",
        "folder",
        "banner",
        "poster",
        "center",
        "number",
        "flyer",
        "newsletter",
        "sensor",
    ];
    let head = phrase
        .split(" of ")
        .next()
        .and_then(|phrase| phrase.split(" for ").next())
        .and_then(|phrase| phrase.split(' ').next_back())
        .unwrap_or_default();
    let agent = ["er", "or", "ist", "man", "woman", "ian"]
        .iter()
        .any(|end| head.ends_with(end));
    HUMAN.contains(&head) || (agent && !THINGS.contains(&head))
}
