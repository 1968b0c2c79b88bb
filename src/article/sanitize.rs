//! Makes text safe to show: escape sequences whole, then controls, bidi overrides and tag characters.
//!
//! Nothing that a terminal obeys is left, nor anything that makes text read otherwise than it is stored.
//! Text of right-to-left scripts needs none of it and stays as it is.

/// `text` as it may be shown on several lines: `\n` is the only control character left.
///
/// Line ends of all kinds become `\n` and tabs become spaces; applied twice it changes nothing more.
pub fn text(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(is_special) {
        let (ordinary, special) = rest.split_at(at);
        safe.push_str(ordinary);
        let before = text.get(..text.len() - special.len());
        let before = before.and_then(|before| before.chars().next_back());
        rest = replace(special, before, &mut safe);
    }
    safe.push_str(rest);
    safe
}

/// `text` as it may be shown on one line: white space of any kind becomes one space.
pub fn line(text: &str) -> String {
    let safe = self::text(text);
    let mut line = String::with_capacity(safe.len());
    for word in safe.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// How far a sequence without an end may reach: beyond, its words are taken to be text.
const LONGEST_UNENDED: usize = 256;

const ESCAPE: char = '\u{1B}';

fn is_special(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_control() && c != '\n';
    }
    is_removed(c)
        || matches!(c, '\u{80}'..='\u{9F}' | '\u{2028}' | '\u{2029}')
        || is_joiner(c)
        || is_selector(c)
}

/// Characters that are not seen, and only mislead: soft hyphens, spaces of no width, bidi controls, tags.
fn is_removed(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}')
}

fn is_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Appends what stands for the special character or sequence that begins `special`; returns what follows it.
fn replace<'a>(special: &'a str, before: Option<char>, safe: &mut String) -> &'a str {
    let mut chars = special.chars();
    let Some(c) = chars.next() else { return "" };
    let rest = chars.as_str();
    match c {
        '\r' => {
            safe.push('\n');
            return rest.strip_prefix('\n').unwrap_or(rest);
        }
        '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => safe.push('\n'),
        '\t' => safe.push_str(if safe.is_empty() || safe.ends_with('\n') {
            "    "
        } else {
            " "
        }),
        ESCAPE => return after_escape(rest),
        // A control after a letter of Latin-1 comes from text that was decoded twice: no terminal wrote it.
        '\u{80}'..='\u{9F}' if before.is_some_and(|c| matches!(c, '\u{80}'..='\u{FF}')) => {}
        '\u{9B}' => return after_parameters(rest),
        '\u{90}' | '\u{98}' | '\u{9D}' | '\u{9E}' | '\u{9F}' => {
            return after_string(rest).unwrap_or(rest);
        }
        c if is_joiner(c) || is_selector(c) => {
            let alone = |last: char| {
                last.is_whitespace() || is_joiner(last) || is_selector(c) && is_selector(last)
            };
            let last = safe.chars().next_back();
            if last.is_some_and(|last| !alone(last)) {
                safe.push(c);
            }
        }
        _ => {}
    }
    rest
}

/// What follows the sequence whose escape character stood before `rest`.
fn after_escape(rest: &str) -> &str {
    let mut chars = rest.chars();
    match chars.next() {
        Some('[') => after_parameters(chars.as_str()),
        Some(']' | 'P' | 'X' | '^' | '_') => {
            let string = chars.as_str();
            after_string(string).unwrap_or_else(|| after_unended(string))
        }
        Some(' '..='/') => {
            let rest = chars
                .as_str()
                .trim_start_matches(|c| matches!(c, ' '..='/'));
            rest.strip_prefix(|c| matches!(c, '0'..='~'))
                .unwrap_or(rest)
        }
        Some('0'..='~') => chars.as_str(),
        _ => rest,
    }
}

/// What follows the parameters and the final letter of a control sequence.
fn after_parameters(rest: &str) -> &str {
    let rest = rest.trim_start_matches(|c| matches!(c, '0'..='?'));
    let rest = rest.trim_start_matches(|c| matches!(c, ' '..='/'));
    rest.strip_prefix(|c| matches!(c, '@'..='~'))
        .unwrap_or(rest)
}

/// What follows a control string, if its end is the next control character.
fn after_string(string: &str) -> Option<&str> {
    let end = string.find(char::is_control)?;
    let (_, end) = string.split_at(end);
    match end.strip_prefix(ESCAPE) {
        Some(rest) => rest.strip_prefix('\\'),
        None => end.strip_prefix(['\u{7}', '\u{9C}']),
    }
}

/// What follows a control string without an end: its line is lost, unless it is so long that it must be text.
fn after_unended(string: &str) -> &str {
    match string.find(char::is_control).unwrap_or(string.len()) {
        end if end <= LONGEST_UNENDED => string.get(end..).unwrap_or_default(),
        _ => string,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_are_removed_whole() {
        assert_eq!(text("a\u{1b}[1;31mred\u{1b}[0m b"), "ared b");
        assert_eq!(
            text("a\u{1b}]0;a title\u{7}b\u{1b}]8;;http://x\u{1b}\\c"),
            "abc"
        );
        assert_eq!(
            text("a\u{1b}Pq#0\u{1b}\\b\u{1b}_x\u{9c}c\u{1b}^y\u{1b}\\d\u{1b}Xz\u{1b}\\e"),
            "abcde"
        );
        assert_eq!(text("a\u{1b}(Bb\u{1b}7c\u{1b}"), "abc");
        assert_eq!(text("a\u{9b}31mb\u{9d}0;t\u{9c}c"), "abc");
    }

    #[test]
    fn a_sequence_without_an_end_costs_at_most_its_line() {
        assert_eq!(text("a\u{1b}]0;title\nnext"), "a\nnext");
        assert_eq!(text("a\u{1b}[31\nnext"), "a\nnext");
        let long = "word ".repeat(100);
        assert_eq!(text(&format!("\u{1b}]{long}")), long);
    }

    #[test]
    fn many_sequences_without_an_end_take_linear_time() {
        for unit in ["\u{9d}x", "\u{1b}]x", "\u{1b}[", "\u{1b}", "\u{200d}"] {
            assert!(text(&unit.repeat(200_000)).len() < 1_000_000);
        }
    }

    #[test]
    fn twice_decoded_text_loses_its_controls_only() {
        assert_eq!(
            text("â\u{80}\u{9c}Heyâ\u{80}\u{9d} he saidâ\u{80}\u{9c}"),
            "âHeyâ he saidâ"
        );
    }

    #[test]
    fn line_ends_and_tabs_are_of_one_kind() {
        assert_eq!(
            text("a\r\nb\rc\u{85}d\u{2028}e\u{c}f\n\n"),
            "a\nb\nc\nd\ne\nf\n\n"
        );
        assert_eq!(text("\ta\tb"), "    a b");
    }

    #[test]
    fn what_misleads_is_removed_and_right_to_left_text_stays() {
        assert_eq!(
            text("a\u{202e}b\u{2066}c\u{fff9}d\u{e0041}e\u{ad}f\u{200b}g\u{8}"),
            "abcdefg"
        );
        assert_eq!(text("שלום عالم"), "שלום عالم");
    }

    #[test]
    fn joiners_and_selectors_stay_where_they_join() {
        let emoji = "👨‍👩‍👧 ❤️‍🔥 می‌خواهم";
        assert_eq!(text(emoji), emoji);
        assert_eq!(text("\u{200d}a\u{fe0f}\u{fe0f} \u{200d}b"), "a\u{fe0f} b");
    }

    #[test]
    fn a_line_has_single_spaces() {
        assert_eq!(line("  a\n\tb\u{1b}[0m  c "), "a b c");
    }

    #[test]
    fn safe_text_stays_as_it_is() {
        let safe = text("\u{1b}\u{1b}[\u{ad}31m\u{9b}\u{9d}x\u{200d}\u{ad}\u{200d}\ty\u{1b}]");
        assert_eq!(text(&safe), safe);
    }
}
