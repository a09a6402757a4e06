// ninjs (News in JSON, IPTC, versions 1 to 3): finds its stories in a JSON document and reads them.
#pragma once

#include <rapidjson/document.h>

#include <string_view>
#include <vector>

#include "tenbells/feed/feed.hpp"
#include "warnings.hpp"

namespace tb::feed {

/// The stories in a document: the document itself, the elements of an array, or what an object wraps within three
/// levels ({"items": […]}, {"data": {"items": [{"item": {…}}]}}). Empty if nothing there is ninjs: an object with a
/// `uri` and another member that only ninjs has. The values point into the tree.
[[nodiscard]] std::vector<const rapidjson::Value*> ninjs_stories_in(const rapidjson::Value& tree);

/// The items of stories, at most `limits.items`. What plans coverage is left out with a warning. `warnings` is left to
/// the caller to take.
///
/// @param base  what relative links are resolved against
[[nodiscard]] std::vector<Entry> read_ninjs(const std::vector<const rapidjson::Value*>& stories, std::string_view base,
                                            const Limits& limits, Warnings& warnings);

}  // namespace tb::feed
