// The words in dates: months in the languages that feeds are written in, zones, halves of the day.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace tb::text {

/// The month, 1 … 12, that a name or its abbreviation means, in any case, without a full stop.
[[nodiscard]] std::optional<int> month_named(std::string_view name);

/// A zone by its name ("GMT", "EST", "CEST", "Z"), as minutes east of UTC. Where several zones share a name, the one
/// that RFC 822 or newsrooms mean: EST is New York's, IST India's, BST London's.
[[nodiscard]] std::optional<std::chrono::minutes> zone_named(std::string_view name);

enum class HalfOfDay : std::uint8_t { morning, afternoon };

[[nodiscard]] std::optional<HalfOfDay> half_named(std::string_view name);

/// A word that stands in dates and says nothing: a weekday, "at", "um", "de", the "th" of 5th.
[[nodiscard]] bool is_filler(std::string_view word);

}  // namespace tb::text
