//! Whether a move leads down to a commune, up from it, or across.

use super::{Movement, Office, UnitId, UnitKind};

/// Where a move leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From a body of the city or district to a commune.
    Down,
    /// From a commune to a body of the city or district.
    Up,
    /// Between bodies of one level, or where a unit is not known.
    Across,
}

impl Office {
    /// Where the move leads.
    pub fn direction(&self, movement: &Movement) -> Direction {
        let superior = |unit: &Option<UnitId>| {
            let unit = unit.as_ref().and_then(|id| self.unit(id))?;
            Some(unit.kind == UnitKind::Superior)
        };
        match (superior(&movement.from_unit), superior(&movement.to_unit)) {
            (Some(true), Some(false)) => Direction::Down,
            (Some(false), Some(true)) => Direction::Up,
            _ => Direction::Across,
        }
    }
}
