//! What happened in the person's working life, as the lists tell it.

use leptos::prelude::*;

use crate::app::{Command, FieldEdit};
use crate::domain::{
    CourseStatus, Dossier, DossierId, PartialDate, RatingGrade, StudyMode, UnitId,
};
use crate::text::{code_names, edit_words, fill};
use crate::ui::components::Choice;
use crate::ui::desk::{Desk, use_desk};

/// What a list of the dossier says, line by line.
type Lines = Box<dyn Fn(&Dossier) -> Vec<String> + Send + Sync>;

/// The lists of the dossier.
#[component]
pub fn History(
    /// Whose it is.
    id: DossierId,
    /// The dossier as it is.
    dossier: Memo<Option<Dossier>>,
) -> impl IntoView {
    let desk = use_desk();
    let t = desk.texts();
    let language = desk.language.get_untracked();
    let lines = move |title: &'static str, look: Lines| {
        let lines = Memo::new(move |_| dossier.get().as_ref().map(&look).unwrap_or_default());
        view! {
            <Show when=move || !lines.get().is_empty()>
                <h3>{title}</h3>
                <ul>{move || lines.get().into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
            </Show>
        }
    };
    let unit = move |unit: &Option<UnitId>| unit_name(desk, unit.as_ref());
    let courses = move |d: &Dossier| {
        d.courses
            .iter()
            .map(|course| {
                let mut words = vec![code_names::course_name(course.kind, language).to_owned()];
                words.push(
                    match course.status {
                        CourseStatus::Studying => t.course_studying,
                        CourseStatus::Completed => t.course_completed,
                        CourseStatus::DroppedOut => t.course_dropped,
                    }
                    .to_owned(),
                );
                words.extend(course.mode.map(|mode| {
                    match mode {
                        StudyMode::FullTime => t.course_mode_full,
                        StudyMode::PartTime => t.course_mode_part,
                    }
                    .to_owned()
                }));
                if !course.class.is_empty() {
                    words.push(course.class.clone());
                }
                words.extend(span(course.from, course.until, t.from_to));
                words.join(", ")
            })
            .collect()
    };
    let movements = move |d: &Dossier| {
        d.movements
            .iter()
            .map(|movement| {
                let from = format!("{} {}", movement.from_post, unit(&movement.from_unit));
                let to = format!("{} {}", movement.to_post, unit(&movement.to_unit));
                let kind = movement
                    .kind
                    .map(|kind| code_names::movement_name(kind, language));
                let when = movement.on.map(PartialDate::to_vietnamese);
                let mut words = vec![fill(t.from_to, &[&from.trim(), &to.trim()])];
                words.extend(kind.map(str::to_owned));
                words.extend(when);
                words.join(", ")
            })
            .collect()
    };
    let successions = |d: &Dossier| {
        let term = |s: &crate::domain::Succession| match (s.from_year, s.until_year) {
            (Some(from), Some(until)) => format!("{} ({from}–{until})", s.written),
            _ => s.written.clone(),
        };
        d.successions.iter().map(term).collect()
    };
    let tenures =
        move |d: &Dossier| {
            d.tenures
                .iter()
                .map(|tenure| {
                    let mut words = vec![tenure.written.clone()];
                    words.extend(tenure.since.map(|since| {
                        format!("{} {}", t.dossier_post_since, since.to_vietnamese())
                    }));
                    let before = unit(&tenure.previous_unit);
                    if !before.is_empty() {
                        words.push(before);
                    }
                    if !tenure.note.is_empty() {
                        words.push(tenure.note.clone());
                    }
                    words.join(", ")
                })
                .collect()
        };
    let talent = move |d: &Dossier| {
        d.talent
            .iter()
            .map(|talent| {
                let mut words: Vec<String> = Vec::new();
                words.extend(talent.year.map(|year| year.to_string()));
                words.extend(
                    talent
                        .degree
                        .map(|d| code_names::degree_grade_name(d, language).to_owned()),
                );
                if !talent.field.is_empty() {
                    words.push(talent.field.clone());
                }
                words.join(", ")
            })
            .collect()
    };
    view! {
        <Ratings id dossier/>
        {lines(t.dossier_courses, Box::new(courses))}
        {lines(t.dossier_movements, Box::new(movements))}
        {lines(t.dossier_successions, Box::new(successions))}
        {lines(t.dossier_tenures, Box::new(tenures))}
        {lines(t.dossier_talent, Box::new(talent))}
    }
}

fn unit_name(desk: Desk, id: Option<&UnitId>) -> String {
    let language = desk.language.get_untracked();
    desk.peek(|w| {
        let unit = id.and_then(|id| w.office().unit(id));
        unit.map(|unit| edit_words::unit_name(unit, language))
            .unwrap_or_default()
    })
}

fn span(from: Option<PartialDate>, until: Option<PartialDate>, template: &str) -> Option<String> {
    if from.is_none() && until.is_none() {
        return None;
    }
    let words = |date: Option<PartialDate>| date.map_or("…".to_owned(), PartialDate::to_vietnamese);
    Some(fill(template, &[&words(from), &words(until)]))
}

/// The yearly ratings, editable; the year after the last one is offered empty.
#[component]
fn Ratings(id: DossierId, dossier: Memo<Option<Dossier>>) -> impl IntoView {
    let desk = use_desk();
    let t = desk.texts();
    let language = desk.language.get_untracked();
    let years = Memo::new(move |_| {
        let rated = dossier.get().map(|d| d.ratings).unwrap_or_default();
        let this_year = desk.read(|w| chrono::Datelike::year(&w.judged_on()));
        let next = rated.last().map_or(this_year - 1, |last| last.year + 1);
        let mut years: Vec<i32> = rated.iter().map(|rating| rating.year).collect();
        years.push(next);
        years
    });
    let row = move |year: i32| {
        let value = Signal::derive(move || {
            let grade = dossier
                .get()
                .and_then(|d| d.ratings.into_iter().find(|r| r.year == year));
            grade
                .map(|rating| rating.grade.code().to_owned())
                .unwrap_or_default()
        });
        let options = RatingGrade::ALL
            .iter()
            .map(|g| {
                (
                    g.code().to_owned(),
                    code_names::rating_name(*g, language).to_owned(),
                )
            })
            .collect();
        view! {
            <label for=format!("rating-{year}")>{year}</label>
            <Choice
                id=format!("rating-{year}")
                options
                blank=t.not_chosen
                value
                on_set=Callback::new(move |code: String| {
                    let _ = desk.run(Command::Edit(id, FieldEdit::Rating(year, RatingGrade::from_code(&code))));
                })
            />
        }
    };
    view! {
        <h3>{t.dossier_ratings}</h3>
        <div class="fields"><For each=move || years.get() key=|year| *year children=row/></div>
    }
}
