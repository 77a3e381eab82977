//! What `canbo rules local` prints: the local decisions of a data file.

use serde_json::{Value, json};

use crate::app::Law;
use crate::domain::{LocalDecision, Office};
use crate::law::{LocalError, Sets, check_local};
use crate::text::file_words::Advice;
use crate::text::{Language, local_words};

/// The local decisions of an office in words, one entry each.
pub fn local_json(office: &Office, law: &Law) -> Value {
    let entries: Vec<Value> = office
        .local
        .iter()
        .map(|decision| {
            let sets = sets_of(law, decision);
            json!({
                "standard": decision.standard,
                "term": decision.term,
                "basis": decision.basis,
                "document": decision.document,
                "issuer": decision.issuer,
                "from": decision.from.to_string(),
                "until": decision.until.map(|until| until.to_string()),
                "says": local_words::line(decision, sets, office, Language::Vi),
            })
        })
        .collect();
    json!({ "decisions": entries })
}

fn sets_of<'l>(law: &'l Law, decision: &LocalDecision) -> Option<&'l Sets> {
    law.library
        .standards()
        .filter(|standard| standard.id == decision.standard)
        .flat_map(|standard| &standard.versions)
        .filter(|version| version.source.document == decision.basis)
        .find_map(|version| version.term(&decision.term))
        .map(|term| term.sets)
}

/// The office's decisions with those of a pack added; one that is there already is not added twice.
///
/// # Errors
/// Why they cannot stand beside the central rules or beside one another.
pub fn with_pack(
    office: &Office,
    law: &Law,
    pack: Vec<LocalDecision>,
) -> Result<Vec<LocalDecision>, Advice> {
    let mut all = office.local.clone();
    for decision in pack {
        if !all.contains(&decision) {
            all.push(decision);
        }
    }
    let refused = |error: LocalError| local_words::refusal(&error, Language::Vi);
    check_local(&law.library, &all).map_err(refused)?;
    Ok(all)
}
