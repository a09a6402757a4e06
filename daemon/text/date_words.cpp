// The words in dates: what no locale's data has is a table here, names are ICU's.
#include "date_words.hpp"

#include <algorithm>
#include <array>

#include "date_names.hpp"

namespace tb::text {

namespace {

using std::chrono::minutes;

constexpr minutes kChina{480};
constexpr minutes kJapan{540};
constexpr minutes kKorea{540};

// As fold() leaves them: 時 is 时, 點 is 点, 號 is 号.
constexpr std::array kUnits{
    UnitSign{"年", Unit::year, kChina},   UnitSign{"月", Unit::month, kChina},  UnitSign{"日", Unit::day, kChina},
    UnitSign{"号", Unit::day, kChina},    UnitSign{"时", Unit::hour, kChina},   UnitSign{"点", Unit::hour, kChina},
    UnitSign{"分", Unit::minute, kChina}, UnitSign{"秒", Unit::second, kChina}, UnitSign{"년", Unit::year, kKorea},
    UnitSign{"월", Unit::month, kKorea},  UnitSign{"일", Unit::day, kKorea},    UnitSign{"시", Unit::hour, kKorea},
    UnitSign{"분", Unit::minute, kKorea}, UnitSign{"초", Unit::second, kKorea},
};

// Abbreviations that people and programs use beside those of their locale.
constexpr std::array kMonths{
    std::pair{"jan", 1},   std::pair{"feb", 2},    std::pair{"mar", 3},    std::pair{"apr", 4},
    std::pair{"may", 5},   std::pair{"jun", 6},    std::pair{"jul", 7},    std::pair{"aug", 8},
    std::pair{"sep", 9},   std::pair{"oct", 10},   std::pair{"nov", 11},   std::pair{"dec", 12},
    std::pair{"sept", 9},  std::pair{"janner", 1}, std::pair{"jann", 1},   std::pair{"feber", 2},
    std::pair{"mrz", 3},   std::pair{"maerz", 3},  std::pair{"fevr", 2},   std::pair{"fev", 2},
    std::pair{"aou", 8},   std::pair{"juil", 7},   std::pair{"set", 9},    std::pair{"setiembre", 9},
    std::pair{"ene", 1},   std::pair{"abr", 4},    std::pair{"ago", 8},    std::pair{"dic", 12},
    std::pair{"des", 12},  std::pair{"dez", 12},   std::pair{"okt", 10},   std::pair{"agt", 8},
    std::pair{"mrt", 3},   std::pair{"mei", 5},    std::pair{"gen", 1},    std::pair{"mag", 5},
    std::pair{"giu", 6},   std::pair{"lug", 7},    std::pair{"ott", 10},   std::pair{"out", 10},
    std::pair{"ноя", 11},  std::pair{"сен", 9},    std::pair{"фев", 2},    std::pair{"янв", 1},
    std::pair{"авг", 8},   std::pair{"окт", 10},   std::pair{"дек", 12},   std::pair{"июн", 6},
    std::pair{"июл", 7},   std::pair{"апр", 4},    std::pair{"ιουν", 6},   std::pair{"ιουλ", 7},
    std::pair{"ιον", 6},   std::pair{"ιολ", 7},    std::pair{"μαρ", 3},    std::pair{"μαι", 5},
    std::pair{"juill", 7}, std::pair{"μαω", 5},    std::pair{"maujus", 5},
};

// As they are counted from Sunday.
constexpr std::array kWeekdays{
    std::pair{"mer", 3},  std::pair{"thur", 4}, std::pair{"thurs", 4},
    std::pair{"tues", 2}, std::pair{"weds", 3}, std::pair{"sab", 6},
};

constexpr std::array<std::string_view, 59> kFillers{
    "a",   "al",  "and", "as",  "at",   "avo",  "c",   "clock", "d",  "da", "date", "de", "del", "den", "der",
    "di",  "e",   "el",  "er",  "gada", "g",    "god", "goda",  "h",  "hr", "hrs",  "in", "la",  "las", "le",
    "les", "m",   "min", "mn",  "nd",   "o",    "of",  "on",    "og", "rd", "roku", "r",  "st",  "t",   "th",
    "the", "uhr", "urs", "uur", "v",    "year", "г",   "года",  "в",  "ч",  "року", "р",  "о",   "น"};

// "um 10.15", "kl. 10.15": behind these a stop divides hour and minute.
constexpr std::array<std::string_view, 24> kBeforeClock{
    "a las",   "alle", "as", "at",  "godz", "godzina", "kell",  "kello", "kl", "klo", "klockan", "klokka",
    "klokken", "luc",  "om", "ora", "ore",  "pkl",     "pukul", "saat",  "um", "у",   "ωρα",     "เวลา",
};

struct Half {
  std::string_view word;
  HalfOfDay half;
};

// As fold() leaves them: 後 is 后. "de" is a Hungarian morning and a Spanish "of".
constexpr std::array kHalves{
    Half{"am", HalfOfDay::morning},     Half{"a m", HalfOfDay::morning},    Half{"pm", HalfOfDay::afternoon},
    Half{"p m", HalfOfDay::afternoon},  Half{"凌晨", HalfOfDay::morning},   Half{"早上", HalfOfDay::morning},
    Half{"清晨", HalfOfDay::morning},   Half{"中午", HalfOfDay::afternoon}, Half{"晚上", HalfOfDay::afternoon},
    Half{"傍晚", HalfOfDay::afternoon}, Half{"오전", HalfOfDay::morning},   Half{"오후", HalfOfDay::afternoon},
    Half{"noon", HalfOfDay::afternoon},
};

struct Era {
  std::string_view word;
  int years_to_add;
  minutes home;
};

// Japan's eras since 1926 and Taiwan's calendar. Thai and Persian years are told by the names of their months.
constexpr std::array kEras{
    Era{"令和", 2018, kJapan}, Era{"平成", 1988, kJapan},     Era{"昭和", 1925, kJapan},
    Era{"民国", 1911, kChina}, Era{"中华民国", 1911, kChina},
};

void add_own_words(DateNames& names) {
  for (const auto& [name, month] : kMonths) names[name].month = month;
  for (const auto& [name, day] : kWeekdays)
    names[name].weekdays = static_cast<WeekdaySet>(1U << static_cast<unsigned>(day));
  for (const std::string_view word : kFillers) names[std::string(word)].filler = true;
  for (const std::string_view word : kBeforeClock) {
    DateWord& meaning = names[std::string(word)];
    meaning.filler = true;
    meaning.before_clock = true;
  }
  for (const Half& row : kHalves) names[std::string(row.word)].half = row.half;
  for (const Era& row : kEras) {
    DateWord& meaning = names[std::string(row.word)];
    meaning.years_to_add = row.years_to_add;
    meaning.home = row.home;
  }
  for (const std::string_view word : {"thang", "thg"}) names[std::string(word)].before_month = true;
  for (const std::string_view word : {"t", "th", "thu"}) names[std::string(word)].before_weekday = true;
  for (const std::string_view word : {"ngay", "nam", "พศ", "วันที่"}) names[std::string(word)].filler = true;
}

DateNames all_words() {
  DateNames names;
  add_own_words(names);
  add_names_of_locales(names);
  return names;
}

}  // namespace

const DateWord* date_word(std::string_view word) {
  static const DateNames kWords = all_words();
  const auto found = kWords.find(word);
  return found != kWords.end() ? &found->second : nullptr;
}

const UnitSign* unit_at(std::string_view text) {
  if (text.empty() || static_cast<unsigned char>(text.front()) < 0xE0) return nullptr;  // all lie beyond U+0800
  const auto* const row =
      std::ranges::find_if(kUnits, [&](const UnitSign& unit) { return text.starts_with(unit.sign); });
  return row != kUnits.end() ? row : nullptr;
}

}  // namespace tb::text
