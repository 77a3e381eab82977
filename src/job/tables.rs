//! The tables of the workbooks that the page hands over.

use chrono::NaiveDate;

use crate::app::Law;
use crate::domain::{Dossier, Office};
use crate::exchange::FileReport;
use crate::law::{Case, CriterionAssessment};
use crate::plan::{NeedStatus, needs};
use crate::report::{
    Cell, Column, ColumnKind, PersonnelColumn, Side, Table, compare, personnel_list,
};
use crate::store::Snapshot;
use crate::text::compare_words::{self, CompareTexts};
use crate::text::list_words::ListIn;
use crate::text::{Language, Texts, code_names, edit_words, fill, verdict_words};

fn text_columns(columns: &[(&str, u16)]) -> Vec<Column> {
    columns
        .iter()
        .map(|(heading, width)| Column::new(*heading, *width, ColumnKind::Text))
        .collect()
}

fn number_column(t: &Texts) -> Column {
    Column::new(t.list_number, 5, ColumnKind::Integer)
}

fn unit_cell(office: &Office, dossier: &Dossier, language: Language) -> Cell {
    let unit = dossier.unit.as_ref().and_then(|id| office.unit(id));
    Cell::text(
        unit.map(|unit| edit_words::unit_name(unit, language))
            .unwrap_or_default(),
    )
}

/// The list of people with the usual columns and the ratings of every year that is rated.
pub fn people(snapshot: &Snapshot, language: Language) -> Table {
    let mut years: Vec<i32> = snapshot
        .dossiers
        .iter()
        .flat_map(|dossier| dossier.ratings.iter().map(|rating| rating.year))
        .collect();
    years.sort_unstable();
    years.dedup();
    let (note, before) = PersonnelColumn::USUAL
        .split_last()
        .unwrap_or((&PersonnelColumn::Note, &[]));
    let mut columns = before.to_vec();
    columns.extend(years.into_iter().map(PersonnelColumn::Rating));
    columns.push(*note);
    personnel_list(
        &snapshot.dossiers,
        &columns,
        &snapshot.office,
        &ListIn(language),
    )
}

/// One row for each person, title and criterion, with the value found, the value needed and the source.
pub fn judgement(snapshot: &Snapshot, law: &Law, on: NaiveDate, language: Language) -> Table {
    let t = Texts::of(language);
    let library = law.library.localised(&snapshot.office.local, on);
    let rules = library.on(on, &snapshot.office);
    let mut columns = vec![number_column(t)];
    columns.extend(text_columns(&[(t.name, 26), (t.unit, 18), (t.title, 24)]));
    columns.push(Column::new(t.birth, 12, ColumnKind::Date));
    columns.extend(text_columns(&[
        (t.judgement_overall, 18),
        (t.judgement_criterion, 24),
        (t.result, 18),
        (t.found, 24),
        (t.needed, 30),
        (t.source, 34),
        (t.judgement_missing, 24),
    ]));
    columns.push(Column::new(t.judgement_due, 12, ColumnKind::Date));
    let mut rows = Vec::new();
    for dossier in &snapshot.dossiers {
        let unit = dossier
            .unit
            .as_ref()
            .and_then(|id| snapshot.office.unit(id));
        for post in &dossier.posts {
            let assessment = rules.assess(&Case {
                unit,
                dossier,
                post,
            });
            for criterion in &assessment.criteria {
                rows.push(vec![
                    Cell::count(rows.len() as i64 + 1),
                    Cell::text(&dossier.name),
                    unit_cell(&snapshot.office, dossier, language),
                    Cell::text(code_names::title_name(assessment.title, language)),
                    Cell::date(dossier.birth),
                    Cell::text(code_names::verdict_name(assessment.overall, language)),
                    Cell::text(code_names::criterion_name(criterion.criterion, language)),
                    Cell::text(code_names::verdict_name(criterion.verdict, language)),
                    Cell::text(verdict_words::found(&criterion.found, language)),
                    Cell::text(verdict_words::needed(&criterion.needed, language)),
                    Cell::text(verdict_words::all_sources(criterion, language)),
                    Cell::text(verdict_words::missing(&criterion.missing, language)),
                    criterion.due.map_or(Cell::Blank, Cell::Date),
                ]);
            }
        }
    }
    Table {
        title: t.files_export_judgement.to_owned(),
        columns,
        rows,
    }
}

/// One row for each person and course that the standards ask for.
pub fn training_needs(snapshot: &Snapshot, law: &Law, on: NaiveDate, language: Language) -> Table {
    let t = Texts::of(language);
    let library = law.library.localised(&snapshot.office.local, on);
    let rules = library.on(on, &snapshot.office);
    let mut columns = vec![number_column(t)];
    columns.extend(text_columns(&[(t.name, 26), (t.unit, 18), (t.title, 28)]));
    columns.push(Column::new(t.birth, 12, ColumnKind::Date));
    columns.extend(text_columns(&[
        (t.needs_course, 34),
        (t.judgement_criterion, 28),
        (t.found, 16),
        (t.needed, 16),
        (t.needs_status, 16),
    ]));
    columns.push(Column::new(t.judgement_due, 12, ColumnKind::Date));
    let mut rows = Vec::new();
    for dossier in &snapshot.dossiers {
        let unit = dossier
            .unit
            .as_ref()
            .and_then(|id| snapshot.office.unit(id));
        for need in needs(&rules, unit, dossier) {
            let titles: Vec<_> = need
                .titles
                .iter()
                .map(|title| code_names::title_name(*title, language))
                .collect();
            let criteria: Vec<_> = need
                .criteria
                .iter()
                .map(|c| code_names::criterion_name(*c, language))
                .collect();
            let level = |level: Option<crate::law::Level>| {
                Cell::text(level.map_or("", |level| code_names::level_name(level, language)))
            };
            rows.push(vec![
                Cell::count(rows.len() as i64 + 1),
                Cell::text(&dossier.name),
                unit_cell(&snapshot.office, dossier, language),
                Cell::text(titles.join(", ")),
                Cell::date(dossier.birth),
                Cell::text(code_names::course_name(need.course, language)),
                Cell::text(criteria.join(", ")),
                level(need.from),
                level(need.to),
                Cell::text(match need.status {
                    NeedStatus::Open => t.needs_open,
                    NeedStatus::Studying => t.needs_studying,
                }),
                need.due.map_or(Cell::Blank, Cell::Date),
            ]);
        }
    }
    Table {
        title: t.needs_title.to_owned(),
        columns,
        rows,
    }
}

/// One row for each verdict that differs between two days, with the rule of each.
pub fn comparison(
    snapshot: &Snapshot,
    law: &Law,
    days: [NaiveDate; 2],
    language: Language,
) -> Table {
    let t = CompareTexts::of(language);
    let office = &snapshot.office;
    let libraries = days.map(|day| (law.library.localised(&office.local, day), day));
    let [before, after] = libraries
        .each_ref()
        .map(|(library, day)| library.on(*day, office));
    let side = |rules| Side { rules, office };
    let mut columns = vec![number_column(Texts::of(language))];
    columns.extend(text_columns(&[
        (t.person, 26),
        (t.unit, 18),
        (t.title_held, 24),
        (t.criterion, 24),
        (t.before, 20),
        (t.after, 20),
        (t.why, 60),
        (t.source_before, 34),
        (t.source_after, 34),
    ]));
    let verdict = |found: &Option<CriterionAssessment>| {
        let name = |found: &CriterionAssessment| code_names::verdict_name(found.verdict, language);
        Cell::text(found.as_ref().map_or(t.nothing, name))
    };
    let source = |found: &Option<CriterionAssessment>| {
        let citation =
            |found: &CriterionAssessment| verdict_words::citation(&found.source, language);
        Cell::text(found.as_ref().map(citation).unwrap_or_default())
    };
    let mut rows = Vec::new();
    for dossier in &snapshot.dossiers {
        for of_title in compare(side(&before), side(&after), dossier) {
            for change in &of_title.changes {
                rows.push(vec![
                    Cell::count(rows.len() as i64 + 1),
                    Cell::text(&dossier.name),
                    unit_cell(office, dossier, language),
                    Cell::text(code_names::title_name(of_title.title, language)),
                    Cell::text(code_names::criterion_name(change.criterion, language)),
                    verdict(&change.before),
                    verdict(&change.after),
                    Cell::text(compare_words::because(change, language)),
                    source(&change.before),
                    source(&change.after),
                ]);
            }
        }
    }
    let [before, after] = days.map(verdict_words::day);
    Table {
        title: fill(t.table_title, &[&before, &after]),
        columns,
        rows,
    }
}

/// Every cell and row of a dry run that was not taken, with the reason.
pub fn refused(files: &[FileReport], language: Language) -> Table {
    let t = Texts::of(language);
    let mut columns = text_columns(&[(t.import_file, 34), (t.list_sheet, 20)]);
    columns.push(Column::new(t.list_row, 8, ColumnKind::Integer));
    columns.extend(text_columns(&[
        (t.list_column, 8),
        (t.import_value, 24),
        (t.import_reason, 60),
    ]));
    let rows = files.iter().flat_map(|file| {
        file.refused.iter().map(|refusal| {
            vec![
                Cell::text(&file.file),
                Cell::text(&refusal.sheet),
                Cell::count(refusal.row),
                Cell::text(&refusal.column),
                Cell::text(&refusal.value),
                Cell::text(refusal.reason.words(language)),
            ]
        })
    });
    Table {
        title: t.import_refused_title.to_owned(),
        rows: rows.collect(),
        columns,
    }
}
