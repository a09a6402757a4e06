// What ICU's locales call months, weekdays and halves of the day. For date_words.cpp alone.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "date_words.hpp"

namespace tb::text {

struct HashOfText {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

using DateNames = std::unordered_map<std::string, DateWord, HashOfText, std::equal_to<>>;

/// Adds the names of all languages that feeds are known to write dates in. A month or half of the day that a name means
/// already stays.
void add_names_of_locales(DateNames& names);

}  // namespace tb::text
