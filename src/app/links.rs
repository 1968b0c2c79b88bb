//! The links pane: what the other articles say about the sentence under the cursor, as rows.

mod claims;
mod lists;
mod quotes;

pub use lists::sign;
pub(super) use quotes::changed;

use std::collections::BTreeSet;

use crate::analysis::EntityKind;
use crate::config::glyphs::Glyphs;
use crate::config::theme::Role;
use crate::corpus::{Corpus, Place};
use crate::link::{ClaimId, EntityId};
use crate::text::wrap;

/// What the links pane shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lens {
    /// What the others say about the sentence under the cursor.
    Sentence,
    /// The quotes of the article.
    Quotes,
    /// The claims of the article that others make too.
    Claims,
    /// The names of the article.
    Entities,
    /// What the article says it has from elsewhere.
    Sources,
}

impl Lens {
    /// The lens that the same key brings next.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Sentence => Self::Quotes,
            Self::Quotes => Self::Claims,
            Self::Claims => Self::Entities,
            Self::Entities => Self::Sources,
            Self::Sources => Self::Sentence,
        }
    }

    /// Its name on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sentence => "sentence",
            Self::Quotes => "quotes",
            Self::Claims => "claims",
            Self::Entities => "names",
            Self::Sources => "sources",
        }
    }
}

/// Where a row leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// To a sentence.
    Place(Place),
    /// To all uses of a name.
    Entity(EntityId),
    /// To what a name is also printed as, by its place among the aliases.
    Alias(EntityId, usize),
    /// To all places of a claim.
    Claim(ClaimId),
}

/// Words with the role in which they are drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub words: String,
    /// Their role.
    pub role: Role,
}

/// A row of the links pane.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// From the left.
    pub left: Vec<Piece>,
    /// At the right edge.
    pub right: Vec<Piece>,
    /// Where it leads.
    pub target: Option<Target>,
}

impl Row {
    /// A row of one piece.
    pub fn new(words: impl Into<String>, role: Role) -> Self {
        Self::default().with(words, role)
    }

    /// The row with one piece more.
    #[must_use]
    pub fn with(mut self, words: impl Into<String>, role: Role) -> Self {
        self.left.push(Piece {
            words: words.into(),
            role,
        });
        self
    }

    /// The row with a piece at the right edge.
    #[must_use]
    pub fn right(mut self, words: impl Into<String>, role: Role) -> Self {
        self.right.push(Piece {
            words: words.into(),
            role,
        });
        self
    }

    /// The row with a target.
    #[must_use]
    pub fn to(mut self, target: Target) -> Self {
        self.target = Some(target);
        self
    }

    /// The row cut to `width` columns; the right part is kept, the left part is cut.
    #[must_use]
    pub fn fitted(mut self, width: usize, ellipsis: &str) -> Self {
        let right: usize = self
            .right
            .iter()
            .map(|piece| wrap::width(&piece.words))
            .sum();
        let mut room = width.saturating_sub(if right > 0 { right + 1 } else { 0 });
        for piece in &mut self.left {
            let width = wrap::width(&piece.words);
            if width > room {
                piece.words = wrap::cut(&piece.words, room, ellipsis).into_owned();
            }
            room = room.saturating_sub(width);
        }
        self.left.retain(|piece| !piece.words.is_empty());
        self
    }
}

/// What the rows are made from.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The corpus.
    pub corpus: &'a Corpus,
    /// The signs in which the rows are written.
    pub glyphs: &'a Glyphs,
    /// The sentence.
    pub place: Place,
    /// The width of the pane in columns.
    pub width: usize,
    /// Whether links that are not sure are shown too.
    pub weak: bool,
}

/// Rows under construction.
#[derive(Debug)]
struct Rows<'a> {
    source: Source<'a>,
    made: Vec<Row>,
    /// Sentences whose words are shown already; one sentence is not shown for two claims.
    shown: Vec<Place>,
}

/// The rows of the pane, none wider than it.
pub fn rows(source: Source<'_>, lens: Lens) -> Vec<Row> {
    let mut rows = Rows {
        source,
        made: Vec::new(),
        shown: Vec::new(),
    };
    match lens {
        Lens::Sentence => rows.sentence(),
        Lens::Quotes => rows.quotes_of_article(),
        Lens::Claims => rows.claims_of_article(),
        Lens::Entities => rows.entities_of_article(),
        Lens::Sources => rows.sources_of_article(),
    }
    while rows.made.last().is_some_and(|row| row.left.is_empty()) {
        rows.made.pop();
    }
    rows.made
}

impl<'a> Rows<'a> {
    /// What there is to say about the sentence, the most telling first.
    fn sentence(&mut self) {
        let place = self.source.place;
        let (differing, agreeing): (Vec<_>, Vec<_>) = self
            .corpus()
            .strong_claims(place)
            .partition(|claim| self.differs(*claim));
        // Two claims may hang on the same disagreement; it is shown once.
        let mut disagreements = BTreeSet::new();
        for claim in differing {
            if disagreements.insert(self.disagreement(claim)) {
                self.differing_claim(claim);
            }
        }
        let quotes: Vec<_> = self.corpus().shared_quotes(place).collect();
        quotes.into_iter().for_each(|quote| self.quote(quote));
        agreeing.into_iter().for_each(|claim| self.claim(claim));
        if self.source.weak {
            self.weak_claims();
        }
        if self.corpus().shared(place).only_here {
            let only = format!("{} ONLY HERE", self.source.glyphs.only_here);
            self.push(Row::new(only, Role::Heading));
            self.push(Row::new("  no match in the other articles", Role::Dim));
            self.gap();
        }
        self.entities_here();
        self.source_here();
        self.only_here();
        self.missing();
        self.coverage();
    }

    fn corpus(&self) -> &'a Corpus {
        self.source.corpus
    }

    fn push(&mut self, row: Row) {
        self.made.push(self.fitted(row));
    }

    fn gap(&mut self) {
        if self.made.last().is_some_and(|row| !row.left.is_empty()) {
            self.made.push(Row::default());
        }
    }

    /// A heading such as `≠ CLAIM repair cost     5 of 8`.
    fn heading(&mut self, sign: &str, what: &str, label: &str, count: &str) {
        let mut row = Row::new(format!("{sign} {what}"), Role::Heading);
        if !label.is_empty() {
            row = row.with(format!("  {label}"), Role::Text);
        }
        self.push(row.right(count, Role::Dim));
    }

    /// What the reader has decided of the link whose heading stands above.
    fn ruled(&mut self, words: Option<&str>) {
        if let Some(words) = words {
            self.push(Row::new(format!("  {words}"), Role::Dim));
        }
    }

    /// Words wrapped below a row, at most `lines` lines, indented by `indent` columns.
    fn wrapped(
        &mut self,
        words: &str,
        role: Role,
        indent: usize,
        lines: usize,
        target: Option<Target>,
    ) {
        let width = self.source.width.saturating_sub(indent + 1).max(1);
        let spans = wrap::lines(words, crate::text::Span::new(0, words.len()), width);
        let cut = spans.len() > lines;
        for (number, span) in spans.into_iter().take(lines).enumerate() {
            let mut line = wrap::flat(span.of(words)).into_owned();
            if cut && number + 1 == lines {
                line = format!(
                    "{} {}",
                    wrap::prefix(&line, width.saturating_sub(2)),
                    self.source.glyphs.ellipsis
                );
            }
            let mut row = Row::new(" ".repeat(indent), Role::Text).with(line, role);
            row.target = target;
            self.push(row);
        }
    }

    /// The row cut to the width of the pane.
    fn fitted(&self, row: Row) -> Row {
        row.fitted(self.source.width, self.source.glyphs.ellipsis)
    }

    /// The name of the article at `place`.
    fn outlet(&self, place: Place) -> String {
        self.corpus().article(place.article).name()
    }

    /// How many articles the story has.
    fn story_size(&self) -> usize {
        let story = self.corpus().story_of(self.source.place.article);
        story.map_or(1, |story| self.corpus().story(story).articles.len())
    }

    /// "5 of 8 articles", or "5 of 8" where there is no room for more.
    fn of_story(&self, count: usize) -> String {
        let of = self.story_size().max(count);
        if self.source.width >= 40 {
            format!("{count} of {of} articles")
        } else {
            format!("{count} of {of}")
        }
    }
}

/// The role in which a name is drawn.
pub fn role_of(kind: EntityKind) -> Role {
    match kind {
        EntityKind::Person => Role::Person,
        EntityKind::Organization => Role::Organization,
        EntityKind::Place => Role::Place,
        EntityKind::Other => Role::Other,
    }
}
