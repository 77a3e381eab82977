//! The verdicts, and how those of single criteria make the one of a person in a title.

use crate::domain::codes;

codes!(
    /// What a criterion, or a whole standard, comes to.
    Verdict {
        /// *Đạt*.
        Met = "met",
        /// *Chưa đạt*.
        NotMet = "not_met",
        /// *Chưa đạt, còn trong thời hạn*: the law leaves time until a date.
        Grace = "grace",
        /// *Được miễn*.
        Exempt = "exempt",
        /// *Không áp dụng*.
        NotApplicable = "not_applicable",
        /// *Chưa đủ dữ liệu*: a fact is missing.
        Unknown = "unknown",
        /// *Quy định chưa rõ*: the rule leaves a value open, or is not certain enough to decide.
        Unsettled = "unsettled",
    }
);

impl Verdict {
    /// How many verdicts there are.
    pub const COUNT: usize = Self::ALL.len();

    /// The verdict's place in [`Self::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }

    /// Whether nothing more is asked: met, exempt or not applicable.
    pub fn is_satisfied(self) -> bool {
        matches!(self, Self::Met | Self::Exempt | Self::NotApplicable)
    }

    /// The verdict over several criteria: the first of not met, grace, unknown, unsettled, met
    /// that any of them has; not applicable when all are exempt or not applicable, or none is given.
    ///
    /// *Not met* leads because one unmet criterion settles the whole even where others are blank.
    pub fn overall(verdicts: impl IntoIterator<Item = Self>) -> Self {
        fn weight(verdict: Verdict) -> u8 {
            match verdict {
                Verdict::NotMet => 5,
                Verdict::Grace => 4,
                Verdict::Unknown => 3,
                Verdict::Unsettled => 2,
                Verdict::Met => 1,
                Verdict::Exempt | Verdict::NotApplicable => 0,
            }
        }
        verdicts
            .into_iter()
            .filter(|verdict| weight(*verdict) > 0)
            .max_by_key(|verdict| weight(*verdict))
            .unwrap_or(Self::NotApplicable)
    }
}

/// Truth of a condition where facts may be blank and rules may leave values open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Truth {
    /// Holds.
    True,
    /// Does not hold.
    False,
    /// A blank fact decides.
    Unknown,
    /// A value that the rule leaves open decides.
    Open,
}

impl Truth {
    /// The truth of a plain yes or no.
    pub fn of(holds: bool) -> Self {
        if holds { Self::True } else { Self::False }
    }

    /// The opposite; what is not decided stays so.
    pub fn negated(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            other => other,
        }
    }

    /// Whether all hold: one false settles it; a blank fact comes before an open value.
    pub fn all(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut sum = Self::True;
        for part in parts {
            match part {
                Self::False => return Self::False,
                Self::Unknown => sum = Self::Unknown,
                Self::Open if sum == Self::True => sum = Self::Open,
                _ => {}
            }
        }
        sum
    }

    /// Whether any holds: one true settles it; a blank fact comes before an open value.
    pub fn any(parts: impl IntoIterator<Item = Self>) -> Self {
        Self::all(parts.into_iter().map(Self::negated)).negated()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Verdict::*;

    #[test]
    fn one_unmet_criterion_settles_the_whole() {
        assert_eq!(
            Verdict::overall([Met, Unknown, Unsettled, Grace, NotMet]),
            NotMet
        );
        assert_eq!(Verdict::overall([Met, Unknown, Unsettled, Grace]), Grace);
        assert_eq!(Verdict::overall([Met, Unknown, Unsettled]), Unknown);
        assert_eq!(Verdict::overall([Met, Unsettled]), Unsettled);
        assert_eq!(Verdict::overall([Met, Exempt, NotApplicable]), Met);
        assert_eq!(Verdict::overall([Exempt, NotApplicable]), NotApplicable);
        assert_eq!(Verdict::overall([]), NotApplicable);
    }

    #[test]
    fn one_false_part_settles_all_and_one_true_part_settles_any() {
        use Truth::{False, Open, True, Unknown};
        assert_eq!(Truth::all([Unknown, Open, False]), False);
        assert_eq!(Truth::all([Open, Unknown, True]), Unknown);
        assert_eq!(Truth::all([Open, True]), Open);
        assert_eq!(Truth::all([]), True);
        assert_eq!(Truth::any([Unknown, Open, True]), True);
        assert_eq!(Truth::any([Open, False]), Open);
        assert_eq!(Truth::any([Open, Unknown, False]), Unknown);
        assert_eq!(Truth::any([]), False);
    }
}
