// Wire formats: every document in data/wire/ is read as its .want.json says, and the ways in which the formats write
// the same thing are tables.
#include <set>

#include "feed/wire_expectation.hpp"

namespace tb::feed {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> fixture_names() {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(TB_TEST_DATA) / "wire")) {
    const std::string name = entry.path().filename().string();
    if (!name.ends_with(".want.json") && !name.ends_with(".tsv")) names.insert(name);
  }
  return {names.begin(), names.end()};
}

class WireFixture : public testing::TestWithParam<std::string> {};

TEST_P(WireFixture, IsDecodedAsItsNameSays) {
  const std::filesystem::path file = std::filesystem::path(TB_TEST_DATA) / "wire" / GetParam();
  rapidjson::Document want;
  const std::string expectation = content_of_file(std::filesystem::path(file).replace_extension(".want.json"));
  ASSERT_FALSE(want.Parse(expectation.c_str()).HasParseError());
  const Result<Feed> feed = decoded_wire(content_of_file(file));
  if (want.HasMember("error")) {
    ASSERT_FALSE(feed.has_value());
    EXPECT_THAT(to_string(feed.error()), HasSubstr(want["error"].GetString()));
    return;
  }
  ASSERT_TRUE(feed.has_value()) << to_string(feed.error());
  ASSERT_EQ(feed->items.size(), want["items"].Size());
  for (rapidjson::SizeType i = 0; i < want["items"].Size(); ++i) {
    for (const auto& member : want["items"][i].GetObject()) {
      SCOPED_TRACE(testing::Message() << "item " << i << ": " << member.name.GetString());
      EXPECT_EQ(fields_of(feed->items[i]).at(member.name.GetString()),
                member.value.IsString() ? member.value.GetString() : joined(texts(member.value)));
    }
  }
  EXPECT_EQ(kinds_of(feed->warnings), texts(want["warnings"]));
}

std::string test_name(const testing::TestParamInfo<std::string>& fixture) {
  std::string name = fixture.param.substr(0, fixture.param.rfind('.'));
  std::ranges::replace(name, '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Documents, WireFixture, testing::ValuesIn(fixture_names()), test_name);

std::string a_g2_item(const std::string& item_meta, const std::string& content_meta = {}) {
  return "<newsItem guid='g'><itemMeta>" + item_meta + "</itemMeta><contentMeta>" + content_meta +
         "</contentMeta></newsItem>";
}

std::string a_nitf(const std::string& docdata_attributes, const std::string& docdata = {}) {
  return "<nitf uno='g'><head><docdata " + docdata_attributes + ">" + docdata + "</docdata></head></nitf>";
}

std::string a_ninjs(const std::string& members) {
  return R"({"uri":"g","headline":"h",)" + members + "}";
}

struct StatusRow {
  const char* name;
  std::string document;
  PubStatus want;
  bool warns = false;
};

void PrintTo(const StatusRow& row, std::ostream* out) {
  *out << row.name;
}

class WireStatus : public testing::TestWithParam<StatusRow> {};

TEST_P(WireStatus, IsReadHoweverItIsWritten) {
  const Result<Feed> feed = decoded_wire(GetParam().document);
  ASSERT_TRUE(feed.has_value()) << to_string(feed.error());
  ASSERT_EQ(feed->items.size(), 1U);
  EXPECT_EQ(feed->items[0].wire.value_or(Wire{}).status, GetParam().want);
  EXPECT_EQ(!feed->warnings.empty(), GetParam().warns);
}

INSTANTIATE_TEST_SUITE_P(
    Ways, WireStatus,
    testing::Values(StatusRow{"G2Absent", a_g2_item(""), PubStatus::usable},
                    StatusRow{"G2Code", a_g2_item("<pubStatus qcode='stat:canceled'/>"), PubStatus::canceled},
                    StatusRow{"G2Uri", a_g2_item("<pubStatus uri='http://cv.example/status/withheld'/>"),
                              PubStatus::withheld},
                    StatusRow{"G2Text", a_g2_item("<pubStatus> usable </pubStatus>"), PubStatus::usable},
                    StatusRow{"G2Unknown", a_g2_item("<pubStatus qcode='stat:perhaps'/>"), PubStatus::usable, true},
                    StatusRow{"NitfAbsent", a_nitf(""), PubStatus::usable},
                    StatusRow{"NitfCanceled", a_nitf("management-status='canceled'"), PubStatus::canceled},
                    StatusRow{"NitfEmbargoed", a_nitf("management-status='embargoed'"), PubStatus::withheld},
                    StatusRow{"NinjsAbsent", a_ninjs(R"("type":"text")"), PubStatus::usable},
                    StatusRow{"NinjsCanceled", a_ninjs(R"("pubstatus":"canceled")"), PubStatus::canceled},
                    StatusRow{"NinjsThree", a_ninjs(R"("pubStatus":"withheld")"), PubStatus::withheld},
                    StatusRow{"BritishSpelling", a_ninjs(R"("pubstatus":"CANCELLED")"), PubStatus::canceled},
                    StatusRow{"NinjsOfAnotherType", a_ninjs(R"("pubstatus":5)"), PubStatus::usable}),
    [](const testing::TestParamInfo<StatusRow>& row) { return std::string(row.param.name); });

struct EmbargoRow {
  const char* name;
  std::string document;
  const char* until;
  PubStatus status;
};

void PrintTo(const EmbargoRow& row, std::ostream* out) {
  *out << row.name;
}

class WireEmbargo : public testing::TestWithParam<EmbargoRow> {};

TEST_P(WireEmbargo, HoldsUntilItsDateOrWithholds) {
  const Wire wire = one_item(GetParam().document).wire.value_or(Wire{});
  EXPECT_EQ(shown(wire.embargoed), GetParam().until);
  EXPECT_EQ(wire.status, GetParam().status);
}

const std::string kIssue = "<date.issue norm='20261124T080000Z'/>";

INSTANTIATE_TEST_SUITE_P(
    Ways, WireEmbargo,
    testing::Values(EmbargoRow{"G2Date", a_g2_item("<embargoed>2026-11-25T06:00:00+01:00</embargoed>"),
                               "2026-11-25T05:00:00.000Z", PubStatus::usable},
                    EmbargoRow{"G2WithoutEnd", a_g2_item("<embargoed/>"), "", PubStatus::withheld},
                    EmbargoRow{"G2Illegible", a_g2_item("<embargoed>until told</embargoed>"), "", PubStatus::withheld},
                    EmbargoRow{"G2WithoutEndOfACanceledItem",
                               a_g2_item("<pubStatus qcode='stat:canceled'/><embargoed/>"), "", PubStatus::canceled},
                    EmbargoRow{"NinjsDate", a_ninjs(R"("embargoed":"2026-11-25T05:00:00Z")"),
                               "2026-11-25T05:00:00.000Z", PubStatus::usable},
                    EmbargoRow{"NinjsNull", a_ninjs(R"("embargoed":null)"), "", PubStatus::usable},
                    EmbargoRow{"NitfReleaseAfterIssue", a_nitf("", kIssue + "<date.release norm='20261124T180000Z'/>"),
                               "2026-11-24T18:00:00.000Z", PubStatus::usable},
                    EmbargoRow{"NitfReleaseAtIssue", a_nitf("", kIssue + "<date.release norm='20261124T080000Z'/>"), "",
                               PubStatus::usable},
                    EmbargoRow{"NitfReleaseWithoutIssue", a_nitf("", "<date.release norm='20261124T180000Z'/>"),
                               "2026-11-24T18:00:00.000Z", PubStatus::usable}),
    [](const testing::TestParamInfo<EmbargoRow>& row) { return std::string(row.param.name); });

TEST(WireUrgency, IsAWholeNumberFromOneToNine) {
  EXPECT_EQ(one_item(a_ninjs(R"("urgency":1)")).wire->urgency, 1);
  EXPECT_EQ(one_item(a_ninjs(R"("urgency":"9")")).wire->urgency, 9);
  EXPECT_EQ(one_item(a_g2_item("", "<urgency> 4 </urgency>")).wire->urgency, 4);
  for (const char* const wrong : {"0", "10", "0.5", "-1", R"("high")"}) {
    const Result<Feed> feed = decoded_wire(a_ninjs(std::string(R"("urgency":)") + wrong));
    EXPECT_EQ(feed->items.at(0).wire->urgency, std::nullopt) << wrong;
    EXPECT_THAT(kinds_of(feed->warnings), ElementsAre("field")) << wrong;
  }
}

TEST(WireDates, FallBackFromTheFirstVersionToTheContentToThisVersion) {
  const std::string version = "<versionCreated>2026-11-24T03:00:00Z</versionCreated>";
  const std::string content = "<contentCreated>2026-11-24T02:00:00Z</contentCreated>";
  const std::string first = "<firstCreated>2026-11-24T01:00:00Z</firstCreated>";
  EXPECT_EQ(shown(one_item(a_g2_item(version + first, content)).published), "2026-11-24T01:00:00.000Z");
  EXPECT_EQ(shown(one_item(a_g2_item(version, content)).published), "2026-11-24T02:00:00.000Z");
  EXPECT_EQ(shown(one_item(a_g2_item(version)).published), "2026-11-24T03:00:00.000Z");
  EXPECT_EQ(shown(one_item(a_g2_item(version + first, content)).updated), "2026-11-24T03:00:00.000Z");
}

TEST(WireDates, AreWarnedOfWhereTheyCannotBeRead) {
  const Result<Feed> feed = decoded_wire(a_g2_item("<versionCreated>yesterday</versionCreated>"));
  EXPECT_EQ(feed->items.at(0).published, std::nullopt);
  EXPECT_EQ(feed->items.at(0).published_text, "yesterday");
  EXPECT_EQ(feed->items.at(0).updated_text, "yesterday");
  EXPECT_THAT(kinds_of(feed->warnings), ElementsAre("field"));
}

TEST(Ninjs, IsFoundHoweverItIsWrapped) {
  const std::string story = R"({"uri":"urn:1","headline":"One"})";
  for (const std::string& document :
       {story, "[" + story + "]", R"({"items":[)" + story + "]}", R"({"total":1,"item":[)" + story + "]}",
        R"({"data":{"updated":"x","items":[{"meta":{},"item":)" + story + "}]}}", R"({"a":{"b":{"c":)" + story + "}}}",
        R"({"meta":[{"k":1}],"hits":[null,7,)" + story + "]}"}) {
    EXPECT_EQ(one_item(document).title, "One") << document;
  }
}

TEST(Ninjs, IsNotEveryObjectWithAUri) {
  for (const char* const document :
       {R"({"uri":"urn:1","title":"x"})", R"({"headline":"x"})", R"({"uri":7,"headline":"x"})",
        R"([[{"uri":"urn:1","headline":"x"}]])", "[]", "{}", "[1,2]"}) {
    EXPECT_FALSE(decoded_wire(document).has_value()) << document;
  }
}

TEST(Ninjs, GivesWayToAJsonFeedThatSaysWhatItIs) {
  const Entry item = one_item(
      R"({"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","uri":"urn:1","headline":"x","title":"Ours"}]})");
  EXPECT_EQ(item.title, "Ours");
  EXPECT_EQ(item.wire, std::nullopt);
}

TEST(Ninjs, ReadsBylinesInEveryShape) {
  EXPECT_THAT(one_item(a_ninjs(R"("byline":"BY ADA LI")")).authors, ElementsAre("ADA LI"));
  EXPECT_THAT(one_item(a_ninjs(R"("by":"Bybee Os")")).authors, ElementsAre("Bybee Os"));
  EXPECT_THAT(one_item(a_ninjs(R"("bylines":[{"by":"By Ada Li","title":"desk"},{"byline":"Tomas Ek"}])")).authors,
              ElementsAre("Ada Li", "Tomas Ek"));
  EXPECT_THAT(one_item(a_ninjs(R"("authors":[{"name":"Ada Li","uri":"https://wire.example/ada"}])")).people,
              ElementsAre(Person{.name = "Ada Li", .email = {}, .uri = "https://wire.example/ada"}));
}

TEST(Ninjs, SurvivesMembersOfEveryOtherType) {
  for (const char* const value :
       {"null", "true", "1.5", "{}", "[]", R"("x")", R"([[{}],null,1])", R"({"a":{"b":[]}})"}) {
    std::string document = R"({"uri":"g","pubstatus":"usable")";
    for (const char* const name :
         {"version", "urgency", "headline", "headlines", "bodies", "body_text", "descriptions", "subject", "subjects",
          "people", "byline", "by", "renditions", "associations", "language", "versioncreated", "standard", "type"}) {
      document += std::string(",\"") + name + "\":" + value;
    }
    EXPECT_EQ(one_item(document + "}").guid, "g") << value;
  }
}

TEST(NewsMlG2, ReadsEncodedTextWhereItIsText) {
  const auto body = [](const std::string& data) {
    return one_item("<newsItem guid='g'><contentSet><inlineData " + data + "</inlineData></contentSet></newsItem>")
        .body;
  };
  EXPECT_EQ(body("contenttype='text/plain' encoding='encd:base64'>U2hpcHMgbW92ZS4="), "Ships move.");
  EXPECT_EQ(body("contenttype='text/html; charset=utf-8'>&lt;p&gt;Ships &amp;amp; barges.&lt;/p&gt;"),
            "Ships & barges.");
  EXPECT_EQ(body("contenttype='image/png' encoding='encd:base64'>U2hpcHM="), "");
  EXPECT_EQ(body("encoding='encd:base64'>not base64!"), "");
}

TEST(NewsMlG2, ReadsAVocabularyItDoesNotKnowAsParagraphs) {
  const Entry item = one_item(
      "<newsItem guid='g'><contentSet><inlineXML><results><team>Kalda</team><team>Northland</team></results>"
      "</inlineXML></contentSet></newsItem>");
  EXPECT_EQ(item.body, "Kalda\nNorthland");
}

TEST(NewsMlG2, ReadsBrokenMarkupWithTheRestWhole) {
  const Result<Feed> feed = decoded_wire(
      "<newsMessage><itemSet><newsItem guid='1'><contentMeta><headline>Fish & chips</headline></contentMeta></newsItem>"
      "<newsItem guid='2'><contentMeta><headline>Second</contentMeta></newsItem></itemSet></newsMessage>");
  ASSERT_TRUE(feed.has_value());
  ASSERT_EQ(feed->items.size(), 2U);
  EXPECT_EQ(feed->items[0].title, "Fish & chips");
  EXPECT_EQ(feed->items[1].title, "Second");
}

TEST(Wire, SeveralDocumentsInARowAreOneFeed) {
  const Result<Feed> feed = decoded_wire("<nitf uno='1'><head><title>a</title></head></nitf><nitf uno='2'/>");
  ASSERT_EQ(feed->items.size(), 2U);
  EXPECT_THAT(feed->warnings, testing::Not(testing::IsEmpty()));
}

TEST(Wire, IsFoundBehindJunk) {
  EXPECT_EQ(one_item("Sent by the wire:\n" + a_nitf("")).guid, "g");
  EXPECT_EQ(one_item("Sent by the wire:\n" + a_g2_item("")).guid, "g");
}

TEST(Wire, HtmlIsKeptOnlyOnDemand) {
  const std::string document = "<nitf uno='1'><body><body.content><p><em>One</em></p></body.content></body></nitf>";
  EXPECT_EQ(decode({.bytes = document, .url = kWireUrl}, {.keep_html = false})->items.at(0).html, Html{});
  EXPECT_THAT(one_item(document).html.body, HasSubstr("<em>One</em>"));
}

}  // namespace
}  // namespace tb::feed
