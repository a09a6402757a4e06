// The packs that we ship, and the examples in the documentation: they compile, and their own tests pass.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "rules/makers.hpp"
#include "rules/pack_yaml.hpp"

namespace tb::rules {
namespace {

const std::filesystem::path kRoot = TB_SOURCE_DIR;

std::string content_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream content;
  content << stream.rdbuf();
  return content.str();
}

std::vector<RulePack> shipped_packs() {
  std::vector<RulePack> packs;
  for (const auto& entry : std::filesystem::directory_iterator(kRoot / "rules")) {
    if (entry.path().extension() != ".yaml") continue;
    packs.push_back(pack_of_yaml(content_of(entry.path()), "rules/" + entry.path().filename().string()));
  }
  return packs;
}

std::ptrdiff_t count(const Rule& rule, RuleTest::Expect expect) {
  return std::ranges::count(rule.tests, expect, &RuleTest::expect);
}

TEST(ShippedPacks, CompileTogetherAndPassTheirOwnTests) {
  EXPECT_EQ(to_text(mistakes_in(shipped_packs())), "");
}

TEST(ShippedPacks, HaveThreeHitsAndThreeMissesARule) {
  for (const RulePack& pack : shipped_packs()) {
    for (const Rule& rule : pack.rules) {
      SCOPED_TRACE(pack.file + " " + rule.id);
      EXPECT_GE(count(rule, RuleTest::Expect::hit), 3);
      EXPECT_GE(count(rule, RuleTest::Expect::miss), 3);
      EXPECT_FALSE(rule.title.empty());
    }
  }
}

/// The blocks of docs/rules.md that begin with "```yaml rules".
std::vector<std::string> documented_packs() {
  std::istringstream page(content_of(kRoot / "docs" / "rules.md"));
  std::vector<std::string> blocks;
  bool inside = false;
  for (std::string line; std::getline(page, line);) {
    if (inside && line == "```") {
      inside = false;
    } else if (inside) {
      blocks.back() += line + '\n';
    } else if (line == "```yaml rules") {
      inside = true;
      blocks.emplace_back();
    }
  }
  return blocks;
}

TEST(DocumentedRules, CompileAndPassTheirOwnTests) {
  const std::vector<std::string> blocks = documented_packs();
  EXPECT_GE(blocks.size(), 8U);
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const RulePack pack = pack_of_yaml(blocks[i], fmt::format("docs/rules.md, example {}", i + 1));
    EXPECT_EQ(to_text(mistakes_in({pack})), "");
    for (const Rule& rule : pack.rules) EXPECT_FALSE(rule.tests.empty()) << pack.file << " " << rule.id;
  }
}

}  // namespace
}  // namespace tb::rules
