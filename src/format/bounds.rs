//! Which values there can be at all, whatever the table: how large a number, which years, and what
//! cannot be a name.

use std::ops::RangeInclusive;

use super::{Field, Key, Type};

/// Years outside this range are slips of the keyboard.
pub const YEARS: RangeInclusive<i32> = 1949..=2100;

/// The longest line of text, in characters: names, titles, topics. Prose may be as long as a
/// record.
pub const LONGEST_LINE: usize = 10_000;

/// The largest percentage.
pub const MOST_PERCENT: u64 = 1000;

/// Words that mean everyone.
pub const EVERYONE: &[&str] = &["全体", "全体教师", "全校教师", "全员", "全组", "全体成员"];

/// What names in one string are parted by, as people write them in a cell: 周岚、何平.
pub const BETWEEN_NAMES: [char; 5] = ['、', '，', ',', '；', ';'];

/// The characters of numbers in words; what has no others is no name.
pub const NUMERALS: &str = "0123456789一二三四五六七八九十百千几余多近约左右";

/// Characters that make a number of people of what ends like one.
pub const DIGITS: &str = "0123456789十几";

/// How numbers of people end: 20余人, 周岚等10人.
pub const NUMBERED: [&str; 4] = ["人", "人次", "名教师", "名学生"];

/// What tells that all are meant, not somebody.
pub const EVERYBODY: [&str; 3] = ["全体", "全校", "全组"];

/// Titles that do not belong to a name.
pub const TITLES: [&str; 2] = ["老师", "教师"];

/// The largest number under `key`: more is not true of a school.
pub fn most(key: Key) -> u64 {
    match key {
        Key::Cost => 1_000_000_000,
        _ => 1_000_000,
    }
}

/// The largest number that `field` takes.
pub fn most_of(field: &Field) -> u64 {
    match field.ty {
        Type::Percent => MOST_PERCENT,
        _ => most(field.key),
    }
}

/// Whether `key` counts what was done, and so cannot be 0: what was not done is not recorded.
pub fn is_never_zero(key: Key) -> bool {
    key == Key::Count
}
