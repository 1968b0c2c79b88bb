//! Markdown with front matter.
