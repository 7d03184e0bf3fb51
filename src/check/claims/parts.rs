//! Sentences that tell of one part only, or of more than the words beside the number name: what the
//! school held or went to, what all groups did by themselves, and awards with those of others.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::agree;
use super::candidate::Parts;
use super::held::Read;
use super::numeral::Typed;
use super::passage;
use crate::check::texts::pattern;
use crate::format::{Key, Table};
use crate::log::{People, Record, Text};
use crate::text::count::Count;

impl<'v, 'a> Read<'v, 'a> {
    /// Whether the paragraph before the sentence leaves out what has been told of already: 另开展3次.
    pub fn tells_of_others(&self, sentence: &Range<usize>) -> bool {
        let line = passage::line_start(self.text, sentence.start);
        self.text[line..sentence.start].contains('另')
    }

    /// Whether a number is that of what the school held, or of what it went to, and not of both.
    pub fn has_a_part(&self, typed: &Typed, item: &Range<usize>) -> bool {
        const HELD: &[&str] = &["承办", "主办", "协办"];
        const WENT: &[&str] = &["参加", "参与", "观摩"];
        let sentence = passage::sentence(self.text, item);
        let has = |words: &[&str], said: &str| words.iter().any(|word| said.contains(word));
        let own = &self.text[item.clone()];
        // 承办联片教研1次，参加联片教研1次: each is one part of it.
        let is_other_part = has(WENT, own) && has(HELD, &self.text[sentence.start..item.start]);
        has(HELD, own) || is_other_part || self.text[..typed.range.start].ends_with("参加")
    }

    /// Whether a number that is told of all groups is what they did by themselves, without what was
    /// for the whole school: 各教研组共开展教研活动14次.
    pub fn is_of_all_groups(
        &self,
        typed: &Typed,
        (table, side): (&'static Table, Option<&'static str>),
        parts: &Parts<'a>,
    ) -> bool {
        static GROUPS: LazyLock<Regex> = LazyLock::new(|| {
            pattern(r"(?:各个?|[两二三四五六七八九十\d]+个?)(?:教研|学科|备课|学科教研)?组")
        });
        let sentence = passage::sentence(self.text, &typed.range);
        let is_named = parts.iter().any(|(axis, _)| *axis == Key::Group);
        if is_named || !GROUPS.is_match(&self.text[sentence.start..typed.range.start]) {
            return false;
        }
        let groups = self.tally.staff.groups().iter();
        let own = groups.filter_map(|group| {
            let mut parts = parts.clone();
            parts.push((Key::Group, group));
            self.answer(table, &parts, side)
        });
        let own: Count = own.map(|answer| answer.entry.count).sum();
        agree::agree(typed, own)
    }

    /// How many people of the one group that `parts` name were at trainings, with those of others as
    /// well as alone; `None` where it is not told of such, and `Some(None)` where nobody knows.
    pub fn trained_of_group(&self, table: &Table, parts: &Parts<'a>) -> Option<Option<Count>> {
        let group = parts.iter().find(|(axis, _)| *axis == Key::Group);
        let (_, group) = group.filter(|_| table.key == "training")?;
        let staff = &self.tally.staff;
        let counted = self.tally.counted().iter().map(|id| self.tally.record(*id));
        let trainings = counted.filter(|record| record.table.key == table.key);
        let is_own = |name: &&Text| {
            let member = staff.member(name);
            member.is_some_and(|member| member.group.as_deref() == Some(*group))
        };
        let of = |record: &Record| {
            let of_group = record.text(Key::Group);
            let is_its = of_group.is_some_and(|of| **of == **group);
            match record.people(Key::People) {
                Some(People::Named(names)) => {
                    Some(Count::exact(names.iter().filter(is_own).count() as u64))
                }
                Some(_) if of_group.is_some() && !is_its => Some(Count::ZERO),
                Some(People::Everyone) => Some(staff.size_of(Some(&Text::from(*group)))),
                Some(People::Number(count)) if is_its => Some(*count),
                _ => None,
            }
        };
        let is_of_no_more = parts.len() == 1;
        let all = trainings.map(of).collect::<Option<Vec<Count>>>();
        Some(
            all.filter(|_| is_of_no_more)
                .map(|all| all.into_iter().sum()),
        )
    }

    /// Whether it is told of what all teachers got, and not those whom they coached: 全校教师获各级奖励14人次.
    pub fn is_of_all_teachers(&self, typed: &Typed) -> bool {
        const ALL: &[&str] = &["全校教师", "全体教师", "全校老师", "全体老师"];
        const COACHED: &[&str] = &["学生", "同学", "师生", "指导", "辅导", "带", "班"];
        let sentence = passage::sentence(self.text, &typed.range);
        let said = &self.text[sentence];
        let item = &self.text[passage::item(self.text, &typed.range)];
        ALL.iter().any(|word| item.contains(word))
            && !COACHED.iter().any(|word| said.contains(word))
    }

    /// Whether a number is told to include what others did or got, whom the words before it do not
    /// name: 教师获奖15人次，含班主任2人次, 教师（含班主任）获奖15人次.
    pub fn is_with_others(&self, typed: &Typed) -> bool {
        static WITH: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                r"^[^，。；！？、\n]{0,6}?[，（(](?:其中)?(?:包?含|包括|连同)[^，。；）)\n]{0,8}?(?:教师|老师|主任|校长|领导|干部|学生|家长|团队|集体[奖荣]|教研组)",
            )
        });
        static INSIDE: LazyLock<Regex> =
            LazyLock::new(|| pattern(r"[（(](?:包?含|包括|连同)[^（）()。；\n]{1,12}[）)]"));
        let clause = passage::clause(self.text, &typed.range);
        WITH.is_match(&self.text[typed.range.end..])
            || INSIDE.is_match(&self.text[clause.start..typed.range.start])
    }
}

/// Whether `said` tells of what was for the whole school, and not of what the groups did by themselves:
/// 全校性教研活动3次，35人次参加.
pub fn is_for_whole_school(said: &str) -> bool {
    const FOR_ALL: &[&str] = &["全校性", "全校层面", "学校层面", "校级层面", "全校范围"];
    FOR_ALL.iter().any(|word| said.contains(word))
}
