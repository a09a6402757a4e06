// KeepingServer: a server on loopback that keeps its connections open and counts them. Each connection has a thread, so
// that one which waits holds up no other.
#pragma once

#include <atomic>
#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <functional>
#include <list>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace tb::fakes {

class KeepingServer final {
 public:
  enum class Then { keep, close, hang };  ///< `hang` says nothing more until the client closes
  struct Reply {
    std::string bytes;
    Then then = Then::keep;
  };
  /// What is answered to a request, which is the n-th on its connection, the m-th of the server (from 0).
  struct Asked {
    std::string request;
    std::size_t connection = 0;
    std::size_t on_it = 0;
  };
  using Handler = std::function<Reply(const Asked&)>;

  explicit KeepingServer(Handler handler, const std::string& address = "127.0.0.1")
      : handler_(std::move(handler)), acceptor_(context_, {boost::asio::ip::make_address(address), 0}) {
    port_ = acceptor_.local_endpoint().port();
    thread_ = std::thread([this] { accept(); });
  }
  ~KeepingServer() {
    ::shutdown(acceptor_.native_handle(), SHUT_RDWR);  // what accept() is waiting in
    thread_.join();
    for (Served& served : served_) {
      ::shutdown(served.socket.native_handle(), SHUT_RDWR);
      served.thread.join();
    }
  }
  KeepingServer(const KeepingServer&) = delete;
  KeepingServer& operator=(const KeepingServer&) = delete;

  /// Every request gets the same bytes.
  static Handler always(std::string bytes, Then then = Then::keep) {
    return [bytes = std::move(bytes), then](const Asked&) { return Reply{bytes, then}; };
  }

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] std::string url(const std::string& path = "/") const {
    return "http://127.0.0.1:" + std::to_string(port_) + path;
  }
  [[nodiscard]] std::size_t connections() const {
    const std::lock_guard lock(mutex_);
    return served_.size();
  }
  [[nodiscard]] std::size_t open_connections() const { return open_.load(); }
  [[nodiscard]] std::vector<std::string> requests() const {
    const std::lock_guard lock(mutex_);
    return requests_;
  }

 private:
  using Socket = boost::asio::ip::tcp::socket;
  struct Served {
    Socket socket;
    std::thread thread;
  };

  void accept() {
    for (;;) {
      boost::system::error_code error;
      Socket socket(context_);
      acceptor_.accept(socket, error);
      if (error == boost::asio::error::no_descriptors) continue;  // a test has used them up, for a while
      if (error) return;
      const std::lock_guard lock(mutex_);
      const std::size_t number = served_.size();
      served_.push_back({std::move(socket), {}});
      Served& served = served_.back();
      ++open_;
      served.thread = std::thread([this, &served, number] {
        serve(served.socket, number);
        ::shutdown(served.socket.native_handle(), SHUT_RDWR);
        --open_;
      });
    }
  }

  void serve(Socket& socket, std::size_t number) {
    std::string received;
    boost::system::error_code error;
    for (std::size_t on_it = 0;; ++on_it) {
      const std::string request = next_request(socket, received);
      if (request.empty()) return;
      {
        const std::lock_guard lock(mutex_);
        requests_.push_back(request);
      }
      const Reply reply = handler_({request, number, on_it});
      boost::asio::write(socket, boost::asio::buffer(reply.bytes), error);
      if (reply.then == Then::hang) next_request(socket, received);
      if (error || reply.then != Then::keep) return;
    }
  }

  static std::string next_request(Socket& socket, std::string& received) {
    boost::system::error_code error;
    while (!error) {
      const std::size_t head = received.find("\r\n\r\n");
      if (head != std::string::npos) {
        const std::size_t length = received.find("Content-Length: ");
        const std::size_t size = head + 4 + (length < head ? std::stoul(received.substr(length + 16)) : 0);
        if (received.size() >= size) {
          std::string request = received.substr(0, size);
          received.erase(0, size);
          return request;
        }
      }
      char piece[4096];
      received.append(piece, socket.read_some(boost::asio::buffer(piece), error));
    }
    return {};
  }

  Handler handler_;
  boost::asio::io_context context_;
  boost::asio::ip::tcp::acceptor acceptor_;
  std::uint16_t port_ = 0;
  std::atomic<std::size_t> open_ = 0;
  mutable std::mutex mutex_;  // guards the two below
  std::list<Served> served_;
  std::vector<std::string> requests_;
  std::thread thread_;
};

/// A whole answer that leaves the connection open.
inline std::string kept_answer(const std::string& status, const std::string& headers, const std::string& body) {
  return "HTTP/1.1 " + status + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + headers + "\r\n" + body;
}

}  // namespace tb::fakes
