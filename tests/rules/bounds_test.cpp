// Hostile and huge input: the answer stays right, and comes.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "rules/makers.hpp"

namespace tb::rules {
namespace {

std::string repeated(std::string_view piece, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += piece;
  return text;
}

RulePack many_rules(std::size_t count) {
  RulePack pack = a_pack_of({});
  pack.entities = some_entities();
  for (std::size_t i = 0; i < count; ++i) {
    pack.rules.push_back(
        {.id = fmt::format("r{}", i),
         .match = fmt::format("(@us NEAR/30 @china AND name{}) OR \"common phrase {}\" OR pre{}*", i, i, i)});
  }
  return pack;
}

TEST(Bounds, TenThousandRulesAnswerEachForItself) {
  const auto set = compiled({many_rules(10'000)});
  EXPECT_EQ(set->size(), 10'000U);
  const std::vector<Hit> hits = set->match(titled("A common phrase 7777; China, the US and name42"));
  ASSERT_EQ(hits.size(), 2U);
  EXPECT_EQ(hits[0].rule.id, "r42");
  EXPECT_EQ(hits[1].rule.id, "r7777");
}

TEST(Bounds, AMegabyteOfOneWord) {
  const auto set = compiled({a_pack("taiwan OR /t{5}z/ OR ttt*")});
  const std::vector<Hit> hits = set->match({.title = "x", .body = std::string(1 << 20, 't')});
  ASSERT_EQ(hits.size(), 1U);
  EXPECT_EQ(hits[0].evidence[0].end, std::size_t{1} << 20);
}

TEST(Bounds, AMegabyteOfOneTermManyTimes) {
  const auto set = compiled({a_pack("@us NEAR/5 taiwan")});
  EXPECT_TRUE(set->match({.title = {}, .body = repeated("US ", 350'000)}).empty());
  const std::vector<Hit> hits = set->match({.title = {}, .body = repeated("US ", 350'000) + "Taiwan"});
  ASSERT_EQ(hits.size(), 1U);
  EXPECT_EQ(hits[0].evidence.size(), 7U);
}

TEST(Bounds, AMegabyteOfAPhrasesFirstWord) {
  const auto set = compiled({a_pack("\"a a a a a a a a a a a a a a a b\"")});
  EXPECT_EQ(set->match({.title = {}, .body = repeated("a ", 500'000) + "b"}).size(), 1U);
}

TEST(Bounds, BytesThatAreNoUtf8) {
  const auto set = compiled({a_pack("taiwan AND /w.r/")});
  EXPECT_EQ(set->match(titled("\xff\xfeTaiwan\x80 war \xe5\x8f")).size(), 1U);
}

TEST(Bounds, AnItemWithoutText) {
  EXPECT_TRUE(compiled({a_pack("taiwan OR /./")})->match({}).empty());
}

TEST(Bounds, AnExpressionOfManyTerms) {
  std::string match = "t0";
  for (int i = 1; i < 7'000; ++i) match += fmt::format(" OR t{}", i);
  EXPECT_EQ(compiled({a_pack(match)})->match(titled("t6999")).size(), 1U);
}

TEST(Bounds, BracketsAsDeepAsAllowed) {
  EXPECT_EQ(compiled({a_pack(repeated("(", 200) + "a" + repeated(")", 200))})->match(titled("a")).size(), 1U);
}

TEST(Threads, OneSetGivesAllOfThemTheSameAnswer) {
  const auto set = compiled({many_rules(200), a_pack_of({{.id = "regex", .match = "/(?i)n.me\\d+/"}})});
  const Item item = titled("US and China: name7, name8, common phrase 9, prefix pre10x");
  const std::vector<Hit> want = set->match(item);
  ASSERT_EQ(want.size(), 6U);
  std::vector<int> wrong(4);
  std::vector<std::jthread> threads;
  for (std::size_t t = 0; t < wrong.size(); ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 200; ++i) wrong[t] += set->match(item) == want ? 0 : 1;
    });
  }
  threads.clear();
  EXPECT_EQ(wrong, std::vector<int>(4));
}

}  // namespace
}  // namespace tb::rules
