// Zones by name. Abbreviations are a table, because no standard has them; English names and the IANA's identifiers are
// ICU's, put into tables once.
#include "zone_names.hpp"

#include <unicode/locid.h>
#include <unicode/strenum.h>
#include <unicode/timezone.h>
#include <unicode/tznames.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <string>

namespace tb::text {

namespace {

struct ZoneName {
  std::string_view name;
  int minutes_east;
};

// clang-format off
constexpr std::array kAbbreviations{
    ZoneName{"acdt", 630}, ZoneName{"acst", 570}, ZoneName{"adt", -180}, ZoneName{"aedt", 660}, ZoneName{"aest", 600},
    ZoneName{"aft", 270}, ZoneName{"akdt", -480}, ZoneName{"akst", -540}, ZoneName{"art", -180},
    ZoneName{"ast", -240}, ZoneName{"at", -240}, ZoneName{"awst", 480}, ZoneName{"azt", 240}, ZoneName{"bdt", 360},
    ZoneName{"bnt", 480}, ZoneName{"bot", -240}, ZoneName{"brst", -120}, ZoneName{"brt", -180}, ZoneName{"bst", 60},
    ZoneName{"btt", 360}, ZoneName{"cat", 120}, ZoneName{"cdt", -300}, ZoneName{"cest", 120}, ZoneName{"cet", 60},
    ZoneName{"chst", 600}, ZoneName{"clst", -180}, ZoneName{"clt", -240}, ZoneName{"cot", -300},
    ZoneName{"cst", -360}, ZoneName{"ct", -360}, ZoneName{"eat", 180}, ZoneName{"ect", -300}, ZoneName{"edt", -240},
    ZoneName{"eest", 180}, ZoneName{"eet", 120}, ZoneName{"est", -300}, ZoneName{"et", -300}, ZoneName{"fjt", 720},
    ZoneName{"get", 240}, ZoneName{"gmt", 0}, ZoneName{"gst", 240}, ZoneName{"haa", -180}, ZoneName{"hac", -300},
    ZoneName{"hae", -240}, ZoneName{"hap", -420}, ZoneName{"har", -360}, ZoneName{"hdt", -540}, ZoneName{"hkt", 480},
    ZoneName{"hna", -240}, ZoneName{"hnc", -360}, ZoneName{"hne", -300}, ZoneName{"hnp", -480},
    ZoneName{"hnr", -420}, ZoneName{"hst", -600}, ZoneName{"ict", 420}, ZoneName{"idt", 180}, ZoneName{"irdt", 270},
    ZoneName{"irkt", 480},
    ZoneName{"irst", 210}, ZoneName{"ist", 330}, ZoneName{"jst", 540}, ZoneName{"kgt", 360}, ZoneName{"krat", 420},
    ZoneName{"kst", 540}, ZoneName{"magt", 660}, ZoneName{"mdt", -360}, ZoneName{"mest", 120}, ZoneName{"mesz", 120},
    ZoneName{"met", 60}, ZoneName{"mez", 60}, ZoneName{"mmt", 390}, ZoneName{"msd", 240}, ZoneName{"msk", 180},
    ZoneName{"mst", -420}, ZoneName{"mt", -420}, ZoneName{"mut", 240}, ZoneName{"mvt", 300}, ZoneName{"myt", 480},
    ZoneName{"ndt", -150}, ZoneName{"npt", 345}, ZoneName{"nst", -210}, ZoneName{"nzdt", 780}, ZoneName{"nzst", 720},
    ZoneName{"omst", 360}, ZoneName{"pdt", -420}, ZoneName{"pet", -300}, ZoneName{"pett", 720}, ZoneName{"pgt", 600},
    ZoneName{"pht", 480}, ZoneName{"pkt", 300}, ZoneName{"pst", -480}, ZoneName{"pt", -480}, ZoneName{"pyt", -180},
    ZoneName{"samt", 240}, ZoneName{"sast", 120}, ZoneName{"sgt", 480}, ZoneName{"slst", 330}, ZoneName{"tjt", 300},
    ZoneName{"tmt", 300}, ZoneName{"trt", 180}, ZoneName{"ulat", 480}, ZoneName{"ut", 0}, ZoneName{"utc", 0},
    ZoneName{"uyt", -180}, ZoneName{"uzt", 300}, ZoneName{"vet", -240}, ZoneName{"vlat", 600}, ZoneName{"wast", 120},
    ZoneName{"wat", 60}, ZoneName{"west", 60}, ZoneName{"wet", 0}, ZoneName{"wib", 420}, ZoneName{"wit", 540},
    ZoneName{"wita", 480}, ZoneName{"yakt", 540}, ZoneName{"yekt", 300}, ZoneName{"zulu", 0}, ZoneName{"мск", 180},
};
// clang-format on

static_assert(std::ranges::is_sorted(kAbbreviations, {}, &ZoneName::name));

// Names that ICU gives to one zone alone or not at all.
constexpr std::array kOtherNames{
    ZoneName{"british summer time", 60},       ZoneName{"irish standard time", 60},
    ZoneName{"coordinated universal time", 0}, ZoneName{"universal time", 0},
    ZoneName{"universal time coordinated", 0}, ZoneName{"utc time", 0},
    ZoneName{"gmt daylight time", 60},
};

using Table = std::map<std::string, std::chrono::minutes, std::less<>>;

std::string as_key(const icu::UnicodeString& name) {
  std::string key;
  icu::UnicodeString(name).toLower(icu::Locale::getRoot()).toUTF8String(key);
  return key;
}

void add_names(const icu::TimeZoneNames& names, const icu::UnicodeString& meta_zone, Table& table) {
  icu::UnicodeString id;
  names.getReferenceZoneID(meta_zone, "001", id);
  const std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone(id));
  const std::chrono::milliseconds standard{zone->getRawOffset()};
  constexpr std::chrono::hours kDaylightSaving{1};
  for (const auto& [type, saving] :
       {std::pair{UTZNM_LONG_STANDARD, std::chrono::hours{0}}, std::pair{UTZNM_LONG_GENERIC, std::chrono::hours{0}},
        std::pair{UTZNM_LONG_DAYLIGHT, kDaylightSaving}}) {
    icu::UnicodeString name;
    names.getMetaZoneDisplayName(meta_zone, type, name);
    if (name.isEmpty()) continue;
    table.try_emplace(as_key(name), std::chrono::duration_cast<std::chrono::minutes>(standard + saving));
  }
}

Table english_names() {
  Table table;
  for (const ZoneName& row : kOtherNames) table.emplace(row.name, row.minutes_east);
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::TimeZoneNames> names(
      icu::TimeZoneNames::createInstance(icu::Locale::getEnglish(), status));
  if (U_FAILURE(status) != 0) return table;
  const std::unique_ptr<icu::StringEnumeration> zones(names->getAvailableMetaZoneIDs(status));
  if (U_FAILURE(status) != 0) return table;
  while (const icu::UnicodeString* const zone = zones->snext(status)) add_names(*names, *zone, table);
  return table;
}

std::map<std::string, std::string, std::less<>> iana_zones() {
  std::map<std::string, std::string, std::less<>> zones;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::StringEnumeration> ids(
      icu::TimeZone::createTimeZoneIDEnumeration(UCAL_ZONE_TYPE_ANY, nullptr, nullptr, status));
  if (U_FAILURE(status) != 0) return zones;
  while (const icu::UnicodeString* const id = ids->snext(status)) {
    std::string written;
    id->toUTF8String(written);
    if (written.find('/') != std::string::npos) zones.emplace(as_key(*id), written);
  }
  return zones;
}

}  // namespace

std::optional<std::chrono::minutes> zone_named(std::string_view name) {
  if (name.size() == 1 && name[0] >= 'a' && name[0] <= 'z') return std::chrono::minutes{0};
  const auto* const row = std::ranges::lower_bound(kAbbreviations, name, {}, &ZoneName::name);
  if (row != kAbbreviations.end() && row->name == name) return std::chrono::minutes{row->minutes_east};
  if (!name.ends_with(" time") && name.find(' ') == std::string_view::npos) return std::nullopt;
  static const Table kNames = english_names();
  const auto found = kNames.find(name);
  return found != kNames.end() ? std::optional{found->second} : std::nullopt;
}

std::string_view iana_zone(std::string_view name) {
  static const std::map<std::string, std::string, std::less<>> kZones = iana_zones();
  const auto found = kZones.find(name);
  return found != kZones.end() ? std::string_view(found->second) : std::string_view{};
}

std::chrono::minutes offset_in(std::string_view iana_zone, std::chrono::sys_seconds local) {
  const std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone(
      icu::UnicodeString::fromUTF8(icu::StringPiece(iana_zone.data(), static_cast<std::int32_t>(iana_zone.size())))));
  std::int32_t standard = 0;
  std::int32_t saving = 0;
  UErrorCode status = U_ZERO_ERROR;
  const auto since_1970 = std::chrono::duration<double, std::milli>(local.time_since_epoch()).count();
  zone->getOffset(since_1970, 1, standard, saving, status);
  return std::chrono::duration_cast<std::chrono::minutes>(std::chrono::milliseconds{standard + saving});
}

}  // namespace tb::text
