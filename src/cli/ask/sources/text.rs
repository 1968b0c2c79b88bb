//! Sources for people: what most lean on, who cites whom, who follows from whom, what is copied.

use std::collections::BTreeMap;
use std::io;

use super::{lean, percent};
use crate::article::ArticleId;
use crate::cli::ask::{Asked, count, flat, story};
use crate::cli::page::{Page, Words};
use crate::config::theme::Role;
use crate::link::StoryId;
use crate::link::source::{Branch, Copied, Origin, Source, Sourcing, Why};

/// Writes the sources of all stories.
pub fn write(asked: &Asked, stories: &[StoryId], page: &mut Page) -> io::Result<()> {
    for (index, id) in stories.iter().enumerate() {
        if index > 0 {
            page.gap()?;
        }
        let sourcing = asked.corpus.sourcing(*id);
        let facts = format!(", {}", count(sourcing.sources.len(), "source"));
        story::heading(asked, *id, &facts, page)?;
        if let Some(lean) = lean(asked, *id) {
            page.wrapped(&Words::new(), &Words::new().with(lean, Role::Contradiction))?;
        }
        let (shared, alone): (Vec<&Source>, Vec<&Source>) = sourcing
            .sources
            .iter()
            .partition(|source| source.uses.len() > 1);
        for source in shared {
            page.gap()?;
            self::source(asked, *id, source, page)?;
        }
        cited_by_one(asked, &alone, page)?;
        tree(asked, *id, sourcing, page)?;
        copied(asked, &sourcing.copied, page)?;
    }
    Ok(())
}

fn source(asked: &Asked, story: StoryId, source: &Source, page: &mut Page) -> io::Result<()> {
    let of = asked.corpus.story(story).articles.len();
    let sign = if source.is_named() { "  " } else { "? " };
    let name = Words::new()
        .with(flat(&source.name), Role::Outlet)
        .dim(format!("  {}", source.kind.name()));
    let name = match source.through {
        Some(outlet) => name.dim(format!(", to {}", asked.corpus.entity(outlet).name)),
        None => name,
    };
    let counts = format!("{} of {of} articles", source.uses.len());
    page.sides(&Words::new().dim(sign), &name, &Words::new().dim(counts))?;
    let uses: Vec<String> = source
        .uses
        .iter()
        .map(|used| {
            let name = asked.corpus.article(used.article).name();
            format!("{name} {}", percent(used.share))
        })
        .collect();
    let words = Words::new().text(uses.join(", "));
    page.wrapped(&Words::new().dim("    in "), &words)?;
    let own = source.article.map(|article| asked.path(article));
    own.map_or(Ok(()), |path| {
        let words = Words::new().text("its own report is ").dim(path);
        page.wrapped(&Words::new().text("       "), &words)
    })
}

/// The sources on which one article alone leans, by article.
fn cited_by_one(asked: &Asked, alone: &[&Source], page: &mut Page) -> io::Result<()> {
    let mut by_article: BTreeMap<ArticleId, Vec<Words>> = BTreeMap::new();
    for source in alone {
        for used in &source.uses {
            let sign = if source.is_named() { "" } else { "?" };
            let words = Words::new()
                .dim(sign)
                .text(flat(&source.name))
                .dim(format!(" {}", percent(used.share)));
            by_article.entry(used.article).or_default().push(words);
        }
    }
    if by_article.is_empty() {
        return Ok(());
    }
    page.gap()?;
    page.line(&Words::new().with("Cited by one article", Role::Heading))?;
    for (article, sources) in by_article {
        let name = asked.corpus.article(article).name();
        let mut words = Words::new().with(name, Role::Outlet).dim(": ");
        for (index, source) in sources.into_iter().enumerate() {
            let comma = if index > 0 { "; " } else { "" };
            words = words.dim(comma).and(source);
        }
        page.wrapped(&Words::new().text("    "), &words)?;
    }
    Ok(())
}

/// Which article follows from whom, where any does.
fn tree(asked: &Asked, story: StoryId, sourcing: &Sourcing, page: &mut Page) -> io::Result<()> {
    let branches = sourcing.tree(asked.corpus.story(story));
    if branches.iter().all(|branch| branch.depth == 0) {
        return Ok(());
    }
    page.gap()?;
    page.line(&Words::new().with("Who follows from whom", Role::Heading))?;
    for branch in &branches {
        let sign = if branch.depth > 0 {
            page.look.glyphs.right
        } else {
            " "
        };
        let indent = "  ".repeat(branch.depth);
        let label = Words::new().dim(format!("  {indent}{sign} "));
        let words = Words::new()
            .with(name(asked, sourcing, branch.who), Role::Outlet)
            .dim(why(branch));
        page.wrapped(&label, &words)?;
    }
    Ok(())
}

fn name(asked: &Asked, sourcing: &Sourcing, who: Origin) -> String {
    match who {
        Origin::Article(article) => asked.corpus.article(article).name(),
        Origin::Source(index) => sourcing
            .sources
            .get(index)
            .map_or_else(String::new, |source| flat(&source.name)),
    }
}

/// Why a report follows from the one above: "  21% copied, cites it 3 times".
fn why(branch: &Branch) -> String {
    let Some(step) = branch.step else {
        return match branch.who {
            Origin::Article(_) => String::new(),
            Origin::Source(_) => "  not among these articles".to_owned(),
        };
    };
    let why = |why: &Why| match why {
        Why::Copies(share) => format!("{} copied", percent(*share)),
        Why::Cites(1) => "cites it once".to_owned(),
        Why::Cites(times) => format!("cites it in {times} sentences"),
    };
    let whys: Vec<String> = step.why.iter().map(why).collect();
    format!("  {}", whys.join(", "))
}

fn copied(asked: &Asked, copied: &[Copied], page: &mut Page) -> io::Result<()> {
    if copied.is_empty() {
        return Ok(());
    }
    page.gap()?;
    page.line(&Words::new().with("Copied word for word", Role::Heading))?;
    for copied in copied {
        let (article, from) = (
            asked.corpus.article(copied.article).name(),
            asked.corpus.article(copied.from).name(),
        );
        let joins = if copied.is_dated { "from" } else { "same as" };
        let words = Words::new()
            .with(article, Role::Outlet)
            .dim(format!(" {joins} "))
            .with(from, Role::Outlet)
            .dim(format!(
                "  {} of its words, {} in {}",
                percent(copied.share),
                count(copied.words, "word"),
                count(copied.passages.len(), "passage"),
            ));
        page.wrapped(&Words::new().text("    "), &words)?;
        if let Some((span, _)) = copied.passages.first() {
            let words = flat(asked.corpus.article(copied.article).words(*span));
            let (open, close) = (page.look.glyphs.open_quote, page.look.glyphs.close_quote);
            page.wrapped(
                &Words::new().text("      "),
                &Words::new().dim(format!("{open}{words}{close}")),
            )?;
        }
    }
    Ok(())
}
