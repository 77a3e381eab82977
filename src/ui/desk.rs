//! The one place where the page holds its data: commands go in here, signals tell the views to look again.

use std::cell::RefCell;
use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use crate::app::ports::{Batch, Storage, StorageError};
use crate::app::{Command, CommandError, Effect, Law, Restored, Route, Shelf, Workspace, restore};
use crate::platform::{LocalStorage, clock};
use crate::store::Snapshot;
use crate::store::record::{decode_dossier, decode_office};
use crate::text::{Language, Texts};

/// How many people are judged between two chances of the page to answer.
const JUDGE_SLICE: usize = 400;

const LANGUAGE_KEY: &str = "canbo/language";
const FILE_SAVED_KEY: &str = "canbo/file-saved";

/// Whether what is on the page is also kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaveState {
    /// All of it is kept.
    Saved,
    /// The last change is not kept, and why.
    NotSaved(StorageError),
}

/// A message that stays until it is closed or the next one comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Whether something went wrong.
    pub error: bool,
    /// The words.
    pub text: String,
}

/// When the data last went into a file, and whether they have changed since.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FileState {
    /// The computer's time of the last file.
    pub saved_on: Option<NaiveDateTime>,
    /// Whether something has changed since.
    pub changed_since: bool,
}

/// The handle that every view holds; copying it copies no data.
#[derive(Clone, Copy)]
pub struct Desk {
    workspace: StoredValue<Workspace, LocalStorageMode>,
    /// Writes that could not be kept yet.
    waiting: StoredValue<Batch, LocalStorageMode>,
    revision: RwSignal<u64>,
    /// Whether what is on the page is kept.
    pub save_state: RwSignal<SaveState>,
    /// How many people still wait to be judged.
    pub unjudged: RwSignal<usize>,
    /// The language of the page.
    pub language: RwSignal<Language>,
    /// The message on top of the page.
    pub notice: RwSignal<Option<Notice>>,
    /// The page shown.
    pub route: RwSignal<Route>,
    /// Stored entries that could not be read.
    pub damaged: RwSignal<usize>,
    /// The last data file.
    pub file_state: RwSignal<FileState>,
    /// Why the built-in rules could not be read.
    pub law_error: RwSignal<Option<String>>,
}

type LocalStorageMode = leptos::prelude::LocalStorage;

thread_local! {
    static RESTORED: RefCell<Option<(Restored, Option<StorageError>)>> = const { RefCell::new(None) };
}

/// Reads what the browser keeps, once, before anything is shown.
pub fn start_day() {
    let restored = match LocalStorage.read_all() {
        Ok(texts) => (restore(&texts), None),
        Err(error) => (Restored::default(), Some(error)),
    };
    RESTORED.with_borrow_mut(|slot| *slot = Some(restored));
}

fn preference(key: &str) -> Option<String> {
    use gloo_storage::Storage as _;
    let storage = web_sys::window()?.local_storage().ok()??;
    storage.get_item(key).ok()?.map(|_| ())?;
    gloo_storage::LocalStorage::get(key).ok()
}

fn keep_preference(key: &str, value: &str) {
    use gloo_storage::Storage as _;
    if matches!(
        web_sys::window().map(|w| w.local_storage()),
        Some(Ok(Some(_)))
    ) {
        // A preference that cannot be kept costs a click tomorrow, nothing else.
        let _ = gloo_storage::LocalStorage::set(key, value);
    }
}

impl Desk {
    /// The desk with everything that was restored; to be made once, at the root.
    pub fn new() -> Self {
        let (restored, blocked) = RESTORED.with_borrow_mut(Option::take).unwrap_or_default();
        let (law, law_error) = match Law::embedded() {
            Ok(law) => (law, None),
            Err(error) => (Law::default(), Some(error.to_string())),
        };
        let unread = restored.damaged.len();
        let mut workspace = Workspace::open(restored.shelf, restored.snapshot, law, clock::today());
        // It is kept already: the effect has nothing to do.
        let _ = workspace.note_archive(restored.archive);
        let language = match preference(LANGUAGE_KEY).as_deref() {
            Some("en") => Language::En,
            _ => Language::Vi,
        };
        let desk = Self {
            unjudged: RwSignal::new(workspace.len()),
            workspace: StoredValue::new_local(workspace),
            waiting: StoredValue::new_local(Batch::default()),
            revision: RwSignal::new(0),
            save_state: RwSignal::new(blocked.map_or(SaveState::Saved, SaveState::NotSaved)),
            language: RwSignal::new(language),
            notice: RwSignal::new(None),
            route: RwSignal::new(current_route()),
            damaged: RwSignal::new(unread),
            file_state: RwSignal::new(FileState {
                saved_on: preference(FILE_SAVED_KEY).and_then(|text| text.parse().ok()),
                changed_since: false,
            }),
            law_error: RwSignal::new(law_error),
        };
        desk.listen();
        desk.judge();
        desk
    }

    /// The texts of the page's language; a view is made anew when the language changes.
    pub fn texts(self) -> &'static Texts {
        Texts::of(self.language.get_untracked())
    }

    /// Reads the data; the caller is run again after each change.
    pub fn read<T>(self, look: impl FnOnce(&Workspace) -> T) -> T {
        self.revision.track();
        self.workspace.with_value(look)
    }

    /// Counts the changes; the caller is run again after each.
    pub fn revision(self) -> u64 {
        self.revision.get()
    }

    /// Reads the data as they are now.
    pub fn peek<T>(self, look: impl FnOnce(&Workspace) -> T) -> T {
        self.workspace.with_value(look)
    }

    /// Carries out a command, keeps what it changed, and lets the views look again.
    ///
    /// # Errors
    /// [`CommandError`] when the command names what is not there; nothing has changed then.
    pub fn run(self, command: Command) -> Result<(), CommandError> {
        let effects = self
            .workspace
            .try_update_value(|workspace| workspace.apply(command))
            .unwrap_or(Ok(Vec::new()))?;
        for Effect::Persist(batch) in effects {
            self.keep(batch);
        }
        self.changed();
        Ok(())
    }

    /// Notes the archive that holds the history of the data as they are.
    pub fn note_archive(self, archive: Option<String>) {
        let effect = self
            .workspace
            .try_update_value(|workspace| workspace.note_archive(archive));
        if let Some(Effect::Persist(batch)) = effect {
            self.keep(batch);
        }
    }

    /// Tries again to keep what could not be kept.
    pub fn keep_waiting(self) {
        self.keep(Batch::default());
    }

    fn keep(self, batch: Batch) {
        let mut all = self
            .waiting
            .try_update_value(std::mem::take)
            .unwrap_or_default();
        all.writes.extend(batch.writes);
        match LocalStorage.commit(&all) {
            Ok(()) => self.save_state.set(SaveState::Saved),
            Err(error) => {
                self.save_state.set(SaveState::NotSaved(error));
                self.waiting.set_value(all);
            }
        }
        self.file_state.update(|state| state.changed_since = true);
    }

    /// Lets the views look again, and judges whoever waits for it.
    fn changed(self) {
        self.revision.update(|revision| *revision += 1);
        self.judge();
    }

    /// Judges the people who wait, a slice at a time, so that the page goes on answering.
    fn judge(self) {
        let left = self
            .workspace
            .try_update_value(|workspace| workspace.judge_some(JUDGE_SLICE))
            .unwrap_or(0);
        let before = self.unjudged.get_untracked();
        if before != left {
            self.unjudged.set(left);
        }
        if left > 0 {
            set_timeout(move || self.judge(), std::time::Duration::ZERO);
        } else if before > 0 {
            self.revision.update(|revision| *revision += 1);
        }
    }

    /// Opens the other shelf with what lies on it.
    pub fn open_shelf(self, shelf: Shelf) {
        let texts = LocalStorage.read_all().unwrap_or_default();
        let switched: BTreeMap<String, String> = match shelf {
            Shelf::Real => texts
                .into_iter()
                .filter(|(key, _)| *key != "canbo/1/open")
                .collect(),
            Shelf::Sample => {
                let mut texts = texts;
                texts.insert("canbo/1/open".to_owned(), "sample".to_owned());
                texts
            }
        };
        let restored = restore(&switched);
        self.show(restored.snapshot, shelf);
        self.workspace.update_value(|workspace| {
            // It is kept already: the effect has nothing to do.
            let _ = workspace.note_archive(restored.archive);
        });
        self.keep(shelf.open());
        self.file_state.update(|state| state.changed_since = false);
    }

    /// Puts a snapshot on the sample shelf and opens it.
    pub fn open_sample(self, snapshot: Snapshot) {
        let mut batch = Shelf::Sample.open();
        Shelf::Sample.write_office(&mut batch, &snapshot.office);
        for dossier in &snapshot.dossiers {
            Shelf::Sample.write_dossier(&mut batch, dossier.id, Some(dossier));
        }
        Shelf::Sample.write_archive(&mut batch, None);
        self.show(snapshot, Shelf::Sample);
        self.keep(batch);
    }

    /// Empties the sample shelf and opens the office's own.
    pub fn remove_sample(self) {
        let texts = LocalStorage.read_all().unwrap_or_default();
        // Writes for the sample that are still waiting go with it.
        self.waiting.set_value(Batch::default());
        self.keep(Shelf::Sample.clear(&texts));
        self.open_shelf(Shelf::Real);
    }

    fn show(self, snapshot: Snapshot, shelf: Shelf) {
        self.workspace
            .update_value(|workspace| workspace.reopen(shelf, snapshot));
        self.unjudged.set(self.peek(Workspace::len));
        self.changed();
    }

    /// Shows a message of success.
    pub fn say(self, text: String) {
        self.notice.set(Some(Notice { error: false, text }));
    }

    /// Shows a message of failure.
    pub fn complain(self, text: String) {
        self.notice.set(Some(Notice { error: true, text }));
    }

    /// Notes that all data went into a file just now.
    pub fn note_file_saved(self) {
        let now = clock::now();
        keep_preference(FILE_SAVED_KEY, &now.to_string().replace(' ', "T"));
        self.file_state.set(FileState {
            saved_on: Some(now),
            changed_since: false,
        });
    }

    /// Changes the language of the page and remembers it.
    pub fn speak(self, language: Language) {
        keep_preference(
            LANGUAGE_KEY,
            if language == Language::En { "en" } else { "vi" },
        );
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("lang", if language == Language::En { "en" } else { "vi" });
        }
        self.language.set(language);
    }

    /// Listens to the address, to other tabs, and to the page being closed.
    fn listen(self) {
        window_event_listener(leptos::ev::hashchange, move |_| {
            self.notice.set(None);
            self.route.set(current_route());
        });
        window_event_listener(leptos::ev::storage, move |event| {
            let (Some(key), text) = (event.key(), event.new_value()) else {
                return;
            };
            self.take_over(&key, text.as_deref());
        });
        let ask = Closure::<dyn Fn(web_sys::BeforeUnloadEvent)>::new(
            move |event: web_sys::BeforeUnloadEvent| {
                if self.save_state.get_untracked() != SaveState::Saved {
                    event.prevent_default();
                    event.set_return_value("-");
                }
            },
        );
        window().set_onbeforeunload(Some(ask.as_ref().unchecked_ref()));
        ask.forget();
    }

    /// Follows what another tab has written.
    fn take_over(self, key: &str, text: Option<&str>) {
        let shelf = self.peek(Workspace::shelf);
        let texts = self.texts();
        if key == "canbo/1/open" {
            self.complain(texts.stored_elsewhere_changed.to_owned());
        } else if key == shelf.office_key() {
            if let Some(Ok(office)) = text.map(decode_office) {
                self.workspace
                    .update_value(|workspace| workspace.take_over_office(office));
                self.changed();
                self.say(texts.other_tab.to_owned());
            }
        } else if key == shelf.archive_key() {
            self.workspace.update_value(|workspace| {
                // The other tab has kept it: the effect has nothing to do.
                let _ = workspace.note_archive(text.map(str::to_owned));
            });
        } else if let Some(id) = shelf.dossier_of_key(key) {
            let after = match text.map(decode_dossier) {
                Some(Err(_)) => return,
                Some(Ok(dossier)) => Some(dossier),
                None => None,
            };
            self.workspace
                .update_value(|workspace| workspace.take_over(id, after));
            self.changed();
            self.say(texts.other_tab.to_owned());
        }
    }
}

fn current_route() -> Route {
    let hash = window().location().hash().unwrap_or_default();
    Route::parse(&hash)
}

/// Changes the address of the page shown, without a new step in the browser's history.
pub fn stay(desk: Desk, route: Route) {
    let history = window().history();
    let shown = history.and_then(|history| {
        history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&route.href()))
    });
    if shown.is_ok() {
        desk.route.set(route);
    }
}

/// Goes to a page.
pub fn go(route: &Route) {
    let _ = window().location().set_hash(&route.href());
}

/// The desk of this page.
pub fn use_desk() -> Desk {
    expect_context::<Desk>()
}
