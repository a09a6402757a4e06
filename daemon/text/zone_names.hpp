// Time zones by what people call them.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace tb::text {

/// A zone's offset, in minutes east of UTC, by its abbreviation ("gmt", "est", "cest", "z") or its English name
/// ("eastern daylight time"). Where several zones share a name, the one that RFC 822 or newsrooms mean: EST is New
/// York's, IST India's, BST London's. "et" and "eastern time" are winter's. A military letter but Z is UTC, because
/// they were used with both signs (RFC 5322 §4.3).
///
/// @param name  in small letters, without full stops
/// Threads: pure, safe on any thread. The first call waits a few milliseconds for tables.
[[nodiscard]] std::optional<std::chrono::minutes> zone_named(std::string_view name);

/// The most words that a name known to zone_named() has.
inline constexpr int kMostZoneWords = 5;

/// The identifier of a zone in the IANA's database as it is written there, for one in small letters
/// ("europe/berlin"); empty if there is none.
[[nodiscard]] std::string_view iana_zone(std::string_view name);

/// The offset of such a zone at a local time, in seconds since 1970 as if it were UTC.
[[nodiscard]] std::chrono::minutes offset_in(std::string_view iana_zone, std::chrono::sys_seconds local);

}  // namespace tb::text
