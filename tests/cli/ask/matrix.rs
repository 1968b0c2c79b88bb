use super::*;

#[test]
fn the_matrix_shows_values_where_articles_differ() {
    let place = Place::with_three_articles();
    insta::assert_snapshot!(printed(&place, "matrix reports"));
}

#[test]
fn a_narrow_matrix_has_a_letter_for_each_article_and_the_values_below() {
    let place = Place::with_three_articles();
    let mut command = place.command("matrix --ascii reports");
    let output = command.env("COLUMNS", "44").output().expect("runs");
    insta::assert_snapshot!(out(&output));
}

#[test]
fn the_matrix_as_markdown_is_a_table() {
    let place = Place::with_three_articles();
    insta::assert_snapshot!(printed(&place, "matrix --format markdown reports"));
}

#[test]
fn the_matrix_for_a_spreadsheet_has_a_column_for_each_article() {
    let place = Place::with_three_articles();
    let table = printed(&place, "matrix --format csv reports");
    let head = "story,sign,label,articles,values,abacus,courier,gazette";
    assert_eq!(table.lines().next(), Some(head));
    let is_cost = |line: &&str| line.ends_with(",2,2,,41 million,14 million");
    assert!(table.lines().any(|line| is_cost(&line)), "{table}");
}

#[test]
fn the_matrix_as_data_has_the_words_of_every_cell() {
    let place = Place::with_three_articles();
    let document = json(
        &place,
        "matrix --differ --sort disagreement --format json reports",
    );
    let matrix = &document["matrices"][0];
    assert_eq!(
        matrix["articles"],
        serde_json::json!(["abacus", "courier", "gazette"])
    );
    let rows = matrix["rows"].as_array().expect("a list");
    let cost = rows
        .iter()
        .find(|row| row["articles"] == 2)
        .expect("the cost");
    assert_eq!(cost["sign"], "differs");
    assert_eq!(cost["cells"][0]["state"], "value");
    assert_eq!(cost["cells"][0]["value"]["text"], "41 million");
    assert_eq!(cost["cells"][0]["short"], "41m");
    assert_eq!(cost["cells"][0]["article"], "courier");
}

#[test]
fn only_rows_that_differ_or_also_those_of_one_article_are_shown() {
    let place = Place::with_three_articles();
    let rows = |line: &str| {
        let table = printed(&place, &format!("{line} --format csv reports"));
        table.lines().count() - 1
    };
    let (all, differ) = (rows("matrix"), rows("matrix --differ"));
    assert!(differ < all && differ > 0, "{differ} of {all}");
    let table = printed(&place, "matrix --only-here --format csv reports");
    assert!(table.contains(",only_here,Dogs may still cross"), "{table}");
    assert_eq!(status(&place.run("matrix --differ --only-here reports")), 2);
}

#[test]
fn that_there_is_no_matrix_is_said() {
    let place = Place::with_three_articles();
    let output = place.run("matrix reports/abacus.md");
    assert_eq!(status(&output), 1);
    assert_eq!(
        err(&output),
        "crossread: no two of the articles report the same story\n"
    );
    let output = place.run("matrix --differ reports/abacus.md reports/courier.md");
    assert_eq!(status(&output), 1);
    assert_eq!(err(&output), "crossread: the articles differ on no value\n");
}
