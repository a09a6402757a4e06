// Watcher::Round: what one poll brought, handed from the poll to the plan and to the log.
#pragma once

#include <chrono>
#include <vector>

#include "intake_line.hpp"
#include "tenbells/source/poll.hpp"
#include "watcher.hpp"

namespace tb::app {

// What one poll brought to each subscription, in their order.
struct Watcher::Round {
  bool is_stopped = false;
  std::vector<TakenIn> taken;
  source::Polled polled;  // as the leader judged it; its document has been taken
  std::chrono::milliseconds latency{};
  std::chrono::milliseconds late_by{};
};

}  // namespace tb::app
