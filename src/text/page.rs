//! The words of the pages, each in both languages side by side. `{}` stands for a value, in order.

use super::Language;

macro_rules! texts {
    ($($key:ident: $vi:literal, $en:literal;)+) => {
        /// Every text of the pages in one language.
        #[expect(missing_docs, reason = "each text is its own description")]
        pub struct Texts {
            $(pub $key: &'static str,)+
        }

        static VI: Texts = Texts { $($key: $vi,)+ };
        static EN: Texts = Texts { $($key: $en,)+ };

        #[cfg(test)]
        static PAIRS: &[(&str, &str, &str)] = &[$((stringify!($key), $vi, $en),)+];
    };
}

impl Texts {
    /// The texts of a language.
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::Vi => &VI,
            Language::En => &EN,
        }
    }
}

/// The template with each `{}` replaced by the next value.
pub fn fill(template: &str, values: &[&dyn std::fmt::Display]) -> String {
    let mut filled = String::with_capacity(template.len() + 8 * values.len());
    let mut values = values.iter();
    let mut parts = template.split("{}");
    filled.extend(parts.next());
    for part in parts {
        if let Some(value) = values.next() {
            filled.push_str(&value.to_string());
        }
        filled.push_str(part);
    }
    filled
}

/// The number with its thousands set apart as the language does: `50.000`, `50,000`.
pub fn number(count: impl TryInto<u64>, language: Language) -> String {
    let digits = count.try_into().unwrap_or(0u64).to_string();
    let mark = match language {
        Language::Vi => '.',
        Language::En => ',',
    };
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            grouped.push(mark);
        }
        grouped.push(digit);
    }
    grouped
}

texts! {
    // Shell
    app_name: "Canbo", "Canbo";
    app_subtitle: "Chuẩn hóa cán bộ, công chức xã, phường", "Commune cadres and civil servants up to standard";
    skip_to_content: "Đến nội dung chính", "Skip to content";
    nav_label: "Các trang", "Pages";
    nav_overview: "Tổng quan", "Overview";
    nav_import: "Nhập danh sách", "Import lists";
    nav_people: "Cán bộ, công chức", "People";
    nav_matrix: "Ma trận tiêu chuẩn", "Matrix";
    nav_needs: "Nhu cầu đào tạo", "Training needs";
    nav_checks: "Cần kiểm tra", "To check";
    nav_majors: "Ngành phù hợp", "Fitting majors";
    nav_units: "Xã, phường", "Units";
    nav_law: "Căn cứ pháp lý", "Legal basis";
    nav_files: "Tệp dữ liệu", "Data files";
    judged_on: "Đánh giá tại ngày", "Judged as of";
    judged_today: "hôm nay", "today";
    judged_today_button: "Về hôm nay", "Back to today";
    language_switch: "English", "Tiếng Việt";
    undo: "Hoàn tác", "Undo";
    redo: "Làm lại", "Redo";
    undo_what: "Hoàn tác: {}", "Undo: {}";
    redo_what: "Làm lại: {}", "Redo: {}";
    saved: "Đã lưu trong trình duyệt", "Saved in this browser";
    saved_nothing: "Chưa có dữ liệu", "No data yet";
    not_saved: "CHƯA LƯU", "NOT SAVED";
    not_saved_full: "Bộ nhớ của trình duyệt đã đầy nên thay đổi vừa rồi chưa được lưu. Dữ liệu đã lưu trước đó vẫn còn nguyên. Hãy lưu ra tệp .canbo ngay, rồi xóa bớt dữ liệu của trang khác hoặc dùng máy khác.", "This browser's storage is full, so your last change is not saved. What was saved before is intact. Save a .canbo file now, then free some space or use another computer.";
    not_saved_blocked: "Trình duyệt không cho trang này lưu dữ liệu (chế độ ẩn danh hoặc bị chặn), nên thay đổi sẽ mất khi đóng trang. Hãy lưu ra tệp .canbo trước khi đóng, hoặc mở trang bằng cửa sổ thường.", "The browser does not let this page store data (private window, or blocked), so changes are lost when the page closes. Save a .canbo file before closing, or open the page in a normal window.";
    save_to_file_now: "Lưu ra tệp .canbo", "Save a .canbo file";
    try_again: "Thử lưu lại", "Try again";
    close: "Đóng", "Close";
    cancel: "Hủy", "Cancel";
    sample_banner: "DỮ LIỆU MẪU – thành phố và con người đều hư cấu, không phải dữ liệu thật.", "SAMPLE DATA – the city and its people are invented.";
    sample_remove: "Xóa dữ liệu mẫu", "Remove the sample";
    judging: "Đang đánh giá, còn {} người…", "Judging, {} people to go…";
    update_ready: "Có bản mới của Canbo. Dữ liệu không bị ảnh hưởng.", "A new version of Canbo is ready. Your data are not touched.";
    update_now: "Cập nhật", "Update";
    other_tab: "Một cửa sổ khác vừa thay đổi dữ liệu; trang này đã cập nhật theo.", "Another window changed the data; this page has followed.";
    damaged: "Có {} mục đã lưu không đọc được. Chúng được giữ nguyên, phần còn lại mở bình thường. Hãy mở bản sao .canbo gần nhất để lấy lại.", "{} stored entries cannot be read. They are left as they are; the rest opened. Open your latest .canbo file to get them back.";
    stored_elsewhere_changed: "Dữ liệu vừa được thay bằng nội dung khác ở cửa sổ khác. Hãy tải lại trang.", "The data were replaced in another window. Please reload the page.";
    lost_page: "Không có trang này", "There is no such page";
    lost_page_help: "Địa chỉ “{}” không dẫn đến trang nào. Hãy chọn một trang ở bên trái.", "The address “{}” leads nowhere. Choose a page on the left.";
    law_broken: "Bộ quy tắc đi kèm không đọc được: {}. Hãy tải lại bản Canbo khác.", "The built-in rules cannot be read: {}. Please get another copy of Canbo.";

    // Words used everywhere
    all: "Tất cả", "All";
    yes: "Có", "Yes";
    no: "Không", "No";
    unknown_value: "Chưa có", "Blank";
    not_chosen: "— chưa có —", "— blank —";
    not_stated: "Chưa rõ", "Not stated";
    unit: "Đơn vị", "Unit";
    no_unit: "Chưa rõ đơn vị", "Unit not known";
    name: "Họ và tên", "Name";
    birth: "Ngày sinh", "Birth";
    sex: "Giới tính", "Sex";
    male: "Nam", "Male";
    female: "Nữ", "Female";
    title: "Chức danh", "Title";
    group: "Nhóm", "Group";
    result: "Kết quả", "Result";
    total: "Tổng số", "Total";
    share: "Tỷ lệ", "Share";

    // Overview
    overview_title: "Tổng quan", "Overview";
    empty_title: "Chưa có dữ liệu nào", "No data yet";
    empty_text: "Canbo đọc các danh sách Excel của xã, phường, đối chiếu từng người với tiêu chuẩn chức danh và cho biết ai còn thiếu gì. Mọi việc diễn ra trên máy này; không có dữ liệu nào rời khỏi máy.", "Canbo reads the Excel lists of wards and communes, holds each person against the standard of the title and shows what each one lacks. Everything happens on this computer; no data leave it.";
    empty_import: "Nhập danh sách Excel", "Import Excel lists";
    empty_sample: "Xem thử với thành phố mẫu", "Try it with the sample city";
    card_people: "Cán bộ, công chức", "Cadres and civil servants";
    card_people_detail: "{} cán bộ, {} công chức, {} nữ", "{} cadres, {} civil servants, {} women";
    overview_explain: "Mỗi người được tính một lần, theo kết quả kém nhất trong các chức danh đang giữ. Bấm vào một con số để xem danh sách.", "Each person counts once, by the worst result among the titles held. Click a number to see its list.";
    todo_title: "Việc nên làm tiếp", "What to do next";
    todo_nothing: "Không có việc gì đang chờ.", "Nothing is waiting.";
    todo_problems: "{} người có số liệu không thể đúng – xem và sửa", "{} people have facts that cannot be true – look and correct";
    todo_blank: "{} người thiếu “{}”", "{} people lack “{}”";
    todo_majors: "{} cặp chức danh – ngành chưa được xét phù hợp hay không", "{} pairs of title and major are not decided";
    todo_areas: "{} đơn vị chưa rõ đồng bằng, đô thị hay miền núi", "{} units lack their area class";
    todo_rules: "{} quy tắc chưa chắc chắn, cần người đối chiếu văn bản xác nhận", "{} rules are uncertain and wait for someone to confirm them";
    todo_not_met: "{} người chưa đạt chuẩn – xem nhu cầu đào tạo", "{} people do not meet the standard – see training needs";
    by_unit: "Theo đơn vị", "By unit";
    by_group: "Theo nhóm", "By group";
    by_criterion: "Theo tiêu chuẩn", "By criterion";
    by_level: "Theo trình độ", "By level";
    numbers_title: "Những con số chính", "Key numbers";
    number_studying: "đang học {}", "studying {}";
    number_key: "Cán bộ chủ chốt", "Holders of key posts";
    number_key_master: "Cán bộ chủ chốt có trình độ thạc sĩ", "Holders of key posts with a master's degree";
    number_talent: "Sinh viên khá, giỏi được thu hút", "Graduates attracted";
    number_up: "Điều động, luân chuyển lên thành phố", "Moved up to the city";
    number_down: "Luân chuyển về xã, phường", "Moved down to wards and communes";
    number_left: "Đã chuyển đi, không tính vào tổng số", "Have left, not counted in the total";
    number_rated: "Xếp loại năm {}: {}", "Rated {}: {}";

    // People
    people_title: "Cán bộ, công chức", "People";
    people_search: "Tìm theo tên, đơn vị, chức danh (không cần dấu)", "Search name, unit, title (accents not needed)";
    people_shown: "Đang hiện {} trong {} người", "Showing {} of {} people";
    people_none: "Không có ai khớp với điều kiện.", "Nobody matches.";
    people_clear: "Bỏ mọi điều kiện", "Clear all conditions";
    people_export: "Xuất danh sách này ra Excel", "Export this list to Excel";
    people_add: "Thêm người", "Add a person";
    people_key: "Chỉ cán bộ chủ chốt", "Key posts only";
    people_left: "Người đã chuyển đi", "People who left";
    condition_criterion: "{}: {}", "{}: {}";
    condition_studying: "Đang học: {}", "Studying: {}";
    condition_need: "Cần học: {}", "Needs: {}";
    condition_missing: "Thiếu: {}", "Lacks: {}";
    condition_problem: "Có số liệu cần kiểm tra", "Has facts to check";
    condition_talent: "Diện thu hút", "Talent scheme";
    condition_moved_up: "Đã chuyển lên", "Moved up";
    condition_moved_down: "Luân chuyển về", "Moved down";
    condition_moved_across: "Chuyển ngang", "Moved across";
    condition_rating: "Năm {}: {}", "{}: {}";
    condition_level: "{}: {}", "{}: {}";
    condition_remove: "Bỏ điều kiện {}", "Remove condition {}";
    row_count_hint: "Danh sách sắp theo tên", "Sorted by given name";

    // Dossier
    dossier_back: "Về danh sách", "Back to the list";
    dossier_not_found: "Không có hồ sơ này", "There is no such dossier";
    dossier_not_found_help: "Hồ sơ có thể đã bị xóa. Bấm Hoàn tác nếu vừa xóa nhầm.", "It may have been removed. Use Undo if that was a mistake.";
    dossier_facts: "Hồ sơ", "Dossier";
    dossier_posts: "Chức danh đang giữ", "Titles held";
    dossier_post_written: "Ghi trong danh sách: {}", "As the list has it: {}";
    dossier_post_since: "Giữ chức danh từ", "Held since";
    dossier_post_first: "Giữ lần đầu", "First time";
    dossier_post_add: "Thêm chức danh", "Add a title";
    dossier_post_remove: "Bỏ chức danh {}", "Remove title {}";
    dossier_judgement: "Đánh giá theo tiêu chuẩn", "Judgement";
    dossier_no_title: "Người này chưa có chức danh nên không có tiêu chuẩn nào để đối chiếu. Hãy chọn chức danh ở bên trái.", "No title is held, so there is no standard to compare with. Choose a title on the left.";
    dossier_needs: "Nhu cầu đào tạo", "Training needs";
    dossier_no_needs: "Không có nhu cầu đào tạo theo tiêu chuẩn.", "The standards ask for no training.";
    dossier_history: "Quá trình", "History";
    dossier_courses: "Khóa học", "Courses";
    dossier_ratings: "Xếp loại hằng năm", "Yearly ratings";
    dossier_movements: "Điều động, luân chuyển", "Moves";
    dossier_successions: "Quy hoạch", "Succession plan";
    dossier_tenures: "Vị trí phải chuyển đổi định kỳ", "Posts that change hands";
    dossier_talent: "Thu hút", "Talent scheme";
    dossier_problems: "Số liệu cần kiểm tra", "Facts to check";
    dossier_remove: "Xóa hồ sơ này", "Remove this dossier";
    dossier_removed: "Đã xóa hồ sơ {}. Bấm Hoàn tác để lấy lại.", "The dossier of {} is removed. Undo brings it back.";
    dossier_new_name: "Người mới", "New person";
    dossier_print: "In phiếu kết quả", "Print the result sheet";
    found: "Hiện có", "Found";
    needed: "Yêu cầu", "Needed";
    source: "Căn cứ", "Source";
    why: "Vì sao?", "Why?";
    missing_fields: "Còn thiếu: {}", "Missing: {}";
    due_by: "Thời hạn: {}", "Due: {}";
    version_used: "Áp dụng bản có hiệu lực từ {} đến trước {}", "Version in force from {} until {}";
    version_used_open: "Áp dụng bản có hiệu lực từ {}", "Version in force since {}";
    confidence: "Mức tin cậy: {}", "Certainty: {}";
    as_written: "ghi là “{}”", "written “{}”";
    date_hint: "Ví dụ: 1/9/85, 9/1985 hoặc 1985", "For example 1/9/85, 9/1985 or 1985";
    date_wrong: "“{}” không phải là ngày. Hãy gõ như 1/9/1985, 9/1985 hoặc 1985. Giá trị cũ được giữ nguyên.", "“{}” is not a date. Type 1/9/1985, 9/1985 or 1985. The old value is kept.";
    name_missing: "Họ và tên không được để trống. Giá trị cũ được giữ nguyên.", "The name must not be blank. The old value is kept.";
    field_home_place: "Quê quán", "Native place";
    field_ethnicity: "Dân tộc", "Ethnicity";
    field_party_joined: "Ngày vào Đảng", "Party admission";
    field_service_started: "Vào công tác", "Service since";
    field_general_education: "Trình độ văn hóa", "School";
    field_professional_level: "Trình độ chuyên môn", "Professional level";
    field_field: "Chuyên ngành", "Field of study";
    field_major_fits: "Ngành phù hợp chức danh", "Field fits the title";
    field_major_fits_office: "Theo bảng Ngành phù hợp", "By the table of fitting majors";
    field_political_theory: "Lý luận chính trị", "Political theory";
    field_state_management: "Quản lý nhà nước", "State management";
    field_informatics: "Tin học", "Informatics";
    field_foreign_language: "Ngoại ngữ", "Foreign language";
    field_minority_language: "Tiếng dân tộc", "Minority language";
    field_note: "Ghi chú", "Note";
    field_left: "Đã chuyển đi, nghỉ", "Has left";
    field_posts: "Chức danh", "Titles";
    field_post_since: "Ngày giữ chức danh", "Title since";
    field_post_first_time: "Giữ lần đầu", "First time";
    field_rating: "Xếp loại", "Rating";
    year: "Năm", "Year";
    add: "Thêm", "Add";
    course_mode_full: "tập trung", "full time";
    course_mode_part: "không tập trung", "part time";
    course_studying: "đang học", "studying";
    course_completed: "đã học xong", "completed";
    course_dropped: "đã bỏ học", "dropped out";
    from_to: "{} → {}", "{} → {}";

    // Matrix
    matrix_title: "Ma trận người và tiêu chuẩn", "People against criteria";
    matrix_explain: "Mỗi dòng một người, mỗi cột một tiêu chuẩn. Bấm vào con số ở đầu cột để lọc; bấm vào ô để xem vì sao.", "One row a person, one column a criterion. Click a number in the head to filter; click a cell to see why.";
    matrix_export: "Xuất đánh giá ra Excel", "Export the judgement to Excel";
    matrix_not_asked: "không quy định", "not asked";

    // Needs
    needs_title: "Nhu cầu đào tạo, bồi dưỡng", "Training needs";
    needs_explain: "Suy ra từ những tiêu chuẩn chưa đạt tại ngày đánh giá. Người đang học đúng khóa cần học được đếm riêng.", "They follow from criteria not met on the day of judging. People who already attend the course are counted apart.";
    needs_none: "Không có nhu cầu đào tạo nào theo tiêu chuẩn tại ngày này.", "The standards ask for no training on this day.";
    needs_course: "Khóa học", "Course";
    needs_open: "Cần cử đi học", "To be sent";
    needs_studying: "Đang học", "Studying";
    needs_by_course: "Theo loại khóa học", "By kind of course";
    needs_by_unit: "Theo đơn vị", "By unit";
    needs_export: "Xuất nhu cầu ra Excel", "Export the needs to Excel";
    need_line: "{} – để đạt {}", "{} – to reach {}";
    need_studying: "đang học", "studying now";

    needs_status: "Tình trạng", "Status";

    // Lists
    list_number: "STT", "No.";
    list_rating: "Xếp loại {}", "Rating {}";
    list_judged_on: "Đánh giá tại ngày {}", "Judged as of {}";
    list_sheet: "Trang tính", "Sheet";
    list_row: "Dòng", "Row";
    list_column: "Cột", "Column";
    course_studying_now: "Đang học", "Studying now";
    judgement_overall: "Kết quả chung", "Overall";
    judgement_criterion: "Tiêu chuẩn", "Criterion";
    judgement_missing: "Còn thiếu dữ liệu", "Missing data";
    judgement_due: "Thời hạn", "Due";

    // Checks
    checks_title: "Cần kiểm tra", "To check";
    checks_explain: "Số liệu được giữ nguyên như danh sách ghi; Canbo chỉ nêu ra để anh, chị đối chiếu với hồ sơ giấy.", "Facts are kept as the lists have them; Canbo only points at them so that you can compare with the paper file.";
    checks_problems: "Số liệu không thể đúng hoặc mâu thuẫn", "Facts that cannot be true or contradict each other";
    checks_blank: "Số liệu còn thiếu", "Missing facts";
    checks_none: "Không thấy số liệu nào mâu thuẫn.", "No contradictions found.";
    checks_blank_none: "Không thiếu số liệu nào mà tiêu chuẩn hỏi đến.", "Nothing that the standards ask for is missing.";

    // Majors
    majors_title: "Ngành đào tạo phù hợp với chức danh", "Fields of study that fit a title";
    majors_explain: "Văn bản yêu cầu “ngành đào tạo phù hợp” nhưng không liệt kê ngành; cơ quan anh, chị quyết định. Đánh dấu một lần, Canbo áp dụng cho mọi người cùng ngành.", "The texts ask for a fitting field but do not list them; your office decides. Decide once, and Canbo applies it to everyone with that field.";
    majors_none: "Chưa có công chức nào có ghi chuyên ngành.", "No civil servant has a field of study yet.";
    majors_field: "Chuyên ngành", "Field of study";
    majors_holders: "Số người", "People";
    majors_decision: "Phù hợp?", "Fits?";
    majors_fits: "Phù hợp", "Fits";
    majors_does_not_fit: "Không phù hợp", "Does not fit";
    majors_undecided: "Chưa xét", "Not decided";
    majors_all_fit: "Tất cả phù hợp", "All fit";

    // Units
    units_title: "Xã, phường và cơ quan", "Units";
    units_explain: "Một số tiêu chuẩn khác nhau giữa đồng bằng, đô thị và miền núi. Phường là đô thị; với xã, hãy cho biết.", "Some standards differ between lowland, urban and mountain areas. Wards are urban; please state it for communes.";
    units_name: "Tên đơn vị", "Unit";
    units_kind: "Loại", "Kind";
    units_area: "Khu vực", "Area";
    units_people: "Số người", "People";
    units_set_communes: "Đặt khu vực cho mọi xã:", "Set the area of all communes:";
    units_office_name: "Tên cơ quan", "Name of the office";
    units_none: "Chưa có đơn vị nào. Đơn vị xuất hiện khi nhập danh sách.", "No units yet. They appear when lists are imported.";

    // Law
    law_title: "Căn cứ pháp lý", "Legal basis";
    law_explain: "Các quy tắc Canbo dùng để đánh giá, theo từng văn bản và thời gian hiệu lực. Quy tắc có độ tin cậy thấp không quyết định trường hợp nào cho đến khi có người đối chiếu văn bản và xác nhận tại đây.", "The rules by which Canbo judges, by text and time in force. A rule of low certainty decides nothing until someone has compared it with the text and confirmed it here.";
    law_in_force: "Đang áp dụng", "In force";
    law_confirm: "Xác nhận quy tắc này", "Confirm this rule";
    law_confirm_by: "Người xác nhận", "Confirmed by";
    law_confirm_ground: "Văn bản đã đối chiếu (số, ngày, điều)", "Text consulted (number, date, article)";
    law_confirm_do: "Xác nhận", "Confirm";
    law_confirmed: "{} xác nhận ngày {}, theo: {}", "Confirmed by {} on {}, on the ground of: {}";
    law_withdraw: "Rút xác nhận", "Withdraw";
    law_from: "Hiệu lực từ {}", "In force from {}";
    law_from_until: "Hiệu lực từ {} đến trước {}", "In force from {} until {}";
    law_waiting: "Chờ xác nhận", "Waits for confirmation";
    law_checked_none: "Chưa có ai đối chiếu với văn bản chính thức.", "Nobody has compared it with the official text yet.";
    law_for: "Áp dụng cho: {}", "For: {}";
    law_confirm_need_name: "Cần ghi tên người xác nhận và văn bản đã đối chiếu.", "Please give the name and the text consulted.";

    // Files
    files_title: "Tệp dữ liệu và sao lưu", "Data files and backup";
    files_explain: "Dữ liệu nằm trong trình duyệt của máy này. Hãy lưu ra tệp .canbo thường xuyên và cất ở nơi an toàn: đó là bản mà cơ quan thực sự giữ.", "The data live in the browser of this computer. Save a .canbo file often and keep it safe: that is the copy your office really holds.";
    files_save: "Lưu ra tệp .canbo", "Save a .canbo file";
    files_open: "Mở tệp .canbo", "Open a .canbo file";
    files_open_explain: "Nội dung tệp sẽ thay cho dữ liệu đang có. Có thể hoàn tác.", "The content of the file takes the place of the data here. It can be undone.";
    files_open_confirm: "Tệp có {} hồ sơ, {} đơn vị, lưu ngày {}. Hiện đang có {} hồ sơ. Thay dữ liệu đang có bằng nội dung tệp?", "The file holds {} dossiers, {} units, saved on {}. There are {} dossiers now. Replace them with the file?";
    files_replace: "Thay bằng nội dung tệp", "Replace with the file";
    files_opened: "Đã mở tệp {}: {} hồ sơ.", "Opened {}: {} dossiers.";
    files_saved: "Đã lưu {} hồ sơ ra tệp {}.", "Saved {} dossiers to {}.";
    files_saved_on: "Lần lưu ra tệp gần nhất: {}", "Last saved to a file: {}";
    files_never_saved: "Chưa lưu ra tệp lần nào.", "Never saved to a file.";
    files_unsaved_edits: "Dữ liệu đã thay đổi từ lần lưu ra tệp gần nhất.", "The data have changed since the last file.";
    files_export: "Xuất ra Excel", "Export to Excel";
    files_export_people: "Danh sách cán bộ, công chức", "List of people";
    files_export_judgement: "Kết quả đánh giá", "Judgement";
    files_export_needs: "Nhu cầu đào tạo", "Training needs";
    files_exported: "Đã xuất tệp {}.", "Exported {}.";
    files_sample: "Thành phố mẫu", "Sample city";
    files_sample_explain: "Một thành phố hư cấu có 23 xã, phường để học cách dùng. Dữ liệu mẫu nằm riêng, không bao giờ lẫn với dữ liệu thật.", "An invented city of 23 wards and communes to learn with. It lies apart and never mixes with real data.";
    files_sample_load: "Nạp thành phố mẫu", "Load the sample city";
    files_where_file: "Trang này đang mở từ tệp canbo.html. Trên Firefox, dữ liệu gắn với đúng vị trí của tệp: nếu đổi tên hoặc chuyển tệp sang nơi khác sẽ thấy trang trống. Hãy luôn giữ tệp .canbo.", "This page was opened from canbo.html. In Firefox the data belong to the exact place of that file: renamed or moved, it shows an empty page. Always keep a .canbo file.";
    files_clear: "Xóa toàn bộ dữ liệu trên máy này", "Delete all data on this computer";
    files_clear_confirm: "Xóa {} hồ sơ khỏi trình duyệt này? Có thể hoàn tác cho đến khi đóng trang.", "Delete {} dossiers from this browser? It can be undone until the page is closed.";
    files_clear_do: "Xóa", "Delete";
    file_stem_data: "canbo", "canbo";
    file_stem_people: "danh-sach", "people";
    file_stem_judgement: "danh-gia", "judgement";
    file_stem_needs: "nhu-cau-dao-tao", "training-needs";
    file_stem_refused: "o-khong-nhan", "refused-cells";
    working_reading: "Đang đọc {} (tệp {}/{})…", "Reading {} (file {} of {})…";
    working_rows: "{}: {}/{} dòng", "{}: {} of {} rows";
    working_opening: "Đang mở tệp…", "Opening the file…";
    working_writing: "Đang tạo tệp…", "Making the file…";
    working_sample: "Đang nạp thành phố mẫu…", "Loading the sample city…";
    worker_failed: "Không xử lý được: bộ xử lý tệp đã dừng đột ngột ({}). Dữ liệu đã lưu không bị ảnh hưởng. Hãy thử lại với từng tệp một; nếu vẫn lỗi, mở tệp bằng Excel và lưu lại dưới dạng .xlsx.", "It could not be done: the file reader stopped ({}). Stored data are untouched. Try one file at a time; if it fails again, open the file in Excel and save it as .xlsx.";

    // Import
    import_title: "Nhập danh sách", "Import lists";
    import_explain: "Chọn một hay nhiều tệp Excel (.xlsx, .xls, .ods, .csv). Canbo đọc thử và cho xem trước; chưa ghi gì cho đến khi anh, chị bấm Ghi.", "Choose one or more Excel files (.xlsx, .xls, .ods, .csv). Canbo shows what it read; nothing is written until you press Write.";
    import_drop: "Kéo tệp vào đây", "Drop files here";
    import_or: "hoặc", "or";
    import_choose: "Chọn tệp…", "Choose files…";
    import_preview: "Kết quả đọc thử – chưa ghi gì", "Preview – nothing is written yet";
    import_file: "Tệp", "File";
    import_rows: "Số dòng", "Rows";
    import_created: "Tạo mới", "Created";
    import_updated: "Cập nhật", "Updated";
    import_unchanged: "Không đổi", "Unchanged";
    import_refused: "Không nhận", "Refused";
    import_questions: "Cần hỏi", "Questions";
    import_accept: "Ghi {} hồ sơ vào dữ liệu", "Write {} dossiers";
    import_accept_without: "Ghi {} hồ sơ, để lại {} dòng cần hỏi", "Write {} dossiers, leave {} questions out";
    import_nothing: "Không có gì để ghi: mọi dòng đã có trong dữ liệu.", "Nothing to write: every row is already there.";
    import_discard: "Bỏ, không ghi", "Discard";
    import_done: "Đã ghi {} hồ sơ. Bấm Hoàn tác nếu cần lấy lại như trước.", "{} dossiers are written. Undo brings back what was before.";
    import_stale: "Đã có câu trả lời mới; hãy đọc lại trước khi ghi.", "There are new answers; read again before writing.";
    import_reread: "Đọc lại theo câu trả lời", "Read again with the answers";
    import_questions_title: "Cần anh, chị trả lời", "Please decide";
    import_questions_explain: "Các dòng sau có thể là người đã có trong dữ liệu. Canbo không đoán: dòng chưa trả lời sẽ không được ghi.", "These rows may be people who are already there. Canbo does not guess: rows without an answer are not written.";
    import_answer_same: "Là người này: {}", "This person: {}";
    import_answer_new: "Người khác, tạo hồ sơ mới", "Somebody else: new dossier";
    import_answer_skip: "Bỏ qua dòng này", "Skip this row";
    import_where: "{}, dòng {}", "{}, row {}";
    import_where_cell: "{}, ô {}{}", "{}, cell {}{}";
    import_refused_title: "Dòng, ô không nhận", "Refused rows and cells";
    import_refused_explain: "Dòng vẫn được ghi, trừ riêng ô nêu ở đây. Sửa trong Excel rồi nhập lại cũng được.", "The row is written without the cell named here. You can correct it in Excel and import again.";
    import_value: "Giá trị", "Value";
    import_reason: "Lý do", "Reason";
    import_place: "Vị trí", "Place";
    import_changes_title: "Thay đổi từng dòng", "Changes row by row";
    import_change: "{}: {} → {}", "{}: {} → {}";
    import_sheets_title: "Canbo hiểu các cột thế nào", "How the columns were understood";
    import_sheet_columns: "Cột nhận ra", "Columns recognised";
    import_sheet_ignored: "Cột bỏ qua", "Columns ignored";
    import_sheet_skipped: "Dòng không phải người", "Rows that name nobody";
    import_font: "Chuyển từ phông {}: {} → {}", "Converted from {}: {} → {}";
    import_file_failed: "Không đọc được", "Could not be read";
    import_export_refused: "Tải bảng các ô không nhận (.xlsx)", "Download the refused cells (.xlsx)";
    import_show_more: "Xem thêm {} dòng", "Show {} more";
    import_too_large: "Tệp {} lớn hơn {} MB nên không đọc. Danh sách cán bộ thường nhỏ hơn 1 MB; hãy kiểm tra lại tệp hoặc xóa ảnh, trang thừa.", "{} is larger than {} MB and is not read. A list of people is usually under 1 MB; check the file or remove pictures and spare sheets.";
    import_unreadable: "Trình duyệt không đọc được tệp {}. Có thể tệp đang mở ở chương trình khác hoặc USB đã rút. Hãy đóng chương trình đó và chọn lại.", "The browser cannot read {}. It may be open elsewhere or the USB stick is gone. Close the other program and choose it again.";
    import_canceled: "Đã hủy. Không có gì được ghi.", "Canceled. Nothing was written.";

    import_field_family_name: "Họ và chữ đệm", "Family name";
    import_field_given_name: "Tên", "Given name";
    import_field_male: "Nam (ngày sinh)", "Men (birth)";
    import_field_female: "Nữ (ngày sinh)", "Women (birth)";
    import_field_party_full: "Ngày vào Đảng chính thức", "Full Party membership";
    import_field_study_mode: "Hình thức học", "Mode of study";
    import_field_study_from: "Khai giảng", "Course begins";
    import_field_study_until: "Dự kiến tốt nghiệp", "Course ends";
    import_field_from_unit: "Từ đơn vị", "From unit";
    import_field_from_post: "Chức vụ trước", "Post before";
    import_field_to_unit: "Đến đơn vị", "To unit";
    import_field_to_post: "Chức vụ được bố trí", "New post";
    import_field_when: "Thời gian", "When";
    import_field_how: "Hình thức", "Manner";
    import_field_term: "Nhiệm kỳ", "Term";
    import_field_previous_unit: "Đơn vị trước", "Unit before";
    import_field_intake_year: "Năm thu hút", "Year of entry";
    import_field_degree_grade: "Xếp loại tốt nghiệp", "Grade of degree";

    // Undo labels
    did_edit: "sửa {} của {}", "edit {} of {}";
    did_enter: "thêm {}", "add {}";
    did_remove: "xóa {}", "remove {}";
    did_import: "nhập {} hồ sơ", "import {} dossiers";
    did_replace: "mở tệp có {} hồ sơ", "open a file of {} dossiers";
    did_judge_on: "đổi ngày đánh giá", "change the day of judging";
    did_units: "sửa đơn vị", "change units";
    did_confirm: "xác nhận quy tắc", "confirm a rule";
    did_majors: "xét {} ngành", "decide on {} majors";
    did_name: "đổi tên cơ quan", "name the office";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_asks_for_the_same_values_in_both_languages() {
        for (key, vi, en) in PAIRS {
            assert_eq!(vi.matches("{}").count(), en.matches("{}").count(), "{key}");
            assert!(!vi.is_empty() && !en.is_empty(), "{key}");
        }
    }

    #[test]
    fn templates_are_filled_in_order() {
        assert_eq!(fill("{}/{} người", &[&3, &"7"]), "3/7 người");
        assert_eq!(fill("không có gì", &[&1]), "không có gì");
        assert_eq!(fill("{} và {}", &[&1]), "1 và ");
    }

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(number(50_000u32, Language::Vi), "50.000");
        assert_eq!(number(1_234_567u32, Language::En), "1,234,567");
        assert_eq!(number(999usize, Language::Vi), "999");
    }
}
