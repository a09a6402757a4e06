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

  friend bool operator==(const SourceState&, const SourceState&) = default;
};

}  // namespace tb
