// Durations and sizes: a whole number and a unit of a table.
#include "quantity.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <limits>
#include <span>

namespace tb::config {
namespace {

struct Unit {
  std::string_view name;
  std::uint64_t factor;
};

constexpr std::array kDurations{Unit{"ms", 1}, Unit{"s", 1'000}, Unit{"m", 60'000}, Unit{"h", 3'600'000},
                                Unit{"d", 86'400'000}};
constexpr std::array kSizes{Unit{"B", 1}, Unit{"KiB", 1ULL << 10}, Unit{"MiB", 1ULL << 20}, Unit{"GiB", 1ULL << 30}};

constexpr std::uint64_t kMost = std::numeric_limits<std::int64_t>::max();  // both types hold it

std::optional<std::uint64_t> parse(std::string_view text, std::span<const Unit> units) {
  std::uint64_t count = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (failed != std::errc()) return std::nullopt;
  const std::string_view name = text.substr(static_cast<std::size_t>(end - text.data()));
  const auto unit = std::ranges::find(units, name, &Unit::name);
  if (unit == units.end() || count > kMost / unit->factor) return std::nullopt;
  return count * unit->factor;
}

std::string in_largest(std::uint64_t count, std::span<const Unit> units) {
  const Unit* best = &units.front();
  for (const Unit& unit : units) {
    if (count != 0 && count % unit.factor == 0) best = &unit;
  }
  return fmt::format("{}{}", count / best->factor, best->name);
}

template <class T>
std::optional<T> within(const Node& node, std::optional<T> value, Range<T> range, Findings& findings) {
  if (value && *value >= range.least && *value <= range.most) return value;
  // The schema has judged the form; what is left is a number too large for any unit, or out of the range.
  findings.add(
      node, fmt::format("{} is out of range: write {} to {}", shown(node), to_text(range.least), to_text(range.most)));
  return std::nullopt;
}

}  // namespace

std::optional<std::chrono::milliseconds> parse_duration(std::string_view text) {
  const std::optional<std::uint64_t> count = parse(text, kDurations);
  if (!count) return std::nullopt;
  return std::chrono::milliseconds(static_cast<std::int64_t>(*count));
}

std::optional<Bytes> parse_size(std::string_view text) {
  const std::optional<std::uint64_t> count = parse(text, kSizes);
  if (!count) return std::nullopt;
  return Bytes{*count};
}

std::string to_text(std::chrono::milliseconds duration) {
  return in_largest(static_cast<std::uint64_t>(duration.count()), kDurations);
}

std::string to_text(Bytes size) {
  return in_largest(size.count, kSizes);
}

std::optional<std::chrono::milliseconds> read_duration(const Node& node, Range<std::chrono::milliseconds> range,
                                                       Findings& findings) {
  return within(node, parse_duration(node.text), range, findings);
}

std::optional<std::chrono::seconds> read_seconds(const Node& node, Range<std::chrono::milliseconds> range,
                                                 Findings& findings) {
  const std::optional<std::chrono::milliseconds> duration = read_duration(node, range, findings);
  if (!duration) return std::nullopt;
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(*duration);
  if (seconds == *duration) return seconds;
  findings.add(node, fmt::format("{} is no whole number of seconds: write {}", shown(node), to_text(seconds)));
  return std::nullopt;
}

std::optional<Bytes> read_size(const Node& node, Range<Bytes> range, Findings& findings) {
  return within(node, parse_size(node.text), range, findings);
}

}  // namespace tb::config
