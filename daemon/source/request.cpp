// A source's request. Etiquette is decided here: validators go back exactly as they came and to the address they came
// from, and nothing goes along that the source did not ask for.
#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <boost/algorithm/string/predicate.hpp>
#include <boost/url/encode.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>
#include <boost/url/url.hpp>

#include "tenbells/http/url.hpp"
#include "tenbells/source/poll.hpp"
#include "validator_scope.hpp"

namespace tb::source {
namespace {

constexpr const char* kAcceptFeed =
    "application/atom+xml, application/rss+xml, application/feed+json;q=0.9, application/rdf+xml;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, */*;q=0.5";
constexpr const char* kAcceptApi = "application/json, */*;q=0.5";

std::string with_query(const Options& source, const std::string& address) {
  const auto parsed = boost::urls::parse_uri(address);
  if (!parsed || source.query.empty()) return address;
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

}  // namespace

std::string shown_url(const Options& source) {
  return source.url;
}

std::string address_of(const Options& source, const SourceState& state) {
  return !state.moved_to.empty() && state.configured_url == source.url ? state.moved_to : source.url;
}

http::Request request_for(const Options& source, const SourceState& state) {
  const std::string address = address_of(source, state);
  http::Request request;
  request.url = with_query(source, address);
  if (!sets_accept(source)) {
    request.headers.push_back({.name = "Accept", .value = source.kind == Kind::feed ? kAcceptFeed : kAcceptApi});
  }
  for (const auto& [name, value] : source.headers) request.credentials.push_back({name, value.reveal()});
  request.allow_private = source.allow_private;
  request.proxy = source.http_proxy;
  if (!state.etag.empty() || !state.last_modified.empty()) {
    const bool own = state.url == validator_scope(source, address);
    const std::string url = own ? http::canonical_url(request.url).value_or("") : state.url;
    request.validators = {.url = url, .etag = state.etag, .last_modified = state.last_modified};
    // A mapping reads a list from where it stands: of an API's answer only the whole can be read.
    request.validators->accepts_delta = source.kind == Kind::feed;
  }
  return request;
}

std::string validator_scope(const Options& source, const std::string& address) {
  if (source.query.empty() && source.headers.empty()) return address;
  std::string along = with_query(source, address);
  for (const auto& [name, value] : source.headers) along += "\n" + name + ": " + value.reveal();
  return fmt::format("{}#{:04x}", address, XXH3_64bits(along.data(), along.size()) & 0xFFFFU);
}

std::string stream_of(const Options& source, const SourceState& state) {
  const std::string url = with_query(source, address_of(source, state));
  std::string stream = http::canonical_url(url).value_or(url);
  for (const auto& [name, value] : source.headers) stream += "\n" + name + ": " + value.reveal();
  if (source.http_proxy) stream += "\nproxy " + *source.http_proxy;
  if (source.allow_private) stream += "\nprivate";
  if (source.respect_robots) stream += "\nrobots";
  return stream;
}

}  // namespace tb::source
