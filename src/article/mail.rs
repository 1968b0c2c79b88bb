//! Mail: single messages and boxes of them, newsletters above all.

use std::path::Path;

use mailparse::{MailHeaderMap, ParsedMail, parse_mail};

use super::contain::contain;
use super::html::day;
use super::read::{Read, page};
use super::{Article, Format, Meta, plain, sanitize};

/// How many messages of one box are read.
const MOST: usize = 100_000;

/// How many parts a message may have that hold others: what takes mail apart goes into each in turn.
const NESTED: usize = 100;

/// How long the fields at the top may be: to read them takes time that grows with the square of it.
const LONGEST_HEAD: usize = 128 << 10;

/// Whether the bytes are mail: a message with its fields at the top, or a box.
pub fn is_mail(path: &Path, bytes: &[u8]) -> bool {
    if is_box(bytes) {
        return true;
    }
    let head = bytes.get(..bytes.len().min(16_384)).unwrap_or_default();
    let head = String::from_utf8_lossy(head);
    let fields: Vec<String> = head
        .lines()
        .take_while(|line| !line.is_empty())
        .filter(|line| !line.starts_with([' ', '\t']))
        .map_while(|line| Some(line.split_once(':')?.0.to_ascii_lowercase()))
        .collect();
    let has = |names: &[&str]| {
        names
            .iter()
            .filter(|name| fields.iter().any(|field| field == *name))
            .count()
    };
    let named = path
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("eml"));
    let common = has(&["from", "to", "subject", "date"]);
    let telling = has(&[
        "message-id",
        "mime-version",
        "received",
        "return-path",
        "content-type",
        "delivered-to",
    ]);
    named && common + telling > 0 || common >= 2 && telling >= 1
}

/// A line `From …` and then a field.
fn is_box(bytes: &[u8]) -> bool {
    let Some(rest) = bytes.strip_prefix(b"From ") else {
        return false;
    };
    let next = rest
        .iter()
        .position(|byte| *byte == b'\n')
        .and_then(|end| rest.get(end + 1..))
        .unwrap_or_default();
    let name = next
        .iter()
        .take_while(|byte| byte.is_ascii_graphic() && **byte != b':')
        .count();
    name > 0 && next.get(name) == Some(&b':')
}

/// Reads all messages.
pub fn parse(path: &Path, bytes: &[u8]) -> Read {
    if !is_box(bytes) {
        return Read::one(message(path, bytes));
    }
    let messages = messages(bytes).into_iter().take(MOST);
    Read::several(
        Format::Mail,
        path,
        messages.map(|bytes| message(path, bytes)).collect(),
    )
}

/// The messages of a box, without the lines that divide them.
fn messages(bytes: &[u8]) -> Vec<&[u8]> {
    let mut starts = Vec::new();
    let mut blank = true;
    let mut at = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if blank && line.starts_with(b"From ") {
            starts.push((at, at + line.len()));
        }
        blank = line.iter().all(u8::is_ascii_whitespace);
        at += line.len();
    }
    let ends = starts
        .iter()
        .skip(1)
        .map(|(start, _)| *start)
        .chain([bytes.len()]);
    starts
        .iter()
        .zip(ends)
        .filter_map(|((_, start), end)| bytes.get(*start..end))
        .collect()
}

fn message(path: &Path, bytes: &[u8]) -> Article {
    let nested = bytes
        .windows(10)
        .filter(|window| window.eq_ignore_ascii_case(b"multipart/"))
        .count();
    let read = if nested > NESTED || head(bytes) > LONGEST_HEAD {
        None
    } else {
        contain(|| taken_apart(path, bytes)).flatten()
    };
    read.unwrap_or_else(|| {
        let text = sanitize::text(&super::decode::decode(bytes).text);
        let mut article = plain::parse(path, text);
        let message = "this mail cannot be taken apart; it is shown as it is written".to_owned();
        article.problems.push(super::Problem { message });
        article.format = Format::Mail;
        article
    })
}

/// How many bytes the fields at the top have.
fn head(bytes: &[u8]) -> usize {
    let lines = bytes.split_inclusive(|byte| *byte == b'\n');
    let fields = lines.take_while(|line| !line.iter().all(u8::is_ascii_whitespace));
    fields.map(<[u8]>::len).sum()
}

fn taken_apart(path: &Path, bytes: &[u8]) -> Option<Article> {
    let mail = parse_mail(bytes).ok()?;
    let field = |name: &str| {
        mail.headers
            .get_first_value(name)
            .map(|value| sanitize::line(&value))
    };
    let subject = field("Subject").filter(|subject| !subject.is_empty());
    let (sender, address) = field("From").map(|from| sender(&from)).unwrap_or_default();
    let moment = field("Date").as_deref().and_then(day::read);
    let mut article = match (part(&mail, "text/html"), part(&mail, "text/plain")) {
        (Some(html), _) => page(path, &html),
        (None, Some(text)) => plain::parse(path, sanitize::text(&text)),
        (None, None) => plain::parse(path, String::new()),
    };
    let found = std::mem::take(&mut article.meta);
    article.meta = Meta {
        title: subject.unwrap_or(found.title),
        byline: sender.clone().or(found.byline),
        source: field("List-Id")
            .map(|list| list_name(&list))
            .filter(|name| !name.is_empty())
            .or_else(|| domain(&address)),
        published: moment.map(|(moment, _)| moment),
        offset: moment.and_then(|(_, offset)| offset),
        url: field("Archived-At").map(|url| bare(&url)).or(found.url),
        language: field("Content-Language").or(found.language),
    };
    article.format = Format::Mail;
    Some(article)
}

/// The words of the first part of this kind.
fn part(mail: &ParsedMail<'_>, kind: &str) -> Option<String> {
    if mail.subparts.is_empty() {
        let shown =
            mail.get_content_disposition().disposition != mailparse::DispositionType::Attachment;
        let body =
            (mail.ctype.mimetype.eq_ignore_ascii_case(kind) && shown).then(|| mail.get_body().ok());
        return body.flatten().filter(|body| !body.trim().is_empty());
    }
    mail.subparts.iter().find_map(|inner| part(inner, kind))
}

/// The name and the address of who sent it: `Ana Vale <ana@tarn.example>`.
fn sender(from: &str) -> (Option<String>, String) {
    let Some((name, address)) = from.split_once('<') else {
        return (None, from.to_owned());
    };
    let name = name.trim().trim_matches('"').to_owned();
    (
        Some(name).filter(|name| !name.is_empty()),
        address.trim_end_matches('>').to_owned(),
    )
}

fn domain(address: &str) -> Option<String> {
    let (_, domain) = address.rsplit_once('@')?;
    let domain = domain.trim_matches(|c: char| !c.is_alphanumeric());
    (!domain.is_empty()).then(|| domain.to_owned())
}

fn list_name(list: &str) -> String {
    list.split('<')
        .next()
        .unwrap_or_default()
        .trim()
        .trim_matches('"')
        .to_owned()
}

fn bare(url: &str) -> String {
    url.trim_matches(['<', '>', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LETTER: &str = "From: Tarn Daily <news@tarn.example>\r\nSubject: =?utf-8?q?Wall_cracked=21?=\r\nDate: Mon, 5 May 2031 09:00:00 +0200\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nPlain.\r\n--b\r\n\
        Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
        <p>The harbour of Tarn was closed on Monday, officials said, because its wall is cracked in many=\r\n places.</p>\r\n--b--\r\n";

    #[test]
    fn a_letter_gives_the_words_of_its_page_and_its_fields() {
        assert!(is_mail(Path::new("a"), LETTER.as_bytes()));
        let read = parse(Path::new("a.eml"), LETTER.as_bytes());
        let article = &read.articles[0];
        assert_eq!(
            (article.meta.title.as_str(), article.meta.byline.as_deref()),
            ("Wall cracked!", Some("Tarn Daily"))
        );
        assert_eq!(article.meta.source.as_deref(), Some("tarn.example"));
        assert_eq!(
            article.meta.moment().as_deref(),
            Some("2031-05-05T09:00:00+02:00")
        );
        assert!(
            article.text.starts_with("The harbour of Tarn"),
            "{}",
            article.text
        );
    }

    #[test]
    fn a_box_gives_one_article_for_each_message() {
        let bytes = format!(
            "From a Mon May  5\n{LETTER}\n\nFrom b Tue May  6\nSubject: Ferry\nContent-Type: text/plain\n\nIt left.\nFrom then on it rained.\n"
        );
        let read = parse(Path::new("a.mbox"), bytes.as_bytes());
        let titles: Vec<&str> = read
            .articles
            .iter()
            .map(|article| article.meta.title.as_str())
            .collect();
        assert_eq!(titles, ["Wall cracked!", "Ferry"]);
    }

    #[test]
    fn text_that_begins_like_mail_is_text() {
        assert!(!is_mail(
            Path::new("a.txt"),
            b"From Tarn: the harbour was closed.\nIt rained.\n"
        ));
        assert!(!is_mail(
            Path::new("a.txt"),
            b"Subject: the harbour\n\nIt rained.\n"
        ));
    }

    #[test]
    fn deeply_nested_mail_is_shown_as_it_is_written() {
        let nested = "Content-Type: multipart/mixed; boundary=b\n\n--b\n".repeat(5000);
        let read = parse(Path::new("a.eml"), nested.as_bytes());
        assert_eq!(read.articles[0].problems.len(), 1);
    }
}
