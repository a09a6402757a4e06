// Names in capitals: for people who read the list; matching does not look at capitals.
#include "title_case.hpp"

#include <algorithm>

namespace tb::watchlist {
namespace {

bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}

bool is_small(char c) {
  return c >= 'a' && c <= 'z';
}

}  // namespace

std::string title_case(std::string_view name) {
  std::string out(name);
  for (std::size_t begin = 0; begin < out.size();) {
    const std::size_t end = std::min(out.size(), out.find(' ', begin));
    const std::string_view word = std::string_view(out).substr(begin, end - begin);
    const bool is_roman = word.find_first_not_of("IVX") == std::string_view::npos;  // John Doe III
    if (std::ranges::none_of(word, is_small) && !is_roman) {
      for (std::size_t i = begin + 1; i < end; ++i) {
        if (is_capital(out[i]) && out[i - 1] != '-' && out[i - 1] != '\'' && out[i - 1] != '.') {
          out[i] = static_cast<char>(out[i] | 0x20);
        }
      }
    }
    begin = end + 1;
  }
  return out;
}

}  // namespace tb::watchlist
