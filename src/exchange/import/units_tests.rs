use super::*;

fn commune(text: &str) -> Option<(String, &'static str)> {
    commune_in(text).map(|unit| (unit.name, unit.kind.code()))
}

#[test]
fn communes_in_titles_and_cells() {
    for (text, name, kind) in [
        ("Phường Trần Phú", "Trần Phú", "ward"),
        ("P. Trần Phú", "Trần Phú", "ward"),
        ("P.Trần Phú", "Trần Phú", "ward"),
        ("PHƯỜNG TRẦN HƯNG ĐẠO", "Trần Hưng Đạo", "ward"),
        (
            "DANH SÁCH CÁN BỘ, CÔNG CHỨC PHƯỜNG TRẦN HƯNG ĐẠO",
            "Trần Hưng Đạo",
            "ward",
        ),
        (
            "DANH SáCH CáN Bộ, CôNG CHứC Xã NGHĩA Hà",
            "Nghĩa Hà",
            "commune",
        ),
        ("UBND xã Tịnh Hoà", "Tịnh Hoà", "commune"),
        ("Xã Nghĩa Hà, TP. Quảng Ngãi", "Nghĩa Hà", "commune"),
        (
            "DANH SÁCH CBCC XÃ HÒA THÀNH NĂM 2016",
            "Hòa Thành",
            "commune",
        ),
        ("Xã Phước Hội thành phố X", "Phước Hội", "commune"),
        ("Thị trấn Châu Ổ", "Châu Ổ", "township"),
        ("TT. Sịa", "Sịa", "township"),
        ("Phường 5", "5", "ward"),
        ("Xa Tinh Hoa", "Tinh Hoa", "commune"),
        ("Đảng ủy phường Lê Hồng Phong", "Lê Hồng Phong", "ward"),
    ] {
        assert_eq!(commune(text), Some((name.to_owned(), kind)), "{text}");
    }
    for text in [
        "KẾT QUẢ ĐÁNH GIÁ, XẾP LOẠI CÁN BỘ, CÔNG CHỨC XÃ, PHƯỜNG",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "CÁN BỘ, CÔNG CHỨC CẤP XÃ NĂM 2016",
        "Văn hóa - xã hội",
        "QUY HOẠCH CÁC CHỨC DANH CHỦ CHỐT XÃ, PHƯỜNG NHIỆM KỲ 2015-2020",
        "THỊ XÃ AN NHƠN",
        "Phòng Nội vụ",
        "CÁN BỘ XÃ, PHƯỜNG, THỊ TRẤN",
    ] {
        assert_eq!(commune(text), None, "{text}");
    }
}

#[test]
fn superior_bodies_are_told_from_communes() {
    for text in [
        "Phòng Nội vụ",
        "Thành đoàn",
        "Ban Dân vận Thành ủy",
        "Văn phòng Thành ủy",
        "UBND thành phố",
        "Phòng Tài chính - Kế hoạch",
        "Thành uỷ",
    ] {
        assert_eq!(read_unit(text).unwrap().kind, UnitKind::Superior, "{text}");
    }
    assert_eq!(read_unit("Trần Phú").unwrap().kind, UnitKind::Unknown);
    assert_eq!(read_unit("Sơn Tịnh").unwrap().kind, UnitKind::Unknown);
    assert_eq!(read_unit("-"), None);
}

#[test]
fn a_bare_name_joins_the_one_unit_of_that_name() {
    let mut book = UnitBook::default();
    let unit = |text| read_unit(text).unwrap();
    for text in [
        "Xã Tịnh Hòa",
        "Phường Trần Phú",
        "Xã Trần Phú",
        "Phòng Nội vụ",
        "Phòng Nội vụ thành phố",
    ] {
        book.learn(&unit(text));
    }
    let id = |text| book.find(&unit(text));
    assert_eq!(id("Tịnh Hoà"), id("XÃ TỊNH HÒA"));
    assert_eq!(id("Trần Phú"), Some(Found::Several));
    assert_ne!(id("Phường Trần Phú"), id("Xã Trần Phú"));
    assert_eq!(id("Phòng Nội vụ"), id("Phòng Nội vụ thành phố Quảng Ngãi"));
    assert_eq!(id("Xã Bình Minh"), None);
}

#[test]
fn sheet_names_that_name_units() {
    assert_eq!(unit_of_sheet("Trần Phú").unwrap().name, "Trần Phú");
    assert_eq!(unit_of_sheet("12. Nghĩa Hà").unwrap().name, "Nghĩa Hà");
    assert_eq!(unit_of_sheet("P. Nghĩa Lộ").unwrap().kind, UnitKind::Ward);
    for name in [
        "Sheet",
        "Sheet1",
        "DS",
        "DS 2016",
        "Tổng hợp",
        "2016",
        "Danh sách CBCC",
        "Biểu 1",
    ] {
        assert_eq!(unit_of_sheet(name), None, "{name}");
    }
}
