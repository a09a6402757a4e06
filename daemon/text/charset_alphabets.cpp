// ICU's statistics need some thirty letters, and it knows neither Thai nor cp866. Here each byte costs as many bits as
// its letter is rare: what is read in the wrong charset becomes rare letters, signs, or capitals in the middle of
// words.
#include "charset_alphabets.hpp"

#include <unicode/uchar.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>

namespace tb::text {

namespace {

// The most frequent letters first.
constexpr std::u32string_view kCyrillic = U"оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъіїєёўґјљњћђџѕ";
constexpr std::u32string_view kUkrainian = U"оаинвіретслкдумпязьбгчйхїцєжющшфґ";
constexpr std::u32string_view kGreek = U"αοιετσνηυρπκμλςίωάγόέθδήύφχώβξζψϊΐϋΰ";
constexpr std::u32string_view kHebrew = U"יוהלאתרמבשנםעדקחפטכגסצזןץךףםײױװ";
constexpr std::u32string_view kArabic = U"اليمنتروهبةدعسفكقحأجشصخىطذإءضزئؤغثظآپچژگکیہےڤ";
constexpr std::u32string_view kThai = U"านรอกเงมยลวดท่สต้ัะิีปบคหแจพชื็ขใไผ์ุูโศณธึถซภ๊ญษฎฉฐำฟฝฮๆฏ๋ฬฒฆฌฑฤฃฅ";

struct Alphabet {
  std::string_view label;
  std::u32string_view letters;
};

constexpr std::array kAlphabets{
    Alphabet{"windows-1251", kCyrillic}, Alphabet{"koi8-r", kCyrillic},        Alphabet{"iso-8859-5", kCyrillic},
    Alphabet{"ibm866", kCyrillic},       Alphabet{"windows-1251", kUkrainian}, Alphabet{"koi8-u", kUkrainian},
    Alphabet{"iso-8859-7", kGreek},      Alphabet{"windows-1253", kGreek},     Alphabet{"iso-8859-8", kHebrew},
    Alphabet{"windows-1255", kHebrew},   Alphabet{"windows-1256", kArabic},    Alphabet{"iso-8859-6", kArabic},
    Alphabet{"windows-874", kThai},
};

enum class Kind : std::uint8_t { other, punctuation, small, capital, mark };

struct Letter {
  Kind kind = Kind::other;
  float bits = 0;
};

constexpr float kBitsOfNoLetter = 12;
constexpr float kBitsOfMisplaced = 10;
constexpr float kMostBitsALetter = 5.6F;  // letters drawn by chance have 6 and more
constexpr std::size_t kLeastLetters = 6;

using Letters = std::array<Letter, 128>;

// Each letter is about an eighth rarer than the one before, in the long Thai alphabet a fourteenth.
float bits_of_rank(std::size_t rank, std::size_t letters) {
  constexpr std::size_t kLong = 55;
  return letters > kLong ? 3.1F + 0.105F * static_cast<float>(rank) : 3.1F + 0.185F * static_cast<float>(rank);
}

Letter letter_of(char32_t character, std::u32string_view letters) {
  const auto written = static_cast<UChar32>(character);
  const auto small = static_cast<char32_t>(u_tolower(written));
  const std::size_t rank = letters.find(small);
  if (rank == std::u32string_view::npos) {
    const bool is_quiet = u_ispunct(written) != 0 || u_isUWhiteSpace(written) != 0 || character == U'№';
    return {.kind = is_quiet ? Kind::punctuation : Kind::other, .bits = is_quiet ? 0 : kBitsOfNoLetter};
  }
  const bool is_mark = u_charType(written) == U_NON_SPACING_MARK;
  return {.kind = is_mark              ? Kind::mark
                  : small == character ? Kind::small
                                       : Kind::capital,
          .bits = bits_of_rank(rank, letters.size())};
}

Letters letters_of(const Alphabet& alphabet) {
  Letters letters;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(alphabet.label.data(), &status),
                                                                     ucnv_close);
  for (std::size_t i = 0; i < letters.size() && U_SUCCESS(status) != 0; ++i) {
    const char byte = static_cast<char>(0x80 + i);
    std::array<char16_t, 2> unit{};
    ucnv_toUChars(converter.get(), unit.data(), 2, &byte, 1, &status);
    letters.at(i) = letter_of(unit[0], alphabet.letters);
  }
  return letters;
}

bool is_ascii_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

struct Cost {
  float bits = 0;
  std::size_t letters = 0;
};

Cost cost_of(std::string_view words, const Letters& letters) {
  Cost cost;
  Kind before = Kind::punctuation;
  bool behind_ascii = false;
  for (const char c : words) {
    if ((c & 0x80) == 0) {
      if (is_ascii_letter(c) && before != Kind::punctuation) cost.bits += kBitsOfMisplaced;
      behind_ascii = is_ascii_letter(c);
      before = Kind::punctuation;
      continue;
    }
    const Letter letter = letters.at(static_cast<unsigned char>(c) - 0x80U);
    cost.bits += letter.bits;
    if (letter.kind != Kind::punctuation) ++cost.letters;
    const bool misplaced = (behind_ascii && letter.kind != Kind::punctuation) ||
                           (letter.kind == Kind::capital && before == Kind::small) ||
                           (letter.kind == Kind::mark && before == Kind::punctuation);
    if (misplaced) cost.bits += kBitsOfMisplaced;
    behind_ascii = false;
    before = letter.kind;
  }
  return cost;
}

}  // namespace

std::string_view charset_of_alphabet(std::string_view words) {
  static const std::array<Letters, kAlphabets.size()> kLetters = [] {
    std::array<Letters, kAlphabets.size()> all;
    std::ranges::transform(kAlphabets, all.begin(), letters_of);
    return all;
  }();
  constexpr std::size_t kEnough = 4096;
  words = words.substr(0, kEnough);
  std::string_view best;
  float least = kMostBitsALetter;
  for (std::size_t i = 0; i < kAlphabets.size(); ++i) {
    const Cost cost = cost_of(words, kLetters.at(i));
    if (cost.letters < kLeastLetters) continue;
    const float bits = cost.bits / static_cast<float>(cost.letters);
    if (bits >= least) continue;
    least = bits;
    best = kAlphabets.at(i).label;
  }
  return best;
}

}  // namespace tb::text
