//! The container of old Office files: a small file system in one file (MS-CFB).

use super::{ReadListError, limits};

const FREE: u32 = 0xFFFF_FFFA;

/// A compound file whose sectors are read where they lie.
pub(super) struct Compound<'a> {
    bytes: &'a [u8],
    sector_size: usize,
    table: Vec<u32>,
    mini_table: Vec<u32>,
    mini_stream: Vec<u8>,
    mini_cutoff: u64,
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    kind: u8,
    start: u32,
    size: u64,
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn damaged(detail: &str) -> ReadListError {
    ReadListError::Damaged {
        detail: detail.to_owned(),
    }
}

impl<'a> Compound<'a> {
    /// Reads the tables and the directory.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, ReadListError> {
        if bytes.len() < 512 {
            return Err(ReadListError::Truncated);
        }
        let field = |at| u32_at(bytes, at).ok_or(ReadListError::Truncated);
        let sector_size = match u16_at(bytes, 30) {
            Some(9) => 512,
            Some(12) => 4096,
            _ => return Err(damaged("sector size")),
        };
        let mut file = Self {
            bytes,
            sector_size,
            table: Vec::new(),
            mini_table: Vec::new(),
            mini_stream: Vec::new(),
            mini_cutoff: u64::from(field(56)?),
            entries: Vec::new(),
        };
        file.read_table(field(44)?, field(68)?)?;
        let directory = file.chain(field(48)?, limits::FILE_BYTES)?;
        file.read_directory(&directory);
        let mini_table = file.chain(field(60)?, limits::FILE_BYTES)?;
        file.mini_table = mini_table
            .chunks_exact(4)
            .filter_map(|entry| u32_at(entry, 0))
            .collect();
        if let Some(root) = file.entries.iter().find(|entry| entry.kind == 5) {
            let (start, size) = (root.start, root.size);
            file.mini_stream = file.chain(start, size)?;
        }
        Ok(file)
    }

    fn sector(&self, index: u32) -> Result<&'a [u8], ReadListError> {
        let start = (index as usize)
            .checked_add(1)
            .and_then(|sectors| sectors.checked_mul(self.sector_size))
            .ok_or_else(|| damaged("sector number"))?;
        let end = start.saturating_add(self.sector_size).min(self.bytes.len());
        // The last sector may be short: some writers do not pad it.
        self.bytes
            .get(start..end)
            .filter(|sector| !sector.is_empty())
            .ok_or(ReadListError::Truncated)
    }

    /// The allocation table: first 109 of its sectors are named in the head, the others in a chain.
    fn read_table(&mut self, sectors: u32, mut extension: u32) -> Result<(), ReadListError> {
        let most = self.bytes.len() / self.sector_size + 1;
        let mut named: Vec<u32> = (0..109)
            .filter_map(|at| u32_at(self.bytes, 76 + 4 * at))
            .collect();
        let mut visited = 0;
        while extension < FREE && visited <= most {
            let sector = self.sector(extension)?;
            let entries = self.sector_size / 4 - 1;
            named.extend((0..entries).filter_map(|at| u32_at(sector, 4 * at)));
            extension = u32_at(sector, 4 * entries).ok_or(ReadListError::Truncated)?;
            visited += 1;
        }
        let wanted = (sectors as usize).min(most);
        for index in named.into_iter().filter(|index| *index < FREE).take(wanted) {
            let sector = self.sector(index)?;
            self.table
                .extend(sector.chunks_exact(4).filter_map(|entry| u32_at(entry, 0)));
        }
        Ok(())
    }

    /// The sectors that follow one another from `start`, at most `size` bytes.
    fn chain(&self, start: u32, size: u64) -> Result<Vec<u8>, ReadListError> {
        let size = size.min(self.bytes.len() as u64) as usize;
        let mut content = Vec::new();
        let mut index = start;
        // A chain that runs in a circle would otherwise repeat until the size is reached.
        while index < FREE && content.len() < size {
            content.extend_from_slice(self.sector(index)?);
            index = *self
                .table
                .get(index as usize)
                .ok_or_else(|| damaged("sector chain"))?;
        }
        content.truncate(size);
        Ok(content)
    }

    fn mini_chain(&self, start: u32, size: u64) -> Result<Vec<u8>, ReadListError> {
        let size = size.min(self.mini_stream.len() as u64) as usize;
        let mut content = Vec::new();
        let mut index = start;
        while index < FREE && content.len() < size {
            let at = (index as usize)
                .checked_mul(64)
                .ok_or_else(|| damaged("mini sector"))?;
            let end = at.saturating_add(64).min(self.mini_stream.len());
            let sector = self
                .mini_stream
                .get(at..end)
                .filter(|sector| !sector.is_empty());
            content.extend_from_slice(sector.ok_or(ReadListError::Truncated)?);
            index = *self
                .mini_table
                .get(index as usize)
                .ok_or_else(|| damaged("mini sector chain"))?;
        }
        content.truncate(size);
        Ok(content)
    }

    fn read_directory(&mut self, directory: &[u8]) {
        for entry in directory.chunks_exact(128) {
            let units = u16_at(entry, 64).unwrap_or(0).clamp(2, 64) as usize / 2 - 1;
            let name: Vec<u16> = (0..units).filter_map(|at| u16_at(entry, 2 * at)).collect();
            let kind = entry[66];
            if kind == 0 {
                continue;
            }
            self.entries.push(Entry {
                name: String::from_utf16_lossy(&name),
                kind,
                start: u32_at(entry, 116).unwrap_or(FREE),
                // Version 3 keeps 32 bits; the upper half may be uninitialised.
                size: u64::from(u32_at(entry, 120).unwrap_or(0)),
            });
        }
    }

    /// Names of all streams and storages.
    pub(super) fn names(&self) -> Vec<String> {
        self.entries
            .iter()
            .map(|entry| entry.name.clone())
            .collect()
    }

    /// The content of the stream of that name; nothing when there is none.
    pub(super) fn stream(&self, name: &str) -> Result<Option<Vec<u8>>, ReadListError> {
        let Some(entry) = self
            .entries
            .iter()
            .find(|entry| entry.kind == 2 && entry.name.eq_ignore_ascii_case(name))
        else {
            return Ok(None);
        };
        let content = if entry.size < self.mini_cutoff {
            self.mini_chain(entry.start, entry.size)?
        } else {
            self.chain(entry.start, entry.size)?
        };
        if (content.len() as u64) < entry.size {
            return Err(ReadListError::Truncated);
        }
        Ok(Some(content))
    }
}
