// The values in which a feed says when to ask again, each from its text; what cannot be read says nothing.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tb::feed {

/// Of a feed that names more, the first ones: nobody has so many, and each is a server that we would ask.
inline constexpr std::size_t kMostHubs = 8;

/// RSS 2.0's ttl: a positive whole number of minutes (of at most ten digits).
[[nodiscard]] std::optional<std::chrono::seconds> ttl_of(std::string_view text);

/// The hour 0 … 23 as its bit; 24 is 0, as in RSS 0.91. Zero if it is none.
[[nodiscard]] std::uint32_t hour_bit(std::string_view text);

/// The English name of a day in any case, as its bit, Monday the lowest. Zero if it is none.
[[nodiscard]] std::uint8_t day_bit(std::string_view text);

/// sy:updatePeriod (hourly, daily, weekly, monthly, yearly); months have 30 days, years 365.
[[nodiscard]] std::optional<std::chrono::seconds> period_of(std::string_view text);

/// sy:updateFrequency; 1 for what is no positive number.
[[nodiscard]] std::uint32_t frequency_of(std::string_view text);

/// Appends a hub that is no empty text and not in the list.
void add_hub(std::vector<std::string>& hubs, std::string hub);

}  // namespace tb::feed
