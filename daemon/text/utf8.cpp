// UTF-8 as bytes. Valid ASCII is skipped sixteen bytes at a time: every document is checked whole, most are nearly
// ASCII.
#include "tenbells/text/utf8.hpp"

#include <array>
#include <cstdint>
#include <cstring>

namespace tb::text {

namespace {

unsigned byte_at(std::string_view text, std::size_t pos) {
  return static_cast<unsigned char>(text[pos]);
}

bool continues(std::string_view text, std::size_t pos) {
  return pos < text.size() && (byte_at(text, pos) & 0xC0) == 0x80;
}

// What the second byte may be narrows for some first bytes: that is what keeps overlong forms and surrogates out.
struct Lead {
  std::size_t length = 0;
  unsigned second_from = 0x80;
  unsigned second_to = 0xBF;
};

Lead lead_of(unsigned byte) {
  if (byte < 0xC2) return {};
  if (byte < 0xE0) return {.length = 2};
  if (byte == 0xE0) return {.length = 3, .second_from = 0xA0};
  if (byte == 0xED) return {.length = 3, .second_to = 0x9F};
  if (byte < 0xF0) return {.length = 3};
  if (byte == 0xF0) return {.length = 4, .second_from = 0x90};
  if (byte < 0xF4) return {.length = 4};
  if (byte == 0xF4) return {.length = 4, .second_to = 0x8F};
  return {};
}

// How many bytes from `pos` belong to one sequence that could have become well-formed; at least 1.
std::size_t broken_length(std::string_view text, std::size_t pos) {
  const Lead lead = lead_of(byte_at(text, pos));
  if (lead.length == 0 || pos + 1 >= text.size()) return 1;
  const unsigned second = byte_at(text, pos + 1);
  if (second < lead.second_from || second > lead.second_to) return 1;
  std::size_t length = 2;
  while (length < lead.length && continues(text, pos + length)) ++length;
  return length;
}

std::size_t skip_ascii(std::string_view text, std::size_t pos) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080U;
  while (pos + 2 * sizeof(std::uint64_t) <= text.size()) {
    std::array<std::uint64_t, 2> sixteen{};
    std::memcpy(sixteen.data(), text.data() + pos, sizeof(sixteen));
    if (((sixteen[0] | sixteen[1]) & kHighBits) != 0) break;
    pos += sizeof(sixteen);
  }
  while (pos < text.size() && byte_at(text, pos) < 0x80) ++pos;
  return pos;
}

// The sequences that most of all text beyond ASCII is made of, whose second byte may be any that continues; the rest is
// looked at with care.
std::size_t skip_usual_sequences(std::string_view text, std::size_t pos) {
  while (pos + 3 <= text.size()) {
    const unsigned lead = byte_at(text, pos);
    const bool second = (byte_at(text, pos + 1) & 0xC0) == 0x80;
    const bool third = (byte_at(text, pos + 2) & 0xC0) == 0x80;
    if (lead >= 0xC2 && lead < 0xE0 && second) {
      pos += 2;
    } else if (lead > 0xE0 && lead < 0xF0 && lead != 0xED && second && third) {
      pos += 3;
    } else {
      break;
    }
  }
  return pos;
}

}  // namespace

std::size_t sequence_length(std::string_view text, std::size_t pos) {
  if (byte_at(text, pos) < 0x80) return 1;
  const std::size_t length = lead_of(byte_at(text, pos)).length;
  return length != 0 && broken_length(text, pos) == length ? length : 0;
}

char32_t code_point_at(std::string_view text, std::size_t pos, std::size_t length) {
  if (length == 1) return byte_at(text, pos);
  char32_t code_point = byte_at(text, pos) & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) code_point = code_point << 6 | (byte_at(text, pos + i) & 0x3F);
  return code_point;
}

std::string_view valid_prefix(std::string_view text) {
  std::size_t pos = 0;
  while ((pos = skip_usual_sequences(text, skip_ascii(text, pos))) < text.size()) {
    const std::size_t length = sequence_length(text, pos);
    if (length == 0) return text.substr(0, pos);
    pos += length;
  }
  return text;
}

RepairedUtf8 repair_utf8(std::string_view bytes) {
  RepairedUtf8 repaired;
  repaired.text.reserve(bytes.size());
  while (!bytes.empty()) {
    const std::string_view valid = valid_prefix(bytes);
    repaired.text += valid;
    bytes.remove_prefix(valid.size());
    if (bytes.empty()) break;
    if (const std::size_t pair = surrogate_pair_length(bytes, 0)) {
      append_utf8(repaired.text, joined_surrogates(code_point_at(bytes, 0, 3), code_point_at(bytes, 3, 3)));
      bytes.remove_prefix(pair);
      continue;
    }
    bytes.remove_prefix(broken_length(bytes, 0));
    append_utf8(repaired.text, kReplacement);
    ++repaired.replaced;
  }
  return repaired;
}

std::size_t surrogate_pair_length(std::string_view text, std::size_t pos) {
  constexpr std::size_t kPair = 6;
  const auto is_half = [&](std::size_t at, unsigned from) {
    return byte_at(text, at) == 0xED && (byte_at(text, at + 1) & 0xF0) == from && continues(text, at + 2);
  };
  return pos + kPair <= text.size() && is_half(pos, 0xA0) && is_half(pos + 3, 0xB0) ? kPair : 0;
}

std::string_view cut_at_code_point(std::string_view text, std::size_t max) {
  if (text.size() <= max) return text;
  while (max > 0 && continues(text, max)) --max;
  return text.substr(0, max);
}

std::size_t write_utf8(char* out, char32_t code_point) {
  const auto byte = [](char32_t bits) { return static_cast<char>(bits); };
  if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF)) code_point = kReplacement;
  if (code_point < 0x80) {
    out[0] = byte(code_point);
    return 1;
  }
  if (code_point < 0x800) {
    out[0] = byte(0xC0 | code_point >> 6);
    out[1] = byte(0x80 | (code_point & 0x3F));
    return 2;
  }
  if (code_point < 0x10000) {
    out[0] = byte(0xE0 | code_point >> 12);
    out[1] = byte(0x80 | (code_point >> 6 & 0x3F));
    out[2] = byte(0x80 | (code_point & 0x3F));
    return 3;
  }
  out[0] = byte(0xF0 | code_point >> 18);
  out[1] = byte(0x80 | (code_point >> 12 & 0x3F));
  out[2] = byte(0x80 | (code_point >> 6 & 0x3F));
  out[3] = byte(0x80 | (code_point & 0x3F));
  return 4;
}

void append_utf8(std::string& out, char32_t code_point) {
  std::array<char, 4> bytes{};
  out.append(bytes.data(), write_utf8(bytes.data(), code_point));
}

}  // namespace tb::text
