// Seconds first: it is what servers send. A date is counted from the server's own clock.
#include "tenbells/http/retry_after.hpp"

#include <time.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <ctime>
#include <string>

namespace tb::http {
namespace {

// RFC 9110 §5.6.7: the preferred form, RFC 850's, asctime's. Years of two digits are 1969 to 2068, as POSIX reads them.
constexpr const char* kDateForms[] = {"%a, %d %b %Y %H:%M:%S GMT", "%a, %d-%b-%y %H:%M:%S GMT", "%a %b %d %H:%M:%S %Y"};

constexpr std::size_t kLongestDate = 64;

Error malformed(std::string_view what, std::string_view value) {
  return {.kind = ErrorKind::invalid_input,
          .doing = "read " + std::string(what),
          .to = std::string(value.substr(0, 60)),
          .why = "it is neither a number of seconds nor a date",
          .advice = {}};
}

}  // namespace

Result<std::chrono::sys_seconds> http_date(std::string_view value) {
  if (value.size() > kLongestDate) return fail(malformed("an HTTP date", value));
  const std::string text(value);
  for (const char* form : kDateForms) {
    std::tm fields{};
    const char* end = ::strptime(text.c_str(), form, &fields);
    if (end != text.c_str() + text.size()) continue;
    return std::chrono::sys_seconds{std::chrono::seconds{::timegm(&fields)}};
  }
  return fail(malformed("an HTTP date", value));
}

Result<std::chrono::seconds> retry_after(std::string_view value, std::chrono::sys_seconds server_now) {
  while (!value.empty() && (value.back() == ' ' || value.back() == '\t')) value.remove_suffix(1);
  std::uint32_t seconds = 0;  // 136 years: more is no promise, it is garbage
  const auto [end, code] = std::from_chars(value.data(), value.data() + value.size(), seconds);
  if (code == std::errc() && end == value.data() + value.size()) return std::chrono::seconds{seconds};
  const Result<std::chrono::sys_seconds> date = http_date(value);
  if (!date) return fail(malformed("Retry-After", value));
  return std::max(*date - server_now, std::chrono::seconds{0});
}

std::optional<std::chrono::seconds> asked_wait(const Response& response, Moment now) {
  const std::string_view value = response.header("Retry-After");
  if (value.empty()) return std::nullopt;
  const auto arrival = std::chrono::floor<std::chrono::seconds>(now);
  const auto server_now = http_date(response.header("Date")).value_or(arrival);
  const Result<std::chrono::seconds> wait = retry_after(value, server_now);
  if (!wait) return std::nullopt;
  return *wait;
}

}  // namespace tb::http
