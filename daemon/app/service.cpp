// libsystemd speaks the protocol.
#include "service.hpp"

#include <systemd/sd-daemon.h>
#include <time.h>

#include <cstdint>

namespace tb::app {

void notify_ready(const std::string& status) {
  sd_notify(0, ("READY=1\nSTATUS=" + status).c_str());
}

void notify_reloading() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  const std::int64_t micros = std::int64_t{now.tv_sec} * 1'000'000 + now.tv_nsec / 1'000;
  sd_notify(0, ("RELOADING=1\nMONOTONIC_USEC=" + std::to_string(micros)).c_str());
}

void notify_stopping() {
  sd_notify(0, "STOPPING=1");
}

void notify_status(const std::string& status) {
  sd_notify(0, ("STATUS=" + status).c_str());
}

void notify_alive() {
  sd_notify(0, "WATCHDOG=1");
}

std::optional<std::chrono::microseconds> watchdog_interval() {
  std::uint64_t micros = 0;
  if (sd_watchdog_enabled(0, &micros) <= 0 || micros == 0) return std::nullopt;
  return std::chrono::microseconds{micros};
}

}  // namespace tb::app
