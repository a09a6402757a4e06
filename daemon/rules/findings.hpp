// Findings: what is wrong with the packs, gathered in any order, told in the order of the files.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tenbells/rules/pack.hpp"

namespace tb::rules {

/// Where in the packs something stands: entities of a pack before its rules.
struct Position {
  std::size_t pack = 0;
  enum class Section : std::uint8_t { entities, exclusions, rules } section = Section::entities;
  std::size_t index = 0;

  friend auto operator<=>(const Position&, const Position&) = default;
};

class Findings {
 public:
  void add(Position position, Diagnostic diagnostic) { found_.push_back({position, std::move(diagnostic)}); }

  [[nodiscard]] bool empty() const { return found_.empty(); }

  /// All, in the order of their positions, of one position as they were added.
  [[nodiscard]] std::vector<Diagnostic> in_order() &&;

 private:
  struct Found {
    Position position;
    Diagnostic diagnostic;
  };
  std::vector<Found> found_;
};

/// "/entities/" + one reference token, escaped (RFC 6901 §3).
[[nodiscard]] std::string entity_pointer(std::string_view id);

/// "/exclusions/" + one reference token, escaped.
[[nodiscard]] std::string exclusion_pointer(std::string_view id);

/// One reference token, escaped.
[[nodiscard]] std::string escaped_token(std::string_view token);

/// "/rules/3/match"
[[nodiscard]] std::string rule_pointer(std::size_t index, std::string_view member);

}  // namespace tb::rules
