//! The head of a list: which rows it takes and what its columns mean.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::LazyLock;

use super::levels;
use super::report::Field;
use crate::domain::tidy;
use crate::exchange::excel::words::{HEADS, HeadRule, contains_words, normal};
use crate::exchange::excel::{Row, Sheet, Value};

/// The most rows that a head takes.
const MOST_ROWS: usize = 4;
/// The longest text that is a column's head.
const HEAD_CHARS: usize = 120;

/// The head of a list.
#[derive(Debug, Clone)]
pub(super) struct Head {
    /// Places of its first and last row among the sheet's rows.
    pub first: usize,
    pub last: usize,
    pub columns: Vec<Column>,
}

/// A column with a head.
#[derive(Debug, Clone)]
pub(super) struct Column {
    /// Counted from 0.
    pub column: u32,
    /// The lines of its head, joined by ` / `.
    pub text: String,
    /// What it means; nothing when its head is not known.
    pub field: Option<Field>,
    /// The level that a mark in the column means: `Cao cấp` below `Chính trị`.
    pub mark: Option<String>,
}

impl Head {
    /// The column of a field.
    pub(super) fn column(&self, field: Field) -> Option<u32> {
        self.columns
            .iter()
            .find(|column| column.field == Some(field))
            .map(|column| column.column)
    }

    /// Whether any column means the field.
    pub(super) fn has(&self, field: Field) -> bool {
        self.column(field).is_some()
    }
}

static RULES: LazyLock<Vec<(Field, &'static HeadRule)>> = LazyLock::new(|| {
    HEADS
        .column
        .iter()
        .filter_map(|rule| {
            let field = match rule.field.as_str() {
                "rating" => Field::Rating(None),
                code => serde_json::from_value(serde_json::Value::String(code.to_owned())).ok()?,
            };
            Some((field, rule))
        })
        .collect()
});

/// One line of a head in the two forms that rules compare.
#[derive(Debug, Clone)]
struct Line {
    plain: String,
    marked: String,
}

impl Line {
    fn new(text: &str) -> Self {
        Self {
            plain: normal(text),
            marked: tidy(text).to_lowercase(),
        }
    }
}

/// `ngày sinh (nam)` as `ngày sinh nam`.
fn words_with_marks(text: &str) -> String {
    let spaced: String = text
        .chars()
        .map(|char| if char.is_alphanumeric() { char } else { ' ' })
        .collect();
    tidy(&spaced)
}

fn fits(rule: &HeadRule, line: &Line, above: &[Line]) -> bool {
    let has = |words: &[String], text: &str| words.iter().any(|word| contains_words(text, word));
    let fits_line = rule.exact.contains(&line.plain)
        || rule.marked.contains(&line.marked)
        // Without marks `Nam sinh` may be a year.
        || !line.marked.is_ascii() && has(&rule.says, &words_with_marks(&line.marked))
        || has(&rule.has, &line.plain)
        || !rule.all.is_empty()
            && rule
                .all
                .iter()
                .all(|word| contains_words(&line.plain, word));
    fits_line
        && (rule.under.is_empty() || above.iter().any(|line| has(&rule.under, &line.plain)))
        && !has(&rule.not, &line.plain)
        && !above.iter().any(|line| has(&rule.not, &line.plain))
}

/// What a column means by its lines, topmost first; and whether the meaning comes from a line above.
fn meaning(lines: &[Line]) -> Option<(Field, bool)> {
    let (line, above) = lines.split_last()?;
    if let Some(year) = year_alone(&line.plain) {
        return Some((Field::Rating(Some(year)), false));
    }
    let own = RULES
        .iter()
        .find(|(_, rule)| fits(rule, line, above))
        .map(|(field, _)| (*field, false));
    let found = own.or_else(|| {
        (0..above.len()).rev().find_map(|at| {
            RULES
                .iter()
                .find(|(_, rule)| rule.inherit && fits(rule, &above[at], &above[..at]))
                .map(|(field, _)| (*field, true))
        })
    })?;
    Some(match found {
        (Field::Rating(_), inherited) => {
            let year = lines
                .iter()
                .rev()
                .find_map(|line| years(&line.plain).next());
            (Field::Rating(year), inherited)
        }
        other => other,
    })
}

/// The years that a text names.
pub(super) fn years(plain: &str) -> impl Iterator<Item = i32> {
    plain.split(' ').filter_map(|word| {
        let year = word.parse::<i32>().ok().filter(|_| word.len() == 4)?;
        (1950..=2100).contains(&year).then_some(year)
    })
}

/// `2014` or `Năm 2014` and nothing else.
fn year_alone(plain: &str) -> Option<i32> {
    let word = plain.strip_prefix("nam ").unwrap_or(plain);
    (!word.contains(' ')).then(|| years(word).next())?
}

/// The text of a cell in a head; nothing for what stands in no head.
fn head_text(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) if text.chars().count() <= HEAD_CHARS => Some(tidy(text)),
        Value::Number(number) if number.fract() == 0.0 && (0.0..10_000.0).contains(number) => {
            Some(number.to_string())
        }
        _ => None,
    }
}

/// Whether the row could be the line of a head that names the people: its column, if so.
fn name_column(row: &Row) -> Option<u32> {
    let mut name = None;
    let mut others = 0;
    for cell in &row.cells {
        let Value::Text(text) = &cell.value else {
            continue;
        };
        if text.len() > 3 * HEAD_CHARS {
            continue;
        }
        match meaning(&[Line::new(text)]) {
            Some((Field::Name | Field::FamilyName, _)) if name.is_none() => {
                name = Some(cell.column)
            }
            Some(_) => others += 1,
            None => {}
        }
    }
    name.filter(|_| others > 0)
}

/// Looks for heads, and remembers which texts it has looked at: lists repeat most of theirs.
#[derive(Debug, Default)]
pub(super) struct HeadFinder {
    seen: HashMap<Rc<str>, bool>,
}

impl HeadFinder {
    /// The first head at or below a row.
    pub(super) fn find(&mut self, sheet: &Sheet, from: usize) -> Option<Head> {
        (from..sheet.rows.len()).find_map(|at| {
            // A quick look before the rules: nearly all rows are no heads.
            let maybe = sheet.rows[at].cells.iter().any(|cell| match &cell.value {
                Value::Text(text) if text.len() <= 3 * HEAD_CHARS => self.may_name_people(text),
                _ => false,
            });
            maybe.then(|| head_at(sheet, at, from))?
        })
    }

    fn may_name_people(&mut self, text: &Rc<str>) -> bool {
        if let Some(known) = self.seen.get(text) {
            return *known;
        }
        let may = contains_name_word(text);
        self.seen.insert(text.clone(), may);
        may
    }
}

/// The head whose line of names is this row.
fn head_at(sheet: &Sheet, at: usize, from: usize) -> Option<Head> {
    let name_column = name_column(&sheet.rows[at])?;
    let mut first = at;
    while first > from
        && at - first + 1 < MOST_ROWS
        && sheet.rows[first - 1].number + 1 == sheet.rows[first].number
    {
        if !is_group_row(&sheet.rows[first - 1], name_column) {
            break;
        }
        first -= 1;
    }
    let mut last = at;
    while last + 1 < sheet.rows.len()
        && last - first + 1 < MOST_ROWS
        && sheet.rows[last + 1].number == sheet.rows[last].number + 1
        && is_sub_head(sheet, first, last + 1, name_column)
    {
        last += 1;
    }
    let columns = columns_of(sheet, first, last);
    let recognised = columns
        .iter()
        .filter(|column| column.field.is_some())
        .count();
    (recognised >= 2).then_some(Head {
        first,
        last,
        columns,
    })
}

fn contains_name_word(text: &str) -> bool {
    // `Họ`, `tên` and their forms without marks, decomposed or in capitals all fold to these.
    let plain = normal(text);
    contains_words(&plain, "ho") || contains_words(&plain, "ten") || plain.starts_with("ho ")
}

/// Whether the row above only gathers columns of the head below.
fn is_group_row(row: &Row, name_column: u32) -> bool {
    let mut gathers = false;
    for cell in &row.cells {
        let Some(text) = head_text(&cell.value) else {
            return false;
        };
        let line = Line::new(&text);
        let known = meaning(std::slice::from_ref(&line)).is_some()
            || HEADS
                .groups
                .words
                .iter()
                .any(|word| contains_words(&line.plain, word));
        if cell.column <= name_column && !known {
            return false;
        }
        gathers |= cell.column > name_column && known && text.chars().count() <= 60;
    }
    gathers
}

/// Whether the row goes on with the head: no name, and words that mean something below the lines above.
fn is_sub_head(sheet: &Sheet, first: usize, at: usize, name_column: u32) -> bool {
    let row = &sheet.rows[at];
    if row.value(name_column).is_some() {
        // A second line of the name's own head: `(ghi chữ in hoa)` is rare, a person's name is not.
        return false;
    }
    let paths = paths(sheet, first, at);
    let (mut texts, mut known) = (0, 0);
    for cell in &row.cells {
        let Some(text) = head_text(&cell.value) else {
            return false;
        };
        texts += 1;
        let path = paths
            .get(&cell.column)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let lines: Vec<Line> = path.iter().map(|text| Line::new(text)).collect();
        if path.len() > 1 && meaning(&lines).is_some() || meaning(&[Line::new(&text)]).is_some() {
            known += 1;
        }
    }
    let beyond = row.cells.iter().any(|cell| cell.column > name_column);
    beyond && known > 0 && 2 * known >= texts
}

/// The lines of each column's head, topmost first; a line that spans several columns counts for each.
fn paths(sheet: &Sheet, first: usize, last: usize) -> HashMap<u32, Vec<String>> {
    let rows = &sheet.rows[first..=last];
    let texts: Vec<HashMap<u32, String>> = rows
        .iter()
        .map(|row| {
            row.cells
                .iter()
                .filter_map(|cell| Some((cell.column, head_text(&cell.value)?)))
                .collect()
        })
        .collect();
    // Columns by their heads, and those that a merged head covers.
    let (top, bottom) = (rows[0].number, rows[rows.len() - 1].number);
    let merges: Vec<_> = sheet
        .merges
        .iter()
        .filter(|merge| merge.first_row >= top && merge.first_row <= bottom)
        .collect();
    let mut columns: Vec<u32> = texts.iter().flat_map(|line| line.keys().copied()).collect();
    for merge in &merges {
        columns.extend((merge.first_column..=merge.last_column).take(64));
    }
    columns.sort_unstable();
    columns.dedup();
    let has_below = |column: u32, line: usize| {
        texts[line + 1..]
            .iter()
            .any(|line| line.contains_key(&column))
    };
    let mut paths = HashMap::new();
    for column in columns {
        let mut path: Vec<String> = Vec::new();
        for (line, row) in rows.iter().enumerate() {
            let spanning = || {
                let left = texts[line]
                    .keys()
                    .copied()
                    .filter(|other| *other < column)
                    .max()?;
                let merged = merges
                    .iter()
                    .find(|merge| merge.first_row == row.number && merge.first_column == left);
                let covers = match merged {
                    Some(merge) => merge.last_column >= column,
                    None => has_below(column, line) && has_below(left, line),
                };
                covers.then(|| texts[line].get(&left).cloned())?
            };
            if let Some(text) = texts[line].get(&column).cloned().or_else(spanning)
                && path.last() != Some(&text)
            {
                path.push(text);
            }
        }
        if !path.is_empty() {
            paths.insert(column, path);
        }
    }
    paths
}

fn columns_of(sheet: &Sheet, first: usize, last: usize) -> Vec<Column> {
    let paths = paths(sheet, first, last);
    let mut columns: Vec<Column> = paths
        .into_iter()
        .map(|(column, path)| {
            let lines: Vec<Line> = path.iter().map(|text| Line::new(text)).collect();
            let found = meaning(&lines);
            let leaf = path.last().cloned().unwrap_or_default();
            let mark = found
                .filter(|(field, inherited)| {
                    (*inherited || matches!(field, Field::Rating(_)))
                        && levels::is_level(*field, &leaf)
                })
                .map(|_| leaf);
            // A line below a known one that says something unknown: not the column above.
            let field = found
                .filter(|(field, inherited)| !inherited || mark.is_some() || keeps_meaning(*field))
                .map(|(field, _)| field);
            Column {
                column,
                text: path.join(" / "),
                field,
                mark,
            }
        })
        .collect();
    columns.sort_by_key(|column| column.column);
    settle_doubles(sheet, last, &mut columns);
    columns
}

/// Fields whose sub-lines need not be levels: `Ngày sinh / (dd/mm/yyyy)`, `Vào Đảng / Dự bị`,
/// `Quy hoạch / Bí thư`.
fn keeps_meaning(field: Field) -> bool {
    matches!(
        field,
        Field::Birth | Field::PartyJoined | Field::Rating(_) | Field::Sex | Field::SuccessionTitle
    )
}

/// Two columns of one meaning: the first counts, but for those of which there may be several.
fn settle_doubles(sheet: &Sheet, last: usize, columns: &mut Vec<Column>) {
    for at in 0..columns.len() {
        let Some(field) = columns[at].field else {
            continue;
        };
        let several = matches!(
            field,
            Field::Title | Field::Note | Field::Ignored | Field::SuccessionTitle
        ) || columns[at].mark.is_some();
        let earlier = columns[..at]
            .iter()
            .rposition(|column| column.field == Some(field) && column.mark.is_none());
        if let Some(earlier) = earlier.filter(|_| !several) {
            let adjacent = columns[earlier].column + 1 == columns[at].column;
            if field == Field::Name && adjacent {
                // One head over two columns: family name and given name.
                columns[earlier].field = Some(Field::FamilyName);
                columns[at].field = Some(Field::GivenName);
            } else {
                columns[at].field = None;
            }
        }
    }
    // The same without a merge: a column without a head to the right of the names, filled with words.
    if let Some(at) = columns
        .iter()
        .position(|column| column.field == Some(Field::Name))
    {
        let right = columns[at].column + 1;
        if columns.iter().all(|column| column.column != right) {
            let below = sheet.rows[last + 1..].iter().take(20);
            let (mut words, mut names) = (0, 0);
            for row in below {
                names += usize::from(matches!(row.value(right - 1), Some(Value::Text(_))));
                words += usize::from(
                    matches!(row.value(right), Some(Value::Text(text)) if !tidy(text).contains(' ')),
                );
            }
            if words > 0 && 2 * words >= names {
                columns[at].field = Some(Field::FamilyName);
                let text = columns[at].text.clone();
                columns.insert(
                    at + 1,
                    Column {
                        column: right,
                        text,
                        field: Some(Field::GivenName),
                        mark: None,
                    },
                );
            }
        }
    }
}

#[cfg(test)]
#[path = "head_tests.rs"]
mod tests;
