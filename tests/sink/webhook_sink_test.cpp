// Webhooks: what is posted, and what each answer means.
#include "sink/webhook_sink.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fakes/an_item.hpp"
#include "fakes/fake_time.hpp"
#include "fakes/run_until_done.hpp"
#include "fakes/scripted_server.hpp"

namespace tb::sink {
namespace {

using fakes::answer;
using fakes::ScriptedServer;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class WebhookSinkTest : public testing::Test {
 protected:
  Delivery deliver(const std::string& url, WebhookShape shape, const std::vector<std::string>& rules) {
    http::SystemResolver resolver(1);
    async::CpuPool pool(1);
    const auto client = http::Client::make({}, resolver, pool);
    WebhookSink sink("desk",
                     {.shape = shape, .url = Secret(url, "${env:HOOK}"), .signing_secret = {}, .allow_private = true},
                     **client, time_);
    std::vector<Outgoing> batch;
    for (const std::string& rule : rules) {
      const Alert alert = fakes::an_alert(fakes::an_item(), rule);
      batch.push_back({.position = 1, .alert = alert, .json = to_json(alert)});
    }
    return fakes::run_until_done(context_, sink.deliver(std::move(batch)));
  }

  asio::io_context context_;
  fakes::FakeTime time_;
};

TEST_F(WebhookSinkTest, PostsTheEnvelopeWithItsIdForEveryAlertInOrder) {
  const ScriptedServer server(ScriptedServer::always(answer("204 No Content", "", "")));
  const Delivery delivery = deliver(server.url("/hook"), WebhookShape::generic, {"first", "second"});
  EXPECT_THAT(delivery.verdicts, ElementsAre(Verdict::delivered, Verdict::delivered));
  ASSERT_EQ(server.requests().size(), 2U);
  EXPECT_THAT(server.requests()[0], HasSubstr("POST /hook HTTP/1.1"));
  EXPECT_THAT(server.requests()[0], HasSubstr("Content-Type: application/json"));
  EXPECT_THAT(server.requests()[0], HasSubstr("webhook-id: " + fakes::an_alert(fakes::an_item(), "first").id));
  EXPECT_THAT(server.requests()[0], HasSubstr("\"type\":\"tenbells.alert\""));
  EXPECT_THAT(server.requests()[1], HasSubstr("\"id\":\"second\""));
}

TEST_F(WebhookSinkTest, PostsSlacksShapeToSlack) {
  const ScriptedServer server(ScriptedServer::always(answer("200 OK", "", "ok")));
  EXPECT_THAT(deliver(server.url(), WebhookShape::slack, {"r"}).verdicts, ElementsAre(Verdict::delivered));
  EXPECT_THAT(server.requests()[0], HasSubstr("\"blocks\":["));
}

TEST_F(WebhookSinkTest, StopsAtTheFirstFailureSoThatOrderIsKept) {
  const ScriptedServer server(
      ScriptedServer::in_turn({answer("200 OK", "", ""), answer("500 Internal Server Error", "", "")}));
  const Delivery delivery = deliver(server.url(), WebhookShape::generic, {"1", "2", "3"});
  EXPECT_THAT(delivery.verdicts, ElementsAre(Verdict::delivered, Verdict::waiting, Verdict::waiting));
  EXPECT_EQ(server.requests().size(), 2U);
}

TEST_F(WebhookSinkTest, HonoursRetryAfter) {
  const ScriptedServer server(ScriptedServer::always(answer("429 Too Many Requests", "Retry-After: 77\r\n", "")));
  EXPECT_EQ(deliver(server.url(), WebhookShape::generic, {"1"}).retry_after, std::chrono::seconds{77});
}

TEST_F(WebhookSinkTest, NeverPostsOnToAnotherAddress) {
  const ScriptedServer other(ScriptedServer::always(answer("200 OK", "", "")));
  const ScriptedServer server(
      ScriptedServer::always(answer("307 Temporary Redirect", "Location: " + other.url() + "\r\n", "")));
  EXPECT_THAT(deliver(server.url(), WebhookShape::generic, {"1"}).verdicts, ElementsAre(Verdict::waiting));
  EXPECT_TRUE(other.requests().empty());
}

TEST_F(WebhookSinkTest, TheAddressIsInNoMessage) {
  const ScriptedServer server(
      ScriptedServer::always(answer("404 Not Found", "", "Route POST:/T0/B0/secretpart not found")));
  const Delivery delivery = deliver(server.url("/T0/B0/secretpart"), WebhookShape::slack, {"1"});
  ASSERT_TRUE(delivery.trouble);
  EXPECT_THAT(to_string(*delivery.trouble), Not(HasSubstr("secretpart")));
  EXPECT_THAT(to_string(*delivery.trouble), HasSubstr("${env:HOOK}"));
}

struct Case {
  const char* name;
  WebhookShape shape;
  unsigned status;
  const char* body;
  Verdict want;
};

class Answers : public testing::TestWithParam<Case> {};

TEST_P(Answers, Mean) {
  http::Response response;
  response.status = GetParam().status;
  response.body = GetParam().body;
  EXPECT_EQ(judge(GetParam().shape, response, Secret()).verdict, GetParam().want);
}

constexpr auto kGeneric = WebhookShape::generic;
constexpr auto kSlack = WebhookShape::slack;

INSTANTIATE_TEST_SUITE_P(Statuses, Answers,
                         testing::Values(Case{"Ok", kGeneric, 200, "anything", Verdict::delivered},
                                         Case{"Accepted", kGeneric, 202, "", Verdict::delivered},
                                         Case{"SlackOk", kSlack, 200, "ok", Verdict::delivered},
                                         Case{"SlackErrorInTheBody", kSlack, 200, "no_service", Verdict::waiting},
                                         Case{"BadRequest", kGeneric, 400, "", Verdict::refused},
                                         Case{"SlackInvalidPayload", kSlack, 400, "invalid_payload", Verdict::refused},
                                         Case{"TooLarge", kGeneric, 413, "", Verdict::refused},
                                         Case{"Unauthorised", kGeneric, 401, "", Verdict::waiting},
                                         Case{"Forbidden", kSlack, 403, "action_prohibited", Verdict::waiting},
                                         Case{"Removed", kGeneric, 410, "", Verdict::waiting},
                                         Case{"Redirect", kGeneric, 301, "", Verdict::waiting},
                                         Case{"TooMany", kGeneric, 429, "", Verdict::waiting},
                                         Case{"Broken", kGeneric, 500, "", Verdict::waiting},
                                         Case{"Busy", kGeneric, 503, "", Verdict::waiting}),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace tb::sink
