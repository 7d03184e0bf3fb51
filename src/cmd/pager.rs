//! Text on the terminal a page at a time, with keys that are told in Chinese. `more` of Windows
//! damages UTF-8, and there is no other pager to be counted on there.

use std::io::{self, Write};

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use crossterm::style::{Attribute, Print, SetAttribute};
use crossterm::terminal::{
    self, Clear, ClearType, DisableLineWrap, EnableLineWrap, EnterAlternateScreen,
    LeaveAlternateScreen,
};
use crossterm::{execute, queue};

use crate::text::wide::width;

/// What the last line says. Input methods may keep letters for themselves, hence the other keys.
const KEYS: &str = "q 或 Esc 退出 | 空格键 下一页 | PageUp 上一页 | 上下键 移一行";

/// Shows what `text` gives for so many columns, until the user has seen enough.
///
/// # Errors
/// A terminal that cannot be written to or read from.
pub(super) fn page(text: &dyn Fn(usize) -> String) -> io::Result<()> {
    let _screen = Screen::enter()?;
    let mut view = View::of(text, terminal::size()?);
    loop {
        view.draw()?;
        match event::read()? {
            Event::Resize(columns, rows) => {
                let before = view;
                view = View::of(text, (columns, rows));
                // The same place in the text, which now has more lines or fewer.
                view.go(before.top * view.lines.len() / before.lines.len().max(1));
            }
            Event::Key(key) if key.kind != KeyEventKind::Release => match view.after(key) {
                Some(top) => view.go(top),
                None => return Ok(()),
            },
            _ => {}
        }
    }
}

/// A screen of its own, which is given back whatever happens.
struct Screen;

impl Screen {
    fn enter() -> io::Result<Screen> {
        terminal::enable_raw_mode()?;
        let screen = Screen;
        execute!(io::stdout(), EnterAlternateScreen, Hide, DisableLineWrap)?;
        Ok(screen)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // There is nothing to be done if the terminal is gone.
        let _ = execute!(io::stdout(), EnableLineWrap, Show, LeaveAlternateScreen);
        let _ = terminal::disable_raw_mode();
    }
}

/// What is seen of the text.
struct View {
    lines: Vec<String>,
    /// The first line that is seen.
    top: usize,
    /// How many lines are.
    height: usize,
    columns: usize,
}

impl View {
    fn of(text: &dyn Fn(usize) -> String, (columns, rows): (u16, u16)) -> View {
        let columns = columns.into();
        View {
            lines: text(columns).lines().map(str::to_owned).collect(),
            top: 0,
            height: usize::from(rows).saturating_sub(1).max(1),
            columns,
        }
    }

    /// Shows the lines from `top`, but never less than a page where there is one.
    fn go(&mut self, top: usize) {
        self.top = top.min(self.lines.len().saturating_sub(self.height));
    }

    /// The first line to be seen after `key`; `None` to end.
    fn after(&self, key: KeyEvent) -> Option<usize> {
        let is_control = key.modifiers.contains(KeyModifiers::CONTROL);
        Some(match key.code {
            KeyCode::Char('c') if is_control => return None,
            KeyCode::Char('q' | 'Q') | KeyCode::Esc => return None,
            KeyCode::Char(' ') | KeyCode::PageDown => self.top + self.height,
            KeyCode::Char('b') | KeyCode::PageUp => self.top.saturating_sub(self.height),
            KeyCode::Down | KeyCode::Enter => self.top + 1,
            KeyCode::Up => self.top.saturating_sub(1),
            KeyCode::Home => 0,
            KeyCode::End => self.lines.len(),
            _ => self.top,
        })
    }

    fn draw(&self) -> io::Result<()> {
        let mut out = io::stdout().lock();
        let seen = self.lines.iter().skip(self.top).take(self.height);
        for (row, line) in (0..).zip(seen) {
            queue!(
                out,
                MoveTo(0, row),
                Print(line),
                Clear(ClearType::UntilNewLine)
            )?;
        }
        let below = self.lines.len().saturating_sub(self.top).min(self.height);
        let row = u16::try_from(below).unwrap_or(u16::MAX);
        queue!(
            out,
            MoveTo(0, row),
            Clear(ClearType::FromCursorDown),
            SetAttribute(Attribute::Reverse),
            Print(self.status(self.top + below)),
            SetAttribute(Attribute::Reset)
        )?;
        out.flush()
    }

    /// The last line: where one is, and the keys, as far as there is room.
    fn status(&self, bottom: usize) -> String {
        let whole = format!(" {bottom}/{} 行 | {KEYS} ", self.lines.len());
        let mut status = String::new();
        for c in whole.chars() {
            status.push(c);
            if width(&status) > self.columns {
                status.pop();
                break;
            }
        }
        status
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view() -> View {
        let text = |_: usize| (1..=25).map(|line| format!("第{line}行\n")).collect();
        View::of(&text, (40, 11))
    }

    #[test]
    fn keys_move_by_pages_and_lines_and_stop_at_the_ends() {
        let mut view = view();
        let mut press = |code| {
            let top = view.after(KeyEvent::from(code)).expect("it goes on");
            view.go(top);
            view.top
        };
        assert_eq!(press(KeyCode::Up), 0);
        assert_eq!(press(KeyCode::Char(' ')), 10);
        assert_eq!(press(KeyCode::Down), 11);
        assert_eq!(press(KeyCode::PageDown), 15);
        assert_eq!(press(KeyCode::PageUp), 5);
        assert_eq!(press(KeyCode::End), 15);
        assert_eq!(press(KeyCode::Home), 0);
    }

    #[test]
    fn it_ends_with_q_escape_and_control_c() {
        let control_c = KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL);
        for key in [KeyCode::Char('q').into(), KeyCode::Esc.into(), control_c] {
            assert_eq!(view().after(key), None);
        }
        assert_eq!(view().after(KeyCode::Char('c').into()), Some(0));
    }

    #[test]
    fn the_last_line_is_no_wider_than_the_terminal() {
        assert!(width(&view().status(10)) <= 40);
        assert!(view().status(10).starts_with(" 10/25 行"));
    }
}
