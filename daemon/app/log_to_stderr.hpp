// The log for people: coloured lines on a terminal, plain ones with full timestamps elsewhere.
#pragma once

#include <memory>

#include "tenbells/core/log.hpp"

namespace spdlog {
class logger;
}

namespace tb::app {

class LogToStderr final : public Log {
 public:
  explicit LogToStderr(LogLevel least);
  ~LogToStderr() override;
  void write(const LogRecord& record) override;

 private:
  std::unique_ptr<spdlog::logger> logger_;
};

/// "message  source=guardian why="refused with 401"", with what comes from outside made printable.
[[nodiscard]] std::string log_line(const LogRecord& record);

}  // namespace tb::app
