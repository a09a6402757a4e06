// Values for the tests of the rules.
#include "rules/makers.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <utility>

namespace tb::rules {

std::vector<Entity> some_entities() {
  return {
      {.id = "us", .names = {"United States", "U.S.", "America", "美国", "США", "أمريكا"}, .exact = {"US", "USA"}},
      {.id = "china", .names = {"China", "Beijing", "中国", "Китай", "الصين"}, .exact = {"PRC"}},
      {.id = "taiwan", .names = {"Taiwan", "Taipei", "台湾", "臺灣", "Тайвань"}, .exact = {"ROC"}},
      {.id = "pla", .names = {"People's Liberation Army", "Chinese military", "解放军"}, .exact = {"PLA"}},
  };
}

RulePack a_pack(const std::string& match, const std::string& unless) {
  RulePack pack = a_pack_of({{.id = "r", .title = "R", .match = match, .unless = unless}});
  pack.entities = some_entities();
  return pack;
}

RulePack a_pack_of(std::vector<Rule> rules) {
  return {.name = "pack", .file = "pack.yaml", .entities = {}, .rules = std::move(rules)};
}

Item titled(const std::string& title) {
  return {.title = title};
}

std::shared_ptr<const RuleSet> compiled(std::vector<RulePack> packs) {
  auto set = compile(std::move(packs));
  if (set) return *set;
  std::fprintf(stderr, "the test's own rules are wrong:\n%s", to_text(set.error()).c_str());
  std::abort();
}

std::vector<Diagnostic> mistakes_in(std::vector<RulePack> packs) {
  auto set = compile(std::move(packs));
  return set ? std::vector<Diagnostic>{} : std::move(set).error();
}

std::string to_text(const std::vector<Diagnostic>& diagnostics) {
  std::string text;
  for (const Diagnostic& d : diagnostics) text += fmt::format("{}:{}+{}: {}\n", d.file, d.pointer, d.offset, d.message);
  return text;
}

std::string texts_of(const std::vector<Evidence>& evidence) {
  std::string texts;
  for (const Evidence& e : evidence) texts += (texts.empty() ? "" : "|") + e.text;
  return texts;
}

}  // namespace tb::rules
