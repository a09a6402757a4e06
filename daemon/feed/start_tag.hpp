// A start tag as its publisher meant it: quotes that were forgotten, spaces between attributes, a "/" that stands
// alone.
#pragma once

#include <string>
#include <string_view>

namespace tb::feed {

/// Writes `tag` to the end of `out`, well-formed: attributes quoted and apart, values of none empty, what is no
/// attribute left out. Beyond 512 attributes all are left out, because libxml2 compares each with all others.
///
/// @param tag  from its "<", which a name follows, to its ">"; a tag without ">" gets one
/// @return     whether attributes were left out for their number
/// Threads: pure. Linear.
[[nodiscard]] bool write_start_tag(std::string_view tag, std::string& out);

}  // namespace tb::feed
