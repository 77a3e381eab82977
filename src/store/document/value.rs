//! The value of one fact, as it lies in a document.

use automerge::ScalarValue;
use serde_json::Value as Json;

/// The value of one fact.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// Words.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// Yes or no.
    Flag(bool),
    /// Something that only changes as a whole, as JSON: a level with its words, for one.
    Compound(String),
}

impl Value {
    /// The value of a part of a record; nothing for `null`.
    pub fn of_json(json: &Json) -> Option<Self> {
        Some(match json {
            Json::Null => return None,
            Json::Bool(flag) => Self::Flag(*flag),
            Json::String(text) => Self::Text(text.clone()),
            Json::Number(number) => match number.as_i64() {
                Some(whole) => Self::Whole(whole),
                None => Self::Compound(json.to_string()),
            },
            Json::Array(_) | Json::Object(_) => Self::Compound(json.to_string()),
        })
    }

    /// The part of a record; nothing when the compound is no JSON.
    pub fn to_json(&self) -> Option<Json> {
        Some(match self {
            Self::Text(text) => Json::String(text.clone()),
            Self::Whole(whole) => Json::from(*whole),
            Self::Flag(flag) => Json::Bool(*flag),
            Self::Compound(json) => serde_json::from_str(json).ok()?,
        })
    }

    /// How it lies in a document; a cleared fact is `Null`, because a deleted one would hide the
    /// other side's edit without a conflict.
    pub(super) fn to_scalar(value: Option<&Self>) -> ScalarValue {
        match value {
            None => ScalarValue::Null,
            Some(Self::Text(text)) => ScalarValue::Str(text.as_str().into()),
            Some(Self::Whole(whole)) => ScalarValue::Int(*whole),
            Some(Self::Flag(flag)) => ScalarValue::Boolean(*flag),
            Some(Self::Compound(json)) => ScalarValue::Bytes(json.as_bytes().to_vec()),
        }
    }

    /// The inner nothing is a cleared fact, the outer one a value that no document of ours holds.
    pub(super) fn of_scalar(scalar: ScalarValue) -> Option<Option<Self>> {
        Some(match scalar {
            ScalarValue::Null => None,
            ScalarValue::Str(text) => Some(Self::Text(text.to_string())),
            ScalarValue::Int(whole) => Some(Self::Whole(whole)),
            ScalarValue::Boolean(flag) => Some(Self::Flag(flag)),
            ScalarValue::Bytes(bytes) => Some(Self::Compound(String::from_utf8(bytes).ok()?)),
            _ => return None,
        })
    }
}
