// Outcome: how a poll ended.
#pragma once

#include <cstdint>
#include <string_view>

namespace tb {

enum class Outcome : std::uint8_t {
  fresh,         ///< a document with news in it ("new")
  unchanged,     ///< a document, nothing new in it
  not_modified,  ///< 304: nothing was sent
  moved,         ///< permanently redirected, and read there
  gone,          ///< 410: the publisher ended it
  throttled,     ///< told to come later
  failed,        ///< anything else that brought no document
};

/// The name in logs and JSON: "new", "not_modified", …
[[nodiscard]] std::string_view to_string(Outcome outcome);

/// Whether the source answered as a working source does.
[[nodiscard]] bool is_success(Outcome outcome);

}  // namespace tb
