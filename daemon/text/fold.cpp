// Folding is done cluster by cluster (a letter with its marks), as Unicode normalisation never looks further; that is
// what makes the way back exact. Most text takes one of two short cuts: ASCII, or a table of the alphabets in daily
// use.
#include "tenbells/text/fold.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <iterator>

#include "tenbells/text/next_code_point.hpp"

namespace tb::text {
namespace {

constexpr std::size_t kLongestText = std::size_t{1} << 31;
constexpr int kLongestCluster = 32;      // ICU sorts marks by insertion: a megabyte of them would take minutes
constexpr UChar32 kVoicedMark = 0x3099;  // か → が is another letter, not an accent
constexpr UChar32 kSemiVoicedMark = 0x309A;
constexpr UChar32 kTatweel = 0x0640;  // stretches Arabic words for the look of them

struct Normalizers {
  const icu::Normalizer2* fold = nullptr;
  const icu::Normalizer2* keep = nullptr;
  const icu::Normalizer2* canonical = nullptr;
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

void append(UChar32 character, std::string& out) {
  append_utf8(out, static_cast<char32_t>(character));
}

constexpr UChar32 kAcute = 0xB4;  // what some keyboards have for an apostrophe; NFKC makes a space of it

bool is_apostrophe(UChar32 character) {
  return character == 0x2018 || character == 0x2019 || character == 0x201B || character == 0x02BC ||
         character == 0x2032 || character == '`';
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

void append_plain(UChar32 character, std::string& out) {
  const auto* const row = std::ranges::lower_bound(kPlainLetters, character, {}, &PlainLetter::letter);
  if (row == kPlainLetters.end() || row->letter != character) return append(character, out);
  out += row->plain;
}

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

/// One character of normalised text, without its accents.
void append_bare(UChar32 character, std::string& out) {
  if (is_apostrophe(character)) {
    out += '\'';
    return;
  }
  if (character == kTatweel || u_hasBinaryProperty(character, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) return;
  if (is_accent(character)) return;
  icu::UnicodeString parts;
  const icu::Normalizer2& canonical = *normalizers().canonical;
  if (keeps_its_mark(character) || !canonical.getDecomposition(character, parts)) {
    return append_plain(character, out);
  }
  icu::UnicodeString bare;
  for (std::int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
    if (!is_accent(parts.char32At(i))) bare.append(parts.char32At(i));
  }
  if (bare.length() == parts.length()) return append(character, out);
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString composed = canonical.normalize(bare, status);
  for (std::int32_t i = 0; i < composed.length(); i = composed.moveIndex32(i, 1)) {
    append_plain(composed.char32At(i), out);
  }
}

void append_cluster(const icu::Normalizer2& normalizer, std::string_view cluster, std::string& out) {
  UErrorCode status = U_ZERO_ERROR;
  auto shipped =
      icu::UnicodeString::fromUTF8(icu::StringPiece(cluster.data(), static_cast<std::int32_t>(cluster.size())));
  shipped.findAndReplace(icu::UnicodeString(kAcute), icu::UnicodeString(UChar32{'\''}));
  const icu::UnicodeString normalised = normalizer.normalize(shipped, status);
  for (std::int32_t i = 0; i < normalised.length(); i = normalised.moveIndex32(i, 1)) {
    append_bare(normalised.char32At(i), out);
  }
}

/// What each character below the ideographs folds to, looked up instead of computed: Latin, Greek, Cyrillic, Hebrew,
/// Arabic, Indic alphabets, punctuation and kana are most of all non-ASCII news.
class Alphabets {
 public:
  static constexpr UChar32 kSize = 0x3100;

  struct Entry {
    std::array<char, 6> bytes{};
    std::uint8_t length = 0;
    bool begins = false;  ///< never changes with what stands before it
  };

  static constexpr std::uint8_t kTooLong = 0xFF;

  Alphabets() {
    std::string cluster;
    std::string folded;
    for (UChar32 c = 0; c < kSize; ++c) {
      cluster.clear();
      folded.clear();
      append(c, cluster);
      append_cluster(*normalizers().fold, cluster, folded);
      Entry& entry = entries_[static_cast<std::size_t>(c)];
      entry.begins = normalizers().fold->hasBoundaryBefore(c);
      entry.length = folded.size() > entry.bytes.size() ? kTooLong : static_cast<std::uint8_t>(folded.size());
      if (entry.length != kTooLong) std::ranges::copy(folded, entry.bytes.begin());
    }
  }

  const Entry& operator[](UChar32 character) const { return entries_[static_cast<std::size_t>(character)]; }

 private:
  std::array<Entry, kSize> entries_{};
};

const Alphabets& alphabets() {
  static const Alphabets table;
  return table;
}

bool is_hangul_syllable(UChar32 character) {
  return character >= 0xAC00 && character <= 0xD7A3;
}

class Folder {
 public:
  Folder(std::string_view shipped, Case letters)
      : shipped_(shipped.substr(0, kLongestText)),
        letters_(letters),
        normalizer_(letters == Case::fold ? *normalizers().fold : *normalizers().keep) {}

  Folded run() {
    folded_.text.reserve(shipped_.size() + shipped_.size() / 16);
    folded_.shipped_size = static_cast<std::uint32_t>(shipped_.size());
    while (at_ < shipped_.size()) {
      if (is_plain(at_)) {
        plain_run();
      } else {
        cluster();
      }
    }
    return std::move(folded_);
  }

 private:
  /// An ASCII byte that no mark can follow.
  bool is_plain(std::size_t at) const {
    const auto ascii = [this](std::size_t i) { return static_cast<unsigned char>(shipped_[i]) < 0x80; };
    return ascii(at) && (at + 1 == shipped_.size() || ascii(at + 1));
  }

  void plain_run() {
    piece(true);
    for (; at_ < shipped_.size() && is_plain(at_); ++at_) {
      const char c = shipped_[at_];
      const bool capital = letters_ == Case::fold && c >= 'A' && c <= 'Z';
      const char kept = c == '`' ? '\'' : c;
      folded_.text += capital ? static_cast<char>(c - 'A' + 'a') : kept;
    }
  }

  bool begins_cluster(UChar32 character) const {
    if (character < 0) return true;
    if (character < Alphabets::kSize && letters_ == Case::fold) return alphabets()[character].begins;
    return normalizer_.hasBoundaryBefore(character);
  }

  void cluster() {
    const std::size_t begin = at_;
    const UChar32 first = next_code_point(shipped_, at_);
    int count = 1;
    while (first >= 0 && at_ < shipped_.size() && count < kLongestCluster) {
      std::size_t next = at_;
      if (begins_cluster(next_code_point(shipped_, next))) break;
      at_ = next;
      ++count;
    }
    fold_cluster(first, count, shipped_.substr(begin, at_ - begin), begin);
  }

  void fold_cluster(UChar32 first, int count, std::string_view cluster, std::size_t begin) {
    const std::size_t before = folded_.text.size();
    const bool is_alone = count == 1 && letters_ == Case::fold;
    if (first < 0) {
      folded_.text.append(cluster.size(), ' ');
    } else if (is_alone && first < Alphabets::kSize && alphabets()[first].length != Alphabets::kTooLong) {
      const Alphabets::Entry& entry = alphabets()[first];
      folded_.text.append(entry.bytes.data(), entry.length);
    } else if (is_alone && (is_hangul_syllable(first) || normalizer_.isInert(first))) {
      folded_.text += cluster;
    } else {
      append_cluster(normalizer_, cluster, folded_.text);
    }
    const std::size_t length = folded_.text.size() - before;
    const bool one_for_one = count == 1 && length == cluster.size() && sequence_length(folded_.text, before) == length;
    const bool even = first < 0 || one_for_one;
    piece_at(even, before, begin);
  }

  void piece(bool even) { piece_at(even, folded_.text.size(), at_); }

  void piece_at(bool even, std::size_t folded, std::size_t shipped) {
    if (even && !folded_.pieces.empty()) {
      const Folded::Piece& last = folded_.pieces.back();
      if (last.even && folded - last.folded == shipped - last.shipped) return;
    }
    folded_.pieces.push_back(
        {.folded = static_cast<std::uint32_t>(folded), .shipped = static_cast<std::uint32_t>(shipped), .even = even});
  }

  std::string_view shipped_;
  Case letters_;
  const icu::Normalizer2& normalizer_;
  std::size_t at_ = 0;
  Folded folded_;
};

}  // namespace

std::size_t Folded::shipped_begin(std::size_t offset) const {
  const auto after = std::ranges::upper_bound(pieces, offset, {}, &Piece::folded);
  const Piece& piece = *std::prev(after);
  return piece.shipped + (piece.even ? offset - piece.folded : 0);
}

std::size_t Folded::shipped_end(std::size_t offset) const {
  const auto after = std::ranges::lower_bound(pieces, offset, {}, &Piece::folded);
  const Piece& piece = *std::prev(after);
  if (piece.even) return piece.shipped + (offset - piece.folded);
  return after == pieces.end() ? shipped_size : after->shipped;
}

Folded fold(std::string_view shipped, Case letters) {
  return Folder(shipped, letters).run();
}

}  // namespace tb::text
