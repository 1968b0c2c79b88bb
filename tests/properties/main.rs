//! What holds for every input, tried on generated ones.

mod article;
mod export;
