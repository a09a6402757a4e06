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
  [[nodiscard]] const std::vector<LiteralGroup>& required() const { return required_; }

  /// @param cost  how often a group's literals stand in the news
  template <class Cost>
  void sort_required(Cost cost) {
    std::ranges::stable_sort(required_, {}, cost);
  }

  /// Whether a text has literals enough to match; where false, it does not.
  /// @param folded  by fold_case
  [[nodiscard]] bool may_match(std::string_view folded) const;

  /// Adds where it matches in a text as shipped, from the left, without overlap; the first `limit`. Linear in the text
  /// for each of a pattern without a bound (.*), so that beyond 100 matches it ends where 256 MiB have been searched.
  void find(std::string_view text, std::size_t limit, std::vector<Place>& found) const;

  /// How long a match can be, if that is known.
  [[nodiscard]] const std::optional<Reach>& reach() const { return reach_; }

  /// The same, but only the neighbourhoods of literals are searched, unless they show that the reach is too short for
  /// the text. Needs a reach.
  /// @param folded        the text by fold_case, every character at the offset that it had
  /// @param has_long_run  whether the text has one: only then its neighbourhoods are looked at for one
  /// @param literals      every place of every literal of the first group of required(); they are sorted here
  void find_near(std::string_view text, std::string_view folded, bool has_long_run, std::vector<Place>& literals,
                 std::size_t limit, std::vector<Place>& found) const;

  [[nodiscard]] std::size_t bytes() const;  ///< held, roughly, before the first search

 private:
  struct Machine;
  Regex(std::unique_ptr<const Machine> machine, std::vector<LiteralGroup> required, std::optional<Reach> reach);

  /// Whether a search ends soon behind its match, or may look for a longer one to the end of the text.
  enum class Tail : std::uint8_t { bounded, endless };

  void find_within(std::string_view text, Place within, Tail tail, std::size_t limit, std::vector<Place>& found) const;

  std::unique_ptr<const Machine> machine_;
  std::vector<LiteralGroup> required_;
  std::optional<Reach> reach_;
};

}  // namespace tb::rules
