// ConnectProxy: an HTTP proxy on loopback that opens one tunnel after another, to a port of this machine whatever name
// it is asked for.
#pragma once

#include <atomic>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace tb::fakes {

class ConnectProxy final {
 public:
  explicit ConnectProxy(std::uint16_t to) : to_(to), acceptor_(context_, {loopback(), 0}) {
    thread_ = std::thread([this] { serve(); });
  }
  ~ConnectProxy() {
    stopping_ = true;
    boost::system::error_code ignored;
    Socket wake(context_);
    wake.connect(acceptor_.local_endpoint(), ignored);
    thread_.join();
  }
  ConnectProxy(const ConnectProxy&) = delete;
  ConnectProxy& operator=(const ConnectProxy&) = delete;

  [[nodiscard]] std::string host_and_port() const {
    return "127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port());
  }
  [[nodiscard]] std::vector<std::string> requests() const {
    const std::lock_guard lock(mutex_);
    return requests_;
  }

 private:
  using Socket = boost::asio::ip::tcp::socket;

  static boost::asio::ip::address loopback() { return boost::asio::ip::make_address("127.0.0.1"); }

  void serve() {
    for (;;) {
      boost::system::error_code error;
      Socket client(context_);
      acceptor_.accept(client, error);
      if (stopping_ || error) return;
      std::string request;
      while (!error && request.find("\r\n\r\n") == std::string::npos) {
        char piece[1024];
        request.append(piece, client.read_some(boost::asio::buffer(piece), error));
      }
      {
        const std::lock_guard lock(mutex_);
        requests_.push_back(request);
      }
      Socket server(context_);
      server.connect({loopback(), to_}, error);
      boost::asio::write(client, boost::asio::buffer(std::string("HTTP/1.1 200 Connection established\r\n\r\n")),
                         error);
      std::thread back([&] { pass_on(server, client); });
      pass_on(client, server);
      back.join();
    }
  }

  static void pass_on(Socket& from, Socket& to) {
    boost::system::error_code error;
    while (!error) {
      char piece[4096];
      const std::size_t size = from.read_some(boost::asio::buffer(piece), error);
      boost::system::error_code ignored;
      boost::asio::write(to, boost::asio::buffer(piece, size), ignored);
    }
    to.shutdown(Socket::shutdown_send, error);
  }

  std::uint16_t to_;
  boost::asio::io_context context_;
  boost::asio::ip::tcp::acceptor acceptor_;
  std::atomic<bool> stopping_ = false;
  mutable std::mutex mutex_;  // guards the requests
  std::vector<std::string> requests_;
  std::thread thread_;
};

}  // namespace tb::fakes
