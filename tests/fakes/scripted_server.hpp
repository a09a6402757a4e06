// ScriptedServer: a server on loopback that answers with exactly the bytes a test wants, right or wrong, and keeps what
// it was asked. Plain sockets on a thread of its own: it must be able to do what no HTTP library would.
#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace tb::fakes {

class ScriptedServer final {
 public:
  using Socket = boost::asio::ip::tcp::socket;
  /// Serves one connection: the request's head and body are given, the rest is up to it.
  using Handler = std::function<void(Socket&, const std::string& request)>;

  explicit ScriptedServer(Handler handler, const std::string& address = "127.0.0.1")
      : handler_(std::move(handler)),
        acceptor_(context_, {boost::asio::ip::make_address(address), 0}),
        port_(acceptor_.local_endpoint().port()),
        thread_([this] { serve(); }) {}

  /// Answers every request with the same bytes.
  static Handler always(std::string bytes) {
    return [bytes = std::move(bytes)](Socket& socket, const std::string&) { send(socket, bytes); };
  }
  /// Answers the n-th request with the n-th of these, and the last of them ever after.
  static Handler in_turn(std::vector<std::string> answers) {
    auto left = std::make_shared<std::deque<std::string>>(answers.begin(), answers.end());
    return [left](Socket& socket, const std::string&) {
      send(socket, left->front());
      if (left->size() > 1) left->pop_front();
    };
  }
  static void send(Socket& socket, const std::string& bytes) {
    boost::system::error_code ignored;
    boost::asio::write(socket, boost::asio::buffer(bytes), ignored);
  }

  ~ScriptedServer() {
    stopping_ = true;
    boost::system::error_code ignored;
    Socket wake(context_);
    wake.connect({boost::asio::ip::make_address("127.0.0.1"), port_}, ignored);
    if (ignored) wake.connect(acceptor_.local_endpoint(), ignored);
    thread_.join();
  }
  ScriptedServer(const ScriptedServer&) = delete;
  ScriptedServer& operator=(const ScriptedServer&) = delete;

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] std::string url(const std::string& path = "/") const {
    return "http://127.0.0.1:" + std::to_string(port_) + path;
  }
  [[nodiscard]] std::vector<std::string> requests() const {
    const std::lock_guard lock(mutex_);
    return requests_;
  }

 private:
  void serve() {
    for (;;) {
      boost::system::error_code error;
      Socket socket(context_);
      acceptor_.accept(socket, error);
      if (stopping_ || error) return;
      const std::string request = read_request(socket);
      {
        const std::lock_guard lock(mutex_);
        requests_.push_back(request);
      }
      handler_(socket, request);
      socket.shutdown(Socket::shutdown_both, error);
    }
  }

  static std::string read_request(Socket& socket) {
    std::string request;
    boost::system::error_code error;
    std::size_t wanted = std::string::npos;
    while (!error && request.size() < wanted) {
      char piece[4096];
      const std::size_t size = socket.read_some(boost::asio::buffer(piece), error);
      request.append(piece, size);
      if (request.starts_with('\x16')) return request;  // a TLS hello: no request will come
      const std::size_t head = request.find("\r\n\r\n");
      if (head == std::string::npos) continue;
      const std::size_t length = request.find("Content-Length: ");
      wanted = head + 4 + (length < head ? std::stoul(request.substr(length + 16)) : 0);
    }
    return request;
  }

  Handler handler_;
  boost::asio::io_context context_;
  boost::asio::ip::tcp::acceptor acceptor_;
  std::uint16_t port_;
  std::atomic<bool> stopping_ = false;
  mutable std::mutex mutex_;
  std::vector<std::string> requests_;
  std::thread thread_;
};

/// A whole answer with that status line, headers ("Name: value\r\n"…) and body. Says that the connection ends with it,
/// as a ScriptedServer's does.
inline std::string answer(const std::string& status, const std::string& headers, const std::string& body) {
  return "HTTP/1.1 " + status + "\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
         headers + "\r\n" + body;
}

}  // namespace tb::fakes
