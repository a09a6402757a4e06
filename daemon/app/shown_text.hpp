// Texts of items as a person reads them in a terminal: what matched stands out, what is far from it is left out, and
// nothing from outside can drive the terminal.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "tenbells/core/hit.hpp"
#include "tenbells/core/item.hpp"
#include "terminal.hpp"

namespace tb::app {

/// Bytes of a text, half open, on code point boundaries.
struct ShownSpan {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The text with the spans bold and underlined, or in brackets where there are no colours. Of a long text the passages
/// around the first spans, with … where something was left out.
/// @param text   valid UTF-8
/// @param spans  in any order, overlapping or not; those beyond the text are passed over
[[nodiscard]] std::string excerpt(std::string_view text, std::vector<ShownSpan> spans, Colour colour);

/// `arms sale, Taiwan (@taiwan) in body`: the texts of the evidence, equal ones once, the first `at_most`.
[[nodiscard]] std::string named_spans(const std::vector<Evidence>& evidence, std::size_t at_most);

/// What stands for an item in a list: its title, else the beginning of its summary or body; printable, on one line.
[[nodiscard]] std::string shown_item(const Item& item, std::size_t code_points);

}  // namespace tb::app
