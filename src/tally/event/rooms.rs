//! Whether places are rooms and grounds of one school, so that what was in one of them may be of an
//! event that was in another.

use crate::format::Key;
use crate::log::Record;
use crate::tally::Tally;

/// What such places are called, at the end of their names.
const ROOMS: [&str; 20] = [
    "室",
    "报告厅",
    "功能厅",
    "演播厅",
    "会议厅",
    "大厅",
    "餐厅",
    "食堂",
    "礼堂",
    "图书馆",
    "体育馆",
    "操场",
    "运动场",
    "球场",
    "广场",
    "机房",
    "教学楼",
    "实验楼",
    "综合楼",
    "艺术楼",
];

/// What names of other places have in them than those of a room.
const ELSEWHERE: [&str; 16] = [
    "小学",
    "中学",
    "学校",
    "学院",
    "大学",
    "幼儿园",
    "省",
    "市",
    "区",
    "县",
    "镇",
    "乡",
    "街道",
    "社区",
    "中心",
    "公园",
];

/// What stands before the name of a room of one's own school.
const OWN: [&str; 6] = ["学校", "本校", "我校", "校内", "校园", "校"];

/// Whether both records were at such places of the school.
pub(super) fn are_of_school(tally: &Tally, one: &Record, other: &Record) -> bool {
    let school = tally.log.head.school.as_ref();
    let school = school.and_then(|school| school.text(Key::Name));
    let is_room = |record: &Record| {
        record.text(Key::Place).is_some_and(|place| {
            let named = school.and_then(|name| place.strip_prefix(&**name));
            let own = OWN.iter().find_map(|own| place.strip_prefix(own));
            let bare = named.or(own).unwrap_or(place);
            let is_whole = bare.is_empty() && !place.is_empty();
            let is_elsewhere = ELSEWHERE.iter().any(|name| bare.contains(name));
            is_whole || !is_elsewhere && ROOMS.iter().any(|end| bare.ends_with(end))
        })
    };
    is_room(one) && is_room(other)
}
