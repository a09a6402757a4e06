// Regex: one regular expression of a rule, compiled with bounded memory. The only home of RE2 here.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "expression.hpp"

namespace tb::rules {

/// Threads: const members are safe on any number of threads at once.
class Regex {
 public:
  /// @param pattern  at most 4 KiB of RE2 syntax
  /// @param flags    any of i (any case) and s (. matches line ends)
  /// Errors: why it is none, or why it is refused: it could match no text at all, or split a character (\C).
  [[nodiscard]] static tl::expected<Regex, std::string> compile(const std::string& pattern, std::string_view flags);

  ~Regex();
  Regex(Regex&&) noexcept;
  Regex& operator=(Regex&&) noexcept;

  /// Where it matches in a text as shipped, from the left, without overlap; the first `limit` of them. Linear in the
  /// text for each.
  [[nodiscard]] std::vector<Place> find(std::string_view text, std::size_t limit) const;

 private:
  struct Machine;
  explicit Regex(std::unique_ptr<const Machine> machine);

  std::unique_ptr<const Machine> machine_;
};

}  // namespace tb::rules
