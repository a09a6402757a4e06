// The zone of a worded date: digits before names, names before what the language suggests.
#include "date_zone.hpp"

#include <algorithm>
#include <string>

#include "date_phrase.hpp"
#include "date_words.hpp"
#include "zone_names.hpp"

namespace tb::text {

namespace {

using std::chrono::minutes;

bool take_iana_zone(std::string_view& text, ZoneParts& zone) {
  const std::size_t end = std::min(text.find_first_of(" ,;()[]"), text.size());
  const std::string_view word = text.substr(0, end);
  if (word.find('/') == std::string_view::npos) return false;
  zone.iana = iana_zone(word);
  if (!zone.iana.empty()) text.remove_prefix(end);
  return !zone.iana.empty();
}

}  // namespace

std::string take_word(std::string_view& text) {
  std::string word;
  while (!text.empty() && (is_letter(text.front()) || text.front() == '.')) {
    if (text.front() != '.') word += text.front();
    text.remove_prefix(1);
  }
  return word;
}

bool take_offset(std::string_view& text, ZoneParts& zone) {
  const std::optional<minutes> offset = take_offset(text);
  if (offset && !zone.offset) zone.offset = offset;
  return offset.has_value();
}

bool take_zone_name(std::string_view& text, bool clock_seen, ZoneParts& zone) {
  if (take_iana_zone(text, zone)) return true;
  std::optional<minutes> found;
  const bool taken = take_phrase(text, kMostZoneWords, [&](const std::string& phrase) {
    const bool is_word = phrase == "at" ? !clock_seen : phrase.size() == 1 && phrase != "z" && date_word(phrase);
    const std::optional<minutes> named = is_word ? std::nullopt : zone_named(phrase);
    if (named) found = named;
    return named.has_value();
  });
  if (taken && !zone.named) zone.named = found;
  return taken;
}

bool is_unknown_zone(std::string_view word, std::string_view shipped, const ZoneParts& zone) {
  if (zone.offset || zone.named || word.size() < 3 || word.size() > 5) return false;
  std::string capitals;
  for (const char c : word) {
    if (c < 'a' || c > 'z') return false;
    capitals += static_cast<char>(c - 'a' + 'A');
  }
  return shipped.find(capitals) != std::string_view::npos;
}

minutes east_of_utc(const ZoneParts& zone, const CivilTime& time, bool has_clock) {
  if (zone.offset) return *zone.offset;
  if (zone.named) return *zone.named;
  if (!zone.iana.empty()) {
    const std::optional<Moment> local = moment_of(time);
    return local ? offset_in(zone.iana, std::chrono::floor<std::chrono::seconds>(*local)) : minutes{0};
  }
  return has_clock && zone.home ? *zone.home : minutes{0};
}

}  // namespace tb::text
