//! The filters that expressions in prose set a figure with: 汉字, 不带量词, 量词, 余, 多, 占, 占比,
//! 名单.

use minijinja::{Environment, Error, Value};

use super::VOID;
use super::explain::{not_quoted, own};
use super::objects::{Figure, Listing, Names, Number, Part, Quoted, Staff, void};
use crate::text::count::{Approx, Count};
use crate::text::number;

/// The names of these filters, for messages.
pub(super) const NAMES: &[&str] = &["汉字", "不带量词", "量词", "余", "多", "占", "占比", "名单"];

pub(super) fn add(engine: &mut Environment) {
    for name in ["汉字", "han"] {
        engine.add_filter(name, han);
    }
    for name in ["不带量词", "bare"] {
        engine.add_filter(name, |value: Value| with_unit(no_names(&value)?, ""));
    }
    for name in ["量词", "unit"] {
        engine.add_filter(name, |value: Value, unit: Value| {
            let unit = unit.as_str().ok_or_else(|| not_quoted("量词"))?;
            with_unit(&value, unit)
        });
    }
    for name in ["余", "odd"] {
        engine.add_filter(name, |value: Value, step: Option<Value>| {
            rounded(no_names(&value)?, whole(step, "余", 100)?, Approx::Odd)
        });
    }
    for name in ["多", "more"] {
        engine.add_filter(name, |value: Value, step: Option<Value>| {
            rounded(no_names(&value)?, whole(step, "多", 100)?, Approx::More)
        });
    }
    for name in ["占", "share"] {
        engine.add_filter(name, share);
    }
    for name in ["占比", "shares"] {
        engine.add_filter(name, shares);
    }
    for name in ["名单", "names"] {
        engine.add_filter(name, |value: Value, limit: Option<Value>| {
            let limit = whole(limit, "名单", 3)?;
            list(value, limit.map(|limit| limit as usize))
        });
    }
}

/// The whole number in the brackets of the filter `name`, if there is any.
fn whole(number: Option<Value>, name: &str, example: u64) -> Result<Option<u64>, Error> {
    let Some(number) = number else {
        return Ok(None);
    };
    let whole = number.as_usize().filter(|whole| *whole > 0);
    let whole = whole.ok_or_else(|| {
        own(
            &format!("“{name}”的括号里要写大于零的整数"),
            &format!("写成 {name}({example})，数字不加引号"),
        )
    });
    whole.map(|whole| Some(whole as u64))
}

/// The number that a value is, with its measure word.
pub(super) fn number_of(value: &Value) -> Result<(Count, String), Error> {
    if let Some(figure) = value.downcast_object_ref::<Figure>() {
        return match figure.mixed() {
            Some(wrong) => Err(wrong),
            None => Ok(figure.number()),
        };
    }
    if let Some(part) = value.downcast_object_ref::<Part>() {
        return Ok(part.figure.number());
    }
    if let Some(number) = value.downcast_object_ref::<Number>() {
        return Ok((number.count, number.unit.clone()));
    }
    if let Some(staff) = value.downcast_object_ref::<Staff>() {
        return Ok(staff.number());
    }
    if let Some(names) = value.downcast_object_ref::<Names>() {
        let count = match names.is_complete() {
            true => names.count,
            // Those who are named, and more.
            false => Count::hedged(names.names.len() as u64, Approx::Odd),
        };
        return Ok((count, "人".to_owned()));
    }
    match value.as_usize() {
        Some(n) => Ok((Count::exact(n as u64), String::new())),
        // What is not there is nothing.
        None if !value.is_true() => Ok((Count::ZERO, String::new())),
        None if value.downcast_object_ref::<Listing>().is_some() => Err(own(
            "竖线前面是分开统计的一组数，不是一个数字",
            "“按”的后面只能用占比和名单，如 {{ 听课.按(\"类型\")|占比 }}",
        )),
        None if value.as_str().is_some() => Err(own(
            "竖线前面已经是写好的文字，不是数字了",
            "汉字、占、占比、名单写在最后，量词、余、多写在它们前面，如 {{ 听课|量词(\"堂\")|汉字 }}",
        )),
        None => Err(own(
            "竖线前面要是一个数字",
            "写成 {{ 听课|汉字 }}、{{ 听课.推门|占(听课) }} 这样",
        )),
    }
}

/// `value`, which is no list of names: how many these are is asked for with a measure word.
fn no_names(value: &Value) -> Result<&Value, Error> {
    match value.downcast_object_ref::<Names>() {
        None => Ok(value),
        Some(_) => Err(own(
            "竖线前面是姓名，不是一个数字",
            "要姓名，去掉竖线和后面的字，写成 {{ 公开课.名单 }}；要人数，先写量词，如 {{ 公开课.名单|量词(\"人\")|汉字 }}",
        )),
    }
}

/// The number in Chinese numerals below ten, with 两 before a measure word (GB/T 15835).
fn han(value: Value) -> Result<Value, Error> {
    let (count, unit) = number_of(no_names(&value)?)?;
    let is_whole = count.in_hundredths().is_multiple_of(100) && count.approx.is_none();
    Ok(match count.n {
        _ if count.is_zero() => void(),
        2 if is_whole && !unit.is_empty() => Value::from(format!("两{unit}")),
        n @ 1..10 if is_whole => Value::from(format!("{}{unit}", number::chinese(n as usize))),
        _ => Number::value(count, unit),
    })
}

fn with_unit(value: &Value, unit: &str) -> Result<Value, Error> {
    Ok(Number::value(number_of(value)?.0, unit))
}

/// The number rounded down to a multiple of `step` and marked as a little more; as it is where
/// it is one already. Without a step, to its first digit.
fn rounded(value: &Value, step: Option<u64>, mark: Approx) -> Result<Value, Error> {
    let (count, unit) = number_of(value)?;
    let first_digit = 10_u64.pow(count.n.checked_ilog10().unwrap_or(0));
    let step = step.unwrap_or(first_digit);
    let rest = count.n.checked_rem(step).unwrap_or(0);
    // What is hedged already is not rounded once more.
    if rest == 0 || rest == count.n || count.approx.is_some() {
        return Ok(Number::value(count, unit));
    }
    Ok(Number::value(Count::hedged(count.n - rest, mark), unit))
}

/// What to write where something is no part of what it is to be a share of.
const PART_OF_WHOLE: &str = "括号里写包括它在内的那个数字，如 {{ 听课.推门|占(听课) }}";

/// Why one is no part of the other: it is another kind of record, or measured otherwise.
fn unlike(part: (&Value, &(Count, String)), whole: (&Value, &(Count, String))) -> Option<Error> {
    const PEOPLE: [&str; 4] = ["人", "名", "位", "人次"];
    let table = |value: &Value| {
        let part = value.downcast_object_ref::<Part>();
        let figure = value.downcast_object_ref::<Figure>();
        let figure = figure.or(part.map(|part| &*part.figure));
        figure.map(|figure| figure.selection.table())
    };
    if let (Some(part), Some(whole)) = (table(part.0), table(whole.0))
        && part != whole
    {
        let message = format!("{}不是{}的一部分，算不出占多少", part.name, whole.name);
        return Some(own(&message, PART_OF_WHOLE));
    }
    let ((part, unit), (whole, other)) = (part.1, whole.1);
    // Where one is zero its measure word may not be known, and none suits any.
    let is_known = ![part, whole].iter().any(|count| count.is_zero());
    let are_people = [unit, other]
        .iter()
        .all(|unit| PEOPLE.contains(&unit.as_str()));
    // 节 of one person are among the 节次 of all.
    let are_same = without_times(unit) == without_times(other);
    let is_wrong = is_known && !unit.is_empty() && !other.is_empty() && !are_people && !are_same;
    is_wrong.then(|| {
        let message = format!("一个的量词是“{unit}”，一个是“{other}”，算不出占多少");
        own(&message, PART_OF_WHOLE)
    })
}

/// 节 for 节次; 次 stays.
fn without_times(unit: &str) -> &str {
    let bare = unit.strip_suffix('次').filter(|bare| !bare.is_empty());
    bare.unwrap_or(unit)
}

/// The number in percent of another.
fn share(value: Value, whole: Value) -> Result<Value, Error> {
    if let Some(name) = whole.as_str() {
        return Err(own(
            "“占”的括号里写数字的名字，不加引号",
            &format!("写成 占({name})，如 {{{{ 听课.推门|占(听课) }}}}"),
        ));
    }
    let (of, to) = (number_of(&value)?, number_of(&whole)?);
    if let Some(wrong) = unlike((&value, &of), (&whole, &to)) {
        return Err(wrong);
    }
    let (part, whole) = (of.0, to.0);
    // How many there are in all may not be known: of the teachers, where the roster is not whole.
    if part.is_zero() || whole.is_zero() {
        return Ok(void());
    }
    if part.in_hundredths() > whole.in_hundredths() {
        return Err(own(
            &format!("{part}比{whole}还多，算不出占多少"),
            PART_OF_WHOLE,
        ));
    }
    Ok(part.percent_of(whole).map_or_else(void, Value::from))
}

/// The parts of a breakdown in percent of all that is broken down, and what is in none of them:
/// together they are 100%.
fn shares(value: Value) -> Result<Value, Error> {
    let wrong = || {
        own(
            "占比前面要是分开统计的一组数",
            "写成 {{ 听课.按(\"类型\")|占比 }}",
        )
    };
    let listing = value.downcast_object_ref::<Listing>().ok_or_else(wrong)?;
    if listing.items.is_empty() {
        return Ok(value.clone());
    }
    let mixed = listing.whole.as_ref().and_then(|(whole, _)| whole.mixed());
    if let Some(mixed) = mixed {
        return Err(mixed);
    }
    let parts: Vec<&Part> = listing
        .items
        .iter()
        .map(|part| part.downcast_object_ref::<Part>().ok_or_else(wrong))
        .collect::<Result<_, _>>()?;
    let numbers: Vec<Count> = parts.iter().map(|part| part.figure.number().0).collect();
    let rest = listing.whole.as_ref();
    let rest = rest.map_or(Count::ZERO, |(_, rest)| *rest);
    let Some(shares) = shares_of(&numbers, rest) else {
        return Ok(void());
    };
    let names = parts.iter().map(|part| &*part.name).chain(["其余"]);
    let texts = names
        .zip(shares)
        .filter_map(|(name, share)| Some(Value::from(format!("{name}{}", share?))));
    Ok(Listing::of(texts.collect()))
}

/// What shares `numbers` are of all that they and the `rest` are, none of what rounds to nothing;
/// `None` where one that is hedged is not known well enough.
fn shares_of(numbers: &[Count], rest: Count) -> Option<Vec<Option<String>>> {
    let all = || numbers.iter().copied().chain([rest]);
    if all().all(|number| number.approx.is_none()) {
        let counts: Vec<u64> = all().map(Count::in_hundredths).collect();
        let said = |tenths: u32| (tenths > 0).then(|| number::percent_of_tenths(tenths));
        return Some(number::shares(&counts).into_iter().map(said).collect());
    }
    let whole: Count = all().sum();
    let middle = all().map(|number| match number.is_zero() {
        true => Some(0),
        false => number.hedged_share(whole).map(u64::from),
    });
    let middle: Vec<u64> = middle.collect::<Option<_>>()?;
    let said = |percent: u32| (percent > 0).then(|| format!("约{percent}%"));
    Some(
        number::about_shares(&middle)
            .into_iter()
            .map(said)
            .collect(),
    )
}

/// The first so many of a list, and 等 where there are more.
fn list(value: Value, limit: Option<usize>) -> Result<Value, Error> {
    let limit = limit.unwrap_or(usize::MAX);
    let cut = |text: String, more: bool| {
        if text.is_empty() {
            return void();
        }
        Value::from(if more { text + "等" } else { text })
    };
    if let Some(names) = value.downcast_object_ref::<Names>() {
        let shown = &names.names[..names.names.len().min(limit)];
        let complete = names.count == Count::exact(shown.len() as u64);
        return Ok(cut(shown.join("、"), !complete));
    }
    if let Some(figure) = value.downcast_object_ref::<Figure>() {
        let people = figure.people();
        let names = people.downcast_object_ref::<Names>();
        let is_bare = names.is_none_or(|names| names.names.is_empty());
        if is_bare && !figure.selection.count().is_zero() && !figure.is_named_elsewhere() {
            return Err(own(
                "竖线前面是一个数，它的记录里没有写姓名，列不出名单",
                "要数字就去掉“|名单”；要名单，先在记录里写上姓名",
            ));
        }
        return list(people, Some(limit));
    }
    if let Some(quoted) = value.downcast_object_ref::<Quoted>() {
        let shown = quoted.titles[..quoted.titles.len().min(limit)].to_vec();
        let more = shown.len() < quoted.titles.len();
        let text = Value::from_object(Quoted {
            titles: shown,
            are_works: quoted.are_works,
        });
        return Ok(cut(text.to_string().replace(VOID, ""), more));
    }
    if let Some(listing) = value.downcast_object_ref::<Listing>() {
        if listing.items.is_empty() {
            return Ok(value.clone());
        }
        let shown = &listing.items[..listing.items.len().min(limit)];
        let texts: Vec<String> = shown.iter().map(Value::to_string).collect();
        return Ok(cut(texts.join("、"), shown.len() < listing.items.len()));
    }
    if !value.is_true() {
        return Ok(void());
    }
    Err(own(
        "名单前面要是姓名或题目",
        "写成 {{ 获奖.教师.名单|名单(3) }}",
    ))
}
