//! What inputs are taken for, and that none of them does harm.

use super::*;

fn format(name: &str, text: &str) -> Format {
    read(Path::new(name), text.as_bytes()).format
}

#[test]
fn content_decides_before_names_do() {
    let page = "<!-- saved --><!DOCTYPE html><title>Wall</title><p>It is cracked.</p>";
    assert_eq!(format("a.txt", page), Format::Html);
    assert_eq!(format("a.html", "<p>It is cracked.</p>"), Format::Html);
    assert_eq!(format("a.html", "It is cracked."), Format::Text);
    assert_eq!(format("a.txt", "<p> is an element of pages."), Format::Text);
    assert_eq!(format("a.md", "It is cracked."), Format::Markdown);
}

#[test]
fn the_first_element_is_found_behind_what_precedes_it() {
    for text in [
        "<rss>",
        "\u{FEFF}\n<?xml version='1.0'?><!-- a > b --><!DOCTYPE rss [<!ENTITY a 'b'>]>\n<RSS version='2.0'>",
    ] {
        assert_eq!(root(text).as_deref(), Some("rss"), "{text}");
    }
    assert_eq!(root("a <rss>"), None);
    assert_eq!(root("<"), None);
}

/// What is read of a hostile input: it must end, and whatever is shown must be safe.
fn survived(name: &str, bytes: &[u8]) -> Read {
    let read = read(Path::new(name), bytes);
    for article in &read.articles {
        assert_eq!(sanitize::text(&article.text), article.text, "{name}");
        for paragraph in &article.paragraphs {
            assert!(!article.words(paragraph.span).is_empty(), "{name}");
        }
    }
    read
}

#[test]
fn pages_of_endless_or_unclosed_elements_are_read() {
    let nested = format!("{}word{}", "<div>".repeat(50_000), "</div>".repeat(50_000));
    let pages = [
        nested,
        "<b class=a>word ".repeat(20_000),
        "<b><i><p><table><tr><td>word".repeat(3000),
        "<ul><li>word".repeat(10_000),
        "<blockquote>word <em>word".repeat(5000),
        "<p>word <a href=q>word".repeat(10_000),
        format!("{}word", "<!-- ".repeat(50_000)),
        format!("word{}", "<".repeat(50_000)),
        format!("<p {}>word", "a=1 ".repeat(50_000)),
        format!("word{}", "<script>a</scrip".repeat(20_000)),
        "word<br>".repeat(20_000),
    ];
    for page in pages {
        let page = format!("<html><body>{page}");
        let read = survived("a.html", page.as_bytes());
        assert_eq!(
            read.articles.len(),
            1,
            "{}",
            page.get(..60).unwrap_or_default()
        );
    }
}

#[test]
fn feeds_with_bombs_of_entities_and_without_ends_are_read() {
    let entities: String = (1..30).fold(String::new(), |all, n| {
        format!(
            "{all}<!ENTITY a{n} '{}'>",
            format!("&a{};", n - 1).repeat(10)
        )
    });
    let many = format!("<!ENTITY a0 '{}'>", "word ".repeat(150));
    let bomb = format!(
        "<!DOCTYPE rss [{many}{entities}]><rss><item><title>Wall &a29;{}</title>",
        "&a0;".repeat(50_000)
    );
    let read = survived("a.xml", bomb.as_bytes());
    assert!(read.articles[0].text.len() < 3_000_000);
    for feed in [
        "<item>",
        "<item><title>Wall",
        "<a>",
        "</a>",
        "<",
        "<a b=\"",
        "<item><title><![CDATA[",
        "<!DOCTYPE [",
    ] {
        survived("a.xml", format!("<rss>{}", feed.repeat(20_000)).as_bytes());
    }
}

#[test]
fn mail_and_json_without_ends_are_read() {
    let words = "=?utf-8?q?a?= ".repeat(20_000);
    let mail = format!("From: a\nSubject: {words}\nMIME-Version: 1.0\n\nIt rained.");
    assert_eq!(survived("a.eml", mail.as_bytes()).articles.len(), 1);
    survived("a.json", "[".repeat(200_000).as_bytes());
    survived("a.json", "{\"a\":".repeat(100_000).as_bytes());
    survived("a.txt", "> ".repeat(5000).as_bytes());
}

#[test]
fn what_is_no_text_is_told_and_two_bytes_a_character_are_read() {
    let every: Vec<u8> = (0..=255).cycle().take(10_000).collect();
    let read = read(Path::new("a.txt"), &every);
    assert!(read.articles.iter().all(|article| article.text.is_empty()));
    assert!(
        super::super::parse(Path::new("a.txt"), &every).problems[0]
            .message
            .starts_with("not text")
    );
    let page: Vec<u8> = "\u{FEFF}<html><body><h1>Wall</h1><p>It is cracked.</p>"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let read = survived("a.html", &page);
    assert_eq!(read.articles[0].meta.title, "Wall");
    assert!(read.articles[0].text.contains("It is cracked."));
    let line = "word ".repeat(200_000);
    assert_eq!(survived("a.txt", line.as_bytes()).articles[0].text, line);
}

#[test]
fn pages_whose_end_tags_close_nothing_are_read() {
    for page in [
        format!("<html><body>{}It rained.", "<div></x>".repeat(20_000)),
        format!("<html><body>{}It rained.", "<span></x>".repeat(70_000)),
        format!("<html><body>{}It rained.", "<dd><li>".repeat(2000)),
        format!("<html><body><svg><style>{}", "<div>".repeat(3000)),
        format!(
            "<html><body>{}It rained.",
            "<div><textarea></div></textarea>".repeat(3000)
        ),
    ] {
        assert_eq!(survived("a.html", page.as_bytes()).articles.len(), 1);
    }
}

#[test]
fn a_comment_without_an_end_is_told() {
    let read = survived(
        "a.html",
        b"<html><body><p>It rained.</p><!-- and <p>more</p>",
    );
    assert!(read.articles[0].problems[0].message.contains("comment"));
    let read = survived(
        "a.html",
        b"<html><body><!--><p>It rained.</p></body></html>",
    );
    assert!(read.articles[0].text.contains("It rained."));
}

#[test]
fn whatever_is_known_of_an_article_is_safe_to_show() {
    let odd = "x\u{202E}y\u{9B}31mz";
    let inputs = [
        (
            "a.xml",
            format!(
                "<rss xml:base='http://b.example/{odd}/'><channel><title>{odd}</title><language>{odd}</language><item><title>{odd}</title><author>{odd}</author><link>http://b.example/{odd}</link><pubDate>{odd}</pubDate><description>&lt;a href='{odd}'>word {odd}&lt;/a></description></item></channel></rss>"
            ),
        ),
        (
            "a.json",
            format!(
                r#"[{{"title": "{odd}", "text": "It rained {odd}.", "author": "{odd}", "url": "http://b.example/{odd}", "source": "{odd}", "language": "{odd}", "date": "{odd}"}}]"#
            ),
        ),
        (
            "b.json",
            format!(
                r#"{{"version": "1", "title": "{odd}", "language": "{odd}", "items": [{{"id": "1", "title": "{odd}", "content_html": "<p>It <a href='{odd}'>rained</a>.</p>"}}]}}"#
            ),
        ),
        (
            "a.html",
            format!(
                "<html lang='{odd}'><head><base href='http://b.example/{odd}/'><title>{odd}</title><meta name=author content='{odd}'><meta property='og:site_name' content='{odd}'><link rel=canonical href='{odd}'></head><body><h1>{odd}</h1><p>It <a href='a{odd}'>rained</a>.</p></body></html>"
            ),
        ),
        (
            "a.md",
            format!(
                "---\ntitle: \"{odd}\"\nauthor: \"{odd}\"\nsource: \"{odd}\"\nurl: \"http://b.example/{odd}\"\nlanguage: \"{odd}\"\ndate: \"{odd}\"\n---\n\nIt [rained](http://b.example/{odd}).\n"
            ),
        ),
        (
            "a.eml",
            format!(
                "From: {odd} <a@{odd}.example>\nTo: b@b.example\nSubject: {odd}\nList-Id: {odd}\nContent-Language: {odd}\nArchived-At: <http://b.example/{odd}>\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\nIt rained {odd}."
            ),
        ),
        ("a.txt", format!("{odd}\n\nBy {odd}\n\nIt rained {odd}.")),
    ];
    for (name, input) in inputs {
        let read = survived(name, input.as_bytes());
        assert!(!read.articles.is_empty(), "{name}");
        for article in read.articles {
            let meta = &article.meta;
            let fields = [&meta.byline, &meta.source, &meta.url, &meta.language];
            let fields = fields.into_iter().flatten().chain([&meta.title]);
            let targets = article.links.iter().map(|link| &link.target);
            let messages = article.problems.iter().map(|problem| &problem.message);
            for field in fields.chain(targets).chain(messages) {
                assert_eq!(*field, sanitize::line(field), "{name}");
            }
            assert_eq!(article.text, sanitize::text(&article.text), "{name}");
        }
    }
}
