// Elements are known by their local names, whatever namespace they are in: ttl, skipHours and updatePeriod mean one
// thing everywhere. Only fh:complete and fh:archive must be RFC 5005's, because a podcast that has ended is
// itunes:complete.
#include "channel.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "channel_values.hpp"
#include "item_links.hpp"
#include "markup.hpp"
#include "tenbells/text/dates.hpp"

namespace tb::feed {

namespace {

using std::chrono::seconds;

enum class Part : std::uint8_t { ttl, skip_hours, skip_days, period, frequency, link, complete, archive, deleted };

struct Row {
  std::string_view local;
  Part part;
};

constexpr std::array kRows{
    Row{"link", Part::link},
    Row{"ttl", Part::ttl},
    Row{"skipHours", Part::skip_hours},
    Row{"skipDays", Part::skip_days},
    Row{"updatePeriod", Part::period},
    Row{"updateFrequency", Part::frequency},
    Row{"complete", Part::complete},
    Row{"archive", Part::archive},
    Row{"deleted-entry", Part::deleted},
};

// Asked of every child of a channel, items too: lengths first.
std::optional<Part> part_of(std::string_view local) {
  for (const Row& row : kRows) {
    if (row.local.size() == local.size() && same_name(row.local, local)) return row.part;
  }
  return std::nullopt;
}

std::string_view local_name(pugi::xml_node node) {
  return node.type() == pugi::node_element ? local_part(node.name()) : std::string_view{};
}

// The texts of the children of that name: <skipHours><hour>1</hour>…
template <class Read>
void each_text(pugi::xml_node parent, std::string_view local, const Reading& reading, Read read) {
  for (pugi::xml_node child = parent.first_child(); child; child = child.next_sibling()) {
    if (same_name(local_name(child), local)) read(TreeText(child, reading.limits.xml_depth));
  }
}

bool is_history(pugi::xml_node element, const Reading& reading) {
  return reading.prefixes.name_of(element).vocabulary == Vocabulary::history;
}

void set_first(std::string& value, pugi::xml_node link, const Reading& reading) {
  if (value.empty()) value = link_at(link, attribute_of(link, "href"), reading);
}

void read_link(pugi::xml_node link, const Reading& reading, Channel& channel) {
  if (!link.first_attribute()) return;
  if (has_relation(link, "self")) set_first(channel.self, link, reading);
  if (has_relation(link, "next")) set_first(channel.next, link, reading);
  if (has_relation(link, "prev-archive")) set_first(channel.prev_archive, link, reading);
  if (has_relation(link, "hub") && channel.hubs.size() < kMostHubs) {
    add_hub(channel.hubs, link_at(link, attribute_of(link, "href"), reading));
  }
}

/// mod_syndication's two halves, which stand apart.
struct Rhythm {
  std::optional<seconds> period;
  std::uint32_t frequency = 1;
};

void read_part(Part part, pugi::xml_node element, const Reading& reading, Channel& channel, Rhythm& rhythm) {
  PollingHints& polling = channel.polling;
  const auto text = [&] { return TreeText(element, reading.limits.xml_depth); };
  switch (part) {
    case Part::ttl:
      if (!polling.ttl) polling.ttl = ttl_of(text());
      break;
    case Part::skip_hours:
      each_text(element, "hour", reading, [&](std::string_view hour) { polling.skip_hours |= hour_bit(hour); });
      break;
    case Part::skip_days:
      each_text(element, "day", reading, [&](std::string_view day) { polling.skip_days |= day_bit(day); });
      break;
    case Part::period:
      if (!rhythm.period) rhythm.period = period_of(text());
      break;
    case Part::frequency:
      rhythm.frequency = frequency_of(text());
      break;
    case Part::link:
      read_link(element, reading, channel);
      break;
    case Part::complete:
      channel.is_complete = channel.is_complete || is_history(element, reading);
      break;
    case Part::archive:
      channel.is_archive = channel.is_archive || is_history(element, reading);
      break;
    case Part::deleted:
      break;
  }
}

}  // namespace

Channel channel_in(pugi::xml_node head, const Reading& reading) {
  Channel channel;
  Rhythm rhythm;
  for (pugi::xml_node child = head.first_child(); child; child = child.next_sibling()) {
    if (const std::optional<Part> part = part_of(local_name(child))) read_part(*part, child, reading, channel, rhythm);
  }
  if (rhythm.period) channel.polling.update_period = std::max(seconds{1}, *rhythm.period / rhythm.frequency);
  return channel;
}

std::vector<Tombstone> tombstones_in(pugi::xml_node head, const Reading& reading) {
  std::vector<Tombstone> tombstones;
  for (pugi::xml_node child = head.first_child(); child; child = child.next_sibling()) {
    if (part_of(local_name(child)) != Part::deleted) continue;
    std::string guid = as_value(attribute_of(child, "ref"), reading.limits, reading.warnings);
    if (guid.empty()) continue;
    if (tombstones.size() >= reading.limits.items) {
      reading.warnings.add(Flaw::too_many_items);
      break;
    }
    tombstones.push_back({.guid = std::move(guid), .when = text::parse_date(attribute_of(child, "when"))});
  }
  return tombstones;
}

}  // namespace tb::feed
