// What the commands take for an item, and what they say of everything else.
#include "app/item_reading.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/item_json.hpp"

namespace tb::app {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

ReadItems read(const std::string& bytes, std::optional<InputForm> form = {}) {
  Result<ReadItems> items = read_items({.bytes = bytes, .url = {}, .content_type = {}}, form);
  EXPECT_TRUE(items) << to_string(items.error());
  return items ? *std::move(items) : ReadItems{};
}

std::string refusal(const std::string& bytes, std::optional<InputForm> form = {}) {
  const Result<ReadItems> items = read_items({.bytes = bytes, .url = {}, .content_type = {}}, form);
  EXPECT_FALSE(items);
  return items ? std::string() : to_string(items.error());
}

std::vector<std::string> titles(const ReadItems& read) {
  std::vector<std::string> all;
  for (const Item& item : read.items) all.push_back(item.title);
  return all;
}

struct Guess {
  const char* name;
  const char* text;
  InputForm want;
};

class GuessedForm : public testing::TestWithParam<Guess> {};

TEST_P(GuessedForm, IsWhatItsFirstBytesLookLike) {
  EXPECT_EQ(guessed_form(GetParam().text), GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(, GuessedForm,
                         testing::Values(Guess{"Xml", " \n<?xml version='1.0'?><rss/>", InputForm::feed},
                                         Guess{"Object", "{\"title\": 1}", InputForm::json},
                                         Guess{"Array", "[ {}]", InputForm::json},
                                         Guess{"EmptyArray", "[]", InputForm::json},
                                         Guess{"AHeadlineInBrackets", "[Update] Ferry late", InputForm::text},
                                         Guess{"AText", "Ferry late", InputForm::text},
                                         Guess{"ABracketAlone", "{", InputForm::text}),
                         [](const auto& row) { return row.param.name; });

TEST(ReadItems, OfATextAreOneWithItsFirstLineAsTitle) {
  const Item item = read("  Ferry late \r\n\r\nFog, says the port.\nMore at ten.\n").items.front();
  EXPECT_EQ(item.title, "Ferry late");
  EXPECT_EQ(item.body, "Fog, says the port.\nMore at ten.");
}

TEST(ReadItems, OfAFeedHaveItsLanguage) {
  const ReadItems found = read(
      "<rss version=\"2.0\"><channel><title>Herald</title><language>de</language>"
      "<item><title>Ferry late</title></item></channel></rss>");
  EXPECT_THAT(titles(found), ElementsAre("Ferry late"));
  EXPECT_EQ(found.items.front().language, "de");
}

TEST(ReadItems, OfAJsonFeedAreReadAsAFeed) {
  EXPECT_THAT(titles(read(R"({"version": "https://jsonfeed.org/version/1.1", "title": "Herald",
                              "items": [{"id": "1", "title": "Ferry late", "content_text": "Fog."}]})")),
              ElementsAre("Ferry late"));
}

TEST(ReadItems, OfJsonHaveEveryMember) {
  const Item item = read(R"({"title": "a", "summary": "b", "body": "c", "author": "d", "categories": ["e", "f"],
                             "tags": ["g"], "source": "h", "link": "https://i.example/", "lang": "zh",
                             "sentiment": {"x": 1}, "guid": null})")
                        .items.front();
  const Item want{.source = "h",
                  .link = "https://i.example/",
                  .title = "a",
                  .summary = "b",
                  .body = "c",
                  .authors = {"d"},
                  .categories = {"e", "f"},
                  .tags = {"g"},
                  .language = "zh"};
  EXPECT_EQ(item, want);
}

TEST(ReadItems, MayBeAnArrayLinesOrTextsOrAlerts) {
  EXPECT_THAT(titles(read(R"([{"title": "a"}, "b"])")), ElementsAre("a", "b"));
  EXPECT_THAT(titles(read("{\"title\": \"a\"}\n\n{\"title\": \"b\"}\n")), ElementsAre("a", "b"));
  EXPECT_THAT(titles(read(R"({"rule": {"id": "x"}, "item": {"title": "a"}})")), ElementsAre("a"));
  EXPECT_THAT(titles(read("[]")), IsEmpty());
}

TEST(ReadItems, OfJsonSayWhereItIsWrong) {
  EXPECT_THAT(refusal("{\"title\": \"a\"}\n{\"title\": }"), HasSubstr("line 2, column 11: this is not JSON"));
  EXPECT_THAT(refusal("{\"title\": \"a\"}\n {\"title\": 5}"),
              HasSubstr("line 2, column 2: \"title\" must be a text, not a number"));
  EXPECT_THAT(refusal(R"([{"title": "a"}, {"tags": [1], "title": "b"}])"),
              HasSubstr("item 2 of the array at line 1, column 1: \"tags\" must be a text or an array of texts"));
  EXPECT_THAT(refusal(R"({"titel": "a"})"), HasSubstr("Did you mean \"title\" by \"titel\"?"));
  EXPECT_THAT(refusal("[[]]"), HasSubstr("it is an array; an item is an object"));
}

TEST(ReadItems, OfJsonNestedTooDeeplyAreRefusedBeforeTheyAreBuilt) {
  EXPECT_THAT(refusal(std::string(1'000'000, '[')), HasSubstr("nested more than 128 deep"));
  EXPECT_FALSE(is_json_feed("{\"a\":" + std::string(1'000'000, '[')));
}

TEST(ReadItems, OfNothingAreRefused) {
  EXPECT_THAT(refusal(""), HasSubstr("it is empty"));
  EXPECT_THAT(refusal(" \n\t"), HasSubstr("it is empty"));
}

TEST(ReadItems, AreReadAsWhatTheyAreSaidToBe) {
  EXPECT_THAT(titles(read("{\"title\": \"a\"}", InputForm::text)), ElementsAre("{\"title\": \"a\"}"));
  EXPECT_THAT(refusal("Ferry late", InputForm::json), HasSubstr("this is not JSON"));
  EXPECT_THAT(refusal("Ferry late", InputForm::feed), HasSubstr("not a feed"));
}

TEST(ReadItems, AreValidUtf8WhateverTheBytesAre) {
  EXPECT_EQ(read("Caf\xe9 am See").items.front().title, "Café am See");
}

}  // namespace
}  // namespace tb::app
