//! What an import would do, row by row, before anything is done.
//!
//! Everything here travels as JSON between the worker and the page, and out of the `canbo` command.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::{Dossier, DossierId, Office};
use crate::exchange::excel::ReadListError;
use crate::exchange::excel::legacy_font::Conversion;

/// A file as the user chose it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Its name, for the report only: the content says what it is.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The user's answer to a question of identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "answer", content = "id")]
pub enum Answer {
    /// The row means this person.
    #[serde(with = "id_text")]
    Same(DossierId),
    /// The row means a person who is not yet known.
    New,
    /// The row is left out.
    Skip,
}

/// Answers by the key of their question.
pub type Answers = BTreeMap<String, Answer>;

/// How far the reading is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// The file being read, from 1.
    pub file: usize,
    /// Files in all.
    pub files: usize,
    /// The sheet being read.
    pub sheet: String,
    /// Rows of the sheet that are done.
    pub rows_done: usize,
    /// Rows of the sheet.
    pub rows: usize,
}

/// What an import would change, and the report to show before.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// One report a file, in the order of the files.
    pub files: Vec<FileReport>,
    /// Dossiers that are new or changed, whole.
    pub dossiers: Vec<Dossier>,
    /// The office afterwards: its units and the lists it has taken.
    pub office: Office,
}

/// What a file brings. `created + updated + unchanged` and the rows of the outcomes that are
/// refused or asked about are together `rows`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileReport {
    /// Its name.
    pub file: String,
    /// Rows that name a person.
    pub rows: usize,
    /// Rows that make a new dossier.
    pub created: usize,
    /// Rows that change a dossier.
    pub updated: usize,
    /// Rows that say nothing new.
    pub unchanged: usize,
    /// Cells, and rows, that were not taken.
    pub refused: Vec<Refusal>,
    /// Rows of which the user must say whom they mean.
    pub questions: Vec<Question>,
    /// What becomes of each row that names a person.
    pub outcomes: Vec<RowOutcome>,
    /// Why the file could not be read, if it could not.
    pub error: Option<ReadListError>,
    /// How each sheet was understood.
    pub sheets: Vec<SheetReport>,
}

/// A cell that was not taken, or a row when `column` is empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// The sheet.
    pub sheet: String,
    /// The row as Excel counts, from 1.
    pub row: u32,
    /// The column's letters; empty for the whole row.
    pub column: String,
    /// What the cell holds.
    pub value: String,
    /// Why it was not taken.
    pub reason: Reason,
}

/// Why a cell or a row was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// No date of any form in use.
    NotADate,
    /// Day and month seem to have changed places: the second number is no month.
    DayMonthSwapped,
    /// A mark where a date should be.
    DateMissing,
    /// A mark, or words without a level, where a level should be.
    DoesNotSayLevel,
    /// Words that name no known level.
    UnknownLevel,
    /// Words that name no title of the commune level.
    UnknownTitle,
    /// Words that name no rating.
    UnknownRating,
    /// A rating of which the list does not say the year.
    NoYear,
    /// Words that are not known in this column.
    UnknownWord,
    /// A unit named without its kind, and several bear the name.
    AmbiguousUnit,
    /// No unit in the row, its section, the title or the sheet's name.
    NoUnit,
    /// A row with content but without a name.
    NoName,
    /// What stands in the column of names is no name.
    NotAName,
    /// A formula that failed.
    FormulaError,
    /// Births for a man and a woman in one row.
    TwoSexes,
    /// The user chose to leave the row out.
    LeftOut,
}

/// A question of identity: the row is neither created nor changed until it is answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Names the question, the same on every run over the same row.
    pub key: String,
    /// The sheet.
    pub sheet: String,
    /// The row as Excel counts, from 1.
    pub row: u32,
    /// The name in the row.
    pub name: String,
    /// The birth in the row, in ISO form; empty when not given.
    pub birth: String,
    /// The unit in the row; empty when not given.
    pub unit: String,
    /// The titles in the row as written.
    pub post: String,
    /// Why it must be asked.
    pub reason: QuestionReason,
    /// Whom the row may mean.
    pub candidates: Vec<Candidate>,
}

/// Why a row's person is not certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuestionReason {
    /// Same name and unit, but the births contradict each other.
    BirthDiffers,
    /// More than one known person fits.
    SeveralFit,
    /// Same name and birth, but another unit.
    OtherUnit,
    /// The name differs in its marks only, birth and unit agree.
    OtherMarks,
    /// The name is known, but the row gives neither birth nor unit to tell.
    TooLittleKnown,
    /// The person stands twice in one list, with different facts.
    TwiceInList,
}

/// A known person whom a row may mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// Names the dossier.
    #[serde(with = "id_text")]
    pub id: DossierId,
    /// The name.
    pub name: String,
    /// Birth in ISO form; empty when not known.
    pub birth: String,
    /// The unit's name with its kind's code in front; empty when not known.
    pub unit: String,
    /// Codes of the titles held.
    pub titles: Vec<String>,
}

/// What becomes of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowOutcome {
    /// The sheet.
    pub sheet: String,
    /// The row as Excel counts, from 1.
    pub row: u32,
    /// The name in the row.
    pub name: String,
    /// What becomes of it.
    pub kind: RowKind,
    /// The dossier it goes into.
    #[serde(with = "optional_id_text")]
    pub id: Option<DossierId>,
    /// What it changes there; empty for a new dossier.
    pub changes: Vec<FieldChange>,
}

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    /// It makes a new dossier.
    Created,
    /// It changes a dossier.
    Updated,
    /// It says nothing new.
    Unchanged,
    /// It is not taken.
    Refused,
    /// It waits for an answer.
    Question,
}

/// A change of one field. Dates are in ISO form, levels and titles as codes, lists as their new item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// The field.
    pub field: Field,
    /// What was known; empty for nothing.
    pub old: String,
    /// What the row says.
    pub new: String,
}

/// What a column means, or which part of a dossier a change touches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The running number.
    Number,
    /// Full name.
    Name,
    /// All of the name but its last word.
    FamilyName,
    /// The last word of the name.
    GivenName,
    /// Birth.
    Birth,
    /// Birth of a man, or a mark for one.
    Male,
    /// Birth of a woman, or a mark for one.
    Female,
    /// Day of birth in a column of its own.
    BirthDay,
    /// Month of birth in a column of its own.
    BirthMonth,
    /// Year of birth in a column of its own.
    BirthYear,
    /// Sex.
    Sex,
    /// The unit.
    Unit,
    /// Titles held.
    Title,
    /// Since when the title is held.
    PostSince,
    /// Native place.
    HomePlace,
    /// Ethnicity.
    Ethnicity,
    /// Party admission.
    PartyJoined,
    /// Full Party membership; not kept.
    PartyFull,
    /// Entry into the work.
    ServiceStarted,
    /// School.
    GeneralEducation,
    /// Professional level.
    ProfessionalLevel,
    /// Field of study.
    #[serde(rename = "field")]
    FieldOfStudy,
    /// Political theory.
    PoliticalTheory,
    /// State management.
    StateManagement,
    /// Informatics.
    Informatics,
    /// Foreign language.
    ForeignLanguage,
    /// Minority language.
    MinorityLanguage,
    /// The class of a course.
    Class,
    /// The class's number.
    Cohort,
    /// Full or part time.
    StudyMode,
    /// First day of a course.
    StudyFrom,
    /// End of a course.
    StudyUntil,
    /// How far someone is with a course.
    StudyStatus,
    /// A course, as a whole.
    Course,
    /// Rating; the year where it is known.
    Rating(Option<i32>),
    /// The unit that was left.
    FromUnit,
    /// The post that was left.
    FromPost,
    /// The unit that was entered.
    ToUnit,
    /// The post that was entered.
    ToPost,
    /// When someone was moved.
    MovedOn,
    /// How someone was moved.
    MovementKind,
    /// A move, as a whole.
    Movement,
    /// Whether the person has left the corps.
    Left,
    /// The title for which someone is planned.
    SuccessionTitle,
    /// The term of the plan.
    Term,
    /// A place in the succession plan, as a whole.
    Succession,
    /// Since when a post is held that must change hands.
    TenureSince,
    /// The unit before.
    PreviousUnit,
    /// Time in such a post, as a whole.
    Tenure,
    /// Year of entry through the talent scheme.
    IntakeYear,
    /// Grade of the degree.
    DegreeGrade,
    /// Entry through the talent scheme, as a whole.
    Talent,
    /// A date whose meaning follows from the list.
    When,
    /// A manner whose meaning follows from the list.
    How,
    /// Notes.
    Note,
    /// Known, and not kept.
    Ignored,
}

/// What kind of list a sheet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListKind {
    /// People with their facts.
    Personnel,
    /// People who attend a course.
    Study,
    /// Yearly ratings.
    Ratings,
    /// Moves between units.
    Movements,
    /// The talent scheme.
    Talent,
    /// Time in posts that must change hands.
    Tenure,
    /// The succession plan.
    Succession,
    /// No head was found.
    NoHead,
}

/// How a sheet was understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetReport {
    /// The sheet's name.
    pub sheet: String,
    /// What kind of list it is.
    pub kind: ListKind,
    /// The lines above the head.
    pub title: String,
    /// Rows of the head, as Excel counts.
    pub head_rows: Vec<u32>,
    /// Its columns.
    pub columns: Vec<ColumnReport>,
    /// Rows that name a person.
    pub rows: usize,
    /// Other rows below the head.
    pub skipped: Vec<SkippedRow>,
    /// What was converted from an old font.
    pub legacy_font: Option<Conversion>,
}

/// How a column was understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnReport {
    /// Its letters.
    pub letter: String,
    /// Its head, lines joined by ` / `.
    pub head: String,
    /// What it means; nothing when its content is not taken.
    pub field: Option<Field>,
}

/// A row that names no person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkippedRow {
    /// The row as Excel counts, from 1.
    pub row: u32,
    /// What it says.
    pub text: String,
    /// What it is.
    pub why: SkipReason,
}

/// Why a row names no person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SkipReason {
    /// It opens a section.
    Section,
    /// It gives a total.
    Total,
    /// It belongs to the signatures.
    Signature,
    /// It numbers the columns.
    ColumnNumbers,
    /// It repeats the head.
    Head,
    /// It is a note below the list.
    Note,
    /// A running number and nothing else.
    OnlyNumber,
    /// The sheet has no head.
    NoHead,
}

mod id_text {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    use crate::domain::DossierId;

    pub fn serialize<S: Serializer>(id: &DossierId, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(id)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<DossierId, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(|()| D::Error::custom("not a dossier id"))
    }
}

mod optional_id_text {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    use crate::domain::DossierId;

    pub fn serialize<S: Serializer>(
        id: &Option<DossierId>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match id {
            Some(id) => serializer.collect_str(id),
            None => serializer.serialize_none(),
        }
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<DossierId>, D::Error> {
        Option::<String>::deserialize(deserializer)?
            .map(|text| {
                text.parse()
                    .map_err(|()| D::Error::custom("not a dossier id"))
            })
            .transpose()
    }
}
