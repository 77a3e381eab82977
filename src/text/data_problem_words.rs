//! What is wrong with a dossier, in the words of an office.

use chrono::NaiveDate;

use super::Language;
use super::code_names::{
    course_name, fact_name, general_education_name, political_theory_name, professional_level_name,
    title_name,
};
use super::verdict_words::partial_date;
use crate::domain::PartialDate;
use crate::law::DataProblem;

/// One sentence that says what cannot be true, with the values that show it.
pub fn data_problem(problem: &DataProblem, language: Language) -> String {
    let vi = language == Language::Vi;
    let date = |date: &PartialDate| partial_date(*date, language);
    match problem {
        DataProblem::PartyAdmissionTooYoung {
            birth,
            joined,
            age,
            least,
        } => {
            let (birth, joined) = (date(birth), date(joined));
            if vi {
                format!(
                    "Vào Đảng {joined} khi mới {age} tuổi (sinh {birth}); ít nhất phải đủ {least} tuổi."
                )
            } else {
                format!(
                    "Joined the Party on {joined} at the age of {age} (born {birth}); the lowest age is {least}."
                )
            }
        }
        DataProblem::BeforeBirth {
            fact,
            date: when,
            birth,
        } => {
            let (name, when, birth) =
                (capital(fact_name(*fact, language)), date(when), date(birth));
            if vi {
                format!("{name} ({when}) trước ngày sinh ({birth}).")
            } else {
                format!("{name} ({when}) is before the birth ({birth}).")
            }
        }
        DataProblem::InTheFuture { fact, date: when } => {
            let (name, when) = (capital(fact_name(*fact, language)), date(when));
            if vi {
                format!("{name} ({when}) sau ngày xét.")
            } else {
                format!("{name} ({when}) is after the day of judgement.")
            }
        }
        DataProblem::WorkTooYoung {
            birth,
            started,
            age,
            least,
        } => {
            let (birth, started) = (date(birth), date(started));
            if vi {
                format!(
                    "Bắt đầu công tác {started} khi mới {age} tuổi (sinh {birth}); ít nhất phải đủ {least} tuổi."
                )
            } else {
                format!(
                    "Began to work on {started} at the age of {age} (born {birth}); the lowest age is {least}."
                )
            }
        }
        DataProblem::TooOld { birth, age, most } => {
            let birth = date(birth);
            if vi {
                format!("Sinh {birth}, nay {age} tuổi: quá {most} tuổi mà vẫn đang giữ chức vụ.")
            } else {
                format!("Born {birth}, now {age} years old: beyond {most} and still in office.")
            }
        }
        DataProblem::CourseEndsBeforeStart {
            course,
            from,
            until,
        } => {
            let (course, from, until) = (course_name(*course, language), date(from), date(until));
            if vi {
                format!("Lớp {course}: kết thúc ({until}) trước khi bắt đầu ({from}).")
            } else {
                format!("Course {course}: ends ({until}) before it begins ({from}).")
            }
        }
        DataProblem::TitleTwice { title } => {
            let title = title_name(*title, language);
            if vi {
                format!("Chức danh {title} ghi hai lần.")
            } else {
                format!("The title {title} is listed twice.")
            }
        }
        DataProblem::PostBeforeService {
            title,
            since,
            started,
        } => {
            let (title, since, started) =
                (title_name(*title, language), date(since), date(started));
            if vi {
                format!("Giữ chức vụ {title} từ {since}, trước khi vào công tác ({started}).")
            } else {
                format!("{title} since {since}, before the work began ({started}).")
            }
        }
        DataProblem::TrainingWithoutSchool { level, school } => {
            let (level, school) = (
                professional_level_name(*level, language),
                general_education_name(*school, language),
            );
            if vi {
                format!("Chuyên môn {level} nhưng văn hoá mới {school}.")
            } else {
                format!("Professional level {level}, but school only to {school}.")
            }
        }
        DataProblem::TheoryWithoutSchool { level, school } => {
            let (level, school) = (
                political_theory_name(*level, language),
                general_education_name(*school, language),
            );
            if vi {
                format!("Lý luận chính trị {level} nhưng văn hoá mới {school}.")
            } else {
                format!("Political theory {level}, but school only to {school}.")
            }
        }
        DataProblem::FieldWithoutTraining { field } => {
            if vi {
                format!("Có chuyên ngành “{field}” nhưng chuyên môn ghi là chưa qua đào tạo.")
            } else {
                format!("A field of study, “{field}”, but the professional level says untrained.")
            }
        }
        DataProblem::StudiesWhatIsHeld { course, held } => {
            let (course, held) = (
                course_name(*course, language),
                political_theory_name(*held, language),
            );
            if vi {
                format!("Đang học lớp {course} nhưng đã có trình độ {held}.")
            } else {
                format!("Attends {course}, but already holds {held}.")
            }
        }
        DataProblem::RatingInTheFuture { year } => {
            if vi {
                format!("Có xếp loại năm {year}, sau ngày xét.")
            } else {
                format!("Rated for {year}, after the day of judgement.")
            }
        }
    }
}

/// The heading for problems found as of the day.
pub fn data_problems_heading(on: NaiveDate, language: Language) -> String {
    let day = super::verdict_words::day(on);
    match language {
        Language::Vi => format!("Dữ liệu cần xem lại (tính đến ngày {day})"),
        Language::En => format!("Data to look at again (as of {day})"),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
