//! Questions of identity that a dry run leaves to the user.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::PartialDate;
use crate::exchange::{Answer, Answers, Candidate, FileReport, Question};
use crate::text::{fill, import_words};
use crate::ui::desk::use_desk;

/// Every open question with its possible answers.
#[component]
pub fn Questions(
    /// What was found in each file.
    files: Arc<Vec<FileReport>>,
    /// The answers given.
    answers: RwSignal<Answers>,
) -> impl IntoView {
    let questions: Vec<(String, Question)> = files
        .iter()
        .flat_map(|file| {
            file.questions
                .iter()
                .map(|q| (file.file.clone(), q.clone()))
        })
        .collect();
    questions
        .into_iter()
        .map(|(file, question)| view! { <OneQuestion file question answers/> })
        .collect_view()
}

fn words_of(name: &str, birth: &str, rest: &[&str]) -> String {
    let birth = birth
        .parse::<PartialDate>()
        .map(PartialDate::to_vietnamese)
        .unwrap_or_default();
    let mut words = vec![name.to_owned()];
    if !birth.is_empty() {
        words.push(birth);
    }
    words.extend(
        rest.iter()
            .filter(|part| !part.is_empty())
            .map(|part| (*part).to_owned()),
    );
    words.join(" · ")
}

#[component]
fn OneQuestion(file: String, question: Question, answers: RwSignal<Answers>) -> impl IntoView {
    let desk = use_desk();
    let t = desk.texts();
    let language = desk.language.get_untracked();
    let place = format!("{file} – {}", question.sheet);
    let who = words_of(
        &question.name,
        &question.birth,
        &[&question.unit, &question.post],
    );
    let key = question.key.clone();
    let option = move |answer: Answer, words: String| {
        let (own_key, given) = (key.clone(), answer);
        let chosen = {
            let (key, answer) = (key.clone(), answer);
            move || answers.with(|answers| answers.get(&key) == Some(&answer))
        };
        view! {
            <label class="radio">
                <input
                    type="radio"
                    name=key.clone()
                    prop:checked=chosen
                    on:change=move |_| answers.update(|answers| {
                        answers.insert(own_key.clone(), given);
                    })
                />
                {words}
            </label>
        }
    };
    let candidate = |candidate: &Candidate| {
        let titles = import_words::title_names(&candidate.titles, language);
        let unit = import_words::candidate_unit(&candidate.unit, language);
        let words = words_of(&candidate.name, &candidate.birth, &[&unit, &titles]);
        (
            Answer::Same(candidate.id),
            fill(t.import_answer_same, &[&words]),
        )
    };
    let mut choices: Vec<(Answer, String)> = question.candidates.iter().map(candidate).collect();
    choices.push((Answer::New, t.import_answer_new.to_owned()));
    choices.push((Answer::Skip, t.import_answer_skip.to_owned()));
    view! {
        <div class="question">
            <fieldset>
                <legend>{who}</legend>
                <p class="small soft">
                    {fill(t.import_where, &[&place, &question.row])} " · "
                    {question.reason.words(language)}
                </p>
                {choices.into_iter().map(|(answer, words)| option(answer, words)).collect_view()}
            </fieldset>
        </div>
    }
}
