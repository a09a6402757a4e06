// The nearest valid word to a misspelled one.
#include <gtest/gtest.h>

#include <ostream>

#include "config/did_you_mean.hpp"

namespace tb::config {
namespace {

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
}  // namespace tb::config
