use super::*;

#[test]
fn stories_are_listed_with_their_articles_and_counts() {
    let place = Place::with_three_articles();
    place.write(
        "reports/heron.txt",
        "Heron on the roof\n\nA heron nests on the roof of the Voss library.\n",
    );
    insta::assert_snapshot!(printed(&place, "stories reports"));
    let shared = printed(&place, "stories --shared reports");
    assert!(!shared.contains("eron"), "{shared}");
}

#[test]
fn stories_for_a_spreadsheet_are_one_row_each() {
    let place = Place::with_three_articles();
    let table = printed(&place, "stories --format csv reports");
    let first = "story,label,articles,first,last,outlets,claims,differing,quotes,copies,paths";
    assert_eq!(table.lines().next(), Some(first));
    assert!(
        table.contains(
            ",3,2025-03-03T00:00:00Z,2025-03-05T00:00:00Z,The Abacus; Pell Courier; Gazette,"
        ),
        "{table}"
    );
}

#[test]
fn stories_as_data_are_those_of_the_export() {
    let place = Place::with_three_articles();
    let story = &json(&place, "stories --format json reports")["stories"][0];
    let exported = &json(&place, "export reports")["stories"][0];
    for field in ["id", "label", "articles"] {
        assert_eq!(story[field], exported[field], "{field}");
    }
    assert_eq!(story["first"], "2025-03-03T00:00:00Z");
}

#[test]
fn that_no_story_is_shared_is_said() {
    let place = Place::with_three_articles();
    let output = place.run("stories --shared reports/courier.md");
    assert_eq!(status(&output), 1);
    assert_eq!(
        err(&output),
        "crossread: no two of the articles report the same story\n"
    );
}
