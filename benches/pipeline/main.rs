//! What every stage of the pipeline costs, next to floors measured in the same run, so that ratios mean
//! something on any machine: `cargo bench`, or `cargo bench -- find` for one of the modules.

mod analysis;
mod article;
mod corpus;
mod find;
mod floor;
mod link;
mod made;
mod pages;
mod screen;

fn main() {
    divan::main();
}
