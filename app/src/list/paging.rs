//! What lists have in common: they are searched, and shown a page at a time.

/// Rows on a full page.
pub const PAGE: u64 = 50;

/// The most characters that a search takes; nothing longer can be found.
pub const LONGEST_SEARCH: usize = 200;

/// What is searched for, as it was typed into an address: no text of ours holds a control character, and Postgres takes no zero.
#[must_use]
pub fn search(raw: &str) -> String {
    let search: String = raw.chars().filter(|char| !char.is_control()).take(LONGEST_SEARCH).collect();
    search.trim().to_owned()
}

/// How many pages that many rows fill, at least one.
#[must_use]
pub fn pages(total: u64) -> u32 {
    u32::try_from(total.div_ceil(PAGE).max(1)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_is_no_longer_than_what_it_can_find() {
        assert_eq!(search(&"ü".repeat(1_000)), "ü".repeat(LONGEST_SEARCH));
        assert_eq!(search(" le\u{0} guin\n "), "le guin");
    }

    #[test]
    fn there_is_always_a_first_page() {
        assert_eq!((pages(0), pages(50), pages(51), pages(u64::MAX)), (1, 1, 2, u32::MAX));
    }
}
