// A connection stays in one list node for life: in use or idle, it is spliced from list to list.
#include "pool.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <utility>

namespace tb::http {
namespace {

constexpr std::size_t kBuffer = 64 * 1024;
// A session with the server's certificate chain is some kilobytes; it saves 0.3 ms of CPU when it is used.
constexpr std::size_t kMostSessions = 4'096;
// Fine enough for limits of seconds, and a thousandth of the work that it watches.
constexpr std::chrono::milliseconds kSweep{50};
constexpr std::chrono::seconds kIdleSweep{1};

// Other modules need descriptors too.
std::size_t half_of_the_descriptors() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return SIZE_MAX;
  return limit.rlim_cur / 2;
}

Instant now() {
  return std::chrono::steady_clock::now();
}

}  // namespace

Pool::Pool(const Limits& limits)
    : limits_(limits), most_idle_(std::min(limits.idle_connections, half_of_the_descriptors())), buffer_(kBuffer) {}

Pool::~Pool() {
  for (Slot& slot : idle_) slot.connection->say_goodbye();
}

Pool::Lease& Pool::Lease::operator=(Lease&& other) noexcept {
  if (this != &other) {
    close();
    pool_ = std::exchange(other.pool_, nullptr);
    slot_ = other.slot_;
  }
  return *this;
}

void Pool::Lease::close() {
  if (pool_ == nullptr) return;
  Pool& pool = *std::exchange(pool_, nullptr);
  pool.close(pool.in_use_, slot_);
  if (pool.in_use_.empty()) pool.rest();
}

void Pool::Lease::keep(std::chrono::milliseconds for_at_most) {
  if (pool_ == nullptr) return;
  Pool& pool = *std::exchange(pool_, nullptr);
  slot_->until = now() + for_at_most;
  slot_->connection->deadlines = {};
  slot_->origin->second.idle.push_back(slot_);
  pool.idle_.splice(pool.idle_.end(), pool.in_use_, slot_);
  if (pool.idle_.size() > pool.most_idle_) pool.close_oldest();
  if (pool.in_use_.empty()) pool.rest();
}

Pool::Lease Pool::take(const std::string& origin) {
  const auto found = origins_.find(origin);
  if (found == origins_.end()) return {};
  std::vector<Slots::iterator>& kept = found->second.idle;
  const Instant moment = now();
  for (std::size_t left = kept.size(); left > 0; --left) {
    const Slots::iterator slot = kept.back();
    kept.pop_back();
    if (slot->until > moment && slot->connection->is_quiet()) {
      in_use_.splice(in_use_.end(), idle_, slot);
      watch(timer_->get_executor());
      return {this, slot};
    }
    close(idle_, slot);
  }
  return {};
}

Pool::Lease Pool::add(const std::string& origin, asio::ip::tcp::socket socket) {
  const asio::any_io_executor executor = socket.get_executor();
  const auto entry = origins_.try_emplace(origin).first;
  ++entry->second.connections;
  in_use_.push_back({std::make_unique<Connection>(std::move(socket)), &*entry, Instant::max()});
  watch(executor);
  return {this, std::prev(in_use_.end())};
}

std::shared_ptr<SessionSlot> Pool::sessions(const std::string& origin) {
  const auto [entry, is_new] = sessions_.try_emplace(origin);
  if (is_new) {
    session_uses_.push_back(origin);
    entry->second = {std::make_shared<SessionSlot>(), std::prev(session_uses_.end())};
  } else {
    session_uses_.splice(session_uses_.end(), session_uses_, entry->second.use);
  }
  const std::shared_ptr<SessionSlot> slot = entry->second.slot;
  if (sessions_.size() > kMostSessions) {
    sessions_.erase(session_uses_.front());
    session_uses_.pop_front();
  }
  return slot;
}

bool Pool::close_oldest() {
  if (idle_.empty()) return false;
  close_idle(idle_.begin());
  return true;
}

void Pool::close(Slots& slots, Slots::iterator slot) {
  Origins::value_type* origin = slot->origin;
  slots.erase(slot);
  if (--origin->second.connections == 0) origins_.erase(origins_.find(origin->first));
}

void Pool::close_idle(Slots::iterator slot) {
  std::erase(slot->origin->second.idle, slot);
  slot->connection->say_goodbye();
  close(idle_, slot);
}

// One timer for all, and only while an exchange is under way: it keeps nobody's io_context busy.
void Pool::watch(const asio::any_io_executor& executor) {
  if (watching_) return;
  if (!timer_) timer_.emplace(executor);
  timer_->expires_after(kSweep);
  watching_ = std::make_shared<const int>();
  timer_->async_wait([this, watching = std::weak_ptr(watching_)](const boost::system::error_code& code) {
    if (code || watching.expired()) return;
    watching_.reset();
    sweep(now());
    if (!in_use_.empty()) watch(timer_->get_executor());
  });
}

void Pool::rest() {
  watching_.reset();
  timer_->cancel();
}

void Pool::sweep(Instant moment) {
  for (Slot& slot : in_use_) {
    Connection& connection = *slot.connection;
    const Overrun overrun = look_at(connection.deadlines, connection.moved(), limits_, moment);
    if (overrun != Overrun::none && connection.overrun() == Overrun::none) connection.give_up(overrun);
  }
  // Kept for as long as their servers said, these are not in order: look at them all, now and then.
  if (moment < next_idle_sweep_) return;
  next_idle_sweep_ = moment + kIdleSweep;
  for (auto slot = idle_.begin(); slot != idle_.end();) {
    const auto looked_at = slot++;
    if (looked_at->until <= moment) close_idle(looked_at);
  }
}

}  // namespace tb::http
