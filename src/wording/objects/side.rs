//! The sides of a figure that are counted beside the things themselves: one table, which
//! expressions, templates and the list of all figures go by.

use crate::format::{Key, Table};
use crate::tally::Aspect;

/// A side of a figure.
pub struct Side {
    /// Its name in expressions.
    pub name: &'static str,
    /// Its name in templates.
    pub key: &'static str,
    /// What is counted.
    pub aspect: Aspect,
    /// What it is, in Chinese.
    pub about: &'static str,
    /// The keys of which a record must have one for it to be counted.
    of: &'static [Key],
}

const fn side(
    (name, key): (&'static str, &'static str),
    aspect: Aspect,
    about: &'static str,
    of: &'static [Key],
) -> Side {
    Side {
        name,
        key,
        aspect,
        about,
        of,
    }
}

/// All sides, in the order in which they are listed.
pub static SIDES: [Side; 8] = [
    side(
        ("人次", "person_times"),
        Aspect::PersonTimes,
        "参加的人次",
        &[Key::PersonTimes, Key::Attendance, Key::People],
    ),
    side(
        ("来宾", "guests"),
        Aspect::Guests(None),
        "校外来宾",
        &[Key::Guests],
    ),
    side(
        ("课例", "lessons"),
        Aspect::Sum(Key::Lessons),
        "展示的课例",
        &[Key::Lessons],
    ),
    side(
        ("天数", "days"),
        Aspect::Sum(Key::Days),
        "天数合计",
        &[Key::Days],
    ),
    side(
        ("学时", "hours"),
        Aspect::OfEach(Key::Hours),
        "各人学时的合计",
        &[Key::Hours],
    ),
    side(
        ("经费", "cost"),
        Aspect::Sum(Key::Cost),
        "经费合计",
        &[Key::Cost],
    ),
    side(
        ("门数", "courses"),
        Aspect::Sum(Key::Courses),
        "课程门数合计",
        &[Key::Courses],
    ),
    side(
        ("完成", "completed"),
        Aspect::People(Key::Completed),
        "完成的人次",
        &[Key::Completed],
    ),
];

impl Side {
    /// The side called `name`, in Chinese or as templates call it.
    pub fn find(name: &str) -> Option<&'static Side> {
        SIDES
            .iter()
            .find(|side| side.name == name || side.key == name)
    }

    /// Whether records of `table` can have it.
    pub fn is_of(&self, table: &Table) -> bool {
        self.of.iter().any(|key| table.field(key.name()).is_some())
    }
}
