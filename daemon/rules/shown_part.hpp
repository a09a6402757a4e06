// A part of a rule's text as messages show it: on one line, cut where it is long.
#pragma once

#include <string>
#include <string_view>

#include "expression.hpp"

namespace tb::rules {

[[nodiscard]] std::string shown_part(std::string_view rule_text, Place place);

}  // namespace tb::rules
