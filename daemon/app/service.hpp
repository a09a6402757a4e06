// What the service manager is told (sd_notify(3)) and what it wants to hear. Without a service manager all of it does
// nothing.
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace tb::app {

/// READY=1: configuration loaded, journal open, sources started. Not "Kafka is reachable".
void notify_ready(const std::string& status);
/// RELOADING=1 with its time stamp; notify_ready() ends it.
void notify_reloading();
void notify_stopping();
/// STATUS=, one line.
void notify_status(const std::string& status);
/// WATCHDOG=1.
void notify_alive();

/// How often WATCHDOG=1 is expected (WatchdogSec=); nothing if it is not.
[[nodiscard]] std::optional<std::chrono::microseconds> watchdog_interval();

}  // namespace tb::app
