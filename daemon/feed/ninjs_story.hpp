// One story of ninjs as an Entry.
#pragma once

#include <rapidjson/document.h>

#include <cstddef>
#include <optional>
#include <string_view>

#include "tenbells/feed/entry.hpp"
#include "tenbells/feed/options.hpp"
#include "warnings.hpp"

namespace tb::feed {

/// What is known while a story is read.
struct NinjsStory {
  std::string_view base;  ///< what relative links are resolved against
  const Limits& limits;
  Warnings& warnings;
  std::size_t& room_for_links;  ///< as in html_links.hpp
};

/// The entry of a story, which must be an object; nothing if it only plans coverage.
[[nodiscard]] std::optional<Entry> read_ninjs_story(const rapidjson::Value& story, const NinjsStory& reading);

}  // namespace tb::feed
