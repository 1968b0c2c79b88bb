//! The outlet that prints an article, where the article names it: an organization, whatever its name looks like.

use super::Found;
use super::words::Words;
use crate::analysis::EntityKind;
use crate::analysis::lexicon::Lexicon;
use crate::article::Article;
use crate::text::fold::fold;

/// Makes organizations of the mentions of the article's own outlet, by its whole name or, behind "the", its last word.
pub(super) fn add(article: &Article, words: &Words<'_>, found: &mut Vec<Found>, lexicon: &Lexicon) {
    let source = fold(article.meta.source.as_deref().unwrap_or_default());
    let source: Vec<&str> = source
        .split_whitespace()
        .skip_while(|word| *word == "the")
        .collect();
    let Some(last) = source.last() else { return };
    let is_known = source.len() == 1 && lexicon.phrase(&capitalized(last)).codes.is_some();
    if is_known {
        return;
    }
    let mut at = 0;
    while at < words.all.len() {
        let end = at + source.len();
        let whole = end <= words.all.len()
            && words.all[at].capital
            && source
                .iter()
                .zip(at..)
                .all(|(word, at)| is_word(words, at, word));
        let short = !whole
            && words.folded(at) == *last
            && words.all[at].capital
            && at > 0
            && words.folded(at - 1) == "the"
            && !words.all.get(at + 1).is_some_and(|next| next.capital);
        if whole || short {
            let end = if whole { end } else { at + 1 };
            name(found, at..end);
            at = end;
        } else {
            at += 1;
        }
    }
}

fn is_word(words: &Words<'_>, at: usize, word: &str) -> bool {
    words.folded(at) == word || word == "&" && words.folded(at) == "and"
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    let initial = letters.next().into_iter().flat_map(char::to_uppercase);
    initial.chain(letters.as_str().chars()).collect()
}

/// Puts an organization in the place of the names that lie within it, unless one of them is longer.
fn name(found: &mut Vec<Found>, span: std::ops::Range<usize>) {
    let first = found.partition_point(|name| name.words.end <= span.start);
    let end = found.partition_point(|name| name.words.start < span.end);
    let within = |name: &Found| span.start <= name.words.start && name.words.end <= span.end;
    if found.get(first..end).unwrap_or_default().iter().all(within) {
        let outlet = Found {
            words: span,
            kind: EntityKind::Organization,
        };
        found.splice(first..end, [outlet]);
    }
}
