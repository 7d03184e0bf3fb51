//! What templates hold in their hands: figures that print themselves with their measure word,
//! records, people, prizes. Anything zero or not given is false and prints the void mark.

mod fields;
mod figure;
mod listing;
mod names;
mod parts;
mod prizes;
mod rates;
mod result;
mod row;
mod side;
mod sides;
mod staff;

use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;

use minijinja::value::{Object, ObjectRepr, from_args};
use minijinja::{Error, ErrorKind, State, Value};

pub(super) use fields::Fields;
pub(super) use figure::{Figure, axis};
pub(super) use listing::{Listing, Part, Quoted};
pub(super) use names::{By, TEAMS, names, narrowed, narrowed_by, spoken, vocabulary, written};
pub(super) use row::Row;
pub(super) use side::SIDES;
pub(super) use sides::names_those_there;
pub(super) use staff::Staff;

use super::VOID;
use super::numerals::NUMBER;
use crate::log::Text;
use crate::tally::Winners;
use crate::text::count::Count;

/// A value that is not there: false, empty, and so is everything in it.
pub(super) fn void() -> Value {
    Value::from_object(Void)
}

#[derive(Debug)]
struct Void;

impl Object for Void {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn get_value(self: &Arc<Self>, _: &Value) -> Option<Value> {
        Some(void())
    }

    fn is_true(self: &Arc<Self>) -> bool {
        false
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{VOID}")
    }
}

/// Whether a list is one of ours that says itself how it reads.
pub(super) fn prints_itself(list: &Value) -> bool {
    list.downcast_object_ref::<Listing>().is_some()
        || list.downcast_object_ref::<Quoted>().is_some()
        || list.downcast_object_ref::<Void>().is_some()
}

pub(super) fn some_or_void<T: Into<Value>>(value: Option<T>) -> Value {
    value.map_or_else(void, Into::into)
}

fn texts(texts: &[Text]) -> Value {
    texts.iter().map(|text| Value::from(&**text)).collect()
}

/// A number with its measure word that is made from no records (the size of the staff).
#[derive(Debug, Clone)]
pub(super) struct Number {
    pub count: Count,
    pub unit: String,
}

impl Number {
    pub fn value(count: Count, unit: impl Into<String>) -> Value {
        let unit = unit.into();
        Value::from_object(Number { count, unit })
    }
}

impl Object for Number {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn is_true(self: &Arc<Self>) -> bool {
        !self.count.is_zero()
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        number_field(self.count, &self.unit, key.as_str()?)
    }

    fn call_method(
        self: &Arc<Self>,
        _: &mut State,
        method: &str,
        args: &[Value],
    ) -> Result<Value, Error> {
        number_method(self.count, method, args)
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        render_number(self.count, &self.unit, f)
    }
}

/// The member that is a number as it is printed: its name in prose is as long as that of the number.
pub(super) const PRINTED: &str = "印";

fn number_field(count: Count, unit: &str, key: &str) -> Option<Value> {
    Some(match key {
        "n" | "数" => number(count.said()),
        // Of a hedged number the hedge is printed too; it cannot be reckoned with.
        "printed" | PRINTED if count.approx.is_some() && !count.is_zero() => {
            Number::value(count, "")
        }
        "printed" | PRINTED => number(count.said()),
        "hundredths" => Value::from(count.in_hundredths()),
        "unit" => Value::from(unit),
        "is_exact" => Value::from(count.approx.is_none()),
        "量词" => Value::from(unit),
        _ => return None,
    })
}

/// The number alone, to be compared and printed; what is behind its point comes back as it was.
fn number(count: Count) -> Value {
    match count.hundredths.unwrap_or(0) {
        0 => Value::from(count.n),
        _ => count
            .digits()
            .parse()
            .map_or_else(|_| void(), |n: f64| Value::from(n)),
    }
}

/// `figure.of("名")`: the same number with another measure word.
fn number_method(count: Count, method: &str, args: &[Value]) -> Result<Value, Error> {
    if method != "of" {
        return Err(Error::from(ErrorKind::UnknownMethod));
    }
    let (unit,): (String,) = from_args(args)?;
    Ok(Number::value(count, unit))
}

fn render_number(count: Count, unit: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if count.is_zero() {
        write!(f, "{VOID}")
    } else {
        write!(f, "{}{}{}", NUMBER.0, count.with_unit(unit), NUMBER.1)
    }
}

/// Some people: names, how many they are, whether all are named, whether some are meant twice.
#[derive(Debug)]
pub(super) struct Names {
    pub names: Vec<Text>,
    pub count: Count,
    repeated: bool,
    /// Whether each of them is named, as often as there is one.
    is_whole: bool,
    /// Whether they may be called by what they are: 老师.
    is_known: bool,
}

impl Names {
    pub fn value(names: Vec<Text>, count: Count) -> Value {
        Names::of(names, count, true)
    }

    /// The same of people of the staff; `is_known` where none of them is missing on the roster.
    pub fn of(names: Vec<Text>, count: Count, is_known: bool) -> Value {
        let mut all = Names::new(names, count);
        all.is_known = is_known;
        Value::from_object(all)
    }

    /// The same of those who won a prize.
    pub fn of_winners(winners: &Winners) -> Value {
        let mut all = Names::new(winners.names.clone(), winners.count);
        all.repeated |= winners.may_repeat;
        Value::from_object(all)
    }

    fn new(mut names: Vec<Text>, count: Count) -> Names {
        let given = names.len();
        let mut seen = HashSet::new();
        names.retain(|name| seen.insert(name.clone()));
        Names {
            repeated: names.len() < given,
            is_whole: count == Count::exact(given as u64),
            names,
            count,
            is_known: true,
        }
    }
}

impl Names {
    /// Whether all are named.
    pub fn is_complete(&self) -> bool {
        self.count == Count::exact(self.names.len() as u64)
    }
}

impl Object for Names {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn is_true(self: &Arc<Self>) -> bool {
        !self.names.is_empty() || !self.count.is_zero()
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        Some(match key.as_str()? {
            "names" => texts(&self.names),
            "count" => Number::value(self.count, ""),
            "n" => Value::from(self.count.n),
            "repeated" => Value::from(self.repeated),
            "is_whole" => Value::from(self.is_whole),
            "complete" => Value::from(self.is_complete()),
            "is_known" => Value::from(self.is_known),
            _ => return None,
        })
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.names.is_empty() {
            return write!(f, "{VOID}");
        }
        let more = if self.is_complete() || self.repeated {
            ""
        } else {
            "等"
        };
        write!(f, "{}{more}", self.names.join("、"))
    }
}
