//! What a paragraph looks like: its length, its ending, its words, in points for or against a report.

use super::cues::{self, Class};
use crate::text::fold::fold;
use crate::text::shingle;
use crate::text::token::is_unspaced;

/// By what a paragraph shows that it is not the report's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sign {
    /// It looks so: a single word, a date, a line that comes again.
    Look,
    /// It says so.
    Words,
}

/// How many words a paragraph has that holds more than what pages say of themselves.
const LONG: usize = 100;

/// What a paragraph looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    /// The words in comparison form.
    pub folded: String,
    /// How many words it has.
    pub words: usize,
    /// Evidence for a report, above zero, or for debris, below.
    pub points: i32,
    /// What shows that it is debris, if something does.
    pub sign: Option<Sign>,
    /// Whether it ends as a sentence does.
    pub stops: bool,
    /// Whether it is a date or a time, perhaps with a word or two around.
    pub dated: bool,
    /// Whether it counts or marks an item of a list.
    pub item: bool,
    /// The same for paragraphs of the same words.
    pub key: u64,
}

impl Shape {
    /// Looks at one paragraph.
    pub fn new(paragraph: &str) -> Self {
        let folded = fold(paragraph.trim());
        let list = words_of(&folded);
        let classes: Vec<Class> = list.iter().map(|word| cues::class(word)).collect();
        let count = count(&list);
        let end = paragraph
            .trim_end()
            .trim_end_matches(['"', '”', '’', '\'', '»', '“', ')', ']', '*', '_', ' ']);
        let stops = end.ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟']);
        let mut look = Look {
            points: 0,
            sign: None,
        };
        look.length(count, stops, end);
        look.words(&list, &classes, count, stops);
        look.marks(paragraph.trim(), count, end);
        let dated = is_date(&list, &classes);
        look.look_if(dated, 13);
        let key = shingle::join(
            &list
                .iter()
                .map(|word| shingle::hash(word))
                .collect::<Vec<_>>(),
        );
        let item = crate::article::plain::lines::is_item(paragraph);
        look.points += if item { 20 } else { 0 };
        Self {
            words: count,
            points: look.points,
            sign: look.sign,
            stops,
            dated,
            item,
            key,
            folded,
        }
    }

    /// Whether it is long enough and ends well enough to be running text.
    pub fn is_prose(&self) -> bool {
        self.words >= if self.stops { 12 } else { LONG }
    }
}

/// Points in the making.
struct Look {
    points: i32,
    sign: Option<Sign>,
}

impl Look {
    /// Takes points away for a look.
    fn look_if(&mut self, found: bool, cost: i32) {
        if found {
            self.points -= cost;
            self.sign = self.sign.max(Some(Sign::Look));
        }
    }

    /// Takes points away for words that say so.
    fn words_if(&mut self, found: bool, cost: i32) {
        self.look_if(found, cost);
        self.sign = if found { Some(Sign::Words) } else { self.sign };
    }

    fn length(&mut self, count: usize, stops: bool, end: &str) {
        self.look_if(count < 2, 16);
        self.points += match count {
            0 | 1 | 4..=6 => 0,
            2 | 3 => -12,
            7..=11 => -3,
            12..=19 => 3,
            20..=39 => 10,
            _ => 18,
        };
        let colon = end.ends_with(':');
        if stops && count >= 2 {
            self.points += 12;
        }
        if colon && count >= 3 {
            self.points += 15;
        }
        if !stops && !colon && count >= 12 {
            self.points -= 11;
        }
        if end.ends_with('?') && (3..=14).contains(&count) {
            self.points += 8;
        }
    }

    fn words(&mut self, list: &[&str], classes: &[Class], count: usize, stops: bool) {
        let functions = classes
            .iter()
            .filter(|class| class.is(Class::FUNCTION))
            .count();
        if count >= 5 && functions * 4 >= count {
            self.points += 2;
        }
        let reported = |word: &&str| {
            matches!(
                *word,
                "said"
                    | "says"
                    | "told"
                    | "added"
                    | "asked"
                    | "according"
                    | "explains"
                    | "explained"
            )
        };
        if count >= 8 && list.iter().any(reported) {
            self.points += 6;
        }
        let menu = list.len() <= 4
            && classes.iter().any(|class| class.is(Class::MENU))
            && (list.iter().zip(classes)).all(|(word, class)| {
                class.is(Class::MENU) || class.is(Class::FUNCTION) || *word == "#"
            });
        self.words_if(menu, 17);
        // One word is no sign at the beginning of a sentence.
        let opening = cues::opening(list);
        self.words_if(opening > 1 || opening == 1 && !(count >= 7 && stops), 16);
        let mut rests = (0..)
            .zip(classes)
            .filter_map(|(at, class)| Some((*class, list.get(at..)?)));
        let phrase = rests.any(|(class, rest)| cues::is_phrase(class, rest));
        // A long paragraph that reports what people say only ends in a line about its author.
        if phrase && count >= LONG && list.iter().any(reported) {
            self.points += 16;
        } else {
            self.words_if(phrase, 16);
        }
    }

    fn marks(&mut self, paragraph: &str, count: usize, end: &str) {
        self.look_if(paragraph.ends_with("...") || paragraph.ends_with('…'), 20);
        let letters = paragraph.chars().filter(|c| c.is_alphabetic()).count();
        let capitals = paragraph.chars().filter(|c| c.is_uppercase()).count();
        self.words_if(
            end.ends_with('!') && letters >= 8 && capitals * 10 > letters * 7 && count >= 2,
            30,
        );
        if paragraph.contains("://") || paragraph.contains("www.") {
            self.points -= 4;
        }
    }
}

/// The words of a folded line: letters and digits with inner apostrophes, figures as `#`, and the signs © and @.
pub fn words_of(folded: &str) -> Vec<&str> {
    let is_word = |c: char| c.is_alphanumeric() || c == '\'';
    let mut words = Vec::with_capacity(folded.len() / 5);
    for part in folded.split(|c: char| !is_word(c) && !matches!(c, '©' | '@')) {
        for word in part.split_inclusive(['©', '@']) {
            let (word, sign) = match word.strip_suffix(['©', '@']) {
                Some(rest) => (rest, word.get(rest.len()..)),
                None => (word, None),
            };
            let word = word.trim_matches('\'');
            if !word.is_empty() {
                let figure = word.bytes().all(|byte| byte.is_ascii_digit());
                words.push(if figure { "#" } else { word });
            }
            words.extend(sign);
        }
    }
    words
}

/// How many words these are, where two characters of a script without spaces count for one.
fn count(list: &[&str]) -> usize {
    let in_word = |word: &&str| {
        let unspaced = word.chars().filter(|c| is_unspaced(*c)).count();
        if unspaced == 0 {
            1
        } else {
            unspaced.div_ceil(2)
        }
    };
    list.iter().map(in_word).sum()
}

/// Whether the words of a line are mostly a date or a time.
fn is_date(list: &[&str], classes: &[Class]) -> bool {
    let figure = |word: &&str| word.starts_with(|c: char| c == '#' || c.is_ascii_digit());
    (2..=12).contains(&list.len())
        && list.iter().any(figure)
        && (classes
            .iter()
            .take(4)
            .any(|class| class.is(Class::CALENDAR))
            || list
                .iter()
                .all(|word| figure(word) || matches!(*word, "am" | "pm")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded_and_figures_alike() {
        assert_eq!(
            words_of(&fold("©2031 Tarn’s ‘12 Days’ @ana")),
            ["©", "#", "tarn's", "#", "days", "@", "ana"]
        );
    }

    #[test]
    fn dates_are_known_by_their_words() {
        for line in [
            "Nov. 20, 2031",
            "Tuesday, 5 May 2031 09:12",
            "12:30 pm",
            "20 ноября 2031",
        ] {
            assert!(Shape::new(line).dated, "{line}");
        }
        for line in [
            "May she stay",
            "He came in May after 3 years of waiting in the harbour of Port Tarn.",
        ] {
            assert!(!Shape::new(line).dated, "{line}");
        }
    }

    #[test]
    fn shouted_calls_and_forms_show_a_sign() {
        for line in [
            "BUY OUR MUGS AND SAVE THE HARBOUR!",
            "Leave a Reply",
            "Photo by Ana Vale",
            "image",
            "© 2031 Tarn",
        ] {
            assert!(Shape::new(line).sign.is_some(), "{line}");
        }
        for line in [
            "Sources told the paper that the wall is safe.",
            "Harbour wall cracks",
            "“No,” he said.",
        ] {
            assert!(Shape::new(line).sign.is_none(), "{line}");
        }
    }

    #[test]
    fn scripts_without_spaces_have_words_too() {
        assert!(
            Shape::new("東京の港は月曜日に閉鎖された。北の壁に亀裂が見つかったためである。")
                .is_prose()
        );
    }
}
