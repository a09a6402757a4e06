// ICU's detector counts how often common letters occur. Where bytes beyond ASCII stand side by side, it is shown only
// the words that have them, because a feed is mostly markup. Where they stand alone (été), the charset is a Latin one,
// and a detector that must choose would find Chinese in it: there it is shown whole sentences, and only the Latin ones
// count.
#include "charset_guess.hpp"

#include <unicode/ucsdet.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <vector>

#include "charset_alphabets.hpp"
#include "charset_double_bytes.hpp"

namespace tb::text {

namespace {

constexpr std::size_t kMostBytes = 65'536;
constexpr std::int32_t kLeastConfidence = 30;  // of 100; a sentence of thirty letters has more, noise has ten

constexpr std::array<std::string_view, 16> kSideBySide{"GB18030",      "Big5",         "Shift_JIS",    "EUC-JP",
                                                       "EUC-KR",       "windows-1251", "KOI8-R",       "ISO-8859-5",
                                                       "ISO-8859-7",   "windows-1253", "ISO-8859-8",   "ISO-8859-8-I",
                                                       "windows-1255", "ISO-8859-6",   "windows-1256", "ISO-2022-JP"};
// Central Europe's and Turkey's; what else is Latin is windows-1252.
constexpr std::array<std::string_view, 4> kAlone{"ISO-8859-2", "windows-1250", "ISO-8859-9", "windows-1254"};
constexpr std::array<std::string_view, 2> kWestern{"ISO-8859-1", "windows-1252"};

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

// What stands between tags and is not ASCII alone: sentences, for the most part.
std::string sentences_beyond_ascii(std::string_view bytes) {
  std::string sentences;
  while (!bytes.empty() && sentences.size() < kMostBytes) {
    const std::size_t end = std::min(bytes.find('<'), bytes.size());
    const std::string_view text = bytes.substr(0, std::min(end, kMostBytes));
    if (!std::ranges::all_of(text, is_ascii)) sentences.append(text).append(" ");
    bytes.remove_prefix(end);
    bytes.remove_prefix(std::min(bytes.find('>'), bytes.size()));
    if (!bytes.empty()) bytes.remove_prefix(1);
  }
  sentences.resize(std::min(sentences.size(), kMostBytes));
  return sentences;
}

struct Guess {
  std::string name;
  std::int32_t confidence = 0;
};

// Best first.
std::vector<Guess> guesses_of(const std::string& bytes) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status), ucsdet_close);
  ucsdet_setText(detector.get(), bytes.data(), static_cast<std::int32_t>(bytes.size()), &status);
  std::int32_t found = 0;
  const UCharsetMatch** const matches = ucsdet_detectAll(detector.get(), &found, &status);
  std::vector<Guess> guesses;
  for (std::int32_t i = 0; U_SUCCESS(status) && i < found; ++i) {
    guesses.push_back(
        {.name = ucsdet_getName(matches[i], &status), .confidence = ucsdet_getConfidence(matches[i], &status)});
  }
  return guesses;
}

template <std::size_t kCount>
std::int32_t confidence_in(const std::array<std::string_view, kCount>& names, const Guess& guess) {
  return std::ranges::count(names, guess.name) > 0 ? guess.confidence : 0;
}

// The best of the Latin ones, if it is far better than the Western ones that feeds are in unless they say so.
std::optional<Charset> latin_charset_of(std::string_view bytes) {
  constexpr std::int32_t kTenths = 13;
  const std::vector<Guess> guesses = guesses_of(sentences_beyond_ascii(bytes));
  const Guess* best = nullptr;
  std::int32_t western = 0;
  for (const Guess& guess : guesses) {
    if (best == nullptr && confidence_in(kAlone, guess) > 0) best = &guess;
    western = std::max(western, confidence_in(kWestern, guess));
  }
  if (best == nullptr || best->confidence < kLeastConfidence || best->confidence * 10 < western * kTenths)
    return std::nullopt;
  return charset_labelled(best->name);
}

}  // namespace

std::optional<Charset> charset_guessed(std::string_view bytes) {
  const std::string words = words_beyond_ascii(bytes);
  const bool side_by_side = are_side_by_side(words);
  if (const std::string_view label = side_by_side ? charset_of_alphabet(words) : ""; !label.empty())
    return charset_labelled(label);
  // Half of the second bytes of Big5 are ASCII.
  if (const std::string_view label = charset_of_double_bytes(words); !label.empty()) return charset_labelled(label);
  if (!side_by_side) return latin_charset_of(bytes);
  const std::vector<Guess> guesses = guesses_of(words);
  if (guesses.empty() || confidence_in(kSideBySide, guesses.front()) < kLeastConfidence) return std::nullopt;
  return charset_labelled(guesses.front().name);
}

}  // namespace tb::text
