// The text of the schemas under docs/schema/, as they were when the program was built.
#pragma once

#include <string_view>

namespace tb::config {

extern const std::string_view kConfigSchema;
extern const std::string_view kRulesSchema;

}  // namespace tb::config
