//! How sure something is said to be: denied, left open, or plainly said.

use super::reading::Term;
use crate::analysis::claim::table::Stem;
use crate::analysis::claim::word::Lists;
use crate::text::Span;

/// How many words may stand between a word of tone and the verb it is about.
const REACH: usize = 3;
/// The same for "unclear whether the council has ever" and "nor has the council ever".
const FAR: usize = 9;
/// How many words around two verbs say whether they are said of the same.
const FRAME: usize = 7;

/// Words that leave open whether what follows is so.
const OPEN: [&str; 24] = [
    "may",
    "might",
    "could",
    "considering",
    "considers",
    "consider",
    "weighing",
    "weighs",
    "mulls",
    "mulling",
    "possibly",
    "perhaps",
    "plans",
    "plan",
    "planning",
    "hopes",
    "hoping",
    "wants",
    "intends",
    "aims",
    "threatens",
    "threatened",
    "proposed",
    "proposes",
];
/// Words of hearsay.
const HEARSAY: [&str; 3] = ["reportedly", "allegedly", "supposedly"];
/// Verbs of help, after which "not" denies what follows.
const HELPS: [&str; 22] = [
    "do", "does", "did", "has", "have", "had", "is", "are", "was", "were", "be", "been", "will",
    "would", "can", "could", "should", "may", "might", "must", "shall", "cannot",
];
/// Words that make of a sentence something other than a plain statement.
const UNPLAIN: [&str; 12] = [
    "if",
    "whether",
    "unless",
    "until",
    "would",
    "unclear",
    "previously",
    "even",
    "only",
    "should",
    "had",
    "refused",
];

/// Words before what is no object.
const PREPOSITIONS: [&str; 14] = [
    "in", "on", "at", "of", "for", "from", "to", "by", "with", "before", "after", "over", "during",
    "until",
];

/// A word that is left open, denied or plainly said, with the word that does so.
#[derive(Debug, Clone)]
pub struct Toned {
    /// What is left open, denied or said.
    pub stem: Stem,
    /// The words from the one that sets the tone to the one it is about.
    pub span: Span,
    /// The word it is about, by its place.
    at: usize,
}

/// What `terms` leave open: "is considering an appeal", "may be fitted", "plans to appeal".
pub fn open(terms: &[Term]) -> Vec<Toned> {
    let leaves_open = |at: usize, term: &Term| {
        let word = term.lower.as_str();
        let plan = matches!(
            word,
            "plans"
                | "plan"
                | "planning"
                | "hopes"
                | "hoping"
                | "wants"
                | "intends"
                | "aims"
                | "threatens"
                | "threatened"
                | "proposed"
                | "proposes"
        );
        let to = terms.get(at + 1).is_some_and(|next| next.lower == "to");
        OPEN.contains(&word) && !term.capital && (!plan || to)
    };
    toned(terms, REACH, leaves_open)
}

/// What `terms` have by hearsay: "reportedly left".
pub fn hearsay(terms: &[Term]) -> Vec<Toned> {
    toned(terms, REACH, |_, term| {
        HEARSAY.contains(&term.lower.as_str())
    })
}

/// What `terms` say is not known: "it is unclear whether the council has signed".
pub fn unknown(terms: &[Term]) -> Vec<Toned> {
    let is_unknown = |at: usize, term: &Term| {
        let whether = terms
            .get(at + 1)
            .is_some_and(|next| matches!(next.lower.as_str(), "whether" | "if"));
        matches!(
            term.lower.as_str(),
            "unclear" | "unknown" | "clear" | "known"
        ) && whether
    };
    let mut unknown = Vec::new();
    for (at, term) in terms
        .iter()
        .enumerate()
        .filter(|(at, term)| is_unknown(*at, term))
    {
        let following = terms.iter().enumerate().skip(at + 2).take(FAR);
        let following = following.take_while(|(_, term)| !term.after_mark);
        unknown.extend(
            following
                .filter(|(_, about)| about.tells && !about.capital)
                .map(|(index, about)| Toned {
                    stem: about.stem,
                    span: term.span.cover(about.span),
                    at: index,
                }),
        );
    }
    unknown
}

/// All that `terms` do not say is so: what is left open, is not known or is hearsay.
pub fn unsure(terms: &[Term]) -> Vec<Toned> {
    [open(terms), unknown(terms), hearsay(terms)].concat()
}

/// What `terms` say will be.
pub fn sure(terms: &[Term]) -> Vec<Toned> {
    toned(terms, REACH, |_, term| {
        term.lower == "will" && !term.capital
    })
}

/// What `terms` say has been done: "has launched".
pub fn done(terms: &[Term]) -> Vec<Toned> {
    let mut done = toned(terms, REACH, |_, term| {
        matches!(term.lower.as_str(), "has" | "have")
    });
    done.retain(|toned| {
        let about = terms.get(toned.at).map_or("", |term| term.lower.as_str());
        about.ends_with("ed")
            || about.ends_with("en")
            || about.ends_with("un")
            || about.ends_with("on")
    });
    done
}

/// What `terms` deny: "will not appeal", "nor has the council signed".
pub fn denied(terms: &[Term]) -> Vec<Toned> {
    let helps = |at: usize| {
        terms
            .get(at)
            .is_some_and(|term| HELPS.contains(&term.lower.as_str()))
    };
    let is_not = |at: usize, term: &Term| {
        let word = term.lower.as_str();
        let bare = matches!(word, "not" | "never") && at > 0 && helps(at - 1);
        bare || word.ends_with("n't") || matches!(word, "cannot" | "never")
    };
    let mut denied = toned(terms, REACH, is_not);
    for (at, term) in terms.iter().enumerate() {
        if term.lower == "nor" && helps(at + 1) {
            let following = terms.iter().enumerate().skip(at + 2).take(FAR);
            let following = following.take_while(|(_, term)| !term.after_mark);
            let verbs = following.filter(|(_, about)| about.tells && about.lower.ends_with("ed"));
            denied.extend(verbs.map(|(index, about)| Toned {
                stem: about.stem,
                span: term.span.cover(about.span),
                at: index,
            }));
        }
    }
    denied
}

/// What `terms` say without any tone, if `stem` is among it.
pub fn plain(terms: &[Term], stem: Stem) -> Option<Toned> {
    let at = terms
        .iter()
        .position(|term| term.tells && term.stem == stem)?;
    let term = terms.get(at)?;
    Some(Toned {
        stem,
        span: term.span,
        at,
    })
}

/// Whether any of `terms` denies or leaves open anything.
pub fn is_plain(terms: &[Term]) -> bool {
    let lists = Lists::embedded();
    let is_toned = |term: &Term| {
        let word = term.lower.as_str();
        let leaves_open = OPEN.contains(&word) && !term.capital;
        let denies = lists.denies(word) || word.ends_with("n't");
        denies || leaves_open || lists.hedges(word) || UNPLAIN.contains(&word)
    };
    // An apostrophe with a space behind it: "didn’ t".
    let torn = terms
        .iter()
        .any(|term| term.lower == "t" || term.lower.ends_with("n'"));
    !torn && !terms.iter().any(is_toned)
}

/// Whether two sentences say, deny or leave open the same of the same: by the words around both verbs.
pub fn same_frame(a: &Toned, a_terms: &[Term], b: &Toned, b_terms: &[Term]) -> bool {
    let near = |toned: &Toned, terms: &[Term]| -> Vec<Stem> {
        super::reading::around(terms, toned.at, toned.at, FRAME).collect()
    };
    let theirs = near(b, b_terms);
    let shared: std::collections::BTreeSet<Stem> = near(a, a_terms)
        .into_iter()
        .filter(|stem| theirs.contains(stem))
        .collect();
    shared.len() >= 2
}

/// Whether the same does it, or it is done to the same: the words next to both verbs.
pub fn same_subject_or_object(a: &Toned, a_terms: &[Term], b: &Toned, b_terms: &[Term]) -> bool {
    let subject = |toned: &Toned, terms: &[Term]| before(terms, toned.at);
    let object = |toned: &Toned, terms: &[Term]| after(terms, toned.at);
    let same = |a: Option<Stem>, b: Option<Stem>| a.is_some() && a == b;
    same(subject(a, a_terms), subject(b, b_terms)) || same(object(a, a_terms), object(b, b_terms))
}

/// The telling word before the verb at `at`, in the same piece of the sentence.
fn before(terms: &[Term], at: usize) -> Option<Stem> {
    let mut index = at;
    while index > 0 && !terms.get(index)?.after_mark {
        index -= 1;
        let term = terms.get(index)?;
        let denies = Lists::embedded().denies(&term.lower) || term.lower.ends_with("n't");
        if term.tells && !denies && !term.lower.ends_with("ly") {
            return Some(term.stem);
        }
    }
    None
}

/// The telling word after the verb at `at`.
fn after(terms: &[Term], at: usize) -> Option<Stem> {
    objects(terms, at).first().copied()
}

/// The telling words after the verb at `at`, in the same piece of the sentence and not behind a preposition.
fn objects(terms: &[Term], at: usize) -> Vec<Stem> {
    let following = terms.iter().skip(at + 1).take(5);
    let following = following
        .take_while(|term| !term.after_mark && !PREPOSITIONS.contains(&term.lower.as_str()));
    let telling = following.filter(|term| term.tells && !term.lower.ends_with("ly"));
    telling.map(|term| term.stem).collect()
}

/// Whether what is done, if both say what, may be the same: "close the tunnel" and "close the old tunnel".
pub fn objects_agree(a: &Toned, a_terms: &[Term], b: &Toned, b_terms: &[Term]) -> bool {
    let (ours, theirs) = (objects(a_terms, a.at), objects(b_terms, b.at));
    ours.is_empty() || theirs.is_empty() || ours.iter().any(|stem| theirs.contains(stem))
}

fn toned(terms: &[Term], reach: usize, sets_tone: impl Fn(usize, &Term) -> bool) -> Vec<Toned> {
    let mut toned = Vec::new();
    for (index, tone) in terms
        .iter()
        .enumerate()
        .filter(|(index, term)| sets_tone(*index, term))
    {
        let following = terms.iter().enumerate().skip(index + 1).take(reach);
        let mut following = following.take_while(|(_, term)| !term.after_mark);
        let about = following.find(|(_, term)| term.tells && !term.lower.ends_with("ly"));
        if let Some((at, about)) = about.filter(|(_, about)| about.lower != "going") {
            toned.push(Toned {
                stem: about.stem,
                span: tone.span.cover(about.span),
                at,
            });
        }
    }
    toned
}
