//! What falls due for whom, month by month: retirement, change of post.

use chrono::NaiveDate;

use crate::domain::{Dossier, Office, codes};
use crate::law::{
    Calendar, ConversionDue, ConversionState, Fact, MonthIndex, PersonRetirement, month_of,
};

codes!(
    /// What falls due.
    AgendaKind {
        /// Retirement.
        Retirement = "retirement",
        /// A post that changes hands.
        Conversion = "conversion",
    }
);

codes!(
    /// In which part of the calendar an entry stands.
    AgendaPart {
        /// The day has passed.
        Overdue = "overdue",
        /// Falls due in its month.
        Coming = "coming",
        /// The law or the office still leaves something open.
        Unsettled = "unsettled",
        /// Would be due, but the law spares the person.
        Excluded = "excluded",
        /// Facts are missing.
        Unknown = "unknown",
    }
);

/// What falls due, with what it rests on.
#[derive(Debug, Clone, PartialEq)]
pub enum AgendaMatter<'a> {
    /// Retirement.
    Retirement(PersonRetirement<'a>),
    /// Retirement of somebody of whom these facts are missing.
    RetirementUnknown(Vec<Fact>),
    /// A post that changes hands.
    Conversion(ConversionDue<'a>),
}

/// One line of the calendar.
#[derive(Debug, Clone, PartialEq)]
pub struct AgendaEntry<'a> {
    /// Whom it concerns.
    pub dossier: &'a Dossier,
    /// The day, where one can be said; of an unsettled change of post the last one possible.
    pub day: Option<NaiveDate>,
    /// In which part it stands.
    pub part: AgendaPart,
    /// What falls due.
    pub matter: AgendaMatter<'a>,
}

impl AgendaEntry<'_> {
    /// What falls due.
    pub fn kind(&self) -> AgendaKind {
        match self.matter {
            AgendaMatter::Retirement(_) | AgendaMatter::RetirementUnknown(_) => {
                AgendaKind::Retirement
            }
            AgendaMatter::Conversion(_) => AgendaKind::Conversion,
        }
    }

    /// The month of the day.
    pub fn month(&self) -> Option<MonthIndex> {
        self.day.map(month_of)
    }
}

/// Everything that falls due for the people who are here, as of the day, in the order of the days.
/// Entries without a day stand last; people keep their order within a day.
pub fn agenda<'a>(
    law: &'a Calendar,
    office: &'a Office,
    people: impl Iterator<Item = &'a Dossier>,
    on: NaiveDate,
) -> Vec<AgendaEntry<'a>> {
    let mut entries = Vec::new();
    for dossier in people.filter(|dossier| !dossier.left) {
        entries.push(retirement(law, dossier, on));
        entries.extend(
            law.conversion
                .dues(&law.retirement, office, dossier, on)
                .into_iter()
                .map(|due| conversion(dossier, due)),
        );
    }
    entries.sort_by_key(|entry| (entry.day.is_none(), entry.day));
    entries
}

fn retirement<'a>(law: &'a Calendar, dossier: &'a Dossier, on: NaiveDate) -> AgendaEntry<'a> {
    match law.retirement.of(dossier) {
        Err(missing) => AgendaEntry {
            dossier,
            day: None,
            part: AgendaPart::Unknown,
            matter: AgendaMatter::RetirementUnknown(missing),
        },
        Ok(retires) => {
            let day = retires.date();
            let part = match day {
                None => AgendaPart::Unsettled,
                Some(_) if retires.objection.is_some() => AgendaPart::Unsettled,
                Some(day) if day <= on => AgendaPart::Overdue,
                Some(_) => AgendaPart::Coming,
            };
            AgendaEntry {
                dossier,
                day: day.or_else(|| retires.legal.latest().retirement_date()),
                part,
                matter: AgendaMatter::Retirement(retires),
            }
        }
    }
}

fn conversion<'a>(dossier: &'a Dossier, due: ConversionDue<'a>) -> AgendaEntry<'a> {
    let part = match due.state {
        ConversionState::NotDue => AgendaPart::Coming,
        ConversionState::Due => AgendaPart::Overdue,
        ConversionState::Unsettled(_) => AgendaPart::Unsettled,
        ConversionState::NotYet(_) | ConversionState::NotAtAll(_) => AgendaPart::Excluded,
        ConversionState::NoStart => AgendaPart::Unknown,
    };
    AgendaEntry {
        dossier,
        day: due.last,
        part,
        matter: AgendaMatter::Conversion(due),
    }
}
