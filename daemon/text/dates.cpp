// Dates: which reader gets the text. Digits alone are a time since 1970, as APIs send it.
#include "tenbells/text/dates.hpp"

#include <array>
#include <charconv>
#include <cstdint>
#include <string>

#include "date_readers.hpp"

namespace tb::text {

namespace {

// Longer than any date: "Tuesday, the 24th of November …" takes 50 bytes, a Thai one three times as many.
constexpr std::size_t kLongestDate = 200;

std::string_view trimmed(std::string_view text) {
  const auto is_space = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

struct Clock {
  std::size_t digits;
  std::int64_t per_second;
};

// Ten digits are seconds from 2001 to 2286; one less reaches back to 1973.
constexpr std::array kClocks{Clock{9, 1},      Clock{10, 1},         Clock{12, 1'000},
                             Clock{13, 1'000}, Clock{16, 1'000'000}, Clock{19, 1'000'000'000}};

std::optional<Moment> since_1970(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || number < 0) return std::nullopt;
  const auto digits = static_cast<std::size_t>(end - text.data());
  std::string_view rest = text.substr(digits);
  for (const Clock& clock : kClocks) {
    if (clock.digits != digits) continue;
    Moment moment{std::chrono::seconds{number / clock.per_second}};
    moment += std::chrono::microseconds{number % clock.per_second * 1'000'000 / clock.per_second};
    if (clock.per_second == 1) moment += take_fraction(rest);
    return rest.empty() ? std::optional{moment} : std::nullopt;
  }
  return std::nullopt;
}

// "/Date(1795498183120)/" or with an offset behind the number, which changes nothing: what .NET made of dates in JSON.
std::string_view without_dot_net(std::string_view text) {
  constexpr std::string_view kBegin = "/date(";
  if (!text.starts_with(kBegin) || !text.ends_with(")/")) return text;
  text = text.substr(kBegin.size(), text.size() - kBegin.size() - 2);
  return text.substr(0, text.find_first_of("+-", 1));
}

}  // namespace

std::optional<Moment> parse_date(std::string_view text) {
  text = trimmed(text.substr(0, 4 * kLongestDate));
  if (text.empty() || text.size() > kLongestDate) return std::nullopt;
  if (const std::optional<CivilTime> usual = read_usual_date(text)) return moment_of(*usual);
  const std::string folded = plain_date_text(text);
  const std::string_view plain = trimmed(folded);
  if (plain.empty()) return std::nullopt;
  if (const std::optional<CivilTime> time = read_iso_date(plain)) {
    if (const std::optional<Moment> moment = moment_of(*time)) return moment;
  }
  if (const std::optional<Moment> moment = since_1970(without_dot_net(plain))) return moment;
  const std::optional<CivilTime> time = read_worded_date(plain, text);
  return time ? moment_of(*time) : std::nullopt;
}

}  // namespace tb::text
