//! `crossread check`: what was read, as what, how much of it, and what was skipped and why.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use color_eyre::eyre::Result;
use rayon::prelude::*;
use serde::Serialize;

use super::output::print;
use crate::article::sanitize::line;
use crate::article::{Article, Problem};
use crate::corpus::load::{self, LoadError};

/// Something is to be looked at.
const PROBLEMS: u8 = 1;

/// What was found.
#[derive(Debug, Serialize)]
pub struct Report {
    files: Vec<File>,
    skipped: Vec<Skipped>,
    /// Files of folders that are of no kind that is read, counted by their ending.
    passed_over: BTreeMap<String, usize>,
}

#[derive(Debug, Serialize)]
struct File {
    path: String,
    format: &'static str,
    articles: usize,
    /// How many articles are but summaries.
    summaries: usize,
    /// The words of the report itself.
    words: usize,
    /// How many paragraphs of each kind.
    paragraphs: BTreeMap<&'static str, usize>,
    /// How many articles say who wrote them, when, and where they are from.
    bylines: usize,
    dates: usize,
    addresses: usize,
    title: String,
    problems: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Skipped {
    path: String,
    reason: String,
}

/// Runs the subcommand; the status tells whether all was read without problems.
pub fn run(paths: &[PathBuf], json: bool) -> Result<ExitCode> {
    let report = report(paths);
    print(|out| {
        if json {
            serde_json::to_writer_pretty(&mut *out, &report)?;
            return out.write_all(b"\n");
        }
        report.write(out)
    })?;
    Ok(report.status())
}

fn report(paths: &[PathBuf]) -> Report {
    let (stdin, named): (Vec<PathBuf>, Vec<PathBuf>) = paths
        .iter()
        .cloned()
        .partition(|path| path.as_path() == Path::new("-"));
    let listing = load::listing(&named);
    let mut read: Vec<Result<File, LoadError>> = listing
        .files
        .par_iter()
        .map(|file| load::input(file).and_then(|input| File::new(file, input)))
        .collect();
    if let Some(path) = stdin.first() {
        let input = load::input_from(path, io::stdin().lock());
        read.push(input.and_then(|input| File::new(path, input)));
    }
    let mut report = Report {
        files: Vec::new(),
        skipped: Vec::new(),
        passed_over: BTreeMap::new(),
    };
    report
        .skipped
        .extend(listing.errors.iter().map(Skipped::new));
    for outcome in read {
        match outcome {
            Ok(file) => report.files.push(file),
            Err(error) => report.skipped.push(Skipped::new(&error)),
        }
    }
    for file in listing.passed_over {
        let ending = file
            .extension()
            .map(|ending| line(&ending.to_string_lossy()).to_lowercase());
        *report
            .passed_over
            .entry(ending.unwrap_or_default())
            .or_default() += 1;
    }
    report
}

impl Skipped {
    fn new(error: &LoadError) -> Self {
        Self {
            path: line(&error.path.to_string_lossy()),
            reason: line(&error.source.to_string()),
        }
    }
}

impl File {
    fn new(path: &Path, input: crate::article::read::Read) -> Result<Self, LoadError> {
        let format = input.format;
        let problems = |problems: &[Problem]| -> Vec<String> {
            problems
                .iter()
                .map(|problem| line(&problem.message))
                .collect()
        };
        let whole = problems(&input.problems);
        let articles = load::articles(path, input)?;
        let count =
            |is: fn(&Article) -> bool| articles.iter().filter(|article| is(article)).count();
        let mut paragraphs = BTreeMap::new();
        let mut words = 0;
        for (article, paragraph) in articles
            .iter()
            .flat_map(|a| a.paragraphs.iter().map(move |p| (a, p)))
        {
            *paragraphs.entry(paragraph.kind.name()).or_default() += 1;
            if paragraph.kind.is_report() {
                words += article.words(paragraph.span).split_whitespace().count();
            }
        }
        let mut said = whole;
        for problem in articles
            .iter()
            .flat_map(|article| problems(&article.problems))
        {
            if !said.contains(&problem) {
                said.push(problem);
            }
        }
        Ok(Self {
            path: line(&path.to_string_lossy()),
            format: format.name(),
            articles: articles.len(),
            summaries: count(|article| article.summary),
            words,
            paragraphs,
            bylines: count(|article| article.meta.byline.is_some()),
            dates: count(|article| article.meta.published.is_some()),
            addresses: count(|article| article.meta.url.is_some()),
            title: articles
                .first()
                .map(|article| article.meta.title.clone())
                .unwrap_or_default(),
            problems: said,
        })
    }

    /// `a.html: html, “Title”, 612 words in 14 paragraphs, 32 aside`
    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let of = |kinds: &[&str]| -> usize {
            kinds
                .iter()
                .filter_map(|kind| self.paragraphs.get(kind))
                .sum()
        };
        let what = match self.articles {
            1 => format!("“{}”", self.title),
            several => format!("{several} articles"),
        };
        let own = of(&["body", "quote", "list"]);
        write!(
            out,
            "{}: {}, {what}, {} in {}",
            self.path,
            self.format,
            some(self.words, "word"),
            some(own, "paragraph")
        )?;
        for (count, name) in [
            (of(&["boilerplate", "byline"]), "aside"),
            (of(&["duplicate"]), "said before"),
            (self.summaries, "only in summary"),
        ] {
            if count > 0 {
                write!(out, ", {count} {name}")?;
            }
        }
        writeln!(out)?;
        self.problems
            .iter()
            .try_for_each(|problem| writeln!(out, "  ! {problem}"))
    }
}

impl Report {
    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        self.files.iter().try_for_each(|file| file.write(out))?;
        for skipped in &self.skipped {
            writeln!(out, "{}: skipped: {}", skipped.path, skipped.reason)?;
        }
        let articles: usize = self.files.iter().map(|file| file.articles).sum();
        let words: usize = self.files.iter().map(|file| file.words).sum();
        writeln!(
            out,
            "{} in {}, {}, {} skipped",
            some(articles, "article"),
            some(self.files.len(), "file"),
            some(words, "word"),
            self.skipped.len()
        )?;
        let passed: usize = self.passed_over.values().sum();
        if passed > 0 {
            let kinds: Vec<String> = self
                .passed_over
                .iter()
                .map(|(ending, count)| match ending.as_str() {
                    "" => format!("{count} without an ending"),
                    ending => format!("{count} .{ending}"),
                })
                .collect();
            writeln!(
                out,
                "{} of other kinds passed over: {}",
                some(passed, "file"),
                kinds.join(", ")
            )?;
        }
        Ok(())
    }

    fn status(&self) -> ExitCode {
        let clean =
            self.skipped.is_empty() && self.files.iter().all(|file| file.problems.is_empty());
        if clean && !self.files.is_empty() {
            ExitCode::SUCCESS
        } else {
            ExitCode::from(PROBLEMS)
        }
    }
}

fn some(count: usize, name: &str) -> String {
    format!("{count} {name}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(files: &[(&str, &[u8])]) -> (Report, String) {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            std::fs::write(folder.path().join(name), bytes).unwrap();
        }
        let report = report(&[folder.path().to_owned()]);
        let mut out = Vec::new();
        report.write(&mut out).unwrap();
        let shown = String::from_utf8(out).unwrap();
        (
            report,
            shown.replace(&format!("{}/", folder.path().display()), ""),
        )
    }

    #[test]
    fn each_file_is_told_with_its_kind_and_its_words() {
        let feed = b"<rss><item><title>Wall</title><description>It is cracked.</description></item><item><title>Ferry</title></item></rss>";
        let (report, shown) = checked(&[
            ("a.md", b"# Wall\n\nIt is cracked.\n"),
            ("b.xml", feed),
            ("c.png", b"x"),
            ("d.txt", b"a\0b"),
        ]);
        assert_eq!(
            shown,
            "a.md: markdown, “Wall”, 3 words in 1 paragraph\n\
             b.xml: feed, 2 articles, 3 words in 1 paragraph, 2 only in summary\n\
             d.txt: skipped: not text: contains NUL bytes\n\
             3 articles in 2 files, 6 words, 1 skipped\n\
             1 file of other kinds passed over: 1 .png\n"
        );
        assert_eq!(report.status(), ExitCode::from(PROBLEMS));
    }

    #[test]
    fn files_without_problems_are_a_success_and_none_are_not() {
        assert_eq!(
            checked(&[("a.txt", b"It rained.")]).0.status(),
            ExitCode::SUCCESS
        );
        assert_eq!(checked(&[]).0.status(), ExitCode::from(PROBLEMS));
    }
}
