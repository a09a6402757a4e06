// Content-codings undone (RFC 9110 §8.4), with a bound on what may come out.
#pragma once

#include <string>
#include <string_view>

#include "tenbells/core/bytes.hpp"
#include "tenbells/core/result.hpp"

namespace tb::http {

/// @param coding  the Content-Encoding header as received; empty or "identity" for none. A body that is gzip without
///                saying so is seen for what it is.
/// Errors: limit_exceeded beyond `limit`, corrupt for a broken or truncated stream, invalid_input for a coding that
/// was not asked for.
[[nodiscard]] Result<std::string> decode_content(std::string body, std::string_view coding, Bytes limit);

}  // namespace tb::http
