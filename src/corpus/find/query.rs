//! What is typed into the finder, understood.

/// How one word of a query is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum How {
    /// `word`: in any order; the last one may be unfinished.
    Plain,
    /// `'word`: this very word.
    Exact,
    /// `!word`: where the word is not.
    Not,
    /// `@name`: names, and sentences that hold them.
    Name,
    /// `"word`: between quotation marks.
    Quoted,
}

/// One word of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The word as it was typed, without its sign; never empty.
    pub word: String,
    /// How it is meant.
    pub how: How,
    /// Whether it may be the beginning of a word: it is the last, and no space follows it yet.
    pub is_open: bool,
}

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// The words, in order.
    pub terms: Vec<Term>,
    /// `:command`: only commands are looked for.
    pub commands: bool,
    /// A sign that stands alone, as `@`, asks for all there is of its kind.
    pub alone: Option<How>,
}

impl Query {
    /// Understands what was typed. Total: everything means something.
    pub fn parse(typed: &str) -> Self {
        let typed = typed.trim_start();
        let (commands, words) = match typed.strip_prefix(':') {
            Some(rest) => (true, rest),
            None => (false, typed),
        };
        let mut query = Self {
            commands,
            ..Self::default()
        };
        let mut is_quoting = false;
        for word in words.split_whitespace() {
            query.push(word, &mut is_quoting);
        }
        if let Some(last) = query.terms.last_mut() {
            last.is_open = last.how != How::Exact && typed.ends_with(|c: char| !is_end(c));
        }
        query
    }

    /// Whether nothing is asked for, so that everything answers.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.alone.is_none() && !self.commands
    }

    /// The words that are meant so.
    pub fn words(&self, how: How) -> impl Iterator<Item = &Term> {
        self.terms.iter().filter(move |term| term.how == how)
    }

    fn push(&mut self, typed: &str, is_quoting: &mut bool) {
        let (how, word) = match typed.chars().next() {
            _ if self.commands => (How::Plain, typed),
            Some('\'' | '’') => (How::Exact, without_first(typed)),
            Some('!') => (How::Not, without_first(typed)),
            Some('@') => (How::Name, without_first(typed)),
            Some('"' | '“' | '„' | '«') => {
                *is_quoting = true;
                (How::Quoted, without_first(typed))
            }
            _ if *is_quoting => (How::Quoted, typed),
            _ => (How::Plain, typed),
        };
        let bare = word.trim_matches(['"', '”', '“', '»']);
        if how == How::Quoted && bare.len() < word.len() {
            *is_quoting = false;
        }
        match how {
            _ if !bare.is_empty() => self.terms.push(Term {
                word: bare.to_owned(),
                how,
                is_open: false,
            }),
            How::Name | How::Quoted => self.alone = Some(how),
            How::Plain | How::Exact | How::Not => {}
        }
    }
}

fn without_first(word: &str) -> &str {
    let mut characters = word.chars();
    characters.next();
    characters.as_str()
}

fn is_end(c: char) -> bool {
    c.is_whitespace() || matches!(c, '"' | '”' | '»')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parsed(typed: &str) -> Vec<(String, How, bool)> {
        let terms = Query::parse(typed).terms.into_iter();
        terms
            .map(|term| (term.word, term.how, term.is_open))
            .collect()
    }

    #[test]
    fn signs_say_how_a_word_is_meant() {
        let expected = [
            ("four", How::Plain, false),
            ("hangers", How::Exact, false),
            ("rust", How::Not, false),
            ("ruiz", How::Name, true),
        ];
        let expected = expected.map(|(word, how, is_open)| (word.to_owned(), how, is_open));
        assert_eq!(parsed("four 'hangers !rust @ruiz"), expected);
    }

    #[test]
    fn words_between_quotation_marks_are_quoted_until_the_mark_closes() {
        let hows: Vec<How> = parsed("\"four hangers\" bridge")
            .into_iter()
            .map(|term| term.1)
            .collect();
        assert_eq!(hows, [How::Quoted, How::Quoted, How::Plain]);
        let hows: Vec<How> = parsed("“four hangers @ruiz")
            .into_iter()
            .map(|term| term.1)
            .collect();
        assert_eq!(hows, [How::Quoted, How::Quoted, How::Name]);
    }

    #[test]
    fn the_last_word_is_open_until_a_space_or_a_mark_follows() {
        assert!(parsed("han")[0].2);
        assert!(!parsed("han ")[0].2);
        assert!(!parsed("\"han\"")[0].2);
        assert!(!parsed("'han")[0].2);
    }

    #[test]
    fn a_sign_alone_asks_for_all_of_its_kind() {
        assert_eq!(Query::parse("@").alone, Some(How::Name));
        assert_eq!(Query::parse("!"), Query::default());
        assert!(Query::parse(" ").is_empty());
        assert!(!Query::parse(":").is_empty());
    }

    proptest! {
        #[test]
        fn anything_can_be_typed(typed in "\\PC{0,30}") {
            prop_assert!(Query::parse(&typed).terms.iter().all(|term| !term.word.is_empty()));
        }
    }
}
