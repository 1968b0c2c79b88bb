//! In what the mentions of one claim differ: numbers, dates, names, hedges, negation, attribution.
