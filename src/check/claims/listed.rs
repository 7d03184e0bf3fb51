//! A number that adds up those before it: 语文组21节，数学组23节，三个组听课合计44节.

use super::context::ALTOGETHER;
use super::held::Read;
use super::numeral::Typed;
use super::passage;

/// The measure words of people.
const OF_PEOPLE: [&str; 3] = ["人", "名", "位"];

impl Read<'_, '_> {
    /// Whether a number says that it is all there is, and is what two or more right before it in its
    /// sentence come to. Each of these is held against the log by itself.
    pub fn is_sum_of_those_before(&self, typed: &Typed) -> bool {
        let item = passage::item(self.text, &typed.range);
        let said = &self.text[item.start..typed.range.start];
        if !ALTOGETHER.iter().any(|word| said.contains(word)) {
            return false;
        }
        let start = passage::sentence(self.text, &typed.range).start;
        let before =
            self.numbers.iter().rev().filter(|number| {
                start <= number.range.start && number.range.end <= typed.range.start
            });
        let alike = before.filter(|number| are_alike(number.unit, typed.unit));
        let sums = alike.scan(0_u64, |sum, number| {
            *sum = sum.saturating_add(number.hundredths);
            Some(*sum)
        });
        sums.skip(1).any(|sum| sum == typed.hundredths)
    }
}

fn are_alike(one: &str, other: &str) -> bool {
    one == other || (OF_PEOPLE.contains(&one) && OF_PEOPLE.contains(&other))
}
