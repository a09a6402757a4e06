// Identifiers: which have the form of their scheme. The LEI is nobody's.
#include "tenbells/config/identifiers.hpp"

#include <gtest/gtest.h>

#include <ostream>

namespace tb::config {
namespace {

struct Row {
  std::string name;
  std::string scheme;
  std::string identifier;
  bool is_right;
  friend std::ostream& operator<<(std::ostream& out, const Row& row) { return out << row.name; }
};

class Identifier : public testing::TestWithParam<Row> {};

TEST_P(Identifier, IsJudgedByTheFormOfItsScheme) {
  EXPECT_EQ(!wrong_identifier(GetParam().scheme, GetParam().identifier), GetParam().is_right);
}

INSTANTIATE_TEST_SUITE_P(Schemes, Identifier,
                         testing::ValuesIn(std::vector<Row>{
                             {"Wikidata", "wikidata", "Q865", true},
                             {"WikidataSmallQ", "wikidata", "q865", false},
                             {"WikidataZero", "wikidata", "Q0", false},
                             {"WikidataAlone", "wikidata", "Q", false},
                             {"WikidataProperty", "wikidata", "P31", false},
                             {"Lei", "lei", "9999TENBELLSSAMPLE37", true},
                             {"LeiTwoCharactersSwapped", "lei", "9999TENEBLLSSAMPLE37", false},
                             {"LeiOneCharacterWrong", "lei", "9999TENBELLSSAMPLE38", false},
                             {"LeiTooLong", "lei", "9999TENBELLSSAMPLE370", false},
                             {"LeiInSmallLetters", "lei", "9999tenbellssample37", false},
                             {"LeiWithoutCheckDigits", "lei", "9999TENBELLSSAMPLEAA", false},
                             {"Alpha2", "iso3166", "TW", true},
                             {"Alpha3", "iso3166", "TWN", true},
                             {"Subdivision", "iso3166", "CN-11", true},
                             {"SubdivisionOfLetters", "iso3166", "GB-ENG", true},
                             {"SubdivisionOfAlpha3", "iso3166", "CHN-11", false},
                             {"SubdivisionTooLong", "iso3166", "CN-1100", false},
                             {"SubdivisionMissing", "iso3166", "CN-", false},
                             {"OneLetter", "iso3166", "T", false},
                             {"Number", "iso3166", "158", false},
                             {"AnotherScheme", "un", "anything at all", true},
                         }),
                         [](const auto& row) { return row.param.name; });

TEST(LanguageTag, HasPartsOfLettersAndDigits) {
  for (const char* right : {"fr", "zh-Hant", "pt-BR", "es-419", "zh-Hant-TW", "fil"}) {
    EXPECT_TRUE(is_language_tag(right)) << right;
  }
  for (const char* wrong : {"", "f", "zh_CN", "zh-", "-zh", "f1", "abcdefghi", "zh hant", "中文"}) {
    EXPECT_FALSE(is_language_tag(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace tb::config
