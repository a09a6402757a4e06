// The JSON form of an entity list.
#pragma once

#include <functional>

#include "entity_list.hpp"

namespace tb::config {

/// As read_entity_list.
void read_json_list(const FileText& text, Findings& findings, const std::function<void(ListedEntity)>& take);

/// Where byte `offset` of a string's value stands, whose opening quote is at `at`.
[[nodiscard]] std::size_t place_in_json(std::string_view file, std::size_t at, std::size_t offset);

}  // namespace tb::config
