//! "Did you mean": the known name that is nearest to an unknown one.

/// The message for a name that is not known: "unknown action `qiut`, did you mean `quit`?".
pub fn unknown<'a>(what: &str, name: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let name = crate::article::sanitize::line(name);
    match nearest(&name, known) {
        Some(known) => format!("unknown {what} `{name}`, did you mean `{known}`?"),
        None => format!("unknown {what} `{name}`"),
    }
}

/// The known name that is like `name`, if one is like it at all.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = name.to_lowercase();
    let slips = (name.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|known| {
            let distance = strsim::osa_distance(&name, known);
            (strsim::jaro_winkler(&name, known), distance, known)
        })
        .filter(|(likeness, distance, _)| *distance <= slips || *likeness > 0.85)
        .min_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.total_cmp(&a.0)))
        .map(|(_, _, known)| known)
}

/// A message of the parser with a suggestion instead of a list of all that would have been right.
pub fn improve(message: &str) -> String {
    for (theirs, ours) in [("unknown field `", "key"), ("unknown variant `", "value")] {
        let Some(rest) = message.strip_prefix(theirs) else {
            continue;
        };
        // Every second part between backticks is a name; the first one is the unknown one.
        let mut names = rest.split('`').step_by(2);
        let name = names.next().unwrap_or_default();
        return unknown(ours, name, names);
    }
    message.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_put_right() {
        assert_eq!(nearest("qiut", ["close", "quit", "help"]), Some("quit"));
    }

    #[test]
    fn a_message_of_the_parser_becomes_a_suggestion() {
        assert_eq!(
            improve("unknown field `measur`, expected one of `mouse`, `measure`"),
            "unknown key `measur`, did you mean `measure`?"
        );
        assert_eq!(improve("invalid string"), "invalid string");
    }

    #[test]
    fn something_else_altogether_gets_no_suggestion() {
        assert_eq!(nearest("zzz", ["close", "quit", "help"]), None);
    }
}
