//! What an input is, by its content first and then by its name, and the articles in it.

use std::path::Path;

use super::{
    Article, Format, Problem, contain, decode, epub, feed, html, json, mail, markdown, plain,
    sanitize,
};

/// What was read from one input.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Read {
    /// What it was taken for.
    pub format: Format,
    /// The articles in the order in which they stand there.
    pub articles: Vec<Article>,
    /// What was odd about the input as a whole, and why it holds no article if it holds none.
    pub problems: Vec<Problem>,
}

impl Read {
    /// An input that holds one article.
    pub fn one(article: Article) -> Self {
        Self {
            format: article.format,
            articles: vec![article],
            problems: Vec::new(),
        }
    }

    /// An input that holds nothing to read, and why.
    pub fn nothing(format: Format, why: &str) -> Self {
        let problem = Problem {
            message: why.to_owned(),
        };
        Self {
            format,
            articles: Vec::new(),
            problems: vec![problem],
        }
    }

    /// An input that holds several articles: each gets its number.
    pub fn several(format: Format, path: &Path, mut articles: Vec<Article>) -> Self {
        let digits = articles.len().to_string().len().max(3);
        for (number, article) in (1..).zip(&mut articles) {
            article.path = numbered(path, number, digits);
            article.part = Some(number);
            article.format = format;
        }
        Self {
            format,
            articles,
            problems: Vec::new(),
        }
    }
}

/// The path of an article among several of one file; with so many digits that paths sort as the articles stand.
fn numbered(path: &Path, number: usize, digits: usize) -> std::path::PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(format!("#{number:0digits$}"));
    name.into()
}

/// Reads all articles of the bytes of a file. Total: whatever is odd becomes a [`Problem`].
pub fn read(path: &Path, bytes: &[u8]) -> Read {
    let mut read = taken_apart(path, bytes);
    for article in &mut read.articles {
        article.sanitize();
    }
    for problem in &mut read.problems {
        problem.message = sanitize::line(&problem.message);
    }
    read
}

fn taken_apart(path: &Path, bytes: &[u8]) -> Read {
    if epub::is_epub(path, bytes) {
        return epub::parse(path, bytes);
    }
    if mail::is_mail(path, bytes) {
        return mail::parse(path, bytes);
    }
    let decoded = decode::decode(bytes);
    let mut read = of_text(path, &decoded.text);
    if let [only] = read.articles.as_mut_slice() {
        only.problems.extend(decoded.problems);
    } else {
        read.problems.splice(0..0, decoded.problems);
    }
    read
}

/// Reads the articles of a text that is decoded.
pub fn of_text(path: &Path, text: &str) -> Read {
    match root(text).as_deref() {
        Some("html" | "!doctype") if is_wrapped_feed(text) => return feed::parse(path, text),
        Some("rss" | "rdf" | "rdf:rdf" | "feed" | "channel" | "atom:feed") => {
            return feed::parse(path, text);
        }
        Some("opml") => return feed::list(text),
        Some("urlset" | "sitemapindex") => {
            return Read::nothing(Format::Text, "a sitemap, which holds no articles");
        }
        Some("html" | "head" | "body" | "!doctype") => return Read::one(page(path, text)),
        Some(_) if is_called(path, &["xml", "rss", "atom", "rdf", "feed"]) => {
            return feed::parse(path, text);
        }
        Some(_) if is_called(path, PAGES) => return Read::one(page(path, text)),
        None if is_called(path, PAGES) && text.contains("</") => {
            return Read::one(page(path, text));
        }
        Some(_) | None => {}
    }
    if text
        .trim_start_matches('\u{FEFF}')
        .trim_start()
        .starts_with(['{', '['])
        && let Some(read) = json::parse(path, text)
    {
        return read;
    }
    let text = sanitize::text(text);
    Read::one(if markdown::is_markdown(path, &text) {
        markdown::parse(path, text)
    } else {
        plain::parse(path, text)
    })
}

/// Whether a page is but the wrapping of a feed.
fn is_wrapped_feed(text: &str) -> bool {
    let head: String = text.chars().take(2000).collect();
    head.contains("<feed xmlns") || head.contains("<rss version")
}

/// The endings of web pages.
const PAGES: &[&str] = &["html", "htm", "xhtml", "shtml"];

fn is_called(path: &Path, endings: &[&str]) -> bool {
    let ending = path
        .extension()
        .and_then(|ending| ending.to_str())
        .unwrap_or_default();
    endings
        .iter()
        .any(|known| ending.eq_ignore_ascii_case(known))
}

/// Whether a text is a whole web page, and not only a piece of one.
pub fn is_page(text: &str) -> bool {
    matches!(
        root(text).as_deref(),
        Some("html" | "head" | "body" | "!doctype")
    )
}

/// A web page; as plain text when it cannot be taken apart.
pub fn page(path: &Path, text: &str) -> Article {
    contain::contain(|| html::parse(path, text))
        .flatten()
        .unwrap_or_else(|| {
            let mut article = plain::parse(path, sanitize::text(text));
            let message =
                "this page cannot be taken apart; it is shown as it is written".to_owned();
            article.problems.push(Problem { message });
            article
        })
}

/// The name in small letters of the first element of a text that begins with markup.
pub fn root(text: &str) -> Option<String> {
    let mut rest =
        text.trim_start_matches(|c: char| c.is_whitespace() || c.is_control() || c == '\u{FEFF}');
    loop {
        rest = rest.trim_start();
        let after = rest.strip_prefix('<')?;
        if let Some(comment) = after.strip_prefix("!--") {
            rest = comment.get(comment.find("-->")? + 3..)?;
        } else if after.starts_with('?') {
            rest = after.get(after.find('>')? + 1..)?;
        } else {
            let end =
                after.find(|c: char| !c.is_alphanumeric() && !matches!(c, '!' | ':' | '-' | '_'));
            let name = after.get(..end.unwrap_or(after.len()))?.to_lowercase();
            let is_doctype = name == "!doctype";
            let of_page = after
                .get(8..40)
                .is_some_and(|kind| kind.trim_start().to_lowercase().starts_with("html"));
            if is_doctype && !of_page {
                rest = after.get(end_of_doctype(after)?..)?;
                continue;
            }
            return (!name.is_empty()).then_some(name);
        }
    }
}

/// The byte behind a document type, which may hold declarations in brackets.
fn end_of_doctype(text: &str) -> Option<usize> {
    let (end, bracket) = (text.find('>')?, text.find('['));
    match bracket {
        Some(bracket) if bracket < end => {
            let close = bracket + text.get(bracket..)?.find(']')?;
            Some(close + text.get(close..)?.find('>')? + 1)
        }
        _ => Some(end + 1),
    }
}

#[cfg(test)]
mod tests;
