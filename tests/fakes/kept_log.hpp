// KeptLog: what was said, for a test to read.
#pragma once

#include <algorithm>
#include <mutex>
#include <string>
#include <vector>

#include "tenbells/core/log.hpp"

namespace tb::fakes {

class KeptLog final : public Log {
 public:
  void write(const LogRecord& record) override {
    const std::lock_guard lock(mutex_);
    std::string line = record.message;
    for (const LogField& field : record.fields) line += " " + std::string(field.name) + "=" + field.value;
    lines_.push_back(std::move(line));
    levels_.push_back(record.level);
  }

  [[nodiscard]] std::size_t count(const std::string& part) const {
    const std::lock_guard lock(mutex_);
    return static_cast<std::size_t>(
        std::ranges::count_if(lines_, [&](const std::string& line) { return line.find(part) != std::string::npos; }));
  }
  [[nodiscard]] std::size_t count(const std::string& part, LogLevel level) const {
    const std::lock_guard lock(mutex_);
    std::size_t found = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (levels_[i] == level && lines_[i].find(part) != std::string::npos) ++found;
    }
    return found;
  }
  [[nodiscard]] std::vector<std::string> lines() const {
    const std::lock_guard lock(mutex_);
    return lines_;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<std::string> lines_;
  std::vector<LogLevel> levels_;  // of the lines
};

}  // namespace tb::fakes
