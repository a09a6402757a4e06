// What a connection costs that is kept open and unused: each to an origin of its own, as the feeds of a daemon are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace tb::bench {

struct Idle {
  std::string url;      ///< "https://{}.bench.test:8443/feed.rss": {} becomes the origin's number
  std::string ca_file;  ///< trusted roots
  std::size_t connections = 1'000;
};

struct IdleCost {
  std::size_t connections = 0;  ///< sockets that were open at the end, less those before
  std::uint64_t resident = 0;   ///< bytes that the resident memory grew by
  std::uint64_t heap = 0;       ///< bytes of it that the program holds, by the allocator's own count
  std::string wrong;            ///< why a fetch failed; empty if none did
};

[[nodiscard]] IdleCost open_and_leave(const Idle& idle);

}  // namespace tb::bench
