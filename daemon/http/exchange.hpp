// One request and its answer over one connection.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <span>

#include "answer_parser.hpp"
#include "connection.hpp"
#include "message.hpp"
#include "target.hpp"
#include "tenbells/core/result.hpp"
#include "tenbells/http/options.hpp"

namespace tb::http {

/// What an exchange works with; all of it outlives the exchange.
struct Means {
  Connection& connection;  ///< its Deadlines::total is set
  std::span<char> buffer;  ///< not held across a wait: exchanges may share it
  AnswerParser& parser;    ///< fresh; done when the exchange has succeeded
  const Limits& limits;
};

/// Sends, and reads until the answer is whole.
/// @param target, message  outlive the call
/// Errors: as Client::fetch, of "send the request to" and "read the answer of".
asio::awaitable<Result<void>> exchange(Means means, const Target& target, const Message& message);

}  // namespace tb::http
