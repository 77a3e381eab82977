//! Workbooks of Excel since 2007, read as a stream of cells.

use std::rc::Rc;

use quick_xml::events::Event;

use super::number_format::{builtin_is_date, day_of_serial, is_date};
use super::sheet::{Budget, Merge, Sheet, SheetBuilder, Value, cell_place};
use super::xml::{Package, attribute, push_entity};
use super::{ReadListError, limits};

/// What sheets share: strings, the formats that show dates, and the calendar.
struct Shared {
    strings: Vec<Rc<str>>,
    date_formats: Vec<bool>,
    from_1904: bool,
}

/// The sheets of an `.xlsx` file.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Sheet>, ReadListError> {
    let mut package = Package::open(bytes)?;
    let workbook_path = find_workbook(&mut package)?;
    let folder = workbook_path
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder)
        .to_owned();
    let (entries, from_1904) = read_entries(&mut package, &workbook_path)?;
    if entries.len() > limits::SHEETS {
        return Err(ReadListError::TooManySheets {
            found: entries.len() as u64,
            limit: limits::SHEETS as u64,
        });
    }
    let file = workbook_path.rsplit('/').next().unwrap_or_default();
    let relations = read_relations(&mut package, &join(&folder, &format!("_rels/{file}.rels")))?;
    let target = |wanted: &str| {
        relations
            .iter()
            .find(|relation| relation.kind.ends_with(wanted))
            .map(|relation| join(&folder, &relation.target))
    };
    let strings_path =
        target("/sharedStrings").unwrap_or_else(|| join(&folder, "sharedStrings.xml"));
    let styles_path = target("/styles").unwrap_or_else(|| join(&folder, "styles.xml"));
    let shared = Shared {
        strings: read_strings(&mut package, &strings_path)?,
        date_formats: read_date_formats(&mut package, &styles_path)?,
        from_1904,
    };
    let mut budget = Budget::default();
    let mut sheets = Vec::with_capacity(entries.len());
    for (name, id) in entries {
        let Some(relation) = relations.iter().find(|relation| relation.id == id) else {
            continue;
        };
        // Charts and dialogs are listed beside the sheets; they hold no cells.
        if !relation.kind.ends_with("/worksheet") {
            continue;
        }
        let path = join(&folder, &relation.target);
        sheets.push(read_sheet(&mut package, &path, name, &shared, &mut budget)?);
    }
    Ok(sheets)
}

struct Relation {
    id: String,
    kind: String,
    target: String,
}

/// Path of a part named relative to a folder, or absolutely.
fn join(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            "." | "" => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Calls `on` with each event of a part until it returns false or the part ends.
fn events(
    package: &mut Package<'_>,
    path: &str,
    mut on: impl FnMut(&Event<'_>) -> Result<bool, ReadListError>,
) -> Result<bool, ReadListError> {
    let mut buffer = Vec::new();
    let failed = {
        let Some(mut part) = package.part(path)? else {
            return Ok(false);
        };
        loop {
            buffer.clear();
            match part.read_event_into(&mut buffer) {
                Ok(Event::Eof) => return Ok(true),
                Ok(event) => {
                    if !on(&event)? {
                        return Ok(true);
                    }
                }
                Err(error) => break error,
            }
        }
    };
    Err(package.failure(&failed))
}

fn find_workbook(package: &mut Package<'_>) -> Result<String, ReadListError> {
    let relations = read_relations(package, "_rels/.rels")?;
    Ok(relations
        .into_iter()
        .find(|relation| relation.kind.ends_with("/officeDocument"))
        .map_or_else(
            || "xl/workbook.xml".to_owned(),
            |relation| join("", &relation.target),
        ))
}

fn read_relations(package: &mut Package<'_>, path: &str) -> Result<Vec<Relation>, ReadListError> {
    let mut relations = Vec::new();
    events(package, path, |event| {
        if let Event::Start(element) = event
            && element.local_name().as_ref() == "Relationship"
        {
            relations.push(Relation {
                id: attribute(element, "Id").unwrap_or_default(),
                kind: attribute(element, "Type").unwrap_or_default(),
                target: attribute(element, "Target").unwrap_or_default(),
            });
        }
        Ok(relations.len() < 10_000)
    })?;
    Ok(relations)
}

/// Name and relation of each sheet, and whether days count from 1904.
fn read_entries(
    package: &mut Package<'_>,
    path: &str,
) -> Result<(Vec<(String, String)>, bool), ReadListError> {
    let mut entries = Vec::new();
    let mut from_1904 = false;
    let found = events(package, path, |event| {
        if let Event::Start(element) = event {
            match element.local_name().as_ref() {
                "sheet" => {
                    // The relation's `r:id` and the sheet's own `sheetId` differ in their local names.
                    let name = attribute(element, "name").unwrap_or_default();
                    entries.push((name, attribute(element, "id").unwrap_or_default()));
                }
                "workbookPr" => {
                    from_1904 = matches!(
                        attribute(element, "date1904").as_deref(),
                        Some("1" | "true")
                    );
                }
                _ => {}
            }
        }
        Ok(entries.len() < 100_000)
    })?;
    if !found {
        return Err(ReadListError::Damaged {
            detail: format!("no part `{path}`"),
        });
    }
    Ok((entries, from_1904))
}

fn read_strings(package: &mut Package<'_>, path: &str) -> Result<Vec<Rc<str>>, ReadListError> {
    let mut strings = Vec::new();
    let mut text = TextCollector::default();
    events(package, path, |event| {
        if text.take(event, "si") {
            if strings.len() as u64 == limits::CELLS {
                return Err(ReadListError::TooManyCells {
                    limit: limits::CELLS,
                });
            }
            strings.push(Rc::from(text.finish()));
        }
        Ok(true)
    })?;
    Ok(strings)
}

/// Joins the runs of a rich text and leaves out its reading aids.
#[derive(Default)]
struct TextCollector {
    text: String,
    in_text: bool,
    in_phonetic: bool,
}

impl TextCollector {
    /// Whether the event closes the element `end`.
    fn take(&mut self, event: &Event<'_>, end: &str) -> bool {
        match event {
            Event::Start(element) => match element.local_name().as_ref() {
                "t" => self.in_text = true,
                "rPh" => self.in_phonetic = true,
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "t" => self.in_text = false,
                "rPh" => self.in_phonetic = false,
                name => return name == end,
            },
            Event::Text(text) if self.in_text && !self.in_phonetic => {
                self.text.push_str(&text.xml10_content())
            }
            Event::CData(text) if self.in_text && !self.in_phonetic => {
                self.text.push_str(&text.xml10_content())
            }
            Event::GeneralRef(entity) if self.in_text && !self.in_phonetic => {
                push_entity(&mut self.text, entity)
            }
            _ => {}
        }
        false
    }

    fn finish(&mut self) -> String {
        unescape(std::mem::take(&mut self.text))
    }
}

/// `_x000D_` and the like stand for characters that XML cannot hold.
fn unescape(text: String) -> String {
    if !text.contains("_x") {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find("_x") {
        out.push_str(&rest[..at]);
        let code = rest
            .get(at + 2..at + 7)
            .filter(|code| code.ends_with('_'))
            .and_then(|code| u32::from_str_radix(&code[..4], 16).ok())
            .and_then(char::from_u32);
        match code {
            Some(c) => {
                out.push(c);
                rest = &rest[at + 7..];
            }
            None => {
                out.push_str("_x");
                rest = &rest[at + 2..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// For each cell style, whether it shows a date.
fn read_date_formats(package: &mut Package<'_>, path: &str) -> Result<Vec<bool>, ReadListError> {
    let mut custom: Vec<(u32, bool)> = Vec::new();
    let mut styles = Vec::new();
    let mut in_cell_styles = false;
    events(package, path, |event| {
        match event {
            Event::Start(element) => match element.local_name().as_ref() {
                "numFmt" if !in_cell_styles => {
                    let id = attribute(element, "numFmtId").and_then(|id| id.parse().ok());
                    if let (Some(id), Some(code)) = (id, attribute(element, "formatCode")) {
                        custom.push((id, is_date(&code)));
                    }
                }
                "cellXfs" => in_cell_styles = true,
                "xf" if in_cell_styles => {
                    let id = attribute(element, "numFmtId")
                        .and_then(|id| id.parse().ok())
                        .unwrap_or(0);
                    let shows_date = custom
                        .iter()
                        .rev()
                        .find(|(other, _)| *other == id)
                        .map_or_else(|| builtin_is_date(id), |(_, shows)| *shows);
                    styles.push(shows_date);
                }
                _ => {}
            },
            Event::End(element) if element.local_name().as_ref() == "cellXfs" => return Ok(false),
            _ => {}
        }
        Ok(styles.len() < 100_000 && custom.len() < 10_000)
    })?;
    Ok(styles)
}

/// The cell being read.
#[derive(Default)]
struct Pending {
    kind: String,
    style: usize,
    value: String,
    in_value: bool,
    inline: TextCollector,
}

fn read_sheet(
    package: &mut Package<'_>,
    path: &str,
    name: String,
    shared: &Shared,
    budget: &mut Budget,
) -> Result<Sheet, ReadListError> {
    let mut builder = SheetBuilder::new(name, budget);
    let (mut row, mut column) = (0u32, 0u32);
    let mut cell = Pending::default();
    let mut in_cell = false;
    let found = events(package, path, |event| {
        match event {
            Event::Start(element) => match element.local_name().as_ref() {
                "row" => {
                    let number =
                        attribute(element, "r").and_then(|number| number.parse::<u32>().ok());
                    if let Some(number) = number {
                        row = number.saturating_sub(1);
                    }
                    column = 0;
                }
                "c" => {
                    if let Some(place) = attribute(element, "r").and_then(|name| cell_place(&name))
                    {
                        (row, column) = place;
                    }
                    in_cell = true;
                    cell.kind = attribute(element, "t").unwrap_or_default();
                    cell.style = attribute(element, "s")
                        .and_then(|style| style.parse().ok())
                        .unwrap_or(0);
                    cell.value.clear();
                }
                "v" if in_cell => cell.in_value = true,
                "mergeCell" => {
                    if let Some(merge) = attribute(element, "ref").and_then(|area| merge_of(&area))
                    {
                        builder.merge(merge);
                    }
                }
                _ if in_cell => {
                    cell.inline.take(event, "is");
                }
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "row" => row = row.saturating_add(1),
                "v" => cell.in_value = false,
                "c" => {
                    let inline = cell.inline.finish();
                    if let Some(value) = value_of(&cell, inline, shared) {
                        builder.push(row, column, value)?;
                    }
                    column = column.saturating_add(1);
                    in_cell = false;
                }
                _ if in_cell => {
                    cell.inline.take(event, "is");
                }
                _ => {}
            },
            Event::Text(text) if cell.in_value => cell.value.push_str(&text.xml10_content()),
            Event::GeneralRef(entity) if cell.in_value => push_entity(&mut cell.value, entity),
            event if in_cell => {
                cell.inline.take(event, "is");
            }
            _ => {}
        }
        Ok(true)
    })?;
    if !found {
        return Err(ReadListError::Damaged {
            detail: format!("no part `{path}`"),
        });
    }
    Ok(builder.finish())
}

fn merge_of(area: &str) -> Option<Merge> {
    let (first, last) = area.split_once(':')?;
    let (first, last) = (cell_place(first)?, cell_place(last)?);
    Some(Merge {
        first_row: first.0 + 1,
        first_column: first.1,
        last_row: last.0 + 1,
        last_column: last.1,
    })
}

fn value_of(cell: &Pending, inline: String, shared: &Shared) -> Option<Value> {
    let text = cell.value.trim();
    match cell.kind.as_str() {
        "s" => {
            let at: usize = text.parse().ok()?;
            shared.strings.get(at).map(|text| Value::Text(text.clone()))
        }
        "inlineStr" => Some(Value::Text(inline.into())),
        "str" => Some(Value::Text(unescape(cell.value.clone()).into())),
        "b" => Some(Value::Bool(matches!(text, "1" | "true"))),
        "e" => Some(Value::Error(text.into())),
        "d" => Some(match text.get(..10).and_then(|day| day.parse().ok()) {
            Some(day) => Value::Date(day),
            None => Value::Text(text.into()),
        }),
        _ if text.is_empty() => (!inline.is_empty()).then(|| Value::Text(inline.into())),
        _ => Some(number(text, cell.style, shared)),
    }
}

fn number(text: &str, style: usize, shared: &Shared) -> Value {
    let Some(number) = text.parse::<f64>().ok().filter(|number| number.is_finite()) else {
        return Value::Text(text.into());
    };
    let shows_date = shared.date_formats.get(style).copied().unwrap_or(false);
    match day_of_serial(number, shared.from_1904) {
        Some(day) if shows_date => Value::Date(day),
        _ => Value::Number(number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined_as_the_package_means_them() {
        assert_eq!(
            join("xl", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml"
        );
        assert_eq!(
            join("xl", "/xl/worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml"
        );
        assert_eq!(join("xl", "../../../a.xml"), "a.xml");
        assert_eq!(join("", "xl/./workbook.xml"), "xl/workbook.xml");
    }

    #[test]
    fn escaped_characters_are_given_back() {
        assert_eq!(unescape("a_x000D_b".into()), "a\rb");
        assert_eq!(unescape("mã_xã".into()), "mã_xã");
        assert_eq!(unescape("_x".into()), "_x");
    }
}
