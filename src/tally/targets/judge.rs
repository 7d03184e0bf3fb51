//! What can be said of those a target is for, from what the records tell of each.

use super::{Limits, Unit, Units, Unjudged, Verdict};
use crate::text::count::Count;

/// Whether `unit` did what is asked; `None` where its number is too vague to tell.
pub(super) fn reached(unit: &Unit, least: u64) -> Option<bool> {
    let needed = Count::exact(least.saturating_mul(unit.size));
    match (unit.met_otherwise, unit.done.reaches(needed)) {
        (Some(true), _) => Some(true),
        (Some(false), reached) => reached,
        (None, reached) => reached.filter(|reached| *reached),
    }
}

/// Whether `unit` did more than is allowed, `more` than is known of it among that; `None` where
/// its number is too vague to tell.
fn exceeds(unit: &Unit, more: Count, most: u64) -> Option<bool> {
    let allowed = Count::exact(most.saturating_mul(unit.size)).in_hundredths();
    let done = unit.done + more;
    match (done.bounds().0, done.surely_most()) {
        (least, _) if least > allowed => Some(true),
        (_, Some(most)) if most <= allowed => Some(false),
        _ => None,
    }
}

/// Whether `unit` certainly did more than is allowed.
pub(super) fn is_over(unit: &Unit, most: u64) -> bool {
    exceeds(unit, Count::ZERO, most) == Some(true)
}

/// How many of `units` did more than is allowed, or why that is not known: what is open may be
/// theirs.
fn exceeded(units: &Units, most: u64) -> Result<u64, Unjudged> {
    let over = |unit: &Unit| exceeds(unit, Count::ZERO, most);
    let over: Option<Vec<bool>> = units.units.iter().map(over).collect();
    let over = over.ok_or(Unjudged::Vague)?;
    let may_exceed = |more: &dyn Fn(&Unit) -> Count| {
        let mut units = units.units.iter().zip(&over);
        units.any(|(unit, is_over)| !is_over && exceeds(unit, more(unit), most) != Some(false))
    };
    if may_exceed(&|unit| units.undecided + unit.shared) {
        return Err(Unjudged::NoGroup);
    }
    if may_exceed(&|_| units.rest) {
        return Err(Unjudged::Unnamed);
    }
    Ok(over.iter().filter(|is_over| **is_over).count() as u64)
}

/// What can be said of `units` as to what is asked of each.
pub(super) fn judge(all: &Units, limits: Limits) -> Verdict {
    let Units {
        units,
        rest,
        is_open,
        is_recorded,
        undecided,
        ..
    } = all;
    let (rest, undecided) = (*rest, *undecided);
    if units.is_empty() {
        return Verdict::Unknown(Unjudged::Nobody);
    }
    // Where nothing is recorded of anybody, it is the records that are missing.
    if !is_recorded
        && rest.is_zero()
        && undecided.is_zero()
        && limits.at_least.is_some()
        && units.iter().all(|unit| unit.met_otherwise == Some(false))
    {
        return Verdict::Unknown(Unjudged::Unrecorded);
    }
    let exceeded = match limits.at_most.map_or(Ok(0), |most| exceeded(all, most)) {
        Ok(exceeded) => exceeded,
        Err(why) => return Verdict::Unknown(why),
    };
    let least = limits.at_least.unwrap_or(0);
    let verdicts: Option<Vec<bool>> = units.iter().map(|unit| reached(unit, least)).collect();
    let Some(verdicts) = verdicts else {
        return Verdict::Unknown(Unjudged::Vague);
    };
    let missed = verdicts.iter().filter(|reached| !**reached).count() as u64;
    let may_reach = |unit: &Unit| {
        let most = Unit {
            done: unit.done + undecided + unit.shared,
            ..*unit
        };
        reached(unit, least) == Some(false) && reached(&most, least) != Some(false)
    };
    let is_undecided = !undecided.is_zero() || units.iter().any(|unit| !unit.shared.is_zero());
    if missed > 0 && is_undecided && units.iter().any(may_reach) {
        return Verdict::Unknown(Unjudged::NoGroup);
    }
    if missed == 0 || (rest.is_zero() && !is_open) {
        return Verdict::Each { missed, exceeded };
    }
    // Somebody did the rest. Only where all together fell short is it certain that anybody did.
    let needed: u64 = units
        .iter()
        .map(|unit| least.saturating_mul(unit.size))
        .sum();
    let done = units.iter().map(|unit| unit.done).sum::<Count>() + rest;
    let is_short = done.approx.is_none() && done.reaches(Count::exact(needed)) == Some(false);
    match is_short && !is_open && !is_undecided {
        // Of one alone it is certain even if all of the rest was theirs.
        true if units.len() == 1 => Verdict::Each { missed, exceeded },
        true if all.is_rest_theirs => Verdict::Together(done),
        true => Verdict::NotAll,
        false => Verdict::Unknown(Unjudged::Unnamed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::count::Approx;

    fn unit(n: u64, approx: Option<Approx>) -> Unit {
        Unit {
            done: Count {
                approx,
                ..Count::exact(n)
            },
            shared: Count::ZERO,
            size: 1,
            met_otherwise: Some(false),
            is_whole: true,
        }
    }

    fn all<const N: usize>(units: [Unit; N], rest: Count) -> Units {
        Units {
            units: units.into(),
            rest,
            is_rest_theirs: true,
            strangers: Count::ZERO,
            undecided: Count::ZERO,
            people: Vec::new(),
            is_open: false,
            is_recorded: true,
        }
    }

    const AT_LEAST_5: Limits = Limits {
        at_least: Some(5),
        at_most: None,
    };

    #[test]
    fn nobody_is_said_to_have_missed_what_somebody_unnamed_may_have_done() {
        let units = || [unit(7, None), unit(3, None)];
        let each = Verdict::Each {
            missed: 1,
            exceeded: 0,
        };
        assert_eq!(judge(&all(units(), Count::ZERO), AT_LEAST_5), each);
        assert_eq!(
            judge(&all(units(), Count::exact(2)), AT_LEAST_5),
            Verdict::Unknown(Unjudged::Unnamed)
        );
        let few = [unit(1, None), unit(3, None)];
        assert_eq!(
            judge(&all(few, Count::exact(2)), AT_LEAST_5),
            Verdict::Together(Count::exact(6))
        );
        let missed = Verdict::Each {
            missed: 1,
            exceeded: 0,
        };
        let one = |rest| judge(&all([unit(2, None)], Count::exact(rest)), AT_LEAST_5);
        assert_eq!(one(2), missed);
        assert_eq!(one(3), Verdict::Unknown(Unjudged::Unnamed));
        let perhaps_of_others = Units {
            is_rest_theirs: false,
            ..all([unit(1, None), unit(3, None)], Count::exact(2))
        };
        assert_eq!(judge(&perhaps_of_others, AT_LEAST_5), Verdict::NotAll);
    }

    #[test]
    fn a_vague_number_below_the_limit_is_no_miss() {
        let none = Verdict::Each {
            missed: 0,
            exceeded: 0,
        };
        assert_eq!(
            judge(&all([unit(5, Some(Approx::Odd))], Count::ZERO), AT_LEAST_5),
            none
        );
        assert_eq!(
            judge(&all([unit(0, Some(Approx::Few))], Count::ZERO), AT_LEAST_5),
            Verdict::Unknown(Unjudged::Vague)
        );
        assert_eq!(
            judge(
                &all([unit(5, Some(Approx::Nearly))], Count::ZERO),
                AT_LEAST_5
            ),
            Verdict::Unknown(Unjudged::Vague)
        );
    }

    #[test]
    fn an_alternative_or_nobody_to_judge() {
        let other = Unit {
            met_otherwise: Some(true),
            ..unit(0, None)
        };
        let none = Verdict::Each {
            missed: 0,
            exceeded: 0,
        };
        assert_eq!(judge(&all([other], Count::exact(1)), AT_LEAST_5), none);
        assert_eq!(
            judge(&all([], Count::ZERO), AT_LEAST_5),
            Verdict::Unknown(Unjudged::Nobody)
        );
    }

    #[test]
    fn an_alternative_that_is_too_vague_is_neither_met_nor_missed() {
        let vague = |n| Unit {
            met_otherwise: None,
            ..unit(n, None)
        };
        let none = Verdict::Each {
            missed: 0,
            exceeded: 0,
        };
        assert_eq!(judge(&all([vague(5)], Count::ZERO), AT_LEAST_5), none);
        assert_eq!(
            judge(&all([vague(4)], Count::ZERO), AT_LEAST_5),
            Verdict::Unknown(Unjudged::Vague)
        );
    }

    #[test]
    fn nobody_is_said_to_have_kept_a_limit_whom_the_records_leave_open() {
        let at_most_5 = Limits {
            at_least: None,
            at_most: Some(5),
        };
        let each = |exceeded| Verdict::Each {
            missed: 0,
            exceeded,
        };
        let of = |units: Units| judge(&units, at_most_5);
        let few = || [unit(5, None), unit(2, None)];
        assert_eq!(of(all(few(), Count::ZERO)), each(0));
        assert_eq!(of(all([unit(6, None)], Count::ZERO)), each(1));
        assert_eq!(of(all([unit(5, Some(Approx::Odd))], Count::ZERO)), each(1));
        let vague = [unit(5, Some(Approx::Over))];
        assert_eq!(
            of(all(vague, Count::ZERO)),
            Verdict::Unknown(Unjudged::Vague)
        );
        assert_eq!(
            of(all(few(), Count::exact(1))),
            Verdict::Unknown(Unjudged::Unnamed)
        );
        let undecided = Units {
            undecided: Count::exact(1),
            ..all(few(), Count::ZERO)
        };
        assert_eq!(of(undecided), Verdict::Unknown(Unjudged::NoGroup));
        assert_eq!(of(all([unit(2, None)], Count::exact(3))), each(0));
    }

    #[test]
    fn nobody_is_said_to_have_missed_where_an_alternative_may_be_theirs() {
        let units = Units {
            is_open: true,
            ..all([unit(0, None), unit(6, None)], Count::ZERO)
        };
        assert_eq!(
            judge(&units, AT_LEAST_5),
            Verdict::Unknown(Unjudged::Unnamed)
        );
    }

    #[test]
    fn what_others_did_together_leaves_nobody_else_open() {
        let shared = |n| Unit {
            shared: Count::exact(1),
            ..unit(n, None)
        };
        let missed = Verdict::Each {
            missed: 1,
            exceeded: 0,
        };
        let of = |units: [Unit; 2]| judge(&all(units, Count::ZERO), AT_LEAST_5);
        assert_eq!(of([shared(5), unit(4, None)]), missed);
        assert_eq!(
            of([shared(4), unit(4, None)]),
            Verdict::Unknown(Unjudged::NoGroup)
        );
    }

    #[test]
    fn no_group_is_said_to_have_missed_what_records_of_no_group_may_make_up() {
        let units = |undecided| Units {
            undecided: Count::exact(undecided),
            ..all([unit(3, None)], Count::ZERO)
        };
        assert_eq!(
            judge(&units(2), AT_LEAST_5),
            Verdict::Unknown(Unjudged::NoGroup)
        );
        let missed = Verdict::Each {
            missed: 1,
            exceeded: 0,
        };
        assert_eq!(judge(&units(1), AT_LEAST_5), missed);
    }
}
