use super::*;

const TWO: &str = "reports/courier.md reports/gazette.md";

#[test]
fn two_articles_stand_side_by_side() {
    let place = Place::with_three_articles();
    insta::assert_snapshot!(printed(&place, &format!("diff {TWO}")));
}

#[test]
fn where_there_is_no_room_one_stands_below_the_other() {
    let place = Place::with_three_articles();
    let mut command = place.command(&format!("diff --ascii {TWO}"));
    let output = command.env("COLUMNS", "50").output().expect("runs");
    let text = out(&output);
    assert!(
        text.lines().all(|line| line.chars().count() <= 50),
        "{text}"
    );
    insta::assert_snapshot!(text);
}

#[test]
fn a_comparison_as_markdown_is_a_table() {
    let place = Place::with_three_articles();
    insta::assert_snapshot!(printed(&place, &format!("diff --format markdown {TWO}")));
}

#[test]
fn a_comparison_as_data_has_both_sides_and_what_changed() {
    let place = Place::with_three_articles();
    let document = json(&place, &format!("diff --format json {TWO}"));
    let comparison = &document["comparison"];
    assert_eq!(
        (&comparison["left"], &comparison["right"]),
        (&"courier".into(), &"gazette".into())
    );
    let rows = comparison["rows"].as_array().expect("a list");
    let cost = rows.iter().find(|row| {
        row["left"]["text"]
            .as_str()
            .is_some_and(|text| text.contains("41 million"))
    });
    let cost = cost.expect("the cost");
    assert_eq!(cost["sign"], "differs");
    assert!(
        cost["right"]["text"]
            .as_str()
            .is_some_and(|text| text.contains("14 million"))
    );
    let kinds: Vec<&str> = cost["changes"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|change| change["kind"].as_str())
        .collect();
    assert!(
        kinds.contains(&"removed") && kinds.contains(&"added"),
        "{kinds:?}"
    );
}

#[test]
fn the_first_article_named_is_on_the_left() {
    let place = Place::with_three_articles();
    let document = json(
        &place,
        "diff --format json reports/gazette.md reports/courier.md",
    );
    assert_eq!(document["comparison"]["left"], "gazette");
}

#[test]
fn what_is_the_same_word_for_word_can_be_left_out() {
    let place = Place::with_three_articles();
    let two = "reports/courier.md reports/abacus.md";
    let closed = "The Lindgate tunnel will stay closed";
    let squeezed = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let row = |text: &str| text.matches("six weeks").count();
    let all = squeezed(printed(&place, &format!("diff --format markdown {two}")));
    let changed = squeezed(printed(
        &place,
        &format!("diff --changed --format markdown {two}"),
    ));
    assert!(
        all.contains(closed) && row(&all) > row(&changed),
        "{changed}"
    );
    assert!(changed.contains("told reporters"), "{changed}");
    assert!(changed.contains("2 sentences side by side"), "{changed}");
}

#[test]
fn articles_without_anything_in_common_are_told() {
    let place = Place::with_three_articles();
    place.write(
        "heron.txt",
        "Heron on the library roof\n\nA heron nests on the roof of the Voss library.\n",
    );
    let output = place.run("diff reports/courier.md heron.txt");
    assert_eq!(status(&output), 1);
    assert!(out(&output).contains("not here"));
    assert_eq!(
        err(&output),
        "crossread: the articles have nothing in common\n"
    );
}

#[test]
fn two_different_articles_must_be_named() {
    let place = Place::with_three_articles();
    for (line, why) in [
        ("diff reports/courier.md", "2 values required"),
        (
            "diff reports/courier.md reports/courier.md",
            "both are the same",
        ),
        ("diff reports reports/courier.md", "reports is a folder"),
        (
            "diff reports/courier.md nowhere.md",
            "nowhere.md could not be read",
        ),
    ] {
        let output = place.run(line);
        assert_eq!(status(&output), 2, "{line}");
        assert!(err(&output).contains(why), "{line}: {}", err(&output));
        assert_eq!(out(&output), "", "{line}");
    }
}

#[test]
fn one_of_the_two_may_come_on_standard_input() {
    let place = Place::with_three_articles();
    let file = std::fs::File::open(place.path().join("reports/gazette.md")).expect("there");
    let output = place
        .command("diff --format json reports/courier.md -")
        .stdin(file)
        .output()
        .expect("runs");
    assert_eq!((status(&output), err(&output).as_str()), (0, ""));
    let document: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(document["comparison"]["right"], "stdin");
}
