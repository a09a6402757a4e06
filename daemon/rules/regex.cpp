// RE2 never backtracks, so a hostile text cannot make a pattern slow; what is left to bound is its memory. FilteredRE2
// tells which literals a match needs; which of them are needed together is found by asking it with each left out.
#include "regex.hpp"

#include <fmt/format.h>
#include <re2/filtered_re2.h>
#include <re2/re2.h>
#include <re2/stringpiece.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <optional>
#include <utility>

#include "case_folded.hpp"
#include "regex_reach.hpp"

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

constexpr std::size_t kFewMatches = 100;
constexpr std::size_t kMostSearched = std::size_t{256} << 20;  // bytes, a second or two
constexpr std::size_t kShortestLiteral = 3;                    // two letters stand in every text
constexpr std::size_t kMostLiterals = 64;                      // more alternatives than that are no filter any more

/// Whether a match is possible in a text that holds all literals but the ones left out.
bool can_match_without(const re2::FilteredRE2& filter, const std::vector<bool>& left_out) {
  std::vector<int> present;
  for (std::size_t i = 0; i < left_out.size(); ++i) {
    if (!left_out[i]) present.push_back(static_cast<int>(i));
  }
  std::vector<int> possible;
  filter.AllPotentials(present, &possible);
  return !possible.empty();
}

/// Takes as many literals out of `pool` as it can so that a match still needs one of those that stay; these become a
/// group. Nothing if a match needs none of them.
std::optional<LiteralGroup> take_group(const re2::FilteredRE2& filter, const std::vector<std::string>& literals,
                                       std::vector<std::size_t>& pool) {
  std::vector<bool> left_out(literals.size());
  for (const std::size_t i : pool) left_out[i] = true;
  if (pool.empty() || can_match_without(filter, left_out)) return std::nullopt;
  for (const std::size_t i : pool) {
    left_out[i] = false;
    if (can_match_without(filter, left_out)) left_out[i] = true;
  }
  LiteralGroup group;
  for (const std::size_t i : pool) {
    if (left_out[i]) group.push_back(literals[i]);
  }
  std::erase_if(pool, [&left_out](std::size_t i) { return left_out[i]; });
  return group;
}

std::vector<LiteralGroup> required_literals(const re2::FilteredRE2& filter, const std::vector<std::string>& literals) {
  std::vector<LiteralGroup> required;
  if (literals.size() > kMostLiterals) return required;
  std::vector<std::size_t> pool(literals.size());
  for (std::size_t i = 0; i < pool.size(); ++i) pool[i] = i;
  std::ranges::stable_sort(pool, {},
                           [&](std::size_t i) { return literals[i].size(); });  // short ones are dropped first
  while (auto group = take_group(filter, literals, pool)) required.push_back(std::move(*group));
  return required;
}

/// Of a pattern by itself; nothing if RE2 refuses it.
std::vector<LiteralGroup> literals_of(std::string_view pattern, const re2::RE2::Options& options) {
  re2::FilteredRE2 filter(static_cast<int>(kShortestLiteral));
  int id = 0;
  if (filter.Add(piece(pattern), options, &id) != re2::RE2::NoError) return {};
  std::vector<std::string> literals;
  filter.Compile(&literals);
  for (std::string& literal : literals) fold_case(std::string(literal), literal);
  return required_literals(filter, literals);
}

/// What the parts of a pattern need, each by itself: less than the whole tells, but it is known where it stands.
std::vector<NeededGroup> needed_by_parts(std::string_view pattern, const std::vector<PatternPart>& parts,
                                         const re2::RE2::Options& options) {
  std::vector<NeededGroup> needed;
  for (std::size_t i = 0; i < parts.size() && parts.size() > 1; ++i) {
    const PatternPart& part = parts[i];
    const std::string_view written = pattern.substr(part.begin, part.end - part.begin);
    if (!part.is_needed) continue;
    if (part.is_literal) {
      std::string folded;
      fold_case(written, folded);
      if (folded.size() >= kShortestLiteral) needed.push_back({.literals = {folded}, .part = i});
    } else if (written.starts_with("(?:") || (written.starts_with('(') && !written.starts_with("(?"))) {
      for (LiteralGroup& group : literals_of(written, options))
        needed.push_back({.literals = std::move(group), .part = i});
    }
  }
  return needed;
}

/// Not string_view::find, which stops at every first letter: glibc's is several times faster.
bool has_literal(std::string_view text, const std::string& literal) {
  return memmem(text.data(), text.size(), literal.data(), literal.size()) != nullptr;
}

bool has_any(std::string_view folded, const LiteralGroup& group) {
  return std::ranges::any_of(group, [folded](const std::string& literal) { return has_literal(folded, literal); });
}

/// Makes places of literals the neighbourhoods in which a match that has the literal lies, in order, those that touch
/// made one.
void join_neighbourhoods(std::vector<Place>& places, std::size_t reach, std::size_t size) {
  const auto before = [](const Place& a, const Place& b) {
    return std::pair(a.end, a.begin) < std::pair(b.end, b.begin);
  };
  std::ranges::sort(places, before);
  std::size_t joined = 0;
  for (const Place& literal : places) {
    const Place next{.begin = literal.end > reach ? literal.end - reach : 0,
                     .end = std::min(size, std::max(literal.end, literal.begin + reach))};
    if (joined > 0 && next.begin <= places[joined - 1].end) {
      places[joined - 1].end = std::max(places[joined - 1].end, next.end);
    } else {
      places[joined++] = next;
    }
  }
  places.resize(joined);
}

/// On whole characters.
Place widened(Place place, std::string_view text) {
  const auto splits = [text](std::size_t at) { return at < text.size() && (text[at] & 0xC0) == 0x80; };
  while (place.begin > 0 && splits(place.begin)) --place.begin;
  while (splits(place.end)) ++place.end;
  return place;
}

}  // namespace

struct Regex::Machine {
  Machine() : filter(static_cast<int>(kShortestLiteral)) {}

  re2::FilteredRE2 filter;  ///< owns the program
  const re2::RE2* program = nullptr;
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
  auto machine = std::make_unique<Machine>();
  int id = 0;
  if (machine->filter.Add(pattern, options, &id) != re2::RE2::NoError) {
    return tl::unexpected(
        fmt::format("this regular expression is wrong: {} (its syntax is RE2's)", re2::RE2(pattern, options).error()));
  }
  machine->program = &machine->filter.GetRE2(id);
  if (can_be_empty(*machine->program)) {
    return tl::unexpected(
        std::string("this regular expression can match nothing at all, so it is true of every text; write + for *, or "
                    "leave out the ? that makes it so"));
  }
  std::vector<std::string> literals;
  machine->filter.Compile(&literals);
  for (std::string& literal : literals) fold_case(std::string(literal), literal);
  const std::vector<LiteralGroup> required = required_literals(machine->filter, literals);
  Regex regex(std::move(machine));
  regex.reach_ = reach_of(pattern, flags, Width::any);
  regex.ascii_reach_ = reach_of(pattern, flags, Width::ascii);
  if (regex.reach_) {
    const std::vector<PatternPart> parts = parts_of(pattern, flags, Width::any);
    for (const PatternPart& part : parts) regex.part_bytes_.push_back(part.bytes);
    for (const PatternPart& part : parts_of(pattern, flags, Width::ascii)) {
      regex.ascii_part_bytes_.push_back(part.bytes);
    }
    regex.required_ = needed_by_parts(pattern, parts, options);
  }
  for (const LiteralGroup& group : required) {
    const auto is_it = [&group](const NeededGroup& known) { return known.literals == group; };
    if (std::ranges::none_of(regex.required_, is_it)) regex.required_.push_back({.literals = group, .part = {}});
  }
  return regex;
}

Nearby Regex::nearby(const NeededGroup& group, Width width) const {
  const NeededGroup& first = required_.front();
  const auto size = [](const std::string& literal) { return static_cast<std::uint32_t>(literal.size()); };
  const std::uint32_t shortest = size(std::ranges::min(first.literals, {}, size));
  if (!first.part || !group.part || *first.part == *group.part) {
    const std::uint32_t rest = reach(width)->bytes - std::min(reach(width)->bytes, shortest);
    return {.before = rest, .behind = rest};
  }
  const std::vector<std::uint32_t>& bytes = width == Width::ascii ? ascii_part_bytes_ : part_bytes_;
  std::uint32_t between = bytes[*first.part] - std::min(bytes[*first.part], shortest);
  const auto [begin, end] = std::minmax(*first.part, *group.part);
  for (std::size_t i = begin + 1; i < end; ++i) between += bytes[i];
  between += bytes[*group.part];
  if (*group.part > *first.part) return {.before = 0, .behind = between};
  return {.before = between, .behind = 0};
}

bool Regex::may_match(std::string_view folded) const {
  return std::ranges::all_of(required_, [folded](const NeededGroup& group) { return has_any(folded, group.literals); });
}

std::size_t Regex::bytes() const {
  constexpr std::size_t kFixed = 2048;      // RE2's own objects and the filter's tree
  constexpr std::size_t kInstruction = 16;  // of its program
  return kFixed + static_cast<std::size_t>(machine_->program->ProgramSize()) * 2 * kInstruction;
}

void Regex::find(std::string_view text, std::size_t limit, std::vector<Place>& found) const {
  const bool is_bounded = reach_ && !(reach_->has_runs && has_long_run(text));
  find_within(text, {.begin = 0, .end = text.size()}, is_bounded ? Tail::bounded : Tail::endless, limit + found.size(),
              found);
}

void Regex::find_near(std::string_view text, std::string_view folded, Width width, std::vector<Place>& literals,
                      std::size_t limit, std::vector<Place>& found) const {
  const std::size_t before = found.size();
  join_neighbourhoods(literals, reach(width)->bytes, text.size());
  for (const Place& place : literals) {
    const std::string_view piece = folded.substr(place.begin, place.end - place.begin);
    if (reach_->has_runs && has_long_run(piece)) {
      found.resize(before);
      return find(text, limit, found);
    }
    const auto stands = [piece](const NeededGroup& group) { return has_any(piece, group.literals); };
    if (std::all_of(required_.begin() + 1, required_.end(), stands))
      find_within(text, widened(place, text), Tail::bounded, limit + before, found);
  }
}

/// A match that touches a neighbourhood lies in it, with all that decides about it: what stands around a piece of a
/// text is known to RE2.
void Regex::find_within(std::string_view text, Place within, Tail tail, std::size_t limit,
                        std::vector<Place>& found) const {
  std::size_t from = within.begin;
  std::size_t searched = 0;
  re2::StringPiece match;
  const re2::RE2& program = *machine_->program;
  for (std::size_t count = 0; found.size() < limit && from < within.end; ++count) {
    if (count > kFewMatches && searched > kMostSearched) break;
    if (!program.Match(piece(text), from, within.end, re2::RE2::UNANCHORED, &match, 1)) break;
    const auto begin = static_cast<std::size_t>(match.data() - text.data());
    if (match.empty()) break;  // refused at compile; never loop on it
    const std::size_t end = begin + match.size();
    found.push_back({.begin = begin, .end = end});
    // A tail without a bound is looked for to the end of the text by every match.
    searched += tail == Tail::bounded ? end - from + reach_->bytes : within.end - from;
    from = end;
  }
}

}  // namespace tb::rules
