// What a fixture's .want.json states of a decoded document: only the fields it names are compared.
#pragma once

#include <gmock/gmock.h>
#include <rapidjson/document.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "tenbells/feed/feed.hpp"

namespace tb::feed {

inline std::string content_of_file(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

inline std::string text_or_empty(const rapidjson::Value& object, const char* key) {
  return object.HasMember(key) ? object[key].GetString() : "";
}

inline std::vector<std::string> texts(const rapidjson::Value& array) {
  std::vector<std::string> all;
  for (const auto& text : array.GetArray()) all.emplace_back(text.GetString());
  return all;
}

inline std::string shown(const std::optional<Moment>& moment) {
  return moment ? to_rfc3339(*moment) : "";
}

inline std::string field_of_item(const Entry& item, const std::string& name) {
  const std::map<std::string, std::string> fields{
      {"title", item.title},
      {"summary", item.summary},
      {"body", item.body},
      {"link", item.link},
      {"guid", item.guid},
      {"language", item.language},
      {"published", shown(item.published)},
      {"updated", shown(item.updated)},
      {"title_html", item.html.title},
      {"summary_html", item.html.summary},
      {"body_html", item.html.body},
      {"image", item.image},
      {"rights", item.rights},
      {"credit", item.credit},
      {"comments", item.comments},
      {"published_text", item.published_text},
      {"updated_text", item.updated_text},
      {"origin_title", item.origin.value_or(Origin{}).title},
      {"origin_link", item.origin.value_or(Origin{}).link},
      {"origin_id", item.origin.value_or(Origin{}).id},
  };
  return fields.at(name);
}

/// "Ada Li <ada@wire.example> https://ada.example/", without what is not known.
inline std::string shown(const Person& person) {
  std::string text = person.name;
  if (!person.email.empty()) text += (text.empty() ? "<" : " <") + person.email + ">";
  if (!person.uri.empty()) text += (text.empty() ? "" : " ") + person.uri;
  return text;
}

/// "https://wire.example/a.mp3 audio/mpeg 5", without what is not known.
inline std::string shown(const Enclosure& enclosure) {
  std::string text = enclosure.url;
  if (!enclosure.type.empty()) text += " " + enclosure.type;
  if (enclosure.length) text += " " + std::to_string(*enclosure.length);
  return text;
}

/// "tag:wire.example,2026:1 2026-11-24T14:03:00Z".
inline std::string shown(const Tombstone& tombstone) {
  return tombstone.guid + " " + shown(tombstone.when);
}

template <class Values>
std::vector<std::string> all_shown(const Values& values) {
  std::vector<std::string> all;
  for (const auto& value : values) all.push_back(shown(value));
  return all;
}

inline std::vector<std::string> list_of_item(const Entry& item, const std::string& name) {
  const std::map<std::string, std::vector<std::string>> lists{{"authors", item.authors},
                                                              {"categories", item.categories},
                                                              {"people", all_shown(item.people)},
                                                              {"enclosures", all_shown(item.enclosures)}};
  return lists.at(name);
}

inline std::string bits_shown(const std::string& name, std::uint32_t set) {
  std::string text = name;
  for (unsigned bit = 0; bit < 32; ++bit) {
    if (((set >> bit) & 1U) != 0) text += " " + std::to_string(bit);
  }
  return text;
}

/// A line for each thing that the channel says: "ttl 3600", "hours 0 23", "hub https://hub.example/", "complete".
inline std::vector<std::string> lines_of(const Channel& channel) {
  const PollingHints& polling = channel.polling;
  std::vector<std::string> lines;
  if (polling.ttl) lines.push_back("ttl " + std::to_string(polling.ttl->count()));
  if (polling.update_period) lines.push_back("period " + std::to_string(polling.update_period->count()));
  if (polling.skip_hours != 0) lines.push_back(bits_shown("hours", polling.skip_hours));
  if (polling.skip_days != 0) lines.push_back(bits_shown("days", polling.skip_days));
  for (const std::string& hub : channel.hubs) lines.push_back("hub " + hub);
  if (!channel.self.empty()) lines.push_back("self " + channel.self);
  if (!channel.next.empty()) lines.push_back("next " + channel.next);
  if (!channel.prev_archive.empty()) lines.push_back("prev-archive " + channel.prev_archive);
  if (channel.is_complete) lines.emplace_back("complete");
  if (channel.is_archive) lines.emplace_back("archive");
  return lines;
}

inline void expect_item(const Entry& item, const rapidjson::Value& want) {
  for (const auto& member : want.GetObject()) {
    const std::string name = member.name.GetString();
    SCOPED_TRACE(name);
    if (member.value.IsArray()) {
      EXPECT_EQ(list_of_item(item, name), texts(member.value));
    } else {
      EXPECT_EQ(field_of_item(item, name), member.value.GetString());
    }
  }
}

inline void expect_feed(const Feed& feed, const rapidjson::Value& want) {
  if (want.HasMember("feed")) {
    const std::map<std::string, std::string> head{
        {"title", feed.title}, {"link", feed.link}, {"language", feed.language}};
    for (const auto& member : want["feed"].GetObject())
      EXPECT_EQ(head.at(member.name.GetString()), member.value.GetString());
  }
  ASSERT_EQ(feed.items.size(), want["items"].Size());
  for (rapidjson::SizeType i = 0; i < want["items"].Size(); ++i) {
    SCOPED_TRACE(testing::Message() << "item " << i);
    expect_item(feed.items[i], want["items"][i]);
  }
  if (want.HasMember("channel")) {
    EXPECT_EQ(lines_of(feed.channel), texts(want["channel"]));
  }
  if (want.HasMember("deleted")) {
    EXPECT_EQ(all_shown(feed.tombstones), texts(want["deleted"]));
  }
  if (want.HasMember("repaired")) {
    EXPECT_EQ(feed.repaired, want["repaired"].GetBool());
  }
  if (!want.HasMember("warnings")) return;
  std::vector<std::string> kinds;
  for (const Warning& warning : feed.warnings) kinds.emplace_back(to_string(warning.kind));
  EXPECT_EQ(kinds, texts(want["warnings"]));
}

}  // namespace tb::feed
