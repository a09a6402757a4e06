// Cuts a folded text into words. Where a word ends depends on what follows (a possessive, an acronym's next letter), so
// every special form is looked for before the plain run of letters is taken.
#include "tenbells/text/words.hpp"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "tenbells/text/next_code_point.hpp"

namespace tb::text {
namespace {

enum class Sort : std::uint8_t { separator, letter, spaceless };

bool is_spaceless(UChar32 character) {
  if (character < 0x0E00 || (character >= 0xAC00 && character <= 0xD7A3)) return false;
  if (character >= 0x4E00 && character <= 0x9FFF) return true;
  constexpr std::array kScripts{USCRIPT_HAN, USCRIPT_HIRAGANA, USCRIPT_KATAKANA, USCRIPT_THAI,
                                USCRIPT_LAO, USCRIPT_KHMER,    USCRIPT_MYANMAR};
  return std::ranges::any_of(kScripts, [character](UScriptCode s) { return uscript_hasScript(character, s) != 0; });
}

Sort sort_of(UChar32 character) {
  if (character < 0) return Sort::separator;
  if (character < 0x80) {
    const bool alphanumeric = (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9') ||
                              (character >= 'A' && character <= 'Z');
    return alphanumeric ? Sort::letter : Sort::separator;
  }
  if ((U_MASK(u_charType(character)) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) == 0) return Sort::separator;
  return is_spaceless(character) ? Sort::spaceless : Sort::letter;
}

/// Articles and the like that French, Italian and Catalan write onto the next word. English has no word that begins so
/// (its names do, but d'Angelo is cut the same way in the rule and in the text).
bool is_elided(std::string_view letters) {
  constexpr std::array<std::string_view, 12> kElided{"l",    "d",    "qu",    "all",    "dall",   "dell",
                                                     "nell", "sull", "jusqu", "lorsqu", "puisqu", "un"};
  const auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::ranges::any_of(kElided,
                             [&](std::string_view e) { return std::ranges::equal(e, letters, {}, {}, small); });
}

class Splitter {
 public:
  Splitter(std::string_view shipped, Case letters) : folded_(fold(shipped, letters)), text_(folded_.text) {
    words_.letters.reserve(text_.size());
    words_.list.reserve(text_.size() / 6);
  }
  Splitter(const Splitter&) = delete;  // text_ looks into folded_
  Splitter& operator=(const Splitter&) = delete;

  Words run() {
    while (at_ < text_.size()) {
      std::size_t next = at_;
      switch (sort_at(next)) {
        case Sort::separator:
          at_ = next;
          break;
        case Sort::spaceless:
          spaceless(next);
          break;
        case Sort::letter: {
          const std::size_t length = acronym_length();
          if (length == 0) {
            word();
          } else {
            acronym(at_ + length);
          }
        }
      }
    }
    return std::move(words_);
  }

 private:
  /// The sort of the character at `at`, which moves behind it; a separator at the end of the text.
  Sort sort_at(std::size_t& at) const {
    if (at >= text_.size()) return Sort::separator;
    return sort_of(next_code_point(text_, at));
  }

  bool is_letter_at(std::size_t at) const { return sort_at(at) == Sort::letter; }

  bool is_at(std::size_t at, char wanted) const { return at < text_.size() && text_[at] == wanted; }

  void spaceless(std::size_t end) {
    const bool joined = at_ > 0 && spaceless_end_ == at_;
    add(at_, end, text_.substr(at_, end - at_), {.joined = joined});
    spaceless_end_ = at_ = end;
  }

  /// A run of letters with the apostrophes inside it.
  void word() {
    const std::size_t begin = at_;
    std::size_t end = at_;
    while (true) {
      std::size_t next = end;
      while (sort_at(next) == Sort::letter) end = next;
      if (!is_at(end, '\'') || !is_letter_at(end + 1)) break;
      if (is_possessive(end) || is_elided(text_.substr(begin, end - begin))) break;
      ++end;
    }
    add(begin, end, text_.substr(begin, end - begin), {});
    at_ = is_possessive(end) ? end + 2 : end;
  }

  /// Whether 's stands there, at the end of its word.
  bool is_possessive(std::size_t at) const {
    return is_at(at, '\'') && (is_at(at + 1, 's') || is_at(at + 1, 'S')) && !is_letter_at(at + 2);
  }

  /// The length of the single letters with dots between that begin here, with their last dot; 0 if there are none. Only
  /// alphabets with capitals write acronyms so.
  std::size_t acronym_length() const {
    std::size_t at = at_;
    int count = 0;
    while (at < text_.size()) {
      std::size_t next = at;
      const UChar32 character = next_code_point(text_, next);
      if (character < 0 || u_hasBinaryProperty(character, UCHAR_CASED) == 0 || is_letter_at(next)) break;
      ++count;
      at = next;
      if (!is_at(at, '.')) break;
      ++at;
    }
    return count > 1 ? at - at_ : 0;
  }

  void acronym(std::size_t end) {
    std::string letters;
    std::ranges::copy_if(text_.substr(at_, end - at_), std::back_inserter(letters), [](char c) { return c != '.'; });
    add(at_, end, letters, {.dotted = true});
    at_ = is_possessive(end) ? end + 2 : end;
  }

  void add(std::size_t begin, std::size_t end, std::string_view letters, Word word) {
    word.letters = static_cast<std::uint32_t>(words_.letters.size());
    word.length = static_cast<std::uint32_t>(letters.size());
    word.begin = static_cast<std::uint32_t>(folded_.shipped_begin(begin));
    word.end = static_cast<std::uint32_t>(folded_.shipped_end(end));
    words_.letters += letters;
    words_.list.push_back(word);
  }

  Folded folded_;
  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t spaceless_end_ = 0;  ///< where the last word of one character ended
  Words words_;
};

}  // namespace

Words words(std::string_view shipped, Case letters) {
  return Splitter(shipped, letters).run();
}

}  // namespace tb::text
