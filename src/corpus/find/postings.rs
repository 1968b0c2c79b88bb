//! Which word is in which sentence: a sorted vocabulary, and for each word the packed list of its sentences.

use crate::text::fold::fold_into;

/// A sentence in which a word stands, and whether the word stands between quotation marks there.
///
/// Lists of entries are sorted; the number of the sentence is its rank, so that the first entries are the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Entry(u32);

impl Entry {
    /// The entry of the sentence numbered `number`.
    pub fn new(number: usize, is_quoted: bool) -> Self {
        let number = u32::try_from(number).expect("fewer than 2^31 sentences fit in memory");
        Self(number << 1 | u32::from(is_quoted))
    }

    /// The number of the sentence.
    pub fn number(self) -> usize {
        (self.0 >> 1) as usize
    }

    /// Whether the word stands between quotation marks.
    pub fn is_quoted(self) -> bool {
        self.0 & 1 == 1
    }
}

/// The form of `word` by which it is found.
pub fn key(word: &str) -> String {
    let mut key = String::with_capacity(word.len());
    key_into(word, &mut key);
    key
}

/// Writes the form of `word` by which it is found into `key`, which can be used again and again.
pub fn key_into(word: &str, key: &mut String) {
    key.clear();
    if word.is_ascii() {
        key.push_str(word);
        key.make_ascii_lowercase();
    } else {
        fold_into(word, key);
    }
    key.truncate(key.trim_end_matches('.').len());
}

/// A sorted list of entries that grows at its end: differences of seven bits to a byte.
#[derive(Debug, Default)]
pub struct Packed {
    bytes: Vec<u8>,
    last: u32,
    /// The entry that may still turn out to be quoted.
    open: Option<Entry>,
}

impl Packed {
    /// Appends an entry, or marks the last one as quoted too.
    pub fn push(&mut self, entry: Entry) {
        match &mut self.open {
            Some(open) if open.number() == entry.number() => open.0 |= entry.0,
            open => {
                let before = open.replace(entry);
                self.pack(before);
            }
        }
    }

    fn pack(&mut self, entry: Option<Entry>) {
        let Some(Entry(value)) = entry else { return };
        let mut rest = value.saturating_sub(self.last);
        self.last = value;
        loop {
            let [low, ..] = rest.to_le_bytes();
            rest >>= 7;
            if rest == 0 {
                return self.bytes.push(low);
            }
            self.bytes.push(low | 0x80);
        }
    }
}

/// Gathers the sentences of words, in order of the sentences' numbers.
#[derive(Debug)]
pub struct Builder {
    words: Vec<String>,
    lists: Vec<Packed>,
}

impl Builder {
    /// A builder for these words, each of which is there once.
    pub fn new(words: Vec<String>) -> Self {
        Self {
            lists: words.iter().map(|_| Packed::default()).collect(),
            words,
        }
    }

    /// Notes that a word, by its position, stands in the sentence of `entry`.
    pub fn push(&mut self, word: usize, entry: Entry) {
        if let Some(list) = self.lists.get_mut(word) {
            list.push(entry);
        }
    }

    /// The postings of all that was noted.
    pub fn finish(self) -> Postings {
        let mut words: Vec<(String, Packed)> = self.words.into_iter().zip(self.lists).collect();
        words.retain(|(_, list)| list.open.is_some());
        words.sort_unstable_by(|left, right| left.0.cmp(&right.0));
        let mut postings = Postings::default();
        for (word, list) in words {
            postings.lists.push(list);
            postings.words.push(word.into_boxed_str());
        }
        postings
    }
}

/// The packed lists of entries of words, or of anything else that is numbered.
#[derive(Debug, Default)]
pub struct Lists {
    /// Where each list ends in `bytes`.
    ends: Vec<usize>,
    bytes: Vec<u8>,
}

impl Lists {
    /// Appends a list.
    pub fn push(&mut self, mut list: Packed) {
        let open = list.open.take();
        list.pack(open);
        self.bytes.extend_from_slice(&list.bytes);
        self.ends.push(self.bytes.len());
    }

    /// The entries of the list at `position`, in order.
    pub fn entries(&self, position: usize) -> impl Iterator<Item = Entry> + '_ {
        let end_of = |position: usize| self.ends.get(position).copied();
        let start = position.checked_sub(1).and_then(end_of).unwrap_or(0);
        let list = start..end_of(position).unwrap_or(start);
        let mut bytes = self.bytes.get(list).unwrap_or_default().iter();
        let mut value = 0;
        std::iter::from_fn(move || {
            let mut shift = 0;
            loop {
                let byte = *bytes.next()?;
                value += u32::from(byte & 0x7F) << shift;
                if byte < 0x80 {
                    return Some(Entry(value));
                }
                shift += 7;
            }
        })
    }
}

/// A vocabulary in alphabetical order, with the entries of each word.
#[derive(Debug, Default)]
pub struct Postings {
    words: Vec<Box<str>>,
    lists: Lists,
}

impl Postings {
    /// The words, in order.
    pub fn words(&self) -> &[Box<str>] {
        &self.words
    }

    /// The lists of entries, one for each word.
    pub fn lists(&self) -> &Lists {
        &self.lists
    }

    /// The position of `key` in the vocabulary.
    pub fn position(&self, key: &str) -> Option<usize> {
        self.words.binary_search_by(|word| (**word).cmp(key)).ok()
    }

    /// The positions of the words that begin with `key`.
    pub fn prefixed(&self, key: &str) -> std::ops::Range<usize> {
        let start = self.words.partition_point(|word| **word < *key);
        let after = self.words.get(start..).unwrap_or_default();
        start..start + after.partition_point(|word| word.starts_with(key))
    }
}

/// A set of sentences out of `count`, with the quoted ones marked; made of many lists.
#[derive(Debug)]
pub struct Union {
    /// Two bits for each sentence: whether it is in, whether it is quoted.
    bits: Vec<u64>,
}

impl Union {
    /// An empty set of sentences with numbers below `count`.
    pub fn new(count: usize) -> Self {
        Self {
            bits: vec![0; count.div_ceil(32)],
        }
    }

    /// Puts a sentence in.
    pub fn insert(&mut self, entry: Entry) {
        let bits = 1 | u64::from(entry.is_quoted()) << 1;
        if let Some(word) = self.bits.get_mut(entry.number() / 32) {
            *word |= bits << (entry.number() % 32 * 2);
        }
    }

    /// The sentences, in order.
    pub fn into_entries(self) -> Vec<Entry> {
        let mut entries = Vec::new();
        for (index, mut word) in self.bits.into_iter().enumerate() {
            while word != 0 {
                let place = word.trailing_zeros() as usize / 2;
                let is_quoted = word >> (place * 2) & 2 == 2;
                entries.push(Entry::new(index * 32 + place, is_quoted));
                word &= !(3 << (place * 2));
            }
        }
        entries
    }
}

/// The sentences of both lists; quoted where they are in both.
pub fn intersect(left: &[Entry], right: &[Entry]) -> Vec<Entry> {
    let mut both = Vec::with_capacity(left.len().min(right.len()));
    let (mut left, mut right) = (left.iter().peekable(), right.iter().peekable());
    while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
        match a.number().cmp(&b.number()) {
            std::cmp::Ordering::Less => _ = left.next(),
            std::cmp::Ordering::Greater => _ = right.next(),
            std::cmp::Ordering::Equal => {
                both.push(Entry::new(a.number(), a.is_quoted() && b.is_quoted()));
                left.next();
                right.next();
            }
        }
    }
    both
}

/// The sentences of `left` that are not in `right`.
pub fn without(left: &[Entry], right: &[Entry]) -> Vec<Entry> {
    let mut right = right.iter().peekable();
    let mut is_left = |entry: &Entry| {
        while right
            .next_if(|other| other.number() < entry.number())
            .is_some()
        {}
        right
            .peek()
            .is_none_or(|other| other.number() != entry.number())
    };
    left.iter()
        .copied()
        .filter(|entry| is_left(entry))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn built(all: &[(&str, usize, bool)]) -> Postings {
        let mut words: Vec<String> = Vec::new();
        for (word, ..) in all {
            if !words.contains(&(*word).to_owned()) {
                words.push((*word).to_owned());
            }
        }
        let mut builder = Builder::new(words.clone());
        for (word, number, is_quoted) in all {
            let position = words.iter().position(|known| known == word).unwrap();
            builder.push(position, Entry::new(*number, *is_quoted));
        }
        builder.finish()
    }

    #[test]
    fn a_word_twice_in_a_sentence_is_one_entry_quoted_if_any_is() {
        let postings = built(&[
            ("hanger", 3, false),
            ("hanger", 3, true),
            ("hanger", 700, false),
        ]);
        let entries: Vec<Entry> = postings.lists().entries(0).collect();
        assert_eq!(entries, [Entry::new(3, true), Entry::new(700, false)]);
    }

    #[test]
    fn words_are_found_by_their_beginning() {
        let postings = built(&[
            ("hang", 0, false),
            ("rust", 0, false),
            ("hanger", 1, false),
            ("hand", 1, false),
        ]);
        assert_eq!(postings.prefixed("hang"), 1..3);
        assert_eq!(postings.prefixed("x"), 4..4);
        assert_eq!(postings.position("hanger"), Some(2));
    }

    #[test]
    fn the_key_of_an_abbreviation_has_no_last_dot() {
        assert_eq!(key("U.S."), "u.s");
    }

    fn lists() -> impl Strategy<Value = BTreeMap<usize, bool>> {
        proptest::collection::btree_map(0_usize..5_000, any::<bool>(), 0..40)
    }

    fn entries(list: &BTreeMap<usize, bool>) -> Vec<Entry> {
        list.iter()
            .map(|(number, is_quoted)| Entry::new(*number, *is_quoted))
            .collect()
    }

    proptest! {
        #[test]
        fn entries_read_back(list in lists()) {
            let mut builder = Builder::new(vec!["word".to_owned()]);
            for entry in entries(&list) {
                builder.push(0, entry);
            }
            let postings = builder.finish();
            prop_assert_eq!(postings.lists().entries(0).collect::<Vec<_>>(), entries(&list));
        }

        #[test]
        fn sets_are_sets(left in lists(), right in lists()) {
            let mut union = Union::new(5_000);
            entries(&left).into_iter().chain(entries(&right)).for_each(|entry| union.insert(entry));
            let mut both = left.clone();
            for (number, is_quoted) in &right {
                *both.entry(*number).or_default() |= is_quoted;
            }
            prop_assert_eq!(union.into_entries(), entries(&both));

            let mut shared = left.clone();
            shared.retain(|number, is_quoted| {
                *is_quoted &= right.get(number) == Some(&true);
                right.contains_key(number)
            });
            prop_assert_eq!(intersect(&entries(&left), &entries(&right)), entries(&shared));

            let mut rest = left.clone();
            rest.retain(|number, _| !right.contains_key(number));
            prop_assert_eq!(without(&entries(&left), &entries(&right)), entries(&rest));
        }
    }
}
