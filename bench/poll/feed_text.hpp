// The feeds of the newsstand: RSS as news sites have it, some 20 kB, the same for the same numbers.
#pragma once

#include <cstddef>
#include <string>

namespace tb::bench {

/// @param newest  number of the newest item; the 20 up to it are shown, as publishers do
[[nodiscard]] std::string feed_of(std::size_t source, std::size_t newest);

[[nodiscard]] std::string gzipped(const std::string& text);

}  // namespace tb::bench
