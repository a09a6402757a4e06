// Plot: the delays of a scenario's policies as an SVG that reads on light and on dark pages.
#pragma once

#include <string>

#include "scenario.hpp"

namespace tb::bench {

/// Which share of the items was seen within how long, the time on a logarithmic scale.
void write_svg(const std::string& file, const Scenario& scenario);

}  // namespace tb::bench
