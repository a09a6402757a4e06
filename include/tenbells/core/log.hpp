// Log: where the end of an error's journey is written down. An interface, so that modules need no logging library and
// tests can read what was said.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace tb {

/// Who must act: error = something was lost or needs a person, warning = unexpected and healed by itself,
/// info = life cycle, debug = for developers.
enum class LogLevel : std::uint8_t { debug, info, warning, error };

struct LogField {
  std::string_view name;  ///< snake_case: "source", "outcome"
  std::string value;
};

struct LogRecord {
  LogLevel level = LogLevel::info;
  std::string message;  ///< one sentence for people; no secret, ever
  std::vector<LogField> fields;
};

/// Threads: implementations may be called from any thread. They neutralise control characters themselves.
class Log {
 public:
  virtual ~Log() = default;
  virtual void write(const LogRecord& record) = 0;

  void debug(std::string message, std::initializer_list<LogField> fields = {}) {
    write({LogLevel::debug, std::move(message), fields});
  }
  void info(std::string message, std::initializer_list<LogField> fields = {}) {
    write({LogLevel::info, std::move(message), fields});
  }
  void warning(std::string message, std::initializer_list<LogField> fields = {}) {
    write({LogLevel::warning, std::move(message), fields});
  }
  void error(std::string message, std::initializer_list<LogField> fields = {}) {
    write({LogLevel::error, std::move(message), fields});
  }
};

}  // namespace tb
