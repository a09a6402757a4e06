// One poll of a source: the request that is made of it, and what the answer means.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "tenbells/core/document.hpp"
#include "tenbells/core/error.hpp"
#include "tenbells/core/outcome.hpp"
#include "tenbells/core/source_state.hpp"
#include "tenbells/http/client.hpp"
#include "tenbells/http/freshness.hpp"
#include "tenbells/schedule/standing.hpp"
#include "tenbells/source/options.hpp"

namespace tb::source {

/// What a poll brought.
struct Polled {
  Outcome outcome = Outcome::failed;
  schedule::Reason reason = schedule::Reason::none;  ///< with `gone`, `throttled`, `failed`
  std::optional<Document> document;                  ///< with outcome `fresh` or `moved`: to be decoded
  SourceState state;  ///< to be saved with the document's items, and only if they could be read; else as it was before
  std::optional<Error> error;                       ///< with `gone`, `throttled`, `failed`
  bool is_delta = false;                            ///< 226: the document holds what is new and nothing else (RFC 3229)
  std::optional<std::chrono::seconds> retry_after;  ///< how long the server asks us to stay away
  http::Freshness freshness;                        ///< of a success
  std::string answered_by;                          ///< the URL that answered; empty: nobody did
  std::size_t transferred = 0;                      ///< bytes of the body as they came
  std::vector<std::string> links;                   ///< Link headers, as received (RFC 8288)
};

/// The address that is asked: the configuration's, or the one adopted after permanent redirects.
/// Threads: pure, as are all functions here.
[[nodiscard]] std::string address_of(const Options& source, const SourceState& state);

/// The request for a source: its address with the query, its headers, what it accepts, its validators.
[[nodiscard]] http::Request request_for(const Options& source, const SourceState& state);

/// What two sources have in common that are one stream of requests: the address with the query, headers, proxy, policy.
/// Holds secrets: to be compared, never shown.
[[nodiscard]] std::string stream_of(const Options& source, const SourceState& state);

/// What an answer to `request` means for a source. Several sources may be one stream: each judges the answer by its
/// own state.
/// @param now    for dates, where the server says no Date of its own
/// @param moves  identical permanent redirects in a row, then the address is adopted: not where the query or headers
///               hold secrets that would go along, nor to another scheme than http → https
[[nodiscard]] Polled judge(const Options& source, const SourceState& state, const http::Request& request,
                           const http::Response& response, Moment now, int moves);

/// What it means that no answer came.
[[nodiscard]] Polled judge(const Options& source, const SourceState& state, const Error& error);

/// The source's address without anything secret, for people.
[[nodiscard]] std::string shown_url(const Options& source);

}  // namespace tb::source
