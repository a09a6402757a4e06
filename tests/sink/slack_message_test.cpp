// Slack's shape, and that a hostile headline pings nobody and links nowhere.
#include "sink/slack_message.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include "fakes/an_item.hpp"

namespace tb::sink {
namespace {

using fakes::an_alert;
using fakes::an_item;
using testing::HasSubstr;
using testing::Not;

rapidjson::Document parsed(const Alert& alert) {
  rapidjson::Document document;
  document.Parse(slack_message(alert));
  EXPECT_FALSE(document.HasParseError());
  return document;
}

TEST(SlackMessage, HasAFallbackAndBlocks) {
  const auto message = parsed(an_alert());
  EXPECT_STREQ(message["text"].GetString(), "URGENT · Ferries: Ferry service to the outer islands resumes");
  EXPECT_FALSE(message["unfurl_links"].GetBool());
  const auto& blocks = message["blocks"];
  ASSERT_EQ(blocks.Size(), 3U);
  EXPECT_STREQ(blocks[0]["type"].GetString(), "header");
  EXPECT_STREQ(blocks[1]["text"]["type"].GetString(), "plain_text");
  EXPECT_STREQ(blocks[2]["elements"][0]["text"].GetString(), "<https://herald.example/ferry|herald.example>");
}

TEST(SlackMessage, EveryTextFromOutsideIsPlainOrEscaped) {
  const Alert alert = an_alert(an_item().titled("<!channel> & <https://evil.example|bank> <@U123> *bold*"));
  const auto message = parsed(alert);
  EXPECT_THAT(message["text"].GetString(), Not(HasSubstr("<")));
  for (const auto& block : message["blocks"].GetArray()) {
    if (block.HasMember("text")) {
      EXPECT_STREQ(block["text"]["type"].GetString(), "plain_text");
    }
  }
}

TEST(SlackMessage, ALinkCannotBreakOutOfItsMarkup) {
  const auto message = parsed(an_alert(an_item().linked("https://herald.example/a|b>c<!here>")));
  const std::string link = message["blocks"][2]["elements"][0]["text"].GetString();
  EXPECT_THAT(link, Not(HasSubstr("<!here>")));
}

TEST(SlackMessage, OnlyWebLinksAreLinked) {
  const auto message = parsed(an_alert(an_item().linked("javascript:alert(1)")));
  ASSERT_EQ(message["blocks"][2]["elements"].Size(), 1U);
  EXPECT_STREQ(message["blocks"][2]["elements"][0]["type"].GetString(), "plain_text");
}

TEST(SlackMessage, StaysWithinSlacksLimits) {
  std::string letters;
  for (int i = 0; i < 10'000; ++i) letters += "渡";
  Alert alert = an_alert(an_item().titled(letters).summed_up(letters));
  alert.rule.title = letters;
  alert.evidence.front().text = letters;
  const auto message = parsed(alert);
  const auto characters = [](const rapidjson::Value& text) { return text.GetStringLength() / 3; };
  EXPECT_LE(characters(message["blocks"][0]["text"]["text"]), 150U);
  EXPECT_LE(characters(message["blocks"][1]["text"]["text"]), 3000U);
  EXPECT_LE(characters(message["text"]), 3000U);
}

TEST(EscapeSlack, EscapesExactlyThree) {
  EXPECT_EQ(escape_slack("a & <b> *c* \"d\""), "a &amp; &lt;b&gt; *c* \"d\"");
}

}  // namespace
}  // namespace tb::sink
