//! Markdown with front matter: the source stays the text, its blocks become paragraphs.

use std::path::Path;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::boilerplate::{Shape, Sign};
use super::{Article, Format, Meta, Paragraph, ParagraphKind, byline, date, front_matter, repeat};
use crate::text::Span;

/// Whether a text is Markdown: by the marks in it, or by the ending of its file.
pub fn is_markdown(path: &Path, text: &str) -> bool {
    let ending = path
        .extension()
        .and_then(|ending| ending.to_str())
        .unwrap_or_default()
        .to_lowercase();
    match ending.as_str() {
        "md" | "markdown" | "mdown" | "mkd" => true,
        "txt" | "text" => is_marked(text),
        _ => front_matter::find(text).is_some() || is_marked(text),
    }
}

/// Whether a text has headings of Markdown and other marks of it.
fn is_marked(text: &str) -> bool {
    let is_heading = |line: &&str| {
        let rest = line.trim_start_matches('#');
        (1..=6).contains(&(line.len() - rest.len())) && rest.starts_with(' ')
    };
    let headings = text.lines().filter(is_heading).count();
    let linked = text.contains("](http") || text.contains("](/") || text.contains("](mailto:");
    let strong = text.contains("**") || text.contains("\n> ") || text.contains("\n```");
    headings >= 1 && headings + usize::from(linked) + usize::from(strong) >= 3
}

/// Reads Markdown. `text` is sanitized already.
pub fn parse(path: &Path, text: String) -> Article {
    let block = front_matter::find(&text);
    let (mut meta, problems) = block
        .map(|block| front_matter::read(&text, block))
        .unwrap_or_default();
    let body = block.map_or(0, |block| block.outer.end());
    let mut paragraphs = blocks(&text, body);
    entitle(&text, &mut paragraphs, &mut meta.title);
    let found = settle(&text, &mut paragraphs);
    meta = meta.or(Meta {
        title: super::stem(path),
        ..found
    });
    let front = block.map(|block| Paragraph {
        span: block.outer.trim(&text),
        kind: ParagraphKind::Boilerplate,
    });
    paragraphs.splice(0..0, front);
    repeat::mark(&text, &mut paragraphs);
    let mut article = Article {
        path: path.to_owned(),
        format: Format::Markdown,
        meta,
        text,
        paragraphs,
        sentences: Vec::new(),
        problems,
        ..Article::default()
    };
    article.sentences = super::sentences_of(&article.text, &article.paragraphs);
    article
}

/// How many paragraphs at the top may say who wrote it and when.
const HEAD: usize = 6;

/// Tells bylines and debris by their words; returns what bylines say.
fn settle(text: &str, paragraphs: &mut [Paragraph]) -> Meta {
    let mut meta = Meta::default();
    for (index, paragraph) in paragraphs.iter_mut().enumerate() {
        if !matches!(paragraph.kind, ParagraphKind::Body | ParagraphKind::List) {
            continue;
        }
        let plain = paragraph.span.of(text).replace(['*', '_'], "");
        let shape = Shape::new(&plain);
        let author = byline::author(&plain);
        if author.is_some() || index < HEAD && shape.dated {
            paragraph.kind = ParagraphKind::Byline;
            meta.published = meta.published.or_else(|| date::within(&plain));
            meta.byline = meta.byline.or(author);
        } else if shape.sign == Some(Sign::Words) && shape.points < 0 {
            paragraph.kind = ParagraphKind::Boilerplate;
            meta.source = meta.source.or_else(|| byline::copyright(&plain));
        }
    }
    meta
}

/// The first heading is the headline where front matter names none, or names the same words.
fn entitle(text: &str, paragraphs: &mut [Paragraph], title: &mut String) {
    let Some(first) = paragraphs
        .iter_mut()
        .find(|p| p.kind == ParagraphKind::Heading)
    else {
        return;
    };
    let words = super::sanitize::line(first.span.of(text));
    let is_top =
        title.is_empty() || crate::text::fold::fold(title) == crate::text::fold::fold(&words);
    if is_top {
        first.kind = ParagraphKind::Title;
        if title.is_empty() {
            *title = words;
        }
    }
}

/// What a block will be, and the words that it holds so far.
struct Open {
    kind: ParagraphKind,
    span: Option<Span>,
    image_only: bool,
}

/// The blocks of the source from byte `body` on, as paragraphs without their marks at the start.
fn blocks(text: &str, body: usize) -> Vec<Paragraph> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    let source = text.get(body..).unwrap_or_default();
    let mut reader = Reader {
        text,
        paragraphs: Vec::new(),
        open: None,
        around: Vec::new(),
    };
    for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
        reader.take(&event, Span::new(body + range.start, body + range.end));
    }
    reader.close();
    reader.paragraphs
}

/// Collects paragraphs from the parser's events.
struct Reader<'a> {
    text: &'a str,
    paragraphs: Vec<Paragraph>,
    open: Option<Open>,
    /// The quotes and lists around the present place.
    around: Vec<ParagraphKind>,
}

impl Reader<'_> {
    fn take(&mut self, event: &Event<'_>, span: Span) {
        match event {
            Event::Start(Tag::Heading { .. }) => self.begin(ParagraphKind::Heading),
            Event::Start(Tag::Paragraph | Tag::TableRow | Tag::TableHead | Tag::CodeBlock(_)) => {
                self.begin(self.kind());
            }
            Event::Start(Tag::HtmlBlock) => self.begin(ParagraphKind::Boilerplate),
            Event::Start(Tag::BlockQuote(_)) => self.enter(ParagraphKind::Quote),
            Event::Start(Tag::Item) => {
                self.enter(ParagraphKind::List);
                self.begin(ParagraphKind::List);
            }
            Event::Start(Tag::List(_)) => self.close(),
            Event::End(TagEnd::BlockQuote(_) | TagEnd::Item) => {
                self.close();
                self.around.pop();
            }
            Event::End(
                TagEnd::Heading(_)
                | TagEnd::Paragraph
                | TagEnd::TableRow
                | TagEnd::TableHead
                | TagEnd::CodeBlock
                | TagEnd::HtmlBlock,
            ) => self.close(),
            Event::Start(Tag::Image { .. }) => self.hold(span, true),
            Event::Start(_) | Event::End(_) | Event::SoftBreak | Event::HardBreak | Event::Rule => {
            }
            _ => self.hold(span, false),
        }
    }

    fn kind(&self) -> ParagraphKind {
        self.around.last().copied().unwrap_or(ParagraphKind::Body)
    }

    fn enter(&mut self, kind: ParagraphKind) {
        self.close();
        self.around.push(kind);
    }

    fn begin(&mut self, kind: ParagraphKind) {
        self.close();
        self.open = Some(Open {
            kind,
            span: None,
            image_only: true,
        });
    }

    /// Takes words into the open block.
    fn hold(&mut self, span: Span, image: bool) {
        let Some(open) = &mut self.open else { return };
        let inside_image = open.image_only && open.span.is_some_and(|held| held.contains(span));
        open.image_only &= image || inside_image || span.of(self.text).trim().is_empty();
        open.span = Some(open.span.map_or(span, |held| held.cover(span)));
    }

    fn close(&mut self) {
        let Some(Open {
            kind,
            span: Some(span),
            image_only,
        }) = self.open.take()
        else {
            return;
        };
        let kind = if image_only {
            ParagraphKind::Caption
        } else {
            kind
        };
        let span = span.trim(self.text);
        let after_last = self
            .paragraphs
            .last()
            .is_none_or(|last| last.span.end() <= span.start());
        if !span.is_empty() && after_last {
            self.paragraphs.push(Paragraph { span, kind });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(source: &str) -> Vec<(ParagraphKind, String)> {
        let article = parse(Path::new("a.md"), source.to_owned());
        let words = |p: &Paragraph| (p.kind, article.words(p.span).to_owned());
        article.paragraphs.iter().map(words).collect()
    }

    #[test]
    fn blocks_become_paragraphs_without_their_marks() {
        let source = "# Top\n\nA *first* text.\n\n## Part\n\n- one\n- two\n\n> Said so.\n";
        let expected = [
            (ParagraphKind::Title, "Top"),
            (ParagraphKind::Body, "A *first* text."),
            (ParagraphKind::Heading, "Part"),
            (ParagraphKind::List, "one"),
            (ParagraphKind::List, "two"),
            (ParagraphKind::Quote, "Said so."),
        ];
        assert_eq!(
            drawn(source),
            expected.map(|(kind, words)| (kind, words.to_owned()))
        );
    }

    #[test]
    fn front_matter_stays_in_the_text_and_is_not_the_report() {
        let source = "---\ntitle: Top\nsource: City Desk\n---\n\n# Top\n\nA text.\n";
        let article = parse(Path::new("a.md"), source.to_owned());
        assert_eq!(article.text, source);
        assert_eq!(article.meta.source.as_deref(), Some("City Desk"));
        let kinds: Vec<ParagraphKind> = article.paragraphs.iter().map(|p| p.kind).collect();
        assert_eq!(
            kinds,
            [
                ParagraphKind::Boilerplate,
                ParagraphKind::Title,
                ParagraphKind::Body
            ]
        );
    }

    #[test]
    fn bylines_and_calls_to_subscribe_are_told_by_their_words() {
        let source = "# Top\n\n*By Ana Vale*\n\n5 May 2031\n\nA first text of the day.\n\nA first text of the day.\n\nSign up for our newsletter\n";
        let article = parse(Path::new("a.md"), source.to_owned());
        let kinds: Vec<ParagraphKind> = article.paragraphs.iter().map(|p| p.kind).collect();
        use ParagraphKind::{Body, Boilerplate, Byline, Duplicate, Title};
        assert_eq!(kinds, [Title, Byline, Byline, Body, Duplicate, Boilerplate]);
        assert_eq!(article.meta.byline.as_deref(), Some("Ana Vale"));
        assert_eq!(
            article.meta.published,
            Some("2031-05-05T00:00:00Z".parse().unwrap())
        );
    }

    #[test]
    fn marks_tell_markdown_before_names_do() {
        let marked = "# Top\n\nA [link](http://a.example) and **more**.\n";
        assert!(is_markdown(Path::new("a.txt"), marked));
        assert!(is_markdown(Path::new("-"), marked));
        assert!(!is_markdown(
            Path::new("a.txt"),
            "# 1 in the charts\n\nText."
        ));
        assert!(is_markdown(Path::new("a.MD"), "Text."));
    }

    #[test]
    fn a_picture_alone_is_a_caption() {
        assert_eq!(
            drawn("![The bridge at dusk](b.png)\n\nText.\n")[0].0,
            ParagraphKind::Caption
        );
    }

    #[test]
    fn a_heading_that_is_not_the_title_of_the_front_matter_stays_a_heading() {
        assert_eq!(
            drawn("---\ntitle: Top\n---\n\n# Other\n\nText.\n")[1].0,
            ParagraphKind::Heading
        );
    }
}
