//! Why a planning question cannot be asked.

use thiserror::Error;

/// Why a planning question cannot be asked: the place, the value, and what would be right.
///
/// `of` is the name of the person, course or unit, empty for the instance as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum InstanceError {
    /// The text is larger than any question needs to be.
    #[error("the instance has {bytes} bytes: at most {max}")]
    TooLarge {
        /// Its size.
        bytes: usize,
        /// The size allowed.
        max: usize,
    },
    /// The text is not of the published form.
    #[error("line {line}, column {column}: {message}")]
    Form {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What the parser says, in English.
        message: String,
    },
    /// More of something than can be planned.
    #[error("too many {what}: {count}, at most {max}")]
    TooMany {
        /// What there is too much of.
        what: &'static str,
        /// How many.
        count: usize,
        /// How many are allowed.
        max: usize,
    },
    /// A person needs more courses than can be put in order.
    #[error("person `{person}` needs {count} courses: at most {max}")]
    TooManyNeeds {
        /// The person.
        person: String,
        /// How many.
        count: usize,
        /// How many are allowed.
        max: usize,
    },
    /// A number that is negative or beyond anything real.
    #[error("`{field}` of `{of}` is {value}: at least {min}, at most {max}")]
    OutOfRange {
        /// The field.
        field: &'static str,
        /// Whose field.
        of: String,
        /// The number.
        value: String,
        /// The smallest allowed.
        min: String,
        /// The largest allowed.
        max: String,
    },
    /// A list that should have one number for each period.
    #[error(
        "`{field}` of `{of}` has {length} numbers: one for each of {periods} periods is needed"
    )]
    WrongLength {
        /// The field.
        field: &'static str,
        /// Whose field.
        of: String,
        /// How many numbers it has.
        length: usize,
        /// How many it needs.
        periods: usize,
    },
    /// A name that is used but given to nothing.
    #[error("`{of}` names the {list} `{id}`, which does not exist")]
    Unknown {
        /// Who uses it.
        of: String,
        /// What it should be: `course`, `unit`, `person`.
        list: &'static str,
        /// The name.
        id: String,
    },
    /// A name given twice.
    #[error("there are two of {list} `{id}`")]
    UsedTwice {
        /// What is named.
        list: &'static str,
        /// The name.
        id: String,
    },
    /// A person needs a course twice.
    #[error("person `{person}` needs `{course}` twice")]
    NeededTwice {
        /// The person.
        person: String,
        /// The course.
        course: String,
    },
    /// Courses of which each must be done before the next, and the last before the first.
    #[error("courses require each other in a circle: {}", .courses.join(", "))]
    Circle {
        /// The courses, each requiring the next.
        courses: Vec<String>,
    },
    /// A course is pinned or forbidden that the person does not need.
    #[error("`{list}`: person `{person}` does not need `{course}`")]
    NotNeeded {
        /// Which list: `pins` or `forbids`.
        list: &'static str,
        /// The person.
        person: String,
        /// The course.
        course: String,
    },
}
