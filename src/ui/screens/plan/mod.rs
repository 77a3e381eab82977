//! The training plan: its terms, the plan found, scenarios beside it, and the plans that are kept.

mod found;
mod kept;
mod kept_lines;
mod prices;
mod scenarios;
mod terms;
mod terms_courses;

use leptos::prelude::*;

use crate::app::{Command, CommandError, PlanCommand};
use crate::domain::{DossierId, PlanSettings};
use crate::plan::Catalogue;
use crate::text::plan_page::PlanPage;
use crate::text::{Language, edit_words, plan_words};
use crate::ui::desk::{Desk, use_desk};
use crate::ui::jobs::{Jobs, use_jobs};

use super::empty::UnlessEmpty;

use found::Found;
use kept::Kept;
use scenarios::Scenarios;
use terms::Terms;

/// How many rows a table shows before "show more".
const PAGE: usize = 60;

/// What every part of the page needs.
#[derive(Clone, Copy)]
struct Sheet {
    desk: Desk,
    jobs: Jobs,
    p: &'static PlanPage,
    language: Language,
    catalogue: StoredValue<Catalogue>,
}

impl Sheet {
    fn course_name(self, id: &str) -> String {
        let language = self.language;
        self.catalogue
            .with_value(|catalogue| plan_words::course_name(catalogue, id, language))
    }

    /// Name and unit of a person, as they are now.
    fn person(self, id: DossierId) -> (String, String) {
        self.desk.peek(|w| {
            let Some((dossier, _)) = w.dossier(id) else {
                return (String::new(), String::new());
            };
            let unit = dossier.unit.as_ref().and_then(|unit| w.office().unit(unit));
            let unit = unit.map(|unit| edit_words::unit_name(unit, self.language));
            (dossier.name.clone(), unit.unwrap_or_default())
        })
    }

    fn settings(self) -> PlanSettings {
        self.desk.peek(|w| w.office().training.settings.clone())
    }

    fn run(self, command: PlanCommand) -> Result<(), CommandError> {
        self.desk.run(Command::Plan(Box::new(command)))
    }

    fn change(self, change: impl FnOnce(&mut PlanSettings)) {
        let mut settings = self.settings();
        change(&mut settings);
        // The terms can always be set; they are checked when the plan is made.
        let _ = self.run(PlanCommand::SetTerms(settings));
    }
}

fn use_sheet() -> Sheet {
    expect_context::<Sheet>()
}

/// The page of the training plan.
#[component]
pub fn Plan() -> impl IntoView {
    view! { <UnlessEmpty><Filled/></UnlessEmpty> }
}

#[component]
fn Filled() -> impl IntoView {
    let desk = use_desk();
    let jobs = use_jobs();
    let language = desk.language.get_untracked();
    let p = PlanPage::of(language);
    let catalogue = match Catalogue::embedded() {
        Ok(catalogue) => catalogue,
        Err(error) => return view! { <p class="notice" data-kind="error">{error}</p> }.into_any(),
    };
    let sheet = Sheet {
        desk,
        jobs,
        p,
        language,
        catalogue: StoredValue::new(catalogue),
    };
    provide_context(sheet);
    let needed =
        Memo::new(move |_| desk.read(|w| w.tally().needs.values().any(|counts| counts.open > 0)));
    let planned = move || jobs.planned.with(|planned| planned.is_some());
    view! {
        <div class="page-head">
            <div><h1>{p.title}</h1><p class="soft">{p.explain}</p></div>
            <div class="toolbar">
                <button
                    type="button"
                    class="primary"
                    data-role="make-plan"
                    disabled=move || !needed.get() || jobs.busy()
                    on:click=move |_| jobs.plan()
                >
                    {move || if planned() { p.make_again } else { p.make }}
                </button>
            </div>
        </div>
        <Show when=move || !needed.get() && desk.unjudged.get() == 0>
            <p class="panel">{p.nobody}</p>
        </Show>
        <Terms/>
        <Found/>
        <Scenarios/>
        <Kept/>
    }
    .into_any()
}
