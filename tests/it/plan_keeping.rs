//! The office's plans: kept, brought forward, frozen, adjusted by decision, undone, and read back.

use std::cell::Cell;

use canbo::app::*;
use canbo::domain::*;
use canbo::job::{FoundPlan, FoundPlanText, Told, plan_in_stages};
use canbo::store::Snapshot;
use canbo::store::record::{decode_office, encode_office};
use canbo::text::Language;
use chrono::NaiveDate;

use super::invented;

fn on() -> NaiveDate {
    "2017-03-01".parse().unwrap()
}

fn office() -> Snapshot {
    let mut snapshot = invented::snapshot(150, 11);
    snapshot.office.judged_on = Some(on());
    snapshot
}

/// Every plan told, with a clock that ticks a tenth of a second at each look.
fn found(snapshot: &Snapshot, settings: &PlanSettings) -> Result<Vec<FoundPlan>, String> {
    let time = Cell::new(0.0);
    let seconds = || {
        time.set(time.get() + 0.1);
        time.get()
    };
    let mut plans = Vec::new();
    let law = Law::embedded().unwrap();
    plan_in_stages(
        snapshot,
        &law,
        on(),
        settings,
        Language::Vi,
        &seconds,
        &mut |told| match told {
            Told::Found(found) => plans.push(found.clone()),
            Told::Progress { spent, gap, .. } => {
                assert!((0.0..=1.0).contains(&spent) && (0.0..=1.0).contains(&gap));
            }
        },
    )?;
    Ok(plans)
}

fn scarce() -> PlanSettings {
    PlanSettings {
        courses: canbo::plan::Catalogue::embedded()
            .unwrap()
            .courses
            .into_iter()
            .map(|course| {
                let few = CourseTerms {
                    seats: Some(2),
                    ..CourseTerms::default()
                };
                (course.id, few)
            })
            .collect(),
        ..PlanSettings::default()
    }
}

fn workspace(snapshot: Snapshot) -> Workspace {
    let mut workspace = Workspace::open(Shelf::Real, snapshot, Law::embedded().unwrap(), on());
    while workspace.judge_some(1_000) > 0 {}
    workspace
}

fn run(workspace: &mut Workspace, command: PlanCommand) -> Result<(), CommandError> {
    workspace
        .apply(Command::Plan(Box::new(command)))
        .map(|_| ())
}

fn draft(snapshot: &Snapshot) -> TrainingPlan {
    let mut plan = found(snapshot, &scarce()).unwrap().pop().unwrap().plan;
    plan.name = " Kế hoạch  2018 ".into();
    plan
}

#[test]
fn the_first_plan_comes_soon_and_no_later_one_is_worse() {
    let office = office();
    let plans = found(&office, &scarce()).unwrap();
    assert!(plans.len() > 1, "{}", plans.len());
    for pair in plans.windows(2) {
        assert!(pair[1].objective >= pair[0].objective && pair[1].gap <= pair[0].gap);
        assert!(!pair[0].last);
    }
    let last = plans.last().unwrap();
    assert!(last.last && !last.plan.lines.is_empty() && !last.prices.is_empty());
    assert!(f64::from(last.plan.gap_millionths) >= last.gap * 1e6);

    // On its way to the page nothing is lost.
    let text = serde_json::to_string(&FoundPlanText::from(last)).unwrap();
    let read: FoundPlanText = serde_json::from_str(&text).unwrap();
    let read = read.read().unwrap();
    assert_eq!(read.plan, last.plan);
    assert_eq!(read.done_by, last.done_by);
    assert_eq!(read.prices.len(), last.prices.len());
    for (one, two) in read.prices.iter().zip(&last.prices) {
        assert_eq!((&one.of, one.intake), (&two.of, two.intake));
        assert!((one.years - two.years).abs() < 1e-9);
    }
}

#[test]
fn terms_that_cannot_be_planned_with_are_refused_in_words() {
    let past = PlanSettings {
        first_year: Some(2001),
        ..PlanSettings::default()
    };
    let words = found(&office(), &past).unwrap_err();
    assert!(
        words.contains("31/12/2005") && words.contains("01/03/2017"),
        "{words}"
    );

    // Two people by hand for one seat.
    let office = office();
    let plan = draft(&office);
    let mut crowded = scarce();
    let line = &plan.lines[0];
    let same = plan
        .lines
        .iter()
        .filter(|other| other.course == line.course);
    crowded.wishes = same
        .take(3)
        .map(|other| Wish {
            person: other.person,
            course: other.course.clone(),
            intake: Some(line.from),
            keep: true,
        })
        .collect();
    let words = found(&office, &crowded);
    if crowded.wishes.len() == 3 {
        assert!(words.unwrap_err().contains("bằng tay"));
    }
}

#[test]
fn a_plan_goes_from_draft_to_closed_and_every_step_can_be_undone() {
    let office = office();
    let plan = draft(&office);
    let mut workspace = workspace(office);
    let before = workspace.office().clone();
    run(&mut workspace, PlanCommand::Keep(plan.clone())).unwrap();
    let state = |workspace: &Workspace| workspace.office().training.plans[0].state;
    assert_eq!(state(&workspace), PlanState::Draft);
    assert_eq!(workspace.office().training.plans[0].name, "Kế hoạch 2018");

    let advance = |decision: &str| PlanCommand::Advance(0, decision.to_owned());
    run(&mut workspace, advance("")).unwrap();
    assert_eq!(
        run(&mut workspace, advance(" ")),
        Err(CommandError::DecisionMissing)
    );
    assert_eq!(state(&workspace), PlanState::Proposed);
    run(&mut workspace, advance("12/QĐ-UBND")).unwrap();
    assert_eq!(state(&workspace), PlanState::Approved);
    assert_eq!(
        run(&mut workspace, PlanCommand::Drop(0)),
        Err(CommandError::PlanState)
    );

    // Frozen: neither the terms nor the catalogue's numbers move it.
    let frozen = workspace.office().training.plans[0].clone();
    run(
        &mut workspace,
        PlanCommand::SetTerms(PlanSettings {
            years: 1,
            ..PlanSettings::default()
        }),
    )
    .unwrap();
    assert_eq!(workspace.office().training.plans[0], frozen);
    assert_eq!(
        run(
            &mut workspace,
            PlanCommand::TakeOut(0, plan.lines[0].clone())
        ),
        Err(CommandError::PlanState)
    );
    let withdraw = |decision: &str| {
        PlanCommand::Adjust(
            0,
            Adjustment {
                kind: AdjustmentKind::Withdrawn,
                decision: decision.to_owned(),
                on: on(),
                line: plan.lines[0].clone(),
            },
        )
    };
    assert_eq!(
        run(&mut workspace, withdraw("")),
        Err(CommandError::DecisionMissing)
    );
    run(&mut workspace, withdraw("15/QĐ-UBND")).unwrap();
    assert_eq!(
        run(&mut workspace, withdraw("16/QĐ-UBND")),
        Err(CommandError::NoSuchPlan)
    );
    let now = &workspace.office().training.plans[0];
    assert_eq!(now.lines, plan.lines);
    assert_eq!(now.lines_now().len(), plan.lines.len() - 1);

    // What is kept is read back, and everything can be taken back.
    let line = encode_office(workspace.office());
    assert_eq!(decode_office(&line).as_ref(), Ok(workspace.office()));
    run(&mut workspace, advance("")).unwrap();
    run(&mut workspace, advance("")).unwrap();
    assert_eq!(state(&workspace), PlanState::Closed);
    assert_eq!(
        run(&mut workspace, advance("")),
        Err(CommandError::PlanState)
    );
    assert_eq!(
        run(&mut workspace, withdraw("17/QĐ-UBND")),
        Err(CommandError::PlanState)
    );
    while workspace.undo_label().is_some() {
        workspace.apply(Command::Undo).unwrap();
    }
    assert_eq!(*workspace.office(), before);
}

#[test]
fn passing_a_course_closes_the_gap_and_undo_opens_it_again() {
    let office = office();
    let plan = draft(&office);
    let line = plan
        .lines
        .iter()
        .find(|line| line.kind == CourseKind::PtIntermediate)
        .expect("somebody goes to the intermediate course")
        .clone();
    let mut workspace = workspace(office);
    run(&mut workspace, PlanCommand::Keep(plan)).unwrap();
    let result = |passed| PlanCommand::Result {
        plan: 0,
        line: line.clone(),
        passed,
        on: line.until,
    };
    // A draft has no results.
    assert_eq!(
        run(&mut workspace, result(true)),
        Err(CommandError::PlanState)
    );
    for decision in ["", "1/QĐ"] {
        run(&mut workspace, PlanCommand::Advance(0, decision.into())).unwrap();
    }
    let needs = |workspace: &Workspace| {
        let (_, row) = workspace.dossier(line.person).unwrap();
        row.needs.iter().any(|need| need.course == line.kind)
    };
    assert!(needs(&workspace));
    run(&mut workspace, result(false)).unwrap();
    assert!(needs(&workspace));
    run(&mut workspace, result(true)).unwrap();
    assert!(!needs(&workspace));
    workspace.apply(Command::Undo).unwrap();
    assert!(needs(&workspace));
}

#[test]
fn what_is_not_there_is_refused() {
    let mut workspace = workspace(office());
    for command in [PlanCommand::Drop(0), PlanCommand::Advance(3, String::new())] {
        assert_eq!(run(&mut workspace, command), Err(CommandError::NoSuchPlan));
    }
    let unnamed = TrainingPlan {
        name: "  ".into(),
        ..draft(&office())
    };
    assert_eq!(
        run(&mut workspace, PlanCommand::Keep(unnamed)),
        Err(CommandError::NameMissing)
    );
}

#[test]
fn old_plans_make_room_and_frozen_ones_stay() {
    let office = office();
    let plan = draft(&office);
    let mut workspace = workspace(office);
    run(&mut workspace, PlanCommand::Keep(plan.clone())).unwrap();
    for decision in ["", "1/QĐ"] {
        run(&mut workspace, PlanCommand::Advance(0, decision.into())).unwrap();
    }
    for number in 0..MAX_PLANS + 3 {
        let mut next = plan.clone();
        next.name = format!("Kế hoạch {number}");
        run(&mut workspace, PlanCommand::Keep(next)).unwrap();
    }
    let plans = &workspace.office().training.plans;
    assert_eq!(plans.len(), MAX_PLANS);
    assert_eq!(plans[0].state, PlanState::Approved);
    assert_eq!(plans[1].name, "Kế hoạch 4");
}
