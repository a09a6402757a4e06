// Character references: "&amp;", "&eacute;", "&#8217;", "&#x4E2D;". One is read here; which text they stand in, and
// whether they are decoded at all, is the caller's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace tb::text {

enum class Terminated : std::uint8_t { no, yes };  ///< whether the semicolon is there

struct Reference {
  char32_t code_point = 0;
  char32_t second = 0;     ///< a few names stand for two characters; else 0
  std::size_t length = 0;  ///< in bytes, the "&" and the semicolon included
};

/// Longer than no name of HTML's.
inline constexpr std::size_t kLongestReferenceName = 31;  // "CounterClockwiseContourIntegral"

/// The characters of a name as HTML has it (case matters), without a length; nothing if there is none, or none without
/// the semicolon.
[[nodiscard]] std::optional<Reference> named_reference(std::string_view name, Terminated terminated);

/// The reference that `text` starts with ("&…"); nothing if that is a bare "&". Numbers of no character become U+FFFD,
/// those of the C1 controls what windows-1252 has there, as browsers do.
[[nodiscard]] std::optional<Reference> reference_at_start(std::string_view text);

/// What an author meant by a C1 control (U+0080 … U+009F): windows-1252's character in that place; 0 if it has none.
[[nodiscard]] char32_t meant_by_c1(char32_t control);

}  // namespace tb::text
