// The dates that other parsers are tested with, where their collection lies beside the checkout.
#include <fstream>
#include <string>

#include "date_rows.hpp"

namespace tb::text {
namespace {

struct CorpusRow {
  std::string text;
  std::string want;  // "-": refused
};

CorpusRow row_of(const std::string& line) {
  const std::size_t first = line.find('\t');
  CorpusRow row{.text = line.substr(0, first), .want = line.substr(first + 1, line.find('\t', first + 1) - first - 1)};
  for (std::size_t at = row.text.find("\\n"); at != std::string::npos; at = row.text.find("\\n")) {
    row.text.replace(at, 2, "\n");
  }
  return row;
}

// Expectations are whole seconds.
std::string to_the_second(const std::string& moment) {
  return moment.empty() ? "-" : moment.substr(0, moment.find('.')) + "Z";
}

TEST(DateCorpus, EveryRowIsReadAsItsAuthorsMeant) {
  std::ifstream rows(TB_SOURCE_DIR "/../shared/corpus/dates.tsv");
  if (!rows) GTEST_SKIP() << "skipped: no ../shared/corpus/dates.tsv beside the checkout";
  int count = 0;
  for (std::string line; std::getline(rows, line);) {
    if (line.starts_with('#') || line.find('\t') == std::string::npos) continue;
    const CorpusRow row = row_of(line);
    ++count;
    EXPECT_EQ(to_the_second(moment_in(row.text)), row.want) << row.text;
  }
  EXPECT_GT(count, 0);
}

}  // namespace
}  // namespace tb::text
