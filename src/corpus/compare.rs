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
use crate::link::quote::{Change, word_diff};
use crate::link::{ClaimId, SharedQuoteId};
use crate::text::wrap;
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
        /// What the row is to a reader.
        sign: Sign,
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
    /// What the row is to a reader.
    pub fn sign(&self) -> Sign {
        match self {
            Self::Pair { sign, .. } => *sign,
            Self::Left { also: None, .. } | Self::Right { also: None, .. } => Sign::OnlyHere,
            Self::Left { .. } | Self::Right { .. } => Sign::Claim(2),
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
    /// How many pairs print different values.
    pub fn differing(&self) -> usize {
        let differs = |row: &&Row| matches!(row.sign(), Sign::Differs(_));
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
) -> Sign {
    let place = |(article, sentence)| Place { article, sentence };
    let (left, right) = (place(left), place(right));
    let claims: BTreeSet<ClaimId> = corpus.strong_claims(left).collect();
    let shared = corpus.strong_claims(right).filter(|id| claims.contains(id));
    for claim in shared {
        for difference in corpus.contradictions(claim, left) {
            let of = |place: Place| {
                let here = corpus.span(place);
                let values = values(corpus, difference);
                values.into_iter().find(|value| {
                    let is_here = |at: &(ArticleId, crate::text::Span)| {
                        at.0 == place.article && here.contains(at.1)
                    };
                    value.places.iter().any(is_here)
                })
            };
            if let (Some(a), Some(b)) = (of(left), of(right))
                && a.short != b.short
            {
                return Sign::Differs(2);
            }
        }
    }
    match by {
        By::Quote(_) => Sign::Quote(2),
        By::Title | By::Claim(_) | By::Words(_) => Sign::Claim(2),
    }
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
