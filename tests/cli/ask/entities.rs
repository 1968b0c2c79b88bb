use super::*;

#[test]
fn names_are_listed_with_their_other_names_and_articles() {
    let place = Place::with_three_articles();
    insta::assert_snapshot!(printed(&place, "entities reports"));
}

#[test]
fn names_for_a_spreadsheet_are_one_row_each() {
    let place = Place::with_three_articles();
    let table = printed(&place, "entities --kind person --format csv reports");
    assert_eq!(
        table,
        "name,kind,aliases,articles,mentions,paths,evidence\n\
         Marta Okonjo,person,Okonjo,3,4,reports/abacus.md; reports/courier.md; reports/gazette.md,\
         “Okonjo”: same surname as Marta Okonjo\n\
         José Brandão,person,,1,1,reports/gazette.md,\n"
    );
}

#[test]
fn names_as_data_are_those_of_the_export() {
    let place = Place::with_three_articles();
    let asked = json(
        &place,
        "entities --shared --kind person --format json reports",
    );
    let export = json(&place, "export reports");
    let okonjo = &asked["entities"][0];
    assert_eq!(okonjo["articles"], 3);
    let exported = export["entities"].as_array().expect("a list");
    let same = exported.iter().find(|entity| entity["id"] == okonjo["id"]);
    let same = same.expect("there");
    for field in ["name", "kind", "aliases", "mentions", "evidence"] {
        assert_eq!(okonjo[field], same[field], "{field}");
    }
}

#[test]
fn that_there_is_no_such_name_is_said() {
    let place = Place::with_three_articles();
    place.write("one.txt", "It rained\n\nIt rained all day long.\n");
    let output = place.run("entities one.txt");
    assert_eq!(status(&output), 1);
    assert_eq!(
        (out(&output).as_str(), err(&output).as_str()),
        ("", "crossread: no names were found in the articles\n")
    );
    let output = place.run("entities --kind place --shared --format csv reports/courier.md");
    assert_eq!(status(&output), 1);
    assert!(
        out(&output).starts_with("name,kind,"),
        "the columns are named all the same"
    );
    assert!(err(&output).contains("none of the"), "{}", err(&output));
}
