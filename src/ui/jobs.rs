//! Long work, one piece at a time: started here, shown with its progress, cancelled or finished.

use std::sync::Arc;

use chrono::NaiveDate;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

use crate::app::envelope::Envelope;
use crate::app::{Command, Label, Route, Workspace};
use crate::domain::{DossierId, Office};
use crate::exchange::{Answers, FileReport};
use crate::job::{
    ConflictLine, Enclosed, FoundPlan, Reply, Request, SAMPLE_JUDGED_ON, WorkbookKind, read_lines,
    write_line,
};
use crate::platform::worker::{WorkerEvent, WorkerJob};
use crate::platform::{archive_store, clock, files};
use crate::store::Snapshot;
use crate::store::record::{encode_dossier, encode_office};
use crate::text::compare_words::CompareTexts;
use crate::text::{Texts, fill, number};

use super::desk::{Desk, go, use_desk};
use super::merging::Trial;

/// A file larger than this is not even read from the disk.
const MAX_FILE_MEGABYTES: f64 = 64.0;
/// How many dossiers are written out between two chances of the page to answer.
const WRITE_SLICE: usize = 1_000;

/// What a dry run found, waiting for the user's word.
#[derive(Clone)]
pub struct Preview {
    /// What was found in each file.
    pub files: Arc<Vec<FileReport>>,
    /// New and changed dossiers, and the office afterwards.
    pub proposal: Arc<Snapshot>,
    /// The answers with which it was read.
    pub answers: Answers,
}

/// A data file that was read and waits for the user's word.
#[derive(Clone)]
pub struct Opened {
    /// Its name.
    pub file: String,
    /// When it was saved.
    pub saved_on: String,
    /// What it holds.
    pub snapshot: Arc<Snapshot>,
    /// The archive's name.
    pub archive: String,
    /// The archive, with the history.
    pub bytes: Arc<Vec<u8>>,
}

/// What is being worked on.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Running {
    pub(super) words: String,
    /// Done and whole, where it can be counted.
    pub(super) share: Option<(usize, usize)>,
}

/// The handle of the work that goes on beside the page.
#[derive(Clone, Copy)]
pub struct Jobs {
    worker: StoredValue<Option<WorkerJob>, LocalStorage>,
    pub(super) running: RwSignal<Option<Running>>,
    /// Counts the jobs, so that a job that was cancelled while it prepared is not started.
    turn: StoredValue<u64>,
    /// The dry run shown on the import page.
    pub preview: RwSignal<Option<Preview>, LocalStorage>,
    /// The data file to be confirmed.
    pub opened: RwSignal<Option<Opened>, LocalStorage>,
    /// The best training plan found so far.
    pub planned: RwSignal<Option<Arc<FoundPlan>>, LocalStorage>,
    /// Plans kept to be compared.
    pub scenarios: RwSignal<Vec<Arc<FoundPlan>>, LocalStorage>,
    /// The merge to be confirmed.
    pub merging: RwSignal<Option<Trial>, LocalStorage>,
    /// What must be decided; nothing before it was looked for.
    pub conflicts: RwSignal<Option<Arc<Vec<ConflictLine>>>, LocalStorage>,
    chosen: StoredValue<Vec<(String, Vec<u8>)>, LocalStorage>,
    pub(super) desk: Desk,
}

/// What to do with a reply and its buffers.
pub(super) type OnReply = Box<dyn Fn(Jobs, Reply, Vec<Vec<u8>>)>;

impl Jobs {
    /// No work yet; to be made once, at the root, below the desk.
    pub fn new() -> Self {
        Self {
            worker: StoredValue::new_local(None),
            running: RwSignal::new(None),
            turn: StoredValue::new(0),
            preview: RwSignal::new_local(None),
            opened: RwSignal::new_local(None),
            planned: RwSignal::new_local(None),
            scenarios: RwSignal::new_local(Vec::new()),
            merging: RwSignal::new_local(None),
            conflicts: RwSignal::new_local(None),
            chosen: StoredValue::new_local(Vec::new()),
            desk: use_desk(),
        }
    }

    pub(super) fn texts(self) -> &'static Texts {
        self.desk.texts()
    }

    /// Whether something is being worked on.
    pub fn busy(self) -> bool {
        self.running.get().is_some()
    }

    /// Stops the work; nothing of it is kept.
    pub fn cancel(self) {
        self.turn.update_value(|turn| *turn += 1);
        self.worker.set_value(None);
        self.running.set(None);
    }

    /// Begins a piece of work; an earlier one is stopped. Returns its turn.
    pub(super) fn begin(self, words: &str) -> u64 {
        self.desk.notice.set(None);
        self.begin_quietly(words)
    }

    /// As [`Jobs::begin`], and leaves the message on top where it is.
    pub(super) fn begin_quietly(self, words: &str) -> u64 {
        self.cancel();
        self.running.set(Some(Running {
            words: words.to_owned(),
            share: None,
        }));
        self.turn.get_value()
    }

    pub(super) fn send(
        self,
        turn: u64,
        request: &Request,
        buffers: Vec<Vec<u8>>,
        on_reply: OnReply,
    ) {
        if self.turn.get_value() != turn {
            return;
        }
        let head = match serde_json::to_string(request) {
            Ok(head) => head,
            Err(error) => return self.fail(&error.to_string()),
        };
        let worker = WorkerJob::start(Envelope { head, buffers }, move |event| match event {
            WorkerEvent::Message(envelope) => match serde_json::from_str(&envelope.head) {
                Ok(Reply::Progress {
                    file,
                    files,
                    sheet,
                    rows_done,
                    rows,
                    name,
                }) => {
                    self.show_progress(&name, file, files, &sheet, rows_done, rows);
                }
                Ok(Reply::Failed { words }) => {
                    self.cancel();
                    self.desk.complain(words);
                }
                Ok(reply) => on_reply(self, reply, envelope.buffers),
                Err(error) => self.fail(&error.to_string()),
            },
            WorkerEvent::Finished => self.cancel(),
            WorkerEvent::Failed(reason) => self.fail(&reason),
        });
        self.worker.set_value(Some(worker));
    }

    fn show_progress(
        self,
        name: &str,
        file: usize,
        files: usize,
        sheet: &str,
        rows_done: usize,
        rows: usize,
    ) {
        let t = self.texts();
        let mut words = fill(t.working_reading, &[&name, &(file + 1), &files]);
        if rows > 0 {
            words.push(' ');
            words.push_str(&fill(t.working_rows, &[&sheet, &rows_done, &rows]));
        }
        // Files count alike; within a file, its rows.
        let part = (100 * rows_done).checked_div(rows).unwrap_or(0);
        self.running.set(Some(Running {
            words,
            share: Some((100 * file + part, 100 * files)),
        }));
    }

    pub(super) fn fail(self, reason: &str) {
        self.cancel();
        self.desk
            .complain(fill(self.texts().worker_failed, &[&reason]));
    }

    /// Reads the chosen files as a dry run.
    pub fn read_files(self, chosen: Vec<web_sys::File>) {
        let t = self.texts();
        if chosen.is_empty() {
            return;
        }
        self.preview.set(None);
        let turn = self.begin(t.working_opening);
        spawn_local(async move {
            let mut read = Vec::with_capacity(chosen.len());
            for file in chosen {
                if file.size() > MAX_FILE_MEGABYTES * 1_048_576.0 {
                    self.cancel();
                    let words = fill(t.import_too_large, &[&file.name(), &MAX_FILE_MEGABYTES]);
                    return self.desk.complain(words);
                }
                match files::read(&file).await {
                    Ok(bytes) => read.push((file.name(), bytes)),
                    Err(_) => {
                        self.cancel();
                        let words = fill(t.import_unreadable, &[&file.name()]);
                        return self.desk.complain(words);
                    }
                }
            }
            self.chosen.set_value(read);
            self.dry_run(turn, Answers::new()).await;
        });
    }

    /// Reads the same files again with the user's answers.
    pub fn read_again(self, answers: Answers) {
        let turn = self.begin(self.texts().working_opening);
        spawn_local(self.dry_run(turn, answers));
    }

    async fn dry_run(self, turn: u64, answers: Answers) {
        let lines = self.lines().await;
        let (names, bytes): (Vec<_>, Vec<_>) = self.chosen.get_value().into_iter().unzip();
        let request = Request::ReadLists {
            files: names,
            answers: answers.clone(),
        };
        let mut buffers = vec![lines];
        buffers.extend(bytes);
        let on_reply: OnReply = Box::new(move |jobs, reply, buffers| {
            let Reply::Lists { files } = reply else {
                return;
            };
            let lines = buffers.first().map_or(&[][..], Vec::as_slice);
            let read = read_lines(lines).map_err(|error| error.to_string());
            match read.and_then(|proposal| Ok((proposal, files.open()?))) {
                Ok((proposal, files)) => jobs.preview.set(Some(Preview {
                    files: Arc::new(files),
                    proposal: Arc::new(proposal),
                    answers: answers.clone(),
                })),
                Err(error) => jobs.fail(&error),
            }
        });
        self.send(turn, &request, buffers, on_reply);
    }

    /// Writes what the dry run proposed.
    pub fn accept(self, preview: &Preview) {
        let proposal = Snapshot::clone(&preview.proposal);
        let count = proposal.dossiers.len();
        let command = Command::Import {
            dossiers: proposal.dossiers,
            office: Box::new(proposal.office),
        };
        if self.desk.run(command).is_ok() {
            self.forget_files();
            go(&Route::Overview);
            let words = fill(self.texts().import_done, &[&count]);
            // After the page has changed: a change of page takes messages away.
            set_timeout(
                move || self.desk.say(words),
                std::time::Duration::from_millis(50),
            );
        }
    }

    /// Lets go of the dry run and of the files.
    pub fn forget_files(self) {
        self.preview.set(None);
        self.chosen.set_value(Vec::new());
    }

    /// Reads the sample city through the same importer and opens it.
    pub fn load_sample(self) {
        let turn = self.begin(self.texts().working_sample);
        let on_reply: OnReply = Box::new(|jobs, reply, buffers| {
            let Reply::Lists { .. } = reply else { return };
            match read_lines(buffers.first().map_or(&[], Vec::as_slice)) {
                Ok(mut snapshot) => {
                    snapshot.office.sample = true;
                    snapshot.office.judged_on = SAMPLE_JUDGED_ON;
                    jobs.desk.open_sample(snapshot);
                    go(&Route::Overview);
                }
                Err(error) => jobs.fail(&error.to_string()),
            }
        });
        self.send(turn, &Request::SampleCity, Vec::new(), on_reply);
    }

    /// Hands over everything as a `.canbo` file.
    pub fn save_data_file(self) {
        let t = self.texts();
        let turn = self.begin(t.working_writing);
        let now = clock::now();
        let name = format!("{}-{}.canbo", t.file_stem_data, now.format("%Y-%m-%d-%H%M"));
        spawn_local(async move {
            let lines = self.lines().await;
            let base = self.base().await;
            let count = self.desk.peek(Workspace::len);
            let request = Request::WriteDataFile { saved_on: moment() };
            let on_reply: OnReply = Box::new(move |jobs, reply, buffers| {
                let (Reply::Saved { archive }, Some(bytes)) = (reply, buffers.into_iter().next())
                else {
                    return;
                };
                let handed_over = files::hand_over(&name, "application/octet-stream", &bytes);
                jobs.keep_archive(archive, bytes);
                if handed_over {
                    jobs.desk.note_file_saved();
                    let language = jobs.desk.language.get_untracked();
                    let count = number(count, language);
                    jobs.desk
                        .say(fill(jobs.texts().files_saved, &[&count, &name]));
                }
            });
            self.send(turn, &request, vec![lines, base], on_reply);
        });
    }

    /// Reads a `.canbo` file and asks before anything is replaced.
    pub fn open_data_file(self, file: web_sys::File) {
        let t = self.texts();
        let turn = self.begin(t.working_opening);
        self.opened.set(None);
        spawn_local(async move {
            let name = file.name();
            let Ok(bytes) = files::read(&file).await else {
                self.cancel();
                return self.desk.complain(fill(t.import_unreadable, &[&name]));
            };
            let language = self.desk.language.get_untracked();
            let request = Request::OpenDataFile {
                file: name.clone(),
                language,
            };
            let on_reply: OnReply = Box::new(move |jobs, reply, buffers| {
                let Reply::Opened { saved_on, archive } = reply else {
                    return;
                };
                let mut buffers = buffers.into_iter();
                let lines = buffers.next().unwrap_or_default();
                let bytes = Arc::new(buffers.next().unwrap_or_default());
                match read_lines(&lines) {
                    Ok(snapshot) => {
                        let file = name.clone();
                        let snapshot = Arc::new(snapshot);
                        let opened = Opened {
                            file,
                            saved_on,
                            snapshot,
                            archive,
                            bytes,
                        };
                        // With nothing to lose there is nothing to ask.
                        if jobs.desk.peek(Workspace::is_empty) {
                            jobs.replace_with(&opened);
                        } else {
                            jobs.opened.set(Some(opened));
                            go(&Route::Files);
                        }
                    }
                    Err(error) => jobs.fail(&error.to_string()),
                }
            });
            self.send(turn, &request, vec![bytes], on_reply);
        });
    }

    /// Puts the content of a data file in the place of everything.
    pub fn replace_with(self, opened: &Opened) {
        self.opened.set(None);
        let snapshot = Snapshot::clone(&opened.snapshot);
        let count = snapshot.dossiers.len();
        let Opened {
            file,
            archive,
            bytes,
            ..
        } = opened.clone();
        spawn_local(async move {
            // Without room for the history the data are opened all the same: the file has it.
            let kept = archive_store::put(&archive, &bytes).await.is_ok();
            let snapshot = Box::new(snapshot);
            let command = match kept {
                true => Command::Adopt {
                    snapshot,
                    archive,
                    label: Label::Replaced(count),
                },
                false => Command::Replace(snapshot),
            };
            if self.desk.run(command).is_ok() {
                if !kept {
                    // The archive before belongs to the data before.
                    self.desk.note_archive(None);
                }
                self.conflicts.set(None);
                go(&Route::Overview);
                let words = fill(self.texts().files_opened, &[&file, &count]);
                set_timeout(
                    move || self.desk.say(words),
                    std::time::Duration::from_millis(50),
                );
            }
        });
    }

    /// Hands over a workbook of the given people, in the given order.
    pub fn export(self, kind: WorkbookKind, people: Vec<DossierId>) {
        let t = self.texts();
        let turn = self.begin(t.working_writing);
        let stem = match kind {
            WorkbookKind::People => t.file_stem_people,
            WorkbookKind::Judgement => t.file_stem_judgement,
            WorkbookKind::Needs => t.file_stem_needs,
        };
        let name = format!("{stem}-{}.xlsx", clock::now().format("%Y-%m-%d-%H%M"));
        spawn_local(async move {
            let lines = self.lines_of(Some(people)).await;
            let request = Request::WriteWorkbook {
                kind,
                on: self.desk.peek(|w| w.judged_on().to_string()),
                created: moment(),
                language: self.desk.language.get_untracked(),
            };
            self.send(turn, &request, vec![lines], hand_over_workbook(name));
        });
    }

    /// Hands over a workbook of what differs for the given people between two days.
    pub fn export_comparison(self, before: NaiveDate, after: NaiveDate, people: Vec<DossierId>) {
        let language = self.desk.language.get_untracked();
        let stem = CompareTexts::of(language).file_stem;
        let turn = self.begin(self.texts().working_writing);
        let name = format!("{stem}-{}.xlsx", clock::now().format("%Y-%m-%d-%H%M"));
        spawn_local(async move {
            let lines = self.lines_of(Some(people)).await;
            let request = Request::WriteComparison {
                days: [before, after].map(|day| day.to_string()),
                created: moment(),
                language,
            };
            self.send(turn, &request, vec![lines], hand_over_workbook(name));
        });
    }

    /// Hands over the refused cells of a dry run as a workbook.
    pub fn export_refused(self, preview: &Preview) {
        let t = self.texts();
        let turn = self.begin(t.working_writing);
        let name = format!(
            "{}-{}.xlsx",
            t.file_stem_refused,
            clock::now().format("%Y-%m-%d-%H%M")
        );
        let files = match Enclosed::new(preview.files.as_ref()) {
            Ok(files) => files,
            Err(error) => return self.fail(&error),
        };
        let request = Request::WriteRefused {
            files,
            created: moment(),
            language: self.desk.language.get_untracked(),
        };
        self.send(turn, &request, Vec::new(), hand_over_workbook(name));
    }

    pub(super) async fn lines(self) -> Vec<u8> {
        self.lines_of(None).await
    }

    /// The office and its dossiers (or the given ones) as lines, written without holding up the page.
    async fn lines_of(self, people: Option<Vec<DossierId>>) -> Vec<u8> {
        let mut lines = Vec::new();
        self.desk.peek(|w| {
            let office: &Office = w.office();
            write_line(&mut lines, &encode_office(office));
        });
        let mut from = 0;
        loop {
            let more = self.desk.peek(|w| match &people {
                Some(people) => {
                    let slice = people.get(from..).unwrap_or_default();
                    for id in slice.iter().take(WRITE_SLICE) {
                        if let Some((dossier, _)) = w.dossier(*id) {
                            write_line(&mut lines, &encode_dossier(dossier));
                        }
                    }
                    slice.len() > WRITE_SLICE
                }
                None => {
                    let slice = w.dossiers().get(from..).unwrap_or_default();
                    for dossier in slice.iter().take(WRITE_SLICE) {
                        write_line(&mut lines, &encode_dossier(dossier));
                    }
                    slice.len() > WRITE_SLICE
                }
            });
            if !more {
                return lines;
            }
            from += WRITE_SLICE;
            pause().await;
        }
    }
}

/// The time now as ISO text.
pub(super) fn moment() -> String {
    clock::now().format("%Y-%m-%dT%H:%M:%S").to_string()
}

pub(super) fn hand_over_workbook(name: String) -> OnReply {
    const MEDIA: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Box::new(move |jobs, reply, buffers| {
        let (Reply::File, Some(bytes)) = (reply, buffers.first()) else {
            return;
        };
        if files::hand_over(&name, MEDIA, bytes) {
            jobs.desk.say(fill(jobs.texts().files_exported, &[&name]));
        }
    })
}

/// Lets the page answer before going on.
async fn pause() {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let _ = window().set_timeout_with_callback(&resolve);
    });
    let _ = JsFuture::from(promise).await;
}

/// The jobs of this page.
pub fn use_jobs() -> Jobs {
    expect_context::<Jobs>()
}

/// What is being worked on, with its progress and a way to stop it.
#[component]
pub fn JobPanel() -> impl IntoView {
    let jobs = use_jobs();
    let t = use_desk().texts();
    view! {
        {move || jobs.running.get().map(|running| view! {
            <div class="notice" role="status" data-role="working">
                <p>{running.words}</p>
                {match running.share {
                    Some((done, whole)) => view! {
                        <progress class="progress" max=whole value=done></progress>
                    }.into_any(),
                    None => view! { <progress class="progress"></progress> }.into_any(),
                }}
                <button type="button" on:click=move |_| {
                    jobs.cancel();
                    jobs.desk.say(t.import_canceled.to_owned());
                }>{t.cancel}</button>
            </div>
        })}
    }
}
