// Bells and turnstiles are timers that nobody sets: cancelling one wakes its waiters.
#include "tenbells/async/gate.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

#include "tenbells/async/cancelled.hpp"

namespace tb::async {

void Bell::ring() {
  rung_ = true;
  timer_.cancel();
}

asio::awaitable<void> Bell::wait_for(std::chrono::nanoseconds at_most) {
  const bool stop = co_await is_cancelled();
  if (!rung_ && !stop) {
    timer_.expires_after(at_most);
    co_await timer_.async_wait(asio::as_tuple(asio::use_awaitable));
  }
  rung_ = false;
}

Turnstile::Slot& Turnstile::Slot::operator=(Slot&& other) noexcept {
  if (this != &other) {
    release();
    owner_ = std::exchange(other.owner_, nullptr);
  }
  return *this;
}

void Turnstile::Slot::release() {
  if (owner_ == nullptr) return;
  ++owner_->free_;
  owner_->freed_.cancel_one();
  owner_ = nullptr;
}

asio::awaitable<Turnstile::Slot> Turnstile::enter() {
  bool stop = co_await is_cancelled();
  if (stop) co_return Slot();
  while (free_ == 0) {
    co_await freed_.async_wait(asio::as_tuple(asio::use_awaitable));
    stop = co_await is_cancelled();
    if (stop) {
      freed_.cancel_one();  // the wake-up may have been meant for us: pass it on
      co_return Slot();
    }
  }
  --free_;
  co_return Slot(this);
}

}  // namespace tb::async
