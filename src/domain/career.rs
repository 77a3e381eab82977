//! What happened in a person's working life: studies, ratings, moves, plans.

use super::{
    Ladder, Office, PartialDate, PoliticalTheory, ProfessionalLevel, Title, UnitId, UnitKind,
};

macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$item_doc:meta])* $item:ident = $code:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$item_doc])* $item,)+
        }

        impl $name {
            /// Every value.
            pub const ALL: &'static [Self] = &[$(Self::$item,)+];

            /// The value's name in data files, in lower snake case.
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$item => $code,)+
                }
            }

            /// The value of that code; nothing for an unknown word.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|item| item.code() == code)
            }
        }
    };
}
pub(crate) use codes;

codes!(
    /// What a course leads to.
    CourseKind {
        /// Political theory, elementary.
        PtElementary = "pt_elementary",
        /// Political theory, intermediate.
        PtIntermediate = "pt_intermediate",
        /// Political theory, advanced.
        PtAdvanced = "pt_advanced",
        /// School up to lower secondary.
        LowerSecondary = "lower_secondary",
        /// School up to upper secondary.
        UpperSecondary = "upper_secondary",
        /// Professional training, elementary.
        ProfessionalElementary = "professional_elementary",
        /// Professional training, intermediate.
        ProfessionalIntermediate = "professional_intermediate",
        /// College.
        College = "college",
        /// University.
        University = "university",
        /// Master.
        Master = "master",
        /// Professional training in a field that fits the post.
        RelevantMajor = "relevant_major",
        /// State management.
        StateManagement = "state_management",
        /// Office informatics.
        Informatics = "informatics",
        /// Foreign language.
        ForeignLanguage = "foreign_language",
        /// Minority language.
        MinorityLanguage = "minority_language",
        /// Any other course.
        Other = "other",
    }
);

impl CourseKind {
    /// The course that leads to a level of political theory.
    pub fn to_political_theory(level: PoliticalTheory) -> Self {
        match level {
            PoliticalTheory::None | PoliticalTheory::Elementary => Self::PtElementary,
            PoliticalTheory::Intermediate => Self::PtIntermediate,
            PoliticalTheory::Advanced | PoliticalTheory::Bachelor => Self::PtAdvanced,
        }
    }

    /// The course that leads to a professional level.
    pub fn to_professional_level(level: ProfessionalLevel) -> Self {
        match level {
            ProfessionalLevel::None | ProfessionalLevel::Elementary => Self::ProfessionalElementary,
            ProfessionalLevel::Intermediate => Self::ProfessionalIntermediate,
            ProfessionalLevel::College => Self::College,
            ProfessionalLevel::University => Self::University,
            ProfessionalLevel::Master | ProfessionalLevel::Doctor => Self::Master,
        }
    }

    /// The level of political theory that the course gives, when it gives one.
    pub fn political_theory(self) -> Option<PoliticalTheory> {
        match self {
            Self::PtElementary => Some(PoliticalTheory::Elementary),
            Self::PtIntermediate => Some(PoliticalTheory::Intermediate),
            Self::PtAdvanced => Some(PoliticalTheory::Advanced),
            _ => None,
        }
    }

    /// Whether passing this course also gives what the other one gives.
    pub fn covers(self, other: Self) -> bool {
        self == other
            || self
                .political_theory()
                .zip(other.political_theory())
                .is_some_and(|(own, wanted)| own.rank() >= wanted.rank())
    }
}

codes!(
    /// How far a person is with a course.
    CourseStatus {
        /// Attends it now.
        Studying = "studying",
        /// Has passed it.
        Completed = "completed",
        /// Has left it.
        DroppedOut = "dropped_out",
    }
);

codes!(
    /// Whether a course takes the whole working time.
    StudyMode {
        /// *Tập trung*.
        FullTime = "full_time",
        /// *Không tập trung*, *vừa học vừa làm*.
        PartTime = "part_time",
    }
);

/// A course attended by a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    /// What it leads to.
    pub kind: CourseKind,
    /// How far the person is.
    pub status: CourseStatus,
    /// The class as written: `Trung cấp LLCT - HC`, `K16`.
    pub class: String,
    /// Full or part time.
    pub mode: Option<StudyMode>,
    /// The first day.
    pub from: Option<PartialDate>,
    /// The planned or real end.
    pub until: Option<PartialDate>,
}

codes!(
    /// Yearly rating of a person, best first.
    RatingGrade {
        /// *Hoàn thành xuất sắc nhiệm vụ*.
        Excellent = "excellent",
        /// *Hoàn thành tốt nhiệm vụ*.
        Good = "good",
        /// *Hoàn thành nhiệm vụ*.
        Satisfactory = "satisfactory",
        /// *Hoàn thành nhiệm vụ nhưng còn hạn chế về năng lực*.
        LimitedCapacity = "limited_capacity",
        /// *Không hoàn thành nhiệm vụ*.
        Unsatisfactory = "unsatisfactory",
    }
);

/// The rating of one year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rating {
    /// The year that is rated.
    pub year: i32,
    /// The grade.
    pub grade: RatingGrade,
}

codes!(
    /// How a person was moved.
    MovementKind {
        /// *Điều động*.
        Transfer = "transfer",
        /// *Luân chuyển*.
        Rotation = "rotation",
        /// *Biệt phái*.
        Secondment = "secondment",
    }
);

/// A move from one unit to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Movement {
    /// How the person was moved; nothing where the list does not say.
    pub kind: Option<MovementKind>,
    /// The unit that was left.
    pub from_unit: Option<UnitId>,
    /// The post that was left, as written.
    pub from_post: String,
    /// The unit that was entered.
    pub to_unit: Option<UnitId>,
    /// The post that was entered, as written.
    pub to_post: String,
    /// When.
    pub on: Option<PartialDate>,
}

codes!(
    /// Between which levels a person was moved.
    MovementDirection {
        /// From a ward or commune to a body of the city.
        Up = "up",
        /// From a body of the city to a ward or commune.
        Down = "down",
        /// Between wards and communes, or between bodies of the city.
        Across = "across",
    }
);

impl Movement {
    /// Between which levels the move went; nothing when one of the units is not known.
    pub fn direction(&self, office: &Office) -> Option<MovementDirection> {
        let superior = |id: &Option<UnitId>| -> Option<bool> {
            match office.unit(id.as_ref()?)?.kind {
                UnitKind::Unknown => None,
                kind => Some(kind == UnitKind::Superior),
            }
        };
        Some(
            match (superior(&self.from_unit)?, superior(&self.to_unit)?) {
                (false, true) => MovementDirection::Up,
                (true, false) => MovementDirection::Down,
                _ => MovementDirection::Across,
            },
        )
    }
}

/// A place in the succession plan (*quy hoạch*).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Succession {
    /// The title for which the person is planned; nothing when the words name none.
    pub title: Option<Title>,
    /// The title as written.
    pub written: String,
    /// The first year of the term.
    pub from_year: Option<i32>,
    /// The last year of the term.
    pub until_year: Option<i32>,
}

/// Time in a post that must change hands periodically (*chuyển đổi vị trí công tác*).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PositionTenure {
    /// The post; nothing when the words name none.
    pub title: Option<Title>,
    /// The post as written.
    pub written: String,
    /// Since when.
    pub since: Option<PartialDate>,
    /// The unit of the post before.
    pub previous_unit: Option<UnitId>,
    /// What the list notes: illness, maternity leave.
    pub note: String,
}

codes!(
    /// Grade of a university degree.
    DegreeGrade {
        /// *Xuất sắc*.
        Excellent = "excellent",
        /// *Giỏi*.
        VeryGood = "very_good",
        /// *Khá*.
        Good = "good",
        /// *Trung bình*.
        Average = "average",
    }
);

/// Entry through the talent scheme (*thu hút sinh viên khá, giỏi*).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TalentIntake {
    /// The year of entry.
    pub year: Option<i32>,
    /// The grade of the degree.
    pub degree: Option<DegreeGrade>,
    /// The field of the degree, as written.
    pub field: String,
}
