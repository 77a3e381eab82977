//! The optimiser of the training plan: no limit broken, near the best, and the bound is true.

use std::collections::BTreeSet;

use canbo::plan::{
    Continue, CourseDraft, ForbidDraft, Instance, InstanceDraft, InstanceError, Obstacle,
    OptimiseError, OptimisedPlan, PersonDraft, PinDraft, Start, UnitDraft, Violation, WindowEnd,
    check, optimise, plan_json, read_instance, read_plan,
};
use proptest::prelude::*;
use serde::Deserialize;
use serde_json::Value;

const SMALL: &str = include_str!("../fixtures/plan/small-40.json");
const CITY: &str = include_str!("../fixtures/plan/city-600.json");
const PROVINCE: &str = include_str!("../fixtures/plan/province-5000.json");

/// The plan after so many questions whether to go on: always the same plan.
fn plan_after(instance: &Instance, questions: usize) -> OptimisedPlan {
    let mut asked = 0;
    let mut ask = |_| {
        asked += 1;
        if asked > questions {
            Continue::Stop
        } else {
            Continue::Yes
        }
    };
    let plan = optimise(instance, &mut ask).expect("a plan");
    let objective = check(instance, &plan.starts).expect("no limit broken");
    assert!((objective - plan.objective).abs() < 1e-6);
    assert!(
        plan.bound >= plan.objective,
        "{} < {}",
        plan.bound,
        plan.objective
    );
    plan
}

fn instance(draft: InstanceDraft) -> Instance {
    Instance::new(draft).expect("a possible instance")
}

/// One unit, one course `a` of one period, and one person `p` who needs it, in four periods.
fn simple() -> InstanceDraft {
    InstanceDraft {
        periods: 4,
        courses: vec![course("a", 1, &[])],
        units: vec![UnitDraft {
            id: "u".into(),
            max_absent: 1,
        }],
        budget: vec![100.0; 4],
        people: vec![person("p", 1.0, &["a"])],
        ..InstanceDraft::default()
    }
}

fn course(id: &str, duration: i64, requires: &[&str]) -> CourseDraft {
    CourseDraft {
        id: id.into(),
        duration,
        full_time: false,
        cost: 1.0,
        seats: vec![5; 4],
        requires: requires.iter().map(|id| (*id).into()).collect(),
    }
}

fn person(id: &str, weight: f64, needs: &[&str]) -> PersonDraft {
    PersonDraft {
        id: id.into(),
        unit: "u".into(),
        weight,
        from: 0,
        until: 3,
        needs: needs.iter().map(|id| (*id).into()).collect(),
    }
}

fn pin(person: &str, course: &str, start: i64) -> PinDraft {
    PinDraft {
        person: person.into(),
        course: course.into(),
        start,
    }
}

fn forbid(person: &str, course: &str, start: Option<i64>) -> ForbidDraft {
    ForbidDraft {
        person: person.into(),
        course: course.into(),
        start,
    }
}

// Proven by an exact solver: 431.137 and 5832.408 are the best, 5832.990 is its bound.

#[test]
fn the_small_instance_comes_within_one_percent_of_its_optimum() {
    let plan = plan_after(&read_instance(SMALL).unwrap(), 60);
    assert!(plan.objective >= 0.99 * 431.137, "{}", plan.objective);
    assert!(plan.objective <= 431.173);
    assert!(plan.bound >= 431.137);
}

#[test]
fn the_city_comes_within_half_a_percent_and_proves_it() {
    let plan = plan_after(&read_instance(CITY).unwrap(), 250);
    assert!(plan.objective >= 0.995 * 5832.408, "{}", plan.objective);
    assert!(plan.objective <= 5832.990);
    assert!(
        plan.bound >= 5832.408 && plan.bound <= 1.01 * 5832.408,
        "{}",
        plan.bound
    );
    assert!(plan.stopped);
}

#[test]
fn the_same_question_gives_the_same_plan() {
    let city = read_instance(CITY).unwrap();
    assert_eq!(plan_after(&city, 60), plan_after(&city, 60));
}

#[test]
fn a_province_stopped_at_once_has_a_plan_without_violations() {
    let province = read_instance(PROVINCE).unwrap();
    for questions in [0, 1, 2, 5] {
        let plan = plan_after(&province, questions);
        assert!(plan.stopped && plan.gap() <= 1.0);
    }
}

#[test]
fn more_time_never_makes_the_plan_worse() {
    let small = read_instance(SMALL).unwrap();
    let plans = [0, 3, 10, 30].map(|questions| plan_after(&small, questions));
    for pair in plans.windows(2) {
        assert!(pair[1].bound <= pair[0].bound + 1e-9);
        assert!(pair[1].objective >= 0.98 * pair[0].objective);
    }
}

#[derive(Deserialize)]
struct Verdicts {
    instance: Value,
    plans: Vec<JudgedPlan>,
}

#[derive(Deserialize)]
struct JudgedPlan {
    violations: BTreeSet<String>,
    objective: Option<f64>,
    assignments: Value,
}

#[test]
fn the_checker_agrees_with_the_reference() {
    let verdicts: Verdicts =
        serde_json::from_str(include_str!("../cases/plan/verdicts.json")).unwrap();
    let instance = read_instance(&verdicts.instance.to_string()).unwrap();
    let mut kinds = BTreeSet::new();
    for judged in &verdicts.plans {
        let text = serde_json::json!({ "assignments": judged.assignments }).to_string();
        let starts = read_plan(&instance, &text).unwrap();
        match (check(&instance, &starts), judged.objective) {
            (Ok(found), Some(expected)) => assert!((found - expected).abs() < 1e-6),
            (Err(violation), None) => {
                let kind = match violation {
                    Violation::NotNeeded(_) => "not needed",
                    Violation::Twice(_) => "twice",
                    Violation::Window(_) => "window",
                    Violation::Overlap(_) => "overlap",
                    Violation::Requires { .. } => "requires",
                    Violation::Seats { .. } => "seats",
                    Violation::Budget { .. } => "budget",
                    Violation::Absence { .. } => "absent",
                    other => panic!("{other}"),
                };
                assert!(
                    judged.violations.contains(kind),
                    "{kind} {:?}",
                    judged.violations
                );
                kinds.insert(kind);
            }
            (found, expected) => panic!("{found:?}, expected {expected:?} {:?}", judged.violations),
        }
    }
    assert!(kinds.len() >= 6, "{kinds:?}");
}

#[test]
fn nobody_to_train_is_an_empty_plan() {
    let plan = plan_after(
        &instance(InstanceDraft {
            people: vec![],
            ..simple()
        }),
        1000,
    );
    assert!(plan.starts.is_empty() && plan.gap() == 0.0 && !plan.stopped);
}

#[test]
fn one_person_alone_starts_at_once_and_that_is_proven_best() {
    let plan = plan_after(&instance(simple()), 1000);
    assert_eq!(
        plan.starts,
        [Start {
            person: 0,
            course: 0,
            period: 0
        }]
    );
    assert!((plan.objective - 4.4).abs() < 1e-9);
    assert!(plan.gap() < 1e-6 && !plan.stopped);
    assert!(plan.shortfalls.is_empty());
}

/// The single obstacle of the only shortfall.
fn obstacle(draft: InstanceDraft) -> Obstacle {
    let plan = plan_after(&instance(draft), 20);
    assert_eq!(plan.shortfalls.len(), 1, "{:?}", plan.shortfalls);
    plan.shortfalls[0].obstacle.clone()
}

#[test]
fn without_seats_or_money_the_plan_is_empty_with_reasons() {
    let mut draft = simple();
    draft.courses[0].seats = vec![0; 4];
    assert_eq!(obstacle(draft), Obstacle::NotOffered);
    let mut draft = simple();
    draft.budget = vec![0.0; 4];
    assert_eq!(obstacle(draft), Obstacle::NotOffered);
}

#[test]
fn who_retires_before_the_course_ends_is_told_so() {
    let mut draft = simple();
    draft.courses[0].duration = 2;
    draft.people[0].until = 0;
    let service = WindowEnd::Service;
    assert_eq!(
        obstacle(draft.clone()),
        Obstacle::WindowTooShort {
            needed: 2,
            available: 1,
            end: service
        }
    );
    draft.people[0].until = 3;
    draft.courses[0].duration = 5;
    let horizon = WindowEnd::Horizon;
    assert_eq!(
        obstacle(draft),
        Obstacle::WindowTooShort {
            needed: 5,
            available: 4,
            end: horizon
        }
    );
}

#[test]
fn the_lighter_of_two_is_left_out_when_the_only_seat_is_taken() {
    let mut draft = simple();
    draft.courses[0].seats = vec![0, 1, 0, 0];
    draft.people.push(person("q", 2.0, &["a"]));
    let plan = plan_after(&instance(draft), 100);
    assert_eq!(
        plan.starts,
        [Start {
            person: 1,
            course: 0,
            period: 1
        }]
    );
    assert_eq!(plan.shortfalls[0].person, 0);
    assert_eq!(plan.shortfalls[0].planned, None);
    assert_eq!(
        plan.shortfalls[0].obstacle,
        Obstacle::SeatsFull { periods: vec![1] }
    );
    // One more seat would bring the lighter person's three periods.
    assert!(
        (plan.prices.seats[0][1] - 3.3).abs() < 0.01,
        "{:?}",
        plan.prices.seats
    );
}

#[test]
fn who_waits_for_a_seat_is_late_because_of_it() {
    let mut draft = simple();
    draft.courses[0].seats = vec![1; 4];
    draft.people.push(person("q", 2.0, &["a"]));
    let plan = plan_after(&instance(draft), 100);
    assert_eq!(plan.shortfalls.len(), 1);
    assert_eq!(plan.shortfalls[0].planned, Some(1));
    assert_eq!(plan.shortfalls[0].wished, Some(0));
    assert_eq!(
        plan.shortfalls[0].obstacle,
        Obstacle::SeatsFull { periods: vec![0] }
    );
}

#[test]
fn money_and_absence_are_named_when_they_bind() {
    let mut draft = simple();
    draft.people.push(person("q", 2.0, &["a"]));
    let mut poor = draft.clone();
    poor.budget = vec![1.0, 0.0, 0.0, 0.0];
    assert_eq!(obstacle(poor), Obstacle::BudgetSpent { periods: vec![0] });
    draft.courses[0].full_time = true;
    draft.people.truncate(2);
    draft.people[0].until = 0;
    draft.people[1].until = 0;
    assert_eq!(
        obstacle(draft),
        Obstacle::UnitAbsence {
            unit: 0,
            periods: vec![0]
        }
    );
}

#[test]
fn a_course_falls_with_its_prerequisite() {
    let mut draft = simple();
    draft.courses.push(course("b", 1, &["a"]));
    draft.courses[0].seats = vec![0; 4];
    draft.people[0].needs.push("b".into());
    let plan = plan_after(&instance(draft), 20);
    let reasons: Vec<_> = plan.shortfalls.into_iter().map(|s| s.obstacle).collect();
    assert_eq!(
        reasons,
        [
            Obstacle::NotOffered,
            Obstacle::PrerequisiteNotOffered { course: 0 }
        ]
    );
}

#[test]
fn pins_and_prohibitions_are_kept_and_the_rest_planned_around_them() {
    let mut draft = simple();
    draft.courses[0].seats = vec![1; 4];
    draft.people.push(person("q", 2.0, &["a"]));
    draft.pins = vec![pin("p", "a", 0)];
    let plan = plan_after(&instance(draft.clone()), 50);
    let start = |person, period| Start {
        person,
        course: 0,
        period,
    };
    assert_eq!(plan.starts, [start(0, 0), start(1, 1)]);
    draft.pins = vec![pin("p", "a", 2)];
    draft.forbids = vec![forbid("q", "a", Some(0))];
    let plan = plan_after(&instance(draft.clone()), 50);
    assert_eq!(plan.starts, [start(0, 2), start(1, 1)]);
    let reasons: Vec<_> = plan.shortfalls.into_iter().map(|s| s.obstacle).collect();
    assert_eq!(reasons, [Obstacle::Pinned, Obstacle::Forbidden]);
    draft.pins = vec![];
    draft.forbids = vec![forbid("q", "a", None)];
    let plan = plan_after(&instance(draft), 50);
    assert_eq!(plan.starts, [start(0, 0)]);
    assert_eq!(plan.shortfalls[0].obstacle, Obstacle::Forbidden);
}

#[test]
fn pins_that_break_a_limit_are_refused() {
    let refused = |draft| match optimise(&instance(draft), &mut |_| Continue::Yes) {
        Err(OptimiseError::Pins(violation)) => violation,
        other => panic!("{other:?}"),
    };
    let mut draft = simple();
    draft.courses[0].seats = vec![1; 4];
    draft.people.push(person("q", 2.0, &["a"]));
    draft.pins = vec![pin("p", "a", 0), pin("q", "a", 0)];
    assert!(matches!(
        refused(draft.clone()),
        Violation::Seats {
            taken: 2,
            seats: 1,
            ..
        }
    ));
    draft.pins = vec![pin("p", "a", 0)];
    draft.forbids = vec![forbid("p", "a", Some(0))];
    assert!(matches!(refused(draft), Violation::Forbidden(_)));
    let mut draft = simple();
    draft.people[0].from = 1;
    draft.pins = vec![pin("p", "a", 0)];
    assert!(matches!(refused(draft), Violation::Window(_)));
    let mut draft = simple();
    draft.courses.push(course("b", 1, &["a"]));
    draft.people[0].needs.push("b".into());
    draft.pins = vec![pin("p", "b", 2)];
    assert!(matches!(
        refused(draft),
        Violation::Requires { required: 0, .. }
    ));
}

#[test]
fn impossible_instances_are_refused_with_the_place() {
    let refused = |change: &dyn Fn(&mut InstanceDraft)| {
        let mut draft = simple();
        draft.courses.push(course("b", 1, &["a"]));
        change(&mut draft);
        Instance::new(draft).expect_err("impossible").to_string()
    };
    let out_of_range = [
        refused(&|draft| draft.courses[0].cost = -1.0),
        refused(&|draft| draft.courses[0].cost = f64::NAN),
        refused(&|draft| draft.courses[0].duration = 0),
        refused(&|draft| draft.courses[0].seats[2] = -3),
        refused(&|draft| draft.budget[1] = -5.0),
        refused(&|draft| draft.people[0].weight = -1.0),
        refused(&|draft| draft.people[0].from = -1),
        refused(&|draft| draft.people[0].until = -1),
        refused(&|draft| draft.units[0].max_absent = -1),
        refused(&|draft| draft.periods = 0),
        refused(&|draft| draft.periods = 1_000_000),
    ];
    for message in out_of_range {
        assert!(message.contains("at least"), "{message}");
    }
    assert_eq!(
        refused(&|draft| draft.courses[0].requires = vec!["b".into()]),
        "courses require each other in a circle: a, b"
    );
    assert_eq!(
        refused(&|draft| draft.people[0].needs = vec!["c".into()]),
        "`p` names the course `c`, which does not exist"
    );
    assert_eq!(
        refused(&|draft| draft.people[0].unit = "x".into()),
        "`p` names the unit `x`, which does not exist"
    );
    assert_eq!(
        refused(&|draft| draft.people.push(person("p", 1.0, &[]))),
        "there are two of person `p`"
    );
    assert_eq!(
        refused(&|draft| draft.people[0].needs.push("a".into())),
        "person `p` needs `a` twice"
    );
    assert!(refused(&|draft| draft.budget.truncate(3)).contains("has 3 numbers"));
    assert!(refused(&|draft| draft.pins = vec![pin("p", "b", 0)]).contains("does not need `b`"));
    assert!(refused(&|draft| draft.pins = vec![pin("x", "b", 0)]).contains("person `x`"));
    assert!(refused(&|draft| draft.pins = vec![pin("p", "a", 9)]).contains("at most 3"));
    assert!(
        refused(&|draft| draft.people = vec![PersonDraft::default(); 250_001])
            .starts_with("too many people: 250001")
    );
}

#[test]
fn broken_texts_are_refused_with_line_and_column() {
    for text in [
        "",
        "{",
        "[]",
        "null",
        r#"{"periods": 4}"#,
        r#"{"periods": "four"}"#,
    ] {
        assert!(
            matches!(read_instance(text), Err(InstanceError::Form { .. })),
            "{text}"
        );
    }
    let deep = "[".repeat(100_000);
    assert!(matches!(
        read_instance(&deep),
        Err(InstanceError::Form { .. })
    ));
    let text = SMALL.replace(r#""duration": 2"#, r#""duration": 2.5"#);
    match read_instance(&text) {
        Err(InstanceError::Form { line, message, .. }) => {
            assert_eq!(line, 1);
            assert!(message.contains("2.5"), "{message}");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_json_answer_can_be_checked_by_anybody() {
    let mut asked = 0;
    let mut ask = |_| {
        asked += 1;
        if asked > 30 {
            Continue::Stop
        } else {
            Continue::Yes
        }
    };
    let answer = plan_json(SMALL, &mut ask, || 1.5).unwrap();
    let small = read_instance(SMALL).unwrap();
    let starts = read_plan(&small, &answer.to_string()).unwrap();
    let objective = check(&small, &starts).unwrap();
    assert!((answer["objective"].as_f64().unwrap() - objective).abs() < 1e-9);
    assert!(answer["bound"].as_f64().unwrap() >= objective);
    assert_eq!(answer["seconds"], 1.5);
    let (gap, bound) = (
        answer["gap"].as_f64().unwrap(),
        answer["bound"].as_f64().unwrap(),
    );
    assert!((gap - (bound - objective) / bound).abs() < 1e-9);
    assert!(!answer["shortfalls"].as_array().unwrap().is_empty());
    assert!(!answer["prices"]["seats"].as_array().unwrap().is_empty());
}

/// Small random questions, tight enough that every limit binds now and then.
fn drafts(people: usize) -> impl Strategy<Value = InstanceDraft> {
    (2i64..=5, 1usize..=3).prop_flat_map(move |(periods, courses)| {
        let count = periods as usize;
        let course = (
            1i64..=2,
            any::<bool>(),
            0u32..=30,
            prop::collection::vec(0i64..=2, count),
            any::<u8>(),
        );
        let person = (0i64..=2, 0u32..=4, 0i64..=1, 0i64..=5, 1u8..=7);
        (
            prop::collection::vec(course, courses),
            prop::collection::vec(person, 1..=people),
            prop::collection::vec(0u32..=60, count),
            0i64..=2,
        )
            .prop_map(move |(courses, people, budget, max_absent)| {
                draft(periods, courses, people, budget, max_absent)
            })
    })
}

fn draft(
    periods: i64,
    courses: Vec<(i64, bool, u32, Vec<i64>, u8)>,
    people: Vec<(i64, u32, i64, i64, u8)>,
    budget: Vec<u32>,
    max_absent: i64,
) -> InstanceDraft {
    let name = |course: usize| format!("c{course}");
    let chosen = |bits: u8, below: usize| {
        let set = (0..below).filter(move |course| bits & (1 << course) != 0);
        set.map(name).collect::<Vec<_>>()
    };
    let many = courses.len();
    InstanceDraft {
        periods,
        courses: (courses.into_iter().enumerate())
            .map(
                |(place, (duration, full_time, cost, seats, requires))| CourseDraft {
                    id: name(place),
                    duration,
                    full_time,
                    // Tenths, which are not exact in binary.
                    cost: f64::from(cost) / 10.0,
                    seats,
                    requires: chosen(requires, place),
                },
            )
            .collect(),
        units: (0..3)
            .map(|unit| UnitDraft {
                id: format!("u{unit}"),
                max_absent,
            })
            .collect(),
        budget: budget
            .into_iter()
            .map(|tenths| f64::from(tenths) / 10.0)
            .collect(),
        people: (people.into_iter().enumerate())
            .map(|(place, (unit, weight, from, until, needs))| PersonDraft {
                id: format!("p{place}"),
                unit: format!("u{unit}"),
                weight: f64::from(weight),
                from,
                until,
                needs: chosen(needs, many),
            })
            .collect(),
        ..InstanceDraft::default()
    }
}

/// The best that any plan brings, by trying all.
fn brute_force(instance: &Instance) -> f64 {
    let mut choices = Vec::new();
    for (place, person) in instance.people().iter().enumerate() {
        for &course in &person.needs {
            choices.push((place, course));
        }
    }
    let mut plan = Vec::new();
    let mut best = 0.0;
    try_all(instance, &choices, &mut plan, &mut best);
    best
}

fn try_all(instance: &Instance, left: &[(usize, usize)], plan: &mut Vec<Start>, best: &mut f64) {
    let Some((&(person, course), left)) = left.split_first() else {
        if let Ok(objective) = check(instance, plan) {
            *best = best.max(objective);
        }
        return;
    };
    try_all(instance, left, plan, best);
    for period in 0..instance.periods() {
        plan.push(Start {
            person,
            course,
            period,
        });
        // A missing prerequisite may still come; any other violation stays.
        if matches!(
            check(instance, plan),
            Ok(_) | Err(Violation::Requires { .. })
        ) {
            try_all(instance, left, plan, best);
        }
        plan.pop();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn no_random_instance_gives_a_broken_plan(draft in drafts(25), questions in 0usize..12) {
        plan_after(&instance(draft), questions);
    }

    #[test]
    fn tiny_instances_reach_the_optimum_of_brute_force(draft in drafts(3)) {
        let instance = instance(draft);
        let plan = plan_after(&instance, 25);
        let best = brute_force(&instance);
        prop_assert!(plan.bound >= best - 1e-9, "{} {best}", plan.bound);
        prop_assert!((plan.objective - best).abs() < 1e-6, "{} {best}", plan.objective);
    }

    #[test]
    fn pins_and_prohibitions_hold_on_random_instances(
        mut draft in drafts(15),
        chosen in prop::collection::vec(any::<bool>(), 60),
    ) {
        let free = plan_after(&instance(draft.clone()), 4);
        // Whole people are pinned or forbidden, so that prerequisites are pinned with their courses.
        for start in &free.starts {
            let (person, course) = (&draft.people[start.person].id, &draft.courses[start.course].id);
            let period = start.period as i64;
            if chosen[start.person] {
                draft.pins.push(pin(person, course, period));
            } else if chosen[start.person + 30] {
                draft.forbids.push(forbid(person, course, Some(period)));
            }
        }
        // The checker inside `plan_after` refuses a plan without a pin or with a forbidden start.
        plan_after(&instance(draft), 6);
    }

    #[test]
    fn one_more_seat_raises_the_bound_by_no_more_than_its_price(draft in drafts(12)) {
        let plan = plan_after(&instance(draft.clone()), 25);
        let mut more = draft;
        let course = more.courses.len() - 1;
        more.courses[course].seats[0] += 1;
        let opened = more.courses[course].seats[0] == 1;
        let with_more = plan_after(&instance(more), 25);
        // A first seat opens an intake that had no price.
        if !opened {
            prop_assert!(with_more.objective <= plan.bound + plan.prices.seats[course][0] + 1e-6);
        }
    }
}
