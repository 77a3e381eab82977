//! Planning in the worker: each better plan is shown as it comes, and stopping keeps the last.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::TrainingPlan;
use crate::job::{Reply, Request};
use crate::platform::clock;
use crate::store::record::encode_plan;
use crate::text::plan_page::PlanPage;
use crate::text::{fill, plan_words};

use super::jobs::{Jobs, OnReply, Running, hand_over_workbook, moment};

impl Jobs {
    fn plan_words(self) -> &'static PlanPage {
        PlanPage::of(self.desk.language.get_untracked())
    }

    /// Looks for a training plan on the office's terms.
    pub fn plan(self) {
        let p = self.plan_words();
        let turn = self.begin(&fill(p.searching, &[&1]));
        self.planned.set(None);
        spawn_local(async move {
            let lines = self.lines().await;
            let request = Request::PlanTraining {
                on: self.desk.peek(|w| w.judged_on().to_string()),
                language: self.desk.language.get_untracked(),
            };
            let on_reply: OnReply = Box::new(|jobs, reply, _| match reply {
                Reply::Planning {
                    stage,
                    percent,
                    gap,
                } => jobs.show_planning(stage, percent, gap),
                Reply::Planned(found) => match found.open().and_then(|found| found.read()) {
                    Ok(found) => jobs.planned.set(Some(Arc::new(found))),
                    Err(error) => jobs.fail(&error),
                },
                _ => {}
            });
            self.send(turn, &request, vec![lines], on_reply);
        });
    }

    fn show_planning(self, stage: usize, percent: u8, gap: f64) {
        let p = self.plan_words();
        let language = self.desk.language.get_untracked();
        let words = if gap < 1.0 {
            let within = plan_words::decimal(100.0 * gap, 2, language);
            fill(p.searching_gap, &[&(stage + 1), &within])
        } else {
            fill(p.searching, &[&(stage + 1)])
        };
        self.running.set(Some(Running {
            words,
            share: Some((usize::from(percent), 100)),
        }));
    }

    /// Hands over a plan as a workbook.
    pub fn export_plan(self, plan: &TrainingPlan) {
        let t = self.desk.texts();
        let turn = self.begin(t.working_writing);
        let stem = t.file_stem_plan;
        let name = format!("{stem}-{}.xlsx", clock::now().format("%Y-%m-%d-%H%M"));
        let record = encode_plan(plan).into_bytes();
        spawn_local(async move {
            let lines = self.lines().await;
            let request = Request::WritePlan {
                created: moment(),
                language: self.desk.language.get_untracked(),
            };
            self.send(
                turn,
                &request,
                vec![lines, record],
                hand_over_workbook(name),
            );
        });
    }
}
