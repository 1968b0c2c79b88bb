//! Lines of a paragraph as spans, measured as ratatui measures them.
