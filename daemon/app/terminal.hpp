// What the commands' output goes to: a person at a terminal, with or without colours, or a program.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <fmt/color.h>

namespace tb::app {

enum class Colour : std::uint8_t { off, on };

/// Whether a descriptor is a terminal.
[[nodiscard]] bool is_terminal(int descriptor);

/// On for a terminal, unless NO_COLOR is set (no-color.org).
[[nodiscard]] Colour colour_of(int descriptor);

/// Whether the locale writes UTF-8, by LC_ALL, LC_CTYPE and LANG (POSIX: the first that is set decides).
[[nodiscard]] bool speaks_utf8();

/// The text in that style, or as it is without colours. It must be printable already (core/printable.hpp).
[[nodiscard]] std::string painted(std::string_view text, fmt::text_style style, Colour colour);

/// "1 rule", "2 rules".
[[nodiscard]] std::string counted(std::size_t count, std::string_view noun);

}  // namespace tb::app
