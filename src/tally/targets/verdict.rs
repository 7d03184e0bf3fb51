//! What can become of a target.

use crate::text::count::Count;

/// Whether a target was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Each person or group was judged by the records that name it.
    Each {
        /// How many did less than asked.
        missed: u64,
        /// How many did more than allowed.
        exceeded: u64,
    },
    /// Some records name nobody: who did how much is not known, but together they did only
    /// this much, which is less than was asked of all.
    Together(Count),
    /// The same, and of what names nobody some may be of others whom it is not for: not all of them
    /// reached it, and how much they did is not known.
    NotAll,
    /// Too little is known to say.
    Unknown(Unjudged),
}

/// Why a target was not judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unjudged {
    /// The roster has nobody whom it is for, or there is no roster.
    Nobody,
    /// It is not known how often it falls due: the log does not tell when the term is.
    NoTerm,
    /// The report is of less time, or of more, than it is asked for.
    OtherSpan,
    /// Some records do not tell whose they are, and these may have reached it.
    Unnamed,
    /// Some name several, or some of those who did it, and not how much each of them did.
    Shared,
    /// Somebody had a part in what another led, which counts as that one's.
    Followed,
    /// The same of records that do not tell which group's they are.
    NoGroup,
    /// The same of what several groups did together.
    Joint,
    /// The same of records of either sort.
    JointOrNoGroup,
    /// No record of the kind names anybody who did it.
    Unrecorded,
    /// There is no record of the kind at all, or of those whom it is for.
    NoRecord,
    /// Some records tell of a rhythm or of attendances, and not how often it was.
    Uncounted,
    /// Some numbers are too vague.
    Vague,
    /// All did it, and how many these are is not known.
    All,
    /// Some records tell how many finished, and not who.
    Finishers,
    /// Some records do not tell how much it was of what is asked for.
    Unmeasured,
    /// Some do not tell of what kind they are, or at what level.
    Unlabelled,
    /// The roster does not have everybody, so that there is no average.
    Roster,
    /// It is asked of awards to different recipients, which are never added up.
    Mixed,
    /// The same of awards to people and to teams.
    Teams,
    /// The same of what has different measure words.
    OtherUnits,
    /// Records have another measure word than what is asked for.
    NotInUnit,
}
