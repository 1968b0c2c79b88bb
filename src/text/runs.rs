//! Overlapping marks flattened into runs that touch and cover.
