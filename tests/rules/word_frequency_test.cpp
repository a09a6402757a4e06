// How often words stand in the news: once an item, folded, the recent past more than what was long ago. That a wrong
// frequency never changes an answer is differential_test.cpp's.
#include "tenbells/rules/word_frequency.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

#include "rules/makers.hpp"

namespace tb::rules {
namespace {

TEST(WordFrequency, OfNoItemsIsZero) {
  const WordFrequency frequency;
  EXPECT_EQ(frequency.items(), 0U);
  EXPECT_EQ(frequency.items_with("war"), 0U);
  EXPECT_EQ(frequency.items_with_gram("wars"), 0U);
}

TEST(WordFrequency, CountsAWordOnceAnItemHoweverOftenItStandsThere) {
  WordFrequency frequency;
  frequency.observe({.title = "war war", .summary = "War", .body = "war and WAR"});
  frequency.observe(titled("peace"));
  EXPECT_EQ(frequency.items(), 2U);
  EXPECT_EQ(frequency.items_with("war"), 1U);
  EXPECT_EQ(frequency.items_with("and"), 1U);
  EXPECT_EQ(frequency.items_with("peace"), 1U);
  EXPECT_EQ(frequency.items_with("taiwan"), 0U);
}

TEST(WordFrequency, CountsAGramOnceAnItemInWhateverCase) {
  WordFrequency frequency;
  frequency.observe({.title = "Taiwan taiwan", .summary = {}, .body = "TAIWAN"});
  frequency.observe(titled("a taiga"));
  EXPECT_EQ(frequency.items_with_gram("taiw"), 1U);
  EXPECT_EQ(frequency.items_with_gram("iwan"), 1U);
  EXPECT_EQ(frequency.items_with_gram("n ta"), 1U) << "grams go over spaces";
  EXPECT_EQ(frequency.items_with_gram("taig"), 1U);
}

TEST(WordFrequency, CountsTheStoryAlone) {
  WordFrequency frequency;
  frequency.observe(
      {.source = "wire", .link = "https://wire.example", .title = "x", .authors = {"Wire"}, .tags = {"wire"}});
  EXPECT_EQ(frequency.items_with("wire"), 0U);
  EXPECT_EQ(frequency.items_with_gram("wire"), 0U);
}

TEST(WordFrequency, OfAnItemWithoutTextCountsTheItem) {
  WordFrequency frequency;
  frequency.observe({});
  frequency.observe(titled("abc"));
  EXPECT_EQ(frequency.items(), 2U);
}

TEST(WordFrequency, HalvesItsCountsSoThatTheRecentPastWeighsMost) {
  WordFrequency frequency;
  const Item early = titled("peace");
  const Item late = titled("war");
  for (int i = 0; i < 99'999; ++i) frequency.observe(early);
  EXPECT_EQ(frequency.items(), 99'999U);
  frequency.observe(late);
  EXPECT_EQ(frequency.items(), 50'000U);
  EXPECT_EQ(frequency.items_with("peace"), 49'999U);
  EXPECT_EQ(frequency.items_with_gram("peac"), 49'999U);
  for (int i = 0; i < 49'999; ++i) frequency.observe(late);
  EXPECT_EQ(frequency.items_with("war"), 49'999U);
  frequency.observe(late);
  EXPECT_EQ(frequency.items_with("war"), 25'000U);
  EXPECT_EQ(frequency.items_with("peace"), 24'999U);
  EXPECT_EQ(frequency.items(), 50'000U) << "a share stays the share that it was";
}

TEST(WordFrequency, AWordIsStillCountedOnceAnItemAfterHalving) {
  WordFrequency frequency;
  for (int i = 0; i < 100'000; ++i) frequency.observe({});
  frequency.observe(titled("war war"));
  EXPECT_EQ(frequency.items_with("war"), 1U);
}

TEST(WordFrequency, AnyWordsMakeRulesNoDifferent) {
  WordFrequency frequency;
  for (int i = 0; i < 400; ++i) frequency.observe(titled("taiwan war export control /bomb"));
  const RulePack pack = a_pack(R"((taiwan AND "export control") OR /bombs?\b/ OR @pla NEAR/3 war)");
  const auto learned = compile({pack}, OwnTests::refuse_failing, frequency).value();
  const auto plain = compiled({pack});
  for (const char* title : {"Taiwan export control", "bombs", "bombast", "PLA at war", "export Taiwan", "Taiwan"}) {
    SCOPED_TRACE(title);
    EXPECT_EQ(learned->match(titled(title)), plain->match(titled(title)));
  }
}

}  // namespace
}  // namespace tb::rules
