use super::*;
use crate::domain::{
    Dossier, DossierId, Known, Office, PoliticalTheory, Post, Title, Unit, UnitId,
};
use crate::law::{Case, Criterion, Library};

/// The sentence on the person's criterion in March 2017, in both languages.
fn sentences(
    title: Title,
    criterion: Criterion,
    edit: impl FnOnce(&mut Dossier, &mut Unit),
) -> [String; 2] {
    let library = Library::embedded().unwrap();
    let office = Office::default();
    let mut dossier = Dossier::new(DossierId([1; 16]), "Trần Văn Mẫu");
    let mut unit = Unit {
        id: UnitId("xa mau".to_owned()),
        name: "Mẫu".to_owned(),
        kind: UnitKind::Commune,
        area: None,
        special_hardship: None,
    };
    edit(&mut dossier, &mut unit);
    let post = Post::of(title);
    let case = Case {
        unit: Some(&unit),
        dossier: &dossier,
        post: &post,
    };
    let assessment = library
        .on("2017-03-15".parse().unwrap(), &office)
        .assess(&case);
    let found = assessment
        .criteria
        .iter()
        .find(|found| found.criterion == criterion)
        .unwrap();
    [reason(found, Language::Vi), reason(found, Language::En)]
}

#[test]
fn a_shortfall_names_what_is_held_what_is_needed_and_the_article() {
    let sentences = sentences(
        Title::PartySecretary,
        Criterion::PoliticalTheory,
        |dossier, _| {
            dossier.political_theory = Some(Known::chosen(PoliticalTheory::Elementary));
        },
    );
    assert_eq!(
        sentences,
        [
            "Trình độ lý luận chính trị: sơ cấp; yêu cầu: từ trung cấp trở lên (Quyết định 04/2004/QĐ-BNV, Điều 5).",
            "Political theory: elementary; needed: intermediate or higher (Quyết định 04/2004/QĐ-BNV, Article 5).",
        ]
    );
}

#[test]
fn a_blank_says_what_to_enter() {
    let [vi, _] = sentences(
        Title::CouncilChair,
        Criterion::PoliticalTheory,
        |dossier, _| {
            dossier.political_theory = Some(Known::chosen(PoliticalTheory::Elementary));
        },
    );
    assert_eq!(
        vi,
        "Trình độ lý luận chính trị: sơ cấp; yêu cầu: đồng bằng, đô thị: từ trung cấp trở lên; miền núi: từ sơ cấp trở lên (Quyết định 04/2004/QĐ-BNV, Điều 7). Cần bổ sung: đơn vị thuộc đồng bằng, đô thị hay miền núi."
    );
}

#[test]
fn a_value_left_to_the_province_is_said_to_be_open() {
    let [vi, _] = sentences(
        Title::OfficeStatistics,
        Criterion::PoliticalTheory,
        |dossier, _| {
            dossier.political_theory = Some(Known::chosen(PoliticalTheory::None));
        },
    );
    assert_eq!(
        vi,
        "Trình độ lý luận chính trị: chưa qua đào tạo; yêu cầu: từ sơ cấp trở lên (Thông tư 06/2012/TT-BNV, Điều 2). Chưa kết luận được vì chưa nhập: thời hạn hoàn thành lớp lý luận chính trị sau khi tuyển dụng (do Chủ tịch Uỷ ban nhân dân cấp tỉnh quy định)."
    );
}

#[test]
fn a_unit_above_the_commune_is_outside_the_standard() {
    let [vi, en] = sentences(
        Title::PartySecretary,
        Criterion::PoliticalTheory,
        |_, unit| {
            unit.kind = UnitKind::Superior;
        },
    );
    assert!(vi.contains("không thuộc cấp xã"), "{vi}");
    assert!(en.contains("above the commune level"), "{en}");
}

#[test]
fn a_demand_left_open_by_others_has_the_code_of_the_rest() {
    let level = Needed::AtLeast(Level::PoliticalTheory(PoliticalTheory::Elementary));
    let open = Needed::Open(OpenTerm {
        term: "term".to_owned(),
        says: Bilingual::default(),
        decided_by: Bilingual::default(),
        sets: None,
    });
    assert_eq!(
        needed_code(&Needed::Any(vec![level.clone(), open.clone()])).as_deref(),
        Some("pt_elementary")
    );
    assert_eq!(needed_code(&Needed::All(vec![level, open.clone()])), None);
    assert_eq!(needed_code(&open), None);
    assert_eq!(found_code(&Found::Absent), None);
}
