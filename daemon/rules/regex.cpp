// RE2 never backtracks, so a hostile text cannot make a pattern slow; what is left to bound is its memory.
#include "regex.hpp"

#include <fmt/format.h>
#include <re2/re2.h>
#include <re2/stringpiece.h>

#include <array>
#include <cstdint>
#include <utility>

namespace tb::rules {
namespace {

constexpr std::size_t kLongestPattern = 4096;
constexpr std::int64_t kMemory = std::int64_t{2} << 20;  // a pattern a person wrote takes some KiB

re2::StringPiece piece(std::string_view text) {
  return {text.data(), text.size()};
}

bool matches_nothing_in(const re2::RE2& machine, std::string_view before, std::string_view after) {
  std::string text{before};
  text += after;
  return machine.Match(piece(text), before.size(), before.size(), re2::RE2::ANCHOR_BOTH, nullptr, 0);
}

/// Whether an empty match is possible anywhere: what decides (\b, ^, $ and the like) sees one character on each side.
bool can_be_empty(const re2::RE2& machine) {
  constexpr std::array<std::string_view, 4> kNeighbours{"", "a", " ", "\n"};
  for (const std::string_view before : kNeighbours) {
    for (const std::string_view after : kNeighbours) {
      if (matches_nothing_in(machine, before, after)) return true;
    }
  }
  return false;
}

/// Whether \C, a single byte, is asked for: evidence must not begin inside a character.
bool asks_for_bytes(std::string_view pattern) {
  for (std::size_t i = 0; i + 1 < pattern.size(); ++i) {
    if (pattern[i] != '\\') continue;
    if (pattern[i + 1] == 'C') return true;
    ++i;
  }
  return false;
}

}  // namespace

struct Regex::Machine {
  Machine(const std::string& pattern, const re2::RE2::Options& options) : program(pattern, options) {}

  re2::RE2 program;
};

Regex::Regex(std::unique_ptr<const Machine> machine) : machine_(std::move(machine)) {}
Regex::~Regex() = default;
Regex::Regex(Regex&&) noexcept = default;
Regex& Regex::operator=(Regex&&) noexcept = default;

tl::expected<Regex, std::string> Regex::compile(const std::string& pattern, std::string_view flags) {
  if (pattern.size() > kLongestPattern) {
    return tl::unexpected(
        fmt::format("the regular expression has {} bytes, the most is {}; words and entities take any "
                    "number of names",
                    pattern.size(), kLongestPattern));
  }
  if (asks_for_bytes(pattern)) {
    return tl::unexpected(
        std::string("\\C is not allowed in a regular expression: it would split characters; write ."));
  }
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(kMemory);
  options.set_case_sensitive(flags.find('i') == std::string_view::npos);
  options.set_dot_nl(flags.find('s') != std::string_view::npos);
  auto machine = std::make_unique<const Machine>(pattern, options);
  if (!machine->program.ok()) {
    return tl::unexpected(
        fmt::format("this regular expression is wrong: {} (its syntax is RE2's)", machine->program.error()));
  }
  if (can_be_empty(machine->program)) {
    return tl::unexpected(
        std::string("this regular expression can match nothing at all, so it is true of every text; write + for *, or "
                    "leave out the ? that makes it so"));
  }
  return Regex(std::move(machine));
}

std::vector<Place> Regex::find(std::string_view text, std::size_t limit) const {
  std::vector<Place> found;
  std::size_t from = 0;
  re2::StringPiece match;
  while (found.size() < limit && from < text.size()) {
    if (!machine_->program.Match(piece(text), from, text.size(), re2::RE2::UNANCHORED, &match, 1)) break;
    const auto begin = static_cast<std::size_t>(match.data() - text.data());
    if (match.empty()) break;  // refused at compile; never loop on it
    found.push_back({.begin = begin, .end = begin + match.size()});
    from = begin + match.size();
  }
  return found;
}

}  // namespace tb::rules
