// The matcher against the naive evaluator, over random rules and texts in several scripts: same hits, same evidence.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>
#include <tuple>

#include "rules/makers.hpp"
#include "rules/naive.hpp"
#include "rules/parser.hpp"

namespace tb::rules {
namespace {

constexpr int kRounds = 200;
constexpr int kRulesARound = 12;
constexpr int kItemsARound = 8;

const std::vector<std::string> kWords{"war",   "War",   "peace",  "export", "control", "us",     "US",
                                      "U.S.",  "Xi'an", "中国",   "台湾",   "中",      "国",     "Китай",
                                      "китаю", "الصين", "대만은", "대만",   "État",    "etat's", "タイワン",
                                      "ไทย",   "ROC",   "roc",    "a",      "PLA",     "2049"};
const std::vector<std::string> kSeparators{" ",  " ",   " ",      " ",      "-",  "",   ", ",
                                           "，", "’s ", "\u00AD", "\u2011", "\n", ". ", " — "};
const std::vector<std::string> kPatterns{"/w.r/i",          "/[A-Z]{2,}/", "/\\d+/", "/中.?国/",
                                         "/(?i)peace|war/", "/t\\b/",      "/Э+/"};
const std::vector<std::string> kPrefixes{"wa*", "ex*", "кита*", "대만*", "et*"};

class Source {
 public:
  explicit Source(unsigned seed) : random_(seed) {}

  Item item() { return {.title = text(10), .summary = text(6), .body = text(14)}; }

  std::string expression(int depth) {
    switch (below(depth > 0 ? 9 : 2)) {
      case 2:
        return fmt::format("({} AND {})", expression(depth - 1), expression(depth - 1));
      case 3:
        return fmt::format("({} OR {})", expression(depth - 1), expression(depth - 1));
      case 4:
        return fmt::format("({} AND NOT {})", expression(depth - 1), expression(depth - 1));
      case 5:
        return fmt::format("({} OR {} AND {})", expression(depth - 1), expression(depth - 1), expression(depth - 1));
      case 6:
        return fmt::format("({} NEAR/{} {})", side(), below(5), side());
      case 7:
        return fmt::format("NOT ({} OR NOT {})", expression(depth - 1), expression(depth - 1));
      case 8:
        return fmt::format("{}:({} OR {} NEAR/3 {})", pick({"title", "summary", "body"}), word(), word(), side());
      default:
        return leaf();
    }
  }

 private:
  std::size_t below(std::size_t end) { return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_); }
  const std::string& pick(const std::vector<std::string>& of) { return of[below(of.size())]; }

  std::string text(std::size_t longest) {
    std::string made;
    for (std::size_t i = below(longest); i > 0; --i) made += pick(kWords) + pick(kSeparators);
    return made;
  }

  std::string word() { return below(4) == 0 ? fmt::format("\"{} {}\"", pick(kWords), pick(kWords)) : pick(kWords); }

  std::string countable() {
    const std::size_t kind = below(6);
    if (kind == 0) return pick({"@us", "@china", "@taiwan", "@pla", "@twice"});
    return kind == 1 ? pick(kPrefixes) : word();
  }

  std::string leaf() { return below(8) == 0 ? pick(kPatterns) : countable(); }

  std::string side() { return below(3) == 0 ? fmt::format("({} OR {})", countable(), countable()) : countable(); }

  std::mt19937 random_;
};

std::vector<Entity> entities() {
  std::vector<Entity> all = some_entities();
  all.push_back({.id = "twice",
                 .names = {"war", "War", "中国", "中", "export control", "control"},
                 .exact = {"US", "War", "U.S."}});
  return all;
}

/// Where evidence is, and what for: of an entity the span counts, whichever of its names is told.
using Shown = std::tuple<Field, std::size_t, std::size_t, std::string, std::string>;

std::vector<Shown> shown(const std::vector<Evidence>& evidence) {
  std::set<Shown> all;
  for (const Evidence& e : evidence) all.emplace(e.field, e.begin, e.end, e.entity.empty() ? e.term : "", e.entity);
  return {all.begin(), all.end()};
}

/// Random rules that the compiler accepts: some are refused, as true of everything or of nothing.
RulePack random_pack(Source& source) {
  RulePack pack;
  while (pack.rules.size() < kRulesARound) {
    RulePack one = a_pack_of({{.id = fmt::format("r{}", pack.rules.size()), .match = source.expression(3)}});
    one.entities = entities();
    if (mistakes_in({one}).empty()) pack.rules.push_back(one.rules[0]);
  }
  pack.entities = entities();
  return pack;
}

TEST(Differential, TheMatcherAgreesWithTheNaiveEvaluator) {
  Source source(4711);
  int hits_seen = 0;
  for (int round = 0; round < kRounds; ++round) {
    const RulePack pack = random_pack(source);
    const auto set = compiled({pack});
    for (int i = 0; i < kItemsARound; ++i) {
      const Item item = source.item();
      const std::vector<Hit> hits = set->match(item);
      auto hit = hits.begin();
      for (const Rule& rule : pack.rules) {
        SCOPED_TRACE(fmt::format("round {}: {}\n{}\n{}\n{}", round, rule.match, item.title, item.summary, item.body));
        const NaiveAnswer want = naive_answer(*parse(rule.match), pack.entities, item);
        const bool is_hit = hit != hits.end() && hit->rule.id == rule.id;
        ASSERT_EQ(is_hit, want.hit);
        if (!is_hit) continue;
        ASSERT_EQ(shown(hit->evidence), shown(want.evidence));
        ASSERT_FALSE(hit->evidence.empty());
        ++hit;
        ++hits_seen;
      }
    }
  }
  EXPECT_GT(hits_seen, kRounds * kItemsARound) << "the texts no longer fit the rules";
}

}  // namespace
}  // namespace tb::rules
