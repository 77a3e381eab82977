//! The words of merging a colleague's file and of deciding what is in conflict.

texts! {
    /// The texts of merging.
    pub struct MergeTexts;
    title: "Gộp tệp của đơn vị khác", "Merge a colleague's file";
    explain: "Chọn tệp .canbo do đơn vị khác hoặc đồng nghiệp gửi. Trước khi ghi, trang cho xem từng thay đổi; chưa có gì thay đổi cho đến khi bấm Gộp.", "Choose a .canbo file that another office or a colleague sent. You see every change before anything is written.";
    choose: "Chọn tệp để gộp", "Choose a file to merge";
    working: "Đang so sánh hai bên…", "Comparing both sides…";
    deciding: "Đang ghi lựa chọn…", "Writing the decision…";
    from: "Tệp {} của {}, lưu lúc {}, lần lưu thứ {}, có {} hồ sơ.", "File {} of {}, saved on {}, number {}, with {} dossiers.";
    no_office: "cơ quan chưa ghi tên", "an office without a name";
    counts: "{} hồ sơ mới, {} hồ sơ thay đổi, {} hồ sơ có mục hai bên cùng sửa, {} hồ sơ giữ nguyên.", "{} new, {} changed, {} with facts that both sides edited, {} unchanged.";
    units: "{} đơn vị được thêm vì hồ sơ nhắc đến.", "{} units come along.";
    refused: "Không nhận {} hồ sơ bị hỏng trong tệp.", "{} damaged dossiers in the file are not taken.";
    nothing: "Tệp này không có gì mới so với dữ liệu trên máy.", "The file has nothing new.";
    take: "Nhận", "Take";
    take_all: "Chọn tất cả", "Choose all";
    take_none: "Bỏ chọn tất cả", "Choose none";
    person: "Hồ sơ", "Person";
    fact: "Mục", "Fact";
    mine: "Trên máy này", "Here";
    theirs: "Trong tệp", "In the file";
    base: "Trước khi hai bên sửa", "Before both edited";
    state: "Kết quả", "Outcome";
    state_new: "Hồ sơ mới", "New person";
    state_conflict: "Hai bên cùng sửa: phải chọn", "Both edited: to be decided";
    state_taken: "Nhận giá trị trong tệp", "Taken from the file";
    state_gone: "Một bên đã xóa hồ sơ này", "One side took this person out";
    office: "Thông tin cơ quan", "The office";
    more: "… và {} hồ sơ nữa, cũng được gộp.", "… and {} more, merged as well.";
    accept: "Gộp {} hồ sơ", "Merge {} dossiers";
    done: "Đã gộp {} hồ sơ từ tệp {}. Có thể Hoàn tác.", "Merged {} dossiers from {}. This can be undone.";
    done_conflicts: "Đã gộp {} hồ sơ từ tệp {}; còn {} hồ sơ có mục phải chọn, xem ở dưới.", "Merged {} dossiers from {}; {} of them have facts to be decided, see below.";
    not_kept: "Trình duyệt không cho lưu lịch sử dữ liệu nên chưa gộp. Dữ liệu trên máy không đổi.", "The browser does not let the history be kept, so nothing was merged. Your data have not changed.";
    history_lost: "Không tìm thấy lịch sử đã lưu trong trình duyệt. Nếu có tệp .canbo lưu gần nhất, hãy mở tệp đó trước để không mất lịch sử.", "The history kept in the browser is not there any more. If you have the latest .canbo file, open it first.";
    inbox: "Mục phải chọn", "To be decided";
    inbox_explain: "Hai nơi cùng sửa một mục mà không biết nhau. Trang tạm hiện một giá trị; hãy chọn giá trị đúng. Giá trị không chọn vẫn còn trong lịch sử hồ sơ.", "Two places edited one fact without knowing of each other. One value is shown until you decide; the other stays in the history.";
    inbox_show: "Xem các mục phải chọn", "Show what must be decided";
    inbox_empty: "Không có mục nào phải chọn.", "Nothing must be decided.";
    inbox_loading: "Đang tìm các mục phải chọn…", "Looking for what must be decided…";
    inbox_base: "Trước đó: {}", "Before: {}";
    inbox_choose: "Chọn: {}", "Choose: {}";
    inbox_unsigned: "không rõ ai ghi", "not known who";
    decided: "Đã ghi lựa chọn cho {}. Có thể Hoàn tác.", "Decided on {}. This can be undone.";
}
