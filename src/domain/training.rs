//! What an office decides about training: the terms of its plan, and the plans themselves.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::career::codes;
use super::{CourseKind, DossierId};

codes!(
    /// What puts a person before others in a training plan.
    Priority {
        /// A need is overdue, or the law sets a day for it within the plan.
        LegalDeadline = "legal_deadline",
        /// Holds a key post.
        KeyPost = "key_post",
        /// Stands in a succession plan.
        PlannedSuccessor = "planned_successor",
        /// Young.
        Young = "young",
        /// A woman.
        Woman = "woman",
        /// Of an ethnic minority.
        EthnicMinority = "ethnic_minority",
        /// Has many years left until retirement.
        YearsLeft = "years_left",
    }
);

codes!(
    /// How far a training plan has come; each state follows the one before it.
    PlanState {
        /// *Dự thảo*.
        Draft = "draft",
        /// *Đã trình*.
        Proposed = "proposed",
        /// *Đã duyệt*: frozen from here on.
        Approved = "approved",
        /// *Đang thực hiện*.
        Running = "running",
        /// *Đã kết thúc*.
        Closed = "closed",
    }
);

impl PlanState {
    /// Whether the lines are frozen: changes are adjustments with a decision.
    pub fn is_frozen(self) -> bool {
        self >= Self::Approved
    }

    /// The state that follows; nothing after the last.
    pub fn next(self) -> Option<Self> {
        Self::ALL.get(self as usize + 1).copied()
    }
}

/// Money of one year from one source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Funds {
    /// The year.
    pub year: i32,
    /// Where it comes from, as the office names it.
    pub source: String,
    /// How much, in đồng.
    pub dong: u64,
}

/// What the office sets otherwise than the catalogue for one course; what is absent stays.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CourseTerms {
    /// Seats of each intake.
    pub seats: Option<u32>,
    /// Cost of one person, in đồng.
    pub dong: Option<u64>,
    /// Length in months.
    pub months: Option<u8>,
    /// The office sends nobody to it.
    pub closed: bool,
}

/// A decision by hand about one person and one course of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// The person.
    pub person: DossierId,
    /// The course, by its name in the catalogue.
    pub course: String,
    /// The first day of the intake; nothing for any intake.
    pub intake: Option<NaiveDate>,
    /// Whether the plan must have it; otherwise it must not.
    pub keep: bool,
}

/// The terms on which a training plan is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanSettings {
    /// The first year of the plan; nothing for the year after the day of planning.
    pub first_year: Option<i32>,
    /// How many years it covers, 1 to 10.
    pub years: u8,
    /// How many intakes a year has: 1, 2 or 4.
    pub intakes: u8,
    /// How many of a hundred people of a unit may be in full-time courses at once.
    pub away_percent: u8,
    /// How many months a person must still serve after a course.
    pub serve_months: u16,
    /// Up to which age in completed years a person counts as young.
    pub young_until: u8,
    /// From how many years left until retirement on a person has many.
    pub many_years: u8,
    /// What counts first, second and so on.
    pub priorities: Vec<Priority>,
    /// The money; a year without any entry has no limit.
    pub funds: Vec<Funds>,
    /// The office's own terms of courses, by their name in the catalogue.
    pub courses: BTreeMap<String, CourseTerms>,
    /// Decisions by hand.
    pub wishes: Vec<Wish>,
}

impl Default for PlanSettings {
    fn default() -> Self {
        Self {
            first_year: None,
            years: 5,
            intakes: 2,
            away_percent: 20,
            serve_months: 12,
            young_until: 35,
            many_years: 10,
            priorities: Priority::ALL.to_vec(),
            funds: Vec::new(),
            courses: BTreeMap::new(),
            wishes: Vec::new(),
        }
    }
}

impl PlanSettings {
    /// The length of one period of the plan, in months.
    pub fn period_months(&self) -> u32 {
        12 / u32::from(self.intakes.clamp(1, 12))
    }

    /// How many periods the plan has.
    pub fn periods(&self) -> usize {
        usize::from(self.years) * usize::from(self.intakes)
    }

    /// The first year, for a plan made on the day.
    pub fn first_year_on(&self, on: NaiveDate) -> i32 {
        use chrono::Datelike;
        self.first_year.unwrap_or(on.year() + 1)
    }
}

codes!(
    /// What a course asks of who attends it.
    CourseDemand {
        /// At least an age in completed years.
        AgeFrom = "age_from",
        /// At most an age in completed years.
        AgeUntil = "age_until",
        /// Membership of the Party.
        PartyMember = "party_member",
        /// A professional level or a higher one.
        ProfessionalLevel = "professional_level",
        /// Years of service.
        ServiceYears = "service_years",
        /// The latest years rated good or better.
        GoodYears = "good_years",
    }
);

codes!(
    /// What stands in the way of a person getting a course, or getting it earlier.
    Hindrance {
        /// The catalogue has no course for it, or the office sends nobody.
        NoCourse = "no_course",
        /// A condition of the course is not met on any day of the plan.
        NotEligible = "not_eligible",
        /// Too little service would remain after the course.
        RetiresTooSoon = "retires_too_soon",
        /// The course would end after the plan.
        PlanTooShort = "plan_too_short",
        /// No intake in which the person could start has seats or money for even one.
        NotOffered = "not_offered",
        /// A course that must be done before has no intake in which the person could start.
        FirstCourseNotOffered = "first_course_not_offered",
        /// A course that must be done before is not in the plan.
        FirstCourseLeftOut = "first_course_left_out",
        /// All seats are taken.
        SeatsFull = "seats_full",
        /// The money left does not pay one more.
        MoneySpent = "money_spent",
        /// The unit has as many people away as it can spare.
        UnitAway = "unit_away",
        /// Another course of the same person takes the time.
        OwnCourse = "own_course",
        /// Ruled out by hand, or by a condition of the course on the days when it is offered.
        Forbidden = "forbidden",
        /// Decided by hand.
        Pinned = "pinned",
        /// The search was stopped before it came to this person.
        TimeUp = "time_up",
        /// More needs than can be planned for one person.
        TooManyNeeds = "too_many_needs",
    }
);

/// One person attending one course of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanLine {
    /// The person.
    pub person: DossierId,
    /// The course, by its name in the catalogue.
    pub course: String,
    /// What the course leads to.
    pub kind: CourseKind,
    /// The first day of the intake.
    pub from: NaiveDate,
    /// The last day of the last period that it takes.
    pub until: NaiveDate,
    /// Whether the person is away from the unit meanwhile.
    pub full_time: bool,
    /// What it costs, in đồng.
    pub dong: u64,
    /// What puts the person before others, in the order of the plan.
    pub priorities: Vec<Priority>,
    /// Conditions of the course that the facts known do not settle.
    pub to_check: Vec<CourseDemand>,
    /// Whether it was decided by hand.
    pub by_hand: bool,
}

/// A need that a plan does not meet, or meets later than it could for the person alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The person.
    pub person: DossierId,
    /// What the person needs.
    pub kind: CourseKind,
    /// The course that would close the need, by its name in the catalogue.
    pub course: Option<String>,
    /// The first day of the intake in the plan; nothing when the plan does not meet the need.
    pub planned: Option<NaiveDate>,
    /// What stands in the way.
    pub hindrance: Hindrance,
    /// The intakes that are full, unpaid or at the limit of absence.
    pub intakes: Vec<NaiveDate>,
    /// The other course, where another stands in the way.
    pub other: Option<String>,
    /// The condition that is not met.
    pub demand: Option<CourseDemand>,
    /// The number of the condition, or how many months are missing.
    pub number: Option<u32>,
    /// The day of retirement, where it stands in the way.
    pub retires: Option<NaiveDate>,
}

impl LeftOut {
    /// The need with what stands in its way and nothing else known.
    pub fn new(person: DossierId, kind: CourseKind, hindrance: Hindrance) -> Self {
        Self {
            person,
            kind,
            course: None,
            planned: None,
            hindrance,
            intakes: Vec::new(),
            other: None,
            demand: None,
            number: None,
            retires: None,
        }
    }
}

codes!(
    /// How a frozen plan was changed.
    AdjustmentKind {
        /// A line more.
        Added = "added",
        /// A line less.
        Withdrawn = "withdrawn",
    }
);

/// A change of a frozen plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adjustment {
    /// What was done.
    pub kind: AdjustmentKind,
    /// The number of the decision.
    pub decision: String,
    /// The day of the decision.
    pub on: NaiveDate,
    /// The line.
    pub line: PlanLine,
}

/// A training plan of the office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrainingPlan {
    /// Its name, as the office prints it.
    pub name: String,
    /// How far it has come.
    pub state: PlanState,
    /// The day on which it was made.
    pub made_on: NaiveDate,
    /// The number of the decision that approved it.
    pub decision: String,
    /// The terms on which it was made.
    pub settings: PlanSettings,
    /// Who attends what, earliest first.
    pub lines: Vec<PlanLine>,
    /// What it does not meet, or meets late.
    pub left_out: Vec<LeftOut>,
    /// How much better any plan could be at most, in millionths of the best possible.
    pub gap_millionths: u32,
    /// What was changed after it was frozen, oldest first.
    pub adjustments: Vec<Adjustment>,
}

impl TrainingPlan {
    /// The lines as they are after all adjustments.
    pub fn lines_now(&self) -> Vec<&PlanLine> {
        let mut lines: Vec<&PlanLine> = self.lines.iter().collect();
        for adjustment in &self.adjustments {
            match adjustment.kind {
                AdjustmentKind::Added => lines.push(&adjustment.line),
                AdjustmentKind::Withdrawn => lines.retain(|line| {
                    (line.person, &line.course, line.from)
                        != (
                            adjustment.line.person,
                            &adjustment.line.course,
                            adjustment.line.from,
                        )
                }),
            }
        }
        lines
    }
}

/// Everything that the office keeps about the training that it plans.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Training {
    /// The terms of the plan being prepared.
    pub settings: PlanSettings,
    /// The plans, oldest first.
    pub plans: Vec<TrainingPlan>,
}
