// CurlLoop: libcurl's multi interface as its documentation advises for many transfers: curl_multi_socket_action, told
// by epoll which sockets are ready and by its own timer when time is up.
#pragma once

#include <curl/curl.h>

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>

namespace tb::bench {

class CurlLoop final {
 public:
  /// @param connections  that are kept: the cache is made twice as large, so that none is ever closed for room
  explicit CurlLoop(std::size_t connections);
  ~CurlLoop();
  CurlLoop(const CurlLoop&) = delete;
  CurlLoop& operator=(const CurlLoop&) = delete;

  /// Starts a transfer. The handle stays the caller's, who may add it again once it is done.
  void add(CURL* easy);
  /// Waits until something happens and calls `done` for each transfer that is over; it is no longer added then.
  void run_once(const std::function<void(CURL*, CURLcode)>& done);
  /// How many are under way.
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  using Clock = std::chrono::steady_clock;
  static int on_socket(CURL* easy, curl_socket_t socket, int what, void* self, void* known);
  static int on_timer(CURLM* multi, long milliseconds, void* self);
  [[nodiscard]] int wait_milliseconds() const;

  CURLM* multi_;
  int epoll_;
  std::optional<Clock::time_point> timer_;
  std::size_t size_ = 0;
};

}  // namespace tb::bench
