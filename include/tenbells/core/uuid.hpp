// Deterministic ids: UUIDv5 (RFC 9562 §5.5) under Tenbells' own namespace, so that every consumer can de-duplicate.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace tb {

/// The UUIDv5 of the parts in order, in lower-case text form. Parts are length-prefixed before hashing:
/// ("ab","c") and ("a","bc") differ.
[[nodiscard]] std::string uuid_of(std::initializer_list<std::string_view> parts);

}  // namespace tb
