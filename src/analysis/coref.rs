//! Which names of one article are the same entity ("Dana Ruiz", "Ruiz", "Ms. Ruiz").

pub(crate) mod form;
mod join;
pub(crate) mod person;
mod resolve;
pub mod summary;
pub(crate) mod thing;

use std::collections::{BTreeMap, HashMap};

use super::lexicon::Lexicon;
use super::mention::Name;
use super::{Chain, ChainId, EntityKind, Mention, MentionId};
use crate::article::Article;
use resolve::{Resolved, Target};

/// Joins names to chains; ambiguity leaves a name in a chain of its own and says so as evidence.
pub fn chains(article: &Article, names: &[Name], lexicon: &Lexicon) -> (Vec<Mention>, Vec<Chain>) {
    let resolved = resolve::targets(article, names, lexicon);
    let mut ids: HashMap<&Target, ChainId> = HashMap::new();
    let mut mentions: Vec<Mention> = Vec::with_capacity(names.len());
    let mut members: Vec<Vec<usize>> = Vec::new();
    for (at, (name, found)) in names.iter().zip(&resolved).enumerate() {
        let chain = *ids.entry(&found.target).or_insert_with(|| {
            members.push(Vec::new());
            ChainId::new(members.len() - 1)
        });
        members[chain.index()].push(at);
        mentions.push(Mention {
            span: name.span,
            sentence: name.sentence,
            kind: name.kind,
            chain,
        });
    }
    let chains: Vec<Chain> = members
        .iter()
        .map(|members| chain(article, names, &resolved, members))
        .collect();
    for mention in &mut mentions {
        mention.kind = chains[mention.chain.index()].kind;
    }
    (mentions, chains)
}

fn chain(article: &Article, names: &[Name], resolved: &[Resolved], members: &[usize]) -> Chain {
    let name = fullest(article, names, members);
    let mut evidence: Vec<String> = Vec::new();
    for at in members {
        let text = names[*at].span.of(&article.text);
        if let Some(why) = &resolved[*at].why
            && text != name
        {
            let line = format!("“{text}”: {why}");
            if !evidence.contains(&line) {
                evidence.push(line);
            }
        }
    }
    Chain {
        name,
        kind: most_frequent(members.iter().map(|at| names[*at].kind)),
        mentions: members.iter().map(|at| MentionId::new(*at)).collect(),
        evidence,
    }
}

/// The name with the most words; among those the most frequent, then the one that comes first.
fn fullest(article: &Article, names: &[Name], members: &[usize]) -> String {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (rank, at) in members.iter().enumerate() {
        let count = counts
            .entry(names[*at].span.of(&article.text))
            .or_insert((0, rank));
        count.0 += 1;
    }
    let best = counts
        .into_iter()
        .max_by_key(|(text, (count, rank))| (fullness(text), *count, std::cmp::Reverse(*rank)));
    best.map_or_else(String::new, |(text, _)| {
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    })
}

/// How full a name is: words without quoted nicknames, then whether it is more than initials.
pub(crate) fn fullness(text: &str) -> (usize, bool, bool) {
    let plain = !text.contains(['“', '"', '(', '‘']);
    let shouted = text
        .chars()
        .filter(|c| c.is_alphabetic())
        .all(char::is_uppercase);
    let words = text.split_whitespace().count();
    let quoted = form::quoted(text).map_or(0, |inside| inside.split(' ').count());
    (words.saturating_sub(quoted), !shouted, plain)
}

/// The kind that most of `kinds` are.
pub(crate) fn most_frequent(kinds: impl Iterator<Item = EntityKind>) -> EntityKind {
    let mut counts: BTreeMap<EntityKind, usize> = BTreeMap::new();
    for kind in kinds {
        *counts.entry(kind).or_default() += 1;
    }
    let best = counts
        .into_iter()
        .max_by_key(|(kind, count)| (*count, std::cmp::Reverse(*kind)));
    best.map_or(EntityKind::Other, |(kind, _)| kind)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::analysis::mention::names;

    fn found(text: &str) -> Vec<(String, EntityKind, Vec<String>)> {
        let text = format!("A report\n\n{text}\n");
        let article = crate::article::parse(Path::new("report.txt"), text.as_bytes());
        let lexicon = Lexicon::embedded();
        let (mentions, chains) = chains(&article, &names(&article, lexicon), lexicon);
        let printed = |chain: &Chain| {
            let spans = chain.mentions.iter().map(|id| mentions[id.index()].span);
            spans.map(|span| article.words(span).to_owned()).collect()
        };
        chains
            .iter()
            .map(|chain| (chain.name.clone(), chain.kind, printed(chain)))
            .collect()
    }

    fn printed(text: &str, name: &str) -> Vec<String> {
        let found = found(text);
        let chain = found.iter().find(|(own, _, _)| own == name);
        chain.map_or_else(
            || panic!("no {name} in {found:?}"),
            |(_, _, printed)| printed.clone(),
        )
    }

    #[test]
    fn a_surname_leads_to_the_full_name_before_it() {
        let text = "Mayor Dana Whitfield opened the hearing on Monday. Whitfield said she would listen. Ms. Whitfield left early.";
        assert_eq!(
            printed(text, "Dana Whitfield"),
            ["Dana Whitfield", "Whitfield", "Whitfield"]
        );
    }

    #[test]
    fn ever_so_many_families_are_named_after_somebody_at_once() {
        let full = "Dana Whitfield left. ".repeat(15_000);
        let text = full + "Ana Marlow stayed. " + &"The Marlow campaign paid. ".repeat(15_000);
        assert!(printed(&text, "Ana Marlow").len() == 1);
    }

    #[test]
    fn a_quoted_nickname_stands_inside_the_name() {
        let text = "Leonard “Len” Okafor spoke in Geneva on Monday. Len Okafor said he was glad.";
        assert_eq!(
            printed(text, "Len Okafor"),
            ["Leonard “Len” Okafor", "Len Okafor"]
        );
    }

    #[test]
    fn an_administration_is_not_the_person() {
        let text = "President Dana Whitfield spoke in Geneva. The Whitfield administration said nothing. Whitfield smiled.";
        assert_eq!(printed(text, "Dana Whitfield").len(), 2);
        assert_eq!(
            printed(text, "Whitfield administration"),
            ["Whitfield administration"]
        );
    }

    #[test]
    fn the_sides_of_a_hyphen_are_two_countries_and_us_the_pronoun_is_none() {
        let text = "The US-Mexico border was closed. They told us so. The United States and Mexico talked, a U.S. envoy said.";
        assert_eq!(printed(text, "Mexico").len(), 2);
        assert_eq!(
            printed(text, "United States"),
            ["US", "United States", "U.S."]
        );
    }

    #[test]
    fn two_persons_of_one_surname_are_not_confused_by_their_titles() {
        let text = "Robert Whitfield and Susan Whitfield came to Geneva on Monday. Mr. Whitfield spoke. Mrs. Whitfield listened.";
        assert_eq!(
            printed(text, "Robert Whitfield"),
            ["Robert Whitfield", "Whitfield"]
        );
        assert_eq!(
            printed(text, "Susan Whitfield"),
            ["Susan Whitfield", "Whitfield"]
        );
    }

    #[test]
    fn a_surname_of_two_persons_stays_alone_and_says_so() {
        let text =
            "Robert Whitfield and Susan Whitfield came to Geneva on Monday. Whitfield spoke.";
        let text = format!("A report\n\n{text}\n");
        let article = crate::article::parse(Path::new("report.txt"), text.as_bytes());
        let lexicon = Lexicon::embedded();
        let (_, chains) = chains(&article, &names(&article, lexicon), lexicon);
        let alone = chains.iter().find(|chain| chain.name == "Whitfield");
        assert_eq!(alone.map(|chain| chain.mentions.len()), Some(1));
    }
}
