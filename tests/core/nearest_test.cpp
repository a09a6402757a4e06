// Typing mistakes and what was meant.
#include "tenbells/core/nearest.hpp"

#include <gtest/gtest.h>

#include <ostream>
#include <string>

namespace tb {
namespace {

TEST(EditDistance, CountsEachMistakeOnce) {
  EXPECT_EQ(edit_distance("taiwan", "taiwan"), 0U);
  EXPECT_EQ(edit_distance("taiwn", "taiwan"), 1U);
  EXPECT_EQ(edit_distance("taiwann", "taiwan"), 1U);
  EXPECT_EQ(edit_distance("taivan", "taiwan"), 1U);
  EXPECT_EQ(edit_distance("", "abc"), 3U);
}

TEST(EditDistance, CountsASwapAsOne) {
  EXPECT_EQ(edit_distance("tiawan", "taiwan"), 1U);
}

TEST(EditDistance, TakesCapitalsAsTheSame) {
  EXPECT_EQ(edit_distance("Taiwan", "tAIWAN"), 0U);
}

TEST(EditDistance, DoesNotCompareWhatIsTooLongForAName) {
  EXPECT_GT(edit_distance(std::string(1000, 'a'), std::string(1000, 'a')), 1000U);
}

TEST(DidYouMean, NamesTheNearest) {
  EXPECT_EQ(did_you_mean("chna", {"taiwan", "china", "chad"}, "\"@"), " Did you mean \"@china\"?");
}

TEST(DidYouMean, SaysNothingIfNoneIsNear) {
  EXPECT_EQ(did_you_mean("japan", {"taiwan", "china"}), "");
}

TEST(DidYouMean, SaysNothingWithoutNames) {
  EXPECT_EQ(did_you_mean("japan", {}), "");
}

struct WordRow {
  std::string name;
  std::string word;
  std::string want;
  friend std::ostream& operator<<(std::ostream& out, const WordRow& row) { return out << row.name; }
};

class NearestWord : public testing::TestWithParam<WordRow> {};

TEST_P(NearestWord, IsTheOneThatWasMeant) {
  const std::vector<std::string> words{"feed", "every", "at_least", "first_poll", "allow_private", "warning", "id"};
  EXPECT_EQ(nearest(GetParam().word, words).value_or(""), GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(
    Words, NearestWord,
    testing::Values(WordRow{"LetterMissing", "evry", "every"}, WordRow{"LetterDoubled", "feeed", "feed"},
                    WordRow{"LetterWrong", "feef", "feed"}, WordRow{"LettersSwapped", "efed", "feed"},
                    WordRow{"Hyphen", "at-least", "at_least"}, WordRow{"Capitals", "AtLeast", "at_least"},
                    WordRow{"CamelCase", "allowPrivate", "allow_private"}, WordRow{"Beginning", "warn", "warning"},
                    WordRow{"Far", "timeout", ""}, WordRow{"Empty", "", ""}, WordRow{"OneLetter", "i", ""},
                    WordRow{"Huge", std::string(100'000, 'e'), ""}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace tb
