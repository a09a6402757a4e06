// Happy eyeballs (RFC 8305): a connection to whichever of a name's addresses answers first.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <vector>

#include "deadlines.hpp"
#include "target.hpp"
#include "tenbells/core/result.hpp"

namespace tb::http {

namespace asio = boost::asio;

/// The order of the attempts (§4): families alternate, beginning with the first address's own; each keeps the
/// resolver's order. Not more than `most`: a name may resolve to a thousand.
/// Threads: pure.
[[nodiscard]] std::vector<asio::ip::address> interleaved(const std::vector<asio::ip::address>& addresses,
                                                         std::size_t most = 20);

struct Pace {
  std::chrono::milliseconds next{250};  ///< what one attempt gets before the next joins it (§8)
  Instant end = Instant::max();         ///< of all of them
};

/// The next attempt begins when the one before has failed or had its time, whichever is first. The first to connect
/// wins, the others are closed.
/// @param addresses  in order; at least one
/// @param target     for the error alone
/// Errors: unavailable (the last address's reason), timeout (`pace.end`), cancelled, limit_exceeded (this process has
/// no descriptor left).
asio::awaitable<Result<asio::ip::tcp::socket>> connect_first(std::vector<asio::ip::address> addresses,
                                                             std::uint16_t port, Pace pace, Target target);

}  // namespace tb::http
