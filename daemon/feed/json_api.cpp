// decode_json: a JSON API's answer, read where the user's mapping says.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "json_items.hpp"
#include "not_a_feed.hpp"
#include "tenbells/feed/detected_language.hpp"
#include "tenbells/feed/feed.hpp"
#include "tenbells/text/charset.hpp"

namespace tb::feed {

namespace {

struct Row {
  std::string_view name;
  Slot slot;
};

constexpr std::array kNames{
    Row{"id", Slot::guid},           Row{"title", Slot::title},       Row{"link", Slot::link},
    Row{"summary", Slot::summary},   Row{"body", Slot::body},         Row{"author", Slot::author},
    Row{"category", Slot::category}, Row{"language", Slot::language}, Row{"published", Slot::published},
    Row{"updated", Slot::updated},
};

Error mapping_error(const Document& document, std::string why, std::string advice) {
  Error error = decode_error(document, std::move(why), std::move(advice));
  error.doing = "decode the API's answer";
  return error;
}

Result<rapidjson::Pointer> pointer_of(const Document& document, std::string_view name, const std::string& text) {
  rapidjson::Pointer pointer(text.data(), text.size());
  if (pointer.IsValid()) return pointer;
  return fail(mapping_error(document,
                            fmt::format("the mapping of {} is “{}”, which is no JSON Pointer", name, clipped(text)),
                            "A JSON Pointer is empty or begins with “/”: /fields/headline."));
}

Result<std::vector<JsonField>> fields_of(const Document& document, const JsonMapping& mapping) {
  std::vector<JsonField> fields;
  for (const auto& [name, text] : mapping.fields) {
    const auto* const row = std::ranges::find(kNames, std::string_view(name), &Row::name);
    if (row == kNames.end()) {
      return fail(
          mapping_error(document, fmt::format("the mapping names a field “{}”, which items do not have", clipped(name)),
                        "Fields are id, title, link, summary, body, author, category, language, published, updated."));
    }
    Result<rapidjson::Pointer> pointer = pointer_of(document, name, text);
    if (!pointer) return fail(pointer.error());
    fields.push_back({.slot = row->slot, .pointer = *std::move(pointer), .name = fmt::format("{} ({})", name, text)});
  }
  return fields;
}

// Looked for only in the error: an API that refuses says why somewhere in its answer.
Error no_items(const Document& document, const rapidjson::Value& tree, const rapidjson::Pointer& pointer,
               const std::string& text) {
  const rapidjson::Value* const value = value_at(tree, pointer);
  const std::string there = value != nullptr ? description_of(*value) : "nothing: " + dead_end_of(tree, pointer);
  const std::string explanation = explanation_in(tree);
  const std::string says = explanation.empty() ? "" : "; the API says " + explanation;
  return mapping_error(document, fmt::format("no array of items at “{}”; there is {}{}", clipped(text), there, says),
                       "If the API changed its answer, change the mapping's `items`.");
}

}  // namespace

Result<Feed> decode_json(const Document& document, const JsonMapping& mapping, const Limits& limits) {
  const Result<std::vector<JsonField>> fields = fields_of(document, mapping);
  if (!fields) return fail(fields.error());
  const Result<rapidjson::Pointer> items_pointer = pointer_of(document, "items", mapping.items);
  if (!items_pointer) return fail(items_pointer.error());

  Warnings warnings;
  std::string text = text::read_as_utf8(document.bytes, document.content_type).text;
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first != std::string::npos && text[first] == '<') {
    return fail(
        mapping_error(document, "an HTML or XML page, not JSON", "Check the URL and whether the API wants a key."));
  }
  const Result<rapidjson::Document> tree = parse_json(document, text, limits, warnings);
  if (!tree) return fail(tree.error());
  // Where nothing matches, some APIs answer with an empty object.
  if (tree->IsObject() && tree->ObjectEmpty()) return Feed{.warnings = warnings.take()};
  const rapidjson::Value* const items = value_at(*tree, *items_pointer);
  if (items == nullptr || !items->IsArray()) return fail(no_items(document, *tree, *items_pointer, mapping.items));

  Feed feed;
  feed.items = read_json_items(*items, *fields, document.url, limits, warnings);
  for (const Item& item : feed.items) {
    if (item.title.empty()) warnings.add(Flaw::item_without_title, item.link);
  }
  if (limits.detect_languages) detect_languages(feed.items);
  feed.warnings = warnings.take();
  return feed;
}

}  // namespace tb::feed
