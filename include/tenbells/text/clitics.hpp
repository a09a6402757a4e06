// Clitics: what Arabic, Hebrew and Korean write onto a word that other languages write beside it: and, the, in, of.
// وبالصين is "and in China"; a rule that says الصين or صين means it too.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace tb::text {

/// The shorter forms of one word. Its views look into the word and into itself: it stays where it was made.
class BareForms {
 public:
  /// @param letters  the folded letters of one word (words.hpp); must outlive this
  explicit BareForms(std::string_view letters);
  BareForms(const BareForms&) = delete;
  BareForms& operator=(const BareForms&) = delete;
  ~BareForms() = default;

  static constexpr std::size_t kMost = 8;

  [[nodiscard]] std::span<const std::string_view> all() const { return std::span(forms_).first(count_); }

  /// Whether a word may have any, by its first byte and its last three: false for nearly all words of other scripts.
  [[nodiscard]] static bool may_have(std::string_view letters) {
    if (letters.size() < 6) return false;
    const auto lead = static_cast<unsigned char>(letters[0]);
    return (lead >= 0xD7 && lead <= 0xDB) || may_end_in_hangul(letters);
  }

 private:
  static bool may_end_in_hangul(std::string_view letters) {
    const auto lead = static_cast<unsigned char>(letters[letters.size() - 3]);
    return lead >= 0xEA && lead <= 0xED;
  }

  void arabic(std::string_view letters);
  void hebrew(std::string_view letters);
  void korean(std::string_view letters);
  void add(std::string_view form);

  std::array<std::string_view, kMost> forms_;
  std::size_t count_ = 0;
  std::array<char, 64> with_article_{};
};

/// Calls back with each shorter form (a std::string_view, valid during the call) under which a word is also found, at
/// most BareForms::kMost, never with the word itself, never twice with the same:
/// - Arabic: without و ف, then ب ك ل س, then the article ال, as far as they stand there (وبالصين: بالصين, الصين, صين);
///   of لل, which is ل and the article, also the form with the article (للصين: لصين, صين, الصين). Three letters remain;
/// - Hebrew: without ו ה ב כ ל מ ש and what they combine to (ולארהב: לארהב, ארהב), three letters at most. Three remain;
/// - Korean: without the particle at its end, the longer and the shorter one where both can be meant (대만에서는: 대만,
///   대만에서), if the syllable before asks for that particle (이 after a consonant, 가 after a vowel). Two syllables
///   remain, or two characters of a Latin name (TSMC는: tsmc).
///
/// Other languages in these scripts (Persian, Yiddish) have the same done to them, which finds too much rather than too
/// little. Words of other scripts cost a look at two bytes.
/// Nothing is allocated. Threads: pure, safe on any thread.
template <class Callback>
void for_each_bare_form(std::string_view letters, Callback&& callback) {
  if (!BareForms::may_have(letters)) return;
  const BareForms forms(letters);
  for (const std::string_view form : forms.all()) callback(form);
}

}  // namespace tb::text
