//! The signs that are drawn, and what replaces them where only ASCII can be shown.

/// Makes [`Glyphs`] and its two tables from rows `/// What it is.` `field: "unicode" "ascii"`.
macro_rules! glyphs {
    ($($(#[doc = $help:literal])+ $field:ident: $unicode:literal $ascii:literal)+) => {
        /// The signs that are drawn. Every sign is one column wide in both tables unless its description says more.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct Glyphs {
            /// Whether this is the table in ASCII.
            pub ascii: bool,
            $($(#[doc = $help])+ pub $field: &'static str,)+
        }

        /// The signs for terminals that show Unicode.
        pub static UNICODE: Glyphs = Glyphs { ascii: false, $($field: $unicode,)+ };

        /// The signs for all others.
        pub static ASCII: Glyphs = Glyphs { ascii: true, $($field: $ascii,)+ };

        /// Both tables as pairs, for what was printed already and for tests.
        const PAIRS: &[(&str, &str)] = &[$(($unicode, $ascii),)+];
    };
}

glyphs! {
    /// An article that has not been read.
    unread: "●" "*"
    /// An article that has been read.
    read: "○" "o"
    /// What no other article has.
    only_here: "◆" "+"
    /// A contradiction.
    differs: "≠" "!"
    /// A claim that others make too.
    shared: "=" "="
    /// A quote.
    quote: "\"" "\""
    /// A name.
    entity: "@" "@"
    /// What was read already; a separator in lines of facts.
    dot: "·" "."
    /// The bar beside the current sentence.
    bar: "▌" ">"
    /// A filled part of a gauge.
    full: "▮" "#"
    /// An empty part of a gauge.
    empty: "▯" "-"
    /// A group that is folded; a step of a path.
    folded: "▸" ">"
    /// A group that is unfolded.
    unfolded: "▾" "v"
    /// Enter goes there.
    goes: "▷" ">"
    /// Here.
    here: "◂" "<"
    /// An opening quotation mark.
    open_quote: "“" "\""
    /// A closing quotation mark.
    close_quote: "”" "\""
    /// Nothing is said.
    silent: "—" "-"
    /// A line from left to right.
    horizontal: "─" "-"
    /// A line from top to bottom.
    vertical: "│" "|"
    /// Lines that meet from left, right and below.
    tee_down: "┬" "+"
    /// Lines that meet from left, right and above.
    tee_up: "┴" "+"
    /// Lines that meet from above, below and right.
    tee_right: "├" "+"
    /// Lines that meet from above, below and left.
    tee_left: "┤" "+"
    /// Lines that cross.
    cross: "┼" "+"
    /// The corner at the top left.
    top_left: "╭" "+"
    /// The corner at the top right.
    top_right: "╮" "+"
    /// The corner at the bottom left.
    bottom_left: "╰" "+"
    /// The corner at the bottom right.
    bottom_right: "╯" "+"
    /// Something was cut off; the same width as it replaces, one column.
    ellipsis: "…" "~"
    /// Something between was left out.
    gap: "⋯" "~"
    /// A paragraph's number follows; an article's text.
    paragraph: "¶" "#"
    /// Times.
    times: "×" "x"
    /// Where something came from; the other way.
    left: "←" "<"
    /// Where something leads.
    right: "→" ">"
    /// The Enter key, in hints; five columns in ASCII.
    enter: "⏎" "Enter"
}

impl Glyphs {
    /// The table for a terminal that shows Unicode, or not.
    pub fn of(unicode: bool) -> &'static Self {
        if unicode { &UNICODE } else { &ASCII }
    }

    /// `text` with the signs of the Unicode table, and typographic marks, as this table has them.
    ///
    /// What neither table knows, such as letters of other scripts, stays: it is the article's own.
    pub fn plain(&self, text: &str) -> String {
        if !self.ascii {
            return text.to_owned();
        }
        let mut plain = String::with_capacity(text.len());
        let mut buffer = [0; 4];
        for character in text.chars() {
            let character: &str = character.encode_utf8(&mut buffer);
            match character {
                "‘" | "’" => plain.push('\''),
                "–" => plain.push('-'),
                "…" => plain.push_str("..."),
                "↑" => plain.push('^'),
                "↓" => plain.push('v'),
                other => {
                    let pair = PAIRS.iter().find(|(unicode, _)| *unicode == other);
                    plain.push_str(pair.map_or(other, |(_, ascii)| ascii));
                }
            }
        }
        plain
    }
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;

    #[test]
    fn every_sign_is_one_column_wide_but_enter() {
        for (unicode, ascii) in PAIRS {
            assert_eq!(unicode.width(), 1, "{unicode}");
            assert!(ascii.is_ascii());
            assert!(ascii.len() == 1 || *ascii == "Enter", "{ascii}");
        }
    }

    #[test]
    fn a_line_of_facts_can_be_said_in_ascii() {
        assert_eq!(ASCII.plain("≠ 41 · “fair” …"), "! 41 . \"fair\" ...");
        assert_eq!(UNICODE.plain("≠ 41"), "≠ 41");
    }
}
