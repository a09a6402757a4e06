// NFKC_Casefold (or NFKC) first, then what Unicode keeps apart and readers do not: accents, strokes, apostrophes.
#include "folded_cluster.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "simplified.hpp"

namespace tb::text {
namespace {

constexpr UChar32 kVoicedMark = 0x3099;  // か → が is another letter, not an accent
constexpr UChar32 kSemiVoicedMark = 0x309A;
constexpr UChar32 kTatweel = 0x0640;  // stretches Arabic words for the look of them
constexpr UChar32 kAcute = 0xB4;      // what some keyboards have for an apostrophe; NFKC makes a space of it

struct Normalizers {
  const icu::Normalizer2* fold = nullptr;
  const icu::Normalizer2* keep = nullptr;
  const icu::Normalizer2* canonical = nullptr;

  [[nodiscard]] const icu::Normalizer2& of(Case letters) const { return letters == Case::fold ? *fold : *keep; }
};

const Normalizers& normalizers() {
  static const Normalizers instances = [] {
    UErrorCode status = U_ZERO_ERROR;
    Normalizers made{.fold = icu::Normalizer2::getNFKCCasefoldInstance(status),
                     .keep = icu::Normalizer2::getNFKCInstance(status),
                     .canonical = icu::Normalizer2::getNFCInstance(status)};
    if (U_FAILURE(status)) {
      std::fprintf(stderr, "fold: ICU came without its normalisation data (%s)\n", u_errorName(status));
      std::abort();
    }
    return made;
  }();
  return instances;
}

bool is_apostrophe(UChar32 character) {
  return character == 0x2018 || character == 0x2019 || character == 0x201B || character == 0x02BC ||
         character == 0x2032 || character == '`' || character == kGeresh;
}

struct PlainLetter {
  UChar32 letter;
  std::string_view plain;
};

/// Latin letters that Unicode does not take apart, as those write them who have no such key.
constexpr std::array kPlainLetters{
    PlainLetter{U'Æ', "AE"}, PlainLetter{U'Ð', "D"}, PlainLetter{U'Ø', "O"}, PlainLetter{U'Þ', "TH"},
    PlainLetter{U'æ', "ae"}, PlainLetter{U'ð', "d"}, PlainLetter{U'ø', "o"}, PlainLetter{U'þ', "th"},
    PlainLetter{U'Đ', "D"},  PlainLetter{U'đ', "d"}, PlainLetter{U'Ħ', "H"}, PlainLetter{U'ħ', "h"},
    PlainLetter{U'ı', "i"},  PlainLetter{U'Ł', "L"}, PlainLetter{U'ł', "l"}, PlainLetter{U'Œ', "OE"},
    PlainLetter{U'œ', "oe"}, PlainLetter{U'Ŧ', "T"}, PlainLetter{U'ŧ', "t"},
};
static_assert(std::ranges::is_sorted(kPlainLetters, {}, &PlainLetter::letter));

/// A mark that readers take as the same letter with or without it.
bool is_accent(UChar32 character) {
  if (u_charType(character) != U_NON_SPACING_MARK) return false;
  if (character == kVoicedMark || character == kSemiVoicedMark) return false;
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(character, &status)) {
    case USCRIPT_INHERITED:
    case USCRIPT_LATIN:
    case USCRIPT_GREEK:
    case USCRIPT_CYRILLIC:
    case USCRIPT_ARABIC:
    case USCRIPT_HEBREW:
      return true;
    default:
      return false;
  }
}

/// й, ї and ў are letters of their own to those who read them; ё is е, and ѐ and ѝ only carry their stress.
bool keeps_its_mark(UChar32 character) {
  UErrorCode status = U_ZERO_ERROR;
  if (uscript_getScript(character, &status) != USCRIPT_CYRILLIC) return false;
  return character != 0x0451 && character != 0x0450 && character != 0x045D && character != 0x0401 &&
         character != 0x0400 && character != 0x040D;
}

enum class Ideographs : std::uint8_t { simplify, keep };

/// What is done to a character of normalised text.
class Plain {
 public:
  Plain(Ideographs ideographs, std::string& out) : ideographs_(ideographs), out_(out) {}

  /// Appends one character without its accents.
  void append_bare(UChar32 character) {
    if (is_apostrophe(character)) {
      out_ += '\'';
      return;
    }
    if (character == kTatweel || u_hasBinaryProperty(character, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) return;
    if (is_accent(character)) return;
    icu::UnicodeString parts;
    const icu::Normalizer2& canonical = *normalizers().canonical;
    if (keeps_its_mark(character) || !canonical.getDecomposition(character, parts)) return append_plain(character);
    icu::UnicodeString bare;
    for (std::int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
      if (!is_accent(parts.char32At(i))) bare.append(parts.char32At(i));
    }
    if (bare.length() == parts.length()) return append(character);
    UErrorCode status = U_ZERO_ERROR;
    const icu::UnicodeString composed = canonical.normalize(bare, status);
    for (std::int32_t i = 0; i < composed.length(); i = composed.moveIndex32(i, 1)) append_plain(composed.char32At(i));
  }

 private:
  void append_plain(UChar32 character) {
    const auto* const row = std::ranges::lower_bound(kPlainLetters, character, {}, &PlainLetter::letter);
    if (row != kPlainLetters.end() && row->letter == character) {
      out_ += row->plain;
    } else {
      const bool is_simplified = ideographs_ == Ideographs::simplify && is_ideograph_block(character);
      append(is_simplified ? SimplifiedChinese::table()[character] : character);
    }
  }

  void append(UChar32 character) { append_utf8(out_, static_cast<char32_t>(character)); }

  Ideographs ideographs_;
  std::string& out_;
};

void append_folded_with(Ideographs ideographs, std::string_view cluster, Case letters, std::string& out) {
  UErrorCode status = U_ZERO_ERROR;
  auto shipped =
      icu::UnicodeString::fromUTF8(icu::StringPiece(cluster.data(), static_cast<std::int32_t>(cluster.size())));
  shipped.findAndReplace(icu::UnicodeString(kAcute), icu::UnicodeString(UChar32{'\''}));
  const icu::UnicodeString normalised = normalizers().of(letters).normalize(shipped, status);
  Plain plain(ideographs, out);
  for (std::int32_t i = 0; i < normalised.length(); i = normalised.moveIndex32(i, 1)) {
    plain.append_bare(normalised.char32At(i));
  }
}

bool has_ideograph(std::string_view text) {
  for (const char* at = text.data(); at != text.data() + text.size();) {
    const Character character = character_in_valid(at);
    if (is_ideograph_block(character.code)) return true;
    at += character.length;
  }
  return false;
}

FoldedCharacter folded_alone(UChar32 code, Case letters) {
  std::string shipped;
  std::string folded;
  append_utf8(shipped, static_cast<char32_t>(code));
  append_folded_with(Ideographs::keep, shipped, letters, folded);
  FoldedCharacter entry{.begins = normalizers().of(letters).hasBoundaryBefore(code) != 0};
  // Of ⾺ and ㈱ the ideograph may become simpler; that table takes longer to make than most texts need it for.
  if (folded.size() > entry.bytes.size() || has_ideograph(folded)) {
    entry.length = FoldedCharacter::kLookUp;
    return entry;
  }
  entry.length = static_cast<std::uint8_t>(folded.size());
  entry.even = folded.size() == shipped.size() && sequence_length(folded, 0) == folded.size();
  std::ranges::copy(folded, entry.bytes.begin());
  return entry;
}

CharacterTable<FoldedCharacter> table_of(Case letters) {
  CharacterTable<FoldedCharacter> table;
  table.for_each([letters](UChar32 code, FoldedCharacter& entry) { entry = folded_alone(code, letters); });
  return table;
}

}  // namespace

const CharacterTable<FoldedCharacter>& folded_characters(Case letters) {
  if (letters == Case::fold) {
    static const CharacterTable<FoldedCharacter> fold = table_of(Case::fold);
    return fold;
  }
  static const CharacterTable<FoldedCharacter> keep = table_of(Case::keep);
  return keep;
}

bool begins_cluster(UChar32 code, Case letters) {
  return normalizers().of(letters).hasBoundaryBefore(code) != 0;
}

bool is_inert(UChar32 code, Case letters) {
  return letters == Case::fold && normalizers().fold->isInert(code) != 0 && !is_accent(code);
}

void append_folded(std::string_view cluster, Case letters, std::string& out) {
  append_folded_with(letters == Case::fold ? Ideographs::simplify : Ideographs::keep, cluster, letters, out);
}

}  // namespace tb::text
