// The CSV form of an entity list.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "entity_list.hpp"

namespace tb::config {

/// As read_entity_list.
void read_csv_list(const FileText& text, Findings& findings, const std::function<void(ListedEntity)>& take);

}  // namespace tb::config
