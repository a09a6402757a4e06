// The packs that we ship: they compile by themselves and together, their own tests pass, and no reader stumbles.
#include <gtest/gtest.h>

#include <algorithm>

#include "config/a_folder.hpp"
#include "config/compiling.hpp"
#include "tenbells/rules/lints.hpp"

namespace tb::config {
namespace {

namespace fs = std::filesystem;
using rules::RuleTest;

const fs::path kPacks = fs::path(TB_SOURCE_DIR) / "rules";

std::vector<std::string> shipped_packs() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(kPacks)) {
    if (entry.path().extension() == ".yaml") names.push_back(entry.path().stem());
  }
  std::ranges::sort(names);
  return names;
}

class ShippedPack : public testing::TestWithParam<std::string> {
 protected:
  Checked<std::vector<rules::RulePack>> loaded() const { return load_packs({kPacks / (GetParam() + ".yaml")}); }
};

TEST_P(ShippedPack, CompilesAloneAndPassesItsOwnTests) {
  const auto packs = loaded();
  ASSERT_TRUE(packs) << listed(packs.error());
  EXPECT_EQ(mistakes_in(*packs), "");
}

TEST_P(ShippedPack, GivesCheckNothingToAsk) {
  const auto packs = loaded();
  ASSERT_TRUE(packs) << listed(packs.error());
  EXPECT_EQ(listed(locate(rules::lints(*packs))), "");
}

TEST_P(ShippedPack, HasATitleThreeHitsAndThreeMissesARule) {
  const auto packs = loaded();
  ASSERT_TRUE(packs) << listed(packs.error());
  for (const rules::RulePack& pack : *packs) {
    EXPECT_FALSE(pack.rules.empty());
    for (const rules::Rule& rule : pack.rules) {
      SCOPED_TRACE(rule.id);
      EXPECT_GE(std::ranges::count(rule.tests, RuleTest::Expect::hit, &RuleTest::expect), 3);
      EXPECT_GE(std::ranges::count(rule.tests, RuleTest::Expect::miss, &RuleTest::expect), 3);
      EXPECT_NE(rule.title, rule.id) << "a rule without a title is called after its id";
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Packs, ShippedPack, testing::ValuesIn(shipped_packs()), [](const auto& row) {
  std::string name = row.param;
  std::ranges::replace(name, '-', '_');
  return name;
});

TEST(ShippedPacks, CompileTogetherAndPassTheirOwnTests) {
  const auto packs = load_packs({kPacks});
  ASSERT_TRUE(packs) << listed(packs.error());
  EXPECT_EQ(packs->size(), shipped_packs().size());
  EXPECT_EQ(mistakes_in(*packs), "");
}

TEST(ShippedPacks, TogetherGiveCheckNothingToAsk) {
  const auto packs = load_packs({kPacks});
  ASSERT_TRUE(packs) << listed(packs.error());
  EXPECT_EQ(listed(locate(rules::lints(*packs))), "");
}

}  // namespace
}  // namespace tb::config
