//! The table of everything a key can do.
//!
//! The names in `config.toml`, "did you mean", the help, the palette and `crossread keys` all come from here.
//! A new action is one row here, one arm in `app`, one line in `config.toml`.

use serde::{Deserialize, Deserializer};

use super::suggest::unknown;

/// Makes [`Action`] from groups of rows `/// Help text.` `Variant "name_in_config"`.
macro_rules! actions {
    ($($group:literal { $($(#[doc = $help:literal])+ $variant:ident $name:literal)+ })+) => {
        /// Something a key, a command or a click can do.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action {
            $($($(#[doc = $help])+ $variant,)+)+
        }

        impl Action {
            /// All actions, in the order of the help.
            pub const ALL: &[Self] = &[$($(Self::$variant,)+)+];

            /// The name in `config.toml` and in the palette.
            pub fn name(self) -> &'static str {
                match self { $($(Self::$variant => $name,)+)+ }
            }

            /// What it does, in one sentence.
            pub fn help(self) -> &'static str {
                match self { $($(Self::$variant => concat!($($help),+).trim_ascii(),)+)+ }
            }

            /// The heading under which the help lists it.
            pub fn group(self) -> &'static str {
                match self { $($(Self::$variant => $group,)+)+ }
            }
        }
    };
}

actions! {
    "Move" {
        /// Go down by a row, in the text by a sentence.
        Down "down"
        /// Go up by a row, in the text by a sentence.
        Up "up"
        /// Go to the pane on the left; close what is open on top.
        Left "left"
        /// Go to the pane on the right; open what is selected.
        Right "right"
        /// Page down; at the end go on to the next unread article of the story.
        ReadOn "read_on"
        /// Page up; at the start go back to the previous article of the story.
        ReadBack "read_back"
        /// Go to the next sentence.
        SentenceNext "sentence_next"
        /// Go to the previous sentence.
        SentencePrev "sentence_prev"
        /// Go to the next paragraph.
        ParagraphNext "paragraph_next"
        /// Go to the previous paragraph.
        ParagraphPrev "paragraph_prev"
        /// Go half a page down.
        HalfPageDown "half_page_down"
        /// Go half a page up.
        HalfPageUp "half_page_up"
        /// Go one page down.
        PageDown "page_down"
        /// Go one page up.
        PageUp "page_up"
        /// Go to the top.
        Top "top"
        /// Go to the bottom.
        Bottom "bottom"
        /// Scroll one line down and leave the cursor.
        ScrollDown "scroll_down"
        /// Scroll one line up and leave the cursor.
        ScrollUp "scroll_up"
    }
    "Panes" {
        /// Go to the next pane.
        PaneNext "pane_next"
        /// Go to the previous pane.
        PanePrev "pane_prev"
        /// Go to the articles; again: group them by story, outlet, date.
        PaneList "pane_list"
        /// Go to the text; again: highlight nothing, what is shared, everything.
        PaneRead "pane_read"
        /// Go to what the others say; again: quotes, claims, names, sources.
        PaneLinks "pane_links"
        /// Keep the right pane on this sentence while the cursor moves on.
        Pin "pin"
        /// Fold or unfold the group, or in the text what is not the report.
        Fold "fold"
        /// Show the text alone, or all panes again.
        Zen "zen"
        /// Make the lines of the text shorter.
        TextNarrower "text_narrower"
        /// Make the lines of the text longer.
        TextWider "text_wider"
    }
    "Articles" {
        /// Open the article, go to the counterpart, take the hit.
        Follow "follow"
        /// Open the next article of the list.
        ArticleNext "article_next"
        /// Open the previous article of the list.
        ArticlePrev "article_prev"
        /// Mark the article as read, or as unread.
        ToggleRead "toggle_read"
        /// Mark the articles down to the cursor as read.
        MarkAboveRead "mark_above_read"
        /// Show only articles with certain words; in a view, the next kind.
        Filter "filter"
        /// Sort another way.
        Sort "sort"
    }
    "Shared" {
        /// Go to the next highlight, or to the next hit of the search.
        HighlightNext "highlight_next"
        /// Go to the previous highlight, or to the previous hit of the search.
        HighlightPrev "highlight_prev"
        /// Show the counterpart without leaving this article.
        Peek "peek"
        /// Go to the next sentence that others have too.
        SharedNext "shared_next"
        /// Go to the previous sentence that others have too.
        SharedPrev "shared_prev"
        /// Go to the next quote.
        QuoteNext "quote_next"
        /// Go to the previous quote.
        QuotePrev "quote_prev"
        /// Go to the next claim that others make too.
        ClaimNext "claim_next"
        /// Go to the previous claim that others make too.
        ClaimPrev "claim_prev"
        /// Go to the next name, or to the next use of the one that is chosen.
        EntityNext "entity_next"
        /// Go to the previous name, or use of the one that is chosen.
        EntityPrev "entity_prev"
        /// Go to the next contradiction.
        ContradictionNext "contradiction_next"
        /// Go to the previous contradiction.
        ContradictionPrev "contradiction_prev"
        /// Go to the next sentence that no other article has.
        UniqueNext "unique_next"
        /// Go to the previous sentence that no other article has.
        UniquePrev "unique_prev"
        /// Go to the next sentence that you have not read elsewhere.
        NewNext "new_next"
        /// Go to the previous sentence that you have not read elsewhere.
        NewPrev "new_prev"
        /// Go on in the way you last went with ] or [.
        RepeatMotion "repeat_motion"
        /// Go to the earliest article that has this.
        FirstSaid "first_said"
        /// List every place that has this.
        Everywhere "everywhere"
        /// List all uses of the name under the cursor, in all articles.
        SearchNameUnderCursor "search_name_under_cursor"
    }
    "Back" {
        /// Go back to where you were before.
        HistoryBack "history_back"
        /// Go forward again.
        HistoryForward "history_forward"
        /// Go to and fro between the last two places.
        HistoryToggle "history_toggle"
        /// List the places where you were.
        HistoryList "history_list"
    }
    "Views" {
        /// Show all names: what each is called, where, why and with whom.
        Names "names"
        /// Show all that the speaker is quoted as saying, in all articles.
        Ledger "ledger"
        /// Show all who are quoted, by the number of their quotes.
        Speakers "speakers"
        /// List what you have decided about names and links.
        Decisions "decisions"
    }
    "Decide" {
        /// This link is wrong, this is no name, or this alias is another.
        Dismiss "dismiss"
        /// This link is right: it counts as sure.
        Confirm "confirm"
        /// Mark this name or sentence; then another one: both are one.
        Merge "merge"
        /// Say that the name is of the next kind: person, organization, ….
        NextKind "next_kind"
        /// Take your last change back: a mark, a decision.
        Undo "undo"
        /// Make the change that was taken back again.
        Redo "redo"
    }
    "Find" {
        /// Find anything: articles, text, quotes, claims, names.
        FindAll "find_all"
        /// Find an article by title or outlet.
        FindArticles "find_articles"
        /// Find words in all articles.
        FindText "find_text"
        /// Find a quote.
        FindQuotes "find_quotes"
        /// Find a claim.
        FindClaims "find_claims"
        /// Find a name.
        FindEntities "find_entities"
        /// Find a command.
        FindCommands "find_commands"
        /// Find again what was found last.
        FindResume "find_resume"
        /// Search in this pane.
        Search "search"
    }
    "In the finder" {
        /// Go to the next hit.
        FinderDown "finder_down"
        /// Go to the previous hit.
        FinderUp "finder_up"
        /// Go one page of hits down.
        FinderPageDown "finder_page_down"
        /// Go one page of hits up.
        FinderPageUp "finder_page_up"
        /// Find another kind of thing: articles, text, quotes, claims, names.
        FinderKindNext "finder_kind_next"
        /// Find the kind of thing before that.
        FinderKindPrev "finder_kind_prev"
        /// Match exactly, or approximately.
        FinderMatching "finder_matching"
        /// Show or hide the hit in its surroundings.
        FinderPreview "finder_preview"
        /// Clear what was typed.
        FinderClear "finder_clear"
        /// Take what was typed before.
        FinderHistory "finder_history"
    }
    "Copy" {
        /// Copy the sentence with title, outlet and date.
        CopyWithCitation "copy_with_citation"
        /// Copy the sentence.
        CopyText "copy_text"
        /// Copy the article's address.
        CopyUrl "copy_url"
        /// Copy the sentence as a Markdown quotation with its source.
        CopyMarkdown "copy_markdown"
    }
    "App" {
        /// Show what the keys do here.
        Help "help"
        /// Run a command by its name.
        Command "command"
        /// Leave the search, the filter or what is open on top; never quits.
        Cancel "cancel"
        /// Close what is open on top; on the main screen quit.
        Close "close"
        /// Quit; everything is kept.
        Quit "quit"
        /// Open the article's address in the browser.
        OpenBrowser "open_browser"
        /// Open the article's file in $VISUAL or $EDITOR.
        OpenEditor "open_editor"
        /// Read all files again.
        Reload "reload"
        /// Draw the screen again.
        Redraw "redraw"
        /// Go to the shell; `fg` comes back.
        Suspend "suspend"
    }
}

impl Action {
    /// The action of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|action| action.name() == name)
    }
}

impl<'de> Deserialize<'de> for Action {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Self::from_name(&name).ok_or_else(|| {
            let names = Self::ALL.iter().map(|action| action.name());
            serde::de::Error::custom(unknown("action", &name, names))
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn names_are_unique_and_found_again() {
        let names: BTreeSet<_> = Action::ALL.iter().map(|action| action.name()).collect();
        assert_eq!(names.len(), Action::ALL.len());
        for action in Action::ALL {
            assert_eq!(Action::from_name(action.name()), Some(*action));
        }
    }

    #[test]
    fn the_help_is_one_sentence_that_fits_on_a_line() {
        for action in Action::ALL {
            let help = action.help();
            assert!(help.ends_with('.') && help.len() < 72, "{help}");
        }
    }
}
