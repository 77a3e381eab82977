//! The invented sample city, as the lists in which clerks would send it.

use chrono::NaiveDate;

use crate::exchange::SourceFile;

/// The day as of which the sample city is judged: the month in which its lists were made.
pub const SAMPLE_JUDGED_ON: Option<NaiveDate> = NaiveDate::from_ymd_opt(2017, 3, 1);

macro_rules! files {
    ($($name:literal,)+) => {
        &[$(($name, include_bytes!(concat!("../../tests/fixtures/sample-city/", $name)).as_slice()),)+]
    };
}

static FILES: &[(&str, &[u8])] = files![
    "01-danh-sach-can-bo-cong-chuc-23-xa-phuong.xlsx",
    "02-dang-hoc-trung-cap-ly-luan-chinh-tri.xlsx",
    "03-xep-loai-2014-2016.xlsx",
    "04-dieu-dong-luan-chuyen-2013-2016.xlsx",
    "05-thu-hut-sinh-vien-2010-2016.xlsx",
    "06-chuyen-doi-vi-tri-cong-tac.xlsx",
    "07-quy-hoach-2015-2020.xlsx",
    "08-nghia-ha-font-vntime-tcvn3.xls",
];

/// The eight lists of the sample city.
pub fn sample_files() -> Vec<SourceFile> {
    let file = |(name, bytes): &(&str, &[u8])| SourceFile {
        name: (*name).to_owned(),
        bytes: bytes.to_vec(),
    };
    FILES.iter().map(file).collect()
}
