//! One person's result on one printable page: every criterion with its reasons, and the receipt.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::app::Route;
use crate::domain::DossierId;
use crate::law::{Assessment, CriterionAssessment};
use crate::report::Receipt;
use crate::text::sheet_words::{self, SheetTexts};
use crate::text::{code_names, edit_words, fill, local_words, verdict_words};
use crate::ui::components::VerdictBadge;
use crate::ui::desk::use_desk;

/// What stands above the verdicts.
#[derive(Clone, PartialEq)]
struct Head {
    office: String,
    name: String,
    birth: String,
    unit: String,
    on: NaiveDate,
}

/// The page of a result sheet.
#[component]
pub fn SheetPage(
    /// Whose it is.
    id: DossierId,
) -> impl IntoView {
    let desk = use_desk();
    let texts = desk.texts();
    let language = desk.language.get_untracked();
    let t = SheetTexts::of(language);
    let head = Memo::new(move |_| {
        desk.read(|w| {
            let (dossier, _) = w.dossier(id)?;
            let unit = dossier.unit.as_ref().and_then(|unit| w.office().unit(unit));
            Some(Head {
                office: w.office().name.clone(),
                name: dossier.name.clone(),
                birth: dossier
                    .birth
                    .map(|birth| birth.to_vietnamese())
                    .unwrap_or_default(),
                unit: unit
                    .map(|unit| edit_words::unit_name(unit, language))
                    .unwrap_or_default(),
                on: w.judged_on(),
            })
        })
    });
    let assessments = Memo::new(move |_| desk.read(|w| w.assess(id)));
    let receipt = Memo::new(move |_| desk.read(|w| w.receipt(id)));
    move || match head.get() {
        None => view! {
            <h1>{texts.dossier_not_found}</h1>
            <p>{texts.dossier_not_found_help}</p>
        }
        .into_any(),
        Some(head) => {
            let on = head.on;
            view! {
                <div class="toolbar">
                    <a class="button" href=Route::Dossier(id).href()>{t.back}</a>
                    <button type="button" class="primary" on:click=move |_| { let _ = window().print(); }>
                        {t.print}
                    </button>
                </div>
                <article class="sheet">
                    <p class="sheet-office">{head.office}</p>
                    <h1>{t.heading}</h1>
                    <p class="sheet-day">{fill(t.on_day, &[&verdict_words::day(on)])}</p>
                    <dl class="sheet-person">
                        <dt>{t.person}</dt><dd>{head.name}</dd>
                        <dt>{t.birth}</dt><dd>{head.birth}</dd>
                        <dt>{t.unit}</dt><dd>{head.unit}</dd>
                    </dl>
                    {move || {
                        let assessments = assessments.get();
                        if assessments.is_empty() {
                            view! { <p>{t.no_title}</p> }.into_any()
                        } else {
                            assessments
                                .into_iter()
                                .map(|assessment| of_title(assessment, on))
                                .collect_view()
                                .into_any()
                        }
                    }}
                    {move || receipt.get().map(at_the_foot)}
                </article>
            }
            .into_any()
        }
    }
}

fn of_title(assessment: Assessment, on: NaiveDate) -> impl IntoView {
    let language = use_desk().language.get_untracked();
    let t = SheetTexts::of(language);
    view! {
        <section>
            <h2>
                {code_names::title_name(assessment.title, language)} ": "
                <VerdictBadge verdict=assessment.overall/>
            </h2>
            <table>
                <thead><tr>
                    <th scope="col">{t.criterion}</th>
                    <th scope="col">{t.result}</th>
                    <th scope="col">{t.found}</th>
                    <th scope="col">{t.needed}</th>
                    <th scope="col">{t.source}</th>
                    <th scope="col">{t.change}</th>
                </tr></thead>
                <tbody>
                    {assessment.criteria.into_iter().map(|found| of_criterion(&found, on)).collect_view()}
                </tbody>
            </table>
        </section>
    }
}

fn of_criterion(criterion: &CriterionAssessment, on: NaiveDate) -> impl IntoView + use<> {
    let language = use_desk().language.get_untracked();
    view! {
        <tr data-criterion=criterion.criterion.code()>
            <th scope="row">{code_names::criterion_name(criterion.criterion, language)}</th>
            <td><VerdictBadge verdict=criterion.verdict/></td>
            <td>{verdict_words::found(&criterion.found, language)}</td>
            <td>{verdict_words::needed(&criterion.needed, language)}</td>
            <td>
                {verdict_words::citation(&criterion.source, language)} "; "
                {sheet_words::version(criterion, on, language)}
                {criterion.local.iter().map(|used| format!(". {}", local_words::used(used, language))).collect_view()}
            </td>
            <td>{sheet_words::change(criterion, language)}</td>
        </tr>
    }
}

fn at_the_foot(receipt: Receipt) -> impl IntoView {
    let language = use_desk().language.get_untracked();
    let t = SheetTexts::of(language);
    view! {
        <p class="small">{t.unchecked}</p>
        <div class="sheet-signatures">
            <p><strong>{t.made_by}</strong><br/><span class="small">{t.sign}</span></p>
            <p><strong>{t.head}</strong><br/><span class="small">{t.sign}</span></p>
        </div>
        <footer class="sheet-receipt">
            <strong data-role="receipt">{fill(t.receipt, &[&receipt.number()])}</strong>
            <p class="small">
                {sheet_words::receipt_parts(&receipt, language)} ". " {t.receipt_explain}
            </p>
        </footer>
    }
}
