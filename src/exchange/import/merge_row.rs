//! Which parts of a row go into which parts of a dossier.

use super::draft::Draft;
use super::merge::{Authority, Merge};
use super::report::{Field, FieldChange, ListKind};
use super::second_pass::Resolved;
use super::titles::read_titles;
use super::units::UnitBook;
use crate::domain::{Dossier, Movement, PositionTenure, Succession, UnitKind};

/// Merges a row into its dossier and gives the changes.
pub(super) fn merge_row(
    dossier: &mut Dossier,
    draft: &Draft,
    resolved: &Resolved,
    units: &UnitBook,
    authority: Authority,
) -> Vec<FieldChange> {
    let mut merge = Merge::new(dossier, authority);
    merge.date(Field::Birth, |d| &mut d.birth, draft.birth);
    merge.sex(draft.sex);
    match &draft.movement {
        Some(_) => merge_movement(&mut merge, draft, resolved, units),
        None => merge.unit(resolved.unit.as_ref()),
    }
    let kind = draft.kind.unwrap_or(ListKind::Personnel);
    let personnel = kind == ListKind::Personnel;
    // A post that changes hands is one of the titles held; the list of such posts does not change them.
    if kind != ListKind::Tenure || merge.dossier.posts.is_empty() {
        merge.posts(
            &draft.titles,
            &draft.post_written,
            draft.post_since,
            personnel,
        );
    }
    merge.text(Field::HomePlace, |d| &mut d.home_place, &draft.home_place);
    merge.text(Field::Ethnicity, |d| &mut d.ethnicity, &draft.ethnicity);
    merge.date(
        Field::PartyJoined,
        |d| &mut d.party_joined,
        draft.party_joined,
    );
    merge.date(
        Field::ServiceStarted,
        |d| &mut d.service_started,
        draft.service_started,
    );
    merge.level(
        Field::GeneralEducation,
        |d| &mut d.general_education,
        draft.general_education.as_ref(),
    );
    merge.level(
        Field::ProfessionalLevel,
        |d| &mut d.professional_level,
        draft.professional_level.as_ref(),
    );
    merge.text(Field::FieldOfStudy, |d| &mut d.field, &draft.field);
    merge.level(
        Field::PoliticalTheory,
        |d| &mut d.political_theory,
        draft.political_theory.as_ref(),
    );
    merge.level(
        Field::StateManagement,
        |d| &mut d.state_management,
        draft.state_management.as_ref(),
    );
    merge.level(
        Field::Informatics,
        |d| &mut d.informatics,
        draft.informatics.as_ref(),
    );
    merge.foreign_language(draft.foreign_language.as_ref());
    merge.level(
        Field::MinorityLanguage,
        |d| &mut d.minority_language,
        draft.minority_language.as_ref(),
    );
    if let Some(course) = &draft.course {
        merge.course(course);
    }
    for rating in &draft.ratings {
        merge.rating(*rating);
    }
    let (from_year, until_year) = draft
        .term
        .map_or((None, None), |(from, until)| (Some(from), until));
    for (title, written) in &draft.successions {
        merge.succession(&Succession {
            title: *title,
            written: written.clone(),
            from_year,
            until_year,
        });
    }
    if kind == ListKind::Tenure {
        merge.tenure(&PositionTenure {
            title: draft.titles.first().copied(),
            written: draft.post_written.clone(),
            since: draft.tenure_since,
            previous_unit: resolved.previous.clone(),
            note: draft.note.clone(),
        });
    } else {
        merge.remark(&draft.note);
    }
    merge.talent(draft.talent.as_ref());
    // A remark about a course only adds to what a study list says of it.
    let authority = std::mem::replace(&mut merge.authority, Authority::Adds);
    for course in &draft.noted_courses {
        merge.course(course);
    }
    merge.authority = authority;
    merge.changes
}

/// A move to a superior body leaves the corps; one to a commune is entered with the person there.
fn merge_movement(merge: &mut Merge<'_>, draft: &Draft, resolved: &Resolved, units: &UnitBook) {
    let Some(movement) = &draft.movement else {
        return;
    };
    merge.movement(&Movement {
        kind: movement.kind,
        from_unit: resolved.from.clone(),
        from_post: movement.from_post.clone(),
        to_unit: resolved.to.clone(),
        to_post: movement.to_post.clone(),
        on: movement.on,
    });
    let Some(to) = &resolved.to else {
        return merge.unit(resolved.unit.as_ref());
    };
    if units
        .get(to)
        .is_some_and(|unit| unit.kind == UnitKind::Superior)
    {
        merge.left(to);
        return;
    }
    let known_elsewhere = merge
        .dossier
        .unit
        .as_ref()
        .is_some_and(|unit| Some(unit) == resolved.from.as_ref() && unit != to);
    if merge.dossier.unit.is_none() || known_elsewhere {
        merge.unit(Some(to));
    }
    if merge.dossier.posts.is_empty() {
        let titles = read_titles(&movement.to_post).titles;
        merge.posts(&titles, &movement.to_post, None, false);
    }
}
