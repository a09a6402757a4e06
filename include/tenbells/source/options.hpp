// One source as the user describes it.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tenbells/core/bytes.hpp"
#include "tenbells/core/secret.hpp"
#include "tenbells/feed/options.hpp"
#include "tenbells/schedule/options.hpp"

namespace tb::source {

enum class Kind : std::uint8_t {
  feed,  ///< RSS or Atom, told from the bytes
  api,   ///< a JSON API, read through a JsonMapping
};

/// What the very first poll of a source does with the items it finds.
enum class FirstPoll : std::uint8_t {
  baseline,  ///< record them, ring for none: they are old news
  all,       ///< treat them as new
};

/// How much of one origin (scheme, host, port) all its sources together may take.
struct OriginLimits {
  std::size_t concurrent = 2;                ///< exchanges at once
  std::chrono::milliseconds spacing{1'000};  ///< from one's start to the next's

  friend bool operator==(const OriginLimits&, const OriginLimits&) = default;
};

/// How hubs reach us, and how much they may send.
struct WebsubOptions {
  std::string callback;                   ///< public base URL, "https://news.example.org/websub/"; empty: WebSub is off
  std::string listen = "127.0.0.1:8480";  ///< "address:port" that a reverse proxy hands the callbacks on to
  std::chrono::seconds lease{std::chrono::hours{24 * 5}};  ///< asked for; the hub decides
  Bytes body = 4_MiB;                                      ///< of one delivery
  std::size_t deliveries_per_second = 10;                  ///< of one subscription, in the long run; more get a 429
  std::chrono::seconds verify_within{300};                 ///< a hub that accepts and does not verify has failed
  std::chrono::seconds least_retry{60};                    ///< between two requests to a hub for one source
  std::chrono::seconds most_retry{std::chrono::hours{6}};  ///< after many failures
  std::chrono::seconds retry_denied{std::chrono::hours{24}};
  std::size_t concurrent = 4;  ///< requests to hubs at once

  friend bool operator==(const WebsubOptions&, const WebsubOptions&) = default;
};

struct Options {
  std::string id;  ///< unique; given, or made from the URL
  Kind kind = Kind::feed;
  std::string url;                        ///< http or https, without the query's secrets
  std::map<std::string, Secret> query;    ///< added to the URL, percent-encoded
  std::map<std::string, Secret> headers;  ///< sent with every request to the URL's own origin only
  std::vector<std::string> tags;
  FirstPoll first_poll = FirstPoll::baseline;
  bool allow_private = false;             ///< whether loopback, private and link-local addresses may be connected to
  std::optional<std::string> http_proxy;  ///< in place of http::Options::proxy; empty: none
  bool respect_robots = false;            ///< whether the origin's robots.txt is asked first (RFC 9309)
  bool websub = true;         ///< whether it is subscribed to where its feed names a hub and WebSub is set up
  feed::JsonMapping mapping;  ///< kind api only
  schedule::Options schedule;

  friend bool operator==(const Options&, const Options&) = default;
};

}  // namespace tb::source
