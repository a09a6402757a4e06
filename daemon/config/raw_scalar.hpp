// A scalar as it stands in the file, against its value: where the k-th byte of a quoted, folded or multi-line value was
// written. What lets an error inside a long `match: >` point at its true line and column.
#pragma once

#include <optional>
#include <string_view>

namespace tb::config {

/// Where a byte of a scalar's value stands in its file.
///
/// YAML folds, indents and escapes blanks in many ways, but it never adds, drops or moves a character that is not
/// blank: the k-th non-blank byte of the value is the k-th of the raw text. A blank is placed right behind what
/// precedes it.
///
/// @param file    the whole text
/// @param at      where the scalar begins in it, its tag and anchor included
/// @param value   the scalar's value as the YAML parser gave it
/// @param offset  into the value; its end and beyond mean the end
[[nodiscard]] std::size_t place_in_raw(std::string_view file, std::size_t at, std::string_view value,
                                       std::size_t offset);

/// Where the text of a scalar begins: behind its tag and anchor, if it has any.
[[nodiscard]] std::size_t skip_properties(std::string_view file, std::size_t at);

/// Behind the closing quote of the scalar that begins here; nothing if it opens none or the file never closes it.
[[nodiscard]] std::optional<std::size_t> end_of_quote(std::string_view file, std::size_t at);

/// Whether the scalar that begins here opens a quote that the file never closes (yaml-cpp takes that for an end).
[[nodiscard]] bool is_unclosed_quote(std::string_view file, std::size_t at);

}  // namespace tb::config
