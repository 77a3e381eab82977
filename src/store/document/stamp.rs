//! Who made a change, where, what kind of act it was and why.

use serde::{Deserialize, Serialize};

/// What kind of act a change was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// The document was made of a record from before there were documents.
    Begun,
    /// A person was entered.
    Entered,
    /// A field was edited.
    Edited,
    /// A list was imported.
    Imported,
    /// Facts were taken over from another office's file.
    TakenOver,
    /// A conflict was decided.
    Decided,
    /// A past value was put back.
    Restored,
    /// A step was taken back, or taken again.
    Undone,
    /// A kind of act that this program does not know.
    #[serde(other)]
    Other,
}

impl Act {
    /// The act's name in documents and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Self::Begun => "begun",
            Self::Entered => "entered",
            Self::Edited => "edited",
            Self::Imported => "imported",
            Self::TakenOver => "taken_over",
            Self::Decided => "decided",
            Self::Restored => "restored",
            Self::Undone => "undone",
            Self::Other => "other",
        }
    }
}

/// Who writes, where and when.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pen {
    /// Sixteen random bytes, new for every program start and never stored: two writers under
    /// one name would make documents that cannot be merged.
    pub actor: [u8; 16],
    /// The person; empty when not known.
    pub by: String,
    /// The office.
    pub office: String,
    /// The time by the clock of the computer, in seconds since 1970. It is shown and decides nothing.
    pub at: i64,
}

impl Pen {
    pub(super) fn stamp(&self, act: Act, why: &str) -> Stamp {
        Stamp {
            act,
            by: self.by.clone(),
            office: self.office.clone(),
            why: why.to_owned(),
        }
    }
}

/// What a change says of itself, besides its time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// What kind of act it was.
    #[serde(rename = "a")]
    pub act: Act,
    /// The person; empty when not known.
    #[serde(rename = "b", default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// The office.
    #[serde(rename = "o", default, skip_serializing_if = "String::is_empty")]
    pub office: String,
    /// The reason given; empty when none was.
    #[serde(rename = "w", default, skip_serializing_if = "String::is_empty")]
    pub why: String,
}

impl Stamp {
    pub(super) fn begun() -> Self {
        Self {
            act: Act::Begun,
            by: String::new(),
            office: String::new(),
            why: String::new(),
        }
    }

    pub(super) fn to_message(&self) -> String {
        // Writing to memory cannot fail, and there are no maps.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The stamp in a change's message; a message that is none says nothing.
    pub(super) fn of_message(message: Option<&str>) -> Self {
        message
            .and_then(|message| serde_json::from_str(message).ok())
            .unwrap_or(Self {
                act: Act::Other,
                ..Self::begun()
            })
    }
}
