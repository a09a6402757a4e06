// Case folding a code point at a time (Unicode simple case folding), as RE2 compares letters in any case: the text in
// which the required literals of regular expressions are looked for.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tb::rules {

/// Whether every character of a folded text stands at the offset that it had; of ASCII it does.
enum class Offsets : std::uint8_t { ascii, same, moved };

/// Into `folded`, whose former content goes. Two texts that RE2 takes as equal in any case become equal.
Offsets fold_case(std::string_view text, std::string& folded);

}  // namespace tb::rules
