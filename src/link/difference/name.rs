//! Who or where: the same role, deed or event under other names.
//!
//! Reports call one body by many names, so only roles ("the contractor is …"), deeds of persons and of those named
//! after "by", and places of one event are compared, and only where no name of the one is a name of the other.

use std::collections::{BTreeMap, BTreeSet};

use super::reading::{Term, terms};
use crate::analysis::claim::table::Stem;
use crate::analysis::claim::word::Lists;
use crate::analysis::{EntityKind, Mention};
use crate::article::ArticleId;
use crate::link::{
    Analyzed, ClaimMention, Difference, DifferenceKind, EntityId, Links, SharedClaim,
};
use crate::text::Span;
use crate::text::fold::fold;
use crate::text::span::overlapping;

/// From which score on a mention is compared.
const COMPARED: f32 = 0.40;

/// Words at the end of the names of companies.
const SUFFIXES: [&str; 9] = [
    "ltd", "inc", "corp", "plc", "co", "llc", "gmbh", "group", "company",
];

/// In what a name stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Frame {
    /// "The contractor is …"
    Role(Stem),
    /// "… signed the contract"
    Deed(Stem, Stem),
    /// "built by …"
    By(Stem),
    /// "a fire in …"
    At(Stem),
}

impl Frame {
    fn why(self) -> &'static str {
        match self {
            Self::Role(_) => "same role, names differ",
            Self::Deed(..) | Self::By(_) => "same deed, names differ",
            Self::At(_) => "same event, places differ",
        }
    }
}

/// A name in a frame.
#[derive(Debug, Clone, Copy)]
struct Named {
    article: ArticleId,
    entity: EntityId,
    kind: EntityKind,
    span: Span,
}

/// The differences of name between the mentions of a claim.
pub(super) fn names(articles: &[Analyzed], links: &Links, claim: &SharedClaim) -> Vec<Difference> {
    let mut framed: BTreeMap<Frame, Vec<Named>> = BTreeMap::new();
    for mention in claim
        .mentions
        .iter()
        .filter(|mention| mention.score >= COMPARED)
    {
        if let Some(analyzed) = articles.get(mention.article.index()) {
            read(analyzed, links, mention, &mut framed);
        }
    }
    let differing = framed
        .into_iter()
        .filter(|(frame, named)| differ(links, *frame, named));
    let difference = |(frame, named): (Frame, Vec<Named>)| {
        let mut values: BTreeMap<ArticleId, Span> = BTreeMap::new();
        for named in named {
            values.entry(named.article).or_insert(named.span);
        }
        (values.len() > 1).then(|| Difference {
            kind: DifferenceKind::Name,
            why: frame.why().to_owned(),
            values: values.into_iter().collect(),
        })
    };
    differing.filter_map(difference).collect()
}

/// Reads the names of the sentence with their frames.
fn read(
    analyzed: &Analyzed,
    links: &Links,
    mention: &ClaimMention,
    framed: &mut BTreeMap<Frame, Vec<Named>>,
) {
    let article = &analyzed.article;
    let Some(sentence) = article.sentences.get(mention.sentence.index()) else {
        return;
    };
    if !article.kind_of(mention.sentence).is_report() {
        return;
    }
    let names = overlapping(&analyzed.annotations.mentions, sentence.span, |mention| {
        mention.span
    });
    if names.is_empty() {
        return;
    }
    let terms = terms(&article.text, sentence.span);
    for name in names {
        let entity = links.entity(mention.article, name.chain);
        if let Some((entity, frame)) = entity.zip(frame(&terms, name)) {
            framed.entry(frame).or_default().push(Named {
                article: mention.article,
                entity,
                kind: name.kind,
                span: name.span,
            });
        }
    }
}

/// In what the name stands, if that can be told.
fn frame(terms: &[Term], name: &Mention) -> Option<Frame> {
    let first = terms.partition_point(|term| term.span.end() <= name.span.start());
    let end = terms.partition_point(|term| term.span.start() < name.span.end());
    let before = |back: usize| first.checked_sub(back).and_then(|at| terms.get(at));
    let word = |back: usize| before(back).map_or("", |term| term.lower.as_str());
    let free = |back: usize| before(back).is_some_and(|term| term.tells && !term.capital);
    match name.kind {
        EntityKind::Place => {
            let is_in = matches!(word(1), "in" | "at" | "near") && free(2);
            is_in
                .then(|| before(2).map(|term| Frame::At(term.stem)))
                .flatten()
        }
        EntityKind::Person | EntityKind::Organization => {
            let the = (3..=5).any(|back| matches!(word(back), "the" | "its" | "their" | "whose"));
            let is_role = matches!(word(1), "is" | "was" | "be") && free(2) && the;
            let by = word(1) == "by" && free(2) && word(2).ends_with('d');
            let person = || {
                (name.kind == EntityKind::Person)
                    .then(|| deed(terms, end))
                    .flatten()
            };
            if is_role {
                before(2).map(|term| Frame::Role(term.stem))
            } else if by {
                before(2).map(|term| Frame::By(term.stem))
            } else {
                person()
            }
        }
        EntityKind::Other => None,
    }
}

/// What the person does whose name ends before `at`: "signed the contract".
fn deed(terms: &[Term], at: usize) -> Option<Frame> {
    let verb = terms
        .get(at)
        .filter(|term| term.tells && !term.after_mark && term.lower.ends_with("ed"))?;
    let attributes = matches!(
        verb.lower.as_str(),
        "added"
            | "warned"
            | "announced"
            | "argued"
            | "noted"
            | "claimed"
            | "denied"
            | "declared"
            | "insisted"
            | "vowed"
            | "promised"
            | "called"
            | "wanted"
            | "asked"
            | "refused"
            | "confirmed"
            | "explained"
            | "described"
            | "acknowledged"
            | "accused"
            | "criticized"
            | "criticised"
            | "urged"
            | "praised"
            | "rejected"
    );
    terms.get(at + 1).filter(|term| term.lower == "the")?;
    let object = terms
        .iter()
        .skip(at + 1)
        .take(4)
        .take_while(|term| !term.after_mark);
    let object = object
        .clone()
        .find(|term| term.tells)
        .filter(|_| !attributes)?;
    Some(Frame::Deed(verb.stem, object.stem))
}

/// Whether the names in one frame are those of different people or places.
fn differ(links: &Links, frame: Frame, named: &[Named]) -> bool {
    let entities: BTreeSet<EntityId> = named.iter().map(|named| named.entity).collect();
    let kinds: BTreeSet<&str> = named.iter().map(|named| named.kind.name()).collect();
    if entities.len() != 2 || kinds.len() != 1 {
        return false;
    }
    // A report that names both means something else by it.
    let both = |a: &Named, b: &Named| a.article == b.article && a.entity != b.entity;
    if named.iter().any(|a| named.iter().any(|b| both(a, b))) {
        return false;
    }
    let [Some(one), Some(other)] =
        [entities.first(), entities.last()].map(Option::<&EntityId>::copied)
    else {
        return false;
    };
    if words(links, one)
        .intersection(&words(links, other))
        .next()
        .is_some()
    {
        return false;
    }
    // One place may lie in the other; then one of the reports is likely to name both.
    let names = |article: ArticleId, entity: EntityId| {
        let chains = links.entity_of_chain.get(article.index());
        chains.is_some_and(|chains| chains.contains(&entity))
    };
    let apart =
        |named: &Named| !names(named.article, if named.entity == one { other } else { one });
    !matches!(frame, Frame::At(_)) || named.iter().all(apart)
}

/// The telling words of all names of an entity, and their first letters.
fn words(links: &Links, entity: EntityId) -> BTreeSet<String> {
    let entity = links.entities.get(entity.index());
    let names = entity
        .into_iter()
        .flat_map(|entity| std::iter::once(&entity.name).chain(&entity.aliases));
    let mut words = BTreeSet::new();
    for name in names {
        let folded = fold(name);
        let parts: Vec<&str> = folded
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.len() > 1)
            .collect();
        let letters: String = parts
            .iter()
            .filter_map(|word| word.chars().next())
            .collect();
        if letters.len() > 1 {
            words.insert(letters);
        }
        let telling = parts
            .into_iter()
            .filter(|word| !Lists::embedded().is_stop(word) && !SUFFIXES.contains(word));
        words.extend(telling.map(str::to_owned));
    }
    words
}
