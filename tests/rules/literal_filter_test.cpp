// The literal filter tells every place of every literal, wherever it stands in a text and whatever stands in it.
#include "rules/literal_filter.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tb::rules {
namespace {

using Places = std::vector<std::pair<std::uint32_t, std::size_t>>;

LiteralFilter filter_of(const std::vector<LiteralGroup>& groups, const WordFrequency& frequency = {}) {
  LiteralFilter filter;
  for (RegexId regex = 0; regex < groups.size(); ++regex) filter.add({.regex = regex}, groups[regex]);
  filter.seal(frequency);
  return filter;
}

/// The literals of a filter, by their numbers.
std::vector<std::string> literals_of(const LiteralFilter& filter, const std::vector<LiteralGroup>& groups) {
  std::vector<std::string> literals(filter.size());
  for (RegexId regex = 0; regex < groups.size(); ++regex) {
    const auto numbers = filter.literals_of(regex);
    EXPECT_EQ(numbers.size(), groups[regex].size());
    for (std::size_t i = 0; i < numbers.size(); ++i) literals[numbers[i]] = groups[regex][i];
  }
  return literals;
}

Places found(const LiteralFilter& filter, const std::string& text) {
  Places places;
  filter.for_each(text, [&](std::uint32_t literal, std::size_t at) { places.emplace_back(literal, at); });
  std::ranges::sort(places);
  return places;
}

Places found_by_looking(const std::vector<std::string>& literals, const std::string& text) {
  Places places;
  for (std::uint32_t i = 0; i < literals.size(); ++i) {
    for (std::size_t at = text.find(literals[i]); at != std::string::npos; at = text.find(literals[i], at + 1)) {
      places.emplace_back(i, at);
    }
  }
  std::ranges::sort(places);
  return places;
}

std::string random_text(std::mt19937& random, std::size_t least, std::size_t most) {
  const auto below = [&](std::size_t end) { return std::uniform_int_distribution<std::size_t>(0, end - 1)(random); };
  std::string text;
  const std::size_t size = least + below(most - least + 1);
  while (text.size() < size) text += "aab\xE5"[below(4)];
  return text;
}

TEST(LiteralFilter, FindsEveryPlaceOfEveryLiteral) {
  std::mt19937 random(42);
  for (int round = 0; round < 300; ++round) {
    std::vector<LiteralGroup> groups(1 + round % 7);
    for (LiteralGroup& group : groups) {
      group = {random_text(random, 3, 9)};
      std::string other = random_text(random, 3, 6);
      if (other != group[0]) group.push_back(std::move(other));
    }
    const LiteralFilter filter = filter_of(groups);
    const std::vector<std::string> literals = literals_of(filter, groups);
    for (int i = 0; i < 60; ++i) {
      const std::string text = random_text(random, 0, 40);
      ASSERT_EQ(found(filter, text), found_by_looking(literals, text)) << testing::PrintToString(text);
    }
  }
}

TEST(LiteralFilter, FindsALiteralAtEveryPlaceOfAText) {
  const LiteralFilter filter = filter_of({{"bomb"}, {"war"}, {"bombs away"}});
  for (std::size_t before = 0; before < 20; ++before) {
    for (std::size_t behind = 0; behind < 12; ++behind) {
      const std::string text = std::string(before, '.') + "bombs away" + std::string(behind, '.') + "war";
      const Places want{{0, before}, {1, before + 10 + behind}, {2, before}};
      ASSERT_EQ(found(filter, text), want) << text;
    }
  }
}

TEST(LiteralFilter, SharesALiteralOfManyExpressions) {
  const LiteralFilter filter = filter_of({{"bomb"}, {"bomb", "mine"}, {"mine"}});
  EXPECT_EQ(filter.size(), 2U);
  std::vector<RegexId> users;
  for (const LiteralUser& user : filter.users(filter.literals_of(0)[0])) users.push_back(user.regex);
  EXPECT_EQ(users, (std::vector<RegexId>{0, 1}));
}

Gram gram(std::string_view letters) {
  Gram gram;
  std::memcpy(&gram.bytes, letters.data(), letters.size());
  return gram;
}

TEST(HasEither, FindsAGramAtEveryPlaceOfATextOfAnyLength) {
  for (std::size_t size = 0; size < 70; ++size) {
    for (std::size_t at = 0; at < size; ++at) {
      std::string text(size, '.');
      text.replace(at, std::min<std::size_t>(4, size - at), std::string("bomb").substr(0, size - at));
      SCOPED_TRACE(text);
      const bool is_whole = at + 4 <= size;
      EXPECT_EQ(has_either(text, gram("bomb"), gram("bomb")), is_whole);
      EXPECT_EQ(has_either(text, gram("xyzw"), gram("bomb")), is_whole);
      EXPECT_EQ(has_either(text, gram("bom"), gram("xyzw")), at + 3 <= size);
      EXPECT_FALSE(has_either(text, gram("b.mb"), gram("bo.b")));
    }
  }
}

TEST(LiteralFilter, WithoutLiteralsFindsNothing) {
  const LiteralFilter filter = filter_of({});
  EXPECT_TRUE(filter.is_empty());
  EXPECT_TRUE(filter.literals_of(7).empty());
}

TEST(LiteralFilter, FilesALiteralUnderItsRarestGram) {
  EXPECT_EQ(rarest_gram("the xqzj", {}), 4U);
  WordFrequency frequency;
  for (int i = 0; i < 300; ++i) frequency.observe({.title = "xqzj qzjt zjth jthe"});
  EXPECT_EQ(rarest_gram("xqzjther", frequency), 4U) << "what news never had is rarest, however it looks";
}

TEST(LiteralFilter, TakesTheGroupThatNewsHaveLeast) {
  WordFrequency frequency;
  for (int i = 0; i < 300; ++i) frequency.observe({.title = "minister"});
  EXPECT_GT(cost_of({"minister"}, frequency), cost_of({"submarine"}, frequency));
  EXPECT_GT(cost_of({"submarine", "missile"}, frequency), cost_of({"submarine"}, frequency)) << "two come more often";
}

}  // namespace
}  // namespace tb::rules
