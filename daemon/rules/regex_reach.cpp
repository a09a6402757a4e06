// A reader of the part of RE2's syntax that rules are made of. It only adds lengths up: alternatives count as the
// longest, repetitions as often as they may come.
#include "regex_reach.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "tenbells/text/utf8.hpp"

namespace tb::rules {
namespace {

constexpr std::uint32_t kLongest = 2000;  // bytes; beyond that the whole text may as well be searched
constexpr std::uint32_t kLongestCharacter = 4;

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_word(char c) {
  return is_letter(c) || is_digit(c) || c == '_' || (c & 0x80) != 0;
}

class Reader {
 public:
  Reader(std::string_view pattern, std::string_view flags, Width width)
      : pattern_(pattern),
        any_case_(flags.find('i') != std::string_view::npos || sets_any_case(pattern)),
        character_(width == Width::ascii ? 1 : kLongestCharacter) {}

  std::optional<Reach> run() {
    const std::uint32_t bytes = alternatives();
    if (!is_known_ || at_ != pattern_.size() || bytes > kLongest) return std::nullopt;
    return Reach{.bytes = bytes, .has_runs = has_runs_};
  }

  /// After run().
  std::vector<PatternPart>& parts() { return parts_; }

 private:
  enum class Run : std::uint8_t { none, word, space };

  /// One thing that a repetition may stand behind.
  struct Atom {
    std::uint32_t bytes = 0;
    Run run = Run::none;  ///< of one class of which a run has a bound
    bool is_literal = false;
  };

  static bool sets_any_case(std::string_view pattern) {
    for (std::size_t at = pattern.find("(?"); at != std::string_view::npos; at = pattern.find("(?", at + 2)) {
      for (std::size_t i = at + 2; i < pattern.size() && (is_letter(pattern[i]) || pattern[i] == '-'); ++i) {
        if (pattern[i] == 'i') return true;
      }
    }
    return false;
  }

  bool has(char c) const { return at_ < pattern_.size() && pattern_[at_] == c; }

  std::uint32_t unknown() {
    is_known_ = false;
    at_ = pattern_.size();
    return 0;
  }

  std::uint32_t alternatives() {
    std::uint32_t longest = sequence();
    const bool is_one = !has('|');
    while (is_known_ && has('|')) {
      ++at_;
      longest = std::max(longest, sequence());
    }
    if (depth_ == 0 && !is_one) parts_ = {{.begin = 0, .end = at_, .bytes = longest}};
    return longest;
  }

  std::uint32_t sequence() {
    std::uint32_t sum = 0;
    while (is_known_ && at_ < pattern_.size() && !has('|') && !has(')')) {
      const std::size_t begin = at_;
      const Atom one = atom();
      const std::size_t end = at_;
      const std::uint32_t bytes = repeated(one);
      if (depth_ == 0) add_part(begin, bytes, one.is_literal && at_ == end, end);
      sum += bytes;
      if (sum > kLongest) return unknown();
    }
    return sum;
  }

  /// @param quantifier  where one begins, if at all
  void add_part(std::size_t begin, std::uint32_t bytes, bool is_literal, std::size_t quantifier) {
    if (is_literal && !parts_.empty() && parts_.back().is_literal) {
      parts_.back().end = at_;
      parts_.back().bytes += bytes;
      return;
    }
    const std::string_view times = pattern_.substr(quantifier, at_ - quantifier);
    const bool may_be_nothing = times.starts_with('*') || times.starts_with('?') || times.starts_with("{0");
    parts_.push_back(
        {.begin = begin, .end = at_, .bytes = bytes, .is_literal = is_literal, .is_needed = !may_be_nothing});
  }

  std::uint32_t repeated(const Atom& one) {
    if (!is_known_ || at_ == pattern_.size()) return one.bytes;
    std::uint32_t bytes = one.bytes;
    if (has('*') || has('+')) {
      ++at_;
      bytes = endless(one);
    } else if (has('?')) {
      ++at_;
    } else if (has('{')) {
      bytes = counted(one);
    } else {
      return bytes;
    }
    if (has('?')) ++at_;  // a lazy one is as long
    return bytes;
  }

  std::uint32_t endless(const Atom& one) {
    if (one.run == Run::none) return unknown();
    has_runs_ = true;
    return one.run == Run::word ? Reach::kLongestWord : Reach::kLongestSpace;
  }

  /// {n}, {n,} or {n,m}; anything else is a brace that stands for itself, which rules hardly have.
  std::uint32_t counted(const Atom& one) {
    const std::size_t close = pattern_.find('}', at_);
    if (close == std::string_view::npos) return unknown();
    const std::string_view inside = pattern_.substr(at_ + 1, close - at_ - 1);
    at_ = close + 1;
    const std::size_t comma = inside.find(',');
    if (comma == 0) return unknown();  // {,n} is text
    if (comma != std::string_view::npos && comma + 1 == inside.size()) return endless(one);
    const std::string_view most = comma == std::string_view::npos ? inside : inside.substr(comma + 1);
    std::uint32_t times = 0;
    for (const char c : most) {
      if (!is_digit(c) || times > kLongest) return unknown();
      times = times * 10 + static_cast<std::uint32_t>(c - '0');
    }
    if (most.empty() || times > kLongest) return unknown();
    return one.bytes * times;
  }

  Atom atom() {
    const char c = pattern_[at_];
    switch (c) {
      case '(':
        return {.bytes = group()};
      case '[':
        return {.bytes = bracket()};
      case '\\':
        return escape();
      case '.':
        ++at_;
        return {.bytes = character_};
      case '^':
      case '$':
        ++at_;
        return {.bytes = 0};
      case '*':
      case '+':
      case '?':
      case '{':
        return {.bytes = unknown()};
      default:
        return literal();
    }
  }

  Atom literal() {
    const std::size_t length = std::max<std::size_t>(text::sequence_length(pattern_, at_), 1);
    at_ += length;
    return {.bytes = any_case_ ? character_ : static_cast<std::uint32_t>(length), .is_literal = true};
  }

  std::uint32_t group() {
    if (++depth_ > 50) return unknown();
    ++at_;
    if (has('?')) {
      ++at_;
      while (at_ < pattern_.size() && (is_letter(pattern_[at_]) || has('-'))) {
        if (has('P')) return unknown();
        ++at_;
      }
      if (has(')')) {
        ++at_;
        --depth_;
        return 0;  // flags alone
      }
      if (!has(':')) return unknown();
      ++at_;
    }
    const std::uint32_t inside = alternatives();
    if (!has(')')) return unknown();
    ++at_;
    --depth_;
    return inside;
  }

  std::uint32_t bracket() {
    ++at_;
    if (has('^')) ++at_;
    if (has(']')) ++at_;
    while (at_ < pattern_.size() && !has(']')) {
      if (has('[')) return unknown();  // [[:alpha:]] and its like
      if (has('\\')) ++at_;
      ++at_;
    }
    if (at_ >= pattern_.size()) return unknown();
    ++at_;
    return character_;
  }

  Atom escape() {
    ++at_;
    if (at_ >= pattern_.size()) return {.bytes = unknown()};
    const char c = pattern_[at_++];
    switch (c) {
      case 'b':
      case 'B':
      case 'A':
      case 'z':
        return {.bytes = 0};
      case 'd':
        return {.bytes = 1, .run = Run::word};
      case 'w':
        return {.bytes = any_case_ ? character_ : 1, .run = Run::word};
      case 's':
        return {.bytes = 1, .run = Run::space};
      case 'D':
      case 'W':
      case 'S':
        return {.bytes = character_};
      case 't':
      case 'n':
      case 'r':
      case 'f':
      case 'v':
        return {.bytes = 1};
      default:
        break;
    }
    const bool is_sign = static_cast<unsigned char>(c) < 0x80 && !is_letter(c) && !is_digit(c);
    return {.bytes = is_sign ? 1 : unknown()};
  }

  std::string_view pattern_;
  bool any_case_;
  std::uint32_t character_;  ///< bytes of the longest one
  std::size_t at_ = 0;
  int depth_ = 0;
  bool is_known_ = true;
  bool has_runs_ = false;
  std::vector<PatternPart> parts_;
};

/// A run of `length` covers one of the bytes that stand `length` apart, so only those are looked at, and their
/// neighbours.
template <class Is>
bool has_run(std::string_view text, std::size_t length, Is is) {
  for (std::size_t at = length - 1; at < text.size(); at += length) {
    if (!is(text[at])) continue;
    std::size_t begin = at;
    while (begin > 0 && at - begin < length && is(text[begin - 1])) --begin;
    std::size_t end = at + 1;
    while (end < text.size() && end - begin < length && is(text[end])) ++end;
    if (end - begin >= length) return true;
  }
  return false;
}

}  // namespace

std::optional<Reach> reach_of(std::string_view pattern, std::string_view flags, Width width) {
  return Reader(pattern, flags, width).run();
}

std::vector<PatternPart> parts_of(std::string_view pattern, std::string_view flags, Width width) {
  Reader reader(pattern, flags, width);
  if (!reader.run()) return {};
  return std::move(reader.parts());
}

bool has_long_run(std::string_view text) {
  return has_run(text, Reach::kLongestWord, is_word) || has_run(text, Reach::kLongestSpace, is_space);
}

}  // namespace tb::rules
