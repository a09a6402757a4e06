// What a repairing XML parser needs to be told before it reads: which "&" and "<" are text, and where to stop.
#pragma once

#include <string>
#include <string_view>

#include "warnings.hpp"

namespace tb::feed {

/// A copy of broken XML in which "&" and "<" that begin nothing are escaped. A tag cut off by the end of the text is
/// left out; an element with more than 512 attributes loses them: libxml2 compares each with all others.
[[nodiscard]] std::string made_repairable(std::string_view xml, Warnings& warnings);

}  // namespace tb::feed
