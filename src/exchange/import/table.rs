//! A sheet as a list: its blocks, and for each row below a head what it is.

use std::sync::LazyLock;

use super::dates;
use super::head::{Column, Head, HeadFinder, years};
use super::levels;
use super::report::{Field, ListKind, Reason, SkipReason, SkippedRow};
use super::units::{UnitName, commune_in, read_unit, unit_of_sheet};
use crate::domain::{UnitKind, match_key, tidy};
use crate::exchange::excel::words::{UNITS, begins_with_words, contains_words, normal};
use crate::exchange::excel::{Row, Sheet, Value, limits};

/// A sheet read as a list.
#[derive(Debug)]
pub(super) struct List {
    pub kind: ListKind,
    pub title: String,
    pub head_rows: Vec<u32>,
    /// Columns of the first head, for the report.
    pub columns: Vec<Column>,
    pub people: Vec<Person>,
    pub skipped: Vec<SkippedRow>,
    pub refused: Vec<RefusedRow>,
}

/// A row that names a person, with the head that it stands below.
#[derive(Debug)]
pub(super) struct Person {
    /// Place of the row in the sheet.
    pub row: usize,
    /// Place of its block.
    pub block: usize,
    pub name: String,
    /// The unit that the section, the title or the sheet gives.
    pub context_unit: Option<UnitName>,
    /// The unit's own column, also where one entry stands for the rows below it.
    pub unit: Option<UnitName>,
}

/// A row with content that cannot be taken as a person.
#[derive(Debug)]
pub(super) struct RefusedRow {
    pub row: u32,
    pub column: String,
    pub value: String,
    /// The name, where there is one.
    pub name: String,
    pub reason: Reason,
}

/// The columns below one head, with what follows from the kind of list.
#[derive(Debug)]
pub(super) struct Block {
    pub head: Head,
    pub kind: ListKind,
    /// The year that the title names, for ratings without a year of their own.
    pub title_year: Option<i32>,
    /// Both years of a term that the title names.
    pub title_term: Option<(i32, i32)>,
    pub title: String,
    /// Whether a column marks the women and none the men: who bears no mark is a man.
    pub only_women_marked: bool,
}

/// The most rows that the report shows of a sheet without a head.
const ROWS_SHOWN_WITHOUT_HEAD: usize = 50;

type Beginnings = Vec<(String, String)>;

fn beginnings(words: &[String]) -> Beginnings {
    words
        .iter()
        .map(|word| (match_key(word), normal(word)))
        .collect()
}

static TOTAL: LazyLock<Beginnings> = LazyLock::new(|| beginnings(&UNITS.rows.total));
static SIGNATURE: LazyLock<Beginnings> = LazyLock::new(|| beginnings(&UNITS.rows.signature));
static NOTE: LazyLock<Beginnings> = LazyLock::new(|| beginnings(&UNITS.rows.note));
static SECTION: LazyLock<Beginnings> = LazyLock::new(|| beginnings(&UNITS.rows.section));

/// A text in the two forms in which its beginning is compared.
struct Opening {
    key: String,
    plain: Option<String>,
}

impl Opening {
    fn new(text: &str) -> Self {
        Self {
            key: match_key(text),
            plain: text.is_ascii().then(|| normal(text)),
        }
    }

    /// Whether the text begins with one of the words: by its marks, or without them where it has none.
    fn is_any(&self, words: &Beginnings) -> bool {
        words.iter().any(|(word_key, word_plain)| {
            let (text, word) = match &self.plain {
                Some(plain) => (plain, word_plain),
                None => (&self.key, word_key),
            };
            begins_with_words(text, word)
        })
    }
}

/// A value as a user would see it.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::Text(text) if is_tidy(text) => text.to_string(),
        Value::Text(text) => tidy(text),
        Value::Number(number) => number.to_string(),
        Value::Date(day) => day.format("%d/%m/%Y").to_string(),
        Value::Bool(truth) => if *truth { "TRUE" } else { "FALSE" }.to_owned(),
        Value::Error(error) => error.to_string(),
    }
}

/// Whether tidying would change nothing, for the plain texts of which lists are full.
fn is_tidy(text: &str) -> bool {
    let bytes = text.as_bytes();
    let ends = [bytes.first(), bytes.last()];
    bytes.iter().all(|byte| (b' '..=b'~').contains(byte))
        && !ends.contains(&Some(&b' '))
        && !text.contains("  ")
}

fn row_text(row: &Row) -> String {
    let texts: Vec<String> = row
        .cells
        .iter()
        .take(40)
        .map(|cell| shown(&cell.value))
        .collect();
    texts.join(" | ").chars().take(300).collect()
}

/// Reads a sheet as a list. Without a head all of its rows are listed as skipped.
pub(super) fn read_list(sheet: &Sheet) -> (List, Vec<Block>) {
    let mut list = List {
        kind: ListKind::NoHead,
        title: String::new(),
        head_rows: Vec::new(),
        columns: Vec::new(),
        people: Vec::new(),
        skipped: Vec::new(),
        refused: Vec::new(),
    };
    let mut blocks: Vec<Block> = Vec::new();
    let mut finder = HeadFinder::default();
    let Some(mut head) = finder.find(sheet, 0) else {
        // The sheet as a whole is reported; its first lines show which one it is.
        list.skipped = sheet
            .rows
            .iter()
            .take(ROWS_SHOWN_WITHOUT_HEAD)
            .map(|row| skipped(row, SkipReason::NoHead))
            .collect();
        return (list, blocks);
    };
    let title_lines: Vec<String> = sheet.rows[..head.first]
        .iter()
        .flat_map(|row| row.cells.iter().map(|cell| shown(&cell.value)))
        .collect();
    let title = title_lines.join("\n");
    let title_unit = unit_of_title(&title_lines);
    let mut walk = Walk {
        sheet,
        unit: title_unit.clone().or_else(|| unit_of_sheet(&sheet.name)),
        ended: false,
        has_numbers: false,
    };
    list.title = title.chars().take(400).collect();
    loop {
        let mut block = block_of(head, &title);
        if blocks.is_empty() {
            list.kind = block.kind;
            list.columns = block.head.columns.clone();
            list.head_rows = (block.head.first..=block.head.last)
                .map(|at| sheet.rows[at].number)
                .collect();
        } else {
            let repeated = &sheet.rows[block.head.first..=block.head.last];
            list.skipped
                .extend(repeated.iter().map(|row| skipped(row, SkipReason::Head)));
        }
        let from = block.head.last + 1;
        let next = finder.find(sheet, from);
        let until = next.as_ref().map_or(sheet.rows.len(), |next| next.first);
        walk.ended = false;
        block.only_women_marked = only_women_marked(&sheet.rows[from..until], &block.head);
        walk.block(&block, blocks.len(), from, until, &mut list);
        blocks.push(block);
        match next {
            Some(next) => head = next,
            None => break,
        }
    }
    (list, blocks)
}

fn skipped(row: &Row, why: SkipReason) -> SkippedRow {
    SkippedRow {
        row: row.number,
        text: row_text(row),
        why,
    }
}

/// The unit that the lines above the head name, the nearest to the list first.
fn unit_of_title(lines: &[String]) -> Option<UnitName> {
    let list_line = lines
        .iter()
        .find(|line| normal(line).starts_with("danh sach"))
        .and_then(|line| commune_in(line));
    list_line.or_else(|| lines.iter().rev().find_map(|line| commune_in(line)))
}

fn block_of(mut head: Head, title: &str) -> Block {
    let plain = normal(title);
    let kind = kind_of(&head, &plain);
    for column in &mut head.columns {
        column.field = match (column.field, kind) {
            (Some(Field::When), ListKind::Movements) => Some(Field::MovedOn),
            (Some(Field::When), ListKind::Talent) => Some(Field::IntakeYear),
            // A graduate's grade is that of the degree.
            (Some(Field::Rating(None)), ListKind::Talent) => Some(Field::DegreeGrade),
            (Some(Field::When), ListKind::Tenure) => Some(Field::TenureSince),
            (Some(Field::When), ListKind::Study) => Some(Field::StudyFrom),
            (Some(Field::When), _) => None,
            (Some(Field::How), ListKind::Movements) => Some(Field::MovementKind),
            (Some(Field::How), ListKind::Study) => Some(Field::StudyMode),
            (Some(Field::How), _) => None,
            (Some(Field::PreviousUnit), ListKind::Movements) => Some(Field::FromUnit),
            (field, _) => field,
        };
    }
    let mut found: Vec<i32> = years(&plain).collect();
    let title_term = plain
        .find("nhiem ky")
        .or_else(|| plain.find("giai doan"))
        .and_then(|at| {
            let mut term = years(&plain[at..]);
            Some((term.next()?, term.next()?))
        });
    found.sort_unstable();
    found.dedup();
    let title_year = match found.as_slice() {
        [year] => Some(*year),
        _ => None,
    };
    Block {
        head,
        kind,
        title_year,
        title_term,
        title: title.to_owned(),
        only_women_marked: false,
    }
}

/// The kind of a list follows from its columns, and where they do not say from its title.
fn kind_of(head: &Head, title: &str) -> ListKind {
    let any = |fields: &[Field]| fields.iter().any(|field| head.has(*field));
    let says = |phrase: &str| contains_words(title, phrase);
    let rated = head
        .columns
        .iter()
        .any(|column| matches!(column.field, Some(Field::Rating(_))));
    let facts = head
        .columns
        .iter()
        .filter(|column| {
            matches!(
                column.field,
                Some(
                    Field::GeneralEducation
                        | Field::ProfessionalLevel
                        | Field::PoliticalTheory
                        | Field::StateManagement
                        | Field::Informatics
                        | Field::ForeignLanguage
                        | Field::PartyJoined
                )
            )
        })
        .count();
    if any(&[Field::ToUnit, Field::FromUnit]) {
        ListKind::Movements
    } else if head.has(Field::SuccessionTitle) {
        ListKind::Succession
    } else if facts >= 2 {
        ListKind::Personnel
    } else if head.has(Field::TenureSince)
        || says("chuyen doi vi tri") && any(&[Field::When, Field::PreviousUnit])
    {
        ListKind::Tenure
    } else if any(&[Field::IntakeYear, Field::DegreeGrade]) || says("thu hut") {
        ListKind::Talent
    } else if any(&[
        Field::Class,
        Field::StudyFrom,
        Field::StudyUntil,
        Field::StudyMode,
    ]) || levels::course_kind(title).is_some()
        && (says("dang hoc") || says("hoc vien") || says("theo hoc"))
    {
        ListKind::Study
    } else if rated {
        ListKind::Ratings
    } else {
        ListKind::Personnel
    }
}

/// Whether the column of women bears marks only, some of them, and men have no column.
fn only_women_marked(rows: &[Row], head: &Head) -> bool {
    let Some(column) = head.column(Field::Female) else {
        return false;
    };
    if head.has(Field::Male) || head.has(Field::Sex) {
        return false;
    }
    let marks = rows.iter().filter_map(|row| row.value(column));
    let (mut marked, mut other) = (0, 0);
    for value in marks {
        let text = shown(value);
        if levels::is_mark(&text) || normal(&text) == "nu" {
            marked += 1;
        } else if matches!(value, Value::Text(_) | Value::Date(_)) {
            other += 1;
        }
    }
    marked > 0 && other == 0
}

/// The walk down the rows of a sheet.
struct Walk<'a> {
    sheet: &'a Sheet,
    unit: Option<UnitName>,
    /// Whether the total or the signatures have begun.
    ended: bool,
    has_numbers: bool,
}

/// What a row is.
enum RowIs {
    Person(String),
    Skipped(SkipReason),
    Section(Option<UnitName>),
    Refused(Reason),
}

impl Walk<'_> {
    fn block(&mut self, block: &Block, at: usize, from: usize, until: usize, list: &mut List) {
        let rows = &self.sheet.rows[from..until];
        let number = block.head.column(Field::Number);
        self.has_numbers = number.is_some_and(|number| {
            let numbered = rows
                .iter()
                .filter(|row| row.value(number).is_some_and(is_running_number))
                .count();
            2 * numbered >= rows.len().min(4)
        });
        let name_column = block
            .head
            .column(Field::Name)
            .or_else(|| block.head.column(Field::FamilyName))
            .unwrap_or_default();
        let first_person = list.people.len();
        for (offset, row) in rows.iter().enumerate() {
            match self.classify(row, &block.head, name_column, number) {
                RowIs::Person(name) => {
                    self.ended = false;
                    list.people.push(Person {
                        row: from + offset,
                        block: at,
                        name,
                        context_unit: self.unit.clone(),
                        unit: None,
                    });
                }
                RowIs::Section(unit) => {
                    self.ended = false;
                    if unit.is_some() {
                        self.unit = unit;
                    }
                    list.skipped.push(skipped(row, SkipReason::Section));
                }
                RowIs::Skipped(why) => {
                    self.ended |= matches!(why, SkipReason::Total | SkipReason::Signature);
                    list.skipped.push(skipped(row, why));
                }
                RowIs::Refused(reason) => {
                    let value = row.value(name_column).map(shown).unwrap_or_default();
                    list.refused.push(RefusedRow {
                        row: row.number,
                        column: crate::exchange::excel::column_letters(name_column),
                        name: value.clone(),
                        value: if value.is_empty() {
                            row_text(row)
                        } else {
                            value
                        },
                        reason,
                    });
                }
            }
        }
        if let Some(column) = block.head.column(Field::Unit) {
            self.fill_units(&mut list.people[first_person..], column);
        }
    }

    /// Units of a column in which one entry, merged or not, stands for the rows below it.
    fn fill_units(&self, people: &mut [Person], column: u32) {
        let own = |person: &Person| self.sheet.rows[person.row].value(column).map(shown);
        let blank = people.iter().filter(|person| own(person).is_none()).count();
        let first_filled = people.first().is_some_and(|person| own(person).is_some());
        let one_for_many = first_filled && 2 * blank > people.len();
        let mut last: Option<UnitName> = None;
        for person in people {
            let row = self.sheet.rows[person.row].number;
            match own(person) {
                Some(text) => {
                    last = read_unit(&text);
                    person.unit = last.clone();
                }
                None if one_for_many || self.is_merged_down(row, column) => {
                    person.unit = last.clone()
                }
                None => {}
            }
        }
    }

    fn is_merged_down(&self, row: u32, column: u32) -> bool {
        self.sheet.merges.iter().any(|merge| {
            merge.first_row < row
                && row <= merge.last_row
                && merge.first_column <= column
                && column <= merge.last_column
        })
    }

    fn classify(&self, row: &Row, head: &Head, name_column: u32, number: Option<u32>) -> RowIs {
        let given_column = head.column(Field::GivenName);
        let is_name = |column: u32| column == name_column || given_column == Some(column);
        let others = row
            .cells
            .iter()
            .filter(|cell| Some(cell.column) != number && !is_name(cell.column))
            .count();
        let other_words = row
            .cells
            .iter()
            .filter(|cell| {
                Some(cell.column) != number
                    && !is_name(cell.column)
                    && matches!(cell.value, Value::Text(_))
            })
            .count();
        let running = number.and_then(|number| row.value(number));
        let numbered = running.is_some_and(is_running_number);
        if numbers_columns(row, name_column) {
            return RowIs::Skipped(SkipReason::ColumnNumbers);
        }
        let name = full_name(row, name_column, given_column);
        let has_birth = head.columns.iter().any(|column| {
            matches!(
                column.field,
                Some(Field::Birth | Field::Male | Field::Female)
            ) && row.value(column.column).is_some_and(|value| {
                matches!(dates::read_date(value), Ok(Some(_)))
                    && !matches!(value, Value::Number(n) if *n < 1900.0)
            })
        });
        let first_text = row
            .cells
            .iter()
            .find_map(|cell| match &cell.value {
                Value::Text(text) if normal(text).len() > 2 || Some(cell.column) != number => {
                    Some(tidy(text))
                }
                _ => None,
            })
            .unwrap_or_default();
        let opening = Opening::new(&first_text);
        let name_opening = name.as_deref().map(Opening::new);
        if !has_birth {
            if opening.is_any(&TOTAL) {
                return RowIs::Skipped(SkipReason::Total);
            }
            if !numbered && opening.is_any(&NOTE) {
                return RowIs::Skipped(SkipReason::Note);
            }
            let stands_as_signature =
                !numbered && (opening.is_any(&SIGNATURE) || is_dateline(&first_text));
            if stands_as_signature
                && (self.ended
                    || name_opening
                        .as_ref()
                        .is_none_or(|name| name.is_any(&SIGNATURE)))
            {
                return RowIs::Skipped(SkipReason::Signature);
            }
        }
        let Some(name) = name else {
            return self.nameless(row, name_column, others, other_words, numbered, &first_text);
        };
        if !has_birth && (other_words == 0 || names_unit(&name)) {
            if let Some(unit) = section_unit(&name) {
                return RowIs::Section(Some(unit));
            }
            let roman = running.is_some_and(|value| !is_running_number(value));
            if !numbered
                && (name_opening
                    .as_ref()
                    .is_some_and(|name| name.is_any(&SECTION))
                    || roman
                    || starts_like_section(&name))
            {
                return RowIs::Section(None);
            }
        }
        if !has_birth && !numbered {
            // Below the total stand the signers, also two of them side by side.
            if self.ended {
                return RowIs::Skipped(SkipReason::Signature);
            }
            if others == 0 && self.has_numbers {
                return RowIs::Section(None);
            }
        }
        if is_person_name(&name) {
            RowIs::Person(name)
        } else if self.ended && !numbered {
            RowIs::Skipped(SkipReason::Signature)
        } else {
            RowIs::Refused(Reason::NotAName)
        }
    }

    fn nameless(
        &self,
        row: &Row,
        name_column: u32,
        others: usize,
        other_words: usize,
        numbered: bool,
        first_text: &str,
    ) -> RowIs {
        if row.value(name_column).is_some() {
            return RowIs::Refused(Reason::NotAName);
        }
        if self.ended {
            return RowIs::Skipped(SkipReason::Signature);
        }
        if others == 0 && numbered {
            return RowIs::Skipped(SkipReason::OnlyNumber);
        }
        if row.cells.len() <= 2 && !numbered && other_words <= 1 {
            // A heading over the whole width stands in the first column.
            if let Some(unit) = section_unit(first_text) {
                return RowIs::Section(Some(unit));
            }
            if row.cells.len() == 1 {
                return RowIs::Section(None);
            }
        }
        if other_words == 0 && !numbered {
            return RowIs::Skipped(SkipReason::Total);
        }
        RowIs::Refused(Reason::NoName)
    }
}

/// The unit that opens a section: `II. XÃ TỊNH HÒA`, `Phòng Nội vụ`.
fn section_unit(text: &str) -> Option<UnitName> {
    if let Some(unit) = commune_in(text) {
        return Some(unit);
    }
    let bare = text.trim_start_matches(|c: char| {
        c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X' | '.' | ' ' | '-' | ')')
    });
    read_unit(bare).filter(|unit| unit.kind == UnitKind::Superior && bare.split(' ').count() >= 2)
}

/// Whether the text begins with the word for a kind of unit, behind a numeral at most.
fn names_unit(text: &str) -> bool {
    let bare = text.trim_start_matches(|c: char| {
        c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X' | '.' | ' ' | '-' | ')')
    });
    let words = bare.to_lowercase();
    ["phường ", "xã ", "thị trấn ", "đặc khu "]
        .iter()
        .any(|kind| words.starts_with(kind))
}

/// `I. CÁN BỘ`, `A - Khối Đảng`, `1. Chức danh chủ chốt`.
fn starts_like_section(text: &str) -> bool {
    let Some((lead, rest)) = text.split_once(['.', ')', '-', '/', ':']) else {
        return false;
    };
    let lead = lead.trim();
    let short = lead.len() <= 4 && !lead.is_empty();
    let numeral = lead.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
        || lead.len() == 1 && lead.starts_with(|c: char| c.is_ascii_alphanumeric());
    short && numeral && !rest.trim().is_empty()
}

/// `Quảng Ngãi, ngày 5 tháng 1 năm 2017`.
fn is_dateline(text: &str) -> bool {
    let words = normal(text);
    contains_words(&words, "ngay")
        && contains_words(&words, "thang")
        && contains_words(&words, "nam")
}

fn is_running_number(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.fract() == 0.0 && *number >= 0.0,
        Value::Text(text) => {
            let text = text.trim().trim_end_matches(['.', ')', '/']);
            !text.is_empty()
                && text.len() <= 7
                && text.chars().all(|c| c.is_ascii_digit() || c == '.')
        }
        _ => false,
    }
}

/// A row that numbers the columns: `1 2 3 …`, `(1) (2) (3)`, `A B 1 2`.
fn numbers_columns(row: &Row, name_column: u32) -> bool {
    let is_index = |value: &Value| match value {
        Value::Number(number) => number.fract() == 0.0 && (0.0..200.0).contains(number),
        Value::Text(text) => {
            let plain = normal(text);
            !plain.is_empty()
                && plain.split(' ').all(|word| {
                    word.len() <= 3 && word.chars().all(|c| c.is_ascii_digit()) || word.len() == 1
                })
                && !text.contains(['/', '.'])
                && text.chars().count() <= 9
        }
        _ => false,
    };
    let name_is_index = row.value(name_column).is_some_and(is_index);
    row.cells.len() >= 3 && name_is_index && row.cells.iter().all(|cell| is_index(&cell.value))
}

/// The name in one column or in two.
fn full_name(row: &Row, name_column: u32, given_column: Option<u32>) -> Option<String> {
    let text = |column: u32| match row.value(column) {
        Some(Value::Text(text)) => Some(tidy(text)),
        _ => None,
    };
    match (text(name_column), given_column.and_then(text)) {
        (Some(family), Some(given)) => Some(format!("{family} {given}")),
        (Some(name), None) => Some(name),
        (None, Some(given)) => Some(given),
        (None, None) => None,
    }
    .filter(|name| name.chars().any(char::is_alphabetic))
}

/// Letters, and the few signs that stand in names; not longer than a name is.
fn is_person_name(name: &str) -> bool {
    let good = |c: char| {
        c.is_alphabetic()
            || matches!(
                c,
                ' ' | '\'' | '’' | 'ʼ' | '-' | '.' | '(' | ')' | ',' | '/' | '*'
            )
    };
    name.chars().count() <= limits::NAME_CHARS && name.chars().all(good)
}

#[cfg(test)]
#[path = "table_tests.rs"]
mod tests;
