//! How numbers are read, added and said.

use super::*;
use proptest::prelude::*;

fn hedged(n: u64, approx: Approx) -> Count {
    Count::hedged(n, approx)
}

/// The sum of numbers as a log writes them.
fn sum(parts: &[&str]) -> Count {
    let parts = parts.iter().map(|part| parse(part).expect("a number"));
    parts.sum()
}

#[test]
fn marks_stand_where_chinese_puts_them() {
    assert_eq!(hedged(200, Approx::More).with_unit("节"), "200多节");
    assert_eq!(hedged(600, Approx::Odd).with_unit("名"), "600余名");
    assert_eq!(hedged(70_000, Approx::Nearly).with_unit("元"), "近7万元");
    assert_eq!(hedged(68_000, Approx::About).with_unit("元"), "约6.8万元");
    assert_eq!(hedged(98, Approx::Around).with_unit("%"), "98%左右");
    assert_eq!(hedged(98, Approx::Over).with_unit("%"), "98%以上");
    assert_eq!(hedged(1, Approx::Over).with_unit("名教师"), "若干名教师");
    assert_eq!(hedged(1, Approx::Over).with_unit("节"), "1节以上");
    assert_eq!(hedged(80, Approx::Under).with_unit("%"), "不足80%");
    assert_eq!(Count::exact(24_560).with_unit("元"), "24560元");
    assert_eq!(hedged(0, Approx::Few).with_unit("篇"), "几篇");
    assert_eq!(hedged(8, Approx::Odd).with_unit("节"), "8节以上");
}

#[test]
fn what_is_hedged_is_not_rounded() {
    for (typed, printed) in [
        ("约24560", "约24560元"),
        ("19600余", "19600余元"),
        ("近10400", "近10400元"),
        ("约24000", "约2.4万元"),
        ("近2.5万", "近2.5万元"),
        ("约2.456万", "约24560元"),
    ] {
        assert_eq!(sum(&[typed]).with_unit("元"), printed);
    }
}

#[test]
fn a_sum_with_a_marked_part_is_marked() {
    for (parts, printed) in [
        (&["291", "40余"][..], "330余节"),
        (&["39", "40余"], "80余节"),
        (&["282", "40余"], "320余节"),
        (&["40余"], "40余节"),
        (&["45余"], "45余节"),
        (&["0", "45余"], "45余节"),
        // 79 to 87 is no 70余.
        (&["38", "40余"], "70节以上"),
        (&["200多", "15"], "200余节"),
        // 392 to 490.
        (&["100余", "291"], "390节以上"),
        (&["20多", "30多"], "50多节"),
        (&["20多", "30余"], "50余节"),
        (&["3余", "2"], "6节以上"),
        (&["近40", "3"], "约40节"),
        (&["近40", "5"], "约44节"),
        (&["近20", "109"], "近130节"),
        (&["近20", "8"], "约27节"),
        (&["近30", "8"], "约35节"),
        (&["约43", "2"], "约45节"),
        (&["10余", "5"], "10余节"),
        (&["10余", "6"], "10节以上"),
        (&["300余", "近200"], "约500节"),
        (&["近5", "2"], "近7节"),
        (&["1", "近17"], "近18节"),
        (&["近28", "30"], "近58节"),
        (&["近2万", "69000"], "近8.9万节"),
        (&["近2万", "1360", "3200"], "约2.4万节"),
        (&["约43", "4"], "约50节"),
        (&["约40", "18"], "约60节"),
        (&["约300", "96"], "约400节"),
        (&["约200", "49"], "约250节"),
        (&["约100", "77"], "约180节"),
        (&["约900", "299"], "约1200节"),
        (&["约1200", "990"], "约2200节"),
        (&["386", "约5000"], "约5400节"),
        (&["约2万", "4900"], "约2.5万节"),
        (&["约2万", "69999"], "约9万节"),
        // No one number stands for what may be half as much again.
        // Not less than what is exact of it.
        (&["98", "几"], "99节以上"),
        (&["15", "几", "几"], "17节以上"),
        (&["100", "40余"], "140余节"),
        (&["10余", "约8"], "10节以上"),
        (&["不足60", "约40"], "30节以上"),
        (&["约24560", "39000"], "约63560节"),
        (&["近40", "近50"], "近90节"),
        (&["达30"], "达30节"),
        (&["达30", "2"], "32节"),
        (&["达30", "达20"], "50节"),
        (&["达30", "40余"], "70余节"),
        (&["几", "12"], "10余节"),
        (&["几", "19"], "20余节"),
        (&["几", "几"], "2节以上"),
        (&["40以上", "3"], "43节以上"),
        (&["不足80", "5"], "不足85节"),
        (&["40余", "约50"], "约90节"),
        (&["19600余", "530"], "20100余节"),
        // No sum is more exact than its least exact part.
        (&["近6万", "30余"], "约6万节"),
        (&["近6万", "近30"], "约6万节"),
        (&["约31840", "近2万"], "约5万节"),
        (&["约23840", "近3万"], "约5.3万节"),
        (&["近1万", "2000"], "近1.2万节"),
        // What is open above stays so, and is no less than all that is known.
        (&["约60", "30以上"], "80节以上"),
        (&["不足60", "30以上"], "30节以上"),
    ] {
        assert_eq!(sum(parts).with_unit("节"), printed, "{parts:?}");
    }
}

#[test]
fn so_many_times_is_as_often_added() {
    for (one, times, printed) in [
        ("12", "8", "96节"),
        ("几", "1", "几节"),
        ("几", "20", "20节以上"),
        ("40余", "1", "40余节"),
        ("40余", "20", "800余节"),
        ("近40", "2", "近80节"),
        ("达30", "2", "60节"),
    ] {
        let (one, times) = (sum(&[one]), sum(&[times]));
        assert_eq!(one.times(times).with_unit("节"), printed);
        assert_eq!(times.times(one).with_unit("节"), printed);
    }
}

#[test]
fn what_has_parts_is_added_exactly() {
    let sum = |parts: &[&str]| -> Count {
        let parts = parts.iter().map(|part| parse_quantity(part));
        parts.map(|part| part.expect("a number")).sum()
    };
    assert_eq!(sum(&["0.5", "1.5"]).with_unit("天"), "2天");
    assert_eq!(sum(&["0.1", "0.2"]).with_unit("元"), "0.3元");
    assert_eq!(sum(&["386.5"]).with_unit("元"), "386.5元");
    assert_eq!(sum(&["386.05", "1"]).with_unit("元"), "387.05元");
    assert_eq!(sum(&["9999.99", "0.01"]).with_unit("元"), "1万元");
    assert_eq!(sum(&["0.50"]).with_unit("天"), "0.5天");
    assert_eq!(sum(&["约3.5万", "412.5"]).with_unit("元"), "约3.5万元");
    assert_eq!(sum(&["约2.5"]).with_unit("天"), "约2.5天");
    // 39 and a little more than 40 may be less than 80.
    assert_eq!(sum(&["39", "40余"]).with_unit("学时"), "70学时以上");
    let each = parse_quantity("7.5").expect("a number");
    assert_eq!(each.times(Count::exact(3)).with_unit("学时"), "22.5学时");
}

#[test]
fn hedged_numbers_are_read() {
    assert_eq!(parse("40余"), Some(hedged(40, Approx::Odd)));
    assert_eq!(parse("近7万"), Some(hedged(70_000, Approx::Nearly)));
    assert_eq!(parse("1.5万"), Some(Count::exact(15_000)));
    assert_eq!(parse("40以上"), Some(hedged(40, Approx::Over)));
    assert_eq!(parse("不足80"), Some(hedged(80, Approx::Under)));
    assert_eq!(parse("几"), Some(hedged(0, Approx::Few)));
    assert_eq!(parse("12"), Some(Count::exact(12)));
    for wrong in [
        "",
        "近",
        "余",
        "近40余",
        "40节",
        "-3",
        "4.5",
        "4.0",
        "近0",
        "1.23456万",
    ] {
        assert_eq!(parse(wrong), None, "{wrong}");
    }
    // Too large to be held is a number all the same, and larger than any key takes.
    for large in [
        "99999999999999999999",
        "29202520252025万",
        "近99999999999999999999万",
    ] {
        let read = parse(large).expect("a number");
        assert!(read.n > 1_000_000_000_000, "{large}");
    }
    for wrong in ["1.555", "1.", ".5", "1.5余", "1e3", "约0.0", "1.2.3"] {
        assert_eq!(parse_quantity(wrong), None, "{wrong}");
    }
}

#[test]
fn what_is_not_certain_is_undecided() {
    for (typed, limit, reaches) in [
        ("98", 98, Some(true)),
        ("97.99", 98, Some(false)),
        ("98以上", 98, Some(true)),
        ("98以上", 99, None),
        ("近98", 98, None),
        ("近98", 99, Some(false)),
        ("98左右", 90, None),
        ("98左右", 88, Some(true)),
        ("40左右", 80, Some(false)),
        ("约72", 80, Some(false)),
        ("约76", 80, None),
        ("40余", 49, None),
        ("40余", 50, Some(false)),
        ("几", 10, None),
        ("不足80", 80, Some(false)),
        ("不足80", 60, None),
        ("40余", 41, None),
        ("40余", 40, Some(true)),
    ] {
        let typed = parse_quantity(typed).expect("a number");
        assert_eq!(typed.reaches(Count::exact(limit)), reaches, "{typed}");
    }
}

/// A number as somebody may type it.
fn typed() -> impl Strategy<Value = Count> {
    let marks = prop::sample::select(vec![
        "{}", "{}", "{}余", "{}多", "近{}", "约{}", "{}左右", "达{}", "{}以上", "不足{}", "几",
    ]);
    let round = prop::sample::select(vec![1_u64, 1, 10, 100, 1000]);
    (marks, 1..200_u64, round, any::<bool>()).prop_map(|(mark, n, round, has_parts)| {
        let text = mark.replace("{}", &(n * round).to_string());
        let read = if has_parts { parse_quantity } else { parse };
        read(&text).expect("a number")
    })
}

/// The least that a typed number may be, in hundredths.
fn least(count: Count) -> u64 {
    let step = if count.hundredths.is_some() { 1 } else { 100 };
    match count.approx {
        Some(Approx::Odd | Approx::More) => count.in_hundredths() + step,
        Some(Approx::Few) => 100,
        _ => count.in_hundredths(),
    }
}

proptest! {
    #[test]
    fn the_order_of_adding_does_not_matter(
        (parts, mixed) in prop::collection::vec(typed(), 0..8)
            .prop_flat_map(|parts| (Just(parts.clone()), Just(parts).prop_shuffle())),
        split in 0..8_usize,
    ) {
        let sum: Count = parts.iter().copied().sum();
        prop_assert_eq!(mixed.iter().copied().sum::<Count>(), sum);
        let (one, other) = mixed.split_at(split.min(mixed.len()));
        let halves = one.iter().copied().sum::<Count>() + other.iter().copied().sum();
        prop_assert_eq!(halves, sum);
    }

    #[test]
    fn a_sum_says_no_more_than_its_parts(parts in prop::collection::vec(typed(), 2..8)) {
        let sum: Count = parts.iter().copied().sum();
        let said = sum.said();
        let all: u64 = parts.iter().copied().map(least).sum();
        let is = |mark: &[Approx]| said.approx.is_some_and(|known| mark.contains(&known));
        if is(&[Approx::Odd, Approx::More]) {
            prop_assert!(said.in_hundredths() <= all, "{} of {:?}", said, parts);
            prop_assert!(said.n.is_multiple_of(10) && all < (said.n + said.n) * 100 + 1000);
        }
        if is(&[Approx::Over]) {
            prop_assert!(said.in_hundredths() <= all, "{} of {:?}", said, parts);
        }
        if said.approx.is_none() {
            prop_assert_eq!(said.in_hundredths(), all);
        }
        let is_exact = |part: &Count| matches!(part.approx, None | Some(Approx::Reaching));
        prop_assert_eq!(said.approx.is_none(), parts.iter().all(is_exact));
    }

    #[test]
    fn what_is_printed_is_read_again(count in typed(), unit in prop::sample::select(vec!["", "元"])) {
        let printed = count.with_unit(unit);
        let again = parse_quantity(&printed.replace("元", ""));
        prop_assert_eq!(again.map(Count::in_hundredths), Some(count.in_hundredths()));
    }
}
