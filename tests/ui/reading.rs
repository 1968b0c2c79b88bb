//! Reading, following a sentence into another article, and coming back.

use std::path::PathBuf;
use std::sync::Arc;

use crossread::app::session::Saved;
use crossread::app::{Effect, Event, MouseKind, Pane};
use crossread::article::parse;

use crate::session::Session;

/// Two reports of one event that share a quotation, and a third that shares nothing.
const REPORTS: &[(&str, &str)] = &[
    (
        "a/north.md",
        "---\ntitle: Lighthouse to be moved\nsource: North Gazette\ndate: 2026-03-12T08:00:00Z\n---\n\n\
         The Skerry lighthouse will be moved 80 metres inland, the Coast Trust said on Monday.\n\n\
         “The cliff has lost nine metres in four winters,” said surveyor Marta Quill. She has measured it since 2019.\n\n\
         Villagers have asked for a new footpath to the beach below.\n",
    ),
    (
        "a/south.md",
        "---\ntitle: Tower moves inland\nsource: South Courier\ndate: 2026-03-12T09:00:00Z\n---\n\n\
         The Coast Trust will move the Skerry lighthouse 60 metres inland, it said on Monday.\n\n\
         Surveyor Marta Quill explained: “The cliff has lost nine metres in four winters.”\n\n\
         The lamp itself was sold to a museum in 1988.\n",
    ),
    (
        "b/alone.txt",
        "A recipe for plum bread\n\nMix flour and plums, and wait for a day.\n\nBake it slowly.\n",
    ),
];

fn session() -> Session {
    let mut session = Session::reading(REPORTS, 120, 30);
    session.open("North Gazette");
    session
}

#[test]
fn enter_goes_to_the_counterpart_and_back_again_to_the_same_line() {
    let mut session = session();
    session.go_to("“The cliff");
    let before = session.screen();
    session.press("enter");
    assert_eq!(session.article(), "South Courier");
    assert!(
        session
            .sentence()
            .contains("“The cliff has lost nine metres"),
        "{}",
        session.sentence()
    );
    session.press("H");
    assert_eq!(session.screen(), before);
    session.press("L");
    assert_eq!(session.article(), "South Courier");
    session.press("backspace");
    assert_eq!(session.article(), "North Gazette");
}

#[test]
fn a_sentence_without_counterpart_says_so_and_stays() {
    let mut session = session();
    session.go_to("Villagers").press("enter");
    assert_eq!(session.article(), "North Gazette");
    assert!(
        session
            .screen()
            .contains("no match in the other articles: only here"),
        "{}",
        session.screen()
    );
}

#[test]
fn the_links_pane_follows_the_cursor() {
    let mut session = session();
    session.go_to("“The cliff");
    assert!(session.screen().contains("QUOTE"), "{}", session.screen());
    session.go_to("Villagers");
    assert!(!session.screen().contains("QUOTE"), "{}", session.screen());
}

#[test]
fn pinned_links_stay_while_the_cursor_moves_on() {
    let mut session = session();
    session.go_to("“The cliff").press("P").go_to("Villagers");
    assert!(session.screen().contains("QUOTE"), "{}", session.screen());
    session.press("P");
    assert!(!session.screen().contains("QUOTE"), "{}", session.screen());
}

#[test]
fn a_resize_keeps_the_sentence_under_the_cursor() {
    let mut session = session();
    session.go_to("Villagers");
    for (width, height) in [(60, 20), (40, 12), (200, 50), (41, 8), (120, 30)] {
        session.resize(width, height);
        assert!(session.sentence().starts_with("Villagers"));
        assert!(
            session.screen().contains("Villagers"),
            "{width}x{height}\n{}",
            session.screen()
        );
    }
}

#[test]
fn reading_on_marks_the_article_read_and_opens_the_next_unread_one_of_the_story() {
    let mut session = session();
    session.press("space space space");
    assert_eq!(session.article(), "South Courier");
    let finished =
        |effect: &Effect| matches!(effect, Effect::Save(Saved::Finished { finished: true, .. }));
    assert_eq!(
        session
            .effects
            .iter()
            .filter(|effect| finished(effect))
            .count(),
        1
    );
}

#[test]
fn what_was_read_in_one_article_is_known_in_the_other() {
    let mut session = session();
    let open = session.app.open.as_ref().unwrap().article;
    let other = session
        .app
        .corpus
        .article_ids()
        .find(|id| session.app.corpus.article(*id).name() == "South Courier");
    let before = session.app.known.fresh(&session.app.corpus, other.unwrap());
    session.press("G )");
    session.go_to("Villagers").press("space space");
    assert!(session.app.known.is_finished(open));
    let after = session.app.known.fresh(&session.app.corpus, other.unwrap());
    assert!(after.new < before.new, "{before:?} {after:?}");
    assert!(after.new > 0, "the lamp is news: {after:?}");
}

#[test]
fn marks_are_undone_and_done_again() {
    let mut session = session();
    let article = session.app.open.as_ref().unwrap().article;
    session.press("r");
    assert!(session.app.known.is_finished(article));
    session.press("u");
    assert!(!session.app.known.is_finished(article));
    session.press("U");
    assert!(session.app.known.is_finished(article));
}

#[test]
fn a_state_key_does_not_move_the_cursor() {
    let mut session = session();
    session.go_to("Villagers").press("r");
    assert!(session.sentence().starts_with("Villagers"));
}

#[test]
fn the_next_highlight_is_announced_before_it_crosses_into_another_article() {
    let mut session = session();
    session.press("G n");
    assert_eq!(session.article(), "North Gazette");
    assert!(
        session.screen().contains("n again: South Courier"),
        "{}",
        session.screen()
    );
    session.press("n");
    assert_eq!(session.article(), "South Courier");
}

#[test]
fn another_key_in_between_takes_the_announcement_back() {
    let mut session = session();
    session.press("G n ( n");
    assert_eq!(session.article(), "North Gazette");
}

#[test]
fn the_search_counts_its_hits_and_escape_comes_back() {
    let mut session = session();
    session.go_to("Villagers").press("/").type_in("CLIFF");
    assert!(session.screen().contains("1 hits"), "{}", session.screen());
    assert!(session.sentence().starts_with("“The cliff"));
    session.press("esc");
    assert!(session.sentence().starts_with("Villagers"));
    session.press("/").type_in("cliff").press("enter");
    assert!(
        session.screen().contains("hit 1 of 1"),
        "{}",
        session.screen()
    );
}

#[test]
fn the_filter_leaves_only_what_matches_and_escape_brings_the_rest_back() {
    let mut session = session();
    session.press("F").type_in("south").press("enter");
    assert_eq!(session.app.list.articles().count(), 1);
    session.press("esc");
    assert_eq!(session.app.list.articles().count(), 3);
}

#[test]
fn escape_never_quits_and_q_on_the_main_screen_does() {
    let mut session = session();
    session.press("esc esc esc esc");
    assert!(!session.effects.contains(&Effect::Quit));
    session.press("? q");
    assert!(
        !session.effects.contains(&Effect::Quit),
        "q is typed into the help"
    );
    session.press("esc q");
    assert!(session.effects.contains(&Effect::Quit));
}

#[test]
fn pasted_text_runs_no_keys() {
    let mut session = session();
    session.send(Event::Paste("qqQ\nr".to_owned()));
    assert!(
        !session
            .effects
            .iter()
            .any(|effect| matches!(effect, Effect::Quit | Effect::Save(Saved::Finished { .. })))
    );
    session.press("f f");
    session.send(Event::Paste("cliff\u{1b}[2J\nnine".to_owned()));
    assert!(
        session.screen().contains("> cliff nine"),
        "{}",
        session.screen()
    );
}

#[test]
fn a_prefix_key_shows_what_may_follow() {
    let mut session = session();
    session.press("g");
    assert!(
        session.screen().contains("first said"),
        "{}",
        session.screen()
    );
    session.press("esc");
    assert!(session.app.pending.is_empty());
    assert!(
        session.app.message.is_none(),
        "leaving a sequence is no mistake"
    );
}

#[test]
fn a_key_without_meaning_says_so() {
    let mut session = session();
    session.press("Z");
    assert!(
        session.screen().contains("Z has no meaning here"),
        "{}",
        session.screen()
    );
}

#[test]
fn a_click_puts_the_cursor_on_a_sentence_and_a_second_click_follows_a_link() {
    let mut session = session();
    session.go_to("“The cliff");
    let screen = session.screen();
    let (row, line) = screen
        .lines()
        .enumerate()
        .find(|(_, line)| line.contains("▷"))
        .unwrap();
    let column = line.chars().position(|c| c == '▷').unwrap();
    let (column, row) = (u16::try_from(column).unwrap(), u16::try_from(row).unwrap());
    session
        .mouse(MouseKind::Click, column, row)
        .mouse(MouseKind::Click, column, row);
    assert_eq!(session.article(), "South Courier");
    session.press("H");
    let screen = session.screen();
    let (row, _) = screen
        .lines()
        .enumerate()
        .find(|(_, line)| line.contains("Villagers"))
        .unwrap();
    session.mouse(MouseKind::Click, 50, u16::try_from(row).unwrap());
    assert!(
        session.sentence().starts_with("Villagers"),
        "{}",
        session.sentence()
    );
}

#[test]
fn a_reload_keeps_the_article_and_the_sentence() {
    let mut session = session();
    session.go_to("Villagers");
    let changed = |(name, text): &(&str, &str)| {
        let text = text
            .replace("will be moved 80", "is to be moved 85")
            .replace("She has measured it since 2019.", "");
        Arc::new(parse(&PathBuf::from(name), text.as_bytes()))
    };
    let mut articles: Vec<_> = REPORTS.iter().map(changed).collect();
    articles.push(Arc::new(parse(
        &PathBuf::from("a/a-first.txt"),
        b"Another headline\n\nAnother first article.\n",
    )));
    session.load(articles);
    assert_eq!(session.article(), "North Gazette");
    assert!(
        session.sentence().starts_with("Villagers"),
        "{}",
        session.sentence()
    );
}

#[test]
fn zen_leaves_only_the_text_and_the_mouse_to_the_terminal() {
    let mut session = session();
    session.press("z");
    assert!(!session.screen().contains("Links"), "{}", session.screen());
    assert!(session.effects.contains(&Effect::Mouse(false)));
    session.press("z");
    assert!(session.screen().contains("Links"), "{}", session.screen());
}

#[test]
fn the_panes_take_the_focus_in_turn() {
    let mut session = session();
    for pane in [Pane::Links, Pane::List, Pane::Read] {
        session.press("tab");
        assert_eq!(session.app.focus, pane);
    }
}

#[test]
fn a_copy_carries_outlet_date_and_paragraph() {
    let mut session = session();
    session.go_to("Villagers").press("y y");
    let copied = session.effects.iter().find_map(|effect| match effect {
        Effect::Copy(text) => Some(text.clone()),
        _ => None,
    });
    let copied = copied.unwrap();
    assert!(
        copied.starts_with("“Villagers have asked")
            && copied.contains("— North Gazette, 12 Mar 2026"),
        "{copied}"
    );
}

#[test]
fn every_size_draws_in_every_state() {
    for keys in ["esc", "f f", "?", "1", "3", "z", "/ c", "p", "g", "* p"] {
        let mut session = session();
        session.go_to("“The cliff").press(keys);
        for width in (1..30).chain([39, 40, 49, 50, 71, 72, 95, 96, 139, 140, 220]) {
            for height in [1, 2, 3, 5, 7, 8, 11, 12, 15, 16, 23, 24, 60] {
                session.resize(width, height);
                session.buffer();
            }
        }
    }
}

#[test]
fn an_empty_corpus_takes_every_key() {
    let mut session = Session::reading(&[], 100, 30);
    for action in crossread::config::action::Action::ALL {
        for keys in session
            .app
            .config
            .keys
            .bindings(crossread::config::keymap::Context::Read)
            .to_vec()
        {
            if keys.actions.contains(action) {
                keys.keys
                    .iter()
                    .for_each(|key| session.send(Event::Key(*key)));
            }
        }
        session.buffer();
    }
}

/// Articles of the test without the last one.
fn fewer() -> Vec<Arc<crossread::article::Article>> {
    let parsed =
        |(name, text): &(&str, &str)| Arc::new(parse(&PathBuf::from(name), text.as_bytes()));
    REPORTS[1..2].iter().map(parsed).collect()
}

#[test]
fn a_reload_with_fewer_articles_leaves_whatever_is_open_on_top_in_order() {
    for keys in [
        "f f",
        "f e",
        "f f c l i",
        "/ c l i",
        "?",
        "* esc",
        "p",
        "g o",
        "] e",
        "1",
        "3",
        "P",
    ] {
        let mut session = session();
        session.go_to("“The cliff").press("enter H").press(keys);
        session.hold();
        session.load(fewer());
        session.buffer();
        session.type_in("f").buffer();
        session.press("esc").buffer();
        session.press("n u U H L enter").buffer();
        assert_eq!(session.article(), "South Courier", "{keys}");
    }
}

#[test]
fn a_search_finds_its_hits_again_after_a_reload() {
    let mut session = session();
    session.press("/").type_in("cliff").press("enter");
    let changed = |(name, text): &(&str, &str)| {
        let text = text.replace(
            "The Skerry lighthouse will",
            "On the cliff the Skerry lighthouse will",
        );
        Arc::new(parse(&PathBuf::from(name), text.as_bytes()))
    };
    session.load(REPORTS.iter().map(changed).collect());
    let search = session.app.search.clone().unwrap();
    let article = session.app.corpus.article(search.article);
    let hits: Vec<&str> = search.hits.iter().map(|hit| article.words(*hit)).collect();
    assert_eq!(hits, ["cliff", "cliff"]);
}

#[test]
fn a_sentence_taller_than_the_pane_is_read_page_by_page_to_its_end() {
    let long = format!(
        "A long report\n\nIt begins {} and ends here.\n\nA last word.\n",
        "and goes on ".repeat(400)
    );
    let mut session = Session::reading(
        &[("long.txt", &long), ("other.txt", "Another\n\nA text.\n")],
        80,
        24,
    );
    session.open("long");
    let mut seen = String::new();
    for _ in 0..60 {
        seen.push_str(&session.screen());
        if session.article() != "long" {
            break;
        }
        session.press("space");
    }
    assert!(
        seen.contains("It begins") && seen.contains("ends here"),
        "{seen}"
    );
    assert_ne!(session.article(), "long", "space goes on at the end");
}

#[test]
fn leaving_zen_by_going_to_another_pane_gives_the_mouse_back() {
    for keys in ["tab", "1", "3", "h", "l", "F"] {
        let mut session = session();
        session.press("z").press(keys);
        assert_eq!(
            session
                .effects
                .iter()
                .rfind(|e| matches!(e, Effect::Mouse(_))),
            Some(&Effect::Mouse(true)),
            "{keys}"
        );
        assert!(session.screen().contains("Links"), "{keys}");
    }
}

#[test]
fn going_to_the_list_and_back_on_a_narrow_screen_keeps_the_place() {
    let mut session = session();
    session.resize(60, 20).go_to("Villagers");
    let before = session.screen();
    session.press("1 2");
    assert_eq!(session.screen(), before);
}

#[test]
fn a_click_in_the_strip_selects_the_row_that_is_clicked() {
    let mut session = session();
    session.resize(60, 20).go_to("“The cliff");
    let screen = session.screen();
    let row = screen
        .lines()
        .enumerate()
        .filter(|(_, line)| line.contains('▷'))
        .last()
        .unwrap()
        .0;
    let shown = screen.lines().nth(row).unwrap().to_owned();
    session.mouse(MouseKind::Click, 5, u16::try_from(row).unwrap());
    let selected = &session.app.links.rows[session.app.links.at];
    let words: String = selected
        .left
        .iter()
        .map(|piece| piece.words.as_str())
        .collect();
    assert!(shown.contains(words.trim()), "{shown:?} {words:?}");
}

#[test]
fn a_mark_made_before_the_articles_are_compared_can_still_be_taken_back() {
    let mut session = session();
    session.press("r");
    let parsed =
        |(name, text): &(&str, &str)| Arc::new(parse(&PathBuf::from(name), text.as_bytes()));
    session.load(REPORTS.iter().map(parsed).collect());
    let article = session.app.open.as_ref().unwrap().article;
    assert!(
        session.app.known.is_finished(article),
        "marks are found again"
    );
    session.press("u");
    assert!(!session.app.known.is_finished(article));
}

#[test]
fn the_end_of_a_long_list_is_shown_at_once() {
    let texts: Vec<(String, String)> = (0..3000)
        .map(|n| {
            (
                format!("n{n:05}.txt"),
                format!("Notice {n}\n\nWord{n} stands alone here.\n"),
            )
        })
        .collect();
    let articles: Vec<(&str, &str)> = texts
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    let mut session = Session::reading(&articles, 100, 30);
    session.press("1 G");
    assert!(session.app.list.at + 30 > session.app.list.rows.len());
    assert!(session.screen().contains("n02999"), "{}", session.screen());
}
