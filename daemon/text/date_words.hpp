// The words in dates: names of months and days, halves of the day, and what stands between them, in some sixty
// languages.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace tb::text {

enum class HalfOfDay : std::uint8_t { morning, afternoon };

/// What counts the years: a Thai date's 2569 and a Persian one's 1405 are 2026.
enum class YearCount : std::uint8_t { gregorian, buddhist, persian };

/// A bit a day, the first is Sunday: languages share names for different days.
using WeekdaySet = std::uint8_t;

/// All that one word can mean; which of it is meant, its place decides. "mar" is March and a French Tuesday, "am" a
/// German "on the" and the morning.
struct DateWord {
  int month = 0;  ///< 1 … 12, or 0
  YearCount years = YearCount::gregorian;
  WeekdaySet weekdays = 0;
  bool filler = false;          ///< says nothing
  bool before_clock = false;    ///< a time of the day follows: "kl. 10.15"
  bool before_month = false;    ///< the month's number follows: "tháng 11"
  bool before_weekday = false;  ///< the weekday's number may follow, Monday is 2: "Thứ 2", "T2"
  int years_to_add = 0;         ///< an era whose years are counted from 1: 民國115年
  std::optional<HalfOfDay> half;
  std::optional<std::chrono::minutes> home;  ///< the zone of all who write so
};

/// @param word  as plain_date_text() makes it, without full stops, several words joined by a space
/// Threads: pure, safe on any thread. The first call waits some milliseconds for ICU's tables.
/// Source: Unicode CLDR, as ICU has it. Where two languages share a name for two months (Polish and Croatian
/// "listopada"), the language with more speakers has it.
[[nodiscard]] const DateWord* date_word(std::string_view word);

/// The most words that a name known to date_word() has ("كانون الثاني", "p. m.").
inline constexpr int kMostDateWords = 2;

/// What a sign right behind a number says that the number is.
enum class Unit : std::uint8_t { year, month, day, hour, minute, second };

struct UnitSign {
  std::string_view sign;
  Unit unit;
  std::chrono::minutes home;  ///< as in DateWord
};

/// The unit that a text starts with: 年 and its like of Chinese, Japanese and Korean.
[[nodiscard]] const UnitSign* unit_at(std::string_view text);

}  // namespace tb::text
