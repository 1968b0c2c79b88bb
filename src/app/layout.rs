//! Rectangles from the size of the screen alone, so that paging knows what is visible before anything is drawn.

use ratatui::layout::{Rect, Size};

use super::Pane;

/// The smallest screen on which the panes are drawn, in cells.
pub const SMALLEST: Size = Size {
    width: 40,
    height: 8,
};

/// How the panes share the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// List, text and links side by side.
    Three,
    /// Text and links; the list slides over them when it has the focus.
    Two,
    /// Text above a strip of links, with tabs on top.
    Strip,
    /// One pane at a time, with tabs on top.
    One,
    /// Nothing but a line that says how much room is needed.
    TooSmall,
}

/// Where everything is drawn; a part that is not shown is empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// How the panes share the screen.
    pub shape: Shape,
    /// The line with the panes' titles.
    pub top: Rect,
    /// The rows of the list.
    pub list: Rect,
    /// The rows of the text, its margin included.
    pub read: Rect,
    /// The rows of the links; of the strip too.
    pub links: Rect,
    /// The line that parts the text from the strip.
    pub rule: Rect,
    /// The line that says where one is.
    pub status: Rect,
    /// The line of hints and of the menu after a prefix key.
    pub hint: Rect,
}

/// Height of the strip of links below the text, in rows.
const STRIP: u16 = 3;

impl Layout {
    /// The layout of a screen of `size` with the focus on `focus`; `zen` leaves only the text, `menu` says
    /// that a prefix key is pending.
    pub fn new(size: Size, focus: Pane, zen: bool, menu: bool) -> Self {
        let mut layout = Self::empty(shape(size, zen));
        if layout.shape == Shape::TooSmall {
            layout.top = Rect::new(0, 0, size.width, size.height.min(1));
            return layout;
        }
        let top = u16::from(!zen);
        let status = u16::from(size.height >= 12 && !zen);
        let hint = u16::from((size.height >= 24 && !zen) || (size.height >= 12 && menu));
        let bottom = size.height - status - hint;
        layout.top = Rect::new(0, 0, size.width, top);
        layout.status = Rect::new(0, bottom, size.width, status);
        layout.hint = Rect::new(0, bottom + status, size.width, hint);
        layout.share(Rect::new(0, top, size.width, bottom - top), focus, zen);
        layout
    }

    fn empty(shape: Shape) -> Self {
        let nowhere = Rect::ZERO;
        Self {
            shape,
            top: nowhere,
            list: nowhere,
            read: nowhere,
            links: nowhere,
            rule: nowhere,
            status: nowhere,
            hint: nowhere,
        }
    }

    /// Gives every pane its part of the rows between the titles and the status line.
    fn share(&mut self, body: Rect, focus: Pane, zen: bool) {
        let part = |x: u16, width: u16| Rect { x, width, ..body };
        match self.shape {
            Shape::Three => {
                let (list, links) = if body.width >= 140 {
                    (36, 46)
                } else {
                    (26, 26)
                };
                self.list = part(0, list);
                self.links = part(body.width - links, links);
                self.read = part(list + 1, body.width - list - links - 2);
            }
            Shape::Two => {
                let links = if body.width >= 80 { 28 } else { 26 };
                self.links = part(body.width - links, links);
                self.read = part(0, body.width - links - 1);
                if focus == Pane::List {
                    self.list = part(0, 36);
                }
            }
            Shape::Strip if focus == Pane::Read => {
                let text = body.height.saturating_sub(STRIP + 1);
                self.read = Rect {
                    height: text,
                    ..body
                };
                self.rule = Rect {
                    y: body.y + text,
                    height: 1,
                    ..body
                };
                self.links = Rect {
                    y: body.y + text + 1,
                    height: body.height - text - 1,
                    ..body
                };
            }
            Shape::One if zen => self.read = body,
            Shape::Strip | Shape::One => match focus {
                Pane::List => self.list = body,
                Pane::Read => self.read = body,
                Pane::Links => self.links = body,
            },
            Shape::TooSmall => {}
        }
    }

    /// The rectangle of a pane; empty when it is not shown.
    pub fn pane(&self, pane: Pane) -> Rect {
        match pane {
            Pane::List => self.list,
            Pane::Read => self.read,
            Pane::Links => self.links,
        }
    }

    /// The pane at a cell of the screen; a pane that slid over others wins.
    pub fn pane_at(&self, column: u16, row: u16) -> Option<Pane> {
        let holds = |pane: &Pane| self.pane(*pane).contains((column, row).into());
        [Pane::List, Pane::Links, Pane::Read]
            .into_iter()
            .find(holds)
    }
}

fn shape(size: Size, zen: bool) -> Shape {
    if size.width < SMALLEST.width || size.height < SMALLEST.height {
        return Shape::TooSmall;
    }
    match size.width {
        _ if zen || size.height < 12 => Shape::One,
        96.. => Shape::Three,
        72..96 => Shape::Two,
        50..72 if size.height >= 16 => Shape::Strip,
        _ => Shape::One,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(width: u16, height: u16) -> Layout {
        Layout::new(Size { width, height }, Pane::Read, false, false)
    }

    #[test]
    fn every_size_keeps_its_parts_on_the_screen_and_apart() {
        for width in 1..200 {
            for height in 1..60 {
                for focus in [Pane::List, Pane::Read, Pane::Links] {
                    let screen = Rect::new(0, 0, width, height);
                    let layout = Layout::new(screen.as_size(), focus, false, false);
                    for part in [
                        layout.top,
                        layout.read,
                        layout.links,
                        layout.status,
                        layout.hint,
                        layout.rule,
                    ] {
                        assert_eq!(
                            part.intersection(screen),
                            part,
                            "{width}x{height} {focus:?}"
                        );
                    }
                    assert!(!layout.read.intersects(layout.links), "{width}x{height}");
                    assert!(!layout.read.intersects(layout.status), "{width}x{height}");
                }
            }
        }
    }

    #[test]
    fn the_panes_follow_the_width() {
        assert_eq!(layout(160, 45).shape, Shape::Three);
        assert_eq!(layout(100, 30).shape, Shape::Three);
        assert_eq!(layout(80, 24).shape, Shape::Two);
        assert_eq!(layout(60, 20).shape, Shape::Strip);
        assert_eq!(layout(40, 12).shape, Shape::One);
        assert_eq!(layout(39, 12).shape, Shape::TooSmall);
    }

    #[test]
    fn low_screens_lose_the_hints_first_and_then_the_status_line() {
        assert_eq!(
            (layout(80, 24).hint.height, layout(80, 24).status.height),
            (1, 1)
        );
        assert_eq!(
            (layout(80, 20).hint.height, layout(80, 20).status.height),
            (0, 1)
        );
        assert_eq!(
            (layout(80, 11).hint.height, layout(80, 11).status.height),
            (0, 0)
        );
    }

    #[test]
    fn a_pending_prefix_key_brings_the_hint_line_back() {
        let size = Size {
            width: 80,
            height: 20,
        };
        assert_eq!(Layout::new(size, Pane::Read, false, true).hint.height, 1);
    }
}
