// Links: from what a feed writes to an absolute http(s) URL, or to nothing. Every link of an item passes here.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tb::feed {

/// The absolute URL that `reference` means on a page at `base` (RFC 3986 §5). White space around and line breaks within
/// are dropped, ampersands that were encoded once more than the document's markup are decoded, characters that no URL
/// may hold are percent-encoded, a host in other scripts becomes Punycode. An absolute reference that needs none of
/// this is returned as it is.
///
/// @param base  an absolute URL, or empty: then only absolute references give a link
/// @return      http or https only; empty for everything else (javascript:, mailto:, a tag: URI, what cannot be read)
/// Threads: pure. Linear; a reference beyond 8 KiB gives nothing.
[[nodiscard]] std::string resolve_link(std::string_view base, std::string_view reference);

/// Whether a text is an absolute http or https URL without white space: what may be followed as a permalink.
[[nodiscard]] bool is_web_address(std::string_view text);

/// A base for other references, by the same rules; nothing if it gives no http(s) URL, or one longer than 2 KiB.
[[nodiscard]] std::optional<std::string> usable_base(std::string_view outer, std::string_view reference);

/// The same, and `outer` where that gives nothing.
[[nodiscard]] std::string resolve_base(std::string_view outer, std::string_view reference);

}  // namespace tb::feed
