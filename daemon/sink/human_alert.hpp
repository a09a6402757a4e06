// An alert as a person reads it in a terminal.
#pragma once

#include <cstdint>
#include <string>

#include "tenbells/core/alert.hpp"

namespace tb::sink {

enum class Colour : std::uint8_t { off, on };

/// A few lines: time, severity, rule and source; the headline with what matched standing out; the link.
/// Nothing from outside can drive the terminal.
[[nodiscard]] std::string human_alert(const Alert& alert, Colour colour);

}  // namespace tb::sink
