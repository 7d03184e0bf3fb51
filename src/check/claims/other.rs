//! Numbers that are none of how often something was done: rates and shares, what comes to each of
//! the people, and how many people and parts of the school there are.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::agree;
use super::axes::one_by_axis;
use super::candidate::{Candidate, narrowed};
use super::context::{OF_ALL, OF_SCHOOL, OF_STAFF, THERE_ARE, TOGETHER};
use super::held::{Before, Held, Read, Source};
use super::measure::side_of_share;
use super::narrowing::Narrowing;
use super::numeral::Typed;
use super::passage;
use super::people::names_people;
use super::relate::{IS_PART_OF, Related, within};
use super::vocabulary::{Meaning, Mention, Vocabulary};
use super::words::Hedge;
use crate::check::texts::pattern;
use crate::format::Key;
use crate::log::{Record, Text};

impl<'v, 'a> Read<'v, 'a> {
    /// A rate that records state.
    pub fn rate(
        &self,
        vocabulary: &'v Vocabulary<'a>,
        typed: &Typed,
        place: usize,
    ) -> Option<Held<'v, 'a>> {
        let rate = &vocabulary.rates[place];
        let (record, percent) = rate.stated.first()?;
        let is_one = rate.stated.windows(2).all(|two| two[0].1 == two[1].1);
        let item = passage::item(self.text, &typed.range);
        let walk = self.walk(vocabulary, item.clone(), Some(typed), Related::Rate(place));
        let before = self.before(vocabulary, &item, Related::Rate(place));
        let is_plain = walk
            .unread
            .iter()
            .all(|unread| is_said_by(record, &self.text[unread.clone()]));
        let is_whole = !walk.is_some
            && !walk.is_of_some_time
            && !before.sentence.is_of_some_time
            && !walk.is_of_class_heads
            && !before.sentence.is_of_class_heads
            && !walk.is_of_others
            && !before.sentence.is_some
            && !walk.is_of_other_time
            && !before.sentence.is_of_other_time
            && !before.sentence.is_of_others
            && before.line.persons == 0
            && !self.is_of_a_part
            && !self.is_listed(&item)
            && !names_people(
                &self.text[passage::sentence(self.text, &typed.range).start..item.start],
            );
        (is_one && is_plain && is_whole).then(|| Held {
            is_same: agree::agree(typed, *percent),
            source: Source::Rate(rate),
        })
    }

    /// A percentage of things that is told of some of them: 推门听课占听课总数的15%.
    pub fn share(
        &self,
        vocabulary: &'v Vocabulary<'a>,
        typed: &Typed,
        head: usize,
        at: usize,
    ) -> Option<Held<'v, 'a>> {
        let related = Related::Share { head, at };
        let item = passage::item(self.text, &typed.range);
        let before_it = &self.text[item.start..at];
        let plain = before_it
            .strip_suffix("大约")
            .or(before_it.strip_suffix('约'));
        let is_about = plain.is_some() && typed.hedge == Hedge::Exact;
        let hedge = if is_about { Hedge::About } else { typed.hedge };
        let said = plain.unwrap_or(before_it).len();
        let part = match said {
            0 => passage::clause_before(self.text, item.start)?,
            _ => item.start..item.start + said,
        };
        // The number of the part itself, where it was told before.
        let mut numbers = self.numbers.iter().rev();
        let of_part =
            numbers.find(|number| part.start <= number.range.start && number.range.end <= part.end);
        let whole = at + IS_PART_OF.len_utf8()..typed.range.start;
        let side = side_of_share(
            &vocabulary.heads[head],
            &self.text[part.clone()],
            of_part,
            &self.text[whole],
        )?;
        let typed = &Typed {
            hedge,
            ..typed.clone()
        };
        let before = self.before(vocabulary, &part, related);
        let is_whole = !self.is_of_a_part
            && !before.sentence.is_some
            && !before.sentence.is_of_others
            && before.sentence.groups().is_empty()
            && before.line.groups().is_empty()
            && before.line.persons == 0;
        let figure = |range: Range<usize>, number: &Typed| {
            let walk = self.walk(vocabulary, range, Some(number), related);
            let is_plain =
                walk.is_sure && walk.unread.is_empty() && !walk.is_some && !walk.is_of_others;
            let parts = one_by_axis(&walk.parts, typed.unit).filter(|_| is_plain && is_whole)?;
            let answer = self.answer(vocabulary.heads[head].table?, &parts, side)?;
            let is_known = answer.entry.is_complete && answer.entry.count.approx.is_none();
            is_known.then_some((answer.entry, walk))
        };
        let (part, of) = figure(part, of_part.unwrap_or(typed))?;
        let (whole, of_all) = figure(at + IS_PART_OF.len_utf8()..item.end, typed)?;
        // 语文组听课34节，占听课总数的: of whose is not said.
        let is_whose = said > 0 || of.groups().is_empty() || of_all.is_all;
        is_whose.then(|| Held {
            is_same: agree::is_average(typed, part.count.n.saturating_mul(100), whole.count.n)
                || (typed.hedge == Hedge::Over
                    && part.count.n.saturating_mul(10_000)
                        >= whole.count.n.saturating_mul(typed.hundredths)),
            source: Source::Share(part, Box::new(whole)),
        })
    }

    /// What comes to each of the people: 人均听课9节.
    pub fn per_head(
        &self,
        typed: &Typed,
        candidates: &[Candidate],
        narrowing: &Narrowing<'a>,
        before: &Before<'a>,
    ) -> Option<Held<'v, 'a>> {
        let group = narrowing.parts.iter().find(|(axis, _)| *axis == Key::Group);
        let group = group.map(|(_, group)| Text::from(*group));
        let people = self.tally.staff.size_of(group.as_ref());
        let item = &self.text[passage::item(self.text, &typed.range)];
        let is_bare = self.tally.group().is_none()
            && !before.line.is_some
            && !before.line.is_of_some_time
            && !before.line.is_of_other_time
            && !before.line.is_of_others
            && narrowing.parts.iter().all(|(axis, _)| *axis == Key::Kind);
        let is_whose = narrowing.is_explicit
            || is_bare
            || ["教师", "老师"].iter().any(|word| item.contains(word));
        let is_known = people.n > 1 && people.approx.is_none() && is_whose;
        let mut exact = candidates
            .iter()
            .filter(|one| one.first.entry.count.approx.is_none() && one.first.undecided.is_zero());
        let agrees = |one: &Candidate| agree::is_average(typed, one.first.entry.count.n, people.n);
        let first = exact.clone().next().filter(|_| is_known)?;
        Some(Held {
            is_same: exact.any(agrees) || self.is_of_one_before(typed, people.n),
            source: Source::PerHead(first.first.entry.clone(), people.n),
        })
    }

    /// Whether a number is one before it in its sentence for each of `people`, whatever that counts:
    /// 共有9篇发表或获奖，人均0.45篇.
    fn is_of_one_before(&self, typed: &Typed, people: u64) -> bool {
        let before = self.numbers.iter().rev();
        let before = before.filter(|other| other.range.end <= typed.range.start);
        let mut before = before
            .take_while(|other| !self.text[other.range.end..typed.range.start].contains('。'));
        before.any(|other| {
            other.unit == typed.unit && agree::is_average(typed, other.hundredths / 100, people)
        })
    }

    /// A number of people or parts of the school: 全校46名教师, 数学组现有教师7人.
    pub fn of_school(
        &self,
        vocabulary: &'v Vocabulary<'a>,
        typed: &Typed,
        head: usize,
    ) -> Option<Held<'v, 'a>> {
        let things = &vocabulary.heads[head];
        let related = Related::Things {
            head,
            side: None,
            is_told_before: false,
        };
        let item = passage::item(self.text, &typed.range);
        let behind = typed.range.end..item.end;
        let is_it = |mention: &&Mention| {
            mention.meanings.iter().any(|meaning| match meaning {
                Meaning::Thing(of, _) | Meaning::Part(of, _, _, true) => *of == head,
                _ => false,
            })
        };
        let thing = within(&self.mentions, &behind).iter().find(is_it);
        let end = thing.map_or(typed.range.end, |thing| thing.range.end);
        let told = self.walk(vocabulary, item.start..end, Some(typed), related);
        let before = self.before(vocabulary, &item, related);
        if !told.unread.is_empty()
            || told.is_some
            || told.is_of_some_time
            || told.is_of_class_heads
            || told.is_of_others
            || told.persons > 0
        {
            return None;
        }
        let mut parts = one_by_axis(&told.parts, typed.unit)?;
        let sentence = passage::sentence(self.text, &typed.range);
        let said = self.text[sentence.start..typed.range.start].trim_end();
        let rest = self.text[end..item.end].trim_start();
        let there_are = THERE_ARE.iter().any(|word| said.contains(word)) && rest.is_empty();
        let is_of_staff = OF_STAFF.iter().any(|word| said.contains(word));
        let there_are = there_are || ((is_census(said) || is_of_staff) && rest.is_empty());
        if before.sentence.is_of_others && !there_are {
            return None;
        }
        let is_whose =
            told.is_all || told.is_this_group || parts.iter().any(|(axis, _)| *axis == Key::Group);
        if told.is_this_group {
            let group = self.this_group(&before.line, &before.sentence)?;
            parts.push((Key::Group, group));
        } else if !is_whose {
            match before.sentence.groups()[..] {
                [] if before.sentence.is_all || there_are => {}
                [.., group] => parts.push((Key::Group, group)),
                _ => return None,
            }
        }
        let figure = narrowed(things, &parts)?;
        let is_all = OF_SCHOOL.iter().any(|word| said.ends_with(word))
            && (rest.is_empty() || OF_ALL.iter().any(|word| rest.starts_with(word)));
        let is_told_of_all = rest.is_empty()
            || OF_ALL
                .iter()
                .chain(TOGETHER)
                .any(|word| rest.starts_with(word));
        // 我校62名教师团结协作: so many there are not, whatever they do.
        let is_beside = told.is_all
            && before_is_school(said)
            && thing.is_some_and(|thing| thing.range.start == typed.range.end);
        let is_more =
            thing.is_some() && (is_told_of_all || is_beside) && agree::is_more(typed, figure.count);
        (is_all || there_are || is_more).then(|| Held {
            is_same: agree::agree(typed, figure.count),
            source: Source::Figure(figure.clone()),
        })
    }
}

/// Whether `text` is a word of what the record is about: 作业 of 作业检查.
fn is_said_by(record: &Record, text: &str) -> bool {
    let keys = [Key::Kind, Key::Programme, Key::Topic];
    let mut said = keys.iter().filter_map(|key| record.text(*key));
    said.any(|said| said.contains(text))
}

/// Whether what leads to a number ends with the whole school: 我校62名教师.
fn before_is_school(said: &str) -> bool {
    ["我校", "学校", "全校", "本校"]
        .iter()
        .any(|word| said.ends_with(word))
}

/// Whether a sentence that begins with `said` tells how many there are in the school: 全校教师24人，其中.
fn is_census(said: &str) -> bool {
    static CENSUS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^\s*(?:目前，?|本学期，?)?(?:全校|我校|学校|本校)(?:共|共有|现有|有)?(?:在职|在编|专任|在校)?(?:教师|教职工|老师|学生|班级|教学班)(?:共|共有|共计|有)?(?:[0-9０-９一二三四五六七八九十百]+[人名位个]|$)",
        )
    });
    CENSUS.is_match(said)
}
