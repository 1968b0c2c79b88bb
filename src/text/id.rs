//! Numbers with a type: an index that cannot be mistaken for an index into something else.

/// Makes newtypes over `u32` that index one particular kind of slice.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            /// The id of the element at `index`.
            pub fn new(index: usize) -> Self {
                Self(u32::try_from(index).expect("fewer than 2^32 elements fit in memory"))
            }

            /// The position of the element in its slice.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )+};
}

pub(crate) use ids;
