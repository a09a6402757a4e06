// libcurl under the same load: one thread, easy handles that are used again, zlib behind CURLOPT_ACCEPT_ENCODING.
#pragma once

#include "load.hpp"
#include "meter.hpp"

namespace tb::bench {

[[nodiscard]] Measured ask_with_curl(const Load& load);

}  // namespace tb::bench
