//! A colleague's file is merged, what both edited is decided, taken back, and still there tomorrow.

use std::path::Path;

use canbo::exchange::bundle::{self, Purpose, Saving};
use canbo::store::archive::Archive;
use canbo::store::document::{Act, Pen};
use thirtyfour::prelude::*;

use crate::both_builds::on_both_builds;
use crate::invented;
use crate::support::Stage;

/// Two files of one city, each edited apart from the other.
fn two_files(folder: &Path) {
    let city = invented::snapshot(12, 21);
    for (number, name) in [(1_u8, "phuong.canbo"), (2, "thanh-pho.canbo")] {
        let mut archive = Archive::begun(&city);
        let mut edited = city.clone();
        edited.dossiers[0].note = format!("ghi chú của bản {number}");
        edited.dossiers[usize::from(number)].home_place = "Minh Hà".into();
        let pen = Pen {
            actor: [number; 16],
            by: format!("Cán bộ {number}"),
            office: "Phòng Nội vụ".into(),
            at: 1_764_000_000,
        };
        archive.record(&edited, &pen, Act::Edited).unwrap();
        let saving = Saving {
            purpose: Purpose::Archive,
            sequence: u64::from(number),
            parent: None,
            saved_at: "2026-11-25T08:00:00".parse().unwrap(),
        };
        std::fs::write(folder.join(name), bundle::write(&archive, &saving).unwrap()).unwrap();
    }
}

fn conflicts(file: &Path) -> usize {
    let bytes = std::fs::read(file).unwrap();
    let (_, archive) = bundle::read(&bytes, &mut |_, _| {}).unwrap();
    let count = |id: [u8; 16], kept: &canbo::store::archive::Kept| {
        kept.open(id).unwrap().history().conflicts.len()
    };
    archive
        .dossiers
        .iter()
        .map(|(id, kept)| count(id.0, kept))
        .sum()
}

async fn a_colleagues_file_is_merged(stage: &mut Stage) -> WebDriverResult<()> {
    let folder = stage.folder().to_path_buf();
    two_files(&folder);
    stage.desktop().await?;
    stage.open("#/files").await?;
    let (mine, theirs) = (folder.join("phuong.canbo"), folder.join("thanh-pho.canbo"));
    stage
        .choose_files("[data-role=open-canbo]", &[mine])
        .await?;
    assert_eq!(stage.text("[data-count=people]").await?, "12");

    stage.open("#/files").await?;
    stage
        .choose_files("[data-role=merge-canbo]", &[theirs])
        .await?;
    let counts = stage.text("[data-role=merge-counts]").await?;
    assert_eq!(
        counts,
        "0 hồ sơ mới, 1 hồ sơ thay đổi, 1 hồ sơ có mục hai bên cùng sửa, 10 hồ sơ giữ nguyên."
    );
    stage.picture("merge").await?;
    stage.click("[data-role=merge-accept]").await?;
    let item = stage.text("[data-role=inbox] li").await?;
    assert!(
        item.contains("ghi chú của bản 1") && item.contains("Cán bộ 2"),
        "{item}"
    );
    stage.picture("inbox").await?;

    stage.click("[data-role=inbox] li button").await?;
    stage
        .until("!document.querySelector('[data-role=inbox] li')")
        .await?;
    // Taken back: the conflict is there again, and after a restart too.
    stage.click(".topbar button[title^='Hoàn tác']").await?;
    stage.reload().await?;
    stage.click("[data-role=inbox-show]").await?;
    stage.find("[data-role=inbox] li").await?;
    stage.click("main .panel button.primary").await?;
    assert_eq!(conflicts(&stage.downloaded("canbo-").await), 1);
    Ok(())
}
on_both_builds!(a_colleagues_file_is_merged);
