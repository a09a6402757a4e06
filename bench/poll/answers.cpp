// The shares are a table; the text of a feed is made anew for each 200, which costs the server, not the daemon.
#include "answers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <string>

#include "feed_text.hpp"

namespace tb::bench {
namespace {

constexpr std::chrono::milliseconds kSlowness{2'000};

struct Share {
  Kind kind;
  std::size_t below;  // sources whose number modulo 100 is below this, and not below the one before
  std::string_view name;
};

constexpr std::array<Share, 7> kShares{{{Kind::steady, 85, "steady"},
                                        {Kind::growing, 90, "growing"},
                                        {Kind::bare, 95, "bare"},
                                        {Kind::slow, 97, "slow"},
                                        {Kind::failing, 98, "failing"},
                                        {Kind::dropping, 99, "dropping"},
                                        {Kind::hung, 100, "hung"}}};

bool equal_names(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

// The value of a header, without the blanks around it; empty if there is none.
std::string_view field(std::string_view head, std::string_view name) {
  for (std::size_t at = head.find("\r\n"); at + 2 < head.size();) {
    const std::size_t begin = at + 2;
    at = std::min(head.find("\r\n", begin), head.size());
    const std::string_view line = head.substr(begin, at - begin);
    const std::size_t colon = std::min(line.find(':'), line.size());
    if (!equal_names(line.substr(0, colon), name)) continue;
    std::string_view value = line.substr(std::min(colon + 1, line.size()));
    while (value.starts_with(' ')) value.remove_prefix(1);
    return value;
  }
  return {};
}

Answer with_body(const Asked& asked, const std::string& etag, const std::string& feed) {
  const std::string body = asked.takes_gzip ? gzipped(feed) : feed;
  Answer answer{.bytes = {}, .delay = {}, .status = 200, .end = Answer::End::keep_open};
  answer.bytes = fmt::format("HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nContent-Length: {}\r\n{}{}\r\n{}",
                             body.size(), etag.empty() ? "" : fmt::format("ETag: {}\r\n", etag),
                             asked.takes_gzip ? "Content-Encoding: gzip\r\n" : "", body);
  return answer;
}

// The feed as it is since that item, or 304 to whoever has it.
Answer conditional(const Asked& asked, std::size_t newest) {
  const std::string etag = fmt::format("\"{}-{}\"", asked.source, newest);
  if (asked.if_none_match != etag) return with_body(asked, etag, feed_of(asked.source, newest));
  Answer answer{.bytes = {}, .delay = {}, .status = 304, .end = Answer::End::keep_open};
  answer.bytes = fmt::format("HTTP/1.1 304 Not Modified\r\nETag: {}\r\n\r\n", etag);
  return answer;
}

}  // namespace

std::string_view to_string(Kind kind) {
  return std::ranges::find(kShares, kind, &Share::kind)->name;
}

Kind kind_of(std::size_t source, bool with_hung) {
  const Kind kind = std::ranges::find_if(kShares, [&](const Share& share) { return source % 100 < share.below; })->kind;
  return kind == Kind::hung && !with_hung ? Kind::steady : kind;
}

Asked read_request(std::string_view head, std::size_t sources) {
  constexpr std::string_view kStart = "GET /";
  Asked asked{.source = sources, .if_none_match = {}, .takes_gzip = false};
  if (head.starts_with(kStart)) {
    std::from_chars(head.data() + kStart.size(), head.data() + head.size(), asked.source);
    asked.source = std::min(asked.source, sources);
  }
  asked.if_none_match = field(head, "If-None-Match");
  asked.takes_gzip = field(head, "Accept-Encoding").find("gzip") != std::string_view::npos;
  return asked;
}

Answer answer(Kind kind, const Asked& asked, std::size_t polls) {
  constexpr std::size_t kFull = 20;  // every feed begins with as many items as it shows
  switch (kind) {
    case Kind::steady:
      return conditional(asked, kFull);
    case Kind::growing:
      return conditional(asked, kFull + polls);
    case Kind::bare:
      return with_body(asked, "", feed_of(asked.source, kFull));
    case Kind::slow: {
      Answer late = conditional(asked, kFull);
      late.delay = kSlowness;
      return late;
    }
    case Kind::failing:
      return {.bytes = "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n",
              .delay = {},
              .status = 500,
              .end = Answer::End::keep_open};
    case Kind::dropping:
      return {.bytes = {}, .delay = {}, .status = 0, .end = Answer::End::close};
    case Kind::hung:
      return {.bytes = {}, .delay = {}, .status = 0, .end = Answer::End::hang};
  }
  return {};
}

}  // namespace tb::bench
