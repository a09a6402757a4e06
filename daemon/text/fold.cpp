// Folding is done cluster by cluster (a letter with its marks), as Unicode normalisation never looks further; that is
// what makes the way back exact. Nearly all of a text needs no look at what follows: blocks of ASCII, characters from a
// table, ideographs and Hangul are written at once, and where a mark turns out to follow, the last step is undone and
// the whole cluster goes to the careful code.
#include "tenbells/text/fold.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <iterator>

#include "ascii_blocks.hpp"
#include "characters.hpp"
#include "folded_cluster.hpp"
#include "folding.hpp"
#include "simplified.hpp"

namespace tb::text {
namespace {

constexpr std::size_t kRoom = 2 * kFoldBlock;  // what one step may write without asking for room

/// Before it marks compose to letters that keep them (й, ї).
constexpr bool may_keep_a_mark(UChar32 code) {
  return (code >= 0x0400 && code < 0x0530) || (code >= 0x1C80 && code < 0x1C90);
}

template <Case kCase>
class Folder {
 public:
  Folder(std::string_view shipped, std::string& text, std::vector<Folded::Piece>& pieces)
      : begin_(shipped.data()), end_(shipped.data() + shipped.size()), text_(text), pieces_(pieces) {
    pieces_.clear();
    if (text_.size() < shipped.size() + kRoom) text_.resize(shipped.size() + kRoom);
    limit_ = text_.data() + text_.size() - kRoom;
  }

  std::size_t run() {
    const char* in = begin_;
    char* out = text_.data();
    // The size of the character before, in both texts; 0 where no mark can join what is before. Apart, not a struct:
    // g++ 12 would move that through memory, which made this loop three times slower.
    std::size_t last_in = 0;
    std::size_t last_out = 0;
    while (in != end_) {
      if (out > limit_) out = with_room(out, kRoom);
      if (is_ascii(*in)) {
        begin_piece(in, out, true);
        const std::size_t count = ascii(in, out);
        in += count;
        out += count;
        last_in = last_out = 1;
        continue;
      }
      const Character character = character_at(in, end_);
      if (character.code < 0) {
        begin_piece(in, out, true);
        *out++ = ' ';
        ++in;
        last_in = last_out = 0;
      } else if (CharacterTable<FoldedCharacter>::holds(character.code)) {
        const FoldedCharacter& folded = characters_[character.code];
        if (!folded.begins || folded.length == FoldedCharacter::kLookUp) {
          if (folded.begins) last_in = last_out = 0;
          const Cursor behind = cluster({.in = in - last_in, .out = out - last_out});
          in = behind.in;
          out = behind.out;
          last_in = last_out = 0;
          continue;
        }
        begin_piece(in, out, folded.even);
        std::memcpy(out, folded.bytes.data(), folded.bytes.size());
        last_in = character.length;
        last_out = folded.length;
        in += last_in;
        out += last_out;
      } else if (is_ideograph_block(character.code)) {
        begin_piece(in, out, true);
        write_ideograph(character.code, out);
        last_in = last_out = character.length;
        in += last_in;
        out += last_out;
      } else if (is_hangul_syllable(character.code) || is_inert(character.code, kCase)) {
        begin_piece(in, out, true);
        std::memcpy(out, in, character.length);
        last_in = last_out = character.length;
        in += last_in;
        out += last_out;
      } else {
        if (begins_cluster(character.code, kCase)) last_in = last_out = 0;
        const Cursor behind = cluster({.in = in - last_in, .out = out - last_out});
        in = behind.in;
        out = behind.out;
        last_in = last_out = 0;
      }
    }
    return static_cast<std::size_t>(out - text_.data());
  }

 private:
  struct Cursor {
    const char* in = nullptr;
    char* out = nullptr;
  };

  /// Folds the ASCII bytes that begin there, up to a block; returns how many.
  std::size_t ascii(const char* in, char* out) const {
    if (static_cast<std::size_t>(end_ - in) >= kFoldBlock) {
      const unsigned foreign = fold_block<kCase>(in, out);
      return foreign == 0 ? kFoldBlock : static_cast<std::size_t>(std::countr_zero(foreign));
    }
    std::size_t count = 0;
    for (; in + count != end_ && is_ascii(in[count]); ++count) out[count] = folded_ascii<kCase>(in[count]);
    return count;
  }

  void write_ideograph(UChar32 code, char* out) {
    if constexpr (kCase == Case::fold) {
      if (simplified_ == nullptr) simplified_ = &SimplifiedChinese::table();
      code = (*simplified_)[code];
    }
    out[0] = static_cast<char>(0xE0 | code >> 12);
    out[1] = static_cast<char>(0x80 | (code >> 6 & 0x3F));
    out[2] = static_cast<char>(0x80 | (code & 0x3F));
  }

  /// Even pieces are never broken while they stay even: that is what makes a plain text one piece.
  void begin_piece(const char* in, const char* out, bool even) {
    if (even && even_) return;
    even_ = even;
    Folded::Piece& piece = pieces_.emplace_back();
    piece.folded = static_cast<std::uint32_t>(out - text_.data());
    piece.shipped = static_cast<std::uint32_t>(in - begin_);
    piece.even = even;
  }

  void undo(const char* last) {
    if (!pieces_.empty() && pieces_.back().shipped == static_cast<std::uint32_t>(last - begin_)) pieces_.pop_back();
    even_ = !pieces_.empty() && pieces_.back().even;
  }

  /// Folds the cluster that begins there; returns where it ends. It may begin before characters that were folded
  /// already.
  [[gnu::noinline]] Cursor cluster(Cursor from) {
    undo(from.in);
    const Character first = character_at(from.in, end_);
    const char* behind = from.in + first.length;
    int count = 1;
    bool all_vanish = true;  // the marks
    while (behind != end_ && count < kLongestCluster) {
      const Character next = character_at(behind, end_);
      const FoldedCharacter* known = known_of(next.code);
      if (next.code < 0 || (known != nullptr ? known->begins : begins_cluster(next.code, kCase))) break;
      all_vanish = all_vanish && known != nullptr && known->length == 0;
      behind += next.length;
      ++count;
    }
    const std::string_view shipped(from.in, static_cast<std::size_t>(behind - from.in));
    const FoldedCharacter* alone = known_of(first.code);
    scratch_.clear();
    if (all_vanish && alone != nullptr && alone->length != FoldedCharacter::kLookUp && !may_keep_a_mark(first.code)) {
      scratch_.append(alone->bytes.data(), alone->length);
    } else {
      append_folded(shipped, kCase, scratch_);
    }
    const bool is_even =
        count == 1 && scratch_.size() == shipped.size() && sequence_length(scratch_, 0) == scratch_.size();
    begin_piece(from.in, from.out, is_even);
    if (from.out + scratch_.size() > limit_) from.out = with_room(from.out, scratch_.size() + kRoom);
    return {.in = behind, .out = std::ranges::copy(scratch_, from.out).out};
  }

  const FoldedCharacter* known_of(UChar32 code) const {
    return CharacterTable<FoldedCharacter>::holds(code) ? &characters_[code] : nullptr;
  }

  /// Makes the text longer; returns the same place in it.
  [[gnu::noinline]] char* with_room(const char* out, std::size_t room) {
    const auto written = static_cast<std::size_t>(out - text_.data());
    text_.resize(text_.size() + text_.size() / 2 + room);
    limit_ = text_.data() + text_.size() - kRoom;
    return text_.data() + written;
  }

  const char* begin_;
  const char* end_;
  std::string& text_;
  std::vector<Folded::Piece>& pieces_;
  const char* limit_ = nullptr;  ///< from here on there may be less than kRoom
  bool even_ = false;            ///< the last piece is
  const CharacterTable<FoldedCharacter>& characters_ = folded_characters(kCase);
  const SimplifiedChinese* simplified_ = nullptr;  ///< once needed
  std::string scratch_;
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

std::size_t fold_into(std::string_view shipped, Case letters, std::string& text, std::vector<Folded::Piece>& pieces) {
  shipped = shipped.substr(0, kLongestText);
  return letters == Case::fold ? Folder<Case::fold>(shipped, text, pieces).run()
                               : Folder<Case::keep>(shipped, text, pieces).run();
}

Folded fold(std::string_view shipped, Case letters) {
  Folded folded;
  folded.text.resize(fold_into(shipped, letters, folded.text, folded.pieces));
  folded.shipped_size = static_cast<std::uint32_t>(std::min(shipped.size(), kLongestText));
  return folded;
}

}  // namespace tb::text
