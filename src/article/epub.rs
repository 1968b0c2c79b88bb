//! Books in EPUB: their chapters in order, each an article.

use std::collections::HashMap;
use std::io::{Cursor, Read as _};
use std::path::Path;

use zip::ZipArchive;

use super::contain::contain;
use super::read::{Read, page};
use super::xml::{self, Element};
use super::{Article, Format, Meta, Problem, address, html::day, sanitize};

/// How many bytes one file of a book, and all of them, may have when unpacked.
const LARGEST: u64 = 16 << 20;
const LARGEST_IN_ALL: u64 = 128 << 20;

/// How many chapters are read.
const MOST: usize = 2000;

/// Shorter chapters are covers, title pages and the like.
const SHORTEST: usize = 40;

/// Whether the bytes are a book: an archive whose first file says so, or that is called so.
pub fn is_epub(path: &Path, bytes: &[u8]) -> bool {
    let named = path
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("epub"));
    let says = || {
        bytes
            .get(30..80)
            .is_some_and(|start| start.starts_with(b"mimetypeapplication/epub+zip"))
    };
    bytes.starts_with(b"PK\x03\x04") && (named || says())
}

/// Reads the chapters of a book.
pub fn parse(path: &Path, bytes: &[u8]) -> Read {
    let read = contain(|| chapters(path, bytes)).flatten();
    let (articles, problems) = match read {
        Some((articles, problems)) if !articles.is_empty() => (articles, problems),
        _ => return Read::nothing(Format::Epub, "a book (EPUB) that cannot be taken apart"),
    };
    let mut read = Read::several(Format::Epub, path, articles);
    read.problems = problems;
    read
}

/// An archive of which only so much is unpacked.
struct Book<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

impl Book<'_> {
    fn text(&mut self, name: &str) -> Option<String> {
        let file = self.archive.by_name(name).ok()?;
        let most = LARGEST.min(self.left);
        let mut bytes = Vec::new();
        file.take(most + 1).read_to_end(&mut bytes).ok()?;
        let length = bytes.len() as u64;
        self.left = self.left.saturating_sub(length);
        (length <= most).then(|| super::decode::decode(&bytes).text)
    }
}

fn chapters(path: &Path, bytes: &[u8]) -> Option<(Vec<Article>, Vec<Problem>)> {
    let archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut book = Book {
        archive,
        left: LARGEST_IN_ALL,
    };
    let container = xml::parse(&book.text("META-INF/container.xml")?, &[]);
    let mut roots = Vec::new();
    container.all(&["rootfile"], &mut roots);
    let place = roots.first()?.attribute("full-path")?.to_owned();
    let package = xml::parse(&book.text(&place)?, &[]);
    let head = head(&package);
    let mut articles = Vec::new();
    let mut missing = 0;
    for name in spine(&package, &place) {
        let Some(text) = book.text(&name) else {
            missing += 1;
            continue;
        };
        let mut article = page(path, &text);
        if article.text.split_whitespace().count() < SHORTEST {
            continue;
        }
        let title = std::mem::take(&mut article.meta.title);
        article.meta = Meta {
            title,
            language: article.meta.language,
            ..head.clone()
        };
        articles.push(article);
    }
    let plural = if missing == 1 { "" } else { "s" };
    let message = format!("{missing} chapter{plural} of the book could not be read");
    Some((
        articles,
        (missing > 0)
            .then_some(Problem { message })
            .into_iter()
            .collect(),
    ))
}

fn head(package: &Element) -> Meta {
    let first = |name: &str| {
        let mut found = Vec::new();
        package.all(&[name], &mut found);
        found
            .first()
            .map(|element| sanitize::line(&element.text))
            .filter(|text| !text.is_empty())
    };
    let moment = first("date").as_deref().and_then(day::read);
    Meta {
        source: first("title"),
        byline: first("creator"),
        published: moment.map(|(moment, _)| moment),
        offset: moment.and_then(|(_, offset)| offset),
        language: first("language"),
        ..Meta::default()
    }
}

/// The files of the chapters, in order, by their names in the archive.
fn spine(package: &Element, place: &str) -> Vec<String> {
    let (mut items, mut order) = (Vec::new(), Vec::new());
    package.all(&["item"], &mut items);
    package.all(&["itemref"], &mut order);
    let mut by_id: HashMap<&str, &Element> = HashMap::new();
    for item in items {
        if let Some(id) = item.attribute("id") {
            by_id.entry(id).or_insert(item);
        }
    }
    let base = format!("book://x/{place}");
    let name = |reference: &&Element| {
        let id = reference.attribute("idref")?;
        let item = by_id.get(id)?;
        let is_page = item
            .attribute("media-type")
            .is_none_or(|kind| kind.contains("html"));
        let whole = address::whole(&unescaped(item.attribute("href")?), Some(&base));
        whole
            .strip_prefix("book://x/")
            .filter(|_| is_page)
            .map(str::to_owned)
    };
    order.iter().take(MOST).filter_map(name).collect()
}

/// An address without its `%20`.
fn unescaped(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.bytes();
    while let Some(byte) = rest.next() {
        let mut ahead = rest.clone();
        let digit = |byte: Option<u8>| char::from(byte.unwrap_or_default()).to_digit(16);
        match (byte, digit(ahead.next()), digit(ahead.next())) {
            (b'%', Some(high), Some(low)) => {
                bytes.push(u8::try_from(high * 16 + low).unwrap_or_default());
                rest = ahead;
            }
            _ => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::write::SimpleFileOptions;

    use super::*;

    fn book(files: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in files {
            writer
                .start_file(*name, SimpleFileOptions::default())
                .unwrap();
            writer.write_all(text.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    const CONTAINER: (&str, &str) = (
        "META-INF/container.xml",
        "<container><rootfile full-path='OPS/book.opf'/></container>",
    );
    const PACKAGE: (&str, &str) = (
        "OPS/book.opf",
        "<package><metadata><dc:title>Walls of Tarn</dc:title><dc:creator>Ana Vale</dc:creator></metadata>
        <manifest><item id='a' href='ch%201.xhtml' media-type='application/xhtml+xml'/><item id='b' href='none.xhtml'/></manifest>
        <spine><itemref idref='a'/><itemref idref='b'/></spine></package>",
    );

    #[test]
    fn the_chapters_of_a_book_are_articles() {
        let words = "The wall of Tarn was built of stone, and nobody knew by whom. ".repeat(5);
        let chapter = format!("<html><body><h1>First</h1><p>{words}</p></body></html>");
        let bytes = book(&[CONTAINER, PACKAGE, ("OPS/ch 1.xhtml", &chapter)]);
        let path = Path::new("a.epub");
        assert!(is_epub(path, &bytes));
        let read = parse(path, &bytes);
        let [article] = read.articles.as_slice() else {
            panic!("one chapter")
        };
        assert_eq!(article.meta.title, "First");
        assert_eq!(
            (
                article.meta.source.as_deref(),
                article.meta.byline.as_deref()
            ),
            (Some("Walls of Tarn"), Some("Ana Vale"))
        );
        assert_eq!(read.problems.len(), 1);
    }

    #[test]
    fn what_is_no_book_is_told() {
        for bytes in [b"PK\x03\x04".to_vec(), book(&[CONTAINER]), book(&[])] {
            assert_eq!(parse(Path::new("a.epub"), &bytes).problems.len(), 1);
        }
    }
}
