// The severities' names.
#include "tenbells/core/severity.hpp"

#include <algorithm>

namespace tb {

std::string_view to_string(Severity severity) {
  switch (severity) {
    case Severity::routine:
      return "routine";
    case Severity::urgent:
      return "urgent";
    case Severity::bulletin:
      return "bulletin";
    case Severity::flash:
      return "flash";
  }
  return "routine";
}

std::optional<Severity> severity_named(std::string_view name) {
  const auto* found = std::ranges::find(kSeverities, name, [](Severity s) { return to_string(s); });
  if (found == kSeverities.end()) return std::nullopt;
  return *found;
}

}  // namespace tb
