//! From gaps to training: what each person still has to learn, and who goes when.
//!
//! [`needs`] derives what is lacking. A planning question is an [`Instance`], checked once;
//! [`optimise`] answers it with a plan, a bound on all plans, shadow prices and reasons, and
//! [`check`] verifies any plan apart from the optimiser.

mod agenda;
mod check;
mod instance;
mod instance_error;
mod instance_json;
mod needs;
mod optimise;
mod plan_json;

pub use agenda::{AgendaEntry, AgendaKind, AgendaMatter, AgendaPart, agenda};
pub use check::{Violation, check};
pub use instance::{
    CourseDraft, ForbidDraft, Forbidden, Instance, InstanceDraft, MAX_AMOUNT, MAX_COURSES,
    MAX_NEEDS, MAX_PEOPLE, MAX_PERIODS, MAX_STATES, MAX_WISHES, PersonDraft, PinDraft, PlanCourse,
    PlanUnit, Start, Trainee, UnitDraft,
};
pub use instance_error::InstanceError;
pub use instance_json::{MAX_INSTANCE_BYTES, read_instance};
pub use needs::{Need, NeedStatus, needs};
pub use optimise::{
    Continue, Obstacle, OptimiseError, OptimisedPlan, Phase, Progress, ShadowPrices, Shortfall,
    WindowEnd, optimise,
};
pub use plan_json::{PlanJsonError, plan_json, read_plan};
