// SourceState: what is remembered of a source between polls and across restarts. Saved in the same commit as the items
// it stands for, so that a crash can never hide news behind a 304.
#pragma once

#include <string>

#include "tenbells/core/clock.hpp"

namespace tb {

struct SourceState {
  std::string url;            ///< the address the validators belong to: they are never sent to another
  std::string etag;           ///< byte for byte as received, quotes and W/ included; empty if none (RFC 9110 §8.8.3)
  std::string last_modified;  ///< byte for byte as received; empty if none
  std::string body_digest;    ///< of the last document: the cheapest parse is none
  Moment baselined_at{};      ///< when the first document was recorded; the epoch: never

  std::string configured_url;  ///< the configuration's address that the next three belong to: another drops them
  std::string moving_to;       ///< where permanent redirects (301, 308) have led…
  int moves_seen = 0;          ///< …so many times in a row
  std::string moved_to;        ///< the address adopted after enough of them; empty: none

  std::string parked;  ///< not polled until a person says so: "gone" (410), "lost" (nothing but 404s); empty: polled
  Moment parked_at{};  ///< the epoch if it is not parked

  friend bool operator==(const SourceState&, const SourceState&) = default;
};

}  // namespace tb
