// Entities → the text of an entity list, as packs name it under `lists:` (docs/entities.md).
#pragma once

#include <string>
#include <vector>

#include "tenbells/rules/pack.hpp"

namespace tb::watchlist {

/// {"id": {…}, …}, an entity a line; ends with a line end. The same entities give the same bytes.
[[nodiscard]] std::string as_json_list(const std::vector<rules::Entity>& entities);

/// The same as CSV, with the columns that any of them needs. A | in a text, which separates values there, becomes a
/// blank.
[[nodiscard]] std::string as_csv_list(const std::vector<rules::Entity>& entities);

}  // namespace tb::watchlist
