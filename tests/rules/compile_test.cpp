// Packs as wholes: what is shared, what must be unique, the rules' own tests, and all mistakes at once.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "rules/makers.hpp"

namespace tb::rules {
namespace {

using testing::HasSubstr;

RulePack in_file(RulePack pack, const std::string& file) {
  pack.file = file;
  return pack;
}

RulePack entities_alone(std::vector<Entity> entities) {
  return {.name = "pack", .file = "pack.yaml", .entities = std::move(entities), .rules = {}};
}

RulePack a_tested_rule(const std::string& match, RuleTest::Expect expect, const std::string& text) {
  RulePack pack = a_pack(match);
  pack.rules[0].tests = {{.expect = expect, .item = {.title = text}, .pointer = "/rules/0/tests/0/text"}};
  return pack;
}

TEST(Compile, NoPacksAreNoRules) {
  EXPECT_EQ(compiled({})->size(), 0U);
}

TEST(Compile, AHitCarriesWhatTheRuleSays) {
  const Rule rule{.id = "r",
                  .title = "Rule",
                  .severity = Severity::flash,
                  .match = "war",
                  .unless = {},
                  .labels = {{"desk", "asia"}},
                  .sinks = {"desk"}};
  const std::vector<Hit> hits = compiled({a_pack_of({rule})})->match(titled("war"));
  ASSERT_EQ(hits.size(), 1U);
  const RuleInfo want{.id = "r",
                      .title = "Rule",
                      .pack = "pack",
                      .severity = Severity::flash,
                      .labels = {{"desk", "asia"}},
                      .sinks = {"desk"}};
  EXPECT_EQ(hits[0].rule, want);
}

TEST(Compile, HitsComeInTheOrderOfThePacks) {
  const auto set = compiled({a_pack_of({{.id = "z", .match = "war"}, {.id = "a", .match = "/w.r/"}}),
                             a_pack_of({{.id = "m", .match = "\"the war\""}})});
  std::string order;
  for (const Hit& hit : set->match(titled("the war"))) order += hit.rule.id;
  EXPECT_EQ(order, "zam");
}

TEST(Compile, ARuleMayUseAnotherPacksEntities) {
  RulePack users = a_pack_of({{.id = "r", .match = "@taiwan"}});
  EXPECT_TRUE(mistakes_in({users, entities_alone(some_entities())}).empty());
}

TEST(Compile, ADisabledRuleNeverMatches) {
  RulePack pack = a_pack("taiwan");
  pack.rules[0].enabled = false;
  const auto set = compiled({pack});
  EXPECT_EQ(set->size(), 0U);
  EXPECT_TRUE(set->match(titled("Taiwan")).empty());
}

TEST(Compile, ADisabledRuleIsStillTested) {
  RulePack pack = a_tested_rule("taiwan", RuleTest::Expect::hit, "nothing");
  pack.rules[0].enabled = false;
  EXPECT_EQ(mistakes_in({pack}).size(), 1U);
}

TEST(CompileIds, OfRulesAreUniqueOverAllPacks) {
  const auto found =
      mistakes_in({in_file(a_pack("a"), "one.yaml"), in_file(a_pack_of({{.id = "r", .match = "b"}}), "two.yaml")});
  ASSERT_EQ(found.size(), 1U) << to_text(found);
  EXPECT_EQ(found[0].file, "two.yaml");
  EXPECT_EQ(found[0].pointer, "/rules/0/id");
  EXPECT_EQ(found[0].first, (Elsewhere{.file = "one.yaml", .pointer = "/rules/0/id"}));
}

TEST(CompileIds, OfRulesAreLettersDigitsAndDashes) {
  const auto found = mistakes_in({a_pack_of({{.id = "my rule", .match = "a"}, {.id = "", .match = "a"}})});
  ASSERT_EQ(found.size(), 2U) << to_text(found);
  EXPECT_EQ(found[1].pointer, "/rules/1/id");
}

TEST(CompileIds, AreAHundredCharactersAtMost) {
  EXPECT_EQ(mistakes_in({a_pack_of({{.id = std::string(101, 'r'), .match = "a"}})}).size(), 1U);
  EXPECT_EQ(mistakes_in({entities_alone({{.id = std::string(101, 'e'), .names = {"x"}, .exact = {}}})}).size(), 1U);
  EXPECT_TRUE(mistakes_in({a_pack_of({{.id = std::string(100, 'r'), .match = "a"}})}).empty());
}

TEST(CompileIds, OfEntitiesAreUniqueEvenIfBothSayTheSame) {
  const auto found = mistakes_in({in_file(entities_alone(some_entities()), "one.yaml"),
                                  in_file(entities_alone({some_entities()[2]}), "two.yaml")});
  ASSERT_EQ(found.size(), 1U) << to_text(found);
  EXPECT_EQ(found[0].file, "two.yaml");
  EXPECT_EQ(found[0].pointer, "/entities/taiwan");
  EXPECT_EQ(found[0].first, (Elsewhere{.file = "one.yaml", .pointer = "/entities/taiwan"}));
}

TEST(CompileIds, OfEntitiesAreEscapedInPointers) {
  const auto found = mistakes_in({entities_alone({{.id = "a/b~c", .names = {"x"}, .exact = {}}})});
  ASSERT_EQ(found.size(), 1U) << to_text(found);
  EXPECT_EQ(found[0].pointer, "/entities/a~1b~0c");
}

TEST(CompileEntities, NeedAName) {
  const auto found = mistakes_in({entities_alone({{.id = "x", .names = {}, .exact = {}}})});
  ASSERT_EQ(found.size(), 1U) << to_text(found);
  EXPECT_EQ(found[0].pointer, "/entities/x");
}

TEST(CompileEntities, MayHaveExactNamesAlone) {
  EXPECT_TRUE(mistakes_in({entities_alone({{.id = "x", .names = {}, .exact = {"X"}}})}).empty());
}

TEST(CompileEntities, RefuseANameWithoutAWord) {
  const auto found = mistakes_in({entities_alone({{.id = "x", .names = {"ok", "--"}, .exact = {"…"}}})});
  ASSERT_EQ(found.size(), 2U) << to_text(found);
  EXPECT_EQ(found[0].pointer, "/entities/x/names/1");
  EXPECT_EQ(found[1].pointer, "/entities/x/exact/0");
}

TEST(CompileEntities, RefuseANameThatIsNoPlainText) {
  for (const char* name : {"s*", "a* b", "中*", "U.S.*", "*port", "@us", "/J-\\d+/", "/j-\\d+/i"}) {
    const auto found = mistakes_in({entities_alone({{.id = "x", .names = {name}, .exact = {}}})});
    ASSERT_EQ(found.size(), 1U) << name << to_text(found);
    EXPECT_EQ(found[0].pointer, "/entities/x/names/0");
  }
}

TEST(CompileEntities, TakeNamesWithSignsInside) {
  for (const char* name : {"24/7", "/r/worldnews", "a @ b", "Yahoo!", "M * A", "-30-"}) {
    EXPECT_EQ(to_text(mistakes_in({entities_alone({{.id = "x", .names = {name}, .exact = {}}})})), "") << name;
  }
}

TEST(CompileEntities, TakeAStarThatEndsTheLastWord) {
  for (const char* name : {"sanction*", "export control*", "санкц*", "대만*"}) {
    EXPECT_EQ(to_text(mistakes_in({entities_alone({{.id = "x", .names = {name}, .exact = {name}}})})), "") << name;
  }
}

TEST(CompileEntities, RefuseANameAsLongAsAPage) {
  EXPECT_EQ(mistakes_in({entities_alone({{.id = "x", .names = {std::string(2001, 'x')}, .exact = {}}})}).size(), 1U);
}

TEST(CompileEntities, ThatAreWrongAreNoFurtherMistakeInRules) {
  RulePack pack = entities_alone({{.id = "x", .names = {"--"}, .exact = {}}});
  pack.rules = {{.id = "r", .match = "@x"}};
  EXPECT_EQ(mistakes_in({pack}).size(), 1U);
}

/// @e0 needs @e1, which needs @e2, and so on.
std::vector<Entity> a_chain_of(std::size_t count) {
  std::vector<Entity> chain(count);
  for (std::size_t i = 0; i < count; ++i) {
    chain[i].id = fmt::format("e{}", i);
    chain[i].ambiguous = AmbiguousNames{.names = {fmt::format("name{}", i)}, .context = fmt::format("@e{}", i + 1)};
  }
  chain.back().ambiguous->context = "last";
  return chain;
}

TEST(CompileEntities, MayNeedOneAnotherAHundredDeep) {
  EXPECT_TRUE(mistakes_in({entities_alone(a_chain_of(100))}).empty());
  const auto found = mistakes_in({entities_alone(a_chain_of(20'000))});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].pointer, "/entities/e19899");
  EXPECT_THAT(found[0].message, HasSubstr("more than 100 deep"));
}

TEST(CompileEntities, MayNotNeedThemselves) {
  RulePack pack = entities_alone({{.id = "a", .members = {"b"}}, {.id = "b", .names = {"B"}, .members = {"a"}}});
  const auto found = mistakes_in({pack});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_THAT(found[0].message, HasSubstr("@b and @a need each other"));
}

TEST(CompilePartial, EntitiesStayKnownAndNamelessOnesAreNoMistake) {
  RulePack pack = entities_alone({{.id = "x", .names = {}, .exact = {}, .partial = true}});
  pack.rules = {{.id = "r", .match = "@x AND y"}};
  EXPECT_EQ(to_text(mistakes_in({pack})), "");
}

TEST(CompilePartial, EntitiesHoldBackTheTestsOfTheirRulesAlone) {
  RulePack pack = a_tested_rule("@x", RuleTest::Expect::hit, "nothing");
  pack.entities = {{.id = "x", .names = {}, .exact = {}, .partial = true}};
  pack.rules.push_back({.id = "other", .match = "y"});
  pack.rules[1].tests = {
      {.expect = RuleTest::Expect::hit, .item = {.title = "nothing"}, .pointer = "/rules/1/tests/0/hit"}};
  const auto found = mistakes_in({pack});
  ASSERT_EQ(found.size(), 1U) << to_text(found);
  EXPECT_EQ(found[0].pointer, "/rules/1/tests/0/hit");
}

TEST(CompilePartial, RulesAreCheckedAsFarAsTheyGo) {
  RulePack pack = a_pack_of({{.id = "", .match = "", .unless = "(", .partial = true},
                             {.id = "a", .match = "x y", .partial = true},
                             {.id = "a", .match = "", .partial = true}});
  std::string places;
  for (const Diagnostic& d : mistakes_in({pack})) places += d.pointer + " ";
  EXPECT_EQ(places, "/rules/0/unless /rules/1/match /rules/2/id ");
}

TEST(CompilePartial, PacksMayHoldTheEntitiesThatAreMissing) {
  RulePack lost{.name = "lost", .file = "lost.yaml", .entities = {}, .rules = {}, .partial = true};
  RulePack pack = a_tested_rule("@nobody AND talks", RuleTest::Expect::hit, "nothing");
  pack.rules.push_back({.id = "other", .match = "@nobody AND ("});
  const auto found = mistakes_in({lost, pack});
  ASSERT_EQ(found.size(), 1U) << to_text(found);
  EXPECT_EQ(found[0].pointer, "/rules/1/match");
}

TEST(CompileMistakes, AreAllToldInTheOrderOfThePacks) {
  RulePack one =
      in_file(a_pack_of({{.id = "a", .match = "x y"}, {.id = "b", .match = "(", .unless = ")"}}), "one.yaml");
  RulePack two = in_file(a_pack_of({{.id = "c", .match = "NOT x"}}), "two.yaml");
  two.entities = {{.id = "none", .names = {}, .exact = {}}};
  std::string places;
  for (const Diagnostic& d : mistakes_in({one, two})) places += d.file + d.pointer + " ";
  EXPECT_EQ(places,
            "one.yaml/rules/0/match one.yaml/rules/1/match one.yaml/rules/1/unless two.yaml/entities/none "
            "two.yaml/rules/0/match ");
}

TEST(CompileMistakes, AdviseSlashesForTheFlagsOfARegularExpression) {
  EXPECT_THAT(to_text(mistakes_in({a_pack("(?i)sanction AND taiwan")})), HasSubstr("Did you mean /(?i)sanction/?"));
}

TEST(OwnTests, ThatPassAreNoMistake) {
  EXPECT_TRUE(mistakes_in({a_tested_rule("taiwan", RuleTest::Expect::hit, "Taiwan votes")}).empty());
  EXPECT_TRUE(mistakes_in({a_tested_rule("taiwan", RuleTest::Expect::miss, "Japan votes")}).empty());
}

TEST(OwnTests, AHitThatMissesSaysWhichPartWasLacking) {
  const auto found = mistakes_in({a_tested_rule("taiwan AND (vote OR poll)", RuleTest::Expect::hit, "Taiwan")});
  ASSERT_EQ(found.size(), 1U) << to_text(found);
  EXPECT_EQ(found[0].pointer, "/rules/0/tests/0/text");
  EXPECT_THAT(found[0].message, HasSubstr("nothing in it matches (vote OR poll)"));
}

TEST(OwnTests, ALongPartThatWasLackingIsCut) {
  std::string match = "taiwan AND (aaaaaaaaaa";
  for (int i = 0; i < 50; ++i) match += "\n  OR aaaaaaaaaa";
  const auto found = mistakes_in({a_tested_rule(match + ")", RuleTest::Expect::hit, "Taiwan")});
  ASSERT_EQ(found.size(), 1U) << to_text(found);
  EXPECT_THAT(found[0].message, HasSubstr("(aaaaaaaaaa OR aaaaaaaaaa OR "));
  EXPECT_LT(found[0].message.size(), 200U);
}

TEST(OwnTests, AHitThatMissesSaysWhatNotForbids) {
  EXPECT_THAT(to_text(mistakes_in({a_tested_rule("taiwan AND NOT quiz", RuleTest::Expect::hit, "Taiwan quiz")})),
              HasSubstr("it has quiz, which a NOT forbids"));
}

TEST(OwnTests, AHitThatMissesSaysWhatUnlessFound) {
  RulePack pack = a_tested_rule("taiwan", RuleTest::Expect::hit, "Taiwan quiz");
  pack.rules[0].unless = "quiz";
  EXPECT_THAT(to_text(mistakes_in({pack})), HasSubstr("`unless` is true of it: \"quiz\""));
}

TEST(OwnTests, AMissThatHitsSaysBecauseOfWhat) {
  EXPECT_THAT(to_text(mistakes_in({a_tested_rule("@taiwan", RuleTest::Expect::miss, "Taipei")})),
              HasSubstr("it hits by \"Taipei\" (@taiwan)"));
}

TEST(OwnTests, MayBeLeftToTheCaller) {
  const auto set = compile({a_tested_rule("taiwan", RuleTest::Expect::hit, "Japan")}, OwnTests::leave_to_caller);
  ASSERT_TRUE(set.has_value());
  const std::vector<TestOutcome> outcomes = (*set)->run_tests();
  ASSERT_EQ(outcomes.size(), 1U);
  EXPECT_EQ(outcomes[0].rule, "r");
  EXPECT_EQ(outcomes[0].file, "pack.yaml");
  EXPECT_FALSE(outcomes[0].passed);
  EXPECT_THAT(outcomes[0].why, HasSubstr("nothing in it matches taiwan"));
}

}  // namespace
}  // namespace tb::rules
