//! Wards, communes and the other bodies that people come from and go to.

/// Names a unit in one database: the match key of its name with its kind (`phuong tran phu` and the like).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitId(pub String);

/// What kind of unit it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UnitKind {
    /// *Phường*.
    Ward,
    /// *Xã*.
    Commune,
    /// *Thị trấn*.
    Township,
    /// *Đặc khu*.
    SpecialZone,
    /// A body of the city or district: not of the commune level.
    Superior,
    /// The lists do not say.
    Unknown,
}

impl UnitKind {
    /// Every kind, in the order in which lists print them.
    pub const ALL: [Self; 6] = [
        Self::Ward,
        Self::Commune,
        Self::Township,
        Self::SpecialZone,
        Self::Superior,
        Self::Unknown,
    ];

    /// The kind's name in data and rule files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Ward => "ward",
            Self::Commune => "commune",
            Self::Township => "township",
            Self::SpecialZone => "special_zone",
            Self::Superior => "superior",
            Self::Unknown => "unknown",
        }
    }

    /// The kind of that code; nothing for an unknown word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Area class on which the standards of 2004 depend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AreaClass {
    /// *Đồng bằng*.
    Lowland,
    /// *Đô thị*.
    Urban,
    /// *Miền núi*.
    Mountain,
}

impl AreaClass {
    /// Every class.
    pub const ALL: [Self; 3] = [Self::Lowland, Self::Urban, Self::Mountain];

    /// The class's name in data and rule files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Lowland => "lowland",
            Self::Urban => "urban",
            Self::Mountain => "mountain",
        }
    }

    /// The class of that code; nothing for an unknown word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.code() == code)
    }
}

/// A unit that employs people, or from or to which they move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Names the unit in this database.
    pub id: UnitId,
    /// The name without its kind: `Trần Phú`.
    pub name: String,
    /// Ward, commune and so on.
    pub kind: UnitKind,
    /// The area class, where the office has stated it. A ward is urban by its kind.
    pub area: Option<AreaClass>,
    /// Whether it is an area of special hardship, where the office has stated it.
    pub special_hardship: Option<bool>,
}

impl Unit {
    /// Whether the standards ask for the unit's area class and nobody has stated it.
    pub fn lacks_area_class(&self) -> bool {
        self.kind != UnitKind::Superior && self.area_class().is_none()
    }

    /// The area class: what the office stated, and urban for a ward.
    pub fn area_class(&self) -> Option<AreaClass> {
        match self.kind {
            UnitKind::Ward => Some(self.area.unwrap_or(AreaClass::Urban)),
            _ => self.area,
        }
    }
}
