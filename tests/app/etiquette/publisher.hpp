// Publisher: a server on loopback whose answers a test changes as it goes, and which keeps what it was asked beside the
// virtual moment.
#pragma once

#include <algorithm>
#include <chrono>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "fakes/keeping_server.hpp"

namespace tb::app::etiquette {

using fakes::KeepingServer;
using fakes::kept_answer;

class Publisher final {
 public:
  using Script = std::function<std::string(const std::string& request)>;
  struct Asked {
    std::string request;
    std::chrono::nanoseconds at;  ///< since the beginning of virtual time
  };

  explicit Publisher(Script script)
      : script_(std::move(script)), server_([this](const KeepingServer::Asked& asked) { return reply(asked); }) {}

  void answers_by(Script script) {
    const std::lock_guard lock(mutex_);
    script_ = std::move(script);
  }
  void answers(std::string bytes) {
    answers_by([bytes = std::move(bytes)](const std::string&) { return bytes; });
  }

  [[nodiscard]] std::string url(const std::string& path = "/feed") const { return server_.url(path); }
  /// The same under a name of its own, which is another origin.
  [[nodiscard]] std::string url_of(const std::string& host, const std::string& path = "/feed") const {
    return "http://" + host + ":" + std::to_string(server_.port()) + path;
  }
  [[nodiscard]] std::string host_and_port() const { return "127.0.0.1:" + std::to_string(server_.port()); }
  [[nodiscard]] std::size_t connections() const { return server_.connections(); }

  /// Whatever has come since the last time came at that moment: called before time goes on.
  void stamp(std::chrono::nanoseconds at) {
    std::vector<std::string> requests = server_.requests();
    for (std::size_t i = asked_.size(); i < requests.size(); ++i) asked_.push_back({std::move(requests[i]), at});
  }
  [[nodiscard]] const std::vector<Asked>& asked() const { return asked_; }
  [[nodiscard]] const std::string& last() const { return asked_.back().request; }
  /// Of the requests whose path begins so, when they came.
  [[nodiscard]] std::vector<std::chrono::nanoseconds> moments(const std::string& path = "/") const {
    std::vector<std::chrono::nanoseconds> moments;
    for (const Asked& asked : asked_) {
      if (asked.request.starts_with("GET " + path)) moments.push_back(asked.at);
    }
    return moments;
  }

 private:
  KeepingServer::Reply reply(const KeepingServer::Asked& asked) {
    Script script;
    {
      const std::lock_guard lock(mutex_);
      script = script_;
    }
    std::string bytes = script(asked.request);
    const bool closes = bytes.find("Connection: close") < bytes.find("\r\n\r\n");
    return {.bytes = std::move(bytes), .then = closes ? KeepingServer::Then::close : KeepingServer::Then::keep};
  }

  std::mutex mutex_;  // guards the script
  Script script_;
  std::vector<Asked> asked_;
  KeepingServer server_;
};

/// A header of a request, as sent; nothing if it has none.
inline std::optional<std::string> header_of(const std::string& request, const std::string& name) {
  const std::size_t place = request.find("\r\n" + name + ": ");
  if (place == std::string::npos) return std::nullopt;
  const std::size_t value = place + name.size() + 4;
  return request.substr(value, request.find("\r\n", value) - value);
}

/// "/feed?a=b" of a request.
inline std::string path_of(const std::string& request) {
  const std::size_t begin = request.find(' ') + 1;
  return request.substr(begin, request.find(' ', begin) - begin);
}

/// An RSS document with such items, newest first, and more in its channel.
inline std::string rss(const std::vector<std::string>& titles, const std::string& more = {}) {
  std::string items;
  for (const std::string& title : titles) {
    items += "<item><guid isPermaLink=\"false\">" + title + "</guid><title>" + title + "</title></item>";
  }
  return "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:sy=\"http://purl.org/rss/1.0/modules/syndication/\" "
         "xmlns:atom=\"http://www.w3.org/2005/Atom\" xmlns:fh=\"http://purl.org/syndication/history/1.0\">"
         "<channel><title>Herald</title>" +
         more + items + "</channel></rss>";
}

/// 200 with that document and these headers ("Name: value\r\n"…).
inline std::string fresh(const std::vector<std::string>& titles, const std::string& headers = {},
                         const std::string& more = {}) {
  return kept_answer("200 OK", "Content-Type: application/rss+xml\r\n" + headers, rss(titles, more));
}
inline std::string status(const std::string& line, const std::string& headers = {}) {
  return kept_answer(line, headers, "");
}
inline std::string not_modified(const std::string& headers = {}) {
  return "HTTP/1.1 304 Not Modified\r\n" + headers + "\r\n";
}
/// 304 to whoever asks with that ETag, else the answer.
inline Publisher::Script conditional(const std::string& etag, const std::string& answer,
                                     const std::string& headers = {}) {
  return [=](const std::string& request) {
    return header_of(request, "If-None-Match") == etag ? not_modified(headers) : answer;
  };
}

}  // namespace tb::app::etiquette
