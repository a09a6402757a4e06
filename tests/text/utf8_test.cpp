// UTF-8 as bytes: what counts as valid, how the rest is repaired, where a text may be cut.
#include "tenbells/text/utf8.hpp"

#include <gmock/gmock.h>

namespace tb::text {
namespace {

struct Row {
  std::string name;
  std::string bytes;
  std::string want;  // as repaired
};

std::string row_name(const testing::TestParamInfo<Row>& info) {
  return info.param.name;
}

class Utf8 : public testing::TestWithParam<Row> {};

TEST_P(Utf8, IsRepairedByTheUnicodePractice) {
  const RepairedUtf8 repaired = repair_utf8(GetParam().bytes);
  EXPECT_EQ(repaired.text, GetParam().want);
  EXPECT_EQ(repaired.replaced == 0, is_valid_utf8(GetParam().bytes));
  EXPECT_TRUE(is_valid_utf8(repaired.text));
}

const Row kRows[] = {
    {"Ascii", "ten bells", "ten bells"},
    {"LongAsciiBeforeAnUmlaut", "0123456789abcdef Zürich", "0123456789abcdef Zürich"},
    {"TwoThreeAndFourBytes", "é 北 🔔", "é 北 🔔"},
    {"LoneContinuation", "a\x80z", "a�z"},
    {"OverlongLessThan", "a\xC0\xBCz", "a��z"},
    {"OverlongThreeBytes", "a\xE0\x80\xBCz", "a���z"},
    {"SurrogateAsThreeBytes", "a\xED\xA0\x80z", "a���z"},
    {"BeyondTheLastPlane", "a\xF4\x90\x80\x80z", "a����z"},
    {"CutInTheMiddle", "a\xE5\x8C", "a�"},
    {"CutThenText", "a\xE5\x8Cz", "a�z"},
    {"InvalidLead", "a\xFFz", "a�z"},
    {"Latin1Accent", "caf\xE9 noir", "caf� noir"},
    {"Empty", "", ""},
};

INSTANTIATE_TEST_SUITE_P(Sequences, Utf8, testing::ValuesIn(kRows), row_name);

TEST(CutAtCodePoint, NeverSplitsACharacter) {
  EXPECT_EQ(cut_at_code_point("北京", 6), "北京");
  EXPECT_EQ(cut_at_code_point("北京", 5), "北");
  EXPECT_EQ(cut_at_code_point("北京", 3), "北");
  EXPECT_EQ(cut_at_code_point("北京", 2), "");
}

TEST(AppendUtf8, WritesWhatIsNoCharacterAsReplacement) {
  std::string text;
  append_utf8(text, 0xD800);
  append_utf8(text, 0x110000);
  EXPECT_EQ(text, "��");
}

TEST(CodePointAt, ReadsBackWhatWasWritten) {
  for (const char32_t c : {U'a', U'é', U'北', U'🔔', U'\U0010FFFF'}) {
    std::string text;
    append_utf8(text, c);
    EXPECT_EQ(code_point_at(text, 0, sequence_length(text, 0)), c);
  }
}

}  // namespace
}  // namespace tb::text
