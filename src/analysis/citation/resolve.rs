//! Which source a citation means: what kind it is, and whom "the network" or "the board" stands for.

use std::collections::HashMap;

use super::lists::{DOCUMENTS, MEDIA, MEDIUM_NAMES};
use super::reader::{Cited, is_people};
use super::{head, is_one_of};
use crate::analysis::quote::people::is_stranger;
use crate::analysis::{Chain, ChainId, Citation, EntityKind, Mention, SourceKind};
use crate::article::Article;
use crate::text::Span;
use crate::text::fold::fold;

/// Whether a name is built like that of a newspaper, a station or a site: "Harbour News", "Kestrel Wire".
pub fn is_medium_name(name: &str) -> bool {
    let mut words = name
        .split([' ', '-'])
        .filter(|word| !word.eq_ignore_ascii_case("the"));
    let last = words.next_back().unwrap_or_default();
    let first = words.next().is_some();
    first && is_one_of(last, &MEDIUM_NAMES)
}

/// The citations as the article has them. "The network" is the outlet that was cited last, "the board" the body whose
/// name ends so and was named last; an outlet that was never named is no citation.
pub(super) fn resolve(
    article: &Article,
    mentions: &[Mention],
    chains: &[Chain],
    found: &[(Span, Cited)],
) -> Vec<Citation> {
    let mut resolver = Resolver {
        text: &article.text,
        mentions,
        chains,
        bodies: HashMap::new(),
        seen: 0,
        last: None,
    };
    let citation = |(span, cited): &(Span, Cited)| {
        let sentence = article.sentence_at(span.start())?;
        let (cites, kind) = resolver.source(*cited)?;
        Some(Citation {
            span: *span,
            sentence,
            source: cited.span,
            cites,
            kind,
        })
    };
    found.iter().filter_map(citation).collect()
}

/// The outlet that a citation means, if it has one.
type Cites = Option<ChainId>;

/// What has been named up to a place in the text.
struct Resolver<'a> {
    text: &'a str,
    mentions: &'a [Mention],
    chains: &'a [Chain],
    /// For the last word of a name, the last body that was named so.
    bodies: HashMap<String, ChainId>,
    /// So many mentions are among the bodies.
    seen: usize,
    /// The report that was cited last: an outlet's, or one without an outlet.
    last: Option<Cites>,
}

impl Resolver<'_> {
    fn source(&mut self, cited: Cited) -> Option<(Option<ChainId>, SourceKind)> {
        let words = cited.span.of(self.text);
        let head = head(words);
        let named = cited.mention.and_then(|at| self.mentions.get(at));
        let named = named.map(|mention| mention.chain);
        let (cites, kind) = match named {
            Some(chain) => (Some(chain), self.kind_of(chain, words, cited.medium)),
            None if is_one_of(head, &MEDIA) || Self::is_the_report(words) => match self.last {
                Some(last) => (
                    last,
                    if last.is_some() {
                        SourceKind::Outlet
                    } else {
                        SourceKind::Document
                    },
                ),
                None if cited.medium => return None,
                None if is_one_of(head, &MEDIA) => (None, SourceKind::Outlet),
                None => (None, SourceKind::Document),
            },
            None if is_one_of(head, &DOCUMENTS) => (None, SourceKind::Document),
            None if is_people(head) || is_stranger(words) => (None, SourceKind::People),
            None => (self.body(cited.span, head), SourceKind::Body),
        };
        match kind {
            SourceKind::Outlet => self.last = Some(cites),
            SourceKind::Document => self.last = Some(None),
            SourceKind::Body | SourceKind::Person | SourceKind::People => {}
        }
        Some((cites, kind))
    }

    fn kind_of(&self, chain: ChainId, words: &str, medium: bool) -> SourceKind {
        let kind = self.chains.get(chain.index()).map(|chain| chain.kind);
        let name = self
            .chains
            .get(chain.index())
            .map_or("", |chain| chain.name.as_str());
        match kind {
            _ if medium => SourceKind::Outlet,
            _ if is_medium_name(name) => SourceKind::Outlet,
            Some(EntityKind::Person) => SourceKind::Person,
            _ if is_one_of(head(words), &DOCUMENTS) => SourceKind::Document,
            _ => SourceKind::Body,
        }
    }

    fn is_the_report(words: &str) -> bool {
        let the = words
            .get(..4)
            .is_some_and(|the| the.eq_ignore_ascii_case("the "));
        let noun = words.get(4..).unwrap_or_default();
        the && is_one_of(noun, &["report", "article", "story"])
    }

    /// The body named before `span` whose name ends in `noun`: "the board" after "the Transport Board".
    fn body(&mut self, span: Span, noun: &str) -> Option<ChainId> {
        while let Some(mention) = self.mentions.get(self.seen)
            && mention.span.end() <= span.start()
        {
            self.seen += 1;
            if mention.kind != EntityKind::Person {
                let words = mention.span.of(self.text);
                if let Some((_, last)) = words.rsplit_once(' ') {
                    self.bodies.insert(fold(last), mention.chain);
                }
            }
        }
        let words = span.of(self.text);
        let the = words
            .get(..4)
            .is_some_and(|the| the.eq_ignore_ascii_case("the "));
        let alone = words.len() == 4 + noun.len();
        (the && alone)
            .then(|| self.bodies.get(&fold(noun)).copied())
            .flatten()
    }
}
