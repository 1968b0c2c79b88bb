//! One report: its text, what is known about it, and how the text is divided.

pub mod address;
pub mod boilerplate;
pub mod byline;
pub mod contain;
pub mod date;
pub mod decode;
pub mod epub;
pub mod feed;
pub mod front_matter;
pub mod html;
pub mod json;
pub mod mail;
pub mod markdown;
pub mod plain;
pub mod read;
pub mod repeat;
pub mod sanitize;
pub mod xml;

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::Offset;

use crate::text::Span;
use crate::text::id::ids;

ids! {
    /// The position of an article in one corpus; not stable across corpora.
    ArticleId;
    /// The position of a paragraph in its article.
    ParagraphId;
    /// The position of a sentence in its article.
    SentenceId;
}

/// How an input was written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Format {
    /// Plain text.
    #[default]
    Text,
    /// Markdown, with or without front matter.
    Markdown,
    /// A web page.
    Html,
    /// A feed: RSS, Atom or JSON Feed.
    Feed,
    /// Articles as JSON, in one document or one a line.
    Json,
    /// Mail, one message or a box of them.
    Mail,
    /// A book of web pages.
    Epub,
    /// The text of a PDF document.
    Pdf,
    /// A list of feeds.
    Opml,
}

impl Format {
    /// The name of the format in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Feed => "feed",
            Self::Json => "json",
            Self::Mail => "mail",
            Self::Epub => "epub",
            Self::Pdf => "pdf",
            Self::Opml => "opml",
        }
    }
}

/// What is known about an article besides its text. All strings are sanitized.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Meta {
    /// The headline; never empty (the file's name when the text has none).
    pub title: String,
    /// Who wrote it.
    pub byline: Option<String>,
    /// The outlet or site that published it.
    pub source: Option<String>,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// How far the clock by which that was said is from UTC, where it was said.
    pub offset: Option<Offset>,
    /// Where it was found.
    pub url: Option<String>,
    /// The language it says it is in, as a BCP 47 tag.
    pub language: Option<String>,
}

impl Meta {
    /// The moment of publication in RFC 3339, by the clock of the outlet where that is known.
    pub fn moment(&self) -> Option<String> {
        let published = self.published?;
        let offset = self.offset.filter(|offset| !offset.is_zero());
        Some(offset.map_or_else(
            || published.to_string(),
            |offset| published.display_with_offset(offset).to_string(),
        ))
    }

    /// What is stated here, and what `other` knows where nothing is.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        let title = if self.title.is_empty() {
            other.title
        } else {
            self.title
        };
        Self {
            title,
            byline: self.byline.or(other.byline),
            source: self.source.or(other.source),
            offset: self.published.map_or(other.offset, |_| self.offset),
            published: self.published.or(other.published),
            url: self.url.or(other.url),
            language: self.language.or(other.language),
        }
    }
}

/// What part of a report a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ParagraphKind {
    /// The headline of the article.
    Title,
    /// A heading inside the article.
    Heading,
    /// Running text.
    Body,
    /// A block quotation.
    Quote,
    /// An item of a list.
    List,
    /// A row of a table, its cells divided by bars.
    Table,
    /// The words below a picture.
    Caption,
    /// Who wrote it and when.
    Byline,
    /// What is not the report's own: forms, calls to subscribe, copyright lines, blurbs, front matter.
    Boilerplate,
    /// A paragraph that repeats an earlier one.
    Duplicate,
}

impl ParagraphKind {
    /// The name of the kind in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Heading => "heading",
            Self::Body => "body",
            Self::Quote => "quote",
            Self::List => "list",
            Self::Table => "table",
            Self::Caption => "caption",
            Self::Byline => "byline",
            Self::Boilerplate => "boilerplate",
            Self::Duplicate => "duplicate",
        }
    }

    /// The kind of this name.
    pub fn named(name: &str) -> Option<Self> {
        const ALL: [ParagraphKind; 10] = [
            ParagraphKind::Title,
            ParagraphKind::Heading,
            ParagraphKind::Body,
            ParagraphKind::Quote,
            ParagraphKind::List,
            ParagraphKind::Table,
            ParagraphKind::Caption,
            ParagraphKind::Byline,
            ParagraphKind::Boilerplate,
            ParagraphKind::Duplicate,
        ];
        ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether the paragraph is what the report says: its sentences may hold claims.
    pub fn is_report(self) -> bool {
        matches!(self, Self::Body | Self::Quote | Self::List)
    }

    /// Whether the paragraph is the report's own at all: names in it count.
    pub fn is_own(self) -> bool {
        self.is_report()
            || matches!(
                self,
                Self::Title | Self::Heading | Self::Table | Self::Caption
            )
    }
}

/// A stretch of text between line breaks, with what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paragraph {
    /// Where it stands, without white space at its ends; never empty.
    pub span: Span,
    /// What part of the report it is.
    pub kind: ParagraphKind,
}

/// A sentence, which lies in exactly one paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, without white space at its ends; never empty.
    pub span: Span,
    /// The paragraph that holds it.
    pub paragraph: ParagraphId,
}

/// Words that lead somewhere else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The words.
    pub span: Span,
    /// The address, sanitized; whole where the input says from where it is to be read.
    pub target: String,
}

/// Something odd in an input, which was survived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What is odd, for people, sanitized: "not text: contains NUL bytes".
    pub message: String,
}

/// One report.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Article {
    /// Where it was read from, as the user gave it (`-` for standard input). Where a file holds several articles, each
    /// has its number behind: `feed.xml#003`.
    pub path: PathBuf,
    /// Its number, from 1, where its file holds several articles.
    pub part: Option<usize>,
    /// How it was written down.
    pub format: Format,
    /// What is known about it.
    pub meta: Meta,
    /// The whole text: decoded, line ends `\n`, sanitized; never changed after parsing.
    pub text: String,
    /// The paragraphs in order; they do not overlap.
    pub paragraphs: Vec<Paragraph>,
    /// The sentences in order; they do not overlap. Every paragraph has at least one.
    pub sentences: Vec<Sentence>,
    /// The links in order; they do not overlap.
    pub links: Vec<Link>,
    /// Whether the input has no more than a summary of the article.
    pub summary: bool,
    /// What was odd.
    pub problems: Vec<Problem>,
}

impl Article {
    /// The file that holds the article.
    pub fn file(&self) -> PathBuf {
        let file = self.part.and_then(|_| before_number(&self.path));
        file.unwrap_or_else(|| self.path.clone())
    }

    /// Makes everything safe to show that is known besides the text: every format goes through here, so that none can
    /// forget it.
    pub fn sanitize(&mut self) {
        let line = |field: &mut String| *field = sanitize::line(field);
        let Meta {
            title,
            byline,
            source,
            published: _,
            offset: _,
            url,
            language,
        } = &mut self.meta;
        line(title);
        if title.is_empty() {
            *title = stem(&self.path);
        }
        for field in [byline, source, url, language] {
            field.as_mut().map(line);
            *field = field.take().filter(|words| !words.is_empty());
        }
        for link in &mut self.links {
            line(&mut link.target);
        }
        for problem in &mut self.problems {
            line(&mut problem.message);
        }
    }

    /// The words of `span`.
    pub fn words(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// The kind of the paragraph that holds `sentence`.
    pub fn kind_of(&self, sentence: SentenceId) -> ParagraphKind {
        self.paragraphs[self.sentences[sentence.index()].paragraph.index()].kind
    }

    /// The sentence that holds the byte at `offset`, or the last one that starts before it.
    pub fn sentence_at(&self, offset: usize) -> Option<SentenceId> {
        let after = self
            .sentences
            .partition_point(|sentence| sentence.span.start() <= offset);
        after.checked_sub(1).map(SentenceId::new)
    }

    /// The ids of all sentences, in order.
    pub fn sentence_ids(&self) -> impl DoubleEndedIterator<Item = SentenceId> + use<> {
        (0..self.sentences.len()).map(SentenceId::new)
    }

    /// The ids of the sentences of paragraphs that are what the report says.
    pub fn report_sentences(&self) -> impl DoubleEndedIterator<Item = SentenceId> + '_ {
        self.sentence_ids()
            .filter(|sentence| self.kind_of(*sentence).is_report())
    }

    /// The name by which readers tell the article from others: its outlet, or else its file's stem.
    pub fn name(&self) -> String {
        self.meta.source.clone().unwrap_or_else(|| stem(&self.path))
    }
}

/// The path before its last `#`, whatever its bytes are.
#[cfg(unix)]
fn before_number(path: &Path) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStrExt as _;
    let bytes = path.as_os_str().as_bytes();
    let at = bytes.iter().rposition(|byte| *byte == b'#')?;
    Some(PathBuf::from(std::ffi::OsStr::from_bytes(bytes.get(..at)?)))
}

/// The path before its last `#`.
#[cfg(not(unix))]
fn before_number(path: &Path) -> Option<PathBuf> {
    let (file, _) = path.to_str()?.rsplit_once('#')?;
    Some(PathBuf::from(file))
}

/// The sanitized stem of a file's name; `stdin` for standard input.
pub fn stem(path: &Path) -> String {
    if path == Path::new("-") {
        return "stdin".to_owned();
    }
    let stem = path
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned());
    sanitize::line(&stem.unwrap_or_else(|| "article".to_owned()))
}

/// The sentences of all paragraphs, in order.
pub fn sentences_of(text: &str, paragraphs: &[Paragraph]) -> Vec<Sentence> {
    let of = |(index, paragraph): (usize, &Paragraph)| {
        let paragraph_id = ParagraphId::new(index);
        let spans = crate::text::sentence::sentences(text, paragraph.span).into_iter();
        spans.map(move |span| Sentence {
            span,
            paragraph: paragraph_id,
        })
    };
    paragraphs.iter().enumerate().flat_map(of).collect()
}

/// Reads the first article of the bytes of a file. Total: whatever is odd becomes a [`Problem`].
pub fn parse(path: &Path, bytes: &[u8]) -> Article {
    let mut read = read::read(path, bytes);
    if read.articles.is_empty() {
        let mut article = plain::parse(path, String::new());
        article.format = read.format;
        article.problems = read.problems;
        return article;
    }
    let mut first = read.articles.swap_remove(0);
    first.problems.append(&mut read.problems);
    first
}
