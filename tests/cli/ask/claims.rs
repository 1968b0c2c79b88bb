use super::*;

#[test]
fn claims_are_listed_with_everybodys_words_and_values() {
    let place = Place::with_three_articles();
    insta::assert_snapshot!(printed(&place, "claims reports"));
}

#[test]
fn claims_as_markdown_are_a_list_of_words() {
    let place = Place::with_three_articles();
    insta::assert_snapshot!(printed(&place, "claims --differ --format markdown reports"));
}

#[test]
fn claims_for_a_spreadsheet_have_the_value_of_each_article() {
    let place = Place::with_three_articles();
    let table = printed(&place, "claims --differ --format csv reports");
    let row = |path: &str, value: &str| {
        let is_row = |line: &str| line.contains(path) && line.contains(value);
        assert!(table.lines().any(is_row), "{path} {value}\n{table}");
    };
    row("reports/courier.md", "number: 41 million");
    row("reports/gazette.md", "number: 14 million");
}

#[test]
fn claims_as_data_have_their_story_and_who_is_silent() {
    let place = Place::with_three_articles();
    let document = json(&place, "claims --format json reports");
    let claims = document["claims"].as_array().expect("a list");
    let cost = claims.iter().find(|claim| {
        claim["label"]
            .as_str()
            .is_some_and(|l| l.contains("million") || l.contains("cost"))
    });
    let cost = cost.expect("the cost");
    assert_eq!(cost["story"], "s1");
    assert_eq!(cost["silent"], serde_json::json!(["abacus"]));
    assert_eq!(cost["differences"][0]["kind"], "number");
}

#[test]
fn a_story_is_chosen_by_number_or_words() {
    let place = Place::with_three_articles();
    let all = printed(&place, "claims reports");
    assert_eq!(printed(&place, "claims --story 1 reports"), all);
    assert_eq!(printed(&place, "claims --story lindgate reports"), all);
    let output = place.run("claims --story heron reports");
    assert_eq!((status(&output), out(&output).as_str()), (1, ""));
    assert_eq!(
        err(&output),
        "crossread: no story is called `heron`; `crossread stories` lists them\n"
    );
}

#[test]
fn that_nothing_is_said_twice_is_said() {
    let place = Place::with_three_articles();
    let output = place.run("claims reports/courier.md");
    assert_eq!(status(&output), 1);
    assert_eq!(
        err(&output),
        "crossread: no two of the articles report the same story\n"
    );
}
