// What must stand near a name that is easily mistaken: words of sanctions and of the program that the party is listed
// under.
#pragma once

#include <string>
#include <vector>

#include "tenbells/watchlist/ofac_sdn.hpp"

namespace tb::watchlist {

inline constexpr int kContextWithin = 60;  // words: a paragraph of agency copy

/// An expression of the rule language.
[[nodiscard]] std::string context_of(const SdnParty& party);

/// Whether a folded word is one of the language rather than a name: hope, star, future.
[[nodiscard]] bool is_ordinary_word(std::string_view word);

}  // namespace tb::watchlist
