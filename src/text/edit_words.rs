//! Names of what can be edited, and of what an edit did.

use crate::app::{FieldId, Label, PlanDeed};
use crate::domain::{Unit, UnitKind};

use super::code_names::unit_kind_name;
use super::fact_words::FactTexts;
use super::{Language, Texts, fill, number};

/// The field's name, as the dossier page and the heads of lists have it.
pub fn field_name(field: FieldId, language: Language) -> &'static str {
    let t = Texts::of(language);
    match field {
        FieldId::Name => t.name,
        FieldId::Birth => t.birth,
        FieldId::Sex => t.sex,
        FieldId::Unit => t.unit,
        FieldId::Posts => t.field_posts,
        FieldId::PostSince => t.field_post_since,
        FieldId::PostFirstTime => t.field_post_first_time,
        FieldId::HomePlace => t.field_home_place,
        FieldId::Ethnicity => t.field_ethnicity,
        FieldId::PartyJoined => t.field_party_joined,
        FieldId::ServiceStarted => t.field_service_started,
        FieldId::GeneralEducation => t.field_general_education,
        FieldId::ProfessionalLevel => t.field_professional_level,
        FieldId::Field => t.field_field,
        FieldId::MajorFits => t.field_major_fits,
        FieldId::PoliticalTheory => t.field_political_theory,
        FieldId::StateManagement => t.field_state_management,
        FieldId::Informatics => t.field_informatics,
        FieldId::ForeignLanguage => t.field_foreign_language,
        FieldId::MinorityLanguage => t.field_minority_language,
        FieldId::Rating => t.field_rating,
        FieldId::Retirement => t.field_retirement,
        FieldId::Circumstances => t.field_circumstances,
        FieldId::Left => t.field_left,
        FieldId::Note => t.field_note,
    }
}

/// What a step did: `sửa Ngày sinh của Lê Văn Mẫu`.
pub fn label(label: &Label, language: Language) -> String {
    let t = Texts::of(language);
    let f = FactTexts::of(language);
    let count = |count: &usize| number(*count, language);
    match label {
        Label::Edited(field, name) => fill(t.did_edit, &[&field_name(*field, language), name]),
        Label::Entered(name) => fill(t.did_enter, &[name]),
        Label::Removed(name) => fill(t.did_remove, &[name]),
        Label::Imported(dossiers) => fill(t.did_import, &[&count(dossiers)]),
        Label::Replaced(dossiers) => fill(t.did_replace, &[&count(dossiers)]),
        Label::Merged(dossiers) => fill(f.did_merge, &[&count(dossiers)]),
        Label::Decided(name) => fill(f.did_decide, &[name]),
        Label::JudgedOn => t.did_judge_on.to_owned(),
        Label::Units => t.did_units.to_owned(),
        Label::Confirmed => t.did_confirm.to_owned(),
        Label::Majors(majors) => fill(t.did_majors, &[&count(majors)]),
        Label::Local => t.did_local.to_owned(),
        Label::ConversionPeriod => t.did_conversion_period.to_owned(),
        Label::Named => t.did_name.to_owned(),
        Label::Plan(deed) => plan_deed(deed, language),
    }
}

fn plan_deed(deed: &PlanDeed, language: Language) -> String {
    let t = Texts::of(language);
    match deed {
        PlanDeed::Terms => t.did_plan_terms.to_owned(),
        PlanDeed::Kept(name) => fill(t.did_plan_keep, &[name]),
        PlanDeed::Dropped(name) => fill(t.did_plan_drop, &[name]),
        PlanDeed::Advanced(name, state) => {
            let state = super::plan_words::state_name(*state, language);
            fill(t.did_plan_advance, &[name, &state])
        }
        PlanDeed::Adjusted(name) => fill(t.did_plan_adjust, &[name]),
        PlanDeed::Result(person) => fill(t.did_plan_result, &[person]),
    }
}

/// The unit's name with its kind: `Phường Trần Phú`; a body of the city by its name alone.
pub fn unit_name(unit: &Unit, language: Language) -> String {
    match (unit.kind, language) {
        (UnitKind::Superior | UnitKind::Unknown, _) => unit.name.clone(),
        (kind, Language::Vi) => format!("{} {}", unit_kind_name(kind, language), unit.name),
        (kind, Language::En) => format!("{} {}", unit.name, unit_kind_name(kind, language)),
    }
}
