//! What yearly ratings lead to, as proposals, and how many top grades a unit may give.
//!
//! # Source
//! The articles cited in `ratings.toml`: Luật 22/2008, Luật 52/2019, Luật 80/2025 and the decrees
//! on evaluation. Nothing here changes anything: whoever has the power decides.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::domain::{CircumstanceKind, Dossier, Group, Office, Rating, RatingGrade, codes};
use crate::law::compiled::{by_code, in_days, maybe_by_code, maybe_in_days, one_by_code};
use crate::law::{Confidence, Source};

codes!(
    /// What a rule on ratings leads to.
    #[derive(Serialize, Deserialize)]
    RatingEffect {
        /// *Bố trí công tác khác*.
        OtherPost = "other_post",
        /// *Bố trí vào vị trí việc làm thấp hơn*.
        LowerPost = "lower_post",
        /// *Cho thôi việc*.
        Dismissal = "dismissal",
        /// *Miễn nhiệm, thôi làm nhiệm vụ*.
        Removal = "removal",
        /// A lower post or dismissal.
        LowerPostOrDismissal = "lower_post_or_dismissal",
        /// *Thay thế*.
        Replacement = "replacement",
    }
);

/// What the third grade means for the years rated from `from_year` to before `until_year`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GradeMeaning {
    /// The first year.
    pub from_year: i32,
    /// The first year with another meaning; nothing while it lasts.
    pub until_year: Option<i32>,
    /// The grade that stands third from the top.
    #[serde(with = "one_by_code")]
    pub third: RatingGrade,
    /// Where the law says it.
    pub source: Source,
    /// How sure we are.
    pub confidence: Confidence,
}

/// What certain ratings lead to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RatingRule {
    /// Names it.
    pub id: String,
    /// The first day in force.
    #[serde(with = "in_days")]
    pub from: NaiveDate,
    /// The first day no longer in force; nothing while it is in force.
    #[serde(with = "maybe_in_days")]
    pub until: Option<NaiveDate>,
    /// Whom it concerns.
    #[serde(with = "by_code")]
    pub groups: Vec<Group>,
    /// How many years must be so rated.
    pub years: u8,
    /// Among how many of the latest years; as many as `years` when they must follow each other.
    pub within_years: u8,
    /// The grades that count.
    #[serde(with = "by_code")]
    pub among: Vec<RatingGrade>,
    /// The grade that at least one of the years must have.
    #[serde(with = "maybe_by_code")]
    pub one_of_them: Option<RatingGrade>,
    /// What it leads to.
    pub effect: RatingEffect,
    /// Whether it is a rule of the office, in force only where the office has confirmed it.
    pub office_rule: bool,
    /// Where the law says it.
    pub source: Source,
    /// How sure we are.
    pub confidence: Confidence,
}

impl RatingRule {
    /// The name under which the office confirms the rule.
    pub fn key(&self) -> String {
        format!("ratings/{}", self.id)
    }
}

/// Who is spared which effects for a time.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Protection {
    /// The effects.
    pub effects: Vec<RatingEffect>,
    /// What must be the case.
    #[serde(with = "by_code")]
    pub kinds: Vec<CircumstanceKind>,
    /// Where the law says it.
    pub source: Source,
}

/// How many top grades a unit may give.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ceiling {
    /// The first year rated.
    pub from_year: i32,
    /// The first year with another ceiling; nothing while it lasts.
    pub until_year: Option<i32>,
    /// Of those rated *hoàn thành tốt*, in percent.
    pub percent: u32,
    /// Where the law says it.
    pub source: Source,
    /// How sure we are.
    pub confidence: Confidence,
}

impl Ceiling {
    /// The most top grades beside so many good ones, rounded down.
    pub fn most(&self, good: u32) -> u32 {
        // Whole people only: the part of one that is left over is nobody.
        u32::try_from(u64::from(good) * u64::from(self.percent) / 100).unwrap_or(u32::MAX)
    }
}

/// The law of ratings.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ratings {
    /// What the third grade means, oldest first.
    pub meanings: Vec<GradeMeaning>,
    /// The rules.
    pub rules: Vec<RatingRule>,
    /// Who is spared.
    pub protection: Protection,
    /// Ceilings, oldest first.
    pub ceilings: Vec<Ceiling>,
}

/// How far a proposal can be relied on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProposalState {
    /// The facts and the rule are there: to be decided by whoever has the power.
    Proposed,
    /// The law spares the person while this is the case.
    Protected(Vec<CircumstanceKind>),
    /// The list writes the third grade in the words of another year: does it mean weak capacity?
    GradeUnclear(Vec<i32>),
    /// A rule of the office that the office has not confirmed.
    OfficeRuleWaits,
    /// The rule itself is not certain enough.
    RuleUncertain,
}

impl ProposalState {
    /// The state's name in data.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Protected(_) => "protected",
            Self::GradeUnclear(_) => "grade_unclear",
            Self::OfficeRuleWaits => "office_rule_waits",
            Self::RuleUncertain => "rule_uncertain",
        }
    }
}

/// What a rule makes of a person's ratings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RatingProposal<'a> {
    /// The rule.
    pub rule: &'a RatingRule,
    /// The ratings on which it rests, oldest first.
    pub ratings: Vec<Rating>,
    /// How far it can be relied on.
    pub state: ProposalState,
}

impl Ratings {
    /// What the third grade means for ratings of the year.
    pub fn meaning(&self, year: i32) -> Option<&GradeMeaning> {
        self.meanings.iter().find(|meaning| {
            meaning.from_year <= year && meaning.until_year.is_none_or(|until| year < until)
        })
    }

    /// The ceiling for ratings of the year; nothing where none is known.
    pub fn ceiling(&self, year: i32) -> Option<&Ceiling> {
        self.ceilings.iter().find(|ceiling| {
            ceiling.from_year <= year && ceiling.until_year.is_none_or(|until| year < until)
        })
    }

    /// What the rules in force on the day make of the person's ratings.
    ///
    /// Only the latest rated year and those before it count, and nothing does once a whole year
    /// has passed without a rating.
    pub fn proposals<'a>(
        &'a self,
        office: &Office,
        dossier: &Dossier,
        on: NaiveDate,
    ) -> Vec<RatingProposal<'a>> {
        let Some(group) = dossier.group().filter(|_| !dossier.left) else {
            return Vec::new();
        };
        let rated = dossier.ratings.iter().filter(|r| r.year <= on.year());
        let Some(last) = rated.clone().map(|rating| rating.year).max() else {
            return Vec::new();
        };
        if last + 1 < on.year() {
            return Vec::new();
        }
        self.rules
            .iter()
            .filter(|rule| rule.from <= on && rule.until.is_none_or(|until| on < until))
            .filter(|rule| rule.groups.contains(&group))
            .filter_map(|rule| {
                let window = rated
                    .clone()
                    .filter(|rating| rating.year > last - i32::from(rule.within_years));
                let (ratings, unclear) = self.triggered(rule, window, last)?;
                let state = state(rule, unclear, &self.protection, office, dossier, on);
                Some(RatingProposal {
                    rule,
                    ratings,
                    state,
                })
            })
            .collect()
    }

    /// The ratings that trigger the rule, and the years whose grade is not clear.
    fn triggered<'r>(
        &self,
        rule: &RatingRule,
        window: impl Iterator<Item = &'r Rating>,
        last: i32,
    ) -> Option<(Vec<Rating>, Vec<i32>)> {
        let mut ratings = Vec::new();
        let mut unclear = Vec::new();
        let mut has_one = rule.one_of_them.is_none();
        for rating in window {
            // Until 2019 the third grade of the law is "limited capacity"; a list that writes plain
            // "satisfactory" for such a year may mean it or not.
            let may_be_limited = rating.grade == RatingGrade::Satisfactory
                && self
                    .meaning(rating.year)
                    .is_some_and(|meaning| meaning.third == RatingGrade::LimitedCapacity);
            let counts = rule.among.contains(&rating.grade);
            let may_count = may_be_limited && rule.among.contains(&RatingGrade::LimitedCapacity);
            if counts || may_count {
                ratings.push(*rating);
                if !counts {
                    unclear.push(rating.year);
                }
                has_one |= Some(rating.grade) == rule.one_of_them
                    || (!counts && rule.one_of_them == Some(RatingGrade::LimitedCapacity));
            }
        }
        let enough = ratings.len() >= usize::from(rule.years)
            && ratings.last().is_some_and(|rating| rating.year == last);
        (enough && has_one).then_some((ratings, unclear))
    }
}

fn state(
    rule: &RatingRule,
    unclear: Vec<i32>,
    protection: &Protection,
    office: &Office,
    dossier: &Dossier,
    on: NaiveDate,
) -> ProposalState {
    let confirmed = office.confirmations.contains_key(&rule.key());
    let spared: Vec<CircumstanceKind> = dossier
        .circumstances
        .iter()
        .filter(|circumstance| circumstance.holds(on))
        .map(|circumstance| circumstance.kind)
        .filter(|kind| protection.kinds.contains(kind))
        .collect();
    if rule.office_rule && !confirmed {
        ProposalState::OfficeRuleWaits
    } else if rule.confidence == Confidence::RecalledLow && !confirmed {
        ProposalState::RuleUncertain
    } else if !unclear.is_empty() {
        ProposalState::GradeUnclear(unclear)
    } else if protection.effects.contains(&rule.effect) && !spared.is_empty() {
        ProposalState::Protected(spared)
    } else {
        ProposalState::Proposed
    }
}
