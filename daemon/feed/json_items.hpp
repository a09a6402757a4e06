// Items out of an array of JSON objects, by a table of pointers: a user's JsonMapping, or JSON Feed's own.
#pragma once

#include <rapidjson/pointer.h>

#include <string>
#include <string_view>
#include <vector>

#include "fields.hpp"
#include "json_tree.hpp"
#include "markup.hpp"
#include "tenbells/feed/entry.hpp"

namespace tb::feed {

struct JsonField {
  Slot slot = Slot::title;
  rapidjson::Pointer pointer;
  Markup markup = Markup::html;
  std::string name;  ///< as the user knows it, for messages
};

/// The items of an array, at most `limits.items`. Of several fields for one slot, the first that has a value counts; a
/// value of a type that cannot be read leaves its field empty. An element without text, link and id is left out.
///
/// @param base  what relative links are resolved against
[[nodiscard]] std::vector<Entry> read_json_items(const rapidjson::Value& array, const std::vector<JsonField>& fields,
                                                 std::string_view base, const Limits& limits, Warnings& warnings);

}  // namespace tb::feed
