// Dates with words. Instead of one format a row, the text is cut into words, numbers and clock times, and each piece
// says what it can be; the order decides only between day and year, and between day and month in dates of digits alone.
#include <algorithm>
#include <string>
#include <utility>

#include "date_order.hpp"
#include "date_phrase.hpp"
#include "date_readers.hpp"
#include "date_words.hpp"
#include "date_zone.hpp"
#include "persian_day.hpp"
#include "zone_names.hpp"

namespace tb::text {

namespace {

using std::chrono::minutes;

bool is_ideograph(std::string_view word) {
  return !word.empty() && static_cast<unsigned char>(word.front()) >= 0xE3;  // U+3000 and beyond: no spaces there
}

class WordedDate {
 public:
  WordedDate(std::string_view plain, std::string_view shipped) : text_(plain), shipped_(shipped) {}

  std::optional<CivilTime> read() {
    while (!text_.empty()) {
      if (!read_piece()) return std::nullopt;
    }
    if (half_ && !apply_half()) return std::nullopt;
    parts_.has_clock = clock_seen_;
    if (!set_day(parts_, time_) || !apply_year_count()) return std::nullopt;
    time_.east_of_utc = east_of_utc(zone_, time_, clock_seen_);
    return time_;
  }

 private:
  // --- pieces

  bool read_piece() {
    const char c = text_.front();
    const bool joins = std::exchange(joins_, false);
    if (is_digit(c)) return read_number();
    if (is_letter(c)) return read_words();
    if (c == '(') return read_comment('(', ')');
    if (c == '[') return read_comment('[', ']');
    const bool may_have_offset = (clock_seen_ || zone_.named) && !joins;
    if (may_have_offset && (c == '+' || c == '-')) return read_offset();
    constexpr std::string_view kSeparators = " \t\r\n,.-/;|:@'_";
    if (kSeparators.find(c) == std::string_view::npos) return false;
    separator_ = c == ' ' || c == '\t' ? separator_ : c;
    text_.remove_prefix(1);
    return true;
  }

  bool read_number() {
    const std::optional<Number> number = take_number(text_);
    if (!number) return false;
    const bool is_time = std::exchange(clock_next_, false);
    if (std::exchange(weekday_next_, false) && is_weekday(*number)) return true;
    if (!clock_seen_) {
      if (number->digits <= 2 && starts_with_digit_behind(":")) return read_clock(*number, ':');
      if (starts_with_digit_behind(".") && (is_time || day_complete())) return read_clock(*number, '.');
      if (starts_with_half()) return set_hour(*number);  // "3pm"
      if (starts_with_hours()) return read_hours(*number);
      if (number->digits == 2 && day_complete() && starts_with_long_offset()) return set_hour(*number);
      if (number->digits == 4 && day_complete() && !starts_with_rest_of_day()) return read_hhmm(*number);
    }
    if (const UnitSign* const unit = unit_at(text_)) return set_unit(*number, *unit);
    if (std::exchange(month_next_, false)) {
      parts_.month = number->value;
      return number->digits <= 2 && number->value > 0;
    }
    if (clock_seen_ && number->digits == 4 && day_complete() && !zone_.offset) return set_unsigned_offset(*number);
    if (number->digits > 4 || parts_.count == parts_.numbers.size()) return false;
    if (parts_.count == 1) parts_.separator = separator_;
    separator_ = ' ';
    joins_ = true;
    parts_.numbers.at(parts_.count++) = *number;
    return true;
  }

  [[nodiscard]] bool starts_with_digit_behind(std::string_view mark) const {
    return text_.size() > 1 && text_.starts_with(mark) && is_digit(text_[1]);
  }

  [[nodiscard]] bool day_complete() const { return parts_.count + (parts_.month != 0 ? 1U : 0U) == 3; }

  [[nodiscard]] bool starts_with_half() const {
    std::string_view rest = text_;
    if (rest.starts_with(' ') && day_complete()) rest.remove_prefix(1);
    const std::string word = take_word(rest);
    const DateWord* const meaning = date_word(word);
    return meaning != nullptr && meaning->half && !meaning->filler && meaning->weekdays == 0;
  }

  // "02 Jan 2006 15 -0700"
  [[nodiscard]] bool starts_with_long_offset() const {
    const auto is_four_digits = [](std::string_view text) {
      return text.size() == 4 && std::ranges::all_of(text, is_digit);
    };
    return (text_.starts_with(" +") || text_.starts_with(" -")) && is_four_digits(text_.substr(2));
  }

  // "2006-01-02 - 2006-01-03": a second day, and no time with an offset.
  [[nodiscard]] bool starts_with_rest_of_day() const {
    std::string_view rest = text_;
    if (!rest.starts_with('-')) return false;
    rest.remove_prefix(1);
    return take_number(rest) && rest.starts_with('-');
  }

  // Vietnamese "Thứ 2," is Monday, "T7," Saturday.
  bool is_weekday(Number number) {
    const std::size_t digit = text_.starts_with(", ") ? 2 : 1;
    if (number.digits != 1 || number.value < 2 || number.value > 7) return false;
    if (!text_.starts_with(',') || text_.size() <= digit || !is_digit(text_[digit])) return false;
    parts_.weekdays = static_cast<WeekdaySet>(1U << static_cast<unsigned>(number.value - 1));
    return true;
  }

  // --- the time of the day

  bool set_hour(Number hour) {
    clock_seen_ = true;
    time_.hour = hour.value;
    return hour.digits <= 2;
  }

  bool read_clock(Number hour, char mark) {
    for (int* const part : {&time_.minute, &time_.second}) {
      if (text_.size() < 2 || text_[0] != mark || !is_digit(text_[1])) break;
      text_.remove_prefix(1);
      const std::optional<Number> number = take_number(text_);
      if (!number || number->digits > 2) return false;
      *part = number->value;
    }
    if (starts_with_digit_behind(":")) {  // "05:29:43:120"
      text_.remove_prefix(1);
      static_cast<void>(take_number(text_));
    }
    time_.fraction = take_fraction(text_);
    return set_hour(hour);
  }

  // "10h15", "10h"; "10 h 15" behind a date
  [[nodiscard]] bool starts_with_hours() const {
    const std::string_view rest = text_.substr(text_.starts_with(' ') && day_complete() ? 1 : 0);
    return rest.starts_with('h') && (rest.size() == 1 || !is_letter(rest[1]));
  }

  bool read_hours(Number hour) {
    text_.remove_prefix(text_.find('h') + 1);
    std::string_view rest = text_;
    while (rest.starts_with(' ')) rest.remove_prefix(1);
    const std::optional<Number> number = take_number(rest);
    if (number && number->digits == 2) {
      time_.minute = number->value;
      text_ = rest;
    }
    return set_hour(hour);
  }

  bool read_hhmm(Number number) {
    time_.minute = number.value % 100;
    return set_hour({.value = number.value / 100, .digits = 2});
  }

  bool apply_half() {
    if (time_.hour < 1 || time_.hour > 12) return time_.hour <= 24;  // "15:07 PM": the clock is right
    time_.hour = time_.hour % 12 + (*half_ == HalfOfDay::afternoon ? 12 : 0);
    return true;
  }

  // --- numbers with units

  bool set_unit(Number number, const UnitSign& sign) {
    text_.remove_prefix(sign.sign.size());
    see_home(sign.home);
    if (number.digits > 4) return false;
    switch (sign.unit) {
      case Unit::year:
        return set_once(parts_.year, number);
      case Unit::day:
        return set_once(parts_.day, number);
      case Unit::month:
        parts_.month = parts_.month == 0 ? number.value : -1;
        return number.value > 0;
      case Unit::hour:
        return !clock_seen_ && set_hour(number);
      case Unit::minute:
        time_.minute = number.value;
        return clock_seen_;
      case Unit::second:
        time_.second = number.value;
        return clock_seen_;
    }
    return false;
  }

  static bool set_once(std::optional<Number>& part, Number number) {
    if (part) return false;
    part = number;
    return true;
  }

  // --- zones

  bool read_offset() {
    if (take_offset(text_, zone_)) return true;
    const bool separates = text_.size() > 1 && !is_digit(text_[1]) && !is_letter(text_[1]);
    text_.remove_prefix(1);
    return separates;  // "11:20 - Tuesday", but not an offset that cannot be
  }

  // "05:29:43 0100": a plus sign that became a space on its way through a URL.
  bool set_unsigned_offset(Number number) {
    const std::string written = "+" + std::to_string(10'000 + number.value).substr(1);
    std::string_view offset = written;
    return take_offset(offset, zone_);
  }

  // "(UTC)", "(Pacific Standard Time)", "(火)": RFC 5322 calls it a comment. It has a say where nothing else does.
  bool read_comment(char open, char close) {
    std::size_t end = 0;
    for (std::size_t depth = 0; end < text_.size(); ++end) {
      if (text_[end] == open) ++depth;
      if (text_[end] == close && --depth == 0) break;
      if (text_[end] == '\\') ++end;  // the next character is meant as it is
    }
    if (end >= text_.size()) return false;
    const std::string_view comment = text_.substr(1, end - 1);
    text_.remove_prefix(end + 1);
    if (clock_seen_ && !zone_.named) zone_.named = zone_named(comment);
    if (clock_seen_ && zone_.iana.empty()) zone_.iana = iana_zone(comment);  // RFC 9557: "[Europe/Berlin]"
    if (const DateWord* const word = date_word(comment)) {
      see_home(word->home);
      parts_.weekdays |= word->weekdays;
    }
    return true;
  }

  void see_home(std::optional<minutes> home) { zone_.home = std::max(zone_.home, home); }

  // --- words

  bool read_words() {
    if (parts_.years_to_add != 0 && take_first_year()) return true;
    if ((clock_seen_ || parts_.count > 1) && take_zone_name(text_, clock_seen_, zone_)) return true;
    const DateWord* meaning = nullptr;
    const bool known = take_phrase(text_, kMostDateWords, [&](const std::string& phrase) {
      const DateWord* const found = date_word(phrase);
      if (found != nullptr) meaning = found;
      return found != nullptr;
    });
    return known ? apply(*meaning) : read_unknown_word();
  }

  // 令和元年: the first year of an era has a name.
  bool take_first_year() {
    constexpr std::string_view kFirst = "元";
    if (parts_.year || !text_.starts_with(kFirst)) return false;
    text_.remove_prefix(kFirst.size());
    const UnitSign* const unit = unit_at(text_);
    return unit != nullptr && set_unit({.value = 1, .digits = 1}, *unit);
  }

  bool apply(const DateWord& word) {
    see_home(word.home);
    if (word.month != 0 && (parts_.month == 0 || month_may_be_weekday_)) {
      month_may_be_weekday_ = word.weekdays != 0 && parts_.month == 0 && parts_.count == 0;
      parts_.month = word.month;
      joins_ = true;
      if (word.years != YearCount::gregorian) years_ = word.years;
      return true;
    }
    // "am 24. November um 10.15": in front of the date it is no morning.
    const bool in_front = parts_.count == 0 && parts_.month == 0 && !parts_.year && !clock_seen_;
    if (word.half && (clock_seen_ || !(word.filler || in_front || word.weekdays != 0))) {
      half_ = word.half;
      return true;
    }
    parts_.years_to_add += word.years_to_add;
    if (!word.filler) parts_.weekdays |= word.weekdays;
    weekday_next_ = word.before_weekday && in_front;
    clock_next_ = word.before_clock;
    month_next_ = word.before_month && parts_.month == 0;
    return word.weekdays != 0 || word.filler || word.before_month || word.years_to_add != 0 || in_front;
  }

  bool read_unknown_word() {
    std::string_view rest = text_;
    const std::string word = take_word(rest);
    if (is_ideograph(word)) {
      // No spaces there: the longest beginning that is a word, at least a character.
      for (std::size_t end = word.size(); end > 0; --end) {
        const DateWord* const meaning = date_word(std::string_view(word).substr(0, end));
        if (meaning == nullptr) continue;
        text_.remove_prefix(end);
        return apply(*meaning);
      }
    }
    text_ = rest;
    if (clock_seen_ && is_unknown_zone(word, shipped_, zone_)) {
      zone_.named = minutes{0};
      return true;
    }
    // In front of the date, a word that we do not know is a weekday in a language that we do not know.
    return parts_.count == 0 && parts_.month == 0 && !parts_.year;
  }

  bool apply_year_count() {
    if (years_ == YearCount::buddhist && time_.year > 2400) time_.year -= 543;
    return years_ != YearCount::persian || from_persian(time_);
  }

  std::string_view text_;
  std::string_view shipped_;
  CivilTime time_;
  DayParts parts_;
  char separator_ = ' ';
  YearCount years_ = YearCount::gregorian;
  bool month_may_be_weekday_ = false;  // "mar., 24 févr.": a French Tuesday looks like March until a month follows
  bool clock_seen_ = false;
  bool clock_next_ = false;
  bool month_next_ = false;
  bool weekday_next_ = false;
  std::optional<HalfOfDay> half_;
  bool joins_ = false;  // a sign right behind a number or month is no offset's: 24-Nov-2026
  ZoneParts zone_;
};

}  // namespace

std::optional<CivilTime> read_worded_date(std::string_view plain, std::string_view shipped) {
  return WordedDate(plain, shipped).read();
}

}  // namespace tb::text
