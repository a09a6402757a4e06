// Why a rule is true of an item or not, as a person and as a program reads it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "tenbells/core/item.hpp"
#include "tenbells/rules/explanation.hpp"
#include "terminal.hpp"

namespace tb::app {

/// With which signs a tree is drawn: ✓ ✗, or + - where the terminal may not have them.
enum class Signs : std::uint8_t { unicode, ascii };

/// The summary first, then the tree: each part with its sign, where its terms stand, and of one that is not true why
/// not. Lines end with a line feed.
[[nodiscard]] std::string explanation_text(const rules::Explanation& explanation, const Item& item, Signs signs,
                                           Colour colour);

/// One line of JSON: the members of Explanation by their names, and the item's title.
[[nodiscard]] std::string explanation_json(const rules::Explanation& explanation, const Item& item);

}  // namespace tb::app
