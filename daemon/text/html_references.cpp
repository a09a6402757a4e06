// Character references (WHATWG HTML §13.2.5.72 …). One deviation: a name without its semicolon counts only if no
// letter, digit or "=" follows, so that "R&copyright" and a query's "&copy=3" stay what they are.
#include "html_references.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "tenbells/text/html_text.hpp"
#include "tenbells/text/utf8.hpp"

namespace tb::text {

namespace {

constexpr std::size_t kLongestNumber = 20;  // leading zeros are legal, endless ones are an attack

bool is_alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return 16;
}

char32_t character_numbered(std::uint32_t number) {
  if (number == 0 || number > 0x10FFFF || (number >= 0xD800 && number <= 0xDFFF)) return kReplacement;
  const char32_t meant = number >= 0x80 && number <= 0x9F ? meant_by_c1(number) : 0;
  return meant != 0 ? meant : char32_t{number};
}

bool is_within(std::uint32_t number, std::uint32_t from, std::uint32_t to) {
  return number >= from && number <= to;
}

struct Numbered {
  std::uint32_t number = 0;
  std::size_t length = 0;
};

std::optional<Numbered> take_number(std::string_view text) {
  const bool hexadecimal = text.size() > 2 && (text[2] == 'x' || text[2] == 'X');
  const std::size_t first = hexadecimal ? 3 : 2;
  const std::uint32_t radix = hexadecimal ? 16 : 10;
  std::uint32_t number = 0;
  std::size_t pos = first;
  for (; pos < text.size() && pos - first < kLongestNumber; ++pos) {
    const auto digit = static_cast<std::uint32_t>(digit_value(text[pos]));
    if (digit >= radix) break;
    number = std::min<std::uint32_t>(number * radix + digit, 0x110000);  // one beyond the last: stays "no character"
  }
  if (pos == first) return std::nullopt;
  if (pos < text.size() && text[pos] == ';') ++pos;
  return Numbered{.number = number, .length = pos};
}

// "&#55357;&#56832;" is one character as UTF-16 has it: programs that count in its units write so.
std::optional<Reference> numeric_reference(std::string_view text) {
  const std::optional<Numbered> first = take_number(text);
  if (!first) return std::nullopt;
  const std::string_view rest = text.substr(first->length);
  if (is_within(first->number, 0xD800, 0xDBFF) && rest.starts_with("&#")) {
    const std::optional<Numbered> second = take_number(rest);
    if (second && is_within(second->number, 0xDC00, 0xDFFF)) {
      return Reference{.code_point = joined_surrogates(first->number, second->number),
                       .length = first->length + second->length};
    }
  }
  return Reference{.code_point = character_numbered(first->number), .length = first->length};
}

}  // namespace

char32_t meant_by_c1(char32_t control) {
  static constexpr std::array<char32_t, 32> kWindows1252{
      0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
      0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
      0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};
  return control >= 0x80 && control <= 0x9F ? kWindows1252.at(control - 0x80) : 0;
}

std::optional<Reference> reference_at_start(std::string_view text) {
  if (text.size() < 3) return std::nullopt;
  if (text[1] == '#') return numeric_reference(text);
  std::size_t end = 1;
  while (end < text.size() && end <= kLongestReferenceName + 1 && is_alphanumeric(text[end])) ++end;
  const char next = end < text.size() ? text[end] : ' ';
  const Terminated terminated = next == ';' ? Terminated::yes : Terminated::no;
  if (end > kLongestReferenceName + 1 || next == '=') return std::nullopt;
  std::optional<Reference> reference = named_reference(text.substr(1, end - 1), terminated);
  if (reference) reference->length = end + (terminated == Terminated::yes ? 1 : 0);
  return reference;
}

std::string decode_references(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t amp = text.find('&'); amp != std::string_view::npos; amp = text.find('&')) {
    decoded += text.substr(0, amp);
    text.remove_prefix(amp);
    const std::optional<Reference> reference = reference_at_start(text);
    if (reference) {
      append_utf8(decoded, reference->code_point);
      if (reference->second != 0) append_utf8(decoded, reference->second);
    } else {
      decoded += '&';
    }
    text.remove_prefix(reference ? reference->length : 1);
  }
  decoded += text;
  return decoded;
}

}  // namespace tb::text
