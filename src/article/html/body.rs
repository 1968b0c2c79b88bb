//! Which blocks of a page are the report.

use std::collections::HashSet;

use dom_query::Document;
use dom_smoothie::{Config, Readability};

use super::blocks::{Block, MARK};
use crate::article::ParagraphKind;
use crate::article::boilerplate::{self, Shape, Sign};

/// The share of a page's running text, in percent, that the report is expected to have at least.
const SHARE: usize = 60;

/// How many bytes of a hundred may be links in what is added to the report.
const LINKED: usize = 40;

/// Tells of every block whether it is the report's. The page's elements are marked; the page is used up.
///
/// `title` is the block of the headline.
pub fn reports(page: Document, blocks: &[Block], title: Option<usize>) -> Vec<bool> {
    let kept = kept(page);
    let mut report: Vec<bool> = blocks.iter().map(|block| survives(block, &kept)).collect();
    let mut shapes: Vec<Shape> = blocks.iter().map(shape).collect();
    boilerplate::mark_repeats(&mut shapes);
    complete(&mut report, blocks, &shapes);
    standfirst(&mut report, blocks, &shapes, title);
    debris(&mut report, blocks, &shapes);
    report
}

/// The same for a piece of a page that holds nothing but the report and calls to read on.
pub fn all(blocks: &[Block]) -> Vec<bool> {
    let mut report: Vec<bool> = blocks.iter().map(|block| !block.around.hidden).collect();
    let shapes: Vec<Shape> = blocks.iter().map(|block| Shape::new(&block.text)).collect();
    debris(&mut report, blocks, &shapes);
    report
}

/// What a block looks like, its place in the page included.
fn shape(block: &Block) -> Shape {
    let mut shape = Shape::new(&block.text);
    let linked = block.linked();
    if block.around.outside || block.around.hidden {
        shape.points -= 40;
        shape.sign = shape.sign.max(Some(Sign::Look));
    } else if linked > LINKED {
        shape.points -= 20;
        shape.sign = shape.sign.max(Some(Sign::Look));
    }
    if block.kind == ParagraphKind::Heading {
        shape.points = shape.points.max(0);
    }
    shape
}

fn is_prose(block: &Block, shape: &Shape) -> bool {
    shape.is_prose() && !block.around.outside && !block.around.hidden && block.linked() <= LINKED
}

/// Adds what reads as the report where too little of the page was taken for it.
fn complete(report: &mut [bool], blocks: &[Block], shapes: &[Shape]) {
    let (mut held, mut all) = (0, 0);
    for ((own, block), shape) in report.iter().zip(blocks).zip(shapes) {
        if is_prose(block, shape) {
            all += block.text.len();
            held += if *own { block.text.len() } else { 0 };
        }
    }
    if held * 100 >= all * SHARE {
        return;
    }
    let found = boilerplate::reports(shapes);
    for ((own, found), block) in report.iter_mut().zip(found).zip(blocks) {
        *own |= found && !block.around.outside && !block.around.hidden && block.linked() <= LINKED;
    }
}

/// What stands between the headline and the report is its own when it is a sentence or nearly one.
fn standfirst(report: &mut [bool], blocks: &[Block], shapes: &[Shape], title: Option<usize>) {
    let Some(first) = report.iter().position(|own| *own) else {
        return;
    };
    let Some(title) = title.filter(|title| *title < first && first - title <= 12) else {
        return;
    };
    for index in title + 1..first {
        let (Some(block), Some(shape)) = (blocks.get(index), shapes.get(index)) else {
            return;
        };
        let own = shape.words >= 8 && shape.sign.is_none() && block.linked() <= LINKED;
        if let Some(report) = report
            .get_mut(index)
            .filter(|_| own && block.kind != ParagraphKind::Caption)
        {
            *report = true;
        }
    }
}

/// Takes out what says that it is not the report's, and headings of nothing.
fn debris(report: &mut [bool], blocks: &[Block], shapes: &[Shape]) {
    for (own, shape) in report.iter_mut().zip(shapes) {
        *own &= shape.sign != Some(Sign::Words) || shape.points >= 0;
    }
    let mut follows = false;
    for (own, block) in report.iter_mut().zip(blocks).rev() {
        if block.kind == ParagraphKind::Heading {
            *own &= follows;
        } else {
            follows = *own;
        }
    }
}

/// The marks of the elements that hold the report.
fn kept(page: Document) -> HashSet<usize> {
    let config = Config {
        disable_json_ld: true,
        ..Config::default()
    };
    let article = Readability::with_document(page, None, Some(config))
        .and_then(|mut readability| readability.parse());
    let Ok(article) = article else {
        return HashSet::new();
    };
    let key = format!("{MARK}=\"");
    let marks = article.content.split(key.as_str()).skip(1);
    marks
        .filter_map(|rest| rest.get(..rest.find('"')?)?.parse().ok())
        .collect()
}

fn survives(block: &Block, kept: &HashSet<usize>) -> bool {
    let (mut held, mut all) = (0, 0);
    for (owner, length) in &block.owners {
        all += length;
        held += if kept.contains(owner) { *length } else { 0 };
    }
    held * 2 > all
}
