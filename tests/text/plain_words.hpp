// Folding and words again, one character at a time and by ICU alone: no blocks, no tables, no way back by pieces. Slow,
// and plain enough to be believed: what the fast ones are compared with.
#pragma once

#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "tenbells/text/fold.hpp"

namespace tb::text {

/// One character of folded text and the shipped bytes that it stands for.
struct PlainSign {
  char32_t code = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
};

[[nodiscard]] std::vector<PlainSign> plain_fold(std::string_view shipped, Case letters);

struct PlainWord {
  std::string letters;
  std::size_t begin = 0;
  std::size_t end = 0;
  bool joined = false;
  bool dotted = false;

  friend bool operator==(const PlainWord&, const PlainWord&) = default;
  friend std::ostream& operator<<(std::ostream& out, const PlainWord& word) {
    return out << '"' << word.letters << "\" " << word.begin << ".." << word.end << (word.joined ? " joined" : "")
               << (word.dotted ? " dotted" : "");
  }
};

[[nodiscard]] std::vector<PlainWord> plain_words(std::string_view shipped, Case letters);

}  // namespace tb::text
