// detect_language: scripts first, because they are certain and cheap, then CLD2's statistics. CLD2 is sure of itself
// even where a headline is three names, so that its own word is not enough: there is a least length.
#include "tenbells/text/language.hpp"

#include <algorithm>
#include <array>
#include <cstdio>  // CLD2's header speaks of FILE
#include <utility>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "function_words.hpp"
#include "tenbells/text/next_code_point.hpp"

namespace tb::text {

namespace {

struct ScriptLanguage {
  UScriptCode script;
  std::string_view language;
};

// Scripts that news in one language alone is written in.
constexpr std::array kScripts{
    ScriptLanguage{USCRIPT_HANGUL, "ko"},   ScriptLanguage{USCRIPT_HIRAGANA, "ja"},
    ScriptLanguage{USCRIPT_KATAKANA, "ja"}, ScriptLanguage{USCRIPT_THAI, "th"},
    ScriptLanguage{USCRIPT_GREEK, "el"},    ScriptLanguage{USCRIPT_HEBREW, "he"},
    ScriptLanguage{USCRIPT_ARMENIAN, "hy"}, ScriptLanguage{USCRIPT_GEORGIAN, "ka"},
    ScriptLanguage{USCRIPT_KHMER, "km"},    ScriptLanguage{USCRIPT_LAO, "lo"},
    ScriptLanguage{USCRIPT_MYANMAR, "my"},  ScriptLanguage{USCRIPT_SINHALA, "si"},
    ScriptLanguage{USCRIPT_TAMIL, "ta"},    ScriptLanguage{USCRIPT_TELUGU, "te"},
    ScriptLanguage{USCRIPT_KANNADA, "kn"},  ScriptLanguage{USCRIPT_MALAYALAM, "ml"},
    ScriptLanguage{USCRIPT_GUJARATI, "gu"}, ScriptLanguage{USCRIPT_GURMUKHI, "pa"},
    ScriptLanguage{USCRIPT_ORIYA, "or"},    ScriptLanguage{USCRIPT_THAANA, "dv"},
};

struct Letters {
  std::array<int, kScripts.size()> of_script{};
  int han = 0;
  int latin = 0;
  int all = 0;
};

Letters letters_in(std::string_view text) {
  Letters letters;
  for (std::size_t at = 0; at < text.size();) {
    const std::int32_t code_point = next_code_point(text, at);
    if (code_point < 0 || u_isalpha(code_point) == 0) continue;
    ++letters.all;
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(code_point, &status);
    if (script == USCRIPT_LATIN) ++letters.latin;
    if (script == USCRIPT_HAN) ++letters.han;
    const auto* const row = std::ranges::find(kScripts, script, &ScriptLanguage::script);
    if (row != kScripts.end()) ++letters.of_script.at(static_cast<std::size_t>(row - kScripts.begin()));
  }
  return letters;
}

int letters_of(const Letters& letters, std::string_view language) {
  int count = 0;
  for (std::size_t i = 0; i < kScripts.size(); ++i) {
    if (kScripts[i].language == language) count += letters.of_script[i];
  }
  return count;
}

// Japanese and Korean have ideographs among their own letters, all of them have Latin names.
std::string_view language_by_script(const Letters& letters) {
  constexpr int kFewest = 3;
  for (const ScriptLanguage& row : kScripts) {
    const int own = letters_of(letters, row.language);
    if (own < kFewest) continue;
    const bool with_han = row.language == "ja" || row.language == "ko";
    const bool enough_of_its_own = !with_han || 5 * own >= letters.han;
    if (enough_of_its_own && 10 * (own + (with_han ? letters.han : 0)) >= 6 * letters.all) return row.language;
  }
  return {};
}

// CLD2 has codes from before they changed.
constexpr std::array kRenamed{
    std::pair<std::string_view, std::string_view>{"iw", "he"},
    std::pair<std::string_view, std::string_view>{"in", "id"},
    std::pair<std::string_view, std::string_view>{"jw", "jv"},
    std::pair<std::string_view, std::string_view>{"ji", "yi"},
    std::pair<std::string_view, std::string_view>{"mo", "ro"},
    std::pair<std::string_view, std::string_view>{"tl", "fil"},
};

std::string_view as_bcp_47(std::string_view code) {
  for (const auto& [old_code, code_now] : kRenamed) {
    if (code == old_code) return code_now;
  }
  return code;
}

// CLD2 reads a few bytes past the end, and out of its tables where these are no UTF-8 (found by fuzzing). So it is
// given a copy that ends in spaces, and of that the letters alone, which are all it looks at.
struct LettersForCld2 {
  std::array<char, kMostLanguageBytes + 64> bytes;
  std::size_t size = 0;
};

LettersForCld2 letters_for_cld2(std::string_view text) {
  LettersForCld2 letters;
  letters.bytes.fill(' ');
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const std::int32_t code_point = next_code_point(text, at);
    constexpr std::uint32_t kMarks = U_GC_M_MASK;
    if (code_point >= 0 && (u_isalpha(code_point) != 0 || (U_GET_GC_MASK(code_point) & kMarks) != 0))
      std::copy(text.data() + begin, text.data() + at, letters.bytes.data() + begin);
  }
  letters.size = text.size();
  return letters;
}

std::string_view language_by_statistics(std::string_view text, int fewest_bytes) {
  if (text.size() < static_cast<std::size_t>(fewest_bytes)) return {};
  constexpr bool kPlainText = true;
  constexpr int kFlags = 0;
  constexpr int kLeastPercent = 90;
  std::array<CLD2::Language, 3> languages{};
  std::array<int, 3> percent{};
  std::array<double, 3> scores{};
  int text_bytes = 0;
  bool is_reliable = false;
  const CLD2::CLDHints no_hints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  const LettersForCld2 letters = letters_for_cld2(text);
  CLD2::ExtDetectLanguageSummary(letters.bytes.data(), static_cast<int>(letters.size), kPlainText, &no_hints, kFlags,
                                 languages.data(), percent.data(), scores.data(), nullptr, &text_bytes, &is_reliable);
  if (!is_reliable || languages[0] == CLD2::UNKNOWN_LANGUAGE) return {};
  if (percent[0] < kLeastPercent || text_bytes < fewest_bytes) return {};
  return as_bcp_47(CLD2::LanguageCode(languages[0]));
}

}  // namespace

std::string_view detect_language(std::string_view plain_text) {
  constexpr int kLongHeadline = 48;               // bytes of letters and spaces
  constexpr std::size_t kEnoughForScripts = 240;  // a letter cut in two counts for none
  const std::string_view text = valid_prefix(plain_text.substr(0, kMostLanguageBytes));
  if (const std::string_view language = language_by_function_words(text); !language.empty()) return language;
  if (std::ranges::all_of(text, [](char c) { return static_cast<signed char>(c) >= 0; })) {
    return language_by_statistics(text, kLongHeadline);
  }
  const Letters letters = letters_in(text.substr(0, kEnoughForScripts));
  if (const std::string_view language = language_by_script(letters); !language.empty()) return language;
  // An ideograph says as much as a word; letters beyond Latin take two bytes and belong to fewer languages.
  if (5 * letters.han >= 4 * letters.all)
    return letters.han < 8 ? std::string_view{} : language_by_statistics(text, 24);
  return language_by_statistics(text, kLongHeadline);
}

}  // namespace tb::text
