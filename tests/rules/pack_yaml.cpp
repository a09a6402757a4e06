// A pack out of YAML, without any check of its own.
#include "rules/pack_yaml.hpp"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

namespace tb::rules {
namespace {

Rule rule_of(const YAML::Node& node, std::size_t index) {
  Rule rule{.id = node["id"].as<std::string>(),
            .title = node["title"].as<std::string>(""),
            .severity = severity_named(node["severity"].as<std::string>("routine")).value(),
            .match = node["match"].as<std::string>(),
            .unless = node["unless"].as<std::string>("")};
  for (const auto& label : node["labels"]) {
    rule.labels.emplace(label.first.as<std::string>(), label.second.as<std::string>());
  }
  for (std::size_t i = 0; i < node["tests"].size(); ++i) {
    const auto& test = *node["tests"][i].begin();
    const auto kind = test.first.as<std::string>();
    rule.tests.push_back({.expect = kind == "hit" ? RuleTest::Expect::hit : RuleTest::Expect::miss,
                          .text = test.second.as<std::string>(),
                          .pointer = fmt::format("/rules/{}/tests/{}/{}", index, i, kind)});
  }
  return rule;
}

}  // namespace

RulePack pack_of_yaml(const std::string& yaml, const std::string& file) {
  const YAML::Node root = YAML::Load(yaml);
  RulePack pack{.name = root["pack"].as<std::string>(file), .file = file, .entities = {}, .rules = {}};
  for (const auto& entity : root["entities"]) {
    if (entity.second.IsSequence()) {
      pack.entities.push_back(
          {.id = entity.first.as<std::string>(), .names = entity.second.as<std::vector<std::string>>(), .exact = {}});
      continue;
    }
    pack.entities.push_back({.id = entity.first.as<std::string>(),
                             .names = entity.second["names"].as<std::vector<std::string>>(std::vector<std::string>{}),
                             .exact = entity.second["exact"].as<std::vector<std::string>>(std::vector<std::string>{})});
  }
  for (std::size_t i = 0; i < root["rules"].size(); ++i) pack.rules.push_back(rule_of(root["rules"][i], i));
  return pack;
}

}  // namespace tb::rules
