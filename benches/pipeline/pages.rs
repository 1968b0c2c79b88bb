//! Web pages, from markup to paragraphs, with the parser of markup alone as the floor.

use std::fmt::Write;
use std::path::Path;

use crossread::article::parse;
use divan::{Bencher, black_box};
use dom_query::Document;

/// A page of the size that news pages have, about 90 KB.
fn page() -> String {
    let mut page = String::from(
        "<!doctype html><html lang=en><head><title>Wall of Tarn cracked | Tarn Daily</title>\
        <meta property='og:site_name' content='Tarn Daily'></head><body><nav><ul>",
    );
    let words =
        "The harbour of Tarn was closed on Monday because its wall is cracked, officials said. ";
    for number in 0..150 {
        let _ = write!(
            page,
            "<li class='menu-item item-{number}'><a href='/part/{number}'><span>Part {number}</span></a></li>"
        );
    }
    page.push_str(
        "</ul></nav><main><article><h1>Wall of Tarn cracked</h1><p class=byline>By Ana Vale</p>",
    );
    for number in 0..30 {
        let _ = write!(
            page,
            "<div class=block id=b{number}><p>{}<a href='/{number}'>More</a> of it.</p></div>",
            words.repeat(4)
        );
    }
    page.push_str("</article></main><aside>");
    for number in 0..200 {
        let _ = write!(
            page,
            "<div class='card teaser'><a href='/{number}'><img src='{number}.png'><h3>Teaser {number}</h3></a><p>Words of another report.</p></div>"
        );
    }
    page.push_str("</aside><footer><p>© 2031 Tarn Daily</p></footer></body></html>");
    page
}

#[divan::bench(sample_count = 30, max_time = 2)]
fn parser_alone(bencher: Bencher) {
    let page = page();
    bencher.bench_local(|| Document::from(black_box(page.as_str())));
}

#[divan::bench(sample_count = 30, max_time = 2)]
fn whole_page(bencher: Bencher) {
    let page = page();
    bencher.bench_local(|| parse(Path::new("a.html"), black_box(page.as_bytes())));
}
