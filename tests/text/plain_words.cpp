// The definitions of fold.hpp and words.hpp, in their order. Nothing here may be taken from daemon/text but UTF-8.
#include "plain_words.hpp"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>

#include "tenbells/text/next_code_point.hpp"

namespace tb::text {
namespace {

const icu::Normalizer2& normalizer(Case letters) {
  UErrorCode status = U_ZERO_ERROR;
  return letters == Case::fold ? *icu::Normalizer2::getNFKCCasefoldInstance(status)
                               : *icu::Normalizer2::getNFKCInstance(status);
}

icu::UnicodeString transliterated(const icu::UnicodeString& text) {
  static const std::unique_ptr<icu::Transliterator> simplify = [] {
    UErrorCode status = U_ZERO_ERROR;
    return std::unique_ptr<icu::Transliterator>(
        icu::Transliterator::createInstance("Traditional-Simplified", UTRANS_FORWARD, status));
  }();
  icu::UnicodeString result = text;
  simplify->transliterate(result);
  return result;
}

UChar32 simplified(UChar32 code) {
  static std::map<UChar32, UChar32> known;
  const auto [entry, is_new] = known.try_emplace(code, code);
  if (!is_new) return entry->second;
  const icu::UnicodeString once = transliterated(code);
  if (once.length() != 1) return code;
  const icu::UnicodeString twice = transliterated(once);
  return entry->second = once == twice ? once.char32At(0) : std::min(once.char32At(0), twice.char32At(0));
}

bool is_accent(UChar32 code) {
  static const std::set<UScriptCode> kScripts{USCRIPT_INHERITED, USCRIPT_LATIN,  USCRIPT_GREEK,
                                              USCRIPT_CYRILLIC,  USCRIPT_ARABIC, USCRIPT_HEBREW};
  UErrorCode status = U_ZERO_ERROR;
  return u_charType(code) == U_NON_SPACING_MARK && code != 0x3099 && code != 0x309A &&
         kScripts.contains(uscript_getScript(code, &status));
}

bool keeps_its_mark(UChar32 code) {
  static const std::set<UChar32> kPlain{U'ё', U'ѐ', U'ѝ', U'Ё', U'Ѐ', U'Ѝ'};
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(code, &status) == USCRIPT_CYRILLIC && !kPlain.contains(code);
}

std::u32string plain_letter(UChar32 code, Case letters) {
  static const std::map<char32_t, std::u32string> kLetters{
      {U'Æ', U"AE"}, {U'Ð', U"D"},  {U'Ø', U"O"},  {U'Þ', U"TH"}, {U'æ', U"ae"}, {U'ð', U"d"}, {U'ø', U"o"},
      {U'þ', U"th"}, {U'Đ', U"D"},  {U'đ', U"d"},  {U'Ħ', U"H"},  {U'ħ', U"h"},  {U'ı', U"i"}, {U'Ł', U"L"},
      {U'ł', U"l"},  {U'Œ', U"OE"}, {U'œ', U"oe"}, {U'Ŧ', U"T"},  {U'ŧ', U"t"}};
  const auto row = kLetters.find(static_cast<char32_t>(code));
  if (row != kLetters.end()) return row->second;
  const bool is_ideograph = code >= 0x3400 && code <= 0x9FFF;
  return {static_cast<char32_t>(letters == Case::fold && is_ideograph ? simplified(code) : code)};
}

std::u32string without_accents(UChar32 code, Case letters) {
  static const std::set<UChar32> kApostrophes{U'‘', U'’', U'‛', U'ʼ', U'′', U'`', U'׳'};
  if (kApostrophes.contains(code)) return U"'";
  if (code == 0x0640 || u_hasBinaryProperty(code, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0 || is_accent(code))
    return {};
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2& canonical = *icu::Normalizer2::getNFCInstance(status);
  icu::UnicodeString parts;
  if (keeps_its_mark(code) || !canonical.getDecomposition(code, parts)) return plain_letter(code, letters);
  icu::UnicodeString bare;
  for (std::int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
    if (!is_accent(parts.char32At(i))) bare.append(parts.char32At(i));
  }
  if (bare.length() == parts.length()) return {static_cast<char32_t>(code)};
  const icu::UnicodeString composed = canonical.normalize(bare, status);
  std::u32string result;
  for (std::int32_t i = 0; i < composed.length(); i = composed.moveIndex32(i, 1)) {
    result += plain_letter(composed.char32At(i), letters);
  }
  return result;
}

std::u32string folded_cluster(std::string_view cluster, Case letters) {
  UErrorCode status = U_ZERO_ERROR;
  auto text = icu::UnicodeString::fromUTF8(icu::StringPiece(cluster.data(), static_cast<std::int32_t>(cluster.size())));
  text.findAndReplace(icu::UnicodeString(UChar32{U'´'}), icu::UnicodeString(UChar32{'\''}));
  const icu::UnicodeString normalised = normalizer(letters).normalize(text, status);
  std::u32string result;
  for (std::int32_t i = 0; i < normalised.length(); i = normalised.moveIndex32(i, 1)) {
    result += without_accents(normalised.char32At(i), letters);
  }
  return result;
}

enum class Sort { separator, letter, spaceless };

Sort sort_of(char32_t code) {
  const auto character = static_cast<UChar32>(code);
  if ((U_MASK(u_charType(character)) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) == 0) return Sort::separator;
  for (const UScriptCode script :
       {USCRIPT_HAN, USCRIPT_HIRAGANA, USCRIPT_KATAKANA, USCRIPT_THAI, USCRIPT_LAO, USCRIPT_KHMER, USCRIPT_MYANMAR}) {
    // Danda and other signs of many scripts are no letters of these.
    if (code >= 0x0E00 && uscript_hasScript(character, script) != 0) return Sort::spaceless;
  }
  return Sort::letter;
}

bool is_hebrew(char32_t code) {
  return code >= U'א' && code <= U'\u05F2';
}

class PlainSplitter {
 public:
  PlainSplitter(std::string_view shipped, Case letters) : shipped_(shipped), signs_(plain_fold(shipped, letters)) {}

  std::vector<PlainWord> run() {
    while (at_ < signs_.size()) {
      const std::size_t acronym = acronym_length();
      if (sort(at_) == Sort::separator) {
        ++at_;
      } else if (sort(at_) == Sort::spaceless) {
        const bool joined = spaceless_end_ == at_;
        add(at_ + 1, {.letters = letters(at_, at_ + 1), .joined = joined});
        spaceless_end_ = ++at_;
      } else if (acronym > 0) {
        add(at_ + acronym, {.letters = letters(at_, at_ + acronym, U"."), .dotted = true});
        at_ += acronym;
        at_ += possessive(at_);
      } else {
        word();
      }
    }
    return std::move(words_);
  }

 private:
  char32_t code(std::size_t at) const { return at < signs_.size() ? signs_[at].code : U'\0'; }
  Sort sort(std::size_t at) const { return sort_of(code(at)); }
  bool is_letter(std::size_t at) const { return sort(at) == Sort::letter; }

  std::string letters(std::size_t begin, std::size_t end, std::u32string_view without = U"") const {
    std::string result;
    for (std::size_t at = begin; at < end; ++at) {
      if (without.find(code(at)) == std::u32string_view::npos) append_utf8(result, code(at));
    }
    return result;
  }

  /// The letters of a word, its apostrophes, and no gershayim.
  std::string letters_of_word(std::size_t begin, std::size_t end) const {
    std::string result;
    for (std::size_t at = begin; at < end;) {
      if (gershayim(at) > 0) {
        at += gershayim(at);
      } else {
        append_utf8(result, code(at));
        at += code(at) == U'\'' && code(at + 1) == U'\'' ? 2 : 1;
      }
    }
    return result;
  }

  std::size_t acronym_length() const {
    std::size_t at = at_;
    std::size_t count = 0;
    while (u_hasBinaryProperty(static_cast<UChar32>(code(at)), UCHAR_CASED) != 0 && !is_letter(at + 1)) {
      ++count;
      ++at;
      if (code(at) != U'.') break;
      ++at;
    }
    return count > 1 ? at - at_ : 0;
  }

  std::size_t apostrophes(std::size_t at) const {
    if (code(at) != U'\'') return 0;
    return code(at + 1) == U'\'' ? 2 : 1;
  }

  std::size_t possessive(std::size_t at) const {
    const std::size_t marks = apostrophes(at);
    if (marks == 0 || (code(at + marks) != U's' && code(at + marks) != U'S')) return 0;
    return is_letter(at + marks + 1) ? 0 : marks + 1;
  }

  std::size_t gershayim(std::size_t at) const {
    if (at == 0 || !is_hebrew(code(at - 1))) return 0;
    const bool is_one = code(at) == U'"' || code(at) == U'״' || code(at) == U'”';
    if (is_one && is_hebrew(code(at + 1))) return 1;
    return apostrophes(at) == 2 && is_hebrew(code(at + 2)) ? 2 : 0;
  }

  static bool is_elided(std::string word) {
    static const std::set<std::string> kElided{"l",    "d",    "qu",    "all",    "dall",   "dell",
                                               "nell", "sull", "jusqu", "lorsqu", "puisqu", "un"};
    for (char& c : word) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return kElided.contains(word);
  }

  void word() {
    std::size_t end = at_;
    while (true) {
      while (is_letter(end)) ++end;
      if (gershayim(end) > 0) {
        end += gershayim(end);
        continue;
      }
      if (apostrophes(end) == 0 || !is_letter(end + apostrophes(end))) break;
      if (possessive(end) > 0 || is_elided(letters(at_, end))) break;
      end += apostrophes(end);
    }
    add(end, {.letters = letters_of_word(at_, end)});
    std::size_t& shipped_end = words_.back().end;
    if (is_hebrew(code(end - 1)) && shipped_.substr(shipped_end).starts_with("׳")) shipped_end += 2;
    at_ = end + possessive(end);
  }

  void add(std::size_t end, PlainWord word) {
    word.begin = signs_[at_].begin;
    word.end = signs_[end - 1].end;
    // Without the ignored characters that folded into the last letter's cluster.
    for (std::size_t last = word.end; last > word.begin;) {
      do --last;
      while (last > word.begin && (shipped_[last] & 0xC0) == 0x80);
      std::size_t next = last;
      const UChar32 character = next_code_point(shipped_, next);
      if (character < 0 || next != word.end || u_hasBinaryProperty(character, UCHAR_VARIATION_SELECTOR) != 0 ||
          u_hasBinaryProperty(character, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) == 0) {
        break;
      }
      word.end = last;
    }
    words_.push_back(std::move(word));
  }

  std::string_view shipped_;
  std::vector<PlainSign> signs_;
  std::size_t at_ = 0;
  std::optional<std::size_t> spaceless_end_;
  std::vector<PlainWord> words_;
};

}  // namespace

std::vector<PlainSign> plain_fold(std::string_view shipped, Case letters) {
  std::vector<PlainSign> signs;
  for (std::size_t at = 0; at < shipped.size();) {
    const std::size_t begin = at;
    if (next_code_point(shipped, at) < 0) {
      signs.push_back({.code = U' ', .begin = begin, .end = at});
      continue;
    }
    int count = 1;
    while (at < shipped.size() && count < 32) {
      std::size_t next = at;
      const UChar32 character = next_code_point(shipped, next);
      if (character < 0 || normalizer(letters).hasBoundaryBefore(character) != 0) break;
      at = next;
      ++count;
    }
    for (const char32_t code : folded_cluster(shipped.substr(begin, at - begin), letters)) {
      signs.push_back({.code = code, .begin = begin, .end = at});
    }
  }
  return signs;
}

std::vector<PlainWord> plain_words(std::string_view shipped, Case letters) {
  return PlainSplitter(shipped, letters).run();
}

}  // namespace tb::text
