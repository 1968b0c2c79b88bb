//! Claims for people: story by story, each with who says it in which words.

use std::io;

use super::{Told, printed_values};
use crate::cli::ask::{Asked, count, flat, story};
use crate::cli::page::{Page, Words};
use crate::config::theme::Role;
use crate::corpus::Place;
use crate::corpus::told::silent;
use crate::link::{ClaimId, ClaimMention, Difference, Strength};
use crate::text::wrap;

/// How wide the column with the names of outlets is at most.
const NAMES: usize = 18;

/// Writes the claims of all stories.
pub fn write(asked: &Asked, told: &[Told], page: &mut Page) -> io::Result<()> {
    for (index, told) in told.iter().enumerate() {
        if index > 0 {
            page.gap()?;
        }
        let facts = format!(", {}", count(told.claims.len(), "claim"));
        story::heading(asked, told.story, &facts, page)?;
        for id in &told.claims {
            page.gap()?;
            claim(asked, *id, page)?;
        }
    }
    Ok(())
}

fn claim(asked: &Asked, id: ClaimId, page: &mut Page) -> io::Result<()> {
    let corpus = &asked.corpus;
    let claim = corpus.claim(id);
    let glyphs = page.look.glyphs;
    let contradicts = |difference: &Difference| difference.kind.is_contradiction();
    let (sign, role) = if claim.differences.iter().any(contradicts) {
        (glyphs.differs, Role::Contradiction)
    } else if claim.strength == Strength::Weak {
        ("~", Role::Dim)
    } else {
        (glyphs.shared, Role::Claim)
    };
    let of = corpus.story(claim.story).articles.len();
    let counts = format!("{} of {of} articles", corpus.articles_of_claim(id).len());
    let label = Words::new().with(format!("{sign} "), role);
    let title = Words::new()
        .with(&claim.label, Role::Heading)
        .dim(format!("  c{}", id.index() + 1));
    page.sides(&label, &title, &Words::new().dim(counts))?;
    mentions(asked, &claim.mentions, page)?;
    for difference in &claim.differences {
        self::difference(asked, difference, page)?;
    }
    let silent = silent(corpus, id);
    if !silent.is_empty() {
        let words = Words::new().dim(asked.names(&silent));
        page.wrapped(
            &Words::new().dim(format!("  {} not in ", glyphs.silent)),
            &words,
        )?;
    }
    let label = Words::new().dim("    why    ");
    page.wrapped(&label, &Words::new().dim(&claim.evidence))
}

fn mentions(asked: &Asked, mentions: &[ClaimMention], page: &mut Page) -> io::Result<()> {
    let corpus = &asked.corpus;
    let glyphs = page.look.glyphs;
    let most = NAMES.min(page.look.width / 4);
    let name = |mention: &ClaimMention| {
        let name = corpus.article(mention.article).name();
        let paragraph = corpus.paragraph_number(Place {
            article: mention.article,
            sentence: mention.sentence,
        });
        let name = wrap::cut(&name, most, glyphs.ellipsis);
        format!("{name} {}{paragraph}", glyphs.paragraph)
    };
    let columns = |mention| wrap::width(&name(mention));
    let room = mentions.iter().map(columns).max().unwrap_or(0);
    for mention in mentions {
        let name = name(mention);
        let spaces = " ".repeat(room.saturating_sub(wrap::width(&name)) + 2);
        let label = Words::new()
            .text("    ")
            .with(name, Role::Outlet)
            .text(spaces);
        let words = flat(corpus.article(mention.article).words(mention.span));
        page.wrapped(&label, &Words::new().text(words))?;
    }
    Ok(())
}

fn difference(asked: &Asked, difference: &Difference, page: &mut Page) -> io::Result<()> {
    let glyphs = page.look.glyphs;
    let (sign, role) = if difference.kind.is_contradiction() {
        (glyphs.differs, Role::Contradiction)
    } else {
        (glyphs.dot, Role::Dim)
    };
    let label = Words::new().with(format!("  {sign} {}: ", difference.kind.name()), role);
    let values = printed_values(asked, difference).join("; ");
    let words = Words::new()
        .text(values)
        .dim(format!(" ({})", difference.why));
    page.wrapped(&label, &words)
}
