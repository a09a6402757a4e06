// Spellings: which other ways of writing a name are tried, in which order, and what stays as it is.
#include "watchlist/spellings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>

#include "watchlist/title_case.hpp"

namespace tb::watchlist {
namespace {

struct Row {
  std::string name;
  std::string text;
  std::vector<std::string> want;  // among the spellings
  friend std::ostream& operator<<(std::ostream& out, const Row& row) { return out << row.name; }
};

class Spellings : public testing::TestWithParam<Row> {};

TEST_P(Spellings, HoldWhatTheNewsWouldWrite) {
  const std::vector<std::string> all = spellings(GetParam().text, 12);
  EXPECT_EQ(all.front(), GetParam().text);
  EXPECT_LE(all.size(), 12U);
  EXPECT_THAT(all, testing::IsSupersetOf(GetParam().want));
}

INSTANTIATE_TEST_SUITE_P(
    Names, Spellings,
    testing::ValuesIn(std::vector<Row>{
        {"Muhammad", "Muhammad Testani", {"Mohammed Testani", "Mohamed Testani", "Mohammad Testani"}},
        {"Hussein", "Husayn Probari", {"Hussein Probari", "Hussain Probari"}},
        {"Osama", "Usama Probari", {"Osama Probari"}},
        {"Yusuf", "Yusuf Probari", {"Youssef Probari"}},
        {"Article", "Karam al-Testi", {"Karam el Testi", "Karam Altesti"}},
        {"ArticleFirst", "al-Testi", {"el Testi", "Altesti"}},
        {"ServantInThreeWords", "Abd al-Testi", {"Abdul Testi", "Abdel Testi", "Abdultesti"}},
        {"ServantInTwoWords", "Abdul Testi", {"Abdel Testi", "Abd al Testi"}},
        {"Sergei", "Sergey Probov", {"Sergei Probov"}},
        {"Yevgeny", "Yevgeniy Probov", {"Evgeny Probov", "Yevgeny Probov", "Evgeniy Probov"}},
        {"Dmitry", "Dmitriy Probov", {"Dmitry Probov", "Dmitri Probov"}},
        {"Alexander", "Aleksandr Probov", {"Alexander Probov", "Alexandr Probov"}},
        {"EndingInSkiy", "Probovskiy", {"Probovsky", "Probovski"}},
        {"EndingInIy", "Probenniy", {"Probenny"}},
        {"TwoNamesChangeAtOnce", "Aleksandr Probovskiy", {"Alexander Probovsky"}},
    }),
    [](const auto& row) { return row.param.name; });

TEST(SpellingsOfOthers, AreTheNameAlone) {
  for (const char* name : {"Acme Testing GmbH", "Bony", "Eva Probe", "台湾", "X", ""}) {
    EXPECT_THAT(spellings(name, 12), testing::ElementsAre(name));
  }
}

TEST(SpellingsLimit, KeepsTheNearest) {
  const std::string name = "Muhammad Ahmad Husayn Yusuf al-Testi";
  const std::vector<std::string> all = spellings(name, 12);
  ASSERT_EQ(all.size(), 12U);
  EXPECT_EQ(spellings(name, 1), std::vector<std::string>{name});
  EXPECT_EQ(spellings(name, 12), all);
  EXPECT_EQ(std::vector<std::string>(all.begin(), all.begin() + 5), spellings(name, 5));
}

TEST(SpellingsLimit, HoldsForANameMadeToHarm) {
  std::string name;
  for (int i = 0; i < 60; ++i) name += "Muhammad ";
  EXPECT_EQ(spellings(name, 12).size(), 12U);
}

TEST(KeyOfName, IsItsWordsFolded) {
  EXPECT_EQ(key_of_name("AL-Testi, Éva"), "al testi eva");
  EXPECT_EQ(key_of_name("  al Testi  Eva"), "al testi eva");
  EXPECT_EQ(key_of_name("--"), "");
}

TEST(TitleCase, ChangesWordsInCapitalsAlone) {
  EXPECT_EQ(title_case("TESTI"), "Testi");
  EXPECT_EQ(title_case("AL-TESTI Karam bin"), "Al-Testi Karam bin");
  EXPECT_EQ(title_case("O'TEST III"), "O'Test III");
  EXPECT_EQ(title_case("McTest J.R."), "McTest J.R.");
}

}  // namespace
}  // namespace tb::watchlist
