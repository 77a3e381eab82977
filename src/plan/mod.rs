//! From gaps to training: what each person still has to learn, and who goes when.
//!
//! [`needs`] derives what is lacking. A planning question is an [`Instance`], checked once;
//! [`optimise`] answers it with a plan, a bound on all plans, shadow prices and reasons, and
//! [`check`] verifies any plan apart from the optimiser. [`office_question`] makes an instance of an
//! office's people, its [`Catalogue`] of courses and its terms; [`plan_office`] answers it with
//! people, intakes and reasons.

mod agenda;
mod calendar;
mod catalogue;
mod check;
mod eligible;
mod instance;
mod instance_error;
mod instance_json;
mod needs;
mod office_plan;
mod office_question;
mod optimise;
mod plan_json;
mod priorities;
mod settings_file;

pub use agenda::{AgendaEntry, AgendaKind, AgendaMatter, AgendaPart, agenda};
pub use calendar::PlanCalendar;
pub use catalogue::{Catalogue, CatalogueCourse, CourseCondition, CourseLength, InForce};
pub use check::{Violation, check};
pub use eligible::{Eligible, eligible, last_month_of_service};
pub use instance::{
    CourseDraft, ForbidDraft, Forbidden, Instance, InstanceDraft, MAX_AMOUNT, MAX_COURSES,
    MAX_NEEDS, MAX_PEOPLE, MAX_PERIODS, MAX_STATES, MAX_WISHES, PersonDraft, PinDraft, PlanCourse,
    PlanUnit, Start, Trainee, UnitDraft,
};
pub use instance_error::InstanceError;
pub use instance_json::{MAX_INSTANCE_BYTES, read_instance};
pub use needs::{Need, NeedStatus, needs};
pub use office_plan::{OfficePlan, Price, Scarce, plan_office};
pub use office_question::{OfficeQuestion, QuestionError, office_question};
pub use optimise::{
    Continue, Obstacle, OptimiseError, OptimisedPlan, Phase, Progress, ShadowPrices, Shortfall,
    WindowEnd, optimise,
};
pub use plan_json::{PlanJsonError, plan_json, read_plan};
pub use priorities::{priorities_of, weight_of};
pub use settings_file::{
    FundsText, MAX_SETTINGS_BYTES, SettingsError, SettingsText, TermsText, WishText, check_courses,
    read_settings,
};
