//! The list of people as a table, with the columns that the reader has chosen.

use super::{Cell, Column, ColumnKind, Table};
use crate::domain::{
    CourseKind, CourseStatus, Dossier, ForeignLanguageLevel, GeneralEducation, Group, Informatics,
    Known, Ladder, MinorityLanguage, Office, PoliticalTheory, ProfessionalLevel, RatingGrade, Sex,
    StateManagement, Title, Unit,
};

/// A column of the list of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PersonnelColumn {
    /// The running number.
    Number,
    /// Full name.
    Name,
    /// Day of birth.
    Birth,
    /// Sex.
    Sex,
    /// Unit.
    Unit,
    /// Titles held.
    Titles,
    /// Cadre or civil servant.
    Group,
    /// Native place.
    HomePlace,
    /// Ethnicity.
    Ethnicity,
    /// Day of Party admission.
    PartyJoined,
    /// Day of recruitment.
    ServiceStarted,
    /// School.
    GeneralEducation,
    /// Professional level.
    ProfessionalLevel,
    /// Field of study.
    Field,
    /// Political theory.
    PoliticalTheory,
    /// State management.
    StateManagement,
    /// Informatics.
    Informatics,
    /// Foreign language and its level.
    ForeignLanguage,
    /// Minority language.
    MinorityLanguage,
    /// Courses attended now.
    Studying,
    /// The rating of a year.
    Rating(i32),
    /// Notes.
    Note,
}

impl PersonnelColumn {
    /// The columns that hold for everybody, in the order of the state's lists; ratings come with
    /// their years.
    pub const USUAL: [Self; 20] = [
        Self::Number,
        Self::Name,
        Self::Birth,
        Self::Sex,
        Self::Unit,
        Self::Titles,
        Self::Group,
        Self::HomePlace,
        Self::PartyJoined,
        Self::ServiceStarted,
        Self::GeneralEducation,
        Self::ProfessionalLevel,
        Self::Field,
        Self::PoliticalTheory,
        Self::StateManagement,
        Self::Informatics,
        Self::ForeignLanguage,
        Self::MinorityLanguage,
        Self::Studying,
        Self::Note,
    ];

    fn shape(self) -> (u16, ColumnKind) {
        match self {
            Self::Number => (5, ColumnKind::Integer),
            Self::Name => (26, ColumnKind::Text),
            Self::Birth | Self::PartyJoined | Self::ServiceStarted => (12, ColumnKind::Date),
            Self::Sex => (6, ColumnKind::Text),
            Self::Unit | Self::ProfessionalLevel | Self::PoliticalTheory => (16, ColumnKind::Text),
            Self::Titles | Self::Studying | Self::Note => (28, ColumnKind::Text),
            Self::Field | Self::HomePlace => (22, ColumnKind::Text),
            Self::Group
            | Self::Ethnicity
            | Self::GeneralEducation
            | Self::StateManagement
            | Self::Informatics
            | Self::ForeignLanguage
            | Self::MinorityLanguage
            | Self::Rating(_) => (14, ColumnKind::Text),
        }
    }
}

/// A value of a vocabulary that the list must say in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value<'a> {
    /// A sex.
    Sex(Sex),
    /// A unit.
    Unit(&'a Unit),
    /// A title.
    Title(Title),
    /// A group.
    Group(Group),
    /// A level of school.
    GeneralEducation(GeneralEducation),
    /// A professional level.
    ProfessionalLevel(ProfessionalLevel),
    /// A level of political theory.
    PoliticalTheory(PoliticalTheory),
    /// A level of state management.
    StateManagement(StateManagement),
    /// A level of informatics.
    Informatics(Informatics),
    /// A level of a foreign language, and the language as the dossier has it.
    ForeignLanguage(&'a str, Option<ForeignLanguageLevel>),
    /// A level of a minority language.
    MinorityLanguage(MinorityLanguage),
    /// A course.
    Course(CourseKind),
    /// A rating.
    Rating(RatingGrade),
}

/// The words of the list in the reader's language.
pub trait ListWords {
    /// The title above the list.
    fn title(&self) -> String;
    /// The heading of a column.
    fn heading(&self, column: PersonnelColumn) -> String;
    /// The words of a value.
    fn value(&self, value: Value) -> String;
}

/// The list of those people, in the order in which they come.
///
/// A fact that the papers leave open is a blank cell; a level is the vocabulary's word, not the
/// clerk's, so that equal levels can be filtered as one.
pub fn personnel_list<'a>(
    dossiers: impl IntoIterator<Item = &'a Dossier>,
    columns: &[PersonnelColumn],
    office: &Office,
    words: &dyn ListWords,
) -> Table {
    let head = columns.iter().map(|column| {
        let (width, kind) = column.shape();
        Column::new(words.heading(*column), width, kind)
    });
    let rows = dossiers.into_iter().zip(1..).map(|(dossier, number)| {
        let cell = |column: &PersonnelColumn| cell(dossier, number, *column, office, words);
        columns.iter().map(cell).collect()
    });
    Table {
        title: words.title(),
        columns: head.collect(),
        rows: rows.collect(),
    }
}

fn cell(
    dossier: &Dossier,
    number: i64,
    column: PersonnelColumn,
    office: &Office,
    words: &dyn ListWords,
) -> Cell {
    let say =
        |value: Option<Value>| value.map_or(Cell::Blank, |value| Cell::text(words.value(value)));
    match column {
        PersonnelColumn::Number => Cell::Integer(number),
        PersonnelColumn::Name => Cell::text(&dossier.name),
        PersonnelColumn::Birth => Cell::date(dossier.birth),
        PersonnelColumn::Sex => say(dossier.sex.map(Value::Sex)),
        PersonnelColumn::Unit => match &dossier.unit {
            // A unit that the office does not list is shown by its id rather than dropped.
            Some(id) => match office.unit(id) {
                Some(unit) => say(Some(Value::Unit(unit))),
                None => Cell::text(&id.0),
            },
            None => Cell::Blank,
        },
        PersonnelColumn::Titles if dossier.posts.is_empty() => Cell::text(&dossier.post_written),
        PersonnelColumn::Titles => listed(
            dossier
                .posts
                .iter()
                .map(|post| words.value(Value::Title(post.title))),
        ),
        PersonnelColumn::Group => say(dossier.group().map(Value::Group)),
        PersonnelColumn::HomePlace => Cell::text(&dossier.home_place),
        PersonnelColumn::Ethnicity => Cell::text(&dossier.ethnicity),
        PersonnelColumn::PartyJoined => Cell::date(dossier.party_joined),
        PersonnelColumn::ServiceStarted => Cell::date(dossier.service_started),
        PersonnelColumn::GeneralEducation => {
            say(level(&dossier.general_education).map(Value::GeneralEducation))
        }
        PersonnelColumn::ProfessionalLevel => {
            say(level(&dossier.professional_level).map(Value::ProfessionalLevel))
        }
        PersonnelColumn::Field => Cell::text(&dossier.field),
        PersonnelColumn::PoliticalTheory => {
            say(level(&dossier.political_theory).map(Value::PoliticalTheory))
        }
        PersonnelColumn::StateManagement => {
            say(level(&dossier.state_management).map(Value::StateManagement))
        }
        PersonnelColumn::Informatics => say(level(&dossier.informatics).map(Value::Informatics)),
        PersonnelColumn::ForeignLanguage => say(dossier
            .foreign_language
            .as_ref()
            .map(|foreign| Value::ForeignLanguage(&foreign.language, foreign.level))),
        PersonnelColumn::MinorityLanguage => {
            say(level(&dossier.minority_language).map(Value::MinorityLanguage))
        }
        PersonnelColumn::Studying => listed(
            dossier
                .courses
                .iter()
                .filter(|course| course.status == CourseStatus::Studying)
                .map(|course| words.value(Value::Course(course.kind))),
        ),
        PersonnelColumn::Rating(year) => say(dossier
            .ratings
            .iter()
            .find(|rating| rating.year == year)
            .map(|rating| Value::Rating(rating.grade))),
        PersonnelColumn::Note => Cell::text(&dossier.note),
    }
}

fn level<L: Ladder>(known: &Option<Known<L>>) -> Option<L> {
    known.as_ref().map(|known| known.level)
}

fn listed(words: impl Iterator<Item = String>) -> Cell {
    Cell::text(words.collect::<Vec<_>>().join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Course, DossierId, ForeignLanguage, Post, Rating, UnitId, UnitKind};

    /// Words that show what was asked for.
    struct Plain;

    impl ListWords for Plain {
        fn title(&self) -> String {
            "List".to_owned()
        }

        fn heading(&self, column: PersonnelColumn) -> String {
            format!("{column:?}")
        }

        fn value(&self, value: Value) -> String {
            match value {
                Value::Unit(unit) => unit.name.clone(),
                Value::Title(title) => title.code().to_owned(),
                Value::Course(course) => course.code().to_owned(),
                other => format!("{other:?}"),
            }
        }
    }

    fn row(dossier: &Dossier, columns: &[PersonnelColumn]) -> Vec<Cell> {
        let office = Office {
            units: vec![Unit {
                id: UnitId("xa tan lap".into()),
                name: "Tân Lập".into(),
                kind: UnitKind::Commune,
                area: None,
                special_hardship: None,
            }],
            ..Office::default()
        };
        let mut table = personnel_list([dossier], columns, &office, &Plain);
        assert_eq!(table.columns.len(), columns.len());
        table.rows.remove(0)
    }

    #[test]
    fn a_person_of_whom_only_the_name_is_known_has_blank_cells() {
        let dossier = Dossier::new(DossierId([1; 16]), "Lê Thị Ước");
        let cells = row(&dossier, &PersonnelColumn::USUAL);
        assert_eq!(cells[0], Cell::Integer(1));
        assert_eq!(cells[1], Cell::Text("Lê Thị Ước".into()));
        assert!(
            cells[2..].iter().all(|cell| *cell == Cell::Blank),
            "{cells:?}"
        );
    }

    #[test]
    fn facts_stand_in_their_columns() {
        let mut dossier = Dossier::new(DossierId([1; 16]), "Lê Thị Ước");
        dossier.birth = "1980-05".parse().ok();
        dossier.unit = Some(UnitId("xa tan lap".into()));
        dossier.posts = vec![
            Post::of(Title::PartySecretary),
            Post::of(Title::CouncilChair),
        ];
        dossier.professional_level = Some(Known::written(ProfessionalLevel::University, "ĐH"));
        dossier.foreign_language = Some(ForeignLanguage {
            language: "english".into(),
            level: None,
            written: "Anh".into(),
        });
        dossier.ratings = vec![Rating {
            year: 2016,
            grade: RatingGrade::Good,
        }];
        let course = |kind, status| Course {
            kind,
            status,
            class: String::new(),
            mode: None,
            from: None,
            until: None,
        };
        dossier.courses = vec![
            course(CourseKind::University, CourseStatus::Completed),
            course(CourseKind::PtAdvanced, CourseStatus::Studying),
        ];
        let text = |words: &str| Cell::Text(words.to_owned());
        let columns = [
            PersonnelColumn::Birth,
            PersonnelColumn::Unit,
            PersonnelColumn::Titles,
            PersonnelColumn::ProfessionalLevel,
            PersonnelColumn::ForeignLanguage,
            PersonnelColumn::Studying,
            PersonnelColumn::Rating(2016),
            PersonnelColumn::Rating(2015),
        ];
        assert_eq!(
            row(&dossier, &columns),
            [
                Cell::PartialDate("1980-05".parse().unwrap()),
                text("Tân Lập"),
                text("party_secretary; council_chair"),
                text("ProfessionalLevel(University)"),
                text("ForeignLanguage(\"english\", None)"),
                text("pt_advanced"),
                text("Rating(Good)"),
                Cell::Blank,
            ]
        );
    }

    #[test]
    fn what_the_office_does_not_list_is_shown_as_it_is() {
        let mut dossier = Dossier::new(DossierId([1; 16]), "Lê Thị Ước");
        dossier.unit = Some(UnitId("noi khac".into()));
        dossier.post_written = "Cán bộ đoàn".into();
        assert_eq!(
            row(&dossier, &[PersonnelColumn::Unit, PersonnelColumn::Titles]),
            [
                Cell::Text("noi khac".into()),
                Cell::Text("Cán bộ đoàn".into())
            ]
        );
    }
}
