//! What has become of a plan: who passed, who studies, who has dropped out.

use chrono::NaiveDate;

use crate::domain::{
    Course, CourseKind, CourseStatus, Dossier, GeneralEducation, Informatics, Known, Ladder,
    MinorityLanguage, PartialDate, PlanLine, PoliticalTheory, ProfessionalLevel, StateManagement,
    StudyMode, codes,
};

codes!(
    /// How far a line of a plan has come.
    LineProgress {
        /// The intake has not begun.
        Ahead = "ahead",
        /// The person attends the course.
        Studying = "studying",
        /// The person has passed it.
        Passed = "passed",
        /// The person has left it.
        DroppedOut = "dropped_out",
        /// The course should be over, and nobody has recorded how it ended.
        Open = "open",
    }
);

/// How far the line has come on the day, by the person's dossier.
pub fn line_progress(line: &PlanLine, dossier: &Dossier, on: NaiveDate) -> LineProgress {
    let of_the_line = dossier.courses.iter().rev().find(|course| {
        course.kind.covers(line.kind)
            && course.from.is_none_or(|from| {
                from.latest() >= line.from || course.status != CourseStatus::DroppedOut
            })
    });
    match of_the_line.map(|course| course.status) {
        Some(CourseStatus::Completed) => LineProgress::Passed,
        Some(CourseStatus::DroppedOut) => LineProgress::DroppedOut,
        Some(CourseStatus::Studying) => LineProgress::Studying,
        None if on < line.from => LineProgress::Ahead,
        None if on <= line.until => LineProgress::Studying,
        None => LineProgress::Open,
    }
}

/// The dossier after the person has passed the course of the line on the day, or dropped out.
///
/// Passing raises the level that the course leads to; it never lowers one.
pub fn with_result(dossier: &Dossier, line: &PlanLine, passed: bool, on: NaiveDate) -> Dossier {
    let mut after = dossier.clone();
    after
        .courses
        .retain(|course| !(course.kind == line.kind && course.status == CourseStatus::Studying));
    after.courses.push(Course {
        kind: line.kind,
        status: if passed {
            CourseStatus::Completed
        } else {
            CourseStatus::DroppedOut
        },
        class: String::new(),
        mode: Some(if line.full_time {
            StudyMode::FullTime
        } else {
            StudyMode::PartTime
        }),
        from: Some(PartialDate::from(line.from)),
        until: Some(PartialDate::from(on)),
    });
    if passed {
        raise(&mut after, line.kind);
    }
    after
}

fn raise(dossier: &mut Dossier, kind: CourseKind) {
    fn to<L: Ladder>(held: &mut Option<Known<L>>, level: L) {
        if held.as_ref().is_none_or(|held| held.level < level) {
            *held = Some(Known::chosen(level));
        }
    }
    match kind {
        CourseKind::PtElementary => {
            to(&mut dossier.political_theory, PoliticalTheory::Elementary);
        }
        CourseKind::PtIntermediate => {
            to(&mut dossier.political_theory, PoliticalTheory::Intermediate);
        }
        CourseKind::PtAdvanced => to(&mut dossier.political_theory, PoliticalTheory::Advanced),
        CourseKind::LowerSecondary => {
            to(
                &mut dossier.general_education,
                GeneralEducation::LowerSecondary,
            );
        }
        CourseKind::UpperSecondary => {
            to(
                &mut dossier.general_education,
                GeneralEducation::UpperSecondary,
            );
        }
        CourseKind::ProfessionalElementary => {
            to(
                &mut dossier.professional_level,
                ProfessionalLevel::Elementary,
            );
        }
        CourseKind::ProfessionalIntermediate => {
            to(
                &mut dossier.professional_level,
                ProfessionalLevel::Intermediate,
            );
        }
        CourseKind::College => to(&mut dossier.professional_level, ProfessionalLevel::College),
        CourseKind::University => {
            to(
                &mut dossier.professional_level,
                ProfessionalLevel::University,
            );
        }
        CourseKind::Master => to(&mut dossier.professional_level, ProfessionalLevel::Master),
        CourseKind::RelevantMajor => dossier.major_fits = Some(true),
        CourseKind::StateManagement => {
            to(&mut dossier.state_management, StateManagement::Specialist);
        }
        CourseKind::Informatics => to(&mut dossier.informatics, Informatics::Basic),
        CourseKind::MinorityLanguage => {
            to(
                &mut dossier.minority_language,
                MinorityLanguage::Certificate,
            );
        }
        CourseKind::ForeignLanguage | CourseKind::Other => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::DossierId;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn line(kind: CourseKind) -> PlanLine {
        PlanLine {
            person: DossierId([1; 16]),
            course: kind.code().into(),
            kind,
            from: day("2018-01-01"),
            until: day("2018-12-31"),
            full_time: false,
            dong: 0,
            priorities: Vec::new(),
            to_check: Vec::new(),
            by_hand: false,
        }
    }

    #[test]
    fn a_line_without_a_record_goes_by_the_calendar() {
        let nobody = Dossier::new(DossierId([1; 16]), "Lê Văn Mẫu");
        let line = line(CourseKind::PtIntermediate);
        for (on, progress) in [
            ("2017-12-31", LineProgress::Ahead),
            ("2018-01-01", LineProgress::Studying),
            ("2018-12-31", LineProgress::Studying),
            ("2019-01-01", LineProgress::Open),
        ] {
            assert_eq!(line_progress(&line, &nobody, day(on)), progress, "{on}");
        }
    }

    #[test]
    fn a_result_is_recorded_and_seen() {
        let nobody = Dossier::new(DossierId([1; 16]), "Lê Văn Mẫu");
        let line = line(CourseKind::PtIntermediate);
        let on = day("2018-12-20");
        let passed = with_result(&nobody, &line, true, on);
        assert_eq!(line_progress(&line, &passed, on), LineProgress::Passed);
        let level = |dossier: &Dossier| dossier.political_theory.as_ref().map(|held| held.level);
        assert_eq!(level(&passed), Some(PoliticalTheory::Intermediate));
        let left = with_result(&nobody, &line, false, on);
        assert_eq!(line_progress(&line, &left, on), LineProgress::DroppedOut);
        assert_eq!(level(&left), None);
        // Dropping out of an earlier intake says nothing of this one.
        let later = PlanLine {
            from: day("2020-01-01"),
            until: day("2020-12-31"),
            ..line
        };
        assert_eq!(line_progress(&later, &left, on), LineProgress::Ahead);
    }

    #[test]
    fn passing_never_lowers_a_level() {
        let mut doctor = Dossier::new(DossierId([1; 16]), "Lê Văn Mẫu");
        doctor.professional_level = Some(Known::chosen(ProfessionalLevel::Doctor));
        for kind in CourseKind::ALL {
            let after = with_result(&doctor, &line(*kind), true, day("2018-12-31"));
            assert_eq!(after.professional_level, doctor.professional_level);
            assert_eq!(after.courses.len(), 1);
        }
    }
}
