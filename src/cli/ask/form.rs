//! The forms in which an answer is printed.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

/// A form in which an answer is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// For spreadsheets.
    Csv,
    /// For notes and web pages.
    Markdown,
}

impl Form {
    fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Markdown => "markdown",
        }
    }

    fn help(self) -> &'static str {
        match self {
            Self::Text => "For people, as wide as the terminal",
            Self::Json => "One document, with the names of `crossread export`",
            Self::Csv => "One row each, for spreadsheets",
            Self::Markdown => "For notes and web pages",
        }
    }
}

/// Reads one of the forms.
pub fn parser(forms: &'static [Form]) -> impl TypedValueParser<Value = Form> {
    let values = forms
        .iter()
        .map(|form| PossibleValue::new(form.name()).help(form.help()));
    PossibleValuesParser::new(values).map(|name| {
        let form = forms.iter().find(|form| form.name() == name);
        form.copied().unwrap_or(Form::Text)
    })
}

/// For tables.
pub const TABLE: &[Form] = &[Form::Text, Form::Json, Form::Csv];
/// For all else.
pub const ALL: &[Form] = &[Form::Text, Form::Json, Form::Csv, Form::Markdown];
/// For what is no table.
pub const NO_TABLE: &[Form] = &[Form::Text, Form::Json, Form::Markdown];
