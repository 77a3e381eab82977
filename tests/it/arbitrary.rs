//! Strategies for arbitrary dossiers and offices: every field, every code word, any text.

use std::collections::BTreeMap;

use canbo::domain::{
    AreaClass, Circumstance, CircumstanceKind, Confirmation, Course, CourseKind, CourseStatus,
    DegreeGrade, Dossier, DossierId, ForeignLanguage, ForeignLanguageLevel, GeneralEducation,
    Informatics, Known, Ladder, LocalDecision, LocalPeriod, LocalPlace, LocalValue, MajorDecision,
    MinorityLanguage, Movement, MovementKind, Office, PartialDate, PoliticalTheory, PositionTenure,
    Post, ProfessionalLevel, Rating, RatingGrade, RetirementDecision, RetirementGround, Sex,
    SourceList, StateManagement, StudyMode, Succession, TalentIntake, Title, Unit, UnitId,
    UnitKind,
};
use canbo::store::Snapshot;
use chrono::NaiveDate;
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// Any text that a list may hold: empty, Vietnamese, quotes, line breaks, other scripts.
pub fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[A-ZĐÂÊÔƯ][a-zđăâêôơưáàảãạ]{0,6}( [A-Zaáàảãạ]{1,5}){0,3}",
        ".{0,12}",
        any::<String>().prop_map(|text| text.chars().take(16).collect()),
    ]
}

/// Any day from 1900 to 2100.
pub fn day() -> impl Strategy<Value = NaiveDate> {
    (0i64..73_000).prop_map(|days| {
        NaiveDate::from_ymd_opt(1900, 1, 1).unwrap() + chrono::Duration::days(days)
    })
}

/// Any date at any precision.
pub fn partial_date() -> impl Strategy<Value = PartialDate> {
    prop_oneof![
        (1800..=2200).prop_map(|year| PartialDate::from_year(year).unwrap()),
        (1800..=2200, 1u32..=12)
            .prop_map(|(year, month)| PartialDate::from_month(year, month).unwrap()),
        day().prop_map(PartialDate::from),
    ]
}

/// Any level, chosen or as written.
pub fn known<L: Ladder>() -> impl Strategy<Value = Known<L>> {
    (select(L::ALL), option::of(text())).prop_map(|(level, written)| match written {
        Some(written) => Known::written(level, written),
        None => Known::chosen(level),
    })
}

fn unit_id() -> impl Strategy<Value = UnitId> {
    text().prop_map(UnitId)
}

fn title() -> impl Strategy<Value = Title> {
    select(Title::ALL)
}

fn post() -> impl Strategy<Value = Post> {
    (title(), option::of(partial_date()), any::<Option<bool>>()).prop_map(
        |(title, since, first_time)| Post {
            title,
            since,
            first_time,
        },
    )
}

fn foreign_language() -> impl Strategy<Value = ForeignLanguage> {
    (
        text(),
        option::of(select(ForeignLanguageLevel::ALL)),
        text(),
    )
        .prop_map(|(language, level, written)| ForeignLanguage {
            language,
            level,
            written,
        })
}

fn course() -> impl Strategy<Value = Course> {
    (
        select(CourseKind::ALL),
        select(CourseStatus::ALL),
        text(),
        option::of(select(StudyMode::ALL)),
        option::of(partial_date()),
        option::of(partial_date()),
    )
        .prop_map(|(kind, status, class, mode, from, until)| Course {
            kind,
            status,
            class,
            mode,
            from,
            until,
        })
}

fn ratings() -> impl Strategy<Value = Vec<Rating>> {
    btree_map(1990..2040, select(RatingGrade::ALL), 0..4).prop_map(|by_year| {
        by_year
            .into_iter()
            .map(|(year, grade)| Rating { year, grade })
            .collect()
    })
}

fn movement() -> impl Strategy<Value = Movement> {
    (
        option::of(select(MovementKind::ALL)),
        option::of(unit_id()),
        text(),
        option::of(unit_id()),
        text(),
        option::of(partial_date()),
    )
        .prop_map(
            |(kind, from_unit, from_post, to_unit, to_post, on)| Movement {
                kind,
                from_unit,
                from_post,
                to_unit,
                to_post,
                on,
            },
        )
}

fn succession() -> impl Strategy<Value = Succession> {
    (
        option::of(title()),
        text(),
        option::of(1990..2100),
        option::of(1990..2100),
    )
        .prop_map(|(title, written, from_year, until_year)| Succession {
            title,
            written,
            from_year,
            until_year,
        })
}

fn tenure() -> impl Strategy<Value = PositionTenure> {
    (
        option::of(title()),
        text(),
        option::of(partial_date()),
        option::of(unit_id()),
        text(),
    )
        .prop_map(
            |(title, written, since, previous_unit, note)| PositionTenure {
                title,
                written,
                since,
                previous_unit,
                note,
            },
        )
}

fn talent() -> impl Strategy<Value = TalentIntake> {
    (
        option::of(1990..2100),
        option::of(select(DegreeGrade::ALL)),
        text(),
    )
        .prop_map(|(year, degree, field)| TalentIntake {
            year,
            degree,
            field,
        })
}

fn retirement() -> impl Strategy<Value = RetirementDecision> {
    (
        select(RetirementGround::ALL),
        option::of(partial_date()),
        text(),
    )
        .prop_map(|(ground, on, document)| RetirementDecision {
            ground,
            on,
            document,
        })
}

fn circumstance() -> impl Strategy<Value = Circumstance> {
    (
        select(CircumstanceKind::ALL),
        option::of(partial_date()),
        option::of(partial_date()),
        text(),
    )
        .prop_map(|(kind, from, until, note)| Circumstance {
            kind,
            from,
            until,
            note,
        })
}

/// Any dossier.
pub fn dossier() -> impl Strategy<Value = Dossier> {
    let person = (
        any::<[u8; 16]>(),
        text(),
        option::of(partial_date()),
        option::of(select(&[Sex::Male, Sex::Female][..])),
        option::of(unit_id()),
        vec(post(), 0..3),
        text(),
        any::<bool>(),
        text(),
        text(),
        option::of(partial_date()),
        option::of(partial_date()),
    );
    let levels = (
        option::of(known::<GeneralEducation>()),
        option::of(known::<ProfessionalLevel>()),
        text(),
        any::<Option<bool>>(),
        option::of(known::<PoliticalTheory>()),
        option::of(known::<StateManagement>()),
        option::of(known::<Informatics>()),
        option::of(foreign_language()),
        option::of(known::<MinorityLanguage>()),
    );
    let career = (
        vec(course(), 0..3),
        ratings(),
        vec(movement(), 0..2),
        vec(succession(), 0..2),
        vec(tenure(), 0..2),
        option::of(talent()),
        (option::of(retirement()), vec(circumstance(), 0..3)),
        text(),
    );
    (person, levels, career).prop_map(|(person, levels, career)| Dossier {
        id: DossierId(person.0),
        name: person.1,
        birth: person.2,
        sex: person.3,
        unit: person.4,
        posts: person.5,
        post_written: person.6,
        left: person.7,
        home_place: person.8,
        ethnicity: person.9,
        party_joined: person.10,
        service_started: person.11,
        general_education: levels.0,
        professional_level: levels.1,
        field: levels.2,
        major_fits: levels.3,
        political_theory: levels.4,
        state_management: levels.5,
        informatics: levels.6,
        foreign_language: levels.7,
        minority_language: levels.8,
        courses: career.0,
        ratings: career.1,
        movements: career.2,
        successions: career.3,
        tenures: career.4,
        talent: career.5,
        retirement: career.6.0,
        circumstances: career.6.1,
        note: career.7,
    })
}

fn unit() -> impl Strategy<Value = Unit> {
    (
        unit_id(),
        text(),
        select(&UnitKind::ALL[..]),
        option::of(select(&AreaClass::ALL[..])),
        any::<Option<bool>>(),
    )
        .prop_map(|(id, name, kind, area, special_hardship)| Unit {
            id,
            name,
            kind,
            area,
            special_hardship,
        })
}

/// Any local decision, of a rule or of none.
pub fn local_decision() -> impl Strategy<Value = LocalDecision> {
    let place = prop_oneof![
        Just(LocalPlace::Everywhere),
        Just(LocalPlace::SpecialHardship),
        select(&AreaClass::ALL[..]).prop_map(LocalPlace::Area),
        proptest::collection::btree_set(unit_id(), 0..3).prop_map(LocalPlace::Units),
    ];
    let value = prop_oneof![
        text().prop_map(LocalValue::Level),
        any::<(u8, u8)>().prop_map(|(years, female)| LocalValue::AgeAtMost { years, female }),
        any::<u16>().prop_map(LocalValue::Months),
        day().prop_map(LocalValue::Day),
    ];
    (
        (text(), text(), text(), text(), text()),
        (day(), day(), option::of(day())),
        place,
        value,
    )
        .prop_map(|(words, days, place, value)| LocalDecision {
            standard: words.0,
            term: words.1,
            basis: words.2,
            document: words.3,
            issuer: words.4,
            signed_on: days.0,
            from: days.1,
            until: days.2,
            place,
            value,
        })
}

/// Any office.
pub fn office() -> impl Strategy<Value = Office> {
    let confirmation =
        (text(), day(), text()).prop_map(|(by, on, ground)| Confirmation { by, on, ground });
    let decision = (text(), any::<bool>()).prop_map(|(field, fits)| MajorDecision { field, fits });
    let period =
        (any::<u16>(), text()).prop_map(|(months, document)| LocalPeriod { months, document });
    let list = text().prop_map(|file| SourceList { file });
    (
        text(),
        any::<bool>(),
        vec(unit(), 0..4),
        option::of(day()),
        btree_map(text(), confirmation, 0..3),
        btree_map((title(), text()), decision, 0..4),
        btree_map(title(), period, 0..3),
        btree_map(text(), list, 0..3),
        vec(local_decision(), 0..3),
    )
        .prop_map(
            |(
                name,
                sample,
                units,
                judged_on,
                confirmations,
                majors,
                conversion_periods,
                source_lists,
                local,
            )| Office {
                name,
                sample,
                units,
                judged_on,
                confirmations,
                majors,
                conversion_periods,
                source_lists,
                local,
            },
        )
}

/// Any office with dossiers of different people.
pub fn snapshot(dossiers: std::ops::Range<usize>) -> impl Strategy<Value = Snapshot> {
    (office(), vec(dossier(), dossiers)).prop_map(|(office, dossiers)| {
        let by_id: BTreeMap<_, _> = dossiers
            .into_iter()
            .map(|dossier| (dossier.id, dossier))
            .collect();
        Snapshot {
            office,
            dossiers: by_id.into_values().collect(),
        }
    })
}
