//! The reports of a story as a tree: below each report or source those that follow from it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Origin, Sourcing, Step};
use crate::article::ArticleId;
use crate::link::Story;

/// One line of the tree.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Branch<'a> {
    /// How far below its root it stands.
    pub depth: usize,
    /// The report, or the source outside of the story.
    pub who: Origin,
    /// Why it stands below the line above; nothing for a root.
    pub step: Option<&'a Step>,
}

impl Sourcing {
    /// The tree, those with most reports below them first. Every report of the story stands in it once, below the one
    /// from which most of it follows.
    pub fn tree(&self, story: &Story) -> Vec<Branch<'_>> {
        let parents = self.parents();
        let mut below: BTreeMap<Origin, Vec<&Step>> = BTreeMap::new();
        for step in parents.values() {
            below.entry(step.from).or_default().push(step);
        }
        let free = story
            .articles
            .iter()
            .filter(|article| !parents.contains_key(*article));
        let articles = free.map(|article| Origin::Article(*article));
        let sources = below
            .keys()
            .copied()
            .filter(|who| matches!(who, Origin::Source(_)));
        let mut roots: Vec<(usize, Origin)> = articles
            .chain(sources)
            .map(|who| (size(&below, who), who))
            .collect();
        roots.sort_by_key(|(size, who)| (std::cmp::Reverse(*size), *who));
        let mut branches = Vec::with_capacity(story.articles.len() + roots.len());
        let mut open: Vec<Branch> = Vec::new();
        for (_, who) in roots {
            open.push(Branch {
                depth: 0,
                who,
                step: None,
            });
            while let Some(branch) = open.pop() {
                let mut steps = below.get(&branch.who).cloned().unwrap_or_default();
                steps.sort_by(|a, b| b.share.total_cmp(&a.share).then(a.article.cmp(&b.article)));
                open.extend(steps.into_iter().rev().map(|step| Branch {
                    depth: branch.depth + 1,
                    who: Origin::Article(step.article),
                    step: Some(step),
                }));
                branches.push(branch);
            }
        }
        branches
    }

    /// For every report that follows from another, its strongest step that leads into no circle.
    fn parents(&self) -> BTreeMap<ArticleId, &Step> {
        let mut parents: BTreeMap<ArticleId, &Step> = BTreeMap::new();
        for step in &self.steps {
            if !parents.contains_key(&step.article) && !leads_back(&parents, step) {
                parents.insert(step.article, step);
            }
        }
        parents
    }
}

/// Whether the report from which `step` leads follows, by way of others, from the report to which it leads.
fn leads_back(parents: &BTreeMap<ArticleId, &Step>, step: &Step) -> bool {
    let mut seen = BTreeSet::new();
    let mut at = step.from;
    while let Origin::Article(article) = at {
        if article == step.article || !seen.insert(article) {
            return true;
        }
        match parents.get(&article) {
            Some(step) => at = step.from,
            None => return false,
        }
    }
    false
}

/// How many reports stand below `who`.
fn size(below: &BTreeMap<Origin, Vec<&Step>>, who: Origin) -> usize {
    let mut count = 0;
    let mut open = vec![who];
    while let Some(who) = open.pop() {
        for step in below.get(&who).into_iter().flatten() {
            count += 1;
            open.push(Origin::Article(step.article));
        }
    }
    count
}
