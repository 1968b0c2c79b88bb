//! Bytes of any encoding to text with one kind of line end.
