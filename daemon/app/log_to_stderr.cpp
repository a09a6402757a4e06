// spdlog does locking, time and colour; the fields are ours.
#include "log_to_stderr.hpp"

#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <unistd.h>

#include "tenbells/core/printable.hpp"

namespace tb::app {
namespace {

spdlog::level::level_enum level_of(LogLevel level) {
  switch (level) {
    case LogLevel::debug:
      return spdlog::level::debug;
    case LogLevel::info:
      return spdlog::level::info;
    case LogLevel::warning:
      return spdlog::level::warn;
    case LogLevel::error:
      return spdlog::level::err;
  }
  return spdlog::level::info;
}

// Long enough for any message of ours, short enough that a hostile one does not fill the disk.
constexpr std::size_t kLongestField = 1000;

std::string quoted(const std::string& value) {
  const std::string text = shortened(printable(value), kLongestField);
  if (!text.empty() && text.find_first_of(" \"=") == std::string::npos) return text;
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + "\"";
}

}  // namespace

std::string log_line(const LogRecord& record) {
  std::string line = printable(record.message);
  for (const LogField& field : record.fields) {
    line += "  ";
    line += field.name;
    line += '=';
    line += quoted(field.value);
  }
  return line;
}

LogToStderr::LogToStderr(LogLevel least)
    : logger_(std::make_unique<spdlog::logger>("tenbells", std::make_shared<spdlog::sinks::stderr_color_sink_mt>())) {
  logger_->set_pattern(::isatty(2) == 1 ? "%H:%M:%S %^%-7l%$ %v" : "%Y-%m-%dT%H:%M:%S.%e%z %l %v");
  logger_->set_level(level_of(least));
  logger_->flush_on(spdlog::level::debug);
}

LogToStderr::~LogToStderr() = default;

void LogToStderr::write(const LogRecord& record) {
  logger_->log(level_of(record.level), "{}", log_line(record));
}

}  // namespace tb::app
