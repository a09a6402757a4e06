// Dates in their usual forms, at fixed places: nine of ten dates end here, in a few nanoseconds.
#include <array>
#include <cstdint>

#include "date_readers.hpp"

namespace tb::text {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// The number that two or four digits at `pos` write, or something negative. The text must reach that far.
int two_digits(std::string_view text, std::size_t pos) {
  const char tens = text[pos];
  const char ones = text[pos + 1];
  return is_digit(tens) && is_digit(ones) ? (tens - '0') * 10 + (ones - '0') : -10'000;
}
int four_digits(std::string_view text, std::size_t pos) {
  return two_digits(text, pos) * 100 + two_digits(text, pos + 2);
}

// "05:29:43" at the start of `text`, which must be as long.
bool read_clock(std::string_view text, CivilTime& time) {
  time.hour = two_digits(text, 0);
  time.minute = two_digits(text, 3);
  time.second = two_digits(text, 6);
  return text[2] == ':' && text[5] == ':' && time.hour >= 0 && time.minute >= 0 && time.second >= 0;
}

constexpr std::uint32_t packed(const char* three) {
  const auto byte = [&](int i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(three[i])); };
  return byte(0) << 16U | byte(1) << 8U | byte(2);
}

constexpr std::array kMonths{packed("Jan"), packed("Feb"), packed("Mar"), packed("Apr"), packed("May"), packed("Jun"),
                             packed("Jul"), packed("Aug"), packed("Sep"), packed("Oct"), packed("Nov"), packed("Dec")};

int month_at(std::string_view text, std::size_t pos) {
  const std::uint32_t name = packed(text.data() + pos);
  for (std::size_t month = 0; month < kMonths.size(); ++month) {
    if (kMonths[month] == name) return static_cast<int>(month) + 1;
  }
  return 0;
}

struct Zone {
  std::string_view name;
  int hours_east;
};

// RFC 822's own and the other frequent two; what else zones are called the patient readers know.
constexpr std::array kZones{
    Zone{"CET", 1},  Zone{"CEST", 2}, Zone{"UTC", 0},  Zone{"Z", 0},    Zone{"UT", 0},
    Zone{"EST", -5}, Zone{"EDT", -4}, Zone{"CST", -6}, Zone{"CDT", -5}, Zone{"MST", -7},
    Zone{"MDT", -6}, Zone{"PST", -8}, Zone{"PDT", -7},
};

// "+09:00", "-0500". What is of another length or beyond the zones is left to the patient readers.
bool read_whole_offset(std::string_view text, CivilTime& time) {
  const bool has_colon = text.size() == 6 && text[3] == ':';
  if ((!has_colon && text.size() != 5) || (text[0] != '+' && text[0] != '-')) return false;
  const int hours = two_digits(text, 1);
  const int minutes = two_digits(text, text.size() - 2);
  if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59) return false;
  const std::chrono::minutes east{hours * 60 + minutes};
  time.east_of_utc = text[0] == '-' ? -east : east;
  return true;
}

bool read_zone(std::string_view text, CivilTime& time) {
  if (text == "GMT" || text == "+0000") return true;
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) return read_whole_offset(text, time);
  for (const Zone& zone : kZones) {
    if (zone.name != text) continue;
    time.east_of_utc = std::chrono::hours{zone.hours_east};
    return true;
  }
  return false;
}

std::optional<CivilTime> read_rfc_3339(std::string_view text) {
  if (text.size() < 20 || text[4] != '-' || text[7] != '-' || text[10] != 'T') return std::nullopt;
  CivilTime time;
  time.year = four_digits(text, 0);
  time.month = two_digits(text, 5);
  time.day = two_digits(text, 8);
  if (time.year < 0 || time.month < 0 || time.day < 0 || !read_clock(text.substr(11), time)) return std::nullopt;
  text.remove_prefix(19);
  time.fraction = take_fraction(text);
  if (text == "Z") return time;
  return read_whole_offset(text, time) ? std::optional{time} : std::nullopt;
}

std::optional<CivilTime> read_rfc_5322(std::string_view text) {
  if (text.size() > 5 && text[3] == ',' && text[4] == ' ') text.remove_prefix(5);  // whatever day of the week
  constexpr std::size_t kShortest = sizeof("5 Nov 2026 05:29:43 Z") - 1;
  if (text.size() < kShortest || !is_digit(text[0])) return std::nullopt;
  const std::size_t day_digits = is_digit(text[1]) ? 2 : 1;
  CivilTime time;
  time.day = day_digits == 2 ? two_digits(text, 0) : text[0] - '0';
  text.remove_prefix(day_digits);
  if (text.size() < kShortest - 1) return std::nullopt;
  if (text[0] != ' ' || text[4] != ' ' || text[9] != ' ' || text[18] != ' ') return std::nullopt;
  time.month = month_at(text, 1);
  time.year = four_digits(text, 5);
  if (time.month == 0 || time.year < 0 || !read_clock(text.substr(10), time)) return std::nullopt;
  return read_zone(text.substr(19), time) ? std::optional{time} : std::nullopt;
}

}  // namespace

std::optional<CivilTime> read_usual_date(std::string_view text) {
  if (text.size() < 20) return std::nullopt;
  return is_digit(text[2]) && is_digit(text[3]) ? read_rfc_3339(text) : read_rfc_5322(text);
}

}  // namespace tb::text
