//! Who a row means, among the people already known.
//!
//! By name, birth and unit: one who clearly fits is taken, nobody who fits makes a new person, and
//! whatever lies between is asked. Nothing is guessed.

use std::collections::HashMap;

use crate::domain::{Dossier, PartialDate, UnitId, fold, match_key};
use crate::exchange::import::QuestionReason;

/// What a row says of its person's identity.
#[derive(Debug, Clone)]
pub(super) struct Identity {
    /// The name in one spelling, marks kept.
    pub name: String,
    /// The name without marks.
    pub folded: String,
    /// Birth, at the precision given.
    pub birth: Option<PartialDate>,
    /// The unit; for a move the unit left too. Empty when the row names none.
    pub units: Vec<UnitId>,
}

impl Identity {
    pub(super) fn new(name: &str, birth: Option<PartialDate>, units: Vec<UnitId>) -> Self {
        Self {
            name: match_key(name),
            folded: fold(name),
            birth,
            units,
        }
    }
}

/// Whom a row means. Numbers are places in the list of people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Match {
    Person(usize),
    Nobody,
    Ask(QuestionReason, Vec<usize>),
}

/// People by name, with and without marks.
#[derive(Debug, Default)]
pub(super) struct Index {
    by_name: HashMap<String, Vec<usize>>,
    by_folded: HashMap<String, Vec<usize>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Same {
    Yes,
    No,
    Unknown,
}

fn same_birth(row: Option<PartialDate>, person: Option<PartialDate>) -> Same {
    match (row, person) {
        (Some(row), Some(person)) if row.agrees_with(person) => Same::Yes,
        (Some(_), Some(_)) => Same::No,
        _ => Same::Unknown,
    }
}

fn same_unit(row: &[UnitId], person: Option<&UnitId>) -> Same {
    match person {
        Some(_) if row.is_empty() => Same::Unknown,
        Some(unit) if row.contains(unit) => Same::Yes,
        Some(_) => Same::No,
        None => Same::Unknown,
    }
}

/// Whether a date names a day: enough to take two people of one name for one.
fn is_full(date: Option<PartialDate>) -> bool {
    date.is_some_and(|date| date.day().is_some())
}

impl Index {
    /// Adds the person at a place.
    pub(super) fn add(&mut self, at: usize, name: &str) {
        self.by_name.entry(match_key(name)).or_default().push(at);
        self.by_folded.entry(fold(name)).or_default().push(at);
    }

    /// Whom the row means. `in_same_list` says whether a person was met in another row of the same
    /// list: one list does not name a person twice under two names, in two units or with two births.
    pub(super) fn find(
        &self,
        row: &Identity,
        people: &[Dossier],
        in_same_list: impl Fn(usize) -> bool,
    ) -> Match {
        use QuestionReason::{BirthDiffers, OtherMarks, OtherUnit, SeveralFit, TooLittleKnown};
        let named = self
            .by_name
            .get(&row.name)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let of = |unit: Same, birth: Same| -> Vec<usize> {
            named
                .iter()
                .copied()
                .filter(|at| {
                    let person = &people[*at];
                    same_unit(&row.units, person.unit.as_ref()) == unit
                        && same_birth(row.birth, person.birth) == birth
                })
                .collect()
        };
        let here = of(Same::Yes, Same::Yes);
        match here.as_slice() {
            [] => {}
            [one] => return Match::Person(*one),
            several => {
                let exact: Vec<usize> = several
                    .iter()
                    .copied()
                    .filter(|at| is_full(row.birth) && people[*at].birth == row.birth)
                    .collect();
                return match exact.as_slice() {
                    [one] => Match::Person(*one),
                    _ => Match::Ask(SeveralFit, here),
                };
            }
        }
        let contradicting = of(Same::Yes, Same::No);
        let undated = of(Same::Yes, Same::Unknown);
        match (undated.as_slice(), contradicting.as_slice()) {
            ([], _) => {}
            ([one], []) => return Match::Person(*one),
            _ => return Match::Ask(SeveralFit, [undated, contradicting].concat()),
        }
        let anywhere = of(Same::Unknown, Same::Yes);
        match anywhere.as_slice() {
            [] => {}
            [one]
                if contradicting.is_empty()
                    && (is_full(row.birth) && is_full(people[*one].birth) || named.len() == 1) =>
            {
                return Match::Person(*one);
            }
            _ => return Match::Ask(SeveralFit, [anywhere, contradicting].concat()),
        }
        let mistyped: Vec<usize> = contradicting
            .into_iter()
            .filter(|at| !in_same_list(*at))
            .collect();
        if !mistyped.is_empty() {
            return Match::Ask(BirthDiffers, mistyped);
        }
        let mut elsewhere = of(Same::No, Same::Yes);
        elsewhere
            .retain(|at| is_full(row.birth) && is_full(people[*at].birth) || !in_same_list(*at));
        if !elsewhere.is_empty() {
            return Match::Ask(OtherUnit, elsewhere);
        }
        let vague = of(Same::Unknown, Same::Unknown);
        if !vague.is_empty() {
            return Match::Ask(TooLittleKnown, vague);
        }
        let folded = self
            .by_folded
            .get(&row.folded)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let alike: Vec<usize> = folded
            .iter()
            .copied()
            .filter(|at| {
                let person = &people[*at];
                !named.contains(at)
                    && same_unit(&row.units, person.unit.as_ref()) == Same::Yes
                    && same_birth(row.birth, person.birth) == Same::Yes
                    && (is_full(row.birth) && is_full(person.birth) || !in_same_list(*at))
            })
            .collect();
        if alike.is_empty() {
            Match::Nobody
        } else {
            Match::Ask(OtherMarks, alike)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::DossierId;

    struct People {
        people: Vec<Dossier>,
        index: Index,
    }

    impl People {
        fn new(facts: &[(&str, &str, &str)]) -> Self {
            let mut index = Index::default();
            let people = facts
                .iter()
                .enumerate()
                .map(|(at, (name, birth, unit))| {
                    index.add(at, name);
                    let mut person = Dossier::new(DossierId([at as u8; 16]), *name);
                    person.birth = birth.parse().ok();
                    person.unit = (!unit.is_empty()).then(|| UnitId((*unit).to_owned()));
                    person
                })
                .collect();
            Self { people, index }
        }

        fn find(&self, name: &str, birth: &str, unit: &str) -> Match {
            let units = (!unit.is_empty())
                .then(|| UnitId(unit.to_owned()))
                .into_iter()
                .collect();
            self.index.find(
                &Identity::new(name, birth.parse().ok(), units),
                &self.people,
                |_| false,
            )
        }
    }

    use QuestionReason::*;

    #[test]
    fn one_who_fits_is_taken() {
        let people = People::new(&[
            ("Lê Văn Hòa", "1970-03-01", "a"),
            ("Lê Văn Hòa", "1980-03-01", "b"),
        ]);
        for (name, birth, unit) in [
            ("Lê Văn Hòa", "1970-03-01", "a"),
            ("LÊ VĂN HOÀ", "1970", "a"),
            ("Lê Văn Hòa", "1970-03", "a"),
            ("Lê Văn Hòa", "", "a"),
            ("Lê Văn Hòa", "1970-03-01", ""),
        ] {
            assert_eq!(
                people.find(name, birth, unit),
                Match::Person(0),
                "{name} {birth} {unit}"
            );
        }
        assert_eq!(people.find("Lê Văn Hòa", "1975-01-01", "c"), Match::Nobody);
        assert_eq!(people.find("Lê Văn Hải", "1970-03-01", "a"), Match::Nobody);
    }

    #[test]
    fn what_is_not_clear_is_asked() {
        let people = People::new(&[
            ("Lê Văn Hòa", "1970-03-01", "a"),
            ("Lê Văn Hòa", "1970-08-01", "a"),
        ]);
        assert_eq!(
            people.find("Lê Văn Hòa", "1970", "a"),
            Match::Ask(SeveralFit, vec![0, 1])
        );
        assert_eq!(
            people.find("Lê Văn Hòa", "", "a"),
            Match::Ask(SeveralFit, vec![0, 1])
        );
        assert_eq!(
            people.find("Lê Văn Hòa", "1970-08-01", "a"),
            Match::Person(1)
        );
        assert_eq!(
            people.find("Lê Văn Hòa", "1971-03-01", "a"),
            Match::Ask(BirthDiffers, vec![0, 1])
        );
        assert_eq!(
            people.find("Lê Văn Hòa", "1970-03-01", "b"),
            Match::Ask(OtherUnit, vec![0])
        );
        assert_eq!(
            people.find("Lê Văn Hòa", "", ""),
            Match::Ask(TooLittleKnown, vec![0, 1])
        );
        assert_eq!(
            people.find("Lê Văn Hoa", "1970-03-01", "a"),
            Match::Ask(OtherMarks, vec![0])
        );
        assert_eq!(people.find("Lê Văn Hoa", "1970-03-01", "b"), Match::Nobody);
    }

    #[test]
    fn two_rows_of_one_list_with_two_births_are_two_people() {
        let people = People::new(&[("Lê Văn Hòa", "1970-03-01", "a")]);
        let row = |birth: &str| {
            Identity::new(
                "Lê Văn Hòa",
                birth.parse().ok(),
                vec![UnitId("a".to_owned())],
            )
        };
        let find = |birth, same| people.index.find(&row(birth), &people.people, |_| same);
        for birth in ["1980-07-05", "1980", "1970-03-02"] {
            assert_eq!(find(birth, true), Match::Nobody, "{birth}");
            assert_eq!(find(birth, false), Match::Ask(BirthDiffers, vec![0]));
        }
        assert_eq!(find("1970", true), Match::Person(0));
    }

    #[test]
    fn one_without_birth_is_taken_only_alone() {
        let people = People::new(&[("Lê Văn Hòa", "", "a"), ("Lê Văn Hòa", "1970", "a")]);
        assert_eq!(
            people.find("Lê Văn Hòa", "1980-01-01", "a"),
            Match::Ask(SeveralFit, vec![0, 1])
        );
        let alone = People::new(&[("Lê Văn Hòa", "", "a")]);
        assert_eq!(
            alone.find("Lê Văn Hòa", "1980-01-01", "a"),
            Match::Person(0)
        );
    }
}
