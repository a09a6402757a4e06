// Forms are checked by hand, codes by ICU's list of languages.
#include "language_range.hpp"

#include <fmt/format.h>
#include <unicode/uloc.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <span>

namespace tb::rules {
namespace {

struct Code {
  std::string_view written;
  std::string_view code;
};

constexpr std::array kNames{
    Code{"arabic", "ar"},     Code{"cantonese", "yue"}, Code{"chinese", "zh"},    Code{"english", "en"},
    Code{"farsi", "fa"},      Code{"french", "fr"},     Code{"german", "de"},     Code{"hebrew", "he"},
    Code{"hindi", "hi"},      Code{"indonesian", "id"}, Code{"italian", "it"},    Code{"japanese", "ja"},
    Code{"korean", "ko"},     Code{"mandarin", "zh"},   Code{"persian", "fa"},    Code{"polish", "pl"},
    Code{"portuguese", "pt"}, Code{"russian", "ru"},    Code{"spanish", "es"},    Code{"thai", "th"},
    Code{"turkish", "tr"},    Code{"ukrainian", "uk"},  Code{"vietnamese", "vi"},
};

/// Countries whose code is no language's, as it is often written by mistake.
constexpr std::array kCountries{
    Code{"cn", "zh"}, Code{"jp", "ja"}, Code{"kr", "ko"}, Code{"ua", "uk"}, Code{"cz", "cs"},
    Code{"gr", "el"}, Code{"dk", "da"}, Code{"us", "en"}, Code{"gb", "en"}, Code{"ir", "fa"},
    Code{"il", "he"}, Code{"vn", "vi"}, Code{"iq", "ar"}, Code{"at", "de"}, Code{"mx", "es"},
};

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_alphanumeric(char c) {
  return is_letter(c) || (c >= '0' && c <= '9');
}

std::string in_small(std::string_view text) {
  std::string small(text);
  for (char& c : small) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return small;
}

template <std::size_t n>
std::string_view code_of(const std::array<Code, n>& codes, std::string_view written) {
  const auto* const found = std::ranges::find(codes, written, &Code::written);
  return found == codes.end() ? std::string_view{} : found->code;
}

bool is_range(std::string_view text) {
  const std::size_t first = std::min(text.find('-'), text.size());
  if (first < 2 || first > 3 || !std::ranges::all_of(text.substr(0, first), is_letter)) return false;
  for (std::size_t at = first; at < text.size();) {
    const std::size_t end = std::min(text.find('-', at + 1), text.size());
    const std::string_view part = text.substr(at + 1, end - at - 1);
    if (part.empty() || part.size() > 8 || !std::ranges::all_of(part, is_alphanumeric)) return false;
    at = end;
  }
  return true;
}

bool is_known(const std::string& language) {
  for (const char* const* known = uloc_getISOLanguages(); *known != nullptr; ++known) {
    if (language == *known) return true;
  }
  return false;
}

/// The code of two letters that BCP 47 asks for instead of one of three; empty if there is none.
std::string short_code(const std::string& language) {
  std::array<char, 12> shorter{};
  UErrorCode error = U_ZERO_ERROR;
  uloc_getLanguage(language.c_str(), shorter.data(), static_cast<int32_t>(shorter.size()), &error);
  return U_SUCCESS(error) != 0 && std::strlen(shorter.data()) == 2 ? shorter.data() : std::string();
}

}  // namespace

std::optional<std::string> why_no_language(std::string_view range) {
  if (is_range(range)) return std::nullopt;
  const std::string small = in_small(range);
  if (const std::string_view code = code_of(kNames, small); !code.empty()) {
    return fmt::format("\"{}\" is no language's code; write lang:{}", range, code);
  }
  std::string hyphens(range);
  std::ranges::replace(hyphens, '_', '-');
  if (is_range(hyphens)) return fmt::format("a language is written with hyphens: lang:{}", hyphens);
  return fmt::format(
      "\"{}\" is no language's code; write two or three letters, as in lang:zh, and if need be what "
      "follows them, as in lang:zh-Hant",
      range);
}

std::optional<std::string> why_never_declared(std::string_view range) {
  const std::string language = in_small(range.substr(0, range.find('-')));
  if (const std::string_view code = code_of(kCountries, language); !code.empty()) {
    return fmt::format("{} is a country's code; the language is {}, so write lang:{}", language, code, code);
  }
  if (language.size() == 3) {
    if (const std::string shorter = short_code(language); !shorter.empty()) {
      return fmt::format("news declare this language as {} (BCP 47 takes the shortest code); write lang:{}", shorter,
                         shorter);
    }
  }
  if (!is_known(language)) return fmt::format("no language has the code {}, so this is never true", language);
  return std::nullopt;
}

}  // namespace tb::rules
