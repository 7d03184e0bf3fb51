//! Numbers of what no figure is of: the guests of one sort, and the lectures of one's own teachers
//! or of others.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::agree;
use super::context::ALTOGETHER;
use super::held::{Before, Held, Read, Source};
use super::names::group_names;
use super::narrow::Walk;
use super::numeral::Typed;
use super::passage;
use super::vocabulary::fits;
use crate::check::texts::pattern;
use crate::format::{Key, Table};
use crate::log::{Record, Text};
use crate::tally::{Id, Tally, staff_actors};
use crate::text::count::Count;

/// Words by which people are told of who came.
const CAME: &[&str] = &[
    "来校",
    "到校",
    "来我校",
    "走进",
    "接待",
    "迎来",
    "来宾",
    "嘉宾",
    "吸引",
    "邀请",
    "开放",
    "观摩",
    "光临",
];

/// What parents are also many at.
const MEETINGS: &[&str] = &["家长会", "家长学校", "问卷", "家委会", "家长委员会"];

/// Words for speakers from outside, and for those of the school.
const FROM_OUTSIDE: &[&str] = &[
    "校外",
    "专家",
    "教授",
    "特级教师",
    "名师",
    "教研员",
    "外聘",
    "外请",
];
const OF_SCHOOL: &[&str] = &["本校", "我校教师", "我校老师", "校内", "自己的"];

/// How many characters may stand between guests and their number: 家长共计180人.
const CLOSE: usize = 3;

/// Words for any guests.
const ANY: &[&str] = &["来宾", "嘉宾", "客人"];

impl<'v, 'a> Read<'v, 'a> {
    /// A number of lectures by speakers from outside or by teachers of the school; `Some(None)` where
    /// it cannot be told, and `None` where it says of neither.
    pub fn lectures(
        &self,
        typed: &Typed,
        item: &Range<usize>,
        own: &Walk<'a>,
        before: &Before<'a>,
    ) -> Option<Option<Held<'v, 'a>>> {
        let said = &self.text[item.clone()];
        let has = |words: &[&str]| words.iter().any(|word| said.contains(word));
        let is_from_outside = match (has(FROM_OUTSIDE), has(OF_SCHOOL)) {
            (true, false) => true,
            (false, true) => false,
            _ => return None,
        };
        let is_narrowed = !own.parts.is_empty()
            || !own.unread.is_empty()
            || self.is_of_a_part
            || !before.sentence.groups().is_empty()
            || !before.line.groups().is_empty();
        let records = self.tally.counted().iter().copied();
        let lectures: Vec<(Id, &Record)> = records
            .map(|id| (id, self.tally.record(id)))
            .filter(|(_, record)| record.table.key == "lecture")
            .collect();
        let speakers = |record: &Record| {
            let names = staff_actors(record);
            let is_known = !names.is_empty() || record.get(Key::Host).is_some();
            let is_own = names
                .iter()
                .any(|name| self.tally.staff.member(name).is_some());
            is_known.then_some(!is_own)
        };
        if is_narrowed
            || lectures
                .iter()
                .any(|(_, record)| speakers(record).is_none())
        {
            return Some(None);
        }
        let such = lectures
            .iter()
            .filter(|(_, record)| speakers(record) == Some(is_from_outside));
        let all: Count = such.clone().map(|(_, record)| record.count()).sum();
        Some(Some(Held {
            is_same: agree::agree(typed, all),
            source: Source::Sum {
                count: all,
                unit: "场".to_owned(),
                records: such.clone().next().map(|(id, _)| (*id, such.count())),
            },
        }))
    }

    /// How many of the roster have a post, where the number is told to be that of the whole school:
    /// 全校共有班主任9名.
    pub fn post(&self, typed: &Typed) -> Option<Held<'v, 'a>> {
        static POST: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                r"^(?:目前|本学期|现阶段)?(?:(?:全校|学校|我校|本校)(?:目前|本学期)?(?:现有|共有|有)?|(?:现有|共有))(选聘|聘任|聘用|任命|配备)?(\p{Han}{2,6})$",
            )
        });
        if !fits(typed.unit, "人") || self.tally.group().is_some() {
            return None;
        }
        let item = self.of_staff(typed);
        let before = POST.captures(&item)?;
        let post = &before[2];
        let members = || self.tally.staff.members();
        let count = members()
            .filter(|member| member.posts.contains(&post))
            .count() as u64;
        let is_whole = self.tally.staff.size_of_school() == Count::exact(members().count() as u64);
        let is_alone = passage::is_end(&self.text[typed.range.end..]);
        let count = Count::exact(count);
        // 选聘班主任3名: they may be the new ones.
        let is_known =
            before.get(1).is_none() || agree::agree(typed, count) || agree::is_more(typed, count);
        (!count.is_zero() && is_whole && is_alone && is_known).then(|| Held {
            is_same: agree::agree(typed, count),
            source: Source::Sum {
                count,
                unit: "人".to_owned(),
                records: None,
            },
        })
    }

    /// What stands before a number in its item, with the verb that it goes on with where its sentence
    /// tells of the staff: 学校现有教师46人，其中班主任18人.
    pub fn of_staff(&self, typed: &Typed) -> String {
        static STAFF: LazyLock<Regex> = LazyLock::new(|| {
            pattern(r"(?:现有|共有|有)(?:专任|在职|在编|在岗)?(?:教师|老师|教职工)[^，、；。]*\d")
        });
        let item = passage::item(self.text, &typed.range);
        let own = self.text[item.start..typed.range.start].trim();
        let start = passage::sentence(self.text, &typed.range).start;
        let before = &self.text[start..item.start];
        // 语文组现有教师8人，其中班主任5人: these are of the group.
        let is_of_part = before.contains('组') || before.contains("年级");
        match STAFF.is_match(before) && !is_of_part {
            true => format!(
                "现有{}",
                own.trim_start_matches("其中").trim_start_matches('有')
            ),
            false => own.to_owned(),
        }
    }

    /// How many people a group has, in brackets behind its name or in a sentence that says no more:
    /// 语文组（7人）, 语文组7人、数学组5人. Fewer may be some of them.
    pub fn members(&self, typed: &Typed) -> Option<Held<'v, 'a>> {
        let before = &self.text[..typed.range.start];
        let (before, is_alone) = match before.strip_suffix(['（', '(']) {
            Some(before) => (
                before,
                self.text[typed.range.end..].starts_with(['）', ')']),
            ),
            None => (before, self.lists_members(typed)),
        };
        if !is_alone || !["人", "名", "位"].contains(&typed.unit) || self.tally.group().is_some()
        {
            return None;
        }
        let groups = self.tally.staff.groups().iter();
        let group = groups
            .filter(|group| group_names(group).any(|name| before.ends_with(&name)))
            .max_by_key(|group| group.len())?;
        let count = self.tally.staff.size_of(Some(group));
        (agree::agree(typed, count) || agree::is_more(typed, count)).then(|| Held {
            is_same: agree::agree(typed, count),
            source: Source::Sum {
                count,
                unit: "人".to_owned(),
                records: None,
            },
        })
    }

    /// Whether the sentence of `typed` has nothing but names of groups and numbers in it.
    fn lists_members(&self, typed: &Typed) -> bool {
        let sentence = passage::sentence(self.text, &typed.range);
        let numbers = self.numbers.iter();
        let inside = numbers.filter(|number| {
            sentence.start <= number.range.start && number.range.end <= sentence.end
        });
        let mut rest = String::new();
        let mut at = sentence.start;
        for number in inside {
            rest.push_str(self.text.get(at..number.range.start).unwrap_or_default());
            at = number.range.end;
        }
        rest.push_str(self.text.get(at..sentence.end).unwrap_or_default());
        for group in self.tally.staff.groups() {
            rest = rest.replace(&**group, "");
        }
        let rest = rest.replace("教师", "").replace("老师", "");
        !rest.contains(char::is_alphanumeric)
    }

    /// A number of guests: of one sort, or of all of them, of one session or of all.
    pub fn guests(&self, typed: &Typed) -> Option<Held<'v, 'a>> {
        let sentence = passage::sentence(self.text, &typed.range);
        let item = passage::item(self.text, &typed.range);
        let before = &self.text[item.start..typed.range.start];
        let behind = &self.text[typed.range.end..item.end];
        let is_beside = |word: &str| {
            let far = |between: &str| between.chars().count() > CLOSE;
            let is_before = before
                .rfind(word)
                .is_some_and(|at| !far(&before[at + word.len()..]));
            is_before || behind.trim_start_matches('的').starts_with(word)
        };
        let said = &self.text[sentence];
        if !CAME.iter().any(|word| said.contains(word))
            || MEETINGS.iter().any(|word| said.contains(word))
        {
            return None;
        }
        let who = self.whoever_came().find(|who| is_beside(who));
        if who.is_none() && !ANY.iter().any(|word| is_beside(word)) {
            return None;
        }
        self.guests_who(typed, said, who)
    }

    /// A number of guests that stands between where they are from and what they are: 兄弟学校的42名教师.
    pub fn guests_between(&self, typed: &Typed) -> Option<Held<'v, 'a>> {
        if !fits(typed.unit, "人") {
            return None;
        }
        let item = passage::item(self.text, &typed.range);
        let before = self.text[item.start..typed.range.start].trim_end_matches('的');
        let behind = &self.text[typed.range.end..item.end];
        let who = self.whoever_came().find(|who| {
            let mut places = who.char_indices().skip(1);
            places.any(|(at, _)| before.ends_with(&who[..at]) && behind.starts_with(&who[at..]))
        })?;
        let sentence = passage::sentence(self.text, &typed.range);
        self.guests_who(typed, &self.text[sentence], Some(who))
    }

    /// The sorts of guests that the records tell of.
    fn whoever_came(&self) -> impl Iterator<Item = &'a Text> {
        let counted = self.tally.counted().iter().map(|id| self.tally.record(*id));
        let rows = counted.flat_map(|record| record.rows(Key::Guests));
        rows.filter_map(|row| row.text(Key::Who))
    }

    /// How many `who` were, or all guests, where a sentence says `said`.
    fn guests_who(&self, typed: &Typed, said: &str, who: Option<&Text>) -> Option<Held<'v, 'a>> {
        let counted = self.tally.counted().iter();
        let with_guests: Vec<(Id, &Record)> = counted
            .map(|id| (*id, self.tally.record(*id)))
            .filter(|(_, record)| !record.rows(Key::Guests).is_empty())
            .collect();
        let of = |record: &Record| -> Count {
            let rows = record.rows(Key::Guests).iter();
            let rows = rows.filter(|row| who.is_none_or(|who| row.text(Key::Who) == Some(who)));
            rows.filter_map(|row| row.quantity(Key::Count)).sum()
        };
        let all: Count = with_guests.iter().map(|(_, record)| of(record)).sum();
        let kinds = with_guests
            .iter()
            .filter_map(|(_, record)| record.text(Key::Kind));
        let is_same = agree::agree(typed, all)
            || with_guests
                .iter()
                .any(|(_, record)| agree::agree(typed, of(record)))
            || kinds.clone().any(|kind| {
                let of_kind = with_guests
                    .iter()
                    .filter(|(_, record)| record.text(Key::Kind) == Some(kind));
                agree::agree(typed, of_kind.map(|(_, record)| of(record)).sum())
            });
        // 家长开放日, of 七年级家长开放日.
        let topics = with_guests
            .iter()
            .filter_map(|(_, record)| record.text(Key::Topic));
        let is_named = kinds.clone().any(|kind| said.contains(&**kind))
            || topics.clone().any(|topic| {
                let end = topic.char_indices().rev().nth(3);
                end.is_some_and(|(at, _)| said.contains(&topic[at..]))
            });
        // 承办会议2次，接待来宾200人: at what no record may be of.
        let may_be_all = who.is_some() || ALTOGETHER.iter().any(|word| said.contains(word));
        let is_wrong = is_named || (may_be_all && agree::is_more(typed, all));
        if !is_same && !is_wrong {
            return None;
        }
        let first = with_guests.iter().find(|(_, record)| !of(record).is_zero());
        let count = with_guests
            .iter()
            .filter(|(_, record)| !of(record).is_zero())
            .count();
        Some(Held {
            is_same,
            source: Source::Sum {
                count: all,
                unit: "人".to_owned(),
                records: first.map(|(first, _)| (*first, count)),
            },
        })
    }
}

/// Whether `said` tells of the lectures of some speakers, whom alone it then tells of: 听本校教师讲座两场.
pub fn tells_of_speakers(said: &str) -> bool {
    const LECTURES: &[&str] = &["讲座", "报告", "讲学", "授课"];
    said.split(['，', '、', '：']).any(|piece| {
        let words = FROM_OUTSIDE.iter().chain(OF_SCHOOL);
        let mut ends = words.filter_map(|word| Some(piece.find(word)? + word.len()));
        ends.any(|end| LECTURES.iter().any(|word| piece[end..].contains(word)))
    })
}

/// Who came as guests to what records of one kind tell of.
pub fn guests_of<'t>(tally: &'t Tally, table: &'static Table) -> Vec<&'t Text> {
    let counted = tally.counted().iter().map(|id| tally.record(*id));
    let rows = counted
        .filter(|record| record.table == table)
        .flat_map(|record| record.rows(Key::Guests));
    rows.filter_map(|row| row.text(Key::Who)).collect()
}
