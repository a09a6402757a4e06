// Closed lists: what may stand before or behind a word is grammar, and grammar is short. Nothing is known of the words
// themselves, so a word that only looks as if it began with "and" gets a form that nobody asks for.
#include "tenbells/text/clitics.hpp"

#include <unicode/utypes.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

#include "characters.hpp"

namespace tb::text {
namespace {

constexpr std::size_t kFewestLetters = 3;    // of Arabic and Hebrew, whose words are written without vowels
constexpr std::size_t kFewestSyllables = 2;  // of Korean

constexpr std::string_view kArticle = "ال";
constexpr std::string_view kToThe = "لل";  // for لال

constexpr std::array<std::string_view, 2> kAnd{"و", "ف"};
constexpr std::array<std::string_view, 4> kPreposition{"ب", "ك", "ل", "س"};

/// Sorted by their bytes.
constexpr std::array<std::string_view, 40> kHebrewPrefixes{
    "ב",  "בה",  "ה",   "ו",   "וב",  "ובה", "וה", "וכ",  "וכש", "ול",  "ולכ", "ומ", "ומה", "ומש",
    "וש", "ושב", "ושה", "ושל", "ושמ", "כ",   "כש", "כשב", "כשה", "כשל", "כשמ", "ל",  "לכ",  "לכש",
    "מ",  "מה",  "מש",  "ש",   "שב",  "שבה", "שה", "שכ",  "של",  "שלה", "שמ",  "שמה"};
static_assert(std::ranges::is_sorted(kHebrewPrefixes));

/// What the syllable before a particle must be.
enum class After : std::uint8_t { any, consonant, vowel, vowel_or_l };

struct Particle {
  std::string_view letters;
  After after = After::any;
};

/// Sorted by their bytes.
constexpr auto kParticles = [] {
  std::array particles{
      Particle{"은", After::consonant},
      Particle{"는", After::vowel},
      Particle{"이", After::consonant},
      Particle{"가", After::vowel},
      Particle{"을", After::consonant},
      Particle{"를", After::vowel},
      Particle{"과", After::consonant},
      Particle{"와", After::vowel},
      Particle{"과의", After::consonant},
      Particle{"와의", After::vowel},
      Particle{"과는", After::consonant},
      Particle{"와는", After::vowel},
      Particle{"이나", After::consonant},
      Particle{"이랑", After::consonant},
      Particle{"이라고", After::consonant},
      Particle{"라고", After::vowel},
      Particle{"이라는", After::consonant},
      Particle{"라는", After::vowel},
      Particle{"이란", After::consonant},
      Particle{"이며", After::consonant},
      Particle{"으로", After::consonant},
      Particle{"로", After::vowel_or_l},
      Particle{"으로의", After::consonant},
      Particle{"로의", After::vowel_or_l},
      Particle{"으로는", After::consonant},
      Particle{"로는", After::vowel_or_l},
      Particle{"으로도", After::consonant},
      Particle{"로도", After::vowel_or_l},
      Particle{"으로부터", After::consonant},
      Particle{"로부터", After::vowel_or_l},
      Particle{"으로서", After::consonant},
      Particle{"로서", After::vowel_or_l},
      Particle{"으로써", After::consonant},
      Particle{"로써", After::vowel_or_l},
      Particle{"의"},
      Particle{"에"},
      Particle{"에서"},
      Particle{"에서는"},
      Particle{"에서도"},
      Particle{"에서의"},
      Particle{"에게"},
      Particle{"에게는"},
      Particle{"에게도"},
      Particle{"에게서"},
      Particle{"에는"},
      Particle{"에도"},
      Particle{"에만"},
      Particle{"도"},
      Particle{"만"},
      Particle{"만이"},
      Particle{"만을"},
      Particle{"까지"},
      Particle{"까지도"},
      Particle{"까지의"},
      Particle{"부터"},
      Particle{"보다"},
      Particle{"보다는"},
      Particle{"처럼"},
      Particle{"께서"},
      Particle{"한테"},
      Particle{"한테서"},
      Particle{"하고"},
      Particle{"마다"},
      Particle{"마저"},
      Particle{"조차"},
      Particle{"밖에"},
      Particle{"들"},
      Particle{"들은"},
      Particle{"들이"},
      Particle{"들을"},
      Particle{"들의"},
      Particle{"들도"},
      Particle{"들과"},
      Particle{"들에게"},
  };
  std::ranges::sort(particles, {}, &Particle::letters);
  return particles;
}();
constexpr std::size_t kLongestParticle = 4;  // syllables

constexpr std::size_t kSyllableSize = 3;
constexpr std::size_t kLetterSize = 2;

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return !utf8::is_tail(c); }));
}

/// Without the one of the prefixes that stands there; as it is if none does.
template <std::size_t kCount>
std::string_view without_any(std::string_view letters, const std::array<std::string_view, kCount>& prefixes) {
  const auto* const found =
      std::ranges::find_if(prefixes, [letters](std::string_view p) { return letters.starts_with(p); });
  return found == prefixes.end() ? letters : letters.substr(found->size());
}

/// One of و ف ب ك ل س ا, by its two bytes.
bool may_begin_with_proclitic(std::string_view letters) {
  const auto second = static_cast<unsigned char>(letters[1]);
  if (letters[0] == '\xD9') return second == 0x88 || second == 0x81 || second == 0x83 || second == 0x84;
  return letters[0] == '\xD8' && (second == 0xA8 || second == 0xB3 || second == 0xA7);
}

bool is_letter_of(std::string_view word, std::size_t at, UChar32 from, UChar32 to) {
  const UChar32 code = character_in_valid(word.data() + at).code;
  return code >= from && code <= to;
}

/// Whether a particle may stand behind `bare`. A syllable's number tells the consonant that ends it: 0 none, 8 ㄹ.
/// How a Latin name is spoken is not known, so it takes any.
bool takes(std::string_view bare, After after) {
  if (after == After::any) return true;
  if (bare.size() < kSyllableSize || !utf8::is_tail(bare.back())) return true;
  const UChar32 code = character_in_valid(bare.data() + bare.size() - kSyllableSize).code;
  if (!is_hangul_syllable(code)) return true;
  const int end = (code - 0xAC00) % 28;
  switch (after) {
    case After::consonant:
      return end != 0;
    case After::vowel:
      return end == 0;
    case After::vowel_or_l:
      return end == 0 || end == 8;
    case After::any:
      break;
  }
  return true;
}

}  // namespace

BareForms::BareForms(std::string_view letters) {
  if (!may_have(letters)) return;
  if (is_letter_of(letters, 0, 0x05D0, 0x05EA)) {
    hebrew(letters);
  } else if (may_begin_with_proclitic(letters)) {
    arabic(letters);
  }
  if (may_end_in_hangul(letters)) korean(letters);
}

void BareForms::add(std::string_view form) {
  if (count_ < kMost) forms_[count_++] = form;
}

void BareForms::arabic(std::string_view letters) {
  const auto is_long_enough = [](std::string_view form) { return count_characters(form) >= kFewestLetters; };
  const auto add_if_long = [&](std::string_view form) {
    if (is_long_enough(form)) add(form);
  };
  const std::string_view said = without_any(letters, kAnd);
  if (said.size() != letters.size()) add_if_long(said);
  if (said.starts_with(kToThe)) {
    const std::string_view bare = said.substr(kToThe.size());
    add_if_long(said.substr(kLetterSize));
    if (!is_long_enough(bare)) return;
    add(bare);
    if (kArticle.size() + bare.size() > with_article_.size()) return;  // no word is so long
    char* const end = std::ranges::copy(kArticle, with_article_.data()).out;
    add({with_article_.data(), std::ranges::copy(bare, end).out});
    return;
  }
  const std::string_view noun = without_any(said, kPreposition);
  if (noun.size() != said.size()) add_if_long(noun);
  if (noun.starts_with(kArticle)) add_if_long(noun.substr(kArticle.size()));
}

void BareForms::hebrew(std::string_view letters) {
  constexpr std::size_t kMostStripped = 3;
  for (std::size_t size = kLetterSize; size <= kMostStripped * kLetterSize && size < letters.size();
       size += kLetterSize) {
    const std::string_view rest = letters.substr(size);
    const bool is_prefix = std::ranges::binary_search(kHebrewPrefixes, letters.substr(0, size));
    if (is_prefix && !utf8::is_tail(rest[0]) && count_characters(rest) >= kFewestLetters) add(rest);
  }
}

void BareForms::korean(std::string_view letters) {
  for (std::size_t size = kLongestParticle * kSyllableSize; size > 0; size -= kSyllableSize) {
    if (size >= letters.size()) continue;
    const std::string_view bare = letters.substr(0, letters.size() - size);
    const auto* const row = std::ranges::lower_bound(kParticles, letters.substr(bare.size()), {}, &Particle::letters);
    if (row == kParticles.end() || row->letters != letters.substr(bare.size())) continue;
    if (count_characters(bare) >= kFewestSyllables && takes(bare, row->after)) add(bare);
  }
}

}  // namespace tb::text
