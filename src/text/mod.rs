//! Plain text and numbers as Chinese documents write them. Knows nothing of logs or reports.

pub mod aside;
pub mod count;
pub mod damage;
pub mod encoding;
pub mod indent;
pub mod mark;
pub mod markdown;
pub mod number;
pub mod numeral;
pub mod wide;
