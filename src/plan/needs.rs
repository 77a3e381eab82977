//! The courses that would bring a person up to the standard of the titles held.

use chrono::NaiveDate;

use crate::domain::{
    CourseKind, CourseStatus, Dossier, DossierId, GeneralEducation, Title, Unit, codes,
};
use crate::law::{Case, Criterion, Fact, Level, RulesOfDay, Verdict};

codes!(
    /// Whether anything is being done about a need.
    NeedStatus {
        /// The person attends no such course.
        Open = "open",
        /// The person attends one now.
        Studying = "studying",
    }
);

/// One course that one person needs, for whatever titles need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// The person.
    pub dossier: DossierId,
    /// The titles whose standard asks for it, in the order in which they are held.
    pub titles: Vec<Title>,
    /// The criteria that it would bring up to standard.
    pub criteria: Vec<Criterion>,
    /// The course.
    pub course: CourseKind,
    /// The level held now, where the criterion looks at one and it is known.
    pub from: Option<Level>,
    /// The level that the course must lead to.
    pub to: Option<Level>,
    /// Whether a course of that kind is under way.
    pub status: NeedStatus,
    /// The earliest day by which the law wants it done; nothing where it should be done already.
    pub due: Option<NaiveDate>,
}

/// The needs of one person on the day of the rules: one for each course, however many titles ask for it.
///
/// A criterion gives a need when it is not met, or not met within a time that the law leaves, and a
/// course can change that. Blank facts and unsettled rules give none. A higher course of a kind
/// covers a lower one, and a new degree is expected to be taken in a fitting field.
pub fn needs(rules: &RulesOfDay, unit: Option<&Unit>, dossier: &Dossier) -> Vec<Need> {
    let mut needs: Vec<Need> = Vec::new();
    for post in &dossier.posts {
        let case = Case {
            unit,
            dossier,
            post,
        };
        let judgement = rules.judge(&case);
        for criterion in Criterion::ALL {
            let overdue = match judgement.verdict(*criterion) {
                Some(Verdict::NotMet) => true,
                Some(Verdict::Grace) => false,
                _ => continue,
            };
            let to = rules.level_needed(&case, *criterion);
            let Some(course) = course_for(*criterion, to) else {
                continue;
            };
            let due = if overdue {
                None
            } else {
                rules.due(&case, *criterion)
            };
            add(
                &mut needs,
                Need {
                    dossier: dossier.id,
                    titles: vec![post.title],
                    criteria: vec![*criterion],
                    course,
                    from: level_held(dossier, *criterion),
                    to,
                    status: status(dossier, course),
                    due,
                },
            );
        }
    }
    needs
}

/// The course that leads to the level, or to what the criterion asks beside levels.
fn course_for(criterion: Criterion, to: Option<Level>) -> Option<CourseKind> {
    if criterion == Criterion::RelevantMajor {
        return Some(CourseKind::RelevantMajor);
    }
    Some(match to? {
        Level::PoliticalTheory(level) => CourseKind::to_political_theory(level),
        Level::ProfessionalLevel(level) => CourseKind::to_professional_level(level),
        Level::GeneralEducation(GeneralEducation::UpperSecondary) => CourseKind::UpperSecondary,
        Level::GeneralEducation(_) => CourseKind::LowerSecondary,
        Level::StateManagement(_) => CourseKind::StateManagement,
        Level::Informatics(_) => CourseKind::Informatics,
        Level::MinorityLanguage(_) => CourseKind::MinorityLanguage,
    })
}

fn level_held(dossier: &Dossier, criterion: Criterion) -> Option<Level> {
    match criterion.ladder()? {
        Fact::GeneralEducation => dossier
            .general_education
            .as_ref()
            .map(|known| Level::GeneralEducation(known.level)),
        Fact::ProfessionalLevel => dossier
            .professional_level
            .as_ref()
            .map(|known| Level::ProfessionalLevel(known.level)),
        Fact::PoliticalTheory => dossier
            .political_theory
            .as_ref()
            .map(|known| Level::PoliticalTheory(known.level)),
        Fact::StateManagement => dossier
            .state_management
            .as_ref()
            .map(|known| Level::StateManagement(known.level)),
        Fact::Informatics => dossier
            .informatics
            .as_ref()
            .map(|known| Level::Informatics(known.level)),
        Fact::MinorityLanguage => dossier
            .minority_language
            .as_ref()
            .map(|known| Level::MinorityLanguage(known.level)),
        _ => None,
    }
}

fn status(dossier: &Dossier, course: CourseKind) -> NeedStatus {
    let attended = dossier
        .courses
        .iter()
        .any(|taken| taken.status == CourseStatus::Studying && taken.kind.covers(course));
    if attended {
        NeedStatus::Studying
    } else {
        NeedStatus::Open
    }
}

/// Adds the need, as one with a need that the person already has where one course serves both.
fn add(needs: &mut Vec<Need>, need: Need) {
    let same = needs.iter_mut().find(|known| serves_both(known, &need));
    let Some(known) = same else {
        needs.push(need);
        return;
    };
    for title in need.titles {
        if !known.titles.contains(&title) {
            known.titles.push(title);
        }
    }
    for criterion in need.criteria {
        if !known.criteria.contains(&criterion) {
            known.criteria.push(criterion);
        }
    }
    // Without a day the need is due already, which is earlier than any day.
    known.due = known.due.min(need.due);
    if need.to > known.to {
        known.course = need.course;
        known.from = need.from;
        known.to = need.to;
        known.status = need.status;
    }
}

fn serves_both(one: &Need, two: &Need) -> bool {
    let degree = |need: &Need| matches!(need.to, Some(Level::ProfessionalLevel(_)));
    let same_ladder = one
        .to
        .zip(two.to)
        .is_some_and(|(one, two)| std::mem::discriminant(&one) == std::mem::discriminant(&two));
    one.course == two.course
        || same_ladder
        || (degree(one) && two.course == CourseKind::RelevantMajor)
        || (degree(two) && one.course == CourseKind::RelevantMajor)
}

#[cfg(test)]
mod tests;
