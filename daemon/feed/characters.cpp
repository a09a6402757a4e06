// One pass that stops only at controls and ampersands. An ampersand inside a CDATA section is HTML's business and
// stays, as it does in a comment; where the sections lie is looked up only when an ampersand asks.
#include "characters.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <optional>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "tenbells/text/html_text.hpp"
#include "tenbells/text/utf8.hpp"
#include "xml_sections.hpp"

namespace tb::feed {

namespace {

bool is_forbidden(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 && c != '\t' && c != '\n' && c != '\r';
}

// The next "&" or forbidden control, sixteen bytes at a time where the processor can.
std::size_t next_suspect(std::string_view xml, std::size_t pos) {
#if defined(__SSE2__)
  constexpr std::size_t kBlock = 16;
  const auto equals = [](__m128i bytes, char value) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(value)); };
  for (; pos + kBlock <= xml.size(); pos += kBlock) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(xml.data() + pos));
    const __m128i controls = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1F)), bytes);
    const __m128i white = _mm_or_si128(_mm_or_si128(equals(bytes, '\n'), equals(bytes, '\t')), equals(bytes, '\r'));
    const __m128i suspects = _mm_or_si128(_mm_andnot_si128(white, controls), equals(bytes, '&'));
    const auto mask = static_cast<unsigned>(_mm_movemask_epi8(suspects));
    if (mask != 0) return pos + static_cast<std::size_t>(std::countr_zero(mask));
  }
#endif
  while (pos < xml.size() && xml[pos] != '&' && !is_forbidden(xml[pos])) ++pos;
  return pos;
}

bool is_name(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-' ||
         c == '.' || c == ':' || (c & 0x80) != 0;
}

// "&#x1F514;" → its number; beyond U+10FFFF if it has too many digits.
std::uint32_t number_of(std::string_view digits) {
  const bool hexadecimal = digits.starts_with('x') || digits.starts_with('X');
  std::uint32_t number = 0;
  for (const char c : digits.substr(hexadecimal ? 1 : 0)) {
    const int digit = c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
    number = std::min<std::uint32_t>(number * (hexadecimal ? 16 : 10) + static_cast<std::uint32_t>(digit), 0x110000);
  }
  return number;
}

bool is_xml_character(std::uint32_t c) {
  return c == 0x9 || c == 0xA || c == 0xD || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) ||
         (c >= 0x10000 && c <= 0x10FFFF);
}

bool is_number(std::string_view digits) {
  const bool hexadecimal = digits.starts_with('x') || digits.starts_with('X');
  if (hexadecimal) digits.remove_prefix(1);
  const std::string_view allowed = hexadecimal ? "0123456789abcdefABCDEF" : "0123456789";
  return !digits.empty() && digits.find_first_not_of(allowed) == std::string_view::npos;
}

// Most ampersands of a feed are escaped HTML.
std::size_t predefined_length(std::string_view at) {
  static constexpr std::array<std::string_view, 5> kPredefined{"&lt;", "&gt;", "&amp;", "&quot;", "&apos;"};
  const auto* const found =
      std::ranges::find_if(kPredefined, [&](std::string_view reference) { return at.starts_with(reference); });
  return found == kPredefined.end() ? 0 : found->size();
}

/// The same place before and after the edits.
struct Places {
  std::size_t in = 0;
  std::size_t out = 0;
};

/// Copies what is right and edits the rest; a text without flaws is never copied.
class XmlCleaner {
 public:
  XmlCleaner(std::string_view xml, Warnings& warnings) : xml_(xml), sections_(xml), warnings_(warnings) {}

  /// Nothing if there was nothing to edit.
  std::optional<std::string> clean() && {
    run_until(std::string_view::npos);
    if (copied_ == 0) return std::nullopt;
    edited_ += xml_.substr(copied_);
    return std::move(edited_);
  }

  /// Where the byte that stands at `cleaned` in the result came from.
  std::size_t origin_of(std::size_t cleaned) && {
    run_until(cleaned);
    const auto [in, out] = edited_.size() <= cleaned ? Places{copied_, edited_.size()} : before_edit_;
    return in + (cleaned - out);
  }

 private:
  void run_until(std::size_t written) {
    while (edited_.size() < written || written == std::string_view::npos) {
      pos_ = next_suspect(xml_, pos_);
      if (pos_ == xml_.size()) return;
      if (xml_[pos_] == '&') {
        read_ampersand();
      } else {
        drop_controls();
      }
    }
  }

  void drop_controls() {
    std::size_t end = pos_;
    while (end < xml_.size() && is_forbidden(xml_[end])) ++end;
    warnings_.add(Flaw::forbidden_characters, {}, pos_, end - pos_);
    replace(end - pos_, {});
  }

  void replace(std::size_t length, std::string_view by) {
    if (edited_.empty()) edited_.reserve(xml_.size());
    before_edit_ = {copied_, edited_.size()};
    edited_ += xml_.substr(copied_, pos_ - copied_);
    edited_ += by;
    pos_ += length;
    copied_ = pos_;
  }

  void read_ampersand() {
    if (const std::size_t length = predefined_length(xml_.substr(pos_)); length > 0) {
      pos_ += length;
      return;
    }
    std::size_t end = pos_ + 1;
    if (end < xml_.size() && xml_[end] == '#') ++end;
    while (end < xml_.size() && is_name(xml_[end])) ++end;
    const std::string_view inside = xml_.substr(pos_ + 1, end - pos_ - 1);
    const bool terminated = end < xml_.size() && xml_[end] == ';' && !inside.empty();
    if (terminated && inside.front() == '#' && is_number(inside.substr(1))) {
      read_number(inside.substr(1));
    } else if (!terminated || inside.front() == '#') {
      if (!sections_.contain(pos_)) warnings_.add(Flaw::bare_ampersand, xml_.substr(pos_, 20), pos_);
      const bool is_cut = end < xml_.size() && is_forbidden(xml_[end]);
      if (is_cut) {  // it must not become a reference when the control is dropped
        replace(1, "&amp;");
      } else {
        ++pos_;
      }
    } else {
      read_entity(inside);
    }
  }

  // In sections too, where it is no flaw: HTML has no such characters either, and where a section is broken, a parser
  // may see what stands in it.
  void read_number(std::string_view digits) {
    const std::size_t length = digits.size() + 3;
    if (is_xml_character(number_of(digits))) {
      pos_ += length;
      return;
    }
    if (!sections_.contain(pos_))
      warnings_.add(Flaw::impossible_references, xml_.substr(pos_, std::min<std::size_t>(length, 20)), pos_);
    if (!join_surrogates(number_of(digits), length)) replace(length, "\xEF\xBF\xBD");
  }

  // "&#55357;&#56832;": programs that count in units of UTF-16 write one character so.
  bool join_surrogates(std::uint32_t high, std::size_t length) {
    constexpr std::size_t kLongest = 12;
    const std::string_view next = xml_.substr(pos_ + length, kLongest);
    const std::size_t end = next.find(';');
    if (high > 0xDBFF || end == std::string_view::npos || !next.starts_with("&#")) return false;
    const std::string_view digits = next.substr(2, end - 2);
    const std::uint32_t low = is_number(digits) ? number_of(digits) : 0;
    if (high < 0xD800 || low < 0xDC00 || low > 0xDFFF) return false;
    std::string character;
    text::append_utf8(character, text::joined_surrogates(high, low));
    replace(length + end + 1, character);
    return true;
  }

  void read_entity(std::string_view name) {
    const std::size_t length = name.size() + 2;
    if (sections_.contain(pos_)) {
      pos_ += length;
      return;
    }
    if (!sections_.declare(name))
      warnings_.add(Flaw::undeclared_entity, xml_.substr(pos_, std::min<std::size_t>(length, 20)), pos_);
    const std::string_view reference = xml_.substr(pos_, length);
    const std::string character = text::decode_references(reference);
    const bool markup = character.size() == 1 && std::string_view("&<>\"").find(character[0]) != std::string_view::npos;
    if (character == reference || markup) {  // HTML does not know it either, or it is "&LT;"
      pos_ += length;
    } else {
      replace(length, character);
    }
  }

  std::string_view xml_;
  XmlSections sections_;
  Warnings& warnings_;
  std::size_t pos_ = 0;
  std::size_t copied_ = 0;  // up to here, `edited_` has it
  Places before_edit_;      // where the last copy began
  std::string edited_;
};

bool is_hexadecimal(std::string_view digits) {
  return digits.size() == 4 && digits.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

// The code unit of a "\uXXXX" at `pos`; 0 if there is none.
std::uint32_t escaped_unit(std::string_view json, std::size_t pos) {
  if (json.substr(pos, 2) != "\\u" || !is_hexadecimal(json.substr(pos + 2, 4))) return 0;
  return static_cast<std::uint32_t>(std::stoul(std::string(json.substr(pos + 2, 4)), nullptr, 16));
}

}  // namespace

void clean_xml(std::string& xml, Warnings& warnings) {
  if (std::optional<std::string> edited = XmlCleaner(xml, warnings).clean()) xml = *std::move(edited);
}

std::size_t place_before_cleaning(std::string_view xml, std::size_t cleaned) {
  Warnings counted_before;
  return std::min(XmlCleaner(xml, counted_before).origin_of(cleaned), xml.size());
}

void clean_json(std::string& json, Warnings& warnings) {
  for (std::size_t pos = json.find('\\'); pos != std::string::npos; pos = json.find('\\', pos)) {
    const std::uint32_t unit = escaped_unit(json, pos);
    const bool high = unit >= 0xD800 && unit <= 0xDBFF;
    const std::uint32_t next = high ? escaped_unit(json, pos + 6) : 0;
    if (high && next >= 0xDC00 && next <= 0xDFFF) {
      pos += 12;
    } else if (unit >= 0xD800 && unit <= 0xDFFF) {
      warnings.add(Flaw::impossible_references, json.substr(pos, 6), pos);
      json.replace(pos, 6, "\\ufffd");
      pos += 6;
    } else {
      pos += 2;
    }
  }
}

void blank_controls(std::string& json) {
  std::ranges::replace_if(
      json, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; }, ' ');
  bool in_string = false;
  for (std::size_t pos = 0; pos < json.size(); ++pos) {
    if (json[pos] == '"') in_string = !in_string;
    if (in_string && json[pos] == '\\') ++pos;
    if (in_string && pos < json.size() && json[pos] == '\n') json[pos] = ' ';
  }
}

}  // namespace tb::feed
