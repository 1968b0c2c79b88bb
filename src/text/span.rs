//! Half-open byte ranges of one article's text, and the only place where a text is cut.

use std::fmt;

/// A half-open range of bytes, `start <= end`, of one text.
///
/// Spans that come from parsing lie on character boundaries of their text. A span that is used on another
/// text by mistake yields the empty string instead of a panic.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The span from byte `start` to byte `end`; an `end` before `start` gives an empty span at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        let byte = |offset| u32::try_from(offset).expect("a text is shorter than 4 GiB");
        Self {
            start: byte(start),
            end: byte(end.max(start)),
        }
    }

    /// The span of `part`, which must be a slice of `whole`.
    ///
    /// Returns `None` when `part` does not lie inside `whole`.
    pub fn of_slice(part: &str, whole: &str) -> Option<Self> {
        let start = (part.as_ptr() as usize).checked_sub(whole.as_ptr() as usize)?;
        (start + part.len() <= whole.len()).then(|| Self::new(start, start + part.len()))
    }

    /// Offset of the first byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// Offset of the byte after the last.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The words of the span in `text`; empty when the span does not belong to `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start()..self.end()).unwrap_or_default()
    }

    /// Whether the byte at `offset` lies in the span.
    pub fn holds(self, offset: usize) -> bool {
        self.start() <= offset && offset < self.end()
    }

    /// Whether `other` lies wholly inside this span.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// What the two spans share, if they share anything.
    pub fn intersect(self, other: Self) -> Option<Self> {
        let both = Self {
            start: self.start.max(other.start),
            end: self.end.min(other.end),
        };
        (both.start < both.end).then_some(both)
    }

    /// Whether the two spans share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.intersect(other).is_some()
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The same span `bytes` further on; turns a span of a part into a span of the whole.
    #[must_use]
    pub fn shift(self, bytes: usize) -> Self {
        Self::new(self.start() + bytes, self.end() + bytes)
    }

    /// The span without the white space at its ends.
    #[must_use]
    pub fn trim(self, text: &str) -> Self {
        let words = self.of(text);
        let start = self.start() + (words.len() - words.trim_start().len());
        Self::new(start, start + words.trim().len())
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// The elements of `sorted` whose span overlaps `within`; `sorted` must be in order of start and not overlap itself.
pub fn overlapping<T>(sorted: &[T], within: Span, span_of: impl Fn(&T) -> Span) -> &[T] {
    let first = sorted.partition_point(|element| span_of(element).end() <= within.start());
    let last = sorted.partition_point(|element| span_of(element).start() < within.end());
    sorted.get(first..last.max(first)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn touching_spans_share_nothing() {
        assert_eq!(Span::new(0, 3).intersect(Span::new(3, 5)), None);
        assert!(!Span::new(0, 3).overlaps(Span::new(3, 5)));
    }

    #[test]
    fn an_empty_span_overlaps_nothing() {
        assert!(!Span::new(2, 2).overlaps(Span::new(0, 5)));
    }

    #[test]
    fn a_span_of_another_text_is_empty_and_not_a_panic() {
        assert_eq!(Span::new(1, 2).of("é"), "");
        assert_eq!(Span::new(10, 20).of("short"), "");
    }

    #[test]
    fn trimming_keeps_the_offsets_of_the_words() {
        let text = "ab  cd ";
        assert_eq!(Span::new(2, 7).trim(text).of(text), "cd");
    }

    #[test]
    fn overlapping_finds_the_elements_inside_a_window() {
        let spans = [Span::new(0, 2), Span::new(3, 5), Span::new(6, 9)];
        assert_eq!(overlapping(&spans, Span::new(4, 7), |s| *s), &spans[1..]);
        assert_eq!(overlapping(&spans, Span::new(2, 3), |s| *s), &[] as &[Span]);
    }
}
