// What the schedule module lets a user decide: the rhythm of polling and the patience with a source that fails.
#pragma once

#include <chrono>
#include <cstdint>

namespace tb::schedule {

enum class Pace : std::uint8_t {
  learned,  ///< polls go where news is likely; `every` is what the source would get if all were polled alike
  fixed,    ///< one poll each `every`: the owner has written so
};

/// What holds for one source.
struct Options {
  Pace pace = Pace::learned;
  std::chrono::seconds every{300};             ///< from one poll's end to the next's start
  std::chrono::seconds fastest{30};            ///< the shortest wait of a learned pace
  std::chrono::seconds backoff_ceiling{3600};  ///< the longest wait after failures; never shorter than `every`
  double jitter = 0.1;                         ///< 0 … 0.5: a wait is lengthened by up to this share, never shortened
  bool ignore_freshness = false;               ///< poll although the publisher's cache promises nothing new
  bool unconditional_floor = true;  ///< whether Etiquette::unconditional_floor holds: for feeds, not for an API

  friend bool operator==(const Options&, const Options&) = default;
};

/// What holds for all sources: the bounds of politeness. Published promises are followed within them.
struct Etiquette {
  std::chrono::seconds freshness_ceiling = std::chrono::hours{24};    ///< a longer max-age or Expires counts as this
  std::chrono::seconds ttl_ceiling = std::chrono::weeks{1};           ///< a longer ttl or update period counts as this
  std::chrono::seconds retry_after_ceiling = std::chrono::weeks{1};   ///< a longer Retry-After counts as this
  std::chrono::seconds unconditional_floor = std::chrono::hours{24};  ///< between polls of a learned pace that cost the
                                                                      ///< publisher the whole document: no validators,
                                                                      ///< no promise of freshness
  std::chrono::seconds throttled_ceiling = std::chrono::hours{24};    ///< the longest back-off after 429 and 503
  std::chrono::seconds refused_floor = std::chrono::hours{6};         ///< after 401 and 403
  std::chrono::seconds missing_wait = std::chrono::hours{24};         ///< what 404s back off to, within five of them
  std::chrono::seconds missing_patience = std::chrono::days{30};      ///< of 404s alone, then the source is parked
  double push_stretch = 6;  ///< how much slower a source is polled that also pushes

  friend bool operator==(const Etiquette&, const Etiquette&) = default;
};

}  // namespace tb::schedule
