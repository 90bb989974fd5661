//! Where pieces of old text stand in a new one: eight bytes at a time, all of them in one pass over the text.
//!
//! A text that shares enough with another shares a run of a few characters with it exactly (the "seeds" of sequence
//! search, as in Altschul et al., Basic local alignment search tool, 1990); the places of all runs are found together.

/// So long is a seed, in bytes.
const SEED_BYTES: usize = 8;
/// So many places of one seed are remembered; one with more says nothing.
const MOST_PLACES: usize = 6;
/// So much of a text is looked through, in bytes.
const SEARCHED_BYTES: usize = u32::MAX as usize;
/// So many seeds one piece has at most,
const MOST_SEEDS: usize = 16;
/// at least,
const FEWEST_SEEDS: usize = 4;
/// and all of them together, roughly.
const ALL_SEEDS: usize = 1 << 20;

/// Seeds of pieces of text and their places in a document's.
pub(super) struct Seeds {
    table: Table,
    seeds_each: usize,
}

/// Where one seed stands.
#[derive(Clone, Copy, Default)]
struct Places {
    count: u8,
    at: [u32; MOST_PLACES],
}

impl Places {
    fn add(&mut self, at: u32) {
        if let Some(place) = self.at.get_mut(usize::from(self.count)) {
            *place = at;
        }
        self.count = self.count.saturating_add(1);
    }

    /// All of them, unless there are too many.
    fn all(&self) -> Option<&[u32]> {
        self.at.get(..usize::from(self.count))
    }
}

/// Where a piece may stand, and how much speaks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sighting {
    /// Where the piece would start, in bytes of the text; before its start where that is cut off.
    pub(super) start: isize,
    /// How many seeds say so.
    pub(super) votes: usize,
}

impl Seeds {
    /// Looks for so many pieces, which will be asked for later, in a text.
    pub(super) fn find<'a>(pieces: impl ExactSizeIterator<Item = &'a str>, text: &str) -> Self {
        let seeds_each = (ALL_SEEDS / pieces.len().max(1)).clamp(FEWEST_SEEDS, MOST_SEEDS);
        let mut table = Table::with_room_for(pieces.len() * seeds_each);
        for piece in pieces {
            for (_, seed) in seeds_of(piece, seeds_each) {
                table.insert(seed);
            }
        }
        for (at, bytes) in (0..).zip(text.as_bytes().windows(SEED_BYTES).take(SEARCHED_BYTES)) {
            if let Some(places) = table.get_mut(seed(bytes)) {
                places.add(at);
            }
        }
        Self { table, seeds_each }
    }

    /// Where a piece may stand, the likeliest first and then in text order.
    pub(super) fn sightings(&self, piece: &str) -> Vec<Sighting> {
        let mut starts: Vec<isize> = Vec::new();
        for (offset, places) in self.places_of(piece) {
            let found = places.all().unwrap_or_default().iter();
            starts.extend(found.map(|at| (*at as usize).cast_signed() - offset.cast_signed()));
        }
        starts.sort_unstable();
        let by_start = starts.chunk_by(|one, other| one == other);
        let mut sightings: Vec<_> =
            by_start.filter_map(|same| Some(Sighting { start: *same.first()?, votes: same.len() })).collect();
        sightings.sort_by_key(|sighting| std::cmp::Reverse(sighting.votes));
        sightings
    }

    /// Whether every place of some bytes of a piece is among its sightings.
    pub(super) fn knows_all(&self, piece: &str, bytes: std::ops::Range<usize>) -> bool {
        self.places_of(piece)
            .any(|(offset, places)| bytes.start <= offset && offset + SEED_BYTES <= bytes.end && places.all().is_some())
    }

    fn places_of(&self, piece: &str) -> impl Iterator<Item = (usize, &Places)> {
        let found = |(offset, seed): (usize, u64)| Some((offset, self.table.get(seed)?));
        seeds_of(piece, self.seeds_each).filter_map(found)
    }
}

/// So many seeds of a piece, evenly spread, each with where it starts in it.
fn seeds_of(piece: &str, count: usize) -> impl Iterator<Item = (usize, u64)> {
    let bytes = piece.as_bytes();
    let room = (bytes.len() + 1).saturating_sub(SEED_BYTES);
    // Seeds needn't lie closer than half their length.
    let count = count.min(room.div_ceil(SEED_BYTES / 2));
    (0..count).filter_map(move |nth| {
        let at = if count > 1 { nth * (room - 1) / (count - 1) } else { 0 };
        Some((at, seed(bytes.get(at..at + SEED_BYTES)?)))
    })
}

fn seed(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |seed, byte| seed << 8 | u64::from(*byte))
}

/// A hash table that is never asked for long: a seed that finds no room near its own slot is left out, so that no choice
/// of seeds makes it slow.
struct Table {
    seeds: Vec<u64>,
    /// For each slot the number of the seed's places.
    numbers: Vec<u32>,
    places: Vec<Places>,
    shift: u32,
}

/// So many slots are tried for a seed.
const TRIES: usize = 8;
/// What an empty slot holds; no bytes of UTF-8 are this.
const EMPTY: u64 = u64::MAX;

impl Table {
    fn with_room_for(seeds: usize) -> Self {
        let slots = (seeds * 2).next_power_of_two().max(64);
        Self {
            seeds: vec![EMPTY; slots + TRIES],
            numbers: vec![0; slots + TRIES],
            places: Vec::new(),
            shift: u64::BITS - slots.trailing_zeros(),
        }
    }

    fn insert(&mut self, seed: u64) {
        if let Some(slot) = self.slot(seed, |found| found == seed || found == EMPTY)
            && self.seeds[slot] == EMPTY
        {
            self.seeds[slot] = seed;
            self.numbers[slot] = self.places.len() as u32;
            self.places.push(Places::default());
        }
    }

    fn get(&self, seed: u64) -> Option<&Places> {
        let slot = self.slot(seed, |found| found == seed)?;
        self.places.get(self.numbers[slot] as usize)
    }

    fn get_mut(&mut self, seed: u64) -> Option<&mut Places> {
        let slot = self.slot(seed, |found| found == seed)?;
        self.places.get_mut(self.numbers[slot] as usize)
    }

    /// The first of a seed's slots that is as wanted.
    fn slot(&self, seed: u64, wanted: impl Fn(u64) -> bool) -> Option<usize> {
        // The multiplier of Fibonacci hashing, 2^64 over the golden ratio (Knuth, The Art of Computer Programming, 6.4).
        let first = (seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> self.shift) as usize;
        let tried = self.seeds.get(first..first + TRIES)?;
        tried.iter().position(|found| wanted(*found)).map(|nth| first + nth)
    }
}
