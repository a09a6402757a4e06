// Pointers and the order of findings.
#include "findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tb::rules {

std::vector<Diagnostic> Findings::in_order() && {
  std::ranges::stable_sort(found_, {}, &Found::position);
  std::vector<Diagnostic> diagnostics;
  for (Found& found : found_) {
    if (!diagnostics.empty() && diagnostics.back() == found.diagnostic) continue;
    diagnostics.push_back(std::move(found.diagnostic));
  }
  return diagnostics;
}

std::string escaped_token(std::string_view token) {
  std::string escaped;
  for (const char c : token) {
    if (c == '~') {
      escaped += "~0";
    } else if (c == '/') {
      escaped += "~1";
    } else {
      escaped += c;
    }
  }
  return escaped;
}

std::string entity_pointer(std::string_view id) {
  return "/entities/" + escaped_token(id);
}

std::string exclusion_pointer(std::string_view id) {
  return "/exclusions/" + escaped_token(id);
}

std::string rule_pointer(std::size_t index, std::string_view member) {
  return fmt::format("/rules/{}/{}", index, member);
}

}  // namespace tb::rules
