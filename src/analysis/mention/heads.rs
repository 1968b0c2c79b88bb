//! What the words of a name say about its kind: a ministry is an organization, whatever surrounds it.

use super::Found;
use super::evidence::{Document, Evidence};
use super::words::{Line, Words};
use crate::analysis::EntityKind;
use crate::analysis::lexicon::{Lexicon, NameClass, WordClass};

/// Words that name organizations and hardly anything else.
const SURE: &str = "inc inc. corp corp. corporation ltd ltd. llc plc gmbh airlines airways university ministry department agency \
                    commission committee council bureau authority association federation league party institute \
                    foundation senate parliament newspaper company college ferries shipping lines subcommittee";

/// Words that organizations are named with, unless it is clear that a name means a place.
const LIKELY: &str = "bank union group groups chamber court cabinet academy school society office fund board trust times herald tribune \
                      post news media club studios systems technologies partners industries hub conference coalition \
                      alliance administration movement brigade brigades navy army police ministries directorate";

/// Words that places are named with and hardly anybody's surname.
const PLACES: &str = "airport stadium county province district islands avenue boulevard highway river station municipality \
                      peninsula canyon neighborhood neighbourhood prefecture";

/// Words that places are named with, unless a name means a person.
const LIKELY_PLACES: &str = "street road bridge lake park island bay beach square valley tower hospital museum mountain mountains \
                             sea ocean strait port harbour harbor trail coast desert forest";

/// Puts right the kinds that the words of the names contradict.
pub(super) fn settle_kinds(
    words: &Words<'_>,
    document: &Document<'_>,
    found: &mut [Found],
    lexicon: &Lexicon,
) {
    for name in found {
        if let Some(kind) = kind_by_words(words, name) {
            name.kind = kind;
        } else if name.kind == EntityKind::Other && name.words.len() == 1 {
            name.kind = kind_of_word(words, document, name.words.start, lexicon);
        }
    }
}

fn kind_by_words(words: &Words<'_>, name: &Found) -> Option<EntityKind> {
    if name.words.len() < 2 {
        return None;
    }
    let (first, last) = (name.words.start, name.words.end - 1);
    if !words.all[last].capital || !words.all[first].capital {
        return None;
    }
    let of = words.folded(first + 1) == "of";
    let head = words.folded(if of { first } else { last });
    let among = |list: &str| list.split_ascii_whitespace().any(|word| word == head);
    let whole = name.words.clone().all(|at| words.all[at].capital);
    match name.kind {
        EntityKind::Organization => None,
        EntityKind::Place if of && head == "bank" => Some(EntityKind::Organization),
        _ if among(SURE) => Some(EntityKind::Organization),
        EntityKind::Person | EntityKind::Other if among(PLACES) && !of => Some(EntityKind::Place),
        EntityKind::Other if among(LIKELY) => Some(EntityKind::Organization),
        EntityKind::Other if among(LIKELY_PLACES) && whole => Some(EntityKind::Place),
        _ => None,
    }
}

/// The kind of a single word of which the tagger knew only that it is a name.
fn kind_of_word(
    words: &Words<'_>,
    document: &Document<'_>,
    at: usize,
    lexicon: &Lexicon,
) -> EntityKind {
    let text = words.text(at);
    if lexicon.is_demonym(text) {
        return EntityKind::Other;
    }
    if let Some(codes) = lexicon.phrase(text).codes {
        if codes.contains('O') {
            return EntityKind::Organization;
        }
        if codes.contains(['C', 'S', 'K', 'R']) {
            return EntityKind::Place;
        }
        return EntityKind::Other;
    }
    let folded = words.folded(at);
    let evidence = document.evidence(folded);
    let acts = Evidence::AFTER_TITLE | Evidence::BEFORE_SAID | Evidence::AFTER_FIRST_NAME;
    let thing = Evidence::AFTER_THE | Evidence::AFTER_IN | Evidence::ACRONYM;
    let surname = lexicon.name(folded).any(NameClass::ANY_LAST);
    if surname && evidence.seen & acts != 0 && evidence.seen & thing == 0 {
        EntityKind::Person
    } else {
        EntityKind::Other
    }
}

/// "Velmora Airlines", of which the tagger saw but the first word.
pub(super) fn add_heads(words: &Words<'_>, line: &Line, found: &mut [Found]) {
    for at in 0..found.len() {
        let end = found[at].words.end;
        let free = found
            .get(at + 1)
            .map_or(line.words.end, |next| next.words.start);
        let head = words.folded(end);
        let is_head = end < free
            && words.all[end].capital
            && !words.all[end].all_capitals
            && SURE.split_ascii_whitespace().any(|word| word == head);
        let last =
            end + 1 == line.words.end || !words.all.get(end + 1).is_some_and(|next| next.capital);
        if is_head && last && !line.headline && found[at].kind != EntityKind::Person {
            found[at].words.end += 1;
            found[at].kind = EntityKind::Organization;
        }
    }
}

/// Offices of state that were passed over since their words are also written small: "the Foreign Ministry".
pub(super) fn add_offices(
    words: &Words<'_>,
    line: &Line,
    covered: &[bool],
    found: &mut Vec<Found>,
    lexicon: &Lexicon,
) {
    let heads = [
        "ministry",
        "department",
        "commission",
        "committee",
        "council",
        "agency",
        "administration",
    ];
    for at in line.words.clone() {
        let head = words.all[at].capital && !covered[at] && heads.contains(&words.folded(at));
        if !head || line.headline || line.shouted {
            continue;
        }
        let part = |at: &usize| {
            let class = lexicon.word(words.folded(*at));
            words.all[*at].capital
                && !covered[*at]
                && !class.any(WordClass::FUNCTION.with(WordClass::DATE))
                && !lexicon.is_demonym(words.text(*at))
        };
        let start = (line.words.start..at).rev().take_while(part).last();
        if let Some(start) = start.filter(|start| *start > line.words.start) {
            found.push(Found {
                words: start..at + 1,
                kind: EntityKind::Organization,
            });
        }
    }
}
