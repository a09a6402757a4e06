// The alert's public JSON: valid against its published schema, and nothing lost on the way through the journal.
#include <gtest/gtest.h>
#include <rapidjson/document.h>
#include <rapidjson/schema.h>

#include <fstream>
#include <sstream>

#include "fakes/an_item.hpp"
#include "tenbells/core/alert.hpp"

namespace tb {
namespace {

using fakes::an_alert;
using fakes::an_item;

std::string published_schema() {
  std::ifstream file(TB_SOURCE_DIR "/docs/schema/alert.schema.json");
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

bool is_valid(const std::string& json) {
  rapidjson::Document schema_text;
  schema_text.Parse(published_schema());
  EXPECT_FALSE(schema_text.HasParseError());
  const rapidjson::SchemaDocument schema(schema_text);
  rapidjson::Document document;
  document.Parse(json);
  if (document.HasParseError()) return false;
  rapidjson::SchemaValidator validator(schema);
  return document.Accept(validator);
}

Alert a_full_alert() {
  Item item = an_item().summed_up("Boats ‹sail› \"again\"").reading("Line one.\nLine two: 台湾").known_as("guid & <1>");
  item.authors = {"A. Writer", "B. Writer"};
  item.categories = {"transport"};
  item.tags = {"local"};
  item.language = "en-GB";
  item.published = fakes::kNoon - std::chrono::hours{1};
  item.updated = fakes::kNoon - std::chrono::minutes{1};
  Alert alert = an_alert(item, "ferries", Severity::flash);
  alert.rule.labels = {{"desk", "transport"}};
  alert.rule.sinks = {"desk"};
  alert.rule.topic = "alerts.ferries";
  alert.rule.status = "experimental";
  alert.rule.author = "Transport desk";
  alert.rule.references = {"https://example.org/ferries"};
  alert.evidence.front().entity = "ferry_line";
  alert.evidence.push_back(
      {.field = Field::author, .entry = 1, .begin = 3, .end = 9, .text = "Writer", .term = "writer"});
  alert.entities = {{.id = "ferry_line", .kind = "organisation", .ids = {{"wikidata", "Q1"}, {"lei", "X"}}}};
  alert.score = 12.5;
  return alert;
}

TEST(AlertJson, IsValidAgainstThePublishedSchema) {
  EXPECT_TRUE(is_valid(to_json(a_full_alert())));
  EXPECT_TRUE(is_valid(to_json(an_alert())));
}

TEST(AlertJson, TheSchemaRefusesWhatIsNoAlert) {
  EXPECT_FALSE(is_valid("{}"));
  std::string json = to_json(an_alert());
  json.replace(json.find("\"urgent\""), 8, "\"loudly\"");
  EXPECT_FALSE(is_valid(json));
}

TEST(AlertJson, ComesBackFromTheJournalAsItWas) {
  const Alert alert = a_full_alert();
  const Result<Alert> back = alert_from_json(to_json(alert));
  ASSERT_TRUE(back);
  EXPECT_EQ(*back, alert);
}

TEST(AlertJson, IsOneLine) {
  EXPECT_EQ(to_json(a_full_alert()).find('\n'), std::string::npos);
}

TEST(AlertJson, LeavesOutWhatIsUnknown) {
  Item item = an_item();
  item.guid.clear();
  const std::string json = to_json(an_alert(item));
  EXPECT_EQ(json.find("\"published\""), std::string::npos);
  EXPECT_EQ(json.find("\"guid\""), std::string::npos);
}

TEST(AlertJson, AnythingElseInTheJournalIsReportedAsCorrupt) {
  for (const char* text : {"", "{", "[]", "{\"id\":1}", "null"}) {
    const Result<Alert> back = alert_from_json(text);
    ASSERT_FALSE(back) << text;
    EXPECT_EQ(back.error().kind, ErrorKind::corrupt);
  }
}

}  // namespace
}  // namespace tb
