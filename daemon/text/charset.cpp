// Which charset a document is in is decided by what its bytes allow, then by what is claimed: servers add a charset to
// every answer (nginx's `charset utf-8;` does), and templates keep the declaration of the page they were copied from.
#include "tenbells/text/charset.hpp"

#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <memory>
#include <optional>

#include "charset_guess.hpp"
#include "charset_labels.hpp"
#include "charset_latin10.hpp"
#include "charset_signature.hpp"
#include "tenbells/text/utf8.hpp"

namespace tb::text {

namespace {

std::size_t count_replacements(std::string_view text) {
  constexpr std::string_view kBytes = "\xEF\xBF\xBD";
  std::size_t count = 0;
  for (std::size_t pos = text.find(kBytes); pos != std::string_view::npos; pos = text.find(kBytes, pos + 3)) ++count;
  return count;
}

// By ICU but for the one that it lacks, in pieces, so that no second copy of the document in UTF-16 is ever made.
std::string convert(std::string_view bytes, const std::string& converter) {
  if (converter == kLatin10) return latin10_as_utf8(bytes);
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

Utf8Document as_utf8(std::string_view bytes, bool is_valid, std::string claim) {
  Utf8Document read{.text = {}, .charset = "utf-8", .claim = std::move(claim), .replaced = 0};
  if (is_valid) {
    while (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
    read.text = bytes;
    return read;
  }
  RepairedUtf8 repaired = repair_utf8(bytes);
  read.text = std::move(repaired.text);
  read.replaced = repaired.replaced;
  drop_byte_order_marks(read.text);
  return read;
}

// For people: "gb18030", "ibm-1047".
std::string name_of(const Charset& charset) {
  std::string name = charset.converter.substr(0, charset.converter.find(','));
  std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::tolower(c); });
  return name;
}

Utf8Document as(const Charset& charset, std::string_view bytes, std::string claim) {
  if (charset.shape == CharsetShape::utf8) return as_utf8(bytes, false, std::move(claim));
  Utf8Document read{.text = convert(bytes, charset.converter), .charset = name_of(charset), .claim = std::move(claim)};
  read.replaced = count_replacements(read.text);
  drop_byte_order_marks(read.text);
  return read;
}

bool is_beyond_ascii(char c) {
  return (c & 0x80) != 0;
}

constexpr std::size_t kLeastRead = 20;  // a wrong charset fails at more than one byte in so many

bool is_plausible(const Utf8Document& read, std::string_view bytes) {
  return read.replaced == 0 ||
         read.replaced * kLeastRead < static_cast<std::size_t>(std::ranges::count_if(bytes, is_beyond_ascii));
}

/// What of a document decides whether a claim about its charset can be true. By chance, hardly a text is UTF-8.
enum class Nature : std::uint8_t {
  ascii,
  utf8,
  utf8_cut,     ///< at its end, in the middle of a character
  utf8_mostly,  ///< with some broken bytes
  other,
};

// UTF-8 with some broken bytes, or another charset that happens to hold a few pairs that look like it?
bool is_mostly_utf8(std::string_view bytes) {
  std::size_t sequences = 0;
  std::size_t broken = 0;
  for (std::size_t pos = 0; pos < bytes.size();) {
    std::size_t length = sequence_length(bytes, pos);
    if (length == 0) length = surrogate_pair_length(bytes, pos);
    sequences += length > 1 ? 1 : 0;
    broken += length == 0 ? 1 : 0;
    pos += std::max<std::size_t>(length, 1);
  }
  return sequences > broken;
}

bool is_ascii(std::string_view bytes) {
  constexpr std::size_t kPiece = 1024;  // without a way out inside, the compiler looks at many bytes at once
  for (; !bytes.empty(); bytes.remove_prefix(std::min(kPiece, bytes.size()))) {
    char seen = 0;
    for (const char c : bytes.substr(0, kPiece)) seen = static_cast<char>(seen | c);
    if (is_beyond_ascii(seen)) return false;
  }
  return true;
}

Nature nature_of(std::string_view bytes) {
  const std::string_view valid = valid_prefix(bytes);
  const bool ascii = is_ascii(valid);
  if (valid.size() == bytes.size()) return ascii ? Nature::ascii : Nature::utf8;
  const std::string_view rest = bytes.substr(valid.size());
  if (!ascii && rest.size() < 4 && repair_utf8(rest).replaced == 1) return Nature::utf8_cut;
  return is_mostly_utf8(bytes) ? Nature::utf8_mostly : Nature::other;
}

// Old Japanese feeds: every byte is ASCII, and an escape sequence says that two bytes are a character.
bool is_escaped_japanese(std::string_view bytes) {
  for (std::size_t pos = bytes.find('\x1B'); pos != std::string_view::npos; pos = bytes.find('\x1B', pos + 1)) {
    const std::string_view escape = bytes.substr(pos + 1, 2);
    if (escape == "$B" || escape == "$@") return true;
  }
  return false;
}

/// The bytes in a charset that somebody claims; nothing if they refute it.
std::optional<Utf8Document> claimed(std::string_view bytes, const Charset& charset, Nature nature,
                                    const std::string& refuted) {
  const bool is_utf8 = nature == Nature::utf8 || nature == Nature::utf8_cut;
  switch (charset.shape) {
    case CharsetShape::utf8:
      if (nature == Nature::other) return std::nullopt;
      return as_utf8(bytes, nature <= Nature::utf8, refuted);
    case CharsetShape::utf16_or_32:
      return std::nullopt;  // it would have shown by its NULs
    case CharsetShape::single_byte: {
      if (is_utf8 || nature == Nature::utf8_mostly) return std::nullopt;
      if (nature == Nature::other) return as(charset, bytes, refuted);
      Utf8Document read = as_utf8(bytes, true, refuted);
      read.charset = name_of(charset);
      return read;
    }
    case CharsetShape::multi_byte:
      break;
  }
  if (is_utf8) return std::nullopt;
  Utf8Document read = as(charset, bytes, refuted);
  const bool fits = nature == Nature::other ? is_plausible(read, bytes) : read.replaced == 0;
  if (!fits) return std::nullopt;
  return read;
}

Utf8Document unclaimed(std::string_view bytes, Nature nature, std::string claim) {
  if (nature == Nature::ascii && is_escaped_japanese(bytes)) {
    return as({.converter = "ISO-2022-JP", .shape = CharsetShape::multi_byte}, bytes, std::move(claim));
  }
  if (nature != Nature::other) return as_utf8(bytes, nature <= Nature::utf8, std::move(claim));
  if (const std::optional<Charset> guess = charset_guessed(bytes)) {
    Utf8Document read = as(*guess, bytes, claim);
    if (is_plausible(read, bytes)) return read;
  }
  return as({.converter = "windows-1252", .shape = CharsetShape::single_byte}, bytes, std::move(claim));
}

std::optional<Charset> charset_signed(Signature signature, std::string_view bytes) {
  const auto wide = [](const char* converter) {
    return Charset{.converter = converter, .shape = CharsetShape::utf16_or_32};
  };
  switch (signature) {
    case Signature::none:
    case Signature::utf8:
      return std::nullopt;
    case Signature::utf16le:
      return wide("UTF-16LE");
    case Signature::utf16be:
      return wide("UTF-16BE");
    case Signature::utf32le:
      return wide("UTF-32LE");
    case Signature::utf32be:
      return wide("UTF-32BE");
    case Signature::gb18030:
      return charset_labelled("gb18030");
    case Signature::ebcdic: {
      constexpr std::size_t kDeclaration = 256;  // its characters are the same in all of EBCDIC
      const std::string start = convert(bytes.substr(0, kDeclaration), "ibm-37");
      const std::optional<Charset> named = ebcdic_labelled(charset_of_xml_declaration(start));
      return named ? named : ebcdic_labelled({});
    }
  }
  return std::nullopt;
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
  const Signed start = signature_of(bytes);
  if (const std::optional<Charset> charset = charset_signed(start.signature, bytes)) {
    return as(*charset, bytes.substr(start.mark), {});
  }
  bytes.remove_prefix(start.mark);
  const Nature nature = nature_of(bytes);
  std::string refuted;
  if (start.signature == Signature::utf8) {
    if (nature != Nature::other) return as_utf8(bytes, nature <= Nature::utf8, {});
    refuted = "a byte order mark of UTF-8";
  }
  for (const std::string_view label : {charset_of_content_type(content_type), charset_of_xml_declaration(bytes)}) {
    if (label.empty()) continue;
    if (const std::optional<Charset> charset = charset_labelled(label)) {
      if (std::optional<Utf8Document> read = claimed(bytes, *charset, nature, refuted)) return *std::move(read);
    }
    if (refuted.empty()) refuted = label;
  }
  return unclaimed(bytes, nature, std::move(refuted));
}

}  // namespace tb::text
