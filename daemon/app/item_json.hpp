// Items in JSON, as a person writes them or a program dumps them: one, an array, or one after another.
#pragma once

#include <string_view>
#include <vector>

#include "tenbells/core/item.hpp"
#include "tenbells/core/result.hpp"

namespace tb::app {

/// @param text  valid UTF-8
/// Errors: as read_items.
[[nodiscard]] Result<std::vector<Item>> items_of_json(std::string_view text);

/// Whether the document is a JSON Feed, which `feed` reads.
[[nodiscard]] bool is_json_feed(std::string_view text);

}  // namespace tb::app
