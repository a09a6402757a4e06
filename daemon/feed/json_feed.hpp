// JSON Feed 1.0 and 1.1, read through a table of pointers like any JSON API.
#pragma once

#include <string>

#include "tenbells/core/document.hpp"
#include "tenbells/core/result.hpp"
#include "tenbells/feed/feed.hpp"
#include "warnings.hpp"

namespace tb::feed {

/// @param text  the document as UTF-8; parsed in place
/// Errors: as `decode`.
[[nodiscard]] Result<Feed> decode_json_feed(const Document& document, std::string text, const Limits& limits,
                                            Warnings& warnings);

}  // namespace tb::feed
