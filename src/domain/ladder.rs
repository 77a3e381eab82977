//! Ordered levels of education and training, lowest first.
//!
//! Source of the order: the columns of the state and Party statistics forms.

use std::fmt;

/// A set of levels in a fixed order, each with a stable code.
pub trait Ladder: Copy + Ord + fmt::Debug + 'static {
    /// Every level, lowest first.
    const ALL: &'static [Self];
    /// The name of the ladder in data and rule files.
    const CODE: &'static str;

    /// The level's name in data and rule files, in lower snake case.
    fn code(self) -> &'static str;

    /// The level's place on the ladder, counted from 0.
    fn rank(self) -> u8;

    /// The level of that code; nothing for an unknown word.
    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|level| level.code() == code)
    }
}

macro_rules! ladder {
    ($(#[$doc:meta])* $name:ident, $code:literal, { $($(#[$level_doc:meta])* $level:ident = $level_code:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$level_doc])* $level,)+
        }

        impl Ladder for $name {
            const ALL: &'static [Self] = &[$(Self::$level,)+];
            const CODE: &'static str = $code;

            fn code(self) -> &'static str {
                match self {
                    $(Self::$level => $level_code,)+
                }
            }

            fn rank(self) -> u8 {
                self as u8
            }
        }
    };
}

ladder!(
    /// Highest completed school (*trình độ văn hoá*).
    GeneralEducation, "general_education", {
        /// The list says that there is none.
        None = "none",
        /// *Tiểu học*.
        Primary = "primary",
        /// *Trung học cơ sở*.
        LowerSecondary = "lower_secondary",
        /// *Trung học phổ thông*.
        UpperSecondary = "upper_secondary",
    }
);

ladder!(
    /// Professional qualification (*trình độ chuyên môn*).
    ProfessionalLevel, "professional_level", {
        /// *Chưa qua đào tạo*.
        None = "none",
        /// *Sơ cấp*.
        Elementary = "elementary",
        /// *Trung cấp*.
        Intermediate = "intermediate",
        /// *Cao đẳng*.
        College = "college",
        /// *Đại học*.
        University = "university",
        /// *Thạc sĩ*.
        Master = "master",
        /// *Tiến sĩ*.
        Doctor = "doctor",
    }
);

ladder!(
    /// Political theory (*lý luận chính trị*).
    PoliticalTheory, "political_theory", {
        /// The list says that there is none.
        None = "none",
        /// *Sơ cấp*.
        Elementary = "pt_elementary",
        /// *Trung cấp*.
        Intermediate = "pt_intermediate",
        /// *Cao cấp*.
        Advanced = "pt_advanced",
        /// *Cử nhân*.
        Bachelor = "pt_bachelor",
    }
);

ladder!(
    /// State management training (*quản lý nhà nước*).
    StateManagement, "state_management", {
        /// The list says that there is none.
        None = "none",
        /// *Bồi dưỡng QLNN*: a course was taken, its programme is not named.
        Attended = "attended",
        /// *Cán sự*.
        Assistant = "assistant",
        /// *Chuyên viên*.
        Specialist = "specialist",
        /// *Chuyên viên chính*.
        PrincipalSpecialist = "principal_specialist",
        /// *Chuyên viên cao cấp*.
        SeniorSpecialist = "senior_specialist",
    }
);

ladder!(
    /// Informatics: the older certificates A, B, C, the skills standard of 2014, and degrees.
    Informatics, "informatics", {
        /// The list says that there is none.
        None = "none",
        /// Certificate A.
        A = "a",
        /// Certificate B.
        B = "b",
        /// Certificate C.
        C = "c",
        /// *Ứng dụng CNTT cơ bản*.
        Basic = "basic",
        /// *Ứng dụng CNTT nâng cao*.
        Advanced = "advanced",
        /// *Trung cấp trở lên*: a degree in the field.
        Degree = "degree",
    }
);

ladder!(
    /// Command of a minority language (*tiếng dân tộc thiểu số*).
    MinorityLanguage, "minority_language", {
        /// The list says that there is none.
        None = "none",
        /// A certificate.
        Certificate = "certificate",
        /// Speaks it fluently.
        Fluent = "fluent",
    }
);

/// A level with the words in which the list or the clerk gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known<L> {
    /// The level that the words mean.
    pub level: L,
    /// The words as written; the level's code where it was chosen from a list.
    pub written: String,
}

impl<L: Ladder> Known<L> {
    /// The level as written in a list.
    pub fn written(level: L, written: impl Into<String>) -> Self {
        Self {
            level,
            written: written.into(),
        }
    }

    /// The level as chosen from the list of levels.
    pub fn chosen(level: L) -> Self {
        Self {
            level,
            written: level.code().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check<L: Ladder>() {
        for (rank, level) in L::ALL.iter().enumerate() {
            assert_eq!(usize::from(level.rank()), rank);
            assert_eq!(L::from_code(level.code()), Some(*level));
        }
        assert_eq!(L::from_code("no such level"), None);
    }

    #[test]
    fn codes_and_ranks_name_each_level_once() {
        check::<GeneralEducation>();
        check::<ProfessionalLevel>();
        check::<PoliticalTheory>();
        check::<StateManagement>();
        check::<Informatics>();
        check::<MinorityLanguage>();
    }
}
