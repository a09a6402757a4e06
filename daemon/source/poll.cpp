// A source's request and the meaning of its answer. Etiquette is decided here: validators go back exactly as they came
// and to the address they came from; a body that is the same as before is not looked at again.
#include "tenbells/source/poll.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <boost/algorithm/string/predicate.hpp>
#include <boost/url/encode.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>
#include <boost/url/url.hpp>
#include <utility>

#include "tenbells/http/retry_after.hpp"
#include "tenbells/http/url.hpp"

namespace tb::source {
namespace {

constexpr const char* kAcceptFeed =
    "application/atom+xml, application/rss+xml, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, "
    "*/*;q=0.5";
constexpr const char* kAcceptApi = "application/json, */*;q=0.5";

std::string full_url(const Options& source) {
  const auto parsed = boost::urls::parse_uri(source.url);
  if (!parsed || source.query.empty()) return source.url;
  boost::urls::url url(*parsed);
  for (const auto& [name, value] : source.query) {
    // Everything but unreserved characters, also the + that many servers read as a space (RFC 3986 §2.3).
    const std::string encoded_name = boost::urls::encode(name, boost::urls::unreserved_chars);
    const std::string encoded_value = boost::urls::encode(value.reveal(), boost::urls::unreserved_chars);
    url.encoded_params().append({encoded_name, encoded_value});
  }
  return std::string(url.buffer());
}

// An API may want a type of its own: the user's Accept takes the place of ours.
bool sets_accept(const Options& source) {
  return std::ranges::any_of(source.headers, [](const auto& header) { return boost::iequals(header.first, "Accept"); });
}

// Where the query may hold a key, nothing of it goes further: not as the base of links, not into the journal.
std::string without_query(const Options& source, const std::string& url) {
  return source.query.empty() ? url : url.substr(0, url.find('?'));
}

std::string digest(const std::string& bytes) {
  const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

Error refusal(const Options& source, const http::Response& response, ErrorKind kind, std::string advice) {
  return {.kind = kind,
          .doing = "poll " + source.id,
          .to = shown_url(source),
          .why = fmt::format("the server answered {}", response.status),
          .advice = std::move(advice)};
}

struct Meaning {
  unsigned status;
  ErrorKind kind;
  const char* advice;
};

constexpr Meaning kMeanings[] = {
    {401, ErrorKind::refused, "Check the source's key (headers or query)."},
    {403, ErrorKind::refused,
     "Ask the publisher whether this reader may come; set http.contact so that they can ask you."},
    {404, ErrorKind::not_found, "Check the address."},
    {429, ErrorKind::throttled, "Poll less often (every)."},
    {503, ErrorKind::unavailable, ""},
};

Polled refused(const Options& source, const SourceState& state, const http::Response& response, Moment now) {
  ErrorKind kind = response.status >= 500 ? ErrorKind::unavailable : ErrorKind::refused;
  const char* advice = "";
  for (const Meaning& meaning : kMeanings) {
    if (meaning.status == response.status) {
      kind = meaning.kind;
      advice = meaning.advice;
    }
  }
  const auto wait = http::asked_wait(response, now);
  if (response.status == 503 && wait) kind = ErrorKind::throttled;
  return {.outcome = kind == ErrorKind::throttled ? Outcome::throttled : Outcome::failed,
          .document = std::nullopt,
          .state = state,
          .error = refusal(source, response, kind, advice),
          .retry_after = wait};
}

// What is remembered of this answer: only what it gave, nothing kept from an older one.
SourceState remembered(const Options& source, const SourceState& before, const http::Response& response) {
  SourceState state = before;
  if (response.url == http::canonical_url(full_url(source)).value_or("")) {
    state.url = source.url;
  } else {
    state.url = source.query.empty() ? response.url : std::string();  // a redirect may repeat the key in any form
  }
  state.etag = state.url.empty() ? std::string_view() : response.header("ETag");
  state.last_modified = state.url.empty() ? std::string_view() : response.header("Last-Modified");
  return state;
}

}  // namespace

std::string shown_url(const Options& source) {
  return source.url;
}

http::Request request_for(const Options& source, const SourceState& state) {
  http::Request request;
  request.url = full_url(source);
  if (!sets_accept(source)) {
    request.headers.push_back({.name = "Accept", .value = source.kind == Kind::feed ? kAcceptFeed : kAcceptApi});
  }
  for (const auto& [name, value] : source.headers) request.credentials.push_back({name, value.reveal()});
  request.allow_private = source.allow_private;
  if (!state.etag.empty() || !state.last_modified.empty()) {
    const bool own = state.url == source.url;
    const std::string url = own ? http::canonical_url(request.url).value_or("") : state.url;
    request.validators = {.url = url, .etag = state.etag, .last_modified = state.last_modified};
  }
  return request;
}

Polled judge(const Options& source, const SourceState& state, http::Response response, Moment now) {
  Polled polled{.outcome = Outcome::failed, .document = {}, .state = state, .error = {}, .retry_after = {}};
  if (response.status == 304) {
    polled.outcome = Outcome::not_modified;
    return polled;
  }
  if (response.status == 410) {
    polled.outcome = Outcome::gone;
    polled.error = refusal(source, response, ErrorKind::gone, "The publisher has ended it: remove the source.");
    return polled;
  }
  if (response.status != 200) return refused(source, state, response, now);
  polled.state = remembered(source, state, response);
  polled.state.body_digest = digest(response.body);
  if (polled.state.body_digest == state.body_digest) {
    polled.outcome = Outcome::unchanged;
    return polled;
  }
  polled.outcome = response.moved_permanently ? Outcome::moved : Outcome::fresh;
  polled.document = Document{.bytes = std::move(response.body),
                             .url = without_query(source, response.url),
                             .content_type = std::string(response.header("Content-Type")),
                             .content_language = std::string(response.header("Content-Language")),
                             .content_location = std::string(response.header("Content-Location"))};
  return polled;
}

asio::awaitable<Polled> poll(http::Client& client, const Clock& clock, Options source, SourceState state) {
  http::Request request = request_for(source, state);
  Result<http::Response> response = co_await client.fetch(std::move(request));
  if (!response) {
    Polled failed;
    failed.state = std::move(state);
    const std::string& phase = response.error().doing;
    failed.answered = phase != "resolve" && phase != "connect to";
    failed.error = std::move(response).error().during("poll " + source.id, shown_url(source));
    co_return failed;
  }
  co_return judge(source, state, std::move(*response), clock.now());
}

}  // namespace tb::source
