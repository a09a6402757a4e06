// The log under systemd: structured entries, each field its own (TENBELLS_SOURCE=…), so that journalctl can filter.
#pragma once

#include "tenbells/core/log.hpp"

namespace tb::app {

class LogToJournald final : public Log {
 public:
  explicit LogToJournald(LogLevel least) : least_(least) {}
  void write(const LogRecord& record) override;

  /// Whether standard error leads to the journal ($JOURNAL_STREAM names its device and inode).
  [[nodiscard]] static bool is_connected();

 private:
  LogLevel least_;
};

}  // namespace tb::app
