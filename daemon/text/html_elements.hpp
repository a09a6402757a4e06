// What an HTML element does to the flow of text around it. For html_text.cpp alone.
#pragma once

#include <cstdint>
#include <string_view>

namespace tb::text {

enum class Effect : std::uint8_t {
  none,    ///< the text runs on: <b>, and every element not in the table
  breaks,  ///< stands on lines of its own: <p>, <br>, <li>
  spaces,  ///< beside its neighbours, not joined to them: <td>
  keeps,   ///< breaks, and keeps the line breaks of its text: <pre>
  hides,   ///< nothing inside is text for readers: <script>
};

/// Whether HTML has, or had, an element of that name.
[[nodiscard]] bool is_element(std::string_view lower_name);

[[nodiscard]] Effect effect_of(std::string_view lower_name);

/// Whether an element is one that titles carry, so that its name between angle brackets is no part of the wording.
[[nodiscard]] bool belongs_in_title(std::string_view lower_name);

}  // namespace tb::text
