// What an answer says of an origin's robots.txt, and for how long that is believed (RFC 9309 §2.3.1, §2.4).
#include <utility>

#include "tenbells/http/url.hpp"
#include "tenbells/source/origin_gate.hpp"
#include "tenbells/source/robots.hpp"

namespace tb::source {
namespace {

constexpr std::string_view kProduct = "tenbells";
constexpr std::chrono::hours kKept{24};
constexpr std::chrono::hours kRetry{1};

std::string canonical(const http::Request& request) {
  return http::canonical_url(request.url).value_or(request.url);
}

Error objection(ErrorKind kind, const std::string& url, std::string why) {
  return {.kind = kind,
          .doing = "ask robots.txt of",
          .to = origin_of(url),
          .why = std::move(why),
          .advice = "It is asked because of `respect_robots: true`."};
}

}  // namespace

http::Request robots_request(const http::Request& request) {
  http::Request file;
  file.url = origin_of(canonical(request)) + "/robots.txt";
  file.allow_private = request.allow_private;
  file.proxy = request.proxy;
  return file;
}

std::optional<Result<void>> RobotsMemory::verdict(const http::Request& request) const {
  const std::string url = canonical(request);
  const auto found = known_.find(origin_of(url));
  if (found == known_.end() || found->second.until <= clock_.steady_now()) return std::nullopt;
  const std::optional<Robots>& robots = found->second.robots;
  if (!robots) return fail(objection(ErrorKind::unavailable, url, "it cannot be had for now"));
  if (!allows(*robots, url)) return fail(objection(ErrorKind::refused, url, "it disallows this address"));
  return Result<void>();
}

void RobotsMemory::learn(const http::Request& request, const Result<http::Response>& answer) {
  const auto now = clock_.steady_now();
  std::erase_if(known_, [now](const auto& entry) { return entry.second.until <= now; });
  // 429 asks to stay away as a 5xx does, whatever its class.
  const bool is_there = answer && answer->status / 100 == 2;
  const bool is_none = answer && answer->status / 100 == 4 && answer->status != 429;
  Known known{.robots = std::nullopt, .until = now + kRetry};
  if (is_there) known.robots = parse_robots(answer->body, kProduct);
  if (is_none) known.robots = Robots{};
  if (known.robots) known.until = now + kKept;
  known_.insert_or_assign(origin_of(canonical(request)), std::move(known));
}

}  // namespace tb::source
