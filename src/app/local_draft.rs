//! A local decision while it is being filled in.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::{AreaClass, LocalDecision, LocalPlace, LocalValue, UnitId, tidy};
use crate::law::Sets;

/// The term that a decision sets: standard, term and central document by their names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermName {
    /// The standard.
    pub standard: String,
    /// The term.
    pub term: String,
    /// The central document.
    pub basis: String,
}

/// What has been filled in so far.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LocalDraft {
    /// The decision with its kind and number.
    pub document: String,
    /// Who decided.
    pub issuer: String,
    /// The day of the decision.
    pub signed_on: Option<NaiveDate>,
    /// The first day in force.
    pub from: Option<NaiveDate>,
    /// The first day no longer in force.
    pub until: Option<NaiveDate>,
    /// The code of the place, see [`LocalDraft::PLACES`] and [`AreaClass::code`].
    pub place: String,
    /// The units, where they are named.
    pub units: BTreeSet<UnitId>,
    /// The code of the level.
    pub level: String,
    /// The age for a man, or the number of months.
    pub number: String,
    /// The age for a woman; blank where it is the same.
    pub female: String,
    /// The day by which the standard must be met.
    pub last_day: Option<NaiveDate>,
}

impl LocalDraft {
    /// The codes of the places besides those of the area classes.
    pub const PLACES: [&'static str; 3] = ["everywhere", "special_hardship", "units"];

    /// The decision on the term, once everything is filled in.
    pub fn decision(&self, name: &TermName, sets: &Sets) -> Option<LocalDecision> {
        let filled = |text: &str| Some(tidy(text)).filter(|text| !text.is_empty());
        Some(LocalDecision {
            standard: name.standard.clone(),
            term: name.term.clone(),
            basis: name.basis.clone(),
            document: filled(&self.document)?,
            issuer: filled(&self.issuer)?,
            signed_on: self.signed_on?,
            from: self.from?,
            until: self.until,
            place: self.place()?,
            value: self.value(sets)?,
        })
    }

    fn place(&self) -> Option<LocalPlace> {
        Some(match self.place.as_str() {
            "everywhere" => LocalPlace::Everywhere,
            "special_hardship" => LocalPlace::SpecialHardship,
            "units" if self.units.is_empty() => return None,
            "units" => LocalPlace::Units(self.units.clone()),
            area => LocalPlace::Area(AreaClass::from_code(area)?),
        })
    }

    fn value(&self, sets: &Sets) -> Option<LocalValue> {
        Some(match sets {
            Sets::AgeAtMost { .. } => {
                let years = self.number.trim().parse().ok()?;
                let female = match self.female.trim() {
                    "" => years,
                    female => female.parse().ok()?,
                };
                LocalValue::AgeAtMost { years, female }
            }
            Sets::Months { .. } => LocalValue::Months(self.number.trim().parse().ok()?),
            Sets::LastDay { .. } => LocalValue::Day(self.last_day?),
            _ if self.level.is_empty() => return None,
            _ => LocalValue::Level(self.level.clone()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::Fact;

    fn filled() -> LocalDraft {
        let day = NaiveDate::from_ymd_opt(2024, 2, 1);
        LocalDraft {
            document: " Quyết định  12/2024/QĐ-UBND ".to_owned(),
            issuer: "Uỷ ban nhân dân tỉnh".to_owned(),
            signed_on: day,
            from: day,
            place: "special_hardship".to_owned(),
            level: "intermediate".to_owned(),
            number: "50".to_owned(),
            ..LocalDraft::default()
        }
    }

    fn decided(draft: &LocalDraft, sets: &Sets) -> Option<LocalDecision> {
        let name = TermName {
            standard: "s".to_owned(),
            term: "t".to_owned(),
            basis: "b".to_owned(),
        };
        draft.decision(&name, sets)
    }

    const LEVEL: Sets = Sets::LowerLevel {
        fact: Fact::ProfessionalLevel,
        lowest: 2,
        years: None,
    };
    const AGE: Sets = Sets::AgeAtMost {
        least: 18,
        most: 50,
    };

    #[test]
    fn a_whole_draft_makes_a_decision_of_its_kind() {
        let decision = decided(&filled(), &LEVEL).unwrap();
        assert_eq!(decision.document, "Quyết định 12/2024/QĐ-UBND");
        assert_eq!(decision.place, LocalPlace::SpecialHardship);
        assert_eq!(decision.value, LocalValue::Level("intermediate".to_owned()));
        let age = LocalValue::AgeAtMost {
            years: 50,
            female: 50,
        };
        assert_eq!(decided(&filled(), &AGE).unwrap().value, age);
    }

    #[test]
    fn each_blank_leaves_it_undone() {
        let undone = |change: fn(&mut LocalDraft), sets: &Sets| {
            let mut draft = filled();
            change(&mut draft);
            decided(&draft, sets).is_none()
        };
        assert!(undone(|d| d.document = "  ".to_owned(), &LEVEL));
        assert!(undone(|d| d.issuer.clear(), &LEVEL));
        assert!(undone(|d| d.signed_on = None, &LEVEL));
        assert!(undone(|d| d.from = None, &LEVEL));
        assert!(undone(|d| d.level.clear(), &LEVEL));
        assert!(undone(|d| d.place.clear(), &LEVEL));
        assert!(undone(|d| d.place = "units".to_owned(), &LEVEL));
        assert!(undone(|d| d.number = "300".to_owned(), &AGE));
        assert!(undone(|d| d.female = "x".to_owned(), &AGE));
    }
}
