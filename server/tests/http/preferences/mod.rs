//! Language, theme and time zone.

mod german;
mod language;
mod theme;
mod time_zone;
