//! The sheets of a training plan's workbook.

use std::collections::HashMap;

use crate::domain::{Dossier, DossierId, TrainingPlan};
use crate::plan::Catalogue;
use crate::report::{Cell, Column, ColumnKind, Table, by_intake};
use crate::store::Snapshot;
use crate::text::plan_page::PlanPage;
use crate::text::{Language, Texts, code_names, edit_words, plan_words};

/// The people to be sent, the courses with their intakes, and those left out with the reason.
///
/// # Errors
/// The catalogue that the program carries cannot be read.
pub fn workbook(
    plan: &TrainingPlan,
    snapshot: &Snapshot,
    language: Language,
) -> Result<Vec<Table>, String> {
    let catalogue = Catalogue::embedded()?;
    let t = Texts::of(language);
    let p = PlanPage::of(language);
    let people: HashMap<DossierId, &Dossier> = snapshot
        .dossiers
        .iter()
        .map(|dossier| (dossier.id, dossier))
        .collect();
    let name = |id: &DossierId| Cell::text(people.get(id).map_or("", |dossier| &dossier.name));
    let unit = |id: &DossierId| {
        let unit = people
            .get(id)
            .and_then(|dossier| snapshot.office.unit(dossier.unit.as_ref()?));
        Cell::text(unit.map_or_else(String::new, |unit| edit_words::unit_name(unit, language)))
    };
    let text = |heading: &str, width| Column::new(heading, width, ColumnKind::Text);
    let number = || Column::new(t.list_number, 5, ColumnKind::Integer);
    let course = |id: &str| Cell::text(plan_words::course_name(&catalogue, id, language));

    let lines = plan.lines_now();
    let rows = lines.iter().enumerate().map(|(at, line)| {
        vec![
            Cell::count(at as i64 + 1),
            name(&line.person),
            unit(&line.person),
            course(&line.course),
            Cell::Date(line.from),
            Cell::Date(line.until),
            Cell::Number(line.dong as f64 / 1e6),
            Cell::text(plan_words::line_reason(line, language)),
        ]
    });
    let sent = Table {
        title: p.sheet_lines.to_owned(),
        columns: vec![
            number(),
            text(t.name, 26),
            text(t.unit, 18),
            text(p.course, 36),
            Column::new(p.intake, 12, ColumnKind::Date),
            Column::new(p.until, 12, ColumnKind::Date),
            Column::new(p.total_cost, 12, ColumnKind::Number),
            text(p.reason, 60),
        ],
        rows: rows.collect(),
    };
    let rows = by_intake(lines.iter().copied());
    let rows = rows.iter().enumerate().map(|(at, row)| {
        vec![
            Cell::count(at as i64 + 1),
            course(&row.course),
            Cell::Date(row.from),
            Cell::Date(row.until),
            Cell::count(row.people),
            Cell::Number(row.dong as f64 / 1e6),
        ]
    });
    let courses = Table {
        title: p.sheet_courses.to_owned(),
        columns: vec![
            number(),
            text(p.course, 36),
            Column::new(p.intake, 12, ColumnKind::Date),
            Column::new(p.until, 12, ColumnKind::Date),
            Column::new(p.people, 10, ColumnKind::Integer),
            Column::new(p.total_cost, 12, ColumnKind::Number),
        ],
        rows: rows.collect(),
    };
    let rows = plan.left_out.iter().enumerate().map(|(at, left)| {
        vec![
            Cell::count(at as i64 + 1),
            name(&left.person),
            unit(&left.person),
            Cell::text(code_names::course_name(left.kind, language)),
            Cell::text(plan_words::left_out_reason(left, &catalogue, language)),
        ]
    });
    let left = Table {
        title: p.sheet_left.to_owned(),
        columns: vec![
            number(),
            text(t.name, 26),
            text(t.unit, 18),
            text(p.need, 34),
            text(p.reason, 70),
        ],
        rows: rows.collect(),
    };
    Ok(vec![sent, courses, left])
}
