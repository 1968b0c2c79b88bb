//! Two articles side by side: which of their sentences say the same, and what only one of them says.
//!
//! Sentences are paired by the claims and quotes that they share, else by their words. Every sentence stands in
//! exactly one row; rows are in the order of the left article, and what only the right one says stands where it says it.

mod align;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use super::told::values;
use super::{Corpus, Place, Sign};
use crate::article::{ArticleId, ParagraphKind, SentenceId};
use crate::link::difference::amount::{Amount, amounts, comparable, contradict, same, same_sense};
use crate::link::difference::reading::{Term, terms};
use crate::link::quote::{Change, word_diff};
use crate::link::{ClaimId, Difference, SharedQuoteId};
use crate::text::{Span, wrap};
use align::{Aligned, align};

/// Why two sentences stand side by side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum By {
    /// Both are headlines.
    Title,
    /// Both hold words of the same quote.
    Quote(SharedQuoteId),
    /// Both say the claim.
    Claim(ClaimId),
    /// Their words are alike, so far from 0 to 1.
    Words(f32),
}

/// One row of a comparison.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Row {
    /// Two sentences that say the same.
    Pair {
        /// The sentence of the left article.
        left: SentenceId,
        /// The sentence of the right one.
        right: SentenceId,
        /// Why they are paired.
        by: By,
        /// What the row is to a reader; nothing where headlines say different things.
        sign: Option<Sign>,
    },
    /// A sentence of the left article that the right one has not beside it.
    Left {
        /// The sentence.
        sentence: SentenceId,
        /// The sentence of the right article that says it too, in another row.
        also: Option<SentenceId>,
    },
    /// A sentence of the right article that the left one has not beside it.
    Right {
        /// The sentence.
        sentence: SentenceId,
        /// The sentence of the left article that says it too, in another row.
        also: Option<SentenceId>,
    },
}

impl Row {
    /// The sentence of the left article, if the row has one.
    pub fn left(&self) -> Option<SentenceId> {
        match self {
            Self::Pair { left, .. } => Some(*left),
            Self::Left { sentence, .. } => Some(*sentence),
            Self::Right { .. } => None,
        }
    }

    /// The sentence of the right article, if the row has one.
    pub fn right(&self) -> Option<SentenceId> {
        match self {
            Self::Pair { right, .. } => Some(*right),
            Self::Right { sentence, .. } => Some(*sentence),
            Self::Left { .. } => None,
        }
    }

    /// What the row is to a reader.
    pub fn sign(&self) -> Option<Sign> {
        match self {
            Self::Pair { sign, .. } => *sign,
            Self::Left { also: None, .. } | Self::Right { also: None, .. } => Some(Sign::OnlyHere),
            Self::Left { .. } | Self::Right { .. } => Some(Sign::Claim(2)),
        }
    }
}

/// Two articles side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The article on the left.
    pub left: ArticleId,
    /// The article on the right.
    pub right: ArticleId,
    /// The rows in reading order.
    pub rows: Vec<Row>,
    /// The share of the words of both that stand in the same order in paired sentences, 0 to 1.
    pub same: f32,
}

impl Comparison {
    /// Whether the articles have more in common than that both have a headline.
    pub fn has_common(&self) -> bool {
        let is_common = |row: &Row| match row {
            Row::Pair { by, .. } => *by != By::Title,
            Row::Left { also, .. } | Row::Right { also, .. } => also.is_some(),
        };
        self.rows.iter().any(is_common)
    }

    /// How many pairs print different values.
    pub fn differing(&self) -> usize {
        let differs = |row: &&Row| matches!(row.sign(), Some(Sign::Differs(_)));
        self.rows.iter().filter(differs).count()
    }

    /// How many sentences are paired, are only in the left article, and only in the right one.
    pub fn counts(&self) -> (usize, usize, usize) {
        let (mut pairs, mut left, mut right) = (0, 0, 0);
        for row in &self.rows {
            match row {
                Row::Pair { .. } => pairs += 1,
                Row::Left { also: None, .. } => left += 1,
                Row::Right { also: None, .. } => right += 1,
                Row::Left { .. } | Row::Right { .. } => {}
            }
        }
        (pairs, left, right)
    }
}

/// Puts two articles of the corpus side by side.
pub fn compare(corpus: &Corpus, left: ArticleId, right: ArticleId) -> Comparison {
    let (lefts, rights) = (sentences(corpus, left), sentences(corpus, right));
    let aligned = align(corpus, (left, &lefts), (right, &rights));
    let mut rows: Vec<Row> = Vec::new();
    // What only the right article says stands behind the row of the sentence before it there.
    let mut following = rights_alone(&aligned, &rights);
    rows.append(&mut following.remove(&None).unwrap_or_default());
    let mut titled = false;
    for sentence in lefts {
        let Some((other, by)) = aligned.of_left.get(&sentence).copied() else {
            rows.push(Row::Left {
                sentence,
                also: aligned.left_also.get(&sentence).copied(),
            });
            continue;
        };
        let pair = Row::Pair {
            left: sentence,
            right: other,
            by,
            sign: sign(corpus, (left, sentence), (right, other), by),
        };
        // Headlines lead, also where the right one is preceded by what only that article says.
        if by == By::Title && !titled {
            rows.insert(0, pair);
            titled = true;
        } else {
            rows.push(pair);
        }
        rows.append(&mut following.remove(&Some(other)).unwrap_or_default());
    }
    let same = same_share(corpus, (left, right), &rows);
    Comparison {
        left,
        right,
        rows,
        same,
    }
}

/// How the right sentence of a pair differs from the left one, word by word: spans of the words on one line.
pub fn changes(corpus: &Corpus, left: Place, right: Place) -> Vec<Change> {
    word_diff(
        &wrap::flat(corpus.sentence(left)),
        &wrap::flat(corpus.sentence(right)),
    )
}

/// The headline and what the article reports.
fn sentences(corpus: &Corpus, id: ArticleId) -> Vec<SentenceId> {
    let article = corpus.article(id);
    let counts = |sentence: &SentenceId| {
        let kind = article.kind_of(*sentence);
        kind.is_report() || kind == ParagraphKind::Title
    };
    article.sentence_ids().filter(counts).collect()
}

type Following = std::collections::BTreeMap<Option<SentenceId>, Vec<Row>>;

/// What only the right article says, by the paired sentence before it.
fn rights_alone(aligned: &Aligned, rights: &[SentenceId]) -> Following {
    let mut following = Following::new();
    let mut last = None;
    for sentence in rights {
        if aligned.rights.contains(sentence) {
            last = Some(*sentence);
            continue;
        }
        following.entry(last).or_default().push(Row::Right {
            sentence: *sentence,
            also: aligned.right_also.get(sentence).copied(),
        });
    }
    following
}

/// What a pair is to a reader.
fn sign(
    corpus: &Corpus,
    left: (ArticleId, SentenceId),
    right: (ArticleId, SentenceId),
    by: By,
) -> Option<Sign> {
    let place = |(article, sentence)| Place { article, sentence };
    let (left, right) = (place(left), place(right));
    let claims: BTreeSet<ClaimId> = corpus.strong_claims(left).collect();
    let shared = corpus.strong_claims(right);
    let shared: Vec<ClaimId> = shared.filter(|id| claims.contains(id)).collect();
    let differ = |claim: &ClaimId| values_differ(corpus, *claim, left, right);
    if shared.iter().any(differ) {
        return Some(Sign::Differs(2));
    }
    match by {
        By::Quote(_) if amounts_differ(corpus, left, right) => Some(Sign::Differs(2)),
        By::Quote(_) => Some(Sign::Quote(2)),
        By::Title => (!shared.is_empty()).then_some(Sign::Claim(2)),
        // A claim holds the values of one sentence of an article, which need not be this one.
        By::Claim(_) | By::Words(_) if amounts_contradict(corpus, left, right) => {
            Some(Sign::Differs(2))
        }
        By::Claim(_) | By::Words(_) => Some(Sign::Claim(2)),
    }
}

/// Whether the two sentences have different values in a difference of the claim.
fn values_differ(corpus: &Corpus, claim: ClaimId, left: Place, right: Place) -> bool {
    let of = |difference: &Difference, place: Place| {
        let here = corpus.span(place);
        let is_here = |at: &(ArticleId, Span)| at.0 == place.article && here.contains(at.1);
        let mut values = values(corpus, difference).into_iter();
        let value = values.find(|value| value.places.iter().any(is_here));
        value.map(|value| value.short)
    };
    corpus.contradictions(claim, left).any(|difference| {
        let (a, b) = (of(difference, left), of(difference, right));
        a.is_some() && b.is_some() && a != b
    })
}

/// Whether sentences that quote the same words count the same thing differently: the words around make it sure.
fn amounts_differ(corpus: &Corpus, left: Place, right: Place) -> bool {
    any_amounts(corpus, left, right, |a, a_terms, b, b_terms| {
        comparable(a, a_terms, b, b_terms) && contradict(a, b)
    })
}

/// The same for sentences that say the same in other words: the amounts must also be meant alike.
fn amounts_contradict(corpus: &Corpus, left: Place, right: Place) -> bool {
    any_amounts(corpus, left, right, |a, a_terms, b, b_terms| {
        comparable(a, a_terms, b, b_terms) && contradict(a, b) && same_sense(a, a_terms, b, b_terms)
    })
}

/// Whether `differ` is true of amounts of which each stands in one of the sentences only.
fn any_amounts(
    corpus: &Corpus,
    left: Place,
    right: Place,
    differ: impl Fn(&Amount, &[Term], &Amount, &[Term]) -> bool,
) -> bool {
    let terms = |place: Place| terms(&corpus.article(place.article).text, corpus.span(place));
    let (a_terms, b_terms) = (terms(left), terms(right));
    let (ours, theirs) = (amounts(&a_terms), amounts(&b_terms));
    let is_new = |amount: &&Amount, others: &[Amount]| !others.iter().any(|o| same(amount, o));
    ours.iter().filter(|a| is_new(a, &theirs)).any(|a| {
        theirs
            .iter()
            .filter(|b| is_new(b, &ours))
            .any(|b| differ(a, &a_terms, b, &b_terms))
    })
}

/// The share of the words of all rows that paired sentences have in the same order.
#[expect(
    clippy::cast_precision_loss,
    reason = "articles have fewer than 2^24 words"
)]
fn same_share(corpus: &Corpus, articles: (ArticleId, ArticleId), rows: &[Row]) -> f32 {
    let count = |words: &str| words.split_whitespace().count();
    let left = |sentence| Place {
        article: articles.0,
        sentence,
    };
    let right = |sentence| Place {
        article: articles.1,
        sentence,
    };
    let (mut all, mut same) = (0, 0);
    for row in rows {
        match row {
            Row::Left { sentence, .. } => all += count(corpus.sentence(left(*sentence))),
            Row::Right { sentence, .. } => all += count(corpus.sentence(right(*sentence))),
            Row::Pair {
                left: a, right: b, ..
            } => {
                let words = wrap::flat(corpus.sentence(left(*a)));
                all += count(&words) + count(corpus.sentence(right(*b)));
                for change in changes(corpus, left(*a), right(*b)) {
                    if let Change::Same(span) = change {
                        same += 2 * count(span.of(&words));
                    }
                }
            }
        }
    }
    same as f32 / all.max(1) as f32
}
