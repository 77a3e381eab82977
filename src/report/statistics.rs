//! Counts of people that follow each edit: one dossier is counted out and in again, whatever
//! the number of the others.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::domain::{
    CourseKind, CourseStatus, DegreeGrade, Dossier, ForeignLanguageLevel, GeneralEducation, Group,
    Informatics, Known, Ladder, MinorityLanguage, MovementKind, PartialDate, PoliticalTheory,
    ProfessionalLevel, RatingGrade, Sex, StateManagement, Title, UnitId,
};

/// Counts over people who have not left; those who have are counted as such and nowhere else.
///
/// A dossier must be counted out with the same facts with which it was counted in. Where a count
/// is asked for `None`, it is that of the people whose papers do not say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Statistics {
    people: u32,
    left: u32,
    key: u32,
    party: u32,
    groups: Counts<Option<Group>>,
    titles: Counts<Title>,
    sexes: Counts<Option<Sex>>,
    units: Counts<Option<UnitId>>,
    /// As many keys as there are days: a tree.
    births: BTreeMap<Option<PartialDate>, u32>,
    general_education: Counts<Option<GeneralEducation>>,
    professional_level: Counts<Option<ProfessionalLevel>>,
    political_theory: Counts<Option<PoliticalTheory>>,
    state_management: Counts<Option<StateManagement>>,
    informatics: Counts<Option<Informatics>>,
    foreign_language: Counts<Option<ForeignLanguageLevel>>,
    minority_language: Counts<Option<MinorityLanguage>>,
    studying: Counts<CourseKind>,
    talent: Counts<Option<DegreeGrade>>,
    moved: Counts<Option<MovementKind>>,
    ratings: Counts<(i32, RatingGrade)>,
}

impl Statistics {
    /// The counts over those dossiers.
    pub fn of<'a>(dossiers: impl IntoIterator<Item = &'a Dossier>) -> Self {
        let mut statistics = Self::default();
        for dossier in dossiers {
            statistics.add(dossier);
        }
        statistics
    }

    /// Counts a person in.
    pub fn add(&mut self, dossier: &Dossier) {
        self.count(dossier, Step::In);
    }

    /// Counts a person out.
    pub fn remove(&mut self, dossier: &Dossier) {
        self.count(dossier, Step::Out);
    }

    fn count(&mut self, dossier: &Dossier, step: Step) {
        if dossier.left {
            step.apply(&mut self.left);
            return;
        }
        step.apply(&mut self.people);
        if dossier.is_key() {
            step.apply(&mut self.key);
        }
        if dossier.party_joined.is_some() {
            step.apply(&mut self.party);
        }
        self.groups.count(&dossier.group(), step);
        for title in once_each(dossier.posts.iter().map(|post| post.title)) {
            self.titles.count(&title, step);
        }
        self.sexes.count(&dossier.sex, step);
        self.units.count(&dossier.unit, step);
        let born = self.births.entry(dossier.birth).or_default();
        step.apply(born);
        if *born == 0 {
            self.births.remove(&dossier.birth);
        }

        self.general_education
            .count(&level(&dossier.general_education), step);
        self.professional_level
            .count(&level(&dossier.professional_level), step);
        self.political_theory
            .count(&level(&dossier.political_theory), step);
        self.state_management
            .count(&level(&dossier.state_management), step);
        self.informatics.count(&level(&dossier.informatics), step);
        let foreign = dossier.foreign_language.as_ref();
        self.foreign_language
            .count(&foreign.and_then(|language| language.level), step);
        self.minority_language
            .count(&level(&dossier.minority_language), step);

        let attended = dossier
            .courses
            .iter()
            .filter(|course| course.status == CourseStatus::Studying);
        for kind in once_each(attended.map(|course| course.kind)) {
            self.studying.count(&kind, step);
        }
        if let Some(talent) = &dossier.talent {
            self.talent.count(&talent.degree, step);
        }
        for kind in once_each(dossier.movements.iter().map(|movement| movement.kind)) {
            self.moved.count(&kind, step);
        }
        for rating in once_each(dossier.ratings.iter().map(|one| (one.year, one.grade))) {
            self.ratings.count(&rating, step);
        }
    }

    /// All people who have not left.
    pub fn people(&self) -> u32 {
        self.people
    }

    /// People who have left the corps.
    pub fn left(&self) -> u32 {
        self.left
    }

    /// Holders of a key post.
    pub fn key(&self) -> u32 {
        self.key
    }

    /// Members of the Party.
    pub fn party(&self) -> u32 {
        self.party
    }

    /// People of that group, by their main title.
    pub fn group(&self, group: Group) -> u32 {
        self.groups.of(&Some(group))
    }

    /// People without a title.
    pub fn without_title(&self) -> u32 {
        self.groups.of(&None)
    }

    /// Holders of that title; a person with two titles is counted in both.
    pub fn title(&self, title: Title) -> u32 {
        self.titles.of(&title)
    }

    /// People of that sex.
    pub fn sex(&self, sex: Sex) -> u32 {
        self.sexes.of(&Some(sex))
    }

    /// People of that unit, or those whose unit is not known.
    pub fn unit(&self, unit: Option<&UnitId>) -> u32 {
        // The key owns its text, so that looking one up needs a copy of it.
        self.units.of(&unit.cloned())
    }

    /// People by age on that day.
    pub fn ages(&self, on: NaiveDate) -> AgeCounts {
        let mut ages = AgeCounts::default();
        for (birth, people) in &self.births {
            match birth.and_then(|birth| AgeBand::of(birth, on)) {
                Some(band) => ages.bands[band as usize] += people,
                None => ages.not_known += people,
            }
        }
        ages
    }

    /// People of that level of school.
    pub fn general_education(&self, level: Option<GeneralEducation>) -> u32 {
        self.general_education.of(&level)
    }

    /// People of that professional level.
    pub fn professional_level(&self, level: Option<ProfessionalLevel>) -> u32 {
        self.professional_level.of(&level)
    }

    /// People of that level of political theory.
    pub fn political_theory(&self, level: Option<PoliticalTheory>) -> u32 {
        self.political_theory.of(&level)
    }

    /// People of that level of state management.
    pub fn state_management(&self, level: Option<StateManagement>) -> u32 {
        self.state_management.of(&level)
    }

    /// People of that level of informatics.
    pub fn informatics(&self, level: Option<Informatics>) -> u32 {
        self.informatics.of(&level)
    }

    /// People of that level of a foreign language, whichever the language.
    pub fn foreign_language(&self, level: Option<ForeignLanguageLevel>) -> u32 {
        self.foreign_language.of(&level)
    }

    /// People of that level of a minority language.
    pub fn minority_language(&self, level: Option<MinorityLanguage>) -> u32 {
        self.minority_language.of(&level)
    }

    /// People who attend a course of that kind now.
    pub fn studying(&self, kind: CourseKind) -> u32 {
        self.studying.of(&kind)
    }

    /// People who came through the talent scheme.
    pub fn talent(&self) -> u32 {
        self.talent.iter().map(|(_, people)| people).sum()
    }

    /// People who came through the talent scheme with a degree of that grade.
    pub fn talent_with(&self, degree: Option<DegreeGrade>) -> u32 {
        self.talent.of(&degree)
    }

    /// People who were moved in that way; a person moved twice in one way counts once.
    pub fn moved(&self, kind: Option<MovementKind>) -> u32 {
        self.moved.of(&kind)
    }

    /// People rated so in that year.
    pub fn rated(&self, year: i32, grade: RatingGrade) -> u32 {
        self.ratings.of(&(year, grade))
    }

    /// The years for which somebody is rated, oldest first.
    pub fn rated_years(&self) -> Vec<i32> {
        once_each(self.ratings.iter().map(|((year, _), _)| *year)).collect()
    }

    /// The last year for which somebody is rated.
    pub fn latest_rated_year(&self) -> Option<i32> {
        self.ratings.last().map(|(year, _)| *year)
    }
}

/// Ages as the statistics forms group them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AgeBand {
    /// Up to 30 years.
    UpTo30,
    /// 31 to 40 years.
    From31To40,
    /// 41 to 50 years.
    From41To50,
    /// 51 to 60 years.
    From51To60,
    /// More than 60 years.
    Over60,
}

impl AgeBand {
    /// Every band, youngest first.
    pub const ALL: [Self; 5] = [
        Self::UpTo30,
        Self::From31To40,
        Self::From41To50,
        Self::From51To60,
        Self::Over60,
    ];

    /// The band of whole years lived by that day, the birthday included.
    ///
    /// Nothing when the papers leave two bands possible, or when the birth is after that day.
    pub fn of(birth: PartialDate, on: NaiveDate) -> Option<Self> {
        let youngest = Self::of_day(birth.latest().min(on), on)?;
        let oldest = Self::of_day(birth.earliest(), on)?;
        (youngest == oldest).then_some(youngest)
    }

    fn of_day(birth: NaiveDate, on: NaiveDate) -> Option<Self> {
        if birth > on {
            return None;
        }
        let had_birthday = (on.month(), on.day()) >= (birth.month(), birth.day());
        let years = on.year() - birth.year() - i32::from(!had_birthday);
        Some(match years {
            ..=30 => Self::UpTo30,
            31..=40 => Self::From31To40,
            41..=50 => Self::From41To50,
            51..=60 => Self::From51To60,
            _ => Self::Over60,
        })
    }
}

/// People by age.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AgeCounts {
    bands: [u32; AgeBand::ALL.len()],
    /// People whose papers do not decide their band.
    pub not_known: u32,
}

impl AgeCounts {
    /// People of that band.
    pub fn of(&self, band: AgeBand) -> u32 {
        self.bands[band as usize]
    }
}

#[derive(Clone, Copy)]
enum Step {
    In,
    Out,
}

impl Step {
    fn apply(self, count: &mut u32) {
        *count = match self {
            Self::In => count.saturating_add(1),
            Self::Out => count.saturating_sub(1),
        };
    }
}

/// People by something that each has, smallest first; what nobody has is not there, so that
/// counting a person in and out again leaves no trace.
///
/// A sorted list: of most things there are few, and the code of a tree for each kind of key is
/// eight kilobytes of the page's first load.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Counts<K>(Vec<(K, u32)>);

impl<K> Default for Counts<K> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: Ord + Clone> Counts<K> {
    fn place(&self, key: &K) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| known.cmp(key))
    }

    fn count(&mut self, key: &K, step: Step) {
        let at = self.place(key).unwrap_or_else(|at| {
            self.0.insert(at, (key.clone(), 0));
            at
        });
        if let Some((_, people)) = self.0.get_mut(at) {
            step.apply(people);
            if *people == 0 {
                self.0.remove(at);
            }
        }
    }

    fn of(&self, key: &K) -> u32 {
        let found = self.place(key).ok().and_then(|at| self.0.get(at));
        found.map_or(0, |(_, people)| *people)
    }

    fn iter(&self) -> impl Iterator<Item = (&K, u32)> {
        self.0.iter().map(|(key, people)| (key, *people))
    }

    fn last(&self) -> Option<&K> {
        self.0.last().map(|(key, _)| key)
    }
}

fn level<L: Ladder>(known: &Option<Known<L>>) -> Option<L> {
    known.as_ref().map(|known| known.level)
}

/// Each different value once, smallest first.
fn once_each<T: Ord>(values: impl Iterator<Item = T>) -> impl Iterator<Item = T> {
    let mut values: Vec<T> = values.collect();
    values.sort_unstable();
    values.dedup();
    values.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Course, DossierId, Post, Rating, TalentIntake};

    fn person(number: u8) -> Dossier {
        Dossier::new(DossierId([number; 16]), format!("Nguyễn Văn {number}"))
    }

    fn chair() -> Dossier {
        let mut chair = person(1);
        chair.sex = Some(Sex::Female);
        chair.posts = vec![
            Post::of(Title::PartySecretary),
            Post::of(Title::CouncilChair),
        ];
        chair.party_joined = "1999".parse().ok();
        chair.unit = Some(UnitId("xã tân lập".into()));
        chair.professional_level = Some(Known::chosen(ProfessionalLevel::Master));
        chair.ratings = vec![
            Rating {
                year: 2015,
                grade: RatingGrade::Good,
            },
            Rating {
                year: 2016,
                grade: RatingGrade::Excellent,
            },
        ];
        chair
    }

    fn course(kind: CourseKind, status: CourseStatus) -> Course {
        Course {
            kind,
            status,
            class: String::new(),
            mode: None,
            from: None,
            until: None,
        }
    }

    #[test]
    fn a_person_with_two_titles_is_one_person() {
        let statistics = Statistics::of([&chair(), &person(2)]);
        assert_eq!(statistics.people(), 2);
        assert_eq!(statistics.key(), 1);
        assert_eq!(statistics.party(), 1);
        assert_eq!(statistics.group(Group::Cadre), 1);
        assert_eq!(statistics.group(Group::CivilServant), 0);
        assert_eq!(statistics.without_title(), 1);
        assert_eq!(statistics.title(Title::PartySecretary), 1);
        assert_eq!(statistics.title(Title::CouncilChair), 1);
        assert_eq!(statistics.sex(Sex::Female), 1);
        assert_eq!(statistics.sex(Sex::Male), 0);
        assert_eq!(statistics.unit(Some(&UnitId("xã tân lập".into()))), 1);
        assert_eq!(statistics.unit(None), 1);
        let master = Some(ProfessionalLevel::Master);
        assert_eq!(statistics.professional_level(master), 1);
        assert_eq!(statistics.professional_level(None), 1);
        assert_eq!(statistics.rated(2016, RatingGrade::Excellent), 1);
        assert_eq!(statistics.rated(2016, RatingGrade::Good), 0);
        assert_eq!(statistics.rated_years(), [2015, 2016]);
        assert_eq!(statistics.latest_rated_year(), Some(2016));
    }

    #[test]
    fn who_left_is_counted_as_left_only() {
        let gone = Dossier {
            left: true,
            ..chair()
        };
        let statistics = Statistics::of([&gone]);
        assert_eq!((statistics.people(), statistics.left()), (0, 1));
        assert_eq!(statistics.key() + statistics.party(), 0);
        assert_eq!(statistics.latest_rated_year(), None);
    }

    #[test]
    fn only_courses_attended_now_count_and_each_kind_once() {
        let mut student = person(1);
        student.courses = vec![
            course(CourseKind::PtIntermediate, CourseStatus::Studying),
            course(CourseKind::PtIntermediate, CourseStatus::Studying),
            course(CourseKind::University, CourseStatus::Completed),
        ];
        let statistics = Statistics::of([&student]);
        assert_eq!(statistics.studying(CourseKind::PtIntermediate), 1);
        assert_eq!(statistics.studying(CourseKind::University), 0);
    }

    #[test]
    fn talent_is_counted_with_and_without_a_grade() {
        let intake = |degree| TalentIntake {
            year: Some(2014),
            degree,
            field: String::new(),
        };
        let (mut one, mut other) = (person(1), person(2));
        one.talent = Some(intake(Some(DegreeGrade::VeryGood)));
        other.talent = Some(intake(None));
        let statistics = Statistics::of([&one, &other]);
        assert_eq!(statistics.talent(), 2);
        assert_eq!(statistics.talent_with(Some(DegreeGrade::VeryGood)), 1);
        assert_eq!(statistics.talent_with(None), 1);
    }

    #[test]
    fn a_band_ends_on_the_eve_of_the_birthday() {
        let on = |text: &str| text.parse::<NaiveDate>().unwrap();
        let birth = |text: &str| text.parse::<PartialDate>().unwrap();
        let born = birth("1986-03-31");
        assert_eq!(AgeBand::of(born, on("2017-03-30")), Some(AgeBand::UpTo30));
        assert_eq!(
            AgeBand::of(born, on("2017-03-31")),
            Some(AgeBand::From31To40)
        );
        for (born, band) in [
            ("1977-01-01", AgeBand::From31To40),
            ("1976-01-01", AgeBand::From41To50),
            ("1967-01-01", AgeBand::From41To50),
            ("1966-01-01", AgeBand::From51To60),
            ("1957-01-01", AgeBand::From51To60),
            ("1956-01-01", AgeBand::Over60),
        ] {
            let day = on("2017-01-01");
            assert_eq!(AgeBand::of(birth(born), day), Some(band), "{born}");
        }
        // A year alone decides the band only when every day of it does.
        assert_eq!(AgeBand::of(birth("1986"), on("2017-06-30")), None);
        assert_eq!(
            AgeBand::of(birth("1986"), on("2017-12-31")),
            Some(AgeBand::From31To40)
        );
        assert_eq!(AgeBand::of(birth("2018"), on("2017-12-31")), None);
        // Born on 29 February: a year older on 1 March of a common year.
        assert_eq!(
            AgeBand::of(birth("1956-02-29"), on("2017-02-28")),
            Some(AgeBand::From51To60)
        );
    }

    #[test]
    fn ages_follow_the_day_asked_for() {
        let mut one = person(1);
        one.birth = "1986-03-31".parse().ok();
        let statistics = Statistics::of([&one, &person(2)]);
        let ages = statistics.ages("2017-03-30".parse().unwrap());
        assert_eq!((ages.of(AgeBand::UpTo30), ages.not_known), (1, 1));
        let ages = statistics.ages("2017-03-31".parse().unwrap());
        assert_eq!(ages.of(AgeBand::From31To40), 1);
    }
}
