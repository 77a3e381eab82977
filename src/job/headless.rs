//! What the headless command prints: JSON, with the codes of the glossary.

use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use crate::app::Law;
use crate::domain::{
    Course, Dossier, ForeignLanguage, Known, Ladder, Movement, Office, PartialDate, Unit,
};
use crate::exchange::FileReport;
use crate::law::{Case, CriterionAssessment, LocalUse, RulesOfDay, Source, Verdict};
use crate::plan::{Need, needs};
use crate::report::Receipt;
use crate::store::Snapshot;
use crate::text::{Language, code_names, edit_words, import_words, sheet_words, verdict_words};

/// The unit of a dossier.
fn unit_of<'a>(office: &'a Office, dossier: &Dossier) -> Option<&'a Unit> {
    dossier.unit.as_ref().and_then(|id| office.unit(id))
}

pub(super) fn unit_name(office: &Office, dossier: &Dossier) -> Option<String> {
    unit_of(office, dossier).map(|unit| edit_words::unit_name(unit, Language::Vi))
}

fn date(date: Option<PartialDate>) -> Value {
    date.map_or(Value::Null, |date| Value::String(date.to_string()))
}

fn text(text: &str) -> Value {
    if text.is_empty() {
        Value::Null
    } else {
        Value::String(text.to_owned())
    }
}

fn level<L: Ladder>(known: &Option<Known<L>>) -> Option<&'static str> {
    known.as_ref().map(|known| known.level.code())
}

/// What an import did: each file's counts, what was refused and what must be asked.
pub fn import_json(files: &[FileReport], snapshot: &Snapshot) -> Value {
    let file = |file: &FileReport| {
        let refused: Vec<Value> = file
            .refused
            .iter()
            .map(|refusal| {
                json!({
                    "sheet": refusal.sheet,
                    "row": refusal.row,
                    "column": refusal.column,
                    "value": refusal.value,
                    "reason": refusal.reason.words(Language::Vi),
                })
            })
            .collect();
        let questions: Vec<Value> = file
            .questions
            .iter()
            .map(|question| {
                let candidates: Vec<Value> = question
                    .candidates
                    .iter()
                    .map(|candidate| {
                        json!({
                            "id": candidate.id.to_string(),
                            "name": candidate.name,
                            "birth": text(&candidate.birth),
                            "unit": text(&import_words::candidate_unit(&candidate.unit, Language::Vi)),
                            "titles": candidate.titles,
                        })
                    })
                    .collect();
                json!({
                    "sheet": question.sheet,
                    "row": question.row,
                    "name": question.name,
                    "reason": question.reason.words(Language::Vi),
                    "candidates": candidates,
                })
            })
            .collect();
        let mut line = json!({
            "file": file.file,
            "rows": file.rows,
            "created": file.created,
            "updated": file.updated,
            "unchanged": file.unchanged,
            "refused": refused,
            "questions": questions,
        });
        if let Some(error) = &file.error {
            line["error"] = Value::String(error.message(Language::Vi).to_string());
        }
        line
    };
    let (here, left): (Vec<_>, Vec<_>) =
        snapshot.dossiers.iter().partition(|dossier| !dossier.left);
    json!({
        "files": files.iter().map(file).collect::<Vec<_>>(),
        "dossiers": here.len(),
        "left": left.len(),
    })
}

/// Every dossier; people who have left the corps stand apart under `left`.
pub fn list_json(snapshot: &Snapshot) -> Value {
    let (here, left): (Vec<_>, Vec<_>) =
        snapshot.dossiers.iter().partition(|dossier| !dossier.left);
    let list = |dossiers: Vec<&Dossier>| -> Vec<Value> {
        dossiers
            .into_iter()
            .map(|dossier| dossier_json(&snapshot.office, dossier))
            .collect()
    };
    json!({ "dossiers": list(here), "left": list(left) })
}

fn dossier_json(office: &Office, dossier: &Dossier) -> Value {
    let ratings: Map<String, Value> = dossier
        .ratings
        .iter()
        .map(|rating| (rating.year.to_string(), Value::from(rating.grade.code())))
        .collect();
    let titles: Vec<_> = dossier.posts.iter().map(|post| post.title.code()).collect();
    json!({
        "id": dossier.id.to_string(),
        "name": dossier.name,
        "birth": date(dossier.birth),
        "sex": dossier.sex.map(|sex| sex.code()),
        "unit": unit_name(office, dossier),
        "titles": titles,
        "post_written": text(&dossier.post_written),
        "group": dossier.group().map(|group| group.code()),
        "key": dossier.is_key(),
        "left": dossier.left,
        "general_education": level(&dossier.general_education),
        "professional_level": level(&dossier.professional_level),
        "field": text(&dossier.field),
        "political_theory": level(&dossier.political_theory),
        "state_management": level(&dossier.state_management),
        "informatics": level(&dossier.informatics),
        "foreign_language": dossier.foreign_language.as_ref().and_then(|held| held.level).map(Ladder::code),
        "foreign_language_held": dossier.foreign_language.as_ref().map(language_json),
        "minority_language": level(&dossier.minority_language),
        "party_joined": date(dossier.party_joined),
        "service_started": date(dossier.service_started),
        "home_place": text(&dossier.home_place),
        "ethnicity": text(&dossier.ethnicity),
        "courses": dossier.courses.iter().map(course_json).collect::<Vec<_>>(),
        "ratings": ratings,
        "movements": dossier.movements.iter().map(|m| movement_json(office, m)).collect::<Vec<_>>(),
        "successions": dossier.successions.iter().map(|planned| json!({
            "title": planned.title.map(|title| title.code()),
            "written": planned.written,
            "from_year": planned.from_year,
            "until_year": planned.until_year,
        })).collect::<Vec<_>>(),
        "tenures": dossier.tenures.iter().map(|tenure| json!({
            "title": tenure.title.map(|title| title.code()),
            "written": tenure.written,
            "since": date(tenure.since),
            "note": text(&tenure.note),
        })).collect::<Vec<_>>(),
        "talent": dossier.talent.as_ref().map(|talent| json!({
            "year": talent.year,
            "degree": talent.degree.map(|degree| degree.code()),
            "field": text(&talent.field),
        })),
        "retirement": dossier.retirement.as_ref().map(|decision| json!({
            "ground": decision.ground.code(),
            "change": decision.ground.change().code(),
            "on": date(decision.on),
            "document": text(&decision.document),
        })),
        "circumstances": dossier.circumstances.iter().map(|circumstance| json!({
            "kind": circumstance.kind.code(),
            "from": date(circumstance.from),
            "until": date(circumstance.until),
            "note": text(&circumstance.note),
        })).collect::<Vec<_>>(),
        "note": text(&dossier.note),
    })
}

fn language_json(held: &ForeignLanguage) -> Value {
    json!({
        "language": held.language,
        "level": held.level.map(Ladder::code),
        "written": held.written,
    })
}

fn course_json(course: &Course) -> Value {
    json!({
        "course": course.kind.code(),
        "status": course.status.code(),
        "class": text(&course.class),
        "mode": course.mode.map(|mode| mode.code()),
        "from": date(course.from),
        "until": date(course.until),
    })
}

fn movement_json(office: &Office, movement: &Movement) -> Value {
    let unit = |id: &Option<crate::domain::UnitId>| {
        let unit = id.as_ref().and_then(|id| office.unit(id));
        unit.map(|unit| edit_words::unit_name(unit, Language::Vi))
    };
    json!({
        "kind": movement.kind.map(|kind| kind.code()),
        "direction": movement.direction(office).map(|direction| direction.code()),
        "from_unit": unit(&movement.from_unit),
        "from_post": text(&movement.from_post),
        "to_unit": unit(&movement.to_unit),
        "to_post": text(&movement.to_post),
        "on": date(movement.on),
    })
}

/// The judgement of everybody here on a day: one entry for each person and title.
pub fn judge_json(snapshot: &Snapshot, law: &Law, on: NaiveDate) -> Value {
    let library = law.library.localised(&snapshot.office.local, on);
    let rules = library.on(on, &snapshot.office);
    let mut summary: Map<String, Value> = Verdict::ALL
        .iter()
        .map(|verdict| (verdict.code().to_owned(), Value::from(0)))
        .collect();
    let mut entries = Vec::new();
    for dossier in snapshot.dossiers.iter().filter(|dossier| !dossier.left) {
        let unit = unit_of(&snapshot.office, dossier);
        let receipt = Receipt::of_person(&library, &snapshot.office, dossier, on);
        for post in &dossier.posts {
            let assessment = rules.assess(&Case {
                unit,
                dossier,
                post,
            });
            if let Some(Value::Number(count)) = summary.get_mut(assessment.overall.code()) {
                *count = (count.as_u64().unwrap_or(0) + 1).into();
            }
            let criteria = assessment.criteria.iter();
            entries.push(json!({
                "id": dossier.id.to_string(),
                "name": dossier.name,
                "unit": unit_name(&snapshot.office, dossier),
                "title": assessment.title.code(),
                "verdict": assessment.overall.code(),
                "receipt": receipt.number(),
                "criteria": criteria.map(|found| criterion_json(found, on)).collect::<Vec<_>>(),
            }));
        }
    }
    let here = snapshot.dossiers.iter().filter(|dossier| !dossier.left);
    let receipt = Receipt::of_all(&library, &snapshot.office, here, on);
    json!({
        "on": on.to_string(),
        "rules": library.digest(),
        "receipt": {
            "number": receipt.number(),
            "rules": receipt.rules,
            "engine": receipt.engine,
            "data": receipt.data,
            "on": receipt.on.to_string(),
        },
        "summary": summary,
        "dossiers": entries,
    })
}

fn criterion_json(criterion: &CriterionAssessment, on: NaiveDate) -> Value {
    let missing: Vec<_> = criterion.missing.iter().map(|fact| fact.code()).collect();
    json!({
        "criterion": criterion.criterion.code(),
        "verdict": criterion.verdict.code(),
        "found": verdict_words::found(&criterion.found, Language::Vi),
        "needed": verdict_words::needed(&criterion.needed, Language::Vi),
        "found_code": verdict_words::found_code(&criterion.found),
        "needed_code": verdict_words::needed_code(&criterion.needed),
        "missing": missing,
        "due": criterion.due.map(|due| due.to_string()),
        "reason": verdict_words::reason(criterion, Language::Vi),
        "change": sheet_words::change(criterion, Language::Vi),
        "rule": criterion.rule,
        "local": criterion.local.iter().map(local_use_json).collect::<Vec<_>>(),
        "version": {
            "from": criterion.from.to_string(),
            "until": criterion.until.map(|until| until.to_string()),
            "why": sheet_words::version(criterion, on, Language::Vi),
        },
        "source": source_json(&criterion.source),
    })
}

pub(super) fn local_use_json(used: &LocalUse) -> Value {
    json!({
        "document": used.document,
        "issuer": used.issuer,
        "from": used.from.to_string(),
        "until": used.until.map(|until| until.to_string()),
    })
}

pub(super) fn source_json(source: &Source) -> Value {
    json!({
        "document": source.document,
        "article": source.article,
        "clause": source.clause,
        "point": source.point,
        "citation": verdict_words::citation(source, Language::Vi),
    })
}

/// The training needs of everybody here on a day, and how many there are of each course and in each unit.
pub fn needs_json(snapshot: &Snapshot, law: &Law, on: NaiveDate) -> Value {
    let library = law.library.localised(&snapshot.office.local, on);
    let rules = library.on(on, &snapshot.office);
    let mut entries = Vec::new();
    let mut by_course: Map<String, Value> = Map::new();
    let mut by_unit: Map<String, Value> = Map::new();
    for dossier in snapshot.dossiers.iter().filter(|dossier| !dossier.left) {
        let name = unit_name(&snapshot.office, dossier);
        for need in needs_of(&rules, &snapshot.office, dossier) {
            count(&mut by_course, &need);
            let unit = by_unit
                .entry(name.clone().unwrap_or_default())
                .or_insert_with(|| json!({}));
            if let Value::Object(unit) = unit {
                count(unit, &need);
            }
            entries.push(need_json(dossier, name.as_deref(), &need));
        }
    }
    json!({ "on": on.to_string(), "by_course": by_course, "by_unit": by_unit, "needs": entries })
}

fn needs_of(rules: &RulesOfDay, office: &Office, dossier: &Dossier) -> Vec<Need> {
    needs(rules, unit_of(office, dossier), dossier)
}

fn count(counts: &mut Map<String, Value>, need: &Need) {
    let course = counts
        .entry(need.course.code())
        .or_insert_with(|| json!({ "open": 0, "studying": 0 }));
    let status = need.status.code();
    course[status] = (course[status].as_u64().unwrap_or(0) + 1).into();
}

fn need_json(dossier: &Dossier, unit: Option<&str>, need: &Need) -> Value {
    let titles: Vec<_> = need.titles.iter().map(|title| title.code()).collect();
    let criteria: Vec<_> = need
        .criteria
        .iter()
        .map(|criterion| criterion.code())
        .collect();
    json!({
        "id": dossier.id.to_string(),
        "name": dossier.name,
        "unit": unit,
        "titles": titles,
        "criteria": criteria,
        "course": need.course.code(),
        "course_name": code_names::course_name(need.course, Language::Vi),
        "from": need.from.map(|level| level.code()),
        "to": need.to.map(|level| level.code()),
        "status": need.status.code(),
        "due": need.due.map(|due| due.to_string()),
    })
}
