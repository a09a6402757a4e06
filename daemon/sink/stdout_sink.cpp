// Writes only when poll(2) says there is room, and then no more than a pipe takes at once: O_NONBLOCK would change the
// terminal for the shell and everybody else that shares it.
#include "stdout_sink.hpp"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdint>
#include <cstdlib>
#include <cstring>

#include "human_alert.hpp"

namespace tb::sink {
namespace {

constexpr std::chrono::milliseconds kLookAgain{20};
constexpr std::size_t kTerminalPiece = 256;  // a terminal that has "room" promises no more
constexpr std::chrono::seconds kPatience{5};

Error trouble(ErrorKind kind, std::string why, std::string advice) {
  return {
      .kind = kind, .doing = "write to standard output", .to = {}, .why = std::move(why), .advice = std::move(advice)};
}

bool has_room(int descriptor) {
  pollfd entry{.fd = descriptor, .events = POLLOUT, .revents = 0};
  return ::poll(&entry, 1, 0) > 0;
}

}  // namespace

StdoutSink::StdoutSink(const StdoutOptions& options, async::Sleeper& sleeper, int descriptor)
    : sleeper_(sleeper), descriptor_(descriptor) {
  const bool terminal = ::isatty(descriptor) == 1;
  piece_ = terminal ? kTerminalPiece : PIPE_BUF;
  human_ = options.format == StdoutFormat::human || (options.format == StdoutFormat::automatic && terminal);
  const char* no_colour = std::getenv("NO_COLOR");
  colour_ = terminal && (no_colour == nullptr || *no_colour == '\0');
}

asio::awaitable<Delivery> StdoutSink::deliver(std::vector<Outgoing> batch) {
  Delivery delivery;
  delivery.verdicts.assign(batch.size(), Verdict::waiting);
  for (std::size_t i = 0; i < batch.size(); ++i) {
    std::string text = human_ ? human_alert(batch[i].alert, colour_ ? Colour::on : Colour::off) : batch[i].json + "\n";
    Result<void> written = co_await write(batch[i].position, std::move(text));
    if (!written) {
      delivery.trouble = std::move(written).error();
      break;
    }
    delivery.verdicts[i] = Verdict::delivered;
  }
  co_return delivery;
}

asio::awaitable<Result<void>> StdoutSink::write(std::int64_t position, std::string text) {
  if (unfinished_.empty() || unfinished_position_ != position) unfinished_ += text;
  unfinished_position_ = position;
  std::chrono::milliseconds waited{0};
  while (!unfinished_.empty()) {
    if (!has_room(descriptor_)) {
      const async::Woken woken = co_await sleeper_.sleep_for(kLookAgain);
      waited += kLookAgain;
      if (woken == async::Woken::by_cancellation) co_return fail(trouble(ErrorKind::cancelled, "stopped", ""));
      if (waited >= kPatience) {
        co_return fail(trouble(ErrorKind::unavailable, "its reader does not read", "Read it, or direct it elsewhere."));
      }
      continue;
    }
    const std::size_t piece = std::min(unfinished_.size(), piece_);
    const ssize_t size = ::write(descriptor_, unfinished_.data(), piece);
    if (size < 0 && errno != EINTR && errno != EAGAIN) {
      co_return fail(
          trouble(ErrorKind::unavailable, std::strerror(errno), "Start tenbells with a reader for its output."));
    }
    if (size > 0) unfinished_.erase(0, static_cast<std::size_t>(size));
  }
  co_return Result<void>();
}

}  // namespace tb::sink
