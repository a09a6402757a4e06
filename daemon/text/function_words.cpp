// Function words, as a table of words that fit into eight bytes, which are compared as one number. Left out is what a
// neighbour has too ("de", "que", Dutch and Afrikaans "maar") and what stands in names: Las Vegas, von der Leyen.
#include "function_words.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace tb::text {

namespace {

constexpr std::array<std::string_view, 11> kLanguages{"en", "de", "fr", "es", "it", "pt", "nl", "ru", "pl", "sv", "tr"};

struct Row {
  std::string_view word;
  std::uint8_t language;
};

// clang-format off
constexpr std::array kWords{
    Row{"the", 0}, Row{"and", 0}, Row{"that", 0}, Row{"with", 0}, Row{"from", 0}, Row{"has", 0}, Row{"have", 0},
    Row{"said", 0}, Row{"which", 0}, Row{"their", 0}, Row{"this", 0}, Row{"after", 0}, Row{"would", 0}, Row{"are", 0},
    Row{"been", 0}, Row{"were", 0}, Row{"will", 0}, Row{"they", 0},

    Row{"und", 1}, Row{"ist", 1}, Row{"nicht", 1}, Row{"mit", 1}, Row{"auf", 1}, Row{"für", 1}, Row{"dem", 1},
    Row{"eine", 1}, Row{"einen", 1}, Row{"sich", 1}, Row{"auch", 1}, Row{"werden", 1}, Row{"wird", 1}, Row{"nach", 1},
    Row{"zum", 1}, Row{"zur", 1}, Row{"hat", 1}, Row{"wurde", 1},

    Row{"une", 2}, Row{"dans", 2}, Row{"pour", 2}, Row{"avec", 2}, Row{"sont", 2}, Row{"été", 2}, Row{"cette", 2},
    Row{"aux", 2}, Row{"après", 2}, Row{"ses", 2}, Row{"leur", 2}, Row{"qui", 2}, Row{"où", 2},

    Row{"y", 3}, Row{"más", 3}, Row{"fue", 3}, Row{"sus", 3}, Row{"según", 3}, Row{"también", 3}, Row{"pero", 3},
    Row{"desde", 3}, Row{"hasta", 3}, Row{"años", 3}, Row{"están", 3}, Row{"muy", 3}, Row{"cuando", 3},
    Row{"había", 3},

    Row{"della", 4}, Row{"gli", 4}, Row{"nel", 4}, Row{"alla", 4}, Row{"dei", 4}, Row{"anche", 4}, Row{"più", 4},
    Row{"sono", 4}, Row{"che", 4}, Row{"delle", 4}, Row{"dalla", 4}, Row{"questo", 4}, Row{"stato", 4},

    Row{"não", 5}, Row{"uma", 5}, Row{"são", 5}, Row{"pelo", 5}, Row{"pela", 5}, Row{"também", 5}, Row{"após", 5},
    Row{"foi", 5}, Row{"ao", 5},

    Row{"een", 6}, Row{"niet", 6}, Row{"voor", 6}, Row{"zijn", 6}, Row{"naar", 6}, Row{"wordt", 6}, Row{"bij", 6},
    Row{"heeft", 6}, Row{"worden", 6}, Row{"werd", 6}, Row{"deze", 6},

    Row{"что", 7}, Row{"для", 7}, Row{"это", 7}, Row{"его", 7}, Row{"как", 7}, Row{"был", 7}, Row{"были", 7},
    Row{"уже", 7}, Row{"если", 7},

    Row{"się", 8}, Row{"że", 8}, Row{"jest", 8}, Row{"przez", 8}, Row{"oraz", 8}, Row{"który", 8}, Row{"która", 8},
    Row{"już", 8}, Row{"tylko", 8}, Row{"także", 8}, Row{"został", 8},

    Row{"och", 9}, Row{"är", 9}, Row{"från", 9}, Row{"inte", 9}, Row{"också", 9}, Row{"att", 9}, Row{"ett", 9},
    Row{"blir", 9},

    Row{"için", 10}, Row{"ile", 10}, Row{"olarak", 10}, Row{"çok", 10}, Row{"değil", 10}, Row{"göre", 10},
    Row{"kadar", 10},
};
// clang-format on

// A word of at most eight bytes as a number: no two words have the same.
constexpr std::uint64_t packed(std::string_view word) {
  std::uint64_t number = 0;
  for (const char c : word) number = number << 8U | static_cast<unsigned char>(c);
  return number;
}

struct Slot {
  std::uint64_t word = 0;
  std::uint8_t language = 0;
  std::uint8_t row = 0;
};

constexpr unsigned kSlotBits = 9;
using Table = std::array<Slot, 1U << kSlotBits>;

constexpr std::size_t slot_of(std::uint64_t word) {
  return static_cast<std::size_t>(word * 0x9E3779B97F4A7C15U >> (64U - kSlotBits));
}

constexpr Table table_of_words() {
  Table table{};
  for (std::size_t i = 0; i < kWords.size(); ++i) {
    const std::uint64_t word = packed(kWords[i].word);
    std::size_t slot = slot_of(word);
    while (table[slot].word != 0) slot = (slot + 1) % table.size();
    table[slot] = {.word = word, .language = kWords[i].language, .row = static_cast<std::uint8_t>(i)};
  }
  return table;
}

constexpr Table kTable = table_of_words();

// Which words of which language were seen, each counted once.
class Seen {
 public:
  void see(std::uint64_t word) {
    for (std::size_t slot = slot_of(word); kTable[slot].word != 0; slot = (slot + 1) % kTable.size()) {
      if (kTable[slot].word != word) continue;
      std::uint64_t& bits = rows_[kTable[slot].row / 64U];
      const std::uint64_t bit = std::uint64_t{1} << (kTable[slot].row % 64U);
      if ((bits & bit) == 0) ++words_[kTable[slot].language];
      bits |= bit;
      return;
    }
  }

  [[nodiscard]] std::string_view language() const {
    constexpr int kFewest = 3;
    std::string_view found;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (words_[i] == 0) continue;
      if (words_[i] < kFewest || !found.empty()) return {};
      found = kLanguages[i];
    }
    return found;
  }

 private:
  std::array<std::uint64_t, (kWords.size() + 63) / 64> rows_{};
  std::array<int, kLanguages.size()> words_{};
};

}  // namespace

std::string_view language_by_function_words(std::string_view text) {
  constexpr std::size_t kFarEnough = 400;
  Seen seen;
  std::uint64_t word = 0;
  std::size_t length = 0;
  for (const char c : text.substr(0, kFarEnough)) {
    const bool capital = c >= 'A' && c <= 'Z';
    if (capital || (c >= 'a' && c <= 'z') || (c & 0x80) != 0) {
      word = word << 8U | static_cast<unsigned char>(capital ? c - 'A' + 'a' : c);
      ++length;
    } else {
      if (length > 0 && length <= sizeof(word)) seen.see(word);
      word = 0;
      length = 0;
    }
  }
  return seen.language();
}

}  // namespace tb::text
