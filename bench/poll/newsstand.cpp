// Written for its figures: each poll is one line of the log the moment it is over.
#include "newsstand.hpp"

#include <fmt/format.h>

#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <chrono>
#include <string>
#include <utility>

namespace tb::bench {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

constexpr auto kAwaitable = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t kLongestHead = 16 * 1024;
constexpr int kBacklog = 4'096;
constexpr std::chrono::milliseconds kPause{50};

std::int64_t now() {
  return std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// Until the other side gives up.
asio::awaitable<void> wait_for_close(tcp::socket& socket) {
  std::array<char, 512> ignored{};
  for (;;) {
    const auto [error, count] = co_await socket.async_read_some(asio::buffer(ignored), kAwaitable);
    if (error) co_return;
  }
}

}  // namespace

Newsstand::Newsstand(asio::io_context& context, const NewsstandOptions& options, std::FILE* log)
    : options_(options), log_(log), acceptor_(context), tasks_(context.get_executor()), polls_(options.sources) {
  const tcp::endpoint everywhere(asio::ip::address_v4::any(), options.port);
  acceptor_.open(everywhere.protocol());
  acceptor_.set_option(tcp::acceptor::reuse_address(true));
  acceptor_.bind(everywhere);
  acceptor_.listen(kBacklog);
}

void Newsstand::start() {
  tasks_.spawn("accept", accept());
}

asio::awaitable<void> Newsstand::accept() {
  for (;;) {
    auto [error, socket] = co_await acceptor_.async_accept(kAwaitable);
    if (error) {
      // No descriptor is free, as a rule; asking on would only burn the core.
      asio::steady_timer pause(acceptor_.get_executor(), kPause);
      co_await pause.async_wait(kAwaitable);
      continue;
    }
    boost::system::error_code gone;
    // One socket cannot listen to 127.0.0.0/8 alone: who comes from outside is sent away.
    if (!socket.local_endpoint(gone).address().is_loopback()) continue;
    socket.set_option(tcp::no_delay(true), gone);
    tasks_.spawn("serve", serve(std::move(socket)));
  }
}

asio::awaitable<void> Newsstand::serve(tcp::socket socket) {
  std::string received;
  for (std::size_t before = 0;; ++before) {
    auto buffer = asio::dynamic_buffer(received, kLongestHead);
    const auto [error, length] = co_await asio::async_read_until(socket, buffer, "\r\n\r\n", kAwaitable);
    if (error) co_return;
    Asked asked = read_request(std::string_view(received).substr(0, length), options_.sources);
    received.erase(0, length);
    if (asked.source == options_.sources) co_return;
    const bool goes_on = co_await reply(socket, std::move(asked), before);
    if (!goes_on) co_return;
  }
}

asio::awaitable<bool> Newsstand::reply(tcp::socket& socket, Asked asked, std::size_t before) {
  const std::int64_t asked_at = now();
  const Kind kind = kind_of(asked.source, options_.hung);
  const Answer answered = answer(kind, asked, polls_[asked.source]++);
  if (answered.delay.count() > 0) {
    asio::steady_timer timer(socket.get_executor(), answered.delay);
    co_await timer.async_wait(kAwaitable);
  }
  if (answered.end == Answer::End::hang) co_await wait_for_close(socket);
  // Before it is written: the other side may have it before this side knows that it is out.
  const std::int64_t answered_at = now();
  bool open = answered.end == Answer::End::keep_open;
  if (open) {
    const auto [error, count] = co_await asio::async_write(socket, asio::buffer(answered.bytes), kAwaitable);
    open = !error;
  }
  fmt::print(log_, "{} {} {} {} {} {}\n", asked_at, answered_at, asked.source, to_string(kind), answered.status,
             before);
  std::fflush(log_);
  co_return open;
}

}  // namespace tb::bench
