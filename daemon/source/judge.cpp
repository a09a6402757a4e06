// The meaning of an answer. A body that is the same as before is not looked at again; nothing is remembered that the
// answer did not give.
#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <boost/algorithm/string/predicate.hpp>
#include <boost/algorithm/string/trim.hpp>
#include <utility>

#include "moves.hpp"
#include "tenbells/http/retry_after.hpp"
#include "tenbells/http/url.hpp"
#include "tenbells/source/poll.hpp"
#include "validator_scope.hpp"

namespace tb::source {
namespace {

using schedule::Reason;

// Where the query may hold a key, nothing of it goes further: not as the base of links, not into the journal.
std::string without_query(const Options& source, const std::string& url) {
  return source.query.empty() ? url : url.substr(0, url.find('?'));
}

std::string digest(const std::string& bytes) {
  const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

Error refusal(const Options& source, ErrorKind kind, std::string why, std::string advice) {
  return {.kind = kind,
          .doing = "poll " + source.id,
          .to = shown_url(source),
          .why = std::move(why),
          .advice = std::move(advice)};
}

struct Meaning {
  unsigned status;
  ErrorKind kind;
  Reason reason;
  const char* advice;
};

constexpr Meaning kMeanings[] = {
    {401, ErrorKind::refused, Reason::refused, "Check the source's key (auth, headers or query)."},
    {403, ErrorKind::refused, Reason::refused,
     "Ask the publisher whether this reader may come; set http.contact so that they can ask you."},
    {404, ErrorKind::not_found, Reason::missing, "Check the address."},
    {410, ErrorKind::gone, Reason::gone, "The publisher has ended it: remove the source."},
    {429, ErrorKind::throttled, Reason::throttled, "Poll less often (every)."},
    {503, ErrorKind::unavailable, Reason::throttled, ""},
};

Meaning meaning_of(unsigned status) {
  const auto* found = std::ranges::find(kMeanings, status, &Meaning::status);
  if (found != std::end(kMeanings)) return *found;
  if (status >= 500) return {status, ErrorKind::unavailable, Reason::http_5xx, ""};
  if (status >= 400) return {status, ErrorKind::refused, Reason::http_4xx, ""};
  return {status, ErrorKind::corrupt, Reason::protocol, "This is no answer to what was asked."};
}

Polled refused(const Options& source, const http::Response& response, Polled polled, Moment now) {
  const Meaning meaning = meaning_of(response.status);
  polled.reason = meaning.reason;
  polled.retry_after = http::asked_wait(response, now);
  const bool busy = response.status == 503 && polled.retry_after.has_value();
  const ErrorKind kind = busy ? ErrorKind::throttled : meaning.kind;
  polled.outcome = Outcome::failed;
  if (kind == ErrorKind::throttled) polled.outcome = Outcome::throttled;
  if (kind == ErrorKind::gone) polled.outcome = Outcome::gone;
  polled.error = refusal(source, kind, fmt::format("the server answered {}", response.status), meaning.advice);
  return polled;
}

// RFC 9110 §15.4.5: a 304 without a question. What is believed to be known is given up: the next poll asks for all.
Polled unasked(const Options& source, Polled polled) {
  polled.outcome = Outcome::failed;
  polled.reason = Reason::protocol;
  polled.error = refusal(source, ErrorKind::corrupt, "the server answered 304 to an unconditional request",
                         "The next poll asks for the whole document.");
  polled.state.etag.clear();
  polled.state.last_modified.clear();
  return polled;
}

// A 304 carries the headers that a 200 would (RFC 9110 §15.4.5); those it leaves out stay as they are.
SourceState refreshed(SourceState state, const http::Response& response) {
  if (const auto etag = response.header("ETag"); !etag.empty()) state.etag = etag;
  if (const auto modified = response.header("Last-Modified"); !modified.empty()) state.last_modified = modified;
  return state;
}

// What is remembered of a document: only what it gave, nothing kept from an older one.
SourceState remembered(const Options& source, SourceState state, const http::Request& request,
                       const http::Response& response) {
  if (response.url == http::canonical_url(request.url).value_or("")) {
    state.url = validator_scope(source, address_of(source, state));
  } else {
    state.url = source.query.empty() ? response.url : std::string();  // a redirect may repeat the key in any form
  }
  state.etag = state.url.empty() ? std::string_view() : response.header("ETag");
  state.last_modified = state.url.empty() ? std::string_view() : response.header("Last-Modified");
  return state;
}

// RFC 3229 §10.5.3: of the instance manipulations we know the feed's alone.
bool is_feed_delta(const http::Response& response) {
  return boost::algorithm::iequals(boost::algorithm::trim_copy(std::string(response.header("IM"))), "feed");
}

struct Phase {
  const char* doing;
  Reason reason;
};

constexpr Phase kPhases[] = {
    {"resolve", Reason::dns},
    {"connect to", Reason::connect},
    {"speak TLS with", Reason::tls},
    {"decompress the body", Reason::protocol},
    {"follow redirects", Reason::limit},
    {"read the URL", Reason::policy},
    {"ask robots.txt of", Reason::policy},
};

Reason reason_of(const Error& error) {
  if (error.kind == ErrorKind::limit_exceeded) {
    return error.doing == "connect to" ? Reason::resources : Reason::limit;
  }
  if (error.kind == ErrorKind::refused && error.doing != "speak TLS with") return Reason::policy;
  if (error.kind == ErrorKind::not_found) return Reason::no_such_host;
  for (const Phase& phase : kPhases) {
    if (error.doing == phase.doing) return phase.reason;
  }
  if (error.kind == ErrorKind::timeout) return Reason::timeout;
  return Reason::protocol;  // the server was reached, and did not answer as one
}

}  // namespace

Polled judge(const Options& source, const SourceState& state, const http::Request& request,
             const http::Response& response, Moment now, int moves) {
  Polled polled;
  polled.state = state;
  polled.answered_by = response.url;
  polled.transferred = response.transferred;
  const bool is_delta = response.status == 226;
  const bool asked = request.validators && request.validators->url == response.url;
  if (response.status == 304 && !asked) return unasked(source, std::move(polled));
  if (response.status != 200 && response.status != 304 && !(is_delta && asked && is_feed_delta(response))) {
    return refused(source, response, std::move(polled), now);
  }
  polled.freshness = http::freshness(response, now);
  for (const http::Header& header : response.headers) {
    if (boost::algorithm::iequals(header.name, "Link")) polled.links.push_back(header.value);
  }
  SourceState next = after_move(state, source, response, moves);
  if (response.status == 304) {
    polled.outcome = Outcome::not_modified;
    polled.state = refreshed(std::move(next), response);
    return polled;
  }
  polled.state = remembered(source, std::move(next), request, response);
  polled.is_delta = is_delta;
  if (!is_delta) {
    polled.state.body_digest = digest(response.body);
    if (polled.state.body_digest == state.body_digest) {
      polled.outcome = Outcome::unchanged;
      return polled;
    }
  }
  polled.outcome = response.moved_permanently ? Outcome::moved : Outcome::fresh;
  polled.document = Document{.bytes = response.body,
                             .url = without_query(source, response.url),
                             .content_type = std::string(response.header("Content-Type")),
                             .content_language = std::string(response.header("Content-Language")),
                             .content_location = std::string(response.header("Content-Location"))};
  return polled;
}

Polled judge(const Options& source, const SourceState& state, const Error& error) {
  Polled polled;
  polled.state = state;
  polled.reason = reason_of(error);
  Error told = error;
  polled.error = std::move(told).during("poll " + source.id, shown_url(source));
  return polled;
}

}  // namespace tb::source
