//! The training plan of an office: from dossiers and terms to people, intakes and reasons.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use canbo::app::Law;
use canbo::domain::*;
use canbo::exchange::{Answers, read_lists};
use canbo::job::{PlanOfficeError, office_plan, plan_office_json, sample_files};
use canbo::plan::*;
use canbo::store::Snapshot;
use chrono::NaiveDate;

use super::invented;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn on() -> NaiveDate {
    day("2017-03-01")
}

fn stop_after(questions: usize) -> impl FnMut(Progress) -> Continue {
    let mut asked = 0;
    move |_| {
        asked += 1;
        match asked <= questions {
            true => Continue::Yes,
            false => Continue::Stop,
        }
    }
}

fn planned(snapshot: &Snapshot, settings: &PlanSettings, questions: usize) -> OfficePlan {
    let law = Law::embedded().unwrap();
    office_plan(snapshot, &law, on(), settings, &mut stop_after(questions))
        .unwrap_or_else(|error| panic!("{error}"))
}

fn sample_city() -> Snapshot {
    let mut last = 0u128;
    let mut new_id = || {
        last += 1;
        DossierId(last.to_be_bytes())
    };
    let proposal = read_lists(
        &sample_files(),
        &Snapshot::default(),
        &Answers::new(),
        &mut new_id,
        &mut |_| {},
    );
    Snapshot::default().with(proposal.office, proposal.dossiers)
}

/// One commune of the lowland with these people.
fn commune(people: Vec<Dossier>) -> Snapshot {
    let unit = UnitId("xa mau".into());
    let office = Office {
        units: vec![Unit {
            id: unit.clone(),
            name: "Mẫu".into(),
            kind: UnitKind::Commune,
            area: Some(AreaClass::Lowland),
            special_hardship: None,
        }],
        ..Office::default()
    };
    let dossiers = people
        .into_iter()
        .map(|dossier| Dossier {
            unit: Some(unit.clone()),
            ..dossier
        })
        .collect();
    Snapshot { office, dossiers }
}

/// A Party secretary without political theory: needs the intermediate course and nothing else.
fn secretary(number: u8, birth: &str) -> Dossier {
    Dossier {
        birth: birth.parse().ok(),
        sex: Some(Sex::Male),
        posts: vec![Post::of(Title::PartySecretary)],
        party_joined: "2005".parse().ok(),
        general_education: Some(Known::chosen(GeneralEducation::UpperSecondary)),
        professional_level: Some(Known::chosen(ProfessionalLevel::University)),
        field: "Luật".into(),
        political_theory: Some(Known::chosen(PoliticalTheory::None)),
        state_management: Some(Known::chosen(StateManagement::Specialist)),
        ..Dossier::new(DossierId([number; 16]), format!("Lê Văn Mẫu {number}"))
    }
}

const PART_TIME: &str = "pt_intermediate.part_time";
const FULL_TIME: &str = "pt_intermediate.full_time";

fn terms(course: &str, terms: CourseTerms) -> PlanSettings {
    PlanSettings {
        courses: BTreeMap::from([(course.to_owned(), terms)]),
        ..PlanSettings::default()
    }
}

fn seats(course: &str, seats: u32) -> PlanSettings {
    let own = CourseTerms {
        seats: Some(seats),
        ..CourseTerms::default()
    };
    terms(course, own)
}

/// Every limit of the settings, counted again from the lines alone.
fn keeps_every_limit(snapshot: &Snapshot, settings: &PlanSettings, plan: &OfficePlan) {
    let catalogue = Catalogue::embedded().unwrap();
    let law = Law::embedded().unwrap();
    let retirement = &law.library.calendar().retirement;
    let mut taken: BTreeMap<(&str, NaiveDate), u32> = BTreeMap::new();
    let mut spent: BTreeMap<i32, u64> = BTreeMap::new();
    let mut times: BTreeMap<DossierId, Vec<(NaiveDate, NaiveDate)>> = BTreeMap::new();
    for line in &plan.lines {
        use chrono::Datelike;
        *taken.entry((&line.course, line.from)).or_default() += 1;
        *spent.entry(line.from.year()).or_default() += line.dong;
        for (from, until) in times.entry(line.person).or_default().iter() {
            assert!(line.until < *from || *until < line.from, "two at once");
        }
        times
            .entry(line.person)
            .or_default()
            .push((line.from, line.until));
        let dossier = snapshot
            .dossiers
            .iter()
            .find(|dossier| dossier.id == line.person)
            .unwrap();
        assert!(!dossier.left);
        if let Some(last) = last_month_of_service(retirement, dossier) {
            let ends = line.until.year() * 12 + line.until.month0() as i32;
            assert!(ends + i32::from(settings.serve_months) <= last);
        }
    }
    for ((course, _), count) in taken {
        let own = settings.courses.get(course).and_then(|own| own.seats);
        let seats = own.unwrap_or_else(|| catalogue.course(course).unwrap().seats);
        assert!(count <= seats, "{course}");
    }
    for (year, spent) in spent {
        let funds = settings.funds.iter().filter(|funds| funds.year == year);
        let limit: u64 = funds.clone().map(|funds| funds.dong).sum();
        assert!(funds.count() == 0 || spent <= limit, "{year}");
    }
}

#[test]
fn the_sample_city_gets_a_plan_near_the_best() {
    let city = sample_city();
    let settings = PlanSettings {
        funds: (2018..=2022)
            .map(|year| Funds {
                year,
                source: "Ngân sách thành phố".into(),
                dong: 400_000_000,
            })
            .collect(),
        ..PlanSettings::default()
    };
    let plan = planned(&city, &settings, 200);
    assert!(plan.lines.len() > 30, "{}", plan.lines.len());
    assert!(plan.gap <= 0.01, "{}", plan.gap);
    assert!(plan.objective <= plan.bound);
    keeps_every_limit(&city, &settings, &plan);

    // Every open need is met once or left out once with a reason.
    let law = Law::embedded().unwrap();
    let rules = law.library.on(on(), &city.office);
    let mut open = BTreeSet::new();
    for dossier in city.dossiers.iter().filter(|dossier| !dossier.left) {
        let unit = dossier.unit.as_ref().and_then(|id| city.office.unit(id));
        for need in needs(&rules, unit, dossier) {
            if need.status == NeedStatus::Open {
                assert!(open.insert((need.dossier, need.course)));
            }
        }
    }
    let mut told = BTreeSet::new();
    for line in &plan.lines {
        assert!(told.insert((line.person, line.kind)));
    }
    for left in plan.left_out.iter().filter(|left| left.planned.is_none()) {
        assert!(told.insert((left.person, left.kind)));
    }
    assert_eq!(told, open);
    assert!(!plan.prices.is_empty());
    assert!(plan.studying > 0);
    let done: Vec<u32> = plan.done_by.iter().map(|(_, done)| *done).collect();
    assert!(done.is_sorted() && done.len() == 5 && done[4] > 0);
}

#[test]
fn the_same_question_gets_the_same_plan() {
    let office = invented::snapshot(120, 7);
    let settings = PlanSettings::default();
    let one = planned(&office, &settings, 40);
    assert_eq!(one, planned(&office, &settings, 40));
    keeps_every_limit(&office, &settings, &one);
}

#[test]
fn who_may_not_yet_study_beside_work_studies_full_time() {
    let office = commune(vec![secretary(1, "1980-01-01"), secretary(2, "1992-01-01")]);
    let plan = planned(&office, &PlanSettings::default(), 50);
    let course = |number: u8| {
        let mut lines = plan.lines.iter();
        let line = lines.find(|line| line.person == DossierId([number; 16]));
        line.map(|line| (line.course.as_str(), line.from, line.until))
    };
    assert_eq!(
        course(1),
        Some((PART_TIME, day("2018-01-01"), day("2019-06-30")))
    );
    assert_eq!(
        course(2),
        Some((FULL_TIME, day("2018-01-01"), day("2018-12-31")))
    );
    assert_eq!(plan.left_out, []);
    assert_eq!(plan.done_by[..2], [(2018, 1), (2019, 2)]);
}

#[test]
fn a_man_who_would_retire_too_soon_is_left_out_with_the_day() {
    // Eighteen months from 1/2018 and twelve to serve: until the end of 6/2020.
    for (birth, goes) in [("1960-06", true), ("1960-05", false)] {
        let office = commune(vec![secretary(1, birth)]);
        let only_part_time = terms(
            FULL_TIME,
            CourseTerms {
                closed: true,
                ..CourseTerms::default()
            },
        );
        let plan = planned(&office, &only_part_time, 50);
        assert_eq!(plan.lines.len(), usize::from(goes), "{birth}");
        if !goes {
            assert_eq!(plan.left_out[0].hindrance, Hindrance::RetiresTooSoon);
            assert_eq!(plan.left_out[0].retires, Some(day("2020-06-01")));
        }
    }
    // Retired before the plan begins.
    let plan = planned(
        &commune(vec![secretary(1, "1957-01-01")]),
        &PlanSettings::default(),
        50,
    );
    assert_eq!(plan.lines, []);
    assert_eq!(plan.left_out[0].hindrance, Hindrance::RetiresTooSoon);
}

#[test]
fn who_studies_already_waits_and_is_not_sent_twice() {
    let studying = |kind, until: &str| Course {
        kind,
        status: CourseStatus::Studying,
        class: String::new(),
        mode: Some(StudyMode::PartTime),
        from: "2016-09".parse().ok(),
        until: until.parse().ok(),
    };
    let same = Dossier {
        courses: vec![studying(CourseKind::PtIntermediate, "2018-03")],
        ..secretary(1, "1980-01-01")
    };
    let other = Dossier {
        courses: vec![studying(CourseKind::Master, "2018-09")],
        ..secretary(2, "1980-01-01")
    };
    let over = Dossier {
        courses: vec![studying(CourseKind::Master, "2017-12")],
        ..secretary(3, "1980-01-01")
    };
    let plan = planned(
        &commune(vec![same, other, over]),
        &PlanSettings::default(),
        50,
    );
    let starts: Vec<_> = plan
        .lines
        .iter()
        .map(|line| (line.person, line.from))
        .collect();
    assert_eq!(
        starts,
        [
            (DossierId([3; 16]), day("2018-01-01")),
            (DossierId([2; 16]), day("2019-01-01")),
        ]
    );
    assert_eq!(plan.studying, 1);
}

#[test]
fn decisions_by_hand_are_kept() {
    let office = commune(vec![secretary(1, "1980-01-01"), secretary(2, "1981-01-01")]);
    let wish = |number: u8, intake: Option<&str>, keep| Wish {
        person: DossierId([number; 16]),
        course: PART_TIME.into(),
        intake: intake.map(day),
        keep,
    };
    let settings = PlanSettings {
        wishes: vec![
            wish(1, Some("2019-07-01"), true),
            wish(2, None, false),
            wish(9, None, false),
            wish(2, Some("2018-02-03"), true),
        ],
        ..PlanSettings::default()
    };
    let plan = planned(&office, &settings, 50);
    assert_eq!(plan.lines.len(), 1);
    assert_eq!(plan.lines[0].from, day("2019-07-01"));
    assert!(plan.lines[0].by_hand);
    let hindrances: Vec<_> = plan
        .left_out
        .iter()
        .map(|left| (left.person, left.hindrance))
        .collect();
    assert!(hindrances.contains(&(DossierId([2; 16]), Hindrance::Forbidden)));
    assert!(hindrances.contains(&(DossierId([1; 16]), Hindrance::Pinned)));
    // Nobody nine, and no intake on 3 February.
    assert_eq!(
        plan.idle_wishes,
        [wish(2, Some("2018-02-03"), true), wish(9, None, false)]
    );

    // Two decided for one seat: refused, not silently broken.
    let contradiction = PlanSettings {
        wishes: vec![
            wish(1, Some("2018-01-01"), true),
            wish(2, Some("2018-01-01"), true),
        ],
        ..seats(PART_TIME, 1)
    };
    let law = Law::embedded().unwrap();
    let refused = office_plan(&office, &law, on(), &contradiction, &mut stop_after(9));
    assert!(matches!(
        refused,
        Err(PlanOfficeError::Optimise(OptimiseError::Pins(
            Violation::Seats { .. }
        )))
    ));
}

#[test]
fn the_first_in_the_order_of_priorities_goes_first() {
    let planned_for = Dossier {
        successions: vec![Succession {
            title: None,
            written: "quy hoạch".into(),
            from_year: Some(2015),
            until_year: Some(2020),
        }],
        ..secretary(1, "1975-01-01")
    };
    let woman = Dossier {
        sex: Some(Sex::Female),
        ..secretary(2, "1975-01-01")
    };
    let office = commune(vec![planned_for, woman]);
    let closed = CourseTerms {
        closed: true,
        ..CourseTerms::default()
    };
    for (order, first) in [
        ([Priority::PlannedSuccessor, Priority::Woman], 1),
        ([Priority::Woman, Priority::PlannedSuccessor], 2),
    ] {
        let mut settings = seats(PART_TIME, 1);
        settings
            .courses
            .insert(FULL_TIME.to_owned(), closed.clone());
        settings.priorities = order.to_vec();
        let plan = planned(&office, &settings, 50);
        assert_eq!(plan.lines[0].person, DossierId([first; 16]));
        assert_eq!(plan.lines[0].priorities.len(), 1);
        // The other waits for the next intake, and is told why.
        assert_eq!(plan.lines[1].from, day("2018-07-01"));
        assert_eq!(plan.left_out[0].hindrance, Hindrance::SeatsFull);
        assert_eq!(plan.left_out[0].intakes, [day("2018-01-01")]);
        assert!(plan.prices.iter().any(|price| {
            price.of == Scarce::Seat(PART_TIME.into()) && price.intake == day("2018-01-01")
        }));
    }
}

#[test]
fn without_seats_or_money_nobody_goes_and_everybody_is_told() {
    let office = commune(vec![secretary(1, "1980-01-01"), secretary(2, "1981-01-01")]);
    let mut no_seats = seats(PART_TIME, 0);
    no_seats.courses.extend(seats(FULL_TIME, 0).courses);
    let no_money = PlanSettings {
        funds: (2018..=2022)
            .map(|year| Funds {
                year,
                source: String::new(),
                dong: 0,
            })
            .collect(),
        ..PlanSettings::default()
    };
    for settings in [no_seats, no_money] {
        let plan = planned(&office, &settings, 50);
        assert_eq!(plan.lines, []);
        let hindrances: Vec<_> = plan.left_out.iter().map(|left| left.hindrance).collect();
        assert_eq!(hindrances, [Hindrance::NotOffered; 2]);
        assert_eq!(plan.gap, 0.0);
    }
    // Nobody may be away: full-time courses are closed, courses beside work are not.
    let nobody_away = PlanSettings {
        away_percent: 0,
        ..PlanSettings::default()
    };
    let office = commune(vec![secretary(1, "1980-01-01"), secretary(2, "1996-01-01")]);
    let plan = planned(&office, &nobody_away, 50);
    assert_eq!(plan.lines.len(), 1);
    assert_eq!(plan.left_out[0].hindrance, Hindrance::UnitAway);
}

#[test]
fn a_plan_in_the_past_is_refused() {
    let settings = PlanSettings {
        first_year: Some(2010),
        ..PlanSettings::default()
    };
    let law = Law::embedded().unwrap();
    let refused = office_plan(
        &commune(vec![secretary(1, "1980-01-01")]),
        &law,
        on(),
        &settings,
        &mut stop_after(9),
    );
    assert!(matches!(
        refused,
        Err(PlanOfficeError::Question(QuestionError::Past { .. }))
    ));
}

#[test]
fn an_empty_office_has_an_empty_plan() {
    let plan = planned(&Snapshot::default(), &PlanSettings::default(), 5);
    assert_eq!((plan.lines.len(), plan.left_out.len()), (0, 0));
    assert_eq!(plan.gap, 0.0);
}

#[test]
fn what_the_command_prints_names_people_and_reasons() {
    let office = commune(vec![secretary(1, "1980-01-01")]);
    let law = Law::embedded().unwrap();
    let answer = plan_office_json(
        &office,
        &law,
        on(),
        &PlanSettings::default(),
        &mut stop_after(20),
        || 0.5,
    )
    .unwrap();
    let line = &answer["assignments"][0];
    assert_eq!(line["name"], "Lê Văn Mẫu 1");
    assert_eq!(line["unit"], "Xã Mẫu");
    assert_eq!(line["course"], PART_TIME);
    assert_eq!(line["start"], "2018-01-01");
    assert_eq!(line["end"], "2019-06-30");
    assert!(
        line["reason"].as_str().unwrap().contains("chủ chốt"),
        "{line}"
    );
    assert_eq!(answer["seconds"], 0.5);
}

#[test]
fn two_hundred_thousand_people_are_planned_for_in_bounded_time() {
    let few = invented::snapshot(2_000, 3);
    let mut many = few.clone();
    for copy in 1..100u8 {
        for dossier in &few.dossiers {
            let mut next = dossier.clone();
            next.id.0[0] ^= copy;
            next.id.0[15] = next.id.0[15].wrapping_add(copy);
            many.dossiers.push(next);
        }
    }
    assert_eq!(many.dossiers.len(), 200_000);
    let law = Law::embedded().unwrap();
    let start = Instant::now();
    // Told to stop at the first question.
    let answer = office_plan(
        &many,
        &law,
        on(),
        &PlanSettings::default(),
        &mut stop_after(0),
    );
    match answer {
        Ok(plan) => {
            assert!(plan.stopped);
            keeps_bounds(&plan);
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
    // A debug build on a busy machine; a release build takes a tenth of it.
    assert!(start.elapsed().as_secs() < 300);
}

fn keeps_bounds(plan: &OfficePlan) {
    assert!(plan.objective <= plan.bound);
    assert!((0.0..=1.0).contains(&plan.gap));
}
