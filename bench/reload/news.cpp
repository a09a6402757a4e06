// Names that no dictionary has, so that nothing hits by chance.
#include "news.hpp"

#include <fmt/format.h>

namespace tb::bench {
namespace {

constexpr std::uint64_t kStep = 3'331;  // prime: the three rules of an item lie far apart

std::string filler(std::uint64_t number) {
  std::string text;
  std::uint64_t state = number * 6'364'136'223'846'793'005ULL + 1'442'695'040'888'963'407ULL;
  for (int i = 0; i < 300; ++i) {
    state = state * 6'364'136'223'846'793'005ULL + 1'442'695'040'888'963'407ULL;
    text += fmt::format("{}w{}", i % 17 == 16 ? ". " : " ", (state >> 40U) % 20'000);
  }
  return text;
}

std::string expression(std::size_t i) {
  switch (i % 4) {
    case 0:
      return fmt::format("zor{}", i);
    case 1:
      return fmt::format("zor{} AND (ferry OR tram{}) AND NOT quiz", i, i);
    case 2:
      return fmt::format("zor{} NEAR/8 ferry OR \"kel{} vam{}\"", i, i, i);
    default:
      return fmt::format("zor{} OR /zor{}[a-z]+/", i, i);
  }
}

}  // namespace

rules::RulePack a_pack(std::size_t rules, std::size_t number) {
  rules::RulePack pack;
  pack.name = "reload";
  pack.file = "reload.yaml";
  for (std::size_t i = 0; i < rules; ++i) {
    rules::Rule rule;
    rule.id = fmt::format("rule-{}", i);
    rule.title = std::to_string(number);
    rule.match = expression(i);
    pack.rules.push_back(std::move(rule));
  }
  return pack;
}

Item an_item(std::uint64_t number, std::size_t rules) {
  Item item;
  item.title = fmt::format("Ferry of the day {}", number);
  item.body = filler(number) + ".";
  for (std::uint64_t i = 0; i < kHitsPerItem; ++i) {
    item.body += fmt::format(" The ferry zor{} sails.", (number + i * kStep) % rules);
  }
  return item;
}

}  // namespace tb::bench
