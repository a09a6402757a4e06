// Names in dates have several words ("eastern daylight time", "p. m."): the longest that is known is taken.
#pragma once

#include <string>
#include <string_view>

namespace tb::text {

[[nodiscard]] inline bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// A letter of plain_date_text(), or a part of one beyond ASCII.
[[nodiscard]] inline bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c & 0x80) != 0;
}

/// Takes one word from the start of `text`, with the full stops in it, which are left out of the answer.
[[nodiscard]] std::string take_word(std::string_view& text);

/// Takes from the start of `text` the most words that `knows` together, joined by spaces; none if it knows none.
/// `knows` is asked for each number of words up to `most`, the fewest first.
template <class Knows>
bool take_phrase(std::string_view& text, int most, Knows knows) {
  std::string_view rest = text;
  std::string phrase = take_word(rest);
  bool known = false;
  for (int words = 1;; ++words) {
    if (knows(phrase)) {
      known = true;
      text = rest;
    }
    if (words == most || rest.size() < 2 || rest[0] != ' ' || !is_letter(rest[1])) return known;
    rest.remove_prefix(1);
    phrase += ' ';
    phrase += take_word(rest);
  }
}

}  // namespace tb::text
