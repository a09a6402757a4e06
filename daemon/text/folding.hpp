// Folding into memory that is used again; fold() and words() stand on it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "tenbells/text/fold.hpp"

namespace tb::text {

/// What is past it is left out: offsets are 32 bits wide.
inline constexpr std::size_t kLongestText = std::size_t{1} << 31;

/// Folds a text (fold.hpp) into the beginning of `text`, which becomes at least as long as that but is not shortened,
/// and `pieces`, whose former content goes.
///
/// @return  the length of the folded text
[[nodiscard]] std::size_t fold_into(std::string_view shipped, Case letters, std::string& text,
                                    std::vector<Folded::Piece>& pieces);

}  // namespace tb::text
