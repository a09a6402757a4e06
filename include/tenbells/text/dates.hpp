// The dates that feeds and APIs write, read as moments.
#pragma once

#include <optional>
#include <string_view>

#include "tenbells/core/clock.hpp"

namespace tb::text {

/// The moment that a date names; nothing if it cannot be read, could mean two days, or does not exist (30 February).
///
/// Read are RFC 822/2822/9110 with the deviations that feeds have (weekday missing or wrong, two-digit years, zones by
/// name, no seconds, a.m./p.m., ordinals), asctime, RFC 3339 and all of ISO 8601 (week and ordinal dates, basic and
/// truncated forms, fractions, missing parts), numeric dates (30.10.2023, 10/30/2023), the same with words in some
/// sixty languages and with the digits of every script, Chinese, Japanese and Korean units (年月日, 년월일), Buddhist,
/// Persian, Japanese and Taiwanese years, and seconds, milliseconds, micro- or nanoseconds since 1970.
///
/// A zone may be an offset, an abbreviation, an English name or an identifier of the IANA; an abbreviation that nobody
/// knows is UTC. A time without a zone is UTC, but where the language is at home in one zone, that: Korean, Japanese
/// (UTC+9), Chinese (UTC+8; also 年月日 alone), the Persian calendar (UTC+3:30). Missing parts are their first value.
/// Years 1970 … 9999.
///
/// The usual forms of RFC 5322 and RFC 3339 are read without memory being allocated. Anything else waits once for
/// tables (about 50 ms).
/// Threads: pure, safe on any thread. At most 200 bytes are looked at: what is longer is no date.
/// Source: RFC 5322 §3.3 and §4.3, RFC 3339 §5.6, ISO 8601, RFC 9110 §5.6.7, RFC 9557; names by Unicode CLDR.
[[nodiscard]] std::optional<Moment> parse_date(std::string_view text);

}  // namespace tb::text
