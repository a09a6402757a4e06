// Cuts a folded text into words. Where a word ends depends on what follows (a possessive, an acronym's next letter), so
// every special form is looked for before the plain run of letters is taken.
#include "tenbells/text/words.hpp"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <cstdint>
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

/// What folding drops without a trace; a selector of an ideograph's variant is a part of it.
bool is_ignored(UChar32 character) {
  return character >= 0 && u_hasBinaryProperty(character, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0 &&
         u_hasBinaryProperty(character, UCHAR_VARIATION_SELECTOR) == 0;
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
  Splitter(std::string_view shipped, Case letters)
      : shipped_(shipped), folded_(fold(shipped, letters)), text_(folded_.text) {
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
    bool is_doubled = false;
    while (true) {
      std::size_t next = end;
      while (sort_at(next) == Sort::letter) end = next;
      const std::size_t marks = apostrophes_at(end);
      if (marks == 0 || !is_letter_at(end + marks)) break;
      if (possessive_at(end) > 0 || is_elided(text_.substr(begin, end - begin))) break;
      is_doubled = is_doubled || marks == 2;
      end += marks;
    }
    const std::string_view letters = text_.substr(begin, end - begin);
    add(begin, end, is_doubled ? with_single_apostrophes(letters) : letters, {});
    at_ = end + possessive_at(end);
  }

  /// How many apostrophes stand there, of the one or two that a word can have between letters (Xi''an is Xi'an).
  std::size_t apostrophes_at(std::size_t at) const {
    if (!is_at(at, '\'')) return 0;
    return is_at(at + 1, '\'') ? 2 : 1;
  }

  std::string_view with_single_apostrophes(std::string_view letters) {
    scratch_.clear();
    std::ranges::unique_copy(letters, std::back_inserter(scratch_),
                             [](char a, char b) { return a == '\'' && b == '\''; });
    return scratch_;
  }

  /// The length of a possessive 's at the end of its word; 0 if none stands there.
  std::size_t possessive_at(std::size_t at) const {
    const std::size_t marks = apostrophes_at(at);
    const bool s = marks > 0 && (is_at(at + marks, 's') || is_at(at + marks, 'S'));
    return s && !is_letter_at(at + marks + 1) ? marks + 1 : 0;
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
    at_ = end + possessive_at(end);
  }

  /// The shipped end of a word without what nobody sees behind its last letter: it is no part of the evidence.
  std::size_t without_ignored(std::size_t begin, std::size_t end) const {
    while (end > begin && (shipped_[end - 1] & 0x80) != 0) {
      std::size_t last = end - 1;
      while (last > begin && (shipped_[last] & 0xC0) == 0x80) --last;
      std::size_t next = last;
      if (!is_ignored(next_code_point(shipped_, next)) || next != end) break;
      end = last;
    }
    return end;
  }

  void add(std::size_t begin, std::size_t end, std::string_view letters, Word word) {
    word.letters = static_cast<std::uint32_t>(words_.letters.size());
    word.length = static_cast<std::uint32_t>(letters.size());
    word.begin = static_cast<std::uint32_t>(folded_.shipped_begin(begin));
    word.end = static_cast<std::uint32_t>(without_ignored(word.begin, folded_.shipped_end(end)));
    words_.letters += letters;
    words_.list.push_back(word);
  }

  std::string_view shipped_;
  Folded folded_;
  std::string_view text_;
  std::string scratch_;
  std::size_t at_ = 0;
  std::size_t spaceless_end_ = 0;  ///< where the last word of one character ended
  Words words_;
};

}  // namespace

Words words(std::string_view shipped, Case letters) {
  return Splitter(shipped, letters).run();
}

}  // namespace tb::text
