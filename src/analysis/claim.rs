//! What a sentence states: its content stems, clauses, figures, hedges and negations.

use super::Mention;
use super::lexicon::Lexicon;
use crate::article::Article;

/// What one sentence states, in the form in which sentences are compared.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Statement {}

/// The statements of the article, one for each sentence, in order.
pub fn statements(article: &Article, mentions: &[Mention], lexicon: &Lexicon) -> Vec<Statement> {
    let _ = (mentions, lexicon);
    vec![Statement::default(); article.sentences.len()]
}
