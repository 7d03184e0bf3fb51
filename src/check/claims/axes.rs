//! What a figure is narrowed to, along each axis.

use super::candidate::Parts;
use super::vocabulary::fits;
use crate::format::Key;

/// The last level that was told, where a grade followed it.
pub fn last_level<'a>(parts: &[(Key, &'a str)]) -> Option<(Key, &'a str)> {
    let place = parts.iter().rposition(|(axis, _)| *axis == Key::Level)?;
    let next = parts.get(place + 1);
    next.filter(|(axis, _)| *axis == Key::Grade)
        .map(|_| parts[place])
}

/// One part along each axis; `None` where there are two.
pub fn one_by_axis<'a>(all: &[(Key, &'a str)], unit: &str) -> Option<Parts<'a>> {
    by_axis(all, unit, &[])
}

/// One part along each axis, but for those along which several stand side by side; `None` where
/// there are two along another.
pub fn by_axis<'a>(all: &[(Key, &'a str)], unit: &str, together: &[Key]) -> Option<Parts<'a>> {
    let mut parts = Parts::new();
    for (axis, part) in all {
        // 学校教师获奖 is theirs.
        let is_of_people = fits(unit, "人");
        if *axis == Key::Recipient && *part == "学校" && is_of_people {
            continue;
        }
        // 教研组获集体荣誉: all that a group gets is its own.
        if *axis == Key::Team
            && all
                .iter()
                .any(|(axis, part)| *axis == Key::Recipient && TEAMS.contains(part))
        {
            continue;
        }
        let is_known = parts.contains(&(*axis, part));
        if together.contains(axis) && !is_known {
            parts.push((*axis, part));
            continue;
        }
        match parts.iter_mut().find(|(known, _)| known == axis) {
            _ if is_known => {}
            Some(known) if *axis == Key::Recipient && known.1 == "学校" => known.1 = part,
            // 教师指导学生发表习作: it is the pupils'.
            Some(known) if *axis == Key::ByPupils && known.1 == "教师" => known.1 = part,
            Some(_) => return None,
            None => parts.push((*axis, part)),
        }
    }
    Some(parts)
}

/// Recipients of awards who are no people.
const TEAMS: &[&str] = &["教研组", "班级", "学校"];
