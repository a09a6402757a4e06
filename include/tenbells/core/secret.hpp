// Secret: a value that must never be printed. It shows itself as the reference it came from.
#pragma once

#include <string>
#include <utility>

namespace tb {

/// Printing and logging go through `shown()`; only the code that talks to the service calls `reveal()`.
class Secret {
 public:
  Secret() = default;
  /// @param shown  what may be printed in its place: "${env:SLACK_URL}", or "***" for a value written in clear
  Secret(std::string value, std::string shown) : value_(std::move(value)), shown_(std::move(shown)) {}

  [[nodiscard]] const std::string& reveal() const { return value_; }
  [[nodiscard]] const std::string& shown() const { return shown_; }
  [[nodiscard]] bool empty() const { return value_.empty(); }

  friend bool operator==(const Secret&, const Secret&) = default;

 private:
  std::string value_;
  std::string shown_;
};

}  // namespace tb
