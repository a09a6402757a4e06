// The nearest valid word to one that is not: "at_lest" meant "at_least".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tb::config {

/// The candidate with the fewest edits (insert, delete, replace, swap of neighbours; case is free) to the word; of
/// equal ones the first. Nothing if none is near: about one edit in three letters.
[[nodiscard]] std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates);

/// ` Did you mean "x"?`, or nothing. To be put behind a sentence; `quote` stands around the word.
[[nodiscard]] std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates,
                                       char quote = '"');

}  // namespace tb::config
