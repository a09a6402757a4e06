// A poll holds up to three: two while both families of addresses are tried, and one that asks for the name.
#include "descriptors.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <cstdint>

namespace tb::app {
namespace {

// Journal, ledger, event loop, sinks, log.
constexpr std::size_t kForTheRest = 40;
constexpr std::size_t kForAPoll = 3;

}  // namespace

void raise_descriptor_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == limit.rlim_max) return;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

std::size_t descriptor_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return SIZE_MAX;
  return limit.rlim_cur;
}

std::size_t polls_within(std::size_t limit, std::size_t wanted) {
  const std::size_t free = limit > kForTheRest ? limit - kForTheRest : 0;
  return std::clamp<std::size_t>(free / kForAPoll, 1, std::max<std::size_t>(wanted, 1));
}

}  // namespace tb::app
