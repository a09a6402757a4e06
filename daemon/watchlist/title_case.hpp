// Names that a list has in capitals, as the news would print them.
#pragma once

#include <string>
#include <string_view>

namespace tb::watchlist {

/// Words that are in capitals throughout get one capital at their start and behind each hyphen or apostrophe; all
/// others stay. Of other letters than A-Z nothing is known, they stay.
[[nodiscard]] std::string title_case(std::string_view name);

}  // namespace tb::watchlist
