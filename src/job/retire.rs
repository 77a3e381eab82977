//! When somebody retires, as JSON.

use chrono::{Datelike, NaiveDate};
use serde_json::{Value, json};

use super::headless::source_json;
use crate::domain::{PartialDate, Sex};
use crate::law::{Early, Retirement, RetirementDue, Retires, YearOnly, month_of};
use crate::text::retirement_words::RetirementQuestionError;
use crate::text::{Language, verdict_words};

/// Nobody has reached that age. Unit: years.
const MOST_YEARS: i32 = 125;

/// When a person of that birth (`1964`, `1964-03`, `1964-03-15`) and sex (`M`, `F`) retires; with
/// `hardship` also the lowest age at which one of the law's grounds would let them.
///
/// Where only the year is known and no text says what counts, the dates are null and `range` holds
/// the first and the last possible.
///
/// # Errors
/// [`RetirementQuestionError`] for words that are no birth or no sex, for a birth after the day
/// `on`, and for one that lies further back than anybody lives.
pub fn retire_json(
    law: &Retirement,
    birth: Option<&str>,
    sex: Option<&str>,
    hardship: bool,
    on: NaiveDate,
) -> Result<Value, RetirementQuestionError> {
    let birth = birth.ok_or(RetirementQuestionError::Missing("--birth"))?;
    let sex = sex.ok_or(RetirementQuestionError::Missing("--sex"))?;
    let birth: PartialDate = birth.parse().map_err(RetirementQuestionError::Birth)?;
    let sex = Sex::from_code(sex).ok_or_else(|| RetirementQuestionError::Sex(sex.to_owned()))?;
    if birth.earliest() > on {
        return Err(RetirementQuestionError::NotBornYet(birth.to_string()));
    }
    if on.year() - birth.year() > MOST_YEARS {
        return Err(RetirementQuestionError::TooOld(birth.year().to_string()));
    }
    let retires = law
        .retires(birth, sex)
        .ok_or(RetirementQuestionError::NoRule)?;
    let first = retires.earliest();
    let version = first.version;
    let settled = matches!(retires, Retires::At(_));
    let mut answer = dates(settled.then_some(&first));
    answer["birth"] = birth.to_string().into();
    answer["sex"] = sex.code().into();
    answer["age_years"] = (first.age_months / 12).into();
    answer["age_months"] = (first.age_months % 12).into();
    answer["source"] = source_json(&version.source);
    answer["also"] = version.also.as_ref().map_or(Value::Null, source_json);
    answer["confidence"] = version.confidence.code().into();
    if birth.month().is_none() {
        answer["year_only"] = match &version.year_only {
            YearOnly::FirstOfJanuary(source) => {
                json!({ "counted_from": format!("{}-01-01", birth.year()), "source": source_json(source) })
            }
            YearOnly::Range => {
                let last = retires.latest();
                json!({ "range": [dates(Some(&first)), dates(Some(&last))] })
            }
        };
    }
    if hardship {
        let early = law.earliest_due(month_of(birth.earliest()), sex);
        answer["early"] = early.filter(|_| settled).map_or(Value::Null, |due| {
            let mut early = dates(Some(&due));
            early["age_years"] = (due.age_months / 12).into();
            early["age_months"] = (due.age_months % 12).into();
            grounds(&mut early, &due.version.early);
            early
        });
    }
    Ok(answer)
}

fn dates(due: Option<&RetirementDue>) -> Value {
    let written = |day: Option<NaiveDate>| day.map(|day| day.to_string());
    json!({
        "last_working_day": due.and_then(|due| written(due.last_working_day())),
        "retirement_date": due.and_then(|due| written(due.retirement_date())),
    })
}

fn grounds(answer: &mut Value, early: &Early) {
    answer["source"] = source_json(&early.source);
    answer["confidence"] = early.confidence.code().into();
    answer["grounds"] = early
        .grounds
        .iter()
        .map(|ground| {
            json!({ "ground": ground.ground.code(), "says": verdict_words::in_language(&ground.says, Language::Vi) })
        })
        .collect();
}
