// The error for a document that is no feed: says what it is instead, and what the user can do.
#pragma once

#include <string_view>

#include "sniff.hpp"
#include "tenbells/core/document.hpp"
#include "tenbells/core/error.hpp"

namespace tb::feed {

/// @param text  the document as UTF-8
[[nodiscard]] Error not_a_feed(const Document& document, std::string_view text, const Sniffed& sniffed);

/// The error of a decode that failed for `why`.
[[nodiscard]] Error decode_error(const Document& document, std::string why, std::string advice);

}  // namespace tb::feed
