//! Overlapping marks flattened into runs that touch and cover.

use std::collections::BTreeSet;

use super::Span;

/// A stretch of text on which the same marks lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run<M> {
    /// Where it stands; never empty.
    pub span: Span,
    /// The marks that lie on it, the widest first: styles are patched in this order.
    pub marks: Vec<M>,
}

/// The runs of `window` under `marks`: they touch one another and cover the window.
///
/// A mark that reaches beyond the window counts with its whole width; marks of equal width keep their order.
pub fn runs<M: Clone>(window: Span, marks: &[(Span, M)]) -> Vec<Run<M>> {
    let mut inside: Vec<(Span, Span, &M)> = marks
        .iter()
        .filter_map(|(span, mark)| Some((*span, span.intersect(window)?, mark)))
        .collect();
    inside.sort_by_key(|(whole, ..)| usize::MAX - whole.len());

    // At every offset, which marks begin and end: `None` ends the last run.
    let mut turns: Vec<(usize, Option<(bool, usize)>)> = vec![(window.end(), None)];
    for (rank, (_, shown, _)) in inside.iter().enumerate() {
        turns.push((shown.start(), Some((true, rank))));
        turns.push((shown.end(), Some((false, rank))));
    }
    turns.sort_unstable();

    let mut runs = Vec::with_capacity(turns.len());
    let mut active = BTreeSet::new();
    let mut start = window.start();
    for (offset, turn) in turns {
        if start < offset {
            let marks = active.iter().filter_map(|rank: &usize| inside.get(*rank));
            runs.push(Run {
                span: Span::new(start, offset),
                marks: marks.map(|(.., mark)| (*mark).clone()).collect(),
            });
            start = offset;
        }
        match turn {
            Some((true, rank)) => _ = active.insert(rank),
            Some((false, rank)) => _ = active.remove(&rank),
            None => {}
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn drawn(window: Span, marks: &[(Span, char)]) -> Vec<(Span, String)> {
        runs(window, marks)
            .into_iter()
            .map(|run| (run.span, run.marks.into_iter().collect()))
            .collect()
    }

    #[test]
    fn a_mention_inside_a_quote_splits_it_in_three() {
        let marks = [(Span::new(4, 6), 'm'), (Span::new(2, 9), 'q')];
        let expected = [
            (0, 2, ""),
            (2, 4, "q"),
            (4, 6, "qm"),
            (6, 9, "q"),
            (9, 10, ""),
        ];
        let expected =
            expected.map(|(start, end, marks)| (Span::new(start, end), marks.to_owned()));
        assert_eq!(drawn(Span::new(0, 10), &marks), expected);
    }

    #[test]
    fn a_wide_mark_lies_below_even_where_the_window_shows_little_of_it() {
        let marks = [(Span::new(5, 8), 'n'), (Span::new(0, 6), 'w')];
        let runs = drawn(Span::new(5, 8), &marks);
        assert_eq!(
            runs,
            [
                (Span::new(5, 6), "wn".to_owned()),
                (Span::new(6, 8), "n".to_owned())
            ]
        );
    }

    #[test]
    fn an_empty_window_has_no_runs() {
        assert!(drawn(Span::new(3, 3), &[(Span::new(0, 9), 'a')]).is_empty());
    }

    fn span() -> impl Strategy<Value = Span> {
        (0_usize..40, 0_usize..40).prop_map(|(start, end)| Span::new(start, end))
    }

    proptest! {
        #[test]
        fn runs_touch_and_cover(window in span(), spans in proptest::collection::vec(span(), 0..12)) {
            let marks: Vec<(Span, usize)> = spans.iter().copied().zip(0..).collect();
            let runs = runs(window, &marks);
            let mut end = window.start();
            for run in &runs {
                prop_assert_eq!(run.span.start(), end);
                prop_assert!(!run.span.is_empty());
                end = run.span.end();
                let mut expected: Vec<usize> =
                    (0..spans.len()).filter(|index| spans[*index].overlaps(run.span)).collect();
                prop_assert!(expected.iter().all(|index| spans[*index].contains(run.span)));
                expected.sort_by_key(|index| (usize::MAX - spans[*index].len(), *index));
                prop_assert_eq!(&run.marks, &expected);
            }
            prop_assert_eq!(end, window.end());
        }
    }
}
