//! What a training plan is made from: people with needs, courses with intakes, seats, money and absence.

use std::collections::HashMap;

use serde::Deserialize;

use super::instance_error::InstanceError;

/// The most periods of a horizon: ten years of months.
pub const MAX_PERIODS: usize = 120;
/// The most courses of a catalogue.
pub const MAX_COURSES: usize = 500;
/// The most people of an instance: ten large provinces.
pub const MAX_PEOPLE: usize = 250_000;
/// The most courses that one person may need; timetables are searched over all subsets of them.
pub const MAX_NEEDS: usize = 12;
/// The most states (periods times subsets of needs, over all people) that one search may visit.
pub const MAX_STATES: usize = 50_000_000;
/// The largest weight, cost or budget.
pub const MAX_AMOUNT: f64 = 1e12;
/// The most pins, and the most forbidden starts.
pub const MAX_WISHES: usize = 1_000_000;

/// A planning question as it is written down, before anything of it has been checked.
///
/// It is the published format: a key that the format does not have is left alone, so that an
/// office may keep notes beside the numbers. `pins` and `forbids` may be absent.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
pub struct InstanceDraft {
    /// How many periods the horizon has.
    pub periods: i64,
    /// The catalogue.
    pub courses: Vec<CourseDraft>,
    /// The units whose people may be away.
    pub units: Vec<UnitDraft>,
    /// The money of each period.
    pub budget: Vec<f64>,
    /// The people, each with what they need.
    pub people: Vec<PersonDraft>,
    /// Starts that the plan must have.
    #[serde(default)]
    pub pins: Vec<PinDraft>,
    /// Starts that the plan must not have.
    #[serde(default)]
    pub forbids: Vec<ForbidDraft>,
}

/// A course as it is written down.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
pub struct CourseDraft {
    /// Its name in this instance.
    pub id: String,
    /// How many periods it takes.
    pub duration: i64,
    /// Whether the person is away from the unit meanwhile.
    pub full_time: bool,
    /// What one person costs, spent in the period of the start.
    pub cost: f64,
    /// The seats of the intake of each period.
    pub seats: Vec<i64>,
    /// The courses that must have ended before, for who needs them too.
    pub requires: Vec<String>,
}

/// A unit as it is written down.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
pub struct UnitDraft {
    /// Its name in this instance.
    pub id: String,
    /// How many of its people may be in full-time courses at once.
    pub max_absent: i64,
}

/// A person as written down.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
pub struct PersonDraft {
    /// The name in this instance.
    pub id: String,
    /// The unit.
    pub unit: String,
    /// What one period in full compliance is worth.
    pub weight: f64,
    /// The first period in which a course may start.
    pub from: i64,
    /// The last period in which a course may still be running.
    pub until: i64,
    /// The courses needed.
    pub needs: Vec<String>,
}

/// A start decided by hand.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
pub struct PinDraft {
    /// The person.
    pub person: String,
    /// The course.
    pub course: String,
    /// The period of the start.
    pub start: i64,
}

/// A start ruled out by hand, or by a condition on who may start when.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
pub struct ForbidDraft {
    /// The person.
    pub person: String,
    /// The course.
    pub course: String,
    /// The period of the start; every period when absent.
    #[serde(default)]
    pub start: Option<i64>,
}

/// A planning question without contradictions; people, courses and units are known by their place.
#[derive(Debug, Clone, PartialEq)]
pub struct Instance {
    periods: usize,
    courses: Vec<PlanCourse>,
    units: Vec<PlanUnit>,
    budget: Vec<f64>,
    people: Vec<Trainee>,
    pins: Vec<Start>,
    forbids: Vec<Forbidden>,
}

/// A course of an instance.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanCourse {
    /// Its name.
    pub id: String,
    /// How many periods it takes, at least one.
    pub duration: usize,
    /// Whether the person is away from the unit meanwhile.
    pub full_time: bool,
    /// What one person costs.
    pub cost: f64,
    /// The seats of the intake of each period.
    pub seats: Vec<u32>,
    /// The courses that must have ended before, for who needs them too.
    pub requires: Vec<usize>,
}

/// A unit of an instance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanUnit {
    /// Its name.
    pub id: String,
    /// How many of its people may be in full-time courses at once.
    pub max_absent: u32,
}

/// A person of an instance.
#[derive(Debug, Clone, PartialEq)]
pub struct Trainee {
    /// The name.
    pub id: String,
    /// The unit.
    pub unit: usize,
    /// What one period in full compliance is worth.
    pub weight: f64,
    /// The first period in which a course may start.
    pub from: usize,
    /// The last period in which a course may still be running; may lie beyond the horizon.
    pub until: usize,
    /// The courses needed, each once.
    pub needs: Vec<usize>,
}

/// One person starting one course in one period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Start {
    /// The person.
    pub person: usize,
    /// The course.
    pub course: usize,
    /// The period of the start.
    pub period: usize,
}

/// A course that one person must not start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Forbidden {
    /// The person.
    pub person: usize,
    /// The course.
    pub course: usize,
    /// The period; every period when absent.
    pub period: Option<usize>,
}

impl Instance {
    /// The question that the draft asks.
    ///
    /// # Errors
    /// [`InstanceError`] at the first thing that is not possible: a negative number, a name that
    /// nothing has, courses that require each other in a circle, lists of the wrong length, more
    /// of something than can be planned. A place without seats or money is possible.
    pub fn new(draft: InstanceDraft) -> Result<Self, InstanceError> {
        let periods = bounded("periods", "", draft.periods, 1, MAX_PERIODS)?;
        at_most("courses", draft.courses.len(), MAX_COURSES)?;
        at_most("people", draft.people.len(), MAX_PEOPLE)?;
        at_most("units", draft.units.len(), MAX_PEOPLE)?;
        at_most("pins", draft.pins.len(), MAX_WISHES)?;
        at_most("forbids", draft.forbids.len(), MAX_WISHES)?;
        of_length("budget", "", draft.budget.len(), periods)?;
        for amount in &draft.budget {
            amount_of("budget", "", *amount)?;
        }
        let course_places = places("course", draft.courses.iter().map(|course| &course.id))?;
        let unit_places = places("unit", draft.units.iter().map(|unit| &unit.id))?;
        let person_places = places("person", draft.people.iter().map(|person| &person.id))?;

        let mut courses = Vec::with_capacity(draft.courses.len());
        for course in draft.courses {
            courses.push(checked_course(course, periods, &course_places)?);
        }
        refuse_circles(&courses)?;
        let mut units = Vec::with_capacity(draft.units.len());
        for unit in draft.units {
            let max_absent = count("max_absent", &unit.id, unit.max_absent)?;
            units.push(PlanUnit {
                id: unit.id,
                max_absent,
            });
        }
        let mut people = Vec::with_capacity(draft.people.len());
        let mut states = 0usize;
        for person in draft.people {
            let person = checked_person(person, &course_places, &unit_places)?;
            states = states.saturating_add((periods + 1) << person.needs.len());
            people.push(person);
        }
        at_most("states to search", states, MAX_STATES)?;

        let mut instance = Self {
            periods,
            courses,
            units,
            budget: draft.budget,
            people,
            pins: Vec::new(),
            forbids: Vec::new(),
        };
        for pin in draft.pins {
            let person = found("pins", &person_places, "person", &pin.person)?;
            let course = instance.needed(person, &course_places, "pins", &pin.course)?;
            let period = bounded("pins", &pin.person, pin.start, 0, periods - 1)?;
            instance.pins.push(Start {
                person,
                course,
                period,
            });
        }
        instance.pins.sort_unstable();
        instance.pins.dedup();
        for forbid in draft.forbids {
            let person = found("forbids", &person_places, "person", &forbid.person)?;
            let course = instance.needed(person, &course_places, "forbids", &forbid.course)?;
            let period = match forbid.start {
                Some(start) => Some(bounded("forbids", &forbid.person, start, 0, periods - 1)?),
                None => None,
            };
            instance.forbids.push(Forbidden {
                person,
                course,
                period,
            });
        }
        Ok(instance)
    }

    /// How many periods the horizon has.
    pub fn periods(&self) -> usize {
        self.periods
    }

    /// The catalogue.
    pub fn courses(&self) -> &[PlanCourse] {
        &self.courses
    }

    /// The units.
    pub fn units(&self) -> &[PlanUnit] {
        &self.units
    }

    /// The money of each period.
    pub fn budget(&self) -> &[f64] {
        &self.budget
    }

    /// The people.
    pub fn people(&self) -> &[Trainee] {
        &self.people
    }

    /// The starts that a plan must have.
    pub fn pins(&self) -> &[Start] {
        &self.pins
    }

    /// The starts that a plan must not have.
    pub fn forbids(&self) -> &[Forbidden] {
        &self.forbids
    }

    /// The last period in which a course of the person may end.
    pub fn last_period(&self, person: &Trainee) -> usize {
        person.until.min(self.periods - 1)
    }

    fn needed(
        &self,
        person: usize,
        courses: &HashMap<String, usize>,
        list: &'static str,
        course: &str,
    ) -> Result<usize, InstanceError> {
        let place = found(list, courses, "course", course)?;
        let trainee = &self.people[person];
        if trainee.needs.contains(&place) {
            Ok(place)
        } else {
            Err(InstanceError::NotNeeded {
                list,
                person: trainee.id.clone(),
                course: course.to_owned(),
            })
        }
    }
}

fn checked_course(
    draft: CourseDraft,
    periods: usize,
    courses: &HashMap<String, usize>,
) -> Result<PlanCourse, InstanceError> {
    // Longer than the horizon is possible: nobody can take it.
    let duration = bounded("duration", &draft.id, draft.duration, 1, u16::MAX.into())?;
    let cost = amount_of("cost", &draft.id, draft.cost)?;
    of_length("seats", &draft.id, draft.seats.len(), periods)?;
    let mut seats = Vec::with_capacity(periods);
    for places in draft.seats {
        seats.push(count("seats", &draft.id, places)?);
    }
    let mut requires = Vec::with_capacity(draft.requires.len().min(MAX_COURSES));
    for required in &draft.requires {
        let place = found(&draft.id, courses, "course", required)?;
        if !requires.contains(&place) {
            requires.push(place);
        }
    }
    Ok(PlanCourse {
        id: draft.id,
        duration,
        full_time: draft.full_time,
        cost,
        seats,
        requires,
    })
}

fn checked_person(
    draft: PersonDraft,
    courses: &HashMap<String, usize>,
    units: &HashMap<String, usize>,
) -> Result<Trainee, InstanceError> {
    let unit = found(&draft.id, units, "unit", &draft.unit)?;
    let weight = amount_of("weight", &draft.id, draft.weight)?;
    let from = bounded("from", &draft.id, draft.from, 0, u32::MAX as usize)?;
    let until = bounded("until", &draft.id, draft.until, 0, u32::MAX as usize)?;
    if draft.needs.len() > MAX_NEEDS {
        return Err(InstanceError::TooManyNeeds {
            person: draft.id,
            count: draft.needs.len(),
            max: MAX_NEEDS,
        });
    }
    let mut needs = Vec::with_capacity(draft.needs.len());
    for need in &draft.needs {
        let place = found(&draft.id, courses, "course", need)?;
        if needs.contains(&place) {
            return Err(InstanceError::NeededTwice {
                person: draft.id,
                course: need.clone(),
            });
        }
        needs.push(place);
    }
    Ok(Trainee {
        id: draft.id,
        unit,
        weight,
        from,
        until,
        needs,
    })
}

/// Walks from course to required course; a course met again on the way up closes a circle.
fn refuse_circles(courses: &[PlanCourse]) -> Result<(), InstanceError> {
    let mut settled = vec![false; courses.len()];
    for first in 0..courses.len() {
        // Each step holds a course and how many of its requirements have been followed.
        let mut path: Vec<(usize, usize)> = vec![(first, 0)];
        while let Some((course, followed)) = path.pop() {
            if settled[course] {
                continue;
            }
            let Some(required) = courses[course].requires.get(followed) else {
                settled[course] = true;
                continue;
            };
            path.push((course, followed + 1));
            if let Some(at) = path.iter().position(|(known, _)| known == required) {
                let circle = path[at..].iter().map(|(place, _)| *place);
                return Err(InstanceError::Circle {
                    courses: circle.map(|place| courses[place].id.clone()).collect(),
                });
            }
            path.push((*required, 0));
        }
    }
    Ok(())
}

fn places<'a>(
    list: &'static str,
    ids: impl Iterator<Item = &'a String>,
) -> Result<HashMap<String, usize>, InstanceError> {
    let mut places = HashMap::new();
    for (place, id) in ids.enumerate() {
        if places.insert(id.clone(), place).is_some() {
            return Err(InstanceError::UsedTwice {
                list,
                id: id.clone(),
            });
        }
    }
    Ok(places)
}

fn found(
    of: &str,
    places: &HashMap<String, usize>,
    list: &'static str,
    id: &str,
) -> Result<usize, InstanceError> {
    places
        .get(id)
        .copied()
        .ok_or_else(|| InstanceError::Unknown {
            of: of.to_owned(),
            list,
            id: id.to_owned(),
        })
}

fn bounded(
    field: &'static str,
    of: &str,
    value: i64,
    min: usize,
    max: usize,
) -> Result<usize, InstanceError> {
    match usize::try_from(value) {
        Ok(value) if (min..=max).contains(&value) => Ok(value),
        _ => Err(InstanceError::OutOfRange {
            field,
            of: of.to_owned(),
            value: value.to_string(),
            min: min.to_string(),
            max: max.to_string(),
        }),
    }
}

fn count(field: &'static str, of: &str, value: i64) -> Result<u32, InstanceError> {
    // Half the range of the type, so that differences of counts never leave it.
    let max = (i32::MAX / 2) as usize;
    bounded(field, of, value, 0, max).map(|value| value as u32)
}

fn amount_of(field: &'static str, of: &str, value: f64) -> Result<f64, InstanceError> {
    if (0.0..=MAX_AMOUNT).contains(&value) {
        return Ok(value);
    }
    Err(InstanceError::OutOfRange {
        field,
        of: of.to_owned(),
        value: value.to_string(),
        min: "0".to_owned(),
        max: MAX_AMOUNT.to_string(),
    })
}

fn of_length(
    field: &'static str,
    of: &str,
    length: usize,
    periods: usize,
) -> Result<(), InstanceError> {
    if length == periods {
        return Ok(());
    }
    Err(InstanceError::WrongLength {
        field,
        of: of.to_owned(),
        length,
        periods,
    })
}

fn at_most(what: &'static str, count: usize, max: usize) -> Result<(), InstanceError> {
    if count <= max {
        return Ok(());
    }
    Err(InstanceError::TooMany { what, count, max })
}
