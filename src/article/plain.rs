//! Plain text as people paste it: a headline somewhere, paragraphs, and what else the page had.

pub mod lines;
pub mod title;

use std::path::Path;

use super::boilerplate::{self, Shape};
use super::{Article, Format, Meta, Paragraph, ParagraphKind, byline, date, front_matter, repeat};
use crate::text::Span;
use crate::text::fold::fold;

/// How many lines around the headline and the first paragraph may say who wrote it and when.
const HEAD: usize = 6;

/// Reads plain text. `text` is sanitized already.
pub fn parse(path: &Path, text: String) -> Article {
    let (header, problems) = front_matter::top(&text);
    let body = header.as_ref().map_or(0, |(span, _)| span.end());
    let page = Page::new(&text, body);
    let mut paragraphs = page.paragraphs();
    let mut meta = page.meta(path);
    if let Some((span, stated)) = header {
        let kind = ParagraphKind::Boilerplate;
        paragraphs.insert(0, Paragraph { span, kind });
        meta = stated.or(meta);
    }
    repeat::mark(&text, &mut paragraphs);
    let sentences = super::sentences_of(&text, &paragraphs);
    Article {
        path: path.to_owned(),
        format: Format::Text,
        meta,
        text,
        paragraphs,
        sentences,
        problems,
        ..Article::default()
    }
}

/// The paragraphs of a text with what they look like and what part they have.
struct Page<'a> {
    spans: Vec<Span>,
    words: Vec<&'a str>,
    shapes: Vec<Shape>,
    /// The names in those that are bylines.
    authors: Vec<Option<String>>,
    report: Vec<bool>,
    /// The first paragraph of the report.
    lead: usize,
    title: Option<usize>,
}

impl<'a> Page<'a> {
    fn new(text: &'a str, body: usize) -> Self {
        let spans = lines::paragraphs(text, body);
        let words: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
        let mut shapes: Vec<Shape> = words.iter().map(|words| Shape::new(words)).collect();
        boilerplate::mark_repeats(&mut shapes);
        let mut report = boilerplate::reports(&shapes);
        let lead = lead(&shapes, &report);
        let authors: Vec<Option<String>> =
            words.iter().map(|words| byline::author(words)).collect();
        let title = title::title(&words, &shapes, &authors, lead);
        if let Some(title) = title {
            standfirst(&mut report, &shapes, title, lead);
        }
        blurbs(&mut report, &words, &authors);
        Self {
            spans,
            words,
            shapes,
            authors,
            report,
            lead,
            title,
        }
    }

    fn paragraphs(&self) -> Vec<Paragraph> {
        let kinds = (0..self.spans.len()).map(|index| self.kind(index));
        let both = self.spans.iter().zip(kinds);
        both.map(|(span, kind)| Paragraph { span: *span, kind })
            .collect()
    }

    fn kind(&self, index: usize) -> ParagraphKind {
        let (Some(words), Some(shape)) = (self.words.get(index), self.shapes.get(index)) else {
            return ParagraphKind::Body;
        };
        let in_report = self.report.get(index).is_some_and(|own| *own);
        if self.title == Some(index) {
            ParagraphKind::Title
        } else if self.is_byline(index, shape) {
            ParagraphKind::Byline
        } else if !in_report && is_caption(shape) {
            ParagraphKind::Caption
        } else if !in_report {
            ParagraphKind::Boilerplate
        } else if words.starts_with('>') {
            ParagraphKind::Quote
        } else if shape.item {
            ParagraphKind::List
        } else if self.is_heading(index, words, shape) {
            ParagraphKind::Heading
        } else {
            ParagraphKind::Body
        }
    }

    fn is_byline(&self, index: usize, shape: &Shape) -> bool {
        self.author(index).is_some() || self.in_head(index) && (shape.dated || self.is_name(index))
    }

    fn author(&self, index: usize) -> Option<&String> {
        self.authors.get(index)?.as_ref()
    }

    /// Whether a bare name stands where bylines do: between the headline and the date.
    fn is_name(&self, index: usize) -> bool {
        let after_title = self
            .title
            .is_some_and(|title| title < index && index <= title + 2);
        let dated = self
            .shapes
            .get(index + 1..)
            .unwrap_or_default()
            .iter()
            .take(2)
            .any(|next| next.dated);
        after_title
            && dated
            && self
                .words
                .get(index)
                .is_some_and(|words| byline::is_name(words))
    }

    fn in_head(&self, index: usize) -> bool {
        let top = self.title.unwrap_or(self.lead).saturating_sub(HEAD);
        top <= index && index < self.lead.max(self.title.map_or(0, |title| title + 3))
    }

    /// Whether a short line begins a part of the report.
    fn is_heading(&self, index: usize, words: &str, shape: &Shape) -> bool {
        let followed = self.report.get(index + 1).is_some_and(|own| *own)
            && (self.shapes.get(index + 1)).is_some_and(|next| next.words >= 12 || next.item);
        let ends_open = words.ends_with([':', ';', ',', '”', '"', '»', '’']);
        let begins = words.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
        let short = shape.words <= 12 && (!shape.stops || words.ends_with('?'));
        index > self.lead && short && followed && begins && !ends_open
    }

    fn meta(&self, path: &Path) -> Meta {
        let (headline, mut source) = self.headline(path);
        let head = || (0..self.words.len()).filter(|index| self.in_head(*index));
        let words = |index: usize| self.words.get(index).copied();
        let bare = || {
            head()
                .find(|index| self.is_name(*index))
                .and_then(words)
                .map(str::to_owned)
        };
        let author = head().find_map(|index| self.author(index)).cloned();
        let author = author
            .or_else(bare)
            .or_else(|| self.authors.iter().flatten().next().cloned());
        let blurb = self
            .words
            .iter()
            .rev()
            .take(12)
            .find_map(|words| byline::blurb(words).filter(|blurb| blurb.contact));
        let blurb = blurb.filter(|blurb| {
            author
                .as_ref()
                .is_none_or(|author| author.contains(&blurb.name))
        });
        source = source.or_else(|| self.copyright());
        source = source.or_else(|| blurb.as_ref().and_then(|blurb| blurb.outlet.clone()));
        let published = head().filter(|index| self.kind(*index) == ParagraphKind::Byline);
        let published = published.filter_map(words).find_map(date::within);
        Meta {
            title: headline,
            byline: author.or_else(|| blurb.map(|blurb| blurb.name)),
            source,
            published: published.or_else(|| date::in_name(&super::stem(path))),
            ..Meta::default()
        }
    }

    /// The headline, and the site that it names.
    fn headline(&self, path: &Path) -> (String, Option<String>) {
        let title = self.title.and_then(|title| self.words.get(title));
        if let Some((title, site)) = title.and_then(|title| byline::titled_site(title)) {
            return (
                super::sanitize::line(title),
                Some(super::sanitize::line(site)),
            );
        }
        let title = title.map(|title| super::sanitize::line(title));
        let short = || self.words.get(self.lead).map(|lead| title::shortened(lead));
        (
            title.or_else(short).unwrap_or_else(|| super::stem(path)),
            None,
        )
    }

    /// Who holds the rights, when all lines that say so agree.
    fn copyright(&self) -> Option<String> {
        let mut found = self
            .words
            .iter()
            .filter_map(|words| byline::copyright(words));
        let first = found.next()?;
        found
            .all(|other| fold(&other) == fold(&first))
            .then_some(first)
    }
}

/// The first paragraph of the report that is running text, or else the first that is long, or the first.
fn lead(shapes: &[Shape], report: &[bool]) -> usize {
    let first = |fits: &dyn Fn(&Shape) -> bool| {
        let mut both = shapes.iter().zip(report);
        both.position(|(shape, own)| *own && fits(shape))
    };
    let prose = first(&|shape| shape.is_prose());
    let long = || first(&|shape| shape.words >= 8 && shape.stops);
    // A headline alone, and then lines.
    let second = || (shapes.len() > 1).then_some(1);
    prose.or_else(long).or_else(second).unwrap_or(0)
}

/// Takes what stands between the headline and the report for its own when it is a sentence or nearly one.
fn standfirst(report: &mut [bool], shapes: &[Shape], title: usize, lead: usize) {
    for (own, shape) in report.iter_mut().zip(shapes).take(lead).skip(title + 1) {
        *own |= shape.words >= 8 && shape.sign.is_none();
    }
}

/// Takes paragraphs about the writer at the end of the report out of it.
fn blurbs(report: &mut [bool], words: &[&str], authors: &[Option<String>]) {
    let last = report
        .iter()
        .enumerate()
        .rev()
        .filter(|(_, own)| **own)
        .take(3)
        .map(|(index, _)| index);
    for index in last.collect::<Vec<_>>() {
        let blurb = words.get(index).and_then(|words| byline::blurb(words));
        let known = |name: &String| authors.iter().flatten().any(|author| author.contains(name));
        if let Some(own) = report.get_mut(index)
            && blurb.is_some_and(|blurb| blurb.contact || known(&blurb.name))
        {
            *own = false;
        }
    }
}

/// Whether the words below a picture, and not its place alone, are in the text.
fn is_caption(shape: &Shape) -> bool {
    const SIGNS: &[&str] = &[
        "photo",
        "photograph",
        "picture",
        "pictured",
        "image",
        "getty",
        "foto",
    ];
    let signs = boilerplate::words_of(&shape.folded);
    shape.words >= 4 && signs.iter().any(|word| SIGNS.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ParagraphKind::{Body, Boilerplate, Byline, Caption, Duplicate, Heading, List, Title};

    fn read(text: &str) -> Article {
        parse(Path::new("notes/harbour.txt"), text.to_owned())
    }

    fn kinds(text: &str) -> Vec<ParagraphKind> {
        read(text)
            .paragraphs
            .iter()
            .map(|paragraph| paragraph.kind)
            .collect()
    }

    const TITLE: &str = "Cracked wall closes harbour of Tarn";
    const LEAD: &str = "The harbour of Port Tarn was closed on Monday after a crack was found in its northern wall, officials said.";
    const NEXT: &str = "Engineers who had warned of the crack for years told reporters that the wall could not be saved before winter.";
    const LAST: &str = "Ships will be sent to the southern ports until a new wall is built, which may take several years.";

    #[test]
    fn a_pasted_report_is_read_with_its_debris() {
        let text = format!(
            "SAVE THE HARBOUR AND DRINK OUR COFFEE!\nimage\n\n{TITLE}\n\nBy Ana Vale\n\n5 May 2031\n\n{LEAD}\n\n\
             Photo: the wall of Tarn at dusk\n\n{NEXT}\n\nWhat comes next\n\n{LAST}\n\n- Ships\n\n\
             Leave a Reply\n\nYour email address will not be published.\n\n© 2031 Tarn Daily, Privacy Policy"
        );
        let expected = [
            Boilerplate,
            Boilerplate,
            Title,
            Byline,
            Byline,
            Body,
            Caption,
            Body,
            Heading,
            Body,
            List,
            Boilerplate,
            Boilerplate,
            Boilerplate,
        ];
        assert_eq!(kinds(&text), expected);
        let meta = read(&text).meta;
        assert_eq!(meta.title, TITLE);
        assert_eq!(meta.byline.as_deref(), Some("Ana Vale"));
        assert_eq!(meta.source.as_deref(), Some("Tarn Daily"));
        assert_eq!(
            meta.published,
            Some("2031-05-05T00:00:00Z".parse().unwrap())
        );
    }

    #[test]
    fn a_text_without_a_headline_is_named_by_its_lead() {
        let text = format!("{LEAD}\n{NEXT}\n");
        assert_eq!(kinds(&text), [Body, Body]);
        assert!(
            read(&text)
                .meta
                .title
                .starts_with("The harbour of Port Tarn")
        );
    }

    #[test]
    fn a_standfirst_is_a_part_of_the_report() {
        let text =
            format!("{TITLE}\n\nThe wall was known to be weak, engineers say\n\n{LEAD}\n\n{NEXT}");
        assert_eq!(kinds(&text), [Title, Body, Body, Body]);
    }

    #[test]
    fn a_paragraph_that_comes_again_is_a_duplicate() {
        let text = format!(
            "{TITLE}\n{LEAD}\n{NEXT}\n{}",
            LEAD.replace(", officials", " - officials")
        );
        assert_eq!(kinds(&text), [Title, Body, Body, Duplicate]);
    }

    #[test]
    fn what_is_said_of_the_writer_at_the_end_is_not_the_report() {
        let text = format!(
            "{TITLE}\n\n{LEAD}\n\n{NEXT}\n\nAuthor: Ana Vale\n\nAna Vale is the news editor of Tarn.example, follow her @anavale."
        );
        assert_eq!(kinds(&text), [Title, Body, Body, Byline, Boilerplate]);
        let meta = read(&text).meta;
        assert_eq!(
            (meta.byline.as_deref(), meta.source.as_deref()),
            (Some("Ana Vale"), Some("Tarn.example"))
        );
    }

    #[test]
    fn lines_of_fields_at_the_top_say_what_is_known() {
        let text = format!("Title: {TITLE}\nSource: Tarn Daily\nDate: 2031-05-05\n\n{LEAD}\n");
        let article = read(&text);
        assert_eq!(article.meta.title, TITLE);
        assert_eq!(article.meta.source.as_deref(), Some("Tarn Daily"));
        assert_eq!(kinds(&text), [Boilerplate, Body]);
    }

    #[test]
    fn front_matter_above_plain_text_is_read() {
        let text = format!("---\nauthor: Ana Vale\n---\n{TITLE}\n{LEAD}\n{NEXT}\n");
        assert_eq!(kinds(&text), [Boilerplate, Title, Body, Body]);
        assert_eq!(read(&text).meta.byline.as_deref(), Some("Ana Vale"));
    }

    #[test]
    fn empty_texts_and_single_words_are_read() {
        assert_eq!(kinds(""), []);
        assert_eq!(read(" \n ").meta.title, "harbour");
        assert_eq!(kinds("Tarn"), [Body]);
        assert_eq!(read("Tarn").meta.title, "Tarn");
        assert_eq!(kinds("Rates rise\n\nThe bank raised rates."), [Title, Body]);
    }
}
