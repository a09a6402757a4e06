// robots.txt (RFC 9309): what an origin asks of programs that come by themselves. A feed reader is sent by a person and
// need not ask; an owner who wants to be asked for it says `respect_robots: true`.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "tenbells/core/bytes.hpp"
#include "tenbells/core/clock.hpp"
#include "tenbells/core/result.hpp"
#include "tenbells/http/client.hpp"

namespace tb::source {

/// The rules of an origin for us.
struct Robots {
  struct Rule {
    std::string pattern;  ///< of path and query, percent-encoded alike; `*` any characters, `$` at the end: the end
    bool allows = false;

    friend bool operator==(const Rule&, const Rule&) = default;
  };
  std::vector<Rule> rules;

  friend bool operator==(const Robots&, const Robots&) = default;
};

inline constexpr Bytes kRobotsBytes = 500_KiB;      ///< of a file that are read (RFC 9309 §2.5)
inline constexpr std::size_t kRobotsRules = 5'000;  ///< of a file that are kept

/// The rules of all groups that name the product token, in any case; else of the groups for "*"; else none.
/// Lines that are no rule are passed over. Threads: pure, linear, reads at most kRobotsBytes.
[[nodiscard]] Robots parse_robots(std::string_view file, std::string_view product);

/// Whether the rules allow that address: the longest pattern that matches decides, of equal ones the one that allows;
/// without any, and for /robots.txt itself, yes (RFC 9309 §2.2.2).
/// @param url  canonical (http::canonical_url)
/// Threads: pure; at most the pattern's length times the URL's a rule.
[[nodiscard]] bool allows(const Robots& robots, std::string_view url);

/// The request for the robots.txt of that request's origin: by the same way, and without its credentials.
[[nodiscard]] http::Request robots_request(const http::Request& request);

/// What is known of the robots.txt of origins. Their rules are kept for a day; that a file could not be had (5xx, no
/// connection), in which case nothing is allowed (RFC 9309 §2.3.1.4), for an hour.
/// Lives on one thread. Nothing is kept for longer than that after the next file is learned.
class RobotsMemory final {
 public:
  /// @param clock  outlives the memory
  explicit RobotsMemory(const Clock& clock) : clock_(clock) {}
  RobotsMemory(const RobotsMemory&) = delete;
  RobotsMemory& operator=(const RobotsMemory&) = delete;

  /// Whether the request may be made; nothing: the file must be asked for first.
  /// Errors: refused (the file disallows the address), unavailable (it cannot be had).
  [[nodiscard]] std::optional<Result<void>> verdict(const http::Request& request) const;

  /// @param answer  to robots_request(request)
  void learn(const http::Request& request, const Result<http::Response>& answer);

 private:
  struct Known {
    std::optional<Robots> robots;  // nothing: it could not be had
    std::chrono::steady_clock::time_point until;
  };

  const Clock& clock_;
  std::unordered_map<std::string, Known> known_;  // by origin
};

}  // namespace tb::source
