// Nearest: which known name a wrong one was meant to be, for "Did you mean …?".
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tb::rules {

/// How many bytes must be changed, put in, left out or swapped with their neighbour to make one text of the other
/// (optimal string alignment); capitals count as small letters.
[[nodiscard]] std::size_t edit_distance(std::string_view one, std::string_view other);

/// ` Did you mean "taiwan"?` for the nearest of the names, with `mark` before it; empty if none is near enough to be
/// it.
[[nodiscard]] std::string did_you_mean(std::string_view wrong, const std::vector<std::string>& names,
                                       std::string_view mark = {});

}  // namespace tb::rules
