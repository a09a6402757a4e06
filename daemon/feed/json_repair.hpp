// JSON that was cut short: what of it is whole.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tb::feed {

/// Cut JSON up to the last whole element of the outermost array that is open at the cut, with the brackets that are
/// missing behind it; up to the last whole array or object if no array is open. Nothing if there is none. The result
/// need not be valid: what stands before the cut is not looked at. Linear.
[[nodiscard]] std::optional<std::string> whole_part_of(std::string_view json);

}  // namespace tb::feed
