//! What stands beside the numbers of a date, as people write it in a register: the day of the week,
//! the time, the last of several days. Regular expressions that both the reader and the schema
//! take, so that they agree.

/// A day of the week.
pub const WEEKDAY: &str = "(?:周|星期|礼拜)[一二三四五六日天]";

/// The week of a term, in numerals.
pub const CHINESE_WEEK: &str = "[一二三四五六七八九]|[二三四五]?十[一二三四五六七八九]?|六十";

/// What stands between the first and the last of several days, for a class: whatever stands in
/// these.
pub const UNTIL: &str = "—–−~～至到";

/// Whether `c` is one of these.
pub fn is_until(c: char) -> bool {
    UNTIL.contains(c)
}

/// A time of the day in a word.
const PART_OF_DAY: &str = "(?:全天|凌晨|清晨|早晨|早上|上午|中午|午间|下午|傍晚|晚上|晚)";

/// What stands before and behind a weekday or a time.
const OPEN: &str = r"\s*[（(]?\s*";
const CLOSE: &str = r"\s*[）)]?";

/// A time in numbers: 14:30, 8点半, 第3节, or from one to another.
fn clock() -> String {
    let one = "(?:[0-9]{1,2}(?:[:：][0-9]{2}){1,2}|[0-9]{1,2}[点时](?:[0-9]{1,2}分?|半|整)?)";
    let until = format!(r"\s*[-{UNTIL}]+\s*");
    let number = "[0-9一二三四五六七八]{1,2}";
    let lesson = format!("第{number}(?:[-{UNTIL}、]{number})?节课?");
    format!("(?:{one}(?:{until}{one})?|{lesson})")
}

/// Any of these, which begins with a sign or a character, so that it cannot be taken for the end of
/// a number.
fn apart() -> String {
    let clock = clock();
    format!(r"(?:{OPEN}(?:{WEEKDAY}|{PART_OF_DAY}){CLOSE}|(?:\s+|\s*[（(]\s*){clock}{CLOSE})")
}

/// Any of these.
fn any() -> String {
    let clock = clock();
    format!("(?:{OPEN}(?:{WEEKDAY}|{PART_OF_DAY}|{clock}){CLOSE})")
}

/// What follows the week of a term where one day of it is told: 周五, 的星期五下午.
pub fn behind_week() -> String {
    let clock = clock();
    format!(r"\s*的?{OPEN}{WEEKDAY}{CLOSE}(?:{OPEN}(?:{PART_OF_DAY}|{clock}){CLOSE})*")
}

/// What may follow the number of a day that ends with a sign, such as 日.
pub fn behind_sign() -> String {
    format!("{}*", any())
}

/// What may follow the number of a day itself.
pub fn behind_number() -> String {
    format!(
        "(?:(?:{}{}*)?|[Tt][0-9]{{2}}:[0-9]{{2}}[-+:.0-9Zz]*)",
        apart(),
        any()
    )
}
