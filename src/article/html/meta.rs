//! What a page says of itself: title, writers, date, site, address, language.

use dom_query::{Document, NodeRef};
use serde_json::Value;

use super::blocks::Block;
use super::day;
use super::elements::{Elements, elements, unescaped};
use crate::article::{Meta, byline, sanitize};
use crate::text::fold::fold;

/// What is known of the page, and from where its links are to be read.
pub fn meta(page: &Document, blocks: &[Block]) -> (Meta, Option<String>) {
    let found = elements(page);
    let url = url(&found);
    let site = site(&found);
    let title = title(&found, site.as_deref());
    let at = title_block(blocks, &title);
    let published = day::published(page, &found, url.as_deref(), blocks, at);
    let meta = Meta {
        byline: writers(page, &found, site.as_deref(), blocks, at),
        published: published.map(|(moment, _)| moment),
        offset: published.and_then(|(_, offset)| offset),
        source: site.or_else(|| host(url.as_deref()?)),
        language: language(&found),
        title,
        url: url.clone(),
    };
    (meta, found.base.or(url))
}

/// The first block with the words of the title, a heading where there is one.
pub fn title_block(blocks: &[Block], title: &str) -> Option<usize> {
    let key = key(title);
    let same = |block: &&Block| !block.around.hidden && self::key(&block.text) == key;
    let heading = |block: &Block| block.around.level > 0 && same(&block);
    if key.is_empty() {
        return None;
    }
    blocks
        .iter()
        .position(heading)
        .or_else(|| blocks.iter().position(|block| same(&block)))
}

/// The letters and digits alone, for comparison.
fn key(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn site(found: &Elements) -> Option<String> {
    let publisher = || {
        let articles = found.described.articles();
        let publisher = articles
            .iter()
            .find_map(|article| article.get("publisher"))?;
        found
            .described
            .names(publisher)
            .into_iter()
            .next()
            .map(|name| sanitize::line(&name))
    };
    let site = found
        .field(&["og:site_name", "application-name"])
        .or_else(publisher);
    site.filter(|site| !site.is_empty() && site.len() < 100)
}

/// The site of an address.
fn host(address: &str) -> Option<String> {
    let (_, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then(|| host.to_owned())
}

fn url(found: &Elements) -> Option<String> {
    let described = || {
        let articles = found.described.articles();
        let mut urls = articles
            .iter()
            .filter_map(|article| article.get("url")?.as_str());
        urls.next().map(str::to_owned)
    };
    let said = [
        found.canonical.clone(),
        found.field(&["og:url", "twitter:url"]),
        described(),
    ];
    let whole = |url: &String| url.starts_with("http://") || url.starts_with("https://");
    let whole_of = |url: String| {
        if url.starts_with("//") {
            format!("https:{url}")
        } else {
            url
        }
    };
    said.into_iter()
        .flatten()
        .map(|url| whole_of(sanitize::line(&url)))
        .find(whole)
}

fn language(found: &Elements) -> Option<String> {
    let said = found
        .language
        .clone()
        .filter(|said| !said.trim().is_empty());
    let said = said
        .or_else(|| found.field(&["og:locale", "content-language", "dc.language", "language"]))?;
    let tag = said.trim().replace('_', "-");
    let fits = tag.len() >= 2
        && tag.len() <= 12
        && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    fits.then_some(tag)
}

/// The title without the name of the site behind it.
fn without_site(title: &str, site: Option<&str>) -> String {
    let marks = [" | ", " · ", " • ", " » ", " – ", " — ", " - ", "|", "»"];
    let last = marks
        .iter()
        .filter_map(|mark| title.rfind(mark).map(|at| (at, at + mark.len())))
        .max();
    let Some((end, start)) = last else {
        return title.to_owned();
    };
    let (head, tail) = (
        title.get(..end).unwrap_or_default(),
        title.get(start..).unwrap_or_default(),
    );
    let is_site = site.is_some_and(|site| key(site) == key(tail));
    let first = marks
        .iter()
        .filter_map(|mark| title.find(mark))
        .min()
        .unwrap_or(end);
    let first = title.get(..first).unwrap_or_default();
    let is_long = first.chars().count() >= 15 || first.split_whitespace().count() >= 3;
    if is_site || is_long && tail.split_whitespace().count() <= 4 {
        head.trim_end_matches([' ', '|', '·', '•', '»', '–', '—', '-'])
            .to_owned()
    } else {
        title.to_owned()
    }
}

fn title(found: &Elements, site: Option<&str>) -> String {
    let stated = found.field(&[
        "og:title",
        "twitter:title",
        "title",
        "dc.title",
        "parsely-title",
        "sailthru.title",
    ]);
    let articles = found.described.articles();
    let headline = articles
        .iter()
        .find_map(|article| article.get("headline")?.as_str());
    let headline = headline.map(|headline| unescaped(&sanitize::line(headline)));
    let known = [Some(found.title.clone()), stated.clone(), headline.clone()];
    let known: Vec<String> = known
        .into_iter()
        .flatten()
        .map(|title| key(&title))
        .collect();
    let site_key = site.map(key).unwrap_or_default();
    let [first, second] = &found.headings;
    let confirmed = first.iter().find(|heading| {
        let key = key(heading);
        heading.len() >= 8
            && !key.is_empty()
            && key != site_key
            && known.iter().any(|known| known.contains(&key))
    });
    if let Some(heading) = confirmed {
        return heading.clone();
    }
    let stripped =
        |title: &String| Some(without_site(title, site)).filter(|title| !title.is_empty());
    let candidates = [
        stated.as_ref().and_then(stripped),
        headline,
        stripped(&found.title),
    ];
    let title = candidates
        .into_iter()
        .flatten()
        .find(|title| !title.is_empty());
    let Some(title) = title else {
        return first.first().cloned().unwrap_or_default();
    };
    // The only great heading of a page is its title, unless it names the site.
    if let [only] = first.as_slice()
        && only.split_whitespace().count() >= 4
        && key(only) != site_key
    {
        return only.clone();
    }
    let near = first
        .iter()
        .chain(second)
        .find(|heading| alike(heading, &title));
    near.cloned().unwrap_or(title)
}

/// Whether two titles have three of four words in common.
fn alike(a: &str, b: &str) -> bool {
    let words = |text: &str| -> std::collections::BTreeSet<String> {
        let folded = fold(text);
        let words = folded
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty());
        words.map(str::to_owned).collect()
    };
    let (a, b) = (words(a), words(b));
    let (both, either) = (a.intersection(&b).count(), a.union(&b).count());
    either > 0 && both * 2 >= either
}

/// Who wrote it: as described, as stated, as marked up, or as a line near the title says.
fn writers(
    page: &Document,
    found: &Elements,
    site: Option<&str>,
    blocks: &[Block],
    title: Option<usize>,
) -> Option<String> {
    let fits = |names: Vec<String>| -> Option<String> {
        let mut good: Vec<String> = Vec::new();
        for name in names.iter().map(|name| unescaped(&sanitize::line(name))) {
            if is_writer(&name, site) && !good.contains(&name) {
                good.push(name);
            }
        }
        (!good.is_empty()).then(|| good.join(", "))
    };
    let described = || {
        let articles = found.described.articles();
        let authors = articles.iter().filter_map(|article| article.get("author"));
        authors
            .map(|author| found.described.names(author))
            .find_map(fits)
    };
    let [sure @ .., likely] = &found.bylines;
    let marked = || {
        sure.iter()
            .flatten()
            .take(60)
            .find_map(|id| fits(vec![in_element(page, *id)?]))
    };
    let named = || {
        likely
            .iter()
            .take(20)
            .find_map(|id| in_element(page, *id).filter(|name| byline::is_name(name)))
    };
    described()
        .or_else(|| stated(found).and_then(fits))
        .or_else(marked)
        .or_else(named)
        .or_else(|| line(blocks, title))
}

/// The writers whom a short line names: near the title, or else anywhere.
fn line(blocks: &[Block], title: Option<usize>) -> Option<String> {
    let near = blocks.iter().skip(title.unwrap_or(0)).take(12);
    let mut lines = near
        .chain(blocks)
        .filter(|block| block.text.len() < 80 && !block.around.outside);
    lines.find_map(|block| byline::author(&block.text).or_else(|| within(&block.text)))
}

/// The name at the end of a line such as "Posted on 5 May 2031 by Ana Vale".
fn within(line: &str) -> Option<String> {
    let dated = line.contains(|c: char| c.is_ascii_digit());
    let small = line
        .strip_prefix("von ")
        .or_else(|| line.strip_prefix("par "));
    let name = small.or_else(|| {
        line.rsplit_once(" by ")
            .filter(|_| dated)
            .map(|(_, name)| name)
    })?;
    byline::is_name(name).then(|| name.trim().to_owned())
}

/// The names in the fields of the page.
fn stated(found: &Elements) -> Option<Vec<String>> {
    const FIELDS: &[&str] = &[
        "author",
        "article:author",
        "parsely-author",
        "sailthru.author",
        "dc.creator",
        "dcterms.creator",
        "byl",
        "article:author_name",
        "cxenseparse:author",
        "citation_author",
    ];
    let label = found
        .field(&["twitter:label1"])
        .unwrap_or_default()
        .to_lowercase();
    let card = matches!(
        label.as_str(),
        "written by" | "verfasst von" | "escrito por" | "écrit par"
    );
    let card = card
        .then(|| found.fields.get("twitter:data1").cloned())
        .flatten();
    let names = |field: &&str| {
        let names = found.fields.get(*field)?.iter().map(|name| bare(name));
        let names: Vec<String> = names.filter(|name| is_writer(name, None)).collect();
        (!names.is_empty()).then_some(names)
    };
    FIELDS.iter().find_map(names).or(card)
}

/// The name in an element that is marked up as that of the writer.
fn in_element(page: &Document, id: dom_query::NodeId) -> Option<String> {
    let node = page.tree.get(&id)?;
    let named = node
        .descendants_it()
        .find(|inner| inner.attr("itemprop").is_some_and(|prop| &*prop == "name"));
    let node = named.unwrap_or(node);
    if node.normalized_char_count() > 200 {
        return None;
    }
    // Elements that stand in one line are words of their own here.
    let texts = node
        .descendants_it()
        .filter(NodeRef::is_text)
        .map(|text| text.text().to_string());
    let words = sanitize::line(&texts.collect::<Vec<_>>().join(" "));
    let ends = [
        " in ",
        " for ",
        " at ",
        " on ",
        " am ",
        " published",
        " updated",
        " posted",
        " Published",
        " Updated",
        " Posted",
        "|",
        "•",
        "·",
        " - ",
    ];
    let words = bare(&words);
    let digit = words.find(|c: char| c.is_ascii_digit());
    let end = ends
        .iter()
        .filter_map(|mark| words.find(mark))
        .chain(digit)
        .min()
        .unwrap_or(words.len());
    let name = words
        .get(..end)?
        .trim_matches([' ', ',', '|', '-', '–', '•', '·'])
        .to_owned();
    (1..=6)
        .contains(&name.split_whitespace().count())
        .then_some(name)
}

/// A name without the "by" before it.
fn bare(name: &str) -> String {
    const MARKS: &[&str] = &[
        "written by",
        "posted by",
        "by",
        "von",
        "por",
        "par",
        "author",
        "autor",
    ];
    let name = name.trim();
    for mark in MARKS {
        let (Some(start), Some(rest)) = (name.get(..mark.len()), name.get(mark.len()..)) else {
            continue;
        };
        if start.eq_ignore_ascii_case(mark) && rest.starts_with([' ', ':']) {
            return rest.trim_start_matches([' ', ':']).to_owned();
        }
    }
    name.to_owned()
}

fn is_writer(name: &str, site: Option<&str>) -> bool {
    const NOBODY: &[&str] = &[
        "admin",
        "editor",
        "staff",
        "webmaster",
        "redaktion",
        "author",
        "unknown",
        "administrator",
    ];
    let lower = name.to_lowercase();
    let digits = name.chars().filter(char::is_ascii_digit).count();
    let odd = ["http:", "https:", "@", "www."]
        .iter()
        .any(|mark| lower.contains(mark));
    !name.is_empty()
        && name.chars().count() <= 70
        && !odd
        && digits < 3
        && !NOBODY.contains(&lower.as_str())
        && site.is_none_or(|site| key(site) != key(name))
}

/// The text in a field of a description.
pub fn text(value: &Value) -> Option<&str> {
    value
        .as_str()
        .or_else(|| value.as_array()?.first()?.as_str())
}
