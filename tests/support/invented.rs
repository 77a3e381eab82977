//! An invented office of any size: the same seed gives the same people.
//!
//! Names are put together from common syllables; nobody in here exists.

use canbo::domain::{
    AreaClass, Course, CourseKind, CourseStatus, DegreeGrade, Dossier, DossierId, ForeignLanguage,
    ForeignLanguageLevel, GeneralEducation, Group, Informatics, Known, Ladder, MinorityLanguage,
    Movement, MovementKind, Office, PartialDate, PoliticalTheory, PositionTenure, Post,
    ProfessionalLevel, Rating, RatingGrade, Sex, StateManagement, StudyMode, Succession,
    TalentIntake, Title, Unit, UnitId, UnitKind, match_key,
};
use canbo::store::Snapshot;

const FAMILY: &[&str] = &[
    "Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô",
    "Dương", "Lý", "Đinh", "Trương", "Cao",
];
const MIDDLE_MEN: &[&str] = &["Văn", "Hữu", "Đức", "Công", "Quang", "Minh", "Xuân", "Ngọc"];
const MIDDLE_WOMEN: &[&str] = &[
    "Thị",
    "Thị Kim",
    "Thị Thu",
    "Ngọc",
    "Thanh",
    "Thị Mỹ",
    "Bích",
];
const GIVEN_MEN: &[&str] = &[
    "An", "Ân", "Bình", "Cường", "Dũng", "Đạt", "Đông", "Hải", "Hòa", "Hùng", "Khánh", "Lâm",
    "Long", "Nam", "Phúc", "Quân", "Sơn", "Tài", "Tâm", "Thắng", "Tuấn", "Vinh",
];
const GIVEN_WOMEN: &[&str] = &[
    "Ánh",
    "Bích",
    "Cúc",
    "Dung",
    "Đào",
    "Hà",
    "Hạnh",
    "Hoa",
    "Hương",
    "Lan",
    "Liên",
    "Mai",
    "Nga",
    "Oanh",
    "Phượng",
    "Thảo",
    "Thủy",
    "Trang",
    "Tuyết",
    "Ước",
    "Vân",
    "Yến",
];
const UNITS: &[&str] = &[
    "Đông Giang",
    "Tây Giang Hạ",
    "Hòa Thuận",
    "Minh Tân",
    "Phú Cường",
    "An Lạc",
    "Bình Minh",
    "Long Sơn",
    "Thanh Khê Hạ",
    "Vĩnh Hòa",
    "Tân Lập",
    "Xuân Lâm",
    "Ngọc Hà",
    "Kim Sơn",
    "Quang Trung",
    "Mỹ Lợi",
    "Đại Thành",
    "Hương Cần",
    "Lộc An",
    "Sơn Thủy",
    "Yên Phú",
    "Trà Bình",
    "Nghĩa Tân",
];
const FIELDS: &[&str] = &[
    "Luật",
    "Hành chính học",
    "Kế toán",
    "Quản lý đất đai",
    "Nông nghiệp",
    "Quản lý văn hoá",
    "Công nghệ thông tin",
];
const PLACES: &[&str] = &["Tân Lập", "Minh Hà", "Kim Sơn", "Bình Minh", "Phú Cường"];

/// About as often as a city gives them.
const GRADES: &[RatingGrade] = {
    use RatingGrade::{Excellent, Good, LimitedCapacity, Satisfactory, Unsatisfactory};
    &[
        Excellent,
        Excellent,
        Good,
        Good,
        Good,
        Good,
        Good,
        Good,
        Satisfactory,
        Satisfactory,
        LimitedCapacity,
        Unsatisfactory,
    ]
};

/// A small generator of numbers (SplitMix64): the same on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.roll() % bound as u64) as usize
    }

    /// Whether something happens that happens in so many of a hundred cases.
    fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }

    fn year(&mut self, from: i32, until: i32) -> i32 {
        from + self.below((until - from) as usize) as i32
    }

    /// A date in a year, mostly whole, sometimes without its day or month.
    fn date(&mut self, year: i32) -> Option<PartialDate> {
        let (month, day) = (self.below(12) as u32 + 1, self.below(28) as u32 + 1);
        match self.below(10) {
            0 => PartialDate::from_year(year),
            1 => PartialDate::from_month(year, month),
            _ => PartialDate::from_day(year, month, day),
        }
    }

    fn level<L: Ladder>(&mut self, levels: &[L]) -> Option<Known<L>> {
        match self.below(20) {
            0 => None,
            1..=9 => Some(Known::chosen(self.pick(levels))),
            _ => Some(Known::written(self.pick(levels), "theo văn bằng")),
        }
    }
}

/// The office: 23 units, seven of them wards.
pub fn office() -> Office {
    let units = UNITS.iter().enumerate().map(|(at, name)| {
        let (kind, word) = match at {
            0..7 => (UnitKind::Ward, "phường"),
            _ => (UnitKind::Commune, "xã"),
        };
        Unit {
            id: UnitId(match_key(&format!("{word} {name}"))),
            name: (*name).to_owned(),
            kind,
            area: (at >= 7).then_some(if at < 18 {
                AreaClass::Lowland
            } else {
                AreaClass::Mountain
            }),
            special_hardship: (at >= 7).then_some(at >= 21),
        }
    });
    Office {
        name: "Phòng Nội vụ thành phố Minh Hà".to_owned(),
        units: units.collect(),
        ..Office::default()
    }
}

/// The office with so many people; other seeds give other people.
pub fn snapshot(people: usize, seed: u64) -> Snapshot {
    let office = office();
    let dossiers = (0..people)
        .map(|number| dossier(&office, number, seed))
        .collect();
    Snapshot { office, dossiers }
}

/// Person number so and so of that office.
pub fn dossier(office: &Office, number: usize, seed: u64) -> Dossier {
    let mut dice = Dice(seed ^ (number as u64).wrapping_mul(0xd134_2543_de82_ef95));
    let mut id = [0; 16];
    id[..8].copy_from_slice(&dice.roll().to_be_bytes());
    id[8..].copy_from_slice(&dice.roll().to_be_bytes());

    let woman = dice.percent(34);
    let (middle, given) = if woman {
        (MIDDLE_WOMEN, GIVEN_WOMEN)
    } else {
        (MIDDLE_MEN, GIVEN_MEN)
    };
    let name = format!(
        "{} {} {}",
        dice.pick(FAMILY),
        dice.pick(middle),
        dice.pick(given)
    );
    let mut dossier = Dossier::new(DossierId(id), name);
    let born = dice.year(1955, 1993);
    dossier.birth = dice.date(born);
    dossier.sex = Some(if woman { Sex::Female } else { Sex::Male });
    // In list order: the people of one unit stand together, about equally many in each.
    let unit = &office.units[number % office.units.len()];
    dossier.unit = Some(unit.id.clone());

    let title = dice.pick(Title::ALL);
    let since = dice.year((born + 22).min(2015), 2016);
    dossier.posts.push(Post {
        title,
        since: dice.date(since),
        first_time: dice.percent(50).then(|| dice.percent(60)),
    });
    if title == Title::PartySecretary && dice.percent(30) {
        dossier.posts.push(Post::of(Title::CouncilChair));
    }
    dossier.post_written = title.code().replace('_', " ");
    dossier.home_place = format!("{}, Minh Hà", dice.pick(PLACES));
    dossier.ethnicity = dice
        .pick(&["Kinh", "Kinh", "Kinh", "Kinh", "Co", "Hrê"])
        .to_owned();
    if title.group() == Group::Cadre || dice.percent(75) {
        let joined = dice.year((born + 19).min(2014), 2016);
        dossier.party_joined = dice.date(joined);
    }
    dossier.service_started = dice.date((born + 21).min(2015));
    learned(&mut dossier, &mut dice);
    worked(&mut dossier, &mut dice, office, title);
    dossier
}

fn learned(dossier: &mut Dossier, dice: &mut Dice) {
    use ProfessionalLevel::{College, Elementary, Intermediate, Master, University};

    dossier.general_education = dice.level(&[
        GeneralEducation::LowerSecondary,
        GeneralEducation::UpperSecondary,
        GeneralEducation::UpperSecondary,
        GeneralEducation::UpperSecondary,
    ]);
    dossier.professional_level = dice.level(&[
        Elementary,
        Intermediate,
        Intermediate,
        Intermediate,
        College,
        University,
        University,
        University,
        Master,
    ]);
    dossier.field = dice.pick(FIELDS).to_owned();
    dossier.major_fits = dice.percent(40).then(|| dice.percent(80));
    dossier.political_theory = dice.level(PoliticalTheory::ALL);
    dossier.state_management = dice.level(StateManagement::ALL);
    dossier.informatics = dice.level(Informatics::ALL);
    dossier.minority_language = dice
        .percent(20)
        .then(|| dice.level(MinorityLanguage::ALL))
        .flatten();
    dossier.foreign_language = dice.percent(70).then(|| ForeignLanguage {
        language: "english".to_owned(),
        level: dice
            .percent(90)
            .then(|| dice.pick(ForeignLanguageLevel::ALL)),
        written: "Anh".to_owned(),
    });
    for _ in 0..dice.below(3) {
        let from = dice.year(2014, 2017);
        dossier.courses.push(Course {
            kind: dice.pick(CourseKind::ALL),
            status: dice.pick(CourseStatus::ALL),
            class: format!("K{}", dice.below(30) + 1),
            mode: Some(dice.pick(StudyMode::ALL)),
            from: dice.date(from),
            until: dice.date(from + 2),
        });
    }
    if dice.percent(4) {
        dossier.talent = Some(TalentIntake {
            year: Some(dice.year(2010, 2017)),
            degree: Some(dice.pick(DegreeGrade::ALL)),
            field: dossier.field.clone(),
        });
    }
}

fn worked(dossier: &mut Dossier, dice: &mut Dice, office: &Office, title: Title) {
    for year in 2014..=2016 {
        if dice.percent(95) {
            let grade = dice.pick(GRADES);
            dossier.ratings.push(Rating { year, grade });
        }
    }
    if dice.percent(5) {
        let year = dice.year(2013, 2017);
        let from = &office.units[dice.below(office.units.len())];
        dossier.movements.push(Movement {
            kind: Some(dice.pick(MovementKind::ALL)),
            from_unit: Some(from.id.clone()),
            from_post: dossier.post_written.clone(),
            to_unit: dossier.unit.clone(),
            to_post: dossier.post_written.clone(),
            on: dice.date(year),
        });
    }
    if dice.percent(30) {
        dossier.successions.push(Succession {
            title: Some(dice.pick(Title::ALL)),
            written: "theo quy hoạch".to_owned(),
            from_year: Some(2015),
            until_year: Some(2020),
        });
    }
    if title.group() == Group::CivilServant && dice.percent(20) {
        dossier.tenures.push(PositionTenure {
            title: Some(title),
            written: dossier.post_written.clone(),
            since: dice.date(2012),
            previous_unit: None,
            note: String::new(),
        });
    }
    dossier.left = dice.percent(1);
    if dice.percent(10) {
        dossier.note = "đang hoàn thiện hồ sơ".to_owned();
    }
}
