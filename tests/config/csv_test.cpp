// CSV: cells, their places, and what is refused.
#include "tenbells/config/csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>

namespace tb::config {
namespace {

// Every cell as text@offset, rows by line.
std::string read(std::string_view bytes, const CsvOptions& options = {}) {
  std::string out;
  const auto mistake = read_csv(bytes, options, [&](std::vector<CsvCell>& cells) {
    for (const CsvCell& cell : cells)
      out += (&cell == &cells[0] ? "" : "|") + cell.text + "@" + std::to_string(cell.at);
    out += "\n";
  });
  if (mistake) out += "! " + std::to_string(mistake->at) + ": " + mistake->message;
  return out;
}

struct Row {
  std::string name;
  std::string bytes;
  std::string want;
  friend std::ostream& operator<<(std::ostream& out, const Row& row) { return out << row.name; }
};

class Csv : public testing::TestWithParam<Row> {};

TEST_P(Csv, GivesCellsWithTheirPlaces) {
  EXPECT_EQ(read(GetParam().bytes), GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(
    Files, Csv,
    testing::ValuesIn(std::vector<Row>{
        {"Nothing", "", ""},
        {"Plain", "a,b\nc,d\n", "a@0|b@2\nc@4|d@6\n"},
        {"WithoutALastLineEnd", "a,b", "a@0|b@2\n"},
        {"WindowsLines", "a,b\r\nc,d\r\n", "a@0|b@2\nc@5|d@7\n"},
        {"EmptyLines", "\n\na\n\r\n\nb\n", "a@2\nb@7\n"},
        {"EmptyCells", "a,,c\n,\n", "a@0|@2|c@3\n@5|@6\n"},
        {"BlanksAroundCells", " a , b\t,c\n", "a@1|b@5|c@8\n"},
        {"Quotes", "\"a,b\",\"c\"\"d\"\"\"\n", "a,b@0|c\"d\"@6\n"},
        {"BlanksInsideQuotes", "\" a \"\n", " a @0\n"},
        {"LineEndInsideQuotes", "\"a\nb\",c\nd\n", "a\nb@0|c@6\nd@8\n"},
        {"EmptyQuotes", "\"\",b\n", "@0|b@3\n"},
        {"WideLetters", "台湾,b\n", "台湾@0|b@7\n"},
        {"QuoteInsideAPlainCell", "a,b\nx\"y,z\n",
         "a@0|b@2\n! 5: a quote stands out of place here: put the whole cell in quotes, and write each quote in it "
         "twice (\"a \"\"b\"\" c\")"},
        {"TextBehindAQuote", "\"a\"b\n",
         "! 3: a quote stands out of place here: put the whole cell in quotes, and write each quote in it twice (\"a "
         "\"\"b\"\" c\")"},
        {"QuoteNeverClosed", "a,\"b\nc\n", "! 2: the quote opened here is never closed"},
    }),
    [](const auto& row) { return row.param.name; });

TEST(CsvOfOthers, MayHaveQuotesAnywhere) {
  EXPECT_EQ(read("a \"b\" c,d\n", {.quotes = CsvOptions::Quotes::lenient}), "a \"b\" c@0|d@8\n");
}

TEST(CsvLimits, AreOfRowsCellsAndBytes) {
  EXPECT_EQ(read("a\nb\nc\n", {.rows = 2}), "a@0\nb@2\n! 4: there are more than 2 rows: split the file");
  EXPECT_EQ(read("a,b,c\n", {.cells = 2}), "! 4: the row has more than 2 cells");
  EXPECT_EQ(read("a,bbbbbbbbbbbbb\n", {.cell = Bytes{4}}),
            "! 2: the cell is longer than 4 bytes: is a quote not closed?");
}

TEST(CsvLimits, StopAQuoteThatGathersTheRest) {
  const std::string hostile = "a,\"" + std::string(1'000'000, 'x');
  EXPECT_EQ(read(hostile), "! 2: the cell is longer than 65536 bytes: is a quote not closed?");
}

TEST(PlaceInCell, CountsDoubledQuotesOnce) {
  const std::string bytes = "a,\"b\"\"c\"\n";
  EXPECT_EQ(place_in_cell(bytes, {.text = "b\"c", .at = 2}, 0), 3U);
  EXPECT_EQ(place_in_cell(bytes, {.text = "b\"c", .at = 2}, 1), 4U);
  EXPECT_EQ(place_in_cell(bytes, {.text = "b\"c", .at = 2}, 2), 6U);
  EXPECT_EQ(place_in_cell(bytes, {.text = "a", .at = 0}, 99), 1U);
}

TEST(CsvCell, IsQuotedOnlyWhereItMustBe) {
  EXPECT_EQ(csv_cell("plain text"), "plain text");
  EXPECT_EQ(csv_cell("a,b"), "\"a,b\"");
  EXPECT_EQ(csv_cell("say \"no\""), "\"say \"\"no\"\"\"");
  EXPECT_EQ(csv_cell(" a"), "\" a\"");
  EXPECT_EQ(csv_cell("a\nb"), "\"a\nb\"");
}

}  // namespace
}  // namespace tb::config
