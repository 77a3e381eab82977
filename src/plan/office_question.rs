//! The planning question of an office: its people, their needs and its terms as an [`Instance`].

use std::collections::{BTreeMap, HashMap};

use chrono::{Datelike, NaiveDate};
use thiserror::Error;

use super::calendar::PlanCalendar;
use super::catalogue::{Catalogue, CatalogueCourse};
use super::eligible::{Eligible, eligible, last_month_of_service};
use super::instance::{
    CourseDraft, ForbidDraft, Instance, InstanceDraft, MAX_NEEDS, PersonDraft, PinDraft, UnitDraft,
};
use super::instance_error::InstanceError;
use super::needs::{Need, NeedStatus, needs};
use super::priorities::{priorities_of, weight_of};
use super::settings_file::{SettingsError, check_courses};
use crate::domain::{
    CourseDemand, CourseKind, CourseStatus, Dossier, DossierId, Hindrance, Ladder, LeftOut, Office,
    PlanSettings, Priority, ProfessionalLevel, StudyMode, UnitId, Wish,
};
use crate::law::RulesOfDay;

/// Why there is no planning question.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum QuestionError {
    /// The terms cannot be planned with.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// Every intake lies before the day of planning.
    #[error("the plan ends on {ends}, before the day of planning {on}")]
    Past {
        /// The last day of the plan.
        ends: NaiveDate,
        /// The day.
        on: NaiveDate,
    },
    /// There are more people or wishes than can be planned for.
    #[error(transparent)]
    Instance(#[from] InstanceError),
}

/// What the program knows of one person of the question.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Applicant {
    pub id: DossierId,
    pub unit: Option<UnitId>,
    pub priorities: Vec<Priority>,
    /// What the facts known do not settle, by course of the instance.
    pub to_check: Vec<(usize, Vec<CourseDemand>)>,
    pub retires: Option<NaiveDate>,
}

/// What a course of the instance is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Offered {
    /// A course of the catalogue.
    Course {
        id: String,
        kind: CourseKind,
        full_time: bool,
        dong: u64,
    },
    /// A course that people attend already; it takes their time and nothing else.
    UnderWay,
}

/// The planning question of an office, and what each part of it means.
#[derive(Debug, Clone, PartialEq)]
pub struct OfficeQuestion {
    /// The question.
    pub instance: Instance,
    /// The periods on the calendar.
    pub calendar: PlanCalendar,
    /// Needs that no plan can meet, with the reason.
    pub left_out: Vec<LeftOut>,
    /// Decisions by hand that no plan can follow: the person is gone, needs no such course, or the
    /// intake lies outside the plan.
    pub idle_wishes: Vec<Wish>,
    /// How many people attend a course at the beginning of the plan.
    pub studying: u32,
    pub(super) people: Vec<Applicant>,
    pub(super) courses: Vec<Offered>,
    pub(super) units: Vec<Option<UnitId>>,
}

/// A course of the catalogue on the office's terms.
struct Terms<'a> {
    course: &'a CatalogueCourse,
    seats: u32,
    dong: u64,
    /// How many periods it takes.
    duration: usize,
}

/// Everything that is the same for all people.
struct Ground<'a> {
    office: &'a Office,
    settings: &'a PlanSettings,
    calendar: PlanCalendar,
    on: NaiveDate,
    first_open: usize,
    terms: Vec<Terms<'a>>,
}

/// One person with everything found out, before the instance is written.
struct Candidate {
    draft: PersonDraft,
    applicant: Applicant,
    /// How many periods of a course under way are left at the beginning, and whether it is full time.
    under_way: Option<(usize, bool)>,
    forbids: Vec<ForbidDraft>,
    pins: Vec<PinDraft>,
}

/// The question of the office for the dossiers, on its terms, as of the day of the rules.
///
/// People who have left are no part of it. Who needs something that no course of the catalogue
/// gives, is not eligible on any day of the plan or retires too soon is left out with the reason.
///
/// # Errors
/// [`QuestionError`] when the terms are impossible or more is asked than can be planned.
pub fn office_question<'a>(
    rules: &RulesOfDay,
    office: &Office,
    dossiers: impl IntoIterator<Item = &'a Dossier>,
    settings: &PlanSettings,
    catalogue: &Catalogue,
) -> Result<OfficeQuestion, QuestionError> {
    let on = rules.day();
    check_courses(settings, catalogue)?;
    let calendar = PlanCalendar::of(settings, on);
    let first_open = calendar.first_open(on).ok_or_else(|| QuestionError::Past {
        ends: calendar.last_day(calendar.periods().saturating_sub(1)),
        on,
    })?;
    let ground = Ground {
        office,
        settings,
        calendar,
        on,
        first_open,
        terms: terms(settings, catalogue, &calendar),
    };
    let mut wishes: HashMap<DossierId, Vec<&Wish>> = HashMap::new();
    for wish in &settings.wishes {
        wishes.entry(wish.person).or_default().push(wish);
    }
    let mut left_out = Vec::new();
    let mut idle_wishes = Vec::new();
    let mut candidates = Vec::new();
    let mut heads: BTreeMap<Option<UnitId>, u32> = BTreeMap::new();
    for dossier in dossiers {
        if dossier.left {
            continue;
        }
        *heads.entry(dossier.unit.clone()).or_default() += 1;
        let own = wishes.remove(&dossier.id).unwrap_or_default();
        let candidate = ground.candidate(rules, dossier, &own, &mut left_out, &mut idle_wishes);
        candidates.extend(candidate);
    }
    idle_wishes.extend(wishes.into_values().flatten().cloned());
    idle_wishes.sort_by(|one, two| {
        (one.person, &one.course, one.intake).cmp(&(two.person, &two.course, two.intake))
    });
    ground.write(candidates, &heads, left_out, idle_wishes)
}

/// The courses of the catalogue that the office offers, in the order of the catalogue.
fn terms<'a>(
    settings: &PlanSettings,
    catalogue: &'a Catalogue,
    calendar: &PlanCalendar,
) -> Vec<Terms<'a>> {
    let mut terms = Vec::new();
    for course in &catalogue.courses {
        let own = settings
            .courses
            .get(&course.id)
            .cloned()
            .unwrap_or_default();
        if own.closed {
            continue;
        }
        // Where the law changes the length within the plan, the longest is the safe one.
        let lawful = (0..calendar.periods())
            .filter_map(|period| course.length_on(calendar.first_day(period)))
            .map(|length| length.months)
            .max();
        let Some(months) = own.months.or(lawful) else {
            continue;
        };
        terms.push(Terms {
            course,
            seats: own.seats.unwrap_or(course.seats),
            dong: own.dong.unwrap_or(course.dong),
            duration: calendar.periods_for(u32::from(months)),
        });
    }
    terms
}

/// The place of a course, and why nobody was found to be eligible for it.
struct Choice {
    place: usize,
    /// The periods in which the person may not start.
    closed: Vec<usize>,
    to_check: Vec<CourseDemand>,
}

impl Ground<'_> {
    /// The person's part of the question; nothing for one who needs nothing that can be planned.
    fn candidate(
        &self,
        rules: &RulesOfDay,
        dossier: &Dossier,
        wishes: &[&Wish],
        left_out: &mut Vec<LeftOut>,
        idle_wishes: &mut Vec<Wish>,
    ) -> Option<Candidate> {
        let unit = dossier.unit.as_ref().and_then(|id| self.office.unit(id));
        let all = needs(rules, unit, dossier);
        let under_way = self.under_way(dossier);
        let open: Vec<&Need> = all
            .iter()
            .filter(|need| need.status == NeedStatus::Open)
            .collect();
        let idle = |idle_wishes: &mut Vec<Wish>| {
            idle_wishes.extend(wishes.iter().map(|wish| (*wish).clone()));
        };
        if open.is_empty() && !under_way.is_some_and(|(_, full_time)| full_time) {
            idle(idle_wishes);
            return None;
        }
        let last_month = last_month_of_service(rules.retirement(), dossier);
        let retires = last_month.and_then(|month| {
            NaiveDate::from_ymd_opt((month + 1) / 12, ((month + 1) % 12) as u32 + 1, 1)
        });
        let end = match last_month {
            Some(month) => {
                let serve = i32::from(self.settings.serve_months);
                self.calendar.periods_until(month - serve)
            }
            None => self.calendar.periods(),
        };
        let busy = under_way.map_or(0, |(periods, _)| periods);
        if end <= self.first_open + busy {
            left_out.extend(open.iter().map(|need| LeftOut {
                retires,
                ..LeftOut::new(dossier.id, need.course, Hindrance::RetiresTooSoon)
            }));
            idle(idle_wishes);
            return None;
        }
        let reached = open.iter().filter_map(|need| match need.to {
            Some(crate::law::Level::ProfessionalLevel(level)) => Some(level),
            _ => None,
        });
        let reached = reached.max();
        let mut candidate = Candidate {
            draft: PersonDraft {
                id: dossier.id.to_string(),
                unit: unit_name(&dossier.unit),
                weight: 0.0,
                from: self.first_open as i64,
                // A person without a known end may still study in the last period.
                until: end as i64 - 1,
                needs: Vec::new(),
            },
            applicant: Applicant {
                id: dossier.id,
                unit: dossier.unit.clone(),
                priorities: Vec::new(),
                to_check: Vec::new(),
                retires,
            },
            under_way,
            forbids: Vec::new(),
            pins: Vec::new(),
        };
        let mut planned: Vec<Need> = Vec::new();
        for need in open {
            match self.choose(need.course, dossier, reached, wishes) {
                Err(mut missing) => {
                    missing.retires = None;
                    left_out.push(missing);
                }
                Ok(_) if candidate.draft.needs.len() + 1 >= MAX_NEEDS => {
                    left_out.push(LeftOut::new(
                        dossier.id,
                        need.course,
                        Hindrance::TooManyNeeds,
                    ));
                }
                Ok(choice) => {
                    self.add(&mut candidate, &choice, wishes);
                    planned.push(need.clone());
                }
            }
        }
        for wish in wishes {
            let possible = candidate.draft.needs.contains(&wish.course)
                && match wish.intake {
                    Some(day) => self
                        .calendar
                        .period_from(day)
                        .is_some_and(|period| period >= self.first_open),
                    None => !wish.keep,
                };
            if !possible {
                idle_wishes.push((*wish).clone());
            }
        }
        if candidate.draft.needs.is_empty() && !under_way.is_some_and(|(_, full_time)| full_time) {
            return None;
        }
        let last_day = self.calendar.last_day(self.calendar.periods() - 1);
        let first_day = self.calendar.first_day(self.first_open);
        candidate.applicant.priorities = priorities_of(
            dossier,
            &planned,
            last_month,
            self.settings,
            (first_day, last_day),
        );
        candidate.draft.weight =
            weight_of(&candidate.applicant.priorities, &self.settings.priorities);
        Some(candidate)
    }

    /// How many periods from the first open one on the person attends a course already.
    fn under_way(&self, dossier: &Dossier) -> Option<(usize, bool)> {
        let begins = self.calendar.first_day(self.first_open).max(self.on);
        let studying = dossier
            .courses
            .iter()
            .filter(|course| course.status == CourseStatus::Studying);
        let left = studying.filter_map(|course| {
            let ends = match course.until {
                Some(until) => until.latest(),
                None => {
                    // Without an end, the length of such a course in the catalogue counts.
                    let from = course.from.map_or(self.on, |from| from.latest());
                    let length = self
                        .terms
                        .iter()
                        .find(|terms| terms.course.kind == course.kind)
                        .and_then(|terms| terms.course.length_on(from))
                        .map_or(self.calendar.months(), |length| u32::from(length.months));
                    from.checked_add_months(chrono::Months::new(length))?
                }
            };
            if ends < begins {
                return None;
            }
            let periods = (self.first_open..self.calendar.periods())
                .take_while(|period| self.calendar.first_day(*period) <= ends)
                .count();
            (periods > 0).then_some((periods, course.mode == Some(StudyMode::FullTime)))
        });
        left.reduce(|one, two| (one.0.max(two.0), one.1 || two.1))
    }

    /// The course that closes the need soonest, the first of the catalogue among equals.
    fn choose(
        &self,
        kind: CourseKind,
        dossier: &Dossier,
        reached: Option<ProfessionalLevel>,
        wishes: &[&Wish],
    ) -> Result<Choice, LeftOut> {
        let mut best: Option<(bool, usize, Choice)> = None;
        let mut refused: Option<(CourseDemand, u32, &str)> = None;
        for (place, terms) in self.terms.iter().enumerate() {
            if terms.course.kind != kind {
                continue;
            }
            let mut closed = Vec::new();
            let mut to_check: Option<Vec<CourseDemand>> = None;
            let mut first = None;
            for period in self.first_open..self.calendar.periods() {
                // Nobody starts before the day of planning, whenever the period began.
                let start = self.calendar.first_day(period).max(self.on);
                match eligible(terms.course, dossier, start, reached) {
                    Eligible::Yes(demands) => {
                        first.get_or_insert(period);
                        to_check.get_or_insert(demands);
                    }
                    Eligible::No(demand, number) => {
                        closed.push(period);
                        refused.get_or_insert((demand, number, &terms.course.id));
                    }
                }
            }
            let wanted = wishes
                .iter()
                .any(|wish| wish.keep && wish.course == terms.course.id);
            let Some(first) = first.or(wanted.then_some(self.first_open)) else {
                continue;
            };
            // Wanted by hand first, then with seats, then soonest.
            let rank = if terms.seats == 0 { usize::MAX } else { first };
            let better = best
                .as_ref()
                .is_none_or(|(known, other, _)| (wanted, other) > (*known, &rank));
            if better {
                let choice = Choice {
                    place,
                    closed,
                    to_check: to_check.unwrap_or_default(),
                };
                best = Some((wanted, rank, choice));
            }
        }
        match (best, refused) {
            (Some((_, _, choice)), _) => Ok(choice),
            (None, Some((demand, number, course))) => Err(LeftOut {
                course: Some(course.to_owned()),
                demand: Some(demand),
                number: Some(number),
                ..LeftOut::new(dossier.id, kind, Hindrance::NotEligible)
            }),
            (None, None) => Err(LeftOut::new(dossier.id, kind, Hindrance::NoCourse)),
        }
    }

    fn add(&self, candidate: &mut Candidate, choice: &Choice, wishes: &[&Wish]) {
        let id = &self.terms[choice.place].course.id;
        let person = &candidate.draft.id;
        let own = wishes.iter().filter(|wish| wish.course == *id);
        let mut pinned = None;
        for wish in own {
            let period = wish.intake.and_then(|day| self.calendar.period_from(day));
            match (wish.keep, wish.intake, period) {
                (true, _, Some(period)) if period >= self.first_open => {
                    pinned = Some(period);
                    candidate.pins.push(PinDraft {
                        person: person.clone(),
                        course: id.clone(),
                        start: period as i64,
                    });
                }
                (false, None, _) | (false, Some(_), Some(_)) => {
                    candidate.forbids.push(ForbidDraft {
                        person: person.clone(),
                        course: id.clone(),
                        start: period.map(|period| period as i64),
                    });
                }
                _ => {}
            }
        }
        for period in choice
            .closed
            .iter()
            .filter(|period| pinned != Some(**period))
        {
            candidate.forbids.push(ForbidDraft {
                person: person.clone(),
                course: id.clone(),
                start: Some(*period as i64),
            });
        }
        candidate.draft.needs.push(id.clone());
        if !choice.to_check.is_empty() {
            candidate
                .applicant
                .to_check
                .push((choice.place, choice.to_check.clone()));
        }
    }

    /// Writes the instance.
    fn write(
        &self,
        candidates: Vec<Candidate>,
        heads: &BTreeMap<Option<UnitId>, u32>,
        left_out: Vec<LeftOut>,
        idle_wishes: Vec<Wish>,
    ) -> Result<OfficeQuestion, QuestionError> {
        let periods = self.calendar.periods();
        let mut courses: Vec<CourseDraft> = Vec::new();
        let mut offered: Vec<Offered> = Vec::new();
        for terms in &self.terms {
            let known = |id: &&String| self.terms.iter().any(|other| other.course.id == **id);
            courses.push(CourseDraft {
                id: terms.course.id.clone(),
                duration: terms.duration as i64,
                full_time: terms.course.mode == StudyMode::FullTime,
                cost: millions(terms.dong),
                seats: vec![i64::from(terms.seats); periods],
                requires: self.requires(terms.course).filter(known).cloned().collect(),
            });
            offered.push(Offered::Course {
                id: terms.course.id.clone(),
                kind: terms.course.kind,
                full_time: terms.course.mode == StudyMode::FullTime,
                dong: terms.dong,
            });
        }
        let mean = candidates
            .iter()
            .map(|candidate| candidate.draft.weight)
            .sum::<f64>()
            / candidates.len().max(1) as f64;
        let mut away: HashMap<String, u32> = HashMap::new();
        let mut studying = 0;
        let mut people = Vec::with_capacity(candidates.len());
        let mut drafts = Vec::with_capacity(candidates.len());
        let (mut pins, mut forbids) = (Vec::new(), Vec::new());
        let mut most = 0.0;
        let mut under_way: BTreeMap<(usize, bool), String> = BTreeMap::new();
        for mut candidate in candidates {
            // One period of an average person in compliance is worth one.
            candidate.draft.weight /= mean;
            for need in &candidate.draft.needs {
                let terms = self.terms.iter().find(|terms| terms.course.id == *need);
                most += terms.map_or(0.0, |terms| millions(terms.dong));
            }
            if let Some((left, full_time)) = candidate.under_way {
                studying += 1;
                if full_time {
                    *away.entry(candidate.draft.unit.clone()).or_default() += 1;
                }
                let course = under_way
                    .entry((left, full_time))
                    .or_insert_with(|| format!("under way {left} {full_time}"));
                candidate.draft.needs.push(course.clone());
                pins.push(PinDraft {
                    person: candidate.draft.id.clone(),
                    course: course.clone(),
                    start: self.first_open as i64,
                });
            }
            pins.append(&mut candidate.pins);
            forbids.append(&mut candidate.forbids);
            drafts.push(candidate.draft);
            people.push(candidate.applicant);
        }
        let everyone = drafts.len() as i64;
        for ((left, full_time), id) in under_way {
            courses.push(CourseDraft {
                id,
                duration: left as i64,
                full_time,
                cost: 0.0,
                seats: vec![everyone; periods],
                requires: Vec::new(),
            });
            offered.push(Offered::UnderWay);
        }
        let units: Vec<Option<UnitId>> = heads.keys().cloned().collect();
        let unit_drafts = heads.iter().map(|(unit, heads)| {
            let id = unit_name(unit);
            let share = *heads * u32::from(self.settings.away_percent) / 100;
            // A unit that may spare anybody at all may spare one; who is away already, is away.
            let least = u32::from(self.settings.away_percent > 0);
            let away = away.get(&id).copied().unwrap_or(0);
            UnitDraft {
                max_absent: i64::from(share.max(least).max(away)),
                id,
            }
        });
        let instance = Instance::new(InstanceDraft {
            periods: periods as i64,
            units: unit_drafts.collect(),
            budget: self.budget(most + 1.0),
            courses,
            people: drafts,
            pins,
            forbids,
        })?;
        Ok(OfficeQuestion {
            instance,
            calendar: self.calendar,
            left_out,
            idle_wishes,
            studying,
            people,
            courses: offered,
            units,
        })
    }

    /// What must be done before: what the catalogue says, and the level that a condition asks for.
    fn requires<'c>(&'c self, course: &'c CatalogueCourse) -> impl Iterator<Item = &'c String> {
        let level = (self.first_open..self.calendar.periods())
            .filter_map(|period| course.condition_on(self.calendar.first_day(period)))
            .filter_map(|condition| condition.at_least)
            .max();
        let leads_there = self.terms.iter().filter(move |terms| {
            level.is_some_and(|level| {
                let to = CourseKind::to_professional_level;
                ProfessionalLevel::ALL
                    .iter()
                    .any(|reached| *reached >= level && to(*reached) == terms.course.kind)
            })
        });
        course
            .requires
            .iter()
            .chain(leads_there.map(|terms| &terms.course.id))
    }

    /// The money of each period in million đồng: each year's in equal parts for its open intakes.
    fn budget(&self, unlimited: f64) -> Vec<f64> {
        let year_of = |period: usize| self.calendar.first_day(period).year();
        (0..self.calendar.periods())
            .map(|period| {
                let year = year_of(period);
                let mut funds = self
                    .settings
                    .funds
                    .iter()
                    .filter(|funds| funds.year == year)
                    .peekable();
                if funds.peek().is_none() {
                    return unlimited;
                }
                let sum: f64 = funds.map(|funds| millions(funds.dong)).sum();
                let intakes = (self.first_open..self.calendar.periods())
                    .filter(|other| year_of(*other) == year)
                    .count();
                sum / intakes.max(1) as f64
            })
            .collect()
    }
}

fn millions(dong: u64) -> f64 {
    dong as f64 / 1e6
}

/// The unit's name in the instance; the empty one is of people without a unit.
fn unit_name(unit: &Option<UnitId>) -> String {
    unit.as_ref().map(|id| id.0.clone()).unwrap_or_default()
}
