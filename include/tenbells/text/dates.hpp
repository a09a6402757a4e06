// The dates that feeds and APIs write, read as moments.
#pragma once

#include <optional>
#include <string_view>

#include "tenbells/core/clock.hpp"

namespace tb::text {

/// The moment that a date names; nothing if it cannot be read or does not exist (30 February).
///
/// Read are RFC 822/2822/9110 with the deviations that feeds have (weekday missing or wrong, two-digit years, zones by
/// name, no seconds, full or foreign month names, a.m./p.m.), asctime, RFC 3339 and ISO 8601 (basic forms, no seconds,
/// date only, a space for the T), numeric dates (30.10.2023, 10/30/2023), Chinese, Japanese and Korean ones (年月日,
/// 년월일), and seconds or milliseconds since 1970. A
/// date without a zone is taken as UTC, missing parts as their first value. Years 1970 … 9999.
///
/// Threads: pure, safe on any thread. At most 100 bytes are looked at: what is longer is no date.
/// Source: RFC 5322 §3.3 and §4.3, RFC 3339 §5.6, ISO 8601, RFC 9110 §5.6.7.
[[nodiscard]] std::optional<Moment> parse_date(std::string_view text);

}  // namespace tb::text
