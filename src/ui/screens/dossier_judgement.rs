//! The judgement of a person with its reasons, title by title.

use leptos::prelude::*;

use crate::domain::DossierId;
use crate::law::{Assessment, CriterionAssessment};
use crate::plan::NeedStatus;
use crate::text::{code_names, data_problem_words, fill, sheet_words, verdict_words};
use crate::ui::components::VerdictBadge;
use crate::ui::desk::use_desk;

/// All titles' judgements, the training that follows, and facts to check.
#[component]
pub fn JudgementPanel(
    /// Whose it is.
    id: DossierId,
) -> impl IntoView {
    let desk = use_desk();
    let t = desk.texts();
    let assessments = Memo::new(move |_| desk.read(|w| w.assess(id)));
    view! {
        <Problems id/>
        {move || {
            let assessments = assessments.get();
            if assessments.is_empty() {
                view! { <p>{t.dossier_no_title}</p> }.into_any()
            } else {
                assessments.into_iter().map(title_judgement).collect_view().into_any()
            }
        }}
        <Needs id/>
    }
}

fn title_judgement(assessment: Assessment) -> impl IntoView {
    let language = use_desk().language.get_untracked();
    view! {
        <section>
            <div class="criterion-head">
                <h3>{code_names::title_name(assessment.title, language)}</h3>
                <VerdictBadge verdict=assessment.overall/>
            </div>
            {assessment.criteria.into_iter().map(criterion_judgement).collect_view()}
        </section>
    }
}

fn criterion_judgement(criterion: CriterionAssessment) -> impl IntoView {
    let desk = use_desk();
    let t = desk.texts();
    let language = desk.language.get_untracked();
    let source = &criterion.source;
    let version = sheet_words::version(&criterion, desk.peek(|w| w.judged_on()), language);
    let version = fill(t.version_used, &[&version]);
    let confirmed = criterion.confirmed.as_ref().map(|confirmation| {
        fill(
            t.law_confirmed,
            &[
                &confirmation.by,
                &verdict_words::day(confirmation.on),
                &confirmation.ground,
            ],
        )
    });
    let missing = (!criterion.missing.is_empty()).then(|| {
        fill(
            t.missing_fields,
            &[&verdict_words::missing(&criterion.missing, language)],
        )
    });
    let due = criterion
        .due
        .map(|due| fill(t.due_by, &[&verdict_words::day(due)]));
    view! {
        <div class="criterion" data-criterion=criterion.criterion.code() data-verdict=criterion.verdict.code()>
            <div class="criterion-head">
                <strong>{code_names::criterion_name(criterion.criterion, language)}</strong>
                <VerdictBadge verdict=criterion.verdict/>
            </div>
            <dl>
                <dt>{t.found}</dt><dd>{verdict_words::found(&criterion.found, language)}</dd>
                <dt>{t.needed}</dt><dd>{verdict_words::needed(&criterion.needed, language)}</dd>
                <dt>{t.source}</dt><dd>{verdict_words::citation(source, language)}</dd>
            </dl>
            {missing.map(|words| view! { <p><strong>{words}</strong></p> })}
            {due.map(|words| view! { <p><strong>{words}</strong></p> })}
            <details>
                <summary>{t.why}</summary>
                <p>{verdict_words::reason(&criterion, language)}</p>
                {criterion.quote.clone().map(|quote| view! { <blockquote>"“"{quote}"”"</blockquote> })}
                <p class="small soft">
                    {version} ". "
                    {fill(t.confidence, &[&code_names::confidence_name(criterion.confidence, language)])} ". "
                    {confirmed}
                </p>
            </details>
        </div>
    }
}

/// The training that the gaps ask for.
#[component]
fn Needs(id: DossierId) -> impl IntoView {
    let desk = use_desk();
    let t = desk.texts();
    let language = desk.language.get_untracked();
    let needs = Memo::new(move |_| {
        desk.read(|w| {
            w.dossier(id)
                .map(|(_, row)| row.needs.clone())
                .unwrap_or_default()
        })
    });
    view! {
        <h3>{t.dossier_needs}</h3>
        {move || {
            let needs = needs.get();
            if needs.is_empty() {
                return view! { <p class="soft">{t.dossier_no_needs}</p> }.into_any();
            }
            let lines = needs.into_iter().map(|need| {
                let course = code_names::course_name(need.course, language);
                let criteria: Vec<_> =
                    need.criteria.iter().map(|c| code_names::criterion_name(*c, language)).collect();
                let words = fill(t.need_line, &[&course, &criteria.join(", ")]);
                let studying = (need.status == NeedStatus::Studying)
                    .then(|| view! { " " <strong>"(" {t.need_studying} ")"</strong> });
                let due = need.due.map(|due| format!(" · {}", fill(t.due_by, &[&verdict_words::day(due)])));
                view! { <li>{words}{studying}{due}</li> }
            });
            view! { <ul>{lines.collect_view()}</ul> }.into_any()
        }}
    }
}

/// Facts that cannot be true, kept as written.
#[component]
fn Problems(id: DossierId) -> impl IntoView {
    let desk = use_desk();
    let t = desk.texts();
    let language = desk.language.get_untracked();
    let problems = Memo::new(move |_| {
        desk.read(|w| {
            let problems = w.problems(id);
            problems
                .iter()
                .map(|p| data_problem_words::data_problem(p, language))
                .collect::<Vec<_>>()
        })
    });
    view! {
        <Show when=move || !problems.get().is_empty()>
            <div class="notice" data-kind="error">
                <div>
                    <strong>{t.dossier_problems}</strong>
                    <ul>{move || problems.get().into_iter().map(|words| view! { <li>{words}</li> }).collect_view()}</ul>
                </div>
            </div>
        </Show>
    }
}
