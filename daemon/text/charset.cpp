// Which charset a document is in is decided by what its bytes allow, then by what is claimed: servers add a charset to
// every answer (nginx's `charset utf-8;` does), and templates keep the declaration of the page they were copied from.
#include "tenbells/text/charset.hpp"

#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <memory>
#include <optional>
#include <vector>

#include "charset_guess.hpp"
#include "charset_labels.hpp"
#include "tenbells/text/utf8.hpp"

namespace tb::text {

namespace {

struct Pattern {
  std::string_view bytes;
  std::string_view label;
  std::size_t skipped;  // of them, the byte order mark
};

using namespace std::string_view_literals;

// Longer patterns first: UTF-32LE's mark begins with UTF-16LE's. "<" or "{" or "[" without a mark: XML appendix F.
constexpr std::array kPatterns{
    Pattern{"\xEF\xBB\xBF"sv, "utf-8", 3},    Pattern{"\xFF\xFE\0\0"sv, "utf-32le", 4},
    Pattern{"\0\0\xFE\xFF"sv, "utf-32be", 4}, Pattern{"\xFF\xFE"sv, "utf-16le", 2},
    Pattern{"\xFE\xFF"sv, "utf-16be", 2},     Pattern{"<\0\0\0"sv, "utf-32le", 0},
    Pattern{"\0\0\0<"sv, "utf-32be", 0},      Pattern{"<\0"sv, "utf-16le", 0},
    Pattern{"\0<"sv, "utf-16be", 0},          Pattern{"{\0\0\0"sv, "utf-32le", 0},
    Pattern{"\0\0\0{"sv, "utf-32be", 0},      Pattern{"{\0"sv, "utf-16le", 0},
    Pattern{"\0{"sv, "utf-16be", 0},          Pattern{"[\0"sv, "utf-16le", 0},
    Pattern{"\0["sv, "utf-16be", 0},
};

std::size_t count_replacements(std::string_view text) {
  constexpr std::string_view kBytes = "\xEF\xBF\xBD";
  std::size_t count = 0;
  for (std::size_t pos = text.find(kBytes); pos != std::string_view::npos; pos = text.find(kBytes, pos + 3)) ++count;
  return count;
}

// By ICU, in pieces, so that no second copy of the document in UTF-16 is ever made.
std::string convert(std::string_view bytes, const std::string& converter) {
  using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;
  UErrorCode status = U_ZERO_ERROR;
  const Converter from(ucnv_open(converter.c_str(), &status), ucnv_close);
  const Converter to(ucnv_open("UTF-8", &status), ucnv_close);
  std::string text;
  if (U_FAILURE(status)) return repair_utf8(bytes).text;
  text.reserve(bytes.size() + bytes.size() / 4);
  std::array<char16_t, 4096> pivot{};
  std::array<char, 16384> piece{};
  char16_t* pivot_read = pivot.data();
  char16_t* pivot_write = pivot.data();
  const char* source = bytes.data();
  do {
    char* target = piece.data();
    status = U_ZERO_ERROR;
    ucnv_convertEx(to.get(), from.get(), &target, piece.data() + piece.size(), &source, bytes.data() + bytes.size(),
                   pivot.data(), &pivot_read, &pivot_write, pivot.data() + pivot.size(),
                   text.empty() && source == bytes.data(), true, &status);
    text.append(piece.data(), target);
  } while (status == U_BUFFER_OVERFLOW_ERROR);
  return is_valid_utf8(text) ? text : repair_utf8(text).text;
}

void drop_byte_order_marks(std::string& text) {
  std::size_t marks = 0;
  while (text.compare(marks, kByteOrderMark.size(), kByteOrderMark) == 0) marks += kByteOrderMark.size();
  text.erase(0, marks);
}

Utf8Document as(const Charset& charset, std::string_view bytes, std::string claim) {
  Utf8Document read{.text = {}, .charset = charset.converter, .claim = std::move(claim), .replaced = 0};
  if (charset.shape == CharsetShape::utf8) {
    RepairedUtf8 repaired = repair_utf8(bytes);
    read.text = std::move(repaired.text);
    read.replaced = repaired.replaced;
  } else {
    read.text = convert(bytes, charset.converter);
    read.replaced = count_replacements(read.text);
  }
  std::ranges::transform(read.charset, read.charset.begin(), [](unsigned char c) { return std::tolower(c); });
  drop_byte_order_marks(read.text);
  return read;
}

// UTF-8 with some broken bytes, or another charset that happens to hold a few pairs that look like it?
bool is_mostly_utf8(std::string_view bytes) {
  std::size_t sequences = 0;
  std::size_t broken = 0;
  for (std::size_t pos = 0; pos < bytes.size();) {
    const std::size_t length = sequence_length(bytes, pos);
    sequences += length > 1 ? 1 : 0;
    broken += length == 0 ? 1 : 0;
    pos += std::max<std::size_t>(length, 1);
  }
  return sequences > broken;
}

// A document cut in the middle of a character is UTF-8 all the same.
bool is_utf8_to_its_end(std::string_view bytes) {
  const std::string_view valid = valid_prefix(bytes);
  if (valid.size() == bytes.size()) return true;
  const std::string_view rest = bytes.substr(valid.size());
  const bool cut = rest.size() < 4 && repair_utf8(rest).replaced == 1;
  return cut && std::ranges::any_of(valid, [](char c) { return (c & 0x80) != 0; });
}

/// What of a document decides whether a claim about its charset can be true.
struct Nature {
  bool ascii = false;
  bool utf8 = false;
};

bool can_be(const Charset& charset, const Nature& nature) {
  switch (charset.shape) {
    case CharsetShape::utf8:
      return nature.utf8;
    case CharsetShape::utf16_or_32:
      return false;  // it would have shown by its NULs
    case CharsetShape::single_byte:
      return nature.ascii || !nature.utf8;  // by chance, no text is UTF-8
    case CharsetShape::multi_byte:
      return true;
  }
  return false;
}

Charset utf8() {
  return {.converter = "UTF-8", .shape = CharsetShape::utf8};
}

bool is_beyond_ascii(char c) {
  return (c & 0x80) != 0;
}

constexpr std::size_t kLeastRead = 20;  // a guess may fail at one byte in so many

Utf8Document unclaimed(std::string_view bytes, const Nature& nature, std::string claim) {
  if (nature.utf8 || is_mostly_utf8(bytes)) return as(utf8(), bytes, std::move(claim));
  if (const std::optional<Charset> guess = charset_guessed(bytes)) {
    Utf8Document read = as(*guess, bytes, claim);
    if (read.replaced * kLeastRead < static_cast<std::size_t>(std::ranges::count_if(bytes, is_beyond_ascii)))
      return read;
  }
  return as({.converter = "windows-1252", .shape = CharsetShape::single_byte}, bytes, std::move(claim));
}

// Finds ` name = value` in the parameters of a header or the pseudo-attributes of a declaration.
std::string_view parameter(std::string_view text, std::string_view name) {
  constexpr std::string_view kSpace = " \t\r\n";
  for (std::size_t pos = 0; pos + name.size() < text.size(); ++pos) {
    const auto same = [](char lower, char b) { return lower == std::tolower(static_cast<unsigned char>(b)); };
    if (!std::equal(name.begin(), name.end(), text.begin() + static_cast<std::ptrdiff_t>(pos), same)) continue;
    if (pos > 0 && std::isalnum(static_cast<unsigned char>(text[pos - 1])) != 0) continue;
    const std::size_t equals = text.find_first_not_of(kSpace, pos + name.size());
    if (equals == std::string_view::npos || text[equals] != '=') continue;
    const std::size_t from = text.find_first_not_of(kSpace, equals + 1);
    if (from == std::string_view::npos) return {};
    const bool quoted = text[from] == '"' || text[from] == '\'';
    const std::string_view value = text.substr(from + (quoted ? 1 : 0));
    return value.substr(0, quoted ? value.find(text[from]) : value.find_first_of(" \t\r\n;,?>"));
  }
  return {};
}

}  // namespace

std::string_view charset_of_content_type(std::string_view content_type) {
  const std::size_t semicolon = content_type.find(';');
  return semicolon == std::string_view::npos ? std::string_view{}
                                             : parameter(content_type.substr(semicolon), "charset");
}

std::string_view charset_of_xml_declaration(std::string_view bytes) {
  constexpr std::size_t kFurthestEnd = 1024;
  bytes = bytes.substr(0, kFurthestEnd);
  const std::size_t start = bytes.find("<?xml");
  if (start == std::string_view::npos) return {};
  const std::string_view declaration = bytes.substr(start, bytes.find('>', start) - start);
  return parameter(declaration, "encoding");
}

Utf8Document read_as_utf8(std::string_view bytes, std::string_view content_type) {
  const auto* const pattern =
      std::ranges::find_if(kPatterns, [&](const Pattern& row) { return bytes.starts_with(row.bytes); });
  if (pattern != kPatterns.end()) {
    const Charset charset = charset_labelled(pattern->label).value_or(utf8());
    return as(charset, bytes.substr(pattern->skipped), {});
  }

  const Nature nature{.ascii = std::ranges::none_of(bytes, [](char c) { return (c & 0x80) != 0; }),
                      .utf8 = is_utf8_to_its_end(bytes)};
  std::string refuted;
  for (const std::string_view label : {charset_of_content_type(content_type), charset_of_xml_declaration(bytes)}) {
    if (label.empty()) continue;
    const std::optional<Charset> charset = charset_labelled(label);
    if (charset && can_be(*charset, nature)) {
      Utf8Document read = as(*charset, bytes, refuted);
      const bool fits = read.replaced == 0 || !nature.utf8 || charset->shape == CharsetShape::utf8;
      if (fits) return read;
    }
    if (refuted.empty()) refuted = label;
  }
  return unclaimed(bytes, nature, std::move(refuted));
}

}  // namespace tb::text
