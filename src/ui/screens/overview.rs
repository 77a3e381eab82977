//! The start page: what is due, what is missing, how many meet the standard.

use leptos::prelude::*;

use crate::app::{FieldId, Filter, Route, VerdictCounts, Workspace};
use crate::domain::{
    CourseKind, Group, Ladder, MovementDirection, PoliticalTheory, ProfessionalLevel, RatingGrade,
    Sex,
};
use crate::law::{Criterion, Verdict};
use crate::text::{code_names, edit_words, fill, number};
use crate::ui::components::{BarRow, Bars, Legend, LevelBars};
use crate::ui::desk::use_desk;

use super::empty::UnlessEmpty;

/// The start page.
#[component]
pub fn Overview() -> impl IntoView {
    view! { <UnlessEmpty><Filled/></UnlessEmpty> }
}

#[component]
fn Filled() -> impl IntoView {
    let desk = use_desk();
    let t = desk.texts();
    let overall = Memo::new(move |_| desk.read(|w| w.tally().overall));
    view! {
        <div class="page-head">
            <div><h1>{t.overview_title}</h1><p class="soft">{t.overview_explain}</p></div>
        </div>
        <Cards overall/>
        <div class="panels">
            <section class="panel"><h2>{t.todo_title}</h2><ToDo/></section>
            <section class="panel"><h2>{t.numbers_title}</h2><KeyNumbers/></section>
        </div>
        <section class="panel">
            <h2>{t.by_group}</h2>
            <Legend counts=overall/>
            <ByGroup/>
        </section>
        <section class="panel">
            <h2>{t.by_criterion}</h2>
            <ByCriterion/>
        </section>
        <section class="panel">
            <h2>{t.by_unit}</h2>
            <Legend counts=overall/>
            <ByUnit/>
        </section>
        <section>
            <h2>{t.by_level}</h2>
            <ByLevel/>
        </section>
    }
}

#[component]
fn Cards(overall: Memo<VerdictCounts>) -> impl IntoView {
    let desk = use_desk();
    let t = desk.texts();
    let language = desk.language.get_untracked();
    let people = move || {
        desk.read(|w| {
            let statistics = &w.tally().statistics;
            (
                statistics.people(),
                statistics.group(Group::Cadre),
                statistics.group(Group::CivilServant),
                statistics.sex(Sex::Female),
            )
        })
    };
    let card = move |verdict: Verdict| {
        let name = code_names::verdict_name(verdict, language);
        let count = Memo::new(move |_| overall.get().of(verdict));
        let share = move || {
            let total = overall.get().total().max(1);
            format!("{:.1} %", 100.0 * f64::from(count.get()) / f64::from(total)).replace('.', ",")
        };
        let filter = Filter {
            verdict: Some(verdict),
            ..Filter::default()
        };
        let always = matches!(verdict, Verdict::Met | Verdict::NotMet | Verdict::Unknown);
        view! {
            <Show when=move || always || (count.get() > 0)>
                <a class="card" data-verdict=verdict.code() href=Route::People(filter.clone()).href()>
                    {name}
                    <strong data-count=verdict.code()>{move || number(count.get(), language)}</strong>
                    <span class="soft small">{share}</span>
                </a>
            </Show>
        }
    };
    view! {
        <div class="cards">
            <a class="card" href=Route::People(Filter::default()).href()>
                {t.card_people}
                <strong data-count="people">{move || number(people().0, language)}</strong>
                <span class="soft small">{move || {
                    let (_, cadres, servants, women) = people();
                    fill(t.card_people_detail, &[
                        &number(cadres, language),
                        &number(servants, language),
                        &number(women, language),
                    ])
                }}</span>
            </a>
            {card(Verdict::Met)}
            {card(Verdict::NotMet)}
            {card(Verdict::Grace)}
            {card(Verdict::Unknown)}
            {card(Verdict::Unsettled)}
        </div>
    }
}

/// What waits, the weightiest first; each line leads to where it is done.
#[component]
fn ToDo() -> impl IntoView {
    let desk = use_desk();
    let t = desk.texts();
    let language = desk.language.get_untracked();
    let lines = Memo::new(move |_| {
        desk.read(|w| {
            let tally = w.tally();
            let mut lines: Vec<(String, String)> = Vec::new();
            let mut line = |count: u32, words: String, route: Route| {
                if count > 0 {
                    lines.push((words, route.href()));
                }
            };
            let count = |count: u32| number(count, language);
            line(
                tally.problems,
                fill(t.todo_problems, &[&count(tally.problems)]),
                Route::Checks,
            );
            let areas = w
                .office()
                .units
                .iter()
                .filter(|unit| unit.lacks_area_class())
                .count() as u32;
            line(areas, fill(t.todo_areas, &[&count(areas)]), Route::Units);
            let majors = w.undecided_majors();
            line(
                majors,
                fill(t.todo_majors, &[&count(majors)]),
                Route::Majors,
            );
            for (field, blank) in &tally.blank {
                let filter = Filter {
                    blank: Some(*field),
                    ..Filter::default()
                };
                let name = edit_words::field_name(*field, language);
                line(
                    *blank,
                    fill(t.todo_blank, &[&count(*blank), &name]),
                    Route::People(filter),
                );
            }
            let rules = w.rules_waiting();
            line(rules, fill(t.todo_rules, &[&count(rules)]), Route::Law);
            let short = tally.overall.of(Verdict::NotMet);
            line(short, fill(t.todo_not_met, &[&count(short)]), Route::Needs);
            lines
        })
    });
    view! {
        <ul class="todo">
            {move || {
                let lines = lines.get();
                if lines.is_empty() {
                    view! { <li class="soft">{t.todo_nothing}</li> }.into_any()
                } else {
                    lines
                        .into_iter()
                        .map(|(words, href)| view! { <li><a href=href>{words}</a></li> })
                        .collect_view()
                        .into_any()
                }
            }}
        </ul>
    }
}

/// The numbers that the city publishes, each with its list.
#[component]
fn KeyNumbers() -> impl IntoView {
    let desk = use_desk();
    let t = desk.texts();
    let language = desk.language.get_untracked();
    let lines = Memo::new(move |_| {
        desk.read(|w| {
            let tally = w.tally();
            let statistics = &tally.statistics;
            let everybody = Filter::default;
            let mut lines: Vec<(&'static str, String, u32, Filter)> = Vec::new();
            for course in CourseKind::ALL {
                let name = fill(
                    t.number_studying,
                    &[&code_names::course_name(*course, language)],
                );
                let code = if *course == CourseKind::PtIntermediate {
                    "studying"
                } else {
                    ""
                };
                let filter = Filter {
                    studying: Some(*course),
                    ..everybody()
                };
                lines.push((code, capital(&name), statistics.studying(*course), filter));
            }
            let master = Filter {
                key: true,
                professional: Some(Some(ProfessionalLevel::Master)),
                ..everybody()
            };
            let moved = |direction| Filter {
                moved: Some(direction),
                ..everybody()
            };
            let left = |filter: Filter| Filter {
                left: true,
                ..filter
            };
            let up = moved(MovementDirection::Up);
            lines.extend([
                (
                    "key",
                    t.number_key.to_owned(),
                    statistics.key(),
                    Filter {
                        key: true,
                        ..everybody()
                    },
                ),
                (
                    "key-master",
                    t.number_key_master.to_owned(),
                    w.count(&master),
                    master,
                ),
                (
                    "talent",
                    t.number_talent.to_owned(),
                    statistics.talent(),
                    Filter {
                        talent: true,
                        ..everybody()
                    },
                ),
                (
                    "up",
                    t.number_up.to_owned(),
                    w.count(&left(up.clone())),
                    left(up),
                ),
                (
                    "down",
                    t.number_down.to_owned(),
                    w.count(&moved(MovementDirection::Down)),
                    moved(MovementDirection::Down),
                ),
                (
                    "left",
                    t.number_left.to_owned(),
                    w.count(&left(everybody())),
                    left(everybody()),
                ),
            ]);
            if let Some(year) = statistics.latest_rated_year() {
                for grade in RatingGrade::ALL {
                    let count = statistics.rated(year, *grade);
                    let name = code_names::rating_name(*grade, language);
                    let filter = Filter {
                        rating: Some((year, *grade)),
                        ..everybody()
                    };
                    lines.push(("", fill(t.number_rated, &[&year, &name]), count, filter));
                }
            }
            lines.retain(|(_, _, count, _)| *count > 0);
            lines
        })
    });
    view! {
        <table class="key-numbers">
            <tbody>
                {move || lines.get().into_iter().map(|(code, name, count, filter)| view! {
                    <tr>
                        <th scope="row">{name}</th>
                        <td class="number"><a href=Route::People(filter).href() data-count=code>{number(count, language)}</a></td>
                    </tr>
                }).collect_view()}
            </tbody>
        </table>
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

#[component]
fn ByGroup() -> impl IntoView {
    let desk = use_desk();
    let language = desk.language.get_untracked();
    let rows = Memo::new(move |_| {
        desk.read(|w| {
            Group::ALL
                .into_iter()
                .filter_map(|group| {
                    Some(BarRow {
                        name: code_names::group_name(group, language).to_owned(),
                        counts: *w.tally().by_group.get(&Some(group))?,
                        filter: Filter {
                            group: Some(group),
                            ..Filter::default()
                        },
                        criterion: None,
                    })
                })
                .collect::<Vec<_>>()
        })
    });
    view! { <Bars rows/> }
}

#[component]
fn ByCriterion() -> impl IntoView {
    let desk = use_desk();
    let language = desk.language.get_untracked();
    let rows = Memo::new(move |_| {
        desk.read(|w| {
            Criterion::ALL
                .iter()
                .map(|criterion| BarRow {
                    name: code_names::criterion_name(*criterion, language).to_owned(),
                    counts: w.tally().by_criterion[criterion.index()],
                    filter: Filter::default(),
                    criterion: Some(*criterion),
                })
                .filter(|row| row.counts.total() > 0)
                .collect::<Vec<_>>()
        })
    });
    let all = Memo::new(move |_| {
        rows.get()
            .iter()
            .fold(VerdictCounts::default(), |sum, row| sum.plus(&row.counts))
    });
    view! { <Legend counts=all/><Bars rows/> }
}

#[component]
fn ByUnit() -> impl IntoView {
    let desk = use_desk();
    let t = desk.texts();
    let rows = Memo::new(move |_| {
        desk.read(|w: &Workspace| {
            let row = |name: String, unit: Option<crate::domain::UnitId>| {
                let counts = *w.tally().by_unit.get(&unit)?;
                let filter = Filter {
                    unit,
                    ..Filter::default()
                };
                (counts.total() > 0).then_some(BarRow {
                    name,
                    counts,
                    filter,
                    criterion: None,
                })
            };
            let language = desk.language.get_untracked();
            let mut rows: Vec<BarRow> = w
                .office()
                .units
                .iter()
                .filter_map(|unit| {
                    row(edit_words::unit_name(unit, language), Some(unit.id.clone()))
                })
                .collect();
            if let Some(mut unknown) = row(t.no_unit.to_owned(), None) {
                unknown.filter.blank = Some(FieldId::Unit);
                rows.push(unknown);
            }
            rows
        })
    });
    view! { <Bars rows/> }
}

#[component]
fn ByLevel() -> impl IntoView {
    let desk = use_desk();
    let t = desk.texts();
    let language = desk.language.get_untracked();
    let professional = Memo::new(move |_| {
        desk.read(|w| {
            levels::<ProfessionalLevel>(
                |level| w.tally().statistics.professional_level(level),
                |level| match level {
                    Some(level) => code_names::professional_level_name(level, language).to_owned(),
                    None => t.unknown_value.to_owned(),
                },
                |level| Filter {
                    professional: Some(level),
                    ..Filter::default()
                },
            )
        })
    });
    let political = Memo::new(move |_| {
        desk.read(|w| {
            levels::<PoliticalTheory>(
                |level| w.tally().statistics.political_theory(level),
                |level| match level {
                    Some(level) => code_names::political_theory_name(level, language).to_owned(),
                    None => t.unknown_value.to_owned(),
                },
                |level| Filter {
                    political: Some(level),
                    ..Filter::default()
                },
            )
        })
    });
    view! {
        <div class="panels">
            <div class="panel"><h3>{t.field_professional_level}</h3><LevelBars rows=professional/></div>
            <div class="panel"><h3>{t.field_political_theory}</h3><LevelBars rows=political/></div>
        </div>
    }
}

fn levels<L: Ladder>(
    count: impl Fn(Option<L>) -> u32,
    name: impl Fn(Option<L>) -> String,
    filter: impl Fn(Option<L>) -> Filter,
) -> Vec<(String, u32, Filter)> {
    L::ALL
        .iter()
        .rev()
        .copied()
        .map(Some)
        .chain([None])
        .map(|level| (name(level), count(level), filter(level)))
        .filter(|(_, count, _)| *count > 0)
        .collect()
}
