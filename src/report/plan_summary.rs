//! A training plan counted: by course and intake, by unit, by person and year, and how far it has come.

use std::collections::{BTreeMap, HashMap};

use chrono::{Datelike, NaiveDate};

use crate::domain::{Dossier, DossierId, PlanLine, TrainingPlan, UnitId};
use crate::plan::{LineProgress, line_progress};

/// One intake of one course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntakeRow {
    /// The course, by its name in the catalogue.
    pub course: String,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
    /// How many people start.
    pub people: u32,
    /// What they cost, in đồng.
    pub dong: u64,
}

/// One unit of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UnitRow {
    /// How many people go.
    pub people: u32,
    /// How many places in courses they take.
    pub places: u32,
    /// What they cost, in đồng.
    pub dong: u64,
    /// How many needs are left out.
    pub left_out: u32,
}

/// The intakes of the lines, earliest first.
pub fn by_intake<'a>(lines: impl IntoIterator<Item = &'a PlanLine>) -> Vec<IntakeRow> {
    let mut rows: BTreeMap<(NaiveDate, &str), IntakeRow> = BTreeMap::new();
    for line in lines {
        let row = rows
            .entry((line.from, &line.course))
            .or_insert_with(|| IntakeRow {
                course: line.course.clone(),
                from: line.from,
                until: line.until,
                people: 0,
                dong: 0,
            });
        row.people += 1;
        row.dong += line.dong;
    }
    rows.into_values().collect()
}

/// The plan by unit; `unit_of` tells where a person works.
pub fn by_unit(
    plan: &TrainingPlan,
    unit_of: impl Fn(DossierId) -> Option<UnitId>,
) -> BTreeMap<Option<UnitId>, UnitRow> {
    let mut rows: BTreeMap<Option<UnitId>, UnitRow> = BTreeMap::new();
    let mut seen: HashMap<DossierId, ()> = HashMap::new();
    for line in plan.lines_now() {
        let row = rows.entry(unit_of(line.person)).or_default();
        row.places += 1;
        row.dong += line.dong;
        if seen.insert(line.person, ()).is_none() {
            row.people += 1;
        }
    }
    for left in plan.left_out.iter().filter(|left| left.planned.is_none()) {
        rows.entry(unit_of(left.person)).or_default().left_out += 1;
    }
    rows
}

/// How far the lines of one course have come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DoneCounts {
    /// How many are planned.
    pub planned: u32,
    /// How many are ahead.
    pub ahead: u32,
    /// How many study now.
    pub studying: u32,
    /// How many have passed.
    pub passed: u32,
    /// How many have dropped out.
    pub dropped_out: u32,
    /// How many are over without a result.
    pub open: u32,
    /// How many of those who study now are young.
    pub young_studying: u32,
}

impl DoneCounts {
    /// Adds a line.
    fn add(&mut self, progress: LineProgress, young: bool) {
        self.planned += 1;
        match progress {
            LineProgress::Ahead => self.ahead += 1,
            LineProgress::Studying => {
                self.studying += 1;
                self.young_studying += u32::from(young);
            }
            LineProgress::Passed => self.passed += 1,
            LineProgress::DroppedOut => self.dropped_out += 1,
            LineProgress::Open => self.open += 1,
        }
    }
}

/// Plan against done on the day, by course and by unit; the people who have gone count as open.
pub fn done<'a>(
    plan: &TrainingPlan,
    dossier_of: impl Fn(DossierId) -> Option<&'a Dossier>,
    on: NaiveDate,
) -> (
    BTreeMap<String, DoneCounts>,
    BTreeMap<Option<UnitId>, DoneCounts>,
) {
    let mut by_course: BTreeMap<String, DoneCounts> = BTreeMap::new();
    let mut by_unit: BTreeMap<Option<UnitId>, DoneCounts> = BTreeMap::new();
    for line in plan.lines_now() {
        let dossier = dossier_of(line.person);
        let progress = dossier.map_or(LineProgress::Open, |dossier| {
            line_progress(line, dossier, on)
        });
        let young = dossier.is_some_and(|dossier| {
            let birth = dossier.birth.map(|birth| birth.earliest());
            birth
                .and_then(|birth| on.years_since(birth))
                .is_some_and(|years| years <= u32::from(plan.settings.young_until))
        });
        by_course
            .entry(line.course.clone())
            .or_default()
            .add(progress, young);
        by_unit
            .entry(dossier.and_then(|dossier| dossier.unit.clone()))
            .or_default()
            .add(progress, young);
    }
    (by_course, by_unit)
}

/// One person's way through the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roadmap {
    /// The person.
    pub person: DossierId,
    /// The lines of each year in which a course begins, earliest first.
    pub years: BTreeMap<i32, Vec<PlanLine>>,
}

/// Everybody's way through the plan, in the order of their first line.
pub fn roadmaps(plan: &TrainingPlan) -> Vec<Roadmap> {
    let mut roadmaps: Vec<Roadmap> = Vec::new();
    let mut at: HashMap<DossierId, usize> = HashMap::new();
    for line in plan.lines_now() {
        let place = *at.entry(line.person).or_insert_with(|| {
            roadmaps.push(Roadmap {
                person: line.person,
                years: BTreeMap::new(),
            });
            roadmaps.len() - 1
        });
        let years = &mut roadmaps[place].years;
        years
            .entry(line.from.year())
            .or_default()
            .push(line.clone());
    }
    for roadmap in &mut roadmaps {
        for lines in roadmap.years.values_mut() {
            lines.sort_by_key(|line| line.from);
        }
    }
    roadmaps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        Adjustment, AdjustmentKind, CourseKind, Hindrance, LeftOut, PlanSettings, PlanState,
    };
    use crate::plan::with_result;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn line(person: u8, course: &str, from: &str) -> PlanLine {
        PlanLine {
            person: DossierId([person; 16]),
            course: course.into(),
            kind: CourseKind::PtIntermediate,
            from: day(from),
            until: day("2018-12-31"),
            full_time: false,
            dong: 10,
            priorities: Vec::new(),
            to_check: Vec::new(),
            by_hand: false,
        }
    }

    fn plan() -> TrainingPlan {
        let left = |hindrance| LeftOut::new(DossierId([3; 16]), CourseKind::Informatics, hindrance);
        TrainingPlan {
            name: "Kế hoạch mẫu".into(),
            state: PlanState::Running,
            made_on: day("2017-03-01"),
            decision: "12/QĐ".into(),
            settings: PlanSettings::default(),
            lines: vec![
                line(1, "a", "2018-01-01"),
                line(2, "a", "2018-01-01"),
                line(1, "b", "2019-01-01"),
            ],
            left_out: vec![
                left(Hindrance::SeatsFull),
                LeftOut {
                    planned: Some(day("2018-01-01")),
                    ..left(Hindrance::SeatsFull)
                },
            ],
            gap_millionths: 0,
            adjustments: vec![
                Adjustment {
                    kind: AdjustmentKind::Withdrawn,
                    decision: "13/QĐ".into(),
                    on: day("2018-02-01"),
                    line: line(2, "a", "2018-01-01"),
                },
                Adjustment {
                    kind: AdjustmentKind::Added,
                    decision: "13/QĐ".into(),
                    on: day("2018-02-01"),
                    line: line(4, "a", "2018-01-01"),
                },
            ],
        }
    }

    #[test]
    fn intakes_units_and_people_count_the_lines_after_adjustments() {
        let plan = plan();
        let intakes = by_intake(plan.lines_now());
        let counts: Vec<_> = intakes
            .iter()
            .map(|row| (row.course.as_str(), row.people, row.dong))
            .collect();
        assert_eq!(counts, [("a", 2, 20), ("b", 1, 10)]);
        let units = by_unit(&plan, |_| None);
        assert_eq!(
            units[&None],
            UnitRow {
                people: 2,
                places: 3,
                dong: 30,
                left_out: 1
            }
        );
        let ways = roadmaps(&plan);
        assert_eq!(ways.len(), 2);
        assert_eq!(
            ways[0].years.keys().copied().collect::<Vec<_>>(),
            [2018, 2019]
        );
        assert_eq!(ways[1].person, DossierId([4; 16]));
    }

    #[test]
    fn plan_against_done_counts_results_and_the_young() {
        let plan = plan();
        let person = |number: u8, birth: &str| {
            let mut dossier = Dossier::new(DossierId([number; 16]), "Lê Văn Mẫu");
            dossier.birth = birth.parse().ok();
            dossier
        };
        let on = day("2018-06-01");
        let one = with_result(&person(1, "1980"), &plan.lines[0], true, on);
        let four = person(4, "1990");
        let people = [one, four];
        let find = |id| people.iter().find(|dossier: &&Dossier| dossier.id == id);
        let (courses, units) = done(&plan, find, on);
        let a = courses["a"];
        assert_eq!(
            (a.planned, a.passed, a.studying, a.young_studying),
            (2, 1, 1, 1)
        );
        assert_eq!(units[&None].planned, 3);
    }
}
