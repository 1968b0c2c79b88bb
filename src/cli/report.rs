//! The plain report: the articles in one column, below each sentence what the others say, for pipes and screen readers.

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::article::{Article, ArticleId, ParagraphId, ParagraphKind, SentenceId, sanitize};
use crate::config::Config;
use crate::config::glyphs::Glyphs;
use crate::corpus::{Corpus, Place};
use crate::link::{ClaimId, Difference, EntityId, SharedQuote, SharedQuoteId};
use crate::text::{Span, wrap};

/// How far notes stand from the left.
const INDENT: &str = "    ";
/// So many claims that an article lacks are named below it.
const MISSING: usize = 5;
/// So many places of the same words are named.
const PLACES: usize = 12;

/// Writes the report of all articles, story by story.
pub fn write(
    corpus: &Corpus,
    config: &Config,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut report = Report {
        corpus,
        glyphs: config.glyphs,
        weak: config.ui.weak_links,
        width,
        sentences: 0,
        out,
    };
    for (index, story) in corpus.links.stories.iter().enumerate() {
        if index > 0 {
            report.line("")?;
        }
        let articles = match story.articles.len() {
            1 => "1 article".to_owned(),
            count => format!("{count} articles"),
        };
        let label = match story.label.as_str() {
            "" => String::new(),
            label => format!(": {label}"),
        };
        let title = format!("Story {}{label} ({articles})", index + 1);
        report.underlined("", &title, "=")?;
        let mut articles = story.articles.clone();
        articles.sort_by_key(|id| {
            let published = corpus.article(*id).meta.published;
            (published.is_none(), published, *id)
        });
        for (index, article) in articles.into_iter().enumerate() {
            report.article(index + 1, article)?;
        }
    }
    Ok(())
}

/// A report that is being written.
struct Report<'a> {
    corpus: &'a Corpus,
    glyphs: &'static Glyphs,
    weak: bool,
    width: usize,
    /// How many sentences of the article are written.
    sentences: usize,
    out: &'a mut dyn Write,
}

impl Report<'_> {
    fn article(&mut self, number: usize, id: ArticleId) -> io::Result<()> {
        let corpus = self.corpus;
        let article = corpus.article(id);
        self.sentences = 0;
        self.line("")?;
        self.underlined(&format!("{number}. "), &article.meta.title, "-")?;
        self.wrapped("", &self.facts(article))?;
        for problem in &article.problems {
            self.wrapped("Note: ", &problem.message)?;
        }
        let mut sentences = article.sentence_ids().peekable();
        let mut left_out = 0;
        for (index, paragraph) in article.paragraphs.iter().enumerate() {
            let this = ParagraphId::new(index);
            let mut own = Vec::new();
            while let Some(sentence) =
                sentences.next_if(|id| article.sentences[id.index()].paragraph == this)
            {
                own.push(sentence);
            }
            match paragraph.kind {
                ParagraphKind::Title => {}
                ParagraphKind::Heading | ParagraphKind::Caption => {
                    self.line("")?;
                    self.wrapped("", article.words(paragraph.span))?;
                }
                ParagraphKind::Body
                | ParagraphKind::Quote
                | ParagraphKind::List
                | ParagraphKind::Table => {
                    self.line("")?;
                    self.paragraph(id, &own)?;
                }
                ParagraphKind::Byline | ParagraphKind::Boilerplate | ParagraphKind::Duplicate => {
                    left_out += 1;
                }
            }
        }
        self.missing(id)?;
        if left_out > 0 {
            let paragraphs = if left_out == 1 {
                "1 paragraph that is".to_owned()
            } else {
                format!("{left_out} paragraphs that are")
            };
            self.line("")?;
            self.line(&format!("(left out: {paragraphs} not the report itself)"))?;
        }
        Ok(())
    }

    /// Who published the article, when, how long it is, and where it was read from.
    fn facts(&self, article: &Article) -> String {
        let meta = &article.meta;
        let published = meta.published.map(|time| {
            let midnight = time.strftime("%H:%M").to_string() == "00:00";
            let format = if midnight {
                "%-d %b %Y"
            } else {
                "%-d %b %Y %H:%M"
            };
            time.strftime(format).to_string()
        });
        let words = article.text.split_whitespace().count();
        let path = sanitize::line(&article.path.to_string_lossy());
        let facts = [
            Some(article.name()),
            meta.byline.clone(),
            published,
            Some(format!("{words} words")),
            Some(path),
        ];
        let facts: Vec<String> = facts.into_iter().flatten().collect();
        facts.join(&format!(" {} ", self.glyphs.dot))
    }

    fn paragraph(&mut self, article: ArticleId, sentences: &[SentenceId]) -> io::Result<()> {
        let corpus = self.corpus;
        for (index, sentence) in sentences.iter().enumerate() {
            let place = Place {
                article,
                sentence: *sentence,
            };
            self.sentences += 1;
            let number = self.sentences;
            let label = if index == 0 {
                let paragraph = corpus.paragraph_number(place);
                format!("{}{paragraph} [{number}] ", self.glyphs.paragraph)
            } else {
                format!("[{number}] ")
            };
            self.wrapped(&label, corpus.sentence(place))?;
            self.notes(place)?;
        }
        Ok(())
    }

    /// What the other articles say of a sentence.
    fn notes(&mut self, place: Place) -> io::Result<()> {
        let corpus = self.corpus;
        let glyphs = self.glyphs;
        let quotes: Vec<SharedQuoteId> = corpus.shared_quotes(place).collect();
        for quote in quotes {
            let note = self.quote(quote, place.article);
            self.note(glyphs.quote, &note)?;
        }
        let claims: Vec<ClaimId> = if self.weak {
            corpus.shared(place).claims.clone()
        } else {
            corpus.strong_claims(place).collect()
        };
        let several = claims.len() > 1;
        for claim in claims {
            let others = self.others(corpus.places_of_claim(claim), place.article);
            let label = match corpus.claim(claim).label.as_str() {
                label if several && !label.is_empty() => format!(" ({label})"),
                _ => String::new(),
            };
            self.note(glyphs.shared, &format!("also in {others}{label}"))?;
            for difference in &corpus.claim(claim).differences {
                let sign = if difference.kind.is_contradiction() {
                    glyphs.differs
                } else {
                    glyphs.dot
                };
                let note = self.difference(difference, place.article);
                self.note(sign, &note)?;
            }
        }
        if corpus.shared(place).only_here {
            self.note(glyphs.only_here, "only here")?;
        }
        Ok(())
    }

    /// The speaker of a quote, where else it is printed, and in which other words.
    fn quote(&self, id: SharedQuoteId, here: ArticleId) -> String {
        let corpus = self.corpus;
        let quote = corpus.quote(id);
        let speaker = |of: Option<EntityId>| of.map(|speaker| corpus.entity(speaker).name.clone());
        let own = quote
            .mentions
            .iter()
            .find(|mention| mention.article == here);
        let variant = own.map(|mention| mention.variant);
        let here_by = own.and_then(|mention| corpus.speaker_of(*mention));
        let said_by = speaker(quote.speaker.or(here_by));
        let mut parts = vec![said_by.unwrap_or_else(|| "speaker not named".to_owned())];
        let places = corpus.places_of_quote(id).zip(&quote.mentions);
        let (same, other): (Vec<_>, Vec<_>) = places
            .filter(|(place, _)| place.article != here)
            .partition(|(_, mention)| Some(mention.variant) == variant);
        if !same.is_empty() {
            let places = self.others(same.into_iter().map(|(place, _)| place), here);
            parts.push(format!("same words in {places}"));
        }
        let mut wordings: BTreeMap<u32, Vec<_>> = BTreeMap::new();
        for (place, mention) in other {
            wordings
                .entry(mention.variant)
                .or_default()
                .push((place, mention));
        }
        for wording in wordings.into_values() {
            let Some((_, first)) = wording.first() else {
                continue;
            };
            let span = corpus.annotations(first.article).quote(first.quote).span;
            let words = wrap::flat(corpus.article(first.article).words(span)).into_owned();
            let words = words.trim_end_matches(',');
            let places = self.others(wording.iter().map(|(place, _)| *place), here);
            let (open, close) = (self.glyphs.open_quote, self.glyphs.close_quote);
            parts.push(format!("other wording in {places}: {open}{words}{close}"));
        }
        if quote.attribution_differs {
            parts.extend(self.other_speakers(quote, here_by));
        }
        parts.join("; ")
    }

    /// Whom other articles name for the same words: "said by Oskar Blom in The Ledger".
    fn other_speakers(&self, quote: &SharedQuote, here: Option<EntityId>) -> Vec<String> {
        let corpus = self.corpus;
        let mut named: Vec<(EntityId, Vec<String>)> = Vec::new();
        for mention in &quote.mentions {
            let Some(speaker) = corpus.speaker_of(*mention).filter(|id| Some(*id) != here) else {
                continue;
            };
            let article = corpus.article(mention.article).name();
            match named.iter_mut().find(|(known, _)| *known == speaker) {
                Some((_, articles)) if articles.contains(&article) => {}
                Some((_, articles)) => articles.push(article),
                None => named.push((speaker, vec![article])),
            }
        }
        let said = |(speaker, articles): (EntityId, Vec<String>)| {
            let name = &corpus.entity(speaker).name;
            format!("said by {name} in {}", articles.join(", "))
        };
        named.into_iter().map(said).collect()
    }

    /// The values of a difference and who has them: "number: 41 million here; 14 million in The Ledger".
    fn difference(&self, difference: &Difference, here: ArticleId) -> String {
        let mut values: Vec<(String, Vec<ArticleId>)> = Vec::new();
        for (article, span) in &difference.values {
            let words = wrap::flat(self.corpus.article(*article).words(*span)).into_owned();
            match values
                .iter_mut()
                .find(|(known, _)| known.to_lowercase() == words.to_lowercase())
            {
                Some((_, articles)) => articles.push(*article),
                None => values.push((words, vec![*article])),
            }
        }
        // What is said here comes first, and here before all others who say it.
        values.sort_by_key(|(_, articles)| !articles.contains(&here));
        let values: Vec<String> = values
            .into_iter()
            .map(|(words, mut articles)| {
                articles.dedup();
                let own = articles.contains(&here);
                articles.retain(|article| *article != here);
                let names: Vec<String> = articles
                    .iter()
                    .map(|article| self.corpus.article(*article).name())
                    .collect();
                match (own, names.join(", ")) {
                    (true, names) if names.is_empty() => format!("{words} here"),
                    (true, names) => format!("{words} here and in {names}"),
                    (false, names) => format!("{words} in {names}"),
                }
            })
            .collect();
        let (kind, why) = (difference.kind.name(), &difference.why);
        format!("{kind}: {} ({why})", values.join("; "))
    }

    /// Places in other articles: "Metro Wire ¶2, ¶5, The Ledger ¶1".
    fn others(&self, places: impl Iterator<Item = Place>, here: ArticleId) -> String {
        let mut names: Vec<String> = Vec::new();
        let mut last = None;
        for place in places.filter(|place| place.article != here) {
            let number = self.corpus.paragraph_number(place);
            let paragraph = format!("{}{number}", self.glyphs.paragraph);
            match last {
                Some((article, known)) if article == place.article && known == number => {}
                Some((article, _)) if article == place.article => names.push(paragraph),
                _ => {
                    let name = self.corpus.article(place.article).name();
                    names.push(format!("{name} {paragraph}"));
                }
            }
            last = Some((place.article, number));
        }
        let more = names.len().saturating_sub(PLACES);
        names.truncate(PLACES);
        let names = names.join(", ");
        if more == 0 {
            names
        } else {
            format!("{names} and {more} more")
        }
    }

    /// What most of the other articles say and this one does not.
    fn missing(&mut self, article: ArticleId) -> io::Result<()> {
        let corpus = self.corpus;
        let missing = corpus.missing_from(article);
        if missing.is_empty() {
            return Ok(());
        }
        self.line("")?;
        self.line("Not in this article:")?;
        for claim in missing.iter().take(MISSING) {
            let shared = corpus.claim(*claim);
            let Some(clearest) = shared.mentions.get(shared.clearest) else {
                continue;
            };
            let words = corpus.article(clearest.article).words(clearest.span);
            let others = self.others(corpus.places_of_claim(*claim), article);
            let note = format!("{} ({others})", wrap::flat(words));
            self.note(self.glyphs.read, &note)?;
        }
        if missing.len() > MISSING {
            let more = format!("and {} more", missing.len() - MISSING);
            self.note(self.glyphs.ellipsis, &more)?;
        }
        Ok(())
    }

    fn note(&mut self, sign: &str, words: &str) -> io::Result<()> {
        self.wrapped(&format!("{INDENT}{sign} "), words)
    }

    /// A title with a line of `sign` below.
    fn underlined(&mut self, label: &str, title: &str, sign: &str) -> io::Result<()> {
        self.wrapped(label, title)?;
        let columns = wrap::width(label) + wrap::width(title);
        self.line(&sign.repeat(columns.min(self.width)))
    }

    /// Words behind a label; further lines stand below the first word.
    fn wrapped(&mut self, label: &str, words: &str) -> io::Result<()> {
        let columns = wrap::width(label);
        let width = self.width.saturating_sub(columns).max(10);
        let lines = wrap::lines(words, Span::new(0, words.len()), width);
        for (index, line) in lines.iter().enumerate() {
            let line = wrap::flat(line.of(words));
            if index == 0 {
                self.line(&format!("{label}{line}"))?;
            } else {
                self.line(&format!("{}{line}", " ".repeat(columns)))?;
            }
        }
        Ok(())
    }

    fn line(&mut self, line: &str) -> io::Result<()> {
        // Texts and names are sanitized when they are read; what is printed raw to a terminal is checked once more.
        writeln!(self.out, "{}", sanitize::text(line).trim_end())
    }
}
