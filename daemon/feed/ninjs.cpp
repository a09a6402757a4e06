// ninjs: which JSON it is, and where its stories lie. The reading of one story is ninjs_story.cpp.
#include "ninjs.hpp"

#include <algorithm>
#include <array>

#include "json_tree.hpp"
#include "names.hpp"
#include "ninjs_story.hpp"
#include "reading.hpp"

namespace tb::feed {

namespace {

// Beside `uri`, which other formats have too. Compared without case: version 3 writes versionCreated, version 2 did
// not.
constexpr std::array<std::string_view, 19> kTellTales{
    "pubstatus", "versioncreated",  "firstcreated",    "contentcreated",     "embargoed",   "headline",   "headlines",
    "bodies",    "descriptions",    "copyrightnotice", "copyrightholder",    "usageterms",  "rightsinfo", "slugline",
    "urgency",   "plannedcoverage", "eventdetails",    "representationtype", "associations"};
constexpr std::array<std::string_view, 3> kTellTaleStarts{"body_", "description_", "headline_"};

std::string_view text_of(const rapidjson::Value& value) {
  return value.IsString() ? std::string_view(value.GetString(), value.GetStringLength()) : std::string_view{};
}

// "standard": {"name": "ninjs", …}, in version 1 "$standard".
bool names_ninjs(const rapidjson::Value& standard) {
  if (!standard.IsObject()) return text_of(standard).find("ninjs") != std::string_view::npos;
  const auto name = standard.FindMember("name");
  return name != standard.MemberEnd() && same_name(text_of(name->value), "ninjs");
}

bool is_story(const rapidjson::Value& value) {
  if (!value.IsObject()) return false;
  bool has_uri = false;
  bool tells = false;
  for (const auto& member : value.GetObject()) {
    const std::string_view name = text_of(member.name);
    has_uri = has_uri || (name == "uri" && member.value.IsString());
    tells = tells || ((name == "standard" || name == "$standard") && names_ninjs(member.value)) ||
            std::ranges::any_of(kTellTales, [&](std::string_view known) { return same_name(known, name); }) ||
            std::ranges::any_of(kTellTaleStarts, [&](std::string_view start) { return name.starts_with(start); });
    if (has_uri && tells) return true;
  }
  return false;
}

// [{"meta": …, "item": {…}}]: some APIs wrap each story by itself.
const rapidjson::Value* story_of(const rapidjson::Value& element) {
  if (is_story(element)) return &element;
  if (!element.IsObject()) return nullptr;
  const auto item = element.FindMember("item");
  return item != element.MemberEnd() && is_story(item->value) ? &item->value : nullptr;
}

std::vector<const rapidjson::Value*> stories_of(const rapidjson::Value& array) {
  constexpr std::size_t kLookedAt = 8;  // an array that does not begin with stories holds none
  std::vector<const rapidjson::Value*> stories;
  std::size_t looked_at = 0;
  for (const auto& element : array.GetArray()) {
    if (const rapidjson::Value* const story = story_of(element)) stories.push_back(story);
    if (stories.empty() && ++looked_at == kLookedAt) break;
  }
  return stories;
}

}  // namespace

std::vector<const rapidjson::Value*> ninjs_stories_in(const rapidjson::Value& tree) {
  constexpr int kDeepest = 3;
  constexpr std::size_t kMostWrappers = 64;
  std::vector<const rapidjson::Value*> level{&tree};
  for (int depth = 0; depth <= kDeepest && !level.empty(); ++depth) {
    std::vector<const rapidjson::Value*> next;
    for (const rapidjson::Value* const value : level) {
      if (is_story(*value)) return {value};
      if (value->IsArray()) {
        std::vector<const rapidjson::Value*> stories = stories_of(*value);
        if (!stories.empty()) return stories;
      } else if (value->IsObject()) {
        for (const auto& member : value->GetObject()) {
          const bool wraps = member.value.IsObject() || member.value.IsArray();
          if (wraps && next.size() < kMostWrappers) next.push_back(&member.value);
        }
      }
    }
    level = std::move(next);
  }
  return {};
}

std::vector<Entry> read_ninjs(const std::vector<const rapidjson::Value*>& stories, std::string_view base,
                              const Limits& limits, Warnings& warnings) {
  std::vector<Entry> items;
  std::size_t room = kMostGrowthOfLinks;
  const NinjsStory read{.base = base, .limits = limits, .warnings = warnings, .room_for_links = room};
  for (const rapidjson::Value* const story : stories) {
    if (items.size() >= limits.items) {
      warnings.add(Flaw::too_many_items);
      break;
    }
    std::optional<Entry> item = read_ninjs_story(*story, read);
    if (!item) {
      warnings.add(Flaw::carries_no_news, "a plan of coverage");
    } else if (is_empty(*item)) {
      warnings.add(Flaw::empty_item);
    } else {
      items.push_back(*std::move(item));
    }
  }
  return items;
}

}  // namespace tb::feed
