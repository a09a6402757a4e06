// CivilTime: where impossible dates end, and the pieces that every form of a date is made of.
#include "civil_time.hpp"

#include <cstdint>

namespace tb::text {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// The zones in use reach from -12:00 to +14:00; feeds with a broken clock write a little more.
constexpr int kFurthestHours = 15;

}  // namespace

std::optional<Moment> moment_of(const CivilTime& time) {
  using namespace std::chrono;
  if (time.year < 1970 || time.year > 9999) return std::nullopt;
  const year_month_day day{year{time.year}, month{static_cast<unsigned>(time.month)},
                           std::chrono::day{static_cast<unsigned>(time.day)}};
  if (time.month < 1 || time.day < 1 || !day.ok()) return std::nullopt;
  if (time.hour < 0 || time.hour > 24 || time.minute < 0 || time.minute > 59 || time.second < 0 || time.second > 60)
    return std::nullopt;
  const bool next_midnight = time.hour == 24 && time.minute == 0 && time.second == 0;
  const hours hour{time.hour == 24 && !next_midnight ? 0 : time.hour};
  return Moment{sys_days{day}} + hour + minutes{time.minute} + seconds{time.second} + time.fraction - time.east_of_utc;
}

std::optional<Number> take_number(std::string_view& text) {
  constexpr int kMostDigits = 9;  // what an int holds
  Number number;
  while (number.digits < kMostDigits && !text.empty() && is_digit(text.front())) {
    number.value = number.value * 10 + (text.front() - '0');
    ++number.digits;
    text.remove_prefix(1);
  }
  if (number.digits == 0 || (!text.empty() && is_digit(text.front()))) return std::nullopt;
  return number;
}

std::chrono::microseconds take_fraction(std::string_view& text) {
  if (text.size() < 2 || (text[0] != '.' && text[0] != ',') || !is_digit(text[1])) return {};
  text.remove_prefix(1);
  std::int64_t micros = 0;
  std::int64_t unit = 100'000;
  for (; !text.empty() && is_digit(text.front()); text.remove_prefix(1), unit /= 10)
    micros += (text.front() - '0') * unit;
  return std::chrono::microseconds{micros};
}

std::optional<std::chrono::minutes> take_offset(std::string_view& text) {
  if (text.size() < 2 || (text[0] != '+' && text[0] != '-') || !is_digit(text[1])) return std::nullopt;
  const int sign = text[0] == '-' ? -1 : 1;
  std::string_view rest = text.substr(1);
  const std::optional<Number> first = take_number(rest);
  if (!first || first->digits > 4) return std::nullopt;
  int hours = first->digits > 2 ? first->value / 100 : first->value;
  int minutes = first->digits > 2 ? first->value % 100 : 0;
  if (first->digits <= 2 && rest.size() >= 3 && rest[0] == ':' && is_digit(rest[1])) {
    rest.remove_prefix(1);
    minutes = take_number(rest).value_or(Number{.value = 60}).value;
    if (rest.starts_with(":00")) rest.remove_prefix(3);  // "+05:30:00"
  }
  if (hours > kFurthestHours || minutes > 59) return std::nullopt;
  text = rest;
  return std::chrono::minutes{sign * (hours * 60 + minutes)};
}

int full_year(Number number) {
  if (number.digits > 2) return number.digits == 3 ? number.value + 1900 : number.value;
  return number.value < 50 ? number.value + 2000 : number.value + 1900;
}

}  // namespace tb::text
