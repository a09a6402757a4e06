// The sanctions list as it is published: both editions give the same parties. All people, companies and ships here are
// invented.
#include "tenbells/watchlist/ofac_sdn.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <ostream>
#include <sstream>

namespace tb::watchlist {
namespace {

SdnFile file_of(const std::string& name) {
  std::ostringstream bytes;
  bytes << std::ifstream(std::string(TB_TEST_DATA) + "/" + name, std::ios::binary).rdbuf();
  return {.name = name, .bytes = bytes.str()};
}

std::string shown(const SdnList& list) {
  std::ostringstream out;
  for (const SdnParty& party : list.parties) {
    out << party.uid << " " << static_cast<int>(party.kind);
    for (const SdnName& name : party.names) {
      out << " [" << name.last << "/" << name.first << (name.weak ? "/weak]" : "]");
    }
    for (const std::string& program : party.programs) out << " " << program;
    for (const auto& [scheme, id] : party.ids) out << " " << scheme << "=" << id;
    out << "\n";
  }
  return out.str();
}

constexpr std::string_view kWant =
    "101 0 [TESTAWI/Karam Muhammad al] [AL-TESTAWI/Abu Yusuf] [PROBARI/Karam] [THE BAKER//weak] SDGT IRAN\n"
    "102 1 [PROBE TRADING & SHIPPING LLC/] [PTS/] IRAN bic=PRBEXX2X lei=9999TENBELLSSAMPLE37\n"
    "103 2 [MORNING PROBE/] [OLD PROBE/] IRAN imo=9000001\n"
    "104 0 [PROBOVSKIY/Dmitriy Sergeyevich] RUSSIA-EO14024\n"
    "105 3 [TB-ABC/] SYRIA\n";

TEST(SdnXml, GivesItsParties) {
  const Result<SdnList> list = read_sdn({file_of("sdn.xml")});
  ASSERT_TRUE(list) << to_string(list.error());
  EXPECT_EQ(shown(*list), kWant);
  EXPECT_EQ(list->skipped, 1U);
}

TEST(SdnCsv, GivesTheSameParties) {
  const Result<SdnList> list =
      read_sdn({file_of("ADD.CSV"), file_of("ALT.CSV"), file_of("SDN.CSV"), file_of("SDN_COMMENTS.CSV")});
  ASSERT_TRUE(list) << to_string(list.error());
  EXPECT_EQ(shown(*list), kWant);
  EXPECT_EQ(list->skipped, 1U);
}

TEST(SdnCsv, DoesWithoutAliases) {
  const Result<SdnList> list = read_sdn({file_of("SDN.CSV")});
  ASSERT_TRUE(list) << to_string(list.error());
  EXPECT_EQ(list->parties.size(), 5U);
  EXPECT_EQ(list->parties[1].names.size(), 1U);
}

struct Row {
  std::string name;
  std::vector<SdnFile> files;
  std::string want;
  friend std::ostream& operator<<(std::ostream& out, const Row& row) { return out << row.name; }
};

class WrongSdn : public testing::TestWithParam<Row> {};

TEST_P(WrongSdn, IsToldWithItsFileAndWhatWouldBeRight) {
  const Result<SdnList> list = read_sdn(GetParam().files);
  ASSERT_FALSE(list);
  EXPECT_EQ(to_string(list.error()), GetParam().want);
}

const std::string kRow = "1,\"TESTI, Karam\",\"individual\",\"SDGT\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n";

INSTANTIATE_TEST_SUITE_P(
    Files, WrongSdn,
    testing::ValuesIn(std::vector<Row>{
        {"NoFile", {}, "import: no file was given. Name SDN.XML, or SDN.CSV with ALT.CSV."},
        {"XmlAndCsv",
         {{"sdn.xml", "<sdnList/>"}, {"ALT.CSV", "1,2,3,4,5\n"}},
         "import (ALT.CSV): the XML list holds everything and stands alone. Name SDN.XML alone, or the CSV files "
         "without "
         "it."},
        {"AliasesAlone",
         {{"ALT.CSV", "1,2,aka,TEST,-0-\n"}},
         "import (ALT.CSV): SDN.CSV is missing, which names the parties. Name it as well."},
        {"AnotherTable",
         {{"cities.csv", "name,country,people\n"}},
         "import (cities.csv): its first row has 3 columns, which no file of the list has. SDN.CSV has 12, ALT.CSV 5, "
         "ADD.CSV 6, SDN_COMMENTS.CSV 2; take them as OFAC publishes them."},
        {"RowCutOff",
         {{"SDN.CSV", kRow + "2,\"TESTO\"\r\n"}},
         "import (SDN.CSV:2): the row has not 12 columns like the first one. Download the file again."},
        {"NoParty",
         {{"SDN.CSV", "x,\"TESTI\",-0-,-0-,-0-,-0-,-0-,-0-,-0-,-0-,-0-,-0-\n"}},
         "import (SDN.CSV): it names no party. Download the file again."},
        {"XmlCutOff",
         {{"sdn.xml", "<sdnList><sdnEntry><uid>1</uid>"}},
         "import (sdn.xml): it is no XML: Start-end tags mismatch at byte 30. Take SDN.XML as OFAC publishes it; "
         "SDN_ADVANCED.XML has another form."},
        {"AdvancedXml",
         {{"sdn_advanced.xml", "<Sanctions/>"}},
         "import (sdn_advanced.xml): it holds no sdnList. Take SDN.XML as OFAC publishes it; SDN_ADVANCED.XML has "
         "another "
         "form."},
        {"XmlOfNobody",
         {{"sdn.xml", "<sdnList><sdnEntry><uid>1</uid></sdnEntry></sdnList>"}},
         "import (sdn.xml): it holds no sdnEntry with a uid and a name. Take SDN.XML as OFAC publishes it; "
         "SDN_ADVANCED.XML has another form."},
        {"XmlWithADocumentType",
         {{"sdn.xml", "<!DOCTYPE x [<!ENTITY a 'b'>]><sdnList/>"}},
         "import (sdn.xml): it declares a document type, which the list has not. Take SDN.XML as OFAC publishes it; "
         "SDN_ADVANCED.XML has another form."},
    }),
    [](const auto& row) { return row.param.name; });

TEST(SdnCsv, OfDosEndsWithItsMark) {
  const Result<SdnList> list = read_sdn({{"SDN.CSV", kRow + "\x1A"}});
  ASSERT_TRUE(list) << to_string(list.error());
  EXPECT_EQ(list->parties.size(), 1U);
}

TEST(Sdn, KeepsTheFirstOfTwoWithOneNumber) {
  const Result<SdnList> list = read_sdn({{"SDN.CSV", kRow + kRow}});
  ASSERT_TRUE(list) << to_string(list.error());
  EXPECT_EQ(list->parties.size(), 1U);
  EXPECT_EQ(list->skipped, 1U);
}

TEST(Sdn, InWindows1252IsReadAsSuch) {
  std::string row = kRow;
  row.replace(row.find("TESTI"), 5, "T\xC9STI");
  const Result<SdnList> list = read_sdn({{"SDN.CSV", row}});
  ASSERT_TRUE(list) << to_string(list.error());
  EXPECT_EQ(list->parties[0].names[0].last, "TÉSTI");
}

}  // namespace
}  // namespace tb::watchlist
