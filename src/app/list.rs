//! The list of articles: order, grouping, folding, filter, and what is selected.

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::article::ArticleId;
use crate::config::ui::Grouping;
use crate::corpus::Corpus;
use crate::link::StoryId;
use crate::text::fold;

/// In which order the articles of a group stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The newest first; those without a date last.
    Newest,
    /// The earliest first; those without a date last.
    Earliest,
    /// By name of outlet.
    Name,
}

impl Order {
    /// The order that the same key brings next.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Newest => Self::Earliest,
            Self::Earliest => Self::Name,
            Self::Name => Self::Newest,
        }
    }

    /// Its name on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Newest => "newest first",
            Self::Earliest => "earliest first",
            Self::Name => "by name",
        }
    }
}

/// A row of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// The head of a group, an index into [`List::groups`].
    Group(usize),
    /// An article.
    Article(ArticleId),
}

impl Row {
    /// Height on the screen in lines.
    pub fn height(self) -> usize {
        match self {
            Self::Group(_) => 1,
            Self::Article(_) => 2,
        }
    }
}

/// Articles under one head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What the head says, and the key by which its fold is remembered.
    pub label: String,
    /// The articles that pass the filter, in order.
    pub articles: Vec<ArticleId>,
}

/// The list of articles.
#[derive(Debug, Clone)]
pub struct List {
    /// By what it is grouped.
    pub grouping: Grouping,
    /// In which order the articles of a group stand.
    pub order: Order,
    /// Words that name, title and path must contain; empty for all.
    pub filter: String,
    /// The groups in order.
    pub groups: Vec<Group>,
    /// The visible rows.
    pub rows: Vec<Row>,
    /// The selected row, an index into `rows`.
    pub at: usize,
    /// The first visible row.
    pub top: usize,
    /// The heads of the groups that are open.
    open: BTreeSet<String>,
}

impl Default for List {
    fn default() -> Self {
        Self {
            grouping: Grouping::Story,
            order: Order::Newest,
            filter: String::new(),
            groups: Vec::new(),
            rows: Vec::new(),
            at: 0,
            top: 0,
            open: BTreeSet::new(),
        }
    }
}

impl List {
    /// Groups and orders the articles anew; the selected article stays selected.
    pub fn arrange(&mut self, corpus: &Corpus) {
        let selected = self.selected();
        self.groups = match self.grouping {
            Grouping::Story => by_story(corpus),
            Grouping::Outlet => by(corpus, |article| corpus.article(article).name()),
            Grouping::Date => by_date(corpus),
        };
        let filter = fold::fold(&self.filter);
        let words: Vec<&str> = filter.split_whitespace().collect();
        for group in &mut self.groups {
            group
                .articles
                .retain(|article| words.is_empty() || passes(corpus, *article, &words));
            sort(corpus, &mut group.articles, self.order);
        }
        self.groups.retain(|group| !group.articles.is_empty());
        self.unfold_rows(selected);
    }

    /// The selected article; `None` on the head of a group.
    pub fn selected(&self) -> Option<ArticleId> {
        match self.rows.get(self.at) {
            Some(Row::Article(article)) => Some(*article),
            Some(Row::Group(_)) | None => None,
        }
    }

    /// Selects an article and opens its group where it is folded.
    pub fn select(&mut self, article: ArticleId) {
        if let Some(group) = self
            .groups
            .iter()
            .find(|group| group.articles.contains(&article))
        {
            self.open.insert(group.label.clone());
        }
        self.unfold_rows(Some(article));
    }

    /// Whether the group is open. A filtered list and a list of one group are always open.
    pub fn is_open(&self, group: &Group) -> bool {
        self.is_forced_open() || self.open.contains(&group.label)
    }

    fn is_forced_open(&self) -> bool {
        self.groups.len() == 1 || !self.filter.is_empty()
    }

    /// Opens or folds the group that is selected or holds the selected article.
    pub fn fold(&mut self) {
        let Some(group) = self.group_at(self.at) else {
            return;
        };
        if self.is_forced_open() {
            return;
        }
        let label = self.groups[group].label.clone();
        if !self.open.remove(&label) {
            self.open.insert(label);
        }
        self.unfold_rows(None);
        self.at = self
            .rows
            .iter()
            .position(|row| *row == Row::Group(group))
            .unwrap_or(0);
    }

    /// The group whose head is the row or that holds the row's article.
    fn group_at(&self, at: usize) -> Option<usize> {
        let rows = self.rows.get(..=at)?;
        rows.iter().rev().find_map(|row| match row {
            Row::Group(group) => Some(*group),
            Row::Article(_) => None,
        })
    }

    fn unfold_rows(&mut self, selected: Option<ArticleId>) {
        self.rows.clear();
        for (index, group) in self.groups.iter().enumerate() {
            self.rows.push(Row::Group(index));
            if self.is_open(group) {
                self.rows
                    .extend(group.articles.iter().copied().map(Row::Article));
            }
        }
        if let Some(article) = selected
            && let Some(at) = self
                .rows
                .iter()
                .position(|row| *row == Row::Article(article))
        {
            self.at = at;
        }
        self.at = self.at.min(self.rows.len().saturating_sub(1));
    }

    /// Moves the selection by rows; says whether it moved.
    pub fn move_by(&mut self, rows: isize) -> bool {
        let last = self.rows.len().saturating_sub(1);
        let to = self.at.saturating_add_signed(rows).min(last);
        std::mem::replace(&mut self.at, to) != to
    }

    /// Scrolls as little as needed to show the selected row in a pane of `height` lines.
    pub fn show_selected(&mut self, height: usize) {
        // The head of a group stays in sight with its first article.
        let head = self
            .at
            .checked_sub(1)
            .filter(|above| matches!(self.rows.get(*above), Some(Row::Group(_))));
        self.top = self.top.min(head.unwrap_or(self.at));
        let height_of = |row: usize| self.rows.get(row).map_or(0, |row| row.height());
        let (mut lowest, mut used) = (self.at, height_of(self.at));
        while lowest > self.top && used + height_of(lowest - 1) <= height {
            lowest -= 1;
            used += height_of(lowest);
        }
        self.top = lowest;
    }

    /// The row that is drawn on a line of the pane.
    pub fn row_at(&self, line: usize) -> Option<usize> {
        let mut below = 0;
        (self.top..self.rows.len()).find(|at| {
            below += self.rows[*at].height();
            line < below
        })
    }

    /// The articles in the order of the list, folded ones included.
    pub fn articles(&self) -> impl DoubleEndedIterator<Item = ArticleId> + '_ {
        self.groups
            .iter()
            .flat_map(|group| group.articles.iter().copied())
    }

    /// The articles of the group that holds `article`, in the order of the list.
    pub fn neighbours(&self, article: ArticleId) -> &[ArticleId] {
        let group = self
            .groups
            .iter()
            .find(|group| group.articles.contains(&article));
        group.map_or(&[], |group| &group.articles)
    }

    /// The label of the group whose head is selected.
    pub fn selected_group(&self) -> Option<String> {
        match self.rows.get(self.at) {
            Some(Row::Group(group)) => self.groups.get(*group).map(|group| group.label.clone()),
            Some(Row::Article(_)) | None => None,
        }
    }

    /// Selects the head of the group of that label; says whether there is one.
    pub fn select_group(&mut self, label: &str) -> bool {
        let group = self
            .groups
            .iter()
            .position(|group| group.label == label)
            .map(Row::Group);
        let at = group.and_then(|group| self.rows.iter().position(|row| *row == group));
        self.at = at.unwrap_or(self.at);
        at.is_some()
    }

    /// The articles above the selected row, it included, in the order of the list.
    pub fn above(&self) -> Vec<ArticleId> {
        let article = |row: &Row| match row {
            Row::Article(article) => Some(*article),
            Row::Group(_) => None,
        };
        self.rows
            .iter()
            .take(self.at + 1)
            .filter_map(article)
            .collect()
    }
}

fn passes(corpus: &Corpus, article: ArticleId, words: &[&str]) -> bool {
    let article = corpus.article(article);
    let text = format!(
        "{} {} {}",
        article.name(),
        article.meta.title,
        article.path.file_name().unwrap_or_default().display()
    );
    let text = fold::fold(&text);
    words.iter().all(|word| text.contains(word))
}

/// Stories of several articles, then all others under one head; before linking, everything under one head.
fn by_story(corpus: &Corpus) -> Vec<Group> {
    let stories = &corpus.links.stories;
    if stories.is_empty() {
        return vec![Group {
            label: "Articles".to_owned(),
            articles: corpus.article_ids().collect(),
        }];
    }
    let mut groups = Vec::new();
    let mut alone = Vec::new();
    for (index, story) in stories.iter().enumerate() {
        if story.articles.len() > 1 {
            let label = label_of_story(corpus, StoryId::new(index));
            groups.push(Group {
                label,
                articles: story.articles.clone(),
            });
        } else {
            alone.extend(story.articles.iter().copied());
        }
    }
    if !alone.is_empty() {
        let label = if groups.is_empty() {
            "Articles"
        } else {
            "Unrelated"
        };
        groups.push(Group {
            label: label.to_owned(),
            articles: alone,
        });
    }
    groups
}

/// The label of a story, or the title of its first article where it has none.
pub fn label_of_story(corpus: &Corpus, story: StoryId) -> String {
    let story = corpus.story(story);
    match (story.label.as_str(), story.articles.first()) {
        ("", Some(article)) => corpus.article(*article).meta.title.clone(),
        (label, _) => label.to_owned(),
    }
}

fn by(corpus: &Corpus, label: impl Fn(ArticleId) -> String) -> Vec<Group> {
    let mut groups = std::collections::BTreeMap::<String, Vec<ArticleId>>::new();
    for article in corpus.article_ids() {
        groups.entry(label(article)).or_default().push(article);
    }
    groups
        .into_iter()
        .map(|(label, articles)| Group { label, articles })
        .collect()
}

/// The newest day first, articles without a date last.
fn by_date(corpus: &Corpus) -> Vec<Group> {
    let day = |article| match corpus.article(article).meta.published {
        Some(time) => time.strftime("%Y-%m-%d").to_string(),
        None => String::new(),
    };
    let mut groups = by(corpus, day);
    groups.reverse();
    for group in &mut groups {
        if group.label.is_empty() {
            "No date".clone_into(&mut group.label);
        }
    }
    groups
}

fn sort(corpus: &Corpus, articles: &mut [ArticleId], order: Order) {
    let time = |article: &ArticleId| corpus.article(*article).meta.published;
    match order {
        Order::Newest => articles.sort_by_key(|article| std::cmp::Reverse(time(article))),
        Order::Earliest => articles.sort_by_key(|article| time(article).unwrap_or(Timestamp::MAX)),
        Order::Name => articles.sort_by_cached_key(|article| corpus.article(*article).name()),
    }
}
