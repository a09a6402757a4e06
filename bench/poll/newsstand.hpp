// Newsstand: ten thousand publishers in one process. A source is told by the path; it has an address of its own out of
// 127.0.0.0/8, which all lead to this one socket.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <cstdint>
#include <cstdio>
#include <vector>

#include "answers.hpp"
#include "tenbells/async/task_group.hpp"

namespace tb::bench {

struct NewsstandOptions {
  std::size_t sources = 10'000;
  bool hung = true;
  std::uint16_t port = 0;  ///< 0: a free one
};

/// Threads: lives on the context's one thread. Runs until the process is ended.
class Newsstand final {
 public:
  /// @param log  one line a poll: when it was asked and when its answer was ready (or its connection closed), in
  ///             nanoseconds of the steady clock, source, kind, status, how many polls its connection had seen before
  /// Throws: boost::system::system_error, if the port is taken.
  Newsstand(boost::asio::io_context& context, const NewsstandOptions& options, std::FILE* log);

  void start();
  [[nodiscard]] std::uint16_t port() const { return acceptor_.local_endpoint().port(); }

 private:
  boost::asio::awaitable<void> accept();
  boost::asio::awaitable<void> serve(boost::asio::ip::tcp::socket socket);
  /// False: the connection is over.
  boost::asio::awaitable<bool> reply(boost::asio::ip::tcp::socket& socket, Asked asked, std::size_t before);

  NewsstandOptions options_;
  std::FILE* log_;
  boost::asio::ip::tcp::acceptor acceptor_;
  async::TaskGroup tasks_;
  std::vector<std::size_t> polls_;  // by source
};

}  // namespace tb::bench
