use std::path::Path;
use std::sync::Arc;

use super::*;
use crate::article::parse;

fn corpus(texts: &[(&str, &str)]) -> Corpus {
    let articles = texts.iter().enumerate().map(|(at, (date, text))| {
        let text = format!("---\ntitle: Lindgate tunnel shut\ndate: {date}\n---\n\n{text}");
        Arc::new(parse(Path::new(&format!("{at}.md")), text.as_bytes()))
    });
    Corpus::analyzed(articles.collect())
}

const CLOSED: &str =
    "The Lindgate tunnel will stay closed for six weeks, the Harbour Office said on Monday.";
const COST: &str = "Repairs to the Lindgate tunnel will cost about 41 million, Marta Okonjo said.";
const QUOTE: &str =
    "“We found deep water in four shafts, and none of us had expected it,” said Marta Okonjo.";

/// Three reports: the second has another figure, the third a part of the quote and no figure.
fn three() -> Corpus {
    let first =
        format!("{CLOSED}\n\n{COST}\n\n{QUOTE}\n\nDogs may cross at night with their owners.");
    let second = format!("{COST}\n\n{CLOSED}").replace("41", "14");
    let third = format!(
        "{}\n\nOnly “deep water in four shafts” was found, Marta Okonjo said.",
        CLOSED.replace("will stay", "may stay")
    );
    corpus(&[
        ("2025-03-03", &first),
        ("2025-03-05", &second),
        ("2025-03-04", &third),
    ])
}

/// The rows as they are drawn: `●` same, `·` silent, `~` weaker, else the value, in brackets where it differs.
fn drawn(matrix: &Matrix) -> Vec<String> {
    let cell = |cell: &Cell| match cell {
        Cell::Silent => "·".to_owned(),
        Cell::Same(_) => "●".to_owned(),
        Cell::Weaker(_) => "~".to_owned(),
        Cell::Value {
            short,
            differs: true,
            ..
        } => format!("[{short}]"),
        Cell::Value { short, .. } => short.clone(),
    };
    let row = |row: &Row| {
        let cells = (0..matrix.articles.len()).map(|column| cell(row.cell(column)));
        cells.collect::<Vec<_>>().join(" ")
    };
    matrix.rows.iter().map(row).collect()
}

fn story() -> StoryId {
    StoryId::new(0)
}

#[test]
fn the_newest_article_is_the_first_column() {
    let corpus = three();
    let columns: Vec<usize> = matrix(&corpus, story(), false)
        .articles
        .iter()
        .map(|id| id.index())
        .collect();
    assert_eq!(columns, [1, 2, 0]);
}

#[test]
fn a_cell_is_the_same_weaker_silent_or_a_value() {
    let corpus = three();
    let drawn = drawn(&matrix(&corpus, story(), false));
    assert_eq!(
        drawn.first().map(String::as_str),
        Some("● ~ ●"),
        "{drawn:?}"
    );
    assert!(drawn.contains(&"[14m] · [41m]".to_owned()), "{drawn:?}");
}

#[test]
fn what_most_print_does_not_differ() {
    let text = |cost: &str| format!("{CLOSED}\n\n{}", COST.replace("41", cost));
    let (a, b, c) = (text("41"), text("14"), text("41"));
    let corpus = corpus(&[("2025-03-03", &a), ("2025-03-02", &b), ("2025-03-01", &c)]);
    let matrix = matrix(&corpus, story(), false);
    assert!(
        drawn(&matrix).contains(&"41m [14m] 41m".to_owned()),
        "{:?}",
        drawn(&matrix)
    );
    let row = matrix
        .rows
        .iter()
        .find(|row| row.values > 0)
        .expect("one differs");
    assert_eq!(
        (row.sign, row.values, row.articles),
        (Sign::Differs(2), 2, 3)
    );
}

#[test]
fn a_part_of_a_quote_is_weaker_than_the_whole() {
    let corpus = three();
    let matrix = matrix(&corpus, story(), false);
    let quoted = matrix
        .rows
        .iter()
        .find(|row| matches!(row.sign, Sign::Quote(_)));
    let Some(row) = quoted else {
        panic!("no quote in {:?}", matrix.rows);
    };
    assert!(matches!(row.cell(1), Cell::Weaker(_)), "{row:?}");
    assert!(matches!(row.cell(2), Cell::Same(_)), "{row:?}");
    assert!(
        row.label.starts_with("Okonjo: “We found deep water"),
        "{}",
        row.label
    );
}

#[test]
fn what_one_article_alone_says_is_a_row_where_that_is_asked_for() {
    let corpus = three();
    let alone = |matrix: &Matrix| {
        matrix
            .rows
            .iter()
            .filter(|row| row.sign == Sign::OnlyHere)
            .count()
    };
    assert_eq!(alone(&matrix(&corpus, story(), false)), 0);
    let matrix = matrix(&corpus, story(), true);
    let dogs = matrix.rows.iter().find(|row| row.label.starts_with("Dogs"));
    assert_eq!(dogs.map(|row| row.articles), Some(1));
    assert_eq!(drawn(&matrix).last().map(String::as_str), Some("· · ●"));
}

#[test]
fn rows_stand_in_the_order_that_is_asked_for() {
    let corpus = three();
    let mut matrix = matrix(&corpus, story(), false);
    let counts: Vec<usize> = matrix.rows.iter().map(|row| row.articles).collect();
    assert!(counts.is_sorted_by(|a, b| a >= b), "{counts:?}");
    matrix.sort(&corpus, Order::Disagreement);
    assert_eq!(matrix.rows.first().map(|row| row.values), Some(2));
    matrix.sort(&corpus, Order::Time);
    let places = matrix
        .rows
        .iter()
        .map(|row| row.cell(2).said().map(|said| said.place));
    assert!(places.collect::<Vec<_>>().is_sorted());
}
