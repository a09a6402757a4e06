// A peer must be at its best: no wakeup without work, and no system call that the library did not ask for.
#include "curl_loop.hpp"

#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace tb::bench {
namespace {

constexpr std::size_t kEvents = 256;
constexpr int kLongestWait = 1'000;  // milliseconds

std::uint32_t events_of(int what) {
  switch (what) {
    case CURL_POLL_IN:
      return EPOLLIN;
    case CURL_POLL_OUT:
      return EPOLLOUT;
    default:
      return EPOLLIN | EPOLLOUT;
  }
}

int ready_bits(std::uint32_t events) {
  int bits = 0;
  if ((events & EPOLLIN) != 0) bits |= CURL_CSELECT_IN;
  if ((events & EPOLLOUT) != 0) bits |= CURL_CSELECT_OUT;
  if ((events & (EPOLLERR | EPOLLHUP)) != 0) bits |= CURL_CSELECT_ERR;
  return bits;
}

}  // namespace

CurlLoop::CurlLoop(std::size_t connections) : multi_(curl_multi_init()), epoll_(epoll_create1(EPOLL_CLOEXEC)) {
  if (multi_ == nullptr || epoll_ < 0) throw std::runtime_error("libcurl's multi handle or epoll cannot be had");
  curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, &CurlLoop::on_socket);
  curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, this);
  curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, &CurlLoop::on_timer);
  curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, this);
  curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, static_cast<long>(2 * connections));
}

CurlLoop::~CurlLoop() {
  curl_multi_cleanup(multi_);
  close(epoll_);
}

int CurlLoop::on_socket(CURL* /*easy*/, curl_socket_t socket, int what, void* self, void* known) {
  auto& loop = *static_cast<CurlLoop*>(self);
  if (what == CURL_POLL_REMOVE) {
    // The library closes the socket itself, maybe already, and epoll forgets it then.
    epoll_ctl(loop.epoll_, EPOLL_CTL_DEL, socket, nullptr);
    curl_multi_assign(loop.multi_, socket, nullptr);
    return 0;
  }
  epoll_event event{};
  event.events = events_of(what);
  event.data.fd = socket;
  epoll_ctl(loop.epoll_, known == nullptr ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, socket, &event);
  if (known == nullptr) curl_multi_assign(loop.multi_, socket, &loop);  // any pointer: "it is known"
  return 0;
}

int CurlLoop::on_timer(CURLM* /*multi*/, long milliseconds, void* self) {
  auto& loop = *static_cast<CurlLoop*>(self);
  if (milliseconds < 0) {
    loop.timer_.reset();
  } else {
    loop.timer_ = Clock::now() + std::chrono::milliseconds(milliseconds);
  }
  return 0;
}

void CurlLoop::add(CURL* easy) {
  if (curl_multi_add_handle(multi_, easy) != CURLM_OK) throw std::runtime_error("curl_multi_add_handle failed");
  ++size_;
}

int CurlLoop::wait_milliseconds() const {
  if (!timer_) return kLongestWait;
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(*timer_ - Clock::now()).count();
  return static_cast<int>(std::clamp<std::int64_t>(left, 0, kLongestWait));
}

void CurlLoop::run_once(const std::function<void(CURL*, CURLcode)>& done) {
  std::array<epoll_event, kEvents> events{};
  const int ready = epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), wait_milliseconds());
  int running = 0;
  for (int i = 0; i < ready; ++i) {
    const epoll_event& event = events[static_cast<std::size_t>(i)];
    curl_multi_socket_action(multi_, event.data.fd, ready_bits(event.events), &running);
  }
  if (timer_ && *timer_ <= Clock::now()) {
    timer_.reset();
    curl_multi_socket_action(multi_, CURL_SOCKET_TIMEOUT, 0, &running);
  }
  int waiting = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi_, &waiting)) {
    if (message->msg != CURLMSG_DONE) continue;
    CURL* easy = message->easy_handle;
    const CURLcode code = message->data.result;
    curl_multi_remove_handle(multi_, easy);
    --size_;
    done(easy, code);
  }
}

}  // namespace tb::bench
