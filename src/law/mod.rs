//! Standards as dated data, and the engine that judges people by them.
//!
//! A [`Library`] holds rule files; [`Library::on`] picks the [`RulesOfDay`], which judge a
//! [`Case`] cheaply ([`RulesOfDay::judge`]) or with all reasons ([`RulesOfDay::assess`]).
//! A blank fact is never read as a "no", and a rule that is not certain never decides.

mod assess;
mod calendar;
mod case;
mod compiled;
mod condition;
mod criterion;
mod day;
mod decide;
mod fact;
mod library;
mod load;
mod load_error;
mod local_check;
mod local_term;
mod localise;
mod needed;
mod parsed_file;
mod plausibility;
mod read_condition;
mod rule_file;
mod rule_reader;
mod standard;
mod verdict;

pub use assess::{Assessment, CriterionAssessment, Found, Help, Reason};
pub use calendar::{
    CALENDAR_FILES, Calendar, Ceiling, Conversion, ConversionDoubt, ConversionDue, ConversionPost,
    ConversionState, ConversionVersion, Early, GradeMeaning, Ground, MonthIndex, NotAtAll, NotYet,
    Notice, Period, PersonRetirement, Postponement, ProposalState, Protection, RatingEffect,
    RatingProposal, RatingRule, Ratings, Retirement, RetirementAge, RetirementDue,
    RetirementObjection, RetirementVersion, Retires, YearOnly, month_of,
};
pub use case::{Case, stated_facts};
pub use compiled::{CompiledRules, PLAUSIBILITY_FILE};
pub use condition::{Condition, OpenTerm};
pub use criterion::Criterion;
pub use day::{Judgement, RulesOfDay};
pub use fact::{Fact, FactKind, Level};
pub use library::Library;
pub use load_error::LoadRuleError;
pub use local_check::{Allowed, LocalError, check_local};
pub use local_term::{Sets, Term};
pub use needed::Needed;
pub use plausibility::{AgeBound, DataProblem, Plausibility, missing_data};
pub use standard::{
    Asks, Bilingual, Checked, Confidence, Exemption, Grace, LocalTerm, LocalUse, Rule, Source,
    Standard, Version,
};
pub use verdict::{Truth, Verdict};
