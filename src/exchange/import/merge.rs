//! A row into a dossier: what is empty is filled, what is vague refined, what differs replaced.

use super::report::{Field, FieldChange};
use crate::domain::{
    Course, CourseStatus, Dossier, ForeignLanguage, Known, Ladder, Movement, PartialDate,
    PositionTenure, Post, Rating, Sex, Succession, TalentIntake, Title, UnitId, match_key,
};

/// Whether a row may replace what is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Authority {
    /// A list that is new: what differs is replaced.
    Replaces,
    /// A list that was taken before, or a remark beside the matter: it only adds.
    Adds,
}

/// Merges one row into one dossier and keeps account of the changes.
pub(super) struct Merge<'a> {
    pub dossier: &'a mut Dossier,
    pub authority: Authority,
    pub changes: Vec<FieldChange>,
}

fn text_of<T: ToString>(value: Option<&T>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

impl<'a> Merge<'a> {
    pub(super) fn new(dossier: &'a mut Dossier, authority: Authority) -> Self {
        Self {
            dossier,
            authority,
            changes: Vec::new(),
        }
    }

    fn note(&mut self, field: Field, old: impl Into<String>, new: impl Into<String>) {
        self.changes.push(FieldChange {
            field,
            old: old.into(),
            new: new.into(),
        });
    }

    fn replaces(&self) -> bool {
        self.authority == Authority::Replaces
    }

    pub(super) fn date(
        &mut self,
        field: Field,
        place: fn(&mut Dossier) -> &mut Option<PartialDate>,
        new: Option<PartialDate>,
    ) {
        let Some(new) = new else { return };
        let replaces = self.replaces();
        let known = place(self.dossier);
        let takes = match *known {
            None => true,
            Some(old) => new.refines(old) || replaces && !new.agrees_with(old),
        };
        if takes {
            let old = known.replace(new);
            self.note(field, text_of(old.as_ref()), new.to_string());
        }
    }

    pub(super) fn level<L: Ladder>(
        &mut self,
        field: Field,
        place: fn(&mut Dossier) -> &mut Option<Known<L>>,
        new: Option<&Known<L>>,
    ) {
        let Some(new) = new else { return };
        let replaces = self.replaces();
        let known = place(self.dossier);
        let takes = match known {
            None => true,
            // One level in other words is nothing new.
            Some(old) => replaces && old.level != new.level,
        };
        if takes {
            let old = known
                .replace(new.clone())
                .map(|old| old.level.code())
                .unwrap_or_default();
            self.note(field, old, new.level.code());
        }
    }

    pub(super) fn text(&mut self, field: Field, place: fn(&mut Dossier) -> &mut String, new: &str) {
        if new.is_empty() {
            return;
        }
        let replaces = self.replaces();
        let known = place(self.dossier);
        if known.is_empty() || replaces && match_key(known) != match_key(new) {
            let old = std::mem::replace(known, new.to_owned());
            self.note(field, old, new);
        }
    }

    pub(super) fn sex(&mut self, new: Option<Sex>) {
        let Some(new) = new else { return };
        if self.dossier.sex.is_none() || self.replaces() && self.dossier.sex != Some(new) {
            let old = self.dossier.sex.replace(new);
            self.note(
                Field::Sex,
                old.map(Sex::code).unwrap_or_default(),
                new.code(),
            );
        }
    }

    pub(super) fn unit(&mut self, new: Option<&UnitId>) {
        let Some(new) = new else { return };
        if self.dossier.unit.is_none() || self.replaces() && self.dossier.unit.as_ref() != Some(new)
        {
            let old = self.dossier.unit.replace(new.clone());
            self.note(
                Field::Unit,
                old.map(|unit| unit.0).unwrap_or_default(),
                new.0.clone(),
            );
        }
    }

    /// The titles of a row. A list about one matter names one of several titles: that is nothing new.
    pub(super) fn posts(
        &mut self,
        titles: &[Title],
        written: &str,
        since: Option<PartialDate>,
        whole: bool,
    ) {
        if titles.is_empty() {
            if self.dossier.posts.is_empty() {
                self.text(Field::Title, |dossier| &mut dossier.post_written, written);
            }
            return;
        }
        let held: Vec<Title> = self.dossier.posts.iter().map(|post| post.title).collect();
        let all_held = titles.iter().all(|title| held.contains(title));
        let same = all_held && (!whole || held.len() == titles.len());
        if !same && (held.is_empty() || self.replaces()) {
            let codes = |titles: &[Title]| {
                titles
                    .iter()
                    .map(|title| title.code())
                    .collect::<Vec<_>>()
                    .join(", ")
            };
            self.note(Field::Title, codes(&held), codes(titles));
            self.dossier.posts = titles
                .iter()
                .map(|title| {
                    let known = self
                        .dossier
                        .posts
                        .iter()
                        .find(|post| post.title == *title)
                        .cloned();
                    known.unwrap_or_else(|| Post::of(*title))
                })
                .collect();
            self.dossier.post_written = written.to_owned();
        }
        if let (Some(since), Some(first)) = (since, titles.first()) {
            let replaces = self.replaces();
            let post = self
                .dossier
                .posts
                .iter_mut()
                .find(|post| post.title == *first);
            if let Some(post) = post {
                let takes = match post.since {
                    None => true,
                    Some(old) => since.refines(old) || replaces && !since.agrees_with(old),
                };
                if takes {
                    let old = post.since.replace(since);
                    self.note(Field::PostSince, text_of(old.as_ref()), since.to_string());
                }
            }
        }
    }

    pub(super) fn foreign_language(&mut self, new: Option<&ForeignLanguage>) {
        let Some(new) = new else { return };
        let takes = match &self.dossier.foreign_language {
            None => true,
            Some(old) => {
                let same_language = match_key(&old.language) == match_key(&new.language);
                let fills = (old.language.is_empty() || same_language)
                    && (old.level.is_none() || old.level == new.level);
                let adds = old.language.is_empty() && !new.language.is_empty()
                    || old.level.is_none() && new.level.is_some();
                let differs = !same_language && !new.language.is_empty()
                    || new.level.is_some() && old.level != new.level;
                fills && adds
                    || self.replaces()
                        && differs
                        && !(old.language == new.language && old.level == new.level)
            }
        };
        if takes {
            let show = |language: &ForeignLanguage| {
                let level = language.level.map(|level| level.code()).unwrap_or_default();
                format!("{} {level}", language.language).trim().to_owned()
            };
            let old = self.dossier.foreign_language.replace(new.clone());
            self.note(
                Field::ForeignLanguage,
                old.as_ref().map(show).unwrap_or_default(),
                show(new),
            );
        }
    }

    /// A note is added behind those that say something else.
    pub(super) fn remark(&mut self, new: &str) {
        let key = match_key(new);
        if key.is_empty()
            || self
                .dossier
                .note
                .split("; ")
                .any(|known| match_key(known) == key)
        {
            return;
        }
        if match_key(&self.dossier.note).contains(&key) {
            return;
        }
        let old = self.dossier.note.clone();
        if old.is_empty() {
            self.dossier.note = new.to_owned();
        } else if self.replaces() {
            self.dossier.note = format!("{old}; {new}");
        } else {
            return;
        }
        self.note(Field::Note, old, new);
    }

    /// A course; one of the same kind that may be the same is refined, not doubled.
    pub(super) fn course(&mut self, new: &Course) {
        let same = |known: &Course| {
            let classes = known.class.is_empty()
                || new.class.is_empty()
                || match_key(&known.class) == match_key(&new.class);
            let starts = match (known.from, new.from) {
                (Some(known), Some(new)) => known.agrees_with(new),
                _ => true,
            };
            known.kind == new.kind && classes && starts
        };
        let replaces = self.replaces();
        let Some(known) = self.dossier.courses.iter_mut().find(|known| same(known)) else {
            self.dossier.courses.push(new.clone());
            self.dossier
                .courses
                .sort_by_key(|course| course.from.map(PartialDate::earliest));
            let text = course_text(new);
            self.note(Field::Course, "", text);
            return;
        };
        let old = known.clone();
        if known.class.is_empty() {
            known.class.clone_from(&new.class);
        }
        // A note says *studying* for as long as nobody deletes it.
        if replaces && new.status != CourseStatus::Studying {
            known.status = new.status;
        }
        if known.mode.is_none() || replaces && new.mode.is_some() {
            known.mode = new.mode.or(known.mode);
        }
        for (known, new) in [(&mut known.from, new.from), (&mut known.until, new.until)] {
            refine(known, new, replaces);
        }
        if *known != old {
            let text = course_text(known);
            self.note(Field::Course, course_text(&old), text);
        }
    }

    pub(super) fn rating(&mut self, new: Rating) {
        let replaces = self.replaces();
        match self
            .dossier
            .ratings
            .iter_mut()
            .find(|known| known.year == new.year)
        {
            None => {
                self.dossier.ratings.push(new);
                self.dossier.ratings.sort();
                self.note(Field::Rating(Some(new.year)), "", new.grade.code());
            }
            Some(known) if replaces && known.grade != new.grade => {
                let old = std::mem::replace(known, new);
                self.note(
                    Field::Rating(Some(new.year)),
                    old.grade.code(),
                    new.grade.code(),
                );
            }
            Some(_) => {}
        }
    }

    pub(super) fn movement(&mut self, new: &Movement) {
        let same = |known: &Movement| {
            let times = match (known.on, new.on) {
                (Some(known), Some(new)) => known.agrees_with(new),
                _ => true,
            };
            known.from_unit == new.from_unit && known.to_unit == new.to_unit && times
        };
        let replaces = self.replaces();
        let show = |movement: &Movement| {
            let unit = |unit: &Option<UnitId>| {
                unit.as_ref().map(|unit| unit.0.clone()).unwrap_or_default()
            };
            format!(
                "{} -> {} {}",
                unit(&movement.from_unit),
                unit(&movement.to_unit),
                text_of(movement.on.as_ref())
            )
        };
        let Some(known) = self.dossier.movements.iter_mut().find(|known| same(known)) else {
            self.dossier.movements.push(new.clone());
            self.dossier
                .movements
                .sort_by_key(|movement| movement.on.map(PartialDate::earliest));
            self.note(Field::Movement, "", show(new));
            return;
        };
        let old = known.clone();
        known.kind = known.kind.or(new.kind);
        refine(&mut known.on, new.on, replaces);
        for (known, new) in [
            (&mut known.from_post, &new.from_post),
            (&mut known.to_post, &new.to_post),
        ] {
            if known.is_empty() {
                known.clone_from(new);
            }
        }
        if *known != old {
            let text = show(known);
            self.note(Field::Movement, show(&old), text);
        }
    }

    pub(super) fn succession(&mut self, new: &Succession) {
        let named = |succession: &Succession| match succession.title {
            Some(title) => title.code().to_owned(),
            None => match_key(&succession.written),
        };
        let same = |known: &Succession| {
            named(known) == named(new)
                && known.from_year == new.from_year
                && known.until_year == new.until_year
        };
        if !self.dossier.successions.iter().any(same) {
            self.dossier.successions.push(new.clone());
            self.note(Field::Succession, "", named(new));
        }
    }

    pub(super) fn tenure(&mut self, new: &PositionTenure) {
        let named = |tenure: &PositionTenure| match tenure.title {
            Some(title) => title.code().to_owned(),
            None => match_key(&tenure.written),
        };
        let same = |known: &PositionTenure| {
            let starts = match (known.since, new.since) {
                (Some(known), Some(new)) => known.agrees_with(new),
                _ => true,
            };
            named(known) == named(new) && starts
        };
        let replaces = self.replaces();
        let Some(known) = self.dossier.tenures.iter_mut().find(|known| same(known)) else {
            self.dossier.tenures.push(new.clone());
            self.dossier
                .tenures
                .sort_by_key(|tenure| tenure.since.map(PartialDate::earliest));
            self.note(
                Field::Tenure,
                "",
                format!("{} {}", named(new), text_of(new.since.as_ref())),
            );
            return;
        };
        let old = known.clone();
        refine(&mut known.since, new.since, replaces);
        if known.previous_unit.is_none() || replaces && new.previous_unit.is_some() {
            known.previous_unit = new
                .previous_unit
                .clone()
                .or_else(|| known.previous_unit.take());
        }
        if known.note.is_empty() || replaces && !new.note.is_empty() {
            known.note.clone_from(&new.note);
        }
        if *known != old {
            let text = format!(
                "{} {} {}",
                named(known),
                text_of(known.since.as_ref()),
                known.note
            );
            self.note(
                Field::Tenure,
                format!("{} {}", named(&old), text_of(old.since.as_ref())),
                text,
            );
        }
    }

    pub(super) fn talent(&mut self, new: Option<&TalentIntake>) {
        let Some(new) = new else { return };
        let replaces = self.replaces();
        let show = |talent: &TalentIntake| {
            let degree = talent
                .degree
                .map(|degree| degree.code())
                .unwrap_or_default();
            format!(
                "{} {degree} {}",
                text_of(talent.year.as_ref()),
                talent.field
            )
            .trim()
            .to_owned()
        };
        let Some(known) = &mut self.dossier.talent else {
            self.dossier.talent = Some(new.clone());
            self.note(Field::Talent, "", show(new));
            return;
        };
        let old = known.clone();
        if known.year.is_none() || replaces && new.year.is_some() {
            known.year = new.year.or(known.year);
        }
        if known.degree.is_none() || replaces && new.degree.is_some() {
            known.degree = new.degree.or(known.degree);
        }
        if known.field.is_empty()
            || replaces && !new.field.is_empty() && match_key(&known.field) != match_key(&new.field)
        {
            known.field.clone_from(&new.field);
        }
        if *known != old {
            let text = show(known);
            self.note(Field::Talent, show(&old), text);
        }
    }

    /// Notes that the person left the corps for a superior body.
    pub(super) fn left(&mut self, to: &UnitId) {
        if self.dossier.left || !self.replaces() && !self.dossier.posts.is_empty() {
            return;
        }
        self.dossier.left = true;
        self.note(Field::Left, "", "true");
        if self.dossier.unit.as_ref() != Some(to) {
            let old = self.dossier.unit.replace(to.clone());
            self.note(
                Field::Unit,
                old.map(|unit| unit.0).unwrap_or_default(),
                to.0.clone(),
            );
        }
    }
}

fn refine(known: &mut Option<PartialDate>, new: Option<PartialDate>, replaces: bool) {
    let Some(new) = new else { return };
    let takes = match *known {
        None => true,
        Some(old) => new.refines(old) || replaces && !new.agrees_with(old),
    };
    if takes {
        *known = Some(new);
    }
}

fn course_text(course: &Course) -> String {
    format!(
        "{} {} {}",
        course.kind.code(),
        course.status.code(),
        course.class
    )
    .trim()
    .to_owned()
}
