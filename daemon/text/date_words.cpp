// The words in dates, as tables sorted by their bytes. Names are compared in lower case by ICU's simple mapping, which
// knows Greek and Cyrillic.
#include "date_words.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <string>

#include "tenbells/text/utf8.hpp"

namespace tb::text {

namespace {

struct MonthName {
  std::string_view name;
  int month;
};

// English, Danish, Dutch, French, German, Greek, Hungarian, Italian, Norwegian, Polish, Portuguese, Russian, Spanish,
// Swedish, Turkish. No name here means different months in two of them.
// clang-format off
constexpr std::array kMonths{
    MonthName{"abr", 4},
    MonthName{"abril", 4},
    MonthName{"ago", 8},
    MonthName{"agosto", 8},
    MonthName{"aout", 8},
    MonthName{"août", 8},
    MonthName{"apr", 4},
    MonthName{"april", 4},
    MonthName{"aprile", 4},
    MonthName{"ara", 12},
    MonthName{"aralık", 12},
    MonthName{"aug", 8},
    MonthName{"august", 8},
    MonthName{"augusti", 8},
    MonthName{"augustus", 8},
    MonthName{"augusztus", 8},
    MonthName{"avr", 4},
    MonthName{"avril", 4},
    MonthName{"ağu", 8},
    MonthName{"ağustos", 8},
    MonthName{"cze", 6},
    MonthName{"czerwca", 6},
    MonthName{"dec", 12},
    MonthName{"december", 12},
    MonthName{"decembre", 12},
    MonthName{"des", 12},
    MonthName{"desember", 12},
    MonthName{"dez", 12},
    MonthName{"dezember", 12},
    MonthName{"dezembro", 12},
    MonthName{"dic", 12},
    MonthName{"dicembre", 12},
    MonthName{"diciembre", 12},
    MonthName{"déc", 12},
    MonthName{"décembre", 12},
    MonthName{"eki", 10},
    MonthName{"ekim", 10},
    MonthName{"ene", 1},
    MonthName{"enero", 1},
    MonthName{"eyl", 9},
    MonthName{"eylül", 9},
    MonthName{"feb", 2},
    MonthName{"febbraio", 2},
    MonthName{"feber", 2},
    MonthName{"febrero", 2},
    MonthName{"februar", 2},
    MonthName{"februari", 2},
    MonthName{"february", 2},
    MonthName{"február", 2},
    MonthName{"fev", 2},
    MonthName{"fevereiro", 2},
    MonthName{"fevr", 2},
    MonthName{"fevrier", 2},
    MonthName{"fév", 2},
    MonthName{"févr", 2},
    MonthName{"février", 2},
    MonthName{"gen", 1},
    MonthName{"gennaio", 1},
    MonthName{"giu", 6},
    MonthName{"giugno", 6},
    MonthName{"gru", 12},
    MonthName{"grudnia", 12},
    MonthName{"haz", 6},
    MonthName{"haziran", 6},
    MonthName{"jan", 1},
    MonthName{"janeiro", 1},
    MonthName{"januar", 1},
    MonthName{"januari", 1},
    MonthName{"january", 1},
    MonthName{"január", 1},
    MonthName{"janv", 1},
    MonthName{"janvier", 1},
    MonthName{"juil", 7},
    MonthName{"juillet", 7},
    MonthName{"juin", 6},
    MonthName{"jul", 7},
    MonthName{"julho", 7},
    MonthName{"juli", 7},
    MonthName{"julio", 7},
    MonthName{"july", 7},
    MonthName{"jun", 6},
    MonthName{"june", 6},
    MonthName{"junho", 6},
    MonthName{"juni", 6},
    MonthName{"junio", 6},
    MonthName{"jän", 1},
    MonthName{"jänner", 1},
    MonthName{"júl", 7},
    MonthName{"július", 7},
    MonthName{"jún", 6},
    MonthName{"június", 6},
    MonthName{"kas", 11},
    MonthName{"kasım", 11},
    MonthName{"kwi", 4},
    MonthName{"kwietnia", 4},
    MonthName{"lip", 7},
    MonthName{"lipca", 7},
    MonthName{"lis", 11},
    MonthName{"listopada", 11},
    MonthName{"lug", 7},
    MonthName{"luglio", 7},
    MonthName{"lut", 2},
    MonthName{"lutego", 2},
    MonthName{"maart", 3},
    MonthName{"mag", 5},
    MonthName{"maggio", 5},
    MonthName{"mai", 5},
    MonthName{"maio", 5},
    MonthName{"maj", 5},
    MonthName{"maja", 5},
    MonthName{"mar", 3},
    MonthName{"marca", 3},
    MonthName{"march", 3},
    MonthName{"marco", 3},
    MonthName{"mars", 3},
    MonthName{"mart", 3},
    MonthName{"marzo", 3},
    MonthName{"março", 3},
    MonthName{"may", 5},
    MonthName{"mayo", 5},
    MonthName{"mayıs", 5},
    MonthName{"mei", 5},
    MonthName{"mrt", 3},
    MonthName{"mrz", 3},
    MonthName{"máj", 5},
    MonthName{"május", 5},
    MonthName{"márc", 3},
    MonthName{"március", 3},
    MonthName{"mär", 3},
    MonthName{"märz", 3},
    MonthName{"nis", 4},
    MonthName{"nisan", 4},
    MonthName{"nov", 11},
    MonthName{"november", 11},
    MonthName{"novembre", 11},
    MonthName{"novembro", 11},
    MonthName{"noviembre", 11},
    MonthName{"oca", 1},
    MonthName{"ocak", 1},
    MonthName{"oct", 10},
    MonthName{"october", 10},
    MonthName{"octobre", 10},
    MonthName{"octubre", 10},
    MonthName{"okt", 10},
    MonthName{"oktober", 10},
    MonthName{"október", 10},
    MonthName{"ott", 10},
    MonthName{"ottobre", 10},
    MonthName{"out", 10},
    MonthName{"outubro", 10},
    MonthName{"paź", 10},
    MonthName{"października", 10},
    MonthName{"sep", 9},
    MonthName{"sept", 9},
    MonthName{"september", 9},
    MonthName{"septembre", 9},
    MonthName{"septiembre", 9},
    MonthName{"set", 9},
    MonthName{"setembro", 9},
    MonthName{"setiembre", 9},
    MonthName{"settembre", 9},
    MonthName{"sie", 8},
    MonthName{"sierpnia", 8},
    MonthName{"sty", 1},
    MonthName{"stycznia", 1},
    MonthName{"szept", 9},
    MonthName{"szeptember", 9},
    MonthName{"tem", 7},
    MonthName{"temmuz", 7},
    MonthName{"wrz", 9},
    MonthName{"września", 9},
    MonthName{"ápr", 4},
    MonthName{"április", 4},
    MonthName{"şub", 2},
    MonthName{"şubat", 2},
    MonthName{"απρ", 4},
    MonthName{"απριλίου", 4},
    MonthName{"αυγ", 8},
    MonthName{"αυγούστου", 8},
    MonthName{"αύγ", 8},
    MonthName{"δεκ", 12},
    MonthName{"δεκεμβρίου", 12},
    MonthName{"ιαν", 1},
    MonthName{"ιανουαρίου", 1},
    MonthName{"ιουλ", 7},
    MonthName{"ιουλίου", 7},
    MonthName{"ιουν", 6},
    MonthName{"ιουνίου", 6},
    MonthName{"ιούλ", 7},
    MonthName{"ιούν", 6},
    MonthName{"μάι", 5},
    MonthName{"μάρ", 3},
    MonthName{"μαΐου", 5},
    MonthName{"μαρ", 3},
    MonthName{"μαρτίου", 3},
    MonthName{"μαϊ", 5},
    MonthName{"νοέ", 11},
    MonthName{"νοε", 11},
    MonthName{"νοεμβρίου", 11},
    MonthName{"οκτ", 10},
    MonthName{"οκτωβρίου", 10},
    MonthName{"σεπ", 9},
    MonthName{"σεπτεμβρίου", 9},
    MonthName{"φεβ", 2},
    MonthName{"φεβρουαρίου", 2},
    MonthName{"авг", 8},
    MonthName{"августа", 8},
    MonthName{"апр", 4},
    MonthName{"апреля", 4},
    MonthName{"дек", 12},
    MonthName{"декабря", 12},
    MonthName{"июл", 7},
    MonthName{"июля", 7},
    MonthName{"июн", 6},
    MonthName{"июня", 6},
    MonthName{"май", 5},
    MonthName{"мар", 3},
    MonthName{"март", 3},
    MonthName{"марта", 3},
    MonthName{"мая", 5},
    MonthName{"ноя", 11},
    MonthName{"ноября", 11},
    MonthName{"окт", 10},
    MonthName{"октября", 10},
    MonthName{"сен", 9},
    MonthName{"сент", 9},
    MonthName{"сентября", 9},
    MonthName{"фев", 2},
    MonthName{"февраля", 2},
    MonthName{"янв", 1},
    MonthName{"января", 1},
};

struct ZoneName {
  std::string_view name;
  int minutes_east;
};

constexpr std::array kZones{
    ZoneName{"acst", 570},
    ZoneName{"adt", -180},
    ZoneName{"aedt", 660},
    ZoneName{"aest", 600},
    ZoneName{"akdt", -480},
    ZoneName{"akst", -540},
    ZoneName{"art", -180},
    ZoneName{"ast", -240},
    ZoneName{"at", -240},
    ZoneName{"awst", 480},
    ZoneName{"brt", -180},
    ZoneName{"bst", 60},
    ZoneName{"cdt", -300},
    ZoneName{"cest", 120},
    ZoneName{"cet", 60},
    ZoneName{"cst", -360},
    ZoneName{"ct", -360},
    ZoneName{"edt", -240},
    ZoneName{"eest", 180},
    ZoneName{"eet", 120},
    ZoneName{"est", -300},
    ZoneName{"et", -300},
    ZoneName{"gmt", 0},
    ZoneName{"hkt", 480},
    ZoneName{"hst", -600},
    ZoneName{"ict", 420},
    ZoneName{"ist", 330},
    ZoneName{"jst", 540},
    ZoneName{"kst", 540},
    ZoneName{"mdt", -360},
    ZoneName{"mest", 120},
    ZoneName{"mesz", 120},
    ZoneName{"met", 60},
    ZoneName{"mez", 60},
    ZoneName{"msk", 180},
    ZoneName{"mst", -420},
    ZoneName{"mt", -420},
    ZoneName{"ndt", -150},
    ZoneName{"nst", -210},
    ZoneName{"nzdt", 780},
    ZoneName{"nzst", 720},
    ZoneName{"pdt", -420},
    ZoneName{"pht", 480},
    ZoneName{"pkt", 300},
    ZoneName{"pst", -480},
    ZoneName{"pt", -480},
    ZoneName{"sast", 120},
    ZoneName{"sgt", 480},
    ZoneName{"trt", 180},
    ZoneName{"ut", 0},
    ZoneName{"utc", 0},
    ZoneName{"west", 60},
    ZoneName{"wet", 0},
    ZoneName{"wib", 420},
    ZoneName{"z", 0},
};
// clang-format on

constexpr std::array<std::string_view, 37> kFillers{
    "at",     "de", "del", "den",       "fri",  "friday", "h",        "hr",  "hrs",  "mon",
    "monday", "nd", "o",   "of",        "rd",   "sat",    "saturday", "st",  "sun",  "sunday",
    "t",      "th", "the", "thu",       "thur", "thurs",  "thursday", "tue", "tues", "tuesday",
    "uhr",    "um", "wed", "wednesday", "weds", "à",      "às"};

static_assert(std::ranges::is_sorted(kMonths, {}, &MonthName::name));
static_assert(std::ranges::is_sorted(kZones, {}, &ZoneName::name));
static_assert(std::ranges::is_sorted(kFillers));

std::string lower(std::string_view word) {
  std::string folded;
  for (std::size_t pos = 0; pos < word.size();) {
    const std::size_t length = sequence_length(word, pos);
    if (length == 0) return {};
    append_utf8(folded, static_cast<char32_t>(u_tolower(static_cast<UChar32>(code_point_at(word, pos, length)))));
    pos += length;
  }
  return folded;
}

template <class Table>
const typename Table::value_type* row_named(const Table& table, std::string_view name) {
  const std::string folded = lower(name);
  const auto* const row = std::ranges::lower_bound(table, std::string_view(folded), {}, &Table::value_type::name);
  return row != table.end() && row->name == folded ? row : nullptr;
}

}  // namespace

std::optional<int> month_named(std::string_view name) {
  const MonthName* const row = row_named(kMonths, name);
  return row != nullptr ? std::optional{row->month} : std::nullopt;
}

std::optional<std::chrono::minutes> zone_named(std::string_view name) {
  const ZoneName* const row = row_named(kZones, name);
  return row != nullptr ? std::optional{std::chrono::minutes{row->minutes_east}} : std::nullopt;
}

std::optional<HalfOfDay> half_named(std::string_view name) {
  const std::string folded = lower(name);
  constexpr std::array<std::string_view, 3> kMorning{"上午", "午前", "오전"};
  constexpr std::array<std::string_view, 3> kAfternoon{"下午", "午後", "오후"};
  if (std::ranges::count(kMorning, std::string_view(folded)) > 0) return HalfOfDay::morning;
  if (std::ranges::count(kAfternoon, std::string_view(folded)) > 0) return HalfOfDay::afternoon;
  if (folded == "am" || folded == "a.m") return HalfOfDay::morning;
  if (folded == "pm" || folded == "p.m") return HalfOfDay::afternoon;
  return std::nullopt;
}

bool is_filler(std::string_view word) {
  return std::ranges::binary_search(kFillers, std::string_view(lower(word)));
}

}  // namespace tb::text
