// Dates with words. Instead of one format a row, the text is cut into words, numbers and clock times, and each piece
// says what it can be; the order decides only between day and year, and between day and month in dates of digits alone.
#include <array>

#include "date_readers.hpp"
#include "date_words.hpp"

namespace tb::text {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
}

class WordedDate {
 public:
  explicit WordedDate(std::string_view text) : text_(text) {}

  std::optional<CivilTime> read() {
    while (!text_.empty()) {
      if (!read_piece()) return std::nullopt;
    }
    if (half_ && !apply_half()) return std::nullopt;
    if (!place_numbers()) return std::nullopt;
    return time_;
  }

 private:
  bool read_piece() {
    const char c = text_.front();
    if (is_digit(c)) return read_digits();
    if (is_word(c)) return read_word();
    if (c == '(') return skip_comment();
    if (clock_seen_ && (c == '+' || c == '-')) return read_offset();
    constexpr std::string_view kSeparators = " \t\r\n,.-/;|";
    if (kSeparators.find(c) == std::string_view::npos) return false;
    separator_ = c == ' ' || c == '\t' ? separator_ : c;
    text_.remove_prefix(1);
    return true;
  }

  bool read_digits() {
    const std::optional<Number> number = take_number(text_);
    if (!number || number->digits > 4) return false;
    if (text_.size() > 1 && text_[0] == ':' && is_digit(text_[1]) && !clock_seen_) return read_clock(*number);
    if (starts_with_half() && !clock_seen_) {  // "3pm"
      time_.hour = number->value;
      clock_seen_ = true;
      return number->digits <= 2;
    }
    if (count_ == numbers_.size()) return false;
    if (count_ == 1) first_separator_ = separator_;
    separator_ = ' ';
    numbers_.at(count_++) = *number;
    return true;
  }

  [[nodiscard]] bool starts_with_half() const {
    std::size_t end = 0;
    while (end < text_.size() && (is_word(text_[end]) || text_[end] == '.')) ++end;
    std::string_view word = text_.substr(0, end);
    while (word.ends_with('.')) word.remove_suffix(1);
    return half_named(word).has_value();
  }

  bool read_clock(Number hour) {
    clock_seen_ = true;
    time_.hour = hour.value;
    for (int* const part : {&time_.minute, &time_.second}) {
      if (text_.size() < 2 || text_[0] != ':' || !is_digit(text_[1])) break;
      text_.remove_prefix(1);
      const std::optional<Number> number = take_number(text_);
      if (!number || number->digits > 2) return false;
      *part = number->value;
    }
    time_.fraction = take_fraction(text_);
    return hour.digits <= 2;
  }

  bool read_offset() {
    const std::optional<std::chrono::minutes> offset = take_offset(text_);
    if (offset) {
      time_.east_of_utc = *offset;
      return true;
    }
    const bool separates = text_.front() == '-' && text_.size() > 1 && !is_digit(text_[1]) && !is_word(text_[1]);
    text_.remove_prefix(1);
    return separates;  // "11:20 - Tuesday", but not an offset that cannot be
  }

  bool read_word() {
    std::size_t end = 0;
    while (end < text_.size() && (is_word(text_[end]) || text_[end] == '.')) ++end;
    std::string_view word = text_.substr(0, end);
    text_.remove_prefix(end);
    while (word.ends_with('.')) word.remove_suffix(1);
    if (const std::optional<int> month = month_named(word); month && (!month_seen_ || may_be_weekday_)) {
      may_be_weekday_ = !month_seen_ && count_ == 0;
      time_.month = *month;
      month_seen_ = true;
      return true;
    }
    if (const std::optional<HalfOfDay> half = half_named(word)) {
      half_ = half;
      return true;
    }
    if (const auto zone = zone_named(word); zone && (clock_seen_ || count_ > 1)) {
      time_.east_of_utc = *zone;
      return true;
    }
    // In front of the date, a word that we do not know is a weekday in a language that we do not know.
    return is_filler(word) || (count_ == 0 && !month_seen_);
  }

  // "(UTC)", "(Pacific Standard Time)": RFC 5322 calls it a comment.
  bool skip_comment() {
    const std::size_t close = text_.find(')');
    if (close == std::string_view::npos) return false;
    text_.remove_prefix(close + 1);
    return true;
  }

  bool apply_half() {
    if (time_.hour < 1 || time_.hour > 12) return time_.hour <= 24;  // "15:07 PM": the clock is right
    time_.hour = time_.hour % 12 + (*half_ == HalfOfDay::afternoon ? 12 : 0);
    return true;
  }

  bool place_numbers() {
    if (month_seen_) return place_beside_month();
    if (count_ != 3) return false;
    const auto& [first, second, third] = numbers_;
    if (first.digits == 4) return place(first, second, third);
    if (third.digits == 3 || second.digits > 2) return false;
    if (first_separator_ == '-' && third.digits < 4) return false;  // 26-11-24: which of them is the year?
    const bool month_first = first_separator_ == '/' && first.value <= 12;
    return month_first ? place(third, first, second) : place(third, second, first);
  }

  bool place_beside_month() {
    if (count_ == 1 && numbers_[0].digits == 4) {
      time_.year = numbers_[0].value;
      return true;
    }
    if (count_ != 2) return false;
    const bool year_first = numbers_[0].digits > 2;
    const Number year = numbers_.at(year_first ? 0 : 1);
    const Number day = numbers_.at(year_first ? 1 : 0);
    time_.year = full_year(year);
    time_.day = day.value;
    return day.digits <= 2 && year.digits >= 2;
  }

  bool place(Number year, Number month, Number day) {
    time_.year = full_year(year);
    time_.month = month.value;
    time_.day = day.value;
    return year.digits >= 2 && month.digits <= 2 && day.digits <= 2;
  }

  std::string_view text_;
  CivilTime time_;
  std::array<Number, 3> numbers_{};
  std::size_t count_ = 0;
  char separator_ = ' ';
  char first_separator_ = ' ';
  bool month_seen_ = false;
  bool may_be_weekday_ = false;  // "mar., 24 févr.": a French Tuesday looks like March until a month follows
  bool clock_seen_ = false;
  std::optional<HalfOfDay> half_;
};

}  // namespace

std::optional<CivilTime> read_worded_date(std::string_view text) {
  return WordedDate(text).read();
}

}  // namespace tb::text
