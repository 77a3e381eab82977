//! Bytes in, bytes out: lists of other offices, the data file, exports.

pub mod bundle;
pub mod excel;
pub mod excel_export;
pub mod import;
mod matching;

pub use excel::ReadListError;
pub use import::{
    Answer, Answers, Candidate, ColumnReport, Field, FieldChange, FileReport, ListKind, Progress,
    Proposal, Question, QuestionReason, Reason, Refusal, RowKind, RowOutcome, SheetReport,
    SkipReason, SkippedRow, SourceFile, read_lists,
};
