// RapidJSON's plain tree: the limit for JSON Feed, as one writes it first.
#include <rapidjson/document.h>

#include <stdexcept>

#include "parser.hpp"

namespace tb::bench {
namespace {

std::string text_of(const rapidjson::Value& item, const char* name) {
  const auto member = item.FindMember(name);
  if (member == item.MemberEnd() || !member->value.IsString()) return {};
  return {member->value.GetString(), member->value.GetStringLength()};
}

}  // namespace

std::vector<SixFields> parse_with_rapidjson(const Document& document) {
  rapidjson::Document tree;
  tree.Parse(document.bytes.data(), document.bytes.size());
  if (tree.HasParseError() || !tree.IsObject() || !tree.HasMember("items") || !tree["items"].IsArray())
    throw std::runtime_error("this is no JSON Feed");
  std::vector<SixFields> items;
  for (const rapidjson::Value& item : tree["items"].GetArray()) {
    items.push_back({.title = text_of(item, "title"),
                     .link = text_of(item, "url"),
                     .id = text_of(item, "id"),
                     .summary = text_of(item, "summary"),
                     .body = text_of(item, "content_html"),
                     .published = text_of(item, "date_published")});
  }
  return items;
}

}  // namespace tb::bench
