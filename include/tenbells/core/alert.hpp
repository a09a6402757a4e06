// Alert: what leaves the house. Its JSON form is public API (docs/schema/alert.schema.json).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tenbells/core/hit.hpp"
#include "tenbells/core/item.hpp"
#include "tenbells/core/result.hpp"

namespace tb {

struct Alert {
  std::string id;  ///< UUIDv5 of rule, item and revision: the same hit always makes the same alert
  RuleInfo rule;
  Severity severity = Severity::routine;
  std::string story;  ///< the key that keeps a story's alerts in order; the item's id until stories exist
  Item item;          ///< texts as shipped: the evidence's offsets count in these
  std::vector<Evidence> evidence;
  std::vector<EntityInfo> entities = {};       ///< what is known of those that the evidence names
  std::optional<double> score = std::nullopt;  ///< of a rule with weights
  Moment raised_at{};

  friend bool operator==(const Alert&, const Alert&) = default;
};

/// One line of JSON, valid against docs/schema/alert.schema.json.
[[nodiscard]] std::string to_json(const Alert& alert);

/// The inverse of to_json, for the journal's own rows.
/// Errors: corrupt, if the text is not what to_json writes.
[[nodiscard]] Result<Alert> alert_from_json(std::string_view json);

}  // namespace tb
