// What a worded date says of its zone, in digits, by name or by its language, and which of these counts.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "civil_time.hpp"

namespace tb::text {

struct ZoneParts {
  std::optional<std::chrono::minutes> offset;  ///< in digits, "+0100": counts most
  std::optional<std::chrono::minutes> named;
  std::string_view iana;                     ///< "Europe/Berlin"
  std::optional<std::chrono::minutes> home;  ///< of all who write in this language: counts least, and for times alone
};

/// Takes the offset in digits that `text` starts with; false if none is there that a zone could have.
[[nodiscard]] bool take_offset(std::string_view& text, ZoneParts& zone);

/// Takes a zone's name or identifier; false if none is there. A single letter but Z is left to the words of dates.
///
/// @param clock_seen  before the time of the day, "at" is a word and not Atlantic Time
[[nodiscard]] bool take_zone_name(std::string_view& text, bool clock_seen, ZoneParts& zone);

/// Whether a word that nobody knows can be a zone: an abbreviation in capitals where no zone was yet. Such a zone is
/// UTC (RFC 5322 §4.3).
///
/// @param shipped  the date as it came, to see the capitals
[[nodiscard]] bool is_unknown_zone(std::string_view word, std::string_view shipped, const ZoneParts& zone);

[[nodiscard]] std::chrono::minutes east_of_utc(const ZoneParts& zone, const CivilTime& time, bool has_clock);

}  // namespace tb::text
