// Nearest: which known name a wrong one was meant to be, for "Did you mean …?".
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tb {

/// How many bytes must be changed, put in, left out or swapped with their neighbour to make one text of the other
/// (optimal string alignment); ASCII capitals count as small letters. Huge for what is too long for a name.
[[nodiscard]] std::size_t edit_distance(std::string_view one, std::string_view other);

/// The candidate with the fewest edits to the word, of equal ones the first; an abbreviation counts as one edit.
/// Nothing if none is near: about one edit in three letters.
[[nodiscard]] std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates);

/// ` Did you mean "taiwan"?`, or nothing, to be put behind a sentence; `before` and `after` stand around the name.
[[nodiscard]] std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates,
                                       std::string_view before = "\"", std::string_view after = "\"");

}  // namespace tb
