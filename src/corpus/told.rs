//! Stories as a reader asks for them, and what their articles disagree on.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::Corpus;
use crate::article::ArticleId;
use crate::link::difference::short_value;
use crate::link::{ClaimId, Difference, StoryId, Strength};
use crate::text::Span;
use crate::text::fold::fold;

/// A value of a difference, with the articles that print it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// The value in few letters, which is what values are compared by.
    pub short: String,
    /// Where it is printed, in order of the articles; never empty.
    pub places: Vec<(ArticleId, Span)>,
}

/// The stories that `wanted` means: the number of one (`2`, `s2`), or words of labels, else of titles.
pub fn stories_named(corpus: &Corpus, wanted: &str) -> Vec<StoryId> {
    let number = wanted.trim().trim_start_matches('s').parse::<usize>().ok();
    if let Some(index) = number.and_then(|number| number.checked_sub(1))
        && index < corpus.links.stories.len()
    {
        return vec![StoryId::new(index)];
    }
    let wanted = words(wanted);
    let having = |text_of: &dyn Fn(StoryId) -> String| -> Vec<StoryId> {
        let holds = |id: &StoryId| {
            let words = words(&text_of(*id));
            !wanted.is_empty() && wanted.iter().all(|word| words.contains(word))
        };
        stories(corpus).filter(holds).collect()
    };
    let by_label = having(&|id| corpus.story(id).label.clone());
    if !by_label.is_empty() {
        return by_label;
    }
    having(&|id| {
        let articles = corpus.story(id).articles.iter();
        let titles: Vec<&str> = articles
            .map(|article| corpus.article(*article).meta.title.as_str())
            .collect();
        titles.join(" ")
    })
}

/// All stories, the largest first.
pub fn stories(corpus: &Corpus) -> impl Iterator<Item = StoryId> + use<> {
    (0..corpus.links.stories.len()).map(StoryId::new)
}

/// The claims of a story in the order in which they are first said, the weak ones too if they are asked for.
pub fn claims_of(corpus: &Corpus, story: StoryId, weak: bool) -> Vec<ClaimId> {
    let claims = &corpus.links.claims;
    let first = claims.partition_point(|claim| claim.story < story);
    let of_story = claims.iter().enumerate().skip(first);
    let of_story = of_story.take_while(|(_, claim)| claim.story == story);
    let asked = of_story.filter(|(_, claim)| weak || claim.strength == Strength::Strong);
    asked.map(|(index, _)| ClaimId::new(index)).collect()
}

/// The values of a difference: what most articles print first, then in order of the articles.
pub fn values(corpus: &Corpus, difference: &Difference) -> Vec<Value> {
    let mut values: Vec<Value> = Vec::new();
    for (article, span) in &difference.values {
        let short = short_value(corpus.article(*article).words(*span));
        match values.iter_mut().find(|value| value.short == short) {
            Some(value) => value.places.push((*article, *span)),
            None => values.push(Value {
                short,
                places: vec![(*article, *span)],
            }),
        }
    }
    values.sort_by_key(|value| std::cmp::Reverse(value.places.len()));
    values
}

/// The articles of the story that do not say the claim.
pub fn silent(corpus: &Corpus, claim: ClaimId) -> Vec<ArticleId> {
    let said = corpus.articles_of_claim(claim);
    let story = corpus.story(corpus.claim(claim).story);
    let silent = story
        .articles
        .iter()
        .filter(|article| said.binary_search(article).is_err());
    silent.copied().collect()
}

/// When the first and the last of the articles were published, as far as that is known.
pub fn period(corpus: &Corpus, articles: &[ArticleId]) -> Option<(Timestamp, Timestamp)> {
    let times = articles
        .iter()
        .filter_map(|id| corpus.article(*id).meta.published);
    let times: BTreeSet<Timestamp> = times.collect();
    Some((*times.first()?, *times.last()?))
}

/// The words of a text in the form in which they are compared.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.map(fold).filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::*;
    use crate::article::parse;

    const TUNNEL: &str = "The Lindgate tunnel will stay closed for six weeks, the Harbour Office said.\n\n\
        Repairs to the Lindgate tunnel will cost about 41 million, Marta Okonjo said.";

    fn corpus() -> Corpus {
        let other = TUNNEL.replace("41", "14");
        let heron = "A heron nests on the roof of the Voss library, and readers bring it fish.";
        let texts = [
            ("a", "Tunnel shut", TUNNEL),
            ("b", "Water in the tunnel", &other),
            ("c", "Heron on the roof", heron),
        ];
        let articles = texts.map(|(name, title, text)| {
            let text = format!("{title}\n\n{text}");
            Arc::new(parse(Path::new(&format!("{name}.txt")), text.as_bytes()))
        });
        Corpus::analyzed(articles.to_vec())
    }

    fn indexes(stories: &[StoryId]) -> Vec<usize> {
        stories.iter().map(|story| story.index()).collect()
    }

    #[test]
    fn a_story_is_found_by_number_label_or_title() {
        let corpus = corpus();
        assert_eq!(corpus.links.stories.len(), 2, "{:?}", corpus.links.stories);
        assert_eq!(indexes(&stories_named(&corpus, "1")), [0]);
        assert_eq!(indexes(&stories_named(&corpus, "s2")), [1]);
        assert_eq!(indexes(&stories_named(&corpus, "HERON roof")), [1]);
        assert_eq!(indexes(&stories_named(&corpus, "3")), [0; 0]);
        assert_eq!(indexes(&stories_named(&corpus, "…")), [0; 0]);
    }

    #[test]
    fn values_are_joined_with_all_that_print_them() {
        let corpus = corpus();
        let story = StoryId::new(0);
        let claims = claims_of(&corpus, story, true);
        let differences = claims
            .iter()
            .flat_map(|claim| &corpus.claim(*claim).differences);
        let shown: Vec<Vec<String>> = differences
            .map(|difference| {
                let values = values(&corpus, difference).into_iter();
                values.map(|value| value.short).collect()
            })
            .collect();
        assert_eq!(shown, [["41m", "14m"]]);
    }
}
