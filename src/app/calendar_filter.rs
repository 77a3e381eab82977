//! Which part of the calendar is shown; it lives in the page's address.

use form_urlencoded::Serializer;

use crate::domain::UnitId;
use crate::plan::{AgendaEntry, AgendaKind};

use super::ParseFilterError;

/// What of the calendar is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarFilter {
    /// Only this kind.
    pub kind: Option<AgendaKind>,
    /// Only people of this unit.
    pub unit: Option<UnitId>,
    /// For so many months from that of the day of judging on; one of [`Self::SPANS`].
    pub months: u32,
}

impl Default for CalendarFilter {
    fn default() -> Self {
        Self {
            kind: None,
            unit: None,
            months: 12,
        }
    }
}

impl CalendarFilter {
    /// The spans that can be chosen: a year, two, a term.
    pub const SPANS: [u32; 3] = [12, 24, 60];

    /// The query part of an address; empty when everything is as usual.
    pub fn to_query(&self) -> String {
        let mut query = Serializer::new(String::new());
        if let Some(kind) = self.kind {
            query.append_pair("kind", kind.code());
        }
        if let Some(unit) = &self.unit {
            query.append_pair("unit", &unit.0);
        }
        if self.months != Self::default().months {
            query.append_pair("months", &self.months.to_string());
        }
        query.finish()
    }

    /// The filter that a query names.
    ///
    /// # Errors
    /// [`ParseFilterError`] when a condition or its value is unknown.
    pub fn from_query(query: &str) -> Result<Self, ParseFilterError> {
        let mut filter = Self::default();
        for (key, value) in form_urlencoded::parse(query.as_bytes()) {
            filter.set(&key, &value).ok_or_else(|| ParseFilterError {
                key: key.clone().into_owned(),
                value: value.clone().into_owned(),
            })?;
        }
        Ok(filter)
    }

    fn set(&mut self, key: &str, value: &str) -> Option<()> {
        match key {
            "kind" => self.kind = Some(AgendaKind::from_code(value)?),
            "unit" => self.unit = Some(UnitId(value.to_owned())),
            "months" => {
                let months: u32 = value.parse().ok()?;
                self.months = Self::SPANS.into_iter().find(|span| *span == months)?;
            }
            _ => return None,
        }
        Some(())
    }

    /// Whether the entry is shown, whatever its month.
    pub fn admits(&self, entry: &AgendaEntry) -> bool {
        self.kind.is_none_or(|kind| entry.kind() == kind)
            && self
                .unit
                .as_ref()
                .is_none_or(|unit| entry.dossier.unit.as_ref() == Some(unit))
    }
}
