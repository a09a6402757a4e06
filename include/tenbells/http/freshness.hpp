// Freshness: how long an answer is promised to stay as it is (RFC 9111 §4.2), for whoever decides when to ask again.
#pragma once

#include <chrono>
#include <optional>

#include "tenbells/core/clock.hpp"
#include "tenbells/http/client.hpp"

namespace tb::http {

struct Freshness {
  /// What is left of the lifetime on arrival: max-age, else Expires counted from the answer's own Date, minus Age.
  /// Nothing if the server promises none, or wants to be asked each time (no-cache, max-age=0, Expires: 0, malformed).
  /// Not clamped: the ceiling is the caller's policy. Never negative.
  std::optional<std::chrono::seconds> fresh_for;
  std::optional<std::chrono::seconds> stale_if_error;  ///< RFC 5861 §4
  bool no_store = false;                               ///< RFC 9111 §5.2.2.5

  friend bool operator==(const Freshness&, const Freshness&) = default;
};

/// @param now  of the arrival, where the server gives no Date of its own
/// Threads: pure.
[[nodiscard]] Freshness freshness(const Response& response, Moment now);

}  // namespace tb::http
