// JSON Feed (jsonfeed.org, versions 1 and 1.1). Its `title` is plain by definition and HTML in many feeds, so it is
// read as a title; `content_text` alone is taken at its word.
#include "json_feed.hpp"

#include <fmt/format.h>

#include <array>

#include "attachments.hpp"
#include "channel_values.hpp"
#include "json_items.hpp"
#include "links.hpp"
#include "ninjs.hpp"
#include "not_a_feed.hpp"
#include "people.hpp"
#include "reading.hpp"

namespace tb::feed {

namespace {

struct Row {
  Slot slot;
  const char* pointer;
  Markup markup = Markup::html;
};

constexpr std::array kFields{
    Row{Slot::guid, "/id"},
    Row{Slot::link, "/url"},
    Row{Slot::link, "/external_url"},
    Row{Slot::title, "/title", Markup::customary_html},
    Row{Slot::summary, "/summary", Markup::customary_html},
    Row{Slot::body, "/content_html"},
    Row{Slot::body, "/content_text", Markup::plain},
    Row{Slot::published, "/date_published"},
    Row{Slot::updated, "/date_modified"},
    Row{Slot::author, "/authors"},
    Row{Slot::author, "/author"},
    Row{Slot::category, "/tags"},
    Row{Slot::language, "/language"},
    Row{Slot::image, "/image"},
    Row{Slot::image, "/banner_image"},
    Row{Slot::enclosure, "/attachments"},
};

std::string text_at(const rapidjson::Value& tree, const char* pointer) {
  const rapidjson::Value* const value = value_at(tree, rapidjson::Pointer(pointer));
  return value != nullptr && value->IsString() ? std::string(value->GetString(), value->GetStringLength())
                                               : std::string{};
}

Error not_a_json_feed(const Document& document, const rapidjson::Value& tree) {
  const std::string explanation = explanation_in(tree);
  const std::string what = description_of(tree) + (explanation.empty() ? "" : ": " + explanation);
  return decode_error(document,
                      fmt::format("JSON, but no JSON Feed, which is an object with an array “items”; this is {}", what),
                      "If it is the answer of a JSON API, configure it as such and say where its items lie.");
}

std::vector<Person> authors_of(const rapidjson::Value& tree, std::string_view base) {
  std::vector<Person> authors;
  for (const char* const pointer : {"/authors", "/author"}) {
    const rapidjson::Value* const value = value_at(tree, rapidjson::Pointer(pointer));
    if (value == nullptr) continue;
    for (Person& person : people_in(*value, base)) add_once(authors, std::move(person));
  }
  return authors;
}

Channel channel_of(const rapidjson::Value& tree, std::string_view base) {
  Channel channel;
  channel.self = resolve_link(base, text_at(tree, "/feed_url"));
  channel.next = resolve_link(base, text_at(tree, "/next_url"));
  const rapidjson::Value* const hubs = value_at(tree, rapidjson::Pointer("/hubs"));
  if (hubs == nullptr || !hubs->IsArray()) return channel;
  for (const rapidjson::Value& hub : hubs->GetArray()) {
    if (channel.hubs.size() >= kMostHubs) break;
    if (!hub.IsObject() || !same_name(text_member(hub, "type"), "WebSub")) continue;  // rssCloud is another protocol
    add_hub(channel.hubs, resolve_link(base, text_member(hub, "url")));
  }
  return channel;
}

}  // namespace

Result<Feed> decode_json_feed(const Document& document, std::string text, const Limits& limits, Warnings& warnings) {
  const Result<rapidjson::Document> parsed = parse_json(document, text, limits, warnings);
  if (!parsed) return fail(parsed.error());
  const rapidjson::Document& tree = *parsed;
  const bool declared = text_at(tree, "/version").find("jsonfeed.org/version/") != std::string::npos;
  if (const auto stories = ninjs_stories_in(tree); !declared && !stories.empty()) {
    Feed feed{.items = read_ninjs(stories, document.url, limits, warnings)};
    feed.warnings = warnings.take();
    return feed;
  }
  const rapidjson::Value* const items = tree.IsObject() ? value_at(tree, rapidjson::Pointer("/items")) : nullptr;
  if (items == nullptr || !items->IsArray()) return fail(not_a_json_feed(document, tree));
  if (!declared) warnings.add(Flaw::missing_version);

  std::vector<JsonField> fields;
  for (const Row& row : kFields) {
    fields.push_back({.slot = row.slot, .pointer = rapidjson::Pointer(row.pointer), .markup = row.markup});
  }
  Feed feed;
  feed.title = as_line({.text = text_at(tree, "/title")}, limits, warnings);
  const std::string document_base = base_of(document);
  feed.link = resolve_link(document_base, text_at(tree, "/home_page_url"));
  feed.language = as_language(text_at(tree, "/language"), limits, warnings);
  feed.channel = channel_of(tree, document_base);
  const std::string& base = feed.link.empty() ? document_base : feed.link;
  feed.items = read_json_items(*items, fields, base, limits, warnings);
  const std::vector<Person> authors = authors_of(tree, base);
  for (Entry& item : feed.items) {
    inherit_authors(item, authors);
    if (item.image.empty()) item.image = first_picture(item.enclosures);
    if (item.language.empty()) item.language = feed.language;
  }
  feed.warnings = warnings.take();
  return feed;
}

}  // namespace tb::feed
