// Tables of names, and one way to read a number.
#include "channel_values.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "names.hpp"

namespace tb::feed {

namespace {

using std::chrono::hours;
using std::chrono::seconds;

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const std::size_t begin = std::min(text.find_first_not_of(kSpace), text.size());
  return text.substr(begin, text.find_last_not_of(kSpace) + 1 - begin);
}

// Digits and nothing else; nothing where they mean more than the type holds.
template <class Number>
std::optional<Number> number_in(std::string_view text) {
  const std::string_view digits = trimmed(text);
  Number number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

struct Period {
  std::string_view name;
  seconds length;
};

constexpr std::array kPeriods{
    Period{"hourly", hours{1}},        Period{"daily", hours{24}},        Period{"weekly", hours{24 * 7}},
    Period{"monthly", hours{24 * 30}}, Period{"yearly", hours{24 * 365}},
};

constexpr std::array<std::string_view, 7> kDays{"monday", "tuesday",  "wednesday", "thursday",
                                                "friday", "saturday", "sunday"};

}  // namespace

std::optional<seconds> ttl_of(std::string_view text) {
  const std::optional<std::uint32_t> minutes = number_in<std::uint32_t>(text);
  if (!minutes || *minutes == 0) return std::nullopt;
  return std::chrono::minutes{*minutes};
}

std::uint32_t hour_bit(std::string_view text) {
  const std::optional<std::uint32_t> hour = number_in<std::uint32_t>(text);
  return hour && *hour <= 24 ? std::uint32_t{1} << (*hour % 24) : 0;
}

std::uint8_t day_bit(std::string_view text) {
  const std::string_view name = trimmed(text);
  for (std::size_t day = 0; day < kDays.size(); ++day) {
    if (same_name(kDays.at(day), name)) return static_cast<std::uint8_t>(1U << day);
  }
  return 0;
}

std::optional<seconds> period_of(std::string_view text) {
  const std::string_view name = trimmed(text);
  for (const Period& period : kPeriods) {
    if (same_name(period.name, name)) return period.length;
  }
  return std::nullopt;
}

std::uint32_t frequency_of(std::string_view text) {
  return std::max(number_in<std::uint32_t>(text).value_or(1), std::uint32_t{1});
}

void add_hub(std::vector<std::string>& hubs, std::string hub) {
  if (!hub.empty() && std::ranges::find(hubs, hub) == hubs.end()) hubs.push_back(std::move(hub));
}

}  // namespace tb::feed
