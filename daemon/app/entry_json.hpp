// What `tenbells decode` prints: a feed as JSON, with everything that its document says of each item.
#pragma once

#include <cstdint>
#include <string>

#include "tenbells/feed/feed.hpp"

namespace tb::app {

enum class Layout : std::uint8_t {
  one_line,
  indented,  ///< for people
};

/// `{"feed": {…}, "items": […], "warnings": […], "repaired": …}` and a line feed. Members without a value are left out,
/// lists of items and warnings are not. The id of an item without one is its link. Texts are plain; those of `…_html`
/// are the publisher's HTML, which whoever shows it must sanitise. Times are RFC 3339 in UTC. Threads: pure.
[[nodiscard]] std::string feed_json(const feed::Feed& feed, Layout layout);

}  // namespace tb::app
