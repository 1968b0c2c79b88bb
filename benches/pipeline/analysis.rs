//! What one article says.

use crossread::analysis::lexicon::Lexicon;
use crossread::analysis::{analyze, claim, coref, mention, quote};
use crossread::link::Analyzed;
use divan::Bencher;

use crate::made::each;

#[divan::bench(sample_count = 15, max_time = 2)]
fn names(bencher: Bencher) {
    each(bencher, |Analyzed { article, .. }| {
        mention::names(article, Lexicon::embedded())
    });
}

#[divan::bench(sample_count = 15, max_time = 2)]
fn names_and_chains(bencher: Bencher) {
    let lexicon = Lexicon::embedded();
    each(bencher, |Analyzed { article, .. }| {
        coref::chains(article, &mention::names(article, lexicon), lexicon)
    });
}

/// To be held against `floor::tokenize` and `names` together.
#[divan::bench(sample_count = 15, max_time = 2)]
fn quotes_and_speakers(bencher: Bencher) {
    let lexicon = Lexicon::embedded();
    each(
        bencher,
        |Analyzed {
             article,
             annotations,
         }| {
            let (mentions, chains) = (&annotations.mentions, &annotations.chains);
            let reading = quote::read(article, mentions, chains, lexicon);
            quote::quotes(article, mentions, chains, lexicon, &reading)
        },
    );
}

#[divan::bench(sample_count = 15, max_time = 2)]
fn statements(bencher: Bencher) {
    each(
        bencher,
        |Analyzed {
             article,
             annotations,
         }| { claim::statements(article, &annotations.mentions, Lexicon::embedded()) },
    );
}

/// All of it; what the others leave of it goes to citations and summaries of names.
#[divan::bench(sample_count = 15, max_time = 2)]
fn everything(bencher: Bencher) {
    each(bencher, |Analyzed { article, .. }| {
        analyze(article, Lexicon::embedded())
    });
}
