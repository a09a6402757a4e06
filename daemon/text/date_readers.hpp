// The readers of dates, from the usual and fast to the general and patient. For dates.cpp alone.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "civil_time.hpp"

namespace tb::text {

/// The two forms that nearly all feeds write, to the letter: "Tue, 24 Nov 2026 05:29:43 GMT" (RFC 5322, weekday
/// optional) and "2026-11-24T05:29:43Z" (RFC 3339). Allocates nothing. What it does not know may still be a date.
[[nodiscard]] std::optional<CivilTime> read_usual_date(std::string_view text);

/// The text as the readers below want it: small letters without accents, digits of every script as ASCII, dashes,
/// commas and spaces of every kind as the plain ones.
[[nodiscard]] std::string plain_date_text(std::string_view text);

/// ISO 8601: calendar, ordinal and week dates, basic, extended and truncated, W3C's profile; the whole text must be
/// one.
[[nodiscard]] std::optional<CivilTime> read_iso_date(std::string_view plain);

/// RFC 822 and all that looks like it: day, month, year, time and zone in any sensible order, in any of the languages
/// of date_words.hpp; also numeric dates.
///
/// @param shipped  the same text before plain_date_text(): an unknown zone is one only in capitals
[[nodiscard]] std::optional<CivilTime> read_worded_date(std::string_view plain, std::string_view shipped);

}  // namespace tb::text
