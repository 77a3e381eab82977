//! What a judgement rests on, in a form that can be compared a year later.

use std::fmt::Write;

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use crate::domain::{Dossier, Office, hexadecimal};
use crate::law::{Case, Library, stated_facts};

/// The program that judges, with its version.
pub const ENGINE: &str = concat!("canbo ", env!("CARGO_PKG_VERSION"));

/// What a judgement rests on: the same rules, program, facts and day give the same receipt, whenever
/// and wherever it is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The rules, as [`Library::digest`].
    pub rules: String,
    /// The program with its version.
    pub engine: &'static str,
    /// SHA-256 of the facts that bear on the judgement, in hexadecimal.
    pub data: String,
    /// The day of judging.
    pub on: NaiveDate,
}

impl Receipt {
    /// The receipt of one person's judgement.
    pub fn of_person(library: &Library, office: &Office, dossier: &Dossier, on: NaiveDate) -> Self {
        Self::of_all(library, office, [dossier], on)
    }

    /// The receipt of the judgement of several people, in whatever order they are given.
    pub fn of_all<'d>(
        library: &Library,
        office: &Office,
        dossiers: impl IntoIterator<Item = &'d Dossier>,
        on: NaiveDate,
    ) -> Self {
        let mut people: Vec<String> = dossiers
            .into_iter()
            .map(|dossier| facts_of(office, dossier))
            .collect();
        people.sort();
        let confirmed = office
            .confirmations
            .keys()
            .map(|key| format!("confirmed={key}\n"));
        let mut hash = Sha256::new();
        for part in confirmed.chain(people) {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        Self {
            rules: library.digest().to_owned(),
            engine: ENGINE,
            data: hexadecimal(&hash.finalize()),
            on,
        }
    }

    /// Names the receipt: sixteen characters in groups of four, short enough to be read out.
    pub fn number(&self) -> String {
        let parts = [&self.rules, self.engine, &self.data, &self.on.to_string()].join("\n");
        let digest = hexadecimal(&Sha256::digest(parts));
        let groups: Vec<&str> = (0..4)
            .filter_map(|at| digest.get(at * 4..at * 4 + 4))
            .collect();
        groups.join("-").to_uppercase()
    }
}

/// The person and every fact that a rule may ask for, a line each, blank facts left out: a field
/// added to the records of a later version changes nothing until it is filled.
fn facts_of(office: &Office, dossier: &Dossier) -> String {
    let unit = dossier.unit.as_ref().and_then(|id| office.unit(id));
    let mut lines = format!("id={}\nname={}\n", dossier.id, dossier.name);
    for post in &dossier.posts {
        let case = Case {
            unit,
            dossier,
            post,
        };
        for (fact, value) in stated_facts(&case, office) {
            // Writing to memory cannot fail.
            let _ = writeln!(lines, "{}={}", fact.code(), value.replace('\n', " "));
        }
    }
    lines
}
