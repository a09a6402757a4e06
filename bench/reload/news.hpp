// Rules and items by number: the same for every run, and what must hit is known beforehand.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "tenbells/core/item.hpp"
#include "tenbells/rules/rule_set.hpp"

namespace tb::bench {

/// That many rules of several kinds; the set's number stands in every title, so that a hit tells whose it is.
[[nodiscard]] rules::RulePack a_pack(std::size_t rules, std::size_t number);

/// Some two kilobytes of text that exactly kHitsPerItem rules of every pack are true of.
[[nodiscard]] Item an_item(std::uint64_t number, std::size_t rules);

inline constexpr std::uint64_t kHitsPerItem = 3;

}  // namespace tb::bench
