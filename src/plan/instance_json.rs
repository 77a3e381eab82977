//! The published instance format, read from JSON.

use super::instance::{Instance, InstanceDraft};
use super::instance_error::InstanceError;

/// The largest text that is read: three times an instance of 250,000 people.
pub const MAX_INSTANCE_BYTES: usize = 96 << 20;

/// The question that the text asks.
///
/// # Errors
/// [`InstanceError::TooLarge`] or [`InstanceError::Form`] when it is not such a text at all, else
/// as [`Instance::new`].
pub fn read_instance(text: &str) -> Result<Instance, InstanceError> {
    if text.len() > MAX_INSTANCE_BYTES {
        return Err(InstanceError::TooLarge {
            bytes: text.len(),
            max: MAX_INSTANCE_BYTES,
        });
    }
    // A byte order mark is what some editors of Windows put before the first brace.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let draft: InstanceDraft =
        serde_json::from_str(text).map_err(|problem| InstanceError::Form {
            line: problem.line(),
            column: problem.column(),
            message: problem.to_string(),
        })?;
    Instance::new(draft)
}
