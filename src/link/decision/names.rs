//! Names that the reader has merged, split, dropped or called something else.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::{Decision, Decisions, NameKey};
use crate::analysis::{Annotations, Chain, ChainId, EntityKind, MentionId};
use crate::article::{Article, ArticleId};
use crate::link::entity::entities_of;
use crate::link::{Analyzed, Entity, EntityId, Links, quote};
use crate::text::fold::fold;

/// Applies what was decided of names; says whether anything changed.
pub(super) fn apply(decisions: &Decisions, articles: &mut [Analyzed], links: &mut Links) -> bool {
    if !decisions.iter().any(is_of_names) {
        return false;
    }
    let mut work = Work::new(links);
    work.split(decisions, articles);
    work.join(decisions);
    work.finish(articles)
}

fn is_of_names(decision: &Decision) -> bool {
    match decision {
        Decision::Merge(..) | Decision::Split(..) | Decision::NoName(_) | Decision::Kind(..) => {
            true
        }
        Decision::Same(..) | Decision::Right(..) | Decision::Wrong(..) => false,
    }
}

/// Links on the way to what the reader wants.
struct Work<'a> {
    links: &'a mut Links,
    /// For every entity the one that it is part of now.
    parent: Vec<usize>,
    /// Entities that must be made anew, by their number before groups are formed.
    touched: BTreeSet<usize>,
    /// What is said of an entity, by its number.
    said: BTreeMap<usize, Vec<String>>,
    /// Which entities give their names to others, and which have given theirs up.
    leads: BTreeSet<usize>,
    led: BTreeSet<usize>,
    dropped: BTreeSet<usize>,
    kinds: BTreeMap<usize, EntityKind>,
}

impl<'a> Work<'a> {
    fn new(links: &'a mut Links) -> Self {
        Self {
            parent: (0..links.entities.len()).collect(),
            links,
            touched: BTreeSet::new(),
            said: BTreeMap::new(),
            leads: BTreeSet::new(),
            led: BTreeSet::new(),
            dropped: BTreeSet::new(),
            kinds: BTreeMap::new(),
        }
    }

    /// The entities of each name that is asked for: all of that name and kind, or else the first of that name.
    fn find<'k>(&self, keys: impl Iterator<Item = &'k NameKey>) -> HashMap<NameKey, Vec<usize>> {
        let mut of_name: HashMap<&str, Vec<&NameKey>> = HashMap::new();
        for key in keys {
            of_name.entry(&key.name).or_default().push(key);
        }
        let mut exact: HashMap<NameKey, Vec<usize>> = HashMap::new();
        let mut near: HashMap<NameKey, usize> = HashMap::new();
        for (index, entity) in self.links.entities.iter().enumerate() {
            for key in of_name
                .get(fold(&entity.name).as_str())
                .into_iter()
                .flatten()
            {
                if key.kind == entity.kind {
                    exact.entry((*key).clone()).or_default().push(index);
                } else {
                    near.entry((*key).clone()).or_insert(index);
                }
            }
        }
        for (key, index) in near {
            exact.entry(key).or_insert_with(|| vec![index]);
        }
        exact
    }

    /// Makes entities of their own of what is printed as something that the entity is not.
    fn split(&mut self, decisions: &Decisions, articles: &mut [Analyzed]) {
        let splits: Vec<(&NameKey, &String)> = decisions
            .iter()
            .filter_map(|decision| match decision {
                Decision::Split(name, alias) => Some((name, alias)),
                _ => None,
            })
            .collect();
        let found = self.find(splits.iter().map(|(name, _)| *name));
        for (name, alias) in splits {
            for entity in found.get(name).into_iter().flatten() {
                self.split_one(*entity, alias, articles);
            }
        }
    }

    fn split_one(&mut self, entity: usize, alias: &str, articles: &mut [Analyzed]) {
        let is_alias = |(article, mention): &(ArticleId, MentionId)| {
            let analyzed = &articles[article.index()];
            let span = analyzed.annotations.mention(*mention).span;
            printed(&analyzed.article, span) == alias
        };
        let (moved, kept): (Vec<_>, Vec<_>) =
            (self.links.entities[entity].mentions.iter().copied()).partition(is_alias);
        if moved.is_empty() || kept.is_empty() {
            return;
        }
        let other = self.links.entities.len();
        for mentions in moved.chunk_by(|a, b| a.0 == b.0) {
            let Some((article, _)) = mentions.first().copied() else {
                continue;
            };
            let ids: BTreeSet<MentionId> = mentions.iter().map(|mention| mention.1).collect();
            let of_chain = &mut self.links.entity_of_chain[article.index()];
            move_mentions(
                &mut articles[article.index()],
                of_chain,
                &ids,
                EntityId::new(other),
            );
        }
        // Both are made anew below; until then this one is found by its name.
        let kind = self.links.entities[entity].kind;
        let spoken_of = format!("\"{alias}\":");
        let part = &mut self.links.entities[entity];
        part.mentions = kept;
        part.evidence
            .retain(|why| !fold(why).starts_with(&spoken_of));
        self.links.entities.push(Entity {
            name: alias.to_owned(),
            kind,
            aliases: Vec::new(),
            mentions: moved,
            evidence: Vec::new(),
        });
        self.parent.push(other);
        self.touched.extend([entity, other]);
        let words = format!("“{alias}”: split off by you");
        self.said.entry(entity).or_default().push(words);
        self.said
            .entry(other)
            .or_default()
            .push("split off by you".to_owned());
    }

    /// Joins what is merged, and notes what is no name and of which kind.
    fn join(&mut self, decisions: &Decisions) {
        let keys = decisions.iter().flat_map(|decision| match decision {
            Decision::Merge(name, into) => vec![name, into],
            Decision::NoName(name) | Decision::Kind(name, _) => vec![name],
            _ => Vec::new(),
        });
        let found = self.find(keys);
        let of = |key: &NameKey| found.get(key).map_or(&[][..], Vec::as_slice);
        for decision in decisions.iter() {
            match decision {
                Decision::Merge(name, into) => self.merge(of(name), of(into)),
                Decision::NoName(name) => self.dropped.extend(of(name)),
                Decision::Kind(name, kind) => {
                    for entity in of(name) {
                        self.kinds.insert(*entity, *kind);
                        self.touched.insert(*entity);
                        let words = format!("called {} by you", kind.name());
                        self.said.entry(*entity).or_default().push(words);
                    }
                }
                Decision::Split(..)
                | Decision::Same(..)
                | Decision::Right(..)
                | Decision::Wrong(..) => {}
            }
        }
    }

    fn merge(&mut self, names: &[usize], into: &[usize]) {
        let Some(lead) = into.first().copied() else {
            return;
        };
        for name in names
            .iter()
            .chain(into)
            .copied()
            .filter(|name| *name != lead)
        {
            let (a, b) = (self.root(name), self.root(lead));
            if a == b {
                continue;
            }
            self.parent[a] = b;
            self.touched.extend([name, lead]);
            self.leads.insert(lead);
            self.led.insert(name);
            let words = format!("“{}”: merged by you", self.links.entities[name].name);
            self.said.entry(lead).or_default().push(words);
        }
    }

    fn root(&self, mut entity: usize) -> usize {
        while self.parent[entity] != entity {
            entity = self.parent[entity];
        }
        entity
    }

    /// Makes the entities of what belongs together, and lets all links name them.
    fn finish(self, articles: &[Analyzed]) -> bool {
        if self.touched.is_empty() && self.dropped.is_empty() {
            return false;
        }
        let roots: Vec<usize> = (0..self.parent.len())
            .map(|entity| self.root(entity))
            .collect();
        let gone: BTreeSet<usize> = self.dropped.iter().map(|entity| roots[*entity]).collect();
        let changed: BTreeSet<usize> = self.touched.iter().map(|entity| roots[*entity]).collect();
        let (changing, groups): (Vec<usize>, Vec<_>) =
            self.members(&roots, &changed).into_iter().unzip();
        let anew = entities_of(articles, &groups).into_iter();
        let mut anew: BTreeMap<usize, Entity> = changing.into_iter().zip(anew).collect();
        let mut made: Vec<(usize, Entity)> = Vec::new();
        for (index, entity) in self.links.entities.iter().enumerate() {
            if roots[index] != index || gone.contains(&index) {
                continue;
            }
            let entity = match anew.remove(&index) {
                Some(entity) => self.as_decided(index, &roots, entity),
                None => entity.clone(),
            };
            made.push((index, entity));
        }
        made.sort_by(|a, b| a.1.mentions.first().cmp(&b.1.mentions.first()));
        let changing = |entity: EntityId| {
            let root = roots.get(entity.index());
            root.is_some_and(|root| changed.contains(root) || gone.contains(root))
        };
        let quotes = said_by(self.links, articles, changing);
        self.renumber(&roots, &quotes, made, articles);
        true
    }

    /// The chains of the entities that change.
    fn members(
        &self,
        roots: &[usize],
        changed: &BTreeSet<usize>,
    ) -> BTreeMap<usize, Vec<(ArticleId, ChainId)>> {
        let mut members: BTreeMap<usize, Vec<(ArticleId, ChainId)>> = BTreeMap::new();
        for (article, chains) in self.links.entity_of_chain.iter().enumerate() {
            for (chain, entity) in chains.iter().enumerate() {
                let root = roots.get(entity.index()).copied();
                if let Some(root) = root.filter(|root| changed.contains(root)) {
                    let at = (ArticleId::new(article), ChainId::new(chain));
                    members.entry(root).or_default().push(at);
                }
            }
        }
        members
    }

    /// The entity with the name and the kind that were decided, and why its names were found to be one.
    fn as_decided(&self, root: usize, roots: &[usize], mut entity: Entity) -> Entity {
        let inside = |index: &&usize| roots.get(**index) == Some(&root);
        let lead = self.leads.difference(&self.led).find(inside);
        let lead = lead.copied();
        if let Some(lead) = lead.map(|lead| &self.links.entities[lead]) {
            let found = std::mem::replace(&mut entity.name, lead.name.clone());
            entity.kind = lead.kind;
            entity.aliases.retain(|alias| *alias != entity.name);
            if found != entity.name {
                entity.aliases.insert(0, found);
            }
        }
        for (index, kind) in &self.kinds {
            if lead.map_or(roots.get(*index) == Some(&root), |lead| lead == *index) {
                entity.kind = *kind;
            }
        }
        let parts = self
            .touched
            .iter()
            .filter(|index| roots.get(**index) == Some(&root));
        let mut found: BTreeSet<&String> = BTreeSet::new();
        for part in parts {
            found.extend(&self.links.entities[*part].evidence);
        }
        entity.evidence = found.into_iter().cloned().collect();
        entity
    }

    /// Gives the entities their new numbers, everywhere, and asks again who says the quotes.
    fn renumber(
        self,
        roots: &[usize],
        quotes: &[usize],
        made: Vec<(usize, Entity)>,
        articles: &[Analyzed],
    ) {
        let mut number = vec![EntityId::NOBODY; roots.len()];
        for (new, (old, _)) in made.iter().enumerate() {
            number[*old] = EntityId::new(new);
        }
        let new = |old: EntityId| {
            let root = roots.get(old.index()).copied();
            root.map_or(EntityId::NOBODY, |root| number[root])
        };
        for (old, words) in self.said {
            let id = new(EntityId::new(old));
            if id != EntityId::NOBODY {
                let said = self.links.decided.entities.entry(id).or_default();
                said.extend(words);
                said.dedup();
            }
        }
        self.links.entities = made.into_iter().map(|(_, entity)| entity).collect();
        self.links.rename(new);
        for index in quotes {
            let mentions = &self.links.quotes[*index].mentions;
            let (speaker, differs) = quote::speaker(articles, self.links, mentions);
            let quote = &mut self.links.quotes[*index];
            (quote.speaker, quote.attribution_differs) = (speaker, differs);
        }
    }
}

/// The quotes that somebody says who changes or goes.
fn said_by(links: &Links, articles: &[Analyzed], changes: impl Fn(EntityId) -> bool) -> Vec<usize> {
    let changes = |mention: &crate::link::QuoteMention| {
        let annotations = articles.get(mention.article.index());
        let speaker = annotations.and_then(|analyzed| {
            let chain = analyzed.annotations.quote(mention.quote).speaker?;
            links.entity(mention.article, chain)
        });
        speaker.is_some_and(&changes)
    };
    let quotes = links.quotes.iter().enumerate();
    quotes
        .filter(|(_, quote)| quote.mentions.iter().any(changes))
        .map(|(index, _)| index)
        .collect()
}

/// The words of a mention as they are compared.
fn printed(article: &Article, span: crate::text::Span) -> String {
    let words: Vec<&str> = article.words(span).split_whitespace().collect();
    fold(&words.join(" "))
}

/// Gives mentions of an article to another entity; chains that have others too are parted.
fn move_mentions(
    analyzed: &mut Analyzed,
    of_chain: &mut Vec<EntityId>,
    moved: &BTreeSet<MentionId>,
    to: EntityId,
) {
    let mut annotations = Annotations::clone(&analyzed.annotations);
    for chain in 0..annotations.chains.len() {
        let (own, kept): (Vec<MentionId>, Vec<MentionId>) =
            (annotations.chains[chain].mentions.iter())
                .partition(|mention| moved.contains(mention));
        if own.is_empty() {
            continue;
        }
        if kept.is_empty() {
            of_chain[chain] = to;
            continue;
        }
        let new = ChainId::new(annotations.chains.len());
        for mention in &own {
            annotations.mentions[mention.index()].chain = new;
        }
        let spans: BTreeSet<_> = own.iter().map(|id| annotations.mention(*id).span).collect();
        part(&mut annotations, ChainId::new(chain), new, |span| {
            spans.iter().any(|name| span.contains(*name))
        });
        let name = own.first().map(|id| annotations.mention(*id).span);
        let name = name.map_or_else(String::new, |span| {
            let words: Vec<&str> = analyzed.article.words(span).split_whitespace().collect();
            words.join(" ")
        });
        annotations.chains[chain].mentions = kept;
        let kind = annotations.chains[chain].kind;
        annotations.chains.push(Chain {
            name,
            kind,
            mentions: own,
            evidence: Vec::new(),
        });
        of_chain.push(to);
    }
    analyzed.annotations = Arc::new(annotations);
}

/// What is said by, or had from, one of the mentions that moved goes with it.
fn part(
    annotations: &mut Annotations,
    from: ChainId,
    to: ChainId,
    moved: impl Fn(crate::text::Span) -> bool,
) {
    for quote in &mut annotations.quotes {
        if quote.speaker == Some(from) && quote.speaker_text.is_some_and(&moved) {
            quote.speaker = Some(to);
        }
    }
    for citation in &mut annotations.citations {
        if citation.cites == Some(from) && moved(citation.source) {
            citation.cites = Some(to);
        }
    }
}
