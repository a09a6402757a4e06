// Write at once, read at once, and wait only in between.
#include "exchange.hpp"

#include <utility>

namespace tb::http {
namespace {

using What = Moved::What;

// Hands what a read has brought to the parser.
Result<void> taken(const Means& means, const Moved& moved, const Target& target) {
  if (moved.what == What::failed) {
    return fail(network_error(target, "read the answer of", means.connection, moved));
  }
  Result<void> result;
  if (moved.what == What::bytes) {
    result = means.parser.take(std::string_view(means.buffer.data(), moved.size));
  } else {
    result = means.parser.take(moved.what == What::closed ? Ending::closed : Ending::truncated);
  }
  if (!result) {
    result.error().doing = "read the answer of";
    result.error().to = target.host_header;
  }
  return result;
}

Error cut_short(const Means& means, const Target& target) {
  return interrupted(target, means.connection.deadlines, means.connection.overrun(), means.limits);
}

}  // namespace

asio::awaitable<Result<void>> exchange(Means means, const Target& target, const Message& message) {
  Connection& connection = means.connection;
  begin_phase(connection.deadlines, "send the request to", "http.first_byte_timeout", means.limits.first_byte,
              std::chrono::steady_clock::now());
  std::string_view left = message.bytes;
  while (!left.empty()) {
    const Moved moved = connection.write(left);
    if (moved.what == What::bytes) {
      left.remove_prefix(moved.size);
      continue;
    }
    if (moved.what != What::want_read && moved.what != What::want_write) {
      co_return fail(network_error(target, "send the request to", connection, moved));
    }
    const bool ready = co_await connection.ready(moved.what);
    if (!ready) co_return fail(cut_short(means, target));
  }
  connection.deadlines.phase_name = "read the answer of";
  for (bool in_body = false; !means.parser.is_done();) {
    const Moved moved = co_await connection.receive(means.buffer);
    if (moved.what == What::interrupted) co_return fail(cut_short(means, target));
    const Result<void> result = taken(means, moved, target);
    if (!result) co_return fail(result.error());
    if (in_body || !means.parser.has_header() || means.parser.is_done()) continue;
    in_body = true;
    begin_transfer(connection.deadlines, connection.moved(), means.limits, std::chrono::steady_clock::now());
  }
  co_return Result<void>();
}

}  // namespace tb::http
