//! What is decided or is the case for one person and moves the dates that the law sets.

use super::{PartialDate, codes};

codes!(
    /// Which way a decision moves somebody's retirement.
    RetirementChange {
        /// Before the retirement age.
        Early = "early",
        /// After it.
        Postponed = "postponed",
    }
);

codes!(
    /// Why somebody retires early or late.
    RetirementGround {
        /// Years of heavy, harmful or dangerous work.
        HeavyWork = "heavy_work",
        /// Years in an area of special hardship.
        HardshipArea = "hardship_area",
        /// Lost working capacity.
        LostCapacity = "lost_capacity",
        /// Another policy: reorganisation, *tinh giản biên chế*.
        Policy = "policy",
        /// Tết, death of a close relative, disaster.
        Circumstances = "circumstances",
        /// Serious illness or accident.
        Illness = "illness",
        /// Treatment for an illness of the long-term list.
        LongTreatment = "long_treatment",
        /// Kept at work by a decision on the person.
        KeptAtWork = "kept_at_work",
    }
);

impl RetirementGround {
    /// The way in which the ground moves retirement.
    pub fn change(self) -> RetirementChange {
        match self {
            Self::HeavyWork | Self::HardshipArea | Self::LostCapacity | Self::Policy => {
                RetirementChange::Early
            }
            Self::Circumstances | Self::Illness | Self::LongTreatment | Self::KeptAtWork => {
                RetirementChange::Postponed
            }
        }
    }
}

/// A decision on somebody's retirement (*quyết định nghỉ hưu*) at another time than the law's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetirementDecision {
    /// Why; it says also which way.
    pub ground: RetirementGround,
    /// The first day of retirement; nothing while it is not decided.
    pub on: Option<PartialDate>,
    /// Number and date of the decision, as written.
    pub document: String,
}

codes!(
    /// What spares somebody a move or a dismissal for a time.
    CircumstanceKind {
        /// Under disciplinary review.
        DisciplineReview = "discipline_review",
        /// Under inspection, investigation or prosecution.
        Investigation = "investigation",
        /// Serious illness, certified.
        SeriousIllness = "serious_illness",
        /// Full-time study of twelve months or more.
        LongStudy = "long_study",
        /// On secondment.
        Secondment = "secondment",
        /// Pregnant.
        Pregnancy = "pregnancy",
        /// Raising a child under 36 months.
        SmallChild = "small_child",
    }
);

/// What spares somebody a move or a dismissal, and for how long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Circumstance {
    /// What it is.
    pub kind: CircumstanceKind,
    /// Since when.
    pub from: Option<PartialDate>,
    /// The last day; nothing while nobody knows.
    pub until: Option<PartialDate>,
    /// The paper or remark, as written.
    pub note: String,
}

impl Circumstance {
    /// Whether it is the case on the day, as far as every reading of its dates allows.
    pub fn holds(&self, on: chrono::NaiveDate) -> bool {
        self.from.is_none_or(|from| from.earliest() <= on)
            && self.until.is_none_or(|until| on <= until.latest())
    }
}
