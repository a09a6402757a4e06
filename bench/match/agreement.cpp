// Compares hit by hit. What both have is taken as right, so the slow definition is asked about differences alone.
#include "agreement.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <string_view>

#include "definition.hpp"

namespace tb::bench {
namespace {

constexpr std::size_t kShown = 400;  // bytes of the item

/// The text around a place, cut between characters.
std::string_view around(std::string_view text, std::size_t place) {
  const auto inside = [&](std::size_t at) { return at < text.size() && (text[at] & 0xC0) == 0x80; };
  std::size_t begin = place - std::min(place, kShown / 2);
  std::size_t end = std::min(text.size(), begin + kShown);
  while (inside(begin)) ++begin;
  while (inside(end)) ++end;
  return text.substr(begin, end - begin);
}

}  // namespace

Agreement compare(Engine& ours, Engine& peer, const RuleSheet& sheet, const std::vector<Item>& items,
                  const std::vector<std::size_t>& chosen) {
  Agreement agreement{.items = chosen.size()};
  for (const std::size_t index : chosen) {
    const std::vector<std::uint32_t>& our_hits = ours.hits(items[index]);
    const std::vector<std::uint32_t>& their_hits = peer.hits(items[index]);
    std::vector<std::uint32_t> differing;
    std::ranges::set_symmetric_difference(our_hits, their_hits, std::back_inserter(differing));
    agreement.equal += (our_hits.size() + their_hits.size() - differing.size()) / 2;
    for (const std::uint32_t rule : differing) {
      const bool we = std::ranges::binary_search(our_hits, rule);
      if (holds_by_definition(sheet, rule, items[index]) == we) {
        ++agreement.explained;
      } else {
        agreement.unexplained.push_back({.item = index, .rule = rule, .ours = we});
      }
    }
  }
  return agreement;
}

std::string describe(const Unexplained& difference, const RuleSheet& sheet, const std::vector<Item>& items) {
  std::string text = fmt::format("item {}, rule r{}: {}", difference.item, difference.rule,
                                 difference.ours ? "we hit and should not" : "we should hit and do not");
  const std::string& body = items[difference.item].body;
  std::size_t place = 0;
  for (const Step& step : sheet.rules[difference.rule]) {
    if (step.kind != Step::Kind::leaf) continue;
    const Leaf& leaf = sheet.leaves[step.leaf];
    text += fmt::format("\n    leaf {}: {} [{}]", step.leaf, leaf.regex, fmt::join(leaf.words, ", "));
    for (const std::string& word : leaf.words) {
      if (const std::size_t at = body.find(word); at != std::string::npos) place = at;
    }
  }
  return text + fmt::format("\n    …{}…", around(body, place));
}

}  // namespace tb::bench
