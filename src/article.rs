//! One report: its text, what is known about it, and how the text is divided.

pub mod boilerplate;
pub mod byline;
pub mod date;
pub mod decode;
pub mod front_matter;
pub mod markdown;
pub mod plain;
pub mod repeat;
pub mod sanitize;

use std::path::{Path, PathBuf};

use jiff::Timestamp;

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown, with or without front matter.
    Markdown,
}

impl Format {
    /// The name of the format in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
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
    /// Where it was found.
    pub url: Option<String>,
    /// The language it says it is in, as a BCP 47 tag.
    pub language: Option<String>,
}

impl Meta {
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
            Self::Caption => "caption",
            Self::Byline => "byline",
            Self::Boilerplate => "boilerplate",
            Self::Duplicate => "duplicate",
        }
    }

    /// Whether the paragraph is what the report says: its sentences may hold claims.
    pub fn is_report(self) -> bool {
        matches!(self, Self::Body | Self::Quote | Self::List)
    }

    /// Whether the paragraph is the report's own at all: names in it count.
    pub fn is_own(self) -> bool {
        self.is_report() || matches!(self, Self::Title | Self::Heading | Self::Caption)
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

/// Something odd in an input, which was survived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What is odd, for people, sanitized: "not text: contains NUL bytes".
    pub message: String,
}

/// One report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Where it was read from, as the user gave it (`-` for standard input).
    pub path: PathBuf,
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
    /// What was odd.
    pub problems: Vec<Problem>,
}

impl Article {
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

/// Reads one article from the bytes of a file. Total: whatever is odd becomes a [`Problem`].
pub fn parse(path: &Path, bytes: &[u8]) -> Article {
    let decoded = decode::decode(bytes);
    let text = sanitize::text(&decoded.text);
    let mut article = if markdown::is_markdown(path, &text) {
        markdown::parse(path, text)
    } else {
        plain::parse(path, text)
    };
    article.problems.extend(decoded.problems);
    article
}
