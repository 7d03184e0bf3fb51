//! Numbers of people beside the name of what a record tells of: a contest, a training, an activity;
//! and those of the roster who hold a title.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::agree;
use super::context::{CONTESTS, OTHER_TIMES, SOME_TIMES};
use super::held::{Held, Read, Source};
use super::names::group_names;
use super::numeral::Typed;
use super::passage;
use super::vocabulary::fits;
use crate::check::texts::pattern;
use crate::format::Key;
use crate::format::vocabulary::{GRADE, LEVEL, Word, is_staff};
use crate::log::{Record, Text};
use crate::tally::{Id, is_teams, staff_actors};
use crate::text::count::Count;

/// What may stand beside the name of a training and a number of people, and narrows nothing.
const SENT: &[&str] = &[
    "本学期",
    "我校",
    "学校",
    "本校",
    "共",
    "先后",
    "在",
    "中",
    "为",
    "参加了",
    "参加",
    "参训",
    "派出",
    "选派",
    "派",
    "组织",
    "安排",
    "了",
    "有",
    "教师",
    "老师",
    "前往",
    "赴",
];

/// So beside the name of an activity and a number in 人次.
const CAME: &[&str] = &[
    "本学期",
    "我校",
    "学校",
    "本校",
    "举办",
    "举行",
    "的",
    "共",
    "参加",
    "参与",
    "学生",
    "师生",
    "吸引",
    "人数",
    "总",
    "累计",
    "有",
    "达到",
    "达",
    "了",
    "为",
    "计",
];

impl<'v, 'a> Read<'v, 'a> {
    /// A number of people beside a name that records have.
    pub fn named(&self, typed: &Typed) -> Option<Held<'v, 'a>> {
        if typed.unit == "次" && self.tally.group().is_none() {
            return self.awards_of(typed);
        }
        if self.tally.group().is_some() || self.is_of_a_part || !fits(typed.unit, "人") {
            return None;
        }
        self.prizes_of_contest(typed)
            .or_else(|| self.sent_to(typed))
            .or_else(|| self.came_to(typed))
            .or_else(|| self.holders(typed))
    }

    /// The records of the table called `key`.
    fn of_table(&self, key: &'static str) -> impl Iterator<Item = (Id, &'a Record)> {
        let counted = self.tally.counted().iter();
        let counted = counted.map(|id| (*id, self.tally.record(*id)));
        counted.filter(move |(_, record)| record.table.key == key)
    }

    /// Whether `said` tells of a group, a teacher or another time.
    fn is_narrowed(&self, said: &Range<usize>) -> bool {
        let text = &self.text[said.clone()];
        let groups = self.tally.staff.groups().iter();
        let mut groups = groups.flat_map(|group| group_names(group));
        let mut times = OTHER_TIMES.iter().chain(SOME_TIMES);
        let mut members = self.tally.staff.members();
        groups.any(|group| text.contains(&group))
            || times.any(|word| text.contains(word))
            || members.any(|member| text.contains(&*member.name))
    }

    /// How often one teacher won something, where it is more than all there is of it: 周岚老师获奖4次.
    fn awards_of(&self, typed: &Typed) -> Option<Held<'v, 'a>> {
        static WON: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                "^(?:本学期)?(?:老师|教师|同志)?(?:本学期)?(?:先后|共|累计)?(?:荣?获|获得)奖(?:共|达)?$",
            )
        });
        let item = passage::item(self.text, &typed.range);
        let said = self.text[item.start..typed.range.start].trim();
        let said = said.strip_prefix("本学期").unwrap_or(said);
        let mut members = self.tally.staff.members();
        let name = &members.find(|member| said.starts_with(&*member.name))?.name;
        if !WON.is_match(&said[name.len()..]) || !passage::is_end(&self.text[typed.range.end..]) {
            return None;
        }
        let of = |key: &'static str| {
            self.of_table(key)
                .filter(|(_, record)| staff_actors(record).contains(name))
        };
        let own: Vec<(Id, &Record)> = of("award").collect();
        let coached = self.of_table("award").filter(|(_, record)| {
            record
                .people(Key::Teacher)
                .is_some_and(|people| people.names().contains(name))
        });
        let most = own.len() + coached.count() + of("paper").count();
        let is_more = agree::is_more(typed, Count::exact(most as u64));
        (is_more && !own.is_empty()).then(|| sum(typed, Count::exact(own.len() as u64), "次", &own))
    }

    /// How many won a grade in the one contest that the sentence names: 在区作业评比中获一等奖3人.
    fn prizes_of_contest(&self, typed: &Typed) -> Option<Held<'v, 'a>> {
        const PUPILS: &[&str] = &["学生", "同学"];
        const STAFF: &[&str] = &["教师", "老师"];
        let sentence = passage::sentence(self.text, &typed.range);
        let said = &self.text[sentence.start..typed.range.start];
        let contests = self
            .of_table("award")
            .filter_map(|(_, record)| record.text(Key::Contest));
        let contest: &Text = contests
            .filter(|contest| said.contains(&***contest))
            .max_by_key(|contest| contest.len())?;
        let behind = &said[said.find(&**contest)? + contest.len()..];
        let item = passage::item(self.text, &typed.range);
        let grade = self.text[item.start.max(sentence.start)..typed.range.start]
            .trim_end_matches(['有', '共', '的']);
        let grade = GRADE.words.iter().find(|word| grade.ends_with(word.name))?;
        let is_other = |(_, record): &(Id, &Record)| {
            record
                .text(Key::Contest)
                .is_some_and(|other| other != contest && behind.contains(&**other))
        };
        let mut papers = self.of_table("paper");
        if !passage::is_end(&self.text[typed.range.end..])
            || behind.contains(['。', '；'])
            || CONTESTS.iter().any(|word| behind.contains(word))
            || self.is_narrowed(&(sentence.start..item.end))
            || self.of_table("award").any(|one| is_other(&one))
            || papers.any(|(_, record)| record.text(Key::Contest) == Some(contest))
        {
            return None;
        }
        let has = |words: &[&str]| words.iter().any(|word| said.contains(word));
        let (pupils, staff) = (has(PUPILS), has(STAFF));
        if pupils && staff {
            return None;
        }
        let such = self.of_table("award").filter(|(_, record)| {
            let is_theirs = record
                .word(Key::Recipient)
                .is_some_and(|own| (!pupils || !is_staff(own)) && (!staff || is_staff(own)));
            is_theirs
                && record.text(Key::Contest) == Some(contest)
                && record
                    .word(Key::Grade)
                    .is_some_and(|own| own.name == grade.name)
        });
        let such: Vec<(Id, &Record)> = such.collect();
        let is_of_people = such.iter().all(|(_, record)| !is_teams(record));
        is_of_people.then(|| self.people_of(typed, &such, Key::Names))?
    }

    /// How many were sent to the training that is named beside the number.
    fn sent_to(&self, typed: &Typed) -> Option<Held<'v, 'a>> {
        let programmes = self
            .of_table("training")
            .filter_map(|(_, record)| record.text(Key::Programme));
        let name = self.beside(typed, programmes, SENT)?;
        let such = self
            .of_table("training")
            .filter(|(_, record)| record.text(Key::Programme) == Some(name));
        let such: Vec<(Id, &Record)> = such.collect();
        // 30人次: those of whom only the number is known may have been there more often.
        match such[..] {
            [(_, record)] if record.people(Key::People).is_some() && typed.unit != "人次" => {
                self.people_of(typed, &such, Key::People)
            }
            _ => None,
        }
    }

    /// How often people came to the activity that is named beside the number.
    fn came_to(&self, typed: &Typed) -> Option<Held<'v, 'a>> {
        if typed.unit != "人次" {
            return None;
        }
        let kinds = self
            .of_table("activity")
            .filter_map(|(_, record)| record.text(Key::Kind));
        let name = self.beside(typed, kinds, CAME)?;
        let such = self
            .of_table("activity")
            .filter(|(_, record)| record.text(Key::Kind) == Some(name));
        let such: Vec<(Id, &Record)> = such.collect();
        let times = such
            .iter()
            .map(|(_, record)| record.quantity(Key::PersonTimes));
        let all: Count = times.collect::<Option<Vec<Count>>>()?.into_iter().sum();
        Some(sum(typed, all, "人次", &such))
    }

    /// How many of the roster hold a title: 现有区级以上骨干教师6名.
    fn holders(&self, typed: &Typed) -> Option<Held<'v, 'a>> {
        static HOLDERS: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                r"^(?:目前|本学期)?(?:全校|学校|我校|本校)?(?:目前|已)?(?:现有|共有|有|拥有)(?:(\p{Han}级)(及?以上)?)?(?:的)?(\p{Han}{2,8})$",
            )
        });
        let members = || self.tally.staff.members();
        let item = self.of_staff(typed);
        let said = HOLDERS.captures(&item)?;
        let level = match said.get(1) {
            Some(level) => Some(LEVEL.find(level.as_str())?),
            None => None,
        };
        let is_level = |own: Option<&Word>| {
            level.is_none_or(|level| {
                own.is_some_and(|own| match said.get(2) {
                    Some(_) => own.rank <= level.rank,
                    None => own.rank == level.rank,
                })
            })
        };
        let count = |is_title: &dyn Fn(&str) -> bool| {
            let such = members().filter(|member| {
                let mut honours = member.honours.iter();
                honours.any(|(title, own)| is_title(title) && is_level(*own))
            });
            Count::exact(such.count() as u64)
        };
        let own = count(&|title| title == &said[3]);
        let is_whole = self.tally.staff.size_of_school() == Count::exact(members().count() as u64);
        let is_alone = passage::is_end(&self.text[typed.range.end..]);
        // 学科带头人 are often counted with 骨干教师.
        let is_same = agree::agree(typed, own) || agree::agree(typed, count(&|_| true));
        (is_whole && is_alone && !own.is_zero()).then(|| Held {
            is_same,
            source: Source::Sum {
                count: own,
                unit: "人".to_owned(),
                records: None,
            },
        })
    }

    /// The name, of `names`, that stands in the item of a number with nothing but `words`.
    fn beside(
        &self,
        typed: &Typed,
        names: impl Iterator<Item = &'a Text>,
        words: &[&str],
    ) -> Option<&'a Text> {
        let item = passage::item(self.text, &typed.range);
        let start = typed.range.start - item.start;
        let end = typed.range.end - item.start;
        let said = &self.text[item.clone()];
        let name = names
            .filter(|name| said.contains(&***name))
            .max_by_key(|name| name.len())?;
        let pieces = [&said[..start], &said[end..]];
        let is_plain = pieces
            .iter()
            .flat_map(|piece| piece.split(&**name))
            .all(|piece| is_made_of(piece, words));
        is_plain.then_some(name)
    }

    /// The people whom `such` records tell of by `key`.
    fn people_of(
        &self,
        typed: &Typed,
        such: &[(Id, &'a Record)],
        key: Key,
    ) -> Option<Held<'v, 'a>> {
        let counts = such.iter().map(|(_, record)| match record.people(key) {
            Some(people) => self.tally.staff.head_count(people, None),
            None => record.count(),
        });
        let all: Count = counts.sum();
        (!all.is_zero()).then(|| sum(typed, all, "人", such))
    }
}

/// A number that is held against what records come to.
fn sum<'v, 'a>(typed: &Typed, count: Count, unit: &str, such: &[(Id, &'a Record)]) -> Held<'v, 'a> {
    Held {
        is_same: agree::agree(typed, count),
        source: Source::Sum {
            count,
            unit: unit.to_owned(),
            records: such.first().map(|(first, _)| (*first, such.len())),
        },
    }
}

/// Whether `said` is made of `words` only.
fn is_made_of(said: &str, words: &[&str]) -> bool {
    let mut rest = said.trim();
    while !rest.is_empty() {
        let known = words.iter().filter(|word| rest.starts_with(**word));
        match known.map(|word| word.len()).max() {
            Some(length) => rest = rest[length..].trim_start(),
            None => return false,
        }
    }
    true
}
