//! The words of the list of people.

use crate::report::{ListWords, PersonnelColumn, Value};

use super::{Language, Texts, code_names, edit_words, fill};

/// The list's words in a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListIn(pub Language);

impl ListWords for ListIn {
    fn title(&self) -> String {
        Texts::of(self.0).people_title.to_owned()
    }

    fn heading(&self, column: PersonnelColumn) -> String {
        let t = Texts::of(self.0);
        match column {
            PersonnelColumn::Number => t.list_number,
            PersonnelColumn::Name => t.name,
            PersonnelColumn::Birth => t.birth,
            PersonnelColumn::Sex => t.sex,
            PersonnelColumn::Unit => t.unit,
            PersonnelColumn::Titles => t.title,
            PersonnelColumn::Group => t.group,
            PersonnelColumn::HomePlace => t.field_home_place,
            PersonnelColumn::Ethnicity => t.field_ethnicity,
            PersonnelColumn::PartyJoined => t.field_party_joined,
            PersonnelColumn::ServiceStarted => t.field_service_started,
            PersonnelColumn::GeneralEducation => t.field_general_education,
            PersonnelColumn::ProfessionalLevel => t.field_professional_level,
            PersonnelColumn::Field => t.field_field,
            PersonnelColumn::PoliticalTheory => t.field_political_theory,
            PersonnelColumn::StateManagement => t.field_state_management,
            PersonnelColumn::Informatics => t.field_informatics,
            PersonnelColumn::ForeignLanguage => t.field_foreign_language,
            PersonnelColumn::MinorityLanguage => t.field_minority_language,
            PersonnelColumn::Studying => t.course_studying_now,
            PersonnelColumn::Rating(year) => return fill(t.list_rating, &[&year]),
            PersonnelColumn::Note => t.field_note,
        }
        .to_owned()
    }

    fn value(&self, value: Value) -> String {
        let language = self.0;
        let name = match value {
            Value::Sex(sex) => code_names::sex_name(sex, language),
            Value::Unit(unit) => return edit_words::unit_name(unit, language),
            Value::Title(title) => code_names::title_name(title, language),
            Value::Group(group) => code_names::group_name(group, language),
            Value::GeneralEducation(level) => code_names::general_education_name(level, language),
            Value::ProfessionalLevel(level) => code_names::professional_level_name(level, language),
            Value::PoliticalTheory(level) => code_names::political_theory_name(level, language),
            Value::StateManagement(level) => code_names::state_management_name(level, language),
            Value::Informatics(level) => code_names::informatics_name(level, language),
            Value::ForeignLanguage(name, level) => {
                let name = code_names::language_name(name, language);
                let level = level.map(|l| code_names::foreign_language_level_name(l, language));
                return level.map_or_else(|| name.to_owned(), |level| format!("{name} {level}"));
            }
            Value::MinorityLanguage(level) => code_names::minority_language_name(level, language),
            Value::Course(kind) => code_names::course_name(kind, language),
            Value::Rating(grade) => code_names::rating_name(grade, language),
        };
        name.to_owned()
    }
}
