//! Articles are divided without loss, whatever is read.

use std::path::Path;

use crossread::article::read::read;
use crossread::article::{Article, parse, sanitize};
use crossread::text::Span;
use crossread::text::fold::fold;
use crossread::text::sentence::sentences;
use crossread::text::token::tokens;
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

/// Pieces that texts are made of, so that marks meet.
fn piece() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "The ",
        "U.S. ",
        "Mr. ",
        "Vale",
        " said",
        ".",
        "!",
        "?",
        "…",
        "...",
        ". . .",
        "“",
        "”",
        "\"",
        "'",
        "’s ",
        "(",
        ")",
        "[17]",
        "\n",
        "\n\n",
        "\r\n",
        " ",
        "\t",
        "3.5",
        "$1,200",
        "No. 5",
        "a.m.",
        "https://a.example/b.c",
        "x@y.example",
        "#",
        "# ",
        "> ",
        "- ",
        "1. ",
        "---\n",
        "+++\n",
        "title: a\n",
        "Title: a\n",
        "By Ana Vale\n",
        "© 2031 Tarn\n",
        "image\n",
        "Share\n",
        "。",
        "東京",
        "שלום",
        "👨‍👩‍👧",
        "e\u{301}",
        "\u{1b}[31m",
        "\u{1b}]0;",
        "\u{7}",
        "\u{9b}",
        "\u{202e}",
        "\u{200d}",
        "\u{fe0f}",
        "\u{ad}",
        "\u{2028}",
        "\0",
        "|a|b|\n|-|-|\n",
        "```\n",
        "<p>",
        "*a*",
        "![a](b)",
        "The harbour of Tarn was closed on Monday, officials said in a statement that was read at noon.\n",
    ]);
    prop_oneof![4 => known.prop_map(str::to_owned), 1 => any::<String>()]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..40).prop_map(|pieces| pieces.concat())
}

/// Pieces of markup between pieces of text.
fn markup() -> impl Strategy<Value = String> {
    let tags = prop::sample::select(vec![
        "<p>",
        "</p>",
        "<div class=a>",
        "</div>",
        "<h1>",
        "</h1>",
        "<h2>",
        "<ul>",
        "<li>",
        "</ul>",
        "<ol start=3>",
        "<blockquote>",
        "</blockquote>",
        "<a href='/x'>",
        "</a>",
        "<a href=\"https://a.example/b\">",
        "<br>",
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<figure>",
        "<figcaption>",
        "<pre>",
        "</pre>",
        "<b>",
        "</b>",
        "<nav>",
        "<article>",
        "<!-- ",
        " -->",
        "<title>",
        "</title>",
        "<item>",
        "</item>",
        "<entry>",
        "<description>",
        "<link>",
        "<![CDATA[",
        "]]>",
        "&amp;",
        "&lt;p&gt;",
        "&#27;",
        "&#x202e;",
        "&nbsp;",
        "&#8205;",
        "<meta name=author content='Ana Vale'>",
        "<time datetime=2031-05-05>",
    ]);
    let piece = prop_oneof![3 => tags.prop_map(str::to_owned), 2 => piece()];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// Spans in order that lie inside `text` on its boundaries, hold something and touch no white space at their ends.
fn divided(spans: &[Span], text: &str) {
    let mut end = 0;
    for span in spans {
        assert!(span.start() >= end && span.end() <= text.len(), "{span:?}");
        let words = span.of(text);
        assert!(
            !words.is_empty() && words == words.trim(),
            "{span:?} {words:?}"
        );
        end = span.end();
    }
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn check(article: &Article) {
    let text = &article.text;
    assert!(text.chars().all(|c| c == '\n' || !c.is_control()));
    assert_eq!(*text, sanitize::text(text));
    assert!(!article.meta.title.is_empty());
    let paragraphs: Vec<Span> = article
        .paragraphs
        .iter()
        .map(|paragraph| paragraph.span)
        .collect();
    divided(&paragraphs, text);
    let spans: Vec<Span> = article
        .sentences
        .iter()
        .map(|sentence| sentence.span)
        .collect();
    divided(&spans, text);
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let own = article
            .sentences
            .iter()
            .filter(|sentence| sentence.paragraph.index() == index);
        let words: String = own
            .map(|sentence| {
                assert!(paragraph.contains(sentence.span));
                letters(article.words(sentence.span))
            })
            .collect();
        assert_eq!(words, letters(article.words(*paragraph)));
    }
}

/// All that is read of an input is divided as it should be, and its links hold words.
fn check_all(name: &str, text: &str) {
    for article in read(Path::new(name), text.as_bytes()).articles {
        check(&article);
        let links: Vec<Span> = article.links.iter().map(|link| link.span).collect();
        divided(&links, &article.text);
    }
}

proptest! {
    #[test]
    fn pages_are_divided(markup in markup()) {
        check_all("a.html", &format!("<html><body>{markup}"));
    }

    #[test]
    fn feeds_and_json_are_divided(markup in markup()) {
        check_all("a.xml", &format!("<rss><item>{markup}"));
        let json = serde_json::json!([{"title": "Wall", "html": markup}, {"title": markup, "text": markup}]);
        check_all("a.json", &json.to_string());
    }

    #[test]
    fn plain_text_is_divided_without_loss(text in text()) {
        let article = parse(Path::new("a.txt"), text.as_bytes());
        check(&article);
        let words: String = article.paragraphs.iter().map(|paragraph| letters(article.words(paragraph.span))).collect();
        if article.format.name() == "text" {
            prop_assert_eq!(words, letters(&article.text));
        }
    }

    #[test]
    fn markdown_is_divided(text in text()) {
        check(&parse(Path::new("a.md"), text.as_bytes()));
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check(&parse(Path::new("a.txt"), &bytes));
    }

    #[test]
    fn sentences_hold_all_words_of_their_paragraph(text in text()) {
        let text = sanitize::text(&text);
        let all = Span::new(0, text.len()).trim(&text);
        let found = sentences(&text, all);
        divided(&found, &text);
        let words: String = found.iter().map(|span| letters(span.of(&text))).collect();
        prop_assert_eq!(words, letters(&text));
    }

    #[test]
    fn tokens_hold_all_letters_and_divide_no_character(text in text()) {
        let all = Span::new(0, text.len());
        let found: Vec<Span> = tokens(&text, all).iter().map(|token| token.span).collect();
        let mut end = 0;
        for span in &found {
            assert!(span.start() >= end && !span.of(&text).is_empty(), "{span:?}");
            end = span.end();
        }
        let words: String = found.iter().map(|span| letters(span.of(&text))).collect();
        prop_assert_eq!(words, letters(&text));
        // In a few scripts of manuscripts a letter joins the mark after it; no token knows of that.
        let safe = sanitize::text(&text).replace(['\u{d4e}', '\u{113d1}'], "").replace(|c| ('\u{11100}'..'\u{12000}').contains(&c), "");
        let boundaries: Vec<usize> = safe.grapheme_indices(true).map(|(at, _)| at).chain([safe.len()]).collect();
        for token in tokens(&safe, Span::new(0, safe.len())) {
            let (start, end) = (token.span.start(), token.span.end());
            // An accent after a space has nothing to stand on.
            let bare = safe.split_at(start).0.ends_with(char::is_whitespace);
            assert!((bare || boundaries.contains(&start)) && boundaries.contains(&end), "{:?}", token.span.of(&safe));
        }
    }

    #[test]
    fn folding_twice_changes_nothing_more(text in text()) {
        let folded = fold(&text);
        prop_assert_eq!(fold(&folded), folded);
    }
}
