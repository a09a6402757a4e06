// Cuts a folded text into words. Words of ASCII letters are found 64 bytes at a time, as bits; what may be more than a
// run of letters (an apostrophe behind it, a dot behind a single letter, anything but ASCII) goes to the careful code.
// Where a word ends depends there on what follows (a possessive, an acronym's next letter), so every special form is
// looked for before the plain run of letters is taken.
#include "tenbells/text/words.hpp"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

#include "ascii_blocks.hpp"
#include "characters.hpp"
#include "folding.hpp"

namespace tb::text {
namespace {

enum class Sort : std::uint8_t { separator, letter, spaceless };

bool is_spaceless(UChar32 character) {
  if (character < 0x0E00 || is_hangul_syllable(character)) return false;
  if (character >= 0x4E00 && character <= 0x9FFF) return true;
  constexpr std::array kScripts{USCRIPT_HAN, USCRIPT_HIRAGANA, USCRIPT_KATAKANA, USCRIPT_THAI,
                                USCRIPT_LAO, USCRIPT_KHMER,    USCRIPT_MYANMAR};
  return std::ranges::any_of(kScripts, [character](UScriptCode s) { return uscript_hasScript(character, s) != 0; });
}

Sort computed_sort(UChar32 character) {
  if ((U_MASK(u_charType(character)) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) == 0) return Sort::separator;
  return is_spaceless(character) ? Sort::spaceless : Sort::letter;
}

const CharacterTable<Sort>& sorts() {
  static const CharacterTable<Sort> table = [] {
    CharacterTable<Sort> made;
    made.for_each([](UChar32 code, Sort& sort) { sort = computed_sort(code); });
    return made;
  }();
  return table;
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

constexpr bool is_hebrew_letter(UChar32 character) {
  return character >= 0x05D0 && character <= 0x05F2;
}

/// What stands inside Hebrew acronyms, before their last letter: the sign itself, and what is typed for it.
constexpr std::array<std::string_view, 4> kGershayim{"\"", "\u05F4", "\u201D", "''"};

/// The way back of one word after another, by one walk over the pieces, as words come in the order of the text.
class WayBack {
 public:
  WayBack(const std::vector<Folded::Piece>& pieces, std::size_t shipped_size)
      : pieces_(pieces), shipped_size_(shipped_size) {
    if (!pieces.empty()) enter(0);
  }

  /// Whether folded bytes from `begin` to `end` are the shipped ones moved by shift().
  [[nodiscard]] bool is_even(std::size_t begin, std::size_t end) const {
    return begin >= even_begin_ && end <= even_end_;
  }
  [[nodiscard]] std::size_t shift() const { return shift_; }  ///< to be added, modulo the size of a size_t

  /// The shipped begin of a word; asked in the order of the words.
  [[nodiscard]] std::size_t begin_of(std::size_t folded) {
    std::size_t index = index_;
    while (index + 1 < pieces_.size() && pieces_[index + 1].folded <= folded) ++index;
    if (index != index_) enter(index);
    const Folded::Piece& piece = pieces_[index];
    return piece.shipped + (piece.even ? folded - piece.folded : 0);
  }

  /// The shipped end of the word whose begin was asked for last.
  [[nodiscard]] std::size_t end_of(std::size_t folded) const {
    std::size_t index = index_;
    while (index + 1 < pieces_.size() && pieces_[index + 1].folded < folded) ++index;
    const Folded::Piece& piece = pieces_[index];
    if (piece.even) return piece.shipped + (folded - piece.folded);
    return index + 1 == pieces_.size() ? shipped_size_ : pieces_[index + 1].shipped;
  }

 private:
  void enter(std::size_t index) {
    index_ = index;
    const Folded::Piece& piece = pieces_[index];
    even_begin_ = piece.folded;
    shift_ = std::size_t{piece.shipped} - piece.folded;
    const bool is_last = index + 1 == pieces_.size();
    even_end_ = !piece.even ? 0 : is_last ? SIZE_MAX : pieces_[index + 1].folded;
  }

  const std::vector<Folded::Piece>& pieces_;
  std::size_t shipped_size_;
  std::size_t index_ = 0;       ///< the last piece that begins no later than the word
  std::size_t even_begin_ = 1;  ///< of that piece, if it is even; else nothing lies between
  std::size_t even_end_ = 0;
  std::size_t shift_ = 0;
};

struct Flags {
  bool joined = false;
  bool dotted = false;
};

class Splitter {
 public:
  /// `words` holds a folded text of `size` bytes, then zeros.
  Splitter(std::string_view shipped, std::size_t size, Words& words)
      : shipped_(shipped),
        size_(size),
        text_(words.letters.data()),
        words_(words),
        way_(words.pieces, shipped.size()) {}

  void run() {
    std::size_t at = 0;
    while (at < size_) at = is_ascii(text_[at]) ? block(at) : careful(at);
  }

 private:
  /// Words of ASCII letters alone, up to the first that may be more; returns where to go on.
  std::size_t block(std::size_t at) {
    const WordBlock bytes = word_block(text_ + at);
    const std::uint64_t before = bytes.alphanumeric << 1;
    const std::uint64_t single = bytes.alphanumeric & ~before & ~(bytes.alphanumeric >> 1);
    std::uint64_t begins = bytes.alphanumeric & ~before;
    std::uint64_t ends = before & ~bytes.alphanumeric;
    const std::uint64_t special = bytes.foreign | (ends & (bytes.apostrophe | (single << 1 & bytes.dot)));
    ends &= special == 0 ? ~std::uint64_t{0} : (special & -special) - 1;
    const bool is_even = way_.is_even(at, at + kWordBlock);
    for (; ends != 0; ends &= ends - 1, begins &= begins - 1) {
      const std::size_t begin = at + static_cast<std::size_t>(std::countr_zero(begins));
      const std::size_t end = at + static_cast<std::size_t>(std::countr_zero(ends));
      if (is_even) {
        push(begin, end - begin, begin + way_.shift(), end + way_.shift(), {});
      } else {
        add(begin, end);
      }
    }
    const auto next_word = static_cast<std::size_t>(std::countr_zero(begins));
    const auto next_special = static_cast<std::size_t>(std::countr_zero(special));
    if (next_word < next_special && (next_word == 0 || special != 0)) return careful(at + next_word);
    return at + std::min(next_word, next_special);
  }

  /// One word that may have special forms, a run of one-character words, or one separator; returns where to go on.
  std::size_t careful(std::size_t at) {
    std::size_t next = at;
    switch (sort_at(next)) {
      case Sort::separator:
        return next;
      case Sort::spaceless:
        return behind_separators(spaceless(at, next));
      case Sort::letter:
        break;
    }
    const std::size_t length = acronym_length(at);
    return behind_separators(length == 0 ? word(at) : acronym(at, at + length));
  }

  /// Between words of other letters stands one space or comma, for which a whole block would be looked at.
  std::size_t behind_separators(std::size_t at) const {
    while (at < size_ && is_ascii(text_[at]) && !is_ascii_alphanumeric(text_[at])) ++at;
    return at;
  }

  /// The sort of the character at `at`, which moves behind it; a separator at the end of the text.
  Sort sort_at(std::size_t& at) const {
    if (is_ascii(text_[at])) return is_ascii_alphanumeric(text_[at++]) ? Sort::letter : Sort::separator;
    const Character character = character_in_valid(text_ + at);
    at += character.length;
    if (CharacterTable<Sort>::holds(character.code)) return sorts_[character.code];
    if (character.code >= 0x4E00 && character.code <= 0x9FFF) return Sort::spaceless;
    return is_hangul_syllable(character.code) ? Sort::letter : computed_sort(character.code);
  }

  bool is_letter_at(std::size_t at) const { return sort_at(at) == Sort::letter; }

  bool is_at(std::size_t at, std::string_view wanted) const {
    return std::string_view(text_ + at, std::min(wanted.size(), size_ - at)) == wanted;
  }

  bool is_hebrew_at(std::size_t at) const { return is_hebrew_letter(character_in_valid(text_ + at).code); }

  /// All letters of Hebrew have two bytes.
  bool is_hebrew_before(std::size_t at) const {
    return at >= 2 && !is_ascii(text_[at - 1]) && (text_[at - 2] & 0xE0) == 0xC0 && is_hebrew_at(at - 2);
  }

  /// A run of characters that are words each.
  std::size_t spaceless(std::size_t at, std::size_t next) {
    bool joined = at > 0 && spaceless_end_ == at;
    while (true) {
      add(at, next, {.joined = joined});
      joined = true;
      at = next;
      if (at == size_ || is_ascii(text_[at]) || sort_at(next) != Sort::spaceless) break;
    }
    spaceless_end_ = at;
    return at;
  }

  /// A run of letters with the apostrophes inside it.
  std::size_t word(std::size_t begin) {
    std::size_t end = begin;
    bool is_slice = true;
    while (true) {
      std::size_t next = end;
      while (sort_at(next) == Sort::letter) end = next;
      if (const std::size_t marks = gershayim_at(end); marks > 0) {
        is_slice = false;
        end += marks;
        continue;
      }
      const std::size_t marks = apostrophes_at(end);
      if (marks == 0 || !is_letter_at(end + marks)) break;
      if (possessive_at(end) > 0 || is_elided({text_ + begin, end - begin})) break;
      is_slice = is_slice && marks == 1;
      end += marks;
    }
    if (is_slice) {
      add(begin, end);
    } else {
      add_apart(begin, end);
    }
    if (is_hebrew_before(end)) add_geresh();
    return end + possessive_at(end);
  }

  /// How many bytes of a gershayim between two Hebrew letters stand there.
  std::size_t gershayim_at(std::size_t at) const {
    if (is_ascii_alphanumeric(text_[at]) || text_[at] == ' ' || !is_hebrew_before(at)) return 0;
    const auto* const found = std::ranges::find_if(kGershayim, [&](std::string_view g) { return is_at(at, g); });
    return found != kGershayim.end() && is_hebrew_at(at + found->size()) ? found->size() : 0;
  }

  /// How many apostrophes stand there, of the one or two that a word can have between letters (Xi''an is Xi'an).
  std::size_t apostrophes_at(std::size_t at) const {
    if (text_[at] != '\'') return 0;
    return text_[at + 1] == '\'' ? 2 : 1;
  }

  /// The length of a possessive 's at the end of its word; 0 if none stands there.
  std::size_t possessive_at(std::size_t at) const {
    const std::size_t marks = apostrophes_at(at);
    const bool s = marks > 0 && (text_[at + marks] == 's' || text_[at + marks] == 'S');
    return s && !is_letter_at(at + marks + 1) ? marks + 1 : 0;
  }

  /// The length of the single letters with dots between that begin here, with their last dot; 0 if there are none. Only
  /// alphabets with capitals write acronyms so.
  std::size_t acronym_length(std::size_t begin) const {
    std::size_t at = begin;
    int count = 0;
    while (at < size_) {
      const Character character = character_in_valid(text_ + at);
      const std::size_t next = at + character.length;
      if (count == 0 && text_[next] != '.') return 0;  // nearly all words
      if (u_hasBinaryProperty(character.code, UCHAR_CASED) == 0 || is_letter_at(next)) break;
      ++count;
      at = next;
      if (text_[at] != '.') break;
      ++at;
    }
    return count > 1 ? at - begin : 0;
  }

  std::size_t acronym(std::size_t begin, std::size_t end) {
    add_apart(begin, end, {.dotted = true});
    return end + possessive_at(end);
  }

  /// The shipped end of a word without what nobody sees behind its last letter: it is no part of the evidence.
  std::size_t without_ignored(std::size_t begin, std::size_t end) const {
    while (end > begin && !is_ascii(shipped_[end - 1])) {
      std::size_t last = end - 1;
      while (last > begin && utf8::is_tail(shipped_[last])) --last;
      const Character character = character_at(shipped_.data() + last, shipped_.data() + end);
      if (!is_ignored(character.code) || last + character.length != end) break;
      end = last;
    }
    return end;
  }

  /// A word whose letters are those of the folded text.
  void add(std::size_t begin, std::size_t end, Flags flags = {}) { add(begin, end, begin, end - begin, flags); }

  void add(std::size_t begin, std::size_t end, std::size_t letters, std::size_t length, Flags flags) {
    if (way_.is_even(begin, end)) return push(letters, length, begin + way_.shift(), end + way_.shift(), flags);
    const std::size_t shipped_begin = way_.begin_of(begin);
    push(letters, length, shipped_begin, without_ignored(shipped_begin, way_.end_of(end)), flags);
  }

  /// A word whose letters are not all of its folded text: without the dots of an acronym, a second apostrophe, a
  /// gershayim. They are written behind the text.
  void add_apart(std::size_t begin, std::size_t end, Flags flags = {}) {
    const std::size_t letters = words_.letters.size();
    for (std::size_t at = begin; at < end;) {
      const bool is_dropped_dot = flags.dotted && text_[at] == '.';
      const std::size_t dropped = is_dropped_dot ? 1 : flags.dotted ? 0 : gershayim_at(at);
      const std::size_t step = dropped > 0 ? dropped : std::max<std::size_t>(apostrophes_at(at), 1);
      if (dropped == 0) words_.letters += text_[at];
      text_ = words_.letters.data();  // it may have moved
      at += step;
    }
    add(begin, end, letters, words_.letters.size() - letters, flags);
  }

  /// The geresh behind the last letter belongs to the word as shipped (ג׳ורג׳), though not to its letters: typed as an
  /// apostrophe it could as well be the quote that ends there.
  void add_geresh() {
    constexpr std::string_view kShippedGeresh = "\u05F3";
    std::uint32_t& end = words_.list.back().end;
    if (shipped_.substr(end).starts_with(kShippedGeresh)) end += static_cast<std::uint32_t>(kShippedGeresh.size());
  }

  void push(std::size_t letters, std::size_t length, std::size_t begin, std::size_t end, Flags flags) {
    // In place: a word built first and then moved is read before its bytes have arrived, which cost half of the time.
    Word& word = words_.list.emplace_back();
    word.letters = static_cast<std::uint32_t>(letters);
    word.length = static_cast<std::uint32_t>(length);
    word.begin = static_cast<std::uint32_t>(begin);
    word.end = static_cast<std::uint32_t>(end);
    word.joined = flags.joined;
    word.dotted = flags.dotted;
  }

  std::string_view shipped_;
  std::size_t size_;
  const char* text_;  ///< the folded text, at the beginning of words_.letters
  Words& words_;
  WayBack way_;
  const CharacterTable<Sort>& sorts_ = sorts();
  std::size_t spaceless_end_ = 0;  ///< where the last word of one character ended
};

}  // namespace

void words(std::string_view shipped, Words& reused, Case letters) {
  shipped = shipped.substr(0, kLongestText);
  const std::size_t size = fold_into(shipped, letters, reused.letters, reused.pieces);
  reused.letters.resize(size);
  reused.letters.append(kWordBlock, '\0');  // a block begins at the last byte at the latest
  reused.list.clear();
  reused.list.reserve(size / 6);
  Splitter(shipped, size, reused).run();
  reused.letters.append(Words::kReadable, '\0');
}

Words words(std::string_view shipped, Case letters) {
  Words made;
  words(shipped, made, letters);
  return made;
}

}  // namespace tb::text
