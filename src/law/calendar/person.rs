//! When one person retires: what the law says of the birth, and what was decided for the person.

use chrono::NaiveDate;

use super::retirement::{Retirement, RetirementDue, Retires, first_day, month_of};
use crate::domain::{Dossier, RetirementChange, RetirementDecision, RetirementGround};
use crate::law::{Fact, Source};

/// Why a decision on retirement does not agree with the law that we know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RetirementObjection {
    /// The decision names no day.
    NoDate,
    /// The ground speaks of the other direction.
    WrongWay,
    /// It is further away from the retirement age than the ground allows.
    TooFar {
        /// The first or the last day of retirement that the ground allows.
        limit: NaiveDate,
        /// Where the law says it.
        source: Source,
    },
    /// We have no rule on the ground for that time.
    NoRule,
}

/// When a person retires.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonRetirement<'a> {
    /// By birth and sex.
    pub legal: Retires<'a>,
    /// What was decided for the person.
    pub decision: Option<&'a RetirementDecision>,
    /// What does not agree.
    pub objection: Option<RetirementObjection>,
}

impl PersonRetirement<'_> {
    /// The first day of retirement: the decided one, else the law's; nothing while only a range is known.
    pub fn date(&self) -> Option<NaiveDate> {
        match (self.decision.and_then(|decision| decision.on), self.legal) {
            (Some(decided), _) => Some(decided.earliest()),
            (None, Retires::At(due)) => due.retirement_date(),
            (None, Retires::Between(..)) => None,
        }
    }

    /// Months from the month of the day to the last month at work; below 0 once it is over.
    pub fn months_left(&self, on: NaiveDate) -> Option<i32> {
        Some(month_of(self.date()?.pred_opt()?) - month_of(on))
    }
}

impl Retirement {
    /// When the person retires.
    ///
    /// # Errors
    /// The facts that are missing: birth, sex.
    pub fn of<'a>(&'a self, dossier: &'a Dossier) -> Result<PersonRetirement<'a>, Vec<Fact>> {
        let (Some(birth), Some(sex)) = (dossier.birth, dossier.sex) else {
            let missing = [
                (dossier.birth.is_none(), Fact::Birth),
                (dossier.sex.is_none(), Fact::Sex),
            ];
            return Err(missing
                .into_iter()
                .filter_map(|(missing, fact)| missing.then_some(fact))
                .collect());
        };
        let Some(legal) = self.retires(birth, sex) else {
            return Err(Vec::new());
        };
        let decision = dossier.retirement.as_ref();
        let lowest = self.earliest_due(month_of(birth.earliest()), sex);
        Ok(PersonRetirement {
            legal,
            decision,
            objection: decision.and_then(|decision| self.objection(decision, legal, lowest)),
        })
    }

    fn objection(
        &self,
        decision: &RetirementDecision,
        legal: Retires,
        lowest: Option<RetirementDue>,
    ) -> Option<RetirementObjection> {
        let Some(decided) = decision.on.map(|on| on.earliest()) else {
            return Some(RetirementObjection::NoDate);
        };
        let (first, last) = (
            legal.earliest().retirement_date()?,
            legal.latest().retirement_date()?,
        );
        match decision.ground.change() {
            RetirementChange::Early if decided >= last => Some(RetirementObjection::WrongWay),
            RetirementChange::Postponed if decided <= first => Some(RetirementObjection::WrongWay),
            RetirementChange::Early => self.too_early(decision.ground, decided, lowest?),
            RetirementChange::Postponed => self.too_late(decision.ground, decided, last),
        }
    }

    fn too_early(
        &self,
        ground: RetirementGround,
        decided: NaiveDate,
        lowest: RetirementDue,
    ) -> Option<RetirementObjection> {
        let early = &lowest.version.early;
        if !early.grounds.iter().any(|known| known.ground == ground) {
            return None;
        }
        let limit = lowest.retirement_date()?;
        (decided < limit).then(|| RetirementObjection::TooFar {
            limit,
            source: early.source.clone(),
        })
    }

    fn too_late(
        &self,
        ground: RetirementGround,
        decided: NaiveDate,
        legal: NaiveDate,
    ) -> Option<RetirementObjection> {
        // Kept at work by a decision on the person: other texts, which we do not hold.
        if ground == RetirementGround::KeptAtWork {
            return None;
        }
        let Some(rule) = self
            .postponements
            .iter()
            .find(|rule| rule.ground == ground && rule.from <= legal)
        else {
            return Some(RetirementObjection::NoRule);
        };
        let limit = first_day(month_of(legal) + i32::from(rule.months))?;
        (decided > limit).then(|| RetirementObjection::TooFar {
            limit,
            source: rule.source.clone(),
        })
    }

    /// The days by which the office must give notice and sign the decision of somebody who retires
    /// on that day; nothing for days before the rule that we hold.
    pub fn notice_days(&self, date: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
        if date < self.notice.from? {
            return None;
        }
        let before = |months| first_day(month_of(date) - months);
        before(self.notice.announce_months).zip(before(self.notice.decide_months))
    }
}
