//! The words of every sentence, as numbers; gathered from many articles at once.

use std::collections::HashMap;
use std::iter;

use rayon::prelude::*;

use super::postings::key_into;
use super::prose::words_of;
use crate::corpus::Corpus;
use crate::link::Analyzed;
use crate::text::Span;

/// So many articles are read by one thread before the next ones are taken.
const CHUNK: usize = 256;

/// The words of all sentences in order of the articles.
#[derive(Debug, Default)]
pub struct Words {
    /// Every word that occurs, once, in the order of the text.
    pub vocabulary: Vec<String>,
    /// For every sentence, its words: positions in the vocabulary, each doubled, and one more where quoted.
    packed: Vec<u32>,
    /// Where the words of every sentence end.
    ends: Vec<usize>,
    /// Where the sentences of every article begin.
    first: Vec<usize>,
}

impl Words {
    /// Reads a corpus. `quoted` are the spans of every article that are quoted, in order.
    pub fn new(corpus: &Corpus, quoted: &[Vec<Span>]) -> Self {
        let chunks = corpus
            .articles
            .par_chunks(CHUNK)
            .zip(quoted.par_chunks(CHUNK));
        let read: Vec<Self> = chunks
            .map(|(articles, quoted)| Self::read(articles, quoted))
            .collect();
        let mut all = Self::default();
        let mut ids = HashMap::new();
        for chunk in &read {
            all.append(chunk, &mut ids);
        }
        all
    }

    /// The words of a sentence: position in the vocabulary, and whether the word is quoted.
    pub fn of(&self, article: usize, sentence: usize) -> impl Iterator<Item = (usize, bool)> + '_ {
        let number = self.first.get(article).map_or(0, |first| first + sentence);
        let start = number
            .checked_sub(1)
            .and_then(|before| self.ends.get(before))
            .copied()
            .unwrap_or(0);
        let end = self.ends.get(number).copied().unwrap_or(start);
        let words = self.packed.get(start..end).unwrap_or_default();
        words
            .iter()
            .map(|word| ((word >> 1) as usize, word & 1 == 1))
    }

    fn read(articles: &[Analyzed], quoted: &[Vec<Span>]) -> Self {
        let mut read = Self::default();
        let mut ids: HashMap<String, u32> = HashMap::new();
        let mut key = String::new();
        for (Analyzed { article, .. }, quoted) in iter::zip(articles, quoted) {
            read.first.push(read.ends.len());
            let mut quoted = quoted.iter().peekable();
            for sentence in &article.sentences {
                for span in words_of(&article.text, sentence.span) {
                    key_into(span.of(&article.text), &mut key);
                    while quoted
                        .next_if(|quote| quote.end() <= span.start())
                        .is_some()
                    {}
                    let is_quoted = quoted.peek().is_some_and(|quote| quote.contains(span));
                    if !key.is_empty() {
                        let id = read.id(&key, &mut ids);
                        read.packed.push(id << 1 | u32::from(is_quoted));
                    }
                }
                read.ends.push(read.packed.len());
            }
        }
        read
    }

    fn id(&mut self, key: &str, ids: &mut HashMap<String, u32>) -> u32 {
        if let Some(id) = ids.get(key) {
            return *id;
        }
        let id = u32::try_from(self.vocabulary.len()).expect("fewer than 2^31 words are different");
        self.vocabulary.push(key.to_owned());
        ids.insert(key.to_owned(), id);
        id
    }

    fn append(&mut self, chunk: &Self, ids: &mut HashMap<String, u32>) {
        let known: Vec<u32> = chunk
            .vocabulary
            .iter()
            .map(|word| self.id(word, ids))
            .collect();
        let (sentences, words) = (self.ends.len(), self.packed.len());
        self.first
            .extend(chunk.first.iter().map(|first| sentences + first));
        self.ends.extend(chunk.ends.iter().map(|end| words + end));
        let known = |word: &u32| known.get((word >> 1) as usize).map(|id| id << 1 | word & 1);
        self.packed.extend(chunk.packed.iter().filter_map(known));
    }
}
