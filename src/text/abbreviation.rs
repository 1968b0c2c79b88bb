//! What a dot after a word means: the end of a sentence, a part of an abbreviation, or both.

use super::cursor::{after_space, char_at, word_at};

/// What a dot after a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dot {
    /// The end of a sentence and no part of the word.
    Stop,
    /// A part of the word; the sentence goes on.
    Inside,
    /// A part of the word, with which the sentence ends.
    InsideAndStop,
}

/// Tells what the dot between `word` and byte `after` of `text` is.
///
/// Looks at the following word only: what follows decides most cases.
pub(super) fn dot(text: &str, word: &str, after: usize) -> Dot {
    let next = Next::new(text, after);
    let Some(class) = class(word) else {
        return Dot::Stop;
    };
    match class {
        Class::Title => Dot::Inside,
        Class::Dotted if next.ends() || next.is_starter() || next.quoted => Dot::InsideAndStop,
        Class::Dotted => Dot::Inside,
        Class::Hour if next.ends() || next.is_upper() && !next.is_calendar() => Dot::InsideAndStop,
        Class::Hour => Dot::Inside,
        Class::Initial if next.ends() || next.quoted || next.is_starter() => Dot::Stop,
        Class::Initial if next.is_upper() || next.glued() => Dot::Inside,
        Class::Initial => Dot::Stop,
        Class::BeforeNumber if next.is_digit() => Dot::Inside,
        Class::BeforeNumber => Dot::Stop,
        Class::Month if next.is_digit() || next.is_lower() || next.glued() => Dot::Inside,
        Class::Month => Dot::InsideAndStop,
        Class::Name if next.ends() || next.quoted || next.is_starter() => Dot::InsideAndStop,
        Class::Name => Dot::Inside,
        Class::Last if next.ends() || next.quoted || next.is_upper() => Dot::InsideAndStop,
        Class::Last => Dot::Inside,
    }
}

/// Whether `word` may begin a sentence but does not follow an abbreviation as part of a name.
pub(super) fn is_starter(word: &str) -> bool {
    const STARTERS: [&str; 92] = [
        "A",
        "About",
        "According",
        "After",
        "All",
        "Also",
        "Although",
        "Among",
        "An",
        "And",
        "Another",
        "As",
        "At",
        "Because",
        "Before",
        "Both",
        "But",
        "By",
        "Despite",
        "During",
        "Each",
        "Earlier",
        "Even",
        "Every",
        "For",
        "From",
        "He",
        "Her",
        "Here",
        "His",
        "How",
        "However",
        "I",
        "If",
        "In",
        "Instead",
        "It",
        "It's",
        "Its",
        "It’s",
        "Last",
        "Later",
        "Many",
        "Meanwhile",
        "Moreover",
        "Most",
        "Much",
        "My",
        "Neither",
        "Nevertheless",
        "Nobody",
        "None",
        "Nor",
        "Not",
        "Nothing",
        "Now",
        "On",
        "Once",
        "Only",
        "Or",
        "Other",
        "Others",
        "Our",
        "Several",
        "She",
        "Since",
        "So",
        "Some",
        "Still",
        "Such",
        "That",
        "Their",
        "Then",
        "There",
        "Therefore",
        "These",
        "They",
        "This",
        "Those",
        "Though",
        "Thus",
        "To",
        "Until",
        "We",
        "What",
        "When",
        "Where",
        "Whether",
        "While",
        "Who",
        "Why",
        "You",
    ];
    STARTERS.binary_search(&word).is_ok() || matches!(word, "The" | "With" | "Yet" | "Your")
}

#[derive(Clone, Copy)]
enum Class {
    /// A name follows: Mr., Sen., e.g.
    Title,
    /// Single letters with dots: U.S., D.C.
    Dotted,
    /// a.m., p.m.
    Hour,
    /// One capital letter.
    Initial,
    /// No. 5, p. 12
    BeforeNumber,
    /// Jan. 3
    Month,
    /// A part of a name that may also end it: Inc., St., Calif.
    Name,
    /// Mostly at the end of a clause: etc.
    Last,
}

fn class(word: &str) -> Option<Class> {
    let mut letters = word.chars();
    let first = letters.next()?;
    let second = letters.next();
    if second.is_none() {
        return match first {
            'p' | 'c' | 'n' => Some(Class::BeforeNumber),
            'v' => Some(Class::Title),
            first if first.is_uppercase() => Some(Class::Initial),
            _ => None,
        };
    }
    if word.contains('.') {
        return dotted(word);
    }
    if word.len() > 7 {
        return None;
    }
    TABLE
        .binary_search_by_key(&word, |(known, _)| known)
        .ok()
        .and_then(|at| TABLE.get(at))
        .map(|(_, class)| *class)
}

/// The class of a word with dots inside: only single letters at its end make it an abbreviation.
fn dotted(word: &str) -> Option<Class> {
    let last = word.rsplit('.').next()?;
    if last.chars().nth(1).is_some() || !last.chars().all(char::is_alphabetic) {
        return None;
    }
    let class = match word {
        "a.m" | "p.m" | "A.M" | "P.M" => Class::Hour,
        "e.g" | "i.e" | "z.B" | "d.h" => Class::Title,
        _ => Class::Dotted,
    };
    Some(class)
}

/// What stands between a dot and what follows.
#[derive(PartialEq, Eq)]
enum Gap {
    /// Nothing follows.
    End,
    None,
    Space,
}

/// What follows a dot.
struct Next<'a> {
    word: &'a str,
    gap: Gap,
    /// An opening quotation mark and a capital follow.
    quoted: bool,
    /// A dot follows the word.
    dotted: bool,
}

impl<'a> Next<'a> {
    fn new(text: &'a str, after: usize) -> Self {
        let start = after_space(text, after);
        let mut at = start;
        let mut marked = false;
        while let Some(c) = char_at(text, at).filter(|c| matches!(c, '“' | '"' | '‘' | '«' | '„'))
        {
            at += c.len_utf8();
            marked = true;
            if at > start + 8 {
                break;
            }
        }
        let word = word_at(text, at);
        let gap = match start {
            start if start >= text.len() => Gap::End,
            start if start == after => Gap::None,
            _ => Gap::Space,
        };
        Self {
            word,
            gap,
            quoted: marked && start > after && word.chars().next().is_some_and(char::is_uppercase),
            dotted: char_at(text, at + word.len()) == Some('.'),
        }
    }

    fn ends(&self) -> bool {
        self.gap == Gap::End
    }

    fn glued(&self) -> bool {
        self.gap == Gap::None
    }

    fn first(&self) -> Option<char> {
        self.word.chars().next()
    }

    fn is_upper(&self) -> bool {
        self.first().is_some_and(char::is_uppercase)
    }

    fn is_lower(&self) -> bool {
        self.first().is_some_and(char::is_lowercase)
    }

    fn is_digit(&self) -> bool {
        self.first().is_some_and(char::is_numeric)
    }

    /// "A" and "I" with a dot are initials, not articles and pronouns.
    fn is_starter(&self) -> bool {
        !self.glued() && is_starter(self.word) && !(self.dotted && self.word.len() == 1)
    }

    fn is_calendar(&self) -> bool {
        let zone = self.word.len() <= 4
            && self.word.chars().all(char::is_uppercase)
            && self.word.ends_with('T');
        zone || matches!(
            self.word,
            "GMT" | "UTC" | "BST" | "Eastern" | "Central" | "Pacific" | "Mountain"
        ) || self.word.ends_with("day")
            || is_month(self.word)
    }
}

/// Whether `word` is the name of a month, in English or German, or short for one.
pub(super) fn is_month(word: &str) -> bool {
    const MONTHS: [&str; 34] = [
        "Apr",
        "April",
        "Aug",
        "August",
        "Dec",
        "December",
        "Dezember",
        "Feb",
        "Februar",
        "February",
        "Jan",
        "Januar",
        "January",
        "Jul",
        "Juli",
        "July",
        "Jun",
        "June",
        "Juni",
        "Mai",
        "Mar",
        "March",
        "May",
        "März",
        "Nov",
        "November",
        "Oct",
        "October",
        "Oktober",
        "Sep",
        "Sept",
        "September",
        "juin",
        "mai",
    ];
    MONTHS.binary_search(&word).is_ok()
}

/// Abbreviations as they are written, in order.
const TABLE: [(&str, Class); 156] = {
    use Class::{BeforeNumber, Last, Month, Name, Title};
    [
        ("Adm", Title),
        ("Ala", Name),
        ("Amb", Title),
        ("Apr", Month),
        ("Ariz", Name),
        ("Ark", Name),
        ("Art", BeforeNumber),
        ("Assn", Name),
        ("Asst", Title),
        ("Atty", Title),
        ("Aug", Month),
        ("Ave", Name),
        ("Blvd", Name),
        ("Brig", Title),
        ("Bros", Name),
        ("Calif", Name),
        ("Capt", Title),
        ("Cdr", Title),
        ("Ch", BeforeNumber),
        ("Cie", Name),
        ("Cllr", Title),
        ("Cmdr", Title),
        ("Co", Name),
        ("Col", Title),
        ("Colo", Name),
        ("Conn", Name),
        ("Corp", Name),
        ("Cos", Name),
        ("Cpl", Title),
        ("Dec", Month),
        ("Del", Name),
        ("Dem", Name),
        ("Dept", Name),
        ("Det", Title),
        ("Dir", Title),
        ("Dr", Title),
        ("Dra", Title),
        ("Eds", Title),
        ("Esq", Name),
        ("Ex", Title),
        ("Feb", Month),
        ("Fig", BeforeNumber),
        ("Figs", BeforeNumber),
        ("Fla", Name),
        ("Fr", Title),
        ("Fri", Month),
        ("Ft", Name),
        ("Ga", Name),
        ("Gen", Title),
        ("Gov", Title),
        ("Hon", Title),
        ("Hr", Title),
        ("Ill", Name),
        ("Inc", Name),
        ("Ind", Name),
        ("Insp", Title),
        ("Jan", Month),
        ("Jr", Name),
        ("Jul", Month),
        ("Jun", Month),
        ("Kan", Name),
        ("Ky", Name),
        ("La", Name),
        ("Lt", Title),
        ("Ltd", Name),
        ("Maj", Title),
        ("Mar", Month),
        ("Mass", Name),
        ("Md", Name),
        ("Messrs", Title),
        ("Mich", Name),
        ("Minn", Name),
        ("Miss", Name),
        ("Mlle", Title),
        ("Mme", Title),
        ("Mo", Name),
        ("Mon", Month),
        ("Mont", Name),
        ("Mr", Title),
        ("Mrs", Title),
        ("Ms", Title),
        ("Msgr", Title),
        ("Mt", Name),
        ("Mx", Title),
        ("Neb", Name),
        ("Nev", Name),
        ("No", BeforeNumber),
        ("Nos", BeforeNumber),
        ("Nov", Month),
        ("Nr", BeforeNumber),
        ("Oct", Month),
        ("Okla", Name),
        ("Op", BeforeNumber),
        ("Ore", Name),
        ("Pa", Name),
        ("Ph", Name),
        ("Pres", Title),
        ("Prof", Title),
        ("Profs", Title),
        ("Pte", Title),
        ("Pvt", Title),
        ("Rd", Name),
        ("Rep", Title),
        ("Reps", Title),
        ("Rev", Title),
        ("Sat", Month),
        ("Sec", Title),
        ("Sen", Title),
        ("Sens", Title),
        ("Sep", Month),
        ("Sept", Month),
        ("Sgt", Title),
        ("Sr", Name),
        ("Sra", Title),
        ("St", Name),
        ("Sta", Name),
        ("Ste", Name),
        ("Sun", Month),
        ("Supt", Title),
        ("Tel", BeforeNumber),
        ("Tenn", Name),
        ("Tex", Name),
        ("Thu", Month),
        ("Thur", Month),
        ("Thurs", Month),
        ("Tue", Month),
        ("Tues", Month),
        ("Univ", Name),
        ("Va", Name),
        ("Vol", BeforeNumber),
        ("Vt", Name),
        ("Wash", Name),
        ("Wed", Month),
        ("Wis", Name),
        ("Wyo", Name),
        ("al", Name),
        ("approx", Title),
        ("bzw", Title),
        ("ca", Title),
        ("cf", Title),
        ("dept", Name),
        ("est", BeforeNumber),
        ("etc", Last),
        ("ext", BeforeNumber),
        ("fig", BeforeNumber),
        ("ft", Last),
        ("incl", Title),
        ("min", Last),
        ("mr", Title),
        ("mrs", Title),
        ("no", BeforeNumber),
        ("nos", BeforeNumber),
        ("pp", BeforeNumber),
        ("usw", Last),
        ("vol", BeforeNumber),
        ("vs", Title),
    ]
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_in_order() {
        assert!(TABLE.is_sorted_by_key(|(word, _)| *word));
    }

    #[test]
    fn a_dot_is_read_by_what_follows_it() {
        let dot_of = |text: &str| {
            let at = text.find(". ").unwrap_or(text.len() - 1);
            let word = text.split_at(at).0.rsplit(' ').next().unwrap();
            dot(text, word, at + 1)
        };
        assert_eq!(dot_of("U.S. officials"), Dot::Inside);
        assert_eq!(dot_of("U.S. The next"), Dot::InsideAndStop);
        assert_eq!(dot_of("No. 5"), Dot::Inside);
        assert_eq!(dot_of("No. He"), Dot::Stop);
        assert_eq!(dot_of("Malcolm X. The"), Dot::Stop);
        assert_eq!(dot_of("J. A. Vale"), Dot::Inside);
        assert_eq!(dot_of("p.m. Monday"), Dot::Inside);
        assert_eq!(dot_of("p.m. Police"), Dot::InsideAndStop);
    }
}
