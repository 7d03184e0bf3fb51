//! Whose a record is: the one rule, for every report, figure and chart, by which what was done
//! belongs to a teaching group, to several, to everyone, or to nobody who is known.
//!
//! What is counted by people belongs to the groups of those people. Anything else belongs to the
//! `group` that it names, or else to the groups of the people whose doing it is, or else to that of
//! those who had a part in it, or of the subject, the class or the audience, where these mean one
//! group and no other. What nothing decides is the school's: it is nobody's own. A post decides
//! nothing: what the heads of a school heard is no group's, whoever they teach with.

use crate::format::{Counting, Key};
use crate::log::{People, Record, Text};

use super::aspect::{is_of_staff, is_teams};
use super::{Aspect, Reason, Tally, Whose, actor_key, keys_there, own_people, staff_actors};

impl Tally {
    /// The groups a record belongs to; none where it is everyone's, or nothing tells whose.
    pub fn groups_of<'a>(&'a self, record: &'a Record) -> Vec<&'a Text> {
        let own = record.text(Key::Group);
        let staff = staff_counted(record);
        let people = self.groups_of_people(staff);
        if is_by_people(record) {
            match (people.is_empty(), own) {
                (false, Some(own)) if self.has_strangers(staff) && !people.contains(&own) => {
                    return [people, vec![own]].concat();
                }
                (false, _) => return people,
                (true, Some(own)) => return vec![own],
                // Whoever has no group is of none.
                (true, None) if !staff.is_empty() && !self.has_strangers(staff) => {
                    return Vec::new();
                }
                (true, None) => {}
            }
        } else if let Some(own) = own {
            return vec![own];
        } else if !people.is_empty() {
            return people;
        }
        // An award to groups may have them in the place of the winners.
        let winners = groups_that_won(record).iter();
        let winners: Vec<&Text> = winners.filter(|name| self.staff.has_group(name)).collect();
        if !winners.is_empty() {
            return winners;
        }
        // Pupils are of no group: then it is their coaches'.
        let with = record.table.with.iter();
        let with = with.filter_map(|key| record.people(*key));
        let with = self.groups_of_people(with.flat_map(People::names));
        if !with.is_empty() {
            return with;
        }
        let with_posts = self.groups_of_people(with_posts(record));
        if !with_posts.is_empty() {
            return with_posts;
        }
        self.group_by_words(record).into_iter().collect()
    }

    /// The one group that the subject, the class or the audience of a record means; of what
    /// everyone did, or only a post is known of, none.
    fn group_by_words<'a>(&'a self, record: &'a Record) -> Option<&'a Text> {
        if self.is_all_the_schools(record) || record.get(Key::ObserverRole).is_some() {
            return None;
        }
        let subject = record.text(Key::Subject);
        let class = record.text(Key::Class);
        let audience = record.text(Key::Audience);
        let taught = subject.and_then(|subject| self.staff.group_of_subject(subject));
        taught
            .or_else(|| self.staff.group_of_class(class?))
            .or_else(|| match self.staff.groups_within(audience?)[..] {
                [one] => Some(one),
                _ => None,
            })
    }

    /// Whether some of `names` are not on the roster.
    fn has_strangers(&self, names: &[Text]) -> bool {
        names.iter().any(|name| self.staff.member(name).is_none())
    }

    /// The groups of those of `names` whom the roster has in one.
    pub(super) fn groups_of_people<'a>(
        &'a self,
        names: impl IntoIterator<Item = &'a Text>,
    ) -> Vec<&'a Text> {
        let members = names.into_iter().filter_map(|name| self.staff.member(name));
        let mut groups: Vec<&Text> = Vec::new();
        for group in members.filter_map(|member| member.group.as_ref()) {
            if !groups.contains(&group) {
                groups.push(group);
            }
        }
        groups
    }

    /// Those by whom a record is counted who count for none of its groups: they are in no group, or
    /// nobody knows in which.
    pub fn of_no_group<'a>(&'a self, record: &'a Record) -> impl Iterator<Item = &'a Text> {
        let groups = self.groups_of(record);
        let counted = match is_by_people(record) && !is_teams(record) {
            true => staff_counted(record),
            false => &[],
        };
        let is_of_one = move |name: &Text| groups.iter().any(|own| self.is_of(name, own, record));
        counted.iter().filter(move |name| !is_of_one(name))
    }

    /// Whether people of no group did some of what is counted by people, or nobody knows whose some
    /// of it is.
    pub fn is_partly_of_no_group(&self, record: &Record) -> bool {
        let part = || Aspect::Records.of(self, record, Some(&Whose::NoGroup));
        is_by_people(record) && !is_teams(record) && !part().is_zero()
    }

    /// Whether several groups did together what counts once: then it is none's own.
    pub(super) fn is_joint(&self, record: &Record) -> bool {
        counts_once(record) && self.groups_of(record).len() > 1
    }

    /// The groups for which a record counts: of the whole school's what several did together and
    /// counts once is none's own, and is told of all of them. The report of one group has it.
    pub(super) fn groups_to_count<'a>(&'a self, record: &'a Record) -> Vec<&'a Text> {
        let groups = self.groups_of(record);
        let is_joint = groups.len() > 1 && counts_once(record);
        match is_joint && self.group().is_none() {
            true => Vec::new(),
            false => groups,
        }
    }

    /// The one group that a record belongs to; `None` of what is several groups', or no group's.
    pub fn own_group_of<'a>(&'a self, record: &'a Record) -> Option<&'a Text> {
        match self.groups_of(record)[..] {
            [group] => Some(group),
            _ => None,
        }
    }

    /// Whether `name`, one of the people of `record`, counts for `group`: as one of its members,
    /// as the group itself, or as somebody whom the roster does not know, where the record or the
    /// whole log is of that group.
    pub fn is_of(&self, name: &Text, group: &Text, record: &Record) -> bool {
        match self.staff.member(name) {
            Some(member) => member.group.as_ref() == Some(group),
            None if name == group => true,
            None if self.staff.has_group(name) => false,
            None => match record.text(Key::Group) {
                Some(own) => own == group,
                None => {
                    self.group().is_some() && !self.knows_others(group)
                        || self.is_strangers_of(record, group)
                }
            },
        }
    }

    /// Whether what is counted by people is `group`'s though none of these is on the roster: then
    /// the subject, the class or those who had a part in it say whose it is.
    fn is_strangers_of(&self, record: &Record, group: &Text) -> bool {
        let names = staff_counted(record);
        let are_strangers = || {
            let mut names = names.iter();
            names.all(|name| self.staff.member(name).is_none())
        };
        is_by_people(record)
            && !names.is_empty()
            && are_strangers()
            && self.groups_of(record) == [group]
    }

    /// Whether the log knows of other groups than `own`, or of people who are in none.
    pub fn knows_others(&self, own: &Text) -> bool {
        self.staff.has_ungrouped() || self.staff.groups_named().iter().any(|group| group != own)
    }

    /// Whether those under `key` of `record` are everyone of its group or of the school: as it
    /// says, or since they are as many. Of pupils, of guests and at what only the log knows, a
    /// parents' evening say, so many are only so many.
    pub(super) fn are_everyone(&self, key: Key, record: &Record) -> bool {
        match record.people(key) {
            Some(People::Everyone) => true,
            Some(People::Number(count))
                if is_of_staff(record, key)
                    && !may_be_anybody(record, key)
                    && !is_for_others(record, key) =>
            {
                let all = match record.text(Key::Group) {
                    Some(group) => self.staff.size_of(Some(group)),
                    None => self.staff.size_of_school(),
                };
                !all.is_zero() && all.approx.is_none() && *count == all
            }
            Some(People::Named(_) | People::Number(_)) | None => false,
        }
    }

    /// Whether everyone of the school, or of the group that it names, did or attended what a record
    /// tells of.
    pub fn is_everyones(&self, record: &Record) -> bool {
        keys_there(record).any(|key| self.are_everyone(key, record))
    }

    /// Whether everyone of the school did.
    pub(super) fn is_all_the_schools(&self, record: &Record) -> bool {
        record.text(Key::Group).is_none() && self.is_everyones(record)
    }

    /// Whether a record is more than `group`'s alone, in a log that knows of others: it names no
    /// group, and of those in it some are of another, or they are everyone.
    pub fn is_wider(&self, record: &Record, group: &Text) -> bool {
        let are_others = |key: Key| {
            let names = record.people(key).map_or(&[][..], People::names);
            let groups = self.groups_of_people(names);
            self.are_everyone(key, record) || groups.iter().any(|own| *own != group)
        };
        let have_posts = || {
            let groups = self.groups_of_people(with_posts(record));
            groups.iter().any(|own| *own != group)
        };
        record.text(Key::Group).is_none()
            && self.knows_others(group)
            && (keys_there(record).any(are_others) || have_posts())
    }

    /// Whether what a record counts once was done by all of the school.
    pub(super) fn is_the_schools(&self, record: &Record) -> bool {
        !is_by_people(record) && self.is_all_the_schools(record)
    }

    /// Whether people of `group` are in the audience of what others do in `record`.
    pub(super) fn are_heard_by(&self, record: &Record, group: &Text) -> bool {
        if actor_key(record.table) == Some(Key::Attendance) {
            return false;
        }
        let there = record.people(Key::Attendance);
        let are_there = there.is_some_and(|there| match there {
            People::Named(names) => self.groups_of_people(names).contains(&group),
            _ => {
                self.are_everyone(Key::Attendance, record)
                    && record.text(Key::Group).is_none_or(|of| of == group)
            }
        });
        are_there
            || record
                .text(Key::Audience)
                .is_some_and(|audience| self.staff.groups_within(audience).contains(&group))
    }

    /// Why a record does not count in a report of `group`; `None` where it does.
    pub(super) fn not_of(&self, record: &Record, group: &Text) -> Option<Reason> {
        let recipient = record.word(Key::Recipient);
        let is_schools = recipient.is_some_and(|word| word.name == "school");
        if is_schools && self.knows_others(group) {
            return Some(Reason::OtherGroup);
        }
        let groups = self.groups_of(record);
        if groups.contains(&group) || self.are_heard_by(record, group) {
            return None;
        }
        if !groups.is_empty() || self.is_of_outsiders(record, group) {
            return Some(match self.had_a_part(record, group) {
                true => Reason::TookPart,
                false => Reason::OtherGroup,
            });
        }
        let is_own = !self.knows_others(group) || self.is_all_the_schools(record);
        (!is_own).then_some(Reason::NoGroup)
    }

    /// Whether somebody of `group` had a part in what a record tells of.
    fn had_a_part(&self, record: &Record, group: &Text) -> bool {
        self.groups_of_all(record).contains(&group)
    }

    /// Whether a record counts for other groups, and somebody of `group` had a part in it: whoever
    /// came to what others held had none.
    pub(super) fn only_had_a_part(&self, record: &Record, group: &Text) -> bool {
        actor_key(record.table) != Some(Key::Attendance)
            && !self.groups_of(record).contains(&group)
            && self.had_a_part(record, group)
    }

    /// Whether people of groups for which a record does not count had a part in it.
    pub(super) fn is_with_helpers(&self, record: &Record) -> bool {
        let mut all = self.groups_of_all(record).into_iter();
        all.any(|group| self.only_had_a_part(record, group))
    }

    /// Whether people of other groups than `group` had a part in what a record tells of.
    pub fn is_with_others(&self, record: &Record, group: &Text) -> bool {
        self.groups_of_all(record).iter().any(|own| *own != group)
    }

    /// Whether a record of which it does not say whose it is has people in it whom the roster has in
    /// no group, as the heads of a school are.
    pub fn is_with_ungrouped(&self, record: &Record) -> bool {
        let named = keys_there(record).filter_map(|key| record.people(key));
        let mut names = named.flat_map(People::names).chain(with_posts(record));
        let is_ungrouped = |name: &Text| {
            let member = self.staff.member(name);
            member.is_some_and(|member| member.group.is_none())
        };
        record.get(Key::Group).is_none() && names.any(is_ungrouped)
    }

    /// The groups of all who had a part in what a record tells of.
    fn groups_of_all<'a>(&'a self, record: &'a Record) -> Vec<&'a Text> {
        let keys = actor_key(record.table).into_iter();
        let keys = keys.chain(record.table.with.iter().copied());
        let names = keys
            .filter_map(|key| record.people(key))
            .flat_map(People::names);
        self.groups_of_people(names.chain(with_posts(record)))
    }

    /// Whether all of those who did what a record tells of are on the roster, and none in `group`.
    pub(super) fn is_of_outsiders(&self, record: &Record, group: &Text) -> bool {
        let names = staff_actors(record);
        let is_others = |name: &Text| {
            let member = self.staff.member(name);
            member.is_some_and(|member| member.group.as_ref() != Some(group))
        };
        self.knows_others(group) && !names.is_empty() && names.iter().all(is_others)
    }
}

/// Those who have a post in what a record tells of.
fn with_posts(record: &Record) -> impl Iterator<Item = &Text> {
    let posts = record.rows(Key::Members).iter();
    let names = posts.filter_map(|row| row.people(Key::Names));
    names.flat_map(People::names)
}

/// Whether those under `key` may be others than teachers.
pub fn may_be_anybody(record: &Record, key: Key) -> bool {
    key == Key::People && record.table.kinds.is_empty()
}

/// Whether what a record tells of is said to be for others than the teachers of the school, as a
/// lecture for parents is, so that as many as there are teachers need not be these.
fn is_for_others(record: &Record, key: Key) -> bool {
    const STAFF: [&str; 5] = ["教师", "老师", "教职工", "教职员工", "教工"];
    const OWN: [&str; 6] = ["全体", "全校", "本校", "我校", "校内", "在职"];
    const OTHERS: [&str; 5] = ["家长", "学生", "队员", "团员", "学员"];
    let is_of_staff = |audience: &str| {
        let mut rest = audience;
        while let Some(more) = OWN.iter().find_map(|own| rest.strip_prefix(own)) {
            rest = more;
        }
        STAFF.contains(&rest)
    };
    let names = [Key::Kind, Key::Programme];
    // Under `attendance` are those of the school, by the handbook.
    let names = names.iter().filter(|_| key == Key::People);
    let mut names = names.filter_map(|key| record.text(*key));
    let audience = record.text(Key::Audience);
    audience.is_some_and(|audience| !is_of_staff(audience))
        || names.any(|name| OTHERS.iter().any(|other| name.contains(other)))
}

/// Whether a record is counted by people of the staff, each of whom counts for their own group.
fn is_by_people(record: &Record) -> bool {
    match record.table.counting {
        Counting::Records => false,
        Counting::PerPerson(_) => true,
        Counting::OfPeople(key) => own_people(record).any(|(own, _)| own == key),
    }
}

/// The groups to which an award went by name, each of which won it.
fn groups_that_won(record: &Record) -> &[Text] {
    let recipient = record.word(Key::Recipient);
    let is_groups = recipient.is_some_and(|word| word.name == "group");
    let names = record.people(Key::Names).filter(|_| is_groups);
    names.map_or(&[], People::names)
}

/// Whether a record counts once, however many did it: a team is one.
fn counts_once(record: &Record) -> bool {
    (!is_by_people(record) && groups_that_won(record).is_empty()) || is_teams(record)
}

/// The people of the staff by whom a record is counted, or whose doing it is.
fn staff_counted(record: &Record) -> &[Text] {
    match record.table.counting {
        Counting::OfPeople(key) if record.people(key).is_some() => match is_by_people(record) {
            true => record.people(key).map_or(&[], People::names),
            false => &[],
        },
        _ => staff_actors(record),
    }
}
