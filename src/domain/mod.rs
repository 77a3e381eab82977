//! People, posts, units and dossiers: the plain types that every other layer speaks of.

mod career;
mod circumstance;
mod collation;
mod composition;
mod dossier;
mod foreign_language;
mod hexadecimal;
mod ladder;
mod local_decision;
mod office;
mod partial_date;
mod spelling;
mod title;
mod training;
mod typed_date;
mod unit;

pub(crate) use career::codes;
pub use career::{
    Course, CourseKind, CourseStatus, DegreeGrade, Movement, MovementDirection, MovementKind,
    PositionTenure, Rating, RatingGrade, StudyMode, Succession, TalentIntake,
};
pub use circumstance::{
    Circumstance, CircumstanceKind, RetirementChange, RetirementDecision, RetirementGround,
};
pub use collation::{SortKey, sort_key};
pub use composition::{composed, decomposed};
pub use dossier::{Dossier, DossierId, Post, Sex};
pub use foreign_language::{ForeignLanguage, ForeignLanguageLevel};
pub use hexadecimal::hexadecimal;
pub use ladder::{
    GeneralEducation, Informatics, Known, Ladder, MinorityLanguage, PoliticalTheory,
    ProfessionalLevel, StateManagement,
};
pub use local_decision::{LocalDecision, LocalPlace, LocalValue};
pub use office::{Confirmation, LocalPeriod, MajorDecision, Office, SourceList};
pub use partial_date::{ParsePartialDateError, PartialDate};
pub use spelling::{fold, given_name, match_key, tidy, tidy_name};
pub use title::{Group, Title};
pub use training::{
    Adjustment, AdjustmentKind, CourseDemand, CourseTerms, Funds, Hindrance, LeftOut, PlanLine,
    PlanSettings, PlanState, Priority, Training, TrainingPlan, Wish,
};
pub use typed_date::typed_date;
pub use unit::{AreaClass, Unit, UnitId, UnitKind};
