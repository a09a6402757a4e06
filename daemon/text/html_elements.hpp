// What an HTML element does to the flow of text around it. For the HTML readers of this module alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tb::text {

enum class Effect : std::uint8_t {
  none,      ///< the text runs on: <b>, and every element not in the table
  breaks,    ///< stands on lines of its own: <p>, <br>, <li>
  spaces,    ///< beside its neighbours, not joined to them: <td>
  keeps,     ///< breaks, and keeps the line breaks of its text: <pre>
  pictures,  ///< stands beside its neighbours, and has an alternative text: <img>
  hides,     ///< nothing inside is text for readers, and without its end tag nothing behind it: <script>
  replaces,  ///< what is inside shows only to old browsers, as long as an end tag says where it ends: <noscript>
  foreign,   ///< has elements of its own inside, up to its end tag: <math>, <svg>
};

struct Element {
  std::string_view name;
  Effect effect = Effect::none;
  bool in_titles = false;  ///< titles carry it, so that its name between angle brackets is no part of the wording
};

/// Longer than the name of every element.
inline constexpr std::size_t kLongestElementName = 16;

/// The element of that name, in any case, which HTML has or had; null if it has none.
[[nodiscard]] const Element* element_named(std::string_view name);

/// The element of that name inside <math> or <svg>. Every name is one there: their names are words of English (text,
/// line, none), so that they are no tags elsewhere.
[[nodiscard]] const Element& foreign_element_named(std::string_view name);

}  // namespace tb::text
