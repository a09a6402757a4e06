// The wire samples that lie beside the checkout, field by field against data/wire/samples.tsv; skipped where they are
// not. They are other people's texts: what the table holds of them is ids, dates, codes and checksums.
#include <sstream>

#include "feed/wire_expectation.hpp"

namespace tb::feed {
namespace {

const std::filesystem::path kSamples = std::filesystem::path(TB_SOURCE_DIR) / ".." / "shared" / "corpus" / "wire";

std::vector<std::string> split(const std::string& line) {
  std::vector<std::string> cells;
  std::istringstream stream(line);
  for (std::string cell; std::getline(stream, cell, '\t');) cells.push_back(cell);
  return cells;
}

using Rows = std::map<std::string, std::vector<std::vector<std::string>>>;

Rows rows_by_file() {
  Rows rows;
  std::istringstream table(content_of_file(std::filesystem::path(TB_TEST_DATA) / "wire" / "samples.tsv"));
  for (std::string line; std::getline(table, line);) {
    if (!line.starts_with('#')) rows[split(line).front()].push_back(split(line));
  }
  return rows;
}

std::string or_dash(std::string text) {
  return text.empty() ? "-" : text;
}

std::string address_or_code(const std::string& text) {
  return text.starts_with("http") ? checksum(text) : or_dash(text);
}

std::vector<std::string> row_of(const std::string& file, std::size_t index, const Entry& entry) {
  const std::map<std::string, std::string> fields = fields_of(entry);
  const std::vector<std::string> codes = entry.wire.value_or(Wire{}).codes;
  std::vector<std::string> row{file, std::to_string(index), address_or_code(entry.guid)};
  for (const char* const name : {"version", "status", "urgency", "embargoed", "published", "updated", "language"}) {
    const bool guessed = entry.language_detected && std::string_view(name) == "language";
    row.push_back(guessed ? "-" : or_dash(fields.at(name)));
  }
  for (const std::string& text : {entry.title, entry.summary, entry.body}) row.push_back(checksum(text));
  row.push_back(std::to_string(entry.authors.size()));
  row.push_back(codes.empty() ? "0" : std::to_string(codes.size()) + " " + address_or_code(codes.front()));
  row.push_back(std::to_string(entry.enclosures.size()));
  return row;
}

void expect_rows(const std::string& file, const std::vector<std::vector<std::string>>& rows) {
  const Result<Feed> feed = decoded_wire(content_of_file(kSamples / file));
  if (rows.front().at(1) == "error") {
    ASSERT_FALSE(feed.has_value());
    EXPECT_THAT(to_string(feed.error()), testing::HasSubstr(rows.front().at(2)));
    return;
  }
  ASSERT_TRUE(feed.has_value()) << to_string(feed.error());
  if (rows.front().at(1) == "none") {
    EXPECT_THAT(feed->items, testing::IsEmpty());
    EXPECT_THAT(kinds_of(feed->warnings), testing::ElementsAre(rows.front().at(2)));
    return;
  }
  ASSERT_EQ(feed->items.size(), rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) EXPECT_EQ(row_of(file, i, feed->items[i]), rows[i]);
}

TEST(WireSamples, AreReadFieldByField) {
  if (!std::filesystem::exists(kSamples)) GTEST_SKIP() << "no wire samples at ../shared/corpus/wire";
  for (const auto& [file, rows] : rows_by_file()) {
    SCOPED_TRACE(file);
    expect_rows(file, rows);
  }
}

TEST(WireSamples, AreAllInTheTable) {
  if (!std::filesystem::exists(kSamples)) GTEST_SKIP() << "no wire samples at ../shared/corpus/wire";
  const Rows rows = rows_by_file();
  for (const auto& entry : std::filesystem::recursive_directory_iterator(kSamples)) {
    const std::string file = std::filesystem::relative(entry.path(), kSamples).string();
    if (!entry.is_regular_file() || file.starts_with("api/") || file.find('/') == std::string::npos) continue;
    EXPECT_TRUE(rows.contains(file)) << file;
  }
}

}  // namespace
}  // namespace tb::feed
