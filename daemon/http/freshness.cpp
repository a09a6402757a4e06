// Cache-Control taken apart (RFC 9111 §5.2), and what follows from it. Whatever cannot be understood promises nothing:
// to ask too early costs a request, to ask too late costs news.
#include "tenbells/http/freshness.hpp"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <string_view>
#include <vector>

#include "tenbells/http/retry_after.hpp"

namespace tb::http {
namespace {

using std::chrono::seconds;

// What a longer number counts as (RFC 9111 §1.2.2). 68 years.
constexpr seconds kLongest{std::int64_t{1} << 31};

struct Directive {
  std::string_view name;
  std::optional<std::string_view> value;  // without its quotes
};

bool equals(std::string_view text, std::string_view lower) {
  return std::ranges::equal(text, lower, [](unsigned char a, char b) { return std::tolower(a) == b; });
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// Where the element that a list begins with ends: at the first comma outside quotes (RFC 9110 §5.6.1, §5.6.4).
std::size_t element_end(std::string_view list) {
  bool quoted = false;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list[i] == '"') quoted = !quoted;
    if (list[i] == '\\' && quoted) ++i;
    if (i < list.size() && list[i] == ',' && !quoted) return i;
  }
  return list.size();
}

Directive directive(std::string_view element) {
  const std::size_t equal = element.find('=');
  if (equal == std::string_view::npos) return {.name = trimmed(element), .value = std::nullopt};
  std::string_view value = trimmed(element.substr(equal + 1));
  if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
  return {.name = trimmed(element.substr(0, equal)), .value = value};
}

std::vector<Directive> cache_control(const Response& response) {
  std::vector<Directive> directives;
  for (const auto& header : response.headers) {
    if (!equals(header.name, "cache-control")) continue;
    for (std::string_view list = header.value; !list.empty();) {
      const std::size_t end = element_end(list);
      directives.push_back(directive(list.substr(0, end)));
      list.remove_prefix(std::min(end + 1, list.size()));
    }
  }
  return directives;
}

// delta-seconds: digits and nothing else, however many.
std::optional<seconds> delta_seconds(std::string_view text) {
  if (text.empty()) return std::nullopt;
  seconds value{0};
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = std::min(value * 10 + seconds{c - '0'}, kLongest);
  }
  return value;
}

// What a directive says, the smallest where it stands more than once, and nothing if it does not stand there.
struct Duration {
  bool is_given = false;
  bool is_malformed = false;
  seconds value = kLongest;

  void add(const Directive& directive) {
    is_given = true;
    const std::optional<seconds> said = delta_seconds(directive.value.value_or(std::string_view()));
    is_malformed = is_malformed || !said;
    value = std::min(value, said.value_or(value));
  }
};

struct Said {
  bool no_store = false;
  bool no_cache = false;
  Duration max_age;
  Duration stale_if_error;
};

Said said_by(const std::vector<Directive>& directives) {
  Said said;
  for (const Directive& directive : directives) {
    if (equals(directive.name, "no-store")) said.no_store = true;
    // With an argument it is about single fields (RFC 9111 §5.2.2.4).
    if (equals(directive.name, "no-cache") && !directive.value) said.no_cache = true;
    if (equals(directive.name, "max-age")) said.max_age.add(directive);
    if (equals(directive.name, "stale-if-error")) said.stale_if_error.add(directive);
  }
  return said;
}

std::optional<seconds> positive(seconds lifetime) {
  if (lifetime <= seconds{0}) return std::nullopt;
  return lifetime;
}

// Expires, counted from the server's own clock. Of several the earliest; one that is no date ("0", "-1") has passed.
std::optional<seconds> until_expiry(const Response& response, Moment now) {
  std::optional<seconds> lifetime;
  const auto arrival = std::chrono::floor<seconds>(now);
  const auto server_now = http_date(response.header("Date")).value_or(arrival);
  for (const auto& header : response.headers) {
    if (!equals(header.name, "expires")) continue;
    const Result<std::chrono::sys_seconds> date = http_date(trimmed(header.value));
    if (!date) return std::nullopt;
    lifetime = std::min(lifetime.value_or(kLongest), *date - server_now);
  }
  return lifetime ? positive(*lifetime) : std::nullopt;
}

// How long it has lain in caches on the way; the first value counts (RFC 9111 §5.1).
seconds age(const Response& response) {
  const std::string_view value = response.header("Age");
  return delta_seconds(trimmed(value.substr(0, value.find(',')))).value_or(seconds{0});
}

}  // namespace

Freshness freshness(const Response& response, Moment now) {
  const Said said = said_by(cache_control(response));
  Freshness freshness;
  freshness.no_store = said.no_store;
  const Duration& grace = said.stale_if_error;
  if (grace.is_given && !grace.is_malformed) freshness.stale_if_error = grace.value;
  if (said.no_cache || said.max_age.is_malformed) return freshness;
  const std::optional<seconds> lifetime =
      said.max_age.is_given ? positive(said.max_age.value) : until_expiry(response, now);
  if (lifetime) freshness.fresh_for = std::max(*lifetime - age(response), seconds{0});
  return freshness;
}

}  // namespace tb::http
