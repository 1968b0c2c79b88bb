//! A maker of corpora: invented reports of invented events, the same ones every time.
//!
//! Events have facts, people and quotes; each is reported by a few articles, which share some of the facts in
//! varying words. Names and rare words grow with the corpus, as they do in real news.

use std::fmt::Write;
use std::path::PathBuf;

/// A report as it would be read from a file.
#[derive(Debug)]
pub struct Report {
    /// Its path.
    pub path: PathBuf,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// So many reports.
pub fn reports(count: usize) -> Vec<Report> {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let mut reports = Vec::with_capacity(count);
    while reports.len() < count {
        let event = Event::new(&mut dice);
        let articles = 1 + dice.below(4) * dice.below(4);
        for _ in 0..articles.min(count - reports.len()) {
            let path = PathBuf::from(format!("{:06}.md", reports.len()));
            let bytes = event.report(&mut dice).into_bytes();
            reports.push(Report { path, bytes });
        }
    }
    reports
}

/// Numbers that look random and are not (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0) % limit.max(1)
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words.get(self.below(words.len())).copied().unwrap_or("")
    }

    /// One of the words, or one of 20,000 more: the first ones often and the last ones hardly ever, as in any
    /// language.
    fn word(&mut self, common: &[&str]) -> String {
        let bits = self.below(15);
        let rank = (1 << bits) - 1 + self.below(1 << bits);
        common
            .get(rank)
            .map_or_else(|| spelled(rank), |word| (*word).to_owned())
    }

    fn name(&mut self) -> String {
        let name = self.rare_word(2 + self.below_two());
        let mut letters = name.chars();
        letters.next().map_or_else(String::new, |first| {
            first.to_uppercase().chain(letters).collect()
        })
    }

    fn below_two(&self) -> usize {
        usize::from(self.0 >> 40 & 1 == 1)
    }

    fn rare_word(&mut self, syllables: usize) -> String {
        (0..syllables).map(|_| self.pick(SYLLABLES)).collect()
    }
}

/// What happened, as a pool from which reports draw.
struct Event {
    people: Vec<(String, String, &'static str)>,
    organizations: Vec<String>,
    place: String,
    facts: Vec<[String; 2]>,
    quotes: Vec<(usize, String)>,
}

impl Event {
    fn new(dice: &mut Dice) -> Self {
        let mut event = Self {
            people: (0..4)
                .map(|_| {
                    (
                        dice.pick(FIRST_NAMES).to_owned(),
                        dice.name(),
                        dice.pick(ROLES),
                    )
                })
                .collect(),
            organizations: (0..3)
                .map(|_| format!("{} {}", dice.name(), dice.pick(BODIES)))
                .collect(),
            place: dice.name(),
            facts: Vec::new(),
            quotes: Vec::new(),
        };
        event.facts = (0..14).map(|_| event.fact(dice)).collect();
        event.quotes = (0..5)
            .map(|_| {
                (
                    dice.below(4),
                    format!("{}, and {}", clause(dice), clause(dice)),
                )
            })
            .collect();
        event
    }

    /// One fact in two wordings.
    fn fact(&self, dice: &mut Dice) -> [String; 2] {
        let organization = self
            .organizations
            .get(dice.below(3))
            .map_or("", String::as_str);
        let (number, noun, day) = (dice.below(900) + 2, dice.word(NOUNS), dice.pick(DAYS));
        let (verb, adjective, other) = (dice.word(VERBS), dice.pick(ADJECTIVES), dice.pick(NOUNS));
        let (place, million) = (&self.place, dice.below(90) + 1);
        match dice.below(4) {
            0 => [
                format!(
                    "The {organization} {verb} {number} {noun}s in {place} on {day}, the largest {other} in years."
                ),
                format!(
                    "On {day} in {place}, {number} {noun}s were {verb} by the {organization}, officials said."
                ),
            ],
            1 => [
                format!(
                    "The {adjective} {noun} will cost about {million} million, according to the {organization}."
                ),
                format!(
                    "It will take {million} million to pay for the {adjective} {noun}, the {organization} said."
                ),
            ],
            2 => [
                format!(
                    "At least {number} people in {place} lost their {noun} after the {other} was {verb}."
                ),
                format!(
                    "The {other} was {verb}, and {number} people or more lost their {noun} in {place}."
                ),
            ],
            _ => [
                format!("The {organization} has not {verb} the {adjective} {noun} since {day}."),
                format!("Since {day} no {adjective} {noun} has been {verb} by the {organization}."),
            ],
        }
    }

    fn report(&self, dice: &mut Dice) -> String {
        let outlet = format!(
            "{} {}",
            dice.pick(DAYS).trim_end_matches("day"),
            dice.pick(PAPERS)
        );
        let fact = self
            .facts
            .get(dice.below(5))
            .map_or("", |fact| fact[0].as_str());
        let title: Vec<&str> = fact.split(' ').take(9).collect();
        let mut text = format!(
            "# {}\n\nBy {} {}, {outlet}\n",
            title.join(" "),
            dice.pick(FIRST_NAMES),
            dice.name()
        );
        for _ in 0..9 {
            text.push('\n');
            for _ in 0..=dice.below(3) {
                self.sentence(dice, &mut text);
            }
            text.push('\n');
        }
        text
    }

    fn sentence(&self, dice: &mut Dice, text: &mut String) {
        let written = match dice.below(10) {
            0..4 => {
                let fact = self.facts.get(dice.below(14));
                write!(
                    text,
                    "{} ",
                    fact.map_or("", |fact| fact[dice.below(2)].as_str())
                )
            }
            4..6 => self.quote(dice, text),
            6 => write!(
                text,
                "Near {} the {} is called {}. ",
                self.place,
                dice.pick(NOUNS),
                dice.rare_word(3)
            ),
            _ => write!(
                text,
                "{}, while {}. ",
                sentence_case(&clause(dice)),
                clause(dice)
            ),
        };
        written.expect("a string takes all");
    }

    fn quote(&self, dice: &mut Dice, text: &mut String) -> std::fmt::Result {
        let Some((speaker, words)) = self.quotes.get(dice.below(5)) else {
            return Ok(());
        };
        let Some((first, last, role)) = self.people.get(*speaker) else {
            return Ok(());
        };
        let mut words = sentence_case(words);
        if dice.below(4) == 0 {
            words = words.replacen(", and ", ", but ", 1);
        }
        match dice.below(3) {
            0 => write!(
                text,
                "“{words},” said {first} {last}, {role} of the {}. ",
                self.organizations[0]
            ),
            1 => write!(text, "“{words},” {last} said. "),
            _ => write!(text, "{first} {last} told reporters: “{words}.” "),
        }
    }
}

/// A word for a number.
fn spelled(mut number: usize) -> String {
    let mut word = String::new();
    while number > 0 {
        word.push_str(
            SYLLABLES
                .get(number % SYLLABLES.len())
                .copied()
                .unwrap_or(""),
        );
        number /= SYLLABLES.len();
    }
    word
}

fn clause(dice: &mut Dice) -> String {
    let (adjective, subject, verb) = (dice.word(ADJECTIVES), dice.word(NOUNS), dice.word(VERBS));
    let (object, preposition, last) = (dice.word(NOUNS), dice.pick(PREPOSITIONS), dice.pick(NOUNS));
    format!("the {adjective} {subject} {verb} a {object} {preposition} the {last}")
}

fn sentence_case(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

const SYLLABLES: &[&str] = &[
    "ba", "bel", "bor", "cal", "cor", "da", "den", "dor", "el", "far", "fen", "ga", "gil", "har",
    "hol", "il", "ja", "jor", "kal", "ken", "la", "lin", "lo", "mar", "mel", "mor", "na", "nel",
    "nor", "or", "pal", "pe", "quin", "ra", "rin", "ros", "sa", "sel", "tan", "tor", "ul", "va",
    "ven", "wil", "yor", "za",
];
const FIRST_NAMES: &[&str] = &[
    "Ada", "Ben", "Carla", "Dana", "Emil", "Fay", "Glen", "Hana", "Ivo", "June", "Karl", "Lena",
    "Milo", "Nora", "Otto", "Petra", "Quinn", "Rosa", "Sven", "Tara", "Ugo", "Vera", "Walt",
    "Yara", "Zoe",
];
const ROLES: &[&str] = &[
    "chief engineer",
    "director",
    "spokeswoman",
    "chairman",
    "head of research",
    "lawyer",
];
const BODIES: &[&str] = &[
    "Board",
    "Council",
    "Ministry",
    "Union",
    "Bank",
    "University",
    "Hospital",
    "Port Authority",
];
const DAYS: &[&str] = &[
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];
const PAPERS: &[&str] = &["Wire", "Globe", "Ledger", "Post", "Star", "Radio", "Desk"];
const PREPOSITIONS: &[&str] = &[
    "near", "behind", "for", "without", "after", "before", "under", "beside", "with",
];
const NOUNS: &[&str] = &[
    "bridge",
    "budget",
    "report",
    "road",
    "tunnel",
    "hanger",
    "ferry",
    "school",
    "contract",
    "strike",
    "harbour",
    "flood",
    "engine",
    "market",
    "river",
    "storm",
    "election",
    "tax",
    "court",
    "factory",
    "station",
    "crew",
    "plan",
    "permit",
    "loan",
    "fire",
    "inspector",
    "survey",
    "crane",
    "dock",
    "warehouse",
    "village",
    "pipeline",
    "reactor",
    "satellite",
    "vaccine",
    "ward",
    "clinic",
    "library",
    "museum",
    "orchard",
    "harvest",
    "border",
    "convoy",
    "signal",
    "cable",
    "turbine",
    "dam",
    "reserve",
    "archive",
    "verdict",
    "appeal",
    "ballot",
    "mayor",
    "tenant",
    "landlord",
    "pension",
    "wage",
    "ceiling",
    "archway",
    "quarry",
    "canal",
    "glacier",
    "meadow",
    "lantern",
    "carriage",
    "timetable",
];
const ADJECTIVES: &[&str] = &[
    "new",
    "old",
    "large",
    "local",
    "public",
    "closed",
    "costly",
    "northern",
    "safe",
    "broken",
    "early",
    "temporary",
    "secret",
    "narrow",
    "modern",
    "wooden",
    "foreign",
    "urgent",
    "disputed",
    "empty",
    "hidden",
    "joint",
    "rusty",
    "southern",
    "annual",
    "federal",
    "private",
    "steep",
    "quiet",
    "frozen",
];
const VERBS: &[&str] = &[
    "closed",
    "repaired",
    "opened",
    "found",
    "delayed",
    "approved",
    "rejected",
    "sold",
    "inspected",
    "flooded",
    "replaced",
    "funded",
    "cancelled",
    "moved",
    "damaged",
    "planned",
    "checked",
    "blocked",
    "shared",
    "promised",
    "painted",
    "guarded",
    "measured",
    "counted",
    "rebuilt",
    "searched",
    "abandoned",
    "renamed",
];
