use super::*;

#[test]
fn quotes_are_listed_with_their_wordings() {
    let place = Place::with_three_articles();
    insta::assert_snapshot!(printed(&place, "quotes reports"));
}

#[test]
fn a_speaker_is_found_by_surname_without_accents() {
    let place = Place::with_three_articles();
    let text = printed(&place, "quotes --speaker brandao reports");
    assert!(text.starts_with("José Brandão "), "{text}");
    assert!(!text.contains("Okonjo"), "{text}");
}

#[test]
fn a_speaker_who_may_be_one_of_several_is_asked_back() {
    let place = Place::with_three_articles();
    place.write(
        "reports/vale.md",
        "# Vale\n\n“The old tunnel was never dry in all these years,” said Paulo Brandão.\n",
    );
    let output = place.run("quotes --speaker brandao reports");
    assert_eq!((status(&output), out(&output).as_str()), (2, ""));
    assert_eq!(
        err(&output),
        "crossread: `brandao` may be one of several; say which:\n  \
         José Brandão  (1 quote)\n  Paulo Brandão  (1 quote)\n"
    );
}

#[test]
fn that_somebody_says_nothing_is_said() {
    let place = Place::with_three_articles();
    let output = place.run("quotes --speaker Zog reports");
    assert_eq!((status(&output), out(&output).as_str()), (1, ""));
    assert_eq!(
        err(&output),
        "crossread: nobody called `Zog` is quoted or named in the articles\n"
    );
    let output = place.run("quotes --speaker lindgate --format json reports");
    assert_eq!(status(&output), 1);
    assert!(
        err(&output).contains("is named in 3 articles, but not quoted in any"),
        "{}",
        err(&output)
    );
    let document: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(document["quotes"].as_array().map(Vec::len), Some(0));
}

#[test]
fn a_quote_of_one_article_is_not_shared() {
    let place = Place::with_three_articles();
    assert!(!printed(&place, "quotes --shared reports").contains("pumps"));
    let output = place.run("quotes --shared reports/courier.md");
    assert_eq!(status(&output), 1);
    assert_eq!(
        err(&output),
        "crossread: each of the 1 quote is printed in one article only\n"
    );
}

#[test]
fn quotes_as_data_are_those_of_the_export() {
    let place = Place::with_three_articles();
    let asked = json(&place, "quotes --format json reports");
    let export = json(&place, "export reports");
    let sorted = |document: &Value| {
        let mut quotes = document["quotes"].as_array().expect("a list").clone();
        quotes.sort_by_key(|quote| quote["id"].to_string());
        quotes
    };
    assert_eq!(sorted(&asked), sorted(&export));
}

#[test]
fn quotes_as_markdown_show_words_as_they_are() {
    let place = Place::with_three_articles();
    insta::assert_snapshot!(printed(&place, "quotes --format markdown reports"));
}

#[test]
fn quotes_for_a_spreadsheet_hold_no_formula() {
    let place = Place::with_three_articles();
    place.write(
        "reports/sum.md",
        "# Sums\n\n“=1+1 is what the whole office believes,” said Ulla Brink.\n",
    );
    let table = printed(&place, "quotes --format csv --speaker Brink reports");
    assert!(table.contains(",\"'=1+1 is what"), "{table}");
}
