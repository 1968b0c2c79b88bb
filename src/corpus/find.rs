//! Finding anything: titles, names and commands fuzzily, prose by exact words.
