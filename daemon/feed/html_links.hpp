// The links inside HTML, made absolute: what a text of an item needs before it may stand anywhere else.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tb::feed {

/// Whether an attribute of HTML holds a URL (href, src, cite…); in any case.
[[nodiscard]] bool is_link_attribute(std::string_view name);

/// What a link attribute becomes on a page at `base`: absolute links and those that are no http(s) stay as they are.
///
/// @param room  how many bytes the links of a document may grow by in all: "x" may become two thousand bytes. What is
///              used is taken off; without room links stay as they are
[[nodiscard]] std::string absolute_link(std::string_view base, std::string_view reference, std::size_t& room);

/// A copy of HTML in which the relative links of its tags are resolved; everything else stays byte for byte.
///
/// @param base  an absolute URL; with an empty one nothing changes
/// @param room  as above
/// Threads: pure. Linear, no recursion.
[[nodiscard]] std::string with_absolute_links(std::string_view html, std::string_view base, std::size_t& room);

}  // namespace tb::feed
