#include "rules/agreement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <vector>

#include "tenbells/rules/rule_set.hpp"

namespace tb::rules {
namespace {

constexpr std::size_t kMostEvidence = 32;  // of a hit

/// Where evidence is, and what for: of an entity the span counts, whichever of its names is told.
using Shown = std::tuple<Field, std::size_t, std::size_t, std::size_t, std::string, std::string>;

std::vector<Shown> shown(const std::vector<Evidence>& evidence) {
  std::vector<Shown> all;
  for (const Evidence& e : evidence) {
    all.emplace_back(e.field, e.entry, e.begin, e.end, e.entity, e.entity.empty() ? e.term : "");
  }
  std::ranges::sort(all);
  const auto again = std::ranges::unique(all);
  all.erase(again.begin(), again.end());
  return all;
}

std::string listed(const std::vector<Shown>& all) {
  std::string text;
  for (const auto& [field, entry, begin, end, entity, term] : all) {
    text += fmt::format("\n    {}[{}] {}..{} {}{}", to_string(field), entry, begin, end, entity.empty() ? "" : "@",
                        entity.empty() ? term : entity);
  }
  return text.empty() ? " none" : text;
}

/// Whether these are the first of those, as many as a hit may show: of what begins at the same byte as the last any.
bool are_the_first_of(const std::vector<Shown>& some, const std::vector<Shown>& all) {
  if (all.size() <= kMostEvidence) return some == all;
  const auto start = [](const Shown& s) { return std::tuple(std::get<0>(s), std::get<1>(s), std::get<2>(s)); };
  const auto is_earlier = [&](const Shown& s) { return start(s) < start(some.back()); };
  return some.size() == kMostEvidence && std::ranges::includes(all, some) &&
         std::ranges::count_if(all, is_earlier) == std::ranges::count_if(some, is_earlier);
}

}  // namespace

std::string difference(const Hit* hit, const NaiveAnswer& want) {
  if ((hit != nullptr) != want.hit) return want.hit ? "should hit" : "should not hit";
  if (hit == nullptr) return {};
  if (hit->score != want.score) {
    return fmt::format("score {}, should be {}", hit->score.value_or(-1), want.score.value_or(-1));
  }
  const std::vector<Shown> found = shown(hit->evidence);
  const std::vector<Shown> wanted = shown(want.evidence);
  if (are_the_first_of(found, wanted)) return {};
  return fmt::format("evidence{}\n  should be{}", listed(found), listed(wanted));
}

std::string difference(const Question& question) {
  const RulePack pack = pack_of(question, "r");
  const auto set = compile({pack});
  if (!set) return {};
  const std::vector<Hit> hits = (*set)->match(question.item);
  const NaiveAnswer want = naive_answer(naive_rule(pack.rules[0], pack.exclusions), pack.entities, question.item);
  return difference(hits.empty() ? nullptr : &hits[0], want);
}

std::string smallest_difference(const Question& failing) {
  const Question small = shrunk(failing, [](const Question& q) { return !difference(q).empty(); });
  return shown(small) + "→ " + difference(small);
}

}  // namespace tb::rules
