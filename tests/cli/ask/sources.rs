use super::*;

/// Three reports of which two have it from a third outlet, and one copies another.
fn place() -> Place {
    let place = Place::with_three_articles();
    let pipes = "The Lindgate tunnel will stay closed for six weeks, according to Delta News.\n\n\
        Delta News reported that repairs would cost about 41 million.\n\n\
        Six officials said the tunnel had been leaking since the wet spring of last year.\n";
    let report = |title: &str, source: &str, date: &str| {
        format!("---\ntitle: {title}\nsource: {source}\ndate: {date}\n---\n\n{pipes}")
    };
    let first = report("Tunnel shut for weeks", "Vale Post", "2025-03-03");
    let second = report("Closed tunnel leaks badly", "Ridge Mail", "2025-03-04");
    place.write("leak/one.md", &first);
    place.write("leak/two.md", &format!("{second}\nDogs may still cross.\n"));
    place
}

#[test]
fn sources_are_listed_with_who_leans_on_them() {
    let text = printed(&place(), "sources leak");
    assert!(text.contains("lean on 1 source: Delta News"), "{text}");
    insta::assert_snapshot!(text);
}

#[test]
fn sources_for_a_spreadsheet_are_a_row_for_each_article() {
    let table = printed(&place(), "sources --format csv leak");
    let head = "story,source,kind,named,original,articles,article,path,sentences,words,share";
    assert_eq!(table.lines().next(), Some(head));
    let of = |path: &str| {
        table
            .lines()
            .filter(|line| line.contains("Delta News,outlet,true,true,2") && line.contains(path))
            .count()
    };
    assert_eq!((of("leak/one.md"), of("leak/two.md")), (1, 1), "{table}");
    assert!(
        table
            .lines()
            .any(|line| line.contains(",copied,") && line.contains("leak/two.md")),
        "{table}"
    );
}

#[test]
fn sources_as_data_say_who_follows_from_whom() {
    let story = &json(&place(), "sources --format json leak")["stories"][0];
    assert_eq!(story["original"], "Delta News");
    assert_eq!(story["copied"][0]["article"], "two");
    let follows = story["follows"].as_array().expect("a list");
    let copy = follows.iter().find(|step| step["from"] == "one");
    assert!(
        copy.is_some_and(|step| step["copied"].as_f64() > Some(0.5)),
        "{follows:?}"
    );
}

#[test]
fn that_nothing_is_cited_is_said() {
    let place = place();
    let rain =
        "Rain fell on the Lindgate tunnel and on the harbour of Pell all day long without end.\n";
    place.write("rain/one.txt", &format!("Rain in Pell harbour\n\n{rain}"));
    let output = place.run("sources rain");
    assert_eq!(status(&output), 1);
    assert_eq!(
        err(&output),
        "crossread: no two of the articles report the same story\n"
    );
}
