//! Merging a colleague's file: tried first, shown, then taken; and deciding what is in conflict.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::{Command, Label};
use crate::job::{ConflictLine, MergeReport, Reply, Request, read_lines};
use crate::platform::{archive_store, files};
use crate::store::Snapshot;
use crate::text::fill;
use crate::text::merge_words::MergeTexts;

use super::jobs::{Jobs, OnReply, moment};

/// A merge that was tried and waits for the user's word.
#[derive(Clone)]
pub struct Trial {
    /// What it does.
    pub report: Arc<MergeReport>,
    snapshot: Arc<Snapshot>,
    archive: String,
    bytes: Arc<Vec<u8>>,
    theirs: Arc<Vec<u8>>,
    left_out: Vec<String>,
}

/// What becomes of a merge that was tried.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Then {
    Ask,
    Take,
}

impl Jobs {
    fn merge_texts(self) -> &'static MergeTexts {
        MergeTexts::of(self.desk.language.get_untracked())
    }

    /// The archive with the history of the data; empty when there is none yet.
    pub(super) async fn base(self) -> Vec<u8> {
        let Some(name) = self.desk.peek(|w| w.archive().map(str::to_owned)) else {
            return Vec::new();
        };
        match archive_store::get(&name).await {
            Ok(Some(bytes)) => bytes,
            _ => {
                self.desk
                    .complain(self.merge_texts().history_lost.to_owned());
                Vec::new()
            }
        }
    }

    /// Keeps an archive whose state the data have already.
    pub(super) fn keep_archive(self, archive: String, bytes: Vec<u8>) {
        spawn_local(async move {
            // Without room for it the older archive stays, and what differs is written again.
            if archive_store::put(&archive, &bytes).await.is_ok() {
                self.desk.note_archive(Some(archive));
            }
        });
    }

    /// Tries to merge the chosen file and shows what would change.
    pub fn try_merge(self, file: web_sys::File) {
        let turn = self.begin(self.merge_texts().working);
        self.merging.set(None);
        spawn_local(async move {
            let name = file.name();
            let Ok(bytes) = files::read(&file).await else {
                self.cancel();
                let words = fill(self.texts().import_unreadable, &[&name]);
                return self.desk.complain(words);
            };
            self.merge(turn, name, Arc::new(bytes), Vec::new(), Then::Ask)
                .await;
        });
    }

    /// Takes a merge that was tried, but for the people left out.
    pub fn take_merge(self, trial: Trial, left_out: Vec<String>) {
        if trial.left_out == left_out {
            return self.adopt_merge(trial);
        }
        let turn = self.begin(self.merge_texts().working);
        let name = trial.report.file.clone();
        spawn_local(self.merge(turn, name, trial.theirs, left_out, Then::Take));
    }

    async fn merge(
        self,
        turn: u64,
        file: String,
        theirs: Arc<Vec<u8>>,
        left_out: Vec<String>,
        then: Then,
    ) {
        let lines = self.lines().await;
        let base = self.base().await;
        let request = Request::Merge {
            file,
            left_out: left_out.clone(),
            saved_on: moment(),
            language: self.desk.language.get_untracked(),
        };
        let buffers = vec![lines, base, theirs.to_vec()];
        let on_reply: OnReply = Box::new(move |jobs, reply, buffers| {
            let Reply::Merged { report, archive } = reply else {
                return;
            };
            let mut buffers = buffers.into_iter();
            let lines = buffers.next().unwrap_or_default();
            let read = read_lines(&lines).map_err(|error| error.to_string());
            match read.and_then(|snapshot| Ok((snapshot, report.open()?))) {
                Ok((snapshot, report)) => {
                    let trial = Trial {
                        report: Arc::new(report),
                        snapshot: Arc::new(snapshot),
                        archive,
                        bytes: Arc::new(buffers.next().unwrap_or_default()),
                        theirs: Arc::clone(&theirs),
                        left_out: left_out.clone(),
                    };
                    match then {
                        Then::Ask => jobs.merging.set(Some(trial)),
                        Then::Take => jobs.adopt_merge(trial),
                    }
                }
                Err(error) => jobs.fail(&error),
            }
        });
        self.send(turn, &request, buffers, on_reply);
    }

    fn adopt_merge(self, trial: Trial) {
        let t = self.merge_texts();
        self.merging.set(None);
        let people = &trial.report.people;
        let count = people.len();
        let undecided = people
            .iter()
            .filter(|person| person.facts.iter().any(|fact| fact.conflict))
            .count();
        let file = &trial.report.file;
        let said = match undecided {
            0 => fill(t.done, &[&count, file]),
            _ => fill(t.done_conflicts, &[&count, file, &undecided]),
        };
        let Trial {
            snapshot,
            archive,
            bytes,
            ..
        } = trial;
        self.adopt(snapshot, archive, bytes, Label::Merged(count), said);
    }

    /// Takes over the state of an archive once the archive itself is kept.
    fn adopt(
        self,
        snapshot: Arc<Snapshot>,
        archive: String,
        bytes: Arc<Vec<u8>>,
        label: Label,
        said: String,
    ) {
        spawn_local(async move {
            if archive_store::put(&archive, &bytes).await.is_err() {
                let words = self.merge_texts().not_kept;
                return self.desk.complain(words.to_owned());
            }
            let command = Command::Adopt {
                snapshot: Box::new(Snapshot::clone(&snapshot)),
                archive,
                label,
            };
            if self.desk.run(command).is_ok() {
                self.desk.say(said);
                self.look_for_conflicts();
            }
        });
    }

    /// Looks for what must be decided.
    pub fn look_for_conflicts(self) {
        let turn = self.begin_quietly(self.merge_texts().inbox_loading);
        spawn_local(async move {
            let base = self.base().await;
            if base.is_empty() {
                self.conflicts.set(Some(Arc::new(Vec::new())));
                return self.cancel();
            }
            let request = Request::Conflicts {
                language: self.desk.language.get_untracked(),
            };
            let on_reply: OnReply = Box::new(|jobs, reply, _| {
                if let Reply::Conflicts { lines } = reply {
                    match lines.open() {
                        Ok(lines) => jobs.conflicts.set(Some(Arc::new(lines))),
                        Err(error) => jobs.fail(&error),
                    }
                }
            });
            self.send(turn, &request, vec![base], on_reply);
        });
    }

    /// Decides a conflict for one of its values.
    pub fn decide(self, conflict: &ConflictLine, choice: usize) {
        let turn = self.begin(self.merge_texts().deciding);
        let (id, path) = (conflict.id.clone(), conflict.path.clone());
        spawn_local(async move {
            let lines = self.lines().await;
            let base = self.base().await;
            let request = Request::Decide {
                id,
                path,
                choice,
                saved_on: moment(),
                language: self.desk.language.get_untracked(),
            };
            let on_reply: OnReply = Box::new(|jobs, reply, buffers| {
                let Reply::Decided { name, archive } = reply else {
                    return;
                };
                let mut buffers = buffers.into_iter();
                match read_lines(&buffers.next().unwrap_or_default()) {
                    Ok(snapshot) => {
                        let bytes = Arc::new(buffers.next().unwrap_or_default());
                        let said = fill(jobs.merge_texts().decided, &[&name]);
                        let label = Label::Decided(name);
                        jobs.adopt(Arc::new(snapshot), archive, bytes, label, said);
                    }
                    Err(error) => jobs.fail(&error.to_string()),
                }
            });
            self.send(turn, &request, vec![lines, base], on_reply);
        });
    }
}
