//! Addresses of the pages, behind the `#` so that they work from a file as well as from a server.

use crate::domain::DossierId;

use super::{CalendarFilter, Filter, ParseFilterError};

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// What is due, what is missing, how many meet the standard.
    Overview,
    /// Reading lists.
    Import,
    /// The list of people.
    People(Filter),
    /// One person.
    Dossier(DossierId),
    /// One person's result, to be printed.
    Sheet(DossierId),
    /// People against criteria.
    Matrix(Filter),
    /// Training needs.
    Needs,
    /// What falls due, month by month.
    Calendar(CalendarFilter),
    /// What ratings lead to.
    Ratings,
    /// Facts that cannot be true, facts that are missing.
    Checks,
    /// Which fields of study fit which title.
    Majors,
    /// Wards and communes.
    Units,
    /// Rules and the texts behind them.
    Law,
    /// Two days side by side.
    Compare,
    /// Data file, export, sample city.
    Files,
    /// An address that names no page.
    Lost(String),
}

impl Route {
    /// The page that a hash names; an empty one names the overview.
    pub fn parse(hash: &str) -> Self {
        let path = hash.trim_start_matches('#').trim_start_matches('/');
        let (page, query) = path.split_once('?').unwrap_or((path, ""));
        let listed = |page: fn(Filter) -> Self, filter: Result<Filter, ParseFilterError>| {
            filter.map_or_else(|error| Self::Lost(error.to_string()), page)
        };
        match page {
            "" => Self::Overview,
            "import" => Self::Import,
            "people" => listed(Self::People, Filter::from_query(query)),
            "matrix" => listed(Self::Matrix, Filter::from_query(query)),
            "needs" => Self::Needs,
            "calendar" => CalendarFilter::from_query(query)
                .map_or_else(|error| Self::Lost(error.to_string()), Self::Calendar),
            "ratings" => Self::Ratings,
            "checks" => Self::Checks,
            "majors" => Self::Majors,
            "units" => Self::Units,
            "law" => Self::Law,
            "compare" => Self::Compare,
            "files" => Self::Files,
            other => Self::of_person(other).unwrap_or_else(|| Self::Lost(hash.to_owned())),
        }
    }

    fn of_person(page: &str) -> Option<Self> {
        let person = page.strip_prefix("person/")?;
        match person.strip_suffix("/sheet") {
            Some(id) => id.parse().map(Self::Sheet).ok(),
            None => person.parse().map(Self::Dossier).ok(),
        }
    }

    /// The page without the conditions of its list: two addresses of one page have the same.
    pub fn page(&self) -> Self {
        match self {
            Self::People(_) => Self::People(Filter::default()),
            Self::Matrix(_) => Self::Matrix(Filter::default()),
            Self::Calendar(_) => Self::Calendar(CalendarFilter::default()),
            other => other.clone(),
        }
    }

    /// The address, with its `#`.
    pub fn href(&self) -> String {
        let with = |page: &str, filter: &Filter| match filter.to_query() {
            query if query.is_empty() => format!("#/{page}"),
            query => format!("#/{page}?{query}"),
        };
        match self {
            Self::Overview => "#/".to_owned(),
            Self::Import => "#/import".to_owned(),
            Self::People(filter) => with("people", filter),
            Self::Dossier(id) => format!("#/person/{id}"),
            Self::Sheet(id) => format!("#/person/{id}/sheet"),
            Self::Matrix(filter) => with("matrix", filter),
            Self::Needs => "#/needs".to_owned(),
            Self::Calendar(filter) => match filter.to_query() {
                query if query.is_empty() => "#/calendar".to_owned(),
                query => format!("#/calendar?{query}"),
            },
            Self::Ratings => "#/ratings".to_owned(),
            Self::Checks => "#/checks".to_owned(),
            Self::Majors => "#/majors".to_owned(),
            Self::Units => "#/units".to_owned(),
            Self::Law => "#/law".to_owned(),
            Self::Compare => "#/compare".to_owned(),
            Self::Files => "#/files".to_owned(),
            Self::Lost(hash) => hash.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_found_at_its_address() {
        let filter = Filter {
            search: "ước".into(),
            key: true,
            ..Filter::default()
        };
        for route in [
            Route::Overview,
            Route::Import,
            Route::People(Filter::default()),
            Route::People(filter.clone()),
            Route::Dossier(DossierId([7; 16])),
            Route::Sheet(DossierId([7; 16])),
            Route::Matrix(filter),
            Route::Needs,
            Route::Calendar(CalendarFilter::default()),
            Route::Calendar(CalendarFilter {
                kind: Some(crate::plan::AgendaKind::Conversion),
                unit: Some(crate::domain::UnitId("xã a & b".into())),
                months: 60,
            }),
            Route::Ratings,
            Route::Checks,
            Route::Majors,
            Route::Units,
            Route::Law,
            Route::Compare,
            Route::Files,
        ] {
            assert_eq!(Route::parse(&route.href()), route);
        }
    }

    #[test]
    fn an_unknown_address_is_said_to_be_lost() {
        for hash in [
            "#/nowhere",
            "#/person/12",
            "#/person/12/sheet",
            "#/people?colour=red",
            "#/calendar?months=7",
            "#/calendar?kind=x",
        ] {
            assert!(matches!(Route::parse(hash), Route::Lost(_)), "{hash}");
        }
    }
}
