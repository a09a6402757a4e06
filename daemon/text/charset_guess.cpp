// ICU's detector counts how often common letters occur. It is shown only the words that are not ASCII, because a feed
// is mostly markup, and asked only where such bytes stand side by side: in Latin charsets they stand alone (été), and a
// detector that must choose would find Chinese in them.
#include "charset_guess.hpp"

#include <unicode/ucsdet.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>

namespace tb::text {

namespace {

constexpr std::size_t kMostBytes = 65'536;
constexpr std::int32_t kLeastConfidence = 30;  // of 100; a sentence of thirty letters has more, noise has ten

constexpr std::array<std::string_view, 7> kGuessable{"GB18030", "Big5",         "Shift_JIS", "EUC-JP",
                                                     "EUC-KR",  "windows-1251", "KOI8-R"};

bool is_ascii(char c) {
  return (c & 0x80) == 0;
}

// None of these is ever the second byte of a character.
bool ends_word(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '<' || c == '>';
}

std::string words_beyond_ascii(std::string_view bytes) {
  std::string words;
  bool is_beyond = false;
  std::size_t start = 0;
  for (std::size_t pos = 0; pos <= bytes.size() && words.size() < kMostBytes; ++pos) {
    if (pos < bytes.size() && !ends_word(bytes[pos])) {
      is_beyond = is_beyond || !is_ascii(bytes[pos]);
      continue;
    }
    if (is_beyond) words.append(bytes.substr(start, std::min(pos - start, kMostBytes))).append(" ");
    is_beyond = false;
    start = pos + 1;
  }
  words.resize(std::min(words.size(), kMostBytes));
  return words;
}

bool are_side_by_side(std::string_view words) {
  std::size_t beyond = 0;
  std::size_t alone = 0;
  for (std::size_t pos = 0; pos < words.size(); ++pos) {
    if (is_ascii(words[pos])) continue;
    ++beyond;
    const bool before = pos > 0 && !is_ascii(words[pos - 1]);
    const bool after = pos + 1 < words.size() && !is_ascii(words[pos + 1]);
    alone += before || after ? 0 : 1;
  }
  return beyond > 0 && alone * 3 < beyond;
}

}  // namespace

std::optional<Charset> charset_guessed(std::string_view bytes) {
  const std::string words = words_beyond_ascii(bytes);
  if (!are_side_by_side(words)) return std::nullopt;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status), ucsdet_close);
  ucsdet_setText(detector.get(), words.data(), static_cast<std::int32_t>(words.size()), &status);
  const UCharsetMatch* const match = ucsdet_detect(detector.get(), &status);
  if (U_FAILURE(status) || match == nullptr) return std::nullopt;
  const std::int32_t confidence = ucsdet_getConfidence(match, &status);
  const char* const name = ucsdet_getName(match, &status);
  if (U_FAILURE(status) || confidence < kLeastConfidence) return std::nullopt;
  if (std::ranges::count(kGuessable, std::string_view(name)) == 0) return std::nullopt;
  return charset_labelled(name);
}

}  // namespace tb::text
