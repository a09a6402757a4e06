// The spellings under which a name may stand in the news.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tb::watchlist {

/// What makes two names the same to rules: their words, folded.
[[nodiscard]] std::string key_of_name(std::string_view name);

/// The name itself, then other transliterations of it, those with the fewest changes first: other spellings of words
/// that are known, Abd al- as Abdul and Abdel, the article as el- and joined to its word, Russian endings. Each is
/// another for rules; at most `most`.
[[nodiscard]] std::vector<std::string> spellings(std::string_view name, std::size_t most);

}  // namespace tb::watchlist
