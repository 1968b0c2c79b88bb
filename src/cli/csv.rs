//! Tables for spreadsheets. A cell that a spreadsheet would take for a formula is made plain text.

use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};

use crate::article::sanitize;

/// A table that is being written.
pub struct Csv<'a> {
    rows: csv::Writer<&'a mut dyn Write>,
}

impl std::fmt::Debug for Csv<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Csv").finish_non_exhaustive()
    }
}

impl<'a> Csv<'a> {
    /// A table whose columns have these names.
    pub fn new(out: &'a mut dyn Write, columns: &[&str]) -> io::Result<Self> {
        let rows = WriterBuilder::new()
            .flexible(true)
            .terminator(Terminator::Any(b'\n'))
            .from_writer(out);
        let mut csv = Self { rows };
        csv.row(columns)?;
        Ok(csv)
    }

    /// Writes one row.
    pub fn row(&mut self, cells: &[impl AsRef<str>]) -> io::Result<()> {
        let cells = cells.iter().map(|cell| harmless(cell.as_ref()));
        self.rows.write_record(cells).map_err(io_error)
    }

    /// Writes what is left.
    pub fn finish(mut self) -> io::Result<()> {
        self.rows.flush()
    }
}

/// What a reader of standard output that has gone away caused must stay recognizable.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// A cell on one line that no spreadsheet computes.
fn harmless(cell: &str) -> String {
    let is_formula = |cell: &str| cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let line = sanitize::line(cell);
    if is_formula(cell) || is_formula(&line) {
        format!("'{line}")
    } else {
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(cells: &[&str]) -> String {
        let mut out = Vec::new();
        let mut csv = Csv::new(&mut out, &["a", "b"]).expect("written");
        csv.row(cells).expect("written");
        csv.finish().expect("written");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn cells_with_commas_quotes_and_breaks_are_one_cell_on_one_line() {
        assert_eq!(
            table(&["x, \"y\"", "one\ntwo"]),
            "a,b\n\"x, \"\"y\"\"\",one two\n"
        );
    }

    #[test]
    fn no_cell_is_a_formula() {
        for cell in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1"] {
            let written = table(&[cell]);
            assert_eq!(written, format!("a,b\n'{}\n", cell.trim()), "{cell}");
        }
        assert_eq!(table(&["1=1"]), "a,b\n1=1\n");
    }
}
