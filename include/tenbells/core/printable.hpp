// printable: text from outside made safe for a terminal, a log line or a chat message: it can neither drive the
// terminal nor reorder or hide what stands around it.
#pragma once

#include <string>
#include <string_view>

namespace tb {

/// Line breaks and tabs become spaces; other control characters (C0, C1, DEL), bidirectional overrides and isolates
/// (U+202A–U+202E, U+2066–U+2069) and invalid UTF-8 become U+FFFD.
[[nodiscard]] std::string printable(std::string_view text);

/// At most that many code points; a cut is shown by "…", which counts. The text must be valid UTF-8.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t code_points);

}  // namespace tb
