// The tags of HTML: where one ends, what it is called, and whether what looks like one is. For html_text.cpp alone.
// Every search ends at the tag's own end or at the next "<", or looks at a bounded number of values: asked at every
// "<" of a text that holds nothing else, all together stay linear.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace tb::text {

/// The name behind "<" or "</"; empty if it is longer than any that we know.
[[nodiscard]] std::string_view tag_name(std::string_view html, std::size_t pos);

/// Behind the ">" of the tag whose name ends at `pos`; nothing if another "<" or the end comes first. A quote opens a
/// value only behind "=": <p title=it's> has none. Where a quote was forgotten, the tag ends at the first ">" behind
/// it.
[[nodiscard]] std::optional<std::size_t> end_of_tag(std::string_view html, std::size_t pos);

/// Whether all that stands behind a tag's name are attributes with values: no words of a sentence.
[[nodiscard]] bool holds_attributes_alone(std::string_view attributes);

/// Whether what stands between "<" and ">" and is no element of HTML may be one all the same: somebody's own
/// (<custom-x>, <o:p>), or an end tag.
[[nodiscard]] bool may_be_element(std::string_view tag);

/// The value of an attribute, its references decoded; empty if it has none.
///
/// @param attributes  what stands in the tag behind its name
[[nodiscard]] std::string attribute_value(std::string_view attributes, std::string_view lower_name);

/// The end tag of an element whose text is not markup, from `pos` on: where its "</" is; nothing if there is none.
[[nodiscard]] std::optional<std::size_t> end_tag_of(std::string_view html, std::size_t pos, std::string_view name);

}  // namespace tb::text
