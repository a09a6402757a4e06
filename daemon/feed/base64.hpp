// Base64, which Atom 0.3 allows for any text (mode="base64"), and Atom 1.0 for content of other types.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tb::feed {

/// The bytes that a text encodes (RFC 4648 §4); white space is skipped. Nothing if it is not Base64.
[[nodiscard]] std::optional<std::string> decode_base64(std::string_view text);

}  // namespace tb::feed
