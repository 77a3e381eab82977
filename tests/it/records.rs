//! Records: what is written is read back, and what is not understood is refused by its name.

use canbo::domain::{
    Course, CourseKind, CourseStatus, Dossier, DossierId, ForeignLanguage, Known, Movement, Post,
    ProfessionalLevel, Rating, RatingGrade, Sex, Title, UnitId,
};
use canbo::store::record::{
    RecordError, decode_dossier, decode_office, encode_dossier, encode_office,
};
use proptest::prelude::*;

use crate::arbitrary;

proptest! {
    #[test]
    fn any_dossier_is_read_back_as_it_was(dossier in arbitrary::dossier()) {
        let line = encode_dossier(&dossier);
        prop_assert!(!line.contains('\n'));
        prop_assert_eq!(decode_dossier(&line), Ok(dossier));
    }

    #[test]
    fn any_office_is_read_back_as_it_was(office in arbitrary::office()) {
        let line = encode_office(&office);
        prop_assert!(!line.contains('\n'));
        prop_assert_eq!(decode_office(&line), Ok(office));
    }

    #[test]
    fn any_text_is_refused_or_read_without_a_panic(text in ".{0,200}") {
        prop_assert!(decode_dossier(&text).is_err());
        prop_assert!(decode_office(&text).is_err());
    }
}

fn line(fields: &str) -> String {
    format!(r#"{{"v":1,"id":"000102030405060708090a0b0c0d0e0f","name":"Lê Thị Ước"{fields}}}"#)
}

#[test]
fn the_written_form_of_version_1_stays_as_it_is() {
    let mut id = [0; 16];
    for (at, byte) in id.iter_mut().enumerate() {
        *byte = at as u8;
    }
    let mut dossier = Dossier::new(DossierId(id), "Lê Thị Ước");
    assert_eq!(encode_dossier(&dossier), line(""));

    dossier.birth = "1980-05".parse().ok();
    dossier.sex = Some(Sex::Female);
    dossier.unit = Some(UnitId("xa hoa binh".into()));
    dossier.posts = vec![Post {
        since: "2011".parse().ok(),
        first_time: Some(true),
        ..Post::of(Title::CouncilChair)
    }];
    dossier.left = true;
    dossier.professional_level = Some(Known::written(ProfessionalLevel::University, "ĐH"));
    dossier.foreign_language = Some(ForeignLanguage {
        language: "english".into(),
        level: None,
        written: "Anh".into(),
    });
    dossier.courses = vec![Course {
        kind: CourseKind::PtAdvanced,
        status: CourseStatus::Studying,
        class: String::new(),
        mode: None,
        from: "2016-09-05".parse().ok(),
        until: None,
    }];
    dossier.ratings = vec![Rating {
        year: 2016,
        grade: RatingGrade::Good,
    }];
    let fields = concat!(
        r#","birth":"1980-05","sex":"F","unit":"xa hoa binh""#,
        r#","posts":[{"title":"council_chair","since":"2011","first":true}],"left":true"#,
        r#","professional":["university","ĐH"]"#,
        r#","foreign":{"language":"english","written":"Anh"}"#,
        r#","courses":[{"kind":"pt_advanced","status":"studying","from":"2016-09-05"}]"#,
        r#","ratings":[[2016,"good"]]"#,
    );
    assert_eq!(encode_dossier(&dossier), line(fields));
    assert_eq!(decode_dossier(&line(fields)), Ok(dossier));
}

#[test]
fn a_level_chosen_from_the_list_is_its_code_alone() {
    let mut dossier = Dossier::new(DossierId([0; 16]), "");
    dossier.professional_level = Some(Known::chosen(ProfessionalLevel::College));
    assert!(encode_dossier(&dossier).contains(r#""professional":"college""#));
}

#[test]
fn an_unknown_word_is_named_with_its_field() {
    for (fields, field, word) in [
        (r#","sex":"X""#, "sex", "X"),
        (r#","posts":[{"title":"mayor"}]"#, "posts.title", "mayor"),
        (
            r#","professional":"đại học""#,
            "professional_level",
            "đại học",
        ),
        (r#","theory":["high","Cao"]"#, "political_theory", "high"),
        (
            r#","courses":[{"kind":"x","status":"studying"}]"#,
            "courses.kind",
            "x",
        ),
        (
            r#","courses":[{"kind":"other","status":"x"}]"#,
            "courses.status",
            "x",
        ),
        (r#","ratings":[[2016,"fine"]]"#, "ratings", "fine"),
        (r#","moves":[{"kind":"jump"}]"#, "moves.kind", "jump"),
        (r#","talent":{"degree":"A"}"#, "talent.degree", "A"),
        (
            r#","foreign":{"language":"english","level":"z"}"#,
            "foreign.level",
            "z",
        ),
    ] {
        let expected = RecordError::UnknownWord {
            field,
            word: word.to_owned(),
        };
        assert_eq!(decode_dossier(&line(fields)), Err(expected), "{fields}");
    }
    let office = r#"{"v":1,"name":"","units":[{"id":"a","name":"a","kind":"city"}]}"#;
    assert_eq!(
        decode_office(office),
        Err(RecordError::UnknownWord {
            field: "units.kind",
            word: "city".to_owned()
        })
    );
}

#[test]
fn what_is_no_date_is_named_with_its_field() {
    for (fields, field, word) in [
        (r#","birth":"1998-13""#, "birth", "1998-13"),
        (r#","party":"03/02/1998""#, "party", "03/02/1998"),
        (r#","moves":[{"on":""}]"#, "moves.on", ""),
    ] {
        let expected = RecordError::NotADate {
            field,
            word: word.to_owned(),
        };
        assert_eq!(decode_dossier(&line(fields)), Err(expected));
    }
    assert!(matches!(
        decode_office(r#"{"v":1,"name":"","judged_on":"2017"}"#),
        Err(RecordError::NotADate {
            field: "judged_on",
            ..
        })
    ));
}

#[test]
fn a_record_of_a_newer_program_is_refused_by_its_version() {
    let newer = r#"{"v":2,"id":"?","salary":[1,2]}"#;
    let expected = RecordError::Newer { found: 2, known: 1 };
    assert_eq!(decode_dossier(newer), Err(expected.clone()));
    // Even where it looks as of old: version 2 may mean something else by the same words.
    let same = line("").replace(r#""v":1"#, r#""v":2"#);
    assert_eq!(decode_dossier(&same), Err(expected.clone()));
    let expected = RecordError::Newer { found: 3, known: 2 };
    assert_eq!(decode_office(r#"{"v":3,"name":""}"#), Err(expected));
    assert!(matches!(
        decode_office(r#"{"v":2,"name":""}"#),
        Err(RecordError::Malformed { .. })
    ));
}

#[test]
fn a_field_that_the_version_does_not_have_is_not_lost_silently() {
    let error = decode_dossier(&line(r#","salary":"2.34""#)).unwrap_err();
    assert!(error.to_string().contains("salary"), "{error}");
    let error = decode_dossier(&line(r#","moves":[{"reason":"x"}]"#)).unwrap_err();
    assert!(error.to_string().contains("reason"), "{error}");
}

#[test]
fn damaged_records_are_refused() {
    for text in [
        "",
        "{}",
        "[]",
        "null",
        r#"{"v":0,"id":"00","name":""}"#,
        r#"{"v":-1,"id":"00","name":""}"#,
        r#"{"v":1,"name":"no id"}"#,
        r#"{"v":1,"id":"000102030405060708090a0b0c0d0e0f"}"#,
        r#"{"v":1,"id":1,"name":"a"}"#,
        r#"{"v":1,"id":"000102030405060708090a0b0c0d0e0f","name":"a"} {}"#,
    ] {
        assert!(
            matches!(decode_dossier(text), Err(RecordError::Malformed { .. })),
            "{text}"
        );
    }
    assert_eq!(
        decode_dossier(r#"{"v":1,"id":"0001","name":"a"}"#),
        Err(RecordError::NotAnId("0001".to_owned()))
    );
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(decode_dossier(&deep).is_err());
}

#[test]
fn a_move_without_anything_known_is_kept() {
    let mut dossier = Dossier::new(DossierId([7; 16]), "Nguyễn Văn Bảy");
    dossier.movements = vec![Movement {
        kind: None,
        from_unit: None,
        from_post: String::new(),
        to_unit: None,
        to_post: String::new(),
        on: None,
    }];
    assert_eq!(decode_dossier(&encode_dossier(&dossier)), Ok(dossier));
}
