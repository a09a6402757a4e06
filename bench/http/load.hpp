// Load: what a client is asked to do, the same for each of them.
#pragma once

#include <cstddef>
#include <string>

namespace tb::bench {

struct Load {
  std::string url;               ///< of a host that is this machine, whatever its name
  std::string etag;              ///< sent as If-None-Match; empty: no condition
  std::string ca_file;           ///< trusted roots; empty: the system's
  unsigned status = 200;         ///< that every answer must have
  std::size_t body = 0;          ///< bytes that every body must have once it is inflated
  std::size_t connections = 64;  ///< exchanges at once, one after another on each connection
  double warm_up = 0.3;          ///< seconds that do not count
  double seconds = 2;            ///< that count
};

}  // namespace tb::bench
