//! Whose a record is: for any roster and any log, no figure of a group or a person is above what
//! the roster allows, no record is two groups' own, and the parts of the groups with what is the
//! school's are the school's total.

use std::collections::HashMap;
use std::fmt::Write;
use std::sync::Arc;

use proptest::prelude::*;

use summarize::format::table;
use summarize::log::{Log, Reader, Record, Text};
use summarize::tally::{Aspect, Scope, Tally, Whose};

/// Teachers by group: `sizes[g]` of the group `g`, and one of none.
#[derive(Debug, Clone)]
struct School {
    sizes: Vec<usize>,
    events: Vec<Event>,
}

/// One record, as it is made up.
#[derive(Debug, Clone)]
struct Event {
    kind: &'static str,
    group: Option<usize>,
    people: People,
    count: u64,
}

#[derive(Debug, Clone)]
enum People {
    Nobody,
    /// Who they are, among all teachers.
    Named(Vec<usize>),
    Number(u64),
    Everyone,
}

/// The kinds, each with the key of its people, and whether each of these counts by themselves.
const KINDS: [(&str, &str, bool); 7] = [
    ("session", "attendance", false),
    ("training", "people", false),
    ("lesson", "teacher", false),
    ("writing", "authors", false),
    ("paper", "authors", false),
    ("observation", "observers", true),
    ("award", "names", true),
];

fn school() -> impl Strategy<Value = School> {
    prop::collection::vec(1usize..6, 1..4).prop_flat_map(|sizes| {
        let all: usize = sizes.iter().sum::<usize>() + 1;
        let groups = sizes.len();
        let own_sizes = sizes.clone();
        let people = prop_oneof![
            Just(People::Nobody),
            prop::collection::vec(0..all, 1..4).prop_map(|mut names| {
                names.sort_unstable();
                names.dedup();
                People::Named(names)
            }),
            (1..=all as u64).prop_map(People::Number),
            Just(People::Everyone),
        ];
        let event = (
            0..KINDS.len(),
            prop::option::weighted(0.4, 0..groups),
            people,
            1u64..4,
        );
        let event = event.prop_map(move |(kind, group, people, count)| Event {
            kind: KINDS[kind].0,
            group,
            people: match (KINDS[kind].0, people) {
                // No more of a group than it has.
                (_, People::Number(number)) => People::Number(
                    number.min(group.map_or(number, |group| own_sizes[group] as u64)),
                ),
                // Awards are won by some, and by so many with a name for each.
                ("award", People::Everyone | People::Nobody) => People::Number(1),
                (_, people) => people,
            },
            count: if KINDS[kind].0 == "award" { 1 } else { count },
        });
        prop::collection::vec(event, 0..14).prop_map(move |events| School {
            sizes: sizes.clone(),
            events,
        })
    })
}

fn group_name(group: usize) -> String {
    format!("第{group}组")
}

impl School {
    /// The group of each teacher.
    fn groups(&self) -> Vec<Option<usize>> {
        let of_groups = self.sizes.iter().enumerate();
        let of_groups = of_groups.flat_map(|(group, size)| vec![Some(group); *size]);
        of_groups.chain([None]).collect()
    }

    fn log(&self) -> Log {
        let mut text = String::new();
        for (nth, group) in self.groups().iter().enumerate() {
            let _ = writeln!(text, "[[teacher]]\nname = \"甲{nth}乙\"");
            if let Some(group) = group {
                let _ = writeln!(text, "group = \"{}\"", group_name(*group));
            }
        }
        for event in &self.events {
            let _ = writeln!(text, "[[{}]]", event.kind);
            let _ = match event.kind {
                "award" => writeln!(text, "recipient = \"teacher\"\ncontest = \"评比\""),
                "writing" => writeln!(text, "kind = \"反思\"\ncount = {}", event.count),
                _ => writeln!(text, "count = {}", event.count),
            };
            if let Some(group) = event.group {
                let _ = writeln!(text, "group = \"{}\"", group_name(group));
            }
            let key = KINDS.iter().find(|kind| kind.0 == event.kind);
            let key = key.expect("a kind of the list").1;
            let _ = match &event.people {
                People::Nobody => Ok(()),
                People::Number(number) => writeln!(text, "{key} = {number}"),
                People::Everyone => writeln!(text, "{key} = \"全体\""),
                People::Named(names) => {
                    let names: Vec<String> =
                        names.iter().map(|nth| format!("\"甲{nth}乙\"")).collect();
                    writeln!(text, "{key} = [{}]", names.join(", "))
                }
            };
        }
        let text = text.replace("count = 1\n", "");
        let mut reader = Reader::default();
        reader.read("log.toml", text.as_bytes()).expect("a log");
        let (log, wrong) = reader.finish();
        assert_eq!(wrong.errors(), 0, "{text}\n{:?}", wrong.sorted().0);
        log
    }

    /// How much of what `event` adds to the number of its kind each group has, worked out apart
    /// from the program: the rest is the school's.
    fn parts(&self, event: &Event) -> HashMap<usize, u64> {
        let groups = self.groups();
        let all = groups.len() as u64;
        let by_people = KINDS.iter().any(|kind| kind.0 == event.kind && kind.2);
        let mut own: Vec<usize> = match &event.people {
            People::Named(names) => names.iter().filter_map(|nth| groups[*nth]).collect(),
            _ => Vec::new(),
        };
        let mut parts = HashMap::new();
        if by_people && matches!(event.people, People::Named(_)) {
            for group in own {
                *parts.entry(group).or_default() += event.count;
            }
            return parts;
        }
        own.sort_unstable();
        own.dedup();
        let owner = match (event.group, &own[..]) {
            (Some(group), _) => Some(group),
            (None, [one]) => Some(*one),
            (None, _) => None,
        };
        let heads = match (&event.people, owner) {
            _ if !by_people => 1,
            (People::Number(number), _) => *number,
            (People::Everyone, Some(group)) => self.sizes[group] as u64,
            (People::Everyone, None) => all,
            (People::Nobody | People::Named(_), _) => 1,
        };
        if let Some(owner) = owner {
            parts.insert(owner, heads * event.count);
        }
        parts
    }

    /// How much of what is counted by people is nobody's who is in a group.
    fn of_none(&self, event: &Event) -> u64 {
        let groups = self.groups();
        let by_people = KINDS.iter().any(|kind| kind.0 == event.kind && kind.2);
        match &event.people {
            _ if !by_people => 0,
            People::Named(names) => {
                let of_none = names.iter().filter(|nth| groups[**nth].is_none());
                of_none.count() as u64 * event.count
            }
            _ if event.group.is_some() => 0,
            _ => self.total(event),
        }
    }

    fn total(&self, event: &Event) -> u64 {
        let by_people = KINDS.iter().any(|kind| kind.0 == event.kind && kind.2);
        let heads = match &event.people {
            _ if !by_people => 1,
            People::Named(names) => names.len() as u64,
            People::Number(number) => *number,
            People::Everyone => match event.group {
                Some(group) => self.sizes[group] as u64,
                None => self.groups().len() as u64,
            },
            People::Nobody => 1,
        };
        heads * event.count
    }
}

fn times(record: &Record) -> u64 {
    record.count().n
}

fn of_group(group: usize) -> Scope {
    Scope::Of(Whose::Group(Text::from(group_name(group))))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_parts_of_the_groups_and_the_schools_are_the_total(school in school()) {
        let tally = Tally::new(school.log());
        for (kind, ..) in KINDS {
            let all = tally.all(table(kind).expect("a kind"));
            let events = || school.events.iter().filter(|event| event.kind == kind);
            let total: u64 = events().map(|event| school.total(event)).sum();
            prop_assert_eq!(all.count().n, total, "{}", kind);
            let mut parts = 0;
            for group in 0..school.sizes.len() {
                let expected: u64 = events()
                    .map(|event| school.parts(event).get(&group).copied().unwrap_or_default())
                    .sum();
                let part = all.within(&of_group(group)).count().n;
                prop_assert_eq!(part, expected, "{} of {}", kind, group_name(group));
                parts += part;
            }
            prop_assert!(parts <= total);
            let of_none: u64 = events().map(|event| school.of_none(event)).sum();
            prop_assert_eq!(all.of_no_group().count().n, of_none, "{} of no group", kind);
            // What is counted by people is a group's or nobody's.
            let by_people = KINDS.iter().any(|own| own.0 == kind && own.2);
            prop_assert!(!by_people || parts + of_none == total, "{}", kind);
        }
    }

    #[test]
    fn nothing_is_above_what_the_roster_allows(school in school()) {
        let tally = Tally::new(school.log());
        for (kind, key, _) in KINDS {
            let all = tally.all(table(kind).expect("a kind"));
            for group in 0..school.sizes.len() {
                let size = tally.staff.size_of(Some(&Text::from(group_name(group)))).n;
                let part = all.within(&of_group(group));
                let most: u64 = part.records().map(times).sum::<u64>() * size;
                let heads = part.aspect(Aspect::PersonTimes).count().n;
                prop_assert!(size == 0 || heads <= most, "{kind}: {heads} of {most}");
            }
            for nth in 0..school.groups().len() {
                let person = Text::from(format!("甲{nth}乙"));
                let own = all.within(&Scope::Of(Whose::Person(person)));
                let most: u64 = own.records().map(times).sum();
                let heads = own.aspect(Aspect::PersonTimes).count().n;
                prop_assert!(heads <= most && own.count().n <= most.max(1), "{kind} {key}");
            }
        }
    }

    #[test]
    fn no_record_is_two_groups_own(school in school()) {
        let mut owners: HashMap<u32, Vec<usize>> = HashMap::new();
        for group in 0..school.sizes.len() {
            let name = Text::from(group_name(group));
            let tally = Tally::new(school.log().of_group(&name));
            let size = tally.staff.size().n;
            for id in tally.counted() {
                let record = tally.record(*id);
                let one = tally.one(*id);
                let heads = one.aspect(Aspect::PersonTimes).count().n;
                prop_assert!(size == 0 || heads <= size * times(record));
                let by_people = KINDS.iter().any(|kind| kind.0 == record.table.key && kind.2);
                if !by_people && !tally.is_wider(record, &name) {
                    owners.entry(*id).or_default().push(group);
                }
            }
        }
        // With one group alone everything is that group's.
        prop_assert!(owners.values().all(|groups| groups.len() == 1), "{owners:?}");
    }
}

/// A log of whatever is said in a test below.
fn tally(text: &str, group: Option<&str>) -> Arc<Tally> {
    let mut reader = Reader::default();
    reader.read("log.toml", text.as_bytes()).expect("a log");
    let (log, wrong) = reader.finish();
    assert_eq!(wrong.errors(), 0);
    Tally::new(match group {
        Some(group) => log.of_group(&Text::from(group)),
        None => log,
    })
}

const ROSTER: &str = r#"
[[teacher]]
name = "甘露"
group = "体育组"
subject = "体育"
[[teacher]]
name = "水清"
group = "体育组"
subject = "体育"
[[teacher]]
name = "祝平"
group = "数学组"
subject = "数学"
"#;

/// How many of `kind` the report of `group` counts, and how many attendances.
fn counted(record: &str, kind: &str, group: &str) -> (u64, u64) {
    let tally = tally(&format!("{ROSTER}\n{record}"), Some(group));
    let all = tally.all(table(kind).expect("a kind"));
    let heads = all.aspect(Aspect::PersonTimes).count().n;
    (all.count().n, heads)
}

#[test]
fn each_way_to_say_whose_a_record_is() {
    let cases = [
        // What names nobody is the school's.
        ("[[session]]\nattendance = 2", "session", (0, 0), (0, 0)),
        (
            "[[activity]]\nkind = \"家访\"\nunit = \"户\"\ncount = 40",
            "activity",
            (0, 0),
            (0, 0),
        ),
        // As many as there are of all are everyone.
        ("[[session]]\nattendance = 3", "session", (1, 2), (1, 1)),
        (
            "[[session]]\nattendance = \"全体\"",
            "session",
            (1, 2),
            (1, 1),
        ),
        // More than there are cannot be the group's.
        (
            "[[session]]\ngroup = \"体育组\"\nattendance = 2",
            "session",
            (1, 2),
            (0, 0),
        ),
        // Names, the subject, the class, the audience.
        (
            "[[session]]\nattendance = [\"甘露\", \"水清\"]",
            "session",
            (1, 2),
            (0, 0),
        ),
        (
            "[[lecture]]\nsubject = \"数学\"\nattendance = 1",
            "lecture",
            (0, 0),
            (1, 1),
        ),
        (
            "[[lecture]]\naudience = \"体育组教师\"\nattendance = 2",
            "lecture",
            (1, 2),
            (0, 0),
        ),
        (
            "[[lecture]]\naudience = \"全体教师\"",
            "lecture",
            (0, 0),
            (0, 0),
        ),
        // Pupils are their coaches'.
        (
            "[[award]]\nrecipient = \"pupil\"\ncontest = \"运动会\"\ncount = 8\ncoach = \"甘露\"",
            "award",
            (8, 0),
            (0, 0),
        ),
        // As many pupils as there are teachers are not all of the teachers.
        (
            "[[award]]\nrecipient = \"pupil\"\nnames = 3\ncoach = \"甘露\"\ngrade = \"一等奖\"",
            "award",
            (3, 0),
            (0, 0),
        ),
        // What the heads of a school heard is no group's.
        (
            "[[observation]]\nobserver_role = \"校领导\"\ncount = 9",
            "observation",
            (0, 0),
            (0, 0),
        ),
    ];
    for (record, kind, sports, maths) in cases {
        assert_eq!(counted(record, kind, "体育组"), sports, "{record}");
        assert_eq!(counted(record, kind, "数学组"), maths, "{record}");
    }
}

#[test]
fn a_roster_of_some_says_nothing_of_how_many_there_are() {
    let size = |text: &str| tally(text, None).staff.size().n;
    assert_eq!(size(ROSTER), 3);
    assert_eq!(size("[[teacher]]\nname = \"甘露\""), 0);
    let stranger = format!("{ROSTER}\n[[lesson]]\nteacher = \"席风\"");
    assert_eq!(size(&stranger), 0);
    let many = format!("{ROSTER}\n[[session]]\nattendance = 12");
    assert_eq!(size(&many), 0);
    let stated = format!("[school]\nteachers = 30\n{stranger}");
    assert_eq!(size(&stated), 30);
}
