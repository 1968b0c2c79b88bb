//! Decisions as rows: each stands for itself, so that two windows never overwrite each other's.

use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rusqlite::types::{Value, ValueRef};

use super::place::{self, Scope};
use crate::analysis::EntityKind;
use crate::link::decision::{Decision, Decisions, NameKey, Said};
use crate::text::key::SentenceKey;

/// The columns of a decision: its form, then what it is about.
type Row = (&'static str, [Value; 4]);

/// Keeps a decision, in the place of those with which it cannot hold, whichever window made them.
pub fn add(connection: &Connection, decision: &Decision) -> rusqlite::Result<()> {
    replace(connection, decision)?;
    let (form, [a, of_a, b, of_b]) = row(decision);
    connection
        .prepare_cached(
            "INSERT OR IGNORE INTO decisions (form, a, of_a, b, of_b) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute((form, a, of_a, b, of_b))?;
    Ok(())
}

/// Forgets what [`Decision::replaces`] names.
fn replace(connection: &Connection, decision: &Decision) -> rusqlite::Result<()> {
    let (_, [a, of_a, b, of_b]) = row(decision);
    match decision {
        Decision::Kind(..) => connection
            .prepare_cached("DELETE FROM decisions WHERE form = 'kind' AND a = ?1")?
            .execute([a])?,
        Decision::Merge(..) => connection
            .prepare_cached(
                "DELETE FROM decisions WHERE form = 'merge' AND ((a = ?1 AND of_a = ?2)
                    OR (a = ?3 AND of_a = ?4 AND b = ?1 AND of_b = ?2))",
            )?
            .execute([a, of_a, b, of_b])?,
        Decision::Same(..) | Decision::Right(..) | Decision::Wrong(..) => connection
            .prepare_cached(
                "DELETE FROM decisions WHERE form IN ('same', 'right', 'wrong')
                    AND ((a = ?1 AND of_a = ?2 AND b = ?3 AND of_b = ?4)
                    OR (a = ?3 AND of_a = ?4 AND b = ?1 AND of_b = ?2))",
            )?
            .execute([a, of_a, b, of_b])?,
        Decision::Split(..) | Decision::NoName(_) => 0,
    };
    Ok(())
}

/// Forgets a decision.
pub fn remove(connection: &Connection, decision: &Decision) -> rusqlite::Result<()> {
    let (form, [a, of_a, b, of_b]) = row(decision);
    connection
        .prepare_cached(
            "DELETE FROM decisions WHERE form = ?1 AND a = ?2 AND of_a = ?3 AND b = ?4 AND of_b = ?5",
        )?
        .execute((form, a, of_a, b, of_b))?;
    Ok(())
}

/// All decisions that can be read; others, of whatever made them, stay where they are.
pub fn all(connection: &Connection, scope: &Scope) -> rusqlite::Result<Decisions> {
    let mut decisions = Decisions::default();
    let mut rows = connection.prepare_cached("SELECT form, a, of_a, b, of_b FROM decisions")?;
    let mut rows = rows.query([])?;
    while let Some(row) = rows.next()? {
        let form: String = row.get(0)?;
        let columns = [
            row.get_ref(1)?,
            row.get_ref(2)?,
            row.get_ref(3)?,
            row.get_ref(4)?,
        ];
        if let Some(decision) = decision(&form, columns, scope) {
            decisions.add(decision);
        }
    }
    Ok(decisions)
}

fn row(decision: &Decision) -> Row {
    let nothing = || Value::Text(String::new());
    let name = |key: &NameKey| [Value::Text(key.name.clone()), of_kind(key.kind)];
    let said = |said: &Said| {
        [
            place::stored(&place::absolute(&said.path)),
            Value::Integer(said.words.0.cast_signed()),
        ]
    };
    let both = |[a, of_a]: [Value; 2], [b, of_b]: [Value; 2]| [a, of_a, b, of_b];
    match decision {
        Decision::Merge(a, b) => ("merge", both(name(a), name(b))),
        Decision::Split(a, alias) => (
            "split",
            both(name(a), [Value::Text(alias.clone()), nothing()]),
        ),
        Decision::NoName(a) => ("no_name", both(name(a), [nothing(), nothing()])),
        Decision::Kind(a, kind) => ("kind", both(name(a), [of_kind(*kind), nothing()])),
        Decision::Same(a, b) => ("same", both(said(a), said(b))),
        Decision::Right(a, b) => ("right", both(said(a), said(b))),
        Decision::Wrong(a, b) => ("wrong", both(said(a), said(b))),
    }
}

fn decision(form: &str, [a, of_a, b, of_b]: [ValueRef<'_>; 4], scope: &Scope) -> Option<Decision> {
    let text = |value: ValueRef<'_>| value.as_str().ok().map(str::to_owned);
    let name = |name, kind| {
        Some(NameKey {
            name: text(name)?,
            kind: kind_of(kind)?,
        })
    };
    let said = |path, key: ValueRef<'_>| {
        Some(Said {
            path: path_of(path, scope),
            words: SentenceKey(key.as_i64().ok()?.cast_unsigned()),
        })
    };
    let pair = || Some((said(a, of_a)?, said(b, of_b)?));
    match form {
        "merge" => Some(Decision::Merge(name(a, of_a)?, name(b, of_b)?)),
        "split" => Some(Decision::Split(name(a, of_a)?, text(b)?)),
        "no_name" => Some(Decision::NoName(name(a, of_a)?)),
        "kind" => Some(Decision::Kind(name(a, of_a)?, kind_of(b)?)),
        "same" => pair().map(|(a, b)| Decision::Same(a, b)),
        "right" => pair().map(|(a, b)| Decision::Right(a, b)),
        "wrong" => pair().map(|(a, b)| Decision::Wrong(a, b)),
        _ => None,
    }
}

/// The path as the user calls it, or from the root where it is none of those that were given.
fn path_of(path: ValueRef<'_>, scope: &Scope) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    let bytes = place::bytes(path);
    let whole = || Path::new(std::ffi::OsStr::from_bytes(bytes)).to_owned();
    scope.given(bytes).unwrap_or_else(whole)
}

fn of_kind(kind: EntityKind) -> Value {
    Value::Text(kind.name().to_owned())
}

fn kind_of(stored: ValueRef<'_>) -> Option<EntityKind> {
    let kinds = [
        EntityKind::Person,
        EntityKind::Organization,
        EntityKind::Place,
        EntityKind::Other,
    ];
    let name = stored.as_str().ok()?;
    kinds.into_iter().find(|kind| kind.name() == name)
}

#[cfg(test)]
mod tests {
    use super::super::library::Library;
    use super::*;
    use crate::app::session::Saved;

    #[test]
    fn every_decision_is_found_again_under_the_path_as_it_is_given() {
        let folder = tempfile::tempdir().expect("a folder");
        let reports = folder.path().join("reports");
        std::fs::create_dir_all(&reports).expect("made");
        let name = |name: &str| NameKey {
            name: name.to_owned(),
            kind: EntityKind::Person,
        };
        let said = |file: &str| Said {
            path: reports.join(file),
            words: SentenceKey(u64::MAX - 7),
        };
        let decisions = [
            Decision::Merge(name("a"), name("b")),
            Decision::Split(name("a"), "b".to_owned()),
            Decision::NoName(name("c")),
            Decision::Kind(name("d"), EntityKind::Place),
            Decision::Same(said("a"), said("b")),
            Decision::Right(said("a"), said("c")),
            Decision::Wrong(said("b"), said("c")),
        ];
        let mut one = Library::open(folder.path()).expect("opened");
        let mut two = Library::open(folder.path()).expect("opened");
        let (first, second) = decisions.split_at(3);
        one.save(&[ruled(&[], first)]).expect("saved");
        two.save(&[ruled(&[], second)]).expect("saved");
        let all = |library: &Library| {
            let remembered = library
                .remembered(std::slice::from_ref(&reports))
                .expect("read");
            remembered.decisions.iter().cloned().collect::<Vec<_>>()
        };
        let mut wanted = decisions.to_vec();
        wanted.sort();
        assert_eq!((all(&one), all(&two)), (wanted.clone(), wanted.clone()));
        one.save(&[ruled(&[wanted.remove(0)], &[])]).expect("saved");
        assert_eq!(all(&two), wanted);
    }

    fn ruled(removed: &[Decision], added: &[Decision]) -> Saved {
        Saved::Ruled {
            removed: removed.to_vec(),
            added: added.to_vec(),
        }
    }

    #[test]
    fn of_two_decisions_that_cannot_both_hold_the_later_one_does() {
        let folder = tempfile::tempdir().expect("a folder");
        let name = |name: &str| NameKey {
            name: name.to_owned(),
            kind: EntityKind::Person,
        };
        let said = |file: &str| Said {
            path: Path::new("/reports").join(file),
            words: SentenceKey(u64::MAX - 7),
        };
        let mut decisions = Vec::new();
        for (a, b) in [("a", "b"), ("b", "a"), ("a", "c"), ("c", "d")] {
            decisions.push(Decision::Merge(name(a), name(b)));
            decisions.push(Decision::Same(said(a), said(b)));
            decisions.push(Decision::Right(said(a), said(b)));
            decisions.push(Decision::Wrong(said(a), said(b)));
            decisions.push(Decision::Kind(name(a), EntityKind::Place));
            decisions.push(Decision::Kind(name(a), EntityKind::Other));
            decisions.push(Decision::Split(name(a), b.to_owned()));
            decisions.push(Decision::NoName(name(a)));
        }
        let mut library = Library::open(folder.path()).expect("opened");
        for first in &decisions {
            for second in &decisions {
                library
                    .save(&[ruled(&decisions, std::slice::from_ref(first))])
                    .expect("saved");
                library
                    .save(&[ruled(&[], std::slice::from_ref(second))])
                    .expect("saved");
                let kept = library.remembered(&[]).expect("read").decisions;
                let both = !second.replaces(first);
                assert_eq!(
                    kept.has(first),
                    both || first == second,
                    "{first:?} {second:?}"
                );
                assert!(kept.has(second), "{first:?} {second:?}");
            }
        }
    }
}
