//! Rectangles of a view: rows beside what is said about the selected one, or above it, or one of the two.

use ratatui::layout::{Rect, Size};

use super::Side;

/// Where the parts of a view are drawn; one that is not shown is empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// The line with the title.
    pub title: Rect,
    /// The rows.
    pub rows: Rect,
    /// The line between the parts; a column where they stand side by side.
    pub rule: Rect,
    /// What is said about the selected row.
    pub detail: Rect,
}

/// From which width on the parts stand side by side.
const BESIDE: u16 = 72;
/// From which height on they stand one above the other.
const ABOVE: u16 = 14;

impl Area {
    /// The parts of a view in `body`, the screen without the lines at its bottom.
    pub fn new(body: Size, side: Side) -> Self {
        let title = Rect::new(0, 0, body.width, body.height.min(1));
        let whole = Rect::new(0, 1, body.width, body.height.saturating_sub(1));
        let mut area = Self {
            title,
            rows: Rect::ZERO,
            rule: Rect::ZERO,
            detail: Rect::ZERO,
        };
        if body.width >= BESIDE {
            let rows = (body.width * 2 / 5).clamp(30, 64);
            area.rows = Rect {
                width: rows,
                ..whole
            };
            area.rule = Rect {
                x: rows,
                width: 1,
                ..whole
            };
            area.detail = Rect {
                x: rows + 1,
                width: body.width - rows - 1,
                ..whole
            };
        } else if whole.height >= ABOVE {
            let rows = whole.height / 2 - 1;
            area.rows = Rect {
                height: rows,
                ..whole
            };
            area.rule = Rect {
                y: whole.y + rows,
                height: 1,
                ..whole
            };
            area.detail = Rect {
                y: whole.y + rows + 1,
                height: whole.height - rows - 1,
                ..whole
            };
        } else if side == Side::Rows {
            area.rows = whole;
        } else {
            area.detail = whole;
        }
        area
    }

    /// Whether only one of the parts is shown.
    pub fn is_single(&self) -> bool {
        self.rule.is_empty()
    }

    /// The rectangle of a part; empty when it is not shown.
    pub fn of(&self, side: Side) -> Rect {
        match side {
            Side::Rows => self.rows,
            Side::Detail => self.detail,
        }
    }

    /// The part at a cell of the screen.
    pub fn side_at(&self, column: u16, row: u16) -> Option<Side> {
        [Side::Rows, Side::Detail]
            .into_iter()
            .find(|side| self.of(*side).contains((column, row).into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_stay_in_the_body_and_apart_at_every_size() {
        for width in 1..200 {
            for height in 1..60 {
                for side in [Side::Rows, Side::Detail] {
                    let body = Rect::new(0, 0, width, height);
                    let area = Area::new(body.as_size(), side);
                    for part in [area.title, area.rows, area.rule, area.detail] {
                        assert_eq!(part.intersection(body), part, "{width}x{height}");
                    }
                    assert!(!area.rows.intersects(area.detail), "{width}x{height}");
                    assert!(!area.rows.intersects(area.title), "{width}x{height}");
                    assert!(height < 2 || !area.of(side).is_empty(), "{width}x{height}");
                }
            }
        }
    }

    #[test]
    fn the_parts_stand_side_by_side_then_one_above_the_other_then_alone() {
        let shown = |width, height| {
            let area = Area::new(Size { width, height }, Side::Rows);
            (area.rule.height > 1, area.is_single())
        };
        assert_eq!(shown(80, 22), (true, false));
        assert_eq!(shown(60, 19), (false, false));
        assert_eq!(shown(40, 11), (false, true));
    }
}
