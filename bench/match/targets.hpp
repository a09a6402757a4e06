// Targets: how many times as fast as each peer we mean to be, in one run. Figures in seconds or MB a second say more of
// the machine than of the program.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace tb::bench {

inline constexpr std::string_view kOurs = "tenbells";
inline constexpr std::string_view kRe2Loop = "RE2::PartialMatch per leaf";
inline constexpr std::string_view kRe2Set = "RE2::Set, 1 GiB";
inline constexpr std::string_view kFilteredRe2 = "FilteredRE2 + Hyperscan atoms";
inline constexpr std::string_view kHyperscanRegex = "Hyperscan, regexes";
inline constexpr std::string_view kHyperscanLiterals = "Hyperscan, literals only";

inline constexpr double kMostGrowth = 1.5;    // of the time from 1,000 to 50,000 rules with the same hits
inline constexpr double kMostP99 = 200;       // microseconds an item at 10,000 rules
inline constexpr double kLongestCompile = 2;  // seconds for 50,000 rules
inline constexpr double kMostHeld = 150;      // MB at 50,000 rules

/// Our speed over the peer's, at least; absent where there is no target.
[[nodiscard]] std::optional<double> target_ratio(std::string_view peer, std::size_t rules);

}  // namespace tb::bench
