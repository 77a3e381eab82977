//! How many values a change would unpack to, counted before anything is unpacked.
//!
//! The columns of a change are run-length encoded: twenty bytes may stand for a thousand million
//! rows. The library has no limit of its own, so the runs are added up first.

/// The kind of chunk that holds one change as it is, not deflated.
const CHANGE: u8 = 1;
const MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];

/// The number of values in all columns of the change in these bytes.
///
/// Nothing when they are not one whole, uncompressed change, or when the columns cannot be
/// counted.
pub(super) fn values(bytes: &[u8]) -> Option<u64> {
    let mut head = Bytes(bytes);
    if head.take(4)? != MAGIC {
        return None;
    }
    head.take(4)?;
    if head.take(1)? != [CHANGE] {
        return None;
    }
    let length = head.number()?;
    if length != head.0.len() as u64 {
        return None;
    }
    let body = &mut head;
    let dependencies = body.number()?;
    body.skip(dependencies.checked_mul(32)?)?;
    body.skip_prefixed()?; // The actor.
    body.number()?; // Its sequence number.
    body.number()?; // The first operation.
    body.signed()?; // The time.
    body.skip_prefixed()?; // The message.
    for _ in 0..body.count()? {
        body.skip_prefixed()?; // Another actor.
    }
    let mut columns = Vec::new();
    for _ in 0..body.count()? {
        columns.push((body.number()?, body.number()?));
    }
    let mut values = 0_u64;
    for (specification, length) in columns {
        let data = body.take(usize::try_from(length).ok()?)?;
        values = values.checked_add(runs(specification, data)?)?;
    }
    Some(values)
}

/// The number of values of one column.
fn runs(specification: u64, data: &[u8]) -> Option<u64> {
    let mut data = Bytes(data);
    let mut sum = 0_u64;
    // The lowest three bits are the kind of values, the next says whether they are deflated.
    match (specification & 0b1000, specification & 0b111) {
        (0, 7) => return Some(0), // The bytes themselves; another column has their lengths.
        (0, 4) => {
            while !data.0.is_empty() {
                sum = sum.checked_add(data.number()?)?;
            }
        }
        (0, kind) => {
            while !data.0.is_empty() {
                let run = data.signed()?;
                let count = match run {
                    0 => data.number()?,
                    1.. => {
                        data.value(kind)?;
                        run.unsigned_abs()
                    }
                    _ => {
                        for _ in 0..run.unsigned_abs() {
                            data.value(kind)?;
                        }
                        run.unsigned_abs()
                    }
                };
                sum = sum.checked_add(count)?;
            }
        }
        _ => return None,
    }
    Some(sum)
}

/// What has not been read yet.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn skip(&mut self, count: u64) -> Option<()> {
        self.take(usize::try_from(count).ok()?).map(|_| ())
    }

    fn skip_prefixed(&mut self) -> Option<()> {
        let length = self.number()?;
        self.skip(length)
    }

    /// A number of things that take a byte each at least.
    fn count(&mut self) -> Option<u64> {
        self.number().filter(|count| *count <= self.0.len() as u64)
    }

    /// A LEB128 number.
    fn number(&mut self) -> Option<u64> {
        let mut number = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = *self.take(1)?.first()?;
            let bits = u64::from(byte & 0x7f);
            if shift == 63 && bits > 1 {
                return None;
            }
            number |= bits << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    /// A signed LEB128 number.
    fn signed(&mut self) -> Option<i64> {
        let mut number = 0_i64;
        for shift in (0..64).step_by(7) {
            let byte = *self.take(1)?.first()?;
            number |= i64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                let unused = 64_u32.saturating_sub(shift + 7);
                return Some(number << unused >> unused);
            }
        }
        None
    }

    fn value(&mut self, kind: u64) -> Option<()> {
        match kind {
            5 => self.skip_prefixed(),
            3 => self.signed().map(|_| ()),
            _ => self.number().map(|_| ()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A change with one column of that kind and data.
    fn change(specification: u8, data: &[u8]) -> Vec<u8> {
        let mut body = vec![0, 1, 7, 1, 1, 0, 0, 0, 1, specification, data.len() as u8];
        body.extend_from_slice(data);
        let mut bytes = MAGIC.to_vec();
        bytes.extend([0, 0, 0, 0, CHANGE, body.len() as u8]);
        bytes.extend(body);
        bytes
    }

    #[test]
    fn runs_literals_and_blanks_are_counted() {
        // Three times 9, then the literals 1 and 2, then five blanks.
        let data = [3, 9, 0x7e, 1, 2, 0, 5];
        assert_eq!(values(&change(0x42, &data)), Some(10));
        assert_eq!(values(&change(0x34, &[2, 3])), Some(5));
        assert_eq!(values(&change(0x15, &[2, 1, b'a'])), Some(2));
        assert_eq!(values(&change(0x57, b"any")), Some(0));
    }

    #[test]
    fn a_bomb_is_counted_and_not_unpacked() {
        let bomb = [0xff, 0xff, 0xff, 0xff, 0xff, 0x1f, 1];
        assert!(values(&change(0x42, &bomb)).is_some_and(|count| count > 1 << 38));
        let literals = [0x80, 0x80, 0x80, 0x80, 0x40, 1];
        assert_eq!(values(&change(0x42, &literals)), None);
    }

    #[test]
    fn what_is_no_plain_change_is_not_counted() {
        let good = change(0x42, &[1, 1]);
        assert_eq!(values(&good), Some(1));
        for length in 0..good.len() {
            assert_eq!(values(&good[..length]), None);
        }
        let mut deflated = good.clone();
        deflated[8] = 2;
        assert_eq!(values(&deflated), None);
        assert_eq!(values(&change(0x4a, &[1, 1])), None);
        assert_eq!(values(&[good, vec![0]].concat()), None);
    }
}
