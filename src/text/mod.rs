//! Plain text and numbers as Chinese documents write them. Knows nothing of logs or reports.

pub mod alike;
pub mod aside;
pub mod classes;
pub mod count;
pub mod damage;
pub mod encoding;
pub mod fold;
pub mod indent;
pub mod invisible;
pub mod mark;
pub mod markdown;
pub mod number;
pub mod numeral;
pub mod room;
pub mod wide;
