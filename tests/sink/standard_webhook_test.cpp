// Standard Webhooks: envelope, headers, signature.
#include "sink/standard_webhook.hpp"

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <rapidjson/document.h>

#include "fakes/an_item.hpp"

namespace tb::sink {
namespace {

constexpr std::chrono::sys_seconds kAttempt{std::chrono::seconds{1'614'265'330}};

// The example of the specification: its key, id, timestamp and body give this signature.
TEST(StandardWebhook, SignsAsTheSpecificationDoes) {
  const Secret secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "${env:HOOK}");
  const auto headers = webhook_headers("msg_p5jXN8AQM9LWM0D4loKWxJek", kAttempt, R"({"test": 2432232314})", secret);
  ASSERT_EQ(headers.size(), 3U);
  EXPECT_EQ(headers[0].name, "webhook-id");
  EXPECT_EQ(headers[1].value, "1614265330");
  EXPECT_EQ(headers[2].value, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

TEST(StandardWebhook, WithoutASecretNothingIsSigned) {
  EXPECT_EQ(webhook_headers("id", kAttempt, "{}", Secret()).size(), 2U);
}

TEST(StandardWebhook, TheBodyIsTheSameAtEveryAttempt) {
  const Alert alert = fakes::an_alert();
  const std::string body = webhook_body(alert, to_json(alert));
  EXPECT_EQ(body, webhook_body(alert, to_json(alert)));
  rapidjson::Document document;
  document.Parse(body);
  ASSERT_FALSE(document.HasParseError());
  EXPECT_STREQ(document["type"].GetString(), "tenbells.alert");
  EXPECT_EQ(document["data"]["id"].GetString(), alert.id);
}

TEST(SigningSecret, MustBeWhatTheSpecificationSays) {
  EXPECT_TRUE(check_signing_secret(Secret()));
  EXPECT_TRUE(check_signing_secret(Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "")));
  for (const char* wrong : {"hunter2", "whsec_", "whsec_c2hvcnQ=", "whsec_!!!!"}) {
    EXPECT_FALSE(check_signing_secret(Secret(wrong, "${env:HOOK}"))) << wrong;
  }
}

TEST(SigningSecret, IsNotInTheMessage) {
  const Result<void> checked = check_signing_secret(Secret("hunter2", "${env:HOOK}"));
  ASSERT_FALSE(checked);
  EXPECT_EQ(to_string(checked.error()).find("hunter2"), std::string::npos);
}

}  // namespace
}  // namespace tb::sink
