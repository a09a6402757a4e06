// Names out of ICU's locales, in the form that plain_date_text() gives to a feed's.
#include "date_names.hpp"

#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>
#include <unicode/smpdtfmt.h>

#include <algorithm>
#include <array>

#include "date_readers.hpp"

namespace tb::text {

namespace {

using std::chrono::minutes;

struct Language {
  const char* locale;
  YearCount years = YearCount::gregorian;
  std::optional<minutes> home = std::nullopt;  ///< where one zone is home to all who write it
  std::string_view in = {};                    ///< an "in" that is written together with the name of the month
};

// By the number of readers: the first has a name that two share. ICU counts Thai and Persian years as their countries
// do unless it is told otherwise.
constexpr std::array kLanguages{
    Language{"en"},
    Language{"de"},
    Language{"fr"},
    Language{"es"},
    Language{"it"},
    Language{"pt"},
    Language{"nl"},
    Language{"ru"},
    Language{"pl"},
    Language{"uk"},
    Language{"tr"},
    Language{"cs"},
    Language{"sk"},
    Language{"hu"},
    Language{"el"},
    Language{"ro"},
    Language{"sv"},
    Language{"da"},
    Language{"nb"},
    Language{"nn"},
    Language{"fi"},
    Language{"bg"},
    Language{"sr"},
    Language{"sr_Latn"},
    Language{"sl"},
    Language{"et"},
    Language{"lv"},
    Language{"lt"},
    Language{"ca"},
    Language{"gl"},
    Language{"eu"},
    Language{"id"},
    Language{"ms"},
    Language{"vi"},
    Language{"ar"},
    Language{"ar_SY"},
    Language{"ar_DZ"},
    Language{"ar_MA"},
    Language{"he", YearCount::gregorian, {}, "ב"},
    Language{"fa@calendar=gregorian"},
    Language{"fa@calendar=persian", YearCount::persian, minutes{210}},
    Language{"ur"},
    Language{"hi"},
    Language{"bn"},
    Language{"ta"},
    Language{"te"},
    Language{"mr"},
    Language{"gu"},
    Language{"pa"},
    Language{"ml"},
    Language{"kn"},
    Language{"th@calendar=gregorian", YearCount::buddhist},
    Language{"sq"},
    Language{"mk"},
    Language{"be"},
    Language{"is"},
    Language{"af"},
    Language{"sw"},
    Language{"fil"},
    Language{"kk"},
    Language{"az"},
    Language{"uz"},
    Language{"hy"},
    Language{"ka"},
    Language{"mn"},
    Language{"ga"},
    Language{"cy"},
    Language{"de_AT"},
    Language{"es_PE"},
    Language{"zh", YearCount::gregorian, minutes{480}},
    Language{"zh_Hant", YearCount::gregorian, minutes{480}},
    Language{"ja", YearCount::gregorian, minutes{540}},
    Language{"ko", YearCount::gregorian, minutes{540}},
    Language{"hr"},
    Language{"bs"},
};

// A name as it is looked up: without full stops; empty if it has digits ("11月"), which are read as numbers.
std::string key_of(const icu::UnicodeString& name) {
  std::string written;
  name.toUTF8String(written);
  std::string key = plain_date_text(written);
  std::erase(key, '.');
  if (key.find_first_of("0123456789") != std::string::npos) return {};
  // Catalan names have their article with them: "de novembre", "d’abril".
  for (const std::string_view article : {"de ", "d'"}) {
    if (key.starts_with(article)) key.erase(0, article.size());
  }
  if (key.ends_with('\'')) key.pop_back();  // Hebrew's geresh, which is no letter of the word
  return key;
}

template <class Set>
void add(DateNames& names, const icu::UnicodeString* written, std::int32_t count, std::string_view in, Set set) {
  for (std::int32_t i = 0; i < count; ++i) {
    const std::string key = key_of(written[i]);
    if (key.empty()) continue;
    set(names[key], i);
    if (!in.empty()) set(names[std::string(in) + key], i);
  }
}

void add_language(DateNames& names, const Language& language) {
  UErrorCode status = U_ZERO_ERROR;
  // Symbols alone know no calendar but ours; those of a format do.
  const icu::SimpleDateFormat format("d", icu::Locale(language.locale), status);
  if (U_FAILURE(status) != 0) return;
  const icu::DateFormatSymbols& symbols = *format.getDateFormatSymbols();
  const auto at_home = [&](DateWord& word) {
    if (!word.home) word.home = language.home;
  };
  const auto month = [&](DateWord& word, std::int32_t i) {
    if (word.month != 0 || i > 11) return;
    word.month = i + 1;
    word.years = language.years;
    at_home(word);
  };
  const auto weekday = [&](DateWord& word, std::int32_t i) {
    word.weekdays |= static_cast<WeekdaySet>(1U << static_cast<unsigned>(i - 1));  // ICU counts from 1, Sunday
    at_home(word);
  };
  const auto half = [&](DateWord& word, std::int32_t i) {
    if (!word.half) word.half = i == 0 ? HalfOfDay::morning : HalfOfDay::afternoon;
    at_home(word);
  };
  std::int32_t count = 0;
  for (const auto context : {icu::DateFormatSymbols::FORMAT, icu::DateFormatSymbols::STANDALONE}) {
    for (const auto width : {icu::DateFormatSymbols::WIDE, icu::DateFormatSymbols::ABBREVIATED}) {
      const icu::UnicodeString* const months = symbols.getMonths(count, context, width);
      add(names, months, count, language.in, month);
      const icu::UnicodeString* const weekdays = symbols.getWeekdays(count, context, width);
      add(names, weekdays, count, {}, weekday);
    }
  }
  const icu::UnicodeString* const halves = symbols.getAmPmStrings(count);
  add(names, halves, std::min(count, 2), {}, half);
}

}  // namespace

void add_names_of_locales(DateNames& names) {
  for (const Language& language : kLanguages) add_language(names, language);
}

}  // namespace tb::text
