// Every document in data/ is decoded as its .want.json says. The names of the files say what they show.
#include <algorithm>
#include <set>

#include "feed/expectation.hpp"

namespace tb::feed {
namespace {

std::vector<std::string> fixture_names() {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(TB_TEST_DATA)) {
    if (!entry.is_regular_file()) continue;
    const std::string name = entry.path().filename().string();
    if (!name.ends_with(".want.json")) names.insert(name);
  }
  return {names.begin(), names.end()};
}

std::string test_name(const testing::TestParamInfo<std::string>& fixture) {
  std::string name = fixture.param.substr(0, fixture.param.rfind('.'));
  std::ranges::replace(name, '-', '_');
  return name;
}

class Fixture : public testing::TestWithParam<std::string> {};

TEST_P(Fixture, IsDecodedAsItsNameSays) {
  const std::filesystem::path file = std::filesystem::path(TB_TEST_DATA) / GetParam();
  rapidjson::Document want;
  const std::string expectation = content_of_file(std::filesystem::path(file).replace_extension(".want.json"));
  ASSERT_FALSE(want.Parse(expectation.c_str()).HasParseError());

  const std::string url = want.HasMember("url") ? want["url"].GetString() : "https://feeds.example/wire.xml";
  const Document document{.bytes = content_of_file(file),
                          .url = url,
                          .content_type = text_or_empty(want, "content_type"),
                          .content_language = text_or_empty(want, "content_language"),
                          .content_location = text_or_empty(want, "content_location")};
  const Result<Feed> feed = decode(document, Limits{.keep_html = true});

  if (want.HasMember("error")) {
    ASSERT_FALSE(feed.has_value());
    EXPECT_EQ(feed.error().kind, ErrorKind::invalid_input);
    EXPECT_THAT(to_string(feed.error()), testing::HasSubstr(want["error"].GetString()));
    EXPECT_THAT(to_string(feed.error()), testing::HasSubstr(url));
    return;
  }
  ASSERT_TRUE(feed.has_value()) << to_string(feed.error());
  expect_feed(*feed, want);
}

TEST_P(Fixture, ReadsTheSameWhetherOrNotItsHtmlIsKept) {
  const Document document{.bytes = content_of_file(std::filesystem::path(TB_TEST_DATA) / GetParam()),
                          .url = "https://feeds.example/wire.xml",
                          .content_type = ""};
  Result<Feed> kept = decode(document, Limits{.keep_html = true});
  const Result<Feed> dropped = decode(document, Limits{.keep_html = false});
  ASSERT_EQ(kept.has_value(), dropped.has_value());
  if (!kept) return;
  for (Entry& item : kept->items) item.html = {};
  EXPECT_EQ(*kept, *dropped);
}

INSTANTIATE_TEST_SUITE_P(Documents, Fixture, testing::ValuesIn(fixture_names()), test_name);

}  // namespace
}  // namespace tb::feed
