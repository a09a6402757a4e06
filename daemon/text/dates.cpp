// Dates: which reader gets the text. Digits alone are seconds or milliseconds since 1970, as APIs send them.
#include "tenbells/text/dates.hpp"

#include <charconv>

#include "date_readers.hpp"

namespace tb::text {

namespace {

constexpr std::size_t kLongestDate = 100;

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n\f\v";
  const std::size_t from = text.find_first_not_of(kSpace);
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(kSpace) - from + 1);
}

// Ten digits are seconds from 2001 to 2286, thirteen the same in milliseconds; one less reaches back to 1973. Eight or
// fourteen digits are a date in ISO 8601's basic form.
std::optional<Moment> since_1970(std::string_view text) {
  const bool seconds = text.size() == 9 || text.size() == 10;
  const bool milliseconds = text.size() == 12 || text.size() == 13;
  if (!seconds && !milliseconds) return std::nullopt;
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < 0) return std::nullopt;
  if (seconds) return Moment{std::chrono::seconds{number}};
  return Moment{std::chrono::milliseconds{number}};
}

}  // namespace

std::optional<Moment> parse_date(std::string_view text) {
  text = trimmed(text.substr(0, 4 * kLongestDate));
  if (text.empty() || text.size() > kLongestDate) return std::nullopt;
  if (const std::optional<Moment> moment = since_1970(text)) return moment;
  std::optional<CivilTime> time = read_iso_date(text);
  if (!time) time = read_worded_date(text);
  return time ? moment_of(*time) : std::nullopt;
}

}  // namespace tb::text
