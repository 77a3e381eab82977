//! A large part of a message, written and read only by those whom it concerns.

use std::marker::PhantomData;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Content of a message as JSON text, still closed.
///
/// Who only passes a message on needs no code for what is in it: the page's first load has none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent, bound = "")]
pub struct Enclosed<T> {
    text: String,
    content: PhantomData<fn() -> T>,
}

impl<T: Serialize> Enclosed<T> {
    /// The content, enclosed.
    ///
    /// # Errors
    /// The serializer's, where the content has no JSON form.
    pub fn new(content: &T) -> Result<Self, String> {
        Ok(Self {
            text: serde_json::to_string(content).map_err(|error| error.to_string())?,
            content: PhantomData,
        })
    }
}

impl<T: DeserializeOwned> Enclosed<T> {
    /// The content.
    ///
    /// # Errors
    /// The deserializer's, when the text is not of the content's form.
    pub fn open(&self) -> Result<T, String> {
        serde_json::from_str(&self.text).map_err(|error| error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_enclosed_comes_out_and_something_else_does_not() {
        let enclosed = Enclosed::new(&vec!["“một”".to_owned()]).unwrap();
        let message = serde_json::to_string(&enclosed).unwrap();
        let arrived: Enclosed<Vec<String>> = serde_json::from_str(&message).unwrap();
        assert_eq!(arrived.open().unwrap(), ["“một”"]);
        let wrong: Enclosed<Vec<u8>> = serde_json::from_str(&message).unwrap();
        assert!(wrong.open().is_err());
    }
}
