// The answers of news APIs, read by a mapping: the shapes of several of them in sentences of our own, and the samples
// that lie beside the checkout, where they do.
#include "feed/wire_expectation.hpp"

namespace tb::feed {
namespace {

struct Api {
  const char* name;
  JsonMapping mapping;
};

const std::vector<Api> kApis{
    {"guardian",
     {.items = "/response/results",
      .fields = {{"id", "/id"},
                 {"title", "/webTitle"},
                 {"link", "/webUrl"},
                 {"summary", "/fields/trailText"},
                 {"body", "/fields/bodyText"},
                 {"author", "/fields/byline"},
                 {"category", "/sectionName"},
                 {"published", "/webPublicationDate"},
                 {"updated", "/fields/lastModified"}}}},
    {"newsapi",
     {.items = "/articles",
      .fields = {{"id", "/url"},
                 {"title", "/title"},
                 {"link", "/url"},
                 {"summary", "/description"},
                 {"body", "/content"},
                 {"author", "/author"},
                 {"category", "/source"},
                 {"published", "/publishedAt"}}}},
    {"gdelt",
     {.items = "/articles",
      .fields = {{"title", "/title"}, {"link", "/url"}, {"language", "/language"}, {"published", "/seendate"}}}},
    {"nyt",
     {.items = "/results",
      .fields = {{"id", "/uri"},
                 {"title", "/title"},
                 {"link", "/url"},
                 {"summary", "/abstract"},
                 {"author", "/byline"},
                 {"category", "/des_facet"},
                 {"published", "/published_date"},
                 {"updated", "/updated_date"}}}},
    {"federal-register",
     {.items = "/results",
      .fields = {{"id", "/document_number"},
                 {"title", "/title"},
                 {"link", "/html_url"},
                 {"summary", "/abstract"},
                 {"author", "/agencies"},
                 {"category", "/type"},
                 {"published", "/publication_date"}}}},
    {"ap",
     {.items = "/data/items",
      .fields = {{"id", "/item/altids/itemid"},
                 {"title", "/item/headline"},
                 {"link", "/item/uri"},
                 {"author", "/item/bylines/0/by"},
                 {"category", "/item/subject"},
                 {"language", "/item/language"},
                 {"published", "/item/firstcreated"},
                 {"updated", "/item/versioncreated"}}}},
};

Result<Feed> answer(const std::string& api, std::string bytes) {
  const auto found = std::ranges::find_if(kApis, [&](const Api& one) { return one.name == api; });
  return decode_json({.bytes = std::move(bytes), .url = "https://api.example/v1"}, found->mapping, Limits{});
}

struct AnswerRow {
  const char* name;
  const char* api;
  const char* json;
  std::map<std::string, std::string> want;
};

void PrintTo(const AnswerRow& row, std::ostream* out) {
  *out << row.name;
}

class ApiAnswer : public testing::TestWithParam<AnswerRow> {};

TEST_P(ApiAnswer, IsReadByItsMapping) {
  const Result<Feed> feed = answer(GetParam().api, GetParam().json);
  ASSERT_TRUE(feed.has_value()) << to_string(feed.error());
  ASSERT_EQ(feed->items.size(), 1U);
  const std::map<std::string, std::string> fields = fields_of(feed->items[0]);
  for (const auto& [name, value] : GetParam().want) EXPECT_EQ(fields.at(name), value) << name;
}

INSTANTIATE_TEST_SUITE_P(
    Shapes, ApiAnswer,
    testing::Values(
        AnswerRow{
            "HtmlInASummary",
            "guardian",
            R"({"response":{"results":[{"id":"port/1","webTitle":"Port opens","webUrl":"https://kalda.example/1",
                  "sectionName":"Harbour","fields":{"trailText":"Ships &amp; <b>barges</b>","byline":"Ada Li"}}]}})",
            {{"guid", "port/1"}, {"summary", "Ships & barges"}, {"categories", "Harbour"}, {"authors", "Ada Li"}}},
        AnswerRow{"NullsAndEmptyTexts",
                  "newsapi",
                  R"({"status":"ok","articles":[{"source":{"id":null,"name":"Kalda Post"},"author":null,"title":"Tide",
                  "description":"","url":"https://kalda.example/2","publishedAt":"2026-11-24T23:59:59+01:00"}]})",
                  {{"authors", ""},
                   {"summary", ""},
                   {"categories", "Kalda Post"},
                   {"published", "2026-11-24T22:59:59.000Z"}}},
        AnswerRow{"DatesWithoutPunctuation",
                  "gdelt",
                  R"({"articles":[{"url":"https://kalda.example/3","title":"Fog","seendate":"20261124T081500Z"}]})",
                  {{"published", "2026-11-24T08:15:00.000Z"}, {"link", "https://kalda.example/3"}}},
        AnswerRow{
            "ListsThatAreSometimesTexts",
            "nyt",
            R"({"results":[{"title":"Locks","byline":"","des_facet":"","updated_date":"2026-11-24T05:00:12-05:00"}]})",
            {{"categories", ""}, {"authors", ""}, {"updated", "2026-11-24T10:00:12.000Z"}}},
        AnswerRow{"DatesWithoutATime",
                  "federal-register",
                  R"({"results":[{"title":"Notice","document_number":"2026-1","abstract":null,
                  "agencies":[{"name":"Harbour Office"},{"name":"Fish Board"}],"publication_date":"2026-11-24"}]})",
                  {{"guid", "2026-1"},
                   {"authors", "Harbour Office | Fish Board"},
                   {"published", "2026-11-24T00:00:00.000Z"}}},
        AnswerRow{"ItemsInEnvelopes",
                  "ap",
                  R"({"data":{"items":[{"meta":{},"item":{"altids":{"itemid":"9"},"headline":"Swell",
                  "bylines":[{"by":"Ada Li","title":"desk"}],"subject":[{"code":"a","name":"Weather"}]}}]}})",
                  {{"guid", "9"}, {"title", "Swell"}, {"authors", "Ada Li"}, {"categories", "Weather"}}}),
    [](const testing::TestParamInfo<AnswerRow>& row) { return std::string(row.param.name); });

TEST(ApiAnswer, WithNothingInItIsAFeedWithoutItems) {
  const Result<Feed> feed = answer("gdelt", "{}");
  ASSERT_TRUE(feed.has_value());
  EXPECT_THAT(feed->items, testing::IsEmpty());
}

struct RefusalRow {
  const char* name;
  const char* api;
  const char* answer;
  const char* says;
};

void PrintTo(const RefusalRow& row, std::ostream* out) {
  *out << row.name;
}

class ApiRefusal : public testing::TestWithParam<RefusalRow> {};

TEST_P(ApiRefusal, IsAnErrorThatQuotesIt) {
  const Result<Feed> feed = answer(GetParam().api, GetParam().answer);
  ASSERT_FALSE(feed.has_value());
  EXPECT_THAT(to_string(feed.error()), testing::HasSubstr(GetParam().says));
}

INSTANTIATE_TEST_SUITE_P(
    Shapes, ApiRefusal,
    testing::Values(
        RefusalRow{"Message", "guardian", R"({"message":"No key."})", "“No key.”"},
        RefusalRow{"CodeAndMessage", "newsapi", R"({"status":"error","code":"x","message":"Slow down."})",
                   "“Slow down.”"},
        RefusalRow{"Fault", "nyt", R"({"fault":{"faultstring":"Quota used up.","detail":{"errorcode":"q"}}})",
                   "“Quota used up.”"},
        RefusalRow{"PlainText", "gdelt", "The query is too short.", "not JSON at line 1"},
        RefusalRow{"InvalidEscape", "gdelt", R"({"articles":[{"title":"a \path"}]})", "not JSON at line 1"}),
    [](const testing::TestParamInfo<RefusalRow>& row) { return std::string(row.param.name); });

struct SampleRow {
  const char* file;
  const char* api;
  std::size_t items;  ///< 0: an error that says `first`
  const char* first;  ///< checksum of the guid, else the link, of the first item
  const char* published;
  std::size_t categories;
};

const std::vector<SampleRow> kSamples{
    {"guardian-search.json", "guardian", 3, "75:fb2e7e2a", "2014-09-10T16:10:21.000Z", 1},
    {"guardian-search-fields.json", "guardian", 2, "41:4f705e9c", "2026-03-02T09:15:44.000Z", 1},
    {"newsapi-everything.json", "newsapi", 3, "22:c0389399", "2026-03-02T09:15:44.000Z", 1},
    {"gdelt-doc-artlist.json", "gdelt", 2, "22:c0389399", "2026-03-02T09:15:00.000Z", 0},
    {"nyt-timeswire.json", "nyt", 1, "50:d2ebe86d", "2026-03-02T09:15:44.000Z", 1},
    {"federal-register-documents.json", "federal-register", 2, "10:f257c546", "2026-03-02T00:00:00.000Z", 1},
    {"ap-media-feed.json", "ap", 1, "6:9d8232f6", "2026-03-02T08:00:00.000Z", 1},
    {"guardian-error-401.json", "guardian", 0, "the API says", "", 0},
    {"newsapi-error-429.json", "newsapi", 0, "the API says", "", 0},
    {"nyt-fault.json", "nyt", 0, "the API says", "", 0},
    {"gdelt-doc-error.txt", "gdelt", 0, "not JSON at line 1, column 1", "", 0},
    {"gdelt-doc-badescape.json", "gdelt", 0, "not JSON at line 1, column 60", "", 0},
};

void expect_sample(const SampleRow& row, const std::filesystem::path& folder) {
  const Result<Feed> feed = answer(row.api, content_of_file(folder / row.file));
  if (row.items == 0) {
    ASSERT_FALSE(feed.has_value());
    EXPECT_THAT(to_string(feed.error()), testing::HasSubstr(row.first));
    return;
  }
  ASSERT_TRUE(feed.has_value()) << to_string(feed.error());
  ASSERT_EQ(feed->items.size(), row.items);
  const Entry& first = feed->items.front();
  EXPECT_EQ(checksum(first.guid.empty() ? first.link : first.guid), row.first);
  EXPECT_EQ(shown(first.published), row.published);
  EXPECT_EQ(first.categories.size(), row.categories);
  for (const Entry& item : feed->items) EXPECT_FALSE(item.title.empty() || item.link.empty());
}

TEST(ApiSamples, AreReadByTheirMappings) {
  const std::filesystem::path folder = std::filesystem::path(TB_SOURCE_DIR) / "../shared/corpus/wire/api";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no API samples at ../shared/corpus/wire/api";
  for (const SampleRow& row : kSamples) {
    SCOPED_TRACE(row.file);
    expect_sample(row, folder);
  }
  const Result<Feed> empty = answer("gdelt", content_of_file(folder / "gdelt-doc-empty.json"));
  EXPECT_TRUE(empty.has_value() && empty->items.empty());
}

}  // namespace
}  // namespace tb::feed
