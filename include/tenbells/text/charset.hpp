// From the bytes of a document to UTF-8, whatever charset they are in and whatever they claim to be in. The first thing
// that happens to a document.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tb::text {

struct Utf8Document {
  std::string text;          ///< valid UTF-8 without a byte order mark
  std::string charset;       ///< what it was read as: "utf-8", "windows-1252", "gb18030"…
  std::string claim;         ///< a declared charset that the bytes contradict or that nobody knows; else empty
  std::size_t replaced = 0;  ///< bytes that are no character in that charset, now U+FFFD
};

/// The charset parameter of a Content-Type header, without quotes; empty if there is none.
[[nodiscard]] std::string_view charset_of_content_type(std::string_view content_type);

/// The encoding that an XML declaration at the start of the bytes names; empty if there is none.
[[nodiscard]] std::string_view charset_of_xml_declaration(std::string_view bytes);

/// Reads the bytes as text. What decides, in this order: a byte order mark; the pattern of NULs that UTF-16 and UTF-32
/// make of markup, the first letters of EBCDIC; the Content-Type's charset; the XML declaration; valid UTF-8; what the
/// bytes look like, if that is clear; windows-1252. A claim that the bytes contradict is passed over: UTF-8 that is
/// none, any other charset over bytes that are UTF-8, UTF-16 over bytes without NULs. Never fails; UTF-7 and its like,
/// which hide markup from filters, are never decoded.
///
/// @param content_type  the header as received; may be empty
/// Source: RFC 7303 §3, XML 1.0 appendix F, RFC 4627 §3 for JSON, WHATWG Encoding (which charset a label really means).
/// Threads: pure, safe on any thread.
[[nodiscard]] Utf8Document read_as_utf8(std::string_view bytes, std::string_view content_type);

}  // namespace tb::text
