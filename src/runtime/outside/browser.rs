//! The browser: told an address as one argument, never through a shell.

use std::thread;

use super::{Words, run_first, variable};
use crate::runtime::Outbox;

/// Opens an address of the web, or one to write to; others are refused, for an article may hold anything.
pub fn open(url: &str, outbox: &Outbox) {
    if !is_safe(url) {
        outbox.failed("only addresses that begin with http, https or mailto are opened");
        return;
    }
    let browser = variable("BROWSER");
    let commands = commands(browser.as_deref(), url);
    outbox.notice(format!("opening {}", host(url)));
    let (outbox, url) = (outbox.clone(), url.to_owned());
    thread::spawn(move || {
        let (program, outcome) = match run_first(&commands, &[]) {
            Some((_, Ok(status))) if status.success() => return,
            Some((program, Ok(status))) => (program, status.to_string()),
            Some((program, Err(error))) => (program, error.to_string()),
            None => return outbox.failed("no browser was found; set $BROWSER to yours"),
        };
        outbox.failed(format!("{program} could not open {url}: {outcome}"));
    });
}

fn is_safe(url: &str) -> bool {
    let scheme = url
        .split_once(':')
        .map(|(scheme, _)| scheme.to_ascii_lowercase());
    let known = scheme.is_some_and(|scheme| ["http", "https", "mailto"].contains(&scheme.as_str()));
    known && !url.chars().any(|c| c.is_control() || c.is_whitespace())
}

/// The part of an address that tells where it leads.
fn host(url: &str) -> &str {
    let after = url.split_once("://").map_or(url, |(_, rest)| rest);
    after.split(['/', '?', '#']).next().unwrap_or(after)
}

/// The commands to try, in order. `browser` is `$BROWSER`: commands between colons, in which `%s` stands for the address.
fn commands(browser: Option<&str>, url: &str) -> Vec<Words> {
    let chosen = browser
        .unwrap_or_default()
        .split(':')
        .filter_map(|command| {
            let mut words = shell_words::split(command)
                .ok()
                .filter(|words| !words.is_empty())?;
            let place = words.iter().position(|word| word.contains("%s"));
            match place.and_then(|place| words.get_mut(place)) {
                Some(word) => *word = word.replace("%s", url),
                None => words.push(url.to_owned()),
            }
            Some(words)
        });
    let usual: &[&[&str]] = if cfg!(target_os = "macos") {
        &[&["open"]]
    } else {
        &[&["xdg-open"], &["gio", "open"], &["wslview"]]
    };
    let usual = usual.iter().map(|words| {
        let words = words.iter().copied().chain([url]);
        words.map(str::to_owned).collect()
    });
    chosen.chain(usual).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const URL: &str = "https://example.org/a?b=c;d";

    #[test]
    fn the_browser_of_the_user_comes_first() {
        let commands = commands(Some("brave --new:lynx 'at %s'"), URL);
        let at_url = format!("at {URL}");
        assert_eq!(commands[0], ["brave", "--new", URL]);
        assert_eq!(commands[1], ["lynx", at_url.as_str()]);
        assert!(commands.len() > 2);
        assert_eq!(super::commands(None, URL).len(), commands.len() - 2);
    }

    #[test]
    fn only_the_web_and_mail_are_opened() {
        assert!(
            is_safe(URL) && is_safe("HTTP://example.org") && is_safe("mailto:desk@example.org")
        );
        for url in [
            "file:///etc/passwd",
            "javascript:x",
            "-x",
            "",
            "https://a b",
            "https://a\u{1b}",
        ] {
            assert!(!is_safe(url), "{url}");
        }
    }

    #[test]
    fn the_host_is_named() {
        assert_eq!(host(URL), "example.org");
        assert_eq!(host("mailto:desk@example.org"), "mailto:desk@example.org");
    }
}
