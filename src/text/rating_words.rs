//! Words about what ratings lead to.

use super::code_names::rating_name;
use super::retirement_words::circumstance_name;
use super::verdict_words::citation;
use super::{Language, fill};
use crate::law::{ProposalState, RatingEffect, RatingProposal, Ratings};

texts! {
    /// What ratings lead to, and the ceilings on the top grade.
    pub struct RatingTexts;
    title: "Xếp loại và hệ quả", "Ratings and what follows";
    explain: "Đề xuất theo quy định có hiệu lực vào ngày đánh giá, kèm căn cứ. Không có gì tự thay đổi; người có thẩm quyền quyết định.", "Proposals by the rules of the day of judging, with their sources. Nothing changes by itself; whoever has the power decides.";
    none: "Không có ai thuộc trường hợp này.", "Nobody is in this case.";
    none_person: "Xếp loại không dẫn đến đề xuất nào.", "The ratings lead to no proposal.";
    proposed: "Đề xuất xem xét", "To be considered";
    protected: "Được bảo vệ, chưa xử lý", "Protected for now";
    open: "Chưa kết luận được", "Not settled";
    proposal: "{} ({}; {}).", "{} ({}; {}).";
    state_protected: "Chưa xử lý vì: {} ({}).", "Not now: {} ({}).";
    state_unclear: "Danh sách ghi “hoàn thành nhiệm vụ” cho năm {}, trong khi mức thứ ba của năm đó là “hoàn thành nhiệm vụ nhưng còn hạn chế về năng lực”: cần đối chiếu quyết định xếp loại.", "The list says plainly “satisfactory” for {}, when the third grade of that year meant limited capacity: please consult the decision.";
    state_office: "Quy định riêng của cơ quan, chưa được xác nhận ở trang này.", "A rule of the office that nobody has confirmed on this page.";
    state_uncertain: "Quy định này chưa chắc chắn, cần người có trách nhiệm xác nhận.", "The rule is uncertain and waits for confirmation.";
    office_rules: "Quy định riêng của cơ quan", "Rules of the office";
    office_rules_explain: "Nếu cơ quan có quy định chặt hơn luật thì xác nhận ở đây, kèm tên người xác nhận và số văn bản.", "Where the office has stricter rules than the law, confirm them here with a name and the text.";
    office_rule_says: "{} năm liền xếp loại {}: {}", "{} years running rated {}: {}";
    office_by: "Người xác nhận", "Confirmed by";
    office_ground: "Số văn bản", "Text";
    office_confirm: "Áp dụng", "Apply";
    office_withdraw: "Thôi áp dụng", "Withdraw";
    office_confirmed: "Đang áp dụng: {}, {} ({}).", "In force: {}, {} ({}).";
    office_need: "Cần ghi người xác nhận và số văn bản.", "Please give the name and the text.";
    ceilings: "Tỷ lệ hoàn thành xuất sắc", "Ceiling on the top grade";
    ceilings_none: "Không có quy định về tỷ lệ cho năm nào đã xếp loại.", "No ceiling is known for the years rated.";
    ceiling_line: "{}, năm {}: {} người xuất sắc, tối đa {} ({}% của {} người hoàn thành tốt; {}).", "{}, {}: {} top grades, at most {} ({}% of {} good ones; {}).";
    ceiling_over: "Vượt {} người.", "{} too many.";
}

/// What a rule leads to, in a few words.
pub fn effect_name(effect: RatingEffect, language: Language) -> &'static str {
    let (vi, en) = match effect {
        RatingEffect::OtherPost => ("Bố trí công tác khác", "Another post"),
        RatingEffect::LowerPost => ("Bố trí vào vị trí việc làm thấp hơn", "A lower post"),
        RatingEffect::Dismissal => ("Cho thôi việc", "Dismissal"),
        RatingEffect::Removal => (
            "Miễn nhiệm, cho thôi làm nhiệm vụ",
            "Removal from the office held",
        ),
        RatingEffect::LowerPostOrDismissal => (
            "Bố trí vào vị trí thấp hơn hoặc cho thôi việc",
            "A lower post or dismissal",
        ),
        RatingEffect::Replacement => (
            "Thay thế vì yếu về năng lực",
            "Replacement for weak capacity",
        ),
    };
    if language == Language::Vi { vi } else { en }
}

/// What is proposed, on which ratings and by which article.
pub fn proposal(proposal: &RatingProposal, language: Language) -> String {
    let t = RatingTexts::of(language);
    let ratings: Vec<String> = proposal
        .ratings
        .iter()
        .map(|rating| {
            let name = rating_name(rating.grade, language).to_lowercase();
            format!("{}: {name}", rating.year)
        })
        .collect();
    fill(
        t.proposal,
        &[
            &effect_name(proposal.rule.effect, language),
            &ratings.join(", "),
            &citation(&proposal.rule.source, language),
        ],
    )
}

/// Why a proposal is not simply one; nothing where it is.
pub fn state(law: &Ratings, state: &ProposalState, language: Language) -> Option<String> {
    let t = RatingTexts::of(language);
    Some(match state {
        ProposalState::Proposed => return None,
        ProposalState::Protected(kinds) => {
            let names: Vec<_> = kinds
                .iter()
                .map(|kind| circumstance_name(*kind, language).to_lowercase())
                .collect();
            let source = citation(&law.protection.source, language);
            fill(t.state_protected, &[&names.join(", "), &source])
        }
        ProposalState::GradeUnclear(years) => {
            let years: Vec<String> = years.iter().map(i32::to_string).collect();
            fill(t.state_unclear, &[&years.join(", ")])
        }
        ProposalState::OfficeRuleWaits => t.state_office.to_owned(),
        ProposalState::RuleUncertain => t.state_uncertain.to_owned(),
    })
}
