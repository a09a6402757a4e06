// Regex: one regular expression of a rule, compiled with bounded memory. The only home of RE2 here.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "expression.hpp"
#include "regex_reach.hpp"

namespace tb::rules {

/// Literals, by fold_case, of which one must stand in a text.
using LiteralGroup = std::vector<std::string>;

/// A group that every match needs, and which of the parts of the pattern its literal belongs to, if that is known.
struct NeededGroup {
  LiteralGroup literals;
  std::optional<std::size_t> part;
};

/// How far from a literal of one group one of another begins and ends, in bytes before and behind it.
struct Nearby {
  std::uint32_t before = 0;
  std::uint32_t behind = 0;
};

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

  /// What a text must hold for a match: of each group something, the rarest first once sorted. Empty: nothing is known.
  [[nodiscard]] const std::vector<NeededGroup>& required() const { return required_; }

  /// @param cost  how often a group's literals stand in the news
  template <class Cost>
  void sort_required(Cost cost) {
    std::ranges::stable_sort(required_, {}, [&](const NeededGroup& group) { return cost(group.literals); });
  }

  /// Whether a text has literals enough to match; where false, it does not.
  /// @param folded  by fold_case
  [[nodiscard]] bool may_match(std::string_view folded) const;

  /// How long a match can be, if that is known.
  [[nodiscard]] const std::optional<Reach>& reach(Width width) const {
    return width == Width::ascii ? ascii_reach_ : reach_;
  }

  /// Where a literal of a group stands, in a match, seen from one of the first group. Needs a reach, which must hold
  /// for the text.
  [[nodiscard]] Nearby nearby(const NeededGroup& group, Width width) const;

  /// Adds where it matches in a text as shipped, from the left, without overlap; the first `limit`. Linear in the text
  /// for each of a pattern without a bound (.*), so that beyond 100 matches it ends where 256 MiB have been searched.
  void find(std::string_view text, std::size_t limit, std::vector<Place>& found) const;

  /// The same, but only the neighbourhoods of literals are searched, unless they show that the reach is too short for
  /// the text. Needs a reach.
  /// @param folded        the text by fold_case, every character at the offset that it had
  /// @param width         of the text
  /// @param literals      every place of every literal of the first group of required(); they are sorted here
  void find_near(std::string_view text, std::string_view folded, Width width, std::vector<Place>& literals,
                 std::size_t limit, std::vector<Place>& found) const;

  [[nodiscard]] std::size_t bytes() const;  ///< held, roughly, before the first search

 private:
  struct Machine;
  explicit Regex(std::unique_ptr<const Machine> machine);

  /// Whether a search ends soon behind its match, or may look for a longer one to the end of the text.
  enum class Tail : std::uint8_t { bounded, endless };

  void find_within(std::string_view text, Place within, Tail tail, std::size_t limit, std::vector<Place>& found) const;

  std::unique_ptr<const Machine> machine_;
  std::vector<NeededGroup> required_;
  std::optional<Reach> reach_;
  std::optional<Reach> ascii_reach_;
  std::vector<std::uint32_t> part_bytes_;  ///< the longest of each part of the pattern
  std::vector<std::uint32_t> ascii_part_bytes_;
};

}  // namespace tb::rules
