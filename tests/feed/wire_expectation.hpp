// The fields of an entry as texts, for tables: what a wire test compares with what it wants.
#pragma once

#include <algorithm>
#include <cstdint>
#include <iomanip>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "feed/expectation.hpp"

namespace tb::feed {

inline std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : " | ") + text;
  return all;
}

/// Every field under the name that fixtures use; lists are joined with " | ".
inline std::map<std::string, std::string> fields_of(const Entry& entry) {
  const Wire wire = entry.wire.value_or(Wire{});
  return {
      {"guid", entry.guid},
      {"link", entry.link},
      {"title", entry.title},
      {"summary", entry.summary},
      {"body", entry.body},
      {"html.title", entry.html.title},
      {"html.summary", entry.html.summary},
      {"html.body", entry.html.body},
      {"authors", joined(entry.authors)},
      {"author.uri", entry.people.empty() ? "" : entry.people.front().uri},
      {"categories", joined(entry.categories)},
      {"language", entry.language},
      {"published", shown(entry.published)},
      {"updated", shown(entry.updated)},
      {"rights", entry.rights},
      {"credit", entry.credit},
      {"image", entry.image},
      {"enclosures", joined(all_shown(entry.enclosures))},
      {"version", wire.version},
      {"status", std::string(to_string(wire.status))},
      {"urgency", wire.urgency ? std::to_string(*wire.urgency) : ""},
      {"embargoed", shown(wire.embargoed)},
      {"codes", joined(wire.codes)},
      {"replaces", joined(wire.replaces)},
      {"signals", joined(wire.signals)},
  };
}

inline std::vector<std::string> kinds_of(const std::vector<Warning>& warnings) {
  std::vector<std::string> kinds;
  for (const Warning& warning : warnings) kinds.emplace_back(to_string(warning.kind));
  return kinds;
}

/// What stands for other people's texts in our tables: their bytes without white space, how many and FNV-1a.
inline std::string checksum(const std::string& text) {
  std::uint32_t hash = 0x811c9dc5;
  std::size_t size = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool no_break_space = text.compare(i, 2, "\xC2\xA0") == 0;
    if (no_break_space) ++i;
    if (no_break_space || byte == ' ' || byte == '\n') continue;
    hash = (hash ^ byte) * 0x01000193;
    ++size;
  }
  std::ostringstream shown;
  shown << size << ':' << std::hex << std::setw(8) << std::setfill('0') << hash;
  return size == 0 ? "-" : shown.str();
}

inline constexpr const char* kWireUrl = "https://feeds.example/wire.xml";

/// With HTML kept.
inline Result<Feed> decoded_wire(std::string bytes) {
  return decode({.bytes = std::move(bytes), .url = kWireUrl}, {.keep_html = true});
}

/// The only item of a document that is expected to have one.
inline Entry one_item(std::string bytes) {
  const Result<Feed> feed = decoded_wire(std::move(bytes));
  if (feed && feed->items.size() == 1) return feed->items.front();
  ADD_FAILURE() << (feed ? std::to_string(feed->items.size()) + " items" : to_string(feed.error()));
  return {};
}

}  // namespace tb::feed
