// One poll of a source: the request that is made of it, and what the answer means.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <optional>
#include <string>

#include "tenbells/core/document.hpp"
#include "tenbells/core/error.hpp"
#include "tenbells/core/outcome.hpp"
#include "tenbells/core/source_state.hpp"
#include "tenbells/http/client.hpp"
#include "tenbells/source/options.hpp"

namespace tb::source {

namespace asio = boost::asio;

/// What a poll brought.
struct Polled {
  Outcome outcome = Outcome::failed;
  std::optional<Document> document;  ///< with outcome `fresh` or `moved`: to be decoded
  SourceState state;  ///< to be saved with the document's items, and only if they could be read; else as it was before
  std::optional<Error> error;                       ///< with `gone`, `throttled`, `failed`
  bool answered = true;                             ///< false if no server was reached
  std::optional<std::chrono::seconds> retry_after;  ///< how long the server asks us to stay away
};

/// The request for a source: its address with the query, its headers, what it accepts, its validators.
/// Threads: pure.
[[nodiscard]] http::Request request_for(const Options& source, const SourceState& state);

/// What an answer means.
/// @param now  for a Retry-After date, where the server says no Date of its own
/// Threads: pure.
[[nodiscard]] Polled judge(const Options& source, const SourceState& state, http::Response response, Moment now);

/// The two above around one fetch. `client` and `clock` outlive the call.
asio::awaitable<Polled> poll(http::Client& client, const Clock& clock, Options source, SourceState state);

/// The source's address without anything secret, for people.
[[nodiscard]] std::string shown_url(const Options& source);

}  // namespace tb::source
