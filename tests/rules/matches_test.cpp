// Many places of one thing in one text: all of them count, and a text of many is not slow.
#include <gtest/gtest.h>

#include <string>

#include "rules/makers.hpp"

namespace tb::rules {
namespace {

std::string times(int count, std::string_view text) {
  std::string all;
  for (int i = 0; i < count; ++i) all += text;
  return all;
}

TEST(ManyMatches, OfAnExpressionWithABoundAreAllFound) {
  const Item item{.body = times(10'000, "The abc is here today. ") + " Zzz abc."};
  for (const char* rule : {"SAME_SENTENCE(/abc/, zzz)", "/abc/ NEAR/1 zzz", "COUNT(/abc/) > 999"}) {
    EXPECT_EQ(compiled({a_pack(rule)})->match(item).size(), 1U) << rule;
  }
}

TEST(ManyMatches, AreTheSameWhereverTheExpressionIsFiled) {
  const Item item{.body = times(5'000, "an abcdef here. ") + "zzz abcdef"};
  EXPECT_EQ(compiled({a_pack("/abcdef/ NEAR/0 zzz")})->match(item).size(), 1U);
  EXPECT_EQ(compiled({a_pack("zzz AND NOT (quiz OR NOT (/abcdef/ NEAR/0 zzz))")})->match(item).size(), 1U);
}

TEST(ManyAmbiguousNames, FarFromManyContextsAreNotSlow) {
  RulePack pack = a_pack_of({{.id = "r", .match = "@army"}});
  Entity army{.id = "army"};
  army.ambiguous = AmbiguousNames{.exact = {"PLA"}, .context = "china", .within = 3};
  pack.entities = {army};
  const auto set = compiled({pack});
  EXPECT_TRUE(set->match({.body = times(200'000, "PLA ") + times(10, "filler ") + times(200'000, "china ")}).empty());
  EXPECT_EQ(set->match({.body = times(1000, "PLA ") + times(1000, "china ")})[0].evidence.size(), 4U);
}

}  // namespace
}  // namespace tb::rules
