//! Addresses that are to be read from where they stand.

/// The whole address that `target` means in a document at `base`; as it is where that cannot be told.
pub fn whole(target: &str, base: Option<&str>) -> String {
    let target = target.trim();
    if scheme(target).is_some() {
        return target.to_owned();
    }
    let Some((scheme, rest)) = base.and_then(scheme) else {
        return target.to_owned();
    };
    let Some(rest) = rest.strip_prefix("//") else {
        return target.to_owned();
    };
    if target.starts_with("//") {
        return format!("{scheme}:{target}");
    }
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let path = match target.chars().next() {
        None => path.to_owned(),
        Some('/') => target.to_owned(),
        Some('?' | '#') => format!("{path}{target}"),
        Some(_) => {
            let folder = path
                .rfind('/')
                .map_or("", |at| path.get(..at).unwrap_or_default());
            format!("{folder}/{target}")
        }
    };
    format!("{scheme}://{host}{}", without_dots(&path))
}

/// The scheme of an address, and what follows its colon.
fn scheme(address: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = address.split_once(':')?;
    let fits = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    fits.then_some((scheme, rest))
}

/// A path without `.` and `..`; what follows it stays.
fn without_dots(path: &str) -> String {
    let end = path.find(['?', '#']).unwrap_or(path.len());
    let (path, rest) = path.split_at(end);
    if !path.contains("/.") {
        return format!("{path}{rest}");
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/').skip(1) {
        match part {
            "." => {}
            ".." => _ = parts.pop(),
            part => parts.push(part),
        }
    }
    if path.ends_with("/.") || path.ends_with("/..") {
        parts.push("");
    }
    format!("/{}{rest}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_made_whole() {
        let base = Some("https://tarn.example/news/2031/wall.html?page=2#top");
        for (target, expected) in [
            ("http://b.example/x", "http://b.example/x"),
            ("mailto:ana@tarn.example", "mailto:ana@tarn.example"),
            ("//b.example/x", "https://b.example/x"),
            ("/x?y", "https://tarn.example/x?y"),
            ("x.html", "https://tarn.example/news/2031/x.html"),
            ("../x.html", "https://tarn.example/news/x.html"),
            ("../../../x", "https://tarn.example/x"),
            ("?page=3", "https://tarn.example/news/2031/wall.html?page=3"),
            ("", "https://tarn.example/news/2031/wall.html"),
        ] {
            assert_eq!(whole(target, base), expected, "{target}");
        }
        assert_eq!(
            whole("x", Some("https://tarn.example")),
            "https://tarn.example/x"
        );
        assert_eq!(whole("x", None), "x");
        assert_eq!(whole("x", Some("no address")), "x");
    }
}
