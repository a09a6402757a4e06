// Our client under load: as many coroutines as there are exchanges at once, each asking again and again.
#pragma once

#include "load.hpp"
#include "meter.hpp"

namespace tb::bench {

[[nodiscard]] Measured ask_with_tenbells(const Load& load);

}  // namespace tb::bench
