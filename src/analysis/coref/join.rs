//! Sets that grow together.

/// Numbers from zero on, of which some are joined. The root of a set is its least member, in whatever order it was joined.
#[derive(Debug)]
pub(crate) struct Joined {
    parent: Vec<usize>,
}

impl Joined {
    /// `count` numbers, none joined.
    pub(crate) fn new(count: usize) -> Self {
        Self {
            parent: (0..count).collect(),
        }
    }

    /// The least number of the set of `member`.
    pub(crate) fn root(&mut self, member: usize) -> usize {
        let mut at = member;
        while self.parent[at] != at {
            self.parent[at] = self.parent[self.parent[at]];
            at = self.parent[at];
        }
        at
    }

    /// Joins the sets of two numbers.
    pub(crate) fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        self.parent[one.max(other)] = one.min(other);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_joining_does_not_matter() {
        let mut forth = Joined::new(4);
        forth.join(0, 1);
        forth.join(1, 3);
        let mut back = Joined::new(4);
        back.join(3, 1);
        back.join(1, 0);
        for member in 0..4 {
            assert_eq!(forth.root(member), back.root(member));
        }
        assert_eq!(forth.root(3), 0);
    }
}
