//! Who is said to say something, where it is somebody without a name: six officials, one former official.

use super::reading::Term;
use crate::analysis::citation::{Count, count};
use crate::analysis::{Annotations, Citation, SourceKind};
use crate::article::{Article, SentenceId};
use crate::text::Span;

/// Nouns that stand for each other where people without a name are meant.
const ANYBODY: [&str; 8] = [
    "official",
    "source",
    "person",
    "people",
    "aide",
    "insider",
    "informant",
    "figure",
];

/// People without a name who are said to say something.
#[derive(Debug, Clone)]
pub struct Source {
    /// How many.
    count: Count,
    /// What they are, in the singular.
    noun: String,
    /// From the number to the people.
    pub span: Span,
}

/// The people without a name to whom a sentence attributes what it states, if it says how many they are and names no
/// others.
pub fn source(
    article: &Article,
    annotations: &Annotations,
    sentence: SentenceId,
) -> Option<Source> {
    let first = annotations
        .citations
        .partition_point(|citation| citation.sentence < sentence);
    let here = annotations.citations.iter().skip(first);
    let here = here.take_while(|citation| citation.sentence == sentence);
    let mut people = here.filter(|citation| citation.kind == SourceKind::People);
    let one = people.next().filter(|_| people.next().is_none())?;
    of(article, one)
}

fn of(article: &Article, citation: &Citation) -> Option<Source> {
    let words = article.words(citation.source);
    let until = |end: &str| words.split(end).next().unwrap_or_default().len();
    let length = [" with ", " familiar ", " who ", " in ", " close "]
        .into_iter()
        .map(until)
        .min()?;
    let described = words.get(..length).unwrap_or(words).trim_end_matches(',');
    let last = described.split_whitespace().next_back()?.to_lowercase();
    let noun = last.strip_suffix('s').unwrap_or(&last).to_owned();
    Some(Source {
        count: count(words)?,
        noun,
        span: Span::new(
            citation.source.start(),
            citation.source.start() + described.len(),
        ),
    })
}

/// Whether both speak of people of one kind.
pub fn comparable(a: &Source, b: &Source) -> bool {
    let anybody = |source: &Source| ANYBODY.contains(&source.noun.as_str());
    a.noun == b.noun || anybody(a) && anybody(b)
}

/// Whether as many may be meant, and as exactly.
pub fn same(a: &Source, b: &Source) -> bool {
    match (a.count, b.count) {
        (Count::AtLeast(least), Count::Exactly(many))
        | (Count::Exactly(many), Count::AtLeast(least)) => many >= least,
        (Count::AtLeast(_), Count::AtLeast(_)) => true,
        (Count::AtLeast(_), Count::Several) | (Count::Several, Count::AtLeast(_)) => true,
        (a, b) => a == b,
    }
}

/// Why the two differ, for people.
pub fn why(a: &Source, b: &Source) -> &'static str {
    let vague = a.count == Count::Several || b.count == Count::Several;
    if vague {
        "the sources are counted in one report and not in another"
    } else {
        "attributed to different numbers of people"
    }
}

/// Whether any of `terms` says that somebody says so.
pub fn is_attributed(terms: &[Term]) -> bool {
    let saying = |term: &Term| {
        matches!(
            term.lower.as_str(),
            "said"
                | "says"
                | "say"
                | "told"
                | "according"
                | "cited"
                | "citing"
                | "reported"
                | "report"
                | "reports"
                | "described"
                | "claimed"
                | "warned"
                | "argued"
                | "sources"
                | "officials"
                | "allege"
                | "alleges"
                | "alleged"
                | "police"
        )
    };
    terms.iter().any(saying)
}
