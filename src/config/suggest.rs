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
    known
        .into_iter()
        .map(|known| (strsim::jaro_winkler(&name, known), known))
        .filter(|(likeness, _)| *likeness > 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_put_right() {
        assert_eq!(nearest("qiut", ["close", "quit", "help"]), Some("quit"));
    }

    #[test]
    fn something_else_altogether_gets_no_suggestion() {
        assert_eq!(nearest("zzz", ["close", "quit", "help"]), None);
    }
}
